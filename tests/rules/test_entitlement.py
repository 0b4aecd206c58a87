"""Is a case turned into its lines, each as sure as what it rests on, with everything doubtful said beside it?"""

import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.refusal import Refusal
from payung.rules.entitlement import BodyLoss, Case, Cause, Entitlement, entitlement
from payung.rules.lines import Role, Sentence, explain
from payung.rules.money import WAGE_LIMIT
from payung.rules.parameters import Status
from payung.rules.programmes.jkk_benefit import CAUSES, JKK_BENEFIT
from payung.rules.scholarship import Child
from payung.rules.wage_basis import MonthlyWage, daily, monthly

ON = date(2026, 3, 6)
VERSION = (
    "Versi aturan dipilih menurut tanggal kejadian 2026-03-06; itu pengaturan Payung "
    "(PP 44/2015 Pasal 63 dan PP 82/2019 Pasal II: tanpa pasal peralihan)."
)
INDEX = (BodyLoss("index_dominant"),)
DOUBTFUL = "PP 53/2012 Lampiran II.II; tabel PP 44/2015 dan PP 82/2019 Lampiran III belum dibaca"
LEFT_HANDED = (
    "Bagi pekerja kidal, sisi kanan dan kiri dalam tabel ditukar "
    "(PP 53/2012 Lampiran II.II; naskah PP 44/2015 Lampiran III belum dibaca)."
)
NO_CAP = "Persen beberapa cacat dijumlahkan tanpa batas (PP 53/2012 Lampiran II: tidak memuat batas"


def case(cause: Cause = Cause.WORK_ACCIDENT_DEATH, **facts: Any) -> Case:
    return replace(Case(cause=cause, on=ON, wage=monthly(5_000_000)), **facts)


def amounts(found: Entitlement) -> dict[str, int]:
    return {line.name: line.amount for line in found.lines}


def said(found: Entitlement) -> list[str]:
    return [str(caution) for caution in found.cautions]


def test_every_cause_has_its_lines_in_order_and_their_sum() -> None:
    expected: dict[Cause, dict[str, int]] = {
        Cause.WORK_ACCIDENT_DEATH: {"death": 240_000_000, "periodic": 12_000_000, "funeral": 10_000_000},
        Cause.TOTAL_PERMANENT_DISABILITY: {"total_permanent": 280_000_000, "periodic": 12_000_000},
        Cause.PARTIAL_ANATOMICAL: {"partial_anatomical": 36_000_000},
        Cause.TEMPORARY: {"stmb": 7_500_000},
        Cause.NON_WORK_DEATH: {"death": 20_000_000, "periodic": 12_000_000, "funeral": 10_000_000},
    }
    more: dict[Cause, dict[str, Any]] = {
        Cause.PARTIAL_ANATOMICAL: {"losses": INDEX},
        Cause.TEMPORARY: {"stmb_months": 1_500},
    }
    for cause, lines in expected.items():
        found = entitlement(case(cause, **more.get(cause, {})))
        assert list(amounts(found).items()) == list(lines.items())
        assert found.total == sum(lines.values())


def test_a_death_on_a_told_wage_is_confirmed_and_only_its_version_is_a_setting() -> None:
    found = entitlement(case())
    assert {line.status for line in found.lines} == {Status.CONFIRMED}
    assert {line.role for line in found.lines} == {Role.PAID}
    assert said(found) == [VERSION]
    assert found.case == case()


def test_several_parts_are_added_and_told_one_by_one() -> None:
    losses = (BodyLoss("index_dominant"), BodyLoss("eyes_both"), BodyLoss("visual_field_per_10pct", 35_000))
    (line,) = entitlement(case(Cause.PARTIAL_ANATOMICAL, losses=losses)).lines
    assert line.amount == 5_000_000 * 80 * (9 + 70 + 21) // 100
    assert str(line.how) == (
        "(Telunjuk tangan kanan 9 % + Kedua belah mata 70 % + Setiap kehilangan lapangan pandang 10% 3 × 7 %) "
        "× 80 × Rp 5.000.000 = Rp 400.000.000"
    )
    assert (line.status, line.source.count(DOUBTFUL), line.source.count("seputarpabrik.com")) == (Status.INFERRED, 1, 1)
    assert line.source.startswith("PP 44/2015 dan PP 82/2019 Lampiran III, dikutip BPJS TK: ")


