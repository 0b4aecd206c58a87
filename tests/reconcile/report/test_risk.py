"""Does the page say what one accident would cost, for whom, at which wage, and how sure that is?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from payung.reconcile.report import html
from payung.reconcile.report.risk import Risk, beside, risk
from payung.reconcile.report.view import RunTables
from payung.refusal import Refusal

ON = date(2026, 11, 23)
GOES_ON = {"to_on": ON, "state": "unprotected"}


def in_tangerang() -> Risk:
    found = risk({"area": "36.71"}, ON)
    assert found is not None
    return found


def test_the_costs_are_told_at_the_minimum_wage_of_the_area() -> None:
    """5.399.406 × 48 + 22.000.000; × 56 + 12.000.000; 9 % × 80 ×."""
    found = in_tangerang()
    assert [cost.amount for cost in found.costs] == ["Rp 281.171.488", "Rp 314.366.736", "Rp 38.875.723"]
    assert {cost.sure for cost in found.costs} == {"simpulan, perlu diperiksa"}
    assert found.death == 281_171_488
    assert found.article == "PP 44/2015 Pasal 27 ayat (1)"
    assert found.wage == "Upah minimum Kota Tangerang sebulan, tahun 2026, dibulatkan ke rupiah: Rp 5.399.406"
    assert any("anggapan Payung" in note for note in found.notes)


def test_without_an_area_nothing_is_said(run: RunTables) -> None:
    assert risk({}, ON) is None
    assert "id=risiko" not in html.render(run)


def test_an_area_without_any_minimum_wage_is_refused_in_a_sentence() -> None:
    with pytest.raises(Refusal, match="Upah minimum wilayah 99 belum tercatat"):
        risk({"area": "99"}, ON)


def test_a_package_still_worked_without_protection_is_told_how_many_times_its_contribution() -> None:
    said = beside(in_tangerang(), due=392_000, spans=[GOES_ON], as_of=ON)
    assert said == "Satu pekerja meninggal sekarang menjadi tanggungan pelaksana Rp 281.171.488: 717 kali iuran ini."
    assert beside(in_tangerang(), due=392_000, spans=[GOES_ON | {"state": "pending"}], as_of=ON) == said


@pytest.mark.parametrize(
    ("span", "due"),
    [
        (GOES_ON | {"to_on": ON - timedelta(days=1)}, 392_000),
        (GOES_ON | {"state": "protected"}, 392_000),
        (GOES_ON, None),
        (GOES_ON, 0),
    ],
)
def test_work_that_has_ended_is_protected_or_has_no_contribution_says_nothing(
    span: dict[str, object], due: int | None
) -> None:
    assert beside(in_tangerang(), due=due, spans=[span], as_of=ON) == ""


def test_without_an_area_a_package_says_nothing() -> None:
    assert beside(None, due=392_000, spans=[GOES_ON], as_of=ON) == ""


def test_the_page_shows_both(run: RunTables) -> None:
    page = html.render(replace(run, manifest={**run.manifest, "area": "36.71"}))
    assert "<section class=card id=risiko" in page
    assert "Satu pekerja meninggal sekarang menjadi tanggungan pelaksana Rp 281.171.488" in page
