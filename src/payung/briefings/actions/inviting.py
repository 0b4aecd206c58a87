"""Who stands on the list of an event, and how is each reached?"""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from django.db import transaction

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.briefings import policies
from payung.briefings.actions.planning import locked
from payung.briefings.actions.telling import retell_letter
from payung.briefings.models import Event, Invitee
from payung.briefings.queries.invitees import wanted_invitees
from payung.briefings.queries.naming import folded, new_key
from payung.briefings.queries.proposal import weighed_up
from payung.outreach import queries as sending
from payung.refusal import Refusal, require_none
from payung.registry import actions as registry
from payung.registry.models import Executor

MOST = 2000
NAMES, EMAILS, PHONES = ("nama", "npwp"), ("surel", "email"), ("telepon", "whatsapp", "phone")
"""How the columns of a list of contacts may be called."""
EXAMPLE = "CV Contoh Jaya"
"""Whom the file to be filled in names where every contact is known."""
EXAMPLE_LINES = (";".join((NAMES[0], EMAILS[0], PHONES[0])), f"{EXAMPLE};kantor@contoh.example;0812-0000-0000")
"""The first line of a list of contacts, and one that is filled in."""


@transaction.atomic
def invite(event: Event, executors: Iterable[int], *, by: User) -> int:
    """Put firms on the list, each with why as the data say today; how many were not on it before."""
    held = locked(event)
    require_none(policies.objection_to_listing(held, by=by))
    known = set(Invitee.objects.filter(event=held).values_list("executor", flat=True))
    wanted = [key for key in dict.fromkeys(executors) if key not in known]
    if len(known) + len(wanted) > MOST:
        raise Refusal("Paling banyak {most} badan usaha dalam satu acara.", most=MOST)
    fresh = [
        Invitee(
            event=held, executor_id=key, why=one.why, packages=one.packages, days=one.days, key=new_key(), added_by=by
        )
        for key, one in weighed_up(wanted).items()
    ]
    Invitee.objects.bulk_create(fresh, batch_size=200)
    if fresh:
        audit.record("event.listed", on=held, by=by, note=f"{len(fresh)} badan usaha")
        retell_letter(held, by=by)
    return len(fresh)


@transaction.atomic
def remove(invitee: Invitee, *, by: User) -> None:
    """Take a firm off the list that was not told yet."""
    event = locked(invitee.event)
    held = Invitee.objects.select_for_update(of=("self",)).select_related("event").get(pk=invitee.pk)
    require_none(policies.objection_to_removing(held, by=by))
    audit.record("event.unlisted", on=event, by=by, note=f"badan usaha {held.executor_id}")
    held.delete()
    retell_letter(event, by=by)


def contacts_to_fill(event: Event, *, by: User) -> str:
    """The file that ``take_contacts`` reads, to be filled in: the firms on the list whose contact nobody told yet."""
    require_none(policies.objection_to_writing(event, by=by))
    told = StringIO()
    writer = csv.writer(told, delimiter=";", lineterminator="\r\n")
    writer.writerow([NAMES[0], EMAILS[0], PHONES[0]])
    silent = wanted_invitees(event, state="tanpa-kontak").values_list("executor__name", flat=True)
    writer.writerows([_as_text(name), "", ""] for name in silent or [EXAMPLE])
    return told.getvalue()


def _as_text(name: str) -> str:
    """A name that no spreadsheet takes for a formula; the sign before it is not part of a folded name."""
    return f"'{name}" if name[:1] in "=+-@\t" else name


@transaction.atomic
def take_contacts(event: Event, text: str, *, by: User) -> int:
    """Contacts of firms on the list, from a file of name or NPWP, e-mail and telephone; how many. All or none.

    A line that names a firm and nothing else is passed over: it was not filled in yet.
    """
    require_none(policies.objection_to_writing(event, by=by))
    known = _known(event)
    taken = 0
    for line, named, email, phone in _contacts(text):
        executor = _one(known.get(_digits(named)) or known.get(folded(named)) or [], line=line, named=named)
        try:
            registry.set_contact(executor, email=email, phone=phone, keyring=sending.keyring(), by=by)
        except Refusal as refusal:
            why = str(refusal)
            raise Refusal("Baris {line}: {why} Tidak ada yang tersimpan.", line=line, why=why) from refusal
        taken += 1
    return taken


def _known(event: Event) -> dict[str, list[Executor]]:
    """The firms on the list by their folded name, which several may share, and by the digits of their NPWP."""
    found: dict[str, list[Executor]] = {}
    for one in Executor.objects.filter(invited_to__event=event):
        for key in filter(None, (folded(one.name), _digits(one.npwp or ""))):
            found.setdefault(key, []).append(one)
    return found


def _one(found: list[Executor], *, line: int, named: str) -> Executor:
    """The one firm that is meant; a Refusal where there is none, or more than one."""
    if not named:
        raise Refusal("Baris {line}: nama badan usahanya kosong. Tidak ada yang tersimpan.", line=line)
    if not found:
        raise Refusal(
            "Baris {line}: “{name}” tidak ada dalam daftar undangan. Tidak ada yang tersimpan.",
            line=line, name=named[:60],
        )  # fmt: skip
    if len(found) > 1:
        raise Refusal(
            "Baris {line}: ada {many} badan usaha bernama “{name}” dalam daftar; pakai NPWP-nya, atau isi kontaknya "
            "satu per satu. Tidak ada yang tersimpan.",
            line=line, many=len(found), name=named[:60],
        )  # fmt: skip
    return found[0]


def _contacts(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Line, name or NPWP, e-mail, telephone of each row filled in; a Refusal where the columns are not known."""
    first = text.partition("\n")[0]
    rows = csv.DictReader(
        StringIO(text.lstrip("\ufeff")), delimiter=";" if first.count(";") > first.count(",") else ","
    )
    columns = {(name or "").strip().lower(): name for name in _columns(rows)}
    who, email, phone = (next((columns[n] for n in names if n in columns), None) for names in (NAMES, EMAILS, PHONES))
    if who is None or (email is None and phone is None):
        raise Refusal(
            "Baris 1 harus menyebut kolom nama (atau npwp), surel, telepon, seperti pada berkas contoh. "
            "Tidak ada yang tersimpan."
        )
    for row in _read(rows):
        told = [(row.get(name) or "").strip() if name else "" for name in (who, email, phone)]
        if any(told[1:]):
            yield rows.line_num, told[0], told[1], told[2]


def _columns(rows: "csv.DictReader[str]") -> list[str]:
    """The words of the first line; none where it cannot be read."""
    try:
        return list(rows.fieldnames or ())
    except csv.Error:
        return []


def _read(rows: "csv.DictReader[str]") -> Iterator[dict[str, str]]:
    """The rows as long as they can be read; a Refusal that names the line where they cannot."""
    try:
        yield from rows
    except csv.Error:
        raise Refusal(
            "Baris {line} tidak terbaca: tanda kutipnya tidak ditutup, atau isinya terlalu panjang. "
            "Tidak ada yang tersimpan.", line=rows.line_num + 1,
        ) from None  # fmt: skip


def _digits(text: str) -> str:
    digits = "".join(c for c in text if c.isdigit())
    return digits if len(digits) >= 15 else ""