def test_a_lost_function_is_loss_times_table() -> None:
    (line,) = entitlement(case(Cause.PARTIAL_FUNCTIONAL, losses=(BodyLoss("index_dominant", 50_000),))).lines
    assert (line.name, line.amount) == ("partial_functional", 18_000_000)
    assert str(line.how) == "(Telunjuk tangan kanan 50 % × 9 %) × 80 × Rp 5.000.000 = Rp 18.000.000"


def test_a_partial_disability_is_as_sure_as_the_row_of_the_table() -> None:
    def status(part: str, on: date) -> Status:
        return entitlement(case(Cause.PARTIAL_ANATOMICAL, on=on, losses=(BodyLoss(part),))).lines[0].status

    assert status("eyes_both", date(2015, 6, 30)) is Status.CONFIRMED
    assert status("eyes_both", date(2015, 7, 1)) is Status.SECONDARY
    assert status("index_dominant", date(2015, 7, 1)) is Status.INFERRED


def test_what_rests_on_a_doubtful_wage_says_so_and_the_rest_does_not() -> None:
    wage = daily(200_000, on=ON)
    found = entitlement(case(wage=wage, stmb_months=1_000))
    assert {line.name: line.status for line in found.lines} == {
        "death": Status.INFERRED,
        "periodic": Status.CONFIRMED,
        "funeral": Status.CONFIRMED,
        "stmb": Status.INFERRED,
    }
    assert [line.source.endswith(f"; {wage.source}") for line in found.lines] == [True, False, False, True]
    assert said(found) == [
        VERSION,
        f"Upah sebulan yang dipakai belum pasti dasarnya ({wage.source}).",
        "Santunan kematian: simpulan, perlu diperiksa.",
        "Santunan sementara tidak mampu bekerja (STMB): simpulan, perlu diperiksa.",
    ]


def test_the_least_sure_of_wage_and_line_wins() -> None:
    wage = MonthlyWage(5_000_000, Sentence("ingatan"), "ingatan", Status.MEMORY)
    (line,) = entitlement(case(Cause.PARTIAL_ANATOMICAL, wage=wage, losses=INDEX)).lines
    assert line.status is Status.MEMORY
    second = replace(wage, status=Status.SECONDARY)
    assert entitlement(case(Cause.PARTIAL_ANATOMICAL, wage=second, losses=INDEX)).lines[0].status is Status.INFERRED


def test_jkm_does_not_hang_on_the_wage() -> None:
    for wage in (monthly(0), monthly(WAGE_LIMIT), daily(1, on=ON)):
        found = entitlement(case(Cause.NON_WORK_DEATH, wage=wage))
        assert (found.total, {line.status for line in found.lines}) == (42_000_000, {Status.CONFIRMED})
        assert said(found) == [VERSION]


COSTS = {
    "home_care": 21_000_000,
    "prosthesis": 10,
    "spectacles": 999_999,
    "dental": 5_000_001,
    "hearing_aid": 2_500_000,
}


def test_every_cost_has_its_own_line_and_cap() -> None:
    transport = {"land": 5_000_001, "sea": 1_999_999, "air": 10_000_000}
    found = entitlement(case(Cause.TEMPORARY, stmb_months=1_000, transport=transport, **COSTS))
    assert list(amounts(found).items()) == [
        ("stmb", 5_000_000), ("transport_land", 5_000_000), ("transport_sea", 1_999_999),
        ("transport_air", 10_000_000), ("home_care", 20_000_000), ("prosthesis", 14), ("spectacles", 999_999),
        ("dental", 5_000_000), ("hearing_aid", 2_500_000),
    ]  # fmt: skip
    assert said(found)[1:] == [
        "Gigi tiruan: pengetahuan umum, perlu diperiksa.",
        "Alat bantu dengar: pengetahuan umum, perlu diperiksa.",
    ]


def test_what_the_law_of_the_day_does_not_give_is_said_to_be_left_out() -> None:
    found = entitlement(
        case(Cause.TEMPORARY, on=date(2019, 12, 1), stmb_months=1_000, children=(Child({"sd": 1}),), **COSTS)
    )
    assert set(amounts(found)) == {"stmb", "prosthesis", "dental"}
    assert [one for one in said(found) if "tidak diberikan" in one] == [
        f"{label}: tidak diberikan untuk sebab ini menurut aturan pada 2019-12-01."
        for label in ("Perawatan di rumah", "Kacamata", "Alat bantu dengar", "Beasiswa pendidikan anak")
    ]


