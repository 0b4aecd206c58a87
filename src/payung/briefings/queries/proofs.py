"""Which promises do the data of the last check prove, which no longer hold, and which have lost their ground?

Every promise is asked of the run that holds now, never of a tick. A run speaks of a promise when its data are of a day
after the signature, or when it was loaded after it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from payung.briefings.models import Pledge
from payung.briefings.terms import FOR_GOOD, Party, PledgeKind, PledgeState
from payung.compliance.models import CaseStep, Finding, ProofRequest
from payung.coverage.models import Registration, RosterRow
from payung.intake.models import Run
from payung.intake.queries import HOLDS_NOW, latest_run
from payung.matching.models import PairLink
from payung.matching.queries import pairs_left
from payung.projects.models import PackageFacts
from payung.reconcile.coverage import PENDING, PROTECTED, UNPROTECTED
from payung.reconcile.report.wording import day, number, rupiah
from payung.reconcile.rulebook import TOLERANCE
from payung.rules import remedy

OVERDUE = "instalment_overdue"
ROSTER_KINDS = ("roster_missing", "roster_below_heads")
OPEN = (UNPROTECTED, PENDING)
NOT_YET = "Menunggu pemeriksaan pertama sesudah {day}."
GONE = "Paketnya tidak ada lagi dalam data pemeriksaan {run} per {day}."
NO_LONGER = "Terbukti pada {before}; tidak lagi pada pemeriksaan {run} per {day}. {missing}"
BACK = "Dilepas pada {before}; paketnya ada lagi pada pemeriksaan {run} per {day}. {missing}"


@dataclass(frozen=True)
class Verdict:
    """What the data say of a promise: the state it should be in, and what proves it, or what is still missing."""

    state: PledgeState
    words: str
    run: Run | None = None


@dataclass(frozen=True)
class Data:
    """What the run that holds now knows of the packages of some promises; ``finds``: package → kinds of finding."""

    run: Run
    facts: Mapping[int, PackageFacts]
    registrations: Mapping[int, list[Registration]]
    finds: Mapping[int, set[str]]
    found_before: Mapping[int, list[tuple[date, date | None]]]
    rosters: Mapping[int, list[str]]

    def paid(self, package: int) -> list[Registration]:
        """The linked registrations of a package whose first contribution is paid."""
        as_of = self.run.as_of
        return [one for one in self.registrations.get(package, []) if one.first_paid_on and one.first_paid_on <= as_of]


def unsettled() -> list[tuple[Pledge, Verdict]]:
    """The promises whose state is no longer what the data say, for the clock."""
    tested = list(testable().select_related("commitment", "package", "closed_by_run"))
    return [(pledge, _said(pledge, verdict)) for pledge, verdict in _judged(tested) if _changes(pledge, verdict)]


def verdict_of(pledge: Pledge) -> Verdict | None:
    """What the data say of one promise, where that is not how it stands."""
    ((_same, verdict),) = _judged([pledge])
    return _said(pledge, verdict) if _changes(pledge, verdict) else None


def missing_of(pledges: Iterable[Pledge]) -> dict[int, str]:
    """promise → what its proof still lacks, of those that are open and that data prove."""
    tested = [one for one in pledges if one.state == PledgeState.OPEN and one.kind != PledgeKind.OTHER]
    return {pledge.pk: verdict.words for pledge, verdict in _judged(tested) if verdict.state == PledgeState.OPEN}


def testable() -> QuerySet[Pledge]:
    """The promises that data can prove: open, proven before, or released by a run."""
    by_run = Q(state=PledgeState.RELEASED, closed_by_run__isnull=False)
    told = Q(state__in=(PledgeState.OPEN, PledgeState.PROVEN)) | by_run
    return Pledge.objects.filter(told).exclude(kind=PledgeKind.OTHER).order_by("pk").defer("document")


def _changes(pledge: Pledge, verdict: Verdict) -> bool:
    """What is proven stays so where its package left the data; what was done for good, unless its run was undone."""
    if pledge.state == verdict.state:
        return False
    if pledge.state == PledgeState.PROVEN:
        is_undone = pledge.closed_by_run is not None and pledge.closed_by_run.is_undone
        return verdict.state == PledgeState.OPEN and (is_undone or pledge.kind not in FOR_GOOD)
    return True


def _said(pledge: Pledge, verdict: Verdict) -> Verdict:
    """Of a promise that is opened again: by what it was closed before, and what is missing now."""
    run, before = latest_run(), pledge.closed_by_run
    words = verdict.words
    if verdict.state == PledgeState.OPEN and run is not None and before is not None:
        told = {"run": run.pk, "day": day(run.as_of), "missing": verdict.words}
        closed = f"pemeriksaan {before.pk} per {day(before.as_of)}"
        words = (NO_LONGER if pledge.state == PledgeState.PROVEN else BACK).format(before=closed, **told)
    return Verdict(verdict.state, words, run)


def _judged(pledges: list[Pledge]) -> list[tuple[Pledge, Verdict]]:
    run = latest_run()
    if run is None or not pledges:
        return [(one, Verdict(PledgeState.OPEN, _not_yet(one))) for one in pledges]
    data, house = _data(pledges, run=run), _House()
    return [(one, _verdict(one, data, house)) for one in pledges]


def _verdict(pledge: Pledge, data: Data, house: "_House") -> Verdict:
    if not _speaks_of(data.run, pledge):
        return Verdict(PledgeState.OPEN, _not_yet(pledge))
    at = f"Pemeriksaan {data.run.pk} per {day(data.run.as_of)}"
    if pledge.kind in FOR_GOOD:
        left = house.left(pledge)
        done = Verdict(PledgeState.PROVEN, f"{at}: {DONE[PledgeKind(pledge.kind)]}")
        return Verdict(PledgeState.OPEN, LEFT[PledgeKind(pledge.kind)].format(n=number(left))) if left else done
    facts = data.facts.get(pledge.package_id or 0)
    if facts is None:
        return Verdict(PledgeState.RELEASED, GONE.format(run=data.run.pk, day=day(data.run.as_of)))
    is_proven, words = TESTS[PledgeKind(pledge.kind)](pledge, facts, data)
    return Verdict(PledgeState.PROVEN, f"{at}: {words}") if is_proven else Verdict(PledgeState.OPEN, words)


def _speaks_of(run: Run, pledge: Pledge) -> bool:
    signed = pledge.commitment
    return run.loaded_at > signed.made_at or run.as_of > signed.signed_on


def _not_yet(pledge: Pledge) -> str:
    return NOT_YET.format(day=day(pledge.commitment.signed_on))


def _registered(pledge: Pledge, facts: PackageFacts, data: Data) -> tuple[bool, str]:
    """Registered, linked, paid, and the work protected on the day of the check, or no longer, or not yet going on."""
    paid = data.paid(facts.package_id)
    if paid and facts.state_now in (PROTECTED, None):
        return True, " ".join(_told(one) for one in paid)
    if paid:
        return False, f"{_told(paid[0])} Pekerjaannya pada hari pemeriksaan belum terlindungi."
    linked = data.registrations.get(facts.package_id)
    if linked:
        return False, f"Pendaftaran {linked[0].nomor_kepesertaan} ditemukan; iuran pertamanya belum ditemukan."
    return False, "Pendaftaran yang terhubung dengan paket ini belum ditemukan."


def _settled(pledge: Pledge, facts: PackageFacts, data: Data) -> tuple[bool, str]:
    """The whole contribution is paid, or the overdue instalments that were found when it was promised."""
    due, paid = facts.contribution_due, facts.contribution_paid or 0
    if due is not None and due > 0 and paid >= due - TOLERANCE:
        return True, f"iuran yang ditemukan {rupiah(paid)} dari {rupiah(due)}. {_files(data.paid(facts.package_id))}"
    held = data.registrations.get(facts.package_id, [])
    whole = bool(held) and all(_is_whole(one) for one in held)
    if whole and _was_overdue(pledge, data) and OVERDUE not in data.finds.get(facts.package_id, ()):
        return True, f"angsuran yang terlambat sudah ditemukan. {_files(held)}"
    return False, f"Iuran yang ditemukan {rupiah(paid)} dari {rupiah(due)}."


def _is_whole(one: Registration) -> bool:
    return one.contribution_due is not None and (one.contribution_paid or 0) >= one.contribution_due - TOLERANCE


def _was_overdue(pledge: Pledge, data: Data) -> bool:
    """Whether the finding was known on the day of the signature."""
    signed = pledge.commitment.signed_on
    spans = data.found_before.get(pledge.package_id or 0, [])
    return any(since <= signed and (until is None or until > signed) for since, until in spans)


def _extended(pledge: Pledge, facts: PackageFacts, data: Data) -> tuple[bool, str]:
    """The registration covers the work to its end."""
    ends = [one for one in data.paid(facts.package_id) if one.tgl_selesai is not None]
    last = max(ends, key=lambda one: one.tgl_selesai or date.min, default=None)
    if facts.ends_on is None or last is None or last.tgl_selesai is None:
        return False, "Masa perlindungan sampai akhir pekerjaan belum ditemukan."
    told = f"perlindungan sampai {day(last.tgl_selesai)}, pekerjaan sampai {day(facts.ends_on)}."
    if last.tgl_selesai < facts.ends_on:
        return False, told[0].upper() + told[1:]
    return True, f"{told} {_told(last)}"


def _listed(pledge: Pledge, facts: PackageFacts, data: Data) -> tuple[bool, str]:
    """A list of workers was found, and none is missing or shorter than the heads that were counted."""
    files = data.rosters.get(facts.package_id, [])
    if not files:
        return False, "Daftar pekerjanya belum ditemukan."
    if data.finds.get(facts.package_id, set()).intersection(ROSTER_KINDS):
        return False, "Daftar pekerjanya masih lebih pendek daripada orang yang dihitung di lokasi."
    listed = ", ".join(sorted(set(files)))
    return True, f"daftar pekerja dengan {number(len(files))} baris: {listed}."


TESTS: Mapping[PledgeKind, Callable[[Pledge, PackageFacts, Data], tuple[bool, str]]] = {
    PledgeKind.REGISTER: _registered,
    PledgeKind.PAY: _settled,
    PledgeKind.EXTEND: _extended,
    PledgeKind.ROSTER: _listed,
}
DONE: Mapping[PledgeKind, str] = {
    PledgeKind.JUDGE_LINKS: "tidak ada pasangan yang menunggu diputuskan.",
    PledgeKind.NOTICES: "setiap paket yang belum terlindungi sudah mendapat pemberitahuan.",
    PledgeKind.CONFIRM: "tidak ada bukti bayar yang menunggu diperiksa.",
}
LEFT: Mapping[PledgeKind, str] = {
    PledgeKind.JUDGE_LINKS: "{n} pasangan masih menunggu diputuskan.",
    PledgeKind.NOTICES: "{n} paket yang belum terlindungi belum mendapat pemberitahuan.",
    PledgeKind.CONFIRM: "{n} bukti bayar masih menunggu diperiksa.",
}


class _House:
    """How much still waits in the house, each asked once."""

    def __init__(self) -> None:
        self.counted: dict[tuple[str, int | None], int] = {}

    def left(self, pledge: Pledge) -> int:
        """How much of what is promised still waits."""
        of_agency = pledge.commitment.party == Party.AGENCY
        key = (pledge.kind, pledge.commitment.office_id if of_agency else None)
        if key not in self.counted:
            self.counted[key] = COUNTS[PledgeKind(pledge.kind)](key[1])
        return self.counted[key]


def _pairs_left(_agency: int | None) -> int:
    return pairs_left()


def _notices_left(agency: int | None) -> int:
    sent = CaseStep.objects.filter(case__package=OuterRef("package"), name=remedy.NOTICE)
    found = PackageFacts.objects.filter(HOLDS_NOW, ~Exists(sent), state_now__in=OPEN)
    return (found if agency is None else found.filter(package__agency=agency)).count()


def _proofs_left(_agency: int | None) -> int:
    return ProofRequest.objects.filter(is_confirmed__isnull=True).count()


COUNTS: Mapping[PledgeKind, Callable[[int | None], int]] = {
    PledgeKind.JUDGE_LINKS: _pairs_left,
    PledgeKind.NOTICES: _notices_left,
    PledgeKind.CONFIRM: _proofs_left,
}


def _data(pledges: list[Pledge], *, run: Run) -> Data:
    packages = {one.package_id for one in pledges if one.package_id is not None}
    finds: dict[int, set[str]] = defaultdict(set)
    before: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    rows = Finding.objects.filter(package__in=packages, kind__in=(OVERDUE, *ROSTER_KINDS)).select_related(
        "known_from", "known_until"
    )
    for row in rows.only("kind", "package", "known_from__loaded_at", "known_until__loaded_at"):
        package = row.package_id or 0
        if row.known_until_id is None:
            finds[package].add(row.kind)
        if row.kind == OVERDUE:
            until = timezone.localdate(row.known_until.loaded_at) if row.known_until else None
            before[package].append((timezone.localdate(row.known_from.loaded_at), until))
    facts = PackageFacts.objects.filter(HOLDS_NOW, package__in=packages)
    return Data(
        run, {one.package_id: one for one in facts}, registrations_of(packages), finds, before, _rosters(packages)
    )


def registrations_of(packages: Iterable[int]) -> dict[int, list[Registration]]:
    """package → the registrations that are linked with it."""
    links = PairLink.objects.filter(HOLDS_NOW, package__in=list(packages), decision="link")
    numbers = list(links.values_list("package__pk", "nomor_kepesertaan"))
    named = Registration.objects.filter(HOLDS_NOW, nomor_kepesertaan__in={each for _package, each in numbers})
    rows = {one.nomor_kepesertaan: one for one in named}
    found: dict[int, list[Registration]] = defaultdict(list)
    for package, each in numbers:
        if each in rows:
            found[package].append(rows[each])
    return found


def _rosters(packages: Iterable[int]) -> dict[int, list[str]]:
    """package → the file of each line of its rosters."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = RosterRow.objects.filter(HOLDS_NOW, package__in=list(packages))
    for package, file in rows.values_list("package__pk", "roster_file"):
        found[package].append(file)
    return found


def _told(one: Registration) -> str:
    where = f" ({one.origin})" if one.origin else ""
    return f"pendaftaran {one.nomor_kepesertaan}{where}, iuran pertama dibayar {day(one.first_paid_on)}."


def _files(listed: Iterable[Registration]) -> str:
    numbers = ", ".join(
        f"{one.nomor_kepesertaan} ({one.origin})" if one.origin else one.nomor_kepesertaan for one in listed
    )
    return f"Pendaftaran {numbers}." if numbers else ""
