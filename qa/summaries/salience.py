"""Salience: the sentences that say most of an article, by meaning, place, figures and names.

The choice is greedy: each step takes the sentence that adds most, for its length, to those
already chosen (Lin and Bilmes 2011, "A class of submodular functions for document
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

# Set on 500 news articles, other than those evals/benchmarks/summaries.py reports on, as a
# balance of the share of figures and names (which --tune there maximizes; alone it would drop
# the lead altogether) and the likeness to headlines.
CENTRALITY = 1.5  # of the cosine with the mean of the article's sentences
LEAD = 0.8  # of the first sentence, less and less for those after it
REACH = 2.0  # sentences after which the lead has fallen to 1/e
FIGURES = 2.0  # of the share of the article's figures that a sentence adds
NAMES = 2.5  # of the share of its names
REPETITION = 0.5  # taken off for the cosine with the nearest chosen sentence
THRIFT = 0.5  # the power of the length by which all this is divided
SAME = 0.85  # the cosine from which two sentences say the same
_LEAST_LENGTH = 30  # characters; shorter sentences are weighed as if they were this long


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that may be chosen: its row among the vectors and what it mentions.

    `after` is the row of the sentence that it depends on, which has to be chosen first.
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
    """Choose the rows of at most `most` sentences, the most salient first.

    A row is taken only if `fits` accepts it.
    """
    choice = _Choice(statements, vectors)
    while len(choice.rows) < most and choice.take(fits):
        pass
    return choice.rows


class _Choice:
    """The sentences chosen so far, and what each of the others would add."""

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
        """Take the sentence that fits and adds most; return False if there is none."""
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
    """Weigh each sentence by how central and how early it is, regardless of the others chosen.

    The cosine with the centroid orders sentences as the mean cosine with all others does
    (Radev et al. 2004, "Centroid-based summarization of multiple documents").
    """
    centroid = vectors.mean(axis=0)
    length = float(np.linalg.norm(centroid)) or 1.0
    lead = np.exp(-np.arange(len(vectors)) / REACH)
    worth = CENTRALITY * (vectors @ centroid) / length + LEAD * lead
    return [float(value) for value in worth]


# --- what a sentence mentions --------------------------------------------------------------------


def figures(sentence: str) -> frozenset[str]:
    """Return the figures of a sentence; equal ones count once.

    >>> sorted(figures("签约270个项目，占68.7%。"))
    ['270 个', '68.7 %']
    """
    return frozenset(f"{q.value} {q.unit}" for q in find(sentence) if not is_article(q))


_MARKED = re.compile(r"《([^《》\n]{1,40})》|“([^“”\n]{2,12})”|「([^「」\n]{2,12})」")
_LATIN = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9’'&-]+|(?<![A-Za-z0-9])[a-z]+[A-Z]\w*")
# The middle of 罗尼·奥沙利文: nothing marks where such a name begins and ends.
_DOTTED = re.compile(f"[{HAN}]{{1,2}}[·•・‧][{HAN}]{{1,2}}")
_LONGEST = 8


def names(sentence: str) -> frozenset[str]:
    """Return the names that are cheap to find: known ones, marked ones and Latin ones.

    `qa.language.names` finds more, and takes five times as long.

    >>> sorted(names("上海将举办《未来》展，OpenAI参展。"))
    ['OpenAI', '上海', '未来']
    """
    found = {match[match.lastindex or 0] for match in _MARKED.finditer(sentence)}
    found.update(_LATIN.findall(sentence), _DOTTED.findall(sentence), _known(sentence))
    return frozenset(found)


def _known(sentence: str) -> list[str]:
    """Find the names of the dictionary in a text, from the left, the longest first."""
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
    """Map the first two characters of known names to the length of the longest such name."""
    longest: dict[str, int] = {}
    for name in lexicon.names():
        longest[name[:2]] = max(longest.get(name[:2], 0), len(name))
    return longest
