"""Tables of packages: which there are, and what each run knew of them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from payung.accounts.models import Office
from payung.intake.models import Known
from payung.registry.models import Executor

HOLDS_NOW = Q(known_until__isnull=True)


class Package(models.Model):
    """A package of work, whatever is known of it. The agency and the executor are those the last run named."""

    package_id = models.CharField(max_length=120, unique=True)
    agency = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="packages")
    executor = models.ForeignKey(Executor, on_delete=models.PROTECT, null=True, related_name="packages")

    personal: ClassVar[frozenset[str]] = frozenset()

    def __str__(self) -> str:
        return self.package_id


class PackageFacts(Known):
    """The table ``packages`` of a run, a row a package; and how the package stands on the day of the check.

    ``standing`` is one of ``terms.Standing``; ``state_now`` the state of the last day worked; amounts in whole rupiah.
    """

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="facts")
    source = models.CharField(max_length=20)
    source_code = models.CharField(max_length=120)
    stage = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    kind_source = models.TextField(null=True)
    name = models.TextField(null=True)
    owner = models.TextField(null=True)
    agency = models.TextField(null=True)
    agency_code = models.TextField(null=True)
    ppk_name = models.TextField(null=True)
    executor_kind = models.CharField(max_length=20, null=True)
    executor_name = models.TextField(null=True)
    executor_npwp = models.CharField(max_length=30, null=True)
    contract_no = models.TextField(null=True)
    contract_on = models.DateField(null=True)
    value = models.BigIntegerField(null=True)
    value_source = models.CharField(max_length=20, null=True)
    starts_on = models.DateField(null=True)
    starts_on_source = models.CharField(max_length=20, null=True)
    starts_on_confidence = models.CharField(max_length=10, null=True)
    ends_on = models.DateField(null=True)
    ends_on_source = models.CharField(max_length=20, null=True)
    ends_on_confidence = models.CharField(max_length=10, null=True)
    addenda = models.IntegerField(null=True)
    city_paid = models.BigIntegerField(null=True)
    city_paid_first_on = models.DateField(null=True)
    handed_over_on = models.DateField(null=True)
    base = models.BigIntegerField(null=True)
    base_kind = models.CharField(max_length=10, null=True)
    jkk = models.BigIntegerField(null=True)
    jkm = models.BigIntegerField(null=True)
    contribution_due = models.BigIntegerField(null=True)
    contribution_paid = models.BigIntegerField(null=True)
    register_by = models.DateField(null=True)
    uncovered_days = models.IntegerField(null=True)
    worked_days = models.IntegerField(null=True)
    origin = models.TextField(null=True)
    standing = models.CharField(max_length=20)
    state_now = models.CharField(max_length=20, null=True)
    search = models.TextField()

    personal: ClassVar[frozenset[str]] = frozenset({"ppk_name", "executor_name", "executor_npwp", "search"})

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["package"], condition=HOLDS_NOW, name="package_has_one_present")
        ]
        indexes: ClassVar = [
            models.Index(fields=["-uncovered_days", "package"], condition=HOLDS_NOW, name="facts_worst_first"),
            models.Index(fields=["standing", "-uncovered_days"], condition=HOLDS_NOW, name="facts_by_standing"),
            models.Index(fields=["-value", "package"], condition=HOLDS_NOW, name="facts_by_value"),
            models.Index(fields=["-starts_on", "package"], condition=HOLDS_NOW, name="facts_by_start"),
            models.Index(fields=["register_by", "package"], condition=HOLDS_NOW, name="facts_by_deadline"),
            models.Index(Lower("contract_no"), condition=HOLDS_NOW, name="facts_by_contract"),
            models.Index(Lower("source_code"), condition=HOLDS_NOW, name="facts_by_source_code"),
            # every filter of the list but words: what it leaves is counted without reading the rows, which SQLite only
            # sees where the column of the condition is among those of the index
            models.Index(
                fields=["standing", "stage", "kind", "state_now", "value", "package", "known_until"],
                condition=HOLDS_NOW,
                name="facts_counted",
            ),
        ]


class SavedView(models.Model):
    """A question that somebody asks of the list again and again, under a name of theirs."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=80)
    question = models.CharField(max_length=500)

    personal: ClassVar[frozenset[str]] = frozenset({"name", "question"})

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "name"], name="saved_view_has_one_name")]


class CityMap(models.Model):
    """The boundaries of the districts as the city gave them: one drawing. ``shapes``: those of actions.boundaries."""

    shapes = models.JSONField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    personal: ClassVar[frozenset[str]] = frozenset()
