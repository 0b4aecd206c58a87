"""Does the branch state that a contribution is paid only where it is, and who may read it?"""

import pytest
from django.test import Client
from tests.cast import Cast, client_of
from tests.house.guards import Guard
from tests.house.town import Town

from payung.audit.models import Entry
from payung.compliance import actions, queries
from payung.compliance.models import Letter
from payung.compliance.terms import PAID_STATEMENT, LetterState
from payung.projects.models import PackageFacts
from payung.refusal import Refusal

pytestmark = pytest.mark.django_db
SITE = "https://payung.contoh.example"


@pytest.fixture
def facts(town: Town) -> PackageFacts:
    """What is known of a package whose contribution is paid in full."""
    held = PackageFacts.objects.filter(known_until=None, package=town.ours)
    held.update(contribution_paid=held.get().contribution_due)
    return held.select_related("package").get()


def page_of(browser: Client, facts: PackageFacts) -> str:
    return browser.get(f"/cabang/paket/{facts.package.package_id}/").content.decode()


def test_the_branch_states_it_numbers_it_and_anyone_may_verify_it(facts: PackageFacts, cast: Cast) -> None:
    draft = actions.draft_statement(facts, by=cast.branch_officer)
    letter = actions.issue_letter(draft, by=cast.branch_officer, site=SITE)
    assert (letter.state, letter.number, letter.case) == (LetterState.ISSUED, 1, None)
    page = Client().get(f"/surat/{letter.code}/").content.decode()
    assert "Surat keterangan lunas" in page
    assert facts.package.package_id in page
    assert Entry.objects.filter(action="letter.issued", on=f"compliance.letter:{letter.pk}").exists()
    with pytest.raises(Refusal, match="sudah ada"):
        actions.draft_statement(facts, by=cast.branch_officer)


@pytest.mark.parametrize("who", ["coordinator", "agency_officer", "payment_verifier", "firm", "inspectorate"])
def test_nobody_but_the_branch_states_it(facts: PackageFacts, cast: Cast, who: str) -> None:
    with pytest.raises(Refusal, match="diterbitkan oleh kantor cabang"):
        actions.draft_statement(facts, by=getattr(cast, who))
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("change", "why"),
    [({"contribution_paid": 1}, "Kurang Rp"), ({"contribution_paid": None}, "yang sudah dibayar Rp"),
     ({"contribution_due": None}, "belum dapat dihitung")],
)  # fmt: skip
def test_what_is_not_paid_in_full_is_not_stated(
    facts: PackageFacts, cast: Cast, change: dict[str, int | None], why: str
) -> None:
    PackageFacts.objects.filter(pk=facts.pk).update(**change)
    facts.refresh_from_db()
    with pytest.raises(Refusal, match=why):
        actions.draft_statement(facts, by=cast.branch_officer)
    browser = client_of(cast.branch_officer)
    assert why in page_of(browser, facts)
    answer = browser.post(f"/cabang/paket/{facts.package.package_id}/lunas/", follow=True).content.decode()
    assert why in answer
    assert not Letter.objects.exists()


def test_what_a_later_run_no_longer_finds_paid_is_not_issued(facts: PackageFacts, cast: Cast) -> None:
    draft = actions.draft_statement(facts, by=cast.branch_officer)
    PackageFacts.objects.filter(pk=facts.pk).update(contribution_paid=1)
    with pytest.raises(Refusal, match="belum lunas"):
        actions.issue_letter(draft, by=cast.branch_officer, site=SITE)
    page = client_of(cast.branch_officer).get(f"/surat-keluar/{draft.pk}/").content.decode()
    assert "belum lunas" in page


def test_the_page_of_the_package_leads_to_it_for_those_whose_package_it_is(
    facts: PackageFacts, cast: Cast, most_queries: Guard
) -> None:
    kiki = client_of(cast.branch_officer)
    with most_queries(30):
        assert "Susun surat keterangan lunas" in page_of(kiki, facts)
    answer = kiki.post(f"/cabang/paket/{facts.package.package_id}/lunas/", follow=True)
    letter = Letter.objects.get(step=PAID_STATEMENT)
    assert f"/surat-keluar/{letter.pk}/" in answer.redirect_chain[-1][0]
    assert queries.letter(letter.pk, by=cast.payment_verifier) is None  # a draft is nobody else's
    letter = actions.issue_letter(letter, by=cast.branch_officer, site=SITE)
    package = facts.package.package_id
    for who, place in (("agency_officer", "dinas"), ("payment_verifier", "dinas"), ("firm", "badan-usaha")):
        browser = client_of(getattr(cast, who))
        assert letter.reference in browser.get(f"/{place}/paket/{package}/").content.decode()
        assert browser.get(f"/surat-keluar/{letter.pk}/berkas/").content.startswith(b"%PDF")
    for who in ("other_agency_officer", "rival_firm"):
        assert queries.letter(letter.pk, by=getattr(cast, who)) is None
