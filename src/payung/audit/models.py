"""One table: the trail. It has no foreign keys, so that nothing can take a line away with it."""

from typing import ClassVar

from django.db import models


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
