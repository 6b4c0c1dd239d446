"""Excerpts: summaries without a model, made of sentences of the article itself.

`sentences_of` returns the sentences to encode and `excerpt` chooses among them, so that a batch
can do the encoding in other processes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from qa.articles import openings
from qa.articles.furniture import LONGEST, body, is_furniture, is_unfinished
from qa.language.characters import printable
from qa.language.text import Span, clauses, sentences, simplified
from qa.models.injections import is_injection
from qa.proof.citations import Citation
from qa.proof.grounding import ground
from qa.summaries import headlines, salience
from qa.summaries.salience import Statement
from qa.summaries.summary import Summary, SummarySentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from qa.articles.article import Article
    from qa.summaries.summary import Form

    Encode = Callable[[Sequence[str]], NDArray[np.float32]]

VERSION = "2"  # of the choice: a new number makes earlier excerpts stale


_NO_VECTORS = np.zeros((0, 1), np.float32)


def summarize(article: Article, form: Form, encode: Encode) -> Summary:
    """Summarize an article by its most salient sentences. `encode` gives vectors of length 1."""
    spans = sentences_of(article)
    vectors = encode([span.of(article.text) for span in spans]) if spans else _NO_VECTORS
    return excerpt(article, spans, vectors, form)


def excerpt(
    article: Article, spans: Sequence[Span], vectors: NDArray[np.float32], form: Form
) -> Summary:
    """Summarize an article, given its sentences and their vectors, one row each."""
    if form.style == "headline":
        chosen = _headline(article, spans, vectors)
    else:
        chosen = sorted(ranked(article, spans, vectors, form.sentences))
    return Summary(
        article=article.path,
        title=article.title,
        date=article.date,
        sentences=tuple(_sentence(article, span) for span in chosen),
        form=form,
        mode="extractive",
    )


# --- sentences -----------------------------------------------------------------------------------

_LONGEST_QUOTE = 200  # characters of a quote of several sentences, with who says it
_SPEAKER = re.compile(
    r"[^“”，,。]{0,40}(?:说|表示|称|指出|认为|介绍|透露|强调|告诉记者|坦言|补充|道)"
    r"[。！]?\Z"
)


def sentences_of(article: Article) -> tuple[Span, ...]:
    """Return the sentences of an article, in order; one with a quote extends to the quote's end."""
    found: list[Span] = []
    for paragraph in article.paragraphs:
        found += _joined(article.text, sentences(article.text, paragraph))
    return tuple(found)


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for span in spans:
        if found and _goes_on(text, found[-1], span):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _goes_on(text: str, before: Span, span: Span) -> bool:
    """Tell whether a sentence ends a quote begun in the one before, or names its speaker."""
    if span.end - before.start > _LONGEST_QUOTE:
        return False
    last = before.of(text)
    for begins, ends in ("“”", "「」"):
        if last.count(begins) > last.count(ends):
            closed = text.find(ends, span.start, before.start + _LONGEST_QUOTE)
            return closed >= 0 and "\n" not in text[span.start : closed]
    return last.endswith(("”", "」")) and bool(_SPEAKER.match(text, span.start, span.end))


