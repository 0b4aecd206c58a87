"""Which lines stand in the example letters? Drawn here and kept as package data: the book knows no reports."""

from datetime import date

from payung.reconcile.report.line import Line, Span, Tick, own_axis

CONTRACT, START, END, AS_OF = date(2026, 3, 2), date(2026, 3, 9), date(2026, 8, 28), date(2026, 5, 20)
MARKS = (Tick(CONTRACT, "contract", "Kontrak"), Tick(START, "start", "SPMK"), Tick(END, "end", "Selesai"))
PENDING = Line(
    key="contoh",
    axis=own_axis([CONTRACT, END], as_of=AS_OF),
    as_of=AS_OF,
    starts_on=START,
    ends_on=END,
    spans=(Span(START, date(2026, 4, 12), "unprotected"), Span(date(2026, 4, 13), AS_OF, "pending")),
    ticks=MARKS,
)
PAID = Line(
    key="contoh",
    axis=own_axis([CONTRACT, END], as_of=AS_OF),
    as_of=AS_OF,
    starts_on=START,
    ends_on=END,
    spans=(Span(START, AS_OF, "protected"),),
    ticks=(*MARKS, Tick(START, "payment", "Bayar Rp 3.550.000")),
    protected_until=END,
)
LINES = {"mendaftar.svg": PENDING, "lunas.svg": PAID}
