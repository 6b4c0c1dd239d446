"""Markdown -> the HTML it stands for: its marks are masked, and offsets stay."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from qa.articles.markup import pages
from qa.articles.markup.masking import BREAK, DROP, Clean, settle
from qa.articles.markup.prose import LINE

# Inside code, after a backslash and in a tag these marks stand for themselves. During the next
# steps they are control characters, which `neutral` has removed from the text before.
_MARKS = "\\`*_[]()<>&!~|"
_PROTECT = {ord(mark): 0x0E + place for place, mark in enumerate(_MARKS)}
_RESTORE = {place: mark for mark, place in _PROTECT.items()}

_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})[^`]*\Z")
_RULE = re.compile(r"[ \t]*+([-*_])(?:[ \t]*+\1){2,}+[ \t]*+\Z")
_UNDERLINE = re.compile(r" {0,3}(?:=++|-++)[ \t]*+\Z")
_TABLE = re.compile(r"[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+\Z")
_NAMED = re.compile(r" {0,3}\[[^\[\]]+\]:")  # a footnote, or a definition without an address
_CELL = re.compile(r"(?<!\\)\|")
_PREFIX = re.compile(
    r"(?P<quotes>(?:[ \t]*+>)*)[ \t]*+(?P<bullets>(?:[-*+][ \t]++(?:\[[ xX]\][ \t]++)?)*)"
    r"(?P<number>\d{1,9}[.)][ \t])?(?P<hashes>#{1,6}(?:[ \t]++|\Z))?"
)
# `[注]: 说明。` is text, `[1]: https://a.cn "t"` is not: its target looks like an address.
_DEFINITION = re.compile(
    r""" {0,3}\[(?!\^)([^\[\]]+)\]:[ \t]*(?:<[^<>]*>|(?=\S*[/.#:])[!-~]+)"""
    r"""(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*\Z"""
)

_INLINE = re.compile(
    rf"\\([!-/:-@\[-`{{-~])"
    rf"|(?<!`)(`+)(?!`)([^{BREAK}]{{1,2000}}?)(?<!`)\2(?!`)"
    rf"|<([a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>{BREAK}]*|[\w.+-]+@[\w.-]+)>"
    rf"|</?([a-zA-Z][^<>{BREAK}]*)>"
)
_LABEL = rf"\[((?:[^\[\]{BREAK}]++|\[[^\[\]{BREAK}]*\])*+)\]"
_TARGET = (
    r"""\(\s*(?:<[^<>]*>|[^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*+)"""
    r"""(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)"""
)
_IMAGE = re.compile(rf"!{_LABEL}(?:{_TARGET}|\[[^\[\]{BREAK}]*\])")
_LINK = re.compile(rf"{_LABEL}{_TARGET}")
_REFERENCE = re.compile(rf"{_LABEL}(?:\[([^\[\]{BREAK}]*)\])?")
_NOTE = re.compile(r"\[\^[^\[\]\s]+\]:?")
_EMPHASIS = re.compile(rf"\*+|_+|~~|{BREAK}")


def read(text: str) -> Clean:
    r"""Return the visible words of a Markdown text.

    >>> read("# 标题\n\n**春天**[来了](https://a.cn)\n").text
    '标题\n春天来了'
    """
    blocks = _Blocks(text)
    masked = _inline("".join(blocks.out), blocks.labels)
    clean = pages.read(masked, _RESTORE)
    if blocks.heading:
        words = pages.read(masked[slice(*blocks.heading)], _RESTORE).text
        clean = replace(clean, title=settle(words).text or clean.title)
    return clean


class _Blocks:
    """The lines of a text with block marks masked, and what those marks say."""

    def __init__(self, text: str) -> None:
        self.out: list[str] = []
        self.labels: set[str] = set()  # labels of links defined elsewhere in the text
        self.heading: tuple[int, int] | None = None  # the first of level 1
        self.fence = ""
        self.quoted = 0
        self.table = False
        lines = LINE.findall(text)
        before, position = "", 0
        for (words, end), (after, _) in zip(lines, [*lines[1:], ("", "")], strict=True):
            self.line(words, end, (before, after), position)
            before, position = words, position + len(words) + len(end)

    def line(self, words: str, end: str, around: tuple[str, str], position: int) -> None:
        fence = _FENCE.match(words)
        if self.fence or fence:
            self.code(words, end, fence[1] if fence else "")
        elif _UNDERLINE.match(words) and around[0].strip():
            if "=" in words and not self.heading:
                self.heading = (max(0, position - len(around[0]) - 2), position)
            self.add(DROP * len(words), end, parted=True)
        elif _RULE.match(words) or not words.strip():
            self.table = False
            self.add(BREAK * len(words), end, parted=True)
        elif definition := _DEFINITION.match(words):
            self.labels.add(definition[1].casefold())
            self.add(BREAK * len(words), end, parted=True)
        elif self.in_table(words, around[1]):
            row = DROP * len(words) if _TABLE.match(words) else _CELL.sub(" ", words)
            self.add(row, end, starts=True, parted=True)
        else:
            self.text(words, end, position)

    def add(self, words: str, end: str, *, starts: bool = False, parted: bool = False) -> None:
        """Add a line; with `starts` a paragraph begins there, with `parted` one ends there."""
        if starts and self.out:
            self.out[-1] = BREAK * len(self.out[-1])
        self.out += words, BREAK * len(end) if parted else end

    def code(self, words: str, end: str, fence: str) -> None:
        if not self.fence:
            self.fence = fence
            self.add(DROP * len(words), end, starts=True, parted=True)
        elif fence.startswith(self.fence) and words.strip() == fence:
            self.fence = ""
            self.add(DROP * len(words), end, parted=True)
        else:
            self.add(words.translate(_PROTECT), end, parted=True)

    def in_table(self, words: str, after: str) -> bool:
        starts = "|" in words and "|" in after and _TABLE.match(after) is not None
        self.table = "|" in words and (self.table or starts)
        return self.table

    def text(self, words: str, end: str, position: int) -> None:
        prefix = next(_PREFIX.finditer(words))  # always found, for it may be empty
        hashes = "" if prefix["number"] else (prefix["hashes"] or "")
        # A list item's number is part of the text, a bullet is not.
        begin = prefix.start("number") if prefix["number"] else prefix.end()
        depth = prefix["quotes"].count(">")
        marked = prefix["bullets"] or prefix["number"] or hashes or _NAMED.match(words)
        starts = bool(marked) or depth != self.quoted
        self.quoted = depth
        stop = max(begin, _stop(words, heading=bool(hashes)))
        if hashes.strip() == "#" and not self.heading:
            self.heading = (position + begin, position + stop)
        masked = DROP * begin + words[begin:stop] + DROP * (len(words) - stop)
        parted = bool(hashes) or stop < len(words) or begin == len(words)
        self.add(masked, end, starts=starts, parted=parted)


def _stop(words: str, *, heading: bool) -> int:
    """Return where a line's words end: before the closing marks of a heading or a hard break."""
    bare = words.rstrip(" \t")
    if heading:
        closed = bare.rstrip("#")
        return len(closed) if closed != bare and closed[-1:] in (" ", "\t") else len(words)
    if bare.endswith("\\") and bare == words:
        return len(bare) - 1
    return len(bare) if words.endswith("  ") else len(words)


def _inline(text: str, labels: set[str]) -> str:
    text = _INLINE.sub(_protected, text)
    text = _IMAGE.sub(lambda image: DROP * len(image[0]), text)
    text = _NOTE.sub(lambda note: DROP * len(note[0]), text)
    text = _LINK.sub(_label, text)
    if labels:
        text = _REFERENCE.sub(lambda link: _defined(link, labels), text)
    return _without_emphasis(text)


def _protected(found: re.Match[str]) -> str:
    escaped, ticks, code, address, tag = found.groups()
    if escaped:
        return DROP + escaped.translate(_PROTECT)
    if tag:
        return found[0].replace(tag, tag.translate(_PROTECT), 1)
    around = DROP * len(ticks or "<")
    return around + (code or address).translate(_PROTECT) + around


def _label(link: re.Match[str]) -> str:
    return DROP + link[1] + DROP * (len(link[0]) - 1 - len(link[1]))


def _defined(link: re.Match[str], labels: set[str]) -> str:
    return _label(link) if (link[2] or link[1]).casefold() in labels else link[0]


def _without_emphasis(text: str) -> str:
    """Mask pairs of `*`, `_` and `~~`, the inner ones first, never across paragraphs."""
    marks: list[tuple[int, int]] = []
    openers: defaultdict[str, list[list[int]]] = defaultdict(list)
    for run in _EMPHASIS.finditer(text):
        mark, (start, end) = run[0][0], run.span()
        if mark == BREAK:
            openers.clear()
            continue
        opens, closes = _flanks(text, start, end)
        while closes and start < end and openers[mark]:
            opener = openers[mark][-1]  # start and end of its marks
            width = min(opener[1] - opener[0], end - start)
            opener[1] -= width
            marks += (opener[1], width), (start, width)
            start += width
            if opener[0] == opener[1]:
                openers[mark].pop()
        if opens and start < end:
            openers[mark].append([start, end])
    return _masked_at(text, sorted(marks))


def _flanks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Tell whether a run of marks can open and close: not as in `3 * 4`, `2*3*4`, `snake_case`."""
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    if (before.isdigit() and after.isdigit()) or (
        text[start] == "_" and before.isalnum() and after.isalnum()
    ):
        return False, False
    return not (after.isspace() or after == BREAK), not (before.isspace() or before == BREAK)


def _masked_at(text: str, marks: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    seen = 0
    for start, width in marks:
        pieces += text[seen:start], DROP * width
        seen = start + width
    return "".join([*pieces, text[seen:]])
