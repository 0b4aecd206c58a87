"""What runs inside the installation of its own: letters that wait, the clock at a set time."""

import datetime as dt
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from payung.accounts import actions as accounts  # noqa: E402
from payung.accounts.terms import OfficeKind  # noqa: E402
from payung.compliance.models import Letter  # noqa: E402
from payung.compliance.terms import LetterState  # noqa: E402
from payung.outreach.models import Message  # noqa: E402
from payung.outreach.queries import keyring  # noqa: E402
from payung.outreach.terms import RECIPIENT, Channel  # noqa: E402


def prepare(prefix: str, count: str) -> None:
    """So many letters that were issued, an e-mail waiting for each."""
    office = accounts.open_office("Kota Contoh", kind=OfficeKind.CITY, code="36.71", by=None)
    number = Letter.objects.count()
    for each in range(number + 1, number + int(count) + 1):
        letter = Letter.objects.create(
            step="permintaan_klarifikasi", office=office, state=LetterState.ISSUED, year=2026, number=each,
            reference=f"{each:04d}/KC/2026", issued_on=dt.date(2026, 11, 30), content={}, pdf=b"%PDF-1.7 surat",
            code=f"{prefix}{each}",
        )  # fmt: skip
        Message.objects.create(
            letter=letter, step=letter.step, channel=Channel.EMAIL, subject="Surat", text="Yth.",
            to_sealed=keyring().seal(f"pt{each}@badan-usaha.example", kind=RECIPIENT),
            message_id=f"<{prefix}{each}@payung.example>", try_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
        )  # fmt: skip


def clock(at: str) -> None:
    """One turn of the clock at this hour in Jakarta."""
    told = timezone.make_aware(dt.datetime.fromisoformat(at))
    timezone.now = lambda: told
    call_command("clock", "--once")


if __name__ == "__main__":
    {"prepare": prepare, "clock": clock}[sys.argv[1]](*sys.argv[2:])
