"""May a payment for this contract go out, what was answered before, and who let which payment pass?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from payung.accounts import queries as accounts
from payung.accounts.models import ApiToken, Asker, User
from payung.accounts.terms import GateRule, OfficeKind, Permission
from payung.compliance.models import Finding, GateCall, PaymentCheck, ProofRequest, SecondLook
from payung.compliance.queries.findings import findings
from payung.compliance.terms import Second
from payung.coverage.models import Span
from payung.intake import queries as intake
from payung.intake.models import Run
from payung.intake.queries import HOLDS_NOW
from payung.projects import queries as projects
from payung.projects.models import PackageFacts
from payung.rules import gate
from payung.rules.gate import Answer, Paying, Proof, Verdict

PAYMENT_KINDS = ("unregistered", "pending_unpaid", "instalment_overdue", "under_declared", "expires_before_end")
OVERDUE = "instalment_overdue"
OTHER_QUESTION = gettext_noop("Kunci ini sudah dipakai untuk pertanyaan lain; pakai kunci yang baru.")


@dataclass(frozen=True)
class PackageAnswer:
    """What the gate says of one package, what was found in it, the proof named last, and who lets it pass."""

    facts: PackageFacts
    verdict: Verdict
    pays: Paying
    found: tuple[Finding, ...]
    proof: ProofRequest | None
    override: SecondLook | None


@dataclass(frozen=True)
class Gate:
    """What the gate says today of every package under a contract number; ``payment`` may be left open."""

    contract: str
    payment: str
    on: date
    stops: bool
    run: Run | None
    packages: tuple[PackageAnswer, ...]

    @property
    def answer(self) -> Answer:
        """One word for all of them."""
        return gate.gravest([one.verdict.answer for one in self.packages])

    @property
    def pays(self) -> Paying:
        """Whether the payment may go."""
        return gate.strictest([one.pays for one in self.packages])


WENT_WITH_REASON = Q(pays=Paying.WITH_REASON.value, superseded_at__isnull=True) & ~Q(reason="")


def folded(told: str) -> str:
    """A number as it is kept and compared: capital letters, single spaces."""
    return " ".join(told.upper().split())


def payment_gate(contract: str, *, by: Asker, payment: str = "") -> Gate | None:
    """The answer to a contract number or package code; None where this office has no such work.

    A handful of queries, however many packages: a payment system waits for it.
    """
    listed = list(projects.numbered(contract, by=by))
    if not listed or not by.may(Permission.CHECK_PAYMENT):
        return None
    on, stops = timezone.localdate(), _stops()
    packages = _answers(listed, by=by, payment=payment, on=on, stops=stops)
    return Gate(folded(contract), folded(payment), on, stops, intake.latest_run(), packages)


def _stops() -> bool:
    """Whether the city's rule stops a payment without proof."""
    profile = accounts.profile()
    return profile is not None and profile.gate_rule == GateRule.STOP


def _answers(
    listed: list[PackageFacts], *, by: Asker, payment: str, on: date, stops: bool
) -> tuple[PackageAnswer, ...]:
    packages = [facts.package_id for facts in listed]
    found, proofs, since = _findings(packages, by=by), _proofs(packages), _since(packages)
    overrides = granted(packages, payment=payment)

    def answer(facts: PackageFacts) -> PackageAnswer:
        own = found.get(facts.package_id, ())
        is_overdue = any(one.kind == OVERDUE for one in own)
        cause = gate.cause_of(facts.standing, state_now=facts.state_now, is_overdue=is_overdue)
        named = next((one for one in proofs.get(facts.package_id, ()) if one.cause == cause), None)
        said = gate.verdict(cause, since=since.get(facts.package_id), proof=as_proof(named), on=on)
        override = overrides.get(facts.package_id)
        pays = gate.paying(said.answer, stops=stops, is_waived=override is not None)
        return PackageAnswer(facts, said, pays, own, named, override)

    return tuple(map(answer, listed))


def answers_of(packages: Iterable[int], *, by: User) -> dict[int, PackageAnswer]:
    """package → what the gate says of it today, no exception counted: what a second person decides upon."""
    listed = list(projects.known(by=by).filter(package__in=list(packages)).select_related("package"))
    answers = _answers(listed, by=by, payment="", on=timezone.localdate(), stops=_stops())
    return {one.facts.package_id: one for one in answers}


def as_proof(asked: ProofRequest | None) -> Proof | None:
    """A proof as the law is asked about it."""
    if asked is None:
        return None
    return Proof(asked.number, asked.dated_on, asked.answer_by, asked.is_confirmed, asked.decided_on)


def _findings(packages: list[int], *, by: Asker) -> dict[int, tuple[Finding, ...]]:
    found: dict[int, tuple[Finding, ...]] = {}
    for one in findings(by=by).filter(package__in=packages, kind__in=PAYMENT_KINDS).order_by("kind", "finding_id"):
        found[one.package_id] = (*found.get(one.package_id, ()), one)
    return found


def _proofs(packages: list[int]) -> dict[int, list[ProofRequest]]:
    """package → the proofs that were named, the latest first."""
    found: dict[int, list[ProofRequest]] = {}
    for one in ProofRequest.objects.filter(package__in=packages).order_by("-pk"):
        found.setdefault(one.package_id, []).append(one)
    return found


