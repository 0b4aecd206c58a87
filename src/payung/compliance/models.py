"""Tables of findings, of what people said of them, and of the figures kept per run and per day."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from payung.compliance.terms import FindingVerdict, Scope
from payung.intake.models import Batch, Known, Run
from payung.projects.models import Package

HOLDS_NOW = Q(known_until__isnull=True)


class Finding(Known):
    """What a run found: days, rupiah, deadline, article, how sure, and what closes it."""

    finding_id = models.CharField(max_length=400)
    kind = models.CharField(max_length=40)
    package = models.ForeignKey(Package, on_delete=models.CASCADE, null=True, related_name="findings")
    nomor_kepesertaan = models.CharField(max_length=60, null=True)
    sentence = models.TextField()
    days = models.IntegerField(null=True)
    amount = models.BigIntegerField(null=True)
    since_on = models.DateField(null=True)
    deadline_on = models.DateField(null=True)
    article = models.TextField(null=True)
    law_status = models.CharField(max_length=20, null=True)
    confidence = models.CharField(max_length=10, null=True)
    evidence = models.TextField(null=True)
    closes_by = models.TextField(null=True)

    personal: ClassVar[frozenset[str]] = frozenset({"sentence", "evidence"})

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["finding_id"], condition=HOLDS_NOW, name="finding_has_one_present")
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "deadline_on"], condition=HOLDS_NOW, name="findings_by_kind"),
            models.Index(fields=["deadline_on"], condition=HOLDS_NOW, name="findings_by_deadline"),
        ]


class FindingJudgement(models.Model):
    """What a person said of a finding; kept beside every later run that finds it again."""

    finding_id = models.CharField(max_length=400, db_index=True)
    verdict = models.CharField(max_length=10, choices=FindingVerdict.choices)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="finding_judgements")

    personal: ClassVar[frozenset[str]] = frozenset({"reason"})

    class Meta:
        ordering: ClassVar = ["-pk"]


class DayFigure(models.Model):
    """Packages at work on a day, and how many of them were protected or pending, as one run knew it."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="days")
    on_date = models.DateField()
    worked = models.IntegerField()
    protected = models.IntegerField()
    pending = models.IntegerField()

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering: ClassVar = ["on_date"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "on_date"], name="day_figure_is_one_a_day")]


class ScopeFigure(models.Model):
    """The figures of the city, of an agency or of an area, as one run knew them; days in days, money in rupiah."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="figures")
    scope = models.CharField(max_length=10, choices=Scope.choices)
    name = models.TextField()
    packages = models.IntegerField()
    started = models.IntegerField()
    protected_before_start = models.IntegerField()
    not_found = models.IntegerField()
    worked_days = models.BigIntegerField()
    uncovered_days = models.BigIntegerField()
    contribution_due = models.BigIntegerField()
    contribution_paid = models.BigIntegerField()
    exposed_heads = models.IntegerField()
    open_packages = models.IntegerField()
    liability_open = models.BigIntegerField(null=True)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "scope", "name"], name="scope_figure_is_one_a_name")
        ]
