"""How does a new installation begin? ``payung-admin init --city 36.71 --email … --name …``."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from payung.accounts import actions, queries
from payung.accounts.terms import OfficeKind
from payung.identifiers import areas
from payung.refusal import Refusal

CODE_LENGTH = len("36.71")


class Command(BaseCommand):
    """Names the city and invites its first coordinator; asked again, it changes nothing that stands."""

    help = "Mencatat kota dan mengundang koordinator pertamanya"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which city, and who is its coordinator."""
        parser.add_argument("--city", required=True, help="kode Kemendagri kota atau kabupaten, misalnya 36.71")
        parser.add_argument("--email", required=True, help="alamat surel koordinator pertama")
        parser.add_argument("--name", required=True, help="nama koordinator pertama")

    def handle(self, *args: Any, **options: Any) -> None:
        """The city, then the link of its first coordinator, where there is none yet."""
        try:
            code, name = _named(options["city"])
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        city = actions.open_office(name, kind=OfficeKind.CITY, code=code, by=None)
        self.stdout.write(f"Kota: {city.name} ({city.code}).")
        if queries.has_coordinator():
            self.stdout.write("Kota ini sudah mempunyai koordinator; undangan berikutnya dibuat dari halaman Orang.")
            return
        token = actions.invite_first(options["email"], name=options["name"], office=city)
        self.stdout.write(f"Buka tautan ini dalam 7 hari untuk membuat kata sandi {options['email']}:")
        self.stdout.write(_base() + reverse("accept_invitation", args=[token]))


def _named(told: str) -> tuple[str, str]:
    """Code and name of the city; a Refusal where there is no such city, or where another was named before."""
    code = areas.dotted(told.strip().replace(".", ""))
    name = areas.name_of(code) if len(code) == CODE_LENGTH else None
    if name is None:
        raise Refusal("Tidak ada kota atau kabupaten dengan kode {code}; contoh kode: 36.71.", code=told)
    held = queries.city()
    if held is not None and held.code != code:
        raise Refusal("Pemasangan ini sudah melayani {name} ({code}).", name=held.name, code=held.code)
    return code, name


def _base() -> str:
    """Where the pages are: the first public host, or this machine."""
    return f"https://{settings.ALLOWED_HOSTS[0]}" if settings.IS_PUBLIC else "http://127.0.0.1:8000"
