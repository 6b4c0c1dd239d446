"""A model's reply, read and checked: what it cites, which figures hold, what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from qa import claims, framing, marks, names
from qa.asked import Asked, fits
from qa.grounding import GroundedFigure, GroundedName, ground, ground_sentences
from qa.llm import Reply, Usage
from qa.quantities import find, is_article, render, supports
from qa.text import fold, language, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.evidence import Evidence
    from qa.quantities import Quantity
    from qa.query import Query
    from qa.text import Language

REFUSAL: dict[Language, str] = {
    "zh": "资料中没有答案",
    "en": "The articles do not answer this.",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply, read. If it holds, the marks [1], [2] in `text` count the sentences of `cited`.

    `problems` say, in the language of the question, what does not hold; they go back to the
    model and, if it does not mend them, to the user.
    """

    text: str
    refused: bool
    cited: tuple[Evidence, ...] = ()
    figures: tuple[GroundedFigure, ...] = ()
    names: tuple[GroundedName, ...] = ()
    problems: tuple[str, ...] = ()


def numbered(evidence: Evidence, asked: Asked) -> dict[str, Any]:
    """What the prompt shows of a sentence; it cannot write the marks of the prompt.

    `figures` are those of the kind asked for, as English writes them: "近2000家 = nearly
    2,000". Others mislead a small model: it takes the 多 of 两年多 for that of another.
    """
    wanted = (q for q in find(evidence.text) if not asked.is_figure or fits(asked, q))
    return {
        "text": framing.sentence(evidence.text, REFUSAL.values()),
        "title": framing.title(evidence.title, REFUSAL.values()),
        "date": evidence.date,
        "figures": [f"{q.text} = {in_english(q)}" for q in wanted if _worth_a_gloss(q)],
    }


def in_english(figure: Quantity) -> str:
    """A figure as English writes it, without the general noun that stands for a classifier."""
    text = render(figure, "en")
    return text.rpartition(" ")[0] if figure.kind == "count" else text


def _worth_a_gloss(figure: Quantity) -> bool:
    return figure.kind not in {"date", "time", "ordinal", "number"} and not is_article(figure)


def check(reply: Reply, numbered: Sequence[Evidence], query: Query, *, whole: bool = True) -> Draft:
    """Read a reply that cites the numbered sentences, and check every figure in it.

    A part of a reply need not give what was asked for: it is not the `whole`.
    """
    reply = replace(reply, text=marks.plain(claims.spoken(reply.text)))
    asked_in = query.language
    if refuses(reply.text):
        return Draft(reply.text, refused=True)
    say = _PROBLEMS[asked_in]
    numbers = marks.numbers(reply.text)
    valid = [n for n in numbers if 1 <= n <= len(numbered)]
    cited = tuple(numbered[n - 1] for n in valid)
    grounded = ground_sentences(reply.text, numbered, query.text) if cited else []
    figures = tuple(figure for sentence in grounded for figure in sentence.figures)
    if not figures and claims.affirms(reply.text):
        figures = tuple(ground(query.text, cited))  # "yes" says what the question says
    named = tuple(name for sentence in grounded for name in sentence.names)
    problems = [
        *([say["cut"]] if not reply.complete else []),
        *([] if _says_something(reply.text) else [say["empty"]]),
        *([] if numbers else [_uncited(reply.text, numbered, asked_in)]),
        *(say["unknown"].format(n) for n in numbers if n not in valid),
        *(_unsupported(f, numbered, asked_in) for f in figures if not f.supported),
        *(dict.fromkeys(_unnamed(n, numbered, asked_in) for n in named if _is_unsupported(n))),
        *_claimed(reply.text, cited, query),
        *([say["kind"]] if whole and _misses_the_point(query.asked, figures, cited) else []),
        *([say["language"]] if _in_other_language(reply.text, asked_in) else []),
        *([say["form"]] if claims.is_markup(reply.text) else []),
    ]
    text = reply.text if problems else marks.renumbered(reply.text, valid)
    return Draft(text, False, cited, figures, named, tuple(problems))


