"""How does a run begin to hold, and how is it taken back?"""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.intake import policies, queries
from payung.intake.models import Batch, Check, Run
from payung.intake.terms import BatchKind
from payung.refusal import require_none

LONGEST_ROUND = timedelta(hours=2)


def begin_batch(kind: BatchKind, *, note: str, by: User | None) -> Batch:
    """One bulk change, to which rows are then given; it is undone whole."""
    return Batch.objects.create(kind=kind, made_by=by, note=note)


def join_batch(kind: BatchKind, *, by: User) -> Batch:
    """The round of judgements this person is in the midst of, or a new one: two hours after its first it is over."""
    since = timezone.now() - LONGEST_ROUND
    going_on = Batch.objects.select_for_update().filter(kind=kind, made_by=by, undone_at=None, made_at__gte=since)
    return going_on.order_by("-pk").first() or begin_batch(kind, note="", by=by)


@transaction.atomic
def undo_batch(batch: Batch, *, by: User) -> None:
    """Take back a round of judgements: they no longer count. A run is taken back by ``undo_run``."""
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    require_none(policies.objection_to_taking_back(held, by=by))
    Batch.objects.filter(pk=held.pk).update(undone_by=by, undone_at=timezone.now())
    audit.record("batch.undone", on=held, by=by)


def begin_run(content: str, manifest: dict[str, Any], *, by: User | None, asked: Check | None = None) -> Run:
    """A run of this content, ready to take rows. ``manifest`` is that of the run folder, its summary inside."""
    batch = begin_batch(BatchKind.RUN, note=f"per {manifest['as_of']}", by=by)
    told = {name: value for name, value in manifest.items() if name != "summary"}
    run = Run.objects.create(
        content=content, as_of=date.fromisoformat(manifest["as_of"]), version=manifest["version"],
        loaded_at=timezone.now(), batch=batch, asked=asked, manifest=told, summary=manifest["summary"],
    )  # fmt: skip
    audit.record("run.loaded", on=run, by=by, note=f"{content[:12]} per {manifest['as_of']}")
    return run


@transaction.atomic
def undo_run(run: Run, *, by: User) -> None:
    """Take back the latest run: what it closed holds again, what it told is gone; what people judged stays."""
    held = Run.objects.select_for_update().get(pk=run.pk)
    require_none(policies.objection_to_undoing(held, by=by))
    for model in queries.tables():
        model._default_manager.filter(known_from=held).delete()
        model._default_manager.filter(known_until=held).update(known_until=None)
    Run.objects.filter(pk=held.pk).update(is_undone=True)
    Batch.objects.filter(pk=held.batch_id).update(undone_by=by, undone_at=timezone.now())
    audit.record("run.undone", on=held, by=by)
