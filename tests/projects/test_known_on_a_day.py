"""What did the house know of a package on an earlier day, and which run knew it?"""

from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from tests.cast import Cast, client_of
from tests.house.runs import Written, with_value

from payung.compliance.actions import load_run, undo_run
from payung.compliance.facts import lines_of
from payung.coverage.models import Registration, Span
from payung.intake.models import Run
from payung.intake.queries import held_on, latest_run
from payung.projects import queries
from payung.projects.models import Package

JAKARTA = ZoneInfo("Asia/Jakarta")
EARLY, BETWEEN, LATE = date(2026, 10, 2), date(2026, 10, 5), date(2026, 10, 9)


@pytest.fixture
def runs(run_folder: Path, other_run: Written, cast: Cast) -> tuple[Run, Run]:
    """One run loaded late on the early day, another early on the late day, in which a package has another name."""
    first = loaded(load_run(run_folder, by=cast.coordinator), on=EARLY, at=time(23, 30))
    package = Package.objects.filter(spans__isnull=False).order_by("pk").first()
    assert package is not None
    told = other_run(
        packages=with_value(package.package_id, name="Nama yang baru"), coverage=lambda rows: rows.clear(),
        registrations=lambda rows: rows.head(4),
    )  # fmt: skip
    return first, loaded(load_run(told, by=cast.coordinator), on=LATE, at=time(0, 30))


def loaded(run: Run, *, on: date, at: time) -> Run:
    """The run as if it had been loaded at this moment."""
    run.loaded_at = datetime.combine(on, at, tzinfo=JAKARTA)
    run.save(update_fields=["loaded_at"])
    return run


@pytest.fixture
def package(runs: tuple[Run, Run]) -> Package:
    """The package that was renamed."""
    return Package.objects.get(facts__name="Nama yang baru")


def test_each_day_knows_what_was_loaded_till_its_end(runs: tuple[Run, Run], package: Package, cast: Cast) -> None:
    def name(day: date | None) -> str | None:
        facts = queries.facts_of(package.package_id, by=cast.coordinator, day=day)
        return facts.name if facts else None

    before = name(EARLY)
    assert before not in (None, "Nama yang baru")
    assert [name(date(2026, 10, 1)), name(BETWEEN), name(LATE), name(None)] == [
        None, before, "Nama yang baru", "Nama yang baru",
    ]  # fmt: skip
    assert [latest_run(date(2026, 10, 1)), latest_run(EARLY), latest_run(BETWEEN), latest_run(LATE)] == [
        None, runs[0], runs[0], runs[1],
    ]  # fmt: skip


def test_every_table_is_read_as_of_the_day(runs: tuple[Run, Run]) -> None:
    counted = [
        (Span.objects.filter(held_on(day)).count(), Registration.objects.filter(held_on(day)).count())
        for day in (date(2026, 10, 1), BETWEEN, LATE, None)
    ]
    assert counted[0] == (0, 0)
    assert counted[1] > counted[2] == counted[3] == (0, 4)


def test_a_run_taken_back_was_never_known(runs: tuple[Run, Run], package: Package, cast: Cast) -> None:
    undo_run(runs[1], by=cast.coordinator)
    for day in (LATE, None):
        facts = queries.facts_of(package.package_id, by=cast.coordinator, day=day)
        assert facts is not None
        assert facts.name != "Nama yang baru"


def test_a_line_is_drawn_by_what_was_known(runs: tuple[Run, Run], package: Package, cast: Cast) -> None:
    def drawn(day: date | None) -> int:
        facts = queries.facts_of(package.package_id, by=cast.coordinator, day=day)
        assert facts is not None
        line = lines_of([facts], axis=None, as_of=runs[0].as_of, held=held_on(day))[package.pk]
        return sum(span.days for span in line.spans)

    told = Span.objects.filter(held_on(BETWEEN), package=package)
    assert drawn(BETWEEN) == sum(span.days for span in told) > 0
    assert drawn(LATE) == 0


def test_the_page_says_which_run_knew(runs: tuple[Run, Run], package: Package, cast: Cast) -> None:
    later = runs[1].as_of.replace(day=9)
    Run.objects.filter(pk=runs[1].pk).update(as_of=later)
    browser, address = client_of(cast.coordinator), reverse("city_package", args=[package.package_id])
    unchanged = Package.objects.exclude(pk=package.pk).filter(facts__known_until=None).order_by("pk").first()
    assert unchanged is not None
    assert browser.get(address, {"per": BETWEEN.isoformat()}).context["run"] == runs[0]
    page = browser.get(reverse("city_package", args=[unchanged.package_id]), {"per": LATE.isoformat()})
    assert (page.context["run"], page.context["dossier"].line.as_of) == (runs[1], later)
    listed = browser.get(reverse("city_packages"), {"per": BETWEEN.isoformat()})
    assert (listed.context["run"], listed.context["axis_line"].as_of) == (runs[0], runs[0].as_of)


def test_a_day_before_anything_was_known_is_answered_with_a_sentence(
    runs: tuple[Run, Run], package: Package, cast: Cast
) -> None:
    browser, address = client_of(cast.coordinator), reverse("city_package", args=[package.package_id])
    page = browser.get(address, {"per": "2020-01-01"}, follow=True)
    assert page.redirect_chain == [(address, 302)]
    assert "Pada 1 Januari 2020 paket ini belum diketahui" in page.content.decode()


def test_a_day_does_not_tell_of_packages_of_others(runs: tuple[Run, Run], package: Package, cast: Cast) -> None:
    browser = client_of(cast.agency_officer)
    assert browser.get(reverse("agency_package", args=[package.package_id]), {"per": "2020-01-01"}).status_code == 404


@pytest.mark.parametrize("told", ["besok", "2026-13-01", "", "9" * 300])
def test_what_is_no_day_is_now(runs: tuple[Run, Run], package: Package, cast: Cast, told: str) -> None:
    page = client_of(cast.coordinator).get(reverse("city_package", args=[package.package_id]), {"per": told})
    assert page.context["facts"].name == "Nama yang baru"
