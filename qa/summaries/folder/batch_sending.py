"""Requests on their way to a batch: each in one, whatever breaks between here and the server.

A file is uploaded, then its id is written down, then a batch is made of it, then its id is
written down. A run may end, and an answer be lost, between any two of them. A file is used for
one batch only, so whether one was made of it can be asked: if not, the file is deleted before
its requests are sent again, and what is still on its way makes no batch of it either.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qa.errors import QaError
from qa.models.llm.batch_lines import line
from qa.models.llm.batches import MOST_BYTES, MOST_REQUESTS, refused
from qa.models.llm.metering import sent, size
from qa.summaries.folder.batch_state import Asked, Part

if TYPE_CHECKING:
    from qa.models.llm import Request
    from qa.models.llm.batches import Batches
    from qa.summaries.folder.batch_state import State, Store

_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold."""

    requests: int = MOST_REQUESTS
    bytes: int = MOST_BYTES


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request that is to be sent, and the articles that wait for it: reprints share one."""

    request: Request
    articles: list[str]


@dataclass(slots=True)
class File:
    """A file of requests that is to be sent."""

    lines: list[bytes] = field(default_factory=list)
    requests: dict[str, Asked] = field(default_factory=dict)
    articles: dict[str, None] = field(default_factory=dict)
    size: int = 0


def files(wanted: dict[str, Wanted], model: str, limits: Limits) -> list[File]:
    """The requests in as few files as the limits allow, in order."""
    made: list[File] = []
    for key, each in wanted.items():
        text = line(key, each.request, model)
        if not made or not _fits(made[-1], len(text), limits):
            made.append(File())
        file, messages = made[-1], each.request.messages
        file.lines.append(text)
        file.size += len(text)
        file.articles.update(dict.fromkeys(each.articles))
        file.requests[key] = Asked(
            sent(messages), size(messages), each.request.max_tokens, each.request.purpose
        )
    return made


def _fits(file: File, more: int, limits: Limits) -> bool:
    return len(file.lines) < limits.requests and file.size + more <= limits.bytes


@dataclass(frozen=True, slots=True)
class Sending:
    """Where files are sent to, for which job, and where that is written down."""

    job: str
    model: str
    client: Batches
    store: Store
    state: State

    def send(self, file: File) -> Part:
        """The batch that was made of a file. Raises ModelUnreachable, or UsageError: no batches."""
        unclear: QaError | None = None
        for _ in range(_ATTEMPTS):
            part = self._uploaded(file)
            try:
                self._note(part, self.client.create(part.file, part.metadata).id)
            except QaError as error:
                if refused(error):
                    self._drop(part)
                    raise
                unclear = error
                if not self.settle(part):
                    continue
            return part
        raise unclear or AssertionError("unreachable")

    def settle(self, part: Part) -> bool:
        """See what became of a part without a batch: one is found, or none can be made any more."""
        if self.recover(part):
            return True
        self.client.delete(part.file)
        if self.recover(part):  # it was made before the file was gone
            return True
        self._drop(part)
        return False

    def recover(self, part: Part) -> bool:
        """Write down the batch that was made of a part, if one was."""
        found = self.client.find(part.file, part.metadata)
        if found:
            self._note(part, found.id)
        return found is not None

    def _uploaded(self, file: File) -> Part:
        self.state.sent += 1
        number = self.state.sent
        name = f"qa-{self.job}-{number}.jsonl"
        part = Part(
            job=self.job,
            number=number,
            model=self.model,
            server=self.client.place,
            file=self.client.upload(name, b"".join(file.lines)),
            created_at=time.time(),
            requests=file.requests,
            # The name of a file may hold a lone surrogate, which no JSON that is read does.
            articles=[path.encode("utf-8", "replace").decode() for path in file.articles],
        )
        self.state.parts.append(part)
        self.state.save(self.store)
        return part

    def _note(self, part: Part, batch: str) -> None:
        part.id = batch
        for key in part.requests:
            self.state.failures.pop(key, None)
        self.state.save(self.store)

    def _drop(self, part: Part) -> None:
        self.state.parts.remove(part)
        self.state.save(self.store)
