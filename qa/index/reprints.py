"""Reprints: passages that say what another article says already, word for word or nearly.

They are found in two steps. At indexing, `keys` picks a few fingerprints of each chunk by its
content alone, so that two copies of a story share keys wherever their chunks begin and end.
A table of them (key, article, chunk) leads to the copies of a passage in a bounded number of
look-ups (`candidates`). Then `stands_in` compares the texts themselves: in a reprint, nearly
all of the passage stands in the other text, and no figure differs. Tomorrow's market report,
made from the same template, is not a reprint.

No groups are stored, so nothing has to be repaired when an article changes or is removed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable
from typing import TYPE_CHECKING, TypeVar

from qa.index.copying import Wording, alike, plain, stands_in
from qa.language.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "COMMON",
    "Wording",
    "alike",
    "candidates",
    "copies",
    "groups",
    "keys",
    "plain",
    "stands_in",
]

COMMON = 32  # chunks; a key that more have comes from a declaration or a template, not a story


# --- keys ------------------------------------------------------------------------------

_GRAM = 8  # characters hashed together
_WINDOW = 64  # the least of this many hashes in a row is kept


def keys(text: str) -> tuple[int, ...]:
    """Return the keys that copies of a chunk have in common: signed, of 64 bits.

    Two texts that have 71 letters, digits or characters in a row in common (punctuation and
    space do not count) share at least one. The keys are the same on every machine. Source:
    Schleimer, Wilkerson and Aiken 2003, "Winnowing: local algorithms for document
    fingerprinting".

    >>> keys("氢能产业发展，已建成加氢站150座。") == keys("氫能產業發展,已建成加氫站 150 座")
    True
    """
    import numpy as np

    bare = plain(fold(text))
    if not bare:
        return ()
    hashes = _hashes(bare.ljust(_GRAM))
    # A narrower window keeps all that a wider one does, and more, so short chunks have enough.
    window = min(_WINDOW, max(_GRAM, len(hashes) // 4), len(hashes))
    return tuple(np.unique(_minima(hashes, window)).view(np.int64).tolist())


def _hashes(bare: str) -> NDArray[np.uint64]:
    """Hash each run of `_GRAM` characters: a polynomial, then the mixer of SplitMix64."""
    import numpy as np

    points = np.frombuffer(bare.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)
    count = len(points) - _GRAM + 1
    hashes = np.zeros(count, np.uint64)
    for i in range(_GRAM):
        hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + points[i : i + count]
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


def _minima(hashes: NDArray[np.uint64], window: int) -> NDArray[np.uint64]:
    """Find the least of each `window` hashes in a row, by doubling the span compared."""
    import numpy as np

    span = 1
    while span < window:
        step = min(span, window - span)
        hashes = np.minimum(hashes[:-step], hashes[step:])
        span += step
    return hashes


# --- candidates ------------------------------------------------------------------------

A = TypeVar("A", bound=Hashable)


def candidates(text: str, holders: Callable[[int, int], Iterable[tuple[A, Span]]]) -> dict[A, Span]:
    """Find the articles in which a passage may stand, likeliest first, and where to look.

    `holders(key, most)` returns at most `most` of the chunks that have a key, as (article, span
    of the chunk), with or without the passage's own. The place to look is the chunk that shares
    the most keys, widened by the length of the passage, because the other article may be cut
    elsewhere. At most COMMON articles are returned. A key that more than COMMON chunks have is
    ignored, unless the passage has no other.

    >>> story = "开发区今年累计签约前沿科技产业项目150个，涉及投资额2400亿元。"
    >>> candidates(story, lambda key, most: [("a.txt", Span(0, 200))])
    {'a.txt': Span(start=0, end=234)}
    """
    held = [list(holders(key, COMMON + 1)) for key in keys(text)]
    telling = [found for found in held if len(found) <= COMMON] or held
    shared: defaultdict[A, Counter[Span]] = defaultdict(Counter)
    for found in telling:
        for article, chunk in found:
            shared[article][chunk] += 1
    least = len(telling) / 4  # 99 in 100 copies with edits all over share at least this
    likely = sorted(shared.items(), key=lambda item: -item[1].total())
    return {
        article: _widened(chunks, len(text))
        for article, chunks in likely[:COMMON]
        if chunks.total() >= least
    }


def _widened(chunks: Counter[Span], by: int) -> Span:
    best = max(chunks, key=lambda chunk: (chunks[chunk], -chunk.start))
    return Span(max(0, best.start - by), best.end + by)


def copies(
    text: str,
    holders: Callable[[int, int], Iterable[tuple[A, Span]]],
    read: Callable[[A, Span], str],
) -> list[A]:
    """Find the articles in which a passage stands, at most COMMON.

    `holders` is as for `candidates`; `read` returns the text of a place in an article, or as
    much of it as there is.
    """
    passage = Wording.of(text)
    likely = candidates(text, holders)
    return [a for a, place in likely.items() if stands_in(passage, Wording.of(read(a, place)))]


# --- groups ----------------------------------------------------------------------------

K = TypeVar("K", bound=Hashable)


def groups(texts: Iterable[tuple[K, str]]) -> list[list[K]]:
    """Group texts by what they say: each group is a text, named first, and the copies of it.

    Give the earliest first. Copies are compared with the first of a group, not with each
    other: the ends of a chain of edits may be far apart. The time is linear in the texts.

    >>> story = "开发区今年累计签约前沿科技产业项目150个，涉及投资额2400亿元。"
    >>> groups([("a", story), ("b", "上海今日多云转阴。"), ("c", "据新华社报道，" + story)])
    [['a', 'c'], ['b']]
    """
    found: list[list[K]] = []
    firsts: list[Wording] = []
    table: defaultdict[int, list[tuple[int, Span]]] = defaultdict(list)
    for name, text in texts:
        passage = Wording.of(text)
        likely = candidates(text, lambda key, most: table[key][:most])
        group = next((i for i in likely if alike(passage, firsts[i])), None)
        if group is not None:
            found[group].append(name)
            continue
        for key in keys(text):
            table[key].append((len(firsts), Span(0, len(text))))
        found.append([name])
        firsts.append(passage)
    return found
