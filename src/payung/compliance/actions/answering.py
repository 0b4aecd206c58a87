"""How does an executor answer a request for clarification, by its link or its account, and what does it bring along?"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from payung.accounts.models import User
from payung.compliance import policies, queries
from payung.compliance.actions.cases import locked, now, record
from payung.compliance.models import Answer, AnswerFile, Case
from payung.compliance.terms import LARGEST_FILE, MOST_FILES, AnswerKind
from payung.paper import paper_kind
from payung.refusal import Refusal, require_none
from payung.rules import remedy
from payung.rules.ladder import Issuer, Taken

Told = Mapping[str, str | dt.date | None]
WORDS, DAYS = ("branch", "registration", "under_name", "text"), ("paid_on", "register_on")


@dataclass(frozen=True)
class Brought:
    """A file that comes with an answer: its name as its owner calls it, and its bytes."""

    name: str
    content: bytes


@transaction.atomic
def answer(token: str, *, kind: AnswerKind, told: Told, files: Sequence[Brought] = ()) -> Answer:
    """The executor's answer through the link of the letter; the last one before it is read counts."""
    asked = queries.clarification_of(token)
    if asked is None or asked.letter.case is None:
        raise Refusal("Tautan ini tidak dikenal; periksa kembali tautan dalam surat.")
    held = locked(asked.letter.case)
    return _answered(asked, held, kind=kind, told=told, files=files, by=None)


@transaction.atomic
def answer_signed_in(case: Case, *, kind: AnswerKind, told: Told, by: User, files: Sequence[Brought] = ()) -> Answer:
    """The executor's answer from its own account, without the link; as good as the one through it."""
    held = locked(case)
    require_none(policies.objection_to_answering(held, by=by))
    asked = queries.clarification_in(held)
    if asked is None:
        raise Refusal("Belum ada permintaan klarifikasi yang perlu dijawab.")
    return _answered(asked, held, kind=kind, told=told, files=files, by=by)


def kind_of_file(content: bytes) -> str:
    """pdf, png or jpg by its first bytes; a Refusal for anything else, and for what is too large."""
    kind = paper_kind(content, most=LARGEST_FILE)
    if kind is None:
        raise Refusal("Lampiran harus berupa PDF, PNG atau JPG, paling besar 5 MB. Tidak ada yang tersimpan.")
    return kind


def _answered(
    asked: Answer, case: Case, *, kind: AnswerKind, told: Told, files: Sequence[Brought], by: User | None
) -> Answer:
    require_none(policies.objection_of_law(remedy.ANSWER, by=Issuer.EXECUTOR, told=now(case)))
    _keep(files, asked)
    for name in WORDS:
        setattr(asked, name, str(told.get(name) or "").strip())
    for name in DAYS:
        setattr(asked, name, told.get(name))
    asked.kind, asked.answered_at = kind, timezone.now()
    asked.save()
    with translation.override(settings.LANGUAGE_CODE):  # kept in Indonesian, whatever language the firm reads
        note = str(AnswerKind(kind).label)
    record(case, Taken(remedy.ANSWER, timezone.localdate()), by=by, note=note)
    return asked


def _keep(files: Sequence[Brought], asked: Answer) -> None:
    """Keep what came, beside what came before; a Refusal before anything is written."""
    kinds = [kind_of_file(one.content) for one in files]
    held = asked.files.count()
    if files and held + len(files) > MOST_FILES:
        raise Refusal(
            "Paling banyak {most} lampiran; {held} sudah tersimpan. Gabungkan beberapa halaman menjadi satu PDF.",
            most=MOST_FILES, held=held,
        )  # fmt: skip
    for one, kind in zip(files, kinds, strict=True):
        AnswerFile.objects.create(answer=asked, name=_plain(one.name), kind=kind, content=one.content)


def _plain(name: str) -> str:
    """The name without folders and control characters, short enough to be shown."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable()).strip()[-120:] or "lampiran"
