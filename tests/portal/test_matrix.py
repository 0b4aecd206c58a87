"""Does every address answer every person as one table says, also where it is about what belongs to others?

The table is ``matrix.txt``: a line for each address, object and method; a column for each person of the cast.
"""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from tests.cast import Cast, client_of
from tests.house.briefings import came, coming, open_event, promised, taking_part
from tests.house.briefings import invited as invited_to
from tests.house.gate import answered as answered_payment
from tests.house.gate import machine, waiting_override, waiting_proof
from tests.house.handling import case_of, draft_of, look_of, paper_of
from tests.house.messages import message_of
from tests.house.runs import DAY
from tests.house.shelf import text_of
from tests.house.town import check_with_files, ended_check, settle

from payung.accounts import actions as accounts
from payung.accounts.terms import Role
from payung.briefings import actions as actions_of_events
from payung.briefings.models import Event
from payung.coverage.models import RosterRow
from payung.matching import actions as matching
from payung.matching import queries as pairs
from payung.matching.terms import Verdict
from payung.regulations.terms import TextKind

TABLE = Path(__file__).with_name("matrix.txt")
PEOPLE = {
    "ani": "coordinator", "lia": "leader", "ida": "inspectorate", "bima": "agency_officer",
    "citra": "other_agency_officer", "vera": "payment_verifier", "kiki": "branch_officer", "doni": "firm",
    "eka": "rival_firm", "tamu": None,
}  # fmt: skip
SIGNED = {"lain-0": "Membuka posko aduan.", "nama": "Doni", "menandatangani": "ya"}
FORMS: dict[str, dict[str, str]] = {
    "city_judge": {"putusan": "sama"}, "city_judge_worker": {"putusan": "beda"},
    "city_judge_finding": {"penilaian": "nyata", "alasan": "Sudah dilihat."},
    "city_packages_export": {"keperluan": "rapat mingguan", "bentuk": "csv"},
    "agency_packages_export": {"keperluan": "rapat mingguan", "bentuk": "xlsx"},
    "branch_packages_export": {"keperluan": "rapat mingguan"},
    "city_packages_save": {"nama": "Jalan", "tanya": "q=jalan"},
    "branch_proof": {"jawaban": "benar"}, "override_decide": {"putusan": "setuju"},
    "change_role": {"role": "pimpinan"},
    "worker_nik": {"keperluan": "mencocokkan kartu peserta"},
    "case_act": {"tindakan": "surat", "langkah": "permintaan_klarifikasi"}, "case_second": {"putusan": "tolak"},
    "letter_act": {"tindakan": "setujui"}, "letter_sending": {"tindakan": "kirim", "cara": "hand"},
    "message_act": {"tindakan": "ulang"}, "shelf_act": {"tindakan": "tarik"},
    "invitation": {"jawaban": "tidak"}, "event_act": {"tindakan": "berlangsung"},
    "reply_commit": SIGNED, "event_firm_commit": SIGNED, "event_party_commit": SIGNED, "firm_commit": SIGNED,
    "pledge_act": {"tindakan": "dokumen"},
    "set_language": {"language": "en"},
}  # fmt: skip
FRAGMENT = {"HX-Request": "true", "HX-Target": "daftar"}


@dataclass(frozen=True)
class Line:
    """An address for one object by one method, and what each person is answered."""

    name: str
    about: str
    method: str
    answers: dict[str, int]


def read_table() -> list[Line]:
    rows = [row.split() for row in TABLE.read_text(encoding="utf-8").splitlines() if row and not row.startswith("#")]
    head, *body = rows
    assert head[3:] == list(PEOPLE)
    return [Line(row[0], row[1], row[2], dict(zip(PEOPLE, map(int, row[3:]), strict=True))) for row in body]


LINES = read_table()


