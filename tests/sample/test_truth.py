"""What the files say determines the truth."""

import datetime as dt
import re

import polars as pl

from payung.sample.answers import true_links
from payung.sample.contribution import contribution
from payung.sample.folder import World
from payung.sample.streams import AS_OF
from sample.reading import Folder


def _day(text: str) -> dt.date:
    return dt.datetime.strptime(text.split(", 12:", maxsplit=1)[0], "%b %d, %Y").replace(tzinfo=dt.UTC).date()


def _latest_days(rows: list[dict]) -> dict[str, tuple[dt.date, dt.date]]:
    """First and last day by the latest version; the duration where the end is missing or equals the start."""
    days = {}
    for row in sorted(rows, key=lambda row: row.get("versi_addendum") or 0):
        first, shown = _day(row["tgl_mulai_pekerjaan"]), row["tgl_selesai_pekerjaan"]
        length = int(re.match(r"\d+", row["waktu_penyelesaian"])[0])
        last = _day(shown) if shown and _day(shown) != first else first + dt.timedelta(days=length - 1)
        days[str(row.get("kd_nontender") or row["kd_tender"])] = (first, last)
    return days


def test_start_letters_tell_the_true_days(folder: Folder, truth: dict[str, pl.DataFrame]) -> None:
    tenders = folder.json("data.json")["SPSE-TenderEkontrak-3SPMKSPP"]
    days = _latest_days([*folder.start_letters, *tenders])
    told = truth["packages"].filter(dates_from="spmk")
    assert len(told) > 300
    for row in told.iter_rows(named=True):
        assert days[row["source_code"]] == (row["starts_on"], row["ends_on"])


def test_without_a_start_letter_the_registration_tells_the_true_days(truth: dict[str, pl.DataFrame]) -> None:
    told = truth["packages"].filter(dates_from="registration").select("package_id", "starts_on", "ends_on")
    held = truth["registrations"].join(told, on="package_id", suffix="_true")
    assert len(held) > 100
    assert held.filter(
        (pl.col("starts_on") != pl.col("starts_on_true")) | (pl.col("ends_on") != pl.col("ends_on_true"))
    ).is_empty()


def test_uncovered_days_are_worked_days_without_protection(truth: dict[str, pl.DataFrame]) -> None:
    """Counted the slow way: every day of every registered package on its own."""
    for row in truth["packages"].filter(pl.col("nomor_kepesertaan").list.len() > 0).iter_rows(named=True):
        spans = [(a, b) for a, b in zip(row["first_paid_on"], row["registered_end"], strict=True) if a]
        day, open_days = row["starts_on"], 0
        while day <= min(row["ends_on"], AS_OF):
            open_days += not any(a <= day <= b for a, b in spans)
            day += dt.timedelta(days=1)
        assert row["uncovered_days"] == open_days


def test_a_package_nobody_registered_is_uncovered_throughout(truth: dict[str, pl.DataFrame]) -> None:
    alone = truth["packages"].filter(pl.col("nomor_kepesertaan").list.len() == 0)
    assert (alone["uncovered_days"] == alone["worked_days"]).all()


def test_status_and_first_payment_agree(truth: dict[str, pl.DataFrame]) -> None:
    rows = truth["registrations"]
    assert ((rows["status"] == "peserta") == rows["first_paid_on"].is_not_null()).all()
    assert 0.04 < (rows["status"] == "mendaftar").mean() < 0.2
    paid = truth["payments"].group_by("nomor_kepesertaan").agg(pl.col("tgl_bayar").min(), pl.col("jumlah").sum())
    joined = rows.join(paid, on="nomor_kepesertaan")
    assert (joined["first_paid_on"] == joined["tgl_bayar"]).all()
    assert (joined["paid"] == joined["jumlah"]).all()


def test_payments_stand_on_the_lines_the_truth_names(folder: Folder, truth: dict[str, pl.DataFrame]) -> None:
    lines = (folder.path / "pembayaran jakon.csv").read_text(encoding="utf-8").splitlines()
    rows = folder.sheet("mutasi bank (2).xlsx", "mutasi")
    for row in truth["payments"].iter_rows(named=True):
        if row["is_deposit"]:
            assert rows[row["line"] - 1][3] == row["jumlah"]
        else:
            assert lines[row["line"] - 1].startswith(f"{row['nomor_kepesertaan']},{row['kode_iuran']},")


def test_full_payment_is_the_contribution_on_the_declared_base(world: World) -> None:
    for registration in world.registrations:
        total = contribution(registration.base, on=registration.registered_on)
        paid = sum(payment.amount for payment in registration.payments)
        in_full = len(registration.payments) == 1 and registration.payments[0].instalment == "Lunas"
        assert paid == total if in_full or len(registration.payments) == 3 else paid < total


def test_links_name_packages_and_registrations_that_exist(folder: Folder, truth: dict[str, pl.DataFrame]) -> None:
    links = true_links(folder.path)
    numbers = {row["nomor_kepesertaan"] for row in [*folder.north, *folder.south]}
    assert set(links["nomor_kepesertaan"]) <= numbers
    assert set(links["package_id"]) <= set(truth["packages"]["package_id"])
    assert len(links) == len(truth["registrations"].drop_nulls("package_id"))


def test_every_way_of_declaring_occurs(truth: dict[str, pl.DataFrame]) -> None:
    assert set(truth["registrations"]["declared"]) == {"full", "half", "split", "before addendum"}
    assert truth["packages"].filter(pl.col("nomor_kepesertaan").list.len() == 2).height > 0


def test_a_registration_that_says_little_keeps_its_number(folder: Folder, truth: dict[str, pl.DataFrame]) -> None:
    rows = {row["nomor_kepesertaan"]: row for row in [*folder.south, *folder.north]}
    for number in truth["registrations"].filter(pl.col("declared") != "full")["nomor_kepesertaan"]:
        assert rows[number]["nomor_kontrak"]
