"""Checks of a model's reply: what it cites, which figures hold, what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qa.language import names, pinyin
from qa.language.quantities import find, is_article
from qa.language.rules import kept, on
from qa.language.text import fold, language
from qa.models import framing
from qa.models.llm import Reply, Usage
from qa.proof import marks, readback, reply_claims
from qa.proof.grounding import GroundedFigure, GroundedName, ground, ground_sentences
from qa.proof.overlap import is_about
from qa.proof.problems import SAY, in_english, uncited, unnamed, unsupported
from qa.reading import USUAL
from qa.search.answer_kind import Asked, fits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.language.quantities import Quantity
    from qa.language.text import Language
    from qa.proof.grounding import GroundedSentence
    from qa.reading import Reader
    from qa.search.evidence import Evidence
    from qa.search.query import Query

REFUSAL: dict[Language, str] = {
    "zh": "资料中没有答案",
    "en": "The articles do not answer this.",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply that was read and checked.

    If it holds, the marks [1], [2] in `text` count the sentences of `cited`. If not, they still
    have the numbers of the prompt, as those in `problems` do: see `given`. `problems` say, in
    the language of the question, what does not hold; they go back to the model and, if it does
    not correct them, to the user.
    """

    text: str
    refused: bool
    cited: tuple[Evidence, ...] = ()
    figures: tuple[GroundedFigure, ...] = ()
    names: tuple[GroundedName, ...] = ()
    problems: tuple[str, ...] = ()


def numbered(evidence: Evidence, asked: Asked) -> dict[str, Any]:
    """Return what the prompt shows of a sentence, which cannot forge the marks of the prompt.

    `glosses` are the figures of the kind asked for, as English writes them: "近2000家 = nearly
    2,000". Others would mislead a small model: it takes the 多 of 两年多 for that of another
    figure. Where a person is asked for, they are names: it would romanise 杨朝 at random.
    """
    return {
        "text": framing.sentence(evidence.text, REFUSAL.values()),
        "title": framing.title(evidence.title, REFUSAL.values()),
        "date": evidence.date,
        "glosses": list(_glosses(evidence.text, asked)),
    }


def _glosses(text: str, asked: Asked) -> Iterator[str]:
    if asked is Asked.PERSON:
        people = (name.text for name in names.find(text) if name.kind == "person")
        yield from (f"{name} = {pinyin.romanised(name)}" for name in people if "·" not in name)
    wanted = (q for q in find(text) if not asked.is_figure or fits(asked, q))
    dates = asked is Asked.DATE  # without a gloss, the model answers only the year of 2020年9月
    glossed = (q for q in wanted if _worth_a_gloss(q) or (dates and q.kind == "date"))
    yield from (f"{q.text} = {in_english(q)}" for q in glossed)


def _worth_a_gloss(figure: Quantity) -> bool:
    return figure.kind not in {"date", "time", "ordinal", "number"} and not is_article(figure)


def check(
    reply: Reply,
    numbered: Sequence[Evidence],
    query: Query,
    reader: Reader = USUAL,
    *,
    whole: bool = True,
) -> Draft:
    """Read a reply that cites the numbered sentences, and check every figure in it.

    Only a `whole` reply has to give what was asked for; a part of one need not.
    """
    reply = replace(reply, text=marks.plain(reply_claims.spoken(reply.text)))
    asked_in = query.language
    if refuses(reply.text):
        return Draft(reply.text, refused=True)
    say = SAY[asked_in]
    numbers = marks.numbers(reply.text)
    valid = [n for n in numbers if 1 <= n <= len(numbered)]
    cited = tuple(numbered[n - 1] for n in valid)
    grounded = ground_sentences(reply.text, numbered, query.text) if cited else []
    figures = tuple(figure for sentence in grounded for figure in sentence.figures)
    if not figures and reply_claims.affirms(reply.text):
        figures = tuple(ground(query.text, cited))  # "yes" claims what the question says
    named = tuple(name for sentence in grounded for name in sentence.names)
    problems = [
        *([say["cut"]] if not reply.complete else []),
        *([] if _says_something(reply.text) else [say["empty"]]),
        *([] if numbers else [uncited(reply.text, numbered, asked_in)]),
        *(say["unknown"].format(n) for n in numbers if n not in valid),
        *kept("figures", unsupported(figures, reply.text, numbered, asked_in)),
        *kept("named", dict.fromkeys(unnamed(n, numbered, asked_in) for n in named if n.lost)),
        *_claimed(reply.text, cited, query),
        *([say["about"]] if whole and _is_off(reply.text, figures, cited, query, reader) else []),
        *([say["kind"]] if whole and _misses_the_point(query.asked, figures, cited) else []),
        *_read_back(reply.text, grounded, numbered, query, reader),
        *kept("own language", [say["language"]] * _in_other_language(reply.text, asked_in)),
        *([say["form"]] if reply_claims.is_markup(reply.text) else []),
    ]
    text = reply.text if problems else marks.renumbered(reply.text, valid)
    return Draft(text, False, cited, figures, named, tuple(problems))


def given(draft: Draft, numbered: Sequence[Evidence]) -> Draft:
    """Return a draft as the user sees it: its marks count `cited`, even if it does not hold.

    A sentence that only a problem names is cited last: the [4] of "it stands in [4]" needs a
    quote too. The mark of a sentence that does not exist is dropped; the problem names it.
    """
    if not draft.problems:
        return draft
    texts = (draft.text, *draft.problems) if draft.cited else ()  # "like [1]" is an example
    named = [n for n in marks.numbers("".join(texts)) if 1 <= n <= len(numbered)]
    return replace(
        draft,
        text=marks.renumbered(draft.text, named),
        cited=tuple(numbered[n - 1] for n in named),
        problems=tuple(marks.recounted(problem, named) for problem in draft.problems),
    )


