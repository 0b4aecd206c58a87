"""Who pays the benefit of one case, how much of it, and by which article: BPJS, or the executor?

Grounds are asked in a fixed order, those that leave it to the executor for good before those it may claim
back; each takes its part of what is left, and BPJS pays the rest. A ground that finds nothing left is still
listed, at Rp 0, so that no reason is hidden. The shares always add up to the entitlement.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from payung.refusal import Refusal
from payung.rules.case import Cause
from payung.rules.claims import ReportDeadline, is_late, stage_one
from payung.rules.deadlines import worker_change
from payung.rules.entitlement import Entitlement, entitlement
from payung.rules.lines import Sentence, covers
from payung.rules.money import Rupiah, rupiah_text
from payung.rules.parameters import Dated, Status, parameter, weakest
from payung.rules.wage_basis import MonthlyWage

NOT_ENROLLED = MappingProxyType({"jkk": "liability/not_in_jkk", "jkm": "liability/not_in_jkm"})
UNPROTECTED_DAY = "liability/unprotected_day"
PARTIAL_PROGRAMMES = "liability/partial_programmes"
LATE_WORKER_CHANGE = "liability/late_worker_change"
PARTIAL_LIST = "liability/partial_worker_list"
UNDER_REPORTED = "liability/under_reported_wage"
LATE_REPORT = "liability/late_accident_report"
LATE_REPORT_ON_PROJECTS = "liability/late_accident_report_on_projects"
ARREARS_MONTHS = "liability/arrears_months"
ARREARS = "liability/arrears_beyond"
PROTECTED = "liability/protected"


class Payer(StrEnum):
    """Who pays."""

    BPJS = "bpjs_tk"
    EXECUTOR = "executor"

    @property
    def label(self) -> str:
        """The name shown to a reader."""
        return PAYER_LABELS[self]


PAYER_LABELS: Mapping[Payer, str] = MappingProxyType(
    {Payer.BPJS: "BPJS Ketenagakerjaan", Payer.EXECUTOR: "pelaksana proyek"}
)


@dataclass(frozen=True)
class Protection:
    """A run of protected days, both ends included: from the first payment to the end of the period registered
    (None: not ended).
    """

    first: dt.date
    last: dt.date | None


@dataclass(frozen=True)
class Facts:
    """What decides who pays, as it stood on the day of the accident, diagnosis or death.

    ``listed``: the branch had the worker's name; if not, ``worked_since`` is the first day on the project.
    ``reported_wage``: None where it is the true one. ``arrears_months``: unpaid months in a row.
    ``happened_at`` and ``reported_at`` are local hours; ``reported_on`` None: the stage-I report is not known.
    """

    registered: bool
    protected: tuple[Protection, ...] = ()
    programmes: tuple[str, ...] = ("jkk", "jkm")
    listed: bool = True
    worked_since: dt.date | None = None
    reported_wage: MonthlyWage | None = None
    arrears_months: int = 0
    happened_at: dt.time | None = None
    reported_on: dt.date | None = None
    reported_at: dt.time | None = None


@dataclass(frozen=True)
class Share:
    """One payer's part in rupiah, why, by which article, how sure, and whether BPJS gives it back later."""

    payer: Payer
    amount: Rupiah
    reason: Sentence
    source: str
    status: Status
    reimbursable: bool = False
    caution: Sentence | None = None


def who_pays(owed: Entitlement, facts: Facts) -> tuple[Share, ...]:
    """The shares of the entitlement, in the order of their grounds; they add up to its total exactly.

    A Refusal for facts that contradict one another. Source: PP 44/2015 Pasal 27, 32, 35, 38 and 41;
    Permenaker 1/2025 Pasal 8; the articles of each share.
    """
    _require_consistent(facts, owed.case.on)
    left, shares = owed.total, []
    for ground in GROUNDS:
        share = ground(owed, facts)
        if share is not None:
            shares.append(replace(share, amount=min(share.amount, left)))
            left -= shares[-1].amount
    if left or not shares:
        shares.append(_by_bpjs(owed, facts, left))
    return tuple(shares)


def programme_of(cause: Cause) -> str:
    """``jkm`` for a death that is no work accident, else ``jkk``."""
    return "jkm" if cause is Cause.NON_WORK_DEATH else "jkk"


