"""Is the fine of the sanction 0.1 % a month from the end of the second warning, and are services withheld lawfully?"""

import datetime as dt

import pytest

from payung.refusal import Refusal
from payung.rules.late_fine import PartMonth
from payung.rules.parameters import Status
from payung.rules.sanctions import Ground, ServiceRequest, sanction_fine, withheld_services, withholding_objection

WARNED = dt.date(2026, 3, 31)
ON = dt.date(2026, 6, 1)
TENDER = "izin_ikut_tender_proyek"


@pytest.mark.parametrize(
    ("paid_on", "counted", "ignored"),
    [
        (dt.date(2026, 3, 31), 0, 0),
        (dt.date(2026, 4, 1), 1, 0),
        (dt.date(2026, 4, 30), 1, 1),
        (dt.date(2026, 5, 1), 2, 1),
    ],
)
def test_the_fine_is_a_thousandth_a_month_after_the_second_warning(
    paid_on: dt.date, counted: int, ignored: int
) -> None:
    fine = sanction_fine(1_000_000, warned_until=WARNED, paid_on=paid_on)
    assert (fine.months, fine.amount) == (counted, counted * 1_000)
    fine = sanction_fine(1_000_000, warned_until=WARNED, paid_on=paid_on, part_month=PartMonth.IGNORED)
    assert (fine.months, fine.amount) == (ignored, ignored * 1_000)


@pytest.mark.parametrize(("due", "amount"), [(0, 0), (499, 0), (500, 1), (1_499, 1), (1_500, 2), (392_000, 392)])
def test_the_fine_is_rounded_half_up(due: int, amount: int) -> None:
    assert sanction_fine(due, warned_until=WARNED, paid_on=dt.date(2026, 4, 30)).amount == amount


def test_the_fine_is_inferred_and_says_how_months_were_counted() -> None:
    fine = sanction_fine(1, warned_until=WARNED, paid_on=ON)
    assert (fine.source, fine.status) == ("PP 86/2013 Pasal 10 ayat (4)", Status.INFERRED)
    assert [str(warning) for warning in fine.warnings] == [
        "Bagian bulan dihitung satu bulan penuh; naskah tidak mengaturnya. Pastikan dengan cabang.",
        "Denda sanksi ini berbeda dari denda keterlambatan iuran sebulan; keduanya dihitung sendiri.",
    ]


@pytest.mark.parametrize("due", [-1, 9 * 10**15 + 1])
def test_an_impossible_contribution_is_refused(due: int) -> None:
    with pytest.raises(Refusal, match="Iuran yang terutang harus bilangan bulat"):
        sanction_fine(due, warned_until=WARNED, paid_on=ON)


def test_five_services_may_be_withheld() -> None:
    assert withheld_services(ON) == (
        "perizinan_usaha",
        TENDER,
        "izin_tka",
        "izin_perusahaan_penyedia_jasa_pekerja",
        "imb",
    )


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        (ServiceRequest(TENDER, Ground.NOT_REGISTERED), None),
        (ServiceRequest(TENDER, Ground.NOT_REGISTERED, letter_from_bpjs=True), None),
        (
            ServiceRequest(TENDER, Ground.NOT_REGISTERED, proof_shown=True),
            "Bukti kepesertaan sudah ditunjukkan; pelayanan tidak ditahan.",
        ),
        (ServiceRequest("imb", Ground.DATA_BREACH, letter_from_bpjs=True), None),
        (
            ServiceRequest("imb", Ground.DATA_BREACH),
            "Pelanggaran data menunggu surat BPJS Ketenagakerjaan; tanpa itu pelayanan tidak ditahan.",
        ),
        (
            ServiceRequest("ktp", Ground.NOT_REGISTERED),
            "ktp tidak termasuk pelayanan yang dapat ditahan: perizinan_usaha, izin_ikut_tender_proyek, izin_tka, "
            "izin_perusahaan_penyedia_jasa_pekerja, imb.",
        ),
    ],
)
def test_a_service_is_withheld_for_missing_proof_or_at_the_letter_of_bpjs(
    request_: ServiceRequest, sentence: str | None
) -> None:
    answer = withholding_objection(request_, on=ON)
    assert (str(answer) if answer else None) == sentence
