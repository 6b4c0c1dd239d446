from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.batch_server import BatchServer, serve
from tests.summaries.folder.batch_articles import connected, echo

if TYPE_CHECKING:
    from collections.abc import Iterator


class Stage:
    """One address for all tests; each plays on a server of its own."""

    def __init__(self) -> None:
        self.server = BatchServer()


@pytest.fixture(scope="session")
def stage() -> Iterator[tuple[Stage, str]]:
    made = Stage()
    with serve(lambda: made.server) as url:
        yield made, url
        connected(url).close()


@pytest.fixture
def server(stage: tuple[Stage, str]) -> BatchServer:
    made, url = stage
    made.server = BatchServer(reply=echo, url=url)
    return made.server
