"""How far the batches are that were submitted and not yet collected."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.models.llm.batches import ENDED, KEPT, WINDOW
from qa.summaries.folder import batch_state
from qa.summaries.folder.batch_sending import Sending

if TYPE_CHECKING:
    from qa.models.llm.batches import Batch
    from qa.summaries.folder.batch_state import Account, Part, State, Store


@dataclass(frozen=True, slots=True)
class BatchStatus:
    """How far a batch is. Times are in seconds; `problem` is what its user has to do.

    `status` is the server's word, or `elsewhere` (at another server than the one asked), `missing`
    (the server knows of none) or `not made` (a run ended before it was).
    """

    id: str | None
    status: str
    model: str
    server: str
    articles: int
    total: int
    completed: int
    failed: int
    created_at: float
    age: float
    expires_in: float | None
    problem: str = ""


def status(account: Account, now: float | None = None) -> list[BatchStatus]:
    """How far each batch is that was submitted and not yet collected. Raises ModelUnreachable."""
    state = batch_state.load(account.store)
    recover(state, account)
    return [status_of(part, asked(part, account), account, now) for part in state.parts]


def waiting(store: Store) -> frozenset[str]:
    """The articles that have a request in a batch under way: asked live, it is paid for twice."""
    return frozenset(path for part in batch_state.load(store).parts for path in part.articles)


def unmade(state: State, account: Account) -> list[Part]:
    """The parts of which a run that was ended did not write down whether they are a batch."""
    return [p for p in state.parts if p.id is None and p.server == account.client.place]


def recover(state: State, account: Account) -> None:
    """Write down the batches that were made in a run that could not do it."""
    for part in unmade(state, account):
        Sending(part.job, part.model, account.client, account.store, state).recover(part)


def asked(part: Part, account: Account) -> Batch | None:
    """The batch as the server tells of it; None where that is not known."""
    if part.id is None or part.server != account.client.place:
        return None
    return account.client.retrieve(part.id)


def status_of(part: Part, batch: Batch | None, account: Account, now: float | None) -> BatchStatus:
    """How far a batch is, by what the server tells of it."""
    now = time.time() if now is None else now
    word, problem = (batch.status, _unready(batch)) if batch else _absent(part, account)
    created_at = (batch.created_at if batch else None) or part.created_at
    counts = batch.counts if batch else None
    expires_at = (batch.expires_at if batch else None) or created_at + WINDOW
    return BatchStatus(
        id=part.id,
        status=word,
        model=part.model,
        server=part.server,
        articles=len(part.articles),
        total=(counts.total if counts else 0) or len(part.requests),
        completed=counts.completed if counts else 0,
        failed=counts.failed if counts else 0,
        created_at=created_at,
        age=max(0.0, now - created_at),
        expires_in=None if batch is None or batch.ended else max(0.0, expires_at - now),
        problem=problem,
    )


def given_up(part: Part, standing: BatchStatus, now: float | None) -> bool:
    """Whether what a batch has come to will never be known: its results are kept for a month.

    One that is under way is never given up, however old its server says it is.
    """
    age = (time.time() if now is None else now) - part.created_at
    return standing.status in {"missing", *ENDED} and age > WINDOW + KEPT


def _unready(batch: Batch) -> str:
    late = batch.status in ENDED and not batch.ended
    return "the server has not named the file of its results: collect later" if late else ""


def _absent(part: Part, account: Account) -> tuple[str, str]:
    if part.server != account.client.place:
        return "elsewhere", f"it is at {part.server}: name that server with --base-url"
    if part.id is None:
        return "not made", "submit again: --batch submit"
    return "missing", f"{part.server} has no such batch: check OPENAI_API_KEY"
