"""Does no line of the log name a person, and can every line be read by a machine?"""

import json
import logging
import sys

import pytest

from payung.config.logs import JsonLines, masked


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("NIK 3671012345678901 ditolak", "NIK [nomor] ditolak"),
        ("NIK 3671 0123 4567 8901 ditolak", "NIK [nomor] ditolak"),
        ("NPWP 09.000.000.1-999.000", "NPWP [nomor]"),
        ("surel ke siti.aminah@contoh.example gagal", "surel ke [surel] gagal"),
        ("telepon +62 812-3456-7890 dan 081234567890", "telepon [telepon] dan [telepon]"),
        ("GET /kota/paket/?q=Siti+Aminah&hal=2 lambat", "GET /kota/paket/?[…] lambat"),
        ("duplicate key\nDETAIL:  Key (name)=(Siti Aminah) already exists.", "duplicate key\nDETAIL: […]"),
        ("paket 1234567 senilai 1.234.567.890", "paket 1234567 senilai 1.234.567.890"),
    ],
)
def test_what_may_name_a_person_is_taken_out_and_the_rest_stays(written: str, kept: str) -> None:
    assert masked(written) == kept


def _line(message: str, *values: object, **extra: object) -> dict[str, object]:
    record = logging.LogRecord("payung.uji", logging.ERROR, __file__, 1, message, values, sys.exc_info())
    record.__dict__.update(extra)
    line = JsonLines().format(record)
    assert "\n" not in line
    return dict(json.loads(line))


def test_a_line_says_when_how_grave_from_where_and_what() -> None:
    told = _line("kiriman %s", 7, route="alive", status=200)
    assert (told["level"], told["logger"], told["message"]) == ("error", "payung.uji", "kiriman 7")
    assert (told["route"], told["status"]) == ("alive", 200)
    assert str(told["at"]).endswith("+00:00")


def test_a_trace_is_masked_as_well() -> None:
    try:
        raise ValueError("3671012345678901")
    except ValueError:
        told = _line("galat")
    assert "ValueError: [nomor]" in str(told["trace"])
