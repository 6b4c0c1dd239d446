"""Front matter: title, author, date and categories, and what is wrong with it.

A block that is valid YAML or TOML is taken whole. In any other block each readable line is read and
reported with what is wrong in it; the rest stays in the body.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from qa.articles.markup import Remark, tidy
from qa.articles.metadata import block as blocks
from qa.articles.metadata.dates import written_date

if TYPE_CHECKING:
    from datetime import date

    from qa.articles.metadata.block import Block, Entry, Value

__all__ = ["Metadata", "read", "written_date"]

# Every scalar stays a string: 0123 must not become 83, and a wrong date is a remark, not an
# exception.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# On 30,000 times "- " libyaml's reader runs out of C stack, and the process dies.
_DEEP = re.compile(r"(?:[-?:][ \t]+){12}|(?:[\[{][^\[{\]}]*){40}")
_EMPTY = frozenset({"", "~", "null"})


@dataclass(frozen=True, slots=True)
class Metadata:
    """The metadata of an article, and `body`: the file's text with those lines blanked."""

    body: str
    title: str = ""
    author: str = ""
    date: date | None = None
    categories: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


def read(text: str) -> Metadata:
    r"""Take the front matter off a decoded text, leaving empty lines in its place.

    >>> found = read("---\ntitle: 'a'\ndate: 2022-01-08\n---\n正文")
    >>> found.title, found.date, found.body.strip()
    ('a', datetime.date(2022, 1, 8), '正文')
    """
    block = blocks.find(text)
    if block is None or not block.is_metadata:
        return Metadata(text)
    loaded, problem, line = _load(block, text[block.inner : block.end])
    if loaded is None:
        _mend(block, problem, line, text)
        values = {entry.key: entry.value for entry in block.entries}
        kept = block.strays
    else:
        values = {blocks.meaning(str(key)): _value(value) for key, value in loaded.items()}
        _keep_comments(block, values)
        kept = []
    _note_repeated(block)
    return _metadata(block, values, _blanked(text, block, kept))


def _load(block: Block, inner: str) -> tuple[dict[Any, Any] | None, str, int]:
    """Load the block with its own parser, or return None, the parser's message and its line."""
    odd = any(entry.mark == "：" or not entry.spaced for entry in block.entries)
    if not block.closed or odd or _DEEP.search(inner):
        return None, "", 0
    inner = inner.replace("\0", "")  # masked invisible characters would be an error in YAML
    return _load_toml(inner) if block.kind == "+" else _load_yaml(inner)


def _load_toml(inner: str) -> tuple[dict[str, Any] | None, str, int]:
    try:
        return tomllib.loads(re.sub(r"\r\n?", "\n", inner)), "", 0
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"\(at line (\d+)", str(error))
        return None, "no valid TOML", int(found[1]) - 1 if found else 0


