"""How does a run become a workbook that a branch or a PPK can work with the same day?"""

from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from payung.reconcile import tables
from payung.reconcile.report import overview, sheet_rows, wording
from payung.reconcile.report.contribution import articles
from payung.reconcile.report.sheets import HEADERS, SHEETS, Sheet
from payung.reconcile.report.view import RunTables

TEAL, PALE = "#0f6b66", "#e1efed"
NO_EARLIER_RUN = "Belum ada pemeriksaan sebelumnya untuk dibandingkan."
VERDICTS = ["sama", "berbeda", "belum yakin"]

Formats = dict[str, Any]


def write_xlsx(path: Path, *, run: RunTables) -> None:
    """Writes ``laporan.xlsx``; the same run gives the same bytes."""
    frames = {sheet.name: sheet.frame(run) for sheet in SHEETS}
    shell = BytesIO()
    book = xlsxwriter.Workbook(
        shell, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": "Laporan Payung", "created": datetime.combine(run.as_of, time())})
    formats = _formats(book)
    _summary_sheet(book, run, formats)
    for sheet in SHEETS:
        _empty_sheet(book, sheet, frames[sheet.name], formats)
    _note_missing_run(book, run, formats)
    _dictionary_sheet(book, formats)
    _about_sheet(book, run, formats, cut=[n for n, f in frames.items() if f.height > sheet_rows.MOST_ROWS])
    book.close()
    rows = {f"sheet{at}.xml": frames[sheet.name] for at, sheet in enumerate(SHEETS, start=2)}
    sheet_rows.fill(shell, path, rows={part: frame for part, frame in rows.items() if frame.height})


def _formats(book: Any) -> Formats:
    top = {"valign": "top"}
    return {
        "header": book.add_format(
            {"bold": True, "font_color": "white", "bg_color": TEAL, "text_wrap": True, "valign": "vcenter"}
        ),
        "text": book.add_format(top | {"num_format": "@"}),
        "number": book.add_format(top | {"num_format": "#,##0"}),
        "date": book.add_format(top | {"num_format": "dd-mm-yyyy", "align": "left"}),
        "share": book.add_format(top | {"num_format": "0.0%"}),
        "title": book.add_format({"bold": True, "font_size": 18, "font_color": TEAL}),
        "section": book.add_format({"bold": True, "bg_color": PALE}),
        "wrap": book.add_format(top | {"text_wrap": True}),
    }


def _empty_sheet(book: Any, sheet: Sheet, frame: pl.DataFrame, formats: Formats) -> None:
    """Header, widths, formats, filter and frozen header; the rows are filled in afterwards."""
    page = book.add_worksheet(sheet.name)
    for at, (column, dtype) in enumerate(frame.schema.items()):
        header, width = HEADERS[column]
        page.set_column(at, at, width, formats[_format_of(dtype)])
        page.write_string(0, at, header, formats["header"])
    page.set_row(0, 34)
    page.freeze_panes(1, 1)
    rows = min(max(frame.height, 1), sheet_rows.MOST_ROWS)
    page.autofilter(0, 0, rows, frame.width - 1)
    _for_paper(page)
    if "verdict" in frame.columns and frame.height:
        at = frame.columns.index("verdict")
        page.data_validation(1, at, rows, at, {"validate": "list", "source": VERDICTS})


def _format_of(dtype: pl.DataType) -> str:
    if dtype == pl.Date:
        return "date"
    if dtype.is_float():
        return "share"
    return "number" if dtype.is_integer() else "text"


def _for_paper(page: Any) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _note_missing_run(book: Any, run: RunTables, formats: Formats) -> None:
    if run.new_package_ids is None:
        book.get_worksheet_by_name("Baru").write_string(1, 0, NO_EARLIER_RUN, formats["text"])


def _summary_sheet(book: Any, run: RunTables, formats: Formats) -> None:
    page = book.add_worksheet("Ringkasan")
    page.set_column(0, 0, 44, formats["text"])
    page.set_column(1, 3, 18, formats["number"])
    page.set_column(4, 4, 70, formats["wrap"])
    page.hide_gridlines(2)
    page.write_string(0, 0, overview.headline(run.summary), formats["title"])
    page.write_string(1, 0, f"Keadaan per {wording.day(run.as_of)}")
    below = _write_counts(page, run, formats, top=3)
    _write_kinds(page, run, formats, top=below + 1)
    _for_paper(page)


def _write_counts(page: Any, run: RunTables, formats: Formats, *, top: int) -> int:
    """The counts of a run, one a row; returns the row after the last."""
    summary = run.summary
    counts = (
        ("Paket konstruksi", summary["packages"]),
        ("Paket dengan pendaftaran", summary["with_registration"]),
        ("Paket terlindungi sebelum mulai kerja", summary["protected_before_start"]),
        ("Hari pekerjaan", summary["worked_days"]),
        ("Hari tanpa perlindungan", summary["uncovered_days"]),
        ("Iuran terutang (Rp)", summary["contribution_due"]),
        ("Iuran dibayar (Rp)", summary["contribution_paid"]),
        ("Paket tanpa pendaftaran", summary["unmatched"].get("packages", 0)),
        ("Pendaftaran tanpa paket", summary["unmatched"].get("registrations", 0)),
        ("Pembayaran tanpa pendaftaran", summary["unmatched"].get("payments", 0)),
        ("Calon pasangan, menunggu orang", summary["candidates"]),
        ("Baris yang belum dapat dipakai", sum(summary["rejected"].values())),
    )
    for at, (label, count) in enumerate(counts, start=top):
        page.write_string(at, 0, label)
        page.write_number(at, 1, count or 0, formats["number"])
    return top + len(counts)


def _write_kinds(page: Any, run: RunTables, formats: Formats, *, top: int) -> None:
    for at, header in enumerate(("Temuan menurut jenis", "Banyak", "Hari", "Rupiah", "Yang menutup")):
        page.write_string(top, at, header, formats["header"])
    for row, kind in enumerate(overview.finding_kinds(run), start=top + 1):
        page.write_string(row, 0, kind.label)
        for column, count in enumerate((kind.count, kind.days, kind.amount), start=1):
            page.write_number(row, column, count, formats["number"])
        page.write_string(row, 4, kind.closes_by, formats["wrap"])


def _dictionary_sheet(book: Any, formats: Formats) -> None:
    """What every column means, in the words of the tables themselves."""
    page = _listing(book, "Kamus", (("Kepala kolom", 30), ("Nama dalam Parquet", 26), ("Arti", 100)), formats)
    meanings = {c.name: c.meaning for table in reversed(tables.TABLES) for c in table.columns}
    shown = dict.fromkeys(column for sheet in SHEETS for column in sheet.columns)
    known = [column for column in shown if column in meanings or column == "finding_kind"]
    for row, column in enumerate(known, start=1):
        name = "kind" if column == "finding_kind" else column
        meaning = "jenis temuan" if column == "finding_kind" else meanings[column]
        for at, text in enumerate((HEADERS[column][0], name, meaning)):
            page.write_string(row, at, text, formats["wrap"])


def _about_sheet(book: Any, run: RunTables, formats: Formats, *, cut: list[str]) -> None:
    """Metadata in the manner of Satu Data: concept, unit, source, period, version, how sure the law is."""
    page = _listing(book, "Tentang", (("Hal", 30), ("Keterangan", 120)), formats)
    for row, (label, text) in enumerate((*_metadata(run), *_law(run), *_contents(cut)), start=1):
        page.write_string(row, 0, label, formats["wrap"])
        page.write_string(row, 1, text, formats["wrap"])


def _listing(book: Any, name: str, columns: tuple[tuple[str, int], ...], formats: Formats) -> Any:
    page = book.add_worksheet(name)
    for at, (header, width) in enumerate(columns):
        page.set_column(at, at, width)
        page.write_string(0, at, header, formats["header"])
    page.freeze_panes(1, 0)
    _for_paper(page)
    return page


def _metadata(run: RunTables) -> tuple[tuple[str, str], ...]:
    manifest = run.manifest
    files = "; ".join(f"{i['file']} (sha256 {(i['sha256'] or '')[:12]})" for i in manifest["inputs"])
    return (
        ("Konsep", "perlindungan pekerja jasa konstruksi menurut hari"),
        ("Definisi", "hari terlindungi: ada pendaftaran yang terhubung, iuran pertama dibayar, masanya belum berakhir"),
        ("Ukuran dan satuan", "hari kalender; rupiah bulat; tanggal menurut WIB"),
        ("Klasifikasi", "jenis temuan, tahap paket, jenis pelaksana: lihat lembar Kamus"),
        ("Wilayah", manifest.get("city") or wording.UNKNOWN),
        ("Keadaan per", wording.day(run.as_of)),
        ("Sumber", files or "–"),
        ("Versi Payung", str(manifest["version"])),
        ("Hukum per", wording.day(date.fromisoformat(str(manifest["law_date"])))),
        ("Data pribadi", "NIK disamarkan; nama pekerja tidak dimuat"),
    )


def _law(run: RunTables) -> tuple[tuple[str, str], ...]:
    status = wording.LAW_STATUS
    held = [(a.programme, a.source, a.status) for a in articles(run.as_of)]
    cited = run.tables["findings"].select("article", "law_status").drop_nulls().unique().sort("article", "law_status")
    held += [("Temuan", article, code) for article, code in cited.iter_rows()]
    return tuple((f"Dasar hukum: {what}", f"{source} ({wording.said(status, code)})") for what, source, code in held)


def _contents(cut: list[str]) -> tuple[tuple[str, str], ...]:
    """What every sheet is for, and which of them could not hold all rows."""
    notice = f" Dipotong setelah {wording.number(sheet_rows.MOST_ROWS)} baris; selengkapnya di berkas Parquet."
    return tuple((f"Lembar {s.name}", s.purpose + (notice if s.name in cut else "")) for s in SHEETS)
