"""Is a pair asked about once, and does what a person says reach the next check and outlive every run?"""

from pathlib import Path

import polars as pl
import pytest
from tests.cast import Cast, client_of
from tests.house.runs import Written

from payung.audit import queries as audit
from payung.audit.models import Entry
from payung.compliance.actions import load_run, undo_run
from payung.intake.actions import undo_batch
from payung.intake.models import Run
from payung.matching import actions, facts, queries
from payung.matching.models import Judgement, PairLink
from payung.matching.terms import Verdict
from payung.refusal import Refusal


@pytest.fixture
def run(run_folder: Path, cast: Cast) -> Run:
    return load_run(run_folder, by=cast.coordinator)


@pytest.fixture
def link(run: Run, cast: Cast) -> PairLink:
    """A pair that waits."""
    found = queries.waiting(by=cast.coordinator).first()
    assert found is not None
    return found


def judged(link: PairLink, verdict: Verdict, *, cast: Cast) -> Judgement:
    return actions.judge_link(link, verdict=verdict, reason="Nilainya sama.", by=cast.coordinator)


def test_a_pair_judged_is_not_asked_again_until_taken_back(link: PairLink, cast: Cast) -> None:
    said = judged(link, Verdict.UNSURE, cast=cast)
    assert link not in queries.waiting(by=cast.coordinator)
    undo_batch(said.batch, by=cast.coordinator)
    assert link in queries.waiting(by=cast.coordinator)
    assert not queries.said_of(link.package.package_id).exists()


def test_a_pair_of_which_somebody_is_not_sure_waits_apart_and_still_counts(link: PairLink, cast: Cast) -> None:
    package, by = link.package.package_id, cast.coordinator
    waiting = queries.pairs_to_judge_of([package])[package]
    judged(link, Verdict.SAME, cast=cast)
    assert queries.pairs_to_judge_of([package]).get(package, 0) == waiting - 1
    judged(link, Verdict.UNSURE, cast=cast)  # the last word counts, as it does for the next check
    assert queries.pairs_to_judge_of([package])[package] == waiting
    assert list(queries.unsure(by=by)) == [link]
    assert link not in queries.waiting(by=by)
    assert list(queries.unsure(by=cast.firm)) == []
    judged(link, Verdict.DIFFERENT, cast=cast)
    assert list(queries.unsure(by=by)) == []
    assert queries.pairs_to_judge_of([package]).get(package, 0) == waiting - 1


def test_the_page_leads_to_what_somebody_was_not_sure_of(link: PairLink, cast: Cast) -> None:
    browser = client_of(cast.coordinator)
    browser.post(f"/kota/pencocokan/{link.pk}/", {"putusan": "belum_yakin"})
    assert "1 belum yakin, masih menahan surat paketnya" in browser.get("/kota/pencocokan/").content.decode()
    assert f"/kota/pencocokan/{link.pk}/" in browser.get("/kota/pencocokan/?antrean=belum-yakin").content.decode()
    told = {"putusan": "beda", "antrean": "belum-yakin"}
    answer = browser.post(f"/kota/pencocokan/{link.pk}/", told)
    assert answer["Location"].endswith("?antrean=belum-yakin")
    assert "belum yakin, masih" not in browser.get("/kota/pencocokan/").content.decode()


def test_a_judgement_outlives_another_run_and_its_undoing(link: PairLink, other_run: Written, cast: Cast) -> None:
    judged(link, Verdict.SAME, cast=cast)
    told = other_run(registration_links=lambda rows: rows.with_columns(probability=pl.col("probability") * 0.99))
    second = load_run(told, by=cast.coordinator)
    again = PairLink.objects.get(
        known_until=None, package=link.package, nomor_kepesertaan=link.nomor_kepesertaan, decision="candidate"
    )
    assert again.pk != link.pk
    assert again not in queries.waiting(by=cast.coordinator)
    undo_run(second, by=cast.coordinator)
    assert link not in queries.waiting(by=cast.coordinator)
    assert queries.said_of(link.package.package_id).get().verdict == Verdict.SAME


def test_the_last_decided_word_is_told_to_the_next_check(link: PairLink, cast: Cast, tmp_path: Path) -> None:
    judged(link, Verdict.DIFFERENT, cast=cast)
    judged(link, Verdict.SAME, cast=cast)
    judged(link, Verdict.UNSURE, cast=cast)
    facts.write_judgements(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == []  # the last word is a doubt: nothing is decided


def test_what_was_taken_back_is_no_longer_told(link: PairLink, cast: Cast, tmp_path: Path) -> None:
    judged(link, Verdict.DIFFERENT, cast=cast)
    same = judged(link, Verdict.SAME, cast=cast)
    facts.write_judgements(tmp_path)
    told = pl.read_csv(tmp_path / "putusan-pasangan.csv", infer_schema=False)
    assert told.select("id_paket", "nomor_kepesertaan", "keputusan").rows() == [
        (link.package.package_id, link.nomor_kepesertaan, "sama")
    ]
    actions.take_back(same, by=cast.coordinator)
    facts.write_judgements(tmp_path)
    assert pl.read_csv(tmp_path / "putusan-pasangan.csv")["keputusan"].to_list() == ["beda"]


def test_a_pair_of_people_is_told_by_digests_alone(run: Run, cast: Cast, tmp_path: Path) -> None:
    pair = queries.workers_waiting(by=cast.branch_officer).first()
    assert pair is not None
    actions.judge_worker(pair, verdict=Verdict.SAME, by=cast.branch_officer)
    assert pair not in queries.workers_waiting(by=cast.coordinator)
    facts.write_judgements(tmp_path)
    told = (tmp_path / "putusan-orang.csv").read_text(encoding="utf-8")
    assert str(pair.worker_hash) in told
    assert str(pair.worker_name) not in told
    assert str(pair.worker_name) not in Entry.objects.get(action="pair.judged").note


@pytest.mark.parametrize("role", ["leader", "inspectorate", "agency_officer", "payment_verifier", "firm"])
def test_others_neither_see_nor_judge_pairs(link: PairLink, cast: Cast, role: str) -> None:
    other = getattr(cast, role)
    assert not queries.waiting(by=other).exists()
    assert not queries.workers_waiting(by=other).exists()
    assert queries.pair(link.pk, by=other) is None
    with pytest.raises(Refusal, match="Hanya koordinator dan petugas cabang"):
        actions.judge_link(link, verdict=Verdict.SAME, reason="", by=other)
    assert not Judgement.objects.exists()


def test_a_judgement_is_taken_back_by_who_made_it_or_the_coordinator_once(link: PairLink, cast: Cast) -> None:
    said = judged(link, Verdict.SAME, cast=cast)
    with pytest.raises(Refusal, match="Hanya yang memutuskannya"):
        undo_batch(said.batch, by=cast.branch_officer)
    undo_batch(said.batch, by=cast.second_coordinator)
    with pytest.raises(Refusal, match="sudah dibatalkan"):
        undo_batch(said.batch, by=cast.coordinator)
    assert [line.action for line in Entry.objects.order_by("pk")][-2:] == ["pair.judged", "batch.undone"]
    assert audit.verify() is None
