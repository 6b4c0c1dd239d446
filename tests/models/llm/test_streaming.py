"""Streamed replies: what is handed on, what is made of it, and how a stream may fail."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import ModelUnreachable
from qa.language.text import printable
from qa.models.llm import Message, Reply, Usage
from qa.models.llm.client import OpenAIModel
from qa.models.llm.streaming import CHARACTERS_A_TOKEN, Pieces, whole
from qa.settings import Settings
from tests.servers import LAST, NO_OPTIONS, SAYS, USAGE, Stream, server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    import stamina

    with stamina.set_testing(True, attempts=3):
        yield


def ask(
    url: str, on_text: Callable[[str], None] | None = None, *, times: int = 1, timeout: float = 60
) -> Reply:
    made = OpenAIModel(Settings(base_url=url, model="m", timeout=timeout))
    try:
        for _ in range(times):
            reply = made.reply([Message("user", "?")], 10, on_text or (lambda piece: None))
        return reply
    finally:
        made.close()


def handed(*pieces: str) -> tuple[list[str], str]:
    got: list[str] = []
    gathered = Pieces(got.append, 1_000)
    for piece in pieces:
        gathered.add(piece)
    return got, gathered.text


# --- pieces -----------------------------------------------------------------------------------------


@given(st.lists(st.text()))
def test_the_pieces_make_the_printable_text(pieces: list[str]) -> None:
    got, text = handed(*pieces)
    assert text == printable("".join(pieces))
    assert all(piece == printable(piece) for piece in got)


@given(st.text(), st.data())
def test_where_utf16_is_cut_changes_nothing(text: str, data: st.DataObject) -> None:
    units = text.encode("utf-16-le", "surrogatepass")
    halves = [
        units[i : i + 2].decode("utf-16-le", "surrogatepass") for i in range(0, len(units), 2)
    ]
    cut = data.draw(st.integers(0, len(halves)))
    assert handed("".join(halves[:cut]), "".join(halves[cut:]))[1] == printable(text)


def test_a_lone_surrogate_is_replaced() -> None:
    assert handed("a\ude00b")[0] == ["a�b"]


def test_an_escape_in_two_pieces_is_no_escape() -> None:
    assert handed("好\x1b", "[31m")[1] == "好"


def test_a_pair_of_surrogates_is_one_character() -> None:
    assert whole("\ud83d\ude00") == "😀"


# --- replies ----------------------------------------------------------------------------------------


def test_a_streamed_reply_is_whole_in_the_end() -> None:
    got: list[str] = []
    with server((200, Stream.of("签约", "130个。"))) as url:
        reply = ask(url, got.append)
    assert (reply, got) == (
        Reply("签约130个。", Usage(1, 7, 2), complete=True),
        ["签约", "130个。"],
    )


def test_text_is_handed_on_before_the_rest_is_there() -> None:
    came = threading.Event()
    stream = Stream.of("a", lambda: came.wait(10) or pytest.fail("nothing came"), "b")
    with server((200, stream)) as url:
        assert ask(url, lambda piece: came.set()).text == "ab"


def test_without_a_reason_for_its_end_it_was_cut() -> None:
    with server((200, Stream("签约"))) as url:
        assert ask(url) == Reply("签约", Usage(1, 0, 0), complete=False)


def test_without_a_count_the_tokens_are_none() -> None:
    with server((200, Stream("签约", LAST))) as url:
        assert ask(url) == Reply("签约", Usage(1, 0, 0), complete=True)


def test_a_reply_that_is_too_long_is_cut() -> None:
    last = {"choices": [{"index": 0, "finish_reason": "length", "delta": {}}]}
    with server((200, Stream("签约", last))) as url:
        assert not ask(url).complete


@pytest.mark.parametrize("piece", ["x" * CHARACTERS_A_TOKEN, ""])
def test_endless_text_is_stopped(piece: str) -> None:
    most = 10 * CHARACTERS_A_TOKEN
    with server((200, Stream(*[piece] * (most + 1), LAST))) as url:
        reply = ask(url)
    assert (len(reply.text) <= most, reply.complete) == (True, False)


@pytest.mark.parametrize("status", [400, 422])
def test_a_server_that_takes_no_stream_options_is_asked_without(status: int) -> None:
    requests: list[dict[str, Any]] = []

    def answer(request: dict[str, Any]) -> Stream:
        requests.append(request)
        return Stream("好", LAST)

    with server((status, NO_OPTIONS), (200, answer)) as url:
        assert ask(url, times=2).text == "好"
    assert [("stream_options" in r, r["stream"]) for r in requests] == [(False, True)] * 2


def test_a_server_that_does_not_stream_gives_its_text_at_once() -> None:
    got: list[str] = []
    with server((200, SAYS)) as url:
        assert ask(url, got.append) == Reply("好。", Usage(1, 7, 2), complete=True)
    assert got == ["好。"]


# --- failures ---------------------------------------------------------------------------------------


def test_a_reply_broken_off_is_no_answer_and_not_asked_for_again() -> None:
    got: list[str] = []
    with (
        server((200, Stream("签约", dropped=True)), (200, Stream.of("again"))) as url,
        pytest.raises(ModelUnreachable, match="broke off in the middle"),
    ):
        ask(url, got.append)
    assert got == ["签约"]


def test_a_stream_dropped_before_its_text_is_asked_for_again() -> None:
    with server((200, Stream(dropped=True)), (200, Stream.of("again"))) as url:
        assert ask(url).text == "again"


def test_what_is_dropped_after_its_end_is_whole() -> None:
    with server((200, Stream("签约", LAST, dropped=True))) as url:
        assert ask(url).complete


def test_silence_in_the_middle_is_a_timeout() -> None:
    over = threading.Event()
    with server((200, Stream("签约", lambda: over.wait(10), LAST))) as url:
        with pytest.raises(ModelUnreachable, match="timed out"):
            ask(url, timeout=0.2)
        over.set()


FAILURES = [
    (200, Stream(), "does not speak the OpenAI protocol"),
    (200, "<html>welcome</html>", "does not speak the OpenAI protocol"),
    (200, Stream({"error": {"message": "out of memory"}}), "out of memory"),
    (200, Stream("签约", {"error": {"message": "out of memory"}}), "out of memory"),
    (400, {"error": {"message": "maximum context length is 8192"}}, "no text that long"),
    (401, {"error": {"message": "bad key"}}, "refuses the key"),
    (500, {"error": {"message": "broken"}}, "answers 500"),
]


@pytest.mark.parametrize(("status", "body", "said"), FAILURES)
def test_what_fails_is_said_in_a_line(status: int, body: Any, said: str) -> None:
    with server((status, body)) as url, pytest.raises(ModelUnreachable, match=said) as error:
        ask(url)
    assert error.value.hint


def test_the_count_may_come_with_every_piece() -> None:
    chunk = {"choices": [{"index": 0, "delta": {"content": "好"}}], "usage": SAYS["usage"]}
    with server((200, Stream(chunk, {**LAST, "usage": USAGE["usage"]}))) as url:
        assert ask(url).usage == Usage(1, 7, 2)
