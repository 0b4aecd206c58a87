"""How is the sample city opened to whoever wants to look: its runs loaded, accounts of each role, one password for all?

Never beside real people: it refuses a database that holds accounts of others.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl
from django.contrib.auth import get_user_model

from payung.accounts import actions as accounts
from payung.accounts import queries as accounts_read
from payung.accounts.terms import OFFICE_OF_ROLE, OfficeKind, Role
from payung.compliance.actions.loading import content_of, load_run
from payung.intake import queries as intake
from payung.jobs.demo_cases import open_sample_cases
from payung.jobs.demo_days import as_on
from payung.jobs.demo_events import hold_sample_event, plan_sample_event
from payung.jobs.demo_promises import settle_sample_promises
from payung.refusal import Refusal
from payung.registry import actions as registry
from payung.regulations.actions import starters, stock_shelf

PASSWORD = "payung-contoh-2026"
DOMAIN = "payung.example"
IS_PAID = pl.col("contribution_paid").fill_null(0) > 0
SITE = "http://127.0.0.1:8000"
BRANCH = ("J00", "Kantor Cabang Contoh")
NAMES: dict[Role, str] = {
    Role.COORDINATOR: "Koordinator Contoh",
    Role.LEADER: "Pimpinan Contoh",
    Role.INSPECTORATE: "Inspektur Contoh",
    Role.AGENCY_OFFICER: "Petugas Dinas Contoh",
    Role.PAYMENT_VERIFIER: "Verifikator Contoh",
    Role.BRANCH_OFFICER: "Petugas Cabang Contoh",
    Role.FIRM: "Badan Usaha Contoh",
}
SECOND: dict[Role, str] = {
    Role.COORDINATOR: "Koordinator Kedua Contoh",
    Role.AGENCY_OFFICER: "Petugas Kedua Dinas Contoh",
}
"""Who looks at what a colleague of the same office asked for: two roles decide nothing heavy alone."""
CITY = "Pemerintah Kota Contoh"
LETTERHEAD = accounts.CityTold(
    CITY, letterhead=CITY.upper(), address="Jalan Teladan Nomor 1, Kota Contoh", email=f"kota@{DOMAIN}"
)
"""What the city's paper bears. No telephone: an invented one might be somebody's."""


@dataclass(frozen=True)
class Account:
    """A line of the table of accounts."""

    email: str
    role: Role
    office: str


@dataclass(frozen=True)
class Busiest:
    """The agency and the executor with the most packages: whose pages have something to show."""

    agency_code: str
    agency: str
    executor_key: str
    executor: str


def prepare(*folders: Path) -> list[Account]:
    """Load these runs and open the accounts of each role; the same again where it was done before.

    Two runs, the earlier first: the event takes place, and firms promise, by what the first knew; the second proves it.
    """
    _require_no_others()
    busiest = telling_of(folders)
    offices = {
        kind: accounts.open_office(name, kind=kind, code=code, by=None)
        for kind, (code, name) in _places(folders[-1], busiest).items()
    }
    users = _users(offices)
    colleagues = _colleagues(users)
    _fill_letterhead(by=users[Role.COORDINATOR])
    _load_all(folders, users, firm=busiest.executor_key)
    settle_sample_promises()
    open_sample_cases(users, site=SITE)
    plan_sample_event(users, site=SITE)
    if any(starters(area := offices[OfficeKind.CITY].code)):
        stock_shelf(area, by=users[Role.COORDINATOR])
    people = [one for role, user in users.items() for one in (user, colleagues.get(role)) if one is not None]
    return [Account(one.email, Role(one.role), one.office.name) for one in people]


def _users(offices: Mapping[OfficeKind, Any]) -> dict[Role, Any]:
    """The person of each role, with an account opened for whoever has none."""
    known = {user.email: user for user in get_user_model().objects.select_related("office")}
    return {
        role: known.get(address_of(role))
        or _opened(address_of(role), name=NAMES[role], role=role, office=offices[OFFICE_OF_ROLE[role]])
        for role in Role
    }


def _colleagues(users: Mapping[Role, Any]) -> dict[Role, Any]:
    """The second person of the roles that need one, in the office of the first."""
    known = {user.email: user for user in get_user_model().objects.select_related("office")}
    named = {role: f"{role.value}2@{DOMAIN}" for role in SECOND}
    return {
        role: known.get(email) or _opened(email, name=SECOND[role], role=role, office=users[role].office)
        for role, email in named.items()
    }


def _opened(email: str, *, name: str, role: Role, office: Any) -> Any:
    return accounts.open_account(email, name=name, role=role, office=office, password=PASSWORD)


def _fill_letterhead(*, by: Any) -> None:
    """The letterhead of the city, once; what a visitor wrote there stays."""
    held = accounts_read.profile()
    if held is None or held.pk is None:
        accounts.change_city(replace(LETTERHEAD, name=by.office.name), by=by)


def _load_all(folders: Sequence[Path], users: Mapping[Role, Any], *, firm: str) -> None:
    """Each run that neither it nor a later one was loaded: what a visitor imported since is not replaced."""
    by = users[Role.COORDINATOR]
    loaded = [intake.was_loaded(content_of(folder)) for folder in folders]
    for at, folder in enumerate(folders):
        if not any(loaded[at:]):
            with as_on(_day_of(folder)) if folder != folders[-1] else nullcontext():
                load_run(folder, by=by)
        registry.entrust(firm, office=users[Role.FIRM].office, by=by)
        if at == 0:
            hold_sample_event(users, site=SITE)


def address_of(role: Role) -> str:
    """With which address the sample's account of this role signs in."""
    return f"{role.value}@{DOMAIN}"


