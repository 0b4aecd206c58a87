"""Is every bulk change one unit, shown with its effect, and undone whole by the coordinator alone?"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast, client_of
from tests.house.guards import Guard

from payung.accounts.models import User
from payung.accounts.terms import PERMISSIONS, Permission, Role
from payung.audit.models import Entry
from payung.compliance import actions as compliance
from payung.compliance import queries as found
from payung.compliance.models import FindingJudgement
from payung.compliance.terms import FindingVerdict
from payung.intake.models import Batch, Run
from payung.matching import actions, queries
from payung.matching.models import Judgement, PairLink
from payung.matching.terms import Verdict
from payung.refusal import Refusal

REFUSED = [role for role in Role if Permission.UNDO not in PERMISSIONS[role]]


@pytest.fixture
def run(cast: Cast, run_folder: Path) -> Run:
    """A run that left five pairs to people."""
    loaded = compliance.load_run(run_folder, by=cast.coordinator)
    few = PairLink.objects.filter(known_until=None).order_by("pk").values("pk")[:5]
    PairLink.objects.filter(pk__in=list(few.values_list("pk", flat=True))).update(decision="candidate")
    return loaded


def judged(count: int, *, by: User) -> list[Judgement]:
    """The first pairs that wait, all said to be the same."""
    links = list(queries.waiting(by=by)[:count])
    assert len(links) == count
    return [actions.judge_link(link, verdict=Verdict.SAME, reason="", by=by) for link in links]


@pytest.mark.parametrize("role", REFUSED)
def test_only_who_may_undo_sees_and_undoes_changes(cast: Cast, run: Run, role: Role) -> None:
    client = client_of(cast.of_each_role[role])
    (said,) = judged(1, by=cast.coordinator)
    for address in (
        reverse("city_changes"), reverse("city_change", args=[said.batch_id]), reverse("city_undo", args=[run.pk]),
    ):  # fmt: skip
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403
    assert not Batch.objects.exclude(undone_at=None).exists()


def test_the_list_says_of_each_change_what_it_did(cast: Cast, run: Run, most_queries: Guard) -> None:
    judged(2, by=cast.coordinator)
    client = client_of(cast.coordinator)
    with most_queries(20):
        page = client.get(reverse("city_changes")).content.decode()
    assert "2 sama" in page
    assert f"{run.summary['packages']} paket, " in page
    for batch in Batch.objects.all():
        assert reverse("city_change", args=[batch.pk]) in page


def test_judgements_of_a_sitting_are_one_round_and_of_another_person_or_day_another(cast: Cast, run: Run) -> None:
    first, second = judged(2, by=cast.coordinator)
    (others,) = judged(1, by=cast.branch_officer)
    Batch.objects.filter(pk=first.batch_id).update(made_at=timezone.now() - timedelta(hours=3))
    (later,) = judged(1, by=cast.coordinator)
    assert first.batch_id == second.batch_id
    assert len({first.batch_id, others.batch_id, later.batch_id}) == 3


def test_a_round_is_shown_with_its_effect_and_undone_whole(cast: Cast, run: Run) -> None:
    before = queries.standing(by=cast.coordinator)
    said = judged(2, by=cast.coordinator)
    client, address = client_of(cast.coordinator), reverse("city_change", args=[said[0].batch_id])
    effects = client.get(address).context["effects"]
    assert [(effect.now, effect.then, effect.difference) for effect in effects[:2]] == [
        ("2", "0", "−2"), (str(before.waiting - 2), str(before.waiting), "+2"),
    ]  # fmt: skip
    assert client.post(address).status_code == 302
    assert queries.standing(by=cast.coordinator) == before
    (line,) = Entry.objects.filter(action="batch.undone")
    assert line.on == f"intake.batch:{said[0].batch_id}"


def test_what_was_judged_again_since_still_counts(cast: Cast, run: Run) -> None:
    (said,) = judged(1, by=cast.coordinator)
    link = queries.pair(next(iter(_links(said))), by=cast.coordinator)
    assert link is not None
    actions.judge_link(link.link, verdict=Verdict.DIFFERENT, reason="", by=cast.branch_officer)
    without = queries.standing(by=cast.coordinator, without=said.batch)
    assert (without.decided, without.waiting) == (1, queries.waiting(by=cast.coordinator).count())


def _links(said: Judgement) -> list[int]:
    return [
        link.pk
        for facts in queries.packages_in(said.batch)
        for link in facts.package.links.filter(known_until=None, nomor_kepesertaan=said.right)
    ]


def test_one_judgement_taken_back_leaves_the_others_of_its_round(cast: Cast, run: Run) -> None:
    first, second, third = judged(3, by=cast.coordinator)
    answer = client_of(cast.coordinator).post(reverse("city_take_back", args=[second.pk]))
    assert answer.status_code == 302
    assert set(queries.judgements()) == {first, third}
    actions.take_back(third, by=cast.coordinator)
    actions.take_back(first, by=cast.coordinator)
    assert not queries.judgements().exists()
    assert Judgement.objects.count() == 3


def test_a_judgement_is_taken_back_once_and_by_its_maker_or_the_coordinator(cast: Cast, run: Run) -> None:
    (said,) = judged(1, by=cast.coordinator)
    with pytest.raises(Refusal, match="Hanya yang memutuskannya"):
        actions.take_back(said, by=cast.branch_officer)
    actions.take_back(said, by=cast.coordinator)
    with pytest.raises(Refusal, match="sudah dibatalkan"):
        actions.take_back(said, by=cast.coordinator)
    assert client_of(cast.coordinator).post(reverse("city_take_back", args=[said.pk])).status_code == 404


def test_an_undone_round_is_not_undone_again_and_takes_nothing_more(cast: Cast, run: Run) -> None:
    (said,) = judged(1, by=cast.coordinator)
    client, address = client_of(cast.coordinator), reverse("city_change", args=[said.batch_id])
    client.post(address)
    assert "Sudah ditarik" in client.get(address).content.decode()
    assert "sudah dibatalkan" in client.post(address, follow=True).content.decode()
    (again,) = judged(1, by=cast.coordinator)
    assert again.batch_id != said.batch_id


def test_a_round_on_findings_is_undone_whole(cast: Cast, run: Run) -> None:
    before = found.standing(by=cast.coordinator)
    for finding in list(found.findings(by=cast.coordinator).order_by("pk")[:3]):
        compliance.judge_finding(
            finding, verdict=FindingVerdict.MISTAKEN, reason="Bukan konstruksi", by=cast.coordinator
        )
    (batch,) = {said.batch for said in FindingJudgement.objects.all()}
    client, address = client_of(cast.coordinator), reverse("city_change", args=[batch.pk])
    effects = {effect.label: (effect.now, effect.then) for effect in client.get(address).context["effects"]}
    assert effects["Keliru"] == ("3", "0")
    client.post(address)
    assert found.standing(by=cast.coordinator) == before


def test_a_run_is_shown_on_its_own_page_and_undone_there(cast: Cast, run: Run) -> None:
    client = client_of(cast.coordinator)
    answer = client.get(reverse("city_change", args=[run.batch_id]))
    assert answer["Location"] == reverse("city_undo", args=[run.pk])
    page = client.get(answer["Location"])
    assert page.context["effects"][0].then == "0"
    assert client.post(answer["Location"])["Location"] == reverse("city_changes")
    run.refresh_from_db()
    assert run.is_undone


def test_an_older_run_says_why_it_cannot_be_undone(cast: Cast, run: Run) -> None:
    Run.objects.create(
        content="x", as_of=run.as_of, version="1", loaded_at=timezone.now(), manifest={}, summary=run.summary,
        batch=Batch.objects.create(kind="run"),
    )  # fmt: skip
    page = client_of(cast.coordinator).get(reverse("city_undo", args=[run.pk])).content.decode()
    assert "batalkan yang terbaru lebih dahulu" in page
    assert "disabled" in page


def test_a_change_nobody_made_has_no_page(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    assert client.get(reverse("city_change", args=[9])).status_code == 404
    assert client.get(reverse("city_undo", args=[9])).status_code == 404
    assert "Belum ada perubahan besar" in client.get(reverse("city_changes")).content.decode()
