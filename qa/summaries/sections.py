"""Sections: an article as a model reads it, in numbered sentences that fit into its window.

The numbers restart at 1 in each section, because a mark has three digits at most: [2021] is a
year.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from qa.articles.chunking import Chunking, chunk
from qa.language.quantities import find, is_article
from qa.models import framing, tokens
from qa.proof.check import REFUSAL
from qa.proof.problems import in_english
from qa.search.evidence import Evidence
from qa.search.signals import Signals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.articles.article import Article
    from qa.language.text import Language, Span

MOST = 999  # sentences of a section: the marks of a reply have three digits at most
LONGEST = 700  # tokens of a sentence; a longer one is cut as for the index, and its parts cited
_MARK = 8  # tokens of a number, its brackets and the line end
_PLAIN = frozenset({"date", "time", "ordinal", "number"})


def sentences(article: Article, room: int) -> list[Evidence]:
    """Return the sentences of an article that a model may be shown, in order.

    One that takes more than half of the room, in tokens, is cut. Text that addresses a model and
    not a reader is left out.
    """
    cut = Chunking(max(1, min(LONGEST, room // 2)))
    return [_evidence(article, span) for one in chunk(article, cut) for span in one.sentences]


def _evidence(article: Article, span: Span) -> Evidence:
    starts = [paragraph.start for paragraph in article.paragraphs]
    around = article.paragraphs[max(0, bisect_right(starts, span.start) - 1)]
    return Evidence(
        article=article.path,
        title=article.title,
        author=article.author,
        date=article.date,
        span=span,
        text=span.of(article.text),
        score=1.0,
        signals=Signals(),
        figures=(),
        around=around.of(article.text),
    )


def sections(found: Sequence[Evidence], lang: Language, room: int) -> list[list[Evidence]]:
    """Divide sentences into sections of at most `room` tokens, counted as they are shown.

    A section ends with a paragraph if one ends in its second half.
    """
    parts: list[list[Evidence]] = []
    rest = list(found)
    sizes = [size(line(one, lang)) for one in rest]
    while rest:
        end = _fitting(sizes, room)
        end = _paragraph_end(rest, end)
        parts.append(rest[:end])
        rest, sizes = rest[end:], sizes[end:]
    return parts


def _fitting(sizes: Sequence[int], room: int) -> int:
    """Return how many of the first sentences fit, at least 1."""
    total = 0
    for number, one in enumerate(sizes[:MOST]):
        total += one
        if total > room and number:
            return number
    return min(len(sizes), MOST)


def _paragraph_end(found: Sequence[Evidence], end: int) -> int:
    if end == len(found):
        return end
    ends = (n for n in range(end, (end + 1) // 2, -1) if _closes(found[n - 1]))
    return next(ends, end)


def _closes(sentence: Evidence) -> bool:
    """Tell whether a sentence ends its paragraph."""
    return sentence.around.endswith(sentence.text)


def line(sentence: Evidence, lang: Language) -> dict[str, Any]:
    """Return what a prompt shows of a sentence; in English, with its figures as English has them.

    "近2000家 = nearly 2,000": a small model takes 亿 for a billion, and drops 余 and 近.
    """
    glossed = [q for q in find(sentence.text) if q.kind not in _PLAIN and not is_article(q)]
    return {
        "text": framing.sentence(sentence.text, REFUSAL.values()),
        "figures": [f"{q.text} = {in_english(q)}" for q in glossed] if lang == "en" else [],
    }


def size(shown: dict[str, Any]) -> int:
    """Count the tokens of a numbered sentence as it is shown."""
    return tokens.count("\n".join([shown["text"], *shown["figures"]])) + _MARK
