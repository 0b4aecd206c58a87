"""How does the branch list its participants, and how are visits written down?"""

from collections.abc import Mapping
from pathlib import Path
from random import Random

import polars as pl

from payung.sample import slips, writing
from payung.sample.crowd import (
    PARTICIPANT,
    PARTICIPANT_BIRTH,
    PARTICIPANT_NAME,
    PARTICIPANT_NIK,
    PARTICIPANT_PHONE,
)  # fmt: skip
from payung.sample.labour import Labour
from payung.sample.lots import spun, table
from payung.sample.rosters import Lines
from payung.sample.slips import struck
from payung.sample.writing import Sheet

BRANCH_TITLES = ("PESERTA JASA KONSTRUKSI MENURUT NAMA", "Kantor Cabang Contoh Utara, per 23 November 2026", "")
NORTH, SOUTH, OTHERS, VISITS = (
    "Peserta Jakon Utara.xlsx",
    "peserta_jakon_selatan.csv",
    "peserta PU BPU.csv",
    "kunjungan lapangan.csv",
)
VISIT = ("id_paket", "nomor_kontrak", "nomor_kepesertaan", "tgl_kunjungan", "jumlah_pekerja", "catatan")
NOTES = {
    "": 60,
    "Papan proyek belum terlihat.": 10,
    "Sebagian pekerja tanpa helm.": 12,
    "Pekerjaan sedang berjalan.": 18,
}


def write(folder: Path, labour: Labour, draw: Random) -> list[Lines]:
    """Writes three lists of participants, and says which member stands on which line."""
    rows = _drawn(labour.members, draw)
    project, utara = pl.col("segment") == "JAKON", pl.col("office") == "Contoh Utara"
    north, south, others = (rows.filter(which) for which in (project & utara, project & ~utara, ~project))
    sheet = Sheet("Peserta", PARTICIPANT, north.select(PARTICIPANT).to_dicts(), above=BRANCH_TITLES)
    writing.workbook(folder / NORTH, [sheet])
    south.select(PARTICIPANT).write_csv(folder / SOUTH)
    others.select(PARTICIPANT).write_csv(folder / OTHERS, separator=";", line_terminator="\r\n")
    return [
        Lines(NORTH, sheet.name, sheet.first_line - 1, north),
        Lines(SOUTH, "", 1, south),
        Lines(OTHERS, "", 1, others),
    ]


def _drawn(members: pl.DataFrame, draw: Random) -> pl.DataFrame:
    """The members with the columns of the lists, a little damaged: the branch checks a NIK before it takes it."""
    kinds: Mapping[str, tuple[str, Mapping[str, float], Mapping[str, slips.Slip]]] = {
        "nik": ("nik", PARTICIPANT_NIK, slips.NIK), "nama": ("name", PARTICIPANT_NAME, slips.NAME),
        "tgl_lahir": ("born", PARTICIPANT_BIRTH, slips.BIRTH_ISO), "hp": ("phone", PARTICIPANT_PHONE, slips.PHONE),
    }  # fmt: skip
    spelled = {
        label: struck(members[column].cast(pl.String), draw, shares, of)["text"]
        for label, (column, shares, of) in kinds.items()
    }
    return members.rename({"nik": "true_nik"}).with_columns(
        **spelled,
        jenis_kelamin="sex", alamat="address", segmen="segment", nomor_kepesertaan="number",
        tgl_awal=pl.col("from_on").cast(pl.String), tgl_akhir=pl.col("to_on").cast(pl.String),
        lunas_sampai=pl.col("paid_to").cast(pl.String), upah=pl.lit(None, dtype=pl.String),
    )  # fmt: skip


def write_visits(folder: Path, labour: Labour, draw: Random) -> Lines:
    """Writes the visits; each names its work by the first number it has of a kind drawn by chance."""
    works = labour.works.select("work", "code", "contract_no", "number")
    order = spun(draw, labour.visits.height, table({"code": 5, "contract_no": 3, "number": 2}))
    note = spun(draw, labour.visits.height, table(NOTES))
    placed = labour.visits.join(works, on="work", maintain_order="left").with_columns(wanted=order, note=note)
    known = {
        name: pl.when((pl.col("wanted") == name) | pl.col("code").is_null()).then(name)
        for name in ("contract_no", "number")
    }
    named = placed.with_columns(**known)
    unnamed = pl.col("contract_no").is_null() & pl.col("number").is_null()
    rows = named.select(
        id_paket=pl.when(unnamed | (pl.col("wanted") == "code")).then("code"),
        nomor_kontrak="contract_no", nomor_kepesertaan="number",
        tgl_kunjungan=pl.col("visited_on").dt.strftime("%d/%m/%Y"), jumlah_pekerja="heads",
        catatan=pl.when(pl.col("note") != "").then("note"),
    )  # fmt: skip
    rows.write_csv(folder / VISITS, separator=";")
    return Lines(VISITS, "", 1, placed)
