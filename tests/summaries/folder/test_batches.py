"""Batches against a server that plays them: what is kept, counted, finished, and said."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from qa.errors import ModelUnreachable, OverBudget, UsageError
from qa.models.llm import Usage
from qa.models.prices import Money
from qa.models.usage import Ledger
from qa.summaries.folder.batch_sending import Limits
from qa.summaries.folder.batch_status import status, waiting
from qa.summaries.folder.batches import Collected, Submitted, collect, submit
from tests.batch_server import CREATED, DAY, DROPPED, ENDPOINT, LOST, Fault, result, says
from tests.summaries.folder.batch_articles import (
    Journal,
    Store,
    account,
    key,
    long,
    restarted,
    short,
)

if TYPE_CHECKING:
    from pathlib import Path

    from qa.summaries.folder.batch_status import BatchStatus
    from qa.summaries.folder.batch_steps import Article
    from tests.batch_server import BatchServer

LATER = 4_000_000_000  # long after the files of a batch made today are gone


@dataclass
class Runs:
    """Runs of the command over one folder, each in a process of its own."""

    server: BatchServer
    todo: list[Article]
    store: Store = field(default_factory=Store)
    journal: Journal = field(default_factory=Journal)
    ledger: Ledger | None = None

    def submit(self, limits: Limits | None = None, limit: int | None = None) -> Submitted:
        self.store = restarted(self.store)
        to = account(self.server.url, self.store, ledger=self.ledger, limit=limit)
        return submit(self.journal.left(self.todo), to, limits)

    def collect(self, now: float | None = None) -> Collected:
        self.store = restarted(self.store)
        to = account(self.server.url, self.store, ledger=self.ledger)
        told = self.journal
        told.failed.clear()
        left = told.left(self.todo)
        return collect(left, to, told.done.__setitem__, told.failed.__setitem__, now)

    def status(self, now: float | None = None) -> list[BatchStatus]:
        to = account(self.server.url, restarted(self.store))
        return status(to, now)

    def all_at_once(self) -> Collected:
        self.submit()
        self.server.finish()
        return self.collect()

    def until_done(self, most: int = 6) -> None:
        for _ in range(most):
            if self.all_at_once().complete:
                return
        raise AssertionError(f"not done after {most} rounds")


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


# --- many requests -------------------------------------------------------------------------


def sizes(server: BatchServer) -> list[int]:
    return [len(server.requests(batch)) for batch in server.batches.values()]


def test_a_file_holds_no_more_requests_than_it_may(server: BatchServer) -> None:
    runs = Runs(server, [short(str(n)) for n in range(5)])
    assert len(runs.submit(Limits(requests=2)).batches) == 3
    assert sizes(server) == [2, 2, 1]


def test_a_file_holds_no_more_bytes_than_it_may(server: BatchServer) -> None:
    todo = [short(str(n)) for n in range(5)]
    Runs(server, todo[:1]).submit()
    (one,) = map(len, server.files.values())
    server.batches.clear()
    Runs(server, todo).submit(Limits(bytes=3 * one))
    assert sizes(server) == [3, 2]


def test_many_batches_are_collected_as_they_end(server: BatchServer) -> None:
    runs = Runs(server, [short("甲"), short("乙")])
    runs.submit(Limits(requests=1))
    server.start()
    server.answer()
    first, second = server.batches.values()
    second["status"] = "validating"
    server._end(first, "completed", "")
    collected = runs.collect()
    assert (collected.done, collected.waiting) == (("甲",), ("乙",))


# --- what is under way ---------------------------------------------------------------------


def test_what_is_in_a_batch_is_not_submitted_again(server: BatchServer) -> None:
    runs = Runs(server, [short("甲")])
    runs.submit()
    runs.todo.append(short("乙"))
    second = runs.submit()
    assert (second.articles, second.waiting) == (("乙",), ("甲",))
    assert sizes(server) == [1, 1]


def test_what_has_its_reply_is_not_submitted_again(server: BatchServer) -> None:
    runs = Runs(server, [long("长")])
    runs.all_at_once()
    assert runs.submit().requests == 1  # what its sections say in one


def test_a_collect_before_the_end_says_how_far_it_is(server: BatchServer) -> None:
    runs = Runs(server, [short("甲")])
    runs.submit()
    server.start()
    collected = runs.collect()
    assert (collected.complete, collected.waiting) == (False, ("甲",))
    assert [each.status for each in collected.batches] == ["in_progress"]


def test_a_second_collect_changes_nothing(server: BatchServer, tmp_path: Path) -> None:
    runs = Runs(server, [short("甲")], ledger=Ledger(tmp_path))
    runs.all_at_once()
    before = runs.store.texts, runs.store.replies
    assert runs.collect() == Collected(0, (), (), (), (), (), ())
    assert (runs.store.texts, runs.store.replies) == before
    assert Ledger(tmp_path).report().total.calls == 1


def test_the_status_has_counts_age_and_end(server: BatchServer) -> None:
    runs = Runs(server, [short("甲"), short("乙")])
    runs.submit()
    server.start()
    server.only()["request_counts"] |= {"completed": 1}
    (one,) = runs.status(CREATED + 3600)
    assert (one.id, one.status, one.articles) == ("batch-2", "in_progress", 2)
    assert (one.total, one.completed, one.failed) == (2, 1, 0)
    assert (one.age, one.expires_in) == (3600, DAY - 3600)


def test_the_articles_of_batches_under_way_are_known(server: BatchServer) -> None:
    runs = Runs(server, [short("甲")])
    runs.submit()
    assert waiting(runs.store) == {"甲"}


def test_a_batch_of_another_server_is_left_alone(server: BatchServer) -> None:
    runs = Runs(server, [short("甲")])
    runs.submit()
    here = server.url.split("/")[2]
    runs.store.texts["batches"] = runs.store.texts["batches"].replace(here, "example.org")
    collected = runs.collect()
    assert [each.status for each in collected.batches] == ["elsewhere"]
    assert "--base-url" in collected.batches[0].problem
    assert runs.submit().waiting == ("甲",)


def test_a_batch_that_the_server_does_not_know_is_not_paid_for_again(server: BatchServer) -> None:
    runs = Runs(server, [short("甲")])
    runs.submit()
    server.batches.clear()  # as for the key of another account
    assert [each.status for each in runs.collect().batches] == ["missing"]
    assert runs.submit().requests == 0


def test_a_batch_is_given_up_when_nobody_can_have_its_results(server: BatchServer) -> None:
    runs = Runs(server, [short("甲")])
    runs.submit()
    server.batches.clear()
    assert "no results any more" in dict(runs.collect(now=LATER).failed)["甲"]
    assert runs.submit().requests == 1


def test_results_that_are_not_named_yet_are_waited_for(server: BatchServer) -> None:
    runs = Runs(server, [short("甲")])
    runs.submit()
    server.finish()
    batch = server.only()
    output = batch.pop("output_file_id")
    assert runs.collect().waiting == ("甲",)
    batch["output_file_id"] = output
    assert runs.collect().complete


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


# --- servers that break --------------------------------------------------------------------

UPLOAD, CREATE, LIST = "POST /files", "POST /batches", "GET /batches"
RETRIEVE, CONTENT = "GET /batches/*", "GET /files/*/content"


@pytest.mark.parametrize(
    "fault", [Fault(429), Fault(500), Fault(503), DROPPED, LOST, Fault(500, handled=True)]
)
@pytest.mark.parametrize("endpoint", [UPLOAD, CREATE, RETRIEVE, CONTENT])
def test_one_fault_is_got_over_and_nothing_is_paid_for_twice(
    server: BatchServer, endpoint: str, fault: Fault
) -> None:
    server.faults[endpoint] = [fault]
    runs = Runs(server, [short("甲")])
    assert runs.all_at_once().complete
    assert server.paid == {key("甲"): 1}
    assert not server.faults[endpoint]


@pytest.mark.parametrize("fault", [Fault(429), Fault(500), DROPPED, LOST])
@pytest.mark.parametrize("endpoint", [UPLOAD, CREATE, RETRIEVE, CONTENT])
def test_a_server_that_stays_broken_is_an_error_and_the_same_command_goes_on(
    server: BatchServer, endpoint: str, fault: Fault
) -> None:
    server.faults[endpoint] = [fault] * 40
    runs = Runs(server, [short("甲")])
    # What is made of a file whose answer is lost is found each time.
    if (endpoint, fault) != (CREATE, LOST):
        with pytest.raises(ModelUnreachable):
            runs.all_at_once()
    server.faults.clear()
    runs.until_done()
    assert server.paid == {key("甲"): 1}


def test_a_batch_that_was_made_and_not_answered_is_found_on_the_second_page(
    server: BatchServer,
) -> None:
    server.faults[CREATE] = [LOST]
    server.faults[LIST] = [Fault(500)] * 9
    runs = Runs(server, [short("甲")])
    with pytest.raises(ModelUnreachable):
        runs.submit()
    server.faults.clear()
    made = server.only()
    others = {
        f"other-{n}": {**made, "id": f"other-{n}", "input_file_id": "f", "metadata": None}
        for n in range(150)
    }
    server.batches |= others
    assert runs.submit().waiting == ("甲",)
    assert [each.id for each in runs.status()] == [made["id"]]


def test_a_batch_is_known_by_its_metadata_where_a_proxy_renames_files(server: BatchServer) -> None:
    server.faults[CREATE] = [LOST]
    server.faults[LIST] = [DROPPED] * 2
    runs = Runs(server, [short("甲")])
    with pytest.raises(ModelUnreachable):
        runs.submit()
    server.only()["input_file_id"] = "renamed"
    assert runs.submit().waiting == ("甲",)


def test_of_a_file_that_was_left_behind_no_batch_can_be_made_any_more(server: BatchServer) -> None:
    server.faults[CREATE] = [DROPPED]
    server.faults[LIST] = [DROPPED] * 2
    runs = Runs(server, [short("甲")])
    with pytest.raises(ModelUnreachable):
        runs.submit()
    (left,) = server.files
    assert [each.status for each in runs.status()] == ["not made"]
    assert runs.collect().further == ("甲",)
    runs.submit()
    assert left not in server.files


def test_a_batch_that_is_made_late_is_found_after_its_file_is_deleted(server: BatchServer) -> None:
    request = json.dumps(
        {"completion_window": "24h", "endpoint": ENDPOINT, "input_file_id": "file-1"}
    )
    delete = server.delete

    def late(file: str, **given: Any) -> Any:
        server.create(content=request.encode())  # it was on its way for that long
        return delete(file, **given)

    server.delete = late  # type: ignore[method-assign]
    server.faults[CREATE] = [DROPPED]
    assert Runs(server, [short("甲")]).submit().batches == (server.only()["id"],)


@pytest.mark.parametrize("status", [404, 405, 501])
@pytest.mark.parametrize("endpoint", [UPLOAD, CREATE])
def test_a_server_without_batches_is_told_from_one_that_is_broken(
    server: BatchServer, endpoint: str, status: int
) -> None:
    server.faults[endpoint] = [Fault(status)] * 9
    runs = Runs(server, [short("甲")])
    with pytest.raises(UsageError, match="does not offer batches") as error:
        runs.submit()
    assert error.value.hint == "leave out --batch"
    assert runs.store.texts.get("batches", "") == "" or waiting(runs.store) == frozenset()


def test_a_file_that_is_refused_is_no_batch(server: BatchServer) -> None:
    server.faults[CREATE] = [Fault(400)]
    runs = Runs(server, [short("甲")])
    with pytest.raises(ModelUnreachable, match="400"):
        runs.submit()
    assert waiting(runs.store) == frozenset()


def test_a_state_that_cannot_be_read_is_said(server: BatchServer) -> None:
    runs = Runs(server, [short("甲")], Store(texts={"batches": '{"version": 2}'}))
    with pytest.raises(UsageError, match="version"):
        runs.submit()


# --- limits --------------------------------------------------------------------------------


def test_a_batch_that_may_cost_more_than_the_limit_is_not_sent(server: BatchServer) -> None:
    runs = Runs(server, [short("甲"), short("乙")])
    # Each: 50 tokens at most to write; 概括。 and a word to read, at 1.75 times our count.
    with pytest.raises(OverBudget, match="a batch of 2"):
        runs.submit(limit=60)
    assert server.asked == []


def test_a_limit_is_held_against_the_price_of_a_batch(server: BatchServer) -> None:
    submitted = Runs(server, [short("甲"), short("乙")]).submit(limit=100)
    assert submitted.most is not None
    assert 50 < submitted.most.amount <= 100


def test_a_collect_is_not_stopped_by_a_limit(server: BatchServer) -> None:
    runs = Runs(server, [short("甲")])
    runs.submit()
    server.finish()
    to = account(server.url, runs.store, limit=0)
    collected = collect(
        runs.todo, to, runs.journal.done.__setitem__, runs.journal.failed.__setitem__
    )
    assert collected.complete
