"""What does a certificate of attendance say, and whether it stands?"""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from payung.briefings import policies
from payung.briefings.models import Event, Participant
from payung.compliance.facts import letterhead_of
from payung.letters import Verification
from payung.letters.certificate import Certificate, Certificates, render_certificates
from payung.refusal import require_none

HOUR = dt.timedelta(hours=1)


def certificates(event: Event, people: Iterable[Participant], *, site: str, at: dt.datetime) -> Certificates:
    """The certificates of these people, as the books take them; a Refusal where one may not be given."""
    people = list(people)
    for one in people:
        require_none(policies.objection_to_certifying(event, came=has_come(one), at=at))
    return Certificates(
        letterhead=letterhead_of(event.organiser),
        organiser=event.organiser.name,
        branch=event.branch.name if event.branch else "",
        people=tuple(_certificate(event, one, site=site) for one in people),
    )


def certificate_pdf(one: Participant, *, site: str, at: dt.datetime) -> bytes:
    """The certificate of one person, for themself; a Refusal where it may not be given."""
    return render_certificates(certificates(one.event, [one], site=site, at=at))


def has_come(participant: Participant) -> bool:
    """Whether any device saw them; the row comes from ``queries.participants``."""
    return getattr(participant, "came_at", None) is not None


def _certificate(event: Event, one: Participant, *, site: str) -> Certificate:
    address = f"{site}{reverse('certificate_verification', args=[event.code, one.code])}"
    return Certificate(
        name=one.name, firm=one.firm_name, event=event.title, place=event.place,
        on=timezone.localdate(event.starts_at), hours=hours_of(event), verification=Verification(address, one.code),
    )  # fmt: skip


def hours_of(event: Event) -> str:
    """``09.00–12.00 WIB (3 jam)``."""
    starts, ends = (timezone.localtime(at) for at in (event.starts_at, event.ends_at))
    long = round((event.ends_at - event.starts_at) / HOUR, 1)
    length = f"{long:g}".replace(".", ",")
    until = f"{ends:%H.%M}" if starts.date() == ends.date() else f"{ends:%d-%m-%Y %H.%M}"
    return f"{starts:%H.%M}–{until} WIB ({length} jam)"
