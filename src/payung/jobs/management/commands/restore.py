"""``payung-admin restore``: how does a backup become the database again?"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from payung.audit import actions as audit
from payung.jobs.backup import restore
from payung.refusal import Refusal


class Command(BaseCommand):
    """Brings a backup back, whole or not at all."""

    help = "Memulihkan basis data dari cadangan, utuh atau tidak sama sekali; yang lama disimpan dahulu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where from, and whether what is there may go."""
        parser.add_argument("--from", dest="source", type=Path, required=True, metavar="BERKAS", help="berkas cadangan")
        parser.add_argument("--replace", action="store_true", help="ganti basis data yang sudah berisi")

    def handle(self, *args: Any, source: Path, replace: bool = False, **options: Any) -> None:
        """Says where the former database was kept."""
        try:
            kept = restore(source, replace=replace)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        audit.record("database.restored", on=source.name, by=None, note=kept.name if kept else "")
        self.stdout.write(f"Basis data dipulihkan dari {source}.")
        if kept:
            self.stdout.write(f"Yang lama tersimpan di {kept}.")
