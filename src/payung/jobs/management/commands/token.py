"""``payung-admin token``: which payment system may ask the gate, in the name of the city or of an agency?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from payung.accounts import actions, queries
from payung.refusal import Refusal


class Command(BaseCommand):
    """Makes a key and prints it, once."""

    help = "Membuat token sistem pembayaran; teksnya dicetak sekali ini saja, dan dicabut dari halaman Orang."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """For what, and in whose name."""
        parser.add_argument("label", help="untuk sistem apa, misalnya «aplikasi keuangan daerah»")
        parser.add_argument("--office", help="kode perangkat daerah (bawaan: seluruh kota)")

    def handle(self, *args: Any, label: str, office: str | None = None, **options: Any) -> None:
        """Prints the key alone, so that it can be piped."""
        found = queries.offices_of_city().filter(code=office).first() if office else queries.city()
        if found is None:
            raise CommandError("Kantor itu belum tercatat.")
        try:
            self.stdout.write(actions.make_token(found, label=label, by=None)[1])
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
