"""For which executors does an office speak?"""

from django.db.models import QuerySet

from payung.accounts.models import Office
from payung.registry.models import Executor


def executors_of(office: Office) -> QuerySet[Executor]:
    """The executors this office speaks for."""
    return Executor.objects.filter(office=office).order_by("name", "pk")
