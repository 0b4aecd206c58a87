"""How is a finished check written: its tables, its workbook and its page, all or nothing?"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from payung.reconcile.report.html import write_html
from payung.reconcile.report.view import RunTables
from payung.reconcile.report.xlsx import write_xlsx
from payung.reconcile.run import Run, previous_package_ids, publish, write_tables


def write_run(checked: Run, out: Path) -> None:
    """Write the run folder ``out``; a run that stands there is replaced, and says which packages are new."""
    known = previous_package_ids(out)
    new = frozenset(checked.tables["packages"]["package_id"]) - known if known is not None else None
    view = RunTables(
        tables=checked.tables, rejected=checked.rejected, manifest=checked.manifest, summary=checked.summary,
        as_of=checked.as_of, new_package_ids=new,
    )  # fmt: skip

    def write(fresh: Path) -> None:
        write_tables(checked, fresh)
        with ThreadPoolExecutor(max_workers=1) as beside:  # the workbook is Polars and deflate: neither holds the GIL
            workbook = beside.submit(write_xlsx, fresh / "laporan.xlsx", run=view)
            write_html(fresh / "laporan.html", run=view)
            workbook.result()

    publish(out, write)
