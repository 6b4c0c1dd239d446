"""Runs over a small corpus: what passes, and at which stage what is broken on purpose fails."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from qa.answers import answering
from qa.corpus import reader
from qa.errors import ModelUnreachable, OverBudget
from qa.evaluation.cases import Case, Expected
from qa.evaluation.results import Outcome, Stage
from qa.evaluation.runner import of_run, run
from qa.language.text import Span
from qa.proof.citations import Citation
from qa.proof.grounding import GroundedFigure
from qa.reading import spans
from qa.summaries.summary import Form, Summary, SummarySentence
from tests.evaluation.sample import FILE, PROJECTS, case
from tests.readings import choice

if TYPE_CHECKING:
    from qa.corpus.corpus import Corpus
    from qa.evaluation.results import Result

UNANSWERED = case("mayor", "蓝湖新城的市长是谁？", (), unanswered=True)


def only(corpus: Corpus, asked: Case) -> Result:
    return run(corpus, [asked], "extractive").results[0]


def test_a_right_answer_passes_with_all_its_scores(corpus: Corpus) -> None:
    found = only(corpus, case())
    assert (found.outcome, found.stage, found.value) == (Outcome.PASS, None, "130个")
    assert found.scores == {
        **dict.fromkeys(("exact", "f1", "figure", "mrr", "precision", "quotes"), 1.0),
        **dict.fromkeys(("recall@1", "recall@5", "recall@10", "support"), 1.0),
    }


def test_an_english_question_is_scored_by_the_chinese_figure(corpus: Corpus) -> None:
    asked = case(question="How many industrial projects has Qingshan park signed?")
    assert only(corpus, asked).outcome is Outcome.PASS


def test_what_has_no_answer_passes_if_it_is_refused(corpus: Corpus) -> None:
    found = only(corpus, case("x", "火星上的企鹅吃什么？", (), unanswered=True))
    assert (found.outcome, found.scores["refusal"]) == (Outcome.PASS, 1.0)


def test_retrieval_that_loses_the_passage_is_named(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = reader.Reader._passages

    def without(self: Any, *args: Any) -> Any:
        return [p for p in whole(self, *args) if "130个" not in p.chunk.text]

    monkeypatch.setattr(reader.Reader, "_passages", without)
    found = only(corpus, case())
    assert (found.outcome, found.stage) == (Outcome.FAIL, Stage.RETRIEVAL)
    assert found.scores["recall@10"] == 0


def test_a_passage_that_cuts_the_figure_does_not_hold_it(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = reader.Reader._passages

    def cut(self: Any, *args: Any) -> Any:
        end = PROJECTS.index("30个")
        return [
            replace(
                p,
                chunk=replace(
                    p.chunk, span=Span(0, end), text=PROJECTS[:end], sentences=(Span(0, end),)
                ),
            )
            for p in whole(self, *args)
            if p.chunk.article == FILE
        ]

    monkeypatch.setattr(reader.Reader, "_passages", cut)
    assert only(corpus, case()).stage is Stage.RETRIEVAL


def test_evidence_that_leaves_the_article_out_is_named(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = reader.gather
    monkeypatch.setattr(
        reader, "gather", lambda *args: [e for e in whole(*args) if e.article != FILE]
    )
    found = only(corpus, case())
    assert found.stage is Stage.EVIDENCE
    assert "it was not chosen" in found.explanation


def test_a_reading_of_another_figure_is_named(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = spans.choices

    def other(*args: Any) -> Any:
        best, *rest = whole(*args)
        return [choice(best.evidence, "54.2亿元", best.probability), *rest]

    monkeypatch.setattr(spans, "choices", other)
    found = only(corpus, case())
    assert found.stage is Stage.READING
    assert found.explanation == (
        f"expected 130个; answered 54.2亿元 from “{PROJECTS}” ({FILE});"
        " the sentence with the gold was read first"
    )


def test_a_right_answer_that_cites_another_sentence_is_named(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = answering.extract
    elsewhere = Citation(
        "lanhu.txt", "", "", None, 0, 11, 1, "蓝湖新城开放公园17座。", verified=True
    )
    monkeypatch.setattr(
        answering, "extract", lambda *args: replace(whole(*args), citations=(elsewhere,))
    )
    found = only(corpus, case())
    assert (found.stage, found.scores["precision"]) == (Stage.CITATION, 0)


@pytest.mark.parametrize("spoiled", ["verified", "supported"])
def test_a_right_answer_whose_proof_does_not_hold_is_named(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, spoiled: str
) -> None:
    whole = answering.extract

    def spoil(*args: Any) -> Any:
        answer = whole(*args)
        if spoiled == "verified":
            return replace(answer, citations=(replace(answer.citations[0], verified=False),))
        return replace(answer, figures=(GroundedFigure("130个", "130", "个", None, None),))

    monkeypatch.setattr(answering, "extract", spoil)
    assert only(corpus, case()).stage is Stage.CITATION


def test_refusing_what_has_an_answer_is_named(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "EXTRACTIVE_THRESHOLD", 1.1)
    found = only(corpus, case())
    assert found.stage is Stage.REFUSAL
    assert "not answered (confidence" in found.explanation


def test_answering_what_has_no_answer_is_named(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "EXTRACTIVE_THRESHOLD", 0.0)
    found = only(corpus, UNANSWERED)
    assert (found.stage, found.scores["refusal"]) == (Stage.REFUSAL, 0)
    assert found.explanation.startswith("expected no answer; answered ")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (case(quote="累计签约产业项目310个"), f"{FILE} does not have “累计签约产业项目310个”"),
        (case(figures=("310个",), quote=""), f"{FILE} does not have 310个"),
        (case(file="gone.txt"), "there is no article gone.txt"),
        (
            case("x", "青山园区主任是谁？", (), texts=("李鸣",), quote=""),
            f"{FILE} does not have “李鸣”",
        ),
    ],
    ids=["quote", "figure", "article", "text"],
)
def test_a_gold_that_is_not_in_the_article_is_named(corpus: Corpus, asked: Case, said: str) -> None:
    found = only(corpus, asked)
    assert found.stage is Stage.GOLD
    assert found.explanation.startswith(said)


def test_an_error_in_one_case_is_unscored_and_ends_nothing(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = reader.Reader.traced

    def fails(self: Any, question: str) -> Any:
        if question == "坏？":
            raise ModelUnreachable("the server is gone", "start it")
        return whole(self, question)

    monkeypatch.setattr(reader.Reader, "traced", fails)
    bad, good = run(corpus, [case("a", "坏？"), case()], "model").results
    assert (bad.outcome, bad.stage) == (Outcome.UNSCORED, Stage.INFRASTRUCTURE)
    assert (bad.explanation, good.outcome) == ("the server is gone", Outcome.PASS)


def test_over_budget_ends_the_run(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(self: Any, question: str) -> Any:
        raise OverBudget("too much", "raise it")

    monkeypatch.setattr(reader.Reader, "traced", fails)
    with pytest.raises(OverBudget):
        run(corpus, [case()], "model")


# --- summaries -----------------------------------------------------------------------------


def summarized(
    corpus: Corpus, *sentences: str, contains: str = "130个", lacks: str = "17座"
) -> Result:
    quote = Citation(FILE, "", "", None, 0, len(PROJECTS), 1, PROJECTS, verified=True)
    made = Summary(
        FILE, "", None, tuple(SummarySentence(s, (quote,)) for s in sentences), Form(), "extractive"
    )
    expected = Expected(contains=(contains,), lacks=(lacks,))
    asked = Case("s", expected, "evals/sample.yaml:9", summarize=FILE)
    record = {"article": FILE}
    return run(corpus, [asked], "extractive", summarize=lambda _: (made, record)).results[0]


@pytest.mark.parametrize(
    ("sentences", "stage"),
    [
        (["签约130个项目。"], None),
        (["Qingshan signed 130 projects."], None),
        (["签约1130个项目。"], Stage.READING),
        (["签约130个项目。", "公园17座。"], Stage.READING),
        ([], Stage.REFUSAL),
    ],
)
def test_a_summary_holds_what_it_must_and_lacks_what_it_must(
    corpus: Corpus, sentences: list[str], stage: Stage | None
) -> None:
    assert summarized(corpus, *sentences).stage is stage


def test_without_what_summarizes_a_summary_is_unscored(corpus: Corpus) -> None:
    asked = Case("s", Expected(contains=("130个",)), "evals/sample.yaml:9", summarize=FILE)
    assert only(corpus, asked).outcome is Outcome.UNSCORED


# --- the record ----------------------------------------------------------------------------


def without_times(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_times(each) for key, each in value.items() if key != "seconds"}
    return [without_times(each) for each in value] if isinstance(value, list) else value


def test_two_runs_have_the_same_record_but_for_times(corpus: Corpus) -> None:
    asked = [case(), UNANSWERED, case("firms", "有多少家软件企业？", ("近2000家",), quote="")]
    one, other = (json.dumps(without_times(of_run(run(corpus, asked, "x")))) for _ in range(2))
    assert one == other


def test_the_record_is_in_the_order_of_the_cases_and_its_keys_sorted(corpus: Corpus) -> None:
    record = of_run(run(corpus, [UNANSWERED, case()], "extractive"))
    assert [result["case"] for result in record["results"]] == ["mayor", "projects"]
    assert json.dumps(record) == json.dumps(record, sort_keys=True)


def test_the_conditions_name_what_a_run_was_made_with(corpus: Corpus) -> None:
    told = run(corpus, [case()], "extractive").conditions
    assert (told["model"], told["embedder"]) == ("none", "use-multilingual-3")
    assert {"version", "articles", f"article {FILE}", "threshold extractive"} <= told.keys()
