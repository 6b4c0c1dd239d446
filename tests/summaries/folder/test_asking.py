"""Runs with a model: each request once, over whatever ends them."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.errors import ModelUnreachable, OverBudget, QaError
from qa.models.server import Busy, Refusal
from qa.summaries.folder import asking
from qa.summaries.folder.journal import Journal, Unwritable
from qa.summaries.folder.plans import Choice, tasks
from tests.summaries.folder.test_writing import full
from tests.summaries.folder.ways import Counting, articles, batch, contents, pacing, steps

if TYPE_CHECKING:
    from pathlib import Path

    from qa.summaries.folder.plans import Task
    from qa.summaries.folder.runs import RunReport


def run(out: Path, todo: list[Task], model: Counting, jobs: int = 1, **more: Any) -> RunReport:
    with Journal(out) as journal:
        made = batch(journal, out, **more)
        asking.run(made, todo, steps, model, pacing(jobs), jobs)
        return made.report()


def failing(error: BaseException, *numbers: int) -> Any:
    """Raise it at the calls of these numbers."""
    left = list(numbers)

    def before(said: str, number: int) -> None:
        if left and number == left[0]:
            left.pop(0)
            raise error

    return before


def test_every_article_has_its_file_and_each_request_is_made_once(tmp_path: Path) -> None:
    todo, model = articles(tmp_path / "news", 9), Counting()
    report = run(tmp_path / "out", todo, model, jobs=3)
    assert (report.progress.done, report.outcome, report.progress.left) == (9, "all", 0)
    assert len(model.calls) == len(set(model.calls)) == 18
    assert contents(tmp_path / "out")["03.txt.md"].decode() == "<<第3篇报道。>!>\n"
    assert report.progress.usage.calls == 18


def test_a_second_run_makes_no_call_and_mends_the_files(tmp_path: Path) -> None:
    todo, out = articles(tmp_path / "news", 3), tmp_path / "out"
    run(out, todo, Counting())
    before = contents(out)
    (out / "00.txt.md").unlink()
    (out / "01.txt.md").write_text("changed")
    model = Counting()
    report = run(out, todo, model)
    assert (model.calls, report.progress.up_to_date) == ([], 3)
    assert contents(out) == before


def test_a_changed_article_alone_is_asked_about(tmp_path: Path) -> None:
    todo, model = articles(tmp_path / "news", 3), Counting()
    run(tmp_path / "out", todo, Counting())
    (tmp_path / "news" / "01.txt").write_text("新的。", encoding="utf-8")
    run(tmp_path / "out", todo, model)
    assert model.calls == ["新的。", "<新的。>!"]


@settings(max_examples=20)
@given(st.lists(st.integers(0, 12), max_size=4))
def test_each_request_is_answered_once_wherever_runs_end(
    tmp_path_factory: pytest.TempPathFactory, ends: list[int]
) -> None:
    tmp_path = tmp_path_factory.mktemp("runs")
    todo, calls = articles(tmp_path / "news", 5), []
    for end in ends:
        model = Counting(failing(KeyboardInterrupt(), end))
        with contextlib.suppress(KeyboardInterrupt):
            run(tmp_path / "out", todo, model)
        calls += model.calls
    model = Counting()
    run(tmp_path / "out", todo, model)
    calls += model.calls
    run(tmp_path / "whole", todo, Counting())
    assert sorted(calls) == sorted(
        {call for n in range(5) for call in (f"第{n}篇报道。", f"<第{n}篇报道。>!")}
    )
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_an_article_that_fails_is_written_down_and_mended_by_the_next_run(tmp_path: Path) -> None:
    todo, out = articles(tmp_path / "news", 4), tmp_path / "out"
    report = run(out, todo, Counting(failing(ModelUnreachable("broke off", "again"), 3)))
    assert [(f.article, f.error, f.hint) for f in report.failures] == [
        ("01.txt", "broke off", "again")
    ]
    assert (report.outcome, report.progress.done) == ("some", 3)
    with Journal(out) as journal:
        failed = frozenset(failure.article for failure in journal.failures())
    model = Counting()
    run(out, tasks([tmp_path / "news"], Choice(only=failed)), model)
    assert model.calls == ["<第1篇报道。>!"]  # the first reply was kept
    assert len(contents(out)) == 4


def test_an_article_that_cannot_be_read_is_a_failure_of_its_own(tmp_path: Path) -> None:
    todo = articles(tmp_path / "news", 3)
    (tmp_path / "news" / "01.txt").write_bytes(b"")
    report = run(tmp_path / "out", todo, Counting())
    assert ([f.article for f in report.failures], report.progress.done) == (["01.txt"], 2)


def test_a_summary_of_which_nothing_holds_is_a_failure_and_asked_again(tmp_path: Path) -> None:
    todo = articles(tmp_path / "news", 1)
    (tmp_path / "news" / "00.txt").write_text("无。", encoding="utf-8")
    report = run(tmp_path / "out", todo, Counting())
    assert "no sentence" in report.failures[0].error
    assert report.outcome == "none"
    again = Counting()
    run(tmp_path / "out", todo, again)
    assert len(again.calls) == 2


@pytest.mark.parametrize(
    "error",
    [Refusal("no key", "", 401), Refusal("no model", "", 404), OverBudget("too dear")],
)
def test_what_hits_every_article_stops_at_once(tmp_path: Path, error: QaError) -> None:
    todo = articles(tmp_path / "news", 9)
    model = Counting(failing(error, 2, 2, 2))
    with pytest.raises(type(error)):
        run(tmp_path / "out", todo, model)
    assert len(model.calls) == 2
    assert list(contents(tmp_path / "out")) == ["00.txt.md"]


def test_a_server_that_is_down_is_given_up_after_five_articles(tmp_path: Path) -> None:
    todo, tried = articles(tmp_path / "news", 20), []

    def down(said: str, number: int) -> None:
        tried.append(said)
        raise ModelUnreachable("does not answer")

    with pytest.raises(ModelUnreachable):
        run(tmp_path / "out", todo, Counting(down))
    assert len(tried) == 5


def test_failures_for_other_reasons_do_not_end_a_batch(tmp_path: Path) -> None:
    def broken(said: str, number: int) -> None:
        raise ModelUnreachable(f"nonsense: {said}")

    report = run(tmp_path / "out", articles(tmp_path / "news", 20), Counting(broken))
    assert (len(report.failures), report.outcome) == (20, "none")


def test_a_busy_server_is_asked_again(tmp_path: Path) -> None:
    model = Counting(failing(Busy("busy", "", 0), 0, 0, 1))
    report = run(tmp_path / "out", articles(tmp_path / "news", 2), model)
    assert (report.progress.done, len(model.calls)) == (2, 4)


def test_a_full_disk_stops_the_run_and_what_was_paid_for_is_kept(tmp_path: Path) -> None:
    todo, out = articles(tmp_path / "news", 3), tmp_path / "out"
    first, second = Counting(), Counting()
    with pytest.raises(Unwritable):
        run(out, todo, first, put=full)
    run(out, todo, second)
    assert len(first.calls) == 2
    assert len(second.calls) == 4
    assert len(contents(out)) == 3


def test_a_stopped_run_keeps_what_still_comes(tmp_path: Path) -> None:
    """One thread fails for all while the other is waiting for its reply."""
    todo = articles(tmp_path / "news", 2)
    failed, begun = threading.Event(), threading.Event()

    def before(said: str, number: int) -> None:
        if "0" in said:
            assert begun.wait(5)
            failed.set()
            raise OverBudget("too dear")
        begun.set()
        assert failed.wait(5)

    with pytest.raises(OverBudget):
        run(tmp_path / "out", todo, Counting(before), jobs=2)
    again = Counting()
    run(tmp_path / "out", todo, again)
    assert "第1篇报道。" not in again.calls


def test_ctrl_c_lets_the_call_under_way_end_and_begins_no_other(tmp_path: Path) -> None:
    todo, out, pace = articles(tmp_path / "news", 4), tmp_path / "out", pacing(2)
    halted, halt = threading.Event(), pace.halt

    def halting() -> None:
        halt()
        halted.set()

    def before(said: str, number: int) -> None:
        if number == 2:
            os.kill(os.getpid(), signal.SIGINT)
            assert halted.wait(5)

    pace.halt = halting  # type: ignore[method-assign]
    model, again = Counting(before), Counting()
    with Journal(out) as journal, pytest.raises(KeyboardInterrupt):
        asking.run(batch(journal, out), todo, steps, model, pace, 1)
    assert len(model.calls) == 3
    run(out, todo, again)
    assert len(again.calls) == 5
    assert set(again.calls).isdisjoint(model.calls)


def test_articles_of_the_same_text_ask_once_at_the_same_time(tmp_path: Path) -> None:
    todo = articles(tmp_path / "news", 1)
    article, inside = todo[0].read(), threading.Barrier(2)
    with Journal(tmp_path / "out") as journal:
        made = asking.Asking(batch(journal, tmp_path / "out"), model := Counting(), pacing(2))

        def ask() -> None:
            inside.wait(5)
            made.summary(steps(article))

        threads = [threading.Thread(target=ask) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(5)
    assert len(model.calls) == 2


def test_all_records_are_in_one_file_in_the_order_of_paths(tmp_path: Path) -> None:
    todo, out = articles(tmp_path / "news", 3), tmp_path / "out"
    with Journal(out) as journal:
        made = batch(journal, out)
        asking.run(made, todo, steps, Counting(), pacing(3), 3)
        made.together(todo, (2, 4))
    lines = (out / "summaries-2-of-4.jsonl").read_text(encoding="utf-8").splitlines()
    assert [line[:19] for line in lines] == [f'{{"article": "0{n}.txt' for n in range(3)]
