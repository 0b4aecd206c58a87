"""What does the service write down of its work, so that no line names a person?

One JSON object a line on the standard error. Before it is written, numbers that may be a NIK, an NPWP or a telephone,
e-mail addresses, queries of addresses and the rows that PostgreSQL quotes in its errors are taken out.
"""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

from payung.portal.watching import number

EXTRA = ("route", "method", "status", "ms")
MASKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?m)^(\s*DETAIL:).*$"), r"\1 […]"),
    (re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*"), "[surel]"),
    (re.compile(r"\?[^\s\"'<>]*=[^\s\"'<>]*"), "?[…]"),
    (re.compile(r"(?<!\d)\d(?:[ .-]?\d){14,15}(?!\d)"), "[nomor]"),
    (re.compile(r"(?<!\d)(?:\+?62|0)[ -]?8\d(?:[ -]?\d){7,10}(?!\d)"), "[telepon]"),
)


def masked(text: str) -> str:
    """The text without what may name a person."""
    for pattern, instead in MASKS:
        text = pattern.sub(instead, text)
    return text


class JsonLines(logging.Formatter):
    """A record as one line of JSON, masked."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; what went wrong stands in ``trace``."""
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": masked(record.getMessage()),
        }
        if number.get():
            told["request"] = number.get()
        told |= {name: getattr(record, name) for name in EXTRA if hasattr(record, name)}
        if record.exc_info:
            told["trace"] = masked(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False, default=str)


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "payung.config.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Django writes errors to its own handlers and mails them to ADMINS: ours alone speak
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # it writes addresses and names of those who mistyped a password: the trail keeps them, a log does not
        "axes": {"handlers": [], "level": "ERROR", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        # what it says of 4xx holds the address, and payung.requests says it already
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}
