"""The Files and Batches endpoints: what is sent to them, and what comes that is no batch."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import openai
import pytest

from qa.errors import ModelUnreachable, UsageError
from qa.models import deadline
from qa.models.llm import Message, Request, Usage
from qa.models.llm.batch_lines import Result, line, results
from qa.models.llm.batches import Batches, refused
from qa.models.server import Patience, Refusal
from qa.settings import Settings
from tests.batch_server import ENDPOINT, BatchServer, Fault, lines, result, says, serve
from tests.servers import Sent
from tests.servers import server as answers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KEY = "0" * 64
QUICK = Patience(attempts=2, longest=0.001, total=5, timeouts=False)
REQUEST = Request((Message("user", "有几家？"),), 20)


@contextmanager
def connected(url: str, key: str | None = None) -> Iterator[Batches]:
    made = Batches(Settings(base_url=url, api_key=key, timeout=5), QUICK)
    yield made
    made.close()


@pytest.fixture
def played() -> Iterator[tuple[BatchServer, Batches]]:
    server = BatchServer()
    with serve(lambda: server) as url, connected(url) as client:
        server.url = url
        yield server, client


# --- what is sent --------------------------------------------------------------------------


def test_a_file_arrives_as_it_is(played: tuple[BatchServer, Batches]) -> None:
    server, client = played
    content = "a\r\n\u2028企业\n\n--x--\n".encode()
    made = client.upload("qa-1.jsonl", content)
    assert (server.files[made], server.names[made]) == (content, "qa-1.jsonl")


def test_a_batch_is_of_its_file_and_knows_its_job(played: tuple[BatchServer, Batches]) -> None:
    server, client = played
    file = client.upload("a.jsonl", line(KEY, REQUEST, "m"))
    made = client.create(file, {"qa_job": "j", "qa_part": "1"})
    assert server.only()["metadata"] == {"qa_job": "j", "qa_part": "1"}
    assert (made.input_file_id, made.status, made.counts.total) == (file, "validating", 1)
    assert client.retrieve(made.id) == made


def test_the_openai_client_reads_the_batches_of_the_test_server(
    played: tuple[BatchServer, Batches],
) -> None:
    server, client = played
    file = client.upload("a.jsonl", line(KEY, REQUEST, "m"))
    client.create(file, {})
    with openai.OpenAI(api_key="k", base_url=server.url, max_retries=0) as theirs:
        (listed,) = theirs.batches.list()
        assert theirs.batches.cancel(listed.id).status == "cancelling"
        server.start()
        server.cancelled()
        ended = theirs.batches.retrieve(listed.id)
        assert (ended.status, ended.request_counts.failed) == ("cancelled", 1)  # type: ignore[union-attr]
        assert KEY in theirs.files.content(ended.error_file_id or "").text


def test_the_key_is_sent() -> None:
    seen: list[str] = []
    server = BatchServer()
    with (
        serve(lambda: server, lambda headers: seen.append(headers["Authorization"])) as url,
        connected(url, "sk-1") as client,
    ):
        assert list(client.all()) == []
        client.create(client.upload("a.jsonl", b""), {})
    assert seen == ["Bearer sk-1"] * 3


def test_a_line_is_one_line_of_ascii() -> None:
    said = "企业\u2028\n\x85二"
    sent = line(KEY, Request((Message("user", said),), 20), "m")
    assert sent.isascii()
    assert sent.count(b"\n") == 1
    whole = json.loads(sent)
    assert (whole["custom_id"], whole["method"], whole["url"]) == (KEY, "POST", ENDPOINT)
    assert whole["body"]["messages"] == [{"role": "user", "content": said}]


def test_half_a_character_does_not_spoil_a_file() -> None:
    sent = line(KEY, Request((Message("user", "a\ud83d"),), 20), "m")
    assert json.loads(sent)["body"]["messages"][0]["content"] == "a?"


# --- what comes ----------------------------------------------------------------------------


def test_a_result_is_the_reply_of_a_live_call() -> None:
    (one,) = results(lines(result(KEY, says(" 三家。\x1b[2J "))))
    reply = one.reply(20)
    assert reply is not None
    assert (reply.text, reply.usage, reply.complete) == ("三家。", Usage(1, 40, 10), True)


def test_a_reply_longer_than_was_asked_for_is_cut() -> None:
    (one,) = results(lines(result(KEY, says("三" * 1000))))
    reply = one.reply(2)
    assert reply is not None
    assert (len(reply.text), reply.complete) == (64, False)


def test_blank_lines_are_none_and_lines_are_counted_with_them() -> None:
    good = lines(result(KEY, says("好。")))
    found = list(results(b"\n" + good.replace(b"\n", b"\r\n") + b" \n{"))
    assert [(each.line, each.key, each.problem) for each in found] == [
        (2, KEY, ""),
        (4, None, "it is no JSON"),
    ]


def test_a_failed_result_has_no_reply() -> None:
    assert Result(1, KEY, problem="it failed").reply(20) is None


PAGE = "<html>hello</html>"


@pytest.mark.parametrize("sent", [PAGE, {}, {"id": 3}, {"object": "batch"}, [], 7, None])
@pytest.mark.parametrize(
    "ask", [lambda client: client.create("f", {}), lambda client: client.retrieve("b")]
)
def test_what_is_no_batch_is_an_error(sent: Any, ask: Callable[[Batches], Any]) -> None:
    with answers((200, sent)) as url, connected(url) as client, pytest.raises(ModelUnreachable):
        ask(client)


@pytest.mark.parametrize("sent", [PAGE, {}, {"id": None}])
def test_an_upload_that_is_answered_without_an_id_is_an_error(sent: Any) -> None:
    with playing(lambda *_: (200, sent)) as client, pytest.raises(ModelUnreachable):
        client.upload("a.jsonl", b"{}\n")


@contextmanager
def playing(handle: Callable[..., tuple[int, Any]]) -> Iterator[Batches]:
    """A server that answers so, whatever it is asked."""
    server = BatchServer()
    server.handle = handle  # type: ignore[method-assign]
    with serve(lambda: server) as url, connected(url) as client:
        yield client


def test_a_list_that_is_null_is_empty() -> None:
    with playing(lambda *_: (200, {"data": None})) as client:
        assert list(client.all()) == []


def test_a_list_that_never_ends_ends() -> None:
    page = {"data": [{"id": "b", "status": "completed"}], "has_more": True}
    with playing(lambda *_: (200, page)) as client:
        assert [batch.id for batch in client.all()] == ["b"]


def test_a_list_goes_over_all_its_pages() -> None:
    server = BatchServer()
    server.batches = {f"b{n}": {"id": f"b{n}", "status": "completed"} for n in range(250)}
    with serve(lambda: server) as url, connected(url) as client:
        assert len({batch.id for batch in client.all()}) == 250
    assert len(server.asked) == 3


def test_what_a_server_calls_a_batch_commands_no_terminal() -> None:
    sent = {
        "id": "b\x1b[2J",
        "status": "new\x1b[31m",
        "errors": {"data": [{"message": "\x1b]0;x\ud83d"}]},
    }
    with playing(lambda *_: (200, sent)) as client:
        batch = client.retrieve("b")
    assert batch is not None
    assert "\x1b" not in f"{batch.id}{batch.status}{batch.problems[0]}"


@pytest.mark.parametrize("status", ["validating", "in_progress", "finalizing", "cancelling", "new"])
def test_a_batch_that_is_under_way_has_not_ended(status: str) -> None:
    with playing(lambda *_: (200, {"id": "b", "status": status})) as client:
        batch = client.retrieve("b")
    assert batch is not None
    assert not batch.ended


def test_what_is_not_there_is_none(played: tuple[BatchServer, Batches]) -> None:
    _, client = played
    assert client.retrieve("batch-7") is None
    assert client.content("file-7") is None
    client.delete("file-7")


def test_a_file_that_breaks_off_is_asked_for_again() -> None:
    whole = b'{"a": 1}\n' * 100
    with (
        answers(
            (200, Sent(whole[:50], length=len(whole))), (200, Sent(whole, length=len(whole)))
        ) as url,
        connected(url) as client,
    ):
        assert client.content("f") == whole


def test_a_file_may_be_larger_than_a_reply(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "_LARGEST", 50)
    with answers((200, Sent(b"x" * 100, length=100))) as url, connected(url) as client:
        assert client.content("f") == b"x" * 100


def test_a_file_that_does_not_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "_LARGEST_FILE", 50)
    with (
        answers((200, Sent(b"x" * 100, length=100))) as url,
        connected(url) as client,
        pytest.raises(ModelUnreachable, match="does not end"),
    ):
        client.content("f")


# --- whether it was taken ------------------------------------------------------------------


@pytest.mark.parametrize(("status", "surely"), [(400, True), (401, True), (429, True), (408, False), (409, False), (500, False), (503, False)])  # fmt: skip
def test_what_a_status_says_of_a_batch_that_was_asked_for(status: int, surely: bool) -> None:
    assert refused(Refusal("x", "", status)) is surely


def test_a_broken_connection_does_not_say_that_nothing_was_made() -> None:
    assert not refused(ModelUnreachable("x"))


@pytest.mark.parametrize(("fault", "asked"), [(Fault(429), 2), (Fault(500), 1), (Fault(), 1)])
def test_a_batch_is_asked_for_again_only_where_it_was_not_taken(
    played: tuple[BatchServer, Batches], fault: Fault, asked: int
) -> None:
    server, client = played
    server.faults["POST /batches"] = [fault] * 9
    with pytest.raises(ModelUnreachable):
        client.create("f", {})
    assert len(server.asked) == asked


@pytest.mark.parametrize("status", [404, 405, 501])
def test_a_server_that_has_no_files_has_no_batches(status: int) -> None:
    said = {"error": {"message": "File Not Found"}}
    with (
        playing(lambda *_: (status, said)) as client,
        pytest.raises(UsageError, match="does not offer batches") as error,
    ):
        client.upload("a.jsonl", b"{}\n")
    assert error.value.hint == "leave out --batch"
