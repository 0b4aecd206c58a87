"""What must the books be told to draw a package's line and to write its dossier?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet

from payung.compliance.models import Finding
from payung.coverage.models import Payment, Registration, Span
from payung.intake import queries as intake
from payung.matching.models import PairLink
from payung.projects.models import PackageFacts
from payung.reconcile.report.dossier import Dossier, dossier, line_of
from payung.reconcile.report.line import Axis, Line
from payung.reconcile.report.related import Related, Row
from payung.reconcile.report.risk import risk

OWN = ("id", "digest", "known_from_id", "known_until_id", "search")


def as_row(facts: PackageFacts) -> Row:
    """The row of the table ``packages`` that these facts were."""
    row = {field.attname: getattr(facts, field.attname) for field in facts._meta.concrete_fields}
    return {name: value for name, value in row.items() if name not in OWN} | {"package_id": facts.package.package_id}


def lines_of(
    rows: Iterable[PackageFacts], *, axis: Axis | None, as_of: date, held: Q = intake.HOLDS_NOW
) -> dict[int, Line]:
    """package → its line of protection, on this axis, or each on its own."""
    listed = list(rows)
    related = related_to(listed, held=held, with_findings=False)
    lines = {
        facts.package_id: line_of(as_row(facts), key=f"p{facts.package_id}", related=related, as_of=as_of)
        for facts in listed
    }
    return lines if axis is None else {pk: _on(line, axis) for pk, line in lines.items()}


def dossier_of(facts: PackageFacts, *, as_of: date, manifest: Mapping[str, Any], held: Q = intake.HOLDS_NOW) -> Dossier:
    """Everything the books say of one package."""
    related = related_to([facts], held=held)
    row = as_row(facts)
    axis = line_of(row, key="p", related=related, as_of=as_of).axis
    return dossier(row, key="p", related=related, axis=axis, as_of=as_of, found=risk(manifest, as_of))


def related_to(rows: Iterable[PackageFacts], *, held: Q = intake.HOLDS_NOW, with_findings: bool = True) -> Related:
    """The rows of the other tables that belong to these packages: five queries, however many packages."""
    names = {facts.package_id: facts.package.package_id for facts in rows}
    links = _told(PairLink.objects.filter(held, package__in=names).order_by("-probability"), names)
    numbers = {link["nomor_kepesertaan"] for link in links}
    paid = Payment.objects.filter(held, nomor_kepesertaan__in=numbers).order_by("paid_on", "payment_id")
    found = Finding.objects.filter(held, package__in=names if with_findings else ()).order_by("kind", "finding_id")
    return Related(
        links=_by("package_id", links),
        coverage=_by("package_id", _told(Span.objects.filter(held, package__in=names).order_by("from_on"), names)),
        findings=_by("package_id", _told(found, names)),
        registrations={
            row["nomor_kepesertaan"]: row
            for row in _told(Registration.objects.filter(held, nomor_kepesertaan__in=numbers), {})
        },
        payments=_by("nomor_kepesertaan", _told(paid, {})),
    )


def _on(line: Line, axis: Axis) -> Line:
    """The line on a shared axis, where its work lies on it; else on its own."""
    days = [line.starts_on, line.ends_on, *(tick.on for tick in line.ticks)]
    fits = all(axis.shows(on) for on in days if on is not None)
    return Line(**(vars(line) | {"axis": axis})) if fits else line


def _told(rows: QuerySet[Any], names: Mapping[int, str]) -> list[Row]:
    return [_row(row, names) for row in rows]


def _row(row: Model, names: Mapping[int, str]) -> Row:
    told = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return told | {"package_id": names.get(told["package_id"])} if "package_id" in told else told


def _by(key: str, rows: list[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups
