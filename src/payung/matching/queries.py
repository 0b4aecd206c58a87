"""Which pairs wait for a person, what are they side by side, and what was said of them?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from payung.accounts.models import User
from payung.accounts.terms import Permission
from payung.coverage.models import Registration
from payung.intake.models import Batch
from payung.intake.queries import HOLDS_NOW
from payung.matching.models import Judgement, PairLink, WorkerPair
from payung.matching.terms import PairKind, Verdict
from payung.projects.models import PackageFacts
from payung.registry.models import Worker

LIVE = Judgement.objects.filter(batch__undone_at__isnull=True)


@dataclass(frozen=True)
class Pair:
    """A package and a registration beside each other."""

    link: PairLink
    package: PackageFacts
    registration: Registration


def judgements() -> QuerySet[Judgement]:
    """What people said and was not taken back, the latest first."""
    return LIVE.select_related("by", "batch").order_by("-pk")


def waiting(*, by: User, said: QuerySet[Judgement] = LIVE) -> QuerySet[PairLink]:
    """Candidates of which nobody has said anything, the likeliest first; none is asked twice.

    What somebody was unsure of waits apart (``unsure``): it still holds back the letters of its package.
    """
    if not by.may(Permission.JUDGE_LINKS):
        return PairLink.objects.none()
    said = said.filter(
        kind=PairKind.REGISTRATION, left=OuterRef("package__package_id"), right=OuterRef("nomor_kepesertaan")
    )
    return (
        PairLink.objects.filter(HOLDS_NOW, ~Exists(said), decision="candidate")
        .select_related("package")
        .order_by("-probability", "pk")
    )


def unsure(*, by: User) -> QuerySet[PairLink]:
    """Candidates of which the last word was a doubt, those looked at longest ago first."""
    if not by.may(Permission.JUDGE_LINKS):
        return PairLink.objects.none()
    doubted = _undecided().filter(word=Verdict.UNSURE).annotate(said=Subquery(_said_of_link().values("pk")[:1]))
    found: QuerySet[PairLink] = doubted.select_related("package").order_by("said")
    return found


def _said_of_link() -> QuerySet[Judgement]:
    """What was said of a link, the latest first."""
    found = LIVE.filter(
        kind=PairKind.REGISTRATION, left=OuterRef("package__package_id"), right=OuterRef("nomor_kepesertaan")
    )
    return found.order_by("-pk")


def _undecided() -> QuerySet[Any]:
    """Candidates that nobody has decided: nothing was said, or the last ``word`` is a doubt."""
    candidates = PairLink.objects.filter(HOLDS_NOW, decision="candidate")
    told = candidates.annotate(word=Subquery(_said_of_link().values("verdict")[:1]))
    return told.filter(Q(word__isnull=True) | Q(word=Verdict.UNSURE))


def pair(pk: int, *, by: User) -> Pair | None:
    """A link with both its records; None where it is not there to be judged by this person."""
    if not by.may(Permission.JUDGE_LINKS):
        return None
    link = PairLink.objects.filter(HOLDS_NOW, pk=pk).select_related("package").first()
    return beside(link) if link else None


def beside(link: PairLink) -> Pair | None:
    """Both records of a link."""
    facts = PackageFacts.objects.filter(HOLDS_NOW, package=link.package_id).select_related("package").first()
    registration = Registration.objects.filter(HOLDS_NOW, nomor_kepesertaan=link.nomor_kepesertaan).first()
    return Pair(link, facts, registration) if facts and registration else None


def workers_waiting(*, by: User, said: QuerySet[Judgement] = LIVE) -> QuerySet[WorkerPair]:
    """Pairs drawn for review that nobody has judged."""
    if not by.may(Permission.JUDGE_LINKS):
        return WorkerPair.objects.none()
    said = said.filter(kind=PairKind.WORKER, left=OuterRef("worker_hash"), right=OuterRef("person_hash"))
    pairs = WorkerPair.objects.filter(HOLDS_NOW, ~Exists(said), worker_hash__isnull=False, person_hash__isnull=False)
    return pairs.order_by("stratum", "pk")


def worker_pair(pk: int, *, by: User) -> WorkerPair | None:
    """A pair drawn for review."""
    return workers_waiting(by=by).filter(pk=pk).first()


def worker_of(pair: WorkerPair) -> Worker | None:
    """The worker of a pair drawn for review."""
    return Worker.objects.filter(hash=pair.worker_hash or "").first()


def said_of(package_id: str) -> QuerySet[Judgement]:
    """What people said of this package and a registration."""
    return judgements().filter(kind=PairKind.REGISTRATION, left=package_id)


def judgement(pk: int, *, by: User) -> Judgement | None:
    """What was said under this number and still counts, for those who judge."""
    return judgements().filter(pk=pk).first() if by.may(Permission.JUDGE_LINKS) else None


def decided(said: QuerySet[Judgement] = LIVE) -> QuerySet[Judgement]:
    """The last decided judgement of every pair, as the next check is told; the unsure decide nothing."""
    later = said.filter(kind=OuterRef("kind"), left=OuterRef("left"), right=OuterRef("right"), pk__gt=OuterRef("pk"))
    return said.exclude(verdict=Verdict.UNSURE).filter(~Exists(later)).select_related("by").order_by("pk")


def said_in(batches: Iterable[int]) -> dict[int, dict[str, int]]:
    """batch → verdict → how many judgements it holds."""
    counted: dict[int, dict[str, int]] = {}
    found = Judgement.objects.filter(batch__in=list(batches)).order_by().values_list("batch", "verdict")
    for batch, verdict, count in found.annotate(Count("pk")):
        counted.setdefault(batch, {})[verdict] = count
    return counted


@dataclass(frozen=True)
class Standing:
    """How many judgements the next check is told, and how many pairs wait for one."""

    decided: int
    waiting: int
    workers_waiting: int


def standing(*, by: User, without: Batch | None = None) -> Standing:
    """How the judgements stand; ``without``: as they would if this round were taken back."""
    said = LIVE.exclude(batch=without) if without else LIVE
    return Standing(decided(said).count(), waiting(by=by, said=said).count(), workers_waiting(by=by, said=said).count())


def packages_in(batch: Batch) -> QuerySet[PackageFacts]:
    """The packages that the judgements of this round speak of."""
    spoken = batch.judgements.filter(kind=PairKind.REGISTRATION).values("left")
    return PackageFacts.objects.filter(HOLDS_NOW, package__package_id__in=spoken).select_related("package")


def pairs_to_judge_of(packages: Iterable[str]) -> dict[str, int]:
    """package → how many registrations may be its and wait for a person to say so; only those that have some."""
    waiting = _undecided().filter(package__package_id__in=list(packages))
    return dict(waiting.order_by().values_list("package__package_id").annotate(Count("pk")))


def pairs_left() -> int:
    """How many pairs of the whole city wait for a person to decide; what somebody was unsure of still waits."""
    return _undecided().count()
