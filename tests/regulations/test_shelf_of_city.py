"""Who keeps the texts of the city, who reads them, and what is refused?"""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.cast import Cast

from payung.accounts.terms import Role
from payung.audit.models import Entry
from payung.refusal import Refusal
from payung.regulations import actions, queries
from payung.regulations.models import Regulation
from payung.regulations.policies import MOST_BYTES, MOST_DUTIES, TextTold
from payung.regulations.queries import Wanted
from payung.regulations.terms import PUBLISHED, Certainty, TextKind
from payung.rules.shelf import Duty, Obliged

NOBODY = AnonymousUser()
PDF, PNG, JPG = b"%PDF-1.7 isi", b"\x89PNG\r\n\x1a\nisi", b"\xff\xd8\xffisi"


def last_line() -> Entry:
    return Entry.objects.order_by("-pk")[0]


def test_a_text_is_added_with_one_line_on_the_trail(cast: Cast, circular: TextTold) -> None:
    held = actions.add_text(replace(circular, number=" 7 Tahun 2026 "), by=cast.coordinator)
    assert (held.number, held.added_by) == ("7 Tahun 2026", cast.coordinator)
    assert queries.duties_of(held) == circular.duties
    assert [one.key for one in queries.cited_by(held)] == ["pp_44_2015"]
    assert [one.pk for one in queries.resting_on("pp_44_2015", by=cast.firm)] == [held.pk]
    assert (last_line().action, last_line().note) == ("regulation.added", "Surat edaran 7 Tahun 2026")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
def test_only_the_coordinator_keeps_the_shelf(cast: Cast, circular: TextTold, role: Role) -> None:
    held, other = actions.add_text(circular, by=cast.coordinator), cast.of_each_role[role]
    deeds: list[Any] = [
        lambda: actions.add_text(replace(circular, number="8"), by=other),
        lambda: actions.change_text(held, replace(circular, title="Lain"), by=other),
        lambda: actions.withdraw_text(held, by=other),
        lambda: actions.put_back_text(held, by=other),
        lambda: actions.attach_file(held, PDF, by=other),
        lambda: actions.remove_file(held, by=other),
        lambda: actions.stock_shelf("36.71", by=other),
    ]
    for deed in deeds:
        with pytest.raises(Refusal, match="Hanya koordinator"):
            deed()
    assert Regulation.objects.get().title == "Perlindungan pekerja proyek"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"number": " "}, "nomor"), ({"title": ""}, "nomor"), ({"issuer": ""}, "nomor"),
        ({"in_force_on": dt.date(2026, 2, 1), "ended_on": dt.date(2026, 1, 1)}, "mendahului"),
        ({"duties": (Duty(Obliged.FIRM, " "),)}, "Setiap kewajiban"),
        ({"duties": (Duty(Obliged.FIRM, "Apa."),) * (MOST_DUTIES + 1)}, "Paling banyak 20"),
        ({"cites": ("uu_entah",)}, "uu_entah"),
    ],
)  # fmt: skip
def test_what_says_too_little_is_refused(cast: Cast, circular: TextTold, changed: dict[str, Any], said: str) -> None:
    with pytest.raises(Refusal, match=said):
        actions.add_text(replace(circular, **changed), by=cast.coordinator)
    assert not Regulation.objects.exists()


def test_a_text_of_one_day_may_end_the_day_it_begins(cast: Cast, circular: TextTold) -> None:
    day = dt.date(2026, 1, 1)
    held = actions.add_text(replace(circular, in_force_on=day, ended_on=day), by=cast.coordinator)
    assert held.ended_on == day


def test_a_text_stands_once_also_where_it_was_withdrawn(cast: Cast, circular: TextTold) -> None:
    held = actions.add_text(circular, by=cast.coordinator)
    with pytest.raises(Refusal, match="sudah ada di rak"):
        actions.add_text(circular, by=cast.coordinator)
    actions.withdraw_text(held, by=cast.coordinator)
    with pytest.raises(Refusal, match="ditarik"):
        actions.add_text(circular, by=cast.coordinator)
    actions.add_text(replace(circular, issuer="Wali Kota Lain"), by=cast.coordinator)


def test_a_text_is_changed_where_something_differs(cast: Cast, circular: TextTold) -> None:
    held = actions.add_text(circular, by=cast.coordinator)
    assert not actions.change_text(held, circular, by=cast.coordinator)
    assert last_line().action == "regulation.added"
    assert actions.change_text(held, replace(circular, title="Baru", certainty=Certainty.HEARD), by=cast.coordinator)
    assert (last_line().action, last_line().note) == ("regulation.changed", "certainty, title")
    other = actions.add_text(replace(circular, number="8"), by=cast.coordinator)
    with pytest.raises(Refusal, match="sudah ada"):
        actions.change_text(other, circular, by=cast.coordinator)


def test_a_withdrawn_text_leaves_the_list_and_is_still_found_by_who_has_signed_in(
    cast: Cast, circular: TextTold
) -> None:
    held = actions.add_text(circular, by=cast.coordinator)
    for _ in range(2):
        actions.withdraw_text(held, by=cast.coordinator)
    assert Entry.objects.filter(action="regulation.withdrawn").count() == 1
    assert not queries.texts(by=cast.firm).exists()
    assert queries.text(held.pk, by=cast.firm) == held
    assert queries.text(held.pk, by=NOBODY) is None
    for _ in range(2):
        actions.put_back_text(held, by=cast.coordinator)
    assert Entry.objects.filter(action="regulation.put_back").count() == 1
    assert queries.texts(by=cast.firm).get() == held


