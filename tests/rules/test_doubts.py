"""Is every number that is not confirmed listed, the ones in force first, with what rests on it?"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from payung.rules import doubts as doubts_module
from payung.rules.doubts import Named, count_by_status, doubts, keys_named_in, what_rests_on
from payung.rules.parameters import Status, law
from payung.rules.programmes.company import COMPANY, COMPANY_CONTRACT
from payung.rules.programmes.jp_benefit import JP_BENEFIT

ON = date(2026, 2, 28)


@pytest.fixture
def _fresh() -> Iterator[None]:
    """What was read of a package of this test is forgotten after it."""
    keys_named_in.cache_clear()
    yield
    keys_named_in.cache_clear()


def test_every_value_that_is_not_confirmed_is_listed_once() -> None:
    listed = [(doubt.parameter.key, doubt.entry) for doubt in doubts(ON)]
    wanted = [
        (key, entry) for key, one in law().items() for entry in one.history if entry.status is not Status.CONFIRMED
    ]
    assert wanted
    assert sorted(listed, key=repr) == sorted(wanted, key=repr)


def test_those_in_force_come_first_and_then_by_key_and_date() -> None:
    listed = doubts(ON)
    order = [(not doubt.is_in_force, doubt.parameter.key, doubt.entry.from_on or date.min) for doubt in listed]
    assert order == sorted(order)
    assert caps_in_force(ON) == [10_547_400]
    assert caps_in_force(date(2026, 3, 1)) == [11_086_300]


def caps_in_force(on: date) -> list[int]:
    return [one.entry.value for one in doubts(on) if one.is_in_force and one.parameter.key == "company/jp/wage_cap"]


def test_programmes_rest_on_the_source_of_their_lines() -> None:
    rests = what_rests_on("company/jp/wage_cap")
    assert rests.programmes == ((COMPANY, ("jp_wage",)), (COMPANY_CONTRACT, ("jp_wage",)))
    assert what_rests_on("benefit/jp/minimum").programmes == ((JP_BENEFIT, ("at_least",)),)
    assert what_rests_on("checkpoint/tender_document").programmes == ()


def test_a_module_that_names_a_key_rests_on_it_and_is_known_by_its_question() -> None:
    named = what_rests_on("late_fine/rate_per_month").modules
    assert named == (Named("payung.rules.late_fine", "What does paying late cost?"),)


def test_other_books_are_asked_only_when_they_are_named() -> None:
    key = "deadline/project_registration"
    alone = {named.module for named in what_rests_on(key).modules}
    with_check = {named.module for named in what_rests_on(key, packages=["payung.rules", "payung.reconcile"]).modules}
    assert "payung.reconcile.rulebook" not in alone
    assert with_check - alone == {"payung.reconcile.cases", "payung.reconcile.rulebook"}
    doubt = next(one for one in doubts(ON, packages=iter(["payung.reconcile"])) if one.parameter.key == key)
    assert {named.module for named in doubt.rests.modules} == with_check - alone


@pytest.mark.usefixtures("_fresh")
def test_modules_are_read_deep_whole_keys_and_beginnings_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "__init__.py").write_text('"""Where is the top?\n\nMore."""\nKEY = "jakon/wage/jkk"\n', "utf-8")
    (tmp_path / "deep" / "part.py").write_text('KEY = f"relief/{1}" + "/" + "wage"\n', "utf-8")
    (tmp_path / "deep" / "silent.py").write_text('"""Nothing?"""\nKEY = 1, "jakon"\n', "utf-8")
    (tmp_path / "notes.yaml").write_text("key: jakon/wage/jkm\n", "utf-8")
    monkeypatch.setattr(doubts_module, "files", lambda package: tmp_path)
    reliefs = frozenset(key for key in law() if key.startswith("relief/"))
    assert keys_named_in("book") == {
        Named("book", "Where is the top?"): frozenset({"jakon/wage/jkk"}),
        Named("book.deep.part", ""): reliefs,
    }


def test_the_count_by_status_goes_from_sure_to_unsure_and_adds_up() -> None:
    counted = count_by_status()
    assert list(counted) == [Status.CONFIRMED, Status.SECONDARY, Status.INFERRED, Status.MEMORY]
    assert sum(counted.values()) == sum(len(one.history) for one in law().values())
    assert counted[Status.CONFIRMED] == sum(counted.values()) - len(doubts(ON))
