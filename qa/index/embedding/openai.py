"""Embeddings from any server that speaks OpenAI's protocol: OpenAI, Ollama, vLLM, llama.cpp."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from qa.errors import ModelUnreachable, UsageError
from qa.models import tokens
from qa.models.meter import Call, Meter
from qa.models.server import OPENAI, Advice, Patience, Refusal, Server, host
from qa.models.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from openai.types import CreateEmbeddingResponse, Embedding

    from qa.index.embedding import Remember
    from qa.index.embedding.use import UniversalSentenceEncoder
    from qa.models.prices import Money
    from qa.settings import Settings

DIMENSIONS = {
    "text-embedding-3-small": 1536,
    "text-embedding-3-large": 3072,
    "text-embedding-ada-002": 1536,
}

# OpenAI takes 2,048 inputs and 300,000 tokens per request and 8,191 tokens per input, counted
# with cl100k_base; for Chinese that is up to 1.75 times the count of o200k_base.
REQUEST_INPUTS = 2_048
REQUEST_TOKENS = 150_000
INPUT_TOKENS = 4_096  # the largest chunk that can be set
_INPUT_CHARACTERS = 32_768  # 4,096 tokens of English are 20,000; spares counting a megabyte

# Neither a used-up quota per minute nor one slow reply may end an index run.
_PATIENCE = Patience(attempts=8, longest=60, total=300, timeouts=True)
_TAKES_LESS = {400, 413, 422}


class OpenAIEmbedder:
    """An embedding model behind an OpenAI-compatible address; connected on the first request.

    Passages have no rows for their sentences, which would double the cost. `use` makes the
    vectors to compare sentences with one another (`encode`).
    """

    def __init__(
        self,
        model: str,
        settings: Settings,
        remembered: Remember,
        meter: Meter | None = None,
    ) -> None:
        address = settings.embedding_base_url or settings.base_url
        own = "embedding_base_url" if settings.embedding_base_url else "base_url"
        place = _host(address, own)
        key = settings.embedding_api_key or _shared_key(settings)
        if place == OPENAI and not key:
            raise UsageError(
                f"--embedder openai:{model}: there is no key, and no server of your own",
                "set OPENAI_API_KEY, or name a server with --base-url",
            )
        self.name = f"openai:{model}" if place == OPENAI else f"openai:{model}@{place}"
        self.model = model
        self.tokens_sent = 0
        self._at_openai = place == OPENAI
        self._meter = meter or Meter()
        self._call = Call("embed", model, place)
        self._remembered = remembered
        self._most = REQUEST_INPUTS
        self._server = Server(address, key, settings.timeout, _advice(own), _PATIENCE)

    spawned_as = None  # it only waits for a server

    @cached_property
    def dimensions(self) -> int:
        """The dimensions of its vectors: known, or kept in the index, or asked of the server."""
        known = DIMENSIONS.get(self.model) if self._at_openai else None
        return known or self._remembered(self.name) or self._rows(["test"]).shape[1]

    def cost(self, count: int) -> Money | None:
        """Return the cost of so many tokens; None if the price is not known."""
        price = self._meter.price(self._call.model, self._call.server)
        return price.of(Tokens(count)) if price else None

    def require_price(self) -> None:
        """Check that a limit on spending, if there is one, can be kept. Raises UsageError."""
        self._meter.require(self._call.model, self._call.server, output=False)

    def close(self) -> None:
        """Close the connections to the server; the next call opens them again."""
        self._server.close()

    def query(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self._vectors([text])[0]
        return vector

    def passages(self, passages: Sequence[Sequence[str]]) -> list[NDArray[np.float32]]:
        if not passages:
            return []
        vectors = self._vectors([" ".join(sentences) for sentences in passages])
        return [vector[None, :] for vector in vectors]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._use.encode(texts)

    @cached_property
    def _use(self) -> UniversalSentenceEncoder:
        """The encoder that compares a hundred or more sentences and clauses with the question.

        Their weights were fitted to its cosines. Those of other models are higher or lower, and
        a probability made from them would refuse too little or too much.
        """
        from qa.index.embedding.use import UniversalSentenceEncoder

        return UniversalSentenceEncoder()

    def _vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        rows = np.vstack([self._halved(batch) for batch in batches([_sendable(t) for t in texts])])
        if rows.shape[1] != self.dimensions:
            raise ModelUnreachable(
                f"{self._server.place}: the vectors of {self.model} have {rows.shape[1]}"
                f" dimensions, not {self.dimensions} as before",
                "serve the model that was indexed with, or index into another folder: --index",
            )
        return rows

    def _halved(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors, in several requests if the server takes, say, 10 or 32 texts only."""
        import numpy as np

        parts = [texts[i : i + self._most] for i in range(0, len(texts), self._most)]
        if len(parts) > 1:
            return np.vstack([self._halved(part) for part in parts])
        try:
            return self._rows(texts)
        except Refusal as refusal:
            if refusal.status not in _TAKES_LESS or len(texts) == 1:
                raise
        self._most = (len(texts) + 1) // 2
        return self._halved(texts)

    def _rows(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of the texts of one request, of length 1. Raises OverBudget."""
        with self._meter.call(self._call, lambda: Tokens(tokens.at_most(texts))) as bill:
            try:
                response = self._server.call(lambda: self._embedded(texts))
            except ModelUnreachable as error:
                if error.spent:
                    bill.charge(Tokens(sum(map(tokens.count, texts))), estimated=True)
                raise
            if getattr(response, "data", None):  # a page of HTML took no tokens
                counted, estimated = _counted(response, texts)
                self.tokens_sent += counted.input
                bill.charge(counted, estimated=estimated)
        try:
            return _unit_vectors(response.data, len(texts))
        except (AttributeError, TypeError, ValueError) as error:
            raise self._unusable(response, error) from error

    def _embedded(self, texts: Sequence[str]) -> CreateEmbeddingResponse:
        return self._server.client.embeddings.create(
            model=self.model,
            input=list(texts),
            # base64 takes fewer bytes, but not every server has it. The format is always
            # named, so that the client does not decode the reply: it fails on a page of HTML.
            encoding_format="base64" if self._at_openai else "float",
        )

    def _unusable(self, response: object, error: Exception) -> ModelUnreachable:
        if not getattr(response, "data", None):
            return self._server.nonsense(response)
        return ModelUnreachable(
            f"{self._server.place}: the embeddings of {self.model} are not usable: {error}",
            "name another model, or use --embedder use",
        )


# --- the server ----------------------------------------------------------------------------


def _host(address: str | None, setting: str) -> str:
    found = host(address)
    if not found:
        raise UsageError(
            f"{setting} {address}: this is no address", "like http://127.0.0.1:8080/v1"
        )
    return found


def _shared_key(settings: Settings) -> str | None:
    """Return the chat server's key, unless a different server would get it."""
    if settings.embedding_base_url is None:
        return settings.api_key
    chat = _host(settings.base_url, "base_url")
    same = chat == _host(settings.embedding_base_url, "embedding_base_url")
    return settings.api_key if same else None


def _advice(setting: str) -> Advice:
    own = setting == "embedding_base_url"
    return Advice(
        model="--embedder",
        address="QA_EMBEDDING_BASE_URL" if own else "--base-url",
        key="QA_EMBEDDING_API_KEY" if own else "OPENAI_API_KEY",
        instead="--embedder use",
        shorter="index smaller chunks: QA_CHUNK_TOKENS=128",
    )


# --- what is sent --------------------------------------------------------------------------


def batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Split the texts into requests of at most REQUEST_INPUTS texts and REQUEST_TOKENS tokens."""
    start, used = 0, 0
    for end, text in enumerate(texts):
        size = tokens.count(text)
        if end > start and (end - start == REQUEST_INPUTS or used + size > REQUEST_TOKENS):
            yield texts[start:end]
            start, used = end, 0
        used += size
    yield texts[start:]


def _sendable(text: str) -> str:
    """Cut a text to the beginning that can be sent, in whole characters and never empty.

    >>> _sendable("")
    ' '
    """
    text = text[:_INPUT_CHARACTERS].encode("utf-8", "replace").decode() or " "  # no lone surrogates
    short, long = 0, len(text)
    if tokens.count(text) <= INPUT_TOKENS:
        return text
    while long - short > 1:
        middle = (short + long) // 2
        if tokens.count(text[:middle]) <= INPUT_TOKENS:
            short = middle
        else:
            long = middle
    return text[:short]


# --- what comes back -----------------------------------------------------------------------


def _unit_vectors(data: Sequence[Embedding], count: int) -> NDArray[np.float32]:
    import numpy as np

    rows = np.array([_vector(item) for item in _in_order(data, count)])
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    if rows.ndim != 2 or not (np.isfinite(lengths).all() and lengths.all()):
        raise ValueError("one is NaN, all zeros, or no vector at all")
    return np.asarray(rows / lengths, dtype=np.float32)


def _in_order(data: Sequence[Embedding], count: int) -> list[Embedding]:
    """Sort the embeddings into the order of the texts."""
    ordered = sorted(data, key=lambda item: item.index)
    if [item.index for item in ordered] != list(range(count)):
        raise ValueError(f"{len(ordered)} for {count} texts, or not numbered from 0")
    return ordered


def _vector(item: Embedding) -> NDArray[np.float32]:
    """Return a vector from floats, or from base64 of little-endian floats if that was sent."""
    import base64

    import numpy as np

    packed: object = item.embedding
    if isinstance(packed, str):
        return np.frombuffer(base64.b64decode(packed), dtype="<f4")
    return np.asarray(packed, dtype=np.float32)


# No tokenizer makes more tokens than bytes, except for a few that begin and end each text.
_MORE_THAN_SENT = 100


def _counted(response: CreateEmbeddingResponse, texts: Sequence[str]) -> tuple[Tokens, bool]:
    """Return how many tokens were sent, and True if estimated because no count can be used."""
    said = tokens.reported(getattr(response, "usage", None))
    most = sum(len(text.encode("utf-8", "replace")) + _MORE_THAN_SENT for text in texts)
    if said and said.input <= most:
        return Tokens(said.input), False
    return Tokens(sum(map(tokens.count, texts))), True
