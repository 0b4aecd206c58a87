"""Can a firm read its sheet and sign without an account, without a script, on paper, on the committee's tablet?"""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast, client_of
from tests.house.briefings import coming, invited, open_event
from tests.house.clock import travel
from tests.house.runs import DAY
from tests.house.town import Town, settle

from payung.audit.models import Entry
from payung.briefings.models import Commitment, Event, Invitee, Pledge
from payung.briefings.policies import link_ends_on
from payung.briefings.terms import EventState, Party, PledgeKind, PledgeState, Signed
from payung.coverage.models import RosterRow
from payung.projects.models import PackageFacts
from payung.registry.actions import entrust
from payung.registry.models import Executor

__all__ = ["travel"]
ON = DAY + dt.timedelta(days=21)
SIGNED = {"nama": "Doni", "jabatan": "Direktur", "menandatangani": "ya"}


@pytest.fixture
def town(cast: Cast, run_folder: Path) -> Town:
    """The city; ``ours`` is work that goes on unprotected, of Doni's firm."""
    town = settle(cast, run_folder)
    open_ones = PackageFacts.objects.filter(
        known_until=None,
        state_now="unprotected",
        standing="not_found",
        package__executor__isnull=False,
        ends_on__gte=ON,
    ).exclude(package__executor=town.theirs.executor)
    package = open_ones.order_by("pk")[0].package
    entrust(package.executor.key, office=cast.firm.office, by=cast.coordinator)  # type: ignore[union-attr]
    return replace(town, ours=package)


@pytest.fixture
def invitee(cast: Cast, town: Town, travel: object) -> Invitee:
    travel(ON)  # type: ignore[operator]
    event = open_event(cast, on=ON)
    assert town.ours.executor is not None
    return coming(invited(event, town.ours.executor))


def ticked(client: Client, address: str) -> list[str]:
    """The promises that the form offers."""
    offers = client.get(address).context["offers"]
    return [offer.key for offer in offers]


