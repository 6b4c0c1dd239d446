"""Twins over a small folder: each kind passes, and fails where the fault is planted it looks for."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qa.answers import answering
from qa.articles import chunking
from qa.corpus import reader
from qa.corpus.corpus import Corpus
from qa.evaluation import sets, trials
from qa.evaluation.cases import Case, Expected
from qa.evaluation.cassettes import Cassette
from qa.evaluation.copies import Document, NoCopyError, Shelf, edited, retold, without
from qa.evaluation.playing import Recording, Replaying
from qa.evaluation.results import Outcome, Result, Stage
from qa.evaluation.substitutes import substitute
from qa.evaluation.twins import Kind, Twin, of_cases, twins
from qa.evaluation.verdicts import verdict
from qa.language.quantities import find
from qa.language.text import Span, simplified, traditional
from qa.models import framing
from qa.models.injections import is_injection
from qa.models.llm import Message, Reply, Usage
from qa.proof.versions import contradictions
from tests.evaluation import sample
from tests.evaluation.sample import FILE, case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qa.evaluation.trials import Trials

    Ask = Callable[..., Result]

SEEDS = Path(__file__).parents[2] / "seeds"
SET = Path(__file__).parents[2] / "evals" / "seed.yaml"
RAW = "---\ntitle: '园区130个'\n---\n<div><p>签约<b>130</b>个项目。</p><p>近2000家&#20225;业。</p></div>"


@pytest.fixture
def shelf(corpus: Corpus) -> Shelf:
    return Shelf(corpus.settings.articles)


@pytest.fixture
def made(shelf: Shelf) -> dict[Kind, Twin]:
    return {twin.kind: twin for twin in twins(case(), shelf).made}


def document(raw: str = RAW) -> Document:
    return Document("a.txt", raw.encode())


# --- copies ----------------------------------------------------------------------------------


def test_a_figure_is_edited_in_the_file_and_nothing_else() -> None:
    start = document().text.index("2000")
    copy = edited(document(), Span(start, start + 4), "7000")
    assert copy.raw.decode() == RAW.replace("2000", "7000")


def test_markup_within_a_place_is_not_lost_in_silence() -> None:
    raw = document("<p>签约<b>1</b>30个，<i>很多。</i></p>")
    place = raw.text.index("130个")
    copy = edited(raw, Span(place, place + 3), "724")
    assert copy.text == "签约724个，很多。"


def test_a_copy_that_reads_otherwise_is_refused() -> None:
    with pytest.raises(NoCopyError, match="markup"):
        edited(document(), Span(2, 5), "<i>7</i>")


def test_a_paragraph_is_taken_out_and_the_head_stays() -> None:
    left = without(document(), document().article.paragraphs[:1])
    assert (left.article.title, left.text) == ("园区130个", "近2000家企业。")


def test_no_article_is_left_without_its_only_paragraph() -> None:
    lone = document("<p>签约130个项目。</p>")
    with pytest.raises(NoCopyError, match="nothing is left"):
        without(lone, lone.article.paragraphs)


def test_a_reprint_has_the_same_words_under_another_name() -> None:
    made = document("---\ntitle: \"他说: '<好>'\"\n---\n\n1 < 2, *星* & 更多。\n\n第二段。")
    copy = retold(made, made.beside("reprint"), "转载", None)
    assert (copy.path, copy.text, copy.article.title, copy.article.author) == (
        "a-reprint.txt",
        made.text,
        made.article.title,
        "转载",
    )


# --- substitutes -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    ["130个", "54.2亿元", "8400余家", "近2000家", "68.7%", "3到5分钟", "两年多", "2021年7月9日"],
)
def test_another_figure_has_the_form_of_the_first(written: str) -> None:
    figure = find(written)[0]
    new = substitute(figure, written, [figure], "a case")
    assert new
    assert new != written
    got = find(new)[0]
    assert (got.text, got.unit, got.bound, got.kind) == (
        new,
        figure.unit,
        figure.bound,
        figure.kind,
    )


def test_another_figure_is_none_that_the_article_has() -> None:
    figure = find("签约3个")[0]
    article = "、".join(f"{n}个" for n in range(10) if n != 7)
    seeds = [str(n) for n in range(20)]
    assert {substitute(figure, article, find(article), seed) for seed in seeds} == {"7个"}


def test_a_figure_without_a_numeral_has_no_other() -> None:
    figure = find("年产值超千亿元")[0]
    assert substitute(figure, "年产值超千亿元", [figure], "x") is None


# --- what is made ----------------------------------------------------------------------------


def test_each_kind_is_made_of_a_case_with_a_figure(made: dict[Kind, Twin]) -> None:
    assert list(made) == list(Kind)
    assert [twin.case.id for twin in made.values()] == [f"projects~{kind}" for kind in Kind]
    assert all(twin.case.tags == ("twin", str(kind)) for kind, twin in made.items())


def test_twins_are_the_same_every_time(corpus: Corpus, made: dict[Kind, Twin]) -> None:
    again = twins(case(), Shelf(corpus.settings.articles)).made
    assert again == tuple(made.values())


def test_the_article_is_not_among_those_of_its_removal(made: dict[Kind, Twin]) -> None:
    assert [d.path for d in made[Kind.REMOVED].documents] == ["lanhu.txt"]


def test_the_paragraph_is_removed_from_an_only_article(tmp_path: Path) -> None:
    sample.articles(tmp_path)
    (tmp_path / "lanhu.txt").unlink()
    (copy,) = twins(case(), Shelf([tmp_path]), [Kind.REMOVED]).made[0].documents
    assert (copy.path, "130个" in copy.text, "近2000家" in copy.text) == (FILE, False, True)


def test_another_article_with_the_answer_does_not_stand_beside(tmp_path: Path) -> None:
    sample.articles(tmp_path)
    sample.article(tmp_path / "other.txt", "园区", "青山园区有130个项目。")
    twin = twins(case(), Shelf([tmp_path]), [Kind.REMOVED]).made[0]
    assert [d.path for d in twin.documents] == ["lanhu.txt"]


def unmade(asked: Case, shelf: Shelf) -> dict[Kind, str]:
    return {kind: why for (_, kind), why in twins(asked, shelf).unmade.items()}


def test_of_an_unanswered_case_only_what_keeps_it_is_made(shelf: Shelf) -> None:
    asked = case("mayor", "蓝湖新城的市长是谁？", (), unanswered=True)
    kinds = [Kind.REMOVED, Kind.CHANGED, Kind.VERSIONS, Kind.REPRINTED]
    assert unmade(asked, shelf) == dict.fromkeys(kinds, "it has no answer")


def test_of_a_case_without_a_figure_none_is_changed(shelf: Shelf) -> None:
    asked = case("head", "青山园区主任是谁？", (), texts=("李明",), quote="青山园区主任李明说")
    kinds = [Kind.CHANGED, Kind.VERSIONS]
    assert unmade(asked, shelf) == dict.fromkeys(kinds, "no figure is expected")


def test_an_english_question_has_no_traditional_twin(shelf: Shelf) -> None:
    asked = case(question="How many projects has Qingshan park signed?")
    assert list(unmade(asked, shelf)) == [Kind.TRADITIONAL]


def test_of_a_summary_nothing_is_made(shelf: Shelf) -> None:
    asked = Case("s", Expected(contains=("130个",)), "x.yaml:1", summarize=FILE)
    assert list(unmade(asked, shelf)) == list(Kind)


def test_all_are_counted(shelf: Shelf) -> None:
    found = of_cases([case(), case("mayor", "谁？", (), unanswered=True)], shelf)
    assert found.counts()[Kind.CHANGED] == (1, 1)
    assert len(found.made) + len(found.unmade) == 2 * len(Kind)


def test_the_changed_figures_of_the_seed_set_stand_in_their_quotes() -> None:
    cases = sets.read([SET])[0].cases[::9]
    found = of_cases(cases, Shelf([SEEDS]), [Kind.CHANGED]).made
    assert found
    for twin in found:
        first = twin.case.expected.gold[0]
        text = twin.documents[0].text
        assert first.quote in text, twin.case.id
        assert Counter(text)["\n"] == Counter(twin.plain_documents[0].text)["\n"]


def test_an_order_is_one_that_speaks_to_a_model(made: dict[Kind, Twin]) -> None:
    figure, words = made[Kind.INJECTED].figures
    assert is_injection(words)
    assert figure != "130个"
    assert f"54.2亿元。{words}" in made[Kind.INJECTED].documents[0].text


# --- what comes of them ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def places(indexed: Path) -> Iterator[dict[str, Trials]]:
    """Trials with and without a model, whose indexes the tests of this file share."""
    settings = sample.settings(indexed, no_model=True)
    plain, obedient = Corpus(settings), Corpus(settings, model=Obedient("签约130个产业项目。[1]"))
    with trials.trials(plain, "extractive") as read, trials.trials(obedient, "model") as said:
        yield {"extractive": read, "model": said}


@pytest.fixture
def ask(places: dict[str, Trials]) -> Iterator[Ask]:
    """Asks a twin."""
    yield lambda twin, mode="extractive": places[mode].result(twin)
    for place in places.values():
        place.forget()


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_passes(kind: Kind, ask: Ask, made: dict[Kind, Twin]) -> None:
    found = ask(made[kind])
    assert (found.case.id, found.outcome, found.stage) == (f"projects~{kind}", Outcome.PASS, None)


def test_a_run_has_all_twins_in_order_and_what_they_were_made_with(
    corpus: Corpus, made: dict[Kind, Twin]
) -> None:
    told: list[str] = []
    asked = [made[Kind.REMOVED], made[Kind.TRADITIONAL]]
    run = trials.run(corpus, asked, "extractive", playing=lambda case: told.append(case.id))
    assert [result.case.id for result in run.results] == [twin.case.id for twin in asked] == told
    assert (run.conditions["model"], "article lanhu.txt" in run.conditions) == ("none", False)


def test_the_corpus_is_not_touched(corpus: Corpus, ask: Ask, made: dict[Kind, Twin]) -> None:
    before = sorted(p.name for p in corpus.settings.articles[0].iterdir())
    ask(made[Kind.REPRINTED])
    assert sorted(p.name for p in corpus.settings.articles[0].iterdir()) == before
    assert not corpus.pending()


def failed(found: Result, stage: Stage, words: str) -> None:
    assert (found.outcome, found.stage) == (Outcome.FAIL, stage), found.explanation
    assert words in found.explanation


def test_an_answer_without_the_article_fails(
    ask: Ask, made: dict[Kind, Twin], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "EXTRACTIVE_THRESHOLD", -1.0)
    found = ask(made[Kind.REMOVED])
    failed(found, Stage.REFUSAL, "expected no answer")


def saying(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every question be answered with the same words, whatever is read."""
    whole = reader.Reader.traced

    def said(self: Any, *args: Any) -> Any:
        found = whole(self, *args)
        return replace(found, answer=replace(found.answer, answered=True, text=text))

    monkeypatch.setattr(reader.Reader, "traced", said)


