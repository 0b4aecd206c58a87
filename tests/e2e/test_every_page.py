"""Is every page readable by everybody, small enough for a telephone, and silent towards others?

Each role starts at its first page and follows every kind of link once, so that a new page is looked at by being
linked; a page that nobody can reach fails here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import Browser, BrowserContext, Page, Response

from payung.accounts.terms import Role

pytestmark = pytest.mark.timeout(900)  # every page of a role, three times each, on a machine that may be busy

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""All that the dark may change."""
SMALL = {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable", "aria-hidden-focus"]}}
"""What a narrow page may do worse than a wide one; its words and colours are the same."""
OF_ONES_OWN = ("account_", "mfa_", "usersessions_")
"""Pages of the account itself: the same for everybody, looked at once."""
PHONE, DESK = {"width": 375, "height": 812}, {"width": 1280, "height": 900}
HEAVIEST = 300 * 1024
UNKNOWN = ("/tidak-ada/", "/jawab/tidak-ada/", "/gerbang/tidak-ada/", "/sertifikat/tidak-ada/TIDAK/")
SEEDS = {
    "": ("/akun/login/", "/akun/password/reset/", "/gaya/", "/surat/TIDAK-ADA/", "/acara/", *UNKNOWN),
    Role.COORDINATOR: ("/", "/akun/logout/", "/kota/paket/?q=tidak+ada+yang+begini", "/kota/temuan/?q=tidak+ada"),
    Role.AGENCY_OFFICER: ("/", "/dinas/gerbang/?nomor=tidak-ada"),
}
NOT_PAGES = {
    "files": {
        "agency_gate_note", "answer_file", "city_executor_file", "city_import_file", "city_logo", "city_quarter_pdf",
        "certificate", "event_certificate", "event_certificates",
        "city_quarter_sheets", "letter_file", "message_proof", "mfa_download_recovery_codes",
        "shelf_file", "shelf_draft_file", "event_calendar", "event_contacts_file", "event_material",
        "invitation_letter",
        "commitment_file", "commitment_signed", "event_firm_form",
        "event_firm_sheet", "event_sheets", "firm_sheet_file", "pledge_document", "reply_copy", "reply_form",
        "reply_sheet_file",
    },
    "for machines": {
        "alive", "ready", "metrics", "api-root", "openapi-json", "api_gate", "event_door_list", "event_door_worker",
    },
    "by post alone": {
        "agency_gate_check", "agency_gate_override", "agency_gate_proof", "branch_proof", "override_decide",
        "token_revoke",
        "withdraw_invitation", "change_role", "deactivate", "reactivate", "sign_out_everywhere", "set_language",
        "demo_login", "city_packages_export", "city_packages_save", "city_judge", "city_judge_worker",
        "city_take_back", "city_judge_finding", "city_import_start", "city_import_cancel", "agency_packages_export",
        "event_act", "event_door_send",
        "branch_packages_export", "branch_statement", "case_act", "case_second", "letter_act", "message_act",
        "participant_feelings",
        "city_map_remove", "city_wording_reset", "shelf_act", "shelf_stock", "firm_open", "firm_join", "firm_release",
    },
    "led on at once": {"home", "account_email", "account_inactive", "account_set_password", "account_signup"},
    "by the card of somebody who takes part": {"participant_page", "participant_quiz"},
    "by a letter or in the midst of signing in": {
        "accept_invitation", "account_confirm_email", "account_confirm_login_code", "account_email_verification_sent",
        "account_reset_password_from_key", "account_reset_password_from_key_done", "account_reset_password_done",
        "account_reauthenticate", "mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    },
    "only with a second step": {
        "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_list_webauthn",
        "mfa_remove_webauthn", "mfa_edit_webauthn", "mfa_add_webauthn", "mfa_activate_totp",
    },
    "once files came in or a pair was judged": {"city_import", "worker_nik", "city_change"},
    "once a payment was checked": {"agency_gate_answer"},
    "of what was promised: by a link, or once it is signed": {
        "commitment", "event_firm_commit", "event_party_commit", "event_commitments", "pledge_act", "reply_commit",
        "reply_sheet",
    },
    "at the door of an event": {
        "event_attendance", "event_attendance_print", "event_door", "event_paper", "event_walk_in",
    },
    "once a case was opened": {
        "agency_case", "branch_case", "city_case", "firm_case", "letter", "letter_preview", "letter_sending",
    },
}  # fmt: skip


Walked = dict[Role | str, list[str]]


@dataclass
class Heard:
    """What a browser asked for, and what it complained of."""

    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def walked(browser: Browser, sample: str) -> Walked:
    """The pages that each role comes to."""
    found: Walked = {}
    for role in ("", *Role):
        context = opened(browser, sample, role)
        found[role] = walk(context, sample, role)
        context.close()
    return found


@pytest.mark.parametrize("role", ["", *Role], ids=lambda role: role or "nobody")
def test_every_page_of_a_role_is_for_everybody_and_silent_towards_others(
    browser: Browser, sample: str, walked: Walked, role: Role | str
) -> None:
    context = opened(browser, sample, role)
    heard, page = listening(context)
    faults = [fault for address in walked[role] for fault in looked_at(page, address)]
    outside = {url for url in heard.asked if not url.startswith((sample, "data:"))}
    context.close()

    assert faults == []
    assert outside == set()
    assert [said for said in heard.complaints if "404 (Not Found)" not in said] == []


def test_every_address_is_looked_at_or_is_no_page(walked: Walked) -> None:
    seen = {kind_of(address) for addresses in walked.values() for address in addresses}

    unseen, known = names(get_resolver()) - seen, set().union(*NOT_PAGES.values())

    assert " ".join(sorted(unseen - known)) == ""


def test_the_first_page_of_each_role_weighs_little(browser: Browser, sample: str, walked: Walked) -> None:
    """As it comes over the wire, with nothing kept from before."""
    for role in Role:
        context = opened(browser, sample, role)
        fresh = browser.new_context(storage_state=context.storage_state())
        weight = weighed(fresh.new_page(), walked[role][0])
        context.close()
        fresh.close()
        assert weight <= HEAVIEST, f"{role}: {weight} bytes"


def opened(browser: Browser, sample: str, role: Role | str) -> BrowserContext:
    """A browser in which the sample's account of this role has signed in.

    By the form's own request: a page that is closed while it still loads may keep the browser waiting for ever.
    """
    context = browser.new_context(locale="id-ID", viewport=DESK, reduced_motion="reduce")
    if role:
        form = context.request.get(f"{sample}/akun/login/").text()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
        told = {"csrfmiddlewaretoken": token[1] if token else "", "email": f"{role}@payung.example"}
        answer = context.request.post(f"{sample}/akun/contoh/", form=told, headers={"Referer": f"{sample}/akun/login/"})
        assert answer.ok
    return context


def walk(context: BrowserContext, sample: str, role: Role | str) -> list[str]:
    """One address of every kind that this role can reach by links, the first page first."""
    waiting = [f"{sample}{seed}" for seed in SEEDS.get(role, ("/",))]
    found: dict[str, str] = {}
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind in NOT_PAGES["files"] or (kind in found and "?" not in address) or is_known(kind, role):
            continue
        answer = context.request.get(address)
        found[kind_of(answer.url) + urlsplit(address).query] = answer.url
        found.setdefault(kind, answer.url)
        links = re.findall(r'<a[^>]*?href="(/[^"#?]*)', answer.text())
        waiting += [f"{sample}{link}" for link in links if kind_of(link) not in found]
    return list(dict.fromkeys(found.values()))


def is_known(kind: str, role: Role | str) -> bool:
    return role not in ("", Role.COORDINATOR) and kind.startswith(OF_ONES_OWN)


def kind_of(address: str) -> str:
    """The name of an address, the same for all packages."""
    try:
        return resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return ""


def names(resolver: URLResolver) -> set[str]:
    """Every name that an address may have."""
    found: set[str] = set()
    for pattern in resolver.url_patterns:
        found |= {pattern.name or ""} if isinstance(pattern, URLPattern) else names(pattern)
    return found


def listening(context: BrowserContext) -> tuple[Heard, Page]:
    heard, page = Heard(), context.new_page()
    page.on("request", lambda request: heard.asked.append(request.url))
    page.on("console", lambda said: heard.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: heard.complaints.append(str(error)))
    return heard, page


def looked_at(page: Page, address: str) -> Iterator[str]:
    """What is wrong with a page, in words."""
    where = urlsplit(address).path
    page.set_viewport_size(DESK)
    answer = page.goto(address)
    yield from (f"{where}: {fault}" for fault in faults_of_policy(answer))
    for scheme, rules in (("dark", CONTRAST), ("light", RULES)):
        page.emulate_media(color_scheme=scheme)
        yield from (f"{where} ({scheme}): {fault}" for fault in faults_of_access(page, rules))
    page.set_viewport_size(PHONE)
    reach = page.evaluate("document.documentElement.scrollWidth")
    if reach > PHONE["width"]:
        yield f"{where}: {reach} px wide on a telephone: {widest(page)}"
    yield from (f"{where} (telephone): {fault}" for fault in faults_of_access(page, SMALL))


def faults_of_policy(answer: Response | None) -> Iterator[str]:
    policy = answer.headers.get("content-security-policy", "") if answer else ""
    if "default-src 'self'" not in policy or "unsafe" in policy or "http" in policy:
        yield f"Content-Security-Policy: {policy!r}"


def faults_of_access(page: Page, rules: dict[str, object]) -> list[str]:
    violations = Axe().run(page, options=rules).response["violations"]
    return [
        f"{found['id']}: {node['html'][:160]} {node['any'][0]['message'][:120] if node['any'] else ''}"
        for found in violations
        for node in found["nodes"][:2]
    ]


def widest(page: Page) -> str:
    return page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 376)"
        ".slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(' | ')"
    )


def weighed(page: Page, address: str) -> int:
    """Bytes of the page and of all that it asks for, as transferred."""
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    sizes: list[float] = []
    network.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    return int(sum(sizes))
