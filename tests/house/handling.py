"""Which cases and letters do the people of the cast meet, where it does not matter how they came to be?"""

import datetime as dt

from django.utils import timezone

from payung.accounts.models import User
from payung.compliance.models import Answer, AnswerFile, Case, Letter, SecondLook
from payung.compliance.terms import Second
from payung.projects.models import Package
from payung.rules import remedy


def case_of(package: Package, *, by: User, on: dt.date | None = None) -> Case:
    """A case of this package, in which nothing has been done."""
    day = on or timezone.localdate()
    return Case.objects.create(
        package=package, executor=package.executor, finding_id=f"uji-{package.pk}", kind="unregistered",
        opened_on=day, opened_by=by, moved_on=day,
    )  # fmt: skip


def draft_of(case: Case, *, by: User, step: str = remedy.NOTICE) -> Letter:
    """A draft of this person's office in a case."""
    code = f"uji-{case.pk}-{step}"[:32]
    return Letter.objects.create(case=case, step=step, office=by.office, content={}, code=code, drafted_by=by)


def look_of(case: Case, *, by: User) -> SecondLook:
    """A request to drop a case, which waits for a second person."""
    return SecondLook.objects.create(
        kind=Second.DROP, package=case.package, case=case, reason="paket batal", asked_by=by
    )


def paper_of(letter: Letter) -> AnswerFile:
    """A file that came with an answer to this letter."""
    asked = Answer.objects.create(letter=letter, token_digest=letter.code, answer_by=timezone.localdate())
    return AnswerFile.objects.create(answer=asked, name="sertifikat.pdf", kind="pdf", content=b"%PDF-1.7 uji")
