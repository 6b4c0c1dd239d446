"""The steps of an article, with the replies that are kept: what its summary is, or still asks."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qa.models.llm import Reply, Request
from qa.summaries.summary import Summary

if TYPE_CHECKING:
    from qa.summaries.folder.batch_state import Account

# See `summarization`: lists of requests that may be made at once; their replies in that order.
Steps = Generator[list[Request], list[Reply], Summary]
# The path of an article, and what begins its steps anew.
Article = tuple[str, Callable[[], Steps]]


@dataclass(slots=True)
class Stand:
    """How far an article is: its summary, or the requests that have no reply yet, by key.

    `keys` are all requests that were made on the way.
    """

    summary: Summary | None = None
    missing: dict[str, Request] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)


def advance(begin: Callable[[], Steps], account: Account) -> Stand:
    """How far an article comes with the replies that are kept."""
    stand, steps = Stand(), begin()
    try:
        requests = next(steps)
        while not stand.missing:
            asked = {request.key(account.model): request for request in requests}
            replies = {key: account.store.reply(key) for key in asked}
            stand.keys.update(asked)
            stand.missing = {key: each for key, each in asked.items() if replies[key] is None}
            if not stand.missing:
                kept = (replies[request.key(account.model)] for request in requests)
                requests = steps.send([reply for reply in kept if reply])
    except StopIteration as end:
        stand.summary = end.value
    finally:
        steps.close()
    return stand