def _manifest(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return told


def _day_of(folder: Path) -> dt.date:
    """The day of which a run tells."""
    return dt.date.fromisoformat(_manifest(folder)["as_of"])


def _places(folder: Path, busiest: Busiest) -> dict[OfficeKind, tuple[str, str]]:
    """Code and name of the office of each kind."""
    area = str(_manifest(folder)["area"])
    return {
        OfficeKind.CITY: (area, CITY),
        OfficeKind.AGENCY: (busiest.agency_code, busiest.agency),
        OfficeKind.BRANCH: BRANCH,
        OfficeKind.FIRM: (busiest.executor_key, busiest.executor),
    }


def busiest_of(folder: Path) -> Busiest:
    """The agency and the executor named by the most packages of a run."""
    packages = pl.read_parquet(folder / "packages.parquet")
    agency = _most(packages.select(code=pl.coalesce("agency_code", "agency"), name="agency"))
    executor = _most(packages.select(code=registry.EXECUTOR_KEY, name="executor_name"))
    return Busiest(*agency, *executor)


def telling_of(folders: Sequence[Path]) -> Busiest:
    """The busiest, but of the executors first one of whose packages was first paid for between these runs."""
    busiest = busiest_of(folders[-1])
    now = pl.read_parquet(folders[-1] / "packages.parquet").with_columns(key=registry.EXECUTOR_KEY)
    before = pl.read_parquet(folders[0] / "packages.parquet").filter(~IS_PAID)
    paid = now.filter(IS_PAID, pl.col("package_id").is_in(before["package_id"].to_list()))
    kept = now.filter(pl.col("key").is_in(paid["key"].drop_nulls().to_list()))
    if kept.is_empty():
        return busiest
    key, name = _most(kept.select(code="key", name="executor_name"))
    return replace(busiest, executor_key=key, executor=name)


def _most(named: pl.DataFrame) -> tuple[str, str]:
    counted = named.drop_nulls().group_by("code").agg(pl.len(), pl.col("name").last())
    code, _, name = counted.sort("len", "code", descending=[True, False]).row(0)
    return str(code), str(name)


def _require_no_others() -> None:
    if get_user_model().objects.exclude(email__endswith=f"@{DOMAIN}").exists():
        raise Refusal("Basis data ini berisi akun sungguhan; akun contoh tidak dibuat. Pakai PAYUNG_DATA yang lain.")
