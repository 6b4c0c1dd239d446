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
# "(Based on [1])" anywhere, and "(1)" at the end of a reply, are marks as well.
_WRAPPED = re.compile(rf"[(（][^()（）\d]{{0,24}}[\[【［]\s*{_LIST}\s*[\]】］]\s*[)）]")
_LAST = re.compile(rf"[(（]\s*{_LIST}\s*[)）](?=[\s.。]*\Z)")
_SPOKEN = re.compile(
    r"(?:this|it|the answer|this information) (?:is|was) based on (?:the )?sentences?"
    rf"\s*[\[【［]\s*{_LIST}\s*[\]】］]\.?",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Write all marks of a text in the form [1].

    >>> plain("It opened in 2020. This is based on sentence [1].")
    'It opened in 2020. [1]'
    """
    return _LAST.sub(r"[\1]", _WRAPPED.sub(r"[\1]", _SPOKEN.sub(r"[\1]", text)))


def numbers(text: str) -> list[int]:
    """List the numbers that a text cites, each once, in order.

    >>> numbers("签约130个项目。[2, 1]")
    [2, 1]
    """
    marks = (int(n) for m in _MARK.finditer(text) for n in re.findall(r"\d+", m.group(1)))
    return list(dict.fromkeys(marks))


def without(text: str) -> str:
    """Remove the marks from a text."""
    return _MARK.sub("", text)


def blanked(text: str) -> str:
    """Replace the marks of a text with spaces, so that everything else keeps its position."""
    return _MARK.sub(lambda match: " " * len(match.group()), text)


def renumbered(text: str, valid: Sequence[int]) -> str:
    """Renumber the marks of a text from 1, in the order of `valid`; others are dropped."""

    def mark(match: re.Match[str]) -> str:
        known = [int(n) for n in re.findall(r"\d+", match.group(1)) if int(n) in valid]
        return "".join(f" [{valid.index(n) + 1}]" for n in dict.fromkeys(known))

    return _MARK.sub(mark, text).strip()


def recounted(text: str, order: Sequence[int]) -> str:
    """Replace each [n] of a text with its place in `order`, from 1; numbers not in it stay.

    >>> recounted("it stands in [4]; there is no sentence [9]", [2, 4])
    'it stands in [2]; there is no sentence [9]'
    """
    places = {str(n): f"[{place}]" for place, n in enumerate(order, start=1)}
    return re.sub(r"\[(\d{1,3})\]", lambda match: places.get(match[1], match[0]), text)


def sentences(text: str) -> list[Span]:
    """Split into sentences; a mark after a full stop belongs to the one before: 是150个。[1]"""
    found: list[Span] = []
    for span in texts.sentences(text):
        leading = re.match(rf"(?:{_MARK.pattern})+[\s。.]*", span.of(text))
        if leading and found:
            found[-1] = Span(found[-1].start, span.start + leading.end())
            span = Span(found[-1].end, span.end)  # noqa: PLW2901  # the rest of it
        if span.of(text).strip():
            found.append(span)
    return found
