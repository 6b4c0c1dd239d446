"""Batches collected from a server that plays them: what is kept, counted, finished, and said."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from qa.errors import UsageError
from qa.models.llm import Usage
from qa.models.prices import Money
from qa.models.usage import Ledger
from tests.batch_server import result, says
from tests.summaries.folder.batch_articles import Runs, key, long, short

if TYPE_CHECKING:
    from pathlib import Path

    from qa.summaries.folder.batch_collection import Collected
    from tests.batch_server import BatchServer

# --- the way it should go ------------------------------------------------------------------


def test_what_is_submitted_is_collected(server: BatchServer) -> None:
    runs = Runs(server, [short("甲"), short("乙")])
    assert runs.submit().requests == 2
    server.finish()
    assert runs.collect().complete
    assert runs.journal.titles == {"甲": "甲", "乙": "乙"}


def test_a_request_is_the_one_that_a_live_call_sends(server: BatchServer) -> None:
    Runs(server, [short("甲")]).submit()
    assert server.requests(server.only()) == {
        key("甲"): {
            "model": "m",
            "messages": [
                {"role": "system", "content": "概括。"},
                {"role": "user", "content": "甲"},
            ],
            "max_tokens": 50,
            "temperature": 0,
        }
    }


def test_a_reply_costs_half_and_is_in_the_ledger(server: BatchServer, tmp_path: Path) -> None:
    runs = Runs(server, [short("甲")], ledger=Ledger(tmp_path))
    runs.all_at_once()
    half = Money(Decimal(25))  # of 40 tokens read and 10 written
    assert runs.journal.done["甲"].usage == Usage(1, 40, 10, cost=half)
    report = Ledger(tmp_path).report()
    assert (report.total.calls, report.total.costs) == (1, (half,))
    assert [purpose for purpose, _ in report.purposes] == ["summarize"]


def test_a_count_that_is_none_is_made_here(server: BatchServer) -> None:
    server.reply = lambda body: (200, {**says("好。"), "usage": {"prompt_tokens": -1}})
    runs = Runs(server, [short("甲")])
    runs.all_at_once()
    assert runs.journal.done["甲"].usage.estimated


def test_what_commands_a_terminal_is_taken_out_of_a_reply(server: BatchServer) -> None:
    server.reply = lambda body: (200, says("好\x1b[31m。"))
    runs = Runs(server, [short("甲")])
    runs.all_at_once()
    assert "\x1b" not in runs.journal.titles["甲"]


def test_a_long_article_needs_a_second_round(server: BatchServer) -> None:
    runs = Runs(server, [long("长"), short("短")])
    first = runs.all_at_once()
    assert (first.done, first.further, first.complete) == (("短",), ("长",), False)
    assert runs.all_at_once().done == ("长",)
    assert runs.journal.titles["长"] == "合：长之一；长之二"


def test_a_repair_is_a_second_round(server: BatchServer) -> None:
    runs = Runs(server, [short("要改")])
    assert runs.all_at_once().further == ("要改",)
    assert runs.all_at_once().complete
    assert runs.journal.titles == {"要改": "改：好要改"}


def test_reprints_are_paid_for_once(server: BatchServer) -> None:
    runs = Runs(server, [short("a.txt", "同文"), short("b.txt", "同文")])
    assert runs.submit().requests == 1
    server.finish()
    assert runs.collect().done == ("a.txt", "b.txt")


def test_a_reply_is_kept_while_another_article_needs_it(server: BatchServer) -> None:
    def later() -> Any:
        first = yield from short("b", "同文")[1]()
        second = yield from short("b", "又一")[1]()
        return second if first else first

    runs = Runs(server, [short("a", "同文"), ("b", later)])
    runs.until_done()
    assert set(server.paid.values()) == {1}


def test_nothing_is_left_in_the_store_at_the_end(server: BatchServer) -> None:
    runs = Runs(server, [long("长"), short("要改")])
    runs.until_done()
    state = json.loads(runs.store.texts["batches"])
    assert (runs.store.replies, state["parts"], state["failures"]) == ({}, [], {})


def test_a_submit_of_nothing_makes_no_batch(server: BatchServer) -> None:
    assert Runs(server, []).submit().batches == ()
    assert server.asked == []


def test_an_article_that_cannot_be_read_does_not_stop_the_others(server: BatchServer) -> None:
    def broken() -> Any:
        raise UsageError("坏.txt: no text")

    runs = Runs(server, [("坏.txt", broken), short("甲")])
    assert runs.submit().failed == (("坏.txt", "坏.txt: no text"),)
    server.finish()
    assert runs.collect().done == ("甲",)
    assert runs.journal.failed == {"坏.txt": "坏.txt: no text"}


# --- batches that end otherwise ------------------------------------------------------------


def test_an_expired_batch_has_what_was_ready(server: BatchServer) -> None:
    runs = Runs(server, [short("甲"), short("乙")])
    runs.submit()
    server.start()
    server.answer(most=1)
    server.expire()
    collected = runs.collect()
    assert collected.done == ("甲",)
    assert collected.failed == (("乙", "This request could not be executed in time."),)
    runs.until_done()
    assert set(server.paid.values()) == {1}


def test_a_cancelled_batch_has_what_was_ready(server: BatchServer) -> None:
    runs = Runs(server, [short("甲"), short("乙")])
    runs.submit()
    server.start()
    server.answer(most=1)
    server.cancel(server.only()["id"])
    assert [each.status for each in runs.collect().batches] == ["cancelling"]
    server.cancelled()
    assert runs.collect().done == ("甲",)
    runs.until_done()


@pytest.mark.parametrize("state", ["expired", "cancelled"])
def test_a_request_without_any_line_has_failed(server: BatchServer, state: str) -> None:
    runs = Runs(server, [short("甲")])
    runs.submit()
    server.only()["status"] = state
    assert state in dict(runs.collect().failed)["甲"]


def test_a_batch_that_is_not_taken_is_said_with_its_line(server: BatchServer) -> None:
    runs = Runs(server, [short("甲"), short("乙")])
    runs.submit()
    server.start(problems=[{"code": "x", "message": "Too long.", "line": 2, "param": None}])
    collected = runs.collect()
    assert collected.problems == ("batch-2: line 2: Too long.",)
    assert dict(collected.failed) == {
        "甲": "the batch was refused: line 2: Too long.",
        "乙": "Too long.",
    }
    runs.until_done()


def test_a_batch_that_is_not_taken_as_a_whole_is_said(server: BatchServer) -> None:
    runs = Runs(server, [short("甲")])
    runs.submit()
    server.start(
        problems=[
            {
                "code": "token_limit_exceeded",
                "message": "Enqueued token limit reached.",
                "line": None,
            }
        ]
    )
    assert dict(runs.collect().failed) == {
        "甲": "the batch was refused: Enqueued token limit reached."
    }


def test_a_request_that_fails_is_told_and_can_be_submitted_again(server: BatchServer) -> None:
    good, server.reply = server.reply, lambda body: (400, {"error": {"message": "No.\x1b[2J"}})
    runs = Runs(server, [short("甲")])
    assert dict(runs.all_at_once().failed) == {"甲": "it was answered 400: No."}
    server.reply = good
    runs.until_done()


def test_half_a_character_in_a_name_or_a_reason_is_no_obstacle(server: BatchServer) -> None:
    good, server.reply = server.reply, lambda body: (400, {"error": {"message": "No\ud83d"}})
    runs = Runs(server, [short("\udcff.txt", "甲")])
    assert runs.all_at_once().failed
    assert runs.collect().failed
    server.reply = good
    runs.until_done()


def test_a_failure_is_told_again_until_it_is_submitted_again(server: BatchServer) -> None:
    server.reply = lambda body: (500, "no body")
    runs = Runs(server, [short("甲")])
    assert runs.all_at_once().failed == runs.collect().failed
    assert runs.journal.failed == {"甲": "it was answered 500: no reason"}
    runs.submit()
    assert runs.collect().failed == ()


def test_results_that_are_gone_can_be_submitted_again(server: BatchServer) -> None:
    runs = Runs(server, [short("甲")])
    runs.submit()
    server.finish()
    del server.files[server.only()["output_file_id"]]
    collected = runs.collect()
    assert collected.problems == ("batch-2: its file file-3 is gone",)
    assert dict(collected.failed) == {"甲": "no answer came back"}


# --- results that are none -----------------------------------------------------------------


def finished(server: BatchServer, *lines: Any) -> tuple[Runs, Collected]:
    """Two articles, 甲 and 乙, whose results are these lines."""
    runs = Runs(server, [short("甲"), short("乙")])
    runs.submit()
    server.finish()
    server.write(server.only(), *lines)
    return runs, runs.collect()


GOOD = result(key("甲"), says("好。"))


@pytest.mark.parametrize(
    "line",
    [b"{", b"[" * 100_000, b"\xff\xfe", b"null", b"7", b'"x"', b"[]", b"{}", b'{"custom_id": 3}'],
)
def test_a_line_that_is_none_is_named_and_the_others_count(
    server: BatchServer, line: bytes
) -> None:
    _, collected = finished(server, line, GOOD)
    assert collected.done == ("甲",)
    assert [each.split(":")[1] for each in collected.problems] == [" line 1 of its results"]
    assert dict(collected.failed) == {"乙": "no answer came back"}


@pytest.mark.parametrize(
    "body",
    [None, "x", [], {}, {"choices": None}, {"choices": [None]}, {"choices": "x"}, {"choices": [{"message": {"content": 3}}]}],
)  # fmt: skip
def test_a_body_that_is_no_reply_is_a_failure(server: BatchServer, body: Any) -> None:
    _, collected = finished(server, GOOD, result(key("乙"), body))
    assert dict(collected.failed) == {"乙": "what came back holds no reply"}


@pytest.mark.parametrize(
    "line",
    [
        {"custom_id": key("乙")},
        {"custom_id": key("乙"), "response": None, "error": None},
        {"custom_id": key("乙"), "response": "x"},
        {"custom_id": key("乙"), "response": {"status_code": True, "body": says("好。")}},
        {"custom_id": key("乙"), "response": {"status_code": "200", "body": says("好。")}},
        {"custom_id": key("乙"), "response": None, "error": "broken"},
        {"custom_id": key("乙"), "response": None, "error": {"code": 7}},
    ],
)
def test_a_line_without_a_good_response_is_a_failure(server: BatchServer, line: Any) -> None:
    runs, collected = finished(server, GOOD, line)
    assert [path for path, _ in collected.failed] == ["乙"]
    assert runs.submit().articles == ("乙",)


def test_an_answer_to_what_was_not_asked_is_said_and_not_kept(server: BatchServer) -> None:
    runs, collected = finished(server, result("else\x1b", says("假。")), GOOD)
    assert "not asked" in collected.problems[0]
    assert "\x1b" not in collected.problems[0]
    assert "else\x1b" not in runs.store.replies


def test_the_first_of_two_answers_is_kept(server: BatchServer, tmp_path: Path) -> None:
    runs, collected = finished(server, GOOD, result(key("甲"), says("又。")))
    assert runs.journal.titles == {"甲": "好。"}
    assert "a second time" in collected.problems[0]


def test_an_answer_after_an_error_counts(server: BatchServer) -> None:
    _, collected = finished(server, result(key("甲"), {}, 500), GOOD)
    assert collected.done == ("甲",)


def test_a_reply_that_was_cut_short_is_known_as_such(server: BatchServer) -> None:
    cut = says("好。")
    cut["choices"][0]["finish_reason"] = "length"
    runs = Runs(server, [long("甲")])
    server.reply = lambda body: (200, cut)
    runs.all_at_once()
    assert not runs.store.replies[key("甲之一")].complete


def test_problems_without_end_are_not_all_told(server: BatchServer) -> None:
    _, collected = finished(server, *[b"{"] * 1000)
    assert len(collected.problems) == 21
    assert collected.problems[-1] == "batch-2: 980 more"
