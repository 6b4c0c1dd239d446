"""Documents: the record of a summary as Markdown for people to read, and back.

The front matter is the whole record, and the text below it is generated from the record alone.
So the text shows exactly what was proven, and an edit by hand is detected.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from qa.errors import UsageError
from qa.language.characters import printable
from qa.language.text import language
from qa.verify.documents.front import Front, Record
from qa.verify.documents.front import lines as front_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.text import Language

_FENCE = "---"
_HINT = "qa summarize writes it anew"
_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "quotes": "原文",
        "withheld": "未采用",
        "nothing": "没有能够证实的句子。",
    },
    "en": {
        "quotes": "Quotes",
        "withheld": "Withheld",
        "nothing": "No sentence could be proven.",
    },
}


# --- the record --------------------------------------------------------------------------


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class _Quote(_Part):
    article: str
    title: str
    date: str | None
    start: int
    end: int
    quote: str
    verified: bool
    paragraph: int


class _Sentence(_Part):
    text: str
    paragraphs: list[int]
    citations: list[_Quote]


class _Figure(_Part):
    text: str
    value: str
    unit: str
    supported: bool
    article: str | None
    start: int | None
    end: int | None


class _Withheld(_Part):
    text: str
    reasons: list[str]


class _Summary(_Part):
    """The record of a summary, in the order in which `qa.summaries.record` writes it."""

    article: str
    title: str
    date: str | None
    sentences: list[_Sentence]
    figures: list[_Figure]
    withheld: list[_Withheld]
    mode: str
    lang: str
    style: Literal["bullets", "paragraph", "headline"]
    model: str | None
    usage: dict[str, Any]


# The keys that a reader looks for first come first.
_ORDER = (
    *("title", "article", "date", "lang", "style", "mode", "model"),
    *("sentences", "figures", "withheld", "usage"),
)


def _inherited(record: Record) -> Record:
    """Return the values that a quote shares with its summary and omits in the front matter."""
    return {**{key: record.get(key) for key in ("article", "title", "date")}, "verified": True}


# --- writing -----------------------------------------------------------------------------


def markdown(record: Record) -> str:
    """Write the record of a summary as a document: front matter and text."""
    front = "".join(f"{line}\n" for line in front_lines(_short(record), _ORDER))
    return f"{_FENCE}\n{front}{_FENCE}\n{_body(record)}"


def _short(record: Record) -> Record:
    """Return the record without the values that its quotes and figures repeat."""
    own = _inherited(record)
    article = {"article": own["article"]}
    return {
        **record,
        "sentences": [
            {**one, "citations": [_less(citation, own) for citation in one["citations"]]}
            for one in record["sentences"]
        ],
        "figures": [_less(figure, article) for figure in record["figures"]],
    }


def _less(part: Record, known: Record) -> Record:
    return {k: v for k, v in part.items() if k not in known or known[k] != v}


# --- the text ----------------------------------------------------------------------------


def _body(record: Record) -> str:
    """Write title, sentences with their paragraph marks, quotes, and what was withheld."""
    said = [sentence["text"] for sentence in record["sentences"]]
    words = _WORDS[_language(record, said)]
    blocks = [f"# {text(record['title'])}", *_said(record, words)]
    if said:
        blocks += [f"## {words['quotes']}", *_quotes(record)]
    if record["withheld"]:
        blocks += [f"## {words['withheld']}", "\n".join(_held_back(record))]
    return "".join(f"\n{block}\n" for block in blocks)


def _language(record: Record, said: list[str]) -> Language:
    lang = record["lang"]
    if lang == "zh" or lang == "en":  # noqa: PLR1714  # mypy narrows this only
        return lang  # type: ignore[no-any-return]
    return language(" ".join([record["title"], *said]))


def _said(record: Record, words: dict[str, str]) -> list[str]:
    lines = [_marked(sentence) for sentence in record["sentences"]]
    if not lines:
        return [words["nothing"]]
    if record["style"] == "bullets":
        return ["\n".join(f"- {line}" for line in lines)]
    if record["style"] == "headline":
        return [f"**{line}**" for line in lines]
    return [" ".join(lines)]


def _marked(sentence: Record) -> str:
    marks = ", ".join(f"¶{number}" for number in sentence["paragraphs"])
    return f"{text(sentence['text'])} [{marks}]" if marks else text(sentence["text"])


def _quotes(record: Record) -> Iterator[str]:
    """Yield each quote once, with its place, and with its article if that is another one."""
    every = {
        (one["article"], one["start"], one["end"]): one
        for sentence in record["sentences"]
        for one in sentence["citations"]
    }
    for one in every.values():
        other = "" if one["article"] == record["article"] else f" · {text(one['article'])}"
        yield f"¶{one['paragraph']} · {one['start']}–{one['end']}{other}\n> {text(one['quote'])}"


def _held_back(record: Record) -> Iterator[str]:
    for withheld in record["withheld"]:
        yield f"- {text(withheld['text'])}"
        yield from (f"  - {text(reason)}" for reason in withheld["reasons"])


_MARKUP = re.compile(r"[\\`*_\[\]<>&~|$^#]|(?<=https):(?=//)|(?<=http):(?=//)|(?<=www)\.")
_MARKUP_FIRST = re.compile(r"[+\-=:]|\d{1,9}(?=[.)])")


def text(said: str) -> str:
    r"""Escape a text to one line of Markdown that shows it literally.

    >>> print(text("# 3<br>\n![x](y)"))
    \# 3\<br\> !\[x\](y)
    """
    line = _MARKUP.sub(r"\\\g<0>", " ".join(printable(said).split()))
    found = _MARKUP_FIRST.match(line)
    if not found:
        return line
    place = found.end() if found[0].isdigit() else 0
    return f"{line[:place]}\\{line[place:]}"


# --- reading -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edit:
    """The first line of a document that differs from its record, which says `wanted`."""

    line: int
    wanted: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read; `edit` is where its text differs from its record."""

    record: Record
    edit: Edit | None


