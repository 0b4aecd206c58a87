"""How is every request numbered, counted and timed, without keeping who asked for what?

What is kept of an address is the name of its route: an address may hold a token or a number, and its query a name.
"""

import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from time import perf_counter

from django.http import HttpRequest, HttpResponseBase
from prometheus_client import Counter, Histogram

NUMBER_HEADER = "X-Request-ID"
USABLE_NUMBER = re.compile(r"[A-Za-z0-9-]{8,64}")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
UNKNOWN_ROUTE = "unknown"

number: ContextVar[str] = ContextVar("number", default="")
"""The number of the request that is being served; empty in the clock and the operator's commands."""

REQUESTS = Counter("payung_requests", "Requests served", ["route", "method", "status"])
SECONDS = Histogram("payung_request_seconds", "How long a request took", ["route"])
_log = logging.getLogger("payung.requests")
Answer = Callable[[HttpRequest], HttpResponseBase]


def watched(answer: Answer) -> Answer:
    """Middleware, the outermost: what it times is all the work done for a request."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        held = number.set(_number_of(request))
        began = perf_counter()
        try:
            response = answer(request)
            response.headers[NUMBER_HEADER] = number.get()
            _keep(request, response, seconds=perf_counter() - began)
        finally:
            number.reset(held)
        return response

    return answered


def route_of(request: HttpRequest) -> str:
    """The name of the route, or its pattern where it has none."""
    match = request.resolver_match
    return (match.view_name or match.route) if match else UNKNOWN_ROUTE


def _number_of(request: HttpRequest) -> str:
    """The number that the proxy gave, where it is one; our own otherwise."""
    told = request.headers.get(NUMBER_HEADER, "")
    return told if USABLE_NUMBER.fullmatch(told) else uuid.uuid4().hex


def _keep(request: HttpRequest, response: HttpResponseBase, *, seconds: float) -> None:
    route, method = route_of(request), request.method if request.method in METHODS else "OTHER"
    REQUESTS.labels(route, method, response.status_code).inc()
    SECONDS.labels(route).observe(seconds)
    told = {"route": route, "method": method, "status": response.status_code, "ms": round(seconds * 1000, 1)}
    _log.info("request", extra=told)
