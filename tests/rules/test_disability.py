"""Is every row of the table used as it stands, and is nothing added that is not in it?"""

from datetime import date

import pytest

from payung.refusal import Refusal
from payung.rules.disability import BodyLoss, Degree, anatomical, body_part, body_parts, functional
from payung.rules.parameters import Status

OLD, NEW = date(2015, 6, 30), date(2015, 7, 1)
PERCENT = 10**8
SECOND = "https://www.seputarpabrik.com/2018/12/mengetahui-besarnya-uang-santunan-cacat.html"

# The table, in per cent of eighty months' wage.
PERCENTS = {
    "arm_shoulder_dominant": 40, "arm_shoulder_nondominant": 35, "arm_elbow_dominant": 35, "arm_elbow_nondominant": 30,
    "hand_wrist_dominant": 32, "hand_wrist_nondominant": 28, "legs_both_hip": 70, "leg_one_hip": 35,
    "feet_both_ankle": 50, "foot_one_ankle": 25, "eyes_both": 70, "eye_one_or_diplopia": 35, "hearing_both": 40,
    "hearing_one": 20, "thumb_dominant": 15, "thumb_nondominant": 12, "index_dominant": 9, "index_nondominant": 7,
    "other_finger_dominant": 4, "other_finger_nondominant": 3, "index_first_phalanx_dominant": 4.5,
    "index_first_phalanx_nondominant": 3.5, "other_finger_first_phalanx_dominant": 2,
    "other_finger_first_phalanx_nondominant": 1.5, "big_toe_one": 5, "index_toe_one": 3, "other_toe_one": 2,
    "impotence": 30, "leg_shortening_lt5cm": 10, "leg_shortening_5_to_7_5cm": 20, "leg_shortening_ge7_5cm": 30,
    "ear_auricle_one": 5, "ear_auricle_both": 10, "nose_alae": 30, "nasal_septum_perforation": 15, "smell_loss": 10,
    "physical_capacity_51_70": 40, "physical_capacity_26_50": 20, "physical_capacity_10_25": 5,
    "mental_capacity_permanent": 70, "colour_vision_loss": 10,
}  # fmt: skip
# Per whole ten per cent, or ten decibels.
STEPS = {
    "hearing_loss_both_per_10db": 6,
    "hearing_loss_one_per_10db": 3,
    "visual_efficiency_per_10pct": 7,
    "visual_field_per_10pct": 7,
}


def one(part: str, loss: int | None = None, *, on: date = NEW) -> Degree:
    (degree,) = anatomical([BodyLoss(part, loss)], on=on)
    return degree


def lost(part: str, loss: int, *, on: date = NEW) -> Degree:
    (degree,) = functional([BodyLoss(part, loss)], on=on)
    return degree


def test_the_table_has_46_rows() -> None:
    assert set(body_parts()) == {*PERCENTS, *STEPS, "scalp_avulsion"}
    assert len(body_parts()) == 46


@pytest.mark.parametrize("part", PERCENTS)
def test_a_lost_part_is_worth_what_the_table_says_before_and_after_2015(part: str) -> None:
    expected = round(PERCENTS[part] * PERCENT)
    assert [one(part, on=on).share for on in (OLD, NEW)] == [expected, expected]
    assert one(part, on=OLD).status is Status.CONFIRMED
    assert one(part, on=NEW).status in (Status.SECONDARY, Status.INFERRED)


def test_seventeen_rows_were_seen_in_a_second_source_and_the_others_are_inferred() -> None:
    statuses = [part.at(NEW).status for part in body_parts().values()]
    assert (statuses.count(Status.SECONDARY), statuses.count(Status.INFERRED)) == (17, 29)
    assert {part.at(OLD).status for part in body_parts().values()} == {Status.CONFIRMED}
    assert {part.history[0].from_on for part in body_parts().values()} == {date(2012, 4, 23)}


def test_every_part_has_an_indonesian_label() -> None:
    assert body_part("index_dominant").label == "Telunjuk tangan kanan"
    assert len({part.label for part in body_parts().values()}) == 46


@pytest.mark.parametrize("part", STEPS)
@pytest.mark.parametrize(
    ("loss", "steps"), [(9_999, 0), (10_000, 1), (10_001, 1), (19_999, 1), (20_000, 2), (100_000, 10)]
)
def test_what_is_measured_in_steps_counts_whole_steps(part: str, loss: int, steps: int) -> None:
    for degree in (one(part, loss), lost(part, loss)):
        assert degree.share == steps * STEPS[part] * PERCENT
        assert degree.source == SECOND
        assert degree.status is (Status.INFERRED if loss % 10_000 else Status.SECONDARY)


def test_a_step_without_a_rest_is_as_sure_as_the_table() -> None:
    assert lost("visual_field_per_10pct", 30_000, on=OLD).status is Status.CONFIRMED
    assert lost("visual_field_per_10pct", 35_000, on=OLD).status is Status.INFERRED


