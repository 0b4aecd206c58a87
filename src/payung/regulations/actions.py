"""How does the city keep its own texts: written down, changed, withdrawn, with their file, or stocked to start with?"""

import datetime as dt
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.paper import paper_kind
from payung.refusal import Refusal, require_none
from payung.regulations import policies
from payung.regulations.models import Regulation
from payung.regulations.policies import MOST_BYTES, TextTold
from payung.regulations.terms import Certainty, TextKind
from payung.rules.shelf import Duty, Obliged


@transaction.atomic
def add_text(told: TextTold, *, by: User) -> Regulation:
    """Put a text on the shelf; a Refusal where it stands there already or says too little."""
    _require(told, by=by)
    held = Regulation.objects.create(**_fields(told), added_by=by)
    audit.record("regulation.added", on=held, by=by, note=str(held))
    return held


@transaction.atomic
def change_text(regulation: Regulation, told: TextTold, *, by: User) -> bool:
    """Write a text down anew; whether anything changed."""
    _require(told, by=by, besides=regulation)
    held = Regulation.objects.select_for_update().defer("file").get(pk=regulation.pk)
    changed = {name: value for name, value in _fields(told).items() if getattr(held, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(held, name, value)
        held.save(update_fields=list(changed))
        audit.record("regulation.changed", on=held, by=by, note=", ".join(sorted(changed)))
    return bool(changed)


@transaction.atomic
def keep_text(regulation: Regulation | None, told: TextTold, *, content: bytes | None, by: User) -> Regulation:
    """A new text, or one as it is to be, together with its file where one came: all of it, or nothing."""
    if regulation is None:
        regulation = add_text(told, by=by)
    else:
        change_text(regulation, told, by=by)
    if content is not None:
        attach_file(regulation, content, by=by)
    return regulation


@transaction.atomic
def withdraw_text(regulation: Regulation, *, by: User) -> None:
    """Take a text off the shelf; what cites it still finds it."""
    require_none(policies.objection_to_shelving(by=by))
    if Regulation.objects.filter(pk=regulation.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        audit.record("regulation.withdrawn", on=regulation, by=by, note=str(regulation))


@transaction.atomic
def put_back_text(regulation: Regulation, *, by: User) -> None:
    """Put a withdrawn text back on the shelf."""
    require_none(policies.objection_to_shelving(by=by))
    if Regulation.objects.filter(pk=regulation.pk, withdrawn_at__isnull=False).update(withdrawn_at=None):
        audit.record("regulation.put_back", on=regulation, by=by, note=str(regulation))


@transaction.atomic
def attach_file(regulation: Regulation, content: bytes, *, by: User) -> None:
    """Keep the file of a text, in place of the one before; its bytes decide what it is, not its name."""
    require_none(policies.objection_to_shelving(by=by))
    kind = file_kind(content)
    Regulation.objects.filter(pk=regulation.pk).update(file=content, file_kind=kind)
    audit.record("regulation.file_attached", on=regulation, by=by, note=kind)


@transaction.atomic
def remove_file(regulation: Regulation, *, by: User) -> None:
    """Drop the file of a text."""
    require_none(policies.objection_to_shelving(by=by))
    if Regulation.objects.filter(pk=regulation.pk).exclude(file_kind="").update(file=None, file_kind=""):
        audit.record("regulation.file_removed", on=regulation, by=by)


@transaction.atomic
def stock_shelf(area: str, *, by: User) -> int:
    """Put the texts known of this city on the shelf, without those that stand there already; how many were new."""
    require_none(policies.objection_to_shelving(by=by))
    known = tuple(starters(area))
    if not known:
        raise Refusal("Belum ada naskah awal untuk wilayah {area}; tambahkan naskah kota satu per satu.", area=area)
    new = [told for told in known if _twin(told) is None]
    for told in new:
        Regulation.objects.create(**_fields(told), added_by=by)
    if new:
        audit.record("shelf.stocked", on=area, by=by, note=str(len(new)))
    return len(new)


def starters(area: str) -> Iterator[TextTold]:
    """The texts known of a city (``36.71``) before anybody there has written one down."""
    place = files("payung.regulations") / "starters" / f"{area}.yaml"
    for told in yaml.safe_load(place.read_text(encoding="utf-8")) if place.is_file() else ():
        yield _started(told)


def file_kind(content: bytes) -> str:
    """``pdf``, ``jpg`` or ``png``; a Refusal for anything else, and for what is too large."""
    if len(content) > MOST_BYTES:
        raise Refusal("Berkas lebih besar dari {most} MB; perkecil lalu unggah lagi.", most=MOST_BYTES // 1024**2)
    found = paper_kind(content, most=MOST_BYTES)
    if found is None:
        raise Refusal("Berkas harus PDF, JPG atau PNG; berkas ini bukan ketiganya. Tidak ada yang tersimpan.")
    return found


def _require(told: TextTold, *, by: User, besides: Regulation | None = None) -> None:
    require_none(policies.objection_to_shelving(by=by) or policies.objection_to_text(told))
    twin = _twin(told)
    require_none(policies.objection_to_twin(told, twin=None if twin == besides else twin))


def _twin(told: TextTold) -> Regulation | None:
    same = Regulation.objects.defer("file").filter(kind=told.kind, number=told.number.strip())
    return same.filter(issuer=told.issuer.strip()).first()


def _fields(told: TextTold) -> dict[str, Any]:
    return {
        "kind": told.kind.value,
        "number": told.number.strip(),
        "title": told.title.strip(),
        "issuer": told.issuer.strip(),
        "dated_on": told.dated_on,
        "in_force_on": told.in_force_on,
        "ended_on": told.ended_on,
        "duties": [{"siapa": d.whom.value, "apa": d.what.strip(), "pasal": d.article.strip()} for d in told.duties],
        "cites": list(told.cites),
        "certainty": told.certainty.value,
        "source": told.source.strip(),
    }


def _started(told: dict[str, Any]) -> TextTold:
    days: dict[str, dt.date | None] = {name: told.get(name) for name in ("dated_on", "in_force_on", "ended_on")}
    return TextTold(
        kind=TextKind(told["kind"]), number=told["number"], title=told["title"], issuer=told["issuer"],
        certainty=Certainty(told["certainty"]), **days, source=told["source"], cites=tuple(told.get("cites", ())),
        duties=tuple(Duty(Obliged(one["siapa"]), one["apa"], one["pasal"]) for one in told["duties"]),
    )  # fmt: skip
