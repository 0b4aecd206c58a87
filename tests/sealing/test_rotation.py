"""Is every NIK under the new key after a rotation, or none?"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from payung.audit.models import Entry
from payung.refusal import Refusal
from payung.registry import actions
from payung.registry.models import Worker
from payung.sealing import Keyring, read_ring

pytestmark = pytest.mark.django_db
NIKS = [f"36710117089000{number:02}" for number in range(1, 26)]


def _told(*fills: int) -> str:
    return ",".join(bytes([fill]).hex() * 64 for fill in fills)


OLD, BOTH, NEW = read_ring(_told(1)), read_ring(_told(2, 1)), read_ring(_told(2))


@pytest.fixture
def workers() -> list[Worker]:
    """Twenty-five under the old key, one already under the new, one whose NIK was hidden."""
    sealed: list[bytes | None] = [OLD.seal(nik, kind=actions.NIK) for nik in NIKS]
    sealed += [NEW.seal("3671011708900099", kind=actions.NIK), None]
    return Worker.objects.bulk_create(Worker(hash=f"h{at}", nik_sealed=each) for at, each in enumerate(sealed))


def _opened(ring: Keyring) -> list[str]:
    sealed = Worker.objects.exclude(nik_sealed=None).order_by("pk").values_list("nik_sealed", flat=True)
    return [ring.unseal(bytes(each), kind=actions.NIK) for each in sealed]


def test_the_new_key_alone_opens_every_nik(workers: list[Worker]) -> None:
    assert actions.reseal_niks(keyring=BOTH, by=None) == len(NIKS)
    assert _opened(NEW) == [*NIKS, "3671011708900099"]


def test_a_second_rotation_finds_nothing_to_do(workers: list[Worker]) -> None:
    actions.reseal_niks(keyring=BOTH, by=None)
    assert actions.reseal_niks(keyring=BOTH, by=None) == 0


def test_a_ring_without_the_old_key_changes_nothing(workers: list[Worker]) -> None:
    with pytest.raises(Refusal, match="sertakan kunci lama"):
        actions.reseal_niks(keyring=NEW, by=None)
    assert _opened(BOTH) == [*NIKS, "3671011708900099"]
    assert not Entry.objects.exists()


def test_a_worker_is_found_by_nik_before_and_after(workers: list[Worker]) -> None:
    def found() -> Worker:
        return Worker.objects.get(nik_sealed__in=BOTH.seals(NIKS[3], kind=actions.NIK))

    before = found()
    actions.reseal_niks(keyring=BOTH, by=None)
    assert found() == before == workers[3]


def test_many_niks_are_sealed_anew_batch_by_batch(workers: list[Worker], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "WORKERS_AT_ONCE", 10)
    assert actions.reseal_niks(keyring=BOTH, by=None) == len(NIKS)
    assert _opened(NEW) == [*NIKS, "3671011708900099"]


def test_the_rotation_leaves_one_line_without_a_nik(workers: list[Worker]) -> None:
    actions.reseal_niks(keyring=BOTH, by=None)
    line = Entry.objects.get()
    assert (line.action, line.actor) == ("niks.resealed", "jam")
    assert not any(nik in line.note for nik in NIKS)


def test_the_command_rotates_and_says_so(workers: list[Worker], settings: Settings) -> None:
    settings.FIELD_KEYS = _told(2, 1)
    out = StringIO()
    call_command("rotate_key", stdout=out)
    assert out.getvalue().startswith("25 NIK dan 0 kontak disegel ulang")


def test_the_command_refuses_a_ring_that_does_not_open(workers: list[Worker], settings: Settings) -> None:
    settings.FIELD_KEYS = _told(2)
    with pytest.raises(CommandError, match="Tidak ada yang diubah"):
        call_command("rotate_key")
