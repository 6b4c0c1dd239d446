"""What the terminal shows, with a terminal of a known width."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from qa.answers.answer import Answer
from qa.cli import render
from qa.cli.render import terminal as consoles
from qa.errors import NothingIndexed
from qa.language.text import Span
from qa.models.llm import Usage
from qa.models.prices import Money
from qa.models.usage import Report, Sum
from qa.proof.citations import Citation
from qa.proof.grounding import GroundedFigure
from qa.proof.versions.contradictions import CitedVersion
from qa.proof.withheld import Withheld
from qa.summaries.summary import Form, Summary, SummarySentence

if TYPE_CHECKING:
    from collections.abc import Callable

QUOTE = "揭牌以来，园区累计签约前沿科技产业项目130个，涉及投资额54.2亿元。"
CITATION = Citation("a.txt", "建设产业集群", "记者", None, 10, 10 + len(QUOTE), 4, QUOTE, True)
START = 10 + QUOTE.index("130")
ANSWER = Answer(
    question="多少",
    answered=True,
    text="130个",
    mode="extractive",
    confidence=0.9,
    citations=(CITATION,),
    figures=(GroundedFigure("130个", "130", "个", "a.txt", Span(START, START + 4)),),
)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What is printed on a terminal of this width, or in a pipe."""

    def show(print_it: Callable[[], None], *, width: int = 80, terminal: bool = True) -> str:
        file = io.StringIO()
        console = Console(
            file=file,
            width=width,
            force_terminal=terminal,
            color_system="standard" if terminal else None,
            highlight=False,
            soft_wrap=not terminal,
            legacy_windows=False,
        )
        monkeypatch.setattr(consoles, "out", lambda: console)
        monkeypatch.setattr(consoles, "err", lambda: console)
        print_it()
        return file.getvalue()

    return show


@given(st.text(alphabet="甲乙，。“” ab1.", max_size=60), st.integers(4, 30))
def test_no_line_is_wider_than_the_terminal(text: str, width: int) -> None:
    assert all(cell_len(line.plain.rstrip()) <= width for line in render.broken(Text(text), width))


@given(st.text(alphabet="甲乙，。“” ab1.", max_size=60), st.integers(4, 30))
def test_breaking_loses_nothing(text: str, width: int) -> None:
    assert "".join(line.plain for line in render.broken(Text(text), width)) == text


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("甲乙丙丁戊", 4, ["甲乙", "丙丁", "戊"]),
        ("甲乙，丙丁", 4, ["甲", "乙，", "丙丁"]),
        ("甲130个", 5, ["甲130", "个"]),
        ("one two three", 8, ["one two ", "three"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ],
)
def test_lines_break_where_a_reader_would(text: str, width: int, lines: list[str]) -> None:
    assert [line.plain for line in render.broken(Text(text), width)] == lines


def test_the_answer_comes_first(shown: Callable[..., str]) -> None:
    assert shown(lambda: render.answer(ANSWER)).splitlines()[0] == "\x1b[1m130个\x1b[0m"


def test_the_figure_is_set_off_in_its_quote(shown: Callable[..., str]) -> None:
    assert "项目\x1b[1;7m130个\x1b[0m，涉及" in shown(lambda: render.answer(ANSWER))


def test_a_quote_is_set_in_on_every_line(shown: Callable[..., str]) -> None:
    lines = shown(lambda: render.answer(ANSWER), width=40, terminal=True).splitlines()
    quoted = [line for line in lines if "签约" in line or "投资" in line]
    assert [line[:4] for line in quoted] == ["    "] * len(quoted)


def test_each_version_names_its_source(shown: Callable[..., str]) -> None:
    other = replace(CITATION, article="b.txt", date=date(2021, 12, 30), quote="签约120个。", end=17)
    figure = GroundedFigure("120个", "120", "个", "b.txt", Span(12, 16))
    versions = (
        CitedVersion(ANSWER.figures[0], CITATION, "130个"),
        CitedVersion(figure, other, "120个"),
    )
    answer = replace(ANSWER, citations=(CITATION, other), versions=versions)
    lines = shown(lambda: render.answer(answer), terminal=False).splitlines()
    assert lines[1:3] == ["    130个 · a.txt [1]", "    120个 · 2021-12-30 · b.txt [2]"]


