"""Which pages does somebody find in the menu? A table by office and permission.

An address that does not resolve is left out: a page appears in the menu by being routed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.accounts.terms import OfficeKind, Permission


class Member(Protocol):
    """Who looks at the menu."""

    @property
    def office_kind(self) -> OfficeKind:
        """Whose pages they open."""

    def may(self, permission: Permission) -> bool:
        """Whether the role holds this permission."""


@dataclass(frozen=True)
class Entry:
    """A page that may stand in the menu of an office, and of which permissions its reader must hold one."""

    label: Promise
    url_name: str
    icon: str
    kind: OfficeKind
    permissions: frozenset[Permission]


@dataclass(frozen=True)
class MenuItem:
    """A page in somebody's menu; ``is_current`` while they are on it or beneath it."""

    label: Promise
    url_name: str
    icon: str
    address: str
    is_current: bool


P = Permission
CITY, AGENCY, BRANCH, FIRM = OfficeKind.CITY, OfficeKind.AGENCY, OfficeKind.BRANCH, OfficeKind.FIRM
ENTRIES: tuple[Entry, ...] = (
    Entry(_("Beranda"), "city_home", "home", CITY, frozenset({P.VIEW_CITY})),
    Entry(_("Paket"), "city_packages", "package", CITY, frozenset({P.VIEW_PACKAGES})),
    Entry(_("Pencocokan"), "city_matching", "matching", CITY, frozenset({P.JUDGE_LINKS})),
    Entry(_("Temuan"), "city_findings", "finding", CITY, frozenset({P.VIEW_CITY})),
    Entry(_("Penanganan"), "city_cases", "case", CITY, frozenset({P.VIEW_CITY})),
    Entry(_("Surat"), "letters", "letter", CITY, frozenset({P.VIEW_CITY})),
    Entry(_("Gerbang pembayaran"), "overrides", "payment", CITY, frozenset({P.VIEW_CITY})),
    Entry(_("Sosialisasi"), "events", "people", CITY, frozenset({P.HOLD_EVENTS, P.VIEW_CITY})),
    Entry(_("Laporan"), "city_quarter", "calendar", CITY, frozenset({P.VIEW_CITY})),
    Entry(_("Impor"), "city_imports", "import", CITY, frozenset({P.IMPORT_FILES})),
    Entry(_("Perangkat daerah"), "city_agencies", "agency", CITY, frozenset({P.VIEW_CITY})),
    Entry(_("Orang"), "people", "people", CITY, frozenset({P.MANAGE_PEOPLE})),
    Entry(_("Aturan"), "law", "law", CITY, frozenset({P.VIEW_CITY})),
    Entry(_("Jejak"), "audit_trail", "trail", CITY, frozenset({P.READ_AUDIT, P.MANAGE_PEOPLE})),
    Entry(_("Pengaturan"), "city_profile", "settings", CITY, frozenset({P.VIEW_CITY})),
    Entry(_("Paket saya"), "agency_packages", "package", AGENCY, frozenset({P.VIEW_PACKAGES})),
    Entry(_("Temuan saya"), "agency_findings", "finding", AGENCY, frozenset({P.VIEW_PACKAGES})),
    Entry(_("Penanganan"), "agency_cases", "case", AGENCY, frozenset({P.VIEW_PACKAGES})),
    Entry(_("Janji"), "pledges", "check", AGENCY, frozenset({P.WRITE_LETTERS})),
    Entry(_("Surat saya"), "letters", "letter", AGENCY, frozenset({P.WRITE_LETTERS})),
    Entry(_("Gerbang pembayaran"), "agency_payment_gate", "payment", AGENCY, frozenset({P.CHECK_PAYMENT})),
    Entry(_("Pengecualian"), "overrides", "two-steps", AGENCY, frozenset({P.APPROVE_OVERRIDE})),
    Entry(_("Aturan"), "shelf", "law", AGENCY, frozenset({P.VIEW_PACKAGES})),
    Entry(_("Paket"), "branch_packages", "package", BRANCH, frozenset({P.VIEW_PACKAGES})),
    Entry(_("Pencocokan"), "city_matching", "matching", BRANCH, frozenset({P.JUDGE_LINKS})),
    Entry(_("Temuan"), "branch_findings", "finding", BRANCH, frozenset({P.VIEW_PACKAGES})),
    Entry(_("Penanganan"), "branch_cases", "case", BRANCH, frozenset({P.VIEW_PACKAGES})),
    Entry(_("Bukti bayar"), "branch_proofs", "payment", BRANCH, frozenset({P.WRITE_LETTERS})),
    Entry(_("Surat saya"), "letters", "letter", BRANCH, frozenset({P.WRITE_LETTERS})),
    Entry(_("Aturan"), "shelf", "law", BRANCH, frozenset({P.VIEW_PACKAGES})),
    Entry(_("Sosialisasi"), "events", "people", BRANCH, frozenset({P.HOLD_EVENTS})),
    Entry(_("Paket saya"), "firm_packages", "package", FIRM, frozenset({P.VIEW_PACKAGES})),
    Entry(_("Temuan saya"), "firm_findings", "finding", FIRM, frozenset({P.VIEW_PACKAGES})),
    Entry(_("Penanganan"), "firm_cases", "case", FIRM, frozenset({P.VIEW_PACKAGES})),
    Entry(_("Lembar kami"), "firm_sheet", "table", FIRM, frozenset({P.VIEW_PACKAGES})),
    Entry(_("Komitmen"), "firm_commitments", "check", FIRM, frozenset({P.VIEW_PACKAGES})),
    Entry(_("Undangan"), "firm_events", "calendar", FIRM, frozenset({P.VIEW_PACKAGES})),
    Entry(_("Surat"), "letters", "letter", FIRM, frozenset({P.VIEW_PACKAGES})),
    Entry(_("Kantor kami"), "firm_office", "people", FIRM, frozenset({P.VIEW_PACKAGES})),
    Entry(_("Aturan"), "shelf", "law", FIRM, frozenset({P.VIEW_PACKAGES})),
)


def menu(member: Member, *, path: str) -> list[MenuItem]:
    """The pages this person may open, in the order of the table; ``path``: the address they are at."""
    allowed = [e for e in ENTRIES if e.kind == member.office_kind and any(map(member.may, e.permissions))]
    routed = list(_routed(allowed))
    here = max((at for _entry, at in routed if _is_beneath(path, at)), key=len, default="")
    return [MenuItem(e.label, e.url_name, e.icon, at, at == here) for e, at in routed]


def _routed(entries: list[Entry]) -> Iterator[tuple[Entry, str]]:
    for entry in entries:
        try:
            yield entry, reverse(entry.url_name)
        except NoReverseMatch:
            continue


def _is_beneath(path: str, address: str) -> bool:
    return path == address or (address != "/" and path.startswith(address.rstrip("/") + "/"))
