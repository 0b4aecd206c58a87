"""How is somebody let in at the door of the hall, also without a signal and without a script?"""

import json
import uuid
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung import __version__
from payung.accounts.terms import Permission
from payung.briefings import actions, policies, queries
from payung.briefings.terms import Way
from payung.portal.access import requires, signed_in
from payung.portal.language import tell
from payung.portal.office.events import event_or_404
from payung.refusal import Refusal

DEVICE = "peramban"
"""What a look is called that was sent by a plain form."""
SHELL = "cangkang"
"""Asked for by the worker of the page: the page as it is kept, without what is said once."""
FILES = (
    "vendor/palette.css", "portal/base.css", "portal/components.css", "portal/drawings.css", "portal/door.css",
    "portal/portal.js", "portal/door_store.js", "portal/door_scan.js", "portal/door.js", "vendor/htmx.min.js",
    "vendor/jsQR.js", "vendor/icons.svg", "vendor/plus-jakarta-sans.woff2", "portal/icon.svg",
)  # fmt: skip


@requires(Permission.HOLD_EVENTS, Permission.VIEW_CITY)
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, pk: int) -> HttpResponse:
    """The page at the door. Who only reads is led to the list of who came."""
    event, user = event_or_404(request, pk), signed_in(request)
    if policies.objection_to_keeping_the_door(event, by=user):
        return redirect("event_attendance", pk)
    if request.method == "POST":
        return _let_in(request, event)
    words = request.GET.get("cari", "")[:200]
    look, found = uuid.uuid4(), queries.found_at_the_door(event, words) if words else []
    context = {
        "event": event, "counts": queries.attendance(event), "is_shell": SHELL in request.GET, "words": words,
        "found": [(each, uuid.uuid5(look, str(each.pk))) for each in found], "look_id": look,
        "decoder": static("vendor/jsQR.js"), "zone": settings.TIME_ZONE,
    }  # fmt: skip
    return render(request, "events/door.html", context)


def _let_in(request: HttpRequest, event: Any) -> HttpResponse:
    """What the plain form asks: this person, this code or name, or a guest."""
    told, user = request.POST, signed_in(request)
    words = told.get("cari", "").strip()[:200]
    found = queries.found_at_the_door(event, words) if words else []
    look: dict[str, Any] = {"way": Way.NAME}
    if told.get("peserta", "").isdecimal():
        look["participant"] = int(told["peserta"])
    elif told.get("nama"):
        firm = told.get("badan_usaha", "")
        look["guest"] = {"client_id": told.get("tamu", ""), "name": told["nama"], "position": told.get("jabatan", ""),
                         "firm": firm}  # fmt: skip
    elif len(found) == 1:
        look |= {"participant": found[0].pk, "way": Way.CODE if queries.as_code(words) == found[0].code else Way.NAME}
    else:
        return redirect(f"{reverse('event_door', args=[event.pk])}?{urlencode({'cari': words})}")
    look |= {"client_id": told.get("catatan", ""), "device": DEVICE, "at": timezone.now().isoformat()}
    _say(request, actions.take_arrivals(event, [look], by=user)[0])
    return redirect("event_door", event.pk)


def _say(request: HttpRequest, taken: actions.Taken) -> None:
    if taken.participant is None:
        messages.error(request, _said(taken))
    else:
        messages.success(request, _("%(name)s tercatat hadir.") % {"name": taken.participant.name})


def _said(taken: actions.Taken) -> str:
    return tell(taken.said) if isinstance(taken.said, Refusal) else _(taken.said) if taken.said else ""


@requires(Permission.HOLD_EVENTS)
@require_safe
@never_cache
def door_list(request: HttpRequest, pk: int) -> JsonResponse:
    """The list a device keeps, and a token to send with; ``objection``: why nothing would be taken now."""
    event = event_or_404(request, pk)
    objection = policies.objection_to_keeping_the_door(event, by=signed_in(request))
    return JsonResponse({**queries.door_list(event), "token": get_token(request), "objection": objection})


@require_POST
@requires(Permission.HOLD_EVENTS)
def door_send(request: HttpRequest, pk: int) -> JsonResponse:
    """Take a batch of looks; an answer for each, so that the device knows which it may forget."""
    event = event_or_404(request, pk)
    batch = _batch(request)
    if batch is None:
        return JsonResponse({"said": _("Kiriman ini tidak terbaca; muat ulang halamannya.")}, status=400)
    try:
        taken = actions.take_arrivals(event, batch, by=signed_in(request))
    except Refusal as refusal:
        return JsonResponse({"said": tell(refusal)}, status=409)
    return JsonResponse({"results": [_answer(one) for one in taken]})


def _batch(request: HttpRequest) -> list[Any] | None:
    """The looks that were sent; None where this is no batch."""
    if request.content_type != "application/json":
        return None
    try:
        looks = json.loads(request.body)["looks"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return looks if isinstance(looks, list) else None


def _answer(one: actions.Taken) -> dict[str, Any]:
    who = one.participant
    person = {"id": who.pk, "code": who.code, "name": who.name, "firm": who.firm_name} if who else None
    return {"client_id": one.client_id, "person": person, "said": _said(one)}


@requires(Permission.HOLD_EVENTS)
@require_safe
@never_cache
def door_worker(request: HttpRequest, pk: int) -> HttpResponse:
    """The script that keeps the page for when there is no signal.

    It lies beneath the page, so that it can watch no other; it changes with whatever it keeps.
    """
    event, files = event_or_404(request, pk), [static(name) for name in FILES]
    facts = (*files, __version__, signed_in(request).pk, get_language(), event.title, event.place, event.starts_at)
    told = {
        "page": reverse("event_door", args=[pk]), "shell": f"{reverse('event_door', args=[pk])}?{SHELL}=1",
        "files": files, "version": sha256(repr(facts).encode()).hexdigest()[:16],
    }  # fmt: skip
    script = f"self.KEPT = {json.dumps(told)};\nimportScripts({json.dumps(static('portal/door_worker.js'))});\n"
    return HttpResponse(script, content_type="text/javascript")