def standing(
    draft: Draft, numbered: Sequence[Evidence], query: Query
) -> tuple[Draft | None, list[tuple[str, tuple[str, ...]]]]:
    """What is left of a draft that does not hold, and the sentences that fail, with why.

    None where nothing is left, or what is left does not give what was asked for.
    """
    spans = marks.sentences(draft.text)
    if len(spans) < 2:
        return None, []
    everywhere = "".join(f"[{n}]" for n in marks.numbers(draft.text))
    parts = [span.of(draft.text).strip() for span in spans]
    alone = [part if marks.numbers(part) else part + everywhere for part in parts]
    cut = len(alone) if _PROBLEMS[query.language]["cut"] not in draft.problems else len(alone) - 1
    checked = [
        check(Reply(text, Usage(), complete=n < cut), numbered, query, whole=False)
        for n, text in enumerate(alone)
    ]
    # A model that does not stop says the same for ever.
    held = dict.fromkeys(t for t, one in zip(alone, checked, strict=True) if not one.problems)
    failed = [(p, one.problems) for p, one in zip(parts, checked, strict=True) if one.problems]
    if not held or any(one.refused for one in checked):
        return None, []
    left = check(Reply(" ".join(held), Usage(), complete=True), numbered, query)
    if left.problems or left.refused or not _still_answers(left, checked[0], query.asked):
        return None, []
    return left, failed


def _still_answers(left: Draft, first: Draft, asked: Asked) -> bool:
    """Whether what is left gives the figure asked for; where none is, whether the first holds.

    "In 2020. It lies in the park." without its first sentence is an answer to nothing.
    """
    return _gives(asked, left.figures) if asked.is_figure else not first.problems


def attributed(reply: Reply, numbered: Sequence[Evidence]) -> Reply:
    """A reply that cites nothing, with the first sentence that has all its figures as citation.

    For a model that was asked for its citation and left it out again. The reply is checked
    against that sentence like any other; one without figures stays as it is.
    """
    if marks.numbers(marks.plain(reply.text)):
        return reply
    bearing = _bearing(reply.text, numbered)
    return replace(reply, text=f"{reply.text.rstrip()} [{bearing}]") if bearing else reply


def _bearing(text: str, numbered: Sequence[Evidence]) -> int | None:
    """The number of the first sentence that has all the figures of a text, if it has any."""
    claimed = find(text)
    bearing = (
        n
        for n, evidence in enumerate(numbered, start=1)
        if claimed and all(any(supports(q, c) for q in find(evidence.text)) for c in claimed)
    )
    return next(bearing, None)


def _uncited(text: str, numbered: Sequence[Evidence], asked_in: Language) -> str:
    """That nothing is cited, and which sentence has the figures of the reply."""
    say, bearing = _PROBLEMS[asked_in], _bearing(text, numbered)
    return say["uncited"] + (say["bearing"].format(bearing) if bearing else "")


def _unsupported(figure: GroundedFigure, numbered: Sequence[Evidence], asked_in: Language) -> str:
    """What is wrong with a figure, and how the sentences have the figures nearest to it."""
    claimed = find(figure.text)[0]
    held = [
        (abs(q.value - claimed.value), n, q)
        for n, evidence in enumerate(numbered, start=1)
        for q in find(evidence.text)
        if _comparable(q, claimed)
    ]
    nearest = sorted(held, key=itemgetter(0))[:2]
    nearest = [row for row in nearest if row[0] == 0] or nearest
    say = _PROBLEMS[asked_in]
    borne = [say["borne"].format(n) for _, n, q in nearest if supports(q, claimed)]
    written = [say["written"].format(n, q.text, in_english(q)) for _, n, q in nearest]
    return say["figure"].format(figure.text) + "".join(borne[:1] or written)


def _is_unsupported(name: GroundedName) -> bool:
    return name.state == "unsupported"


def _unnamed(name: GroundedName, numbered: Sequence[Evidence], asked_in: Language) -> str:
    """That a name stands nowhere near what is cited, and which sentence has it."""
    say, found = _PROBLEMS[asked_in], names.find(name.text)
    texts = [evidence.text for evidence in numbered]
    bearing = names.support(found[0], texts).source if found else None
    borne = "" if bearing is None else say["borne"].format(bearing + 1)
    return say["name"].format(printable(name.text)) + borne


