"""The loop of draft, checks, one repair, and what is withheld; the model plays its part by script.

A script stands in for the model where what it says must be wrong in a certain way.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from qa.answers import answering
from qa.answers.answering import Finding
from qa.models.llm import Message, Reply, Usage
from qa.search.query import Asked, understand
from tests.evidence import evidence
from tests.readings import Scripted, choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.answers.answer import Answer
    from qa.models.llm import OnText
    from qa.search.evidence import Evidence

TEXT = "园区累计签约项目130个，涉及投资额54.2亿元。\n目前，园区已集聚近2000家企业。"
EVIDENCE = [
    evidence("园区累计签约项目130个，涉及投资额54.2亿元。", asked=Asked.COUNT),
    evidence("目前，园区已集聚近2000家企业。", start=TEXT.index("目前"), score=0.6),
]


class Script:
    """A model that says what it is told to, and keeps what it was asked."""

    name = "script"

    def __init__(self, *replies: str) -> None:
        self._replies = list(replies)
        self.asked: list[list[Message]] = []

    def served(self) -> list[str]:
        return [self.name]

    def close(self) -> None:
        pass

    def reply(
        self, messages: Sequence[Message], max_tokens: int, on_text: OnText | None = None
    ) -> Reply:
        self.asked.append(list(messages))
        said = self._replies.pop(0)
        for piece in said if on_text else ():
            on_text(piece)
        return Reply(said, Usage(1, 100, 10), complete=True)


def whole(path: str) -> str | None:
    return TEXT


def found(*sentences: Evidence, sure: float = 0.9) -> Finding:
    """A finding of these sentences, the figure of the first as what answers."""
    first = sentences[0]
    return Finding(sentences, [choice(first, first.figures[0].text, sure)])


FOUND = found(*EVIDENCE)
QUERY = understand("园区的项目和企业有多少")


def ask(script: Script, finding: Finding = FOUND, *, strict: bool = True) -> Answer:
    way = answering.Way(strict=strict)
    return answering.ask(QUERY, finding, script, Scripted(), whole, way)


def extract(finding: Finding = FOUND, text: str | None = TEXT) -> Answer:
    return answering.extract(QUERY, finding, lambda path: text)


def test_an_answer_that_holds_is_given_with_its_quote() -> None:
    answer = ask(Script("签约130个项目。[1]"))
    assert (answer.text, [c.quote for c in answer.citations]) == (
        "签约130个项目。 [1]",
        [EVIDENCE[0].text],
    )


def test_the_quote_is_where_the_citation_says() -> None:
    citation = ask(Script("近2000家企业。[2]")).citations[0]
    assert (TEXT[citation.start : citation.end], citation.verified, citation.paragraph) == (
        citation.quote,
        True,
        2,
    )


def test_a_wrong_figure_is_repaired_once() -> None:
    answer = ask(Script("签约131个项目。[1]", "签约130个项目。[1]"))
    assert (answer.answered, answer.usage.calls, len(answer.withheld)) == (True, 2, 1)


def test_a_wrong_figure_said_twice_is_withheld() -> None:
    answer = ask(Script("签约131个项目。[1]", "签约132个项目。[1]"))
    assert (answer.answered, answer.text, [w.text for w in answer.withheld]) == (
        False,
        "",
        ["签约131个项目。[1]", "签约132个项目。[1]"],
    )


def warned(said: str) -> Answer:
    """What is given with `--warn` of a draft that the model repeats when it is to mend it."""
    return ask(Script(said, said), strict=False)


def test_with_warn_the_mark_of_a_wrong_answer_counts_its_citation() -> None:
    answer = warned("集聚2001家企业。[2]")
    assert answer.text == "集聚2001家企业。 [1]"
    assert answer.citations[0].quote == EVIDENCE[1].text


def test_with_warn_what_a_warning_names_has_a_quote() -> None:
    answer = warned("签约130个项目。[2]")
    assert answer.text == "签约130个项目。 [1]"
    assert answer.warnings[0].endswith("有它的是第[2]句，请注明[2]")
    assert [c.quote for c in answer.citations] == [EVIDENCE[1].text, EVIDENCE[0].text]


def test_with_warn_the_mark_of_no_sentence_is_in_the_warning_alone() -> None:
    answer = warned("近2000家企业。[2][7]")
    assert (answer.text, answer.warnings) == ("近2000家企业。 [1]", ("没有编号为[7]的句子",))


def test_with_warn_nothing_but_the_mark_of_no_sentence_is_no_answer() -> None:
    assert not warned("[7]").answered


def test_the_model_is_told_what_was_wrong() -> None:
    script = Script("签约131个项目。[1]", "签约130个项目。[1]")
    ask(script)
    assert "131个" in script.asked[1][-1].content


def test_no_more_than_two_calls_are_made() -> None:
    script = Script("无编号", "无编号", "签约130个项目。[1]")
    ask(script)
    assert len(script.asked) == 2


def test_a_figure_never_cited_is_given_the_sentence_that_has_it() -> None:
    answer = ask(Script("签约130个项目。", "签约130个项目。"))
    assert (answer.text, [c.quote for c in answer.citations]) == (
        "签约130个项目。 [1]",
        [EVIDENCE[0].text],
    )


def test_a_figure_cited_where_no_sentence_is_is_given_the_one_that_has_it() -> None:
    answer = ask(Script("签约130个项目。[7]", "签约130个项目。[7]"))
    assert (answer.text, [c.quote for c in answer.citations]) == (
        "签约130个项目。 [1]",
        [EVIDENCE[0].text],
    )


def test_a_wrong_figure_never_cited_is_withheld() -> None:
    assert not ask(Script("签约131个项目。", "签约131个项目。")).answered


def test_words_never_cited_are_withheld() -> None:
    assert not ask(Script("签约了项目。", "签约了项目。")).answered


def test_a_refusal_is_no_answer_and_offers_what_came_closest() -> None:
    answer = ask(Script("资料中没有答案"), found(*EVIDENCE, sure=0.7))
    assert (answer.answered, len(answer.nearest), answer.usage.calls) == (False, 2, 1)


def test_the_evidence_is_numbered_from_the_best() -> None:
    script = Script("资料中没有答案")
    ask(script)
    assert script.asked[0][0].content.index("[1] 园区累计") < script.asked[0][0].content.index(
        "[2] 目前"
    )


THIRD = evidence("园区很美。", start=99, score=0.5)


def test_a_refusal_of_a_sure_question_is_asked_about_with_the_best_alone() -> None:
    script = Script("资料中没有答案", "签约130个项目。[1]")
    answer = ask(script, found(*EVIDENCE, THIRD))
    prompts = [messages[-1].content for messages in script.asked]
    assert answer.text == "签约130个项目。 [1]"
    assert ["园区很美" in prompt for prompt in prompts] == [True, False]


def test_a_mark_of_a_sentence_that_was_not_shown_again_is_no_citation() -> None:
    script = Script("资料中没有答案", "签约130个项目。[1]园区很美。[3]")
    answer = ask(script, found(*EVIDENCE, THIRD))
    assert [c.quote for c in answer.citations] == [EVIDENCE[0].text]
    assert [w.text for w in answer.withheld] == ["园区很美。[3]"]


def test_a_refusal_of_an_unsure_question_is_taken() -> None:
    script = Script("资料中没有答案", "签约130个项目。[1]")
    unsure = found(replace(EVIDENCE[0], score=0.5), EVIDENCE[1], THIRD, sure=0.5)
    assert not ask(script, unsure).answered
    assert len(script.asked) == 1


def test_what_is_refused_twice_the_sure_sentence_answers() -> None:
    script = Script("资料中没有答案", "资料中没有答案")
    answer = ask(script, found(*EVIDENCE, THIRD))
    assert (answer.text, answer.mode, answer.usage.calls) == ("130个", "extractive", 2)


def test_two_refusals_of_a_less_sure_question_are_a_refusal() -> None:
    unsure = found(*EVIDENCE, THIRD, sure=0.7)
    assert not ask(Script("资料中没有答案", "资料中没有答案"), unsure).answered


def test_what_is_withheld_no_sentence_answers_instead() -> None:
    assert not ask(Script("签约131个项目。[1]", "资料中没有答案")).answered


def test_what_hardly_answers_is_not_shown_to_the_model() -> None:
    script = Script("资料中没有答案")
    ask(script, found(EVIDENCE[0], replace(EVIDENCE[1], score=0.01)))
    assert EVIDENCE[1].text not in script.asked[0][0].content


def test_a_hopeless_question_costs_no_call() -> None:
    script = Script()
    ask(script, found(*EVIDENCE, sure=0.05))
    assert script.asked == []


def test_no_evidence_is_no_answer() -> None:
    assert not ask(Script(), Finding([])).answered


def test_a_quote_that_the_file_no_longer_has_is_withheld() -> None:
    script = Script("签约130个项目。[1]")
    answer = answering.ask(QUERY, FOUND, script, Scripted(), lambda path: "别的")
    assert (answer.answered, answer.withheld[-1].reasons) == (False, (answering.STALE,))


def test_the_figure_is_extracted_from_the_sentence() -> None:
    answer = extract()
    assert (answer.text, answer.figures[0].span and answer.figures[0].span.of(TEXT)) == (
        "130个",
        "130个",
    )


def test_what_is_no_figure_is_extracted_as_it_stands() -> None:
    answer = extract(Finding(EVIDENCE, [choice(EVIDENCE[0], "签约项目")]))
    assert (answer.text, answer.figures) == ("签约项目", ())


def test_the_sentence_of_what_is_extracted_is_cited_first() -> None:
    answer = extract(Finding(EVIDENCE, [choice(EVIDENCE[1], "近2000家")]))
    assert answer.citations[0].quote == EVIDENCE[1].text


@pytest.mark.parametrize(("sure", "cited"), [(0.45, 2), (0.44, 1)])
def test_an_answer_that_is_close_is_cited_as_well(sure: float, cited: int) -> None:
    choices = [choice(EVIDENCE[0], "130个", 0.9), choice(EVIDENCE[1], "近2000家", sure)]
    assert len(extract(Finding(EVIDENCE, choices)).citations) == cited


def test_a_sentence_that_hangs_on_another_is_cited_with_it() -> None:
    hanging = evidence("该区集聚企业41家。", start=7, around="横琴区成立。\n该区集聚企业41家。")
    text = hanging.around
    answer = extract(Finding([hanging], [choice(hanging, "41家")]), text)
    assert [c.quote for c in answer.citations] == ["该区集聚企业41家。", "横琴区成立。"]


@pytest.mark.parametrize(("sure", "answered"), [(0.69, True), (0.68, False)])
def test_what_is_not_likely_enough_is_no_answer(sure: float, answered: bool) -> None:
    assert extract(found(*EVIDENCE, sure=sure)).answered is answered


def test_without_an_answer_the_nearest_sentences_are_shown() -> None:
    answer = extract(found(*EVIDENCE, sure=0.4))
    assert (answer.text, answer.citations, len(answer.nearest)) == ("", (), 2)


def test_the_confidence_is_that_of_the_first_choice() -> None:
    assert extract(found(*EVIDENCE, sure=0.8)).confidence == 0.8


@pytest.mark.parametrize("text", [None, "文章改过了。"])
def test_extracted_quotes_are_looked_up_as_well(text: str | None) -> None:
    answer = extract(text=text)
    assert (answer.answered, answer.citations) == (False, ())
