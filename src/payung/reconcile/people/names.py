"""When are two written names the same person's, whatever the titles, the spelling and the order of words?

Every different name is taken apart once and every different word folded once; a table of words stands where a regular
expression for each row would.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from string import ascii_uppercase
from typing import Any

import polars as pl
import yaml

HEAD = 3  # letters at the head of a word: they, or a rest of at least REST letters, survive one typing error
REST = 4  # shorter rests are common endings, as in …ono and …wati
SAME, CONTAINED, NEAR, SHARED, ALIKE, DIFFERENT = 5, 4, 3, 2, 1, 0
TAIL = 4
LONG = 9  # letters of a name in which two slips leave the name to be recognised
NAME_COLUMNS = {
    "name_key": pl.String, "name_longest": pl.String, "name_second": pl.String, "name_head": pl.String,
    "name_tail": pl.String,
}  # fmt: skip


@cache
def tables() -> dict[str, Any]:
    """The lists of ``names.yaml``."""
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("names.yaml").read_text(encoding="utf-8"))
    return loaded


def with_names(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """Adds the NAME_COLUMNS of a text column; every different name is worked through once.

    ``name_key`` the folded words joined, the longest first; ``name_longest`` and ``name_second`` the first two of them;
    ``name_head`` and ``name_tail`` the first HEAD and last TAIL letters of the longest. None without a name.
    """
    names = rows.select(pl.col(column)).drop_nulls().unique()
    keyed = _keyed(folded_words(names[column]))
    numbered = names.with_columns(i=pl.int_range(pl.len(), dtype=pl.UInt32)).join(keyed, on="i").drop("i")
    return rows.join(numbered, on=column, how="left", maintain_order="left")


def folded_words(names: pl.Series) -> pl.DataFrame:
    """One row a name's number ``i`` and folded ``word``, ``place`` its rank by length, none twice; unnamed left out.

    ``H. Moh. Soejatno, S.T.`` → MUHAMAD, SUIATNO.
    """
    spelled = _full_words(_without_titles(_written_words(names)))
    known = _vocabulary(spelled["word"])
    order = known.select("folded").unique().sort(pl.col("folded").str.len_bytes(), "folded", descending=[True, False])
    order = order.with_columns(place=pl.int_range(pl.len(), dtype=pl.UInt64))
    coded = spelled.join(known.join(order, on="folded").select("word", "place"), on="word")
    many = max(order.height, 1)  # name and word as one number: sorting numbers is far cheaper than sorting text
    pairs = coded.select(pair=pl.col("i").cast(pl.UInt64) * many + pl.col("place")).sort("pair")
    once = pairs.filter((pl.col("pair") != pl.col("pair").shift(1)).fill_null(True))
    place = once.select(pl.col("pair") % many).to_series()
    return once.select(i=(pl.col("pair") // many).cast(pl.UInt32)).with_columns(word=order["folded"].gather(place))


def _keyed(words: pl.DataFrame) -> pl.DataFrame:
    grouped = words.group_by("i", maintain_order=True).agg("word")
    longest = pl.col("word").list.first()
    return grouped.select(
        "i",
        name_key=pl.col("word").list.join(" "),
        name_longest=longest,
        name_second=pl.col("word").list.get(1, null_on_oob=True),
        name_head=longest.str.head(HEAD),
        name_tail=longest.str.tail(TAIL),
    )


def _written_words(names: pl.Series) -> pl.DataFrame:
    """The words of each name in the order written, in capitals; only a name with points or marks needs expressions."""
    upper = pl.DataFrame({"text": names}).select(
        i=pl.int_range(pl.len(), dtype=pl.UInt32), text=pl.col("text").str.to_uppercase()
    )
    marked = pl.col("text").str.contains(r"[^A-Z ]")
    whole = pl.col("text").str.replace_all(_degrees(), " ").str.replace_all("'", "", literal=True)
    bare = upper.filter(marked).with_columns(text=whole.str.replace_all(r"[^A-Z]+", " "))
    every = pl.concat([upper.filter(~marked), bare])
    return every.select("i", word=pl.col("text").str.split(" ")).explode("word").filter(pl.col("word") != "")


def _degrees() -> str:
    longest_first = sorted(tables()["degrees"], key=len, reverse=True)
    return r"\b(" + "|".join(degree.upper().replace(".", r"\. ?") for degree in longest_first) + r")\b\.?"


def _without_titles(words: pl.DataFrame) -> pl.DataFrame:
    """Words that are no title; all of them where nothing else is left, for a name may look like a title."""
    title = pl.col("word").is_in(tables()["titles"])
    kept = words.filter(~title)
    return pl.concat([kept, words.filter(title).join(kept, on="i", how="anti")])


def _full_words(words: pl.DataFrame) -> pl.DataFrame:
    """``M  YUSUF`` → ``MUHAMMAD  YUSUF``; an initial that stands alone or later stays."""
    first = (pl.col("i") != pl.col("i").shift(1)).fill_null(True)
    followed = (pl.col("i") == pl.col("i").shift(-1)).fill_null(False)
    short = tables()["first_words"]
    opening = first & followed & pl.col("word").is_in(list(short))
    return words.with_columns(word=pl.when(opening).then(pl.col("word").replace(short)).otherwise("word"))


def _vocabulary(words: pl.Series) -> pl.DataFrame:
    """Every different word with what it is matched as, ``folded``; one row for each where a word stands for two."""
    different = pl.DataFrame({"word": words.unique()})
    return different.with_columns(folded=_folded(pl.col("word").replace(tables()["words"])).str.split(" ")).explode(
        "folded"
    )


def _folded(words: pl.Expr) -> pl.Expr:
    folds: Mapping[str, str] = tables()["folds"]
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
    """Adds ``name_agreement``, None where a name is missing.

    SAME words; one CONTAINED in the other (initials count); NEAR: a slip or two away; some word SHARED; some word
    ALIKE; DIFFERENT. ``pairs`` has the ``name_key`` of both sides, that of the second with the suffix ``other``, and
    ``name_key_edits``; each different pair of names is compared once.
    """
    sides = ["name_key", f"name_key{other}"]
    unlike = pl.col(sides[0]) != pl.col(sides[1])
    different = pairs.select(*sides, "name_key_edits").filter(unlike).unique()
    graded = different.select(*sides, grade=_agreement(*sides))
    joined = pairs.join(graded, on=sides, how="left", maintain_order="left")
    return joined.with_columns(name_agreement=pl.when(~unlike).then(SAME).otherwise("grade")).drop("grade")


def _agreement(one: str, two: str) -> pl.Expr:
    mine, theirs = pl.col(one).str.split(" "), pl.col(two).str.split(" ")
    shorter = pl.min_horizontal(mine.list.len(), theirs.list.len())
    length = pl.min_horizontal(pl.col(one).str.len_bytes(), pl.col(two).str.len_bytes())
    shared = mine.list.set_intersection(theirs).list.len()
    initials = _initials(mine).list.set_intersection(_initials(theirs)).list.len()
    alike = _parts(mine).list.set_intersection(_parts(theirs)).list.len() > 0
    initialled = (shared > 0) & (initials >= shorter) & (_has_initial(mine) | _has_initial(theirs))
    return (
        pl.when((shared >= shorter) | initialled).then(CONTAINED)
        .when(pl.col("name_key_edits") <= 1 + (length >= LONG)).then(NEAR)
        .when(shared > 0).then(SHARED)
        .when(alike).then(ALIKE)
        .otherwise(DIFFERENT)
    )  # fmt: skip


RARE = 14  # bits of a word that no table holds: one name in 16,000
INITIAL = 4  # bits of a letter that stands for a word


def bits_of_words(keys: pl.Series) -> dict[str, int]:
    """How surprising each common folded word is among these ``name_key``s, in bits; a word not in it is RARE."""
    words = pl.DataFrame({"word": keys.drop_nulls().str.split(" ")}).explode("word")
    counted = words.group_by("word").agg(bits=(keys.len() / pl.len()).log(2).round().cast(pl.Int32))
    return dict(counted.filter(pl.col("bits") < RARE).sort("bits", "word").iter_rows())


def with_name_bits(pairs: pl.DataFrame, words: Mapping[str, int], *, other: str) -> pl.DataFrame:
    """Adds ``name_bits``, how rare the commoner of two names is: the sum over its words; None where one is missing."""
    sides = ["name_key", f"name_key{other}"]
    names = pl.concat([pairs.select(name=side) for side in sides]).drop_nulls().unique()
    each = names.select("name", word=pl.col("name").str.split(" ")).explode("word")
    initial = pl.col("word").str.len_bytes() == 1
    told = pl.col("word").replace_strict(words, default=RARE, return_dtype=pl.Int32)
    bits = pl.when(initial).then(INITIAL).otherwise(told)
    summed = each.group_by("name").agg(name_bits=bits.sum())
    one = pairs.select(sides).join(summed, left_on=sides[0], right_on="name", how="left", maintain_order="left")
    both = one.join(summed, left_on=sides[1], right_on="name", how="left", maintain_order="left", suffix=other)
    return pairs.with_columns(
        name_bits=both.select(
            pl.when(pl.all_horizontal(pl.col(sides).is_not_null())).then(
                pl.min_horizontal("name_bits", f"name_bits{other}")
            )
        ).to_series()
    )


def _initials(words: pl.Expr) -> pl.Expr:
    return words.list.eval(pl.element().str.head(1).unique())


def _has_initial(words: pl.Expr) -> pl.Expr:
    return words.list.eval(pl.element().str.len_bytes() == 1).list.any()


def full_name(parts: Iterable[pl.Expr]) -> pl.Expr:
    """First, middle and last name of the older worker sheet as one; None where all are empty."""
    joined = pl.concat_str(list(parts), separator=" ", ignore_nulls=True)
    return pl.when(joined != "").then(joined)