def test_a_part_of_a_month_and_rounding_are_settings_and_said() -> None:
    found = entitlement(case(Cause.TEMPORARY, wage=monthly(1), stmb_months=500))
    assert said(found)[1:] == [
        "Santunan sementara tidak mampu bekerja (STMB): simpulan, perlu diperiksa.",
        "STMB untuk bagian bulan dihitung menurut bagiannya; itu pengaturan Payung (tidak ada naskah yang ditemukan).",
        "Ada baris yang dibulatkan ke rupiah terdekat; itu pengaturan Payung "
        "(PP 44/2015, PP 82/2019, PP 53/2012: tidak mengatur pembulatan).",
    ]
    assert said(entitlement(case(Cause.TEMPORARY, stmb_months=1_000))) == [VERSION]


def test_sides_eyes_steps_and_sums_are_warned_of() -> None:
    eyes = BodyLoss("visual_efficiency_per_10pct", 35_000)
    both = said(entitlement(case(Cause.PARTIAL_FUNCTIONAL, losses=(BodyLoss("thumb_nondominant", 1_000), eyes))))
    assert both[2].startswith(NO_CAP)
    assert both[3:] == [
        LEFT_HANDED,
        "Bila kedua mata berbeda, efisiensinya 3 × mata yang lebih baik + mata yang lebih buruk; pembagiannya tidak "
        "tercetak (PP 53/2012 Lampiran II.II; naskah PP 44/2015 Lampiran III belum dibaca).",
        "Hanya langkah penuh yang dihitung; bagian langkah tidak diatur naskah.",
    ]
    whole = said(entitlement(case(Cause.PARTIAL_FUNCTIONAL, losses=(replace(eyes, loss=30_000),))))
    assert [one.split()[0] for one in whole] == ["Versi", "Santunan", "Bila"]
    assert len(said(entitlement(case(Cause.PARTIAL_ANATOMICAL, losses=(BodyLoss("eyes_both"),))))) == 2
    field = (BodyLoss("visual_field_per_10pct", 35_000),)
    assert len(said(entitlement(case(Cause.PARTIAL_ANATOMICAL, losses=field)))) == 3


CHILDREN = (Child({"sd": 6}), Child({"sma": 3, "higher": 5}), Child({"tk": 1}))
YEARS_UNKNOWN = (
    "Masa iur belum disebut, maka beasiswa JKM belum dihitung; perlu 3 tahun (PP 82/2019 Pasal 34 ayat (1))."
)
YEARS_SHORT = "Masa iur 2 tahun: beasiswa JKM perlu 3 tahun (PP 82/2019 Pasal 34 ayat (1))."


def test_of_three_children_the_two_worth_most_are_paid_and_that_is_said() -> None:
    found = entitlement(case(children=CHILDREN))
    assert amounts(found)["scholarship"] == 78_000_000
    assert said(found)[1].startswith("Beasiswa paling banyak untuk 2 anak (PP 82/2019 Pasal 25 ayat (3)")
    assert said(entitlement(case(children=CHILDREN[:2]))) == [VERSION]


@pytest.mark.parametrize(
    ("years", "amount", "caution"),
    [
        (None, 0, [YEARS_UNKNOWN]),
        (2, 0, [YEARS_SHORT]),
        (3, 78_000_000, []),
        (0, 0, [YEARS_SHORT.replace("2 t", "0 t", 1)]),
    ],
)
def test_jkm_pays_school_only_after_known_years(years: int | None, amount: int, caution: list[str]) -> None:
    found = entitlement(case(Cause.NON_WORK_DEATH, children=CHILDREN[:2], years_contributed=years))
    assert (amounts(found).get("scholarship", 0), said(found)[1:]) == (amount, caution)
    assert said(entitlement(case(Cause.NON_WORK_DEATH, years_contributed=years))) == [VERSION]


@pytest.mark.parametrize("cause", [Cause.WORK_ACCIDENT_DEATH, Cause.NON_WORK_DEATH])
def test_before_july_2015_no_text_of_a_scholarship_is_known(cause: Cause) -> None:
    found = entitlement(case(cause, on=date(2015, 6, 30), children=CHILDREN, years_contributed=9))
    assert "scholarship" not in amounts(found)
    assert len(said(found)) == (2 if cause is Cause.WORK_ACCIDENT_DEATH else 1)


