"""What does the quarter's report say of promises: made, proven, documented, still open, overdue, by party?"""

from datetime import date

from django.utils.translation import override

from payung.accounts.models import User
from payung.briefings.queries import promises
from payung.compliance.terms import Period
from payung.letters.report import Cell, Column, Table

HEADS = ("Dibuat", "Terbukti", "Dengan dokumen", "Terbuka", "Lewat tenggat")
NOTE = (
    "Terbukti: ditemukan oleh pemeriksaan data. Dengan dokumen: dilihat orang kedua, tidak oleh data. Terbuka dan "
    "lewat tenggat: pada hari terakhir triwulan, atau hari ini bila triwulannya belum berakhir."
)
EMPTY = "Tidak ada janji pada triwulan ini."


def promised_table(period: Period, *, by: User, on: date) -> Table:
    """The table for the report, in Indonesian: it goes into the city's files."""
    with override("id"):
        told = promises.figures_of(period, by=by, on=on)
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (str(party.label), *(counts[name] for name in promises.FIGURES)) for party, counts in told
        )
    columns = (Column("Pihak", 34), *(Column(head, 13, is_number=True) for head in HEADS))
    return Table("Janji", "Yang dijanjikan dalam sosialisasi", columns, rows, note=NOTE, empty=EMPTY)
