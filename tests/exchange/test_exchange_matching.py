"""Are pairs found through damage, never between strangers, and each person's rows together?"""

from collections.abc import Callable
from random import Random

import polars as pl

from payung.exchange.envelope import Encoded, encoded
from payung.exchange.matching import COMMONEST, TOLD, matched
from payung.exchange.people import people_of
from payung.sample.crowd import crowd

Coded = Callable[..., Encoded]
WHOLE = "26000000011,3671991708900017,Misalwati Andaikan,17-08-1990,"
STRANGER = ",3671994503850023,Upamawan Seandainya,05-03-1985,"
SECRET = b"r" * 32


def test_the_same_person_is_found_and_a_stranger_is_not(coded: Coded) -> None:
    pairs = matched(coded(WHOLE).rows, coded(STRANGER, WHOLE).rows)
    assert pairs.height == 1
    assert pairs["skor"].item() == 1.0


def test_lists_without_anybody_in_common_have_no_pairs(coded: Coded) -> None:
    pairs = matched(coded(WHOLE).rows, coded(STRANGER).rows)
    assert pairs.is_empty()
    assert dict(pairs.schema) == {"baris_a": pl.UInt32, "baris_b": pl.UInt32, "skor": pl.Float64}


def test_a_person_on_several_rosters_is_found_on_each(coded: Coded) -> None:
    damaged = ",3671991708900010,Misalwati Andaikan,17-08-1990,"
    assert matched(coded(WHOLE, damaged).rows, coded(WHOLE).rows)["baris_a"].n_unique() == 2


def test_an_equal_name_and_birth_is_not_enough_where_two_niks_differ(coded: Coded) -> None:
    other = ",3603051708900942,Misalwati Andaikan,17-08-1990,"
    assert matched(coded(",3671991708900017,Misalwati Andaikan,17-08-1990,").rows, coded(other).rows).is_empty()
    assert matched(coded(",,Misalwati Andaikan,17-08-1990,").rows, coded(other).rows).height == 1


def test_an_equal_settling_key_is_enough_where_the_rest_is_somewhat_alike(coded: Coded) -> None:
    pairs = matched(
        coded(",3671991708900017,Misalwati Andaikan,,").rows, coded(",,Misalwati Andaikan,17-08-1990,").rows
    )
    assert pairs.height == 1
    assert pairs["skor"].item() >= TOLD


def test_a_higher_threshold_keeps_fewer(coded: Coded) -> None:
    a, b = coded(",,Misalwoti Andaikan,17-08-1990,").rows, coded(",,Misalwati Andaikan,17-08-1990,").rows
    assert [matched(a, b, threshold=at).height for at in (0.5, 0.99)] == [1, 0]


def test_a_key_that_a_whole_list_shares_brings_nobody_together(coded: Coded) -> None:
    blanks = [
        f",,Misalwati {'ABCDEFGHIJ'[at % 10] * 3}{'KLMNOPQRSTUVWXYZ'[at // 10 % 16]},17-08-1990," for at in range(160)
    ]
    many = coded(*blanks, *blanks).rows
    assert many.height > COMMONEST
    assert matched(coded(",,Misalwati Seandainya,17-08-1990,").rows, many, threshold=0.3).is_empty()


def test_an_invented_crowd_is_found_as_well_as_promised(tmp_path) -> None:  # type: ignore[no-untyped-def]
    drawn = crowd(workers=800, participants=3000, seed=5)
    drawn.roster.write_csv(tmp_path / "daftar.csv")
    drawn.participants.write_csv(tmp_path / "peserta.csv")
    (a, own_a), (b, own_b) = (
        encoded(people_of(tmp_path / name), secret=SECRET, chance=Random(3)) for name in ("daftar.csv", "peserta.csv")
    )
    kpj = drawn.participants.select("kpj", baris_berkas=pl.int_range(2, pl.len() + 2, dtype=pl.Int64))
    named = own_b.join(kpj, on="baris_berkas").select("kpj", baris_b="baris")
    true = own_a.join(drawn.truth, left_on="baris_berkas", right_on="roster_line").select("kpj", baris_a="baris")
    pairs = matched(a.rows, b.rows)
    right = pairs.join(named, on="baris_b").join(true, on=["baris_a", "kpj"])
    assert right.height / pairs.height >= 0.985
    assert right["baris_a"].n_unique() / true["kpj"].drop_nulls().len() >= 0.96
