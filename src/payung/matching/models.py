"""Tables of pairs that a run proposed, and of what people said of them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from payung.intake.models import Batch, Known
from payung.matching.terms import PairKind, Verdict
from payung.projects.models import Package


class PairLink(Known):
    """A package and a registration that a run linked, or left to a person (``decision``: link or candidate)."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="links")
    nomor_kepesertaan = models.CharField(max_length=60, db_index=True)
    probability = models.FloatField()
    decision = models.CharField(max_length=10)
    base_matched = models.CharField(max_length=10, null=True)
    evidence = models.TextField(null=True)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["decision", "-probability"], condition=Q(known_until__isnull=True), name="links_to_judge"
            )
        ]


class WorkerPair(Known):
    """A roster line and a participant drawn for review, so that the error we report stays honest."""

    stratum = models.TextField()
    roster_file = models.TextField()
    roster_line = models.IntegerField()
    worker_name = models.TextField(null=True)
    person_name = models.TextField(null=True)
    kpj = models.CharField(max_length=30, null=True)
    probability = models.FloatField(null=True)
    level = models.CharField(max_length=20, null=True)
    evidence = models.TextField(null=True)
    worker_hash = models.CharField(max_length=64, null=True)
    person_hash = models.CharField(max_length=64, null=True)

    personal: ClassVar[frozenset[str]] = frozenset(
        {"worker_name", "person_name", "kpj", "evidence", "worker_hash", "person_hash"}
    )


class Judgement(models.Model):
    """What a person said of a pair: never changed, outranks every score, undone only with its batch.

    ``left`` and ``right`` are package_id and nomor_kepesertaan, or the keyed digests of worker and participant.
    """

    kind = models.CharField(max_length=14, choices=PairKind.choices)
    left = models.CharField(max_length=120)
    right = models.CharField(max_length=120)
    verdict = models.CharField(max_length=14, choices=Verdict.choices)
    stratum = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="judgements")

    personal: ClassVar[frozenset[str]] = frozenset({"left", "right", "reason"})

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["kind", "left", "right"], name="judgement_by_pair")]
