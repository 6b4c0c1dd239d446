"""JUnit XML: what CI servers count, and that no text breaks it."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from qa.evaluation.reports import junit
from qa.evaluation.results import Stage
from tests.evaluation.outcomes import (
    FAIL,
    HIDDEN,
    HOSTILE,
    PASS,
    UNSCORED,
    Before,
    Verdict,
    hostile,
    report,
    result,
    sentence,
)

RESULTS = (
    result("right", seconds=0.25),
    result("wrong", FAIL, value="150个", seconds=0.5, evidence=(sentence(),)),
    result("lost", UNSCORED, Stage.INFRASTRUCTURE, ""),
)


def counts(element: ET.Element) -> list[str | None]:
    return [element.get(name) for name in ("tests", "failures", "errors", "skipped", "time")]


def test_the_counts_are_those_of_the_cases_and_the_gates() -> None:
    root = ET.fromstring(junit(report(*RESULTS, verdict=Verdict(False, ("it fell",)))))
    assert counts(root) == ["4", "2", "1", "0", "0.750"]
    assert [counts(suite) for suite in root] == [
        ["3", "1", "1", "0", "0.750"],
        ["1", "1", "0", "0", "0.000"],
    ]


def test_what_was_not_measured_is_an_error_and_no_skip() -> None:
    root = ET.fromstring(junit(report(*RESULTS)))
    found = {case.get("name"): [child.tag for child in case] for case in root.iter("testcase")}
    assert found == {"right": [], "wrong": ["failure"], "lost": ["error"]}


def test_a_failure_says_where_the_case_stands_and_what_came_of_it() -> None:
    before = {"wrong": Before(PASS, "130个")}
    root = ET.fromstring(junit(report(*RESULTS, baseline=before)))
    case = next(case for case in root.iter("testcase") if case.get("name") == "wrong")
    assert (case.get("classname"), case.get("file"), case.get("line")) == (
        *("extractive.evals/sample", "evals/sample.yaml", "3"),
    )
    assert (case[0].get("type"), case[0].get("message")) == ("reading", "expected 130个")
    assert (case[0].text or "").splitlines() == [
        "evals/sample.yaml:3: expected 130个",
        "question: 青山园区签约了多少个项目？",
        "expected: 130个",
        "answered: 150个",
        "baseline: pass, 130个",
        "read: 昨日，青山园区累计签约产业项目130个，涉及投资额54.2亿元。 (a.txt)",
    ]


def test_each_eval_set_is_a_suite() -> None:
    other = replace(result("x").case, place="evals/other.yaml:9")
    root = ET.fromstring(junit(report(result(), result(case=other))))
    assert [suite.get("name") for suite in root] == [
        "extractive: evals/sample.yaml",
        "extractive: evals/other.yaml",
    ]


def test_gates_that_pass_are_a_test_that_passes() -> None:
    root = ET.fromstring(junit(report(verdict=Verdict())))
    assert counts(root) == ["1", "0", "0", "0", "0.000"]


def test_the_conditions_are_properties() -> None:
    root = ET.fromstring(junit(report(result())))
    found = {each.get("name"): each.get("value") for each in root.iter("property")}
    assert found == {"mode": "extractive", "model": "none", "version": "0.1.0"}


def test_hidden_characters_and_markup_are_no_trouble() -> None:
    text = junit(hostile())
    root = ET.fromstring(text.encode())  # as a reader gets it, which a surrogate would stop
    assert next(root.iter("testcase")).get("name") == HOSTILE + "130个"
    assert not set(HIDDEN) - set("130个[m") & set(text)


@given(st.text())
def test_any_answer_is_well_formed(said: str) -> None:
    ET.fromstring(junit(report(result(outcome=FAIL, value=said, explanation=said))).encode())


def test_the_runs_of_two_modes_are_counted_together() -> None:
    other = report(*RESULTS, verdict=Verdict())
    other = replace(other, run=replace(other.run, mode="replay"))
    root = ET.fromstring(junit(report(*RESULTS), other))
    assert counts(root) == ["7", "2", "2", "0", "1.500"]
    assert [suite.get("name") for suite in root] == [
        *("extractive: evals/sample.yaml", "replay: evals/sample.yaml", "replay: gates")
    ]
