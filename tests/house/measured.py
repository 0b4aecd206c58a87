"""What does the book of law measure a step of a case against, read from the tables as they are?"""

import datetime as dt

from django.utils import timezone
from tests.house import lawbook

from payung.compliance.models import Answer, Case
from payung.compliance.terms import LetterState
from payung.outreach.models import Message
from payung.projects.models import PackageFacts


def work_of(case: Case) -> lawbook.Work:
    """What is known of the work, the days that letters gave, which of them went out, and what was answered."""
    facts = PackageFacts.objects.get(known_until=None, package=case.package_id)
    asked = Answer.objects.filter(letter__case=case).values_list("answer_by", flat=True)
    standing = case.letters.filter(state=LetterState.ISSUED, step__in=lawbook.CONTRACT)
    named = [letter.content["due_on"] for letter in standing if letter.content.get("due_on")]
    letters = case.letters.filter(state=LetterState.ISSUED)
    gone = Message.objects.filter(letter__in=letters, state="sent").order_by("-sent_at").select_related("letter")
    sent = {one.letter.step: timezone.localdate(one.sent_at) for one in gone}
    heard = Answer.objects.filter(letter__case=case, answered_at__isnull=False).order_by("answered_at").last()
    return lawbook.Work(
        facts.starts_on or case.starts_on, facts.register_by, tuple(asked), tuple(map(dt.date.fromisoformat, named)),
        unsent=tuple(one.step for one in letters if one.step not in sent), sent=tuple(sent.items()),
        claim=heard.kind if heard else "", has_ppk=case.package.agency_id is not None,
    )  # fmt: skip
