"""Which files and rows have been kept long enough, and go?

The trail stays, and so do the rows of every run: only uploads, run folders, and the traces of sessions go.
"""

import shutil
from datetime import datetime, timedelta

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from payung.audit import actions as audit
from payung.intake import actions as intake
from payung.intake import queries


def drop_old_checks(*, days: int | None = None) -> int:
    """Delete the folders of checks that ended more than ``days`` ago (PAYUNG_KEEP_DAYS); how many there were."""
    kept = settings.KEPT_DAYS if days is None else days
    gone = 0
    for check in queries.checks_ended_before(_days_ago(kept)):
        place = intake.place_of(check)
        if check.folder and place.is_dir():
            shutil.rmtree(place)
            audit.record("check.files_dropped", on=check, by=None, note=f"{kept} hari")
            gone += 1
    return gone


def drop_old_traces(*, days: int | None = None) -> None:
    """Delete sessions that ran out, tries of passwords, and tasks that ended more than ``days`` ago."""
    kept = settings.KEPT_DAYS if days is None else days
    call_command("clearsessions", verbosity=0)
    call_command("axes_reset_logs", age=kept, verbosity=0)
    call_command("prune_db_task_results", min_age_days=kept, verbosity=0)


def _days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)
