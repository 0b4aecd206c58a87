"""Tables of registrations, payments, days by state, and the people on the sites: each row as a run told it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from payung.intake.models import Known
from payung.projects.models import Package
from payung.registry.models import Worker

HOLDS_NOW = Q(known_until__isnull=True)
NOBODY: frozenset[str] = frozenset()


class Registration(Known):
    """A project as the branch registered it. ``unmatched_reason`` says why no package is linked, where none is."""

    nomor_kepesertaan = models.CharField(max_length=60)
    nomor_sertifikat = models.TextField(null=True)
    nomor_kontrak = models.TextField(null=True)
    nama_proyek = models.TextField(null=True)
    nama_pelaksana = models.TextField(null=True)
    npwp_pelaksana = models.CharField(max_length=30, null=True)
    npp = models.TextField(null=True)
    nama_pemilik = models.TextField(null=True)
    nilai_dasar = models.BigIntegerField(null=True)
    tgl_daftar = models.DateField(null=True)
    tgl_mulai = models.DateField(null=True)
    tgl_selesai = models.DateField(null=True)
    status = models.CharField(max_length=12, null=True)
    kantor_cabang = models.TextField(null=True)
    contribution_due = models.BigIntegerField(null=True)
    contribution_paid = models.BigIntegerField(null=True)
    first_paid_on = models.DateField(null=True)
    origin = models.TextField(null=True)
    unmatched_reason = models.TextField(null=True)

    personal: ClassVar[frozenset[str]] = frozenset({"nama_pelaksana", "npwp_pelaksana"})

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["nomor_kepesertaan"], condition=HOLDS_NOW, name="registration_has_one_present"
            )
        ]


class Payment(Known):
    """A payment that reached the branch, and the registration it was found to belong to."""

    payment_id = models.CharField(max_length=300)
    nomor_kepesertaan = models.CharField(max_length=60, null=True, db_index=True)
    kode_iuran = models.TextField(null=True)
    paid_on = models.DateField(null=True)
    amount = models.BigIntegerField(null=True)
    instalment = models.TextField(null=True)
    match = models.CharField(max_length=20, null=True)
    evidence = models.TextField(null=True)

    personal: ClassVar[frozenset[str]] = NOBODY


class Span(Known):
    """Days of a package in one state: protected, pending or unprotected. Both days are included."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="spans")
    from_on = models.DateField()
    to_on = models.DateField()
    days = models.IntegerField()
    state = models.CharField(max_length=12)
    reason = models.TextField(null=True)
    nomor_kepesertaan = models.CharField(max_length=60, null=True)
    confidence = models.CharField(max_length=10, null=True)

    personal: ClassVar[frozenset[str]] = NOBODY

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(to_on__gte=models.F("from_on")), name="span_ends_after_it_begins"),
            models.UniqueConstraint(fields=["package", "from_on"], condition=HOLDS_NOW, name="span_has_one_present"),
        ]


class RosterRow(Known):
    """A line of a roster, and the participant it was found to be: one of the table ``worker_links``."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, null=True, related_name="roster")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="rows")
    roster_file = models.TextField()
    roster_line = models.IntegerField()
    name = models.TextField(null=True)
    kpj = models.CharField(max_length=30, null=True)
    probability = models.FloatField(null=True)
    level = models.CharField(max_length=20, null=True)
    decision = models.CharField(max_length=10)
    evidence = models.TextField(null=True)

    personal: ClassVar[frozenset[str]] = frozenset({"name", "kpj", "evidence"})


class WorkerSpan(Known):
    """Days of a worker on a package in one state: protected, elsewhere or unprotected."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, null=True, related_name="worker_spans")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="spans")
    roster_file = models.TextField()
    roster_line = models.IntegerField()
    from_on = models.DateField()
    to_on = models.DateField()
    days = models.IntegerField()
    state = models.CharField(max_length=12)
    segment = models.CharField(max_length=10, null=True)
    reason = models.TextField(null=True)
    confidence = models.CharField(max_length=10, null=True)
    other_sites = models.IntegerField(null=True)

    personal: ClassVar[frozenset[str]] = NOBODY


class Heads(Known):
    """How many were on the site, on the roster, registered and protected on the day of a visit."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, null=True, related_name="heads")
    site_kind = models.CharField(max_length=20)
    site = models.TextField()
    on_date = models.DateField(null=True)
    on_site = models.IntegerField(null=True)
    on_roster = models.IntegerField(null=True)
    named = models.IntegerField(null=True)
    registered = models.IntegerField(null=True)
    protected = models.IntegerField(null=True)
    roster_gap = models.IntegerField(null=True)
    name_gap = models.IntegerField(null=True)
    registered_gap = models.IntegerField(null=True)
    protected_gap = models.IntegerField(null=True)
    payer = models.CharField(max_length=10, null=True)
    payer_until = models.DateField(null=True)

    personal: ClassVar[frozenset[str]] = NOBODY


class ExpectedHeads(Known):
    """How many workers a package of this value, kind and duration should have had: a range, and an estimate."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="expected_heads")
    low = models.IntegerField()
    estimate = models.IntegerField()
    high = models.IntegerField()
    roster_heads = models.IntegerField(null=True)
    basis = models.TextField(null=True)
    confidence = models.CharField(max_length=10, null=True)

    personal: ClassVar[frozenset[str]] = NOBODY
