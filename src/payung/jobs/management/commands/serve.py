"""``payung-admin serve``: how does the whole application run by one command?"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from payung.jobs.demo import PASSWORD, Account, prepare
from payung.jobs.serving import Serving, serve
from payung.refusal import Refusal

LOOPBACK = ("127.0.0.1:", "localhost:", "[::1]:")


class Command(BaseCommand):
    """Runs the web server, the worker and the clock until it is told to stop."""

    help = "Menjalankan aplikasi: server web, pekerja antrean dan jam, berhenti bersama-sama."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where, with how many, and what to do before."""
        parser.add_argument("--bind", default=Serving.bind, metavar="ALAMAT", help="alamat:porta (bawaan: %(default)s)")
        parser.add_argument("--workers", type=int, default=Serving.workers, help="proses web (bawaan: %(default)s)")
        parser.add_argument("--threads", type=int, default=Serving.threads, help="utas tiap proses (%(default)s)")
        parser.add_argument("--no-worker", action="store_true", help="tanpa pekerja dan jam, yang berjalan terpisah")
        parser.add_argument("--migrate", action="store_true", help="siapkan basis data lebih dahulu")
        parser.add_argument("--demo", action="store_true", help="buka kota contoh: akun contoh setiap peran")
        told = "folder hasil untuk --demo; yang terdahulu lebih dahulu: --run LAMA --run BARU"
        parser.add_argument("--run", type=Path, action="append", metavar="FOLDER", help=told)

    def handle(self, *args: Any, demo: bool, run: list[Path] | None, bind: str, **options: Any) -> None:
        """Prepares what was asked for, then serves."""
        if options["migrate"] or demo:
            call_command("migrate", interactive=False, verbosity=0)
        if demo:
            self._open_sample(run, bind=bind)
        serving = Serving(bind, options["workers"], options["threads"], with_worker=not options["no_worker"])
        sys.exit(serve(serving))

    def _open_sample(self, runs: list[Path] | None, *, bind: str) -> None:
        if not runs:
            raise CommandError("--demo memerlukan --run FOLDER: folder hasil pemeriksaan kota contoh.")
        if settings.IS_PUBLIC or not bind.startswith(LOOPBACK):
            raise CommandError("--demo membuka akun bagi siapa saja, maka hanya berjalan di mesin ini (127.0.0.1).")
        try:
            accounts = prepare(*runs)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        console = Console()
        console.print(table_of(accounts))
        console.print(f"Kata sandi semua akun: [bold]{PASSWORD}[/]\nBuka [bold]http://{bind}/[/] (Ctrl-C: berhenti).")
        if not settings.EMAIL_HOST:
            console.print("Surel tidak dikirim ke mana pun; setiap surel menjadi berkas di folder data, surel/.")


def table_of(accounts: list[Account]) -> Table:
    """Who may sign in as whom."""
    table = Table(title="Akun contoh", title_justify="left")
    table.add_column("Surel", no_wrap=True)  # an address that is cut cannot be copied
    for heading in ("Peran", "Kantor"):
        table.add_column(heading, overflow="fold")
    for account in accounts:
        table.add_row(account.email, str(account.role.label), account.office)
    return table
