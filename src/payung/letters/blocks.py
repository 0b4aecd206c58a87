"""What does each block of a letter show? Facts in, plain texts and numbers of origin out."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from payung.letters.content import Article, Dues, Letter, Origin, Package
from payung.letters.origins import Origins
from payung.letters.printable import printable
from payung.letters.spoken import day_short, day_text, number_text, weekday_text
from payung.rules.lines import Explanation, Role, Slice
from payung.rules.money import at_rate, percent_text, rupiah_text

Block = Mapping[str, Any]


def blocks(name: str, letter: Letter, origins: Origins) -> tuple[Block, ...]:
    """The block of this name, ready to be set; none where the letter holds nothing for it."""
    return tuple(_BLOCKS[name](letter, origins))


def _packages(letter: Letter, origins: Origins) -> list[Block]:
    if not letter.packages:
        return []
    if len(letter.packages) == 1:
        return [{"drawn": "facts", "rows": _facts(letter.packages[0], origins)}]
    rows = [_listed(number, package, origins) for number, package in enumerate(letter.packages, 1)]
    return [{"drawn": "listed", "rows": rows}]


def _facts(package: Package, origins: Origins) -> list[Block]:
    """Label, value and number of origin of every fact the package holds."""
    rows: list[Block] = []
    for field, label, value in _told(package):
        if value:
            mark = origins.mark(label, value, package.origins.get(field))
            rows.append({"label": label, "value": printable(value), "mark": mark})
    return rows


def _told(package: Package) -> tuple[tuple[str, str, str], ...]:
    """Field, label and value of a package's facts, in the order of a letter."""
    value = "" if package.value is None else rupiah_text(package.value)
    starts_on = day_text(package.starts_on) if package.starts_on else ""
    ends_on = day_text(package.ends_on) if package.ends_on else ""
    signed = f" tanggal {day_text(package.contract_on)}" if package.contract_on else ""
    exposed = "" if package.exposed_days is None else f"{number_text(package.exposed_days)} hari"
    return (
        ("name", "Pekerjaan", package.name),
        ("code", "Kode paket", package.code),
        ("executor", "Pelaksana", package.executor),
        ("agency", "Satuan kerja", package.agency),
        ("contract_number", "Kontrak", f"{package.contract_number}{signed}" if package.contract_number else ""),
        ("value", "Nilai kontrak", value),
        ("starts_on", "Hari pertama kerja", starts_on),
        ("ends_on", "Hari terakhir kerja", ends_on),
        ("registration_number", "Nomor kepesertaan", package.registration_number),
        ("state", "Keadaan", package.state),
        ("exposed_days", "Hari tanpa perlindungan", exposed),
    )


def _listed(number: int, package: Package, origins: Origins) -> Block:
    """One row of the list; its figures bear the number of the row, so that the last page tells them apart."""
    told = {field: value for field, _, value in _told(package)}

    def figure(field: str, what: str) -> Block:
        value = told[field]
        mark = origins.mark(f"{what}, no. {number}", value, package.origins.get(field)) if value else None
        return {"text": printable(value), "mark": mark}

    told |= {"starts_on": day_short(package.starts_on), "ends_on": day_short(package.ends_on)}
    beneath = (package.code, package.contract_number, package.agency, package.state)
    return {
        "number": number,
        "name": printable(package.name),
        "beneath": printable(" · ".join(filter(None, beneath))),
        "executor": printable(package.executor),
        "value": figure("value", "Nilai kontrak"),
        "first": figure("starts_on", "Hari pertama kerja"),
        "last": figure("ends_on", "Hari terakhir kerja"),
        "exposed": figure("exposed_days", "Hari tanpa perlindungan"),
    }


def _dues(letter: Letter, origins: Origins) -> list[Block]:
    return dues_block(letter.dues, origins)


def dues_block(dues: Dues | None, origins: Origins) -> list[Block]:
    """The contribution bracket by bracket, for a letter and for whatever else stands on paper."""
    if dues is None:
        return []
    paid = rupiah_text(dues.paid)
    shown = [line for line in dues.lines if line.role is Role.PAID]
    return [
        {
            "drawn": "dues",
            "base": next((_base(line, dues.origin, origins) for line in dues.lines if line.role is Role.BASIS), None),
            "lines": [_dues_line(line, dues.origin, origins) for line in shown],
            "total": rupiah_text(dues.total),
            "paid": {"text": paid, "mark": origins.mark("Iuran dibayar", paid, dues.paid_origin)},
            "outstanding": rupiah_text(dues.outstanding),
        }
    ]