def test_a_pipe_gets_no_escapes_and_no_breaks(shown: Callable[..., str]) -> None:
    text = shown(lambda: render.answer(ANSWER), width=20, terminal=False)
    assert f"    {QUOTE}\n" in text
    assert "\x1b" not in text


def test_what_was_withheld_is_shown_with_its_reason(shown: Callable[..., str]) -> None:
    held = (Withheld("131 firms", ("no such figure",)),)
    found = Answer("how many", False, "", "model", 0.5, withheld=held)
    text = shown(lambda: render.answer(found), terminal=False)
    assert "Withheld: 131 firms\n  because no such figure\n" in text


@pytest.mark.parametrize(
    ("question", "said"),
    [("多少", "资料中没有答案。"), ("how many", "The articles do not answer this.")],
)
def test_a_refusal_is_in_the_language_of_the_question(
    shown: Callable[..., str], question: str, said: str
) -> None:
    found = Answer(question, False, "", "extractive", 0.1)
    assert shown(lambda: render.answer(found), terminal=False).startswith(said)


def test_markup_in_a_title_is_shown_as_it_is(shown: Callable[..., str]) -> None:
    text = shown(lambda: render.error(NothingIndexed("[red]x[/red]", "qa index")), terminal=False)
    assert text == "qa: [red]x[/red]\n    qa index\n"


# --- tokens and money ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("used", "footer"),
    [
        (Usage(2, 1_234, 56, cost=Money(Decimal("0.000712"))), "1,234+56 tokens · $0.0007 ·"),
        (Usage(2, 1_234, 56, cost=Money(Decimal(0))), "1,234+56 tokens · $0.00 ·"),
        (Usage(1, 1_234, 56), "1,234+56 tokens · confidence"),
        (Usage(1, 1_234, 56, estimated=True), "about 1,234+56 tokens · confidence"),
    ],
)
def test_the_footer_says_what_an_answer_took(
    shown: Callable[..., str], used: Usage, footer: str
) -> None:
    found = replace(ANSWER, mode="model", model="m", usage=used)
    assert f"model · m · {footer}" in shown(lambda: render.answer(found), terminal=False)


@pytest.mark.parametrize(
    ("run", "line"),
    [
        (Sum(1, 7, 2), "1 call, 7+2 tokens"),
        (Sum(3, 1_234, 56, costs=(Money(Decimal("0.5")),)), "3 calls, 1,234+56 tokens · $0.50"),
        (
            Sum(3, 7, 2, 1, 2, (Money(Decimal(1)), Money(Decimal(2), "CNY"))),
            "3 calls, about 7+2 tokens · $1.00 + 2.00 CNY, 2 without a price",
        ),
    ],
)
def test_a_run_says_what_it_took(run: Sum, line: str) -> None:
    assert render.total(run) == line


def ledger(days: int, since: date | None = None) -> Report:
    each = tuple((f"2026-03-{day:02}", Sum(1, 10, 2, unpriced=1)) for day in range(1, days + 1))
    total = Sum(days, 10 * days, 2 * days, unpriced=days)
    return Report(since, None, total, each, (("模型", total),), (("answer", total),))


def test_the_last_fourteen_days_are_shown(shown: Callable[..., str]) -> None:
    text = shown(lambda: render.usage(ledger(20)), terminal=False)
    assert [line[:10] for line in text.splitlines() if line.startswith("2026")] == [
        f"2026-03-{day:02}" for day in range(7, 21)
    ]
    assert "and 6 days before: --since 2026-03-01" in text


def test_all_days_that_were_asked_for_are_shown(shown: Callable[..., str]) -> None:
    text = shown(lambda: render.usage(ledger(20, date(2026, 3, 1))), terminal=False)
    assert len([line for line in text.splitlines() if line.startswith("2026")]) == 20


