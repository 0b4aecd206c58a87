"""In which sentences is the effect of an event read out? Days of every hundred worked, never points or errors.

Their English stands in the phrasebook of the portal; a test holds the two together.
"""

from collections.abc import Mapping

from payung.impact.effect import LEAST_FIRMS, VISIBLE, Doubt, Effect, Verdict
from payung.impact.estimate import Estimate
from payung.reconcile.report.wording import day, number

WORD: Mapping[str, str] = {
    Verdict.HIGHER: "lebih terlindungi",
    Verdict.LOWER: "kurang terlindungi",
    Verdict.NOT_SEEN: "beda tidak terlihat",
    Verdict.UNKNOWN: "belum dapat disimpulkan",
}
HEADLINE: Mapping[str, str] = {
    Verdict.HIGHER: "Badan usaha yang datang lebih terlindungi daripada badan usaha sebanding yang tidak datang: "
    "{n} hari lebih banyak dari setiap 100 hari pekerjaan (antara {n_low} dan {n_high} hari)",
    Verdict.LOWER: "Badan usaha yang datang kurang terlindungi daripada badan usaha sebanding yang tidak datang: "
    "{n} hari lebih sedikit dari setiap 100 hari pekerjaan (antara {n_low} dan {n_high} hari)",
    Verdict.NOT_SEEN: "Tidak terlihat beda antara badan usaha yang datang dan badan usaha sebanding yang tidak datang: "
    "bila ada, bedanya tidak lebih dari {n_visible} hari dari setiap 100 hari pekerjaan",
    Verdict.UNKNOWN: "Belum dapat disimpulkan apakah sosialisasi ini membantu",
}
BECAUSE: Mapping[str, str] = {
    Doubt.NOT_YET: "90 hari sesudah acara baru lengkap pada {day}; periksa data lagi sesudah hari itu",
    Doubt.FEW_CAME: "Baru {n} badan usaha yang datang dapat dibandingkan, sekurangnya {n_least} diperlukan",
    Doubt.FEW_OTHERS: "Baru {n} badan usaha sebanding yang tidak datang, sekurangnya {n_least} diperlukan",
    Doubt.WIDE: "Bedanya dapat berada di antara {words_low} dan {words_high} dari setiap 100 hari pekerjaan; rentang "
    "itu terlalu lebar untuk disimpulkan",
}
SHARES = (
    "Sesudah acara, badan usaha yang datang terlindungi rata-rata {n_after} dari setiap 100 hari pekerjaan; "
    "tanpa datang, menurut badan usaha sebanding, diperkirakan {n_without}"
)
COMPARED = (
    "Dibandingkan: {n_came} badan usaha yang datang dengan {n_others} badan usaha yang diundang tetapi tidak datang"
)
NEEDED = (
    "Beda {n_visible} dari setiap 100 hari pekerjaan baru terlihat, empat dari lima kali, bila sekitar {n} badan usaha "
    "yang datang dapat dibandingkan dengan {n} yang tidak datang"
)
CAUTION = (
    "Ini perbandingan, bukan bukti sebab akibat: badan usaha yang datang mungkin memang lebih ingin melindungi "
    "pekerjanya"
)
MORE, FEWER, SAME = "{n} hari lebih banyak", "{n} hari lebih sedikit", "tidak berbeda"


def headline(told: Effect) -> str:
    """The one sentence that is read out."""
    pattern, found = HEADLINE[told.verdict], told.estimate
    if found is None or told.verdict == Verdict.UNKNOWN:
        return pattern
    low, high = sorted(abs(bound) for bound in (found.low, found.high))
    facts = {"n": hundredths(abs(found.difference)), "n_low": hundredths(low), "n_high": hundredths(high)}
    return pattern.format(**facts, n_visible=hundredths(VISIBLE))


def because(told: Effect) -> str:
    """Why nothing can be said, or nothing."""
    if told.doubt is None:
        return ""
    few = told.came.firms if told.doubt == Doubt.FEW_CAME else told.others.firms
    bounds = _bounds(told.estimate) if told.estimate else {}
    return BECAUSE[told.doubt].format(n=few, n_least=LEAST_FIRMS, day=day(told.known_on), **bounds)


def shares(found: Estimate) -> str:
    """What was seen beside what was to be expected."""
    return SHARES.format(n_after=hundredths(found.after), n_without=hundredths(max(0.0, min(1.0, found.without))))


def compared_with(told: Effect) -> str:
    """How many firms stand on each side."""
    return COMPARED.format(n_came=number(told.came.firms), n_others=number(told.others.firms))


def firms_needed(told: Effect) -> str:
    """How many firms would show a difference that matters."""
    return NEEDED.format(n_visible=hundredths(VISIBLE), n=number(told.needed))


def more_or_fewer(share: float) -> str:
    """A difference of shares in days of a hundred."""
    days = hundredths(abs(share))
    return SAME if days == "0" else (MORE if share > 0 else FEWER).format(n=days)


def hundredths(share: float | None) -> str:
    """Days of a hundred, whole; below one, with a decimal, so that what is more than nothing is not read as nothing."""
    if share is None:
        return "–"
    days = 100 * share
    return f"{days:.1f}".replace(".", ",").removesuffix(",0") if abs(days) < 0.95 else str(round(days))


def _bounds(found: Estimate) -> dict[str, str]:
    return {"words_low": more_or_fewer(found.low), "words_high": more_or_fewer(found.high)}
