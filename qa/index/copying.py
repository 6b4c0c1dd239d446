"""How two texts are compared: what of one stands in the other, and whether the facts agree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from qa.language.text import fold

# Chosen with evals/benchmarks/reprints.py, by eye where it is about right and wrong (RESULTS.md).
SHARE = 0.8  # of a passage that has to stand in the other text
LONGEST = 40  # characters in a row that may be its own: a lead-in, "原标题：...", an advert
NAME = 8  # characters of a name

_SHORT = 16  # characters; a shorter passage ("来源：新华社") has to be the whole text
_SHINGLE = 5
_CONTEXT = 4
_NEAR = 2  # characters from part to part of one date: 8月15日 and 15日 do not differ
_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|[〇零一二三四五六七八九十百千万亿两]+")
_DIGITS = str.maketrans("〇零一二三四五六七八九两", "001234567892")


class _Place(NamedTuple):
    """A figure, and what stands before and after it."""

    at: int
    figure: str
    before: str
    after: str


@dataclass(frozen=True)  # no slots: what is derived is kept
class Wording:
    """A text as it is compared: without marks and space, each figure one "0"."""

    masked: str
    figures: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...] = field(default=(), compare=False)  # closed by a mark

    @classmethod
    def of(cls, text: str) -> Wording:
        """Make one of a text.

        >>> Wording.of("涨 0.50%，报3,200点。完")
        Wording(masked='涨0报0点完', figures=('0.5', '3200'), sentences=((0, 5),))
        """
        folded = fold(text)
        figures = tuple(_normal(match) for match in _FIGURE.findall(folded))
        parts = [plain(part) for part in re.split("[。!?]", _FIGURE.sub("0", folded))]
        ends = list(accumulate(map(len, parts)))
        return cls("".join(parts), figures, tuple(pairwise([0, *ends[:-1]])))

    @cached_property
    def shingles(self) -> list[str]:
        last = max(1, len(self.masked) - _SHINGLE + 1)
        return [self.masked[i : i + _SHINGLE] for i in range(last)]

    @cached_property
    def places(self) -> list[_Place]:
        masked = self.masked
        at = [i for i, character in enumerate(masked) if character == "0"]
        return [
            _Place(i, figure, masked[max(0, i - _CONTEXT) : i], masked[i + 1 : i + 1 + _CONTEXT])
            for i, figure in zip(at, self.figures, strict=True)
        ]

    def near(self, place: _Place) -> set[str]:
        """The figures close to one, itself among them."""
        return {other.figure for other in self.places if abs(other.at - place.at) <= _NEAR}

    @cached_property
    def contexts(self) -> dict[tuple[str, str], list[_Place]]:
        """Its figures by what stands around them, by what stands before, by what after."""
        found: dict[tuple[str, str], list[_Place]] = {}
        for place in self.places:
            for context in _contexts(place):
                found.setdefault(context, []).append(place)
        return found


def _normal(figure: str) -> str:
    """1,200 as 1200, 0.50 as 0.5, 08 as 8, 三 as 3."""
    digits = figure.replace(",", "").translate(_DIGITS)
    whole, point, part = digits.partition(".")
    part = part.rstrip("0")
    return (whole.lstrip("0") or "0") + (point + part if part else "")


def _contexts(place: _Place) -> list[tuple[str, str]]:
    """The contexts that are long enough to say that two figures stand in the same place."""
    before, after = len(place.before) == _CONTEXT, len(place.after) == _CONTEXT
    both = [(place.before, place.after)] if before and after else []
    return both + [(place.before, "")] * before + [("", place.after)] * after


def plain(folded: str) -> str:
    """A folded text without marks and space.

    >>> plain("2,400 亿元。")
    '2400亿元'
    """
    return "".join(filter(str.isalnum, folded))


def stands_in(passage: Wording, text: Wording) -> bool:
    """Whether nearly all of a passage stands in a text, with the same figures.

    What the passage has of its own is a lead-in, a trailer or small edits, no sentence; it
    may be a part of the text, wherever. One too short to tell has to be the whole text.

    >>> stands_in(Wording.of("截至收盘，沪指涨0.5%，报3200点，创业板指涨1.2%。"),
    ...           Wording.of("截至收盘，沪指涨0.5%，报3190点，创业板指涨1.2%。"))
    False
    """
    if len(passage.masked) < _SHORT:
        return passage == text
    found = bytes(map(text.masked.__contains__, passage.shingles))
    if found.count(1) < SHARE * len(found):
        return False
    own = _own(passage, found)
    if max(map(len, own), default=0) > LONGEST or _other_name(passage, text, own):
        return False
    return _every_sentence(passage, found) and _figures_agree(passage, text, found)


def same(a: str, b: str) -> bool:
    """Whether one of two texts is a copy of the other, or of a part of it.

    >>> same("据新华社报道，开发区今年累计签约前沿科技产业项目150个，涉及投资额2400亿元。",
    ...      "开发区今年累计签约前沿科技产业项目150个,涉及投资额2400亿元")
    True
    """
    return alike(Wording.of(a), Wording.of(b))


def alike(one: Wording, other: Wording) -> bool:
    """What `same` says, of passages."""
    return stands_in(one, other) or stands_in(other, one)


def _own(passage: Wording, found: bytes) -> list[str]:
    """The stretches that are the passage's alone.

    `found` says of each shingle of the passage whether the text has it.
    """
    stretches = []
    for run in re.finditer(rb"\0+", found):
        start = run.start() + _SHINGLE - 1 if run.start() else 0
        end = run.end() if run.end() < len(found) else len(passage.masked)
        stretches.append(passage.masked[start:end])
    return stretches


def _every_sentence(passage: Wording, found: bytes) -> bool:
    """Whether the text has half of each sentence: a long declaration does not hide a short fact."""
    for start, end in passage.sentences:
        shared = found[start : end - _SHINGLE + 1]
        if end - start >= 2 * _SHINGLE and 2 * shared.count(1) < len(shared):
            return False
    return True


def _other_name(passage: Wording, text: Wording, own: list[str]) -> bool:
    """Whether the passage speaks of someone else: a name, said twice, that the text never says.

    "经查，张三严重违反……决定给予张三开除党籍处分" is the same but for the name, year after year.
    """
    return any(
        0 < len(name) <= NAME and name not in text.masked and passage.masked.count(name) > 1
        for name in own
    )


def _figures_agree(passage: Wording, text: Wording, found: bytes) -> bool:
    """No figure differs, and none is the passage's alone but in its lead-in or trailer.

    A trailer ("（2023年7月23日 2版）") comes after the last full stop.
    """
    stop = passage.sentences[-1][1] if passage.sentences else 0
    lead_in, trailer = found.find(1), max(found.rfind(1) + _SHINGLE, stop)
    known = frozenset(text.figures)
    for place in passage.places:
        there = next((text.contexts[c] for c in _contexts(place) if c in text.contexts), None)
        if there and not any(_agree(passage, place, text, other) for other in there):
            return False
        if not there and place.figure not in known and lead_in <= place.at < trailer:
            return False
    return True


def _agree(passage: Wording, place: _Place, text: Wording, other: _Place) -> bool:
    if place.figure == other.figure:
        return True
    if (place.before, place.after) == (other.before, other.after):
        return False
    return place.figure in text.near(other) or other.figure in passage.near(place)
