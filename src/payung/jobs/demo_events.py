"""Which briefings does a visitor of the sample city find: one that took place, one whose invitations are open?

Everything goes through the doings of the house. Addresses of firms are invented, and end in a domain that cannot be.
"""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from payung.accounts.terms import Role
from payung.briefings import actions, queries
from payung.briefings.terms import Reply, Way
from payung.compliance import actions as letters
from payung.intake import queries as intake
from payung.jobs.demo_days import as_on
from payung.jobs.demo_learning import fill_sample_learning
from payung.jobs.demo_promises import fill_sample_promises
from payung.letters import Kind, render
from payung.letters.example import example
from payung.outreach import actions as outreach
from payung.outreach import queries as sending
from payung.outreach.terms import MessageState
from payung.registry import actions as registry
from payung.registry.queries import executors_of as firms_of
from payung.regulations import queries as shelf
from payung.rules.periods import add_working_days

EVENTS = 2
PAST_DAYS, SOON_DAYS, NOTICE_DAYS, AHEAD_DAYS = 110, 2, 2, 12
"""How long ago the first took place at least, so that days after it are known, and how long at most after the run it
was planned by; so long before it was announced; working days until the second."""
FIRMS, LATER, REACHED = 64, 30, 0.8
GIVEN = ("Budi", "Sari", "Tono", "Wati", "Joko", "Rina", "Agus", "Dewi", "Hadi", "Lina")
FAMILY = ("Contoh", "Umpama", "Misal", "Teladan", "Andaian")
POSITIONS = ("Direktur", "Manajer proyek", "Petugas K3", "Bagian keuangan")
AGENDA = [
    {"pukul": "09.00", "acara": "Pembukaan", "oleh": "Kepala Dinas Contoh"},
    {
        "pukul": "09.20",
        "acara": "Manfaat JKK dan JKM, dan siapa yang wajib didaftarkan",
        "oleh": "Kantor Cabang Contoh",
    },
    {"pukul": "10.15", "acara": "Paket Anda: lembar badan usaha dan langkahnya", "oleh": "Koordinator Contoh"},
    {"pukul": "11.15", "acara": "Komitmen dan tanya jawab", "oleh": ""},
]


def hold_sample_event(users: Mapping[Role, Any], *, site: str) -> None:
    """The event that took place, once, by what the run that holds now knows."""
    if not queries.events(by=users[Role.COORDINATOR]).exists():
        _held(users, site=site)


def plan_sample_event(users: Mapping[Role, Any], *, site: str) -> None:
    """The event to come, once."""
    if queries.events(by=users[Role.COORDINATOR]).count() < EVENTS:
        _ahead(users, site=site)


def _past_day() -> dt.date:
    """Soon after the day of the run by which it was planned, and long enough ago."""
    run, ago = intake.latest_run(), timezone.localdate() - dt.timedelta(days=PAST_DAYS)
    return ago if run is None else min(ago, run.as_of + dt.timedelta(days=SOON_DAYS))


def _held(users: Mapping[Role, Any], *, site: str) -> None:
    """The first: announced and answered before its day, and on its day who came is written down."""
    by, day = users[Role.COORDINATOR], _past_day()
    with as_on(day - dt.timedelta(days=NOTICE_DAYS)):
        plan = _plan(users, "Sosialisasi perlindungan pekerja konstruksi", day, quota=90)
        event = _announced(actions.plan_event(plan, by=by), users, firms=FIRMS, site=site)
        _answered(event, site=site, silent=0.35)
        _sent(event, by=by)
    with as_on(day):
        _took_place(queries.event(event.pk, by=by), users)


def _sent(event: Any, *, by: Any) -> None:
    """Every e-mail left; of the messages that a person sends, those that were answered."""
    while outreach.deliver_next(at=timezone.now()):
        pass
    told = queries.told_of(event).filter(message__state=MessageState.WAITING).exclude(invitee__reply=Reply.NONE)
    for one in told.order_by("pk"):
        outreach.record_delivery(one.message, outreach.Delivery(timezone.localdate()), by=by)


