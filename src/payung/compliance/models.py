"""Tables of findings and what people said of them, of figures kept per run, of cases, letters and payments."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from payung.accounts.models import ApiToken, Office
from payung.compliance.terms import AnswerKind, FindingVerdict, LetterState, Scope, Second
from payung.intake.models import Batch, Known, Run
from payung.projects.models import Package
from payung.registry.models import Executor

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
            models.Index(fields=["deadline_on", "finding_id"], condition=HOLDS_NOW, name="findings_by_deadline"),
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


class KindFigure(models.Model):
    """How many findings of a kind one run told of an agency's packages, over how many days, about how many rupiah.

    ``agency`` is empty where no package, or no agency of it, is known.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="kinds")
    agency = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    findings = models.IntegerField()
    days = models.BigIntegerField()
    amount = models.BigIntegerField()

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "agency", "kind"], name="kind_figure_is_one_an_agency")
        ]


class Case(models.Model):
    """The way from a finding to protection: one package, its executor, step after step until it is closed.

    ``position`` is the last step that counts, kept for lists; what happened is in the steps alone. ``starts_on`` is
    what the contract officer said where the data hold no day of start.
    """

    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="cases")
    executor = models.ForeignKey(Executor, on_delete=models.PROTECT, null=True, related_name="cases")
    finding_id = models.CharField(max_length=400)
    kind = models.CharField(max_length=40)
    opened_on = models.DateField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    position = models.CharField(max_length=60, blank=True)
    moved_on = models.DateField()
    answer_by = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["package"], condition=Q(closed_on__isnull=True), name="one_open_case")
        ]
        indexes: ClassVar = [models.Index(fields=["closed_on", "moved_on"], name="cases_by_movement")]


class LetterSeries(models.Model):
    """The last number an office gave in a year; the row is locked while a letter takes the next."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "year"], name="one_series_a_year")]


class Letter(models.Model):
    """A letter of an office: drafted, approved by a second person where the step asks for it, issued under a number.

    ``content`` holds what the draft says, as facts, so that it can be rendered again; ``pdf`` is what was issued and
    never changes, and ``figures`` what it says, figure by figure, so that a correction can be held against it; None
    where that was not kept. ``sent_on`` is the first day on which it went out by some way.
    ``code`` leads anyone to the page that says whether the letter still stands.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="letters")
    step = models.CharField(max_length=60)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="letters")
    state = models.CharField(max_length=12, choices=LetterState.choices, default=LetterState.DRAFT)
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    reference = models.CharField(max_length=120, blank=True)
    content = models.JSONField()
    figures = models.JSONField(null=True)
    code = models.CharField(max_length=32, unique=True)
    pdf = models.BinaryField(null=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    issued_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    reason = models.TextField(blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"content", "figures", "pdf", "reason"})

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="letter_number_is_given_once"),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(year__isnull=False, issued_on__isnull=False, pdf__isnull=False),
                name="a_number_stands_on_paper",
            ),
        ]


class CaseStep(models.Model):
    """A step that was taken; never changed. ``rule`` is the key of the law by which the clock took it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    name = models.CharField(max_length=60)
    on_date = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    rule = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, related_name="taken_as")

    personal: ClassVar[frozenset[str]] = frozenset({"note"})

    class Meta:
        ordering: ClassVar = ["on_date", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "name"], condition=~Q(name__startswith="jawaban"), name="a_step_is_taken_once"
            )
        ]


class Answer(models.Model):
    """What the executor answered to a clarification, through the link in the letter; ``token_digest`` is the link's.

    ``paid_on``: the day of the first payment; ``register_on``: by which day it will be registered. Both as told.
    """

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="answer")
    token_digest = models.CharField(max_length=64, unique=True)
    answer_by = models.DateField()
    kind = models.CharField(max_length=20, choices=AnswerKind.choices, blank=True)
    branch = models.CharField(max_length=200, blank=True)
    registration = models.CharField(max_length=60, blank=True)
    under_name = models.CharField(max_length=300, blank=True)
    paid_on = models.DateField(null=True)
    register_on = models.DateField(null=True)
    text = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    personal: ClassVar[frozenset[str]] = frozenset({"under_name", "text"})


class AnswerFile(models.Model):
    """A certificate or a receipt that came with an answer; kept as it came, also when another answer follows."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=3)
    content = models.BinaryField()
    added_at = models.DateTimeField(auto_now_add=True)

    personal: ClassVar[frozenset[str]] = frozenset({"name", "content"})

    class Meta:
        ordering: ClassVar = ["pk"]


class SecondLook(models.Model):
    """Something that two people decide: asked by one with a reason, granted or refused by another.

    ``payment`` names the one payment that an override lets pass.
    """

    kind = models.CharField(max_length=24, choices=Second.choices)
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="second_looks")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="second_looks")
    payment = models.CharField(max_length=120, blank=True)
    reason = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    is_granted = models.BooleanField(null=True)

    personal: ClassVar[frozenset[str]] = frozenset({"reason"})

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("asked_by")), name="four_eyes"
            )
        ]


class ProofRequest(models.Model):
    """A proof that an agency holds and the data do not show: the branch confirms or refutes it by ``answer_by``.

    It answers for one ``cause`` of the gate; where the state of the work changes, another proof is asked for.
    """

    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="proof_requests")
    cause = models.CharField(max_length=20)
    number = models.CharField(max_length=80)
    dated_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    answer_by = models.DateField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    is_confirmed = models.BooleanField(null=True)
    note = models.TextField(blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"note"})

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["package"], condition=Q(is_confirmed__isnull=True), name="one_proof_is_looked_at"
            ),
            models.UniqueConstraint(fields=["package", "cause", "number"], name="a_proof_is_looked_at_once"),
        ]


class PaymentCheck(models.Model):
    """What the gate said of one payment under one contract, frozen; a changed answer takes its place.

    ``contract`` and ``payment`` are folded; ``content`` holds the answer as the note and the API say it. ``pdf`` is
    the note, set once somebody wants it.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="payment_checks")
    contract = models.CharField(max_length=200)
    payment = models.CharField(max_length=120)
    answer = models.CharField(max_length=20)
    pays = models.CharField(max_length=15)
    reason = models.TextField(blank=True)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(auto_now_add=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    token = models.ForeignKey(ApiToken, on_delete=models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=32, unique=True)
    pdf = models.BinaryField(null=True)
    superseded_at = models.DateTimeField(null=True)

    personal: ClassVar[frozenset[str]] = frozenset({"reason", "content", "pdf"})

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "contract", "payment"],
                condition=Q(superseded_at__isnull=True),
                name="a_payment_has_one_answer",
            )
        ]


class GateCall(models.Model):
    """A call of the API under its idempotency key: the same call again gets the same answer."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="calls")
    key = models.CharField(max_length=80)
    asked = models.CharField(max_length=64)
    check_made = models.ForeignKey(PaymentCheck, on_delete=models.CASCADE, related_name="calls")
    at = models.DateTimeField(auto_now_add=True)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["token", "key"], name="a_call_is_answered_once")]


class LetterWording(models.Model):
    """The city's own words for a kind of letter, in place of those it ships with."""

    kind = models.CharField(max_length=40, unique=True)
    subject = models.TextField()
    body = models.TextField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    personal: ClassVar[frozenset[str]] = frozenset()
