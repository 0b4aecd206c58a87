"""What is a firm told of what it promised, before the day and after it: each with its day, and where to read more?"""

import datetime as dt
from collections.abc import Sequence

from django.urls import reverse

from payung.briefings import policies
from payung.briefings.facts.sheets import about_of, words_of
from payung.briefings.models import Invitee, Pledge
from payung.briefings.queries import promises
from payung.briefings.terms import PledgeKind
from payung.compliance.models import Letter
from payung.outreach.actions import Note
from payung.outreach.terms import Channel
from payung.reconcile.report.wording import day
from payung.registry.queries import Reached, addressee_of

STEP = "pengingat-janji"
SUBJECT = "Pengingat komitmen: {about}"
TEXT = """Yth. {addressee},

Badan usaha Saudara menandatangani komitmen pada {about}. Yang buktinya belum ditemukan dalam data:

{lines}

{closes}

Lembar badan usaha Saudara: {link}"""
BY_DATA = (
    "Janji selesai dengan sendirinya begitu pemeriksaan data berikutnya menemukan buktinya; tidak ada yang perlu "
    "dijawab."
)
BY_DOCUMENT = "Janji dengan kata-kata sendiri selesai dengan dokumen: sampaikan kepada {office}."
CLOSING = "\n\nSurel ini dikirim oleh Payung atas nama {office}."
AHEAD, PAST = "paling lambat {day}", "tanggal yang dijanjikan, {day}, sudah lewat"


def note_of_promises(
    invitee: Invitee, pledges: Sequence[Pledge], *, reached: Reached | None, on: dt.date, site: str, letter: Letter
) -> Note | None:
    """The reminder of these promises, by e-mail where it can be, else by WhatsApp; None where no way is known."""
    channel = Channel.EMAIL if reached and reached.email else Channel.WHATSAPP
    to = (reached.email or reached.phone) if reached else ""
    if not to:
        return None
    event, names = invitee.event, promises.names_of(pledges)
    told = {
        "addressee": addressee_of(invitee.executor), "about": about_of(event), "office": letter.office.name,
        "lines": "\n".join(_line(one, names, on=on) for one in pledges), "link": _link(invitee, on=on, site=site),
        "closes": _closes(pledges, letter.office.name),
    }  # fmt: skip
    text = TEXT + (CLOSING if channel == Channel.EMAIL else "")
    step = f"{STEP}-{on:%Y%m%d}/{invitee.pk}"
    subject = SUBJECT.format(**told)[:300]
    return Note(step=step, channel=channel, to=to, subject=subject, text=text.format(**told), with_letter=False)


def _line(one: Pledge, names: dict[int, str], *, on: dt.date) -> str:
    about = names.get(one.package_id or 0, "")
    when = (AHEAD if one.due_on >= on else PAST).format(day=day(one.due_on))
    return f"– {words_of(one.kind, one.text).rstrip('. ')}{f' ({about})' if about else ''}: {when}"


def _closes(pledges: Sequence[Pledge], office: str) -> str:
    """How promises like these come to their end."""
    ways = {BY_DOCUMENT if one.kind == PledgeKind.OTHER else BY_DATA for one in pledges}
    return "\n".join(way.format(office=office) for way in (BY_DATA, BY_DOCUMENT) if way in ways)


def _link(invitee: Invitee, *, on: dt.date, site: str) -> str:
    """The sheet by the link of the invitation while it is open, else the pages of the firm's account."""
    due = promises.last_due(invitee.event, invitee.executor_id)
    if on <= policies.link_ends_on(invitee.event, last_due=due):
        return f"{site}{reverse('reply_sheet', args=[invitee.key])}"
    return f"{site}{reverse('firm_commitments')}"
