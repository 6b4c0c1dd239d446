"""The client against servers on this machine that fail in ways a real one cannot be made to."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from qa.errors import ModelUnreachable
from qa.models import llm
from qa.models.llm import Message
from qa.models.llm.client import OpenAIModel
from qa.settings import Settings
from tests.servers import CUT, SAYS, SERVED, server

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    import stamina

    with stamina.set_testing(True, attempts=3):
        yield


@contextmanager
def model(url: str, **settings: Any) -> Iterator[OpenAIModel]:
    made = OpenAIModel(Settings(base_url=url, **{"model": "m", **settings}))
    try:
        yield made
    finally:
        made.close()


def ask(url: str, **settings: Any) -> llm.Reply:
    with model(url, **settings) as asked:
        return asked.reply([Message("user", "?")], 10)


def test_a_reply_has_text_and_usage_and_no_terminal_escapes() -> None:
    with server((200, SAYS)) as url:
        assert ask(url) == llm.Reply("好。", llm.Usage(1, 7, 2), complete=True)


def test_a_reply_that_was_cut_short_says_so() -> None:
    with server((200, CUT)) as url:
        assert not ask(url).complete


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_is_busy_for_a_moment_is_asked_again(status: int) -> None:
    with server((status, {"error": {"message": "busy"}}), (200, SAYS)) as url:
        assert ask(url).text


FAILURES = [
    (401, {"error": {"message": "bad key"}}, "refuses the key"),
    (404, {"error": {"message": "no such model"}}, "answers 404"),
    (429, {"error": {"message": "rate limit"}}, "answers 429"),
    (429, {"error": {"message": "no money", "code": "insufficient_quota"}}, "answers 429"),
    (500, {"error": {"message": "broken"}}, "answers 500"),
    (400, {"error": {"message": "maximum context length is 8192"}}, "no text that long"),
    (500, {"error": {"message": "input is too large to process"}}, "no text that long"),
    (200, "<html>welcome</html>", "does not speak the OpenAI protocol"),
    (200, {"choices": []}, "does not speak the OpenAI protocol"),
]


@pytest.mark.parametrize(("status", "body", "said"), FAILURES)
def test_what_fails_is_said_in_a_line(status: int, body: Any, said: str) -> None:
    with server((status, body)) as url, pytest.raises(ModelUnreachable) as error:
        ask(url)
    assert said in error.value.message
    assert error.value.hint


def test_a_server_that_is_not_there_is_named() -> None:
    with server((200, SAYS)) as url:
        pass
    with pytest.raises(ModelUnreachable, match="does not answer"):
        ask(url)


def test_a_key_that_was_pasted_badly_is_named() -> None:
    with (
        server((200, SAYS)) as url,
        pytest.raises(ModelUnreachable, match="characters that no key"),
    ):
        ask(url, api_key="sk-密钥")


def test_without_a_name_the_first_model_served_is_taken() -> None:
    with server((200, SERVED)) as url, model(url, model=None) as asked:
        assert asked.name == "m1"


@pytest.mark.parametrize("body", ["<html>welcome</html>", [], {}])
def test_a_list_of_models_that_is_none_is_said_in_a_line(body: Any) -> None:
    with server((200, body)) as url, model(url) as asked, pytest.raises(ModelUnreachable) as error:
        asked.served()
    assert "does not speak the OpenAI protocol" in error.value.message


def test_a_server_without_models_has_none() -> None:
    with server((200, {"object": "list", "data": None})) as url, model(url) as asked:
        assert asked.served() == []


def test_a_closed_model_can_be_asked_again() -> None:
    with server((200, SAYS)) as url, model(url) as asked:
        asked.reply([Message("user", "?")], 10)
        asked.close()
        assert asked.reply([Message("user", "?")], 10).text


def test_without_settings_there_is_no_model() -> None:
    assert llm.choose(Settings()) is None


def test_usages_add_up() -> None:
    assert llm.Usage(1, 7, 2) + llm.Usage(1, 3, 1) == llm.Usage(2, 10, 3)