ONLY_ACCIDENTS = "STMB dan penggantian biaya hanya untuk kecelakaan kerja."


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"transport": {"rail": 1, "cart": 1}},
         "Jenis angkutan “cart” tidak dikenal; pilih salah satu dari land, sea, air."),
        ({"losses": INDEX}, "Bagian tubuh hanya untuk sebab partial_anatomical atau partial_functional."),
        ({"cause": Cause.PARTIAL_ANATOMICAL}, "Bagian tubuh yang cacat belum disebut (--body-part)."),
        ({"cause": Cause.PARTIAL_FUNCTIONAL}, "Bagian tubuh yang cacat belum disebut (--body-part)."),
        ({"cause": Cause.PARTIAL_ANATOMICAL, "losses": INDEX * 101}, "Paling banyak 100 cacat dalam satu kasus."),
        ({"cause": Cause.TEMPORARY}, "Lama tidak mampu bekerja belum disebut (--stmb-months)."),
        ({"cause": Cause.NON_WORK_DEATH, "stmb_months": 1}, ONLY_ACCIDENTS),
        ({"cause": Cause.NON_WORK_DEATH, "transport": {"sea": 1}}, ONLY_ACCIDENTS),
        ({"cause": Cause.NON_WORK_DEATH, "dental": 1}, ONLY_ACCIDENTS),
        ({"dental": -1},
         "Biaya gigi tiruan harus bilangan bulat antara Rp 0 dan Rp 1.000.000.000.000; yang diterima: -1."),
    ],
)  # fmt: skip
def test_facts_that_make_no_case_are_refused_in_one_sentence(wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        entitlement(case(**wrong))
    assert str(refused.value) == sentence


def test_a_hundred_losses_are_still_counted() -> None:
    found = entitlement(case(Cause.PARTIAL_ANATOMICAL, losses=(BodyLoss("eyes_both"),) * 100))
    assert found.total == 5_000_000 * 80 * 70


@pytest.mark.parametrize("cause", [Cause.WORK_ACCIDENT_DEATH, Cause.NON_WORK_DEATH])
def test_a_case_before_the_known_law_is_refused(cause: Cause) -> None:
    assert entitlement(case(cause, on=date(2012, 4, 23))).total > 0
    with pytest.raises(Refusal, match="berlaku mulai 2012-04-23; tanggal 2012-04-22 di luarnya"):
        entitlement(case(cause, on=date(2012, 4, 22)))


def test_a_cause_has_the_words_a_reader_knows() -> None:
    assert [str(cause.label) for cause in Cause] == [
        "Meninggal karena kecelakaan kerja",
        "Cacat total tetap karena kecelakaan kerja",
        "Cacat sebagian anatomis karena kecelakaan kerja",
        "Cacat sebagian fungsi karena kecelakaan kerja",
        "Sementara tidak mampu bekerja karena kecelakaan kerja",
        "Meninggal bukan karena kecelakaan kerja",
    ]
    assert set(CAUSES) == {cause.value for cause in Cause} - {"non_work_death"}


@settings(deadline=None, max_examples=20)
@given(
    cause=st.sampled_from([Cause.WORK_ACCIDENT_DEATH, Cause.TOTAL_PERMANENT_DISABILITY, Cause.NON_WORK_DEATH]),
    wage=st.integers(0, WAGE_LIMIT),
    on=st.dates(date(2012, 4, 23), date(2040, 12, 31)),
    years=st.none() | st.integers(0, 100),
)
def test_the_total_is_the_sum_of_the_lines(cause: Cause, wage: int, on: date, years: int | None) -> None:
    found = entitlement(case(cause, wage=monthly(wage), on=on, children=CHILDREN, years_contributed=years))
    assert found.total == sum(line.amount for line in found.lines)


def test_one_person_is_explained_in_five_milliseconds() -> None:
    """The fastest of thirty, in processor time: a busy machine must not decide."""
    row = {"cause": "work_accident_death", "wage": 5_000_000, "death_of_wage": 240_000_000, "stmb_months": 0, "on": ON}
    row |= {name: 0 for fact in JKK_BENEFIT.facts if (name := fact.name) not in row}
    row |= {"death": 240_000_000, "periodic": 12_000_000, "funeral": 10_000_000}
    taken = []
    for _ in range(30):
        start = time.process_time()
        lines = explain(row, JKK_BENEFIT, ON)
        taken.append(time.process_time() - start)
    assert [line.name for line in lines] == ["death_of_wage", "death", "periodic", "funeral"]
    assert min(taken) <= 0.005