@pytest.mark.parametrize("kind", list(TextKind))
def test_a_stranger_reads_what_was_announced(cast: Cast, circular: TextTold, kind: TextKind) -> None:
    held = actions.add_text(replace(circular, kind=kind), by=cast.coordinator)
    actions.attach_file(held, PDF, by=cast.coordinator)
    is_open = kind in PUBLISHED
    assert queries.texts(by=NOBODY).exists() is is_open
    assert (queries.text(held.pk, by=NOBODY) is not None) is is_open
    assert (queries.file_of(held.pk, by=NOBODY) is not None) is is_open
    assert queries.file_of(held.pk, by=cast.rival_firm) == (PDF, "pdf")


@pytest.mark.parametrize(("content", "kind"), [(PDF, "pdf"), (PNG, "png"), (JPG, "jpg")])
def test_a_file_is_known_by_its_first_bytes(cast: Cast, circular: TextTold, content: bytes, kind: str) -> None:
    held = actions.add_text(circular, by=cast.coordinator)
    assert queries.file_of(held.pk, by=cast.coordinator) is None
    actions.attach_file(held, content, by=cast.coordinator)
    assert queries.file_of(held.pk, by=cast.coordinator) == (content, kind)
    for _ in range(2):
        actions.remove_file(held, by=cast.coordinator)
    assert queries.file_of(held.pk, by=cast.coordinator) is None
    assert Entry.objects.filter(action="regulation.file_removed").count() == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<svg/>", b" %PDF-", PDF + b"0" * MOST_BYTES])
def test_another_file_is_refused_and_the_old_one_stays(cast: Cast, circular: TextTold, content: bytes) -> None:
    held = actions.add_text(circular, by=cast.coordinator)
    actions.attach_file(held, PDF, by=cast.coordinator)
    with pytest.raises(Refusal, match=r"PDF, JPG atau PNG|10 MB"):
        actions.attach_file(held, content, by=cast.coordinator)
    assert queries.file_of(held.pk, by=cast.coordinator) == (PDF, "pdf")


def test_a_file_of_just_ten_megabytes_is_kept() -> None:
    assert actions.file_kind(PDF + b"0" * (MOST_BYTES - len(PDF))) == "pdf"


def test_the_known_texts_of_a_city_are_put_on_the_shelf_once(cast: Cast) -> None:
    assert actions.stock_shelf("36.71", by=cast.coordinator) == 3
    assert (last_line().action, last_line().note) == ("shelf.stocked", "3")
    assert actions.stock_shelf("36.71", by=cast.coordinator) == 0
    assert Entry.objects.filter(action="shelf.stocked").count() == 1
    held = Regulation.objects.get(number="19349 Tahun 2024")
    assert (held.certainty, held.dated_on, held.in_force_on) == (Certainty.HEARD, None, None)
    assert {one.certainty for one in Regulation.objects.all()} == {Certainty.HEARD}  # none of them was read
    assert all(not duty.article for one in Regulation.objects.all() for duty in queries.duties_of(one))


@pytest.mark.parametrize("area", ["99.99", "../models", ""])
def test_a_city_without_known_texts_is_told_so(cast: Cast, area: str) -> None:
    with pytest.raises(Refusal, match="Belum ada naskah awal"):
        actions.stock_shelf(area, by=cast.coordinator)


def test_the_shelf_is_narrowed_by_whom_by_day_by_words_and_by_level(cast: Cast, circular: TextTold) -> None:
    actions.add_text(replace(circular, in_force_on=dt.date(2026, 3, 1)), by=cast.coordinator)

    def names(**told: Any) -> list[str]:
        return [one.name for one in queries.shelved(Wanted(**told), by=NOBODY)]

    assert names()[0] == "Surat edaran 7 Tahun 2026"
    assert names(level="kota") == ["Surat edaran 7 Tahun 2026"]
    assert "Surat edaran 7 Tahun 2026" not in names(level="nasional")
    assert "PP 44/2015" in names(whom=Obliged.FIRM)
    assert "Surat edaran 7 Tahun 2026" not in names(whom=Obliged.WORKER)
    assert names(level="kota", on=dt.date(2026, 2, 28)) == []
    assert {"Permenaker 44/2015", "PP 44/2015"} <= set(names(on=dt.date(2021, 3, 31)))
    assert "Permenaker 44/2015" not in names(on=dt.date(2021, 4, 1))
    assert names(words=" kerja PROYEK ") == ["Surat edaran 7 Tahun 2026"]


def test_every_reader_is_told_how_sure_a_text_is(cast: Cast, circular: TextTold) -> None:
    actions.add_text(circular, by=cast.coordinator)
    told = {one.name: one for one in queries.shelved(Wanted(), by=cast.leader)}
    assert told["Surat edaran 7 Tahun 2026"].was_read
    assert told["PP 44/2015"].was_read
    assert not told["Inpres 2/2021"].was_read
    assert told["PP 44/2015"].certainty == "naskah sudah dibaca"


@pytest.mark.parametrize(
    ("issuer", "name"),
    [("Wali Kota Contoh", "Peraturan wali kota 7 Tahun 2026"), ("Bupati Contoh", "Peraturan bupati 7 Tahun 2026")],
)
def test_a_regulation_is_called_after_who_issued_it(cast: Cast, circular: TextTold, issuer: str, name: str) -> None:
    told = replace(circular, kind=TextKind.MAYOR, issuer=issuer)
    assert str(actions.add_text(told, by=cast.coordinator)) == name
