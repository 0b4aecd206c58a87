"""Are the right works linked, the wrong ones not, and is the reason said in sentences?"""

from datetime import date
from typing import Any

import polars as pl
import pytest
from invented_exports import FIRM, OTHER_FIRM

from payung.reconcile.linkage.link import Linkage, link
from payung.reconcile.linkage.scoring import shipped_model
from payung.rules.money import Amount

PACKAGE = {
    "package_id": pl.String, "stage": pl.String, "contract_no": pl.String, "executor_npwp": pl.String,
    "executor_name": pl.String, "executor_kind": pl.String, "kso_members": pl.String, "name": pl.String,
    "starts_on": pl.Date, "ends_on": pl.Date, "net": pl.Int64, "gross": pl.Int64, "net_before": pl.Int64,
    "gross_before": pl.Int64,
}  # fmt: skip
REGISTRATION = {
    "nomor_kepesertaan": pl.String, "nomor_kontrak": pl.String, "npwp": pl.String, "nama_pelaksana": pl.String,
    "nama_proyek": pl.String, "tgl_mulai": pl.Date, "tgl_selesai": pl.Date, "nilai_dasar": pl.Int64,
}  # fmt: skip
GROSS: Amount = 111_000_000
NET: Amount = 100_000_000
STRANGER = "0900000035416000"


def package(**cells: Any) -> dict[str, Any]:
    return {
        "package_id": "nontender-1",
        "stage": "started",
        "contract_no": "600.1/ 015 /SPK-DRN/2026",
        "executor_npwp": FIRM,
        "executor_name": "CV. CONTOH BANGUN JAYA",
        "executor_kind": "business",
        "kso_members": None,
        "name": "Pemeliharaan Saluran Drainase RW 05 Kel. Sukasari",
        "starts_on": date(2026, 3, 9),
        "ends_on": date(2026, 4, 22),
        "net": NET,
        "gross": GROSS,
        "net_before": None,
        "gross_before": None,
    } | cells


def registered(**cells: Any) -> dict[str, Any]:
    return {
        "nomor_kepesertaan": "JK-1",
        "nomor_kontrak": "600.1/015/SPK-DRN/2026",
        "npwp": FIRM,
        "nama_pelaksana": "CONTOH BANGUN JAYA",
        "nama_proyek": "Pemel. saluran drainase RW 05 Sukasari",
        "tgl_mulai": date(2026, 3, 9),
        "tgl_selesai": date(2026, 4, 22),
        "nilai_dasar": NET,
    } | cells


OTHER_WORK = {
    "nomor_kontrak": "602/088/SPK-GDG/2026",
    "nama_proyek": "Rehab Gedung Posyandu Melati",
    "tgl_mulai": date(2026, 4, 1),
    "tgl_selesai": date(2026, 7, 15),
    "nilai_dasar": 163_500_000,
}


def linked(packages: list[dict[str, Any]], *registrations: dict[str, Any]) -> Linkage:
    left, right = pl.DataFrame(packages, PACKAGE), pl.DataFrame(list(registrations), REGISTRATION)
    return link(left, right, model=shipped_model())


def decisions(linkage: Linkage) -> dict[tuple[str, str], str]:
    return {(row["package_id"], row["nomor_kepesertaan"]): row["decision"] for row in linkage.links.to_dicts()}


def only(linkage: Linkage) -> dict[str, Any]:
    assert linkage.links.height == 1
    return linkage.links.row(0, named=True)


def test_the_same_work_in_other_spelling_is_linked() -> None:
    row = only(linked([package()], registered()))
    assert (row["decision"], row["package_id"], row["nomor_kepesertaan"]) == ("link", "nontender-1", "JK-1")
    assert 0.95 <= row["probability"] <= 1


@pytest.mark.parametrize("missing", ["nomor_kontrak", "npwp"])
def test_the_same_work_is_linked_without_a_contract_number_or_without_an_npwp(missing: str) -> None:
    assert only(linked([package()], registered(**{missing: None})))["decision"] == "link"


def test_a_registration_of_the_same_firm_for_another_work_is_not_linked() -> None:
    assert "link" not in decisions(linked([package()], registered(**OTHER_WORK))).values()


def test_of_two_alike_works_of_one_firm_each_gets_its_own_registration() -> None:
    fifth = package(contract_no=None)
    seventh = package(
        package_id="nontender-2", contract_no=None, name="Pemeliharaan Saluran Drainase RW 07 Kel. Sukasari",
        net=87_300_000, gross=96_903_000,
    )  # fmt: skip
    mine = registered(nomor_kontrak=None)
    theirs = registered(
        nomor_kepesertaan="JK-2",
        nomor_kontrak=None,
        nama_proyek="Saluran drainase RW 07 Sukasari",
        nilai_dasar=87_300_000,
    )
    links = {pair for pair, decision in decisions(linked([fifth, seventh], mine, theirs)).items() if decision == "link"}
    assert links == {("nontender-1", "JK-1"), ("nontender-2", "JK-2")}


def test_a_strangers_registration_is_neither_link_nor_candidate() -> None:
    stranger = registered(npwp=OTHER_FIRM, nama_pelaksana="PT CONTOH KARYA TIRTA", **OTHER_WORK)
    linkage = linked([package()], stranger)
    assert linkage.links.is_empty()
    assert linkage.best.is_empty()


