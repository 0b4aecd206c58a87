"""One table: the texts a city keeps beside the national ones."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from payung.regulations.terms import Certainty, TextKind, kind_of


class Regulation(models.Model):
    """A text of the city or the branch: its number and day, and what it obliges whom to do, from when.

    ``duties`` holds lines ``{"siapa", "apa", "pasal"}``. ``cites`` names the national texts it rests on, by their keys
    on the shelf of ``rules``.
    """

    kind = models.CharField(max_length=15, choices=TextKind.choices)
    number = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    issuer = models.CharField(max_length=200)
    dated_on = models.DateField(null=True, blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    duties = models.JSONField(default=list, blank=True)
    cites = models.JSONField(default=list, blank=True)
    certainty = models.CharField(max_length=10, choices=Certainty.choices)
    source = models.CharField(max_length=500, blank=True)
    file = models.BinaryField(null=True)
    file_kind = models.CharField(max_length=4, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    personal: ClassVar[frozenset[str]] = frozenset({"file"})

    class Meta:
        ordering: ClassVar = ["-dated_on", "number", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "number", "issuer"], name="a_text_stands_once_on_the_shelf")
        ]

    def __str__(self) -> str:
        return f"{kind_of(self.kind, self.issuer)} {self.number}"
