"""What a watcher is told while a model answers, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qa.answers import answering
from qa.answers.answering import Way
from qa.answers.watcher import NOBODY, watched
from tests.answers.test_answering import EVIDENCE, FOUND, QUERY, Script, found, whole
from tests.readings import Scripted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.answers.answer import Answer
    from qa.search.evidence import Evidence


@dataclass
class Notes:
    """A watcher that writes down what it is told."""

    said: list[str] = field(default_factory=list)

    def evidence(self, found: Sequence[Evidence]) -> None:
        self.said.append(f"{len(found)} sentences")

    def text(self, piece: str) -> None:
        if self.said and self.said[-1].startswith("<"):
            self.said[-1] += piece
        else:
            self.said.append(f"<{piece}")

    def drop(self, reason: str) -> None:
        self.said.append(f"drop: {reason}")


def ask(watch: Notes, *replies: str, calls: int = 2) -> tuple[Answer, Script]:
    script = Script(*replies)
    way = Way(calls, watch=watch)
    return answering.ask(QUERY, FOUND, script, Scripted(), whole, way), script


def test_the_evidence_comes_before_the_text() -> None:
    notes = Notes()
    ask(notes, "签约130个项目。[1]")
    assert notes.said == ["2 sentences", "<签约130个项目。[1]"]


def test_a_wrong_draft_is_dropped_before_the_next() -> None:
    notes = Notes()
    ask(notes, "签约131个项目。[1]", "签约130个项目。[1]")
    assert [said[:5] for said in notes.said] == ["2 sen", "<签约13", "drop:", "<签约13"]
    assert "131个" in notes.said[2]


def test_a_hopeless_question_tells_nothing() -> None:
    notes = Notes()
    hopeless = found(*EVIDENCE, sure=0.05)
    answering.ask(QUERY, hopeless, Script(), Scripted(), whole, Way(watch=notes))
    assert notes.said == []


def test_with_one_call_left_there_is_no_repair() -> None:
    answer, script = ask(Notes(), "签约131个项目。[1]", calls=1)
    assert (answer.answered, [w.text for w in answer.withheld], len(script.asked)) == (
        False,
        ["签约131个项目。[1]"],
        1,
    )


def test_with_one_call_left_a_figure_is_given_the_sentence_that_has_it() -> None:
    answer, _ = ask(Notes(), "签约130个项目。", calls=1)
    assert (answer.text, len(answer.citations)) == ("签约130个项目。 [1]", 1)


def test_where_nobody_watches_nothing_is_streamed() -> None:
    script = Script()
    assert watched(script, NOBODY) is script


def test_a_watched_model_is_the_model() -> None:
    model = watched(Script(), Notes())
    assert (model.name, model.served()) == ("script", ["script"])
