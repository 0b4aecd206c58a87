"""Which names, titles and contract numbers are the same, however they are spelled?"""

import re
from functools import cache
from importlib.resources import files

import polars as pl
import yaml

TAGS = r"<[^>]*>"
ENTITIES = {"&nbsp;": " ", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'"}


def tidy(text: pl.Expr) -> pl.Expr:
    """Text for people: no HTML, single spaces; None when nothing is left."""
    bare = text.str.replace_all(TAGS, " ").str.replace_many(list(ENTITIES), list(ENTITIES.values()))
    neat = bare.str.replace_all(r"\s+", " ").str.strip_chars()
    return pl.when(neat != "").then(neat)


UNTIDY = r"[<&]|\s\s|[^\S ]"


def tidied(text: pl.Series) -> pl.Series:
    """``tidy`` of a whole column of trimmed cells without empty ones; the few that need it are worked through."""
    untidy = text.str.contains(UNTIDY).fill_null(False)
    if not untidy.any():
        return text
    return text.clone().scatter(untidy.arg_true(), pl.select(tidy(pl.lit(text.filter(untidy)))).to_series())


def contract_key(text: pl.Expr) -> pl.Expr:
    """A contract number without spaces, marks and case: ``000.3.3/ 3246 /Dinkes/2025`` → ``00033/3246/DINKES/2025``.

    The slashes stay as the only mark: they part numbers that would otherwise run together. Fewer than
    three letters or digits is no number.
    """
    key = text.str.to_uppercase().str.replace_all(r"[^A-Z0-9/]", "").str.strip_chars("/")
    return pl.when(key.str.replace_all("/", "").str.len_bytes() >= 3).then(key)


@cache
def lexicon() -> dict[str, dict[str, str]]:
    """The word lists of ``words.yaml``: legal forms, abbreviations, stop words, words that tell the kind."""
    raw = yaml.safe_load(files(__package__).joinpath("words.yaml").read_text(encoding="utf-8"))
    return {name: {str(k): str(v) for k, v in entries.items()} for name, entries in raw.items()}


def has_legal_form(name: str) -> bool:
    """Whether a name says how its bearer is founded: ``CV. Contoh Jaya`` does, ``Budi Contoh`` does not."""
    return not lexicon()["legal_forms"].keys().isdisjoint(re.findall(r"[A-Z]+", name.upper()))


def firm_key(text: pl.Expr) -> pl.Expr:
    """A firm's own words, sorted, without legal form and marks: ``CV. Contoh  Jaya`` → ``CONTOH JAYA``."""
    words = text.str.to_uppercase().str.replace_all(r"[^A-Z0-9 .]", "").str.replace_all(r"\.", " ").str.split(" ")
    own = words.list.filter((pl.element() != "") & ~pl.element().is_in(list(lexicon()["legal_forms"])))
    key = own.list.eval(pl.element().sort()).list.join(" ")  # list.sort() takes a hundred times as long
    return pl.when(key != "").then(key)


def title_words(text: pl.Expr) -> pl.Expr:
    """The telling words of a project's title as a sorted list without repeats, abbreviations written out.

    Numbers stay: ``RW 05`` and ``RW 07`` are different works.
    """
    spaced = (
        text.str.to_lowercase().str.replace_all(r"<[^>]*>|[^a-z0-9]+", " ").str.replace_all(r"([a-z])(\d)", "$1 $2")
    )
    words = spaced.str.replace_all(r"\b0+(\d)", "$1").str.split(" ")
    full = words.list.eval(pl.element().replace(lexicon()["abbreviations"]))
    telling = full.list.filter((pl.element() != "") & ~pl.element().is_in(list(lexicon()["stop_words"])))
    return telling.list.eval(pl.element().unique().sort())


def kind_of_name(name: pl.Expr) -> pl.Expr:
    """What the words of a title suggest, works | consultancy; supervision of works is consultancy, so it goes first."""
    words, lists = title_words(name), lexicon()
    consultancy = words.list.set_intersection(list(lists["consultancy_words"])).list.len() > 0
    works = words.list.set_intersection(list(lists["works_words"])).list.len() > 0
    return pl.when(consultancy).then(pl.lit("consultancy")).when(works).then(pl.lit("works"))
