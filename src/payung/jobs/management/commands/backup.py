"""``payung-admin backup``: how is the database kept in one file?"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from payung.jobs.backup import back_up
from payung.refusal import Refusal


class Command(BaseCommand):
    """Keeps the database in a file, while people work."""

    help = "Menyimpan seluruh basis data ke satu berkas, selagi dipakai; kunci tidak ikut."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("--to", type=Path, required=True, metavar="BERKAS", help="berkas cadangan")

    def handle(self, *args: Any, to: Path, **options: Any) -> None:
        """Says how large the file became."""
        try:
            back_up(to)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Cadangan tersimpan dan utuh: {to} ({to.stat().st_size:,} bita).".replace(",", "."))
