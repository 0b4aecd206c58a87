"""How does a message come to wait: with its letter, in one transaction, once for each recipient?"""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.compliance import actions as compliance
from payung.compliance import queries as cases
from payung.compliance.models import Case, Letter
from payung.outreach import policies, queries
from payung.outreach.models import Message
from payung.outreach.terms import RECIPIENT, Channel, MessageState
from payung.reconcile.report.wording import day
from payung.refusal import Refusal, require_none
from payung.registry import queries as registry
from payung.rules import remedy

MESSAGE_ID_DIGITS = 40
LETTER_TEXT = """Yth. {recipient},

{office} menerbitkan {kind} Nomor {reference} tanggal {issued_on} mengenai perlindungan pekerja pada pekerjaan
“{package}”. Suratnya terlampir dalam bentuk PDF.

Keaslian dan keadaan surat dapat diperiksa di {link}
Bila pekerjaan ini sudah didaftarkan, mohon sampaikan buktinya menurut cara yang tertulis dalam surat.

Surel ini dikirim oleh Payung atas nama {office}."""
REMINDER_TEXT = """Yth. {recipient},

Kami mengingatkan surat {office} Nomor {reference} tanggal {issued_on} mengenai perlindungan pekerja pada pekerjaan
“{package}”. Hari terakhir mendaftarkan pekerjaan ini: {last_day}. Suratnya terlampir dalam bentuk PDF.

Keaslian dan keadaan surat dapat diperiksa di {link}
Bila pekerjaan ini sudah didaftarkan, mohon sampaikan buktinya; pengingat ini tidak perlu dijawab.

Surel ini dikirim oleh Payung atas nama {office}."""
SHORT_TEXT = (
    "Yth. {recipient}. {office} menerbitkan surat Nomor {reference} tanggal {issued_on} mengenai perlindungan pekerja "
    "pada pekerjaan “{package}”. Surat dapat diperiksa di {link}"
)
SHORT_REMINDER = (
    "Yth. {recipient}. Kami mengingatkan surat {office} Nomor {reference} mengenai perlindungan pekerja pada pekerjaan "
    "“{package}”. Hari terakhir mendaftarkannya: {last_day}. Surat dapat diperiksa di {link}"
)

TEMPLATES = {True: (LETTER_TEXT, REMINDER_TEXT), False: (SHORT_TEXT, SHORT_REMINDER)}
"""By whether it is e-mail: the text of a letter, and of a reminder of it."""
TO_OFFICIALS = (remedy.PROPOSAL, remedy.SERVICE_REQUEST)


@dataclass(frozen=True)
class _Occasion:
    """Why something is told: the step, the address of this installation, by whom, or by which rule of the clock."""

    step: str
    site: str
    by: User | None = None
    rule: str = ""


@transaction.atomic
def issue_and_send(
    letter: Letter, *, by: User, site: str, channels: Iterable[Channel], signing: compliance.Signing | None = None
) -> Letter:
    """Issue a letter and queue its messages: both or neither, so that no letter is forgotten."""
    issued = compliance.issue_letter(letter, by=by, site=site, signing=signing)
    _queue_by_each(issued, channels, occasion=_Occasion(issued.step, site, by))
    return issued


@transaction.atomic
def send_letter(letter: Letter, *, by: User, site: str, channels: Iterable[Channel]) -> None:
    """Queue a letter that was issued before: by another way, or to the address that was mended since."""
    held = Letter.objects.select_for_update(of=("self",)).select_related("case", "office").get(pk=letter.pk)
    require_none(policies.objection_to_queueing(held, by=by))
    _queue_by_each(held, channels, occasion=_Occasion(held.step, site, by))


@transaction.atomic
def remind(case: Case, *, on: dt.date, site: str) -> Message | None:
    """Take the reminder the clock owes and queue it; None where none is owed, or nobody said how to reach them."""
    letter = queries.notice_of(case)
    channel = queries.channel_of_reminder(letter) if letter else None
    if letter is None or channel is None:
        return None
    taken = compliance.remind(case, on=on)
    if taken is None:
        return None
    (recipient,) = queries.recipients(letter, channel)
    return _queue(letter, channel, recipient, occasion=_Occasion(taken.name, site, rule=taken.rule))


@transaction.atomic
def cancel_untold(message: Message) -> bool:
    """Cancel a message that would tell something untrue by now; whether it still waited."""
    objection = policies.objection_to_telling(message)
    waiting = Message.objects.filter(pk=message.pk, state=MessageState.WAITING)
    if objection is None or not waiting.update(state=MessageState.CANCELLED, problem=objection):
        return False
    audit.record("message.cancelled", on=message, by=None, note=remedy.STEPS)
    return True


def _queue_by_each(letter: Letter, channels: Iterable[Channel], *, occasion: _Occasion) -> None:
    chosen = list(channels)
    if not chosen:
        raise Refusal("Pilih sekurangnya satu cara mengirim surat ini.")
    for channel in chosen:
        found = queries.recipients(letter, channel)
        if not found:
            raise Refusal("{way}: alamat penerima belum dicatat; isi kontaknya dahulu.", way=Channel(channel).label)
        for recipient in found:
            _queue(letter, channel, recipient, occasion=occasion)


def _queue(letter: Letter, channel: Channel, to: str, *, occasion: _Occasion) -> Message:
    """The message that waits; the same again where it was queued before, also under an older key."""
    ring, step = queries.keyring(), occasion.step
    same = letter.messages.filter(step=step, channel=channel, to_sealed__in=ring.seals(to, kind=RECIPIENT)).first()
    if same is not None:
        return same
    subject, text = _words(letter, channel, occasion=occasion)
    queued = Message.objects.create(
        letter=letter, step=step, channel=channel, to_sealed=ring.seal(to, kind=RECIPIENT), subject=subject, text=text,
        message_id=message_id(letter, step, channel, to), rule=occasion.rule, queued_by=occasion.by,
        try_at=timezone.now(),
    )  # fmt: skip
    note = " ".join(filter(None, (channel, step, occasion.rule)))
    audit.record("message.queued", on=queued, by=occasion.by, note=note)
    return queued


def message_id(letter: Letter, step: str, channel: Channel, to: str) -> str:
    """The same for the same message, for ever: a mailbox that receives it twice shows it once."""
    told = "\n".join((letter.code, step, channel, to.lower()))
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    return f"<{hashlib.sha256(told.encode()).hexdigest()[:MESSAGE_ID_DIGITS]}@{domain}>"


def _words(letter: Letter, channel: Channel, *, occasion: _Occasion) -> tuple[str, str]:
    """Subject and text: neutral, short, with the page that says whether the letter stands."""
    step, on = occasion.step, letter.issued_on or timezone.localdate()
    facts = cases.facts_of_case(letter.case) if letter.case else None
    executor = letter.case.executor if letter.case and step not in TO_OFFICIALS else None
    told = {
        "recipient": registry.addressee_of(executor) if executor else "Bapak/Ibu",
        "office": letter.office.name,
        "reference": letter.reference,
        "issued_on": day(on),
        "kind": remedy.step(letter.step, on).label,
        "package": " ".join(facts.name.split()) if facts and facts.name else "-",
        "last_day": day(facts.register_by) if facts and facts.register_by else "-",
        "link": f"{occasion.site}{reverse('letter_verification', args=[letter.code])}",
    }
    templates = TEMPLATES[channel == Channel.EMAIL]
    subject = f"{remedy.step(step, on).label}: surat Nomor {letter.reference}"
    return subject, templates[step != letter.step].format(**told)
