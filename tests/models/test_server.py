"""What chat and embeddings have in common: how a busy server is waited for."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import stamina

from qa.errors import ModelUnreachable
from qa.models.server import Advice, Busy, Patience, Server, host
from tests.servers import SAYS, server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamina.instrumentation import RetryDetails

ADVICE = Advice(model="--m", address="--a", key="KEY", instead="--none", shorter="shorter")
BUSY = {"error": {"message": "busy"}}


@pytest.fixture
def waits() -> Iterator[list[float]]:
    """The seconds that were waited before each further try."""
    seen: list[float] = []

    def note(details: RetryDetails) -> None:
        seen.append(details.wait_for)

    stamina.instrumentation.set_on_retry_hooks([note])
    yield seen
    stamina.instrumentation.set_on_retry_hooks(None)


@contextmanager
def connected(url: str, *, longest: float = 0.02, attempts: int = 2) -> Iterator[Server]:
    patience = Patience(attempts=attempts, longest=longest, total=5, timeouts=False)
    made = Server(url, None, 5, ADVICE, patience)
    yield made
    made.close()


def ask(asked: Server) -> Any:
    return asked.call(lambda: asked.client.get("/x", cast_to=object))


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("header", "waited"), [("0", 0.0), ("120", 0.02)])
def test_a_busy_server_is_waited_for_as_it_asks_but_not_for_minutes(
    waits: list[float], status: int, header: str, waited: float
) -> None:
    with (
        server((status, BUSY, {"Retry-After": header}), (200, SAYS)) as url,
        connected(url) as asked,
    ):
        ask(asked)
    assert waits == [waited]


@pytest.mark.parametrize("header", ["Wed, 21 Oct 2026 07:28:00 GMT", "-1", "nan", "二"])
def test_a_wait_that_is_no_number_of_seconds_is_not_asked_for(
    waits: list[float], header: str
) -> None:
    reply = (429, BUSY, {"Retry-After": header.encode().decode("latin-1")})
    with server(reply, (200, SAYS)) as url, connected(url) as asked:
        ask(asked)
    assert 0 < waits[0] <= 0.02


def test_a_server_that_stays_busy_is_given_up() -> None:
    with server((429, BUSY)) as url, connected(url) as asked, pytest.raises(ModelUnreachable):
        ask(asked)


def test_waiting_prints_nothing() -> None:
    # In a process of its own: pytest handles what is logged in this one.
    program = (
        "from tests.models.test_server import *\n"
        "with server((429, BUSY), (200, SAYS)) as url, connected(url) as asked: ask(asked)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stderr == ""


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (None, "api.openai.com"),
        ("https://api.deepseek.com/v1", "api.deepseek.com"),
        ("https://user:secret@Example.org:8080/v1", "example.org:8080"),
        ("http://[::1]:1/v1", "::1:1"),
        ("localhost:8080/v1", None),
        ("http://a:port/v1", None),
        ("", None),
    ],
)
def test_a_server_is_known_by_its_host(address: str | None, name: str | None) -> None:
    assert host(address) == name


@pytest.mark.parametrize(("status", "tries"), [(429, 2), (500, 1), (503, 1)])
def test_what_may_not_be_repeated_is_asked_again_only_where_it_was_not_taken(
    waits: list[float], status: int, tries: int
) -> None:
    def once(asked: Server) -> Any:
        return asked.call(lambda: asked.client.get("/x", cast_to=object), repeatable=False)

    with (
        server((status, BUSY)) as url,
        connected(url, attempts=2) as asked,
        pytest.raises(ModelUnreachable),
    ):
        once(asked)
    assert len(waits) == tries - 1


def test_who_waits_for_all_its_calls_is_told_at_once_that_a_server_is_busy(
    waits: list[float],
) -> None:
    with server((429, BUSY, {"Retry-After": "7"})) as url:
        patience = Patience(attempts=4, longest=1, total=5, timeouts=False, limits=False)
        asked = Server(url, None, 5, ADVICE, patience)
        with pytest.raises(Busy) as caught:
            ask(asked)
        asked.close()
    assert (caught.value.seconds, caught.value.status, waits) == (7, 429, [])
