"""Which step towards protection may come next in a case, by whom, from which day, and what does the clock owe?

The steps are data (``law/remedy/steps``). A clarification comes before anything stronger; the letters of the PPK and
the sanctions of PP 86/2013 follow their own ladders (``payung.rules.ladder``). Every refusal is a sentence. What a
person must do first (judge a link, read an answer) is part of the circumstances, not of the law.
"""

import datetime as dt
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from payung.refusal import Refusal
from payung.rules.ladder import CONTRACTUAL, Issuer, Record, Taken, ladder
from payung.rules.ladder import objection as objection_of_ladder
from payung.rules.lines import Sentence
from payung.rules.parameters import Status, parameter
from payung.rules.periods import add_working_days

STEPS, CLARIFICATION_DAYS = "remedy/steps", "remedy/clarification_days"
NOTICE_DAYS = "remedy/notice_days"
REMINDER_DAYS, REPRIMAND_DAYS = "remedy/reminder_days", "remedy/reprimand_days"

CLARIFICATION, ANSWER = "permintaan_klarifikasi", "jawaban"
ACCEPTED, INSUFFICIENT = "jawaban_diterima", "jawaban_belum_cukup"
NOTICE, PROPOSAL = "pemberitahuan", "usulan_ke_bpjs"
REMINDERS = ("pengingat_1", "pengingat_2", "pengingat_3")
REPRIMANDS = ("teguran_kontraktual_1", "teguran_kontraktual_2", "teguran_kontraktual_3")
SERVICE_REQUEST, SERVICE_DECISION = "permintaan_penundaan_layanan", "tidak_mendapat_pelayanan_publik_tertentu"
PROOF, DROPPED = "bukti_diterima", "dihentikan"
ENDS = (ACCEPTED, PROOF, DROPPED)
DAYS_GIVEN = {
    CLARIFICATION: CLARIFICATION_DAYS, NOTICE: NOTICE_DAYS, **dict.fromkeys(REPRIMANDS, REPRIMAND_DAYS),
}  # fmt: skip
"""The letters that give their reader days, and the law of how many."""
# what may come while a clarification runs, or while an answer waits to be read
ALWAYS = (CLARIFICATION, ANSWER, ACCEPTED, INSUFFICIENT, PROOF, DROPPED)


@dataclass(frozen=True)
class RemedyStep:
    """A step: whose it is, on which ladder it stands, after which steps (any of them) it may come.

    ``letter``: it is a letter. ``two_people``: whoever approves it is not who drafted it. ``without_ppk``: what takes
    the place of ``after`` where the work has no PPK.
    """

    name: str
    label: str
    by: Issuer
    ladder: str | None
    after: tuple[str, ...]
    letter: bool
    two_people: bool
    without_ppk: tuple[str, ...] = ()


@dataclass(frozen=True)
class Circumstances:
    """What is known of the work when a step is asked for.

    ``pairs_to_judge``: registrations that may be this work and that nobody has judged. ``is_judged``: a person said
    that the finding is true. ``register_by``: the last day to register. ``answer_until`` and ``act_until``: the last
    day that a letter which stands named for an answer, and for what a contract letter asks; it may be later than the
    law's, where a letter was corrected, was sent later than issued, or the contract gives more days. ``unsent``: the
    steps whose letter stands and reached nobody. ``has_claim``: the last answer says that the work is protected.
    ``has_ppk``: the work belongs to an agency of the city, which has a PPK.
    """

    starts_on: dt.date | None
    register_by: dt.date | None
    pairs_to_judge: int = 0
    is_judged: bool = True
    answer_until: dt.date | None = None
    act_until: dt.date | None = None
    unsent: tuple[str, ...] = ()
    has_claim: bool = True
    has_ppk: bool = True


@dataclass(frozen=True)
class DueStep:
    """A step the clock owes: since which day, and the rule that says so."""

    name: str
    on: dt.date
    rule: str


@functools.cache
def steps(on: dt.date) -> Mapping[str, RemedyStep]:
    """Every step by name, in order, as the law of this day has them."""
    rows = parameter(STEPS).at(on).value
    return {row["name"]: _step(row) for row in rows}


def _step(row: Mapping[str, object]) -> RemedyStep:
    told = {**row, "by": Issuer(str(row["by"])), "after": tuple(row["after"])}  # type: ignore[arg-type]
    told["without_ppk"] = tuple(row.get("without_ppk", ()))  # type: ignore[arg-type]
    return RemedyStep(**told)  # type: ignore[arg-type]


