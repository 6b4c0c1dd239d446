"""A comparison of two texts: how much of one stands in the other, and whether the facts agree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from qa.language.text import fold

# Chosen with evals/benchmarks/reprints.py; what is right or wrong was judged by eye (RESULTS.md).
SHARE = 0.8  # of a passage that has to stand in the other text
LONGEST = 40  # characters in a row that it may have alone: a lead-in, "原标题：...", an advert
NAME = 8  # characters of a name

_SHORT = 16  # characters; a shorter passage ("来源：新华社") has to be the whole text
_SHINGLE = 5
_CONTEXT = 4
_NEAR = 2  # characters between the parts of one date: 8月15日 and 15日 do not differ
_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|[〇零一二三四五六七八九十百千万亿两]+")
_DIGITS = str.maketrans("〇零一二三四五六七八九两", "001234567892")


class _Place(NamedTuple):
    """A figure, with the text before and after it."""

    at: int
    figure: str
    before: str
    after: str


@dataclass(frozen=True)  # no slots: the cached properties need a __dict__
class Wording:
    """A text prepared for comparison: no punctuation or space, each figure replaced by "0"."""

    masked: str
    figures: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...] = field(default=(), compare=False)  # that end in a mark

    @classmethod
    def of(cls, text: str) -> Wording:
        """Prepare a text for comparison.

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
        """Return the figures close to one, including itself."""
        return {other.figure for other in self.places if abs(other.at - place.at) <= _NEAR}

    @cached_property
    def contexts(self) -> dict[tuple[str, str], list[_Place]]:
        """Its figures by the text on both sides, by the text before and by the text after."""
        found: dict[tuple[str, str], list[_Place]] = {}
        for place in self.places:
            for context in _contexts(place):
                found.setdefault(context, []).append(place)
        return found


def _normal(figure: str) -> str:
    """Write 1,200 as 1200, 0.50 as 0.5, 08 as 8, 三 as 3."""
    digits = figure.replace(",", "").translate(_DIGITS)
    whole, point, part = digits.partition(".")
    part = part.rstrip("0")
    return (whole.lstrip("0") or "0") + (point + part if part else "")


def _contexts(place: _Place) -> list[tuple[str, str]]:
    """Return the contexts long enough to tell that two figures stand in the same place."""
    before, after = len(place.before) == _CONTEXT, len(place.after) == _CONTEXT
    both = [(place.before, place.after)] if before and after else []
    return both + [(place.before, "")] * before + [("", place.after)] * after


def plain(folded: str) -> str:
    """Strip a folded text of punctuation and space.

    >>> plain("2,400 亿元。")
    '2400亿元'
    """
    return "".join(filter(str.isalnum, folded))


def stands_in(passage: Wording, text: Wording) -> bool:
    """Tell whether nearly all of a passage stands in a text, with the same figures.

    The passage may be any part of the text. It may have a lead-in, a trailer or small edits of
    its own, but no sentence. A passage that is too short to tell has to be the whole text.

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


def alike(one: Wording, other: Wording) -> bool:
    """Tell whether one of two texts is a copy of the other, or of a part of it.

    >>> alike(Wording.of("据新华社报道，开发区今年累计签约产业项目150个，涉及投资额2400亿元。"),
    ...       Wording.of("开发区今年累计签约产业项目150个,涉及投资额2400亿元"))
    True
    """
    return stands_in(one, other) or stands_in(other, one)


def _own(passage: Wording, found: bytes) -> list[str]:
    """Return the stretches that only the passage has.

    `found` has, for each shingle of the passage, 1 if the text has it, else 0.
    """
    stretches = []
    for run in re.finditer(rb"\0+", found):
        start = run.start() + _SHINGLE - 1 if run.start() else 0
        end = run.end() if run.end() < len(found) else len(passage.masked)
        stretches.append(passage.masked[start:end])
    return stretches


def _every_sentence(passage: Wording, found: bytes) -> bool:
    """Tell whether the text has half of each sentence.

    Otherwise a long declaration in common would hide a short fact that differs.
    """
    for start, end in passage.sentences:
        shared = found[start : end - _SHINGLE + 1]
        if end - start >= 2 * _SHINGLE and 2 * shared.count(1) < len(shared):
            return False
    return True


def _other_name(passage: Wording, text: Wording, own: list[str]) -> bool:
    """Tell whether the passage is about someone else: it repeats a name that the text never has.

    "经查，张三严重违反……决定给予张三开除党籍处分" is the same but for the name, year after year.
    """
    return any(
        0 < len(name) <= NAME and name not in text.masked and passage.masked.count(name) > 1
        for name in own
    )


def _figures_agree(passage: Wording, text: Wording, found: bytes) -> bool:
    """Tell whether no figure differs, and only the passage's lead-in or trailer adds any.

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
