"""The Files and Batches endpoints of a server: many requests in a file, answered within a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from urllib.parse import quote

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from qa.errors import UsageError
from qa.language.text import printable
from qa.models.llm.batch_lines import ENDPOINT
from qa.models.server import Advice, Patience, Refusal, Server, host

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qa.settings import Settings

T = TypeVar("T")

MOST_REQUESTS = 50_000  # in a file
MOST_BYTES = 200_000_000  # of a file
WINDOW = 24 * 60 * 60  # seconds until a batch is answered, or expires
KEPT = 30 * WINDOW  # seconds until its files are gone

_ADVICE = Advice(
    model="--model",
    address="--base-url",
    key="OPENAI_API_KEY",
    instead="qa summarize without --batch",
    shorter="name a model that reads more with --model",
)
_PATIENCE = Patience(attempts=6, longest=30, total=120, timeouts=True)
_NO_ENDPOINT = frozenset({404, 405, 501})
_NOT_FOUND = 404
# These do not say whether the request was accepted.
_UNCLEAR = frozenset({408, 409})
ENDED = frozenset({"completed", "failed", "expired", "cancelled"})


def _shown(value: Any) -> Any:
    return printable(value) if isinstance(value, str) else value


# Text for a terminal, cleaned before pydantic, which rejects lone surrogates, sees it.
_Text = Annotated[str, BeforeValidator(_shown)]


class _Sent(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Counts(_Sent):
    """The number of requests in a batch, and of those answered or failed."""

    total: int = 0
    completed: int = 0
    failed: int = 0


class Problem(_Sent):
    """A reason why a batch was not accepted, with the line of its file, counted from 1, if any."""

    code: _Text | None = None
    message: _Text | None = None
    line: int | None = None

    def __str__(self) -> str:
        return self.message or self.code or "no reason is given"


class _Problems(_Sent):
    data: tuple[Problem, ...] | None = None


class Batch(_Sent):
    """A batch as the server describes it. Times are seconds since 1970."""

    id: _Text
    status: _Text
    input_file_id: str | None = None
    output_file_id: str | None = None
    error_file_id: str | None = None
    created_at: float | None = None
    expires_at: float | None = None
    request_counts: Counts | None = None
    errors: _Problems | None = None
    metadata: dict[str, Any] | None = None

    @property
    def counts(self) -> Counts:
        return self.request_counts or Counts()

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (self.errors.data if self.errors else None) or ()

    @property
    def ended(self) -> bool:
        """True if nothing more will come of it, and what came can be fetched.

        A batch may be completed before its file of results is named; it has not ended until then.
        """
        return self.status in ENDED and not (self.counts.completed and not self.output_file_id)


class _Page(_Sent):
    data: tuple[Batch, ...] | None = None  # null if there are none
    has_more: bool | None = None


class Batches:
    """The batches at a server; connected on first use."""

    def __init__(self, settings: Settings, patience: Patience = _PATIENCE) -> None:
        self.place = host(settings.base_url) or str(settings.base_url)
        self._server = Server(
            settings.base_url, settings.api_key, settings.timeout, _ADVICE, patience, files=True
        )

    def upload(self, name: str, content: bytes) -> str:
        """Upload a file of requests and return its id.

        Raises ModelUnreachable, or UsageError if the server has no batches.
        """
        made = self._call(
            lambda: self._server.client.files.create(file=(name, content), purpose="batch")
        )
        made_id = getattr(made, "id", None)
        if not isinstance(made_id, str) or not made_id:
            raise self._server.nonsense(made)
        return made_id

    def create(self, file: str, metadata: dict[str, str]) -> Batch:
        """Create a batch of a file. The request is sent once: for an error, see `refused`."""
        request = {
            "input_file_id": file,
            "endpoint": ENDPOINT,
            "completion_window": "24h",
            "metadata": metadata,
        }
        made = self._call(
            lambda: self._server.client.post("/batches", cast_to=object, body=request),
            repeatable=False,
        )
        return self._read(Batch, made)

    def find(self, file: str, metadata: dict[str, str]) -> Batch | None:
        """Find the batch that was made of a file, if any: a file is never used twice.

        A proxy may rename the file; then the batch is found by its metadata.
        """
        for batch in self.all():
            if batch.input_file_id == file or batch.metadata == metadata:
                return batch
        return None

    def all(self) -> Iterator[Batch]:
        """Yield all batches of the account at the server."""
        seen: set[str] = set()
        after: dict[str, str] = {}
        while True:
            options: Any = {"params": {"limit": 100, **after}}
            page = self._read(_Page, self._get("/batches", options))
            fresh = [batch for batch in page.data or () if batch.id not in seen]
            yield from fresh
            # A server that does not know `after` would send the first page for ever.
            if not (page.has_more and fresh):
                return
            seen.update(batch.id for batch in fresh)
            after = {"after": fresh[-1].id}

    def retrieve(self, batch: str) -> Batch | None:
        """Fetch a batch; None if the server has none with that id."""
        try:
            found = self._server.call(lambda: self._ask(f"/batches/{quote(batch, safe='')}", {}))
        except Refusal as refusal:
            if refusal.status == _NOT_FOUND:
                return None
            raise
        return self._read(Batch, found)

    def content(self, file: str) -> bytes | None:
        """Fetch the content of a file; None if the server no longer has it."""
        try:
            return self._server.call(lambda: self._server.client.files.content(file).read())
        except Refusal as refusal:
            if refusal.status == _NOT_FOUND:
                return None
            raise

    def delete(self, file: str) -> None:
        """Make sure that a file is gone, so that no batch can be made of it any more."""
        try:
            self._server.call(lambda: self._server.client.files.delete(file))
        except Refusal as refusal:
            if refusal.status not in _NO_ENDPOINT:
                raise

    def close(self) -> None:
        """Close the connections to the server; the next call reopens them."""
        self._server.close()

    def _get(self, path: str, options: Any) -> object:
        return self._call(lambda: self._ask(path, options))

    def _ask(self, path: str, options: Any) -> object:
        # Not batches.list() and the like, which return a page of HTML as if it were a batch.
        return self._server.client.get(path, cast_to=object, options=options)

    def _call(self, request: Callable[[], T], *, repeatable: bool = True) -> T:
        try:
            return self._server.call(request, repeatable=repeatable)
        except Refusal as refusal:
            if refusal.status not in _NO_ENDPOINT:
                raise
            raise UsageError(
                f"{self._server.place} does not offer batches: {refusal.message}",
                "leave out --batch",
            ) from refusal

    def _read(self, kind: type[_Kind], sent: object) -> _Kind:
        try:
            return kind.model_validate(sent)
        except ValidationError as error:
            raise self._server.nonsense(sent) from error


_Kind = TypeVar("_Kind", bound=_Sent)


def refused(error: Exception) -> bool:
    """Tell whether a server that failed like this has surely not accepted the request.

    A connection that breaks, or a 500, may come after it was accepted.
    """
    if isinstance(error, Refusal):
        return error.status < 500 and error.status not in _UNCLEAR
    return isinstance(error, UsageError)
