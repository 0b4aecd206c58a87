"""How do two telephones stand at the door of a hall, in a browser? Steps that any journey may use.

Nothing here checks the product; it does what a committee member does, through the page.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect
from tools.serving import administer

PHONE = {"width": 375, "height": 812}
MAKE = """
import datetime as dt, json, secrets, uuid
from django.utils import timezone
from payung.accounts.models import User
from payung.briefings import queries
from payung.briefings.models import Event, Invitee, Participant
from payung.briefings.terms import EventState, Origin, Reply, Why
from payung.registry.models import Executor
ani = User.objects.get(email="koordinator@payung.example")
now = timezone.now()
event = Event.objects.create(
    title="Sosialisasi di aula", organiser=ani.office, place="Aula Contoh", starts_at=now - dt.timedelta(hours=1),
    ends_at=now + dt.timedelta(hours=3), quota=300, state=EventState.OPEN, code=secrets.token_hex(8), made_by=ani,
)
firms = [
    Invitee.objects.create(
        event=event, executor=executor, why=Why.CHOSEN, key=secrets.token_urlsafe(24), added_by=ani,
        reply=Reply.COMING, seats=4, replied_at=now,
    )
    for executor in Executor.objects.order_by("pk")[:50]
]
for n in range({people}):
    firm = firms[n % len(firms)]
    name = f"Orang Contoh {{n:03d}}"
    Participant.objects.create(
        event=event, invitee=firm, executor=firm.executor, firm_name=firm.executor.name, name=name,
        folded=queries.folded(name), origin=Origin.REPLY, client_id=uuid.uuid4(), code=queries.free_code(event),
        key=queries.new_key(),
    )
people = list(Participant.objects.filter(event=event).order_by("pk").values_list("name", "code", "firm_name"))
print(json.dumps({{"pk": event.pk, "code": event.code, "people": people}}))
"""
COUNT = """
import json
from payung.briefings.models import CheckIn, Event, Participant
from payung.briefings import queries
event = Event.objects.get(pk={event})
looks = list(CheckIn.objects.filter(participant__event=event).values_list("participant__name", "device", "way"))
came = list(queries.who_came(event).values_list("name", flat=True))
print(json.dumps({{"looks": looks, "came": came, "people": Participant.objects.filter(event=event).count()}}))
"""


@dataclass(frozen=True)
class Hall:
    """An event that is under way: where it is served, and who is on its list (name, code, firm)."""

    address: str
    folder: Path
    settings: dict[str, str]
    event: int
    code: str
    people: list[tuple[str, str, str]]

    @property
    def door(self) -> str:
        """The address of the page at the door."""
        return f"{self.address}/sosialisasi/{self.event}/pintu/"

    def shell(self, script: str) -> Any:
        """What a script inside the application prints last, as JSON."""
        said = administer(self.folder, "shell", "-c", script, settings=self.settings)
        return json.loads(said.strip().splitlines()[-1])

    def kept(self) -> dict[str, Any]:
        """What the application holds now: ``looks``, ``came`` and how many ``people`` are on the list."""
        return self.shell(COUNT.format(event=self.event))


def hall(address: str, folder: Path, settings: dict[str, str], *, people: int = 200) -> Hall:
    """An event of the sample city that began an hour ago, with so many people on its list."""
    there = Hall(address, folder, settings, 0, "", [])
    made = there.shell(MAKE.format(people=people))
    return Hall(address, folder, settings, made["pk"], made["code"], [tuple(one) for one in made["people"]])


def telephone(browser: Browser, at: Hall, role: str = "koordinator") -> BrowserContext:
    """A telephone on which the sample's account of this role has signed in; it has no page open yet."""
    context = browser.new_context(
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        viewport=PHONE,
        has_touch=True,
        is_mobile=True,  # type: ignore[arg-type]
    )
    context.set_default_timeout(60_000)
    sign_in(context, at, role)
    return context


def sign_in(context: BrowserContext, at: Hall, role: str = "koordinator") -> None:
    """Sign in by the form's own request."""
    page = context.request.get(f"{at.address}/akun/login/")
    assert page.ok
    token = next(each["value"] for each in context.cookies() if each["name"] == "csrftoken")
    told = {"csrfmiddlewaretoken": token, "email": f"{role}@payung.example"}
    answer = context.request.post(f"{at.address}/akun/contoh/", form=told, headers={"Referer": f"{at.address}/"})
    assert answer.ok, answer.status


def open_door(context: BrowserContext, at: Hall) -> Page:
    """The page of the door, kept on the telephone for when there is no signal."""
    page = context.new_page()
    page.goto(at.door)
    expect(page.get_by_text("Siap tanpa sinyal")).to_be_visible()
    expect(page.locator("[data-when=online]")).to_be_visible()
    return page


def let_in(page: Page, words: str) -> None:
    """Type a code or a name and press Enter."""
    field = page.get_by_label("Kode, nama, atau badan usaha")
    field.fill(words)
    field.press("Enter")
    expect(page.locator("[data-part=said]")).to_have_text(re.compile(r"tercatat hadir\.$"))


def write_down(page: Page, name: str, firm: str, position: str = "") -> None:
    """Write down somebody who is not on the list."""
    box = page.locator("[data-part=guest-box]")
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    box.get_by_label("Nama").fill(name)
    box.get_by_label("Badan usaha").fill(firm)
    box.get_by_label("Jabatan").fill(position)
    box.get_by_role("button", name="Catat hadir").click()
    expect(page.locator("[data-part=said]")).to_have_text(f"{name} tercatat hadir.")


def counted(page: Page) -> dict[str, int]:
    """The three counters: ``here``, ``expected``, ``waiting``."""
    here, expected, waiting = page.locator(".hall-counts dd").all_inner_texts()[:3]
    return {"here": int(here), "expected": int(expected), "waiting": int(waiting)}


def send_all(page: Page) -> None:
    """Press «Kirim sekarang», and wait until nothing waits."""
    page.get_by_role("button", name="Kirim sekarang").click()
    expect(page.locator(".hall-counts [data-n]")).to_have_text("0", timeout=30_000)
    expect(page.locator("[data-when=online]")).to_be_visible()