def step(name: str, on: dt.date) -> RemedyStep:
    """The step of this name; a Refusal where there is none."""
    found = steps(on).get(name)
    if found is None:
        raise Refusal("Langkah “{given}” tidak dikenal.", given=name)
    return found


def answer_by(taken: Taken) -> dt.date | None:
    """The last day the executor has after a letter that gives days; None after other steps. Always working."""
    key = DAYS_GIVEN.get(taken.name)
    return add_working_days(taken.on, parameter(key).at(taken.on).value) if key else None


def is_over(history: tuple[Taken, ...]) -> bool:
    """Whether the case has ended: an answer was accepted, the proof came, or it was dropped."""
    return any(one.name in ENDS for one in history)


def waits_for_reading(history: tuple[Taken, ...]) -> bool:
    """Whether the executor answered and nobody has read it."""
    heard = [one.name for one in history if one.name in (ANSWER, ACCEPTED, INSUFFICIENT)]
    return bool(heard) and heard[-1] == ANSWER


def stands_at(position: str, taken: Taken) -> str:
    """Where a case stands after a step, ``position`` being where it stood ("": nothing was done yet).

    What BPJS does of its own moves only what waits for BPJS: a clarification, an answer or a letter of the PPK still
    waits for whoever must act on it.
    """
    awaits_bpjs = position == PROPOSAL or (bool(position) and step(position, taken.on).by is Issuer.BPJS)
    return taken.name if awaits_bpjs or step(taken.name, taken.on).by is not Issuer.BPJS else position


def due(history: tuple[Taken, ...], circumstances: Circumstances, *, on: dt.date) -> DueStep | None:
    """The reminder the clock owes on this day, the latest of those whose day has come; None where it owes none.

    A reminder whose day passed while the case stood still is not sent after the next one, nor after the last day.
    """
    last = circumstances.register_by
    if circumstances.starts_on is None or last is None or on > last:
        return None
    dated = reminder_days(circumstances.starts_on, on=on).items()
    name, day = max(((name, day) for name, day in dated if day <= on), key=lambda one: one[1], default=(None, None))
    if name is None or day is None or objection(name, Issuer.PPK, on=on, history=history, circumstances=circumstances):
        return None
    return DueStep(name, day, REMINDER_DAYS)


def reminder_days(start: dt.date, *, on: dt.date) -> dict[str, dt.date]:
    """reminder → its day, counted from the start of the work by the law of this day."""
    counted = zip(REMINDERS, parameter(REMINDER_DAYS).at(on).value, strict=True)
    return {name: add_working_days(start, n) for name, n in counted}


def missed_reminders(circumstances: Circumstances, *, on: dt.date) -> dict[str, dt.date]:
    """reminder → its day, of those that are not sent any more: a newer one has come, or the last day is over."""
    start, last = circumstances.starts_on, circumstances.register_by
    passed = {name: day for name, day in reminder_days(start, on=on).items() if day <= on} if start else {}
    newest = max(passed, key=lambda name: passed[name], default="")
    return {name: day for name, day in passed.items() if name != newest or (last is not None and on > last)}


@dataclass(frozen=True)
class _Asked:
    step: RemedyStep
    by: Issuer
    on: dt.date
    history: tuple[Taken, ...]
    circumstances: Circumstances

    def day_of(self, name: str) -> dt.date | None:
        """The last day on which this step was taken."""
        return max((one.on for one in self.history if one.name == name), default=None)


def objection(
    name: str, by: Issuer, *, on: dt.date, history: tuple[Taken, ...], circumstances: Circumstances
) -> Sentence | None:
    """Why this issuer may not take this step on this day, as a sentence; None where it may. A Refusal: no such step."""
    asked = _Asked(step(name, on), by, on, history, circumstances)
    return next((sentence for rule in _OBJECTIONS if (sentence := rule(asked)) is not None), None)


def open_steps(history: tuple[Taken, ...], circumstances: Circumstances, *, on: dt.date) -> list[RemedyStep]:
    """Every step that its own issuer may take on this day."""
    return [
        each for each in steps(on).values()
        if objection(each.name, each.by, on=on, history=history, circumstances=circumstances) is None
    ]  # fmt: skip


def _wrong_issuer(asked: _Asked) -> Sentence | None:
    if asked.by is asked.step.by:
        return None
    facts = {"step": asked.step.label, "lawful": asked.step.by.label, "by": asked.by.label}
    return Sentence("{step} adalah langkah {lawful}, bukan {by}.", facts)


