"""Problems: what is wrong with a reply, as the model and the user are told.

They are in the language of the question, and say which sentence has what was meant.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa.language import names
from qa.language.quantities import find, is_article, render, supports
from qa.language.quantities.things import same
from qa.language.text import printable
from qa.proof import marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.language.quantities import Quantity
    from qa.language.text import Language
    from qa.models.llm import Reply
    from qa.proof.grounding import GroundedFigure, GroundedName
    from qa.search.evidence import Evidence

SAY: dict[Language, dict[str, str]] = {
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
        "about": "引用的句子说的不是这件事",
        "form": "回答不是一句话，而是代码",
        "kind": "没有回答所问的数量",
        "other": "“{1}”不是所问的数量：第[{0}]句里分别列出的几个数字中，所问的是“{2}”",
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
        "about": "the cited sentence is about something else",
        "form": "it is code, not a sentence",
        "kind": "it does not give the quantity that is asked for",
        "other": "“{1}” is of something else: of what sentence [{0}] lists, “{2}” is asked for",
        "language": "it is not in English",
    },
}


# --- citations ---------------------------------------------------------------------------------


def attributed(reply: Reply, numbered: Sequence[Evidence]) -> Reply:
    """Let a reply that cites no existing sentence cite the first that has all its figures.

    This is for a model that was asked for its citation and left it out again. The reply is
    checked against that sentence like any other; one without figures stays as it is.
    """
    said = marks.plain(reply.text)
    if any(1 <= n <= len(numbered) for n in marks.numbers(said)):
        return reply
    bare = marks.without(said).rstrip()
    bearing = _bearing(bare, numbered)
    return replace(reply, text=f"{bare} [{bearing}]") if bearing else reply


def _bearing(text: str, numbered: Sequence[Evidence]) -> int | None:
    """Return the number of the first sentence that has all the figures of a text, if it has any."""
    claimed = find(text)
    bearing = (
        n
        for n, evidence in enumerate(numbered, start=1)
        if claimed and all(any(supports(q, c) for q in find(evidence.text)) for c in claimed)
    )
    return next(bearing, None)


def uncited(text: str, numbered: Sequence[Evidence], asked_in: Language) -> str:
    """Say that nothing is cited, and which sentence has the figures of the reply."""
    say, bearing = SAY[asked_in], _bearing(text, numbered)
    return say["uncited"] + (say["bearing"].format(bearing) if bearing else "")


# --- figures and names -------------------------------------------------------------------------


def in_english(figure: Quantity) -> str:
    """Write a figure in English, without the general noun that stands for a classifier."""
    text = render(figure, "en")
    return text.rpartition(" ")[0] if figure.kind == "count" else text


def unsupported(
    figures: Sequence[GroundedFigure], text: str, numbered: Sequence[Evidence], asked_in: Language
) -> Iterator[str]:
    """Yield what is wrong with each figure of a text that has no support, and what is near it."""
    lost = [figure for figure in figures if not figure.supported]
    # With what they count: 26个领域 is not in 26项措施. Found only once: a text may have thousands.
    said = {q.text: q for q in reversed(find(marks.blanked(text)))} if lost else {}
    for figure in lost:
        claimed = said.get(figure.text) or find(figure.text)[0]
        yield SAY[asked_in]["figure"].format(figure.text) + _instead(claimed, numbered, asked_in)


def _instead(claimed: Quantity, numbered: Sequence[Evidence], asked_in: Language) -> str:
    """Say which sentence supports a figure or, if none does, how the nearest ones are written."""
    held = [
        (n, q)
        for n, evidence in enumerate(numbered, start=1)
        for q in find(evidence.text)
        if _comparable(q, claimed)
    ]
    say = SAY[asked_in]
    borne = [say["borne"].format(n) for n, q in held if supports(q, claimed)]
    written = [
        say["written"].format(n, _told(q, claimed, numbered[n - 1].text), in_english(q))
        for n, q in _nearest(held, claimed)
    ]
    return "".join(borne[:1] or written)


def _nearest(held: Sequence[tuple[int, Quantity]], claimed: Quantity) -> list[tuple[int, Quantity]]:
    """Return the figures that may be meant.

    These are equal numbers of other things and another number of the same thing; if no number
    is equal, the two nearest.
    """
    rows = sorted(held, key=lambda row: abs(row[1].value - claimed.value))
    equal = [row for row in rows if row[1].value == claimed.value]
    if not equal:
        return rows[:2]
    named = [q for _, q in rows if q not in (r[1] for r in equal) and _counts(q, claimed)]
    return [*equal[:2], *(row for row in rows if row[1] in named[:1])][:3]


def _counts(held: Quantity, claimed: Quantity) -> bool:
    """Tell whether two figures are said to count the same thing."""
    return held.kind == "count" and bool(claimed.subject) and same(held, claimed)


def _told(figure: Quantity, claimed: Quantity, text: str) -> str:
    """Write a figure as a text has it, with what it counts if that is another thing."""
    other = figure.kind == "count" and bool(claimed.subject) and not same(figure, claimed)
    follows = other and text.startswith(figure.subject, figure.end)
    return figure.text + (figure.subject if follows else "")


def _comparable(held: Quantity, claimed: Quantity) -> bool:
    plain = {"count", "number"}  # "8,400" alone may be a count
    return not is_article(held) and (
        held.kind == claimed.kind or {held.kind, claimed.kind} <= plain
    )


def unnamed(name: GroundedName, numbered: Sequence[Evidence], asked_in: Language) -> str:
    """Say that a name stands nowhere near the citations, and which sentence has it."""
    say, found = SAY[asked_in], names.find(name.text)
    texts = [evidence.text for evidence in numbered]
    bearing = names.support(found[0], texts).source if found else None
    borne = "" if bearing is None else say["borne"].format(bearing + 1)
    return say["name"].format(printable(name.text)) + borne
