"""``payung-admin take_reports FILE``: which messages came back, and which were read?"""

import mailbox
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from payung.outreach.actions import take_reports

MBOX_START = b"From "


class Command(BaseCommand):
    """Reads reports out of a mailbox; what it takes from them stands in the action."""

    help = "Membaca laporan surel kembali dan tanda terbaca dari berkas kotak surat (mbox) atau satu surel (.eml)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file."""
        parser.add_argument("file", type=Path, help="berkas mbox, folder Maildir, atau satu surel")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Says how many of each; the mailbox itself stays as it is."""
        if not file.exists():
            raise CommandError(f"Berkas tidak ditemukan: {file}")
        taken = take_reports(_mails(file))
        self.stdout.write(
            f"{taken.bounced} surel kembali, {taken.read} terbaca, {taken.ignored} bukan laporan tentang surel kita."
        )


def _mails(file: Path) -> Iterator[bytes]:
    """Every mail of the file, as it lies there."""
    if file.is_dir():
        yield from (mail.as_bytes() for mail in mailbox.Maildir(file, create=False))
    elif file.read_bytes()[: len(MBOX_START)] == MBOX_START:
        yield from (mail.as_bytes() for mail in mailbox.mbox(file, create=False))
    else:
        yield file.read_bytes()
