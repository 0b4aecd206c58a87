"""Does a block show what the letter holds, nothing where it holds nothing, and one number a figure?"""

from dataclasses import replace
from datetime import date

import pytest
from opened import squeezed, text_of

from payung.letters import Dues, Kind, Origin, Package, Previous, Wording, render
from payung.letters.blocks import blocks
from payung.letters.example import PACKAGE, example, many_packages
from payung.letters.fields import BLOCKS, TEXTS, value
from payung.letters.origins import Origins
from payung.rules.lines import compute_one, explain
from payung.rules.money import parse_rupiah
from payung.rules.programmes.jakon_project import JAKON_PROJECT

ON = date(2026, 5, 20)
EMPTY = {
    "packages": (), "dues": None, "line": None, "liability": None, "articles": (), "evidence": (), "remarks": (),
    "meeting": None, "guests": (), "verdict": None, "due_on": None, "as_of": None, "answer_address": "",
    "verification": None, "recipient": None, "previous": None,
}  # fmt: skip


def dues_of(amount: int, *, paid: int = 0) -> Dues:
    row = compute_one({"value": amount, "value_kind": "net", "on": ON}, JAKON_PROJECT)
    return Dues(explain(row, JAKON_PROJECT, ON), paid=paid)


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_a_block_without_facts_is_not_shown(name: str) -> None:
    assert blocks(name, example(Kind.NOTICE, **EMPTY), Origins()) == ()


def test_a_fact_that_a_letter_does_not_hold_has_no_words() -> None:
    bare = example(Kind.NOTICE, **EMPTY)
    held = {"nomor", "tanggal", "jabatan", "instansi", "jumlah_paket"}
    assert {name for name in TEXTS if value(bare, name) is not None} == held


def test_the_same_figure_of_the_same_place_keeps_its_number() -> None:
    origins, place = Origins(), Origin("berkas.csv", "7", "aturan 1")
    marks = [
        origins.mark("Nilai", "Rp 1", place),
        origins.mark("Nilai", "Rp 2", place),
        origins.mark("Nilai", "Rp 1", Origin("berkas.csv", "8", "aturan 1")),
        origins.mark("Nilai", "Rp 1", place),
        origins.mark("Nilai", "Rp 9", None),
    ]
    assert marks == [1, 2, 3, 1, None]
    assert len(origins.rows) == 3


@pytest.mark.parametrize("amount", [1, 99_999_999, 123_456_789, 2_500_000_001, 7_777_777_777])
def test_the_brackets_as_printed_sum_to_what_is_owed(amount: int) -> None:
    (shown,) = blocks("iuran", example(Kind.NOTICE, dues=dues_of(amount)), Origins())
    for line in shown["lines"]:
        assert sum(parse_rupiah(row["amount"]) for row in line["slices"]) == parse_rupiah(line["amount"])


def test_the_last_bracket_has_no_end() -> None:
    (shown,) = blocks("iuran", example(Kind.NOTICE, dues=dues_of(9_000_000_000)), Origins())
    assert [row["label"] for row in shown["lines"][0]["slices"]][-1] == "di atas Rp 5.000.000.000"


def test_more_paid_than_owed_leaves_nothing_to_pay() -> None:
    dues = dues_of(100_000_000, paid=10**9)
    assert (dues.total, dues.outstanding) == (240_000, 0)


def test_a_letter_that_replaces_another_says_which_and_why() -> None:
    reason = "nilai kontrak diperbaiki menurut adendum."
    old = Previous("600.1/9/2026", date(2026, 5, 4), "Pemberitahuan", reason=reason)
    text = squeezed(text_of(render(example(Kind.NOTICE, supersedes=old))))
    assert (
        squeezed(
            "Surat ini menggantikan surat Nomor 600.1/9/2026 tanggal 4 Mei 2026, "
            "karena nilai kontrak diperbaiki menurut adendum."
        )
        in text
    )
    assert value(example(Kind.NOTICE, supersedes=replace(old, reason="")), "surat_diganti") == (
        "surat Nomor 600.1/9/2026 tanggal 4 Mei 2026"
    )


@pytest.mark.parametrize(
    ("ends_on", "said"),
    [(date(2026, 8, 28), "9 Maret 2026 sampai 28 Agustus 2026"), (None, "9 Maret 2026 sampai selesai")],
)
def test_a_period_whose_end_nobody_knows_is_not_made_up(ends_on: date | None, said: str) -> None:
    assert value(example(Kind.NOTICE, packages=(replace(PACKAGE, ends_on=ends_on),)), "masa_kerja") == said


def test_facts_of_one_package_are_not_said_of_many() -> None:
    two = example(Kind.PROPOSAL, packages=(PACKAGE, Package("Paket lain", "CV Misal")))
    assert value(two, "nama_paket") is None
    assert value(two, "paket") == "2 paket pekerjaan"
    text = squeezed(text_of(render(replace(two, wording=Wording("Hal", "Terlampir {jumlah_paket} paket.")))))
    assert text.index("Terlampir2paket.") < text.index("CVMisal")


@pytest.mark.parametrize(("count", "attached"), [(1, False), (5, False), (6, True)])
def test_a_short_list_of_packages_stands_in_the_letter_and_a_long_one_is_attached(count: int, attached: bool) -> None:
    text = squeezed(text_of(render(example(Kind.GATE_NOTE, packages=many_packages(count)))))
    letter, _, attachment = text.partition("Lampiran")
    last = squeezed(f"CTH-2026-{count:04d}")
    assert (last in letter, last in attachment) == (not attached, attached)
    assert ("sebagaimanadaftarterlampir" in letter) is attached


def test_figures_that_the_same_many_files_told_of_name_them_once() -> None:
    origins, several = Origins(), Origin("kontrak.json; spmk.json", "3; 4")
    for value_ in ("Rp 1", "Rp 2"):
        origins.mark("Nilai", value_, several)
    origins.mark("Nilai", "Rp 3", Origin("kontrak.json; spmk.json", "3; 5"))
    origins.mark("Nilai", "Rp 4", Origin("kontrak.json", "3"))
    origins.mark("Nilai", "Rp 5", Origin("kontrak.json", "3"))
    assert [row["like"] for row in origins.rows] == [None, 1, None, None, None]