def standing(
    draft: Draft, numbered: Sequence[Evidence], query: Query, reader: Reader = USUAL
) -> tuple[Draft | None, list[tuple[str, tuple[str, ...]]]]:
    """Return what is left of a draft that does not hold, and the sentences that fail, with why.

    The first is None if nothing is left, or if what is left does not give what was asked for.
    """
    spans = marks.sentences(draft.text)
    if len(spans) < 2:
        return None, []
    everywhere = "".join(f"[{n}]" for n in marks.numbers(draft.text))
    parts = [span.of(draft.text).strip() for span in spans]
    alone = [part if marks.numbers(part) else part + everywhere for part in parts]
    cut = len(alone) if SAY[query.language]["cut"] not in draft.problems else len(alone) - 1
    checked = [
        check(Reply(text, Usage(), complete=n < cut), numbered, query, reader, whole=False)
        for n, text in enumerate(alone)
    ]
    # A model that does not stop repeats the same sentence.
    held = dict.fromkeys(t for t, one in zip(alone, checked, strict=True) if not one.problems)
    failed = [(p, one.problems) for p, one in zip(parts, checked, strict=True) if one.problems]
    if not held or any(one.refused for one in checked):
        return None, []
    left = check(Reply(" ".join(held), Usage(), complete=True), numbered, query, reader)
    if left.problems or left.refused or not _still_answers(left, checked[0], query.asked):
        return None, []
    return left, failed


def _still_answers(left: Draft, first: Draft, asked: Asked) -> bool:
    """Tell whether what is left gives the figure asked for; if none is, whether the first holds.

    "In 2020. It lies in the park." answers nothing without its first sentence.
    """
    return _gives(asked, left.figures) if asked.is_figure else not first.problems


def _claimed(text: str, cited: Sequence[Evidence], query: Query) -> list[str]:
    """List the quotes, names, codes and changes of sense that no cited article has, as problems."""
    say = SAY[query.language]
    around = [f"{e.title}\n{e.text}\n{e.around}" for e in cited]
    misquoted = reply_claims.misquoted(text, [*around, query.text])
    turned = reply_claims.turned(text, [e.text for e in cited], query.text) if cited else ()
    miscoded = reply_claims.miscoded(text, [*around, query.text]) if cited else ()
    halves = reply_claims.mixed(text, around) if cited and query.language == "en" else ()
    return [
        *kept("quotes", map(say["quote"].format, misquoted)),
        *kept("halves", map(say["name"].format, halves)),
        *kept("codes", map(say["figure"].format, miscoded)),
        *kept("turns", map(say["turned"].format, turned)),
    ]


def _misses_the_point(
    asked: Asked, figures: Sequence[GroundedFigure], cited: Sequence[Evidence]
) -> bool:
    """Tell whether a cited sentence has a figure of the kind asked for, and the reply has none.

    "How far can it run?" is not answered by "3 to 5 minutes".
    """
    if not on("quantity"):
        return False
    offered = any(fits(asked, q) for evidence in cited for q in find(evidence.text))
    return asked in _EXACT and offered and not _gives(asked, figures)


def _read_back(
    text: str,
    grounded: Sequence[GroundedSentence],
    numbered: Sequence[Evidence],
    query: Query,
    reader: Reader,
) -> list[str]:
    """List a reply's figures that are of something else, and names that are only near a source."""
    say = SAY[query.language]
    wrong = readback.misread(text, grounded, numbered, query, reader)
    other = [say["other"].format(one.number, one.said, one.held) for one in wrong]
    far = dict.fromkeys(readback.elsewhere(grounded, numbered, query)) if query.text else ()
    return [*kept("read back", other), *kept("elsewhere", map(say["figure"].format, far))]


def _is_off(
    text: str,
    figures: Sequence[GroundedFigure],
    cited: Sequence[Evidence],
    query: Query,
    reader: Reader,
) -> bool:
    """Tell whether the citations do not answer, or share no words with the reply.

    A reply that only repeats the prompt shares none.
    """
    if not cited or not on("about"):
        return False
    worded = bool(figures) or is_about(marks.without(text), cited, query.text)
    return not worded or readback.absent(cited, query, reader)


def _gives(asked: Asked, figures: Sequence[GroundedFigure]) -> bool:
    return any(fits(asked, q) for figure in figures for q in find(figure.text))


_EXACT = frozenset({Asked.COUNT, Asked.MONEY, Asked.PERCENTAGE, Asked.DURATION, Asked.DISTANCE})


def refuses(text: str) -> bool:
    """Tell whether a reply says, alone or among other words, that the sentences do not answer."""
    folded = re.sub(r"[\s.。!！]+", "", fold(text))
    return reply_claims.declines(text) or any(
        re.sub(r"[\s.]+", "", fold(phrase)) in folded for phrase in REFUSAL.values()
    )


def _says_something(text: str) -> bool:
    """Tell whether a reply has any words: a small model may reply with the mark "[1]" alone."""
    return bool(re.search(r"\w", marks.without(text)))


def _in_other_language(text: str, asked_in: Language) -> bool:
    """Tell whether a reply is in another language; its names and figures may be in either."""
    bare = marks.without(text)
    words = re.findall(r"[A-Za-z]{2,}", bare)
    if reply_claims.is_foreign(bare):
        return True
    return language(bare) != asked_in and (asked_in == "en" or len(words) > 4)
