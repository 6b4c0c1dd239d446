"""The block at the head of a file, line by line: which lines are metadata and which are body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.articles.markup import Remark

Value = str | list[str] | None  # None: neither text nor a list of texts

_ALIASES = {
    "标题": "title",
    "作者": "author",
    **dict.fromkeys(("日期", "时间", "发布时间"), "date"),
    **dict.fromkeys(("分类", "类别", "栏目", "category"), "categories"),
    **dict.fromkeys(("标签", "tag"), "tags"),
}
FIELDS = frozenset({"title", "author", "date", "categories", "tags"})
_WELL_KNOWN = FIELDS | frozenset(
    "comments description draft headimg keywords lang layout link permalink published slug source"
    " subtitle summary thumbnail updated url 关键词 来源 摘要 链接 编辑".split()
)

# \0 is a masked invisible character: a file may begin with two byte order marks.
_OPEN = re.compile(r"(?:(?:[^\S\r\n]|\0)*+(?:\r\n?|\n))*+\0*(-{3,}|\+{3})[ \t]*+(?:\r\n?|\n)")
_CLOSE = {
    "-": re.compile(r"(?<=[\r\n])(?:-{3,}|\.\.\.)[ \t]*+(?=[\r\n]|\Z)"),
    "+": re.compile(r"(?<=[\r\n])\+{3}[ \t]*+(?=[\r\n]|\Z)"),
}
_LINE = re.compile(r"([^\r\n]*)(\r\n?|\n|\Z)")
_KEYS = {
    "-": re.compile(
        r"""(?P<quote>["']?)(?P<key>\w[\w.-]{0,39})(?P=quote)[ \t]*+(?P<mark>[:：])"""
        r"""(?P<value>.*)"""
    ),
    "+": re.compile(r"(?P<key>\w[\w-]{0,39})[ \t]*+(?P<mark>=)(?P<value>.*)"),
}
_ITEM = re.compile(r"\s*-\s++(.*)")
_LONGEST = 64_000  # characters in a block; a longer one is text between two rules


@dataclass(slots=True)
class Entry:
    """One `key: value` of a block, as it is written and as it can be read."""

    start: int
    name: str  # as written; `key` is what it means
    mark: str  # ":", "：" or "="
    spaced: bool  # whether white space follows the mark
    written: str
    items: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return meaning(self.name)

    @property
    def value(self) -> Value:
        if self.items:
            return self.items
        if self.written.startswith("[") and self.written.endswith("]"):
            return [unquoted(item) for item in re.split("[,，]", self.written[1:-1])]
        return unquoted(self.written)


@dataclass(slots=True)
class Block:
    """The lines between the marks: entries, and the spans of strays, which are not entries."""

    kind: str  # "-" or "+"
    start: int  # the opening mark
    inner: int
    end: int
    behind: int  # end of the closing mark; if there is none, the same as `end`
    entries: list[Entry] = field(default_factory=list)
    strays: list[tuple[int, int]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def closed(self) -> bool:
        return self.behind > self.end

    def cut(self, position: int) -> None:
        """End the block before a line: its closing mark is missing, and the body follows."""
        self.end = self.behind = position
        self.entries = [entry for entry in self.entries if entry.start < position]
        self.strays = [stray for stray in self.strays if stray[0] < position]
        what = f"the front matter is not closed; put '{self.kind * 3}' above this line"
        self.remarks.append((position, what))

    @property
    def is_metadata(self) -> bool:
        """True if this is front matter; text between rules may hold "问：" or "Note: x" too."""
        if not self.entries:
            return self.closed and not self.strays
        keys = {entry.key for entry in self.entries}
        plain = all(re.fullmatch(r"[a-z][a-z0-9_-]*", entry.name) for entry in self.entries)
        return bool(keys & _WELL_KNOWN) or (plain and not self.strays)


def meaning(name: str) -> str:
    """Return the package's name for a key.

    >>> meaning("标题"), meaning("Category")
    ('title', 'categories')
    """
    return _ALIASES.get(name.casefold(), name.casefold())


def find(text: str) -> Block | None:
    """Find the block that a text opens with, or None; its `is_metadata` tells if it is metadata."""
    opened = _OPEN.match(text)
    if not opened:
        return None
    kind, inner = opened[1][0], opened.end()
    closed = _CLOSE[kind].search(text, inner - 1, inner + _LONGEST)
    end = closed.start() if closed else min(len(text), inner + _LONGEST)
    block = Block(kind, opened.start(1), inner, end, closed.end() if closed else end)
    _scan(block, text)
    return block


def _scan(block: Block, text: str) -> None:
    position, parted = block.inner, False
    while position < block.end:
        line = _LINE.match(text, position, block.end)
        if line is None:
            return
        if not line[1].strip():
            parted = True
        elif not _take(block, line, parted=parted or bool(block.strays)):
            if not block.closed:
                block.cut(position)
                return
            block.strays.append(line.span(1))
        position = line.end()


def _take(block: Block, line: re.Match[str], *, parted: bool) -> bool:
    """Take a line if it is metadata; after an empty or stray line, only well-known keys are."""
    words = line[1]
    if found := _KEYS[block.kind].match(words):
        value = found["value"]
        spaced = not value or value[0].isspace() or found["mark"] == "="
        entry = Entry(line.start(), found["key"], found["mark"], spaced, value.strip())
        regular = spaced and entry.mark != "：" and entry.name.isascii() and not parted
        if entry.key in _WELL_KNOWN or regular:
            block.entries.append(entry)
            return True
        return False
    if words.lstrip().startswith("#") or (block.kind == "+" and words.startswith("[")):
        return True
    return bool(block.entries) and not parted and _continues(block.entries[-1], words)


def _continues(entry: Entry, words: str) -> bool:
    item = _ITEM.match(words)
    if item and not entry.written:
        entry.items.append(unquoted(item[1].strip()))
        return True
    if words[0].isspace():
        entry.written = f"{entry.written} {words.strip()}".strip()
        return True
    return False


def unquoted(value: str) -> str:
    """Return a value without the quotes around it.

    >>> unquoted("'it''s'")
    "it's"
    """
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace("''" if value[0] == "'" else '\\"', value[0])
    return value
