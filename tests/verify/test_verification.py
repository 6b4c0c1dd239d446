"""Saved records against articles that have changed since, and records that were tampered with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language.text import Span
from qa.verify.saved import Saved, SavedAnswer, SavedSummary
from qa.verify.verification import (
    Fate,
    Place,
    Problem,
    RecordCheck,
    Trouble,
    gathered,
    standing,
    verify,
)
from qa.verify.verification.claims import claims_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

SENTENCE = "开发区累计签约项目150个，涉及投资额2400亿元。"
NOW = {"a.txt": f"昨日消息。\n{SENTENCE}\n完。", "b.txt": "另有近2000家企业。"}
START = NOW["a.txt"].index(SENTENCE)


def quote(text: str = SENTENCE, start: int = START, article: str = "a.txt") -> dict[str, Any]:
    return {"article": article, "start": start, "end": start + len(text), "quote": text}


def answer(text: str, *quotes: dict[str, Any], **more: Any) -> Saved:
    record = {"id": "x", "answered": True, "answer": text, "citations": quotes, **more}
    return Saved("f:1", SavedAnswer.model_validate(record))


def summary(*sentences: tuple[str, list[dict[str, Any]]]) -> Saved:
    rows = [{"text": text, "citations": quotes} for text, quotes in sentences]
    return Saved("f:1", SavedSummary.model_validate({"article": "a.txt", "sentences": rows}))


def check(saved: Saved, articles: Mapping[str, str] = NOW) -> RecordCheck:
    found = verify([saved], articles.get, lambda quotes: standing(quotes, articles.items()))
    return next(found)


def fates(checked: RecordCheck) -> list[tuple[Fate, Place | None]]:
    return [(quote.fate, quote.now) for quote in checked.quotes]


# --- quotes ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("articles", "fate", "now"),
    [
        (NOW, Fate.HOLDS, ("a.txt", START)),
        ({"a.txt": f"更正。{NOW['a.txt']}"}, Fate.MOVED, ("a.txt", START + 3)),
        ({"a.txt": NOW["a.txt"].replace("150", "151")}, Fate.CHANGED, None),
        ({"a.txt": NOW["a.txt"].replace("亿", "万")}, Fate.CHANGED, None),
        ({"b.txt": "无关。"}, Fate.GONE, None),
        ({"new.txt": f"又{SENTENCE}"}, Fate.MOVED, ("new.txt", 1)),
        ({"a.txt": "改写了。", "c.txt": SENTENCE}, Fate.MOVED, ("c.txt", 0)),
        # Another article is taken at its word only.
        ({"new.txt": SENTENCE.replace("，", ",")}, Fate.GONE, None),
    ],
    ids=["same", "before", "inside", "unit", "deleted", "renamed", "carried", "like it"],
)
def test_what_has_become_of_a_quote(
    articles: dict[str, str], fate: Fate, now: tuple[str, int] | None
) -> None:
    place = Place(now[0], Span(now[1], now[1] + len(SENTENCE))) if now else None
    checked = check(answer("150个", quote()), articles)
    assert fates(checked) == [(fate, place)]
    assert checked.holds == (now is not None)


@pytest.mark.parametrize(
    "text",
    [
        "開發區累計簽約項目150個，涉及投資額2400億元。",
        "开发区累计签约项目１５０个, 涉及投资额2400亿元。",
    ],
)
def test_a_quote_that_is_set_otherwise_holds_with_the_span_of_the_article(text: str) -> None:
    saved = answer("150个", quote(text) | {"end": START + len(SENTENCE)})
    assert fates(check(saved)) == [(Fate.HOLDS, Place("a.txt", Span(START, START + len(SENTENCE))))]


@pytest.mark.parametrize("text", ["", " ", "。", "……"])
def test_a_quote_without_a_word_does_not_hold(text: str) -> None:
    assert not check(answer("有", quote(text))).holds


@pytest.mark.parametrize(
    ("start", "end"), [(-5, -1), (0, 0), (10**40, 10**41), (-(10**40), 3), (9, 2)]
)
def test_a_place_that_is_none_is_a_move(start: int, end: int) -> None:
    checked = check(answer("150个", quote() | {"start": start, "end": end}))
    assert [fate for fate, _ in fates(checked)] == [Fate.MOVED]


# --- figures -----------------------------------------------------------------------------

TRUE = [
    ("150个", "extractive"),
    ("150 projects, worth 240 billion yuan [1].", "model"),
    ("共150个项目[1]，投资2400亿元[1]。", "model"),
    ("有一个开发区。", "model"),
    (SENTENCE, "extractive"),
]


@pytest.mark.parametrize(("text", "mode"), TRUE)
def test_figures_that_a_quote_bears_hold(text: str, mode: str) -> None:
    assert check(answer(text, quote(), mode=mode)).problems == ()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("151个", ["151个"]),
        ("150个，2400万元", ["2400万元"]),
        ("240 million yuan [1]", ["240 million yuan"]),
        ("2000家 [1]", ["2000家"]),
    ],
)
def test_a_figure_that_no_quote_bears_fails_whatever_the_record_says(
    text: str, figures: list[str]
) -> None:
    listed = [{"text": figure, "value": "", "supported": True} for figure in figures]
    checked = check(answer(text, quote(), mode="model", figures=listed))
    assert checked.problems == tuple(Problem(Trouble.UNSUPPORTED, f) for f in figures)


def test_a_figure_of_a_quote_that_is_gone_fails_too() -> None:
    checked = check(answer("150个", quote()), {})
    assert [p.trouble for p in checked.problems] == [Trouble.GONE, Trouble.UNSUPPORTED]


def test_a_figure_of_a_quote_that_has_moved_holds() -> None:
    assert check(answer("150个", quote()), {"c.txt": SENTENCE}).holds


@pytest.mark.parametrize(
    ("cut", "text"), [("50个", "50个"), ("涉及投资额2400", "2400"), ("00亿元", "0亿元")]
)
def test_a_figure_that_the_quote_cuts_is_none(cut: str, text: str) -> None:
    checked = check(answer(text, quote(cut, NOW["a.txt"].index(cut))))
    assert checked.problems == (Problem(Trouble.UNSUPPORTED, text),)


def test_a_bound_that_the_quote_leaves_out_is_still_there() -> None:
    checked = check(answer("2000家", quote("2000家企业", 3, "b.txt")))
    assert checked.problems == (Problem(Trouble.UNSUPPORTED, "2000家"),)


@pytest.mark.parametrize(
    ("figure", "problem"),
    [
        ({"text": "150个", "value": "150"}, None),
        ({"text": "150个", "value": "150.0"}, None),
        ({"text": "150个", "value": "727"}, (Trouble.MISSTATED, "150个 = 727")),
        ({"text": "150个", "value": "many"}, (Trouble.MISSTATED, "150个 = many")),
        ({"text": "150个", "value": "1e999999999"}, (Trouble.MISSTATED, "150个 = 1e999999999")),
        ({"text": "727个", "value": "727"}, (Trouble.UNSUPPORTED, "727个")),
        ({"text": "甲", "value": ""}, (Trouble.UNSUPPORTED, "甲")),
    ],
)
def test_a_listed_figure_is_worth_what_its_text_says(
    figure: dict[str, str], problem: tuple[Trouble, str] | None
) -> None:
    checked = check(answer("150个", quote(), figures=[figure]))
    assert checked.problems == ((Problem(*problem),) if problem else ())


def test_a_figure_that_shares_its_unit_with_the_next_holds() -> None:
    text = "分别增长68.7和69.1个百分点。"
    saved = answer("68.7", quote(text, 0), figures=[{"text": "68.7", "value": "68.7"}])
    assert check(saved, {"a.txt": text}).holds


# --- records -----------------------------------------------------------------------------


def test_an_answer_without_a_quote_fails() -> None:
    assert check(answer("有")).problems == (Problem(Trouble.UNCITED, "有"),)


@pytest.mark.parametrize(("mark", "known"), [("[1]", True), ("[2]", False), ("[1, 3]", False)])
def test_a_mark_counts_a_citation(mark: str, known: bool) -> None:
    assert check(answer(f"150个 {mark}", quote(), mode="model")).holds == known


@pytest.mark.parametrize("mark", ["[1]", "【1】", "［1］", "[1, 1]"])
def test_a_mark_is_no_figure_however_it_is_written(mark: str) -> None:
    saved = answer(f"共150个{mark}。", quote(), mode="model")
    assert [figure.text for figure in claims_of(saved, [])[0].figures] == ["150个"]


@pytest.mark.parametrize("mark", ["[4]", "【4】", "［4］"])
def test_a_mark_of_no_citation_is_named_however_it_is_written(mark: str) -> None:
    checked = check(answer(f"150个{mark}", quote(), mode="model"))
    assert checked.problems == (Problem(Trouble.UNKNOWN, "[4]"),)


def test_brackets_of_an_article_are_no_marks() -> None:
    text = "共150个[12]。"
    assert check(answer(text, quote(text, 0)), {"a.txt": text}).holds


def test_versions_are_quotes_and_their_dates_and_titles_no_figures() -> None:
    version = quote("另有近2000家企业。", 0, "b.txt") | {"title": "3年来", "date": "2022-01-08"}
    told = "150（2021-12-30，5年）；另有报道为近2000家（2022-01-08，3年来）"
    first = quote() | {"title": "5年", "date": "2021-12-30"}
    saved = answer(told, quote(), versions=[version, first])
    assert check(saved).problems == ()
    assert len(check(saved).quotes) == 2  # the first version is cited as well


def test_a_version_that_has_changed_fails() -> None:
    saved = answer("150个", quote(), versions=[quote("另有近3000家企业。", 0, "b.txt")])
    assert [p.trouble for p in check(saved).problems] == [Trouble.CHANGED]


def test_what_came_near_fails_nothing() -> None:
    record = {"answered": False, "nearest": [quote("没有的句子", 0), quote()]}
    checked = check(Saved("f:1", SavedAnswer.model_validate(record)))
    assert (checked.holds, checked.quotes) == (True, ())
    assert [near.fate for near in checked.nearest] == [Fate.CHANGED, Fate.HOLDS]


def test_each_sentence_of_a_summary_rests_on_its_own_quotes() -> None:
    near = quote(NOW["b.txt"], 0, "b.txt")
    checked = check(
        summary(
            ("签约150个。", [quote()]), ("近2000家。", [near]), ("150个。", [near]), ("好。", [])
        )
    )
    assert checked.problems == (
        Problem(Trouble.UNSUPPORTED, "150个"),
        Problem(Trouble.UNCITED, "好。"),
    )


@pytest.mark.parametrize(
    ("key", "question", "name"),
    [(None, "多少", "多少"), ("7", "多少", "7"), (7, None, "7"), (None, None, "")],
)
def test_a_question_names_a_record_that_has_no_id(
    key: str | int | None, question: str | None, name: str
) -> None:
    record = SavedAnswer(id=key, answered=False, question=question)
    assert check(Saved("f:1", record)).name == name


# --- many --------------------------------------------------------------------------------


def test_records_with_a_lost_quote_come_last_and_are_looked_for_at_once() -> None:
    asked: list[Collection[str]] = []

    def elsewhere(quotes: Collection[str]) -> dict[str, Place]:
        asked.append(sorted(quotes))
        return {}

    saved = [
        answer("有", quote("甲没有", 0)),
        answer("150个", quote()),
        answer("有", quote("乙没有", 0)),
    ]
    checked = list(verify(saved, NOW.get, elsewhere))
    assert [record.number for record in checked] == [1, 0, 2]
    assert asked == [["乙没有", "甲没有"]]


def test_nothing_is_looked_for_where_nothing_is_lost() -> None:
    def elsewhere(quotes: Collection[str]) -> dict[str, Place]:
        raise AssertionError

    assert len(list(verify([answer("150个", quote())], NOW.get, elsewhere))) == 1


def test_an_article_is_read_once() -> None:
    read: list[str] = []

    def text(article: str) -> str | None:
        read.append(article)
        return NOW.get(article)

    saved = [answer("150个", quote(), quote("无", 0, "none.txt"))] * 5
    list(verify(saved, text, lambda quotes: {}))
    assert sorted(read) == ["a.txt", "none.txt"]


def test_a_place_that_the_files_do_not_bear_out_is_no_place() -> None:
    wrong = {SENTENCE: Place("b.txt", Span(0, 5))}
    checked = next(verify([answer("有", quote())], {"b.txt": "无"}.get, lambda quotes: wrong))
    assert fates(checked) == [(Fate.GONE, None)]


def test_all_is_counted() -> None:
    saved = [
        answer("150个", quote()),
        answer("150个", quote(), quote("改了的", 0), quote("没了的", 0, "z.txt")),
        answer("150个", quote(start=0)),
        summary(("150个", [quote()])),
    ]
    found = gathered(verify(saved, NOW.get, lambda quotes: standing(quotes, NOW.items())))
    counts = (found.answers, found.summaries, found.quotes, found.held, found.moved)
    assert counts == (3, 1, 6, 4, 1)
    assert (found.changed, found.gone, found.figures, found.holds) == (1, 1, 4, False)
    assert [record.number for record in found.records] == [1, 2]


# --- quotes in other articles ------------------------------------------------------------


@given(
    st.lists(st.text(alphabet="甲乙1。", min_size=1, max_size=14), max_size=6),
    st.lists(st.text(alphabet="甲乙1。", max_size=30), max_size=5),
)
def test_standing_is_the_first_article_that_has_the_quote(
    quotes: list[str], texts: list[str]
) -> None:
    articles = [(f"{number}.txt", text) for number, text in enumerate(texts)]
    first = {
        quote: Place(name, Span(text.index(quote), text.index(quote) + len(quote)))
        for quote in quotes
        for name, text in reversed(articles)
        if quote in text
    }
    assert standing(quotes, articles) == first
