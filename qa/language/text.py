"""Text as the whole package sees it: spans, script, normal form, terms and sentence bounds."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from qa.language.characters import printable as printable  # noqa: PLC0414  # it is looked for here

if TYPE_CHECKING:
    from collections.abc import Iterator

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in an article's clean text, in code points: `text[start:end]` is the text itself.

    >>> Span(2, 4).of("自由贸易区")
    '贸易'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """Return the same span in a text in which this text begins at `by`."""
        return Span(self.start + by, self.end + by)


# --- script and language ---------------------------------------------------------------

_HAN_CHARACTER = re.compile(f"[{HAN}]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")


# A Chinese name in brackets after its English one.
_BESIDE = re.compile(r"(?<=[A-Za-z.'’]) ?[(（][^()（）]*[)）]")


def language(text: str) -> Language:
    """Return the language a text is written in, Chinese or English.

    A Chinese question may name an English thing ("USE 是什么"), and an English one may quote a
    Chinese name, so the script with more characters or words wins. Brackets after an English name
    only repeat that name, and do not count, however long they are.

    >>> language("多少个项目"), language("how many projects")
    ('zh', 'en')
    >>> language("How long is the Haikou Express Road (海口快速路一期工程)?")
    'en'
    """
    spoken = _BESIDE.sub("", text)
    han = len(_HAN_CHARACTER.findall(spoken))
    return "zh" if han and han >= len(_LATIN_WORD.findall(spoken)) else "en"


@cache
def _to_simplified():  # type: ignore[no-untyped-def]  # opencc has no annotations
    import opencc

    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """Convert traditional characters to simplified ones.

    >>> simplified("產業")
    '产业'
    """
    return str(_to_simplified().convert(text)) if _HAN_CHARACTER.search(text) else text


@cache
def _to_traditional():  # type: ignore[no-untyped-def]
    import opencc

    return opencc.OpenCC("s2t")


def traditional(text: str) -> str:
    """Convert simplified characters to traditional ones.

    >>> traditional("产业")
    '產業'
    """
    return str(_to_traditional().convert(text)) if _HAN_CHARACTER.search(text) else text


def fold(text: str) -> str:
    """Return the form in which texts are compared: full width narrowed, simplified, lower case.

    >>> fold("ＡＩ產業２０２１")
    'ai产业2021'
    """
    return simplified(unicodedata.normalize("NFKC", text)).lower()


# --- terms -----------------------------------------------------------------------------

# "8,400" is one number; "3.5" and "68.7" too; "covid-19" is a word and a number.
_TERM = re.compile(rf"[{HAN}]+|\d+(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_{HAN}]+")


def terms(text: str) -> list[str]:
    """Return the terms of a text for lexical search: Han bigrams, words and numbers, folded.

    A lone Han character is a term of its own.

    >>> terms("氢能产业 150 projects")
    ['氢能', '能产', '产业', '150', 'projects']
    """
    return list(_terms(fold(text)))


@lru_cache(maxsize=8192)
def tokens(form: str) -> tuple[str, ...]:
    """Return the terms of a phrase, cached since a question's are compared with every passage."""
    return tuple(terms(form))


def _terms(folded: str) -> Iterator[str]:
    for match in _TERM.finditer(folded):
        run = match.group()
        if not _HAN_CHARACTER.match(run):
            yield run.replace(",", "")
        elif len(run) == 1:
            yield run
        else:
            yield from (run[i : i + 2] for i in range(len(run) - 1))


# --- sentences -------------------------------------------------------------------------

_CLOSERS = "”’」』】）)》〉\"'］]"
_END = re.compile(
    # Marks inside a short title or bracket do not end it: 《你好！世界》, (Washington, D.C.).
    r"《[^《》\n]{0,80}》|（[^（）\n]{0,80}）|\([^()\n]{0,80}\)"
    r"|(?P<hard>[。！？｡!?]+|…+|\.{3,}|\n)|(?P<stop>\.)"
)
# 他说“好！”就走了: the sentence goes on after the closing quote.
_GOES_ON = re.compile(r"[，、；：,;:）》〉)]|(?:的|地|得|之|等|和|与|及|就|也|都|是|而|并)")
_WORD_BEFORE = re.compile(r"[\w.]+\Z")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]\Z")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof inc ltd co corp plc st no nos vs etc jr sr gen col sen rep gov fig vol"
    " jan feb mar apr jun jul aug sep sept oct nov dec dept est approx ph.d".split()
)
_STARTERS = frozenset("the a an in on at it he she they we but and this that these by for".split())


