"""Do the headline, the figures and the words of a report say no more than the run?"""

from datetime import date

import pytest
from rich.console import Console

from payung.reconcile.report import overview, wording
from payung.reconcile.report.contribution import contribution
from payung.reconcile.report.dossier import sentences
from payung.reconcile.report.terminal import summary_view
from payung.reconcile.report.view import RunTables


def said(run: RunTables, **more: object) -> str:
    console = Console(width=100)
    with console.capture() as captured:
        console.print(summary_view({**run.summary, **more}))
    return captured.get()


def test_the_headline_never_flatters() -> None:
    assert overview.headline({"worked_days": 1000, "uncovered_days": 1}) == "Dari 100 hari pekerjaan, 99 terlindungi"
    assert overview.headline({"worked_days": 0, "uncovered_days": 0}) == "Belum ada hari pekerjaan yang dapat dihitung"


def test_the_four_figures(run: RunTables) -> None:
    figures = [(figure.value, figure.note) for figure in overview.figures(run)]
    assert figures[0] == ("55 %", "471 dari 850 hari pekerjaan")
    assert figures[1] == ("2", "dari 10 paket yang sudah mulai")
    assert figures[2] == ("4", "6 dari 13 paket sudah terhubung")
    assert figures[3][0].startswith("Rp ")
    assert figures[3][1] == f"dari {wording.rupiah(run.summary['contribution_due'])} yang terutang"


def test_day_shares_add_up_to_all_days(run: RunTables) -> None:
    shares = overview.day_shares(run)
    assert sum(part.days for part in shares) == run.summary["worked_days"]
    assert 99.9 < sum(float(part.width) for part in shares) <= 100


def test_the_least_protected_agency_comes_first(run: RunTables) -> None:
    bars = overview.agencies(run.tables["packages"])
    assert bars[0].name == "Dinas Kesehatan"
    assert [bar.share for bar in bars] == sorted(bar.share for bar in bars)


def test_brackets_add_up_to_the_contribution_of_the_law() -> None:
    owed = contribution(base=180_000_000, on=date(2025, 3, 1), jkk=346_000, jkm=46_000)
    assert [(b.part, b.jkk, b.jkm) for b in owed.brackets] == [
        (100_000_000, 210_000, 30_000),
        (80_000_000, 136_000, 16_000),
    ]
    assert owed.adjustment == 0
    assert owed.brackets[0].jkk_rate == "0,21 %"


def test_an_amount_the_brackets_do_not_explain_is_shown_apart() -> None:
    assert contribution(base=100_000_000, on=date(2025, 3, 1), jkk=2_100, jkm=300).adjustment == -237_600


def test_evidence_speaks_for_or_against() -> None:
    assert sentences("+ sama\n- beda\ntanpa tanda\n\n") == (("+", "sama"), ("−", "beda"), ("+", "tanpa tanda"))


@pytest.mark.parametrize(
    ("amount", "short"),
    [
        (999_999, "Rp 999.999"),
        (84_690_000, "Rp 84,6 juta"),
        (2_000_000_000, "Rp 2 miliar"),
        (1_250 * 10**9, "Rp 1,2 triliun"),
    ],
)
def test_short_rupiah_is_cut_and_never_rounded_up(amount: int, short: str) -> None:
    assert wording.rupiah_short(amount) == short


def test_dates_and_periods_in_words() -> None:
    assert wording.day(date(2025, 7, 30)) == "30 Juli 2025"
    assert wording.day_short(date(2025, 7, 30)) == "30-07-2025"
    assert wording.span(date(2025, 12, 30), date(2026, 1, 2)) == "30 Desember 2025 – 2 Januari 2026"
    assert wording.span(date(2026, 1, 2), date(2026, 1, 2)) == "2 Januari 2026"


def test_only_certainty_reads_as_one_hundred_percent() -> None:
    assert wording.probability(0.99999) == "99,9 %"
    assert wording.probability(1.0) == "100,0 %"


def test_the_terminal_says_the_findings_in_words_and_where_the_reports_are(run: RunTables) -> None:
    text = said(run, out="hasil")
    assert "Dari 100 hari pekerjaan, 55 terlindungi" in text
    assert "Keadaan per 23 November 2026" in text
    assert "Belum ditemukan pendaftarannya" in text
    assert "Pendaftaran tanpa paket" in text
    assert "Ditolak: nilai tidak dapat dibaca" in text
    assert "catatan-rapat.xlsx" in text
    assert "hasil/laporan.html" in text


def test_the_terminal_bears_an_empty_run(empty_run: RunTables) -> None:
    assert "Belum ada hari pekerjaan yang dapat dihitung" in said(empty_run)
