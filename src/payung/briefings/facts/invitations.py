"""What does an invitation say: the letter its facts, the e-mail and WhatsApp their words, neutral and short?"""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from payung.accounts.models import User
from payung.briefings.facts.calendar import calendar_of
from payung.briefings.models import Event, Invitee
from payung.briefings.queries.invitees import CALLED_OFF, INVITED, REMIND_EVENT, REMIND_REPLY, SEAT_FREE
from payung.briefings.terms import Why
from payung.compliance.models import Letter
from payung.outreach.actions import Note
from payung.outreach.terms import Channel
from payung.reconcile.report.wording import day
from payung.registry.queries import Reached, addressee_of
from payung.regulations.models import Regulation
from payung.regulations.terms import Certainty
from payung.rules.parameters import Status

STATUS = {Certainty.READ: Status.CONFIRMED, Certainty.HEARD: Status.SECONDARY}
GREETING, CLOSING = "Yth. {addressee},\n\n", "\n\nSurel ini dikirim oleh Payung atas nama {office}."
MEETING = "{title}\n{day}, pukul {hours}\n{place}"
TEXTS = {
    INVITED: "{office} mengundang badan usaha Saudara, dengan surat Nomor {reference}, untuk hadir pada:\n\n" + MEETING
    + "\n\nMohon jawab{by} melalui tautan ini; tidak memerlukan akun, dan paling banyak {seats} orang dapat "
    "didaftarkan:\n{link}\n\n{letter} Keasliannya dapat diperiksa di {check}",
    REMIND_REPLY: "Kami belum menerima jawaban Saudara atas undangan:\n\n" + MEETING
    + "\n\nMohon jawab{by}, datang atau tidak, melalui tautan ini:\n{link}",
    REMIND_EVENT: "Kami menantikan kehadiran badan usaha Saudara pada:\n\n" + MEETING
    + "\n\nKode untuk meja pendaftaran ada di tautan ini. Bila berhalangan, mohon ubah jawabannya di sana, agar "
    "kursinya dapat dipakai yang menunggu:\n{link}",
    SEAT_FREE: "Kursi untuk badan usaha Saudara kini tersedia ({seats_held} orang) pada:\n\n" + MEETING
    + "\n\nKode untuk meja pendaftaran ada di tautan ini. Bila tidak jadi datang, mohon ubah jawabannya di sana:\n"
    "{link}",
    CALLED_OFF: "Acara berikut dibatalkan:\n\n" + MEETING + "\n\nSebab: {reason}\n\nTidak ada yang perlu dijawab. "
    "Mohon maaf atas perubahan ini.",
}  # fmt: skip
SUBJECTS = {
    INVITED: "Undangan: {title}, {day}", REMIND_REPLY: "Mohon jawaban: {title}, {day}",
    REMIND_EVENT: "Pengingat: {title}, {day}", SEAT_FREE: "Kursi tersedia: {title}, {day}",
    CALLED_OFF: "Dibatalkan: {title}, {day}",
}  # fmt: skip
ATTACHED = {True: "Suratnya terlampir.", False: "Suratnya dapat diunduh pada halaman yang sama."}
"""By whether it is e-mail."""
WITH_CALENDAR = (INVITED, SEAT_FREE, CALLED_OFF)


def letter_facts(event: Event, guests: list[str]) -> dict[str, Any]:
    """What the letter of an event says, as compliance keeps it."""
    return {
        "title": event.title,
        "meeting": {
            "on": timezone.localdate(event.starts_at).isoformat(), "time": f"{hours_of(event)}",
            "place": ", ".join(part for part in (event.place, " ".join(event.address.split())) if part),
            "agenda": "; ".join(line["acara"] for line in event.agenda if line.get("acara")) or event.title,
            "reply": _reply_told(event),
        },
        "guests": guests,
        "grounds": [_ground(each) for each in event.grounds.all()],
    }  # fmt: skip


def _ground(text: Regulation) -> dict[str, str]:
    status = STATUS[Certainty(text.certainty)]
    return {"text": f"{text}: {text.title}.", "source": text.issuer, "status": status.value}


def is_stale(event: Event, letter: Letter) -> bool:
    """Whether the issued letter names another day, hour or place than the event has by now."""
    told, now = letter.content.get("meeting", {}), letter_facts(event, [])["meeting"]
    return any(told.get(name) != now[name] for name in ("on", "time", "place"))


def unlisted(event: Event, letter: Letter) -> int:
    """How many firms came on the list after the letter was issued."""
    listed = Invitee.objects.filter(event=event).exclude(why=Why.CAME)
    names = listed.values_list("executor__name", flat=True)
    return len(set(names) - set(letter.content.get("guests", [])))


def _reply_told(event: Event) -> str:
    by = f" paling lambat {day(event.reply_by)}" if event.reply_by else ""
    return f"melalui tautan dalam pesan pengantar surat ini{by}, paling banyak {event.seats_each} orang"


def hours_of(event: Event) -> str:
    """``09.00 – 12.00 WIB``."""
    start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    return f"{start:%H.%M} – {end:%H.%M} {start.tzname()}"


@dataclass(frozen=True)
class Occasion:
    """Why firms are told something: what, of which letter, from which address of ours, by whom (None: the clock).

    ``mark`` tells a message from an earlier one of the same kind; ``by_hand``: where no other way is known.
    """

    step: str
    letter: Letter
    site: str
    by: User | None = None
    by_hand: bool = False
    mark: str = ""


def note_of(invitee: Invitee, occasion: Occasion, *, reached: Reached | None) -> Note | None:
    """What a firm is told, by e-mail where it can be, else by WhatsApp; None where nobody said how it is reached."""
    step, letter = occasion.step, occasion.letter
    way = _way(invitee, reached, by_hand=occasion.by_hand)
    if way is None:
        return None
    (channel, to), event = way, invitee.event
    told = _facts(invitee, letter=letter, site=occasion.site) | {"letter": ATTACHED[channel == Channel.EMAIL]}
    closing = CLOSING if channel == Channel.EMAIL else ""
    calendar = calendar_of(event, address=told["page"]) if channel == Channel.EMAIL and step in WITH_CALENDAR else ""
    return Note(
        step=f"{step}{occasion.mark}/{invitee.pk}", channel=channel, to=to, subject=SUBJECTS[step].format(**told)[:300],
        text=(GREETING + TEXTS[step] + closing).format(**told), calendar=calendar,
    )  # fmt: skip


def _way(invitee: Invitee, reached: Reached | None, *, by_hand: bool) -> tuple[Channel, str] | None:
    if reached and reached.email:
        return Channel.EMAIL, reached.email
    if reached and reached.phone:
        return Channel.WHATSAPP, reached.phone
    return (Channel.HAND, addressee_of(invitee.executor)[:300]) if by_hand else None


def _facts(invitee: Invitee, *, letter: Letter, site: str) -> dict[str, Any]:
    event = invitee.event
    return {
        "addressee": addressee_of(invitee.executor), "office": event.organiser.name, "reference": letter.reference,
        "title": event.title, "day": day(timezone.localdate(event.starts_at)), "hours": hours_of(event),
        "place": event.place, "seats": event.seats_each, "seats_held": invitee.seats, "reason": event.reason,
        "by": f" paling lambat {day(event.reply_by)}" if event.reply_by else "",
        "link": f"{site}{reverse('invitation', args=[invitee.key])}",
        "page": f"{site}{reverse('event_page', args=[event.code])}",
        "check": f"{site}{reverse('letter_verification', args=[letter.code])}",
    }  # fmt: skip
