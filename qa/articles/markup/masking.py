"""Masked text -> clean paragraphs and the way back to the file.

Every reader of a format keeps the length of its text: hidden characters become DROP, the end of a
paragraph becomes BREAK. Offsets never move until `settle`, the last step, closes the gaps.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from operator import itemgetter

from qa.language.characters import ACCENTS, COMMANDS, INVISIBLE
from qa.language.text import Span

Remark = tuple[int, str]  # an offset in the decoded file, and what to mend there
Run = tuple[int, int, int]  # see `OffsetMap`

DROP, BREAK, REST = "\0", "\1", "\2"  # REST: the rest of an entity, after its one character

# No group here is possessive: up to Python 3.11.4 such a group keeps half of a failed round.
_VISIBLE = re.compile(rf"[^\s{DROP}{BREAK}{REST}]++(?: [^\s{DROP}{BREAK}{REST}]++)*({REST}*+)")
# Accents beyond three on one letter; there may be masks between them.
_ACCENT = rf"[{ACCENTS}][{DROP}{REST}]*+"
_HEAP = re.compile(rf"((?:{_ACCENT}){{3}})((?:{_ACCENT})++)")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003ffff]")
_SHARED_MARKS = "“”‘’—…·"  # used in both Chinese and English: the other side decides


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """The way from clean text to the decoded file, in runs (clean start, raw start, length).

    A negative length is an entity: one clean character stands for that many raw ones. Spaces and
    line ends that were added have no run.

    >>> OffsetMap(((0, 3, 2), (2, 5, -5))).raw_span(Span(1, 3))
    Span(start=4, end=10)
    """

    runs: tuple[Run, ...]

    def raw_span(self, span: Span) -> Span:
        """Return a clean span's place in the file: whole entities, and the tags in between."""
        first = max(0, bisect_right(self.runs, span.start, key=itemgetter(0)) - 1)
        if self.runs and self._clean_end(first) <= span.start:
            first += 1
        last = bisect_left(self.runs, span.end, key=itemgetter(0)) - 1
        if first > last:  # only a space or line end that the file does not have
            place = self._raw_end(last) if last >= 0 else 0
            return Span(place, place)
        return Span(self._raw_start(first, span.start), self._raw_end(last, span.end))

    def to_json(self) -> str:
        """Write the runs as distances from the end of the run before, to keep the string short."""
        numbers: list[int] = []
        clean = raw = 0
        for clean_start, raw_start, length in self.runs:
            numbers += clean_start - clean, raw_start - raw, length
            clean, raw = clean_start + max(1, length), raw_start + abs(length)
        return json.dumps(numbers, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> OffsetMap:
        numbers = json.loads(text)
        runs: list[Run] = []
        clean = raw = 0
        for gap, skipped, length in zip(*[iter(numbers)] * 3, strict=True):
            runs.append((clean + gap, raw + skipped, length))
            clean, raw = clean + gap + max(1, length), raw + skipped + abs(length)
        return cls(tuple(runs))

    def _clean_end(self, number: int) -> int:
        return self.runs[number][0] + max(1, self.runs[number][2])

    def _raw_start(self, number: int, clean: int) -> int:
        clean_start, raw_start, length = self.runs[number]
        return raw_start + (max(0, clean - clean_start) if length > 0 else 0)

    def _raw_end(self, number: int, clean: int | None = None) -> int:
        clean_start, raw_start, length = self.runs[number]
        if length > 0 and clean is not None:
            return raw_start + min(length, clean - clean_start)
        return raw_start + abs(length)


@dataclass(frozen=True, slots=True)
class Clean:
    """The visible words of a body; `runs` lead back, `title` is its own heading, if any."""

    text: str
    paragraphs: tuple[Span, ...]
    runs: tuple[Run, ...]
    title: str = ""
    meta: dict[str, Remark] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()

    @property
    def has_words(self) -> bool:
        return re.search(r"[^\W_]", self.text) is not None


def neutral(text: str) -> str:
    """Mask every invisible character of a text, so that masks cannot be forged."""
    text = COMMANDS.sub(lambda sequence: DROP * len(sequence[0]), text)
    return INVISIBLE.sub(DROP, text)


def tidy(text: str) -> str:
    r"""Return a title or a name on one line, without invisible characters.

    >>> tidy(" A\x1b \u3000B ")
    'A B'
    """
    return settle(neutral(text)).text


def settle(masked: str) -> Clean:
    r"""Close the gaps of a masked text.

    >>> settle(f"建成{DROP * 3}150座{BREAK}a\n b").text
    '建成150座\na b'
    """
    masked = _HEAP.sub(lambda heap: heap[1] + DROP * len(heap[2]), masked)
    pieces: list[str] = []
    runs: list[Run] = []
    ends: list[int] = []
    size = seen = 0
    before = ""
    for visible in _VISIBLE.finditer(masked):
        start, end = visible.span()
        rest = visible.start(1)
        glue = _glue(before, masked[seen:start], masked[start]) if before else ""
        if glue == BREAK:
            ends.append(size)
            glue = "\n"
        size += len(glue)
        pieces += glue, masked[start:rest]
        runs += _runs(size, start, rest, end)
        size += rest - start
        before, seen = masked[rest - 1], end
    return Clean("".join(pieces), _tile([*ends, size]) if size else (), tuple(_joined(runs)))


def _glue(before: str, gap: str, after: str) -> str:
    """Return what stands in the clean text for a gap of masks and white space."""
    if BREAK in gap:
        return BREAK
    space = gap.replace(DROP, "")
    if not space:
        return ""
    wrapped = "\n" in space or "\r" in space
    return "" if wrapped and seamless(before, after) else " "


def seamless(before: str, after: str) -> bool:
    """Tell whether a line break here means nothing, since Chinese is written without spaces.

    >>> seamless("新", "产"), seamless("”", "产"), seamless("a", "b")
    (True, True, False)
    """
    wide = _WIDE.match(before) is not None, _WIDE.match(after) is not None
    shared = before in _SHARED_MARKS, after in _SHARED_MARKS
    return all(wide) or (wide[0] and shared[1]) or (shared[0] and wide[1])


def _runs(size: int, start: int, rest: int, end: int) -> list[Run]:
    if rest == end:
        return [(size, start, rest - start)]
    before = rest - 1 - start  # the last character is an entity
    entity = (size + before, rest - 1, rest - 1 - end)
    return [(size, start, before), entity] if before else [entity]


def _joined(runs: list[Run]) -> list[Run]:
    """Join runs that continue the one before in both texts."""
    joined: list[Run] = []
    for clean, raw, length in runs:
        if joined and length > 0:
            last = joined[-1]
            if last[2] > 0 and last[0] + last[2] == clean and last[1] + last[2] == raw:
                joined[-1] = (last[0], last[1], last[2] + length)
                continue
        joined.append((clean, raw, length))
    return joined


def _tile(ends: list[int]) -> tuple[Span, ...]:
    starts = [0, *(end + 1 for end in ends)]
    return tuple(Span(start, end) for start, end in zip(starts, ends, strict=False))
