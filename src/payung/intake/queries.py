"""Which rows hold now, which held on a day, and which runs and checks are there?"""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from payung.accounts.models import User
from payung.accounts.terms import Permission
from payung.intake.models import Batch, Check, Known, Run
from payung.intake.terms import CheckState

HOLDS_NOW = Q(known_until__isnull=True)


def held_on(day: date | None) -> Q:
    """Which rows of a Known table held at the end of this day, by the runs loaded till then; None: those of now."""
    if day is None:
        return HOLDS_NOW
    known = Q(known_from__loaded_at__date__lte=day)
    return known & (Q(known_until__isnull=True) | Q(known_until__loaded_at__date__gt=day))


def latest_run(day: date | None = None) -> Run | None:
    """The run that held at the end of this day; None: the one that holds now."""
    loaded = Run.objects.filter(is_undone=False).order_by("-pk")
    return (loaded.filter(loaded_at__date__lte=day) if day else loaded).first()


def was_loaded(content: str) -> bool:
    """Whether a run of this content was ever loaded and not undone."""
    return Run.objects.filter(content=content, is_undone=False).exists()


def run_before(run: Run) -> Run | None:
    """The run that held before this one was loaded."""
    return Run.objects.filter(is_undone=False, pk__lt=run.pk).order_by("-pk").first()


def runs() -> QuerySet[Run]:
    """Every run that was loaded, the undone among them, the latest first."""
    return Run.objects.select_related("batch__made_by", "batch__undone_by", "asked").order_by("-pk")


def run(pk: int) -> Run | None:
    """The run of this number."""
    return runs().filter(pk=pk).first()


def checks(*, by: User) -> QuerySet[Check]:
    """The checks asked for, the latest first; nothing for those who may not import."""
    asked = Check.objects.select_related("asked_by").prefetch_related("runs")
    return asked if by.may(Permission.IMPORT_FILES) else asked.none()


def check(pk: int) -> Check:
    """The check of this number, for the clock."""
    return Check.objects.select_related("asked_by").get(pk=pk)


def check_of(pk: int, *, by: User) -> Check | None:
    """The check of this number, for those who may import."""
    return checks(by=by).filter(pk=pk).first()


def checks_waiting() -> int:
    """How many checks wait for their turn, for whoever watches the service."""
    return Check.objects.filter(state=CheckState.WAITING).count()


def checks_ended_before(moment: datetime) -> QuerySet[Check]:
    """The checks asked for before this moment that neither wait nor run, for the clock that drops their files."""
    busy = (CheckState.WAITING, CheckState.RUNNING)
    old = Q(ended_at__lt=moment) | Q(ended_at=None, asked_at__lt=moment)
    return Check.objects.filter(old).exclude(state__in=busy).order_by("pk")


def runs_loaded() -> int:
    """How many runs were loaded and not undone."""
    return Run.objects.filter(is_undone=False).count()


def batch(pk: int, *, by: User) -> Batch | None:
    """The bulk change of this number, for those who may undo."""
    return batches(by=by).filter(pk=pk).first()


def batches(*, by: User) -> QuerySet[Batch]:
    """The bulk changes, the latest first; nothing for those who may not undo."""
    made = Batch.objects.select_related("made_by", "undone_by", "run").order_by("-pk")
    return made if by.may(Permission.UNDO) else made.none()


def tables() -> list[type[Known]]:
    """Every table of known rows, whichever subject it belongs to."""
    return sorted(Known.__subclasses__(), key=lambda model: model._meta.label)