def _base(line: Explanation, origin: Origin | None, origins: Origins) -> Block:
    amount = rupiah_text(line.amount)
    return {
        "label": line.label,
        "amount": amount,
        "how": printable(str(line.how or "")),
        "source": printable(line.source),
        "status": line.status.label,
        "mark": origins.mark(line.label, amount, _by_rule(line, origin)),
    }


def _dues_line(line: Explanation, origin: Origin | None, origins: Origins) -> Block:
    amount = rupiah_text(line.amount)
    return {
        "label": line.label,
        "short": line.name.upper(),
        "source": printable(line.source),
        "status": line.status.label,
        "slices": [_slice(one) for one in line.slices],
        "amount": amount,
        "mark": origins.mark(line.label, amount, _by_rule(line, origin)),
    }


def _by_rule(line: Explanation, origin: Origin | None) -> Origin | None:
    """The file and row of the base; the rule is the line's own article, beside the version told."""
    if origin is None:
        return None
    rule = " · ".join(filter(None, (line.source.split(";")[0].split(": ")[0], origin.rule)))
    return Origin(origin.file, origin.row, rule)


def _slice(one: Slice) -> Block:
    amount = rupiah_text(at_rate(one.amount, one.rate))
    return {"label": _bounds(one), "part": rupiah_text(one.amount), "rate": percent_text(one.rate), "amount": amount}


def _bounds(one: Slice) -> str:
    if one.up_to is None:
        return f"di atas {rupiah_text(one.over)}"
    return f"{rupiah_text(one.over)} – {number_text(one.up_to)}" if one.over else f"sampai {rupiah_text(one.up_to)}"


def _line(letter: Letter, origins: Origins) -> list[Block]:
    line = letter.line
    if line is None:
        return []
    mark = origins.mark("Garis perlindungan", "hari demi hari", line.origin)
    return [{"drawn": "line", "svg": line.svg, "words": printable(line.words), "mark": mark}]


def _liability(letter: Letter, origins: Origins) -> list[Block]:
    if letter.liability is None:
        return []
    return [{"drawn": "liability", **_cited(letter.liability, "Tanggungan", origins)}]


def _articles(letter: Letter, origins: Origins) -> list[Block]:
    rows = [_cited(article, "Ketentuan", origins) for article in letter.articles]
    return [{"drawn": "articles", "rows": rows}] if rows else []


def _cited(article: Article, what: str, origins: Origins) -> Block:
    return {
        "text": printable(article.text),
        "source": printable(article.source),
        "status": article.status.label,
        "mark": origins.mark(what, article.source, article.origin),
    }


def _evidence(letter: Letter, origins: Origins) -> list[Block]:
    rows = [
        {"text": printable(one.text), "mark": origins.mark(f"Bukti {number}", "–", one.origin)}
        for number, one in enumerate(letter.evidence, 1)
    ]
    return [{"drawn": "evidence", "rows": rows}] if rows else []


def _meeting(letter: Letter, _: Origins) -> list[Block]:
    meeting = letter.meeting
    if meeting is None:
        return []
    told = {"Hari, tanggal": weekday_text(meeting.on), "Waktu": meeting.time, "Tempat": meeting.place}
    told |= {"Agenda": meeting.agenda, "Jawaban": meeting.reply}
    rows = [{"label": label, "value": printable(value), "mark": None} for label, value in told.items() if value]
    return [{"drawn": "facts", "rows": rows}]


def _guests(letter: Letter, _: Origins) -> list[Block]:
    rows = [{"number": number, "name": printable(one)} for number, one in enumerate(letter.guests, 1)]
    return [{"drawn": "guests", "rows": rows}] if rows else []


def _verdict(letter: Letter, _: Origins) -> list[Block]:
    verdict = letter.verdict
    if verdict is None:
        return []
    return [
        {
            "drawn": "verdict",
            "answer": printable(verdict.answer),
            "since": day_text(verdict.since),
            "reason": printable(verdict.reason),
            "missing": [printable(one) for one in verdict.missing],
        }
    ]


def _remarks(letter: Letter, _: Origins) -> list[Block]:
    return [{"drawn": "text", "text": printable(one)} for one in letter.remarks]


def _origins(_: Letter, origins: Origins) -> list[Block]:
    return [{"drawn": "origins", "rows": origins.rows}] if origins.rows else []


_BLOCKS: Mapping[str, Callable[[Letter, Origins], list[Block]]] = MappingProxyType(
    {
        "daftar_paket": _packages,
        "iuran": _dues,
        "garis": _line,
        "tanggungan": _liability,
        "pasal": _articles,
        "bukti": _evidence,
        "acara": _meeting,
        "daftar_undangan": _guests,
        "putusan_gerbang": _verdict,
        "catatan": _remarks,
        "asal_angka": _origins,
    }
)
