"""What a reader by script finds where a text takes its figures from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa.proof.grounding import ground_sentences
from qa.proof.readback import ABSENT, Misreading, absent, elsewhere, misread
from qa.search.query import understand
from tests.evidence import evidence
from tests.readings import Scripted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.search.evidence import Evidence

TOWNS = evidence("河东签约130个项目，河西签约150个项目。")
YEARS = evidence("2022年签约130个项目，2023年签约150个项目。")
LATER = evidence("河西签约130个项目。", start=100)
QUESTION = "河西签约了多少个项目"
SAID = "河西签约130个项目。[1]"


def found(
    text: str, numbered: Sequence[Evidence], reader: Scripted, question: str = QUESTION
) -> list[Misreading]:
    grounded = ground_sentences(text, numbered, question)
    return misread(text, grounded, numbered, understand(question), reader)


def reads(*told: tuple[str, float], here: float = 0.9) -> Scripted:
    """A reader that reads this where a number is asked for."""
    return Scripted({"多少": told}, here)


def test_a_figure_that_is_another_years_is_named_with_the_right_one() -> None:
    wrong = found(SAID, [TOWNS], reads(("150个", 0.9), ("130个", 0.1)))
    assert wrong == [Misreading("130个", 1, "150个")]


def test_a_figure_that_is_read_as_it_is_said_is_right() -> None:
    assert found(SAID, [TOWNS], reads(("130个", 0.9))) == []


@pytest.mark.parametrize(("other", "wrong"), [(0.7, 1), (0.5, 0)])
def test_the_other_figure_must_be_much_likelier(other: float, wrong: int) -> None:
    reader = reads(("150个", other), ("130个", 0.2))
    assert len(found(SAID, [TOWNS], reader)) == wrong


@pytest.mark.parametrize(("here", "wrong"), [(0.3, 1), (0.1, 0)])
def test_what_is_read_where_nothing_answers_does_not_count(here: float, wrong: int) -> None:
    assert len(found(SAID, [TOWNS], reads(("150个", 0.9), here=here))) == wrong


@pytest.mark.parametrize("numbered", [[TOWNS, LATER], [LATER, TOWNS]])
def test_one_cited_sentence_that_bears_a_figure_is_enough(numbered: list[Evidence]) -> None:
    reader = reads(("150个", 0.8), ("130个", 0.1))
    assert found("河西签约130个项目。[1][2]", numbered, reader) == []


def test_where_no_cited_sentence_bears_it_the_last_is_named() -> None:
    again = evidence("河东签约130个，河西签约150个。", start=100)
    wrong = found("河西签约130个项目。[1][2]", [TOWNS, again], reads(("150个", 0.9)))
    assert wrong == [Misreading("130个", 2, "150个")]


def test_a_figure_that_is_the_only_one_of_its_kind_is_right() -> None:
    only = evidence("园区签约130个项目，投资54.2亿元。")
    assert found("签约130个项目。[1]", [only], reads(("54.2亿元", 0.9))) == []


def test_a_figure_that_the_sentence_does_not_have_is_not_asked_for() -> None:
    reader = reads(("150个", 0.9))
    found("签约131个项目。[1]", [TOWNS], reader)
    assert reader.asked == []


def test_a_figure_of_the_kind_that_is_asked_for_is_read_for_the_question_too() -> None:
    reader = reads(("130个", 0.9))
    found("签约130个项目。[1]", [TOWNS], reader)
    assert reader.asked == [QUESTION, "签约多少个项目？"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("2022年签约项目。[1]", "什么时候签约项目？"),
        ("In the park 130 were signed. [1]", "In the park how many were signed?"),
        ("In 2022 projects were signed. [1]", "In when projects were signed?"),
    ],
)
def test_a_statement_is_asked_back_without_its_figure(text: str, asked: str) -> None:
    reader = Scripted()
    found(text, [TOWNS] if "130" in text else [YEARS], reader, "园区怎样")
    assert reader.asked == [asked]


def test_a_date_that_is_another_ones_is_named() -> None:
    reader = Scripted({"什么时候": [("2022年", 0.9)]})
    wrong = found("园区2023年签约。[1]", [YEARS], reader, "园区怎样")
    assert wrong == [Misreading("2023年", 1, "2022年")]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2022年签约130个项目。[1]", []),
        ("2023年签约130个项目。[1]", [Misreading("130个", 1, "150个")]),
    ],
)
def test_a_year_tells_the_figure_that_stands_after_it_whatever_is_read(
    text: str, wrong: list[Misreading]
) -> None:
    assert found(text, [YEARS], reads(("150个", 0.9)), "2022年和2023年签约多少") == wrong


def test_what_is_said_twice_is_named_once() -> None:
    wrong = found(SAID, [TOWNS, TOWNS], reads(("150个", 0.9)))
    assert len(wrong) == 1


def test_the_sentence_is_found_in_its_passage() -> None:
    around = f"天晴。{TOWNS.text}"
    amid = evidence(TOWNS.text, start=3, around=around)
    assert found(SAID, [amid], reads(("150个", 0.9))) == [Misreading("130个", 1, "150个")]


# --- whether anything answers -----------------------------------------------------------------------


@pytest.mark.parametrize(("here", "lost"), [(ABSENT / 2, True), (ABSENT * 2, False)])
def test_what_is_cited_is_unlikely_to_answer(here: float, lost: bool) -> None:
    assert absent([TOWNS], understand(QUESTION), Scripted(here=here)) is lost


def test_one_passage_that_answers_is_enough() -> None:
    reader = reads(("150个", 0.9))
    assert not absent([LATER, TOWNS], understand(QUESTION), reader)


def test_where_nothing_is_cited_nothing_is_absent() -> None:
    assert not absent([], understand(QUESTION), Scripted())


# --- names that stand elsewhere ----------------------------------------------------------------------

AROUND = "珠海的园区签约项目130个。"


@pytest.mark.parametrize(
    ("cited", "text", "question", "names"),
    [
        ("园区签约项目130个。", "珠海签约项目130个。[1]", "签约了多少个", ["珠海"]),
        ("园区签约项目130个。", "珠海签约项目130个。[1]", "珠海签约了多少个", []),
        ("园区签约项目130个。", "上海签约项目130个。[1]", "签约了多少个", []),
        ("珠海园区签约项目130个。", "珠海签约项目130个。[1]", "签约了多少个", []),
        ("该园区签约项目130个。", "珠海签约项目130个。[1]", "签约了多少个", []),
        ("园区签约项目130个。", "珠海签约项目130个。", "签约了多少个", []),
    ],
    ids=["around it", "of the question", "nowhere", "in it", "it hangs on that", "nothing cited"],
)
def test_a_name_that_stands_around_what_is_cited_and_not_in_it(
    cited: str, text: str, question: str, names: list[str]
) -> None:
    numbered = [evidence(cited, around=AROUND)]
    grounded = ground_sentences(text, numbered, question)
    assert list(elsewhere(grounded, numbered, understand(question))) == names
