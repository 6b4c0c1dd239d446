"""Chat as a library: what is asked for what was typed, with how many calls, and what is kept."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from qa.answers.answer import Answer
from qa.answers.chat.chat import Chat, Understood
from qa.answers.chat.sessions import opened
from qa.answers.watcher import NOBODY
from qa.errors import ModelUnreachable
from qa.models.llm import Usage
from qa.proof.citations import Citation
from tests.answers.test_answering import Script

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qa.answers.answering import Way
    from qa.index.rows import Filters

CITATION = Citation("a.txt", "甲", "", None, 0, 7, 1, "签约130个。", True)


class Reads:
    """A reader that answers all alike, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Filters, int]] = []
        self.has_quotes = True

    def ask(self, question: str, filters: Filters, way: Way) -> Answer:
        self.asked.append((question, filters, way.calls))
        return Answer(
            question, True, "130个", "model", 0.9, (CITATION,), model="m", usage=Usage(1, 10, 1)
        )

    def holds(self, citation: Citation) -> bool:
        return self.has_quotes


@contextmanager
def chat(folder: Path, model: Script | None = None, reads: Reads | None = None) -> Iterator[Chat]:
    with opened(folder / "talk.jsonl", folder) as session:
        yield Chat(reads or Reads(), model, session)  # type: ignore[arg-type]  # all that it asks of one


def say(made: Chat, asked: str) -> Answer:
    understood = made.understand(asked)
    assert understood is not None
    return made.answer(understood)


def test_a_question_that_stands_alone_costs_no_call(tmp_path: Path) -> None:
    script = Script()
    with chat(tmp_path, script) as made:
        say(made, "横琴签约了多少个项目？")
        say(made, "南沙有多少家企业？")
    assert script.asked == []


def test_a_follow_up_is_asked_in_full(tmp_path: Path) -> None:
    reads = Reads()
    with chat(tmp_path, Script("横琴签约项目的投资额是多少？"), reads) as made:
        say(made, "横琴签约了多少个项目？")
        say(made, "那投资额呢？")
    assert [(question, calls) for question, _, calls in reads.asked] == [
        ("横琴签约了多少个项目？", 2),
        ("横琴签约项目的投资额是多少？", 1),
    ]


def test_putting_it_in_full_counts_as_a_call(tmp_path: Path) -> None:
    with chat(tmp_path, Script("横琴签约项目的投资额是多少？")) as made:
        say(made, "横琴签约了多少个项目？")
        assert say(made, "那投资额呢？").usage == Usage(2, 110, 11)


def test_what_cannot_be_put_in_full_is_asked_as_typed(tmp_path: Path) -> None:
    with chat(tmp_path, Script("深圳的投资额是多少？")) as made:
        say(made, "横琴签约了多少个项目？")
        understood = made.understand("那投资额呢？")
    assert understood == Understood(
        "那投资额呢？", "那投资额呢？", "对话里没有“深圳”", Usage(1, 100, 10)
    )


def test_without_a_model_a_follow_up_is_not_asked(tmp_path: Path) -> None:
    with chat(tmp_path) as made:
        say(made, "横琴签约了多少个项目？")
        assert made.understand("那投资额呢？") is None


def test_the_first_question_follows_nothing(tmp_path: Path) -> None:
    with chat(tmp_path) as made:
        assert made.understand("那投资额呢？") == Understood("那投资额呢？", "那投资额呢？")


def test_what_was_left_behind_is_not_followed(tmp_path: Path) -> None:
    with chat(tmp_path) as made:
        say(made, "横琴签约了多少个项目？")
        made.session.begin()
        assert made.understand("那投资额呢？") is not None


def test_a_turn_is_kept_as_ask_prints_it_with_what_was_typed(tmp_path: Path) -> None:
    with chat(tmp_path, Script("横琴签约项目的投资额是多少？")) as made:
        say(made, "横琴签约了多少个项目？")
        say(made, "那投资额呢？")
    record: dict[str, Any] = json.loads(
        (tmp_path / "talk.jsonl").read_text("utf-8").splitlines()[1]
    )
    assert (record["asked"], record["question"], record["answer"], record["usage"]["calls"]) == (
        "那投资额呢？",
        "横琴签约项目的投资额是多少？",
        "130个",
        2,
    )


def test_a_session_is_followed_after_it_was_opened_again(tmp_path: Path) -> None:
    with chat(tmp_path) as made:
        say(made, "横琴签约了多少个项目？")
    script = Script("横琴签约项目的投资额是多少？")
    with chat(tmp_path, script) as made:
        understood = made.understand("那投资额呢？")
    assert understood is not None
    assert (understood.question, "横琴签约了" in script.asked[0][0].content) == (
        "横琴签约项目的投资额是多少？",
        True,
    )


def test_an_answer_that_failed_is_not_kept(tmp_path: Path) -> None:
    class Fails(Reads):
        def ask(self, question: str, filters: Filters, way: Way) -> Answer:
            raise ModelUnreachable("no", "")

    with chat(tmp_path, reads=Fails()) as made:
        with pytest.raises(ModelUnreachable):
            made.answer(Understood("一", "一"), NOBODY)
        assert made.session.turns == []


@pytest.mark.parametrize("holds", [True, False])
def test_the_last_citations_are_looked_up_again(tmp_path: Path, holds: bool) -> None:
    reads = Reads()
    with chat(tmp_path, reads=reads) as made:
        say(made, "横琴签约了多少个项目？")
        reads.has_quotes = holds
        assert [(c.quote, c.verified) for c in made.sources()] == [(CITATION.quote, holds)]


def test_before_the_first_turn_there_are_no_citations(tmp_path: Path) -> None:
    with chat(tmp_path) as made:
        assert made.sources() == []
