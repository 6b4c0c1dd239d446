"""Salience: which sentences of an article say most of it, by meaning, place, figures and names.

One sentence after the other is taken, each time the one that adds most to those that are
there, for its length (Lin and Bilmes 2011, "A class of submodular functions for document
summarization"). Time and memory grow with the number of sentences, not with its square.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from qa.language import lexicon
from qa.language.quantities import find, is_article
from qa.language.text import HAN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

# Set on 500 news articles, others than evals/benchmarks/summaries.py reports on, between the
# share of figures and names (what its --tune looks for would leave the lead out altogether) and
# the likeness to headlines.
CENTRALITY = 1.5  # of the cosine with the mean of the article's sentences
LEAD = 0.8  # of what stands first, less and less for what comes after
REACH = 2.0  # sentences, after which the lead has fallen to 1/e
FIGURES = 2.0  # of the share of the article's figures that a sentence adds
NAMES = 2.5  # of the share of its names
REPETITION = 0.5  # taken off for the cosine with the nearest sentence that is there
THRIFT = 0.5  # the power of the length by which all this is divided
SAME = 0.85  # the cosine from which two sentences say the same
_LEAST_LENGTH = 30  # characters; what is shorter is not weighed as if it said as much


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that may be chosen: its row among the vectors and what it mentions.

    `after` is the row of the sentence that it hangs on, which has to be chosen before it.
    """

    row: int
    length: int
    figures: frozenset[str]
    names: frozenset[str]
    after: int | None = None


def choose(
    statements: Sequence[Statement],
    vectors: NDArray[np.float32],
    most: int,
    fits: Callable[[int], bool] = lambda _: True,
) -> list[int]:
    """The rows of at most so many sentences, the most salient first.

    `fits` is asked of a row before it is taken.
    """
    choice = _Choice(statements, vectors)
    while len(choice.rows) < most and choice.take(fits):
        pass
    return choice.rows


class _Choice:
    """The sentences that are taken so far, and what the others would add."""

    def __init__(self, statements: Sequence[Statement], vectors: NDArray[np.float32]) -> None:
        self.rows: list[int] = []
        self._left = list(statements)
        self._vectors = vectors
        rows = [statement.row for statement in statements]
        self._base = dict(zip(rows, _base(vectors[rows]), strict=True)) if rows else {}
        self._near = np.zeros(len(vectors), np.float32)
        self._figures = frozenset[str]().union(*(s.figures for s in statements))
        self._names = frozenset[str]().union(*(s.names for s in statements))
        self._shares = 1 / max(1, len(self._figures)), 1 / max(1, len(self._names))

    def take(self, fits: Callable[[int], bool]) -> bool:
        """Take the sentence that adds most and fits; false if there is none."""
        open_now = [s for s in self._left if s.after is None or s.after in self.rows]
        open_now = [s for s in open_now if self._near[s.row] < SAME]
        refused = set()
        for statement in sorted(open_now, key=self._worth, reverse=True):
            if fits(statement.row):
                self._add(statement)
                break
            refused.add(statement.row)
        else:
            return False
        refused.add(statement.row)
        self._left = [s for s in self._left if s.row not in refused]
        return True

    def _worth(self, statement: Statement) -> float:
        figures, names = self._shares
        worth = (
            self._base[statement.row]
            + FIGURES * figures * len(statement.figures & self._figures)
            + NAMES * names * len(statement.names & self._names)
            - REPETITION * float(self._near[statement.row])
        )
        length = max(statement.length, _LEAST_LENGTH) / _LEAST_LENGTH
        return float(worth / length**THRIFT)

    def _add(self, statement: Statement) -> None:
        self.rows.append(statement.row)
        self._figures -= statement.figures
        self._names -= statement.names
        cosines = self._vectors @ self._vectors[statement.row]
        self._near = np.maximum(self._near, cosines)


def _base(vectors: NDArray[np.float32]) -> list[float]:
    """What a sentence is worth whatever else is chosen: how central it is and how far in front.

    Its cosine with the centroid orders sentences as its mean cosine with all others does
    (Radev et al. 2004, "Centroid-based summarization of multiple documents").
    """
    centroid = vectors.mean(axis=0)
    length = float(np.linalg.norm(centroid)) or 1.0
    lead = np.exp(-np.arange(len(vectors)) / REACH)
    worth = CENTRALITY * (vectors @ centroid) / length + LEAD * lead
    return [float(value) for value in worth]


# --- what a sentence mentions --------------------------------------------------------------------


def figures(sentence: str) -> frozenset[str]:
    """The figures of a sentence, those that say the same as one.

    >>> sorted(figures("签约270个项目，占68.7%。"))
    ['270 个', '68.7 %']
    """
    return frozenset(f"{q.value} {q.unit}" for q in find(sentence) if not is_article(q))


_MARKED = re.compile(r"《([^《》\n]{1,40})》|“([^“”\n]{2,12})”|「([^「」\n]{2,12})」")
_LATIN = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9’'&-]+|(?<![A-Za-z0-9])[a-z]+[A-Z]\w*")
# The middle of 罗尼·奥沙利文: where such a name begins and ends cannot be seen.
_DOTTED = re.compile(f"[{HAN}]{{1,2}}[·•・‧][{HAN}]{{1,2}}")
_LONGEST = 8


def names(sentence: str) -> frozenset[str]:
    """The names of a sentence that are cheap to see: those of a dictionary, marked and Latin ones.

    `qa.language.names` sees more, and takes five times as long.

    >>> sorted(names("上海将举办《未来》展，OpenAI参展。"))
    ['OpenAI', '上海', '未来']
    """
    found = {match[match.lastindex or 0] for match in _MARKED.finditer(sentence)}
    found.update(_LATIN.findall(sentence), _DOTTED.findall(sentence), _known(sentence))
    return frozenset(found)


def _known(sentence: str) -> list[str]:
    """The names of the dictionary in a text, the longest from the left."""
    known, found, place = _dictionary(), [], 0
    while place < len(sentence) - 1:
        named = None
        if (longest := known.get(sentence[place : place + 2])) is not None:
            pieces = (sentence[place : place + n] for n in range(min(longest, _LONGEST), 1, -1))
            named = next((piece for piece in pieces if piece in lexicon.names()), None)
        if named:
            found.append(named)
        place += len(named) if named else 1
    return found


@cache
def _dictionary() -> dict[str, int]:
    """The first two characters of the known names, with the length of the longest of them."""
    longest: dict[str, int] = {}
    for name in lexicon.names():
        longest[name[:2]] = max(longest.get(name[:2], 0), len(name))
    return longest