def _took_place(event: Any, users: Mapping[Role, Any]) -> None:
    by = users[Role.COORDINATOR]
    people = list(queries.participants(event))
    actions.take_arrivals(event, [_look(one, n, event) for n, one in enumerate(people) if n % 6 != 5], by=by)
    guest = {"client_id": str(uuid.uuid4()), "name": "Yusuf Teladan", "firm": "CV Tamu Contoh"}
    actions.take_arrivals(event, [_look(None, 40, event) | {"guest": guest}], by=by)
    actions.add_material(event, title="Contoh surat pemberitahuan", content=render(example(Kind.NOTICE)), by=by)
    actions.mark_held(event, by=by)
    fill_sample_learning(event, users)
    fill_sample_promises(event, users)


def _ahead(users: Mapping[Role, Any], *, site: str) -> None:
    """The second: few seats, so that some wait."""
    by = users[Role.COORDINATOR]
    on = add_working_days(timezone.localdate(), AHEAD_DAYS)
    event = actions.plan_event(_plan(users, "Sosialisasi bagi pelaksana paket baru", on, quota=12), by=by)
    event = _announced(event, users, firms=LATER, site=site)
    _answered(event, site=site, silent=0.55)


def _plan(users: Mapping[Role, Any], title: str, on: dt.date, *, quota: int) -> actions.Plan:
    starts = timezone.make_aware(dt.datetime.combine(on, dt.time(9)))
    texts = shelf.texts(by=users[Role.COORDINATOR])
    return actions.Plan(
        title=title, place="Aula Contoh", address="Jalan Teladan Nomor 1, Kota Contoh", starts_at=starts,
        ends_at=starts + dt.timedelta(hours=3), quota=quota, reply_by=on - dt.timedelta(days=1),
        about="Terbuka bagi badan usaha yang diundang. Petugas membantu pendaftaran proyek hari itu juga.",
        agenda=AGENDA, branch=users[Role.BRANCH_OFFICER].office_id, grounds=tuple(one.pk for one in texts[:2]),
    )  # fmt: skip


def _announced(event: Any, users: Mapping[Role, Any], *, firms: int, site: str) -> Any:
    """The first of the proposal and the visitor's own firm listed, the letter issued, the invitations sent."""
    by = users[Role.COORDINATOR]
    chosen = [one.executor for one in queries.proposed(event, queries.Narrowed())[:firms]]
    own = [one.pk for one in firms_of(users[Role.FIRM].office)]
    actions.invite(event, [*own, *chosen], by=by)
    _reach(queries.invitees(event), by=by)
    letters.issue_letter(actions.draft_letter(event, by=by), by=by, site=site)
    actions.open_event(event, by=by)
    actions.send_invitations(event, by=by, site=site)
    return queries.event(event.pk, by=by)


def _reach(invitees: Any, *, by: Any) -> None:
    """Most firms by e-mail, some by telephone alone; some as nobody yet said."""
    listed = _own_first(invitees)
    for n, one in enumerate(listed[: int(len(listed) * REACHED)]):
        email = "" if n % 5 == 4 else f"kantor-{one.executor_id}@badan-usaha.example"
        phone = f"08120000{one.executor_id:04d}"
        registry.set_contact(one.executor, email=email, phone=phone, keyring=sending.keyring(), by=by)


def _own_first(invitees: Any) -> list[Any]:
    """The firm whose account the visitor has before the others."""
    return sorted(invitees, key=lambda one: one.executor.office_id is None)


def _answered(event: Any, *, site: str, silent: float) -> None:
    """All who were invited answer but this share of them; every seventh does not come."""
    told = [one for one in _own_first(queries.invitees(event)) if one.invited_at is not None]
    for n, one in enumerate(told[: len(told) - int(silent * len(told))]):
        if n % 7 == 6:
            actions.decline(one, site=site, note="Contoh: ada serah terima pekerjaan pada hari yang sama.")
        else:
            actions.accept(one, _people(one.pk, 1 + n % 2), site=site)


def _people(seed: int, many: int) -> Sequence[actions.Coming]:
    return [
        actions.Coming(
            f"{GIVEN[(seed + 3 * k) % len(GIVEN)]} {FAMILY[(seed // 3 + k) % len(FAMILY)]}", POSITIONS[(seed + k) % 4]
        )
        for k in range(many)
    ]


def _look(one: Any, minute: int, event: Any) -> dict[str, Any]:
    at = event.starts_at - dt.timedelta(minutes=40) + dt.timedelta(minutes=minute)
    told = {"client_id": str(uuid.uuid4()), "device": "meja-1", "at": at.isoformat(), "way": Way.QR.value}
    return told | ({"participant": one.pk} if one else {"way": Way.NAME.value})
