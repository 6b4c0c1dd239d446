"""Plain text -> masked text: a line is a paragraph, unless an editor wrapped it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.articles.markup.masking import BREAK

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE = re.compile(r"([^\r\n]*)(\r\n?|\n|\Z)")

_RULE = re.compile(r"\s*([-=*_~#])(?:\s*\1){2,}\s*")  # a line of dashes has no words
_ITEM = re.compile(r"\s*(?:[-*•·+]|\(?\d{1,3}[.)、])\s")
_COLUMNS = re.compile(r"\S(?:\t| {2}|[|｜])")
_INDENT = re.compile("[\u3000\t]|  ")
_END_OF_SENTENCE = re.compile(r"[。！？!?.…：:；;][”’」』）)\"']*\s*\Z")
_NARROWEST = 40  # columns; lines of verse and of lists are narrower
_EVEN = 0.75  # a long word moves to the next line, so lines differ


def mask(text: str) -> str:
    r"""Turn the line ends of plain text into breaks, but keep those inside wrapped paragraphs.

    >>> mask("标题\n\n正文\n").replace(BREAK, "|")
    '标题||正文|'
    """
    return "".join(_masked(block) for block in _blocks(text))


def _blocks(text: str) -> Iterator[list[tuple[str, str]]]:
    """Yield lines with their ends, split at empty lines, rules and indented lines."""
    block: list[tuple[str, str]] = []
    for words, end in LINE.findall(text):
        alone = not words or words.isspace() or _RULE.fullmatch(words)
        if block and (alone or (_INDENT.match(words) and not _INDENT.match(block[-1][0]))):
            yield block
            block = []
        if alone:
            yield [(BREAK * len(words), end)]
        else:
            block.append((words, end))
    yield block


def _masked(block: list[tuple[str, str]]) -> str:
    wrapped = _is_wrapped([words for words, _ in block])
    last = len(block) - 1
    return "".join(
        words + (end if wrapped and number < last else BREAK * len(end))
        for number, (words, end) in enumerate(block)
    )


def _is_wrapped(lines: list[str]) -> bool:
    if len(lines) < 2 or any(map(_is_list, lines)):
        return False
    if len(lines) == 2 and not re.match("[a-z]", lines[1]):
        return False  # two lines may be a headline and its text, too little to judge by
    widths = [len(line.rstrip().encode("gbk", "replace")) for line in lines]  # Han: two columns
    widest = max(widths[:-1])
    even = min(widths[:-1]) >= _EVEN * widest and widths[-1] <= widest
    ended = sum(_END_OF_SENTENCE.search(line) is not None for line in lines[:-1])
    return widest >= _NARROWEST and even and ended * 3 <= len(lines) - 1


def _is_list(line: str) -> bool:
    return _ITEM.match(line) is not None or _COLUMNS.search(line.rstrip()) is not None