def _comparable(held: Quantity, claimed: Quantity) -> bool:
    plain = {"count", "number"}  # "8,400" alone may be meant to count
    return not is_article(held) and (
        held.kind == claimed.kind or {held.kind, claimed.kind} <= plain
    )


def _claimed(text: str, cited: Sequence[Evidence], query: Query) -> list[str]:
    """What a reply quotes, denies or turns that no cited article has."""
    say = _PROBLEMS[query.language]
    around = [f"{e.title}\n{e.text}\n{e.around}" for e in cited]
    misquoted = claims.misquoted(text, [*around, query.text])
    turned = claims.turned(text, [e.text for e in cited], query.text) if cited else ()
    miscoded = claims.miscoded(text, [*around, query.text]) if cited else ()
    return [
        *map(say["quote"].format, misquoted),
        *map(say["figure"].format, miscoded),
        *map(say["turned"].format, turned),
    ]


def _misses_the_point(
    asked: Asked, figures: Sequence[GroundedFigure], cited: Sequence[Evidence]
) -> bool:
    """Whether a cited sentence has a figure of the kind asked for, and the reply has none.

    "How far can it run?" is not answered by "3 to 5 minutes".
    """
    offered = any(fits(asked, q) for evidence in cited for q in find(evidence.text))
    return asked in _EXACT and offered and not _gives(asked, figures)


def _gives(asked: Asked, figures: Sequence[GroundedFigure]) -> bool:
    return any(fits(asked, q) for figure in figures for q in find(figure.text))


_EXACT = frozenset({Asked.COUNT, Asked.MONEY, Asked.PERCENTAGE, Asked.DURATION, Asked.DISTANCE})


def refuses(text: str) -> bool:
    """Whether a reply says that the sentences do not answer, alone or among other words."""
    folded = re.sub(r"[\s.。!！]+", "", fold(text))
    return claims.declines(text) or any(
        re.sub(r"[\s.]+", "", fold(phrase)) in folded for phrase in REFUSAL.values()
    )


def _says_something(text: str) -> bool:
    """A small model may reply with nothing but the mark: "[1]"."""
    return bool(re.search(r"\w", marks.without(text)))


def _in_other_language(text: str, asked_in: Language) -> bool:
    """Names and figures are at home in either language; a clause is not."""
    bare = marks.without(text)
    words = re.findall(r"[A-Za-z]{2,}", bare)
    if claims.is_foreign(bare):
        return True
    return language(bare) != asked_in and (asked_in == "en" or len(words) > 4)


_PROBLEMS: dict[Language, dict[str, str]] = {
    "zh": {
        "cut": "回答没有写完",
        "empty": "没有写出答案",
        "uncited": "没有注明依据的句子的编号，如[1]",
        "bearing": "；所说的数字在第[{0}]句，如果依据的是它，请注明[{0}]",
        "unknown": "没有编号为[{}]的句子",
        "figure": "引用的句子里没有“{}”",
        "name": "引用的句子和它的上下文里没有“{}”",
        "borne": "；有它的是第[{0}]句，请注明[{0}]",
        "written": "；第[{0}]句写的是“{1}”",
        "quote": "引用的文章里没有“{}”这句话",
        "turned": "引用的句子里没有“{}”的意思",
        "form": "回答不是一句话，而是代码",
        "kind": "没有回答所问的数量",
        "language": "没有用中文回答",
    },
    "en": {
        "cut": "the answer breaks off",
        "empty": "it does not say the answer in words",
        "uncited": "it does not cite a sentence by its number, like [1]",
        "bearing": "; what it says stands in [{0}]: if it rests on that, cite [{0}]",
        "unknown": "there is no sentence [{}]",
        "figure": "no cited sentence has “{}”",
        "name": "neither a cited sentence nor its paragraph names “{}”",
        "borne": "; it stands in [{0}]: cite [{0}]",
        "written": "; sentence [{0}] has {1} = {2}",
        "quote": "no cited article says “{}”",
        "turned": "no cited sentence says “{}”",
        "form": "it is code, not a sentence",
        "kind": "it does not give the quantity that is asked for",
        "language": "it is not in English",
    },
}
