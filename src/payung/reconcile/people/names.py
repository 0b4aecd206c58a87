"""When are two written names the same person's, whatever the titles, the spelling and the order of words?"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from string import ascii_uppercase
from typing import Any

import polars as pl
import yaml

HEAD = 3  # letters at the head of a word: they, or a rest of at least REST letters, survive one typing error
REST = 4  # shorter rests are common endings, as in …ono and …wati
SAME, CONTAINED, ALIKE, DIFFERENT = 3, 2, 1, 0
NAME_COLUMNS = ("name_key", "name_longest")


@cache
def tables() -> dict[str, Any]:
    """The lists of ``names.yaml``."""
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("names.yaml").read_text(encoding="utf-8"))
    return loaded


def with_names(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """Adds the NAME_COLUMNS of a text column; every different name is worked through once.

    ``name_key`` the folded words joined, the longest first, and ``name_longest`` that word; None without a name.
    """
    names = rows.select(pl.col(column)).drop_nulls().unique()
    worked = names.with_columns(words=name_words(pl.col(column)))
    keyed = worked.select(column, name_key=pl.col("words").list.join(" "), name_longest=pl.col("words").list.first())
    return rows.join(keyed.filter(pl.col("name_key") != ""), on=column, how="left", maintain_order="left")


def name_words(text: pl.Expr) -> pl.Expr:
    """The folded words of a name, longest first, none twice: ``H. Moh. Soejatno, S.T.`` → ``[MUHAMAD, SUIATNO]``."""
    bare = text.str.to_uppercase().str.replace_all(_degrees(), " ").str.replace_all(r"[^A-Z']+", " ")
    spaced = pl.format(" {} ", bare.str.replace_all("'", "").str.strip_chars().str.replace_all(" ", "  "))
    untitled = _replaced(spaced, dict.fromkeys(tables()["titles"], ""))
    kept = pl.when(untitled.str.strip_chars() != "").then(untitled).otherwise(spaced)  # a name that looks like a title
    first = _first_word(kept.str.replace_all(r" +", "  ").str.strip_chars())
    folded = _folded(_replaced(first, tables()["words"]))
    own = folded.str.split(" ").list.eval(pl.element().filter(pl.element() != "").unique().sort())
    return own.list.eval(pl.element().sort_by(pl.element().str.len_bytes(), descending=True, maintain_order=True))


def _degrees() -> str:
    longest_first = sorted(tables()["degrees"], key=len, reverse=True)
    return r"\b(" + "|".join(degree.upper().replace(".", r"\. ?") for degree in longest_first) + r")\b\.?"


def _replaced(spaced: pl.Expr, words: Mapping[str, str]) -> pl.Expr:
    """Whole words replaced; each word has a space of its own on either side, so that neighbours are both found."""
    return spaced.str.replace_many([f" {word} " for word in words], [f" {other} " for other in words.values()])


def _first_word(stripped: pl.Expr) -> pl.Expr:
    """``M  YUSUF`` → ``MUHAMMAD  YUSUF``, spaced on both sides; an initial that stands alone or later stays."""
    for short, full in tables()["first_words"].items():
        stripped = stripped.str.replace(f"^{short}  ", f"{full}  ")
    return pl.format(" {} ", stripped)


def _folded(words: pl.Expr) -> pl.Expr:
    folds = tables()["folds"]
    alike = words.str.replace_many(list(folds), list(folds.values()), leftmost=True)
    return alike.str.replace_many([letter * 2 for letter in ascii_uppercase], list(ascii_uppercase))


def _parts(words: pl.Expr) -> pl.Expr:
    """The heads and rests of words, of which two spellings of one word mostly share one."""
    heads = words.list.eval(pl.format("{}-", pl.element().str.head(HEAD)))
    rests = words.list.eval(
        pl.format("-{}", pl.element().filter(pl.element().str.len_bytes() >= HEAD + REST).str.slice(HEAD))
    )
    return pl.concat_list(heads, rests)


def with_name_agreement(pairs: pl.DataFrame, *, other: str) -> pl.DataFrame:
    """Adds ``name_agreement``: SAME words, one CONTAINED in the other (initials count), ALIKE, DIFFERENT; None unknown.

    ``pairs`` has the ``name_key`` of both sides, that of the second with the suffix ``other``.
    """
    mine, theirs = pl.col("name_key").str.split(" "), pl.col(f"name_key{other}").str.split(" ")
    shorter = pl.min_horizontal(mine.list.len(), theirs.list.len())
    shared = mine.list.set_intersection(theirs).list.len()
    initials = _initials(mine).list.set_intersection(_initials(theirs)).list.len()
    alike = _parts(mine).list.set_intersection(_parts(theirs)).list.len() > 0
    initialled = (shared > 0) & (initials >= shorter) & (_has_initial(mine) | _has_initial(theirs))
    return pairs.with_columns(
        name_agreement=pl.when(pl.col("name_key").is_null() | pl.col(f"name_key{other}").is_null()).then(None)
        .when(pl.col("name_key") == pl.col(f"name_key{other}")).then(SAME)
        .when((shared >= shorter) | initialled).then(CONTAINED)
        .when(alike).then(ALIKE)
        .otherwise(DIFFERENT)
    )  # fmt: skip


def _initials(words: pl.Expr) -> pl.Expr:
    return words.list.eval(pl.element().str.head(1).unique())


def _has_initial(words: pl.Expr) -> pl.Expr:
    return words.list.eval(pl.element().str.len_bytes() == 1).list.any()


def full_name(parts: Iterable[pl.Expr]) -> pl.Expr:
    """First, middle and last name of the older worker sheet as one; None where all are empty."""
    joined = pl.concat_str(list(parts), separator=" ", ignore_nulls=True)
    return pl.when(joined != "").then(joined)
