"""The table of messages: what was told to whom, by which way, and what came back."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from payung.compliance.models import Letter
from payung.outreach.terms import Channel, MessageState


class Message(models.Model):
    """One letter, or a reminder of it, to one recipient by one way; queued in the transaction that issued the letter.

    ``step`` is what it tells of: the letter's own step, or the reminder. ``claim`` is the word of the worker that
    holds it. ``message_id`` is reckoned from the letter, the step, the way and the recipient: the same message has the
    same one however often it is tried, so that a mailbox shows it once. ``calendar`` is what goes with it as .ics;
    ``with_letter`` says whether the letter itself goes with it.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="messages")
    step = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    to_sealed = models.BinaryField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    calendar = models.TextField(blank=True)
    with_letter = models.BooleanField(default=True)
    state = models.CharField(max_length=12, choices=MessageState.choices, default=MessageState.WAITING)
    message_id = models.CharField(max_length=200, unique=True)
    rule = models.CharField(max_length=80, blank=True)
    queued_at = models.DateTimeField(auto_now_add=True)
    queued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    try_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=32, blank=True)
    claimed_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)
    receiver = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    proof = models.BinaryField(null=True)
    proof_kind = models.CharField(max_length=3, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset(
        {"to_sealed", "subject", "text", "problem", "receiver", "note", "proof"}
    )

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["letter", "step", "channel", "to_sealed"], name="a_message_is_queued_once_for_each_recipient"
            ),
            models.CheckConstraint(
                condition=~Q(state=MessageState.SENT) | Q(sent_at__isnull=False), name="a_sent_message_has_its_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(MessageState.SENDING, MessageState.HANDING_OVER))
                | (Q(claimed_at__isnull=False) & ~Q(claim="")),
                name="a_message_at_work_is_held_by_somebody",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["try_at"],
                condition=Q(state=MessageState.WAITING, channel=Channel.EMAIL),
                name="messages_to_send",
            ),
            models.Index(fields=["state"], name="messages_by_state"),
        ]
