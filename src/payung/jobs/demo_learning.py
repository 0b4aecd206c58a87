"""What did the people of the sample's past event answer on paper and feel? Invented, and the same on every day."""

from collections.abc import Mapping
from random import Random
from typing import Any

from payung.accounts.terms import Role
from payung.briefings import actions, queries
from payung.briefings.terms import Phase

KNOWS = {Phase.BEFORE: 0.42, Phase.AFTER: 0.74}
"""Chance of a right answer, before what a topic takes from it."""
HARDER = {"iuran": 0.22, "daftar_pekerja": 0.18, "penanggung": 0.1}
TAKES_BOTH = 0.85
TELLS = 0.6
FELT = (
    "Contoh: hitungan iuran per lapis baru saya pahami setelah contohnya.",
    "Contoh: mohon contoh formulir pendaftaran dibagikan.",
    "Contoh: waktunya terlalu singkat untuk tanya jawab.",
    "Contoh: siapa yang dihubungi bila pekerja berganti di tengah minggu?",
    "Contoh: jelas, terutama tentang 2 × 24 jam.",
)


def fill_sample_learning(event: Any, users: Mapping[Role, Any]) -> int:
    """Sheets and feelings of a past event, once; how many people answered. They came in on paper, as in most halls."""
    if queries.understanding(event).topics:
        return 0
    draw, by = Random(event.title), users[Role.COORDINATOR]
    people, felt = list(queries.who_came(event)), draw.sample(FELT, len(FELT))
    for person in people:
        for phase in Phase:
            if phase == Phase.BEFORE or draw.random() < TAKES_BOTH:
                actions.copy_quiz(person, phase, _letters(event, phase, draw), by=by)
        if draw.random() < TELLS:
            useful, clear = draw.choice((3, 4, 4, 5, 5)), draw.choice((2, 3, 4, 4, 5))
            actions.give_feedback(person, useful=useful, clear=clear, text=felt.pop() if felt else "")
    return len(people)


def _letters(event: Any, phase: Phase, draw: Random) -> str:
    """One sheet: right more often after, and less often where the topic is hard."""
    return "".join(_letter(question, phase, draw) for question in queries.form_of(event, phase))


def _letter(question: Any, phase: Phase, draw: Random) -> str:
    codes = [choice.code for choice in question.choices]
    if draw.random() < KNOWS[phase] - HARDER.get(question.topic, 0):
        return queries.LETTERS[codes.index(question.right)]
    wrong = [at for at, code in enumerate(codes) if code != question.right]
    return "-" if draw.random() < 0.2 else queries.LETTERS[draw.choice(wrong)]
