"""Which steps does a firm have ahead, package by package, until when, and what may it promise?

Read off what the last check knows: the state of the work, the findings, the case that runs. A day of the law that is
still ahead comes before the habits of this house (``terms.PLEDGE_DAYS``).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from payung.accounts.models import User
from payung.accounts.terms import OfficeKind
from payung.briefings.models import Pledge
from payung.briefings.terms import PLEDGE_DAYS, Party, PledgeKind, PledgeState
from payung.compliance.models import Case, Finding
from payung.intake.queries import HOLDS_NOW
from payung.projects.models import PackageFacts
from payung.projects.terms import Standing
from payung.reconcile.report.wording import rupiah
from payung.registry.models import Executor
from payung.rules import remedy
from payung.rules.periods import add_working_days, working_days_between

FINDINGS = {
    "instalment_overdue": PledgeKind.PAY,
    "under_declared": PledgeKind.PAY,
    "expires_before_end": PledgeKind.EXTEND,
    "roster_missing": PledgeKind.ROSTER,
    "roster_below_heads": PledgeKind.ROSTER,
}
"""Findings that a promise settles."""
SAID: Mapping[PledgeKind, str] = {
    PledgeKind.REGISTER: "Daftarkan proyek ini ke BPJS Ketenagakerjaan dan bayar iuran pertamanya.",
    PledgeKind.PAY: "Bayar iuran yang belum ditemukan pembayarannya: {amount}.",
    PledgeKind.EXTEND: "Perpanjang masa perlindungan sampai pekerjaan selesai.",
    PledgeKind.ROSTER: "Serahkan daftar pekerja yang memuat semua orang di lokasi.",
}
PENDING = "Bayar iuran pertama; pendaftarannya sudah ditemukan: {amount}."
ANSWER = "Jawab permintaan klarifikasi tentang pekerjaan ini."
ENDED = (
    "Pekerjaan ini sudah selesai dan pendaftarannya belum ditemukan. Hubungi kantor cabang; hari yang sudah lewat "
    "tetap tanpa perlindungan."
)


@dataclass(frozen=True)
class Step:
    """A step: what to do, until which day of the law (None: no day is known), the working days left, on what ground.

    ``kind`` None: it is done elsewhere and is no promise. ``days_left`` below nothing: so many are past.
    """

    package: PackageFacts
    kind: PledgeKind | None
    text: str
    last_day: date | None
    days_left: int | None
    ground: str = ""

    @property
    def key(self) -> str:
        """The name of the step in a form."""
        return f"{self.kind}:{self.package.package.package_id}"

    @property
    def days_late(self) -> int:
        """How many working days are past."""
        return max(-(self.days_left or 0), 0)

    @property
    def is_late(self) -> bool:
        """Whether the day of the law has passed."""
        return self.days_left is not None and self.days_left < 0


def executors_of(user: User) -> list[Executor]:
    """For whom a signed-in firm speaks."""
    if user.office_kind != OfficeKind.FIRM:
        return []
    return list(Executor.objects.filter(office=user.office_id))


def packages_of(executors: Iterable[Executor]) -> list[PackageFacts]:
    """What is known now of the packages of these executors, the most days without protection first."""
    held = PackageFacts.objects.filter(HOLDS_NOW, package__executor__in=list(executors)).select_related("package")
    return list(held.order_by("-uncovered_days", "package_id"))


def steps_of(rows: Iterable[PackageFacts], *, on: date) -> dict[int, list[Step]]:
    """package → its steps in the order in which they press: three queries, however many packages."""
    listed = list(rows)
    found, cases = _findings(listed), _asked(listed)
    return {
        one.package_id: _in_order(_steps(one, found.get(one.package_id, []), cases.get(one.package_id), on=on))
        for one in listed
    }


def proposals(rows: Iterable[PackageFacts], *, on: date) -> list[tuple[Step, date]]:
    """What a firm may promise of its packages, each with the day proposed; not what it promised already."""
    listed = list(rows)
    open_ones = Pledge.objects.filter(
        package__in=[one.package_id for one in listed], state=PledgeState.OPEN, commitment__party=Party.FIRM
    )
    already = set(open_ones.values_list("package__pk", "kind"))
    return [
        (step, due_day(step.kind, step.last_day, on=on))
        for steps in steps_of(listed, on=on).values()
        for step in steps
        if step.kind is not None and (step.package.package_id, step.kind) not in already
    ]


def due_day(kind: PledgeKind, last_day: date | None, *, on: date) -> date:
    """The day proposed: so many working days from now, never after the law's own last day where that is ahead."""
    usual = add_working_days(on, PLEDGE_DAYS[kind])
    return min(usual, last_day) if last_day is not None and last_day > on else usual


