"""Does every page of the portal say who may open it?"""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

FRAMEWORK = {"set_language"}  # Django's own view: it changes a cookie and nothing else


def _patterns(found: URLResolver) -> Iterator[URLPattern]:
    for each in found.url_patterns:
        if isinstance(each, URLResolver):
            yield from _patterns(each)
        else:
            yield each


OURS = [
    pattern
    for pattern in _patterns(get_resolver())
    if getattr(pattern.callback, "__module__", "").startswith("payung.") and not hasattr(pattern.callback, "view_class")
]


def test_there_are_pages_to_look_at() -> None:
    assert len(OURS) > 10


@pytest.mark.parametrize("pattern", OURS, ids=lambda pattern: str(pattern.name or pattern.pattern))
def test_a_page_names_a_permission_or_is_public(pattern: URLPattern) -> None:
    said = hasattr(pattern.callback, "permissions") + bool(getattr(pattern.callback, "is_public", False))
    assert said == 1, f"{pattern.name}: @requires(…) or @public, from payung.portal.access"


def test_no_other_view_is_routed_under_the_portal() -> None:
    portal = next(each for each in get_resolver().url_patterns if _includes_portal(each))
    foreign = {pattern.name for pattern in _patterns(portal) if pattern not in OURS}  # type: ignore[arg-type]
    assert foreign == FRAMEWORK


def _includes_portal(each: URLPattern | URLResolver) -> bool:
    name = getattr(each, "urlconf_name", None)
    return getattr(name, "__name__", name) == "payung.portal.urls"
