"""Does a part's section on the page of benchmarks replace itself and leave the others alone?"""

from bench.record import said, table, written

ROWS = [{"who": "Payung", "seconds": 1.5, "rows": 1_000_000}, {"who": "lain", "seconds": 12.0}]


def test_rows_stand_upright_with_their_thousands_parted() -> None:
    assert table(ROWS) == (
        "| who | Payung | lain |\n| --- | ---: | ---: |\n| seconds | 1.5000 | 12.0 |\n| rows | 1,000,000 |  |"
    )


def test_a_part_replaces_its_own_section_alone() -> None:
    page = written(written("", "satu", "Satu", ROWS), "dua", "Dua", ROWS)
    again = written(page, "satu", "Satu lagi", ROWS[:1])
    assert again.count("<!-- satu -->") == 1
    assert "## Satu lagi\n" in again
    assert "## Satu\n" not in again
    assert again.split("<!-- dua -->")[1] == page.split("<!-- dua -->")[1]


def test_the_conditions_name_day_versions_and_machine() -> None:
    page = written("", "satu", "Satu", ROWS, libraries=("polars",))
    for part in ("Diukur 20", "; Python 3.", ", polars ", " inti, ", " GiB."):
        assert part in page


def test_small_fractions_keep_four_digits() -> None:
    assert (said(0.99871), said(-0.5), said(10.04), said(7), said("x")) == ("0.9987", "-0.5000", "10.0", "7", "x")
