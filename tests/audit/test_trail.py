"""Does the trail hold, and does it show when it does not?"""

from dataclasses import dataclass
from datetime import date, timedelta
from importlib import import_module
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from payung.audit import actions, queries
from payung.audit.models import FIRST, Entry

pytestmark = pytest.mark.django_db
guards = import_module("payung.audit.migrations.0002_append_only")


@dataclass(frozen=True)
class Person:
    pk: int = 7
    role: str = "koordinator"
    reads_trail: bool = True


@pytest.fixture
def five_lines() -> list[Entry]:
    for number in range(5):
        actions.record("trial.done", on=f"benda:{number}", by=Person(), note="catatan", purpose="uji")
    return list(Entry.objects.order_by("pk"))


@pytest.fixture
def unguarded(five_lines: list[Entry]) -> list[Entry]:
    """The five lines, and the database no longer refuses."""
    with connection.cursor() as cursor:
        for statement in guards.UNGUARD[connection.vendor]:
            cursor.execute(statement)
    return five_lines


def test_a_line_stands_on_the_one_before_and_the_first_on_nothing(five_lines: list[Entry]) -> None:
    assert [line.before for line in five_lines] == [FIRST, *(line.digest for line in five_lines[:-1])]


def test_a_chain_as_written_holds(five_lines: list[Entry]) -> None:
    assert queries.verify() is None
    assert queries.standing().lines == len(five_lines)
    assert queries.standing().digest == five_lines[-1].digest


def test_an_empty_trail_holds() -> None:
    assert queries.verify() is None


@pytest.mark.parametrize("field", ["actor", "role", "action", "on", "note", "purpose", "address", "before", "digest"])
def test_a_changed_line_is_found(unguarded: list[Entry], field: str) -> None:
    Entry.objects.filter(pk=unguarded[2].pk).update(**{field: "lain"})
    assert queries.verify() == unguarded[2]


def test_a_moved_instant_is_found(unguarded: list[Entry]) -> None:
    Entry.objects.filter(pk=unguarded[3].pk).update(at=timezone.now() - timedelta(days=1))
    assert queries.verify() == unguarded[3]


def test_a_removed_line_is_found_at_the_next(unguarded: list[Entry]) -> None:
    Entry.objects.filter(pk=unguarded[0].pk).delete()
    assert queries.verify() == unguarded[1]


def test_a_line_changed_with_its_digest_is_found_at_the_next(unguarded: list[Entry]) -> None:
    forged = unguarded[1]
    forged.note = "lain"
    Entry.objects.filter(pk=forged.pk).update(note="lain", digest=forged.reckoned_digest())
    assert queries.verify() == unguarded[2]


def test_the_database_refuses_to_change_a_line(five_lines: list[Entry]) -> None:
    with pytest.raises(DatabaseError, match="hanya dapat ditambah"), transaction.atomic():
        Entry.objects.filter(pk=five_lines[0].pk).update(note="lain")
    assert queries.verify() is None


def test_the_database_refuses_to_remove_a_line(five_lines: list[Entry]) -> None:
    with pytest.raises(DatabaseError, match="hanya dapat ditambah"), transaction.atomic():
        Entry.objects.filter(pk=five_lines[0].pk).delete()
    assert Entry.objects.count() == len(five_lines)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite knows no TRUNCATE")
def test_the_database_refuses_to_empty_the_trail(five_lines: list[Entry]) -> None:
    with pytest.raises(DatabaseError, match="hanya dapat ditambah"), transaction.atomic():
        connection.cursor().execute("TRUNCATE audit_entry")
    assert Entry.objects.count() == len(five_lines)


def test_a_line_keeps_where_the_request_came_from() -> None:
    held = actions.address.set("192.0.2.7")
    actions.record("trial.done", on="benda", by=None)
    actions.address.reset(held)
    line = Entry.objects.get()
    assert (line.address, line.actor, line.role) == ("192.0.2.7", "jam", "")


def test_the_trail_is_empty_for_who_may_not_read_it(five_lines: list[Entry]) -> None:
    assert not queries.trail(queries.Wanted(), by=Person(reads_trail=False)).exists()
    assert queries.trail(queries.Wanted(), by=Person()).count() == len(five_lines)


def test_the_trail_is_narrowed_by_each_wish(five_lines: list[Entry]) -> None:
    actions.record("other.done", on="lain", by=None)

    def found(**wish: object) -> int:
        return queries.trail(queries.Wanted(**wish), by=Person()).count()  # type: ignore[arg-type]

    today = timezone.localdate()
    assert found(actor="jam") == found(action="other") == found(on="lain") == 1
    assert found(since_on=today, until_on=today) == 6
    assert found(since_on=today + timedelta(days=1)) == found(until_on=date(2000, 1, 1)) == 0
    assert found(older_than=five_lines[2].pk) == 2


def test_the_command_says_that_the_trail_holds(five_lines: list[Entry]) -> None:
    out = StringIO()
    call_command("audit", "verify", stdout=out)
    assert out.getvalue().startswith("Jejak audit utuh: 5 baris")


def test_the_command_ends_in_1_where_the_trail_is_broken(unguarded: list[Entry]) -> None:
    Entry.objects.filter(pk=unguarded[2].pk).update(note="lain")
    err = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("audit", "verify", stderr=err)
    assert ended.value.code == 1
    assert err.getvalue().startswith(f"Jejak audit rusak pada baris nomor {unguarded[2].pk}")


@pytest.mark.django_db(transaction=True)
def test_the_trail_is_guarded_outside_of_a_transaction_too() -> None:
    actions.record("trial.done", on="benda", by=None)
    with pytest.raises(DatabaseError, match="hanya dapat ditambah"):
        Entry.objects.all().delete()
    assert Entry.objects.count() == 1
