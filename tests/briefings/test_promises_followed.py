"""Does the clock prove, remind and stop by itself; does a quarter count what was promised; who reads what?"""

import datetime as dt

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast, client_of
from tests.house.briefings import invited, open_event
from tests.house.clock import Travel
from tests.house.runs import DAY
from tests.house.town import Town

from payung.audit.models import Entry
from payung.briefings import actions
from payung.briefings.actions.promising import Promise, Signature, Who, commit
from payung.briefings.actions.reminding import remind_of_promises
from payung.briefings.facts.promised import promised_table
from payung.briefings.models import Commitment, Pledge, Told
from payung.briefings.queries import promises
from payung.briefings.terms import Party, PledgeKind, PledgeState, Signed
from payung.compliance import actions as compliance
from payung.compliance.actions.reports import take_report
from payung.compliance.models import Case
from payung.compliance.terms import Period
from payung.jobs import clock
from payung.outreach import queries as sending
from payung.outreach.actions.sending import deliver_next
from payung.outreach.models import Message
from payung.outreach.terms import Channel
from payung.projects.models import PackageFacts
from payung.registry import actions as registry
from payung.registry.models import Executor
from payung.rules.periods import add_working_days, is_working_day

SITE = "https://payung.example"
ON = DAY + dt.timedelta(days=21)
FOURTH = Period(2026, 4)


@pytest.fixture
def signed(cast: Cast, town: Town, travel: Travel) -> Commitment:
    """A firm with unprotected work signed at an event whose invitation was issued; it is reached by e-mail."""
    cache.clear()
    travel(ON)
    facts = PackageFacts.objects.filter(
        known_until=None,
        state_now="unprotected",
        standing="not_found",
        package__executor__isnull=False,
        ends_on__gte=ON,
    ).select_related("package__executor")[0]
    firm = facts.package.executor
    assert firm is not None
    event = open_event(cast, on=ON)
    invited(event, firm)
    letter = compliance.issue_letter(actions.draft_letter(event, by=cast.coordinator), by=cast.coordinator, site=SITE)
    type(event).objects.filter(pk=event.pk).update(letter=letter)
    event.refresh_from_db()
    registry.set_contact(firm, email="firma@uji.example", phone="", keyring=sending.keyring(), by=cast.coordinator)
    return promise(event, firm, facts.package.package_id)


def promise(event: object, firm: Executor, package: str) -> Commitment:
    lines = [Promise(PledgeKind.REGISTER, package), Promise(PledgeKind.OTHER, text="Menempel papan.")]
    told = Signature("Doni", "", ON, Signed.SCREEN)
    return commit(event, Who(Party.FIRM, firm), lines, signature=told, by=None)  # type: ignore[arg-type]


def reminders() -> list[Message]:
    return list(Message.objects.filter(step__startswith="pengingat-janji").order_by("pk"))


def test_the_clock_reminds_on_its_days_once_however_often_it_turns(signed: Commitment, travel: Travel) -> None:
    due = signed.pledges.get(kind=PledgeKind.REGISTER).due_on
    days = [ON + dt.timedelta(days=n) for n in range(60)]
    for day in filter(is_working_day, days):
        travel(day)
        clock.tick()
        clock.tick()
    told = reminders()
    register = [one for one in told if "Mendaftarkan proyek" in one.text]
    at = [add_working_days(due, n) for n in (1, 6, 11)]
    assert len({one.step for one in told}) == len(told)
    assert [one.step[16:24] for one in register][-3:] == [f"{day:%Y%m%d}" for day in at]
    assert "sudah lewat" in register[-1].text
    assert "paling lambat" in register[0].text
    assert all(one.channel == Channel.EMAIL and one.rule == "briefings/promises" for one in told)
    assert Told.objects.filter(step="pengingat-janji").count() == len(told)


def test_what_is_done_is_not_reminded_of(signed: Commitment, travel: Travel) -> None:
    Pledge.objects.update(state=PledgeState.RELEASED, closed_on=ON)
    day = add_working_days(ON, 6)
    travel(day)
    assert promises.owed_reminders(on=day) == []
    assert remind_of_promises(signed, on=day, site=SITE) == 0


def test_nobody_is_reminded_whom_no_way_reaches(signed: Commitment, travel: Travel) -> None:
    signed.executor.contact.delete()  # type: ignore[union-attr]
    day = add_working_days(ON, 6)
    travel(day)
    assert promises.owed_reminders(on=day) == []
    assert remind_of_promises(signed, on=day, site=SITE) == 0
    assert reminders() == []


def test_a_reminder_holds_the_link_of_the_sheet_and_no_secret_else(signed: Commitment, travel: Travel) -> None:
    day = add_working_days(ON, 4)
    travel(day)
    assert remind_of_promises(signed, on=day, site=SITE) == 1
    assert remind_of_promises(signed, on=day, site=SITE) == 0
    (told,) = reminders()
    invitee = promises.invitee_of(signed.event, signed.executor_id or 0)  # type: ignore[arg-type]
    assert invitee is not None
    assert f"{SITE}{reverse('reply_sheet', args=[invitee.key])}" in told.text
    assert "pemeriksaan data berikutnya" in told.text
    assert "selesai dengan dokumen" not in told.text
    assert Entry.objects.filter(action="promise.reminded").count() == 1