def _require_consistent(facts: Facts, on: dt.date) -> None:
    if facts.protected and not facts.registered:
        raise Refusal("Proyek yang belum terdaftar tidak mempunyai hari terlindungi.")
    if any(days.last is not None and days.last < days.first for days in facts.protected):
        raise Refusal("Perlindungan tidak dapat berakhir sebelum mulai.")
    if facts.arrears_months < 0:
        raise Refusal("Tunggakan tidak dapat kurang dari 0 bulan.")
    if _window_unknown(facts, on):
        raise Refusal("Hari pertama bekerja pekerja yang belum ada dalam daftar belum disebut, atau setelah kejadian.")
    if facts.reported_on is not None and facts.reported_on < on:
        raise Refusal("Laporan tahap I tidak dapat mendahului kejadiannya.")


def _window_unknown(facts: Facts, on: dt.date) -> bool:
    since = facts.worked_since
    return facts.registered and not facts.listed and (since is None or since > on)


def _laws(owed: Entitlement, *keys: str) -> list[Dated]:
    """What the law says under these keys on the day of the case."""
    return [parameter(key).at(owed.case.on) for key in keys]


def _by_executor(owed: Entitlement, reason: Sentence, *laws: Dated) -> Share:
    """The executor pays all, by these articles, no surer than the least sure of them."""
    source = "; ".join(law.source for law in laws)
    return Share(Payer.EXECUTOR, owed.total, reason, source, weakest(*(law.status for law in laws)))


def _not_registered(owed: Entitlement, facts: Facts) -> Share | None:
    if facts.registered:
        return None
    reason = Sentence("Proyek belum terdaftar: manfaat menjadi tanggungan pelaksana.")
    return _by_executor(owed, reason, *_laws(owed, NOT_ENROLLED[programme_of(owed.case.cause)]))


def _unprotected_day(owed: Entitlement, facts: Facts) -> Share | None:
    if not facts.registered or _is_protected(facts, owed.case.on):
        return None
    return _by_executor(owed, _why_unprotected(facts, owed.case.on), *_laws(owed, UNPROTECTED_DAY))


def _is_protected(facts: Facts, on: dt.date) -> bool:
    return any(days.first <= on <= (days.last or dt.date.max) for days in facts.protected)


def _why_unprotected(facts: Facts, on: dt.date) -> Sentence:
    if not facts.protected:
        return Sentence("Proyek sudah mendaftar, tetapi iuran pertama belum dibayar pada {on}.", {"on": on.isoformat()})
    first = min(days.first for days in facts.protected)
    if on < first:
        return Sentence(
            "Kejadian {on} mendahului pembayaran pertama {first}.", {"on": on.isoformat(), "first": first.isoformat()}
        )
    last = max(days.last for days in facts.protected if days.last is not None and days.last < on)
    return Sentence(
        "Kejadian {on} sesudah perlindungan berakhir {last}.", {"on": on.isoformat(), "last": last.isoformat()}
    )


def _programme_missing(owed: Entitlement, facts: Facts) -> Share | None:
    programme = programme_of(owed.case.cause)
    if not facts.registered or programme in facts.programmes:
        return None
    reason = Sentence("Program {programme} tidak diikutkan.", {"programme": programme.upper()})
    return _by_executor(owed, reason, *_laws(owed, PARTIAL_PROGRAMMES))


def _not_listed(owed: Entitlement, facts: Facts) -> Share | None:
    since = _unlisted_since(facts)
    if since is None or owed.case.on <= worker_change(since).on:
        return None
    reason = Sentence(
        "Pekerja belum ada dalam daftar; batas {days} hari kerja sejak {since} berakhir {until}.", _told(since)
    )
    return _by_executor(owed, reason, parameter(LATE_WORKER_CHANGE).at(since), *_laws(owed, PARTIAL_LIST))


def _unlisted_since(facts: Facts) -> dt.date | None:
    """The day that opened the window to report a worker who is not in the list; None for one who is."""
    return facts.worked_since if facts.registered and not facts.listed else None


def _told(since: dt.date) -> Mapping[str, object]:
    window = worker_change(since)
    return {"days": window.days, "since": since.isoformat(), "until": window.on.isoformat()}


