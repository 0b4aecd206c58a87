"""How do pairs become known, and how does a person judge them?"""

from collections.abc import Mapping

import polars as pl
from django.db import transaction

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.intake import policies as intake
from payung.intake.actions import Taken, begin_batch, join_batch, take, undo_batch
from payung.intake.models import Batch, Run
from payung.intake.terms import BatchKind
from payung.matching import policies
from payung.matching.models import Judgement, PairLink, WorkerPair
from payung.matching.terms import PairKind, Verdict
from payung.refusal import require_none

Tables = Mapping[str, pl.DataFrame]


def take_links(tables: Tables, *, run: Run, packages: pl.DataFrame) -> Taken:
    """Make known which packages and registrations a run linked or left to a person. ``packages``: id by package_id."""
    met = tables["registration_links"].join(packages, on="package_id").drop("package_id")
    return take(PairLink, met.rename({"package": "package_id"}), run=run)


def take_worker_pairs(tables: Tables, *, run: Run) -> Taken:
    """Make known which pairs of workers and participants were drawn for review."""
    return take(WorkerPair, tables["link_review"], run=run)


@transaction.atomic
def judge_link(link: PairLink, *, verdict: Verdict, reason: str, by: User) -> Judgement:
    """Say whether a package and a registration are the same work."""
    require_none(policies.objection_to_judging(by=by))
    pair = (PairKind.REGISTRATION, link.package.package_id, link.nomor_kepesertaan)
    return _judge(pair, verdict=verdict, reason=reason, by=by)


@transaction.atomic
def judge_worker(pair: WorkerPair, *, verdict: Verdict, by: User) -> Judgement:
    """Say whether a worker and a participant are the same person."""
    require_none(policies.objection_to_judging(by=by))
    told = (PairKind.WORKER, pair.worker_hash or "", pair.person_hash or "")
    return _judge(told, verdict=verdict, stratum=pair.stratum, by=by)


def _judge(
    pair: tuple[PairKind, str, str], *, verdict: Verdict, by: User, reason: str = "", stratum: str = ""
) -> Judgement:
    """One judgement more in the round its maker is in."""
    kind, left, right = pair
    batch = join_batch(BatchKind.JUDGEMENTS, by=by)
    said = Judgement.objects.create(
        kind=kind, left=left, right=right, verdict=verdict, reason=reason, stratum=stratum, by=by, batch=batch
    )
    shown = f"{left} × {right}" if kind == PairKind.REGISTRATION else ""
    audit.record("pair.judged", on=said, by=by, note=f"{verdict.value} {shown}".strip())
    return said


@transaction.atomic
def take_back(said: Judgement, *, by: User) -> None:
    """Take back one judgement: it leaves its round for a batch of its own, which is undone; the others stay."""
    batch = Batch.objects.select_for_update().get(judgements=said.pk)
    require_none(intake.objection_to_taking_back(batch, by=by))
    if batch.judgements.count() > 1:
        batch = begin_batch(BatchKind.JUDGEMENTS, note="", by=batch.made_by)
        Judgement.objects.filter(pk=said.pk).update(batch=batch)
    undo_batch(batch, by=by)
