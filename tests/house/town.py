"""Which packages, findings and checks do the people of the cast meet: their own, and those of others?"""

from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Count
from tests.cast import Cast
from tests.house.runs import DAY, HOUSING, PUBLIC_WORKS

from payung.accounts.models import Office
from payung.compliance.actions import load_run
from payung.compliance.models import Finding
from payung.intake import actions as intake
from payung.intake.actions.checks import RESULT
from payung.intake.models import Check, Run
from payung.intake.terms import CheckState
from payung.projects.models import Package
from payung.registry.actions import entrust

RESULTS = {"laporan.html": "<p>laporan</p>", "rejected.csv": "file,line,reason\na.csv,3,nilai tidak terbaca\n"}


@dataclass(frozen=True)
class Town:
    """A loaded run; ``ours`` is a package of Bima's agency and Doni's firm, ``theirs`` of Citra's and Eka's."""

    run: Run
    ours: Package
    theirs: Package

    def finding(self, package: Package) -> Finding:
        """The first finding in a package."""
        return Finding.objects.filter(known_until=None, package=package).order_by("pk")[0]


def settle(cast: Cast, run_folder: Path) -> Town:
    """The run loaded, the agencies of the cast the busiest of it, and a firm for an executor in each."""
    for person, code in ((cast.agency_officer, PUBLIC_WORKS), (cast.other_agency_officer, HOUSING)):
        Office.objects.filter(pk=person.office_id).update(code=code)
    run = load_run(run_folder, by=cast.coordinator)
    ours = _package_of(cast.agency_officer.office)
    theirs = _package_of(cast.other_agency_officer.office, other_than=ours)
    for package, firm in ((ours, cast.firm), (theirs, cast.rival_firm)):
        entrust(package.executor.key, office=firm.office, by=cast.coordinator)  # type: ignore[union-attr]
    return Town(run, ours, theirs)


def _package_of(agency: Office, *, other_than: Package | None = None) -> Package:
    """The package of an agency with the most workers, by another executor than this one's."""
    mine = Package.objects.filter(agency=agency, executor__isnull=False, findings__isnull=False)
    listed = mine.exclude(executor=other_than.executor) if other_than else mine
    return listed.alias(workers=Count("roster__worker", distinct=True)).order_by("-workers", "pk")[0]


def check_with_files(cast: Cast) -> Check:
    """A check that is yet to start."""
    return intake.ask_check(
        [SimpleUploadedFile("paket.csv", b"kd_paket,nama_paket\n1,Jalan\n")], as_of=DAY, area="36.71",
        by=cast.coordinator,
    )  # fmt: skip


def ended_check(cast: Cast) -> Check:
    """A check that has ended, with two of its reports, and tables that nobody may fetch."""
    check = check_with_files(cast)
    folder = intake.place_of(check) / RESULT
    folder.mkdir()
    for name, text in (RESULTS | {"manifest.json": "{}"}).items():
        (folder / name).write_text(text, encoding="utf-8")
    Check.objects.filter(pk=check.pk).update(state=CheckState.LOADED)
    check.refresh_from_db()
    return check
