"""The page of a run: what stands on it, that no text is obeyed, and that it needs nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from qa.evaluation.cases import Case, Expected, Gold
from qa.evaluation.reports import Past, html
from qa.evaluation.reports.highlights import Piece, difference, gold
from tests.evaluation.outcomes import (
    FAIL,
    HOSTILE,
    JUDGED,
    PASS,
    QUOTE,
    Before,
    Element,
    Verdict,
    hostile,
    judged,
    page,
    report,
    result,
    sentence,
)

SHOWN = report(
    result("right", confidence=0.97, scores={"figure": 1.0}),
    result(
        "worse",
        FAIL,
        value="150个",
        confidence=0.92,
        evidence=(sentence(), sentence("游客很多。", "b.txt")),
        record={"answered": True, "citations": [{**sentence(start=3), "also": []}]},
    ),
    baseline={"worse": Before(PASS, "130个"), "right": Before(PASS, "130个"), "old": Before(PASS)},
    verdict=Verdict(False, ("zh fell",), ("new: x",)),
    past=(Past("2026-11-01", 0.5, {"zh": 0.25}),),
    date="2026-11-02",
)


@pytest.fixture(scope="module")
def root() -> Element:
    return page(html(SHOWN))


def cases(root: Element) -> list[Element]:
    return root.all("details", "case")


def test_the_verdict_and_its_reasons_come_first(root: Element) -> None:
    assert root.all("p", "verdict")[0].text == "The gates do not pass"
    assert root.all("ul", "reasons")[0].words == "zh fell"
    assert root.all("ul", "notes")[0].words == "new: x"


def test_the_summary_has_the_interval(root: Element) -> None:
    tile = root.all("div", "tile wide")[0]
    # Wilson's interval of 1 of 2
    assert tile.words == "pass 50.0 % 1 of 2 · 95 % interval 9.5 % to 90.5 %"


def test_the_summary_counts_what_has_changed(root: Element) -> None:
    assert root.all("ul", "changes")[0].words == "1 worse 0 better 0 changed 0 new 1 gone"


def test_failures_come_first_and_are_open(root: Element) -> None:
    found = [(c.all("span", "id")[0].text, "open" in c.attributes) for c in cases(root)]
    assert found == [("worse · reading", True), ("right", False)]


def test_a_case_shows_what_has_changed_since_the_baseline(root: Element) -> None:
    worse = cases(root)[0]
    assert [e.text for e in worse.all("del")] == ["3"]
    assert [e.text for e in worse.all("ins")] == ["5"]
    assert "baselinepass: 1350个" in worse.words


def test_the_gold_is_set_off_in_the_evidence_and_what_is_cited_is_said(root: Element) -> None:
    read, other = cases(root)[0].all("ol", "evidence")[0].all("li")
    assert [m.text for m in read.all("mark")] == ["累计签约产业项目", "130个"]
    assert [m.text for m in read.all("mark", "answer")] == ["130个"]
    assert read.inside[0].text == QUOTE
    assert read.attributes.get("class") == "cited"
    assert (other.all("mark"), other.attributes.get("class")) == ([], None)


def test_there_is_a_plot_of_each_kind(root: Element) -> None:
    labels = [svg.attributes["aria-label"] for svg in root.all("svg")]
    assert labels == [
        "Cases that pass, by tag",
        "Cases that do not pass, by stage",
        "Cases that pass, over past runs",
        "Confidence against the rate of right answers",
        "Cases by the time they took",
        "zh",
    ]


def test_a_summary_shows_what_its_sentences_cite() -> None:
    record = {"sentences": [{"text": "x", "citations": [{**sentence(), "also": []}]}]}
    shown = page(html(report(result(record=record))))
    assert cases(shown)[0].all("ol", "evidence")[0].all("li")[0].inside[0].text == QUOTE


def test_two_runs_stand_below_each_other_and_pass_only_together() -> None:
    passing = replace(report(result(), verdict=Verdict()), run=replace(SHOWN.run, mode="replay"))
    shown = page(html(passing, SHOWN))
    assert [each.text for each in shown.all("h2")] == ["replay", "extractive"]
    verdicts = [each.text for each in shown.all("p", "verdict")]
    assert verdicts == ["The gates do not pass", "The gates pass", "The gates do not pass"]
    links = [link.attributes["href"] for link in shown.all("a")]
    assert links == [f"#{each.attributes['id']}" for each in shown.all("article")]


def test_a_judge_stands_beside_the_scores_and_by_each_case() -> None:
    root = page(html(judged()))
    assert root.all("p", "judge")[0].text == f"Beside the scores: {JUDGED}"
    said = [
        (case.all("dd", "judge")[0].text, [badge.text for badge in case.all("span", "apart")])
        for case in cases(root)
    ]
    assert said == [
        ("right: 数字相同", []),
        ("wrong: a|b", ["judge disagrees"]),
        ("not judged: nobody there", []),
    ]


def test_nothing_is_said_of_a_judge_that_was_not_asked(root: Element) -> None:
    assert not [*root.all("p", "judge"), *root.all("dd", "judge")]


def test_a_run_without_a_past_or_a_case_is_a_page() -> None:
    shown = page(html(report()))
    assert "No earlier run is kept." in shown.words
    assert cases(shown) == []


# --- hostile texts -----------------------------------------------------------------------


def test_no_text_is_obeyed() -> None:
    root = page(html(hostile()))
    assert [len(root.all(tag)) for tag in ("script", "style", "img")] == [1, 1, 0]
    assert HOSTILE in root.all("span", "asked")[0].text
    assert HOSTILE in root.all("ol", "evidence")[0].text


def test_no_element_acts_and_none_asks_for_another_file() -> None:
    found = [name for each in _every(page(html(hostile()))) for name in each.attributes]
    assert not [name for name in found if name.startswith("on") or name in {"src", "href", "style"}]


def _every(element: Element) -> list[Element]:
    return [element, *(each for one in element.inside for each in _every(one))]


def test_nothing_hidden_is_on_the_page() -> None:
    assert not set("\u202e\u200b\x1b\x00\ufffe\ud800") & set(html(hostile()))


def test_the_page_allows_its_own_script_and_style_and_nothing_else(root: Element) -> None:
    policy = root.all("meta")[1].attributes["content"] or ""
    for tag in ("script", "style"):
        digest = hashlib.sha256(root.all(tag)[0].text.encode()).digest()
        assert f"{tag}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
    assert policy.startswith("default-src 'none'")


def test_the_page_names_no_other_place() -> None:
    assert not re.search(r"https?:|//[a-z]|@import|url\(", html(SHOWN))


def test_the_same_run_gives_the_same_page() -> None:
    assert html(SHOWN) == html(SHOWN)


# --- highlights --------------------------------------------------------------------------


def expecting(*golds: Gold, figures: tuple[str, ...] = ("130个",)) -> Case:
    return Case("x", Expected(figures, gold=golds), "x.yaml:1", "多少？")


def marked(pieces: list[Piece]) -> list[tuple[str, str]]:
    return [(piece.text, piece.mark) for piece in pieces if piece.mark]


@pytest.mark.parametrize(
    ("case", "article", "also", "found"),
    [
        (expecting(Gold("a.txt", "项目130个")), "b.txt", (), []),
        (
            expecting(Gold("a.txt", "项目130个")),
            "b.txt",
            ("a.txt",),
            [("项目", "gold"), ("130个", "answer")],
        ),
        (expecting(Gold("a.txt")), "a.txt", (), [("130个", "answer")]),
        (expecting(), "b.txt", (), [("130个", "answer")]),
        (
            expecting(Gold("a.txt", "投资额54.2亿元")),
            "a.txt",
            (),
            [("投资额54.2亿元", "gold")],
        ),
        # the sentence is but a part of the gold
        (
            expecting(Gold("a.txt", f"{QUOTE}\n游客很多。"), figures=("54.2亿元",)),
            "a.txt",
            (),
            [(QUOTE[: QUOTE.index("54.2")], "gold"), ("54.2亿元", "answer"), ("。", "gold")],
        ),
    ],
)
def test_the_gold_is_where_the_case_says(
    case: Case, article: str, also: tuple[str, ...], found: list[tuple[str, str]]
) -> None:
    pieces = gold(case, article, QUOTE, also)
    assert marked(pieces) == found
    assert "".join(piece.text for piece in pieces) == QUOTE


def test_long_texts_are_compared_as_a_whole() -> None:
    before, now = "一" * 3000, "一" * 3000 + "二"
    assert difference(before, now) == [Piece(before, "removed"), Piece(now, "added")]
    assert difference(before, before) == [Piece(before)]