def _is_over(asked: _Asked) -> Sentence | None:
    return Sentence("Kasus ini sudah selesai; tidak ada langkah berikutnya.") if is_over(asked.history) else None


def _backwards(asked: _Asked) -> Sentence | None:
    """BPJS acts by a power of its own (PP 86/2013 Pasal 5-10): only its own steps come before one of its steps."""
    is_own = asked.step.by is Issuer.BPJS
    counted = [one for one in asked.history if not is_own or step(one.name, asked.on).by is Issuer.BPJS]
    last = max((one.on for one in counted), default=None)
    if last is None or asked.on >= last:
        return None
    if is_own:
        return Sentence(
            "Langkah BPJS Ketenagakerjaan yang terakhir tercatat pada {day}; langkah ini tidak dapat mendahuluinya.",
            {"day": last},
        )
    return Sentence("Langkah terakhir tercatat pada {day}; langkah ini tidak dapat mendahuluinya.", {"day": last})


def _taken_before(asked: _Asked) -> Sentence | None:
    day = asked.day_of(asked.step.name)
    if day is None or asked.step.name in (ANSWER, ACCEPTED, INSUFFICIENT):
        return None
    return Sentence("{step} sudah dijalankan pada {day}.", {"step": asked.step.label, "day": day})


def _not_judged(asked: _Asked) -> Sentence | None:
    if asked.step.name in (PROOF, DROPPED) or asked.step.by is Issuer.BPJS:
        return None
    if asked.circumstances.pairs_to_judge:
        facts = {"count": asked.circumstances.pairs_to_judge}
        return Sentence("Putuskan dahulu {count} pendaftaran yang mungkin milik pekerjaan ini.", facts)
    if not asked.circumstances.is_judged:
        return Sentence("Temuannya belum dinilai seorang pun; nilai dahulu sebelum menyurati pelaksana.")
    return None


def _no_ppk(asked: _Asked) -> Sentence | None:
    """Nobody writes under the contract of a private owner; the branch reprimands by its own power."""
    if asked.circumstances.has_ppk or asked.step.by is not Issuer.PPK:
        return None
    return Sentence(
        "Tidak ada PPK: pekerjaan ini bukan milik perangkat daerah kota. Sesudah klarifikasi, usulkan kepada BPJS "
        "Ketenagakerjaan, yang menegur dengan wewenangnya sendiri (PP 86/2013 Pasal 5-10)."
    )


def _previous_missing(asked: _Asked) -> Sentence | None:
    taken, after = {one.name for one in asked.history}, asked.step.after
    if not asked.circumstances.has_ppk and asked.step.without_ppk:
        after = asked.step.without_ppk
    if not after or taken & set(after):
        return None
    before = " atau ".join(step(name, asked.on).label for name in after)
    return Sentence("{step} didahului {before}, yang belum dijalankan.", {"step": asked.step.label, "before": before})


def _nothing_to_read(asked: _Asked) -> Sentence | None:
    if asked.step.name not in (ACCEPTED, INSUFFICIENT) or waits_for_reading(asked.history):
        return None
    return Sentence("Tidak ada jawaban yang menunggu dibaca.")


def _nothing_claimed(asked: _Asked) -> Sentence | None:
    if asked.step.name != ACCEPTED or asked.circumstances.has_claim:
        return None
    return Sentence(
        "Jawaban itu tidak menyebut perlindungan yang sudah ada, sehingga tidak menutup penanganan: penanganan selesai "
        "dengan bukti. Catat sebagai belum cukup; sesudah itu giliran {step_next}.",
        {"step_next": step(NOTICE if asked.circumstances.has_ppk else PROPOSAL, asked.on).label},
    )


def _answer_unread(asked: _Asked) -> Sentence | None:
    if asked.step.name in ALWAYS or asked.step.by is Issuer.BPJS or not waits_for_reading(asked.history):
        return None
    return Sentence("Jawaban pelaksana belum dibaca: baca dahulu sebelum langkah ini.")


def _clarification_running(asked: _Asked) -> Sentence | None:
    asked_on, answered_on = asked.day_of(CLARIFICATION), asked.day_of(ANSWER)
    if asked.step.name in ALWAYS or asked.step.by is Issuer.BPJS or asked_on is None or answered_on is not None:
        return None
    last_day = max(filter(None, (answer_by(Taken(CLARIFICATION, asked_on)), asked.circumstances.answer_until)))
    if asked.on > last_day:
        return None
    return Sentence("Pelaksana masih dapat menjawab permintaan klarifikasi sampai {day}.", {"day": last_day})


