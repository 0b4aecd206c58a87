"""Tables of checks asked for, runs loaded, and bulk changes that can be undone."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from payung.intake.terms import BatchKind, CheckState


class Batch(models.Model):
    """One bulk change: an import, a round of judgements. It is undone whole or not at all."""

    kind = models.CharField(max_length=20, choices=BatchKind.choices)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    personal: ClassVar[frozenset[str]] = frozenset({"note"})


class Check(models.Model):
    """A check asked for in the browser: its files, how far it is, how it ended.

    ``folder`` lies in the data folder; ``share`` is in hundredths; ``sentence`` says what went wrong, in Indonesian.
    """

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    as_of = models.DateField()
    area = models.CharField(max_length=10, blank=True)
    folder = models.CharField(max_length=100, unique=True)
    state = models.CharField(max_length=12, choices=CheckState.choices, default=CheckState.FILES)
    step = models.CharField(max_length=200, blank=True)
    share = models.PositiveSmallIntegerField(default=0)
    sentence = models.TextField(blank=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    is_cancel_asked = models.BooleanField(default=False)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering: ClassVar = ["-pk"]


class Run(models.Model):
    """A run folder that was loaded. The same content twice in a row is loaded once."""

    content = models.CharField(max_length=64)
    as_of = models.DateField()
    version = models.CharField(max_length=30)
    loaded_at = models.DateTimeField()
    batch = models.OneToOneField(Batch, on_delete=models.PROTECT, related_name="run")
    asked = models.ForeignKey(Check, on_delete=models.SET_NULL, null=True, related_name="runs")
    manifest = models.JSONField()
    summary = models.JSONField()
    is_undone = models.BooleanField(default=False)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering: ClassVar = ["-pk"]


class Known(models.Model):
    """A row as a run told it: known from one run until another told otherwise.

    ``digest`` covers every told column. The rows that hold now have no ``known_until``; those that held on a day are
    found by the days the runs were loaded on.
    """

    # without indexes of their own: nearly every row holds now and is of one run, so that they would find nothing, cost
    # a third of the time of loading, and mislead SQLite away from the index that a page needs
    known_from = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+", db_index=False)
    known_until = models.ForeignKey(Run, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    digest = models.BigIntegerField()

    class Meta:
        abstract = True
