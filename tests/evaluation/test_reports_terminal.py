"""A run on the terminal: what got worse first, the gates last."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from qa.cli.render import terminal as consoles
from qa.cli.render.evaluation import evaluation
from qa.evaluation.results import Stage
from tests.evaluation.outcomes import (
    FAIL,
    JUDGED,
    PASS,
    UNSCORED,
    Before,
    Verdict,
    hostile,
    judged,
    report,
    result,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.evaluation.reports.report import Report


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Callable[[Report], list[str]]:
    """The lines that a pipe gets."""

    def show(made: Report) -> list[str]:
        file = io.StringIO()
        console = consoles.Terminal(file=file, width=80, soft_wrap=True)
        monkeypatch.setattr(consoles, "out", lambda: console)
        evaluation(made)
        return file.getvalue().splitlines()

    return show


def test_what_got_worse_comes_first(shown: Callable[[Report], list[str]]) -> None:
    made = report(
        result("right"),
        result("old", FAIL, value="150个"),
        result("worse", FAIL, value="170个", critical=True),
        baseline={
            "worse": Before(PASS, "130个"),
            "old": Before(FAIL, "150个"),
            "right": Before(FAIL),
        },
    )
    assert shown(made)[:7] == [
        "fail worse critical at reading: worse (evals/sample.yaml:3)",
        "    青山园区签约了多少个项目？",
        "    expected 130个, answered “170个”; before “130个”",
        "fail at reading: old (evals/sample.yaml:3)",
        "    青山园区签约了多少个项目？",
        "    expected 130个, answered “150个”",
        "pass better: right (evals/sample.yaml:3)",
    ]


def test_what_was_not_measured_says_why(shown: Callable[[Report], list[str]]) -> None:
    made = report(result("lost", UNSCORED, Stage.INFRASTRUCTURE, explanation="no cassette"))
    assert shown(made)[0] == "unscored at infrastructure: lost (evals/sample.yaml:3)"
    assert shown(made)[2] == "    no cassette"


def test_tags_stand_in_a_table_with_their_intervals(shown: Callable[[Report], list[str]]) -> None:
    lines = shown(report(result(tags=("园区",)), result(outcome=FAIL, tags=("园区",))))
    at = next(n for n, line in enumerate(lines) if line.startswith("tag"))
    assert lines[at + 1 : at + 3] == [
        "all                1     2    50.0 %   9.5 % to 90.5 %",
        "园区               1     2    50.0 %   9.5 % to 90.5 %",
    ]


def test_the_gates_have_the_last_word(shown: Callable[[Report], list[str]]) -> None:
    made = report(result(), verdict=Verdict(False, ("zh fell",), ("new: x",)), baseline={})
    assert shown(made)[-4:] == [
        "extractive: 1 of 1 pass; against the baseline 0 worse, 0 better, 0 changed, 1 new, 0 gone",
        "new: x",
        "zh fell",
        "the gates do not pass",
    ]
    assert shown(report(result(), verdict=Verdict()))[-1] == "the gates pass"


def test_a_judge_comes_before_the_sum_with_the_cases_it_sees_otherwise(
    shown: Callable[[Report], list[str]],
) -> None:
    assert shown(judged())[-3:] == [
        JUDGED,
        "    judge says wrong, scored pass: apart (evals/sample.yaml:3): a|b",
        "extractive: 3 of 3 pass",
    ]


def test_nothing_is_said_of_a_judge_that_was_not_asked(
    shown: Callable[[Report], list[str]],
) -> None:
    assert not [line for line in shown(report(result())) if "judge" in line]


def test_a_long_list_is_cut(shown: Callable[[Report], list[str]]) -> None:
    lines = shown(report(*(result(str(n), FAIL) for n in range(60))))
    assert "and 10 more" in lines


def test_nothing_hidden_is_printed(shown: Callable[[Report], list[str]]) -> None:
    assert not set("\u202e\u200b\x1b\x00\ufffe\ud800") & set("".join(shown(hostile())))