@pytest.mark.parametrize(
    ("loss", "share"), [(1, 9_000), (50_000, 450_000_000), (33_333, 299_997_000), (100_000, 9 * PERCENT)]
)
def test_a_lost_function_is_the_loss_times_the_table(loss: int, share: int) -> None:
    assert lost("index_dominant", loss).share == share


def test_how_a_degree_came_about_is_told() -> None:
    assert str(one("index_dominant").how) == "Telunjuk tangan kanan 9 %"
    assert str(lost("index_dominant", 50_000).how) == "Telunjuk tangan kanan 50 % × 9 %"
    assert str(lost("hearing_loss_one_per_10db", 40_000).how) == (
        "Penurunan daya dengar sebelah telinga setiap 10 desibel 4 × 3 %"
    )
    assert str(one("scalp_avulsion", 15_000).how) == "Terkelupasnya kulit kepala 15 %"


@pytest.mark.parametrize("share", [10_000, 10_001, 30_000])
def test_inside_a_range_the_doctor_sets_the_share(share: int) -> None:
    for degree in (one("scalp_avulsion", share), lost("scalp_avulsion", share)):
        assert (degree.share, degree.status, degree.source) == (share * 10**5, Status.SECONDARY, SECOND)


@pytest.mark.parametrize(("share", "given"), [(9_999, "9,999 %"), (30_001, "30,001 %")])
def test_outside_the_range_is_refused(share: int, given: str) -> None:
    with pytest.raises(Refusal) as refused:
        one("scalp_avulsion", share)
    assert str(refused.value) == (
        f"Terkelupasnya kulit kepala: dokter menetapkan antara 10 % dan 30 %; yang disebut {given}."
    )


@pytest.mark.parametrize("part", ["scalp_avulsion", *STEPS])
def test_what_must_be_measured_is_refused_without_a_measure(part: str) -> None:
    with pytest.raises(Refusal, match=f"besarnya belum disebut; tulis misalnya {part}:30"):
        one(part)


def test_a_function_is_refused_without_a_loss() -> None:
    with pytest.raises(Refusal) as refused:
        functional([BodyLoss("thumb_dominant")], on=NEW)
    assert str(refused.value) == "Ibu jari tangan kanan: besarnya belum disebut; tulis misalnya thumb_dominant:30."


@pytest.mark.parametrize(("loss", "given"), [(0, "0"), (-1, "-0,001"), (100_001, "100,001")])
def test_a_loss_is_more_than_nothing_and_at_most_all(loss: int, given: str) -> None:
    with pytest.raises(Refusal) as refused:
        lost("thumb_dominant", loss)
    assert str(refused.value) == (
        f"Ibu jari tangan kanan: besarnya lebih dari 0 dan paling banyak 100; yang disebut {given}."
    )


def test_a_share_of_a_part_is_a_loss_of_function() -> None:
    with pytest.raises(Refusal) as refused:
        one("thumb_dominant", 100_000)
    assert str(refused.value) == (
        "Ibu jari tangan kanan: persen kehilangan hanya untuk cacat sebagian fungsi (partial_functional)."
    )


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("index_dominan", "index_dominant, index_nondominant, other_finger_dominant"),
        ("Impotensi", "impotence"),
        ("telunjuk kanan", "index_dominant, index_first_phalanx_dominant"),
        ("ibu jari", "big_toe_one, thumb_dominant, thumb_nondominant"),
    ],
)
def test_an_unknown_part_is_refused_with_those_near_it(name: str, near: str) -> None:
    with pytest.raises(Refusal) as refused:
        body_part(name)
    assert str(refused.value) == f"Bagian tubuh “{name}” tidak ada dalam tabel cacat. Yang mirip: {near}."


def test_at_most_four_near_parts_are_named() -> None:
    with pytest.raises(Refusal) as refused:
        body_part("kaki")
    assert len(str(refused.value).split("Yang mirip: ")[1].split(", ")) == 4


@pytest.mark.parametrize("name", ["", "  ", "qqqq"])
def test_a_part_like_none_is_refused_with_the_way_to_the_list(name: str) -> None:
    with pytest.raises(Refusal) as refused:
        body_part(name)
    assert str(refused.value) == (f"Bagian tubuh “{name}” tidak ada dalam tabel cacat. Daftarnya: payung law list.")


def test_several_losses_keep_their_order() -> None:
    degrees = anatomical([BodyLoss("index_dominant"), BodyLoss("thumb_dominant")], on=NEW)
    assert [degree.share for degree in degrees] == [9 * PERCENT, 15 * PERCENT]


def test_before_the_table_is_refused() -> None:
    with pytest.raises(Refusal, match="2012-04-22 belum ada ketentuannya di sini"):
        one("thumb_dominant", on=date(2012, 4, 22))
