"""What does every page know: whose city this is, who looks, what is in the menu, of which day the figures are?

Everything that asks the database is a function, which a template calls when it needs it: a fragment pays for nothing.
"""

from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from payung import __version__
from payung.accounts import queries as accounts
from payung.intake import queries as intake
from payung.portal.demo import demo_accounts
from payung.portal.navigation import MenuItem, menu

THEMES = ("light", "dark")


def portal(request: HttpRequest) -> dict[str, Any]:
    """The context of every page."""
    return {
        "city_name": cache(city_name),
        "checked_on": cache(checked_on),
        "navigation": lambda: navigation(request),
        "theme": theme(request),
        "version": __version__,
        "is_demo": settings.DEMO,
        "demo_accounts": demo_accounts,
    }


def city_name() -> str:
    """The city this installation serves; empty before it was named."""
    city = accounts.city()
    return city.name if city else ""


def checked_on() -> date | None:
    """The day up to which the run that holds now knows the city; None before the first one."""
    run = intake.latest_run()
    return run.as_of if run else None


def navigation(request: HttpRequest) -> list[MenuItem]:
    """The menu of whoever is signed in; empty for everybody else."""
    user = getattr(request, "user", None)
    return menu(user, path=request.path) if user and user.is_authenticated else []


def theme(request: HttpRequest) -> str:
    """The colours the reader chose; empty where the system decides."""
    told = request.COOKIES.get("theme", "")
    return told if told in THEMES else ""
