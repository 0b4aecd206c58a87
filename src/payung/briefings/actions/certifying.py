"""Who took certificates of attendance out of the house?"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.briefings import facts, policies
from payung.briefings.models import Event, Participant
from payung.letters.certificate import render_certificates
from payung.refusal import require_none


@transaction.atomic
def open_certificates(event: Event, people: Sequence[Participant], *, site: str, at: dt.datetime, by: User) -> bytes:
    """The certificates of these people in one PDF; the trail says how many."""
    require_none(policies.objection_to_holding(event, by=by))
    pdf = render_certificates(facts.certificates(event, people, site=site, at=at))
    audit.record("event.certificates_opened", on=event, by=by, note=str(len(people)))
    return pdf
