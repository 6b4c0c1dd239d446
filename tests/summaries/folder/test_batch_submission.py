"""Batches submitted to a server that plays them, and breaks: nothing is sent or paid for twice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from qa.errors import ModelUnreachable, OverBudget, UsageError
from qa.models.usage import Ledger
from qa.summaries.folder.batch_collection import Collected, collect
from qa.summaries.folder.batch_state import waiting
from qa.summaries.folder.batch_submission import Limits
from tests.batch_server import CREATED, DAY, DROPPED, ENDPOINT, LOST, Fault
from tests.summaries.folder.batch_articles import Runs, Store, account, key, long, short, sizes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.batch_server import BatchServer

LATER = 4_000_000_000  # long after the files of a batch made today are gone


# --- many requests -------------------------------------------------------------------------


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