def _under_reported(owed: Entitlement, facts: Facts) -> Share | None:
    """The gap between the benefit on the true wage and on the reported one, where there is one."""
    if not facts.registered or facts.reported_wage is None:
        return None
    gap = owed.total - entitlement(replace(owed.case, wage=facts.reported_wage)).total
    if gap <= 0:
        return None
    reason = Sentence(
        "Upah dilaporkan {reported}, upah sebenarnya {actual}: selisih manfaatnya tanggungan pelaksana.",
        {"reported": rupiah_text(facts.reported_wage.amount), "actual": rupiah_text(owed.case.wage.amount)},
    )
    return replace(_by_executor(owed, reason, *_laws(owed, UNDER_REPORTED)), amount=gap)


def _reported_late(owed: Entitlement, facts: Facts) -> Share | None:
    deadline = _report_deadline(owed, facts)
    if deadline is None or facts.reported_on is None:
        return None
    if not is_late(deadline, facts.reported_on, time=facts.reported_at):
        return None
    reason = Sentence(
        "Laporan tahap I {reported} melewati batas {hours} jam: pelaksana membayar dahulu, "
        "lalu dapat meminta penggantian kepada BPJS Ketenagakerjaan.",
        {"reported": facts.reported_on.isoformat(), "hours": deadline.hours},
    )
    caution = Sentence(
        "Ketentuan laporan terlambat tertulis bagi penerima upah; berlakunya bagi jasa konstruksi belum terlihat."
    )
    share = _by_executor(owed, reason, *_laws(owed, LATE_REPORT, LATE_REPORT_ON_PROJECTS))
    return replace(share, reimbursable=True, caution=caution)


def _report_deadline(owed: Entitlement, facts: Facts) -> ReportDeadline | None:
    """Until when stage I is in time; None where being late has no effect on who pays."""
    in_force = any(covers(entry, owed.case.on) for entry in parameter(LATE_REPORT).history)
    if not facts.registered or not in_force or programme_of(owed.case.cause) != "jkk":
        return None
    return stage_one(owed.case.on, time=facts.happened_at)


def _in_arrears(owed: Entitlement, facts: Facts) -> Share | None:
    allowed = parameter(ARREARS_MONTHS).at(owed.case.on).value
    if not facts.registered or facts.arrears_months <= allowed:
        return None
    reason = Sentence(
        "Iuran menunggak {months} bulan berturut-turut, lebih dari {allowed}: pelaksana membayar dahulu, "
        "diganti sesudah tunggakan dan dendanya lunas.",
        {"months": facts.arrears_months, "allowed": allowed},
    )
    caution = Sentence("Ketentuan tunggakan tertulis bagi iuran bulanan; berlakunya bagi termin proyek belum terlihat.")
    share = replace(_by_executor(owed, reason, *_laws(owed, ARREARS)), reimbursable=True, caution=caution)
    return replace(share, status=weakest(share.status, Status.INFERRED))


GROUNDS: tuple[Callable[[Entitlement, Facts], Share | None], ...] = (
    _not_registered,
    _unprotected_day,
    _programme_missing,
    _not_listed,
    _under_reported,
    _reported_late,
    _in_arrears,
)


def _by_bpjs(owed: Entitlement, facts: Facts, left: Rupiah) -> Share:
    """What is left is for BPJS: the day is protected, and the worker in the list or not due in it yet."""
    since = _unlisted_since(facts)
    if since is None:
        law = parameter(PROTECTED).at(owed.case.on)
        reason = Sentence("Pekerja terlindungi pada {on}.", {"on": owed.case.on.isoformat()})
    else:
        law = parameter(LATE_WORKER_CHANGE).at(since)
        reason = Sentence(
            "Pekerja belum ada dalam daftar, tetapi batas {days} hari kerja sejak {since} baru berakhir {until}.",
            _told(since),
        )
    return Share(Payer.BPJS, left, reason, law.source, law.status, caution=_bpjs_caution(owed, facts))


def _bpjs_caution(owed: Entitlement, facts: Facts) -> Sentence | None:
    """What could still move the share to the executor."""
    deadline = _report_deadline(owed, facts)
    if deadline is not None and facts.reported_on is None:
        return Sentence(
            "Waktu laporan tahap I belum disebut; laporan sesudah {until} memindahkan pembayaran kepada pelaksana.",
            {"until": deadline.on.isoformat()},
        )
    if owed.case.on in {days.first for days in facts.protected}:
        return Sentence("Kejadian pada hari pembayaran pertama: jam pembayarannya perlu dipastikan.")
    return None
