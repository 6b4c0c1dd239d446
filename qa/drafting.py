"""A model's reply, read and checked: what it cites, which figures hold, what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.grounding import GroundedFigure, ground
from qa.text import Span, fold, language, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.evidence import Evidence
    from qa.llm import Reply
    from qa.text import Language

REFUSAL: dict[Language, str] = {
    "zh": "资料中没有答案",
    "en": "The articles do not answer this.",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply, read. In `text` the marks [1], [2] count the sentences of `cited`.

    `problems` say, in the language of the question, what does not hold; they go back to the
    model and, if it does not mend them, to the user.
    """

    text: str
    refused: bool
    cited: tuple[Evidence, ...] = ()
    figures: tuple[GroundedFigure, ...] = ()
    problems: tuple[str, ...] = ()


def check(reply: Reply, numbered: Sequence[Evidence], asked_in: Language) -> Draft:
    """Read a reply that cites the numbered sentences, and check every figure in it."""
    if refuses(reply.text):
        return Draft(reply.text, refused=True)
    say = _PROBLEMS[asked_in]
    numbers = _numbers(reply.text)
    valid = [n for n in numbers if 1 <= n <= len(numbered)]
    cited = tuple(numbered[n - 1] for n in valid)
    figures = tuple(_figures(reply.text, numbered)) if cited else ()
    problems = [
        *([say["cut"]] if not reply.complete else []),
        *([say["empty"]] if not reply.text else []),
        *([say["uncited"]] if reply.text and not numbers else []),
        *(say["unknown"].format(n) for n in numbers if n not in valid),
        *(say["figure"].format(figure.text) for figure in figures if not figure.supported),
        *([say["language"]] if _in_other_language(reply.text, asked_in) else []),
    ]
    return Draft(_renumbered(reply.text, valid), False, cited, figures, tuple(problems))


def refuses(text: str) -> bool:
    """Whether a reply says that the sentences do not answer, alone or among other words."""
    folded = re.sub(r"[\s.。!！]+", "", fold(text))
    return any(re.sub(r"[\s.]+", "", fold(phrase)) in folded for phrase in REFUSAL.values())


# --- citation marks: [2], [1, 3], 【2】 ------------------------------------------------------

_MARK = re.compile(r"\s*[\[【［]\s*(\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)\s*[\]】］]")


def _numbers(text: str) -> list[int]:
    """The numbers that a text cites, each once, in order."""
    marks = (int(n) for m in _MARK.finditer(text) for n in re.findall(r"\d+", m.group(1)))
    return list(dict.fromkeys(marks))


def _renumbered(text: str, valid: Sequence[int]) -> str:
    """The text with its marks counting from 1, as the citations are listed."""

    def mark(match: re.Match[str]) -> str:
        known = [int(n) for n in re.findall(r"\d+", match.group(1)) if int(n) in valid]
        return "".join(f" [{valid.index(n) + 1}]" for n in dict.fromkeys(known))

    return _MARK.sub(mark, text).strip()


def _figures(text: str, numbered: Sequence[Evidence]) -> list[GroundedFigure]:
    """The figures of each sentence, looked for in what that sentence cites.

    A sentence without a mark of its own rests on all that the reply cites.
    """
    found: list[GroundedFigure] = []
    for span in _with_marks(text):
        sentence = span.of(text)
        numbers = _numbers(sentence) or _numbers(text)
        cited = [numbered[n - 1] for n in numbers if 1 <= n <= len(numbered)]
        found.extend(ground(_MARK.sub(" ", sentence), cited))
    return found


def _with_marks(text: str) -> list[Span]:
    """Sentences, a mark behind the full stop belonging to the one before: 是150个。[1]"""
    found: list[Span] = []
    for span in sentences(text):
        leading = re.match(rf"(?:{_MARK.pattern})+[\s。.]*", span.of(text))
        if leading and found:
            found[-1] = Span(found[-1].start, span.start + leading.end())
            span = Span(found[-1].end, span.end)  # noqa: PLW2901  # what is left of it
        if span.of(text).strip():
            found.append(span)
    return found


def _in_other_language(text: str, asked_in: Language) -> bool:
    """Names and figures are at home in either language; a clause is not."""
    bare = _MARK.sub("", text)
    words = re.findall(r"[A-Za-z]{2,}", bare)
    return language(bare) != asked_in and (asked_in == "en" or len(words) > 4)


_PROBLEMS: dict[Language, dict[str, str]] = {
    "zh": {
        "cut": "回答没有写完",
        "empty": "没有回答",
        "uncited": "没有注明依据的句子的编号，如[1]",
        "unknown": "没有编号为[{}]的句子",
        "figure": "引用的句子里没有“{}”这个数字",
        "language": "没有用中文回答",
    },
    "en": {
        "cut": "the answer breaks off",
        "empty": "there is no answer",
        "uncited": "it does not cite a sentence by its number, like [1]",
        "unknown": "there is no sentence [{}]",
        "figure": "no cited sentence has the figure “{}”",
        "language": "it is not in English",
    },
}