def sentences(text: str, within: Span | None = None) -> list[Span]:
    """Split a text, or one paragraph of it, into sentences, in order and without outer space.

    Closing quotes and brackets belong to the sentence they close; decimals, initials ("U.S."),
    abbreviations and marks inside brackets do not end one.

    >>> s = "规模为3.5亿元。“很好！”他说。"
    >>> [span.of(s) for span in sentences(s)]
    ['规模为3.5亿元。', '“很好！”', '他说。']
    """
    within = within or Span(0, len(text))
    found: list[Span] = []
    start = within.start
    for match in _END.finditer(text, within.start, within.end):
        if not match.lastgroup or match.start() < start:
            continue
        end = _after_closers(text, match.end(), within.end)
        if _ends_here(text, start, match, end, within.end):
            _append(found, text, start, end)
            start = end
    _append(found, text, start, within.end)
    return found


def _after_closers(text: str, position: int, limit: int) -> int:
    while position < limit and text[position] in _CLOSERS:
        position += 1
    return position


def _ends_here(text: str, start: int, match: re.Match[str], end: int, limit: int) -> bool:
    mark = match.group()
    if mark == "\n" or end >= limit:
        return True
    if match.lastgroup == "stop" or mark[0] in "!?.":
        return _latin_end(text, start, match, end)
    # 《中国！》 and 说“好！”的人: a sentence goes on only after a closing mark or an ellipsis.
    may_go_on = end > match.end() or mark[0] == "…"
    return not (may_go_on and _GOES_ON.match(text, end))


def _latin_end(text: str, start: int, match: re.Match[str], end: int) -> bool:
    following = text[end : end + 1]
    if not following.isspace() and not _HAN_CHARACTER.match(following):
        return match.lastgroup != "stop" and following in "“‘「『"
    next_word = text[end : end + 40].lstrip()
    if next_word[:1].islower():
        return False
    return match.lastgroup != "stop" or not _abbreviated(text, start, match.start(), next_word)


def _abbreviated(text: str, start: int, stop: int, next_word: str) -> bool:
    before = _WORD_BEFORE.search(text, max(start, stop - 24), stop)
    if not before:
        return False
    word = before.group()
    if word.isdigit():  # "1. 加快建设": the number of a list entry, not a sentence
        return before.start() == start or text[start : before.start()].isspace()
    if _INITIALS.match(word):  # "U.S. officials" goes on, "in the U.S. The firm" does not
        first = re.match(r"\w+", next_word)
        return not (first and "." in word and first.group().lower() in _STARTERS)
    return word.lower() in _ABBREVIATIONS


def _append(found: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    body = piece.strip()
    if not body:
        return
    first = start + len(piece) - len(piece.lstrip())
    last = first + len(body)
    if found and "\n" not in text[found[-1].end : first] and not re.search(r"\w", body):
        found[-1] = Span(found[-1].start, last)  # a stray "……" belongs to what it follows
    else:
        found.append(Span(first, last))


# --- clauses -----------------------------------------------------------------------------

_MARKS = "，,；;：:。！？!?…“”"
_CLAUSE = re.compile(f"[{_MARKS}]*[^{_MARKS}]+[{_MARKS}]*")
_LEAST = 14  # characters; shorter clauses say too little to be found by meaning


def clauses(sentence: str) -> list[str]:
    """Split a sentence into clauses that tile it, short ones joined to the one before.

    >>> clauses("昨日，开发区今年累计签约各类项目150个，涉及投资额2400亿元，外资占三成。")
    ['昨日，开发区今年累计签约各类项目150个，', '涉及投资额2400亿元，外资占三成。']
    """
    found: list[str] = []
    for match in _CLAUSE.finditer(sentence):
        piece = match.group()
        if found and min(len(found[-1]), len(piece)) < _LEAST:
            found[-1] += piece
        else:
            found.append(piece)
    if len(found) > 1 and len(found[-1]) < _LEAST:
        found[-2:] = ["".join(found[-2:])]
    return found or [sentence]
