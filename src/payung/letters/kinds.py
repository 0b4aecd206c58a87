"""Which letters are there, and how does each read before a city changes its words?

One YAML file per kind under ``wordings/``: ``label``, ``layout`` (a template under ``templates/``), ``heading`` where
the layout has one, ``subject``, ``body`` and ``attachments``, the blocks on the pages that follow.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

import yaml

from payung.letters.wording import Wording


class Kind(StrEnum):
    """A kind of letter; the three reprimands bear the names of their steps on the ladder."""

    INVITATION = "undangan"
    NOTICE = "pemberitahuan"
    CLARIFICATION = "permintaan_klarifikasi"
    REPRIMAND_1 = "teguran_kontraktual_1"
    REPRIMAND_2 = "teguran_kontraktual_2"
    REPRIMAND_3 = "teguran_kontraktual_3"
    PROPOSAL = "usulan_bpjs"
    SERVICE_REQUEST = "permintaan_penundaan_layanan"
    SERVICE_DECISION = "keputusan_penundaan_layanan"
    PAID_STATEMENT = "keterangan_lunas"
    GATE_NOTE = "nota_gerbang"

    @property
    def label(self) -> str:
        """The name shown to a reader."""
        return form(self).label


@dataclass(frozen=True)
class Form:
    """A kind as it ships: its name, its template, its words, and what is attached."""

    label: str
    layout: str
    wording: Wording
    heading: str = ""
    attachments: tuple[str, ...] = ()


@functools.cache
def form(kind: Kind) -> Form:
    """How letters of this kind ship."""
    text = (files("payung.letters") / "wordings" / f"{kind}.yaml").read_text(encoding="utf-8")
    told: Mapping[str, str] = yaml.safe_load(text)
    return Form(
        label=told["label"],
        layout=told["layout"],
        wording=Wording(subject=told["subject"], body=told["body"]),
        heading=told.get("heading", ""),
        attachments=tuple(told["attachments"]),
    )
