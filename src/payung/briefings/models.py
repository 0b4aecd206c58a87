"""Tables of briefings: the event, who is invited, who came, what they answered, felt and promised."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from payung.accounts.models import Office
from payung.briefings.terms import (
    EventState,
    Origin,
    Party,
    Phase,
    PledgeKind,
    PledgeState,
    Reply,
    Signed,
    Way,
    Why,
)
from payung.compliance.models import Letter
from payung.intake.models import Run
from payung.outreach.models import Message
from payung.projects.models import Package
from payung.registry.models import Executor
from payung.regulations.models import Regulation

PERSON = settings.AUTH_USER_MODEL
NOBODY: frozenset[str] = frozenset()


class Event(models.Model):
    """A briefing: where and when, by whom, with which branch, on what ground, for how many.

    ``code`` is the address of its public page. ``agenda`` holds lines ``{"pukul", "acara", "oleh"}``. ``seats_each``
    is how many people a firm may send; ``quota`` counts people. ``letter`` is the invitation that was issued.
    ``revision`` grows with every change that calendars must learn of.
    """

    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    organiser = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="events")
    branch = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=200)
    address = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reply_by = models.DateField(null=True, blank=True)
    quota = models.PositiveIntegerField()
    seats_each = models.PositiveSmallIntegerField(default=2)
    agenda = models.JSONField(default=list, blank=True)
    grounds = models.ManyToManyField(Regulation, blank=True, related_name="events")
    state = models.CharField(max_length=10, choices=EventState.choices, default=EventState.DRAFT)
    reason = models.TextField(blank=True)
    code = models.CharField(max_length=32, unique=True)
    revision = models.PositiveIntegerField(default=0)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="events")
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    personal: ClassVar[frozenset[str]] = frozenset({"agenda"})

    class Meta:
        ordering: ClassVar = ["-starts_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="an_event_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(quota__gte=1, seats_each__gte=1), name="an_event_has_seats"),
        ]

    def __str__(self) -> str:
        return self.title


class Material(models.Model):
    """A file shown on the public page of an event."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=4)
    file = models.BinaryField()
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    personal: ClassVar[frozenset[str]] = frozenset({"file"})

    class Meta:
        ordering: ClassVar = ["pk"]


class Invitee(models.Model):
    """A firm on the list of an event, what it answered, and how many seats it holds.

    ``key`` is the secret of its link: who holds it answers for the firm without an account. ``packages`` and ``days``
    are how many open packages it had, and their days without protection, when it was put on the list.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="invitees")
    executor = models.ForeignKey(Executor, on_delete=models.PROTECT, related_name="invited_to")
    why = models.CharField(max_length=20, choices=Why.choices)
    packages = models.PositiveIntegerField(default=0)
    days = models.PositiveIntegerField(default=0)
    key = models.CharField(max_length=43, unique=True)
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    invited_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    reply = models.CharField(max_length=10, choices=Reply.choices, default=Reply.NONE)
    seats = models.PositiveSmallIntegerField(default=0)
    replied_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"key", "note"})

    class Meta:
        ordering: ClassVar = ["executor__name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "executor"], name="a_firm_is_invited_once"),
            models.CheckConstraint(
                condition=~Q(reply__in=(Reply.COMING, Reply.WAITING)) | Q(seats__gte=1, replied_at__isnull=False),
                name="who_comes_takes_seats",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["event", "reply", "replied_at"], name="invitees_by_reply")]


class Told(models.Model):
    """A message that went to an invited firm about an event: the invitation, a reminder, a seat that came free."""

    invitee = models.ForeignKey(Invitee, on_delete=models.CASCADE, related_name="told")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="told_of_event")
    step = models.CharField(max_length=60)

    personal: ClassVar[frozenset[str]] = NOBODY

    class Meta:
        ordering: ClassVar = ["pk"]


class Participant(models.Model):
    """A person who is expected or came. ``client_id`` is given by the device that wrote them down, else by us.

    ``code`` is short enough to be typed at the door; ``key`` is the secret of the personal page. A walk-in of a firm
    that no data know has a ``firm_name`` alone.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participants")
    invitee = models.ForeignKey(Invitee, on_delete=models.PROTECT, null=True, related_name="participants")
    executor = models.ForeignKey(Executor, on_delete=models.PROTECT, null=True, related_name="+")
    firm_name = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200)
    position = models.CharField(max_length=120, blank=True)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    client_id = models.UUIDField(unique=True)
    code = models.CharField(max_length=8)
    key = models.CharField(max_length=43, unique=True)
    has_told_feelings = models.BooleanField(default=False)
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    personal: ClassVar[frozenset[str]] = frozenset({"firm_name", "name", "folded", "position", "key"})

    class Meta:
        ordering: ClassVar = ["firm_name", "name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "code"], name="a_code_is_one_participant"),
            models.UniqueConstraint(fields=["event", "firm_name", "folded"], name="a_person_of_a_firm_takes_part_once"),
        ]

    def __str__(self) -> str:
        return self.name