def test_registrations_split_within_the_value_are_both_linked() -> None:
    parts = (registered(nilai_dasar=60_000_000), registered(nomor_kepesertaan="JK-2", nilai_dasar=40_000_000))
    told = decisions(linked([package()], *parts))
    assert told == {("nontender-1", "JK-1"): "link", ("nontender-1", "JK-2"): "link"}


def test_registrations_split_beyond_the_value_are_not_both_linked() -> None:
    parts = (registered(), registered(nomor_kepesertaan="JK-2", nilai_dasar=60_000_000))
    told = decisions(linked([package()], *parts))
    assert told == {("nontender-1", "JK-1"): "link", ("nontender-1", "JK-2"): "candidate"}


KSO = {
    "executor_name": "KSO PT CONTOH KARYA TIRTA - CV CONTOH BANGUN JAYA",
    "executor_kind": "kso",
    "executor_npwp": STRANGER,
}


@pytest.mark.parametrize("number", ["600.1/015/SPK-DRN/2026", None])
def test_a_kso_registered_by_one_member_is_linked(number: str | None) -> None:
    row = only(linked([package(**KSO)], registered(nomor_kontrak=number)))
    assert row["decision"] == "link"
    assert "+ Pendaftar CONTOH BANGUN JAYA disebut dalam nama pelaksana" in row["evidence"]


def test_a_kso_named_only_in_its_list_of_members_is_linked() -> None:
    kso = KSO | {"executor_name": "KSO CONTOH MANDIRI", "kso_members": "PT CONTOH KARYA TIRTA; CV CONTOH BANGUN JAYA"}
    assert only(linked([package(**kso)], registered()))["decision"] == "link"


BASES = {NET: "net", NET + 1: "net", GROSS: "gross", GROSS - 50_000: "gross", NET + 90_000: "net", 73_000_000: "none"}


def test_the_base_says_whether_it_matches_without_or_with_ppn_or_neither() -> None:
    own = [{"executor_npwp": f"0{n}00000019416000", "contract_no": f"SPK/{n * 111}"} for n in range(1, 7)]
    packages = [package(package_id=f"p-{n}", **cells) for n, cells in enumerate(own)]
    rows = [
        registered(
            nomor_kepesertaan=f"p-{n}",
            npwp=cells["executor_npwp"],
            nomor_kontrak=cells["contract_no"],
            nilai_dasar=base,
        )
        for n, (cells, base) in enumerate(zip(own, BASES, strict=True))
    ]
    links = linked(packages, *rows).links.filter(pl.col("package_id") == pl.col("nomor_kepesertaan"))
    assert links.sort("package_id")["base_matched"].to_list() == list(BASES.values())


@pytest.mark.parametrize(("base", "matched"), [(90_000_000, "net"), (99_900_000, "gross")])
def test_a_base_from_before_the_addendum_says_which_it_was(base: int, matched: str) -> None:
    row = only(linked([package(net_before=90_000_000, gross_before=99_900_000)], registered(nilai_dasar=base)))
    assert row["base_matched"] == matched
    assert "sama dengan nilai sebelum adendum" in row["evidence"]


def test_a_package_without_value_matches_on_no_base() -> None:
    row = only(linked([package(net=None, gross=None)], registered()))
    assert row["base_matched"] == "none"
    assert "Nilai dasar" not in row["evidence"]


def test_evidence_is_a_sentence_a_line_for_and_against() -> None:
    row = only(linked([package()], registered(nilai_dasar=73_000_000)))
    lines = row["evidence"].splitlines()
    assert "+ Nomor kontrak sama: 600.1/ 015 /SPK-DRN/2026." in lines
    assert "+ NPWP dan nama pelaksana sama." in lines
    assert "- Nilai dasar Rp 73.000.000 lebih kecil dari nilai kontrak tanpa PPN Rp 100.000.000." in lines
    assert "+ Tanggal mulai sama: 9 Maret 2026." in lines
    assert all(line[:2] in ("+ ", "- ") and line.endswith(".") for line in lines)


def test_evidence_names_what_is_missing_without_failing() -> None:
    row = only(linked([package(executor_name=None)], registered(nama_pelaksana=None)))
    assert "+ NPWP pelaksana sama dengan pendaftaran di cabang." in row["evidence"].splitlines()


def test_what_is_only_announced_has_no_registration_yet() -> None:
    assert linked([package(stage="announced")], registered()).links.is_empty()


def test_an_unlinked_registration_names_its_nearest_package() -> None:
    parts = (registered(), registered(nomor_kepesertaan="JK-2", nilai_dasar=60_000_000))
    best = linked([package()], *parts).best
    assert best.select("nomor_kepesertaan", "best_package_id").rows() == [("JK-2", "nontender-1")]


def test_nothing_on_either_side_links_nothing() -> None:
    assert linked([], registered()).links.is_empty()
    assert linked([package()]).links.is_empty()


def test_the_order_of_the_rows_changes_no_link() -> None:
    packages = [package(), package(package_id="nontender-2", contract_no="X/1", net=5_000_000, gross=5_550_000)]
    rows = [registered(), registered(nomor_kepesertaan="JK-2", nomor_kontrak="X/1", nilai_dasar=5_000_000)]
    one, other = linked(packages, *rows).links, linked(packages[::-1], *rows[::-1]).links
    by = ["package_id", "nomor_kepesertaan"]
    assert one.sort(by).equals(other.sort(by))
