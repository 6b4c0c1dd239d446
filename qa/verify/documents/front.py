"""Front matter: a record as lines of YAML in which each value is JSON, and back.

Only this subset is read: no tags, no anchors, nothing through which a file from outside could
make a YAML parser do something.
"""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

from qa.errors import UsageError
from qa.language.characters import json_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Record = dict[str, Any]
Path = tuple[str | int, ...]


def lines(record: Record, order: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a record, its keys in this order.

    >>> list(lines({"n": [{"m": [{"k": 1}]}], "title": "题"}, ["title", "n"]))
    ['title: "题"', 'n:', '  - m:', '      - {"k": 1}']
    """
    for key in order:
        yield from _entry(key, record[key])


def _entry(key: str, value: Any) -> Iterator[str]:
    """Yield a key with its value, on one line, or on the lines below for a list of mappings."""
    if not _of_mappings(value):
        yield f"{key}: {_scalar(value)}"
        return
    yield f"{key}:"
    for element in value:
        below = [_scalar(element)]
        if any(map(_of_mappings, element.values())):
            below = [line for name, part in element.items() for line in _entry(name, part)]
        yield f"  - {below[0]}"
        yield from (f"    {line}" for line in below[1:])


def _of_mappings(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


_PAIR = re.compile(r"\\\\|\\u(d[89ab]..)\\u(d[c-f]..)")
_LONG = re.compile(r"\\\\|\\U([0-9a-f]{8})")


def _scalar(value: object) -> str:
    r"""Write JSON that YAML reads too: to YAML, "\udb40\udc01" is two halves of a character."""
    return _PAIR.sub(_joined, json_line(value))


def _joined(found: re.Match[str]) -> str:
    if not found[1]:
        return found[0]
    code = 0x10000 + ((int(found[1], 16) - 0xD800) << 10) + int(found[2], 16) - 0xDC00
    return f"\\U{code:08x}"


def _parted(found: re.Match[str]) -> str:
    if not found[1] or (code := int(found[1], 16)) > sys.maxunicode:
        return found[0]
    return json.dumps(chr(code))[1:-1]


class Front:
    """The record in lines of front matter; `name` and `first`, a line number, are for errors.

    >>> Front("a.md", ['title: "题"', 'n:', '  - m:', '      - {"k": 1}']).record
    {'title': '题', 'n': [{'m': [{'k': 1}]}]}
    """

    def __init__(self, name: str, lines: list[str], first: int = 2) -> None:
        self._name = name
        self._lines = lines
        self._first = first
        self._at = 0
        self._places: dict[Path, int] = {}
        self.record = self._mapping("", ())
        if self._at < len(lines):
            raise self._broken("this is not what qa writes")

    def line(self, path: Path) -> int:
        """Return the number of the line on which a value, or the value that contains it, begins."""
        while path and path not in self._places:
            path = path[:-1]
        return self._first + self._places.get(path, 0)

    def _mapping(self, indent: str, path: Path) -> Record:
        found: Record = {}
        while entry := self._matched(rf"{indent}(\w+):(?: (.+))?"):
            key, value = entry
            if key in found:
                raise self._broken(f"{key} stands there twice")
            here = (*path, key)
            self._places[here] = self._at
            found[key] = self._json(value) if value else self._below(f"{indent}  ", here)
        return found

    def _below(self, indent: str, path: Path) -> list[Any]:
        self._at += 1
        found: list[Any] = []
        while item := self._matched(rf"{indent}- (.+)()"):
            here = (*path, len(found))
            self._places[here] = self._at
            if item[0].startswith("{"):
                found.append(self._json(item[0]))
            else:  # its keys are on a line each
                self._lines[self._at] = f"{indent}  {item[0]}"
                found.append(self._mapping(f"{indent}  ", here))
        return found

    def _matched(self, pattern: str) -> tuple[str, str] | None:
        line = self._lines[self._at] if self._at < len(self._lines) else ""
        found = re.fullmatch(pattern, line)
        return (found[1], found[2] or "") if found else None

    def _json(self, said: str) -> Any:
        try:
            value = json.loads(_LONG.sub(_parted, said))
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "it cannot be read"
            raise self._broken(f"this value is no JSON: {reason}") from error
        self._at += 1
        return value

    def _broken(self, reason: str) -> UsageError:
        line = self._first + self._at
        return UsageError(f"{self._name}:{line}: {reason}", "qa summarize writes it anew")
