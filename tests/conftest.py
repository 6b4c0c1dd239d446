"""Fixtures that every test may use."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.model_server import MODEL, ModelServerError, serve

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class ModelServer:
    """An OpenAI-compatible server, and the name of the model to ask it for."""

    base_url: str
    model: str


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        ours = name.startswith("QA_") and not name.startswith("QA_TEST_")
        if ours or name in {"OPENAI_API_KEY", "OPENAI_BASE_URL"}:
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def model_server() -> Iterator[ModelServer]:
    with ExitStack() as stack:
        try:
            base_url = stack.enter_context(serve())
        except ModelServerError as error:
            pytest.fail(str(error), pytrace=False)
        yield ModelServer(base_url, os.environ.get("QA_TEST_MODEL", MODEL))
