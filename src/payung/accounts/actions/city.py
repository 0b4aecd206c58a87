"""How does the city change its name, its letterhead, who plays which part, and the rules it sets itself?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from payung.accounts import policies, queries
from payung.accounts.actions.logos import logo_kind
from payung.accounts.models import CityPart, CityProfile, Office, User
from payung.accounts.terms import GateRule, Part
from payung.audit import actions as audit
from payung.refusal import Refusal, require_none

NAMES = {
    "letterhead": "kop", "address": "alamat", "phone": "telepon", "email": "surel",
    "warn_days": "peringatan dini (hari kerja)", "gate_rule": "aturan gerbang",
}  # fmt: skip
"""The fields of a profile by the words of the trail, which keeps one language."""


@dataclass(frozen=True)
class CityTold:
    """What the profile is to be. ``logo``: a new picture; None keeps the one there is, unless ``without_logo``."""

    name: str
    letterhead: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    warn_days: int = 4
    gate_rule: GateRule = GateRule.WARN
    parts: Mapping[Part, Office | None] = field(default_factory=dict)
    logo: bytes | None = None
    without_logo: bool = False


@transaction.atomic
def change_city(told: CityTold, *, by: User) -> tuple[str, ...]:
    """Let the profile be as told; what changed, in words. One line on the trail, none where nothing changed."""
    on = timezone.localdate()
    require_none(policies.objection_to_changing_city(name=told.name, warn_days=told.warn_days, on=on, by=by))
    held = queries.city()
    if held is None:
        raise Refusal("Kota belum dicatat; jalankan «payung-admin init» lebih dahulu.")
    city = Office.objects.select_for_update().get(pk=held.pk)
    profile, _ = CityProfile.objects.get_or_create(office=city)
    changed = (*_named(city, told.name), *_told(profile, told), *_pictured(profile, told), *_parted(told.parts))
    if changed:
        profile.save()
        audit.record("city.changed", on=city, by=by, note="; ".join(changed))
    return changed


def _named(city: Office, name: str) -> list[str]:
    before, city.name = city.name, name.strip()
    if before == city.name:
        return []
    city.save(update_fields=["name"])
    return [f"nama: {before} → {city.name}"]


def _told(profile: CityProfile, told: CityTold) -> list[str]:
    changed = []
    for name, words in NAMES.items():
        before, after = getattr(profile, name), _plain(getattr(told, name))
        if before != after:
            setattr(profile, name, after)
            changed.append(f"{words}: {_short(before)} → {_short(after)}")
    return changed


def _pictured(profile: CityProfile, told: CityTold) -> list[str]:
    """The logo is named by its digest: the trail holds no pictures."""
    before = bytes(profile.logo) if profile.logo else None
    after = None if told.without_logo else told.logo or before
    if before == after:
        return []
    profile.logo, profile.logo_kind = after, logo_kind(after) if after else ""
    return [f"logo: {_digest(before)} → {_digest(after)}"]


def _parted(parts: Mapping[Part, Office | None]) -> list[str]:
    held, changed = queries.parts(), []
    for part, office in parts.items():
        before = held.get(part)
        if before == office:
            continue
        if office is None:
            CityPart.objects.filter(part=part).delete()
        else:
            CityPart.objects.update_or_create(part=part, defaults={"office": office})
        changed.append(f"{part.value}: {before.name if before else '–'} → {office.name if office else '–'}")
    return changed


def _plain(told: object) -> object:
    """A text as it is kept: lines without ends, no carriage returns."""
    return "\n".join(line.strip() for line in told.splitlines()).strip() if isinstance(told, str) else told


def _short(told: object) -> str:
    return str(told).replace("\n", " / ")[:120] or "–"


def _digest(picture: bytes | None) -> str:
    return sha256(picture).hexdigest()[:12] if picture else "–"
