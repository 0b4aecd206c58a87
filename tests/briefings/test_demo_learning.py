"""Is the sample's past event answered on paper once, through the doings of the house?"""

import datetime as dt
import uuid

import pytest
from django.utils import timezone
from tests.cast import Cast
from tests.house.briefings import open_event, taking_part

from payung.accounts.terms import Role
from payung.briefings import queries
from payung.briefings.models import CheckIn, QuizSitting
from payung.jobs.demo_learning import fill_sample_learning

pytestmark = pytest.mark.django_db


def test_who_came_to_the_past_event_answered_and_learnt(cast: Cast) -> None:
    event = open_event(cast, on=timezone.localdate() - dt.timedelta(days=90))
    for n in range(30):
        person = taking_part(event, f"Peserta Contoh {n}")
        if n < 25:
            CheckIn.objects.create(
                participant=person, client_id=uuid.uuid4(), device="contoh", way="kertas", at=event.starts_at,
                by=cast.coordinator,
            )  # fmt: skip
    assert fill_sample_learning(event, {Role.COORDINATOR: cast.coordinator}) == 25
    assert fill_sample_learning(event, {Role.COORDINATOR: cast.coordinator}) == 0
    found = queries.understanding(event)
    assert found.before == 25
    assert found.change is not None
    assert found.change.low > 0
    assert queries.feelings(event).count >= queries.LEAST_TEXTS
    assert QuizSitting.objects.filter(answered_at=None).count() == 0