def _since(packages: list[int]) -> dict[int, date]:
    """package → the first of its last days in one state."""
    since: dict[int, tuple[str, date]] = {}
    spans = Span.objects.filter(HOLDS_NOW, package__in=packages).order_by("package", "from_on")
    for package, state, from_on in spans.values_list("package__pk", "state", "from_on"):
        if package not in since or since[package][0] != state:
            since[package] = (state, from_on)
    return {package: from_on for package, (_state, from_on) in since.items()}


def granted(packages: Iterable[int], *, payment: str) -> dict[int, SecondLook]:
    """package → the exception that two people made for this one payment."""
    if not payment.strip():
        return {}
    looks = SecondLook.objects.filter(kind=Second.OVERRIDE, package__in=list(packages), is_granted=True)
    named = looks.filter(payment=folded(payment)).select_related("asked_by", "decided_by")
    return {look.package_id: look for look in named.order_by("pk")}


def overrides_waiting(packages: Iterable[int], *, payment: str) -> set[int]:
    """The packages of which an exception for this payment was asked and is not decided yet."""
    asked = SecondLook.objects.filter(kind=Second.OVERRIDE, package__in=list(packages), payment=folded(payment))
    return set(asked.filter(decided_by__isnull=True).values_list("package__pk", flat=True))


def override_requests(*, by: User) -> QuerySet[SecondLook]:
    """Every exception that was asked for, of packages this person may see: those that wait first."""
    asked = SecondLook.objects.filter(kind=Second.OVERRIDE).select_related("package__agency", "asked_by", "decided_by")
    return asked.filter(package__in=projects.known(by=by).values("package")).order_by("-pk")


def override_request(pk: int, *, by: User) -> SecondLook | None:
    """One of them."""
    return override_requests(by=by).filter(pk=pk).first()


def overrides(since: date, until: date, *, by: User) -> QuerySet[SecondLook]:
    """The payments that two people let pass in these days, for the quarter's report; both days are included."""
    made = override_requests(by=by).filter(is_granted=True)
    return made.filter(decided_at__date__gte=since, decided_at__date__lte=until).order_by("decided_at", "pk")


def payment_checks(*, by: User) -> QuerySet[PaymentCheck]:
    """What the gate answered this office, the latest first; those who see the whole city read every office's."""
    found = PaymentCheck.objects.select_related("office", "checked_by", "token").defer("pdf")
    if by.may(Permission.VIEW_CITY):
        return found
    return found.filter(office=by.office_id) if by.may(Permission.CHECK_PAYMENT) else found.none()


def reasoned_checks(*, by: User) -> QuerySet[PaymentCheck]:
    """The payments without proof that went on a recorded reason, where the city's rule only warns.

    A payment that two people let pass is an exception and counts there, once.
    """
    return payment_checks(by=by).filter(WENT_WITH_REASON).exclude(pk__in=passed_after_reason())


def passed_after_reason() -> list[int]:
    """The answers with a recorded reason whose payment two people let pass all the same."""
    granted = SecondLook.objects.filter(kind=Second.OVERRIDE, is_granted=True)
    passed = set(granted.values_list("payment", "package__package_id"))
    if not passed:
        return []
    both = PaymentCheck.objects.filter(WENT_WITH_REASON, payment__in=granted.values("payment"))
    return [
        pk
        for pk, payment, packages in both.values_list("pk", "payment", "content__packages")
        if any((payment, one["package_id"]) in passed for one in packages)
    ]


def payment_check(pk: int, *, by: User) -> PaymentCheck | None:
    """One of them."""
    return payment_checks(by=by).filter(pk=pk).first()


def checks_of_contract(contract: str, *, by: User) -> QuerySet[PaymentCheck]:
    """What was answered before about this contract."""
    return payment_checks(by=by).filter(contract=folded(contract))


def check_of_code(code: str) -> PaymentCheck | None:
    """The answer behind the code of a note, for anyone."""
    return PaymentCheck.objects.filter(code=code).select_related("office").defer("pdf").first()


def check_after(check: PaymentCheck) -> PaymentCheck | None:
    """The answer that stands now for the payment of this one; None where it is this one."""
    same = PaymentCheck.objects.filter(office=check.office_id, contract=check.contract, payment=check.payment)
    return same.filter(superseded_at__isnull=True).exclude(pk=check.pk).defer("pdf").first()


def call_of(token: ApiToken, key: str) -> GateCall | None:
    """What a machine was answered under this key."""
    found = GateCall.objects.filter(token=token, key=key).select_related("check_made__office")
    return found.defer("check_made__pdf").first()


def proof_requests(*, by: User) -> QuerySet[ProofRequest]:
    """The proofs that the branch was asked to verify: the branch's own work, and whoever may see the packages."""
    found = ProofRequest.objects.select_related("package__agency", "asked_by", "decided_by")
    if by.office_kind == OfficeKind.BRANCH:
        return found
    return found.filter(package__in=projects.known(by=by).values("package"))


def proof_request(pk: int, *, by: User) -> ProofRequest | None:
    """One of them."""
    return proof_requests(by=by).filter(pk=pk).first()