def _never_sent(asked: _Asked) -> Sentence | None:
    """Nobody is late with what never reached them; whoever answered was reached."""
    if asked.step.name in ALWAYS or asked.step.by is Issuer.BPJS:
        return None
    waited: tuple[str, ...] = (*REPRIMANDS, NOTICE) if asked.step.name in (*REPRIMANDS, PROPOSAL) else ()
    waited += () if asked.day_of(ANSWER) else (CLARIFICATION,)
    unsent = next((name for name in asked.circumstances.unsent if name in waited), None)
    if unsent is None:
        return None
    return Sentence(
        "{step} sudah terbit tetapi belum dikirim; kirim atau serahkan dahulu, lalu catat pada suratnya. Harinya "
        "berjalan sejak dikirim.",
        {"step": step(unsent, asked.on).label},
    )


def _never_clarified(asked: _Asked) -> Sentence | None:
    """Whoever is registered elsewhere has been asked before services are withheld, though BPJS never asked."""
    if asked.step.name != SERVICE_DECISION or asked.day_of(CLARIFICATION):
        return None
    return Sentence("Layanan tidak ditunda sebelum pelaksananya dimintai klarifikasi.")


def _before_the_work(asked: _Asked) -> Sentence | None:
    start = asked.circumstances.starts_on
    if asked.step.by is not Issuer.PPK or (start is not None and asked.on >= start):
        return None
    if start is None:
        return Sentence("Tanggal mulai kerja belum diketahui; PPK mengisinya dahulu.")
    return Sentence("{step} paling cepat pada hari mulai kerja, {day}.", {"step": asked.step.label, "day": start})


def _deadline_not_over(asked: _Asked) -> Sentence | None:
    last = asked.circumstances.register_by
    if asked.step.name not in REPRIMANDS or last is None or asked.on > last:
        return None
    return Sentence("Batas pendaftaran {day} belum lewat; teguran paling cepat sehari sesudahnya.", {"day": last})


def _letter_running(asked: _Asked) -> Sentence | None:
    letters = (NOTICE, *REPRIMANDS)
    running = [last for one in asked.history if one.name in letters and (last := answer_by(one))]
    running += [asked.circumstances.act_until] if asked.circumstances.act_until else []
    if asked.step.name not in (*REPRIMANDS, PROPOSAL) or not running or asked.on > max(running):
        return None
    return Sentence(
        "Surat sebelumnya masih berjalan sampai {day}; langkah ini paling cepat sehari sesudahnya.",
        {"day": max(running)},
    )


def _late_reminder(asked: _Asked) -> Sentence | None:
    later = REMINDERS[REMINDERS.index(asked.step.name) + 1 :] if asked.step.name in REMINDERS else ()
    if not any(asked.day_of(name) for name in later):
        return None
    return Sentence("Pengingat yang lebih baru sudah dikirim.")


def _off_its_ladder(asked: _Asked) -> Sentence | None:
    """What the ladder itself says: order, days that run, the request of BPJS."""
    if asked.step.ladder is None:
        return None
    rungs = ladder(asked.step.ladder, _day_of_ladder(asked))
    names = {rung.name for rung in rungs.steps}
    taken = tuple(one for one in asked.history if one.name in names)
    record = Record(taken, requested_on=asked.day_of(SERVICE_REQUEST))
    return objection_of_ladder(rungs, asked.step.name, by=asked.by, on=asked.on, record=record)


def _day_of_ladder(asked: _Asked) -> dt.date:
    """The letters of a PPK are asked of every contract only since February 2025; older contracts follow the same."""
    first = parameter(asked.step.ladder or CONTRACTUAL).history[0].from_on
    return max(asked.on, first) if first else asked.on


_OBJECTIONS: tuple[Callable[[_Asked], Sentence | None], ...] = (
    _wrong_issuer, _is_over, _backwards, _taken_before, _not_judged, _no_ppk, _previous_missing, _nothing_to_read,
    _nothing_claimed, _answer_unread, _never_clarified, _never_sent, _clarification_running, _before_the_work,
    _deadline_not_over, _letter_running, _late_reminder, _off_its_ladder,
)  # fmt: skip


def status_of(name: str, on: dt.date) -> Status:
    """How sure the law behind a step is."""
    key = step(name, on).ladder
    return ladder(key, max(on, parameter(key).history[0].from_on or on)).status if key else Status.INFERRED