def test_a_reminder_says_how_each_of_its_promises_closes(signed: Commitment, travel: Travel) -> None:
    register, other = signed.pledges.order_by("pk")
    Pledge.objects.filter(pk=other.pk).update(due_on=register.due_on)
    day = add_working_days(ON, 4)
    travel(day)
    remind_of_promises(signed, on=day, site=SITE)
    (told,) = reminders()
    assert "Menempel papan: paling lambat" in told.text
    assert told.text.index("pemeriksaan data berikutnya") < told.text.index("selesai dengan dokumen")


def test_the_link_of_a_reminder_opens_while_something_is_open(signed: Commitment, travel: Travel) -> None:
    assert signed.executor is not None
    due, event = ON + dt.timedelta(days=70), signed.event
    signed.pledges.filter(kind=PledgeKind.OTHER).update(due_on=due)
    travel(due)
    invitee = promises.invitee_of(event, signed.executor.pk)  # type: ignore[arg-type]
    assert invitee is not None
    address = reverse("reply_sheet", args=[invitee.key])
    assert Client().get(address).status_code == 200
    signed.pledges.update(state=PledgeState.RELEASED, closed_on=due)
    assert Client().get(address).status_code == 410


def test_a_reminder_leaves_without_the_letter(signed: Commitment, travel: Travel) -> None:
    day = add_working_days(ON, 4)
    travel(day)
    remind_of_promises(signed, on=day, site=SITE)
    (told,) = reminders()
    assert deliver_next(at=timezone.now()) == told
    assert [box.attachments for box in mail.outbox] == [[]]


def test_a_quarter_counts_what_its_lists_hold(cast: Cast, signed: Commitment, travel: Travel) -> None:
    first, second = signed.pledges.order_by("pk")
    Pledge.objects.filter(pk=first.pk).update(state=PledgeState.PROVEN, closed_on=ON, proof="x")
    travel(second.due_on + dt.timedelta(days=3))
    today = second.due_on + dt.timedelta(days=3)
    ((party, counts),) = promises.figures_of(FOURTH, by=cast.leader, on=today)
    assert party == Party.FIRM
    assert counts == {"dibuat": 2, "terbukti": 1, "berdokumen": 0, "terbuka": 1, "lewat": 1}
    browser = client_of(cast.leader)
    for figure, count in counts.items():
        page = browser.get(reverse("pledges"), {"triwulan": "2026-4", "angka": figure, "pihak": "badan_usaha"})
        assert page.context["page"].paginator.count == count, figure
    assert promises.figures_of(Period(2026, 2), by=cast.leader, on=today) == []
    assert promises.figures_of(FOURTH, by=cast.rival_firm, on=today) in ([], [(party, counts)])


def test_a_promise_proven_after_a_quarter_was_open_at_its_end(cast: Cast, signed: Commitment) -> None:
    Pledge.objects.update(state=PledgeState.PROVEN, closed_on=dt.date(2027, 1, 20), proof="x", due_on=ON)
    on = dt.date(2027, 3, 1)
    ((_party, then),) = promises.figures_of(FOURTH, by=cast.leader, on=on)
    ((_party, after),) = promises.figures_of(Period(2027, 1), by=cast.leader, on=on)
    assert (then["terbuka"], then["lewat"], then["terbukti"]) == (2, 2, 0)
    assert (after["terbuka"], after["terbukti"], after["dibuat"]) == (0, 2, 0)


def test_the_report_of_the_quarter_has_the_table_on_page_paper_and_sheet(cast: Cast, signed: Commitment) -> None:
    table = promised_table(FOURTH, by=cast.leader, on=ON)
    assert table.rows == (("Badan usaha", 2, 0, 0, 2, 0),)
    for form, start in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        assert take_report(FOURTH, form=form, by=cast.leader, more=(table,)).startswith(start)
    page = client_of(cast.leader).get(reverse("city_quarter"), {"triwulan": "2026-4"}).content.decode()
    assert "angka=dibuat&amp;pihak=badan_usaha" in page


def test_what_is_promised_stands_on_the_page_of_the_case(cast: Cast, signed: Commitment) -> None:
    pledge = signed.pledges.select_related("package").get(kind=PledgeKind.REGISTER)
    case = Case.objects.create(
        package=pledge.package, executor=signed.executor, finding_id="x", kind="unregistered", opened_on=ON,
        opened_by=cast.coordinator, moved_on=ON,
    )  # fmt: skip
    page = client_of(cast.coordinator).get(reverse("city_case", args=[case.pk])).content.decode()
    assert "Yang dijanjikan" in page
    assert reverse("commitment", args=[signed.pk]) in page


def test_overdue_promises_stand_on_the_first_page_of_the_city(cast: Cast, signed: Commitment, travel: Travel) -> None:
    Pledge.objects.update(due_on=ON)
    travel(ON + dt.timedelta(days=2))
    page = client_of(cast.coordinator).get(reverse("city_home")).content.decode()
    assert f"{reverse('pledges')}?lewat=1" in page
