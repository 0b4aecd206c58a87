"""Which programmes does a company pay by its size, up to which wage, and what is only shown?"""

from datetime import date
from typing import Any

import pytest

from payung.rules.lines import Role, compute_one, explain
from payung.rules.programmes.company import COMPANY, COMPANY_CONTRACT

FACTS = {"wage": 25_000_000, "risk_group": "II", "size": "besar", "on": date(2026, 2, 1)}


def told(facts: dict[str, Any], role: Role) -> dict[str, int]:
    row = compute_one(facts, COMPANY)
    return {line.name: line.amount for line in explain(row, COMPANY, facts["on"]) if line.role is role}


@pytest.mark.parametrize(
    ("size", "names"),
    [
        ("besar", ["jkk", "jkm", "jht_employer", "jht_worker", "jp_employer", "jp_worker"]),
        ("menengah", ["jkk", "jkm", "jht_employer", "jht_worker", "jp_employer", "jp_worker"]),
        ("kecil", ["jkk", "jkm", "jht_employer", "jht_worker"]),
        ("mikro", ["jkk", "jkm"]),
    ],
)
def test_the_size_of_the_company_says_which_programmes_it_joins(size: str, names: list[str]) -> None:
    assert list(told(FACTS | {"size": size}, Role.PAID)) == names


@pytest.mark.parametrize(("on", "cap"), [(date(2026, 2, 28), 10_547_400), (date(2026, 3, 1), 11_086_300)])
def test_jp_stops_at_the_cap_of_the_month(on: date, cap: int) -> None:
    assert told(FACTS | {"on": on}, Role.BASIS) == {"jp_wage": cap}


def test_jkp_is_shown_and_never_added() -> None:
    shown = told(FACTS, Role.SHOWN)
    assert shown == {
        "jkp_wage": 5_000_000,
        "jkp_total": 18_000,
        "jkp_government": 11_000,
        "jkp_from_jkk": 7_000,
        "jkp_from_jkm": 0,
    }
    assert compute_one(FACTS, COMPANY)["total"] == sum(told(FACTS, Role.PAID).values())


def test_before_february_2025_a_part_of_jkp_came_from_jkm() -> None:
    shown = told(FACTS | {"on": date(2025, 2, 6)}, Role.SHOWN)
    assert (shown["jkp_total"], shown["jkp_from_jkm"]) == (23_000, 5_000)


def test_before_it_existed_jkp_is_not_shown() -> None:
    assert told(FACTS | {"on": date(2021, 2, 1)}, Role.SHOWN) == {}


def test_a_cap_that_binds_and_was_not_read_is_a_warning() -> None:
    (warning,) = COMPANY.cautions(compute_one(FACTS, COMPANY))
    assert str(warning).startswith("Batas upah JP Rp 10.547.400 berasal dari sumber kedua (Surat BPJS TK")


@pytest.mark.parametrize(
    "facts",
    [{"wage": 5_000_000}, {"on": date(2015, 7, 1)}, {"size": "mikro"}],
    ids=["below", "read", "outside"],
)
def test_a_cap_that_does_not_bind_or_was_read_is_no_warning(facts: dict[str, Any]) -> None:
    assert COMPANY.cautions(compute_one(FACTS | facts, COMPANY)) == ()


def test_a_fixed_term_worker_carries_the_doubt_about_the_rate() -> None:
    facts = {"wage": 10_000_000, "size": "besar", "on": date(2026, 2, 1)}
    (doubt,) = COMPANY_CONTRACT.cautions(compute_one(facts, COMPANY_CONTRACT))
    assert str(doubt) == (
        "JKK pekerja PKWT perusahaan konstruksi dihitung menurut PP 44/2015 Pasal 54 ayat (1). "
        "Untuk PKWT yang bukan pekerja proyek, kelompok risiko perusahaan mungkin berlaku: pastikan dengan cabang."
    )
