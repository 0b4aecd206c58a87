"""What did an event teach, in bars and in sentences that can be read out?"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _
from markupsafe import Markup

from payung.briefings.queries import Learning, QuestionResult, Score, TopicResult
from payung.impact.learning import LEAST
from payung.portal.components.quizzes import articles_of, language


@dataclass(frozen=True)
class Row:
    """One question in the table of results."""

    ask: str
    topic: str
    articles: str
    before: str
    after: str
    slip: str


def headline(found: Learning) -> str:
    """What those who answered twice learnt, or that it cannot be told yet."""
    told = found.change
    if told is None:
        if not found.pairs:
            return _("Belum ada peserta yang mengisi kedua kuis")
        return _("Belum dapat disimpulkan: baru %(people)d orang mengisi kedua kuis, perlu %(least)d") % {
            "people": len(found.pairs), "least": LEAST,
        }  # fmt: skip
    facts = {
        "people": told.people, "by": abs(_hundredths(told.mean)), "low": _signed(told.low), "high": _signed(told.high),
    }  # fmt: skip
    if not told.is_told:
        return (
            _(
                "Belum dapat disimpulkan apakah jawaban membaik: di antara %(people)d orang, "
                "perubahannya antara %(low)s dan %(high)s dari setiap 100 jawaban"
            )
            % facts
        )
    if told.mean > 0:
        return (
            _(
                "Dari setiap 100 jawaban, %(by)d lebih banyak yang benar sesudah acara "
                "(antara %(low)s dan %(high)s; %(people)d orang)"
            )
            % facts
        )
    return (
        _(
            "Dari setiap 100 jawaban, %(by)d lebih sedikit yang benar sesudah acara "
            "(antara %(low)s dan %(high)s; %(people)d orang)"
        )
        % facts
    )


def took_part(found: Learning) -> str:
    """How many answered before, after, and both times."""
    facts = {"before": found.before, "after": found.after, "both": len(found.pairs)}
    return _("%(before)d orang mengisi sebelum acara, %(after)d sesudahnya, %(both)d keduanya.") % facts


def hardest(found: Learning) -> str:
    """The topics understood least, as a sentence an official can read out."""
    named = [
        f"{topic.label.said(language())} ({_of(topic.latest)})" for topic in found.hardest
    ]  # fmt: skip
    return _("Paling sedikit dipahami: %(topics)s.") % {"topics": "; ".join(named)} if named else ""


def bars(topics: Sequence[TopicResult]) -> Markup:
    """A pair of bars for every topic; the words beside them say the same."""
    return Markup(f'<ul class="learned">{"".join(map(_topic, topics))}</ul>') if topics else Markup("")


def rows(found: Learning) -> tuple[Row, ...]:
    """The questions of all topics."""
    return tuple(_row(topic, question) for topic in found.topics for question in topic.questions)


def _topic(topic: TopicResult) -> str:
    pairs = ((_("Sebelum"), "before", topic.before), (_("Sesudah"), "after", topic.after))
    lines = (_line(name, kind, score) for name, kind, score in pairs)
    return f"<li><h3>{escape(topic.label.said(language()))}</h3>{''.join(lines)}</li>"


def _line(name: str, kind: str, score: Score) -> str:
    drawn = f'<rect class="{kind}" width="{score.percent}%" height="12"/>' if score.percent else ""
    return (
        f'<p><b>{escape(name)}</b><svg class="bar" height="12" aria-hidden="true">'
        f'<rect class="w" width="100%" height="12"/>{drawn}</svg><span>{escape(_of(score))}</span></p>'
    )


def _of(score: Score) -> str:
    """``12 dari 30 benar, 40 %``."""
    if not score.asked:
        return _("belum ada jawaban")
    facts = {"right": score.right, "asked": score.asked, "percent": score.percent}
    return _("%(right)d dari %(asked)d benar, %(percent)d %%") % facts


def _row(topic: TopicResult, result: QuestionResult) -> Row:
    question = result.question
    return Row(
        question.ask.said(language()) if question else result.key, topic.label.said(language()),
        "; ".join(article for article, _status in articles_of(question)) if question else "",
        _short(result.before), _short(result.after), _slip(result),
    )  # fmt: skip


def _short(score: Score) -> str:
    return _("%(right)d dari %(asked)d") % {"right": score.right, "asked": score.asked} if score.asked else "–"


def _slip(result: QuestionResult) -> str:
    if result.slip is None:
        return "–"
    said = result.slip.slip or result.slip.text
    return _("%(people)d orang: %(words)s") % {"people": result.slips, "words": said.said(language())}


def _hundredths(share: float) -> int:
    return round(100 * share)


def _signed(share: float) -> str:
    """``12``, ``−3``."""
    found = _hundredths(share)
    return str(found) if found >= 0 else f"−{-found}"