def test_the_link_opens_the_sheet_without_a_worker_or_a_number(invitee: Invitee, town: Town) -> None:
    answer = Client().get(reverse("reply_sheet", args=[invitee.key]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer["Cache-Control"].find("no-store") >= 0
    assert town.ours.package_id in page
    assert "Masih harus dibayar" in page
    names = {name for name in RosterRow.objects.values_list("name", flat=True) if name and " " in name}
    assert names
    assert not [name for name in names if name in page]
    npwp = invitee.executor.npwp
    assert not npwp or npwp not in page


def test_the_link_shows_nothing_of_another_firm(invitee: Invitee, town: Town) -> None:
    page = Client().get(reverse("reply_sheet", args=[invitee.key])).content.decode()
    assert town.theirs.package_id not in page


BEHIND = ("reply_sheet", "reply_sheet_file", "reply_commit", "reply_form", "reply_copy")


def test_a_link_of_a_draft_opens_nothing(invitee: Invitee) -> None:
    Event.objects.update(state=EventState.DRAFT)
    for name in BEHIND:
        assert Client().get(reverse(name, args=[invitee.key])).status_code == 404


def test_a_closed_link_says_why_and_whom_to_ask_and_nothing_leads_to_it(invitee: Invitee, travel: object) -> None:
    answers = []
    Event.objects.update(state=EventState.CANCELLED)
    answers += [(Client().get(reverse(name, args=[invitee.key])), "Acara ini dibatalkan") for name in BEHIND]
    Event.objects.update(state=EventState.HELD)
    travel(link_ends_on(invitee.event, last_due=None) + dt.timedelta(days=1))  # type: ignore[operator]
    answers += [(Client().get(reverse(name, args=[invitee.key])), "30 hari sesudah acara") for name in BEHIND]
    answers.append((Client().post(reverse("reply_commit", args=[invitee.key]), SIGNED), "30 hari sesudah acara"))
    for answer, why in answers:
        page = answer.content.decode()
        assert answer.status_code == 410
        assert why in page
        assert f"Tanyakan kepada {invitee.event.organiser.name}" in page
        assert not [name for name in BEHIND if f'href="{reverse(name, args=[invitee.key])}"' in page]
    assert not Commitment.objects.exists()
    page = Client().get(reverse("invitation", args=[invitee.key])).content.decode()
    assert reverse("reply_sheet", args=[invitee.key]) not in page
    assert "30 hari sesudah acara" in page


def test_a_link_closes_some_days_after_the_event(invitee: Invitee, travel: object) -> None:
    address = reverse("reply_sheet", args=[invitee.key])
    last = link_ends_on(invitee.event, last_due=None)
    travel(last)  # type: ignore[operator]
    assert Client().get(address).status_code == 200
    travel(last + dt.timedelta(days=1))  # type: ignore[operator]
    assert Client().get(address).status_code == 410


def test_a_wrong_key_opens_nothing(invitee: Invitee) -> None:
    assert Client().get(reverse("reply_sheet", args=["a" * 32])).status_code == 404


def test_a_firm_signs_by_its_link_without_a_script_and_takes_its_copy(invitee: Invitee) -> None:
    client, address = Client(), reverse("reply_commit", args=[invitee.key])
    keys = ticked(client, address)
    assert keys
    answer = client.post(address, {"janji": keys, "lain-0": "Menempel papan.", **SIGNED}, follow=True)
    assert answer.status_code == 200
    held = Commitment.objects.get()
    assert (held.party, held.way, held.signature_kind, held.by) == (Party.FIRM, Signed.SCREEN, "teks", None)
    assert held.pledges.count() == len(keys) + 1
    assert held.code in answer.content.decode()
    copy = client.get(reverse("reply_copy", args=[invitee.key]))
    assert copy.content.startswith(b"%PDF")
    assert Entry.objects.filter(action="promise.made").count() == 1


def test_what_was_filled_in_stays_when_it_is_refused(invitee: Invitee) -> None:
    client, address = Client(), reverse("reply_commit", args=[invitee.key])
    key = ticked(client, address)[0]
    answer = client.post(address, {"janji": [key], "lain-0": "Menempel papan.", "nama": "Doni"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "saya menandatangani" in page
    assert "Menempel papan." in page
    assert [offer.is_chosen for offer in answer.context["offers"]] == [
        offer.key == key for offer in answer.context["offers"]
    ]
    assert not Commitment.objects.exists()


@pytest.mark.parametrize(
    "told",
    [
        {"janji": ["daftarkan:bukan-paket"]}, {"janji": ["lain:x"]}, {"janji": ["tidak-ada"]}, {"janji": []},
        {"lain-0": "x", "tenggat-lain-0": "1999-01-01"}, {"lain-0": "x", "goresan": "data:image/png;base64,@@@"},
        {"lain-0": "x", "goresan": "data:image/png;base64,AAAA"},
    ],
)  # fmt: skip
def test_bad_input_gets_one_sentence_and_keeps_nothing(invitee: Invitee, told: dict[str, object]) -> None:
    answer = Client().post(reverse("reply_commit", args=[invitee.key]), SIGNED | told)
    assert answer.status_code == 422
    assert len(list(answer.context["messages"])) == 1
    assert not Commitment.objects.exists()


def test_a_form_signed_on_paper_is_kept_as_it_was_photographed(cast: Cast, invitee: Invitee) -> None:
    browser, pk, firm = client_of(cast.coordinator), invitee.event_id, invitee.executor_id
    address = reverse("event_firm_commit", args=[pk, firm])
    paper = browser.get(reverse("event_firm_form", args=[pk, firm]))
    assert paper.content.startswith(b"%PDF")
    photo = b"\xff\xd8\xff" + b"foto" * 9
    told = {
        "janji": ticked(browser, address)[:1], "nama": "Doni", "tanggal": (ON - dt.timedelta(days=1)).isoformat(),
        "formulir": SimpleUploadedFile("foto.jpg", photo),
    }  # fmt: skip
    assert browser.post(address, told).status_code == 302
    held = Commitment.objects.get()
    assert (held.way, held.signature_kind, held.by) == (Signed.PAPER, "jpg", cast.coordinator)
    assert held.signed_on == ON - dt.timedelta(days=1)
    assert browser.get(reverse("commitment_signed", args=[held.pk])).content == photo
    assert browser.get(reverse("commitment_file", args=[held.pk])).content.startswith(b"%PDF")


def test_the_four_parties_promise_each_with_its_office(cast: Cast, invitee: Invitee) -> None:
    browser, pk = client_of(cast.coordinator), invitee.event_id
    asked = {"kota": "putuskan_pasangan", "cabang": "periksa_bukti", "dinas": "pemberitahuan", "pekerja": ""}
    for party, kind in asked.items():
        told = {"janji": [kind] if kind else [], "lain-0": "" if kind else "Menyebarkan brosur.", **SIGNED}
        office = {"kantor": cast.agency_officer.office_id} if party == "dinas" else {}
        answer = browser.post(reverse("event_party_commit", args=[pk, party]), told | office)
        assert answer.status_code == 302, party
    held = {one.party: one for one in Commitment.objects.select_related("office")}
    assert set(held) == set(asked)
    assert held["dinas"].office == cast.agency_officer.office
    assert held["pekerja"].office is None
    page = browser.get(reverse("event_commitments", args=[pk])).content.decode()
    assert "Menyebarkan brosur." in page
    which = browser.get(reverse("event_party_commit", args=[pk, "dinas"]))
    assert "Kantor mana" in which.content.decode()


def test_all_sheets_of_those_who_come_are_one_file_in_the_trail(cast: Cast, invitee: Invitee) -> None:
    answer = client_of(cast.coordinator).get(reverse("event_sheets", args=[invitee.event_id]))
    assert answer.content.startswith(b"%PDF")
    assert Entry.objects.filter(action="promise.sheets").count() == 1


def test_a_firm_reads_its_own_and_promises_from_its_account(cast: Cast, invitee: Invitee, town: Town) -> None:
    ours, rival = client_of(cast.firm), client_of(cast.rival_firm)
    firm = town.ours.executor_id
    assert town.ours.package_id in ours.get(reverse("firm_sheet")).content.decode()
    assert ours.get(reverse("firm_sheet_file")).content.startswith(b"%PDF")
    assert ours.post(reverse("firm_commit", args=[firm]), {"lain-0": "Menempel papan.", **SIGNED}).status_code == 302
    assert rival.get(reverse("firm_commit", args=[firm])).status_code == 404
    held = Commitment.objects.get()
    assert held.event is None
    assert "Menempel papan." in ours.get(reverse("firm_commitments")).content.decode()
    assert ours.get(reverse("commitment", args=[held.pk])).status_code == 200
    for name in ("commitment", "commitment_file", "commitment_signed"):
        assert rival.get(reverse(name, args=[held.pk])).status_code == 404


def test_a_document_goes_round_by_the_pages(cast: Cast, invitee: Invitee, town: Town) -> None:
    ours, ani = client_of(cast.firm), client_of(cast.coordinator)
    ours.post(reverse("firm_commit", args=[town.ours.executor_id]), {"lain-0": "Menempel papan.", **SIGNED})
    pledge = Pledge.objects.get()
    act = reverse("pledge_act", args=[pledge.pk])
    photo = SimpleUploadedFile("papan.png", b"\x89PNG\r\n\x1a\nfoto")
    assert ours.post(act, {"tindakan": "dokumen", "dokumen": photo}).status_code == 302
    assert ani.get(reverse("pledge_document", args=[pledge.pk])).content.endswith(b"foto")
    ours.post(act, {"tindakan": "lihat", "putusan": "cukup", "catatan": "ya"})
    pledge.refresh_from_db()
    assert pledge.state == PledgeState.OPEN
    ani.post(act, {"tindakan": "lihat", "putusan": "cukup", "catatan": "Papan terlihat."})
    pledge.refresh_from_db()
    assert (pledge.state, pledge.proof) == (PledgeState.DOCUMENTED, "Papan terlihat.")
    assert ani.post(act, {"tindakan": "apa"}).status_code == 404


def test_the_list_narrows_by_party_state_day_event_and_quarter(cast: Cast, invitee: Invitee, travel: object) -> None:
    client = Client()
    client.post(
        reverse("reply_commit", args=[invitee.key]),
        {"janji": ticked(client, reverse("reply_commit", args=[invitee.key])), **SIGNED},
    )
    made = Pledge.objects.count()
    travel(ON + dt.timedelta(days=40))  # type: ignore[operator]
    browser, address = client_of(cast.coordinator), reverse("pledges")

    def count(question: str) -> int:
        return int(browser.get(f"{address}?{question}").context["page"].paginator.count)

    assert count("") == count("lewat=1") == count("pihak=badan_usaha") == made
    assert count(f"acara={invitee.event_id}&triwulan=2026-4&angka=dibuat") == made
    assert count("pihak=kota") == count("keadaan=terbukti") == count("triwulan=2026-3&angka=dibuat") == 0
    assert count("pihak=zzz&keadaan=zz&triwulan=x&acara=-1") in (0, made)


def test_the_page_of_an_event_asks_no_more_with_more_firms(cast: Cast, invitee: Invitee, most_queries: object) -> None:
    for one in town_executors(invitee)[:12]:
        coming(invited(invitee.event, one))
    browser = client_of(cast.coordinator)
    browser.get(reverse("event_commitments", args=[invitee.event_id]))
    with most_queries(30):  # type: ignore[operator]
        page = browser.get(reverse("event_commitments", args=[invitee.event_id]))
    with most_queries(30):  # type: ignore[operator]
        sheet = Client().get(reverse("reply_sheet", args=[invitee.key]))
    assert (page.status_code, sheet.status_code) == (200, 200)


def test_many_firms_are_paged_and_counted_whole(cast: Cast, invitee: Invitee, most_queries: object) -> None:
    for n in range(210):
        firm = Executor.objects.create(key=f"F{n}", kind="unknown", name=f"AA Firma {n:03d}")
        coming(invited(invitee.event, firm))
    Client().post(reverse("reply_commit", args=[invitee.key]), {"lain-0": "Menempel papan.", **SIGNED})
    Invitee.objects.filter(pk=invitee.pk).update(reply="tidak", seats=0)
    browser, address = client_of(cast.coordinator), reverse("event_commitments", args=[invitee.event_id])
    browser.get(address)
    with most_queries(30):  # type: ignore[operator]
        first = browser.get(address)
    last = browser.get(f"{address}?page=5").content.decode()
    assert (len(first.context["firms"]), first.context["page"].paginator.count) == (50, 211)
    assert (first.context["signed"], first.context["unsigned"]) == (1, 210)
    assert invitee.executor.name in last
    assert "menandatangani tanpa tercatat datang" in last


def town_executors(invitee: Invitee) -> list[object]:
    kind = type(invitee.executor)
    return list(kind.objects.filter(packages__isnull=False).exclude(pk=invitee.executor_id).distinct())


def test_days_are_of_the_day_in_jakarta(invitee: Invitee) -> None:
    assert timezone.localdate() == ON
    assert PledgeKind.OTHER not in {one.kind for one in Pledge.objects.all()}
