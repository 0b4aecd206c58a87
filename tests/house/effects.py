"""Firms with days of work around an event, and who came to it."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.utils import timezone
from tests.house.briefings import taking_part, told

from payung.briefings.models import CheckIn, Event, Invitee
from payung.briefings.terms import Way
from payung.coverage.models import Span
from payung.intake.models import Run
from payung.projects.models import Package
from payung.registry.models import Executor

Stretch = tuple[dt.date, dt.date, str]


def firm_at_work(run: Run, name: str, *packages: Sequence[Stretch]) -> Executor:
    """An executor, and of each of its packages the stretches of days by state."""
    firm = Executor.objects.create(key=name, kind="business", name=name)
    for number, stretches in enumerate(packages):
        package = Package.objects.create(package_id=f"{name}-{number}", executor=firm)
        Span.objects.bulk_create(
            Span(
                package=package, from_on=begins, to_on=ends, days=(ends - begins).days + 1, state=state,
                known_from=run, digest=0,
            )
            for begins, ends, state in stretches
        )  # fmt: skip
    return firm


def comes(event: Event, firm: Executor, *, is_invited: bool = True) -> Invitee | None:
    """Somebody of the firm was seen at the door."""
    invitee = told(event, firm) if is_invited else None
    person = taking_part(event, f"Utusan {firm.pk}", invitee=invitee, executor=firm, firm_name=firm.name)
    for device in ("pintu-1", "pintu-2"):
        CheckIn.objects.create(
            participant=person, client_id=uuid.uuid4(), device=device, way=Way.QR, at=timezone.now(), by=event.made_by
        )
    return invitee


def two_sides(run: Run, event: Event, *, on: dt.date, count: int, gained: int) -> None:
    """So many firms on each side, a package of a hundred days each; who came is protected so many days longer after."""
    for i in range(2 * count):
        is_coming, habit = i % 2 == 0, i // 2 % 3
        before = [(on - dt.timedelta(days=50), on - dt.timedelta(days=11 + 10 * habit), "unprotected")]
        before.append((on - dt.timedelta(days=10 + 10 * habit), on, "protected"))
        safe = 10 + 5 * habit + (gained if is_coming else 0)
        turn = on + dt.timedelta(days=50 - safe)
        after = [(on + dt.timedelta(days=1), turn, "unprotected")]
        after.append((turn + dt.timedelta(days=1), on + dt.timedelta(days=50), "protected"))
        firm = firm_at_work(run, f"CV Rekaan {i}", [*before, *after])
        if is_coming:
            comes(event, firm)
        else:
            told(event, firm)
