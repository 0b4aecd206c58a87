"""One table: the trail. It has no foreign keys, so that nothing can take a line away with it."""

import hashlib
import json
from typing import ClassVar

from django.db import models

FIRST = "0" * 64
"""What the first line of the trail stands on."""
FIELDS = ("actor", "role", "action", "on", "note", "purpose", "address")


class Entry(models.Model):
    """One line of the trail. ``digest`` covers the line and the digest before it: a line changed breaks the chain."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    role = models.CharField(max_length=20)
    action = models.CharField(max_length=60)
    on = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    address = models.CharField(max_length=45, blank=True)
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    personal: ClassVar[frozenset[str]] = frozenset({"actor", "note", "purpose", "address"})

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.pk} {self.action}"

    def reckoned_digest(self) -> str:
        """SHA-256 over every field of the line and the digest of the line before."""
        said = [self.before, self.at.isoformat(), *(getattr(self, name) for name in FIELDS)]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
