"""What must be said beside a benefit, so that no number looks surer than it is?"""

from collections.abc import Iterator, Mapping

from payung.rules.case import Case, Cause
from payung.rules.disability import BodyLoss, body_part
from payung.rules.lines import Explanation, Sentence
from payung.rules.parameters import Status, parameter
from payung.rules.programmes.benefit_lines import ROUNDED
from payung.rules.programmes.jkk_benefit import JKK_BENEFIT, MODES, STMB_PART_MONTHS, THOUSANDTHS
from payung.rules.programmes.jkm_benefit import MIN_YEARS
from payung.rules.scholarship import MAX_CHILDREN

VERSION_BY = "benefit/version_by"
ROUNDING = "benefit/rounding"
SUM_CAP = "benefit/jkk/partial_sum_cap"
LEFT_HANDED = "benefit/jkk/left_handed"
BINOCULAR = "benefit/jkk/binocular_efficiency"

SIGHT = "visual_efficiency_per_10pct"
COSTS = ("home_care", "prosthesis", "spectacles", "dental", "hearing_aid")
LABELS: Mapping[str, str] = {line.name: line.label for line in JKK_BENEFIT.lines}


def cautions(case: Case, lines: tuple[Explanation, ...]) -> tuple[Sentence, ...]:
    """All that must be said of one case: its law, its wage, its unconfirmed lines, its settings."""
    return (
        _version(case),
        *_wage(case),
        *_unconfirmed(lines),
        *_settings(case, lines),
        *_losses(case),
        *_school(case),
        *_left_out(case, lines),
    )


def _version(case: Case) -> Sentence:
    facts = {"on": case.on.isoformat(), "source": parameter(VERSION_BY).at(case.on).source}
    return Sentence("Versi aturan dipilih menurut tanggal kejadian {on}; itu pengaturan Payung ({source}).", facts)


def _wage(case: Case) -> Iterator[Sentence]:
    if case.cause is not Cause.NON_WORK_DEATH and case.wage.status is not Status.CONFIRMED:
        yield Sentence("Upah sebulan yang dipakai belum pasti dasarnya ({source}).", {"source": case.wage.source})


def _unconfirmed(lines: tuple[Explanation, ...]) -> Iterator[Sentence]:
    for line in lines:
        if line.status is not Status.CONFIRMED:
            yield Sentence("{label}: {status}.", {"label": line.label, "status": line.status.label})


def _settings(case: Case, lines: tuple[Explanation, ...]) -> Iterator[Sentence]:
    if case.stmb_months % THOUSANDTHS:
        facts = {"source": parameter(STMB_PART_MONTHS).at(case.on).source}
        yield Sentence("STMB untuk bagian bulan dihitung menurut bagiannya; itu pengaturan Payung ({source}).", facts)
    if any(line.how and line.how.template == ROUNDED for line in lines):
        facts = {"source": parameter(ROUNDING).at(case.on).source}
        yield Sentence("Ada baris yang dibulatkan ke rupiah terdekat; itu pengaturan Payung ({source}).", facts)


def _losses(case: Case) -> Iterator[Sentence]:
    if len(case.losses) > 1:
        facts = {"source": parameter(SUM_CAP).at(case.on).source}
        yield Sentence("Persen beberapa cacat dijumlahkan tanpa batas ({source}).", facts)
    if any("dominant" in loss.part for loss in case.losses):
        facts = {"source": parameter(LEFT_HANDED).at(case.on).source}
        yield Sentence("Bagi pekerja kidal, sisi kanan dan kiri dalam tabel ditukar ({source}).", facts)
    if any(loss.part == SIGHT for loss in case.losses):
        law = parameter(BINOCULAR).at(case.on)
        facts = {"rule": law.value, "source": law.source}
        yield Sentence("Bila kedua mata berbeda, efisiensinya {rule}; pembagiannya tidak tercetak ({source}).", facts)
    if any(_has_part_step(loss) for loss in case.losses):
        yield Sentence("Hanya langkah penuh yang dihitung; bagian langkah tidak diatur naskah.")


def _has_part_step(loss: BodyLoss) -> bool:
    part = body_part(loss.part)
    if part.unit != "rate_per_step" or loss.loss is None:
        return False
    return bool(loss.loss % (part.history[-1].value["step"] * THOUSANDTHS))


def _school(case: Case) -> Iterator[Sentence]:
    first = parameter(MAX_CHILDREN).history[0].from_on
    if not case.children or (first and case.on < first):
        return
    most = parameter(MAX_CHILDREN).at(case.on)
    if len(case.children) > most.value:
        facts = {"most": most.value, "source": most.source}
        yield Sentence("Beasiswa paling banyak untuk {most} anak ({source}).", facts)
    if case.cause is Cause.NON_WORK_DEATH:
        yield from _contribution_years(case)


def _contribution_years(case: Case) -> Iterator[Sentence]:
    least = parameter(MIN_YEARS).at(case.on)
    facts = {"least": least.value, "source": least.source}
    if case.years_contributed is None:
        yield Sentence(
            "Masa iur belum disebut, maka beasiswa JKM belum dihitung; perlu {least} tahun ({source}).", facts
        )
    elif case.years_contributed < least.value:
        given = {**facts, "given": case.years_contributed}
        yield Sentence("Masa iur {given} tahun: beasiswa JKM perlu {least} tahun ({source}).", given)


def _left_out(case: Case, lines: tuple[Explanation, ...]) -> Iterator[Sentence]:
    """What was asked for and the law of that day, or this cause, does not give."""
    given = {line.name for line in lines}
    for name in _asked(case):
        if name not in given:
            facts = {"label": LABELS[name], "on": case.on.isoformat()}
            yield Sentence("{label}: tidak diberikan untuk sebab ini menurut aturan pada {on}.", facts)


def _asked(case: Case) -> Iterator[str]:
    yield from (f"transport_{mode}" for mode in MODES if case.transport.get(mode))
    yield from (name for name in COSTS if getattr(case, name))
    if case.cause is not Cause.NON_WORK_DEATH and any(sum(child.years.values()) for child in case.children):
        yield "scholarship"