def is_document(content: str) -> bool:
    """Tell whether a text is the document of a summary: its front matter has sentences."""
    front, closed, _ = _unix(content).removeprefix(f"{_FENCE}\n").partition(f"\n{_FENCE}\n")
    return content.startswith(_FENCE) and bool(closed) and "\nsentences:" in front


def read(content: str, name: str = "document") -> Document:
    """Read a document. Raises UsageError, with the line, if its front matter is malformed."""
    lines = _unix(content).split("\n")
    if lines[0] != _FENCE or _FENCE not in lines[1:]:
        raise UsageError(f"{name}:1: there is no front matter", _HINT)
    end = lines.index(_FENCE, 1)
    record = _record(name, lines[1:end])
    return Document(record, _edit(lines[end + 1 :], _body(record).split("\n"), end + 2))


def _unix(content: str) -> str:
    """Restore the line ends that it was written with: some ways of copying change them."""
    return content.removeprefix("\ufeff").replace("\r\n", "\n")


def _edit(lines: list[str], wanted: list[str], first: int) -> Edit | None:
    while lines and not lines[-1]:  # editors end a file with any number of line ends
        lines = lines[:-1]
    for number, (line, right) in enumerate(zip_longest(lines, wanted[:-1]), start=first):
        if line != right:
            return Edit(number, right or "")
    return None


def _record(name: str, lines: list[str]) -> Record:
    front = Front(name, lines)
    found = front.record
    own = _inherited(found)
    sentences = found.get("sentences")
    for sentence in sentences if isinstance(sentences, list) else ():
        sentence["citations"] = _with(own, sentence.get("citations"))
    found["figures"] = _with({"article": own["article"]}, found.get("figures"))
    try:
        return _Summary.model_validate(found).model_dump()
    except ValidationError as error:
        problem = error.errors(include_input=False, include_url=False)[0]
        key = ".".join(map(str, problem["loc"]))
        line = front.line(problem["loc"])
        raise UsageError(f"{name}:{line}: {key}: {problem['msg']}", _HINT) from error


def _with(known: Record, parts: Any) -> Any:
    """Add the omitted values to the parts of a record; validation reports malformed parts later."""
    if not isinstance(parts, list):
        return parts
    return [{**known, **part} if isinstance(part, dict) else part for part in parts]
