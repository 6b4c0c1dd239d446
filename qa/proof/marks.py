"""Citation marks in a text: [2], [1, 3], 【2】."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language import text as texts
from qa.language.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_LIST = r"(\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)"
_MARK = re.compile(rf"\s*[\[【［]\s*{_LIST}\s*[\]】］]")
# "(Based on [1])" anywhere, and "(1)" where a reply ends with it, are marks as well.
_WRAPPED = re.compile(rf"[(（][^()（）\d]{{0,24}}[\[【［]\s*{_LIST}\s*[\]】］]\s*[)）]")
_LAST = re.compile(rf"[(（]\s*{_LIST}\s*[)）](?=[\s.。]*\Z)")
_SPOKEN = re.compile(
    r"(?:this|it|the answer|this information) (?:is|was) based on (?:the )?sentences?"
    rf"\s*[\[【［]\s*{_LIST}\s*[\]】］]\.?",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """A text with all its marks written [1].

    >>> plain("It opened in 2020. This is based on sentence [1].")
    'It opened in 2020. [1]'
    """
    return _LAST.sub(r"[\1]", _WRAPPED.sub(r"[\1]", _SPOKEN.sub(r"[\1]", text)))


def numbers(text: str) -> list[int]:
    """The numbers that a text cites, each once, in order.

    >>> numbers("签约130个项目。[2, 1]")
    [2, 1]
    """
    marks = (int(n) for m in _MARK.finditer(text) for n in re.findall(r"\d+", m.group(1)))
    return list(dict.fromkeys(marks))


def without(text: str) -> str:
    """A text without its marks."""
    return _MARK.sub("", text)


def blanked(text: str) -> str:
    """A text with spaces for its marks, so that all else stays where it is."""
    return _MARK.sub(lambda match: " " * len(match.group()), text)


def renumbered(text: str, valid: Sequence[int]) -> str:
    """The text with its marks counting from 1, as the valid ones are listed."""

    def mark(match: re.Match[str]) -> str:
        known = [int(n) for n in re.findall(r"\d+", match.group(1)) if int(n) in valid]
        return "".join(f" [{valid.index(n) + 1}]" for n in dict.fromkeys(known))

    return _MARK.sub(mark, text).strip()


def sentences(text: str) -> list[Span]:
    """Sentences, a mark behind the full stop belonging to the one before: 是150个。[1]"""
    found: list[Span] = []
    for span in texts.sentences(text):
        leading = re.match(rf"(?:{_MARK.pattern})+[\s。.]*", span.of(text))
        if leading and found:
            found[-1] = Span(found[-1].start, span.start + leading.end())
            span = Span(found[-1].end, span.end)  # noqa: PLW2901  # what is left of it
        if span.of(text).strip():
            found.append(span)
    return found
