"""The baseline: kept, blessed, compared and written."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from qa.errors import UsageError
from qa.evaluation.baseline import Baseline, blessed, differences, load, save, written
from qa.evaluation.results import Outcome, Result, Run
from tests.evaluation.sample import FILE, case

if TYPE_CHECKING:
    from pathlib import Path


def came(key: str, outcome: str = "pass", value: str = "130个") -> Result:
    return Result(case(key), Outcome(outcome), "", value)


def made(*results: Result, model: str = "none", digest: str = "abc") -> Run:
    return Run("extractive", results, {f"article {FILE}": digest, "model": model})


BEFORE = blessed(Baseline(), made(came("b"), came("a", "fail", "“甲”\n乙")))


def test_a_baseline_is_read_as_it_was_written(tmp_path: Path) -> None:
    save(tmp_path / "baseline.json", BEFORE)
    assert load(tmp_path / "baseline.json") == BEFORE


def test_the_file_is_sorted_json_with_a_line_for_each_case() -> None:
    text = written(BEFORE)
    lines = [line for line in text.splitlines() if '"outcome"' in line]
    assert [line[:4] for line in lines] == ['"a":', '"b":']
    assert json.loads(text)["modes"]["extractive"]["conditions"] == {"model": "none"}


def test_a_case_that_changes_changes_one_line() -> None:
    after = blessed(BEFORE, made(came("b", "fail"), came("a", "fail", "“甲”\n乙")))
    was, now = written(BEFORE).splitlines(), written(after).splitlines()
    assert len(was) == len(now)
    assert sum(one != other for one, other in zip(was, now, strict=True)) == 1


def test_what_has_changed_is_told_by_case() -> None:
    after = blessed(BEFORE, made(came("b", "fail", "25家"), came("c"), model="small"))
    assert differences(BEFORE, after) == [
        "extractive: model: none → small",
        "extractive: a: gone, fail",
        "extractive: b: pass → fail, “130个” → “25家”",
        "extractive: c: new, pass",
    ]


def test_an_article_or_a_case_that_changed_is_told() -> None:
    asked = replace(came("b"), case=case("b", "几个？"))
    after = blessed(BEFORE, made(asked, digest="xyz"), complete=False)
    told = "extractive: b: pass; the case is another; its articles have changed"
    assert differences(BEFORE, after) == [told]


def test_notes_tags_and_place_are_no_other_case() -> None:
    other = replace(case("b"), notes="n", tags=("t",), place="x.yaml:1")
    assert (
        differences(BEFORE, blessed(BEFORE, made(replace(came("b"), case=other)), complete=False))
        == []
    )


def test_a_set_that_is_one_of_several_drops_no_case() -> None:
    after = blessed(BEFORE, made(came("c")), complete=False)
    assert sorted(after.modes["extractive"].cases) == ["a", "b", "c"]


def test_what_was_not_measured_is_not_blessed() -> None:
    with pytest.raises(UsageError, match=r"nothing is blessed: 1 cases were not measured \(a\)"):
        blessed(BEFORE, made(came("a", "unscored")))


def test_there_is_an_empty_baseline_where_there_is_no_file(tmp_path: Path) -> None:
    assert load(tmp_path / "none.json") == Baseline()


@pytest.mark.parametrize("text", ["", "[]", '{"modes": {"replay": {"cases": {"a": 1}}}}', "\xff"])
def test_a_file_that_is_no_baseline_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(text, "latin-1")
    with pytest.raises(UsageError, match="this is no baseline"):
        load(file)
