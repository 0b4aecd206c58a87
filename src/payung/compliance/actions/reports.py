"""How does the report of a quarter leave the house: as which file, and with which line in the trail?"""

from collections.abc import Callable, Mapping

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.compliance.facts.quarter import quarter
from payung.compliance.facts.quarter_report import report_of
from payung.compliance.terms import Period
from payung.letters.report import Report, Table, render_report
from payung.letters.workbook import render_workbook
from payung.refusal import Refusal

FORMS: Mapping[str, Callable[[Report], bytes]] = {"pdf": render_report, "xlsx": render_workbook}


def take_report(period: Period, *, form: str, by: User, more: tuple[Table, ...] = (), site: str = "") -> bytes:
    """The report as a ``pdf`` or ``xlsx``; whoever takes it leaves a line in the trail.

    ``more``: tables of subjects that lie above this one, handed over by the door. ``site``: where this house is
    found, for the links from a figure to its list.
    """
    told = quarter(period, by=by)
    if told is None:
        raise Refusal("Belum ada pemeriksaan; laporan triwulan disusun dari hasilnya.")
    made = FORMS[form](report_of(told, more=more, site=site))
    audit.record("report.exported", on=f"triwulan {period}", by=by, note=form)
    return made
