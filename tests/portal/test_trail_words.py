"""Has every deed that the house writes on its trail words that a person understands?"""

import ast
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import reverse
from tests.cast import Cast, client_of

from payung.accounts import actions
from payung.accounts.terms import Role
from payung.audit.models import Entry
from payung.portal.account.deeds import DEEDS, GROUPS, STEP, THINGS, choices, deed, thing
from payung.rules.remedy import steps

SOURCE = Path(__file__).parents[2] / "src" / "payung"


def written() -> dict[str, str]:
    """code → where it is written, for every ``audit.record(…)`` of the house."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record":
                found[code_of(node.args[0])] = f"{path.relative_to(SOURCE)}:{node.lineno}"
    return found


def code_of(told: ast.expr) -> str:
    """The code; what stands before it where the rest is the name of a step."""
    if isinstance(told, ast.JoinedStr):
        told = told.values[0]
    assert isinstance(told, ast.Constant), ast.unparse(told)
    return str(told.value)


WRITTEN = written()


def test_there_are_deeds_to_look_at() -> None:
    assert len(WRITTEN) > 30


@pytest.mark.parametrize("code", sorted(WRITTEN))
def test_a_deed_that_is_written_has_words(code: str) -> None:
    told = code == STEP or any(known.startswith(code) for known in DEEDS) if code.endswith(".") else code in DEEDS
    assert told, f"{WRITTEN[code]}: put words for it into portal.account.deeds"


def test_every_deed_stands_in_the_filter_under_its_group() -> None:
    assert {code.partition(".")[0] for code in DEEDS} == set(GROUPS)
    assert {code for _, listed in choices() for code, _ in listed} == set(DEEDS) | {f"{prefix}." for prefix in GROUPS}


def test_a_step_of_a_case_is_said_by_its_label_and_an_old_code_as_it_is() -> None:
    name, step = next(iter(steps(date(2026, 11, 1)).items()))
    assert deed(f"case.{name}") == f"Penanganan: {step.label}"
    assert deed("case.lama") == "case.lama"
    assert deed("account.opened") == "Akun dibuka"


def test_a_thing_is_named_with_its_number() -> None:
    assert thing("accounts.user:17") == "pengguna 17"
    assert thing("57 paket") == "57 paket"
    assert {name for name in THINGS if name not in {model._meta.label_lower for model in apps.get_models()}} == set()


def test_the_page_says_the_words_and_filters_by_them(cast: Cast) -> None:
    actions.change_role(cast.leader, role=Role.INSPECTORATE, by=cast.coordinator)
    client = client_of(cast.coordinator)
    page = client.get(reverse("audit_trail"), {"action": "account.role_changed"}).content.decode()
    assert "Peran diubah" in page
    assert f"pengguna {cast.leader.pk}" in page
    lines = client.get(reverse("audit_trail"), {"action": "account."}).context["lines"]
    assert {told.line.action.partition(".")[0] for told in lines} == {"account"}
    assert len(lines) == Entry.objects.filter(action__startswith="account.").count()
