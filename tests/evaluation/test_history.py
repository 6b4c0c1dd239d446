"""The history: read, compared by day and mode, kept once; what is no line of it is named."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from qa.errors import UsageError
from qa.evaluation.history import History, Line, line, load, measured, save
from qa.evaluation.reports import Past
from qa.evaluation.results import Run
from tests.evaluation.outcomes import FAIL, PASS, UNSCORED, result

if TYPE_CHECKING:
    from pathlib import Path

    from qa.evaluation.results import Outcome

DAY, NEXT = date(2026, 11, 24), date(2026, 11, 25)
GOOD = '{"date": "2026-11-24", "mode": "replay", "cases": 4, "passes": 3, "tags": {"zh": [1, 2]}}'


def made(*outcomes: Outcome, mode: str = "extractive") -> Run:
    """A run of cases that are called 0, 1, ...; the first is tagged en, the others zh."""
    results = [
        result(str(n), outcome, tags=("zh" if n else "en",)) for n, outcome in enumerate(outcomes)
    ]
    return Run(mode, tuple(results), {"model": "small"})


def test_a_run_is_kept_as_counts() -> None:
    kept = line(made(PASS, PASS, FAIL), DAY)
    assert (kept.date, kept.mode, kept.cases, kept.passes) == (DAY, "extractive", 3, 2)
    assert (kept.tags, kept.model) == ({"zh": (1, 2), "en": (1, 1)}, "small")


@pytest.mark.parametrize(
    ("mode", "kept"), [("record", "replay"), ("model", "live"), ("replay", "replay")]
)
def test_what_is_recorded_is_what_is_replayed(mode: str, kept: str) -> None:
    assert line(made(PASS, mode=mode), DAY).mode == kept


def test_other_cases_are_told_by_their_digest() -> None:
    assert line(made(PASS), DAY).asked == line(made(FAIL), NEXT).asked
    assert line(made(PASS), DAY).asked != line(made(PASS, PASS), DAY).asked


def test_past_runs_are_those_of_the_mode_in_the_order_of_their_days() -> None:
    history = History(
        (
            line(made(PASS, FAIL), NEXT),
            line(made(PASS, PASS, FAIL, FAIL, FAIL), DAY),
            line(made(FAIL, FAIL, mode="replay"), DAY),
        )
    )
    found = history.before(line(made(PASS), date(2026, 11, 26)))
    assert found == [
        Past("2026-11-24", 0.4, {"en": 1.0, "zh": 0.25}),
        Past("2026-11-25", 0.5, {"en": 1.0, "zh": 0.0}),
    ]


def test_a_run_is_no_past_of_itself_and_a_later_one_is_none() -> None:
    history = History((line(made(PASS), DAY), line(made(FAIL), NEXT)))
    assert history.before(line(made(PASS), DAY)) == []


def test_the_same_on_the_same_day_stands_once_and_last() -> None:
    one, other = line(made(PASS), DAY), line(made(FAIL), DAY)
    assert History((one, other)).after([one]).lines == (other, one)
    assert len(History((one,)).after([line(made(PASS), NEXT)]).lines) == 2


def test_the_plot_shows_the_last_hundred() -> None:
    days = [date.fromordinal(DAY.toordinal() - n) for n in range(150)]
    history = History(tuple(line(made(PASS), day) for day in days))
    found = history.before(line(made(FAIL), DAY))
    assert (len(found), found[-1].date) == (100, "2026-11-24")


def test_a_run_with_a_case_that_was_not_measured_says_nothing_of_its_day() -> None:
    assert measured(made(PASS, FAIL))
    assert not measured(made(PASS, UNSCORED))


# --- the file ----------------------------------------------------------------------------


def test_a_history_is_read_as_it_was_written(tmp_path: Path) -> None:
    history = History((line(made(PASS, FAIL), DAY), line(made(PASS, mode="replay"), NEXT)))
    save(tmp_path / "new" / "history.jsonl", history)
    assert load(tmp_path / "new" / "history.jsonl") == history


def test_each_run_is_a_line_that_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    save(file, History((line(made(PASS), DAY),)))
    first = file.read_text("utf-8")
    save(file, load(file).after([line(made(FAIL), NEXT)]))
    assert file.read_text("utf-8").startswith(first)
    assert [json.loads(row)["passes"] for row in file.read_text("utf-8").splitlines()] == [1, 0]


def test_a_file_that_is_not_there_is_no_run(tmp_path: Path) -> None:
    assert load(tmp_path / "history.jsonl") == History()


def test_what_a_line_leaves_out_is_not_known(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    file.write_text(f"{GOOD}\n\n", "utf-8")
    assert load(file).lines == (
        Line(date=DAY, mode="replay", cases=4, passes=3, tags={"zh": (1, 2)}),
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{", "Invalid JSON"),
        ("3", "should be an object"),
        (GOOD.replace('"passes": 3', '"passes": 5'), ": 5 of 4 cannot pass"),
        (GOOD.replace("[1, 2]", "[3, 2]"), "tags.zh: 3 of 2 cannot pass"),
        (GOOD.replace("[1, 2]", "[0, 0]"), "tags.zh: 0 of 0 cannot pass"),
        (GOOD.replace("[1, 2]", "[1]"), "tags.zh.1: Field required"),
        (GOOD.replace('"2026-11-24"', "1641600000"), "date: write it like 2022-01-08"),
        (GOOD.replace("2026-11-24", "2026-13-24"), "date: month must be in 1..12"),
        (GOOD.replace("replay", "record"), "mode: Input should be"),
        (GOOD.replace("passes", "pases"), "passes: Field required"),
        (GOOD.replace("}}", '}, "rate": 1}'), "rate: Extra inputs"),
        ("\udcff", "Invalid JSON"),
    ],
)
def test_a_line_that_is_none_is_named(tmp_path: Path, row: str, said: str) -> None:
    file = tmp_path / "history.jsonl"
    file.write_bytes(f"{GOOD}\n{row}\n".encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError) as caught:
        load(file)
    assert caught.value.message.startswith(f"{file}:2: this is no run of a history: ")
    assert said in caught.value.message
