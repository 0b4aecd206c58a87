"""Which people does a list hold, as the reading and the normalisation of the check see them?"""

from pathlib import Path

import polars as pl

from payung.reconcile.normalise.distinct import parse_together
from payung.reconcile.people.identity import birth_told
from payung.reconcile.people.participants import iter_participants
from payung.reconcile.people.rosters import iter_rosters
from payung.reconcile.sources.intake import Intake, take_in, take_in_file
from payung.reconcile.working import working_folder
from payung.refusal import Refusal

PLACE = {"berkas": pl.col("place"), "baris_berkas": pl.col("row_line")}


def people_of(path: Path) -> pl.DataFrame:
    """The usable rows of a list (or of all lists in a folder): identity columns, ``nik_born``, berkas, baris_berkas.

    Rosters, or participants; a Refusal for both at once, and for neither.
    """
    with working_folder() as scratch:
        intake = take_in(path, scratch=scratch) if path.is_dir() else take_in_file(path, scratch=scratch)
        return _people_in(intake, path)


def _people_in(intake: Intake, path: Path) -> pl.DataFrame:
    kinds = {"roster": iter_rosters, "participant": iter_participants}
    found = [iterate for stage, iterate in kinds.items() if intake.of(stage)]
    if len(found) != 1:
        raise Refusal("{path} harus berisi daftar pekerja saja, atau daftar peserta saja.", path=path)
    pieces = [rows for rows, _ in found[0](intake)]
    if not sum(rows.height for rows in pieces):
        raise Refusal("{path} tidak berisi seorang pun; tidak ada yang disandikan.", path=path)
    rows = pl.concat([_kept(piece) for piece in pieces])
    (told,) = parse_together([rows["nik_birth"]], birth_told)
    return rows.with_columns(nik_born=told)


def _kept(rows: pl.DataFrame) -> pl.DataFrame:
    wanted = ("nik", "nik_region", "nik_birth", "nik_serial", "nik_head", "nik_tail", "kpj_key", "phone", "born",
              "born_key", "name_key", "name_longest")  # fmt: skip
    return rows.select(*wanted, **PLACE)
