"""``payung-admin retain``: which old files go?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from payung.jobs.retention import drop_old_checks, drop_old_traces


class Command(BaseCommand):
    """Deletes what was kept long enough."""

    help = "Menghapus unggahan dan folder hasil yang sudah lewat masa simpannya; jejak audit tetap."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How long to keep, where not as set."""
        parser.add_argument("--days", type=int, help="hari penyimpanan (bawaan: PAYUNG_KEEP_DAYS, atau 365)")

    def handle(self, *args: Any, days: int | None = None, **options: Any) -> None:
        """Says how many folders went."""
        gone = drop_old_checks(days=days)
        drop_old_traces(days=days)
        self.stdout.write(f"{gone} folder pemeriksaan dihapus.")