def _load_yaml(inner: str) -> tuple[dict[Any, Any] | None, str, int]:
    try:
        loaded = YAMLHandler().load(inner, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        return None, f"no valid YAML, {error.problem}", mark.line if mark else 0
    except (yaml.YAMLError, RecursionError, ValueError):
        return None, "no valid YAML", 0
    if isinstance(loaded, dict):
        return loaded, "", 0
    return (None, "no 'key: value'", 0) if loaded else ({}, "", 0)


def _value(value: object) -> Value:
    if isinstance(value, list):
        return [str(item) for item in value if not isinstance(item, (dict, list))]
    return None if isinstance(value, dict) else str(value)


# --- broken blocks ---------------------------------------------------------------------


_WELL_QUOTED = re.compile(r"""(?:'(?:[^']|'')*+'|"(?:[^"\\]|\\.)*+")\s*(?:#.*)?""")
_FAULTS = (
    (r"""(["']).*\1\s*\S""", "more follows the quoted value of '{name}'; put all of it in quotes"),
    (r"""["']""", "the quote that opens the value of '{name}' is not closed"),
    (
        r"[@`%&*!{}\],?]|\[(?!.*\]$)",
        "the value of '{name}' starts with '{first}'; put it in quotes",
    ),
    (r".*:(?!\S)", "the value of '{name}' holds ': '; put it in quotes"),
)


def _mend(block: Block, problem: str, line: int, text: str) -> None:
    """Report what is wrong in each line, and find out where the block really ends."""
    if block.strays and block.closed:
        first = block.strays[0][0]
        if not any(entry.start > first for entry in block.entries):
            block.cut(first)
    for entry in block.entries:
        if what := _fault(entry):
            block.remarks.append((entry.start, what))
    for start, _ in block.strays:
        what = "this line is no 'key: value'; it is kept as a part of the body"
        block.remarks.append((start, what))
    inner = text[block.inner : block.end]
    if tab := re.search(r"^ *\t", re.sub(r"\r(?!\n)", "\n", inner), re.MULTILINE):
        block.remarks.append((block.inner + tab.start(), "a tab indents this line; use spaces"))
    if problem and not block.remarks:
        starts = [0, *(found.end() for found in re.finditer(r"\r\n?|\n", inner))]
        place = block.inner + starts[min(line, len(starts) - 1)]
        block.remarks.append((place, f"the front matter is {problem}; it is read line by line"))


def _fault(entry: Entry) -> str:
    """Return what makes a line invalid YAML and what to do about it; empty if it is fine."""
    if entry.mark == "：":
        return f"the colon behind '{entry.name}' is a full-width one; write '{entry.name}: '"
    if not entry.spaced:
        return f"put a space behind the colon of '{entry.name}'"
    value = entry.written
    if entry.mark == "=" or not value or _WELL_QUOTED.fullmatch(value):
        return ""
    found = next((what for pattern, what in _FAULTS if re.match(pattern, value)), "")
    return found.format(name=entry.name, first=value[0])


def _keep_comments(block: Block, values: dict[str, Value]) -> None:
    """Keep what YAML cuts off `标题 #1` at the `#`: a headline is worth more than a comment."""
    for entry in block.entries:
        written = entry.written
        if block.kind == "-" and entry.key in blocks.FIELDS and _is_cut(written):
            values[entry.key] = written
            what = f"' #' begins a comment in YAML; put the value of '{entry.name}' in quotes"
            block.remarks.append((entry.start, what))


def _is_cut(written: str) -> bool:
    return written[:1] not in ("'", '"', "[", "|", ">") and (
        written.startswith("#") or re.search(r"\s#", written) is not None
    )


def _note_repeated(block: Block) -> None:
    seen: set[str] = set()
    for entry in block.entries:
        if entry.name in seen:
            block.remarks.append((entry.start, f"'{entry.name}' stands twice; the last one counts"))
        seen.add(entry.name)


def _blanked(text: str, block: Block, kept: list[tuple[int, int]]) -> str:
    pieces, seen = [text[: block.start]], block.start
    for start, end in [*kept, (block.behind, block.behind)]:
        pieces += ["\n" * (start - seen), text[start:end]]
        seen = end
    return "".join([*pieces, text[seen:]])


# --- fields ----------------------------------------------------------------------------


def _metadata(block: Block, values: dict[str, Value], body: str) -> Metadata:
    where = {entry.key: entry for entry in block.entries}

    def ignored(key: str, what: str) -> None:
        start = where[key].start if key in where else block.start
        block.remarks.append((start, f"the value of '{key}' {what}"))

    def words(key: str) -> str:
        value = values.get(key, "")
        if value is None:
            ignored(key, "is no text; it is ignored")
            return ""
        if isinstance(value, list):
            if key == "author":
                return "、".join(filter(None, map(tidy, value)))
            ignored(key, "is a list; put it in quotes")
            value = where[key].written if key in where else " ".join(value)
        return "" if value.strip().lower() in _EMPTY else tidy(value)

    def several(key: str) -> list[str]:
        value = values.get(key, [])
        if value is None:
            ignored(key, "is no list; it is ignored")
            return []
        items = value if isinstance(value, list) else re.split("[,，、;；]", value)
        return [item for item in map(tidy, items) if item.lower() not in _EMPTY]

    written = words("date")
    day = written_date(written)
    if written and day is None:
        ignored("date", f"is no date: {written!r}; write it as 2022-01-08")
    return Metadata(
        body=body,
        title=words("title"),
        author=words("author"),
        date=day,
        categories=tuple(dict.fromkeys([*several("categories"), *several("tags")])),
        remarks=tuple(sorted(block.remarks)),
    )
