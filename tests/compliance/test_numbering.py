"""Are numbers of letters without gap and without double while eight people issue at once?"""

from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import pytest
from django.db import close_old_connections, connection, transaction
from django.utils import timezone
from tests.cast import Cast, make_cast

from payung.accounts.models import Office
from payung.compliance.actions.letters import next_number
from payung.compliance.models import Letter

WRITERS, LETTERS = 8, 10
ALONE = 1  # SQLite's database in memory refuses a second writer where one in a file makes him wait


def issue(office: Office, writer: int) -> list[int]:
    """Ten letters of a writer, every third of which comes to nothing after its number was taken."""
    given = []
    for turn in range(LETTERS):
        number = attempt(office, fails=(turn + writer) % 3 == 0)
        given += [number] if number else []
    connection.close()
    return given


def attempt(office: Office, *, fails: bool) -> int | None:
    today = timezone.localdate()
    try:
        with transaction.atomic():
            number, _reference = next_number(office, today)
            Letter.objects.create(
                office=office, year=today.year, number=number, issued_on=today, pdf=b"%PDF", step="uji", content={},
                code=f"{number}-{id(object())}-{fails}",
            )  # fmt: skip
            if fails:
                raise RuntimeError("the paper could not be made")
    except RuntimeError:
        return None
    return number


@pytest.mark.django_db(transaction=True)
def test_eight_writers_at_once_leave_no_gap_and_no_double() -> None:
    office = make_cast().coordinator.office
    writers = WRITERS if connection.vendor == "postgresql" else ALONE
    with ThreadPoolExecutor(writers) as pool:
        given = list(chain(*pool.map(lambda writer: issue(office, writer), range(writers))))
    close_old_connections()
    assert sorted(given) == list(range(1, len(given) + 1))
    assert len(given) > writers * LETTERS // 2
    assert Letter.objects.count() == len(given)


@pytest.mark.django_db
def test_every_office_and_every_year_counts_for_itself(cast: Cast) -> None:
    today = timezone.localdate()
    ours, theirs = cast.coordinator.office, cast.agency_officer.office
    assert [next_number(ours, today)[0], next_number(ours, today)[0], next_number(theirs, today)[0]] == [1, 2, 1]
    assert next_number(ours, today.replace(year=today.year + 1, day=1))[0] == 1
