import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from payung.identifiers import areas, kpj, nik, phone
from payung.refusal import Refusal
from payung.sample import crowd as crowd_module
from payung.sample.chance import dice
from payung.sample.crowd import (
    PARTICIPANT,
    ROSTER,
    TRUTH,
    TRUTH_FOLDER,
    Crowd,
    Plan,
    crowd,
    pieces,
    write_crowd,
    write_plan,
)
from payung.sample.persons import persons

WORKERS, PARTICIPANTS = 4_000, 20_000


@pytest.fixture(scope="module")
def drawn() -> Crowd:
    return crowd(workers=WORKERS, participants=PARTICIPANTS, seed=1)


@pytest.fixture(scope="module")
def people() -> pl.DataFrame:
    return persons(dice("people"), first=0, blocks=8_000, crowd=8_000, city="36.71")


def test_the_same_arguments_give_the_same_people(drawn: Crowd) -> None:
    again = crowd(workers=WORKERS, participants=PARTICIPANTS, seed=1)
    assert again.roster.equals(drawn.roster)
    assert again.participants.equals(drawn.participants)
    assert again.truth.equals(drawn.truth)
    assert not crowd(workers=WORKERS, participants=PARTICIPANTS, seed=2).roster.equals(drawn.roster)


def test_a_crowd_has_as_many_rows_as_asked_and_the_columns_of_the_files(drawn: Crowd) -> None:
    assert (drawn.roster.height, drawn.participants.height, drawn.truth.height) == (WORKERS, PARTICIPANTS, WORKERS)
    assert tuple(drawn.roster.columns) == ROSTER
    assert tuple(drawn.participants.columns) == PARTICIPANT
    assert tuple(drawn.truth.columns) == TRUTH
    assert set(drawn.roster.dtypes) == set(drawn.participants.dtypes) == {pl.String()}


def test_the_truth_names_each_row_once_and_only_participants(drawn: Crowd) -> None:
    assert drawn.truth["roster_line"].to_list() == list(range(2, WORKERS + 2))
    told = drawn.truth.filter(pl.col("kpj").is_not_null())
    assert told.join(drawn.participants, on="kpj", how="anti").is_empty()
    assert told.group_by("kpj").agg(pl.col("person").n_unique())["person"].max() == 1
    written = drawn.roster.with_columns(true=drawn.truth["kpj"]).filter(pl.col("kpj").is_not_null())
    assert (written["kpj"] == written["true"]).all()


def test_every_kpj_and_every_undamaged_nik_is_one_persons(people: pl.DataFrame) -> None:
    assert people["kpj"].drop_nulls().is_unique().all()
    assert people["nik"].is_unique().all()
    assert all(kpj.warnings(number) == () for number in people["kpj"].drop_nulls().head(300))


def test_numbers_stay_unique_in_a_nation() -> None:
    nation = 10_000_000
    far = [persons(dice(at), first=at, blocks=4_000, crowd=nation, city="36.71") for at in (0, 15_340 * 16, 9_990_000)]
    together = pl.concat(far)
    assert together["nik"].is_unique().all()
    assert together["kpj"].drop_nulls().is_unique().all()
    assert together["nik"].str.len_bytes().unique().to_list() == [16]


def test_a_nik_tells_birth_and_sex_and_comes_from_no_district_that_exists(people: pl.DataFrame) -> None:
    some = people.sample(300, seed=1)
    for number, born, sex in some.select("nik", "born", "sex").iter_rows():
        assert nik.birth_date(number, on=dt.date(2026, 11, 24)) == born
        assert nik.sex(number) == sex
        assert areas.is_known(number[:4])
        assert not areas.is_known(number[:6])


def test_no_network_bears_the_telephones(people: pl.DataFrame) -> None:
    assert not any(phone.is_valid(number) for number in people["phone"].head(300))


def test_names_are_as_common_as_in_life(people: pl.DataFrame) -> None:
    words = people["name"].str.split(" ")
    assert 0.12 < (words.list.len() == 1).mean() < 0.22
    assert 0.05 < people["name"].str.starts_with("MUHAMMAD ").mean() < 0.12
    assert 0.08 < (people["sex"] == "P").mean() < 0.16
    assert people["name"].value_counts()["count"].max() > 100


def test_households_share_an_address_and_some_have_twins_and_namesakes(people: pl.DataFrame) -> None:
    homes = people.filter(pl.col("household").is_not_null()).group_by("household").agg(pl.col("address").n_unique())
    assert homes["address"].max() == 1
    assert 0.35 < homes.height / 8_000 < 0.45
    before = people.with_columns(pl.all().shift(1).name.suffix("_before"))
    alike = before.filter(pl.col("born") == pl.col("born_before"))
    assert 60 < alike.filter(pl.col("kpj").is_not_null()).height < 140
    stranger = before.filter(pl.col("kpj").is_null())
    assert 0.10 < (stranger["name"] == stranger["name_before"]).mean() < 0.16
    assert (
        40
        < stranger.filter((pl.col("name") == pl.col("name_before")) & (pl.col("born") == pl.col("born_before"))).height
        < 130
    )


