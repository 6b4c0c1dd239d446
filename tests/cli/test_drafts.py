"""What is shown while an answer is made, on a terminal of any size, and that it is taken back."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from qa.answers.answer import Answer
from qa.answers.watcher import NOBODY
from qa.cli import render
from qa.cli.render import terminal as consoles
from qa.cli.render.drafts import Draft
from qa.proof.grounding import GroundedFigure
from qa.proof.withheld import Withheld
from tests.evidence import evidence
from tests.screens import Screen

if TYPE_CHECKING:
    from typing import NoReturn

    from qa.answers.watcher import Watcher

FOUND = [evidence("园区累计签约项目130个，涉及投资额54.2亿元。"), evidence("近2000家企业。")]


class Drawn:
    """A draft on a screen."""

    def __init__(self, width: int = 80, height: int = 24) -> None:
        self._file = io.StringIO()
        self.screen = Screen(width, height)
        self.console = Console(
            file=self._file, width=width, height=height, force_terminal=True,
            color_system="standard", highlight=False, legacy_windows=False, _environ={},
        )  # fmt: skip
        self.draft = Draft(self.console, "en")
        self.console.print("above")

    @property
    def lines(self) -> list[str]:
        self._show()
        return self.screen.lines

    @property
    def struck(self) -> list[str]:
        self._show()
        return self.screen.struck

    def narrow(self, width: int) -> None:
        self._show()
        self.screen.narrow(width)
        self.console.width = width

    def _show(self) -> None:
        self.screen.feed(self._file.getvalue().replace("\n", "\r\n"))
        self._file.seek(0)
        self._file.truncate()


def test_the_evidence_is_shown_at_once() -> None:
    drawn = Drawn()
    drawn.draft.evidence(FOUND)
    assert drawn.lines == [
        "above",
        "reading [1] 标题 · 园区累计签约项目130个，涉及投资额54.2亿元。",
        "reading [2] 标题 · 近2000家企业。",
    ]


def test_the_text_is_shown_as_it_comes_and_marked() -> None:
    drawn = Drawn()
    drawn.draft.text("签约")
    drawn.draft.text("131个")
    assert drawn.lines == ["above", "┊ Draft, not checked yet:", "┊ 签约131个"]


def test_a_draft_that_is_dropped_is_struck_out() -> None:
    drawn = Drawn()
    drawn.draft.text("131 projects")
    drawn.draft.drop("no cited sentence has it")
    assert drawn.struck[1].strip() == "131 projects"
    assert drawn.lines[2] == "┊ no cited sentence has it"


WRITTEN = st.lists(st.text(alphabet="甲乙，。“” ab1.\n\t😀", max_size=40), max_size=12)


@given(WRITTEN, st.integers(4, 60), st.integers(2, 12))
def test_nothing_is_left_of_it(pieces: list[str], width: int, height: int) -> None:
    drawn = Drawn(width, height)
    drawn.draft.evidence(FOUND)
    for number, piece in enumerate(pieces):
        drawn.draft.text(piece)
        if number == 5:
            drawn.draft.drop("wrong")
    drawn.draft.clear()
    above = "above" if width > 4 else "abov"
    assert (drawn.lines[:1], drawn.lines[2 if width == 4 else 1 :], drawn.struck) == (
        [above],
        [],
        [],
    )


@given(WRITTEN, st.integers(12, 60), st.integers(5, 60))
def test_nothing_is_left_of_it_when_the_terminal_gets_narrower(
    pieces: list[str], width: int, then: int
) -> None:
    drawn = Drawn(width, 60)
    drawn.draft.evidence(FOUND)
    for piece in pieces:
        drawn.draft.text(piece)
    drawn.narrow(min(width, then))
    drawn.draft.text("more")
    drawn.draft.clear()
    assert (drawn.lines, drawn.struck) == (["above"], [])


@pytest.mark.parametrize(
    "settings", [{"force_terminal": False}, {"force_terminal": True, "_environ": {"TERM": "dumb"}}]
)
def test_in_a_pipe_and_on_a_dumb_terminal_nobody_watches(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, object]
) -> None:
    console = Console(file=io.StringIO(), **settings)  # type: ignore[arg-type]  # as above
    monkeypatch.setattr(consoles, "out", lambda: console)
    with render.drafting("how many") as watch:
        assert watch is NOBODY


def test_an_interrupted_draft_is_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = Drawn()
    monkeypatch.setattr(consoles, "out", lambda: drawn.console)

    def interrupted(watch: Watcher) -> NoReturn:
        watch.text("131 projects")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), render.drafting("how many") as watch:
        interrupted(watch)
    assert (drawn.lines, drawn.struck) == (["above"], [])


def rendered(monkeypatch: pytest.MonkeyPatch, found: Answer) -> Screen:
    drawn = Drawn()
    monkeypatch.setattr(consoles, "out", lambda: drawn.console)
    render.answer(found)
    _ = drawn.lines
    return drawn.screen


def test_what_is_withheld_is_struck_out(monkeypatch: pytest.MonkeyPatch) -> None:
    held = (Withheld("131 projects.", ("no cited sentence has “131 projects”",)),)
    screen = rendered(monkeypatch, Answer("how many", False, "", "model", 0.5, withheld=held))
    assert "131 projects." in "".join(screen.struck)
    assert not any("131 projects." in line for line in screen.lines)


def test_a_figure_without_support_is_struck_out(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = (GroundedFigure("131个", "131", "个", None, None),)
    screen = rendered(
        monkeypatch, Answer("多少", True, "签约131个。", "model", 0.5, figures=figures)
    )
    assert ("".join(screen.struck), screen.lines[1][:4]) == ("131个", "签约。")
