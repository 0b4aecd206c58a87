"""``payung-admin clock``: what falls due, and when is it done?"""

import signal
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from payung.jobs import clock

EVERY_SECONDS = 60
LOOK_SECONDS = 1.0


class Command(BaseCommand):
    """Turns once, or every minute until it is told to stop; a message that is being sent is let finish."""

    help = "Menjalankan yang jatuh tempo: pengingat, penutupan kasus yang terbukti, dan pengiriman surel."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Once or for ever, in earnest or not."""
        parser.add_argument("--once", action="store_true", help="satu putaran saja, lalu selesai (untuk timer systemd)")
        parser.add_argument("--dry-run", action="store_true", help="sebutkan yang jatuh tempo; tidak ada yang diubah")

    def handle(self, *args: Any, once: bool, dry_run: bool, **options: Any) -> None:
        """Says what was done; exit code 1 where one turn failed at something."""
        if dry_run:
            self._foretell()
            return
        told_to_stop: list[int] = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda received, _: told_to_stop.append(received))
        if once:
            sys.exit(1 if self._turn(told_to_stop).failed else 0)
        while not told_to_stop:
            self._turn(told_to_stop)
            _wait(told_to_stop)

    def _turn(self, told_to_stop: list[int]) -> clock.Ticked:
        ticked = clock.tick(is_stopped=lambda: bool(told_to_stop))
        if ticked != clock.Ticked():
            self.stdout.write(f"{ticked.done} langkah, {ticked.tried} surel dicoba, {ticked.failed} gagal.")
        return ticked

    def _foretell(self) -> None:
        at = timezone.now()
        owed = [*clock.due(at), *clock.leaving(at)]
        for each in owed:
            self.stdout.write("  ".join(filter(None, (each.what, each.on, each.rule))))
        if objection := clock.objection_to_sending(at):
            self.stdout.write(objection)
        self.stdout.write(f"{len(owed)} hal jatuh tempo; tidak ada yang diubah.")


def _wait(told_to_stop: list[int]) -> None:
    """A minute, or until told to stop; a connection that broke meanwhile is opened anew."""
    until = time.monotonic() + EVERY_SECONDS
    while not told_to_stop and time.monotonic() < until:
        time.sleep(LOOK_SECONDS)
    close_old_connections()
