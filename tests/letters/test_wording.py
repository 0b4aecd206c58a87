"""Can a city put a letter in its own words, and is a mistake said before anyone is written to?"""

import pytest
from drawn_lines import LINES
from opened import squeezed, text_of

from payung.letters import Kind, Wording, fields, render, shipped_wording, tried_on
from payung.letters.example import LINE_WORDS, PAID_WORDS, example
from payung.letters.fields import BLOCKS, TEXTS, value
from payung.letters.kinds import form
from payung.letters.wording import Paragraph, Shape, filled
from payung.reconcile.report.line import describe
from payung.reconcile.report.printed import printed
from payung.refusal import Refusal
from payung.rules.ladder import CONTRACTUAL, ladder

PLAIN = "Kami menulis tentang {nama_paket}.\n\n{daftar_paket}\n\n- satu\n- dua {tenggat}\n\n# Penutup\n\nTerima kasih."


def shapes(body: str) -> tuple[Paragraph, ...]:
    return filled(Wording("x", body), values={"ada": "isi {x}", "kosong": None}.get, blocks={"tabel"})


@pytest.mark.parametrize("kind", list(Kind))
def test_the_shipped_words_use_known_placeholders_only(kind: Kind) -> None:
    assert tried_on(kind, shipped_wording(kind)).kind is kind
    assert set(form(kind).attachments) <= BLOCKS


def test_the_kinds_of_the_contract_bear_the_names_of_the_ladder() -> None:
    steps = {step.name for step in ladder(CONTRACTUAL, example(Kind.NOTICE).reference.on).steps}
    assert {Kind.NOTICE, Kind.REPRIMAND_1, Kind.REPRIMAND_2, Kind.REPRIMAND_3} <= steps | set(Kind)
    assert {kind.value for kind in Kind if kind.startswith("teguran")} <= steps


def test_a_citys_own_words_replace_the_shipped_ones() -> None:
    text = squeezed(text_of(render(tried_on(Kind.NOTICE, Wording("Kabar dari {instansi}", PLAIN)))))
    assert "KabardariDinasPekerjaanUmum" in text
    assert "KamimenulistentangRehabilitasi" in text
    assert "a.satub.dua4Juni2026" in text
    assert "Berdasarkanpencocokan" not in text


def test_a_fact_with_braces_is_not_read_again() -> None:
    assert shapes("Tentang {ada}.") == (Paragraph(Shape.PARAGRAPH, ("Tentang isi {x}.",)),)


def test_an_optional_paragraph_goes_with_its_missing_fact() -> None:
    assert shapes("? Ada {kosong}.\n\n? Ada {ada}.") == (Paragraph(Shape.PARAGRAPH, ("Ada isi {x}.",)),)


def test_a_missing_fact_is_refused_where_it_is_not_optional() -> None:
    with pytest.raises(Refusal, match=r"memerlukan \{kosong\}"):
        shapes("Ada {kosong}.")


def test_points_keep_their_lines_together() -> None:
    assert shapes("- satu\n  lanjut\n- dua") == (Paragraph(Shape.POINTS, ("satu\n  lanjut", "dua")),)


def test_an_optional_point_goes_with_its_missing_fact_and_a_list_with_its_last_point() -> None:
    assert shapes("- satu\n- ? dua {kosong}\n- ? tiga {ada}") == (Paragraph(Shape.POINTS, ("satu", "tiga isi {x}")),)
    assert shapes("- ? dua {kosong}") == ()


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.PAID_STATEMENT])
def test_a_draft_can_be_looked_at_before_its_case_is_complete(kind: Kind) -> None:
    missing = {"previous": None, "answer_address": "", "due_on": None, "dues": None, "line": None, "liability": None}
    if kind is Kind.NOTICE:  # it always asks for something by a day
        del missing["due_on"]
    assert render(example(kind, **missing, evidence=(), articles=(), verification=None, copies=()))


def test_a_notice_that_names_no_day_is_refused() -> None:
    with pytest.raises(Refusal, match=r"memerlukan \{tenggat\}"):
        render(example(Kind.NOTICE, due_on=None))


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("Halo {nama_pakett}.", r"Isian \{nama_pakett\} tidak dikenal"),
        ("Halo {nama_paket.__class__}.", "tidak dikenal"),
        ("Halo {nama_paket!r}.", "Kurung kurawal hanya"),
        ("Halo {nama_paket:>9}.", "Kurung kurawal hanya"),
        ("Halo {}.", "Kurung kurawal hanya"),
        ("Halo {nama_paket.", "Kurung kurawal hanya"),
        ("Halo } di sini.", "Kurung kurawal hanya"),
        ("Iurannya {iuran} begitu.", r"\{iuran\} adalah tabel atau gambar"),
        ("Acaranya {hari_acara}.", r"memerlukan \{hari_acara\}"),
        (" ", "belum ditulis"),
        ("x" * 20_001, "paling panjang 20000"),
    ],
)
def test_words_that_cannot_hold_are_refused_with_one_sentence(body: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        tried_on(Kind.NOTICE, Wording("Hal", body))


def test_the_subject_holds_facts_but_no_tables() -> None:
    with pytest.raises(Refusal, match="tidak dikenal"):
        tried_on(Kind.NOTICE, Wording("Hal {iuran}", "Isi."))


@pytest.mark.parametrize("kind", list(Kind))
def test_every_field_offered_for_a_kind_can_be_filled(kind: Kind) -> None:
    offered = fields(kind)
    texts = [field.name for field in offered if not field.is_block]
    assert texts
    body = "\n\n".join(f"{field.label}: {{{field.name}}}" for field in offered if not field.is_block)
    text = squeezed(text_of(render(tried_on(kind, Wording("Hal", body)))))
    letter = example(kind)
    assert [name for name in texts if squeezed(value(letter, name) or "?") not in text] == []


def test_every_placeholder_is_offered_by_some_kind() -> None:
    offered = {field.name for kind in Kind for field in fields(kind)}
    assert (TEXTS | BLOCKS) - offered == {"surat_diganti"}


def test_the_example_shows_the_lines_as_they_are_drawn(root_of_examples: dict[str, str]) -> None:
    assert {name: printed(line) for name, line in LINES.items()} == root_of_examples
    assert [describe(line) for line in LINES.values()] == [LINE_WORDS, PAID_WORDS]
