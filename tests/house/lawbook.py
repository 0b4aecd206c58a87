"""What may a history of cases contain? Written down a second time, from the articles, without ``payung.rules``.

The walk over random histories compares what was really done with this table. It knows no step of the program: who may
take a step, after which others, how many working days later, and whether two people are needed, as the law, the
contract and the city's own choices say it.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import holidays

DAYS_OFF = holidays.country_holidays("ID", categories=("public", "government"), years=range(2025, 2031))
CLARIFICATION, ANSWER, READ = "permintaan_klarifikasi", "jawaban", ("jawaban_diterima", "jawaban_belum_cukup")
ENDED = ("jawaban_diterima", "bukti_diterima", "dihentikan")
REMINDERS = ("pengingat_1", "pengingat_2", "pengingat_3")
REPRIMANDS = ("teguran_kontraktual_1", "teguran_kontraktual_2", "teguran_kontraktual_3")
CONTRACT = ("pemberitahuan", *REPRIMANDS)
AFTER_LETTERS = (*REPRIMANDS, "usulan_ke_bpjs")
DAYS_AFTER_LETTER = 5
CLAIMS = ("cabang_ini", "cabang_lain", "nama_lain")
Step = tuple[str, dt.date]


@dataclass(frozen=True)
class Rung:
    """Whose step it is; one of which steps came before; the working days that one runs; whether two people decide."""

    whose: str
    after: tuple[str, ...] = ()
    waits: int = 0
    two: bool = False


LAW = {
    CLARIFICATION: Rung("kota"),
    ANSWER: Rung("pelaksana", (CLARIFICATION,)),
    "jawaban_diterima": Rung("kota", (ANSWER,), two=True),
    "jawaban_belum_cukup": Rung("kota", (ANSWER,)),
    "pemberitahuan": Rung("ppk", (CLARIFICATION,)),
    **dict.fromkeys(REMINDERS, Rung("jam", ("pemberitahuan",))),
    "teguran_kontraktual_1": Rung("ppk", ("pemberitahuan",), DAYS_AFTER_LETTER, two=True),
    "teguran_kontraktual_2": Rung("ppk", ("teguran_kontraktual_1",), DAYS_AFTER_LETTER, two=True),
    "teguran_kontraktual_3": Rung("ppk", ("teguran_kontraktual_2",), DAYS_AFTER_LETTER, two=True),
    "usulan_ke_bpjs": Rung("kota", ("teguran_kontraktual_1",)),
    "teguran_tertulis_1": Rung("cabang"),  # PP 86/2013 Pasal 6
    "teguran_tertulis_2": Rung("cabang", ("teguran_tertulis_1",), 10),
    "denda": Rung("cabang", ("teguran_tertulis_2",), 10),
    "permintaan_penundaan_layanan": Rung("cabang", ("denda",)),  # PP 86/2013 Pasal 8
    "tidak_mendapat_pelayanan_publik_tertentu": Rung("kota", ("permintaan_penundaan_layanan",), two=True),
    "bukti_diterima": Rung("jam"),
    "dihentikan": Rung("kota", two=True),
}
FINE, FINE_DAYS = "denda", 30  # PP 86/2013 Pasal 10: services are withheld once the fine's days are over
GENTLE = (CLARIFICATION, ANSWER, *READ, "bukti_diterima", "dihentikan", "teguran_tertulis_1", "teguran_tertulis_2",
          "denda", "permintaan_penundaan_layanan")  # fmt: skip
"""What does not wait for a clarification: it is one, it ends the case, or BPJS acts by a law of its own."""


@dataclass(frozen=True)
class Work:
    """What a step is measured against. ``answer_bys``: the last day named by every clarification that was issued;
    ``act_bys``: the days that the letters of the contract which stand name of their own. ``unsent``: the steps of the
    letters that stand and reached nobody; ``sent``: step and day of those that did. ``claim``: what was answered last.
    ``has_ppk``: the work is an agency's."""

    starts_on: dt.date | None
    register_by: dt.date | None
    answer_bys: tuple[dt.date, ...] = ()
    act_bys: tuple[dt.date, ...] = ()
    unsent: tuple[str, ...] = ()
    sent: tuple[Step, ...] = ()
    claim: str = ""
    has_ppk: bool = True


def is_off(day: dt.date) -> bool:
    """Saturday, Sunday, public holiday or collective leave."""
    return day.weekday() >= 5 or day in DAYS_OFF


def working_day_after(day: dt.date, n: int) -> dt.date:
    """Counted one by one."""
    while n:
        day += dt.timedelta(days=1)
        n -= not is_off(day)
    return day


def wrongs(name: str, *, whose: str, on: dt.date, before: Sequence[Step], work: Work) -> list[str]:
    """Everything wrong with taking this step on this day after those; empty where it is lawful."""
    rung, taken = LAW[name], dict(before)  # the last day of each step
    counted = [day for one, day in taken.items() if whose != "cabang" or LAW[one].whose == "cabang"]
    latest = max(counted, default=on)  # what BPJS does is bound by its own steps alone
    if name == "usulan_ke_bpjs" and not work.has_ppk:
        rung = Rung("kota", (CLARIFICATION,))
    waited_for = [working_day_after(taken[one], rung.waits) for one in rung.after if one in taken and rung.waits]
    found = {
        "someone else's step": whose != rung.whose,
        "after the end": any(one in taken for one in ENDED),
        "backwards": on < latest,
        "nothing before it": bool(rung.after) and not any(one in taken for one in rung.after),
        "too soon after the last": any(on <= last for last in waited_for),
        "twice": name in taken and name not in (ANSWER, *READ),
        "clarification runs": name not in GENTLE and not _is_clarified(on, before, work),
        "answer unread": name not in GENTLE and _is_unread(before),
        "nobody writes it": rung.whose == "ppk" and not work.has_ppk,
        "nothing claimed": name == "jawaban_diterima" and work.claim not in CLAIMS,
        "a letter reached nobody": name in AFTER_LETTERS and any(
            one in CONTRACT and one in taken for one in work.unsent
        ),
        "before the work": rung.whose == "ppk" and (work.starts_on is None or on < work.starts_on),
        "may still register": name in REPRIMANDS and work.register_by is not None and on <= work.register_by,
        "a letter runs": name in AFTER_LETTERS and any(on <= one for one in work.act_bys),
        "a reprimand runs": name in AFTER_LETTERS and any(
            on <= working_day_after(day, DAYS_AFTER_LETTER)
            for one, day in (*before, *work.sent) if one in CONTRACT and one in taken
        ),
        "the fine runs": name.startswith("tidak_mendapat") and (
            FINE not in taken or on <= working_day_after(taken[FINE], FINE_DAYS)
        ),
        "reminder on a day off": name in REMINDERS and is_off(on),
        "reminder too late": name in REMINDERS and (work.register_by is None or on > work.register_by),
    }  # fmt: skip
    return [why for why, is_so in found.items() if is_so]


def _is_clarified(on: dt.date, before: Sequence[Step], work: Work) -> bool:
    """Answered, or every day that was given for an answer is over, counted from when the question went out."""
    names = [one for one, _ in before]
    counted = [working_day_after(day, DAYS_AFTER_LETTER) for one, day in work.sent if one == CLARIFICATION]
    is_over = bool(counted) and CLARIFICATION not in work.unsent and on > max(*counted, *work.answer_bys)
    return CLARIFICATION in names and (ANSWER in names or is_over)


def _is_unread(before: Sequence[Step]) -> bool:
    heard = [one for one, _ in before if one == ANSWER or one in READ]
    return bool(heard) and heard[-1] == ANSWER