def _steps(facts: PackageFacts, findings: list[Finding], case: Case | None, *, on: date) -> list[Step]:
    steps = [
        step
        for step in (
            _to_answer(facts, case, on=on), _to_register(facts, findings, on=on), *_found(facts, findings, on=on)
        )
        if step is not None
    ]  # fmt: skip
    kinds = {step.kind for step in steps}
    if (
        not kinds.intersection((PledgeKind.REGISTER, PledgeKind.PAY))
        and _outstanding(facts)
        and not _is_lost(facts, on)
    ):
        steps.append(_step(facts, PledgeKind.PAY, facts.ends_on, on=on))
    return steps


def _to_answer(facts: PackageFacts, case: Case | None, *, on: date) -> Step | None:
    return Step(facts, None, ANSWER, case.answer_by, _left(case.answer_by, on=on)) if case else None


def _to_register(facts: PackageFacts, findings: list[Finding], *, on: date) -> Step | None:
    """Registered where nothing is found; paid for the first time where only that is missing."""
    by_kind = {one.kind: one for one in findings}
    if facts.standing == Standing.PENDING:
        return _step(facts, PledgeKind.REGISTER, facts.register_by, on=on, text=PENDING, found=by_kind)
    if _is_lost(facts, on):
        return Step(facts, None, ENDED, None, None)
    is_new = facts.standing in (Standing.NOT_STARTED, Standing.NO_START) and not facts.contribution_paid
    if facts.standing == Standing.NOT_FOUND or (is_new and facts.stage in ("contracted", "started")):
        return _step(facts, PledgeKind.REGISTER, facts.register_by, on=on, found=by_kind)
    return None


def _is_lost(facts: PackageFacts, on: date) -> bool:
    """Whether the work has ended and nobody found it registered: to register it now protects nobody any more."""
    return facts.standing == Standing.NOT_FOUND and facts.ends_on is not None and facts.ends_on < on


def _found(facts: PackageFacts, findings: list[Finding], *, on: date) -> list[Step]:
    """A step a kind of promise, by the finding that asks for it."""
    made: dict[PledgeKind, Step] = {}
    for one in findings:
        kind = FINDINGS.get(one.kind)
        if kind is not None and kind not in made and (kind != PledgeKind.PAY or _outstanding(facts)):
            made[kind] = _step(facts, kind, one.deadline_on, on=on, found={one.kind: one})
    return list(made.values())


def _step(
    facts: PackageFacts, kind: PledgeKind, last_day: date | None, *, on: date, text: str = "",
    found: Mapping[str, Finding] | None = None,
) -> Step:  # fmt: skip
    said = (text or SAID[kind]).format(amount=rupiah(_outstanding(facts)))
    cited = next((one for one in (found or {}).values() if one.article), None)
    ground = f"{cited.article.split('; ')[0]}" if cited is not None and cited.article else ""
    return Step(facts, kind, said, last_day, _left(last_day, on=on), ground)


def _outstanding(facts: PackageFacts) -> int:
    return max((facts.contribution_due or 0) - (facts.contribution_paid or 0), 0)


def _left(last_day: date | None, *, on: date) -> int | None:
    return working_days_between(on, last_day) if last_day is not None else None


def _in_order(steps: list[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: step.last_day or date.max)


def _findings(listed: list[PackageFacts]) -> dict[int, list[Finding]]:
    kinds = (*FINDINGS, "unregistered", "pending_unpaid")
    found: dict[int, list[Finding]] = defaultdict(list)
    rows: QuerySet[Finding] = Finding.objects.filter(
        HOLDS_NOW, package__in=[one.package_id for one in listed], kind__in=kinds
    )
    for row in rows.order_by("deadline_on", "finding_id"):
        found[row.package_id].append(row)  # type: ignore[index]
    return found


def _asked(listed: list[PackageFacts]) -> dict[int, Case]:
    """package → the case in which a clarification waits for the firm's answer."""
    held = Case.objects.filter(
        package__in=[one.package_id for one in listed], closed_on__isnull=True, position=remedy.CLARIFICATION
    )
    return {case.package_id: case for case in held}
