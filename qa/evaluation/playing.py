"""Models recorded on a cassette, or played from one without a server, and their corpora."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from qa.corpus.corpus import Corpus
from qa.errors import ModelUnreachable, QaError
from qa.evaluation.changes import asked
from qa.evaluation.vectors import RecordingEmbedder, ReplayingEmbedder
from qa.index import embedding
from qa.index.embedding import Metered
from qa.models.llm import Metering, Request, for_purpose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.evaluation.cassettes import Cassette
    from qa.models.llm import Message, Model, OnText, Reply
    from qa.models.meter import Meter
    from qa.settings import Settings


class ServerFailed(QaError):
    """The error of a server that gave no usable reply in a run that measures.

    It is not a ModelUnreachable: search does without a translation on that one, and the run would
    measure something else.
    """

    exit_code: ClassVar[int] = 4


# --- models ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Live:
    """A model that is asked each time; its failures are raised as ServerFailed."""

    model: Model
    purpose: str = "answer"

    @property
    def name(self) -> str:
        return self.model.name

    def served(self) -> list[str]:
        return self.model.served()

    def close(self) -> None:
        self.model.close()

    def for_(self, purpose: str) -> Live:
        """Return the same model; its calls are counted under this purpose."""
        return replace(self, model=for_purpose(self.model, purpose), purpose=purpose)

    def require_price(self) -> None:
        """Check that a limit can be kept, if there is one. Raises UsageError."""
        if isinstance(self.model, Metering):
            self.model.require_price()

    def reply(
        self, messages: Sequence[Message], max_tokens: int, on_text: OnText | None = None
    ) -> Reply:
        """Return the model's answer. Raises ServerFailed."""
        try:
            return self.model.reply(messages, max_tokens, on_text)
        except ModelUnreachable as error:
            raise ServerFailed(error.message, error.hint) from error


class Recording:
    """A model whose replies are kept on a cassette.

    What is recorded already is played, so that a run that was stopped goes on where it was.
    """

    def __init__(self, model: Model, cassette: Cassette, purpose: str = "answer") -> None:
        self._model = Live(model, purpose)
        self._cassette = cassette

    @property
    def name(self) -> str:
        return self._model.name

    def served(self) -> list[str]:
        return self._model.served()

    def close(self) -> None:
        self._model.close()

    def for_(self, purpose: str) -> Recording:
        """Return the same model; its calls are recorded under this purpose."""
        return Recording(for_purpose(self._model.model, purpose), self._cassette, purpose)

    def require_price(self) -> None:
        """Check that a limit can be kept, if there is one. Raises UsageError."""
        self._model.require_price()

    def reply(
        self, messages: Sequence[Message], max_tokens: int, on_text: OnText | None = None
    ) -> Reply:
        """Return the recorded answer, or else the model's. Raises ServerFailed, OverBudget."""
        call = asked(self.name, Request(tuple(messages), max_tokens, self._model.purpose))
        known = self._cassette.reply(call)
        if known is not None:
            return _told(known, on_text)
        reply = self._model.reply(messages, max_tokens, on_text)
        self._cassette.record(call, reply)
        return reply


class Replaying:
    """A model that replies from a cassette, without a server.

    It has the name of the recorded model, unless another is asked for: then every call misses, and
    says so.
    """

    def __init__(self, cassette: Cassette, name: str = "", purpose: str = "answer") -> None:
        self._cassette = cassette
        self._purpose = purpose
        self.name = name or next(iter(cassette.models()), "nothing recorded")

    def served(self) -> list[str]:
        return self._cassette.models()

    def close(self) -> None:
        """Do nothing: there is nothing to close."""

    def for_(self, purpose: str) -> Replaying:
        """Return the same model, asked for this purpose."""
        return Replaying(self._cassette, self.name, purpose)

    def require_price(self) -> None:
        """Do nothing: a replay costs nothing."""

    def reply(
        self, messages: Sequence[Message], max_tokens: int, on_text: OnText | None = None
    ) -> Reply:
        """Return what the model said when it was recorded. Raises CassetteMiss."""
        call = asked(self.name, Request(tuple(messages), max_tokens, self._purpose))
        known = self._cassette.reply(call)
        if known is None:
            raise self._cassette.missed(call)
        return _told(known, on_text)


def _told(reply: Reply, on_text: OnText | None) -> Reply:
    if on_text:
        for line in reply.text.splitlines(keepends=True):
            on_text(line)
    return reply


# --- corpora -----------------------------------------------------------------------------


def live(settings: Settings, meter: Meter | None = None) -> Corpus:
    """Return a corpus whose model is asked each time."""
    corpus = Corpus(settings, meter=meter)
    if corpus.model is None:
        return corpus
    return Corpus(settings, model=Live(corpus.model), meter=corpus.meter)


def recording(settings: Settings, cassette: Cassette, meter: Meter | None = None) -> Corpus:
    """Return a corpus whose model and server embedders are recorded."""
    corpus = Corpus(settings, meter=meter)
    model = corpus.model
    return Corpus(
        settings,
        model=Recording(model, cassette) if model else None,
        embedders=[
            RecordingEmbedder(one, cassette) if isinstance(one, Metered) else one
            for one in corpus.embedders
        ],
        meter=corpus.meter,
    )


def replaying(settings: Settings, cassette: Cassette) -> Corpus:
    """Return a corpus that needs no server and no key: what was recorded is played."""
    names = [name.strip() for name in settings.embedder.split("+")]
    return Corpus(
        settings,
        model=Replaying(cassette, settings.model or ""),
        embedders=[
            ReplayingEmbedder(cassette, _recorded_name(cassette, name))
            if name.startswith("openai:")
            else embedding.choose(name, settings)
            for name in dict.fromkeys(names)
        ],
    )


def _recorded_name(cassette: Cassette, name: str) -> str:
    """Return the name of the vectors: the embedder's, with the server if that is one's own."""
    recorded = cassette.embedders()
    return next((one for one in recorded if one == name or one.startswith(f"{name}@")), name)