def patterns(found: URLResolver, within: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address by the name that leads to it."""
    for each in found.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each, f"{within}{each.namespace}:" if each.namespace else within)
        else:
            yield f"{within}{each.name}", each


ROUTES = dict(patterns(get_resolver()))


@pytest.fixture(autouse=True)
def apart(settings: LazySettings, tmp_path: Path) -> Iterator[None]:
    """A data folder of its own, and nothing remembered of who tried what."""
    settings.DATA = tmp_path
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def objects(cast: Cast, run_folder: Path) -> dict[str, list[object]]:
    """What the addresses of the table are about; its second column names them."""
    town, fresh, ended = settle(cast, run_folder), check_with_files(cast), ended_check(cast)
    link, people = (found(by=cast.coordinator).first() for found in (pairs.waiting, pairs.workers_waiting))
    assert link is not None
    assert people is not None
    said = matching.judge_worker(people, verdict=Verdict.SAME, by=cast.coordinator)
    next_people = pairs.workers_waiting(by=cast.coordinator).first()
    assert next_people is not None
    invited, token = invitation(cast)
    answers = {
        side: answered_payment(package, by=by)
        for side, package, by in (
            ("ours", town.ours, cast.payment_verifier), ("theirs", town.theirs, cast.other_agency_officer)
        )
    }  # fmt: skip
    our_case, their_case = case_of(town.ours, by=cast.coordinator), case_of(town.theirs, by=cast.coordinator)
    our_letter = draft_of(our_case, by=cast.agency_officer)
    event = open_event(cast, on=DAY)
    person = taking_part(event, "Peserta Uji")
    attended = came(taking_part(event, "Yang Hadir"), by=cast.coordinator)
    their_letter = draft_of(their_case, by=cast.other_agency_officer)
    return {
        "-": [], "none": [0], "no-key": ["0-0-0"], "no-uid": ["0", "0-0"], "no-text": ["tidak-ada"],
        "wording": ["pemberitahuan"],
        "national": ["pp_44_2015"], "draft": ["surat_edaran"], "circular": [text_of(TextKind.CIRCULAR, by=cast).pk],
        "inner-letter": [text_of(TextKind.LETTER, by=cast).pk],
        "package-ours": [town.ours.package_id], "package-theirs": [town.theirs.package_id],
        "finding-ours": [town.finding(town.ours).pk], "finding-theirs": [town.finding(town.theirs).pk],
        "worker-ours": [worker_of(town.ours)], "worker-theirs": [worker_of(town.theirs)],
        "pair": [link.pk], "people": [next_people.pk], "judgement": [said.pk], "round": [said.batch_id],
        "check": [fresh.pk], "check-ended": [ended.pk], "run": [town.run.pk], "loading": [town.run.batch_id],
        "report": [ended.pk, "laporan.html"], "refused-rows": [ended.pk, "rejected.csv"],
        "tables": [ended.pk, "manifest.json"], "no-report": [ended.pk, "laporan.xlsx"], "no-check": [0, "laporan.html"],
        "case-ours": [our_case.pk], "case-theirs": [their_case.pk],
        "letter-ours": [our_letter.pk], "letter-theirs": [their_letter.pk],
        "paper-ours": [paper_of(our_letter).pk], "paper-theirs": [paper_of(their_letter).pk],
        "message-ours": [message_of(our_letter).pk], "message-theirs": [message_of(their_letter).pk],
        "second": [look_of(our_case, by=cast.second_coordinator).pk],
        "executor": [town.ours.executor_id], "person": [cast.leader.pk], "invitation": [invited], "token": [token],
        "answer-ours": [answers["ours"].pk], "answer-theirs": [answers["theirs"].pk],
        "answer-code": [answers["ours"].code], "machine": [machine(cast)],
        **promises_of(cast, town.ours.executor),
        "event": [event.pk], "event-code": [event.code], "event-file": [event.code, material_of(event)],
        "no-event-file": [event.code, 0], "invite-key": [ahead_of(cast, town.ours.executor)],
        "person-key": [person.key],
        "attended": [event.pk, attended.pk], "attended-code": [event.code, attended.code],
        "attended-key": [attended.key], "no-attended": [event.pk, 0], "no-codes": ["tidak-ada", "TIDAK"],
        "quiz": [person.key, "sebelum"], "no-quiz": ["tidak-ada", "sebelum"], "no-phase": [person.key, "kapan"],
        "proof": [waiting_proof(town.ours, by=cast.payment_verifier).pk],
        "override-ours": [waiting_override(town.ours, by=cast.payment_verifier).pk],
        "override-theirs": [waiting_override(town.theirs, by=cast.second_coordinator).pk],
    }  # fmt: skip


def promises_of(cast: Cast, executor: object) -> dict[str, list[object]]:
    """An event of today at which a firm signed by its link."""
    invitee = coming(invited_to(open_event(cast, on=timezone.localdate()), executor))  # type: ignore[arg-type]
    held, event, firm = promised(invitee), invitee.event_id, invitee.executor_id
    return {
        "promise-event": [event], "promise-firm": [event, firm], "no-promise-firm": [event, 0],
        "promise-party": [event, "pekerja"], "no-promise-party": [event, "tidak-ada"], "promise-key": [invitee.key],
        "commitment": [held.pk], "pledge": [held.pledges.get().pk], "executor-ours": [firm],
    }  # fmt: skip


def material_of(event: Event) -> int:
    """A file on the page of an event."""
    return actions_of_events.add_material(event, title="Paparan", content=b"%PDF-1.7", by=event.made_by).pk


def ahead_of(cast: Cast, executor: object) -> str:
    """The key of a firm that is invited to an event still to come."""
    return invited_to(open_event(cast, on=timezone.localdate() + timedelta(days=30)), executor).key  # type: ignore[arg-type]


def invitation(cast: Cast) -> tuple[int, str]:
    """An invitation that waits: its number and its token."""
    tokens: list[str] = []

    def link(token: str) -> str:
        tokens.append(token)
        return f"http://uji.example/{token}"

    invited = accounts.invite(
        "baru@uji.example", name="Baru", role=Role.LEADER, office=cast.leader.office, by=cast.coordinator, link=link
    )
    return invited.pk, tokens[0]


def worker_of(package: object) -> int:
    """A worker on the roster of a package."""
    rows = RosterRow.objects.filter(known_until=None, package=package, worker__isnull=False).order_by("pk")
    return int(rows.values_list("worker", flat=True)[0] or 0)


def answered(browser: Client, line: Line, about: list[object]) -> int:
    """The status; whatever was changed is put back."""
    address, cookies = reverse(line.name, args=about), copy(browser.cookies)
    with transaction.atomic():
        if line.method == "POST":
            answer = browser.post(address, FORMS.get(line.name))
        else:
            answer = browser.get(address, headers=FRAGMENT if line.method == "HX" else None)
        answer.getvalue()  # a file is read to its end, and so closed
        transaction.set_rollback(True)
    browser.cookies = cookies
    return answer.status_code


@pytest.mark.parametrize("name", PEOPLE)
def test_everybody_is_answered_as_the_table_says(cast: Cast, objects: dict[str, list[object]], name: str) -> None:
    browser = client_of(getattr(cast, PEOPLE[name]) if PEOPLE[name] else None)  # type: ignore[arg-type]
    wrong = [
        f"{line.name} {line.about} {line.method}: {status}, not {line.answers[name]}"
        for line, status in ((line, answered(browser, line, objects[line.about])) for line in LINES)
        if status != line.answers[name]
    ]
    assert wrong == []


def test_the_table_has_every_address_by_both_methods() -> None:
    asked = {(line.name, "POST" if line.method == "POST" else "GET") for line in LINES}
    assert {(name, method) for name in ROUTES for method in ("GET", "POST")} - asked == set()
    assert {line.name for line in LINES} - set(ROUTES) == set()


def test_the_table_asks_for_what_is_not_there_and_for_what_is_anothers() -> None:
    about = {name: {line.about for line in LINES if line.name == name} for name in ROUTES}
    with_object = {name for name, pattern in ROUTES.items() if pattern.pattern.regex.groupindex}
    assert [name for name in with_object if not any(each.startswith("no") for each in about[name])] == []
    for name in with_object:
        for kind in ("package", "finding", "worker", "case", "letter", "message"):
            if f"{kind}-ours" in about[name]:
                assert f"{kind}-theirs" in about[name], name


def test_the_table_lets_nobody_in_to_what_is_anothers() -> None:
    """Of the table itself: whoever belongs to one agency or firm is refused the other's, whatever the pages do."""
    strangers = {"theirs": ("bima", "vera", "doni"), "ours": ("citra", "eka")}
    let_in = [
        (line.name, person)
        for line in LINES
        for side, people in strangers.items()
        for person in people
        if line.about.endswith(f"-{side}") and line.answers[person] not in (403, 404, 405)
    ]
    assert let_in == []
