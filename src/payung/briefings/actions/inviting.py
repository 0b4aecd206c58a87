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
from payung.briefings.queries.naming import folded, new_key
from payung.briefings.queries.proposal import weighed_up
from payung.outreach import queries as sending
from payung.refusal import Refusal, require_none
from payung.registry import actions as registry
from payung.registry.models import Executor

MOST = 2000
NAMES, EMAILS, PHONES = ("nama", "npwp"), ("surel", "email"), ("telepon", "whatsapp", "phone")
"""How the columns of a list of contacts may be called."""


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


@transaction.atomic
def take_contacts(event: Event, text: str, *, by: User) -> int:
    """Contacts of firms on the list, from a file of name or NPWP, e-mail and telephone; how many. All or none."""
    require_none(policies.objection_to_writing(event, by=by))
    known = _known(event)
    taken = 0
    for line, (named, email, phone) in enumerate(_contacts(text), 2):
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


def _contacts(text: str) -> Iterator[tuple[str, str, str]]:
    """Name or NPWP, e-mail, telephone of each row; a Refusal where the columns are not known."""
    first = text.partition("\n")[0]
    rows = csv.DictReader(
        StringIO(text.lstrip("\ufeff")), delimiter=";" if first.count(";") > first.count(",") else ","
    )
    columns = {(name or "").strip().lower(): name for name in rows.fieldnames or ()}
    who, email, phone = (next((columns[n] for n in names if n in columns), None) for names in (NAMES, EMAILS, PHONES))
    if who is None or (email is None and phone is None):
        raise Refusal("Baris pertama harus menyebut kolom nama (atau npwp), surel, telepon. Tidak ada yang tersimpan.")
    for row in rows:
        told = tuple((row.get(name) or "").strip() if name else "" for name in (who, email, phone))
        if told[0]:
            yield told  # type: ignore[misc]


def _digits(text: str) -> str:
    digits = "".join(c for c in text if c.isdigit())
    return digits if len(digits) >= 15 else ""
