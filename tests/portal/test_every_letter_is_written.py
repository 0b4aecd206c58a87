"""Does every kind of letter have a page from which somebody writes it?"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast, client_of
from tests.compliance import conftest as handled
from tests.house.briefings import invited, open_event
from tests.house.clock import Travel
from tests.house.town import Town

from payung.accounts.models import User
from payung.compliance import facts as compliance
from payung.compliance.facts.letters import KIND_OF_STEP
from payung.compliance.models import Case, CaseStep, Letter, PaymentCheck
from payung.letters import Kind
from payung.portal.components.cases import PLACES
from payung.projects.models import PackageFacts
from payung.rules import remedy
from payung.rules.ladder import Issuer

pytestmark = pytest.mark.django_db
SITE = "https://payung.contoh.example"
BETWEEN = dt.timedelta(days=60)
"""So long that every letter before has run out."""
town, finding, case, travel = handled.town, handled.finding, handled.case, handled.travel


@dataclass(frozen=True)
class Scene:
    """The people, the town, a case in which nothing was done, and a clock."""

    cast: Cast
    town: Town
    case: Case
    travel: Travel

    def issuer(self, of: Issuer) -> User:
        """Who acts for an issuer; services are the city's until an office is named for them."""
        people = {Issuer.PPK: self.cast.agency_officer, Issuer.BPJS: self.cast.branch_officer}
        return people.get(of, self.cast.coordinator)


@pytest.fixture
def scene(cast: Cast, town: Town, case: Case, travel: Travel) -> Scene:
    return Scene(cast, town, case, travel)


def of_a_case(name: str, scene: Scene) -> Kind:
    """The page of the case offers this step to its issuer once what precedes it was done, and drafts it."""
    step = remedy.step(name, timezone.localdate())
    for number, before in enumerate(preceding(name)):
        CaseStep.objects.create(case=scene.case, name=before, on_date=timezone.localdate() + number * BETWEEN)
    scene.travel(timezone.localdate() + len(preceding(name)) * BETWEEN)
    by = scene.issuer(step.by)
    browser, place = client_of(by), PLACES[by.office_kind].detail
    offered = browser.get(reverse(place, args=[scene.case.pk]))
    assert name in [one.name for one, _draft in offered.context["to_write"]]
    told = {"tindakan": "surat", "langkah": name}
    browser.post(reverse("case_act", args=[scene.case.pk]), told)
    return kind_of_the_draft(by)


def preceding(name: str) -> list[str]:
    """The steps that lead to this one, the first of each that may; a clarification before all."""
    if name == remedy.CLARIFICATION:
        return []
    after = remedy.step(name, timezone.localdate()).after
    return [*preceding(after[0]), after[0]] if after else [remedy.CLARIFICATION]


def invitation(scene: Scene) -> Kind:
    event = open_event(scene.cast, on=timezone.localdate() + BETWEEN)
    invited(event, scene.town.ours.executor)  # type: ignore[arg-type]
    client_of(scene.cast.coordinator).post(reverse("event_act", args=[event.pk]), {"tindakan": "surat"})
    return kind_of_the_draft(scene.cast.coordinator)


def statement(scene: Scene) -> Kind:
    held = PackageFacts.objects.filter(known_until=None, package=scene.town.ours)
    held.update(contribution_paid=held.get().contribution_due)
    client_of(scene.cast.branch_officer).post(reverse("branch_statement", args=[scene.town.ours.package_id]))
    return kind_of_the_draft(scene.cast.branch_officer)


def note(scene: Scene) -> Kind:
    """No draft: the answer of the gate is on paper at once."""
    browser, number = client_of(scene.cast.payment_verifier), scene.case.package.package_id
    told = {"nomor": number, "pembayaran": "SPM 1", "paket": number, "alasan": "Bukti menyusul."}
    browser.post(reverse("agency_gate_check"), told)
    paper = browser.get(reverse("agency_gate_note", args=[PaymentCheck.objects.get().pk]))
    assert paper.content.startswith(b"%PDF")
    return Kind.GATE_NOTE


def kind_of_the_draft(by: User) -> Kind:
    """Which paper the one draft there is becomes; its office is whose page drafted it."""
    letter = Letter.objects.get()
    assert letter.office == by.office
    return compliance.letter_content(letter, site=SITE).kind


WAYS: Mapping[Kind, Callable[[Scene], Kind]] = {
    Kind.INVITATION: invitation, Kind.PAID_STATEMENT: statement, Kind.GATE_NOTE: note,
    **{kind: partial(of_a_case, step) for step, kind in KIND_OF_STEP.items()},
}  # fmt: skip
"""From which page each kind is written: a kind without one could never be sent."""


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_letter_is_written_from_a_page(kind: Kind, scene: Scene) -> None:
    assert WAYS[kind](scene) is kind


def test_every_step_that_is_a_letter_has_a_kind() -> None:
    listed = remedy.steps(timezone.localdate()).values()
    assert {step.name for step in listed if step.letter} == set(KIND_OF_STEP)