@pytest.mark.parametrize(
    ("column", "shares"),
    [
        ("nik_harm", crowd_module.ROSTER_NIK),
        ("name_harm", crowd_module.ROSTER_NAME),
        ("birth_harm", crowd_module.ROSTER_BIRTH),
    ],
)
def test_each_kind_of_damage_strikes_its_share(drawn: Crowd, column: str, shares: dict[str, float]) -> None:
    counted = dict(drawn.truth[column].value_counts().iter_rows())
    for kind, share in shares.items():
        expected = share / sum(shares.values()) * WORKERS
        assert abs(counted.get(kind, 0) - expected) < 5 * expected**0.5 + 2, kind


def test_damage_does_what_it_is_called(drawn: Crowd) -> None:
    rows = drawn.roster.with_columns(drawn.truth["nik_harm", "birth_harm"])
    shapes = {
        "right": r"^\d{16}$",
        "float": r"^\d,\d{14}E\+15$",
        "float short": r"^\d,\d{5}E\+15$",
        "last zero": r"^\d{15}0$",
        "lost digit": r"^\d{15}$",
        "quoted": r"^'\d{16}$",
        "spaced": r"^\d{4} \d{4} \d{4} \d{4}$",
    }
    for kind, shape in shapes.items():
        assert rows.filter(nik_harm=kind)["nik"].str.contains(shape).all(), kind
    assert rows.filter(nik_harm="missing")["nik"].is_null().all()
    assert rows.filter(birth_harm="serial")["tgl_lahir"].str.contains(r"^\d{5}$").all()
    assert rows.filter(birth_harm="worded")["tgl_lahir"].str.contains(r"^\d{1,2} [A-Z][a-z]+ \d{4}$").all()


def test_a_damaged_nik_or_telephone_is_nobodys_either(drawn: Crowd) -> None:
    for rows in (drawn.roster, drawn.participants):
        whole = rows["nik"].drop_nulls().str.replace_all(r"\D", "").str.extract(r"^(\d{16})$").drop_nulls()
        assert whole.str.slice(4, 1).is_in(["8", "9"]).all()
        assert rows["hp"].drop_nulls().str.replace_all("-", "").str.contains(r"^(\+62|0)?84").all()


def test_a_share_of_the_workers_is_registered(drawn: Crowd) -> None:
    assert 0.68 < drawn.truth["kpj"].is_not_null().mean() < 0.76
    segments = dict(drawn.participants["segmen"].value_counts(normalize=True).iter_rows())
    assert segments == {"PU": pytest.approx(0.52, abs=0.03), "BPU": pytest.approx(0.22, abs=0.03),
                        "JAKON": pytest.approx(0.26, abs=0.03)}  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_crowd_in_pieces_adds_up(kind: str, tmp_path: Path) -> None:
    write_crowd(tmp_path / "kota", workers=1_001, participants=2_500, seed=1, kind=kind, chunk=1_002)
    read = {"csv": lambda path: pl.read_csv(path, infer_schema=False), "parquet": pl.read_parquet}[kind]
    people = [read(path) for path in sorted((tmp_path / "kota").glob("peserta-*"))]
    rosters = [read(path) for path in sorted((tmp_path / "kota").glob("daftar-pekerja-*"))]
    truths = [pl.read_parquet(path) for path in sorted((tmp_path / "kota" / TRUTH_FOLDER).glob("*.parquet"))]
    assert [rows.height for rows in people] == [1_000, 1_000, 500]
    assert sum(rows.height for rows in rosters) == 1_001
    assert [rows.height for rows in truths] == [rows.height for rows in rosters]
    together = pl.concat(people)
    assert together["kpj"].is_unique().all()
    assert pl.concat(truths).filter(pl.col("kpj").is_not_null()).join(together, on="kpj", how="anti").is_empty()


def test_a_piece_never_holds_more_than_its_chunk() -> None:
    cut = list(pieces(workers=8_700_000, participants=40_000_000, chunk=1_000_000))
    assert len(cut) == 40
    assert max(piece.participants for piece in cut) == 1_000_000
    assert sum(piece.workers for piece in cut) == 8_700_000


def test_a_crowd_is_written_whole_and_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[int] = []
    write_plan(tmp_path / "kota", Plan(40, 100, 1, chunk=40), progress=told.append)
    assert told == [40, 80, 100]

    def breaks(written: int) -> None:
        if written > 40:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_plan(tmp_path / "lain", Plan(40, 100, 1, chunk=40), progress=breaks)
    assert [path.name for path in tmp_path.iterdir()] == ["kota"]


def test_counts_and_kinds_that_cannot_be_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="di luar batas"):
        crowd(workers=5, participants=0, seed=1)
    with pytest.raises(Refusal, match="di luar batas"):
        crowd(workers=5, participants=10**9, seed=1)
    with pytest.raises(Refusal, match="tidak dikenal"):
        write_crowd(tmp_path / "kota", workers=5, participants=5, seed=1, kind="docx")
    assert not list(tmp_path.iterdir())
