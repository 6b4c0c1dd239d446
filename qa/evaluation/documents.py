"""Documents: the YAML of an eval set as plain values, each with its line in the file.

Every value is the words that stand in the file: an unquoted 0123 is not 83. What a YAML parser
takes for something else than a person does (`no`, `~`, what follows ` #`) is a problem.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from qa.errors import UsageError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# A place in a document: ("cases", 3, "figure", 0).
Place = tuple[str | int, ...]

_SWITCHES = frozenset({"unanswered"})  # keys whose value is true or false
_WORDS = frozenset("str int float timestamp value".split())
_MOST_VALUES = 200_000  # aliases of aliases of aliases turn ten lines into a billion values
# On "- " 30,000 times, libyaml runs out of C stack and the process dies
_DEEP = re.compile(r"(?:[-?:][ \t]+){12}|(?:[\[{][^\[{\]}]*){40}")
_GLUED_COMMENT = re.compile(r"[ \t]+#[^\s#]")


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem in an eval set.

    >>> print(Problem("evals/a.yaml", 3, "unknown key 'figur'", "did you mean 'figure'?"))
    evals/a.yaml:3: unknown key 'figur'; did you mean 'figure'?
    """

    file: str
    line: int | None
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.message}" + (f"; {self.hint}" if self.hint else "")


class BadEvalSet(UsageError):
    """The error of an eval set that cannot be read; it has all the problems at once."""

    def __init__(self, problems: tuple[Problem, ...], hint: str = "") -> None:
        super().__init__("\n".join(str(problem) for problem in problems), hint)
        self.problems = problems


@dataclass(slots=True)
class Document:
    """The values of a file, their lines, and what is wrong with its YAML."""

    file: str
    value: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """Return the line of a place, or of the nearest thing around it that has one."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def object_to(self, place: Place, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.file, self.line(place), message, hint))


def read(text: str, file: str) -> Document:
    """Read a text into a document.

    >>> found = read("cases:\\n- figure: 0123\\n", "a.yaml")
    >>> found.value, found.line(("cases", 0, "figure"))
    ({'cases': [{'figure': '0123'}]}, 2)
    """
    document = Document(file)
    node = _composed(text, document)
    if node is not None:
        document.value = _Reading(text, document).value(node, ())
    return document


def _composed(text: str, document: Document) -> yaml.Node | None:
    if deep := _DEEP.search(text):
        line = text.count("\n", 0, deep.start()) + 1
        document.problems.append(Problem(document.file, line, "is nested too deeply"))
        return None
    # Checked before libyaml does, which counts its place in bytes
    if odd := yaml.reader.Reader.NON_PRINTABLE.search(text):
        line = text.count("\n", 0, odd.start()) + 1
        what = f"holds the character U+{ord(odd[0]):04X}, which is no text"
        document.problems.append(Problem(document.file, line, what, "remove it"))
        return None
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        document.problems.append(_unreadable(error, text, document.file))
    except (yaml.YAMLError, RecursionError) as error:
        document.problems.append(Problem(document.file, None, f"is no YAML: {error}"))
    return None


def _unreadable(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """Describe in plain words what a YAML parser stumbles over."""
    mark = error.problem_mark
    line = mark.line + 1 if mark else None
    said = error.problem or "no YAML"
    if said.startswith("mapping values"):
        return Problem(file, line, "a value holds ': '", "put the value in quotes")
    if said.startswith("but found another document"):
        return Problem(file, line, "a second document begins (---)", "make it a file of its own")
    if said.startswith("found character"):
        here = mark is not None and text.split("\n")[mark.line][mark.column : mark.column + 1]
        hint = "indent with spaces" if here == "\t" else "put the value in quotes"
        return Problem(file, line, f"no value can begin with {here!r}", hint)
    if said.startswith("could not find expected ':'") or "scanning a simple key" in said:
        return Problem(file, line, "no 'key: value'", "a key ends with ':' and a space")
    return Problem(file, line, f"is no YAML: {said}", "look at the indent and the quotes")


class _Reading:
    """One pass through the nodes of a document."""

    def __init__(self, text: str, document: Document) -> None:
        self.text = text
        self.document = document
        self.left = _MOST_VALUES

    def value(self, node: yaml.Node, place: Place) -> Any:
        """Return the value of a node; None if it has none, which is noted as a problem."""
        self.document.lines.setdefault(place, node.start_mark.line + 1)
        self.left -= 1
        if self.left < 0 or len(place) > 5:
            if self.left >= -1:
                self.document.object_to(place, "holds too many values or too deep ones")
            self.left = min(self.left, -1)
            return None
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, n)) for n, item in enumerate(node.value)]
        return self.scalar(node, place) if isinstance(node, yaml.ScalarNode) else None

    def mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "[...]"
            if name in values:
                first = self.document.line((*place, name))
                here = Problem(
                    self.document.file,
                    key.start_mark.line + 1,
                    f"the key {name!r} stands at line {first} already",
                    "remove one, or write a list",
                )
                self.document.problems.append(here)
                continue
            self.document.lines[*place, name] = key.start_mark.line + 1
            values[name] = self.value(value, (*place, name))
        return values

    def scalar(self, node: yaml.ScalarNode, place: Place) -> str | bool | None:
        """Return the words of a scalar as they stand in the file."""
        kind, words = node.tag.rpartition(":")[2], str(node.value).strip()
        plain = not node.style
        if place and place[-1] in _SWITCHES and words.lower() in _TRUTHS:
            return _TRUTHS[words.lower()]
        if plain and kind in {"bool", "null"}:
            self.document.object_to(place, *_misread(kind, words, str(place[-1] if place else "")))
            return None
        if kind not in _WORDS or not node.tag.startswith("tag:yaml.org,"):
            self.document.object_to(place, f"the tag {node.tag!r} is not read", "remove it")
            return None
        if plain and _GLUED_COMMENT.match(self.text, node.end_mark.index):
            hint = "put the value in quotes, or a space behind # where a comment is meant"
            self.document.object_to(place, f"what follows {words[-12:]!r} is a comment", hint)
        return words


_TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def _misread(kind: str, words: str, key: str) -> tuple[str, str]:
    if not words:
        return f"{key!r} has no value", "write one, or remove the key"
    seen = "nothing" if kind == "null" else "true or false"
    return f"an unquoted {words} is read as {seen}", f'write "{words}"'
