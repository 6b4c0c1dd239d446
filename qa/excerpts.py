"""Excerpts: a summary without a model, of sentences of the article itself.

`sentences_of` says what is to be encoded and `excerpt` chooses, so that a batch can encode in
other processes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa import headlines, openings, salience
from qa.characters import printable
from qa.citations import Citation
from qa.furniture import LONGEST, body, is_furniture
from qa.grounding import ground
from qa.injections import is_injection
from qa.salience import Statement
from qa.summaries import Summary, SummarySentence
from qa.text import Span, clauses, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from qa.articles import Article
    from qa.summaries import Form

    Encode = Callable[[Sequence[str]], NDArray[np.float32]]


def summarize(article: Article, form: Form, encode: Encode) -> Summary:
    """The sentences that say most of an article. The vectors of `encode` have length 1."""
    spans = sentences_of(article)
    return excerpt(article, spans, encode([span.of(article.text) for span in spans]), form)


def excerpt(
    article: Article, spans: Sequence[Span], vectors: NDArray[np.float32], form: Form
) -> Summary:
    """The same with the sentences of the article, and their vectors, one row each."""
    candidates = _candidates(article, spans)
    if form.style == "headline":
        chosen = _headline(article, candidates, vectors)
    else:
        chosen = sorted(c.span for c in _chosen(candidates, vectors, form.sentences))
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
    r"[^“”，,。]{0,40}(?:说|表示|称|指出|认为|介绍|透露|强调|告诉记者|坦言|补充道|写道|道)[。！]?\Z"
)


def sentences_of(article: Article) -> tuple[Span, ...]:
    """The sentences of an article, in order; one with a quote goes on until the quote ends."""
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
    """Whether a sentence ends a quote that the one before began, or says whose words it was."""
    if span.end - before.start > _LONGEST_QUOTE:
        return False
    last = before.of(text)
    if last.count("“") > last.count("”"):
        closed = text.find("”", span.start, before.start + _LONGEST_QUOTE)
        return closed >= 0 and "\n" not in text[span.start : closed]
    return last.endswith("”") and bool(_SPEAKER.match(text, span.start, span.end))


# --- which of them may be chosen -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence as it would be printed, the row of its vector, and the row it hangs on."""

    row: int
    span: Span
    text: str
    after: int | None = None

    @property
    def statement(self) -> Statement:
        mentioned = salience.figures(self.text), salience.names(self.text)
        return Statement(self.row, len(self.text), *mentioned, self.after)


def _candidates(article: Article, spans: Sequence[Span]) -> list[_Candidate]:
    """What can stand, or hang on what can; if nothing can, what hangs; else what there is."""
    found: list[_Candidate] = []
    hanging: list[_Candidate] = []
    for row, span in enumerate(spans):
        candidate, hangs = _candidate(article, row, span)
        if candidate is None:
            continue
        if not hangs:
            found.append(candidate)
        elif found and found[-1].row == row - 1 and _in_one_paragraph(article, spans, row):
            found.append(replace(candidate, after=row - 1))
        else:
            hanging.append(candidate)
    return found or hanging or _anything(article, spans)


def _candidate(article: Article, row: int, span: Span) -> tuple[_Candidate | None, bool]:
    """A sentence, and whether it hangs; None if it reports nothing that the title does not."""
    place = body(span.of(article.text)).shifted(span.start)
    said = place.of(article.text)
    if is_furniture(said) or _repeats(said, article.title):
        return None, False
    hangs = openings.hangs(said)
    if hangs and (cut := openings.unlinked(said)) and not openings.hangs(said[cut:]):
        place, hangs = Span(place.start + cut, place.end), False
    return _Candidate(row, place, place.of(article.text)), hangs


def _in_one_paragraph(article: Article, spans: Sequence[Span], row: int) -> bool:
    return "\n" not in article.text[spans[row - 1].end : spans[row].start]


def _anything(article: Article, spans: Sequence[Span]) -> list[_Candidate]:
    """Of an article without a sentence, its lines, each as far as it can be read at once."""
    found = []
    for row, span in enumerate(spans):
        said = span.of(article.text)
        if len(said) > LONGEST:
            said = said[:LONGEST]
            said = "".join(clauses(said)[:-1]) or said
        place = Span(span.start, span.start + len(said))
        found.append(_Candidate(row, place, said))
    return found


_NOT_LETTERS = re.compile(r"[\W_]+")


def _repeats(sentence: str, title: str) -> bool:
    """Whether a sentence says nothing but the title, or a part of it."""
    own, other = _NOT_LETTERS.sub("", sentence), _NOT_LETTERS.sub("", title)
    return own in other or (len(own) < 1.2 * len(other) and other in own)


# --- which of them are chosen --------------------------------------------------------------------


def _chosen(
    candidates: Sequence[_Candidate], vectors: NDArray[np.float32], most: int
) -> list[_Candidate]:
    """The candidates that say most, best first."""
    by_row = {candidate.row: candidate for candidate in candidates}
    statements = [candidate.statement for candidate in candidates]
    rows = salience.choose(
        statements, vectors, most, fits=lambda row: not is_injection(by_row[row].text)
    )
    return [by_row[row] for row in rows]


_TRIED = 5  # sentences in which a headline is looked for


def _headline(
    article: Article, candidates: Sequence[_Candidate], vectors: NDArray[np.float32]
) -> list[Span]:
    """A clause of the best sentence that has one; else that sentence."""
    best = [c for c in _chosen(candidates, vectors, _TRIED) if c.after is None]
    for candidate in best:
        place = headlines.clause(candidate.text)
        if place and not _repeats(place.of(candidate.text), article.title):
            return [place.shifted(candidate.span.start)]
    return [candidate.span for candidate in best[:1]]


# --- the summary ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A sentence of the article as the one that is cited for it."""

    article: str
    title: str
    span: Span
    text: str

    @property
    def around(self) -> str:
        return self.text


def _sentence(article: Article, span: Span) -> SummarySentence:
    """The sentence at this place, with its place as its proof."""
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
