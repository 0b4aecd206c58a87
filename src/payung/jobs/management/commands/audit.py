"""Is the trail still as it was written? ``payung-admin audit verify``."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from payung.audit import queries


class Command(BaseCommand):
    """Reads the chain of the audit trail; exit code 1 where it is broken."""

    help = "Memeriksa apakah jejak audit masih utuh: payung-admin audit verify"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What is to be done with the trail; there is one thing."""
        parser.add_argument("what", choices=["verify"], help="verify: baca rantai dari baris pertama")

    def handle(self, *args: Any, **options: Any) -> None:
        """One sentence; the last digest is worth keeping elsewhere, as it shows later whether the end was cut off."""
        found = queries.standing()
        if found.broken is None:
            self.stdout.write(f"Jejak audit utuh: {found.lines} baris, sidik terakhir {found.digest[:16]}.")
            return
        self.stderr.write(
            f"Jejak audit rusak pada baris nomor {found.broken.pk} ({found.broken.at:%d-%m-%Y %H:%M} UTC): "
            f"{found.lines} baris sebelumnya utuh; jangan menghapus apa pun dan hubungi inspektorat."
        )
        sys.exit(1)
