"""What do the queue of findings and the page of one finding show, whoever looks at them?"""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from payung.accounts.terms import OfficeKind, Permission
from payung.compliance import policies, queries
from payung.compliance.terms import FindingVerdict
from payung.intake import queries as intake
from payung.portal.access import signed_in
from payung.portal.components.asked import choices, page_of, read_findings, without_page
from payung.portal.components.cases import PLACES as CASES
from payung.projects import queries as projects
from payung.reconcile.report.dossier import sentences
from payung.reconcile.report.wording import CONFIDENCE, FINDING, LAW_STATUS, LAW_STATUS_MEANING, said

ORDER_WORDS = {"tenggat": _("tenggat terdekat"), "rupiah": _("rupiah terbesar"), "hari": _("hari terbanyak")}


@dataclass(frozen=True)
class Places:
    """The names of an audience's addresses: its queue, its page of a finding, its page of a package."""

    listing: str
    detail: str
    package: str


def queue_page(request: HttpRequest, *, places: Places, title: str) -> HttpResponse:
    """The findings this person may see and asked for."""
    user, asked = signed_in(request), read_findings(request.GET)
    found, counted = queries.findings(by=user), queries.count_of(asked, by=user)
    page = page_of(
        queries.wanted(found, asked), request.GET,
        read=queries.named(found), counted=counted, is_search=bool(asked.words),
    )  # fmt: skip
    verdicts = [("", _("semua kecuali keliru")), ("belum", _("belum dinilai")), *FindingVerdict.choices]
    context = {
        "title": title, "places": places, "page": page, "asked": asked, "question": without_page(request.GET),
        "rows": [(finding, said(FINDING, finding.kind), _verdict(finding)) for finding in page.object_list],
        "counts": [(count, said(FINDING, count.kind)) for count in queries.kinds(by=user)],
        "kinds": choices([("", _("semua jenis")), *FINDING.items()], asked.kind),
        "verdicts": choices(verdicts, asked.verdict),
        "sure": choices([("", _("semua keyakinan")), *CONFIDENCE.items()], asked.confidence),
        "orders": choices(list(ORDER_WORDS.items()), asked.order),
        "agencies": choices([("", _("semua perangkat daerah")), *_agencies(user)], asked.agency),
        "run": intake.latest_run(),
    }  # fmt: skip
    return render(request, "findings/list.html", context)


def finding_page(request: HttpRequest, pk: int, *, places: Places) -> HttpResponse:
    """One finding: what, since when, by which article, how sure, what closes it, and what people said of it."""
    user = signed_in(request)
    finding = queries.finding(pk, by=user)
    if finding is None:
        raise Http404
    facts = projects.facts_of(finding.package.package_id, by=user) if finding.package else None
    context = {
        "places": places, "finding": finding, "label": said(FINDING, finding.kind), "facts": facts,
        "evidence": sentences(finding.evidence), "confidence": said(CONFIDENCE, finding.confidence),
        "law": said(LAW_STATUS, finding.law_status), "law_meaning": LAW_STATUS_MEANING.get(finding.law_status or ""),
        "judgements": list(queries.said_of(finding.finding_id)), "verdicts": FindingVerdict.choices,
        "may_judge": user.may(Permission.JUDGE_FINDINGS), "is_firm": user.office_kind == OfficeKind.FIRM,
        **_handled(finding, by=user),
    }  # fmt: skip
    return render(request, "findings/detail.html", context)


def _handled(finding: Any, *, by: Any) -> dict[str, Any]:
    """The case that runs for this work, where this person sees it; else whether one may be opened from the finding."""
    case = queries.open_case_of(finding.package) if finding.package else None
    seen = queries.case(case.pk, by=by) if case else None
    may_open = policies.objection_to_opening(finding, by=by, is_open=case is not None, said=finding.said) is None
    return {"case": seen, "cases": CASES[by.office_kind], "may_open": may_open}


def _verdict(finding: Any) -> str:
    return str(FindingVerdict(finding.said).label) if finding.said else ""


def _agencies(user: Any) -> list[tuple[str, object]]:
    return [(str(office.pk), office.name) for office in projects.agencies(by=user)]