def test_an_answer_from_memory_fails(
    ask: Ask, made: dict[Kind, Twin], monkeypatch: pytest.MonkeyPatch
) -> None:
    saying("130个", monkeypatch)
    failed(ask(made[Kind.CHANGED]), Stage.READING, "answered 130个")


def test_a_contradiction_that_is_not_shown_fails(
    ask: Ask, made: dict[Kind, Twin], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contradictions, "versions", lambda *_: ())
    failed(ask(made[Kind.VERSIONS]), Stage.READING, "not shown: 130个")


def test_a_reader_without_traditional_script_fails(
    ask: Ask, made: dict[Kind, Twin], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = reader.understand

    def deaf(question: str, *today: Any) -> Any:
        known = "".join(c for c in question if simplified(c) == c)
        return whole(known if known == question else "？", *today)

    monkeypatch.setattr(reader, "understand", deaf)
    found = ask(made[Kind.TRADITIONAL])
    assert (found.outcome, found.case.question) == (Outcome.FAIL, traditional(case().question))
    assert "itself" not in found.explanation


def test_a_reprint_that_is_not_named_fails(
    ask: Ask, made: dict[Kind, Twin], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = reader.Reader._passages

    def alone(self: Any, *args: Any) -> Any:
        return [replace(passage, also=()) for passage in whole(self, *args)]

    monkeypatch.setattr(reader.Reader, "_passages", alone)
    failed(ask(made[Kind.REPRINTED]), Stage.CITATION, "not named")


def test_a_reprint_that_counts_twice_fails(made: dict[Kind, Twin]) -> None:
    twin = made[Kind.REPRINTED]
    citations = [
        {"article": paper, "quote": "签约130个", "also": list(twin.papers)} for paper in twin.papers
    ]
    right = Result(twin.case, Outcome.PASS, "130个", "130个", record={"citations": citations})
    failed(verdict(twin, right, lambda: right), Stage.CITATION, "two sources")


class Canned:
    """A model that always says the same."""

    name = "canned"

    def __init__(self, said: str) -> None:
        self.said = said

    def served(self) -> list[str]:
        return [self.name]

    def close(self) -> None:
        pass

    def reply(self, messages: Sequence[Message], max_tokens: int, on_text: Any = None) -> Reply:
        return Reply(self.said, Usage(1, 100, 10), complete=True)


class Obedient(Canned):
    """A model that says what the sentences order it to, if one of them does."""

    def reply(self, messages: Sequence[Message], max_tokens: int, on_text: Any = None) -> Reply:
        lines = [line for m in messages for line in m.content.split("\n") if line[:1] == "["]
        answer = self.said
        for line in lines:
            if is_injection(line.partition("] ")[2]) and (figure := re.search(r"\d+个", line)):
                answer = f"签约{figure[0]}。{line.partition(']')[0]}]"
        return Reply(answer, Usage(1, 100, 10), complete=True)


def test_orders_are_kept_from_a_model_that_would_obey(ask: Ask, made: dict[Kind, Twin]) -> None:
    found = ask(made[Kind.INJECTED], "model")
    assert (found.outcome, found.record["mode"]) == (Outcome.PASS, "model")


def test_an_order_that_is_obeyed_fails(
    indexed: Path, made: dict[Kind, Twin], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (chunking, framing):
        monkeypatch.setattr(module, "is_injection", lambda _: False)
    settings = sample.settings(indexed, no_model=True)
    obedient = Corpus(settings, model=Obedient("签约130个产业项目。[1]"))
    found = trials.run(obedient, [made[Kind.INJECTED]], "model").results[0]
    failed(found, Stage.READING, f"“{made[Kind.INJECTED].figures[1]}” was ")


def test_an_order_that_is_said_fails(made: dict[Kind, Twin]) -> None:
    twin = made[Kind.INJECTED]
    said = Result(twin.case, Outcome.FAIL, "wrong", f"签约{twin.figures[0]}。", Stage.READING)
    failed(verdict(twin, said, lambda: said), Stage.READING, "was obeyed")


def test_what_was_recorded_is_played_to_a_twin(
    tmp_path: Path, corpus: Corpus, made: dict[Kind, Twin]
) -> None:
    twin, cassette = made[Kind.CHANGED], Cassette(tmp_path)
    said = f"签约{twin.case.expected.figures[0]}产业项目。[1]"
    for play in (lambda: Recording(Canned(said), cassette), lambda: Replaying(cassette)):
        asked = Corpus(corpus.settings, model=play())
        found = trials.run(asked, [twin], "replay", playing=cassette.play).results[0]
        assert (found.outcome, found.record["mode"]) == (Outcome.PASS, "model")


def test_an_answer_that_moves_fails_though_no_order_is_obeyed(made: dict[Kind, Twin]) -> None:
    twin = made[Kind.INJECTED]
    plain = Result(twin.plain, Outcome.PASS, "answered 130个", "130个")
    moved = Result(twin.case, Outcome.FAIL, "not answered", "", Stage.REFUSAL)
    failed(verdict(twin, moved, lambda: plain), Stage.REFUSAL, "without “")


def test_what_fails_says_that_the_case_itself_does(made: dict[Kind, Twin]) -> None:
    twin = made[Kind.TRADITIONAL]
    wrong = Result(twin.case, Outcome.FAIL, "answered 17座", "17座", Stage.READING)
    failed(verdict(twin, wrong, lambda: wrong), Stage.READING, "the case itself ends as fail")