# --- which of them may be chosen -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A span that may be printed, with the row of its vector.

    `text` is its text in simplified characters; `after` is the row of the sentence it depends on.
    """

    row: int
    span: Span
    text: str
    after: int | None = None

    @property
    def statement(self) -> Statement:
        mentioned = salience.figures(self.text), salience.names(self.text)
        return Statement(self.row, len(self.text), *mentioned, self.after)


def _candidates(article: Article, spans: Sequence[Span]) -> tuple[list[_Candidate], bool]:
    """Return the candidates, and whether any of them stands alone.

    These are sentences that stand alone or follow one that does. If there are none, they are the
    sentences that depend on others, or else any lines there are.
    """
    plain = _plain(article)
    found: list[_Candidate] = []
    hanging: list[_Candidate] = []
    for row, span in enumerate(spans):
        candidate = _candidate(plain, article.title, row, span)
        if candidate is None:
            continue
        if not openings.hangs(candidate.text):
            found.append(candidate)
        elif found and found[-1].row == row - 1 and _in_one_paragraph(article, spans, row):
            found.append(replace(candidate, after=row - 1))
        else:
            hanging.append(candidate)
    return found or hanging or _anything(plain, spans), bool(found)


def _plain(article: Article) -> str:
    """Return the text in simplified characters, as in the word lists, if its length stays."""
    plain = simplified(article.text)
    return plain if len(plain) == len(article.text) else article.text


def _candidate(text: str, title: str, row: int, span: Span) -> _Candidate | None:
    """Return the printable part of a sentence; None if it reports nothing beyond the title."""
    place = body(span.of(text)).shifted(span.start)
    said = place.of(text)
    if is_unfinished(said) or is_furniture(said) or openings.is_torn(said):
        return None
    if _repeats(said, title):
        return None
    cut = openings.unlinked(said)
    if cut and not openings.hangs(said[cut:]):
        place = Span(place.start + cut, place.end)
    return _Candidate(row, place, place.of(text))


def _in_one_paragraph(article: Article, spans: Sequence[Span], row: int) -> bool:
    return "\n" not in article.text[spans[row - 1].end : spans[row].start]


def _anything(text: str, spans: Sequence[Span]) -> list[_Candidate]:
    """Return the lines of an article without sentences, each cut to a readable length."""
    found = []
    for row, span in enumerate(spans):
        place = body(span.of(text)).shifted(span.start)
        said = place.of(text)
        if len(said) > LONGEST:
            said = said[:LONGEST]
            said = "".join(clauses(said)[:-1]) or said
        found.append(_Candidate(row, Span(place.start, place.start + len(said)), said))
    told = [candidate for candidate in found if not is_furniture(candidate.text)]
    return told or found


_NOT_LETTERS = re.compile(r"[\W_]+")


def _repeats(sentence: str, title: str) -> bool:
    """Tell whether a sentence says no more than the title, or a part of it."""
    own, other = _NOT_LETTERS.sub("", sentence), _NOT_LETTERS.sub("", simplified(title))
    return own in other or (len(own) < 1.2 * len(other) and other in own)


# --- which of them are chosen --------------------------------------------------------------------


def ranked(
    article: Article, spans: Sequence[Span], vectors: NDArray[np.float32], most: int
) -> list[Span]:
    """Rank the sentences for a summary of at most `most` of them, best first.

    A shorter summary has the first sentences of a longer one.
    """
    return [candidate.span for candidate in _best(article, spans, vectors, most)]


def _best(
    article: Article, spans: Sequence[Span], vectors: NDArray[np.float32], most: int
) -> list[_Candidate]:
    candidates, stand = _candidates(article, spans)
    most = most if stand else min(1, most)
    by_row = {candidate.row: candidate for candidate in candidates}
    statements = [candidate.statement for candidate in candidates]
    rows = salience.choose(
        statements, vectors, most, fits=lambda row: not is_injection(by_row[row].text)
    )
    return [by_row[row] for row in rows]


_TRIED = 5  # sentences in which to look for a headline


def _headline(article: Article, spans: Sequence[Span], vectors: NDArray[np.float32]) -> list[Span]:
    """Return a clause of the best sentence that has one, else the best sentence."""
    best = [c for c in _best(article, spans, vectors, _TRIED) if c.after is None]
    for candidate in best:
        place = headlines.clause(candidate.text)
        if place and not _repeats(place.of(candidate.text), article.title):
            return [place.shifted(candidate.span.start)]
    return [candidate.span for candidate in best[:1]]


# --- the summary ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A sentence of the article in the role of its own source."""

    article: str
    title: str
    span: Span
    text: str

    @property
    def around(self) -> str:
        return self.text


def _sentence(article: Article, span: Span) -> SummarySentence:
    """Return the sentence at a place, with the place as its proof."""
    quote = span.of(article.text)
    text = " ".join(printable(quote).split())
    citation = Citation(
        article=article.path,
        title=article.title,
        author=article.author,
        date=article.date,
        start=span.start,
        end=span.end,
        paragraph=article.text.count("\n", 0, span.start) + 1,
        quote=quote,
        verified=True,  # it was cut from there
    )
    figures = ground(text, [_Quoted(article.path, article.title, span, quote)])
    return SummarySentence(text, (citation,), tuple(figures))