def test_numbers_stand_below_their_headings(shown: Callable[..., str]) -> None:
    lines = shown(lambda: render.usage(ledger(1)), terminal=False).splitlines()
    ends = {
        cell_len(line[: line.index(number) + len(number)])
        for line, number in [
            (next(line for line in lines if line.startswith("model")), "input"),
            (next(line for line in lines if line.startswith("模型")), " 10"),
            (next(line for line in lines if line.startswith("total")), " 10"),
        ]
    }
    assert len(ends) == 1


def test_what_commands_a_terminal_is_not_printed_and_styles_stay_in_place() -> None:
    file = io.StringIO()
    console = consoles.Terminal(file=file, force_terminal=True, color_system="standard", width=80)
    text = Text("甲\x1b[2J\u202e130个\x9b，乙" + "\u0301" * 9)
    text.stylize("bold", text.plain.index("130"), text.plain.index("，"))
    console.print(text)
    console.print("[b]\x1b]0;x\x07丙\u200b")
    assert file.getvalue() == "甲\x1b[1m130个\x1b[0m，乙\u0301\u0301\u0301\n[b]丙\n"


# --- summaries ---------------------------------------------------------------------------------


SUMMED = Summary(
    article="a.txt",
    title="建设产业集群",
    date=date(2022, 1, 8),
    sentences=(
        SummarySentence("签约项目130个。", (CITATION,)),
        SummarySentence("涉及投资额54.2亿元。", (CITATION,)),
    ),
    form=Form(),
    mode="model",
    withheld=(Withheld("新增24辆。", ("24辆：引用的句子没有",)),),
    model="m",
    usage=Usage(1, 300, 20, cost=Money(Decimal("0.0007"), "USD")),
)
SAID = f"""\
建设产业集群 · 2022-01-08 · a.txt

- 签约项目130个。 [¶4]
- 涉及投资额54.2亿元。 [¶4]

原文：
    ¶4  {QUOTE}
    qa show a.txt --span 10:{10 + len(QUOTE)}

未采用：新增24辆。
  原因：24辆：引用的句子没有

model · m · 300+20 tokens · $0.0007
"""


def test_a_summary(shown: Callable[..., str]) -> None:
    assert shown(lambda: render.summary(SUMMED), terminal=False) == SAID


@pytest.mark.parametrize(
    ("style", "line"),
    [
        ("paragraph", "签约项目130个。 [¶4] 涉及投资额54.2亿元。 [¶4]"),
        ("headline", "签约项目130个。 [¶4]"),
        ("bullets", "- 签约项目130个。 [¶4]"),
    ],
)
def test_a_summary_has_its_style(shown: Callable[..., str], style: Any, line: str) -> None:
    found = replace(SUMMED, form=Form(style=style))
    assert line in shown(lambda: render.summary(found), terminal=False).splitlines()


def test_a_summary_without_a_sentence_says_so(shown: Callable[..., str]) -> None:
    lines = shown(lambda: render.summary(replace(SUMMED, sentences=())), terminal=False)
    assert ("没有能够证实的句子。" in lines, "原文" in lines) == (True, False)


def test_a_sentence_of_the_article_is_not_shown_twice(shown: Callable[..., str]) -> None:
    own = replace(SUMMED, sentences=(SummarySentence(QUOTE, (CITATION,)),))
    lines = shown(lambda: render.summary(own), terminal=False)
    assert (lines.count(QUOTE), f"    ¶4  qa show a.txt --span 10:{10 + len(QUOTE)}" in lines) == (1, True)  # fmt: skip


@pytest.mark.parametrize(("lang", "heading"), [("zh", "原文："), ("en", "Quotes:")])
def test_a_summary_is_shown_in_its_language(
    shown: Callable[..., str], lang: Any, heading: str
) -> None:
    found = replace(SUMMED, form=Form(lang=lang))
    assert heading in shown(lambda: render.summary(found), terminal=False).splitlines()
