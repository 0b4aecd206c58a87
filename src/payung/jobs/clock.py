"""What falls due now: which case has its proof, who is reminded, which message leaves, which was left behind?

``due`` only reads; ``tick`` does what ``due`` lists and then empties the outbox. Every act asks again under a lock
whether it is still owed, so that two clocks, on two machines, do it once.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.utils import timezone

from payung.audit.actions import named
from payung.briefings import actions as briefings
from payung.briefings import queries as events
from payung.briefings.actions import promising
from payung.briefings.actions.reminding import RULE, remind_of_promises
from payung.briefings.queries import promises, proofs
from payung.compliance import actions as compliance
from payung.compliance import queries as cases
from payung.outreach import actions as outreach
from payung.outreach import queries
from payung.outreach.policies import QuietHours, objection_to_leaving
from payung.outreach.terms import MessageState
from payung.rules import remedy

LOG = logging.getLogger(__name__)
NO_SERVER = "EMAIL_HOST belum diisi: surel menunggu sampai peladen surel disetel."


@dataclass(frozen=True)
class Due:
    """Something the clock would do: what it is, to which row, by which rule, and how."""

    what: str
    on: str
    rule: str
    act: Callable[[], object]


@dataclass(frozen=True)
class Ticked:
    """What one turn of the clock did: acts, messages that left or were tried, acts that failed."""

    done: int = 0
    tried: int = 0
    failed: int = 0


def due(at: dt.datetime) -> Iterator[Due]:
    """Everything that falls due at this moment but the e-mail itself, in the order in which it is done."""
    on = timezone.localdate(at)
    for message in queries.left_behind(at=at):
        is_handed = message.state == MessageState.HANDING_OVER
        what = "menandai belum pasti terkirim" if is_handed else "mengembalikan ke antrean"
        yield Due(what, named(message), "", partial(outreach.recover, message))
    for case in cases.proven(on=on):
        closing = partial(compliance.close_proven, case, on=on)
        yield Due("menutup penanganan yang sudah terbukti terlindungi", named(case), remedy.STEPS, closing)
    for pledge, verdict in proofs.unsettled():
        settling = partial(promising.close_proven, pledge, on=on)
        yield Due(f"menandai janji {verdict.state.label}".lower(), named(pledge), "", settling)
    if objection_to_leaving(at, quiet=quiet_hours()) is None:
        yield from _reminders(on)
        yield from _reminders_of_events(at)
        yield from _reminders_of_promises(on)
    for message in queries.untold():
        cancelling = partial(outreach.cancel_untold, message)
        yield Due("membatalkan pesan yang tidak benar lagi", named(message), remedy.STEPS, cancelling)
    for event in events.events_late(at=at):
        dropping = partial(briefings.drop_late, event, by=None)
        yield Due("membatalkan pesan acara yang sudah lewat", named(event), "", dropping)


def leaving(at: dt.datetime) -> list[Due]:
    """The e-mail that would leave at this moment; none in quiet hours, nor where there is no server."""
    if objection_to_sending(at) is not None:
        return []
    send = partial(outreach.deliver_next, at=at)
    return [Due("mengirim surel", named(message), message.rule, send) for message in queries.to_send(at=at)]


def objection_to_sending(at: dt.datetime) -> str | None:
    """Why no e-mail leaves now: the hour, the day, or no server to hand it to."""
    if settings.IS_PUBLIC and not settings.EMAIL_HOST:
        return NO_SERVER
    return objection_to_leaving(at, quiet=quiet_hours())


def tick(*, is_stopped: Callable[[], bool] = lambda: False) -> Ticked:
    """One turn: do what falls due, then empty the outbox. What fails is logged and does not stop the rest."""
    done = failed = 0
    for each in list(due(timezone.now())):
        if is_stopped():
            break
        try:
            done += bool(each.act())
        except Exception:
            LOG.exception("the clock failed at %s", each.on)
            failed += 1
    return Ticked(done, _emptied(is_stopped), failed)


def quiet_hours() -> QuietHours:
    """The quiet hours of this installation."""
    return QuietHours(*settings.QUIET_HOURS)


def _emptied(is_stopped: Callable[[], bool]) -> int:
    """Send until nothing waits; how many were tried. Whoever is put back waits for a later turn."""
    tried, began = 0, timezone.now()
    while not is_stopped() and objection_to_sending(timezone.now()) is None:
        if outreach.deliver_next(at=began) is None:
            break
        tried += 1
    return tried


def _reminders_of_events(at: dt.datetime) -> Iterator[Due]:
    """Of the events ahead: whoever is silent is asked once more, whoever comes is reminded of the day."""
    on = timezone.localdate(at)
    for event, step in events.owed_reminders(at=at):
        if step == events.REMIND_REPLY:
            reminding = partial(briefings.remind_to_reply, event, on=on, site=settings.SITE)
        else:
            reminding = partial(briefings.remind_of_event, event, site=settings.SITE)
        yield Due(f"mengirim {step}", named(event), step, reminding)


def _reminders_of_promises(on: dt.date) -> Iterator[Due]:
    for owed in promises.owed_reminders(on=on):
        reminding = partial(remind_of_promises, owed.commitment, on=on, site=settings.SITE)
        yield Due("mengingatkan akan janji", named(owed.commitment), RULE, reminding)


def _reminders(on: dt.date) -> Iterator[Due]:
    for owed in queries.owed_reminders(on=on):
        if owed.channel is None:
            LOG.warning("nobody said how the executor of %s is reached", named(owed.case))
            continue
        reminding = partial(outreach.remind, owed.case, on=on, site=settings.SITE)
        yield Due(f"mengirim {owed.step.name} lewat {owed.channel}", named(owed.case), owed.step.rule, reminding)
