"""From an article to chunks: whole sentences up to a token budget, each with its span."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.language.text import HAN, Span, sentences
from qa.models import tokens
from qa.models.injections import is_injection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.articles.article import Article


@dataclass(frozen=True, slots=True)
class Chunking:
    """The way articles are cut; `tokens` is the budget of a chunk in o200k_base tokens."""

    tokens: int = 256


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive whole sentences of an article: `text[start:end]` is the chunk.

    A sentence that gives orders to a model is never among `sentences`, wherever it is.
    """

    id: str
    start: int
    end: int
    sentences: tuple[Span, ...]
    tokens: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def chunk(article: Article, chunking: Chunking) -> list[Chunk]:
    """Split an article into chunks, in order; their sentences tile those that report something.

    A paragraph stays whole if it fits, and short paragraphs share a chunk. An order to a model
    changes nothing: neither what is found, nor where the next chunk begins.
    """
    return [
        _chunk(article, group)
        for group in _groups(_paragraphs(article, chunking.tokens), chunking.tokens)
    ]


@dataclass(frozen=True, slots=True)
class _Counted:
    span: Span
    tokens: int


def _chunk(article: Article, group: list[_Counted]) -> Chunk:
    start, end = group[0].span.start, group[-1].span.end
    return Chunk(
        id=chunk_id(article.path, article.content_hash, start, end),
        start=start,
        end=end,
        sentences=tuple(sentence.span for sentence in group),
        tokens=sum(sentence.tokens for sentence in group),
    )


def chunk_id(path: str, content_hash: str, start: int, end: int) -> str:
    """Return an id that is always the same for one place in one article: 20 hexadecimal digits."""
    name = f"{path}\0{content_hash}\0{start}\0{end}"
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _paragraphs(article: Article, budget: int) -> Iterator[list[_Counted]]:
    for paragraph in article.paragraphs:
        spans = sentences(article.text, paragraph)
        fitting = (p for span in spans for p in _fitting(article.text, span, budget))
        pieces = [p for p in fitting if not is_injection(p.span.of(article.text))]
        if pieces:
            yield [_with_space_before(article.text, piece) for piece in pieces]


def _with_space_before(text: str, piece: _Counted) -> _Counted:
    """Count one token more for the line break or space before a sentence of a chunk."""
    space = piece.span.start > 0 and text[piece.span.start - 1].isspace()
    return _Counted(piece.span, piece.tokens + space)


def _groups(paragraphs: Iterator[list[_Counted]], budget: int) -> Iterator[list[_Counted]]:
    group: list[_Counted] = []
    used = 0
    for paragraph in paragraphs:
        whole = sum(sentence.tokens for sentence in paragraph)
        if group and used + whole > budget:
            yield group
            group, used = [], 0
        for sentence in paragraph:
            if group and used + sentence.tokens > budget:
                yield group
                group, used = [], 0
            group.append(sentence)
            used += sentence.tokens
    if group:
        yield group


# --- sentences longer than the budget -----------------------------------------------------

# Good places to cut a long sentence, best first; the cut is at the end of the match.
_CUTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[；;…。！？!?]+[”’」』）)》\"]*",
        r"(?:[，：—]|[,:](?=\D))+[”’」』）)》\"]*",
        r"[、·/|]|(?<=[^\d\s])[)）》”」』]",
        r"\s+",
    )
)
# Never cut inside a figure (with its scale and classifier: 5400亿元, 百分之六十八) or a Latin word.
_NUMERAL = "零〇一二三四五六七八九十百千万亿两几多余约近超第半分之点％%个"
# A run of over 200 characters without a mark or a space is neither: base 64, for example.
_UNCUT = re.compile(
    rf"[\d.,{_NUMERAL}]{{1,200}}[{HAN}]?|[^\W\d_{HAN}][\w.'’-]{{0,200}}|.", re.DOTALL
)


def _fitting(text: str, sentence: Span, budget: int) -> Iterator[_Counted]:
    """Yield the sentence, cut into as many pieces as the budget requires."""
    rest = sentence
    while not _fits(text, rest, budget):
        cut = _best_cut(text, rest, _reach(text, rest, budget))
        piece = Span(rest.start, rest.start + len(text[rest.start : cut].rstrip()))
        yield _Counted(piece, tokens.count(piece.of(text)))
        rest = Span(_skip_space(text, cut), sentence.end)
    yield _Counted(rest, tokens.count(rest.of(text)))


def _skip_space(text: str, position: int) -> int:
    space = re.compile(r"\s*").match(text, position)
    return space.end() if space else position


def _fits(text: str, span: Span, budget: int) -> bool:
    # No token is longer than 128 characters, so a sentence of a megabyte need not be counted anew
    # after each cut.
    return span.end - span.start <= 128 * budget and tokens.count(span.of(text)) <= budget


def _reach(text: str, rest: Span, budget: int) -> int:
    """Return the furthest position at which a fitting piece from the start of the rest can end."""

    def size(length: int) -> int:
        return tokens.count(text[rest.start : rest.start + length])

    limit = rest.end - rest.start
    window = min(limit, budget)
    while window < limit and size(window) <= budget:
        window = min(limit, 2 * window)
    return rest.start + max(1, bisect_right(range(1, window + 1), budget, key=size))


def _best_cut(text: str, rest: Span, reach: int) -> int:
    """Return the cut after the best mark in the window's second half, else between two words."""
    middle = rest.start + (reach - rest.start) // 2
    for marks in _CUTS:
        ends = [m.end() for m in marks.finditer(text, middle, reach) if m.end() < rest.end]
        if ends:
            return ends[-1]
    return _between_words(text, rest, reach)


def _between_words(text: str, rest: Span, reach: int) -> int:
    cut = rest.start
    for word in _UNCUT.finditer(text, rest.start, rest.end):
        if word.end() > reach:
            break
        cut = word.end()
    if cut > rest.start:
        return cut
    first = _UNCUT.match(text, rest.start, rest.end)
    return first.end() if first else reach
