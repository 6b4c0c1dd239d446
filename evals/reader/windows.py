"""Windows of an article: runs of whole sentences, as the index cuts its passages."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from qa.language.text import Span, sentences

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

SIZES = (80, 120, 160, 200, 260, 340)  # characters
LONGEST = 420


def windows(text: str, size: int) -> list[Span]:
    """The whole text in runs of sentences of about so many characters."""
    found: list[Span] = []
    for sentence in sentences(text):
        if found and sentence.end - found[-1].start <= size:
            found[-1] = Span(found[-1].start, sentence.end)
        else:
            found.append(sentence)
    return [span for span in found if span.end - span.start <= LONGEST]


def around(text: str, place: Span, size: int, rng: random.Random) -> Span | None:
    """Sentences around a place, of about so many characters; the place anywhere among them."""
    spans = sentences(text)
    first = max((n for n, s in enumerate(spans) if s.start <= place.start), default=0)
    last = next((n for n, s in enumerate(spans) if s.end >= place.end), len(spans) - 1)
    if last < first:
        return None
    while sides := [
        side
        for side, fits in (
            (-1, first > 0 and spans[last].end - spans[first - 1].start <= size),
            (1, last + 1 < len(spans) and spans[last + 1].end - spans[first].start <= size),
        )
        if fits
    ]:
        side = rng.choice(sides)
        first, last = (first - 1, last) if side < 0 else (first, last + 1)
    span = Span(spans[first].start, spans[last].end)
    inside = span.start <= place.start and place.end <= span.end
    return span if inside and span.end - span.start <= LONGEST else None


def place(text: str, answers: Sequence[str], question: str) -> Span | None:
    """The occurrence of an answer whose surroundings share most with the question."""
    asked = bigrams(question)
    found = [
        (len(asked & bigrams(text[max(0, m.start() - 60) : m.end() + 60])), Span(*m.span()))
        for answer in answers
        for m in re.finditer(re.escape(answer), text)
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


_MARKS = re.compile(r"[\s，。、？?！：:；“”（）()《》]")


def bigrams(text: str) -> set[str]:
    pairs = (text[i : i + 2] for i in range(len(text) - 1))
    return {pair for pair in pairs if not _MARKS.search(pair)}


class Words:
    """BM25 over passages, by pairs of characters."""

    def __init__(self, passages: Sequence[str]) -> None:
        counts = [Counter(p[i : i + 2] for i in range(len(p) - 1)) for p in passages]
        lengths = np.array([max(1, c.total()) for c in counts], dtype=np.float32)
        held: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, count in enumerate(counts):
            for pair, times in count.items():
                held[pair].append((number, times))
        self._count, mean = len(passages), lengths.mean()
        self._weights = {}
        for pair, rows in held.items():
            at, times = (np.array(column) for column in zip(*rows, strict=True))
            idf = math.log(1 + (self._count - len(at) + 0.5) / (len(at) + 0.5))
            scale = times + 1.2 * (0.25 + 0.75 * lengths[at] / mean)
            self._weights[pair] = (at, (idf * times * 2.2 / scale).astype(np.float32))

    def best(self, question: str, count: int) -> list[int]:
        """The numbers of the passages that share most with a question, best first."""
        scores = np.zeros(self._count, dtype=np.float32)
        for pair in bigrams(question):
            if pair in self._weights:
                at, weights = self._weights[pair]
                scores[at] += weights
        top = np.argpartition(-scores, count)[:count]
        return [int(n) for n in top[np.argsort(-scores[top])]]
