"""How does the city give its map, and take it away?"""

from dataclasses import asdict
from hashlib import sha256

from django.db import transaction

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.projects import policies
from payung.projects.actions.boundaries import drawn
from payung.projects.models import CityMap
from payung.refusal import require_none


@transaction.atomic
def take_map(content: bytes, *, city: str, by: User) -> CityMap:
    """Draw the boundaries of a GeoJSON and let them replace those there were. ``city``: code of the Ministry."""
    require_none(policies.objection_to_changing_map(by=by))
    drawing = drawn(content, city=city)
    CityMap.objects.all().delete()
    held = CityMap.objects.create(
        shapes=[asdict(shape) for shape in drawing.shapes], width=drawing.width, height=drawing.height, made_by=by
    )
    note = f"{len(drawing.shapes)} wilayah menurut {drawing.named_by}, sidik {sha256(content).hexdigest()[:12]}"
    audit.record("map.changed", on=held, by=by, note=note)
    return held


@transaction.atomic
def remove_map(*, by: User) -> None:
    """Go back to the map of tiles."""
    require_none(policies.objection_to_changing_map(by=by))
    removed, _ = CityMap.objects.all().delete()
    if removed:
        audit.record("map.removed", on="projects.citymap", by=by)
