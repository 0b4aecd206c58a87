"""Tables of executors, how they are reached, and workers."""

from typing import ClassVar

from django.db import models

from payung.accounts.models import Office


class Executor(models.Model):
    """Whoever carries out the work. ``key`` is the NPWP, or the folded name of one whose NPWP is unknown or masked."""

    key = models.CharField(max_length=300, unique=True)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=500)
    npwp = models.CharField(max_length=30, null=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="executors")

    personal: ClassVar[frozenset[str]] = frozenset({"name", "npwp", "key"})

    class Meta:
        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_known_by_name(self) -> bool:
        """Whether its name alone tells it from others: then two of one name count as one."""
        return self.npwp is None or "*" in self.npwp


class Contact(models.Model):
    """Where an executor is reached. E-mail and telephone (E.164) are sealed, as a NIK is."""

    executor = models.OneToOneField(Executor, on_delete=models.CASCADE, related_name="contact")
    email_sealed = models.BinaryField(null=True)
    phone_sealed = models.BinaryField(null=True)
    changed_at = models.DateTimeField(auto_now=True)

    personal: ClassVar[frozenset[str]] = frozenset({"email_sealed", "phone_sealed"})


class Worker(models.Model):
    """A person in a roster. ``hash`` is the keyed digest of a run; the NIK is sealed, or absent where it was hidden."""

    hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=300, null=True)
    nik_masked = models.CharField(max_length=20, null=True)
    nik_sealed = models.BinaryField(null=True, db_index=True)

    personal: ClassVar[frozenset[str]] = frozenset({"hash", "name", "nik_masked", "nik_sealed"})
