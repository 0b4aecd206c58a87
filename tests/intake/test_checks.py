"""Do the files of a check come in whole and plain, and does the check end as it says?"""

import io
import zipfile
from pathlib import Path

import polars as pl
import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import Cast
from tests.house.runs import DAY

from payung.audit import queries as audit
from payung.audit.models import Entry
from payung.intake import actions, policies, queries
from payung.intake.actions import checks
from payung.intake.models import Check, Run
from payung.intake.terms import NEXT, CheckState
from payung.jobs.checks import UNCHANGED, run_check
from payung.projects.models import PackageFacts
from payung.refusal import Refusal
from payung.registry.models import Worker


@pytest.fixture(autouse=True)
def data(settings: LazySettings, tmp_path: Path) -> Path:
    """A data folder of the test's own."""
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    return Path(settings.DATA)


def packed(files: dict[str, bytes], *, name: str = "berkas.zip") -> SimpleUploadedFile:
    """A zip of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as opened:
        for member, content in files.items():
            opened.writestr(member, content)
    return SimpleUploadedFile(name, stream.getvalue())


def asked(cast: Cast, *files: SimpleUploadedFile) -> Check:
    return actions.ask_check(files, as_of=DAY, area="36.71", by=cast.coordinator)


def kept(check: Check) -> list[str]:
    return sorted(path.name for path in (actions.place_of(check) / checks.INPUTS).iterdir())


def whole_city(city_files: Path) -> SimpleUploadedFile:
    files = {str(path.relative_to(city_files)): path.read_bytes() for path in city_files.rglob("*") if path.is_file()}
    return packed({name: content for name, content in files.items() if "kebenaran" not in name})


def nothing_kept(data: Path) -> bool:
    return not Check.objects.exists() and not list((data / checks.UPLOADS).glob("*"))


def test_files_and_zips_are_kept_by_their_plain_names(cast: Cast) -> None:
    check = asked(cast, SimpleUploadedFile("daftar.csv", b"a,b\n1,2\n"), packed({"tahun/2026/paket.json": b"[]"}))
    assert kept(check) == ["daftar.csv", "tahun-2026-paket.json"]
    assert check.state == CheckState.FILES
    assert Entry.objects.get(action="check.asked").note == "daftar.csv, tahun-2026-paket.json"


@pytest.mark.parametrize(
    "name", ["../../luar.csv", "/etc/luar.csv", "..\\..\\luar.csv", "C:\\luar.csv", "a/../../luar.csv", "./luar.csv"]
)
def test_no_member_of_a_zip_leaves_the_folder(cast: Cast, data: Path, name: str) -> None:
    check = asked(cast, packed({name: b"a\n"}))
    (only,) = kept(check)
    assert only.endswith("luar.csv")
    written = {path for path in data.rglob("*") if path.is_file()}
    assert written == {actions.place_of(check) / checks.INPUTS / only}


@pytest.mark.parametrize("member", [".tersembunyi.csv", "__MACOSX/._paket.csv", "a/.b/c.csv"])
def test_what_a_machine_hides_in_a_zip_is_left_out(cast: Cast, member: str) -> None:
    assert kept(asked(cast, packed({member: b"x", "paket.csv": b"a\n"}))) == ["paket.csv"]


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("rusak.zip", b"bukan zip"), "tidak dapat dibuka"),
        (SimpleUploadedFile("kosong.zip", b""), "tidak dapat dibuka"),
        (packed({}), "Pilih paling sedikit satu berkas"),
        (packed({".saja": b"x"}), "Pilih paling sedikit satu berkas"),
    ],
)
def test_what_is_no_zip_or_empty_is_refused_and_nothing_is_kept(
    cast: Cast, data: Path, file: SimpleUploadedFile, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        asked(cast, file)
    assert nothing_kept(data)


def test_a_zip_that_would_fill_the_disk_is_refused_unopened(
    cast: Cast, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(Refusal, match="terlalu besar bila dibuka"):
        asked(cast, packed({"bom.csv": b"0" * 1_000_001}))
    assert nothing_kept(data)


def test_a_zip_that_lies_about_its_size_is_refused(cast: Cast, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "MOST_UNPACKED", 1_000_000)
    content = packed({"bom.csv": b"0" * 3_000_000}).read()
    told = (3_000_000).to_bytes(4, "little")
    assert content.count(told) == 2
    with pytest.raises(Refusal):
        asked(cast, SimpleUploadedFile("bom.zip", content.replace(told, (10).to_bytes(4, "little"))))
    assert nothing_kept(data)


def test_a_zip_damaged_on_its_way_is_refused(cast: Cast, data: Path) -> None:
    content = bytearray(packed({"a.csv": bytes(range(256)) * 50, "b.csv": b"a\n" * 5000}).read())
    content[60:90] = b"\xff" * 30
    with pytest.raises(Refusal, match="tidak dapat dibuka"):
        asked(cast, SimpleUploadedFile("rusak.zip", bytes(content)))
    assert nothing_kept(data)


def test_a_name_longer_than_a_disk_takes_is_cut(cast: Cast) -> None:
    (name,) = kept(asked(cast, packed({"é" * 300 + ".csv": b"a\n"})))
    assert name.endswith("é.csv")


def test_a_nik_in_the_name_of_a_file_is_neither_kept_nor_recorded(cast: Cast) -> None:
    check = asked(cast, SimpleUploadedFile("daftar 3671994101900001.csv", b"a\n"))
    assert kept(check) == ["daftar 3671__________01.csv"]
    assert Entry.objects.get(action="check.asked").note == "daftar 3671__________01.csv"


def test_a_zip_of_too_many_files_is_refused(cast: Cast, data: Path) -> None:
    with pytest.raises(Refusal, match="terlalu besar bila dibuka"):
        asked(cast, packed({f"{number}.csv": b"" for number in range(checks.MOST_FILES + 1)}))
    assert nothing_kept(data)


def test_files_of_one_name_are_refused_and_nothing_is_kept(cast: Cast, data: Path) -> None:
    with pytest.raises(Refusal, match=r"dua berkas bernama paket\.csv"):
        asked(cast, SimpleUploadedFile("paket.csv", b"a\n"), SimpleUploadedFile("paket.csv", b"b\n"))
    with pytest.raises(Refusal, match=r"dua berkas bernama a-b\.csv"):
        asked(cast, packed({"a/b.csv": b"a\n", "a-b.csv": b"b\n"}))
    assert nothing_kept(data)


def test_no_files_are_refused(cast: Cast, data: Path) -> None:
    with pytest.raises(Refusal, match="Pilih paling sedikit satu berkas"):
        asked(cast)
    assert nothing_kept(data)


@pytest.mark.parametrize(
    "role", ["leader", "inspectorate", "agency_officer", "payment_verifier", "branch_officer", "firm"]
)
def test_nobody_but_the_coordinator_brings_files_in(cast: Cast, data: Path, role: str) -> None:
    other, check = getattr(cast, role), asked(cast, SimpleUploadedFile("a.csv", b"a\n"))
    with pytest.raises(Refusal, match="Hanya koordinator"):
        actions.ask_check([SimpleUploadedFile("a.csv", b"a\n")], as_of=DAY, area="", by=other)
    for act in (actions.start_check, actions.cancel_check):
        with pytest.raises(Refusal, match="Hanya koordinator"):
            act(check, by=other)
    assert not queries.checks(by=other).exists()
    assert queries.check_of(check.pk, by=other) is None


def test_a_check_runs_and_is_loaded_and_shows_no_nik_on_the_disk(cast: Cast, city_files: Path) -> None:
    check = asked(cast, whole_city(city_files))
    actions.start_check(check, by=cast.coordinator)
    run_check.func(check.pk)
    check.refresh_from_db()
    assert (check.state, check.sentence) == (CheckState.LOADED, "")
    run = Run.objects.get(asked=check)
    assert (run.as_of, run.batch.made_by) == (DAY, cast.coordinator)
    assert Worker.objects.exclude(nik_sealed=None).exists()
    assert {path.name for path in actions.place_of(check).iterdir()} == {checks.INPUTS, checks.RESULT}
    shown = pl.read_parquet(actions.place_of(check) / checks.RESULT / "worker_links.parquet")["nik"].drop_nulls()
    assert (shown.len() > 100, shown.str.contains(r"^\d{16}$").any()) == (True, False)
    again = asked(cast, whole_city(city_files))
    actions.start_check(again, by=cast.coordinator)
    run_check.func(again.pk)
    again.refresh_from_db()
    assert (again.state, again.sentence, Run.objects.count()) == (CheckState.LOADED, UNCHANGED, 1)
    assert audit.verify() is None


def test_a_check_of_nothing_recognised_fails_with_a_sentence(cast: Cast) -> None:
    check = asked(cast, SimpleUploadedFile("catatan.csv", b"judul,isi\nhalo,dunia\n"))
    actions.start_check(check, by=cast.coordinator)
    run_check.func(check.pk)
    check.refresh_from_db()
    assert check.state == CheckState.FAILED
    assert check.sentence.endswith(".")
    assert not Run.objects.exists()
    assert not PackageFacts.objects.exists()


def test_a_check_that_waits_is_cancelled_at_once_and_never_runs(cast: Cast, city_files: Path) -> None:
    check = asked(cast, whole_city(city_files))
    actions.start_check(check, by=cast.coordinator)
    actions.cancel_check(check, by=cast.coordinator)
    run_check.func(check.pk)
    check.refresh_from_db()
    assert (check.state, Run.objects.count()) == (CheckState.CANCELLED, 0)
    actions.start_check(check, by=cast.coordinator)
    check.refresh_from_db()
    assert (check.state, check.is_cancel_asked) == (CheckState.WAITING, False)


def test_a_check_that_runs_is_cancelled_at_its_next_step(cast: Cast) -> None:
    check = asked(cast, SimpleUploadedFile("a.csv", b"a\n"))
    actions.start_check(check, by=cast.coordinator)
    assert actions.move_check(check.pk, to=CheckState.RUNNING)
    assert actions.tell_progress(check.pk, step="Membaca berkas", share=5)
    actions.cancel_check(check, by=cast.coordinator)
    check.refresh_from_db()
    assert (check.state, check.share) == (CheckState.RUNNING, 5)
    assert not actions.tell_progress(check.pk, step="Menyusun paket", share=25)


@pytest.mark.parametrize("state", CheckState)
@pytest.mark.parametrize("to", CheckState)
def test_a_check_moves_only_as_the_table_says(cast: Cast, state: CheckState, to: CheckState) -> None:
    check = Check.objects.create(asked_by=cast.coordinator, as_of=DAY, folder="contoh", state=state)
    assert actions.move_check(check.pk, to=to) == (to in NEXT[state])
    check.refresh_from_db()
    assert check.state == (to if to in NEXT[state] else state)


@pytest.mark.parametrize("state", CheckState)
def test_the_objections_to_starting_and_cancelling_are_the_tables(cast: Cast, state: CheckState) -> None:
    check = Check(asked_by=cast.coordinator, state=state)
    may_start = policies.objection_to_starting(check, by=cast.coordinator) is None
    may_cancel = policies.objection_to_cancelling(check, by=cast.coordinator) is None
    assert (may_start, may_cancel) == (CheckState.WAITING in NEXT[state], CheckState.CANCELLED in NEXT[state])
