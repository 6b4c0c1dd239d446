"""Markdown, read back by a parser of it: its tables, and that no text is obeyed."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from qa.evaluation.reports import markdown
from qa.evaluation.reports.markdown import literal
from qa.language.characters import one_line
from tests.evaluation.outcomes import (
    FAIL,
    JUDGED,
    PASS,
    Before,
    Verdict,
    hostile,
    judged,
    report,
    result,
)

if TYPE_CHECKING:
    from qa.evaluation.reports import Report


class Shown(HTMLParser):
    """The tags, and the rows of all tables, of Markdown as it is shown."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.rows: list[list[str]] = []
        self.feed(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs or tag in {"th", "td"}, (tag, attrs)
        self.tags.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.rstrip("\n")


BASELINE = {"worse": Before(PASS, "130个"), "old": Before(FAIL, "150个"), "right": Before(FAIL)}
MADE = report(
    result("right"),
    result("old", FAIL, value="150个"),
    result("worse", FAIL, value="170个", critical=True),
    baseline=BASELINE,
    verdict=Verdict(False, ("zh fell",), ("new: x",)),
)


def test_the_head_tells_how_many_pass_and_why_it_may_not() -> None:
    lines = markdown(MADE).splitlines()
    assert lines[0] == "## ❌ qa eval: 1 of 3 pass"
    assert lines[2] == (
        "Mode <code>extractive</code>: 33.3 %, 95 % interval 6.1 % to 79.2 %."
        " Against the baseline: 1 worse, 1 better, 0 answered otherwise, 0 new, 0 gone."
    )
    assert "- <code>zh fell</code>" in lines
    assert "- <code>new&#58; x</code>" in lines


def test_what_got_worse_comes_before_all_tables() -> None:
    rows = Shown(markdown(MADE)).rows
    question = "青山园区签约了多少个项目？"
    assert rows[1] == ["worse critical", "reading", question, "130个", "170个", "pass 130个"]
    assert rows[2] == ["", "pass", "of", "rate", "95 % interval"]
    assert rows[3] == ["all", "1", "3", "33.3 %", "6.1 % to 79.2 %"]


def test_what_failed_before_is_told_after_the_rates_and_once() -> None:
    rows = Shown(markdown(MADE)).rows
    assert [row[0] for row in rows[5:]] == ["case", "old", "case", "right"]


def test_a_run_that_passes_says_so() -> None:
    assert markdown(report(result(), verdict=Verdict())).startswith("## ✅ qa eval: 1 of 1 pass\n")


def test_without_gates_nothing_is_said_of_them() -> None:
    assert markdown(report(result())).startswith("## qa eval: 1 of 1 pass\n")


@pytest.mark.parametrize(
    "text",
    [
        *("a | b", r"a \| b", "`a` | ``b``", "![x](http://x/y.png)", "[x](javascript:x)"),
        *("<!-- x", "&lt;b&gt;", "@team", "#12", "$x$", "~~a~~ __b__ **c**", "</details>"),
        *("https://example.org", "WWW.example.org", "a\nb\n\n# c", "</code>"),
    ],
)
def test_a_text_is_shown_as_it_is_and_obeyed_in_nothing(text: str) -> None:
    shown = Shown(f"| a | b |\n|---|---|\n| {literal(text)} | c |\n")
    assert shown.rows[1] == [one_line(text, 120), "c"]
    assert set(shown.tags) == {"table", "thead", "tbody", "tr", "th", "td", "code"}


@given(st.text(max_size=60))
def test_any_text_stays_in_its_cell(text: str) -> None:
    shown = Shown(f"| a | b |\n|---|---|\n| {literal(text)} | c |\n")
    assert shown.rows[1] == [one_line(text, 120), "c"]


@pytest.mark.parametrize("text", ["@team", "#12", "https://x.org", "www.x.org", "a@x.org"])
def test_what_github_would_link_is_written_otherwise(text: str) -> None:
    assert text not in literal(text)


def test_a_hostile_run_has_the_tags_of_ours_alone() -> None:
    tags = set(Shown(markdown(hostile())).tags)
    assert not tags & {"script", "img", "a", "em", "style"}


def many(count: int, before: Before) -> Report:
    """So many failures, as long as they come."""
    results = [result(f"{n}" + "*" * 200, FAIL, question="|" * 300) for n in range(count)]
    return report(*results, baseline={r.case.id: before for r in results})


def test_a_judge_tells_where_it_disagrees() -> None:
    text = markdown(judged())
    assert [row[:4] for row in Shown(text).rows[-2:]] == [
        ["case", "scored", "judge", "why"],
        ["apart", "pass", "wrong", "a|b"],
    ]
    assert "<summary>A judge disagrees: 1</summary>" in text
    assert literal(JUDGED, 500) in text
    assert "judge" not in markdown(MADE)


def test_a_long_table_is_cut() -> None:
    assert "| and 470 more |" in markdown(many(500, Before(PASS)))


def test_what_does_not_fit_into_a_comment_is_left_out() -> None:
    text = markdown(many(50, Before(PASS)), many(50, Before(PASS)))
    assert len(text) < 65_536
    assert "(A part is left out: it is too long for a comment.)" in text


def test_many_reasons_are_cut() -> None:
    text = markdown(report(verdict=Verdict(False, tuple(map(str, range(10))))))
    assert "- <code>7</code>\n- and 2 more\n" in text


def test_two_modes_tell_their_heads_first() -> None:
    other = replace(MADE, run=replace(MADE.run, mode="replay"))
    titles = [line for line in markdown(MADE, other).splitlines() if line.startswith("#")]
    assert titles == [
        "## ❌ qa eval: 1 of 3 pass",
        "## ❌ qa eval: 1 of 3 pass",
        "## <code>extractive</code>",
        "### Got worse: 1",
        "## <code>replay</code>",
        "### Got worse: 1",
    ]