class CheckIn(models.Model):
    """One look at the door: which device saw this person when. Never changed; the earliest is when they came.

    ``client_id`` is the device's own name for this look: sent again, it is the same one.
    """

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="check_ins")
    client_id = models.UUIDField(unique=True)
    device = models.CharField(max_length=40)
    way = models.CharField(max_length=10, choices=Way.choices)
    at = models.DateTimeField()
    received_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    personal: ClassVar[frozenset[str]] = NOBODY

    class Meta:
        ordering: ClassVar = ["at", "pk"]


class QuizSitting(models.Model):
    """The questions one participant got, and what they answered. ``questions`` as they were read, with the answers."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="sittings")
    phase = models.CharField(max_length=10, choices=Phase.choices)
    law_on = models.DateField()
    questions = models.JSONField()
    answers = models.JSONField(default=dict)
    right = models.PositiveSmallIntegerField(null=True)
    started_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    personal: ClassVar[frozenset[str]] = NOBODY

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["participant", "phase"], name="a_quiz_is_taken_once_a_phase")
        ]


class Feedback(models.Model):
    """What somebody who took part thought of it. Nothing in the row tells who, nor at which hour.

    Its key is drawn at random: counted keys would tell in which order they were written.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="feedback")
    useful = models.PositiveSmallIntegerField()
    clear = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    on_date = models.DateField()

    personal: ClassVar[frozenset[str]] = frozenset({"text"})

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(useful__gte=1, useful__lte=5, clear__gte=1, clear__lte=5), name="marks_are_one_to_five"
            )
        ]


class Commitment(models.Model):
    """What one party signed: on the screen, or on paper that was photographed."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="commitments")
    party = models.CharField(max_length=12, choices=Party.choices)
    executor = models.ForeignKey(Executor, on_delete=models.PROTECT, null=True, related_name="commitments")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="commitments")
    signatory = models.CharField(max_length=200)
    position = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField()
    way = models.CharField(max_length=10, choices=Signed.choices)
    signature = models.BinaryField()
    signature_kind = models.CharField(max_length=4)
    code = models.CharField(max_length=32, unique=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    personal: ClassVar[frozenset[str]] = frozenset({"signatory", "position", "signature"})

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(party=Party.FIRM) & Q(executor__isnull=False)) | (~Q(party=Party.FIRM)),
                name="a_firm_that_promises_is_named",
            )
        ]


class Pledge(models.Model):
    """One thing promised, by whom, until when; closed by the data of a later check, not by a tick.

    ``proof`` says what proves it, or, of one that is open again, by what it was proven and what is missing now.
    ``document_by`` None: the firm brought the document by its link, without an account.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="pledges")
    kind = models.CharField(max_length=20, choices=PledgeKind.choices)
    package = models.ForeignKey(Package, on_delete=models.PROTECT, null=True, related_name="pledges")
    text = models.TextField(blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=12, choices=PledgeState.choices, default=PledgeState.OPEN)
    closed_on = models.DateField(null=True)
    closed_by_run = models.ForeignKey(Run, on_delete=models.PROTECT, null=True, related_name="+")
    proof = models.TextField(blank=True)
    document = models.BinaryField(null=True)
    document_kind = models.CharField(max_length=4, blank=True)
    document_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    document_on = models.DateField(null=True)
    closed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    reminded_on = models.DateField(null=True)

    personal: ClassVar[frozenset[str]] = frozenset({"text", "proof", "document"})

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=PledgeState.OPEN) | Q(closed_on__isnull=False), name="what_is_closed_has_its_day"
            ),
            models.CheckConstraint(
                condition=~Q(state=PledgeState.PROVEN) | ~Q(proof=""), name="what_is_proven_says_by_what"
            ),
            models.CheckConstraint(
                condition=~Q(state=PledgeState.DOCUMENTED)
                | (
                    Q(document__isnull=False, closed_by__isnull=False)
                    & (Q(document_by__isnull=True) | ~Q(closed_by=F("document_by")))
                ),
                name="a_document_is_looked_at_by_a_second_person",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_on"], name="pledges_by_day")]
