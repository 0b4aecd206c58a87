"""Who may open this page?

Every view of the portal says so, with one of these marks; a test of the architecture walks all addresses and fails
where a view says neither.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url

from payung.accounts.terms import OfficeKind, Permission

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def requires(
    *permissions: Permission, of: OfficeKind | None = None
) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """Open to those who hold any of these permissions; without any named, to everybody who has signed in.

    ``of``: only to people of such an office.
    """

    def mark(view: View) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            user = request.user
            if not user.is_authenticated:
                return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
            if permissions and not any(user.may(each) for each in permissions):
                raise PermissionDenied
            if of is not None and user.office_kind != of:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permissions = permissions  # type: ignore[attr-defined]
        guarded.office = of  # type: ignore[attr-defined]
        return guarded

    return mark


def public(view: View) -> View:
    """Open to everybody, also to those whose second step is still missing."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def signed_in(request: HttpRequest) -> Any:
    """Whoever is signed in, on a page that requires it."""
    return request.user
