"""Who came for a firm that is not on the list of an event, and which firm of the registry may it be?

Names are compared, and only proposed: a person decides. A name that sounds alike is not yet the same firm.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Count, Q

from payung.briefings.models import Event, Invitee, Participant
from payung.briefings.queries.naming import folded
from payung.briefings.queries.proposal import found_executors
from payung.registry.models import Executor

ALONE = "perorangan"
"""What is written at the door where somebody comes for no firm."""
FORMS = frozenset({"pt", "cv", "ud", "pd", "fa", "firma", "persero", "perseroda", "tbk", "kso"})
"""Legal forms: they tell two firms apart, and say nothing of what a firm is called."""
LEAST_ALIKE, MOST_ALIKE, LEAST_WORD = 0.6, 5, 3
"""From which likeness a name is proposed, how many of them, and how long a word is that is looked for."""


@dataclass(frozen=True)
class Unplaced:
    """A firm as it was said at the door: the number of one of its people, and how many came."""

    participant: int
    firm: str
    people: int


@dataclass(frozen=True)
class Candidate:
    """A firm of the registry, the packages by which it is known, and whether it is on the list of the event."""

    executor: int
    name: str
    packages: int
    is_listed: bool


def unplaced(event: Event) -> list[Unplaced]:
    """The firms that came and are not on the list, as they were said; one query, however many."""
    found = Participant.objects.filter(event=event, invitee=None, check_ins__isnull=False).distinct()
    people: dict[str, list[tuple[int, str]]] = {}
    for pk, firm in found.order_by("firm_name", "pk").values_list("pk", "firm_name"):
        if folded(firm) not in ("", ALONE):
            people.setdefault(folded(firm), []).append((pk, firm))
    return [Unplaced(*said[0], len(said)) for said in people.values()]


def companions(guest: Participant) -> list[Participant]:
    """Everybody who came to the event for the same firm, as it was said, and stands where this one stands."""
    found = Participant.objects.filter(event=guest.event_id, invitee=guest.invitee_id).order_by("pk")
    return [one for one in found if folded(one.firm_name) == folded(guest.firm_name)]


def alike(firm: str, *, event: Event) -> list[Candidate]:
    """The firms of the registry whose name is nearest to this one, the nearest first."""
    wanted = _bare(firm)
    asked = Q()
    for word in (word for word in wanted.split() if len(word) >= LEAST_WORD):
        asked |= Q(name__icontains=word)
    if not asked:
        return []
    rows = Executor.objects.filter(asked).order_by("pk").values_list("pk", "name")
    near = ((SequenceMatcher(None, wanted, _bare(name)).ratio(), pk) for pk, name in rows)
    ranked = sorted((one for one in near if one[0] >= LEAST_ALIKE), key=lambda one: (-one[0], one[1]))
    return _candidates([pk for _likeness, pk in ranked[:MOST_ALIKE]], event=event)


def looked_for(words: str, *, event: Event) -> list[Candidate]:
    """The firms of the registry in whose name each of these words stands."""
    return _candidates([one.pk for one in found_executors(words)], event=event)


def _candidates(keys: Iterable[int], *, event: Event) -> list[Candidate]:
    """These firms, in this order."""
    listed = list(keys)
    held = set(Invitee.objects.filter(event=event, executor__in=listed).values_list("executor", flat=True))
    counted = Executor.objects.filter(pk__in=listed).order_by().annotate(work=Count("packages"))
    found = {one.pk: one for one in counted}
    return [Candidate(pk, found[pk].name, found[pk].work, pk in held) for pk in listed if pk in found]


def _bare(name: str) -> str:
    """A name as it is compared, without its legal form."""
    return " ".join(word for word in folded(name).split() if word not in FORMS)
