"""What may answer, by readings and sentences made for it; the weights of the signs are the tests'."""

from __future__ import annotations

import importlib
import tomllib
from dataclasses import fields
from datetime import date
from math import log
from typing import TYPE_CHECKING

import pytest

from qa.index.rows import ChunkRow
from qa.language.text import Span, sentences
from qa.reading import Reading
from qa.reading.spans import (
    FITTED,
    Choice,
    Signs,
    Window,
    before,
    choices,
    probability,
    ranked,
    signs,
    windows,
)
from qa.search.passages import Passage
from qa.search.query import understand
from tests.evidence import evidence
from tests.readings import choice, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.reading.reader import Text
    from qa.search.evidence import Evidence
    from qa.search.query import Query

choosing = importlib.import_module("qa.reading.spans.choices")  # its name is that of its function

# A passage by its number, what is read in it, whether it answers, and the share of the span.
Reading_ = tuple[int, str, float, float]

PLAIN = {"bias": 0.0, **dict.fromkeys((field.name for field in fields(Signs)), 0.0)}


@pytest.fixture(autouse=True)
def _fitted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The probability of a choice is then that of its reading alone."""
    weights = {**PLAIN, "here": 1.0, "share": 1.0}
    monkeypatch.setattr(signs, "_fitted", lambda: {"zh": weights, "en": weights})


def passage(
    text: str, name: str = "a.txt", *, title: str = "新闻", day: date | None = None, start: int = 0
) -> Passage:
    """A passage that begins at a place of its article."""
    own = tuple(span.shifted(start) for span in sentences(text))
    span = Span(start, start + len(text))
    chunk = ChunkRow(f"{name}{start}", span, own, name, title, "", day, text)
    return Passage(chunk, 1.0, (), {})


class Told:
    """A reader that reads what it is told to in the windows, and nothing in whole passages."""

    def __init__(self, passages: Sequence[Passage], told: Sequence[Reading_]) -> None:
        shown = [Window(each, each.chunk.span) for each in passages]
        self.readings = [
            Reading(n, place(shown[n].reported, t), here, share) for n, t, here, share in told
        ]
        self.again: list[list[Reading]] = []

    def read(self, query: Query, passages: Sequence[Text]) -> list[Reading]:
        return self.readings

    def each(self, pairs: Sequence[tuple[Query, Text]]) -> list[list[Reading]]:
        return self.again or [[] for _ in pairs]


def chosen(
    question: str, passages: Sequence[Passage], *told: Reading_, beside: Sequence[Evidence] = ()
) -> list[Choice]:
    """The choices, if whole passages are shown and this is read in them."""
    reader = Told(passages, told)
    shown = [Window(each, each.chunk.span) for each in passages]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(choosing, "windows", lambda *_: shown)
        return choices(understand(question), passages, beside, reader)  # type: ignore[arg-type]


def one(question: str, text: str, read: str, **more: object) -> Choice:
    """The only choice, if this is read in a text."""
    (found,) = chosen(question, [passage(text, **more)], (0, read, 0.9, 0.9))  # type: ignore[arg-type]
    return found


# --- places ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "read", "kept"),
    [
        ("园区落在雄安，由市长宣布。", "雄安，", "雄安"),
        ("园区落在雄安。", "雄安。", "雄安"),
        ("园区名叫“智谷”。", "“智谷”", "智谷"),
        ("他写了《未来》一书。", "《未来", "《未来》"),
        ("他写了《未来》一书。", "未来》", "《未来》"),
        ("总部（上海）迁来了。", "总部（上海", "总部（上海）"),
    ],
)
def test_a_span_has_no_marks_around_it_and_whole_pairs(text: str, read: str, kept: str) -> None:
    assert one("园区叫什么", text, read).text == kept


def test_a_span_of_marks_alone_is_no_choice() -> None:
    assert chosen("园区叫什么", [passage("园区，智谷。")], (0, "，", 0.9, 0.9)) == []


def test_a_span_is_a_place_in_its_sentence() -> None:
    found = one("园区叫什么", "天晴。园区叫智谷。", "智谷", start=100)
    assert (found.evidence.span, found.span) == (Span(103, 109), Span(3, 5))


def test_a_span_ends_with_its_sentence() -> None:
    assert one("园区叫什么", "园区叫智谷。天晴。", "智谷。天").text == "智谷"


@pytest.mark.parametrize(
    ("question", "text", "read", "figure"),
    [
        ("园区有多少家企业", "园区已集聚近2000家企业。", "2000", "近2000家"),
        ("园区有多少家企业", "园区已集聚近2000家企业。", "00家", "近2000家"),
        ("园区有多少家企业", "园区已集聚近2000家企业。", "已集聚近2000家", "近2000家"),
        ("园区做什么", "园区签约130个。", "30个", "130个"),
    ],
)
def test_a_figure_is_taken_whole(question: str, text: str, read: str, figure: str) -> None:
    found = one(question, text, read)
    assert (found.text, found.figure and found.figure.text) == (figure, figure)


def test_a_unit_that_no_table_knows_stays() -> None:
    found = one("吞吐量是多少", "吞吐量为71.9万标箱。", "71.9万标箱")
    assert found.text == "71.9万标箱"


def test_words_with_a_figure_in_them_are_no_figure() -> None:
    found = one("园区做什么", "园区签约130个项目。", "签约1")
    assert (found.text, found.figure) == ("签约130个", None)


TWO = "园区签约130个，集聚近2000家。"


def test_a_span_from_one_figure_to_another_is_each_of_them() -> None:
    found = chosen("园区有多少个", [passage(TWO)], (0, "130个，集聚近2000家", 0.9, 0.8))
    assert {c.text for c in found} == {"130个", "近2000家"}


def test_each_of_two_figures_has_half_of_their_share() -> None:
    found = chosen("园区有多少个", [passage(TWO)], (0, "130个，集聚近2000家", 0.9, 0.8))
    assert [c.signs.share for c in found] == pytest.approx([log(0.4)] * 2)


def test_where_words_are_asked_for_two_figures_are_one_span() -> None:
    assert one("园区做什么", TWO, "签约130个，集聚近2000家").text == "签约130个，集聚近2000家"


def test_a_place_that_is_read_twice_is_one_choice_with_both_shares() -> None:
    read = [(0, "2000", 0.9, 0.5), (0, "近2000家", 0.9, 0.25)]
    (found,) = chosen("园区有多少家", [passage("园区集聚近2000家。")], *read)
    assert found.signs.share == pytest.approx(log(0.75))


def test_words_around_a_span_are_the_same_answer() -> None:
    read = [(0, "水体缺氧", 0.9, 0.5), (0, "原因是水体缺氧", 0.9, 0.25)]
    (found,) = chosen("鱼为什么死了", [passage("鱼死的原因是水体缺氧。")], *read)
    assert (found.text, found.signs.share) == ("水体缺氧", pytest.approx(log(0.75)))


def test_no_more_choices_than_are_considered() -> None:
    text = "甲、乙、丙、丁、戊、己、庚。"
    read = [(0, each, 0.9, 0.1) for each in "甲乙丙丁戊己庚"]
    assert len(chosen("来了什么", [passage(text)], *read)) == choosing.CONSIDERED


# --- probabilities -----------------------------------------------------------------------------------


def test_the_likeliest_comes_first() -> None:
    read = [(0, "甲", 0.9, 0.2), (0, "乙", 0.9, 0.7)]
    assert [c.text for c in chosen("来了什么", [passage("甲和乙来了。")], *read)] == ["乙", "甲"]


def test_a_probability_is_that_of_the_weighed_signs() -> None:
    # The odds of 0.8 are 4; half of them are 2 to 1.
    assert probability(Signs(here=log(4), share=log(0.5)), "zh") == pytest.approx(2 / 3)


def test_every_sign_has_a_weight_in_both_languages() -> None:
    fitted = tomllib.loads(FITTED.read_text("utf-8"))
    assert [set(fitted[language]) for language in ("zh", "en")] == [set(PLAIN)] * 2


# --- what speaks for a choice ------------------------------------------------------------------------

COUNT = "园区签约了多少个项目"
SIGNED = "园区签约项目130个。"


def test_other_articles_with_the_same_answer_add_up() -> None:
    pair = [passage(SIGNED, "a.txt"), passage("累计签约130个。", "b.txt")]
    found = chosen(COUNT, pair, (0, "130个", 0.5, 1.0), (1, "130个", 0.5, 0.8))
    assert [c.signs.repeated for c in found] == pytest.approx([0.4, 0.5])


def test_the_same_article_does_not_repeat_itself() -> None:
    pair = [passage(SIGNED), passage("累计签约130个。", start=50)]
    found = chosen(COUNT, pair, (0, "130个", 0.5, 1.0), (1, "130个", 0.5, 0.8))
    assert [c.signs.repeated for c in found] == [0.0, 0.0]


def test_another_answer_is_what_a_choice_is_ahead_of() -> None:
    read = [(0, "甲", 0.8, 0.75), (0, "乙", 0.8, 0.25)]
    found = chosen("来了什么", [passage("甲和乙来了。")], *read)
    # 0.6 and 0.2: odds of 3 to 2, and of 1 to 4.
    assert [c.signs.ahead for c in found] == pytest.approx([log(6), -log(6)])


def test_the_same_answer_elsewhere_is_no_rival() -> None:
    pair = [passage(SIGNED, "a.txt"), passage("累计签约130个。", "b.txt")]
    found = chosen(COUNT, pair, (0, "130个", 0.5, 1.0), (1, "130个", 0.5, 1.0))
    assert [c.signs.ahead for c in found] == [6.0, 6.0]


SENTENCES = [evidence("园区很美。", score=0.9), evidence(SIGNED, start=5, score=0.45)]


def beside(read: str) -> Signs:
    """The signs of what is read in two sentences, which their own weights put in this order."""
    text = "".join(each.text for each in SENTENCES)
    (found,) = chosen("园区怎样", [passage(text)], (0, read, 0.9, 0.9), beside=SENTENCES)
    return found.signs


@pytest.mark.parametrize(("read", "behind"), [("很美", 0.0), ("签约项目", log(2))])
def test_a_sentence_is_behind_the_first_by_its_own_weights(read: str, behind: float) -> None:
    assert beside(read).behind == pytest.approx(behind)


def test_how_sure_the_sentences_own_weights_are() -> None:
    assert beside("很美").sure == pytest.approx(log(9))


@pytest.mark.parametrize(
    ("question", "text", "read", "misfit"),
    [
        ("嫌疑人是哪天被抓的？", "嫌疑人2022年行骗，2023年8月3日被抓。", "2022年", 1.0),
        ("嫌疑人是哪天被抓的？", "嫌疑人2022年行骗，2023年8月3日被抓。", "2023年8月3日", 0.0),
        ("出口货物总值是多少？", "出口货物2233批次，货值1004.58万美元。", "2233批次", 1.0),
        ("出口货物总值是多少？", "出口货物2233批次，货值1004.58万美元。", "1004.58万美元", 0.0),
        ("派志愿者的有哪几家单位？", "团市委每天派志愿者108人次。", "108人次", 1.0),
        ("派志愿者的有哪几家单位？", "团市委每天派志愿者108人次。", "团市委", 0.0),
        ("发展局局长叫什么？", "发展局工作人员苏通献血。", "苏通", 1.0),
        ("发展局局长叫什么？", "发展局局长苏通献血。", "苏通", 0.0),
        ("演习一共让多少人受伤？", "演习已发生14起意外，29人受伤。", "14起", 1.0),
        ("演习一共让多少人受伤？", "演习已发生14起意外，29人受伤。", "29人", 0.0),
        ("他一共偷了多少只羊？", "破获盗窃案件20余起。", "20余起", 1.0),
        ("园区有多少家企业？", "园区有企业300个。", "300个", 0.0),
        ("有多少家企业", "园区有企业130家。", "130家", 0.0),
        ("有多少家企业", "园区投资54.2亿元。", "54.2亿元", 1.0),
        ("有多少家企业", "园区有很多企业。", "很多", 1.0),
        ("投资多少元", "园区投资54.2亿元。", "54.2亿元", 0.0),
        ("投资多少元", "园区有企业130家。", "130家", 1.0),
        ("装机容量多少千瓦", "装机容量300万千瓦。", "300万千瓦", 0.0),
        ("装机容量多少千瓦", "装机30台。", "30台", 1.0),
        ("这座山海拔多高", "这座山海拔3000米。", "3000米", 0.0),
        ("这座山海拔多高", "这座山重3000吨。", "3000吨", 1.0),
        ("园区在哪里", "园区有企业130家。", "130家", 1.0),
        ("园区在哪里", "园区在雄安。", "雄安", 0.0),
        ("谁来了", "来了130家。", "130家", 1.0),
        ("园区怎样", "园区有企业130家。", "130家", 0.0),
    ],
)
def test_a_choice_is_of_the_kind_that_is_asked_for(
    question: str, text: str, read: str, misfit: float
) -> None:
    assert one(question, text, read).signs.misfit == misfit


@pytest.mark.parametrize(
    ("question", "text", "title", "unnamed"),
    [
        ("How many firms are in Hengqin?", "横琴有企业130家。", "新闻", 0.0),
        ("How many firms are in Hengqin?", "当地有企业130家。", "横琴", 0.0),
        ("How many firms are in Hengqin?", "前海有企业130家。", "新闻", 1.0),
        ("How many firms are in Hengqin and Qianhai?", "前海有企业130家。", "新闻", 0.5),
        ("How many firms are there?", "前海有企业130家。", "新闻", 0.0),
    ],
)
def test_the_names_of_the_question_that_are_lost(
    question: str, text: str, title: str, unnamed: float
) -> None:
    assert one(question, text, "130家", title=title).signs.unnamed == unnamed


@pytest.mark.parametrize(
    ("question", "text", "day", "untimely"),
    [
        ("2021年有多少家企业", "2021年有企业130家。", date(2022, 1, 8), 0.0),
        ("2021年有多少家企业", "有企业130家。", date(2021, 1, 8), 0.0),
        ("2021年有多少家企业", "有企业130家。", date(2022, 1, 8), 1.0),
        ("2021年有多少家企业", "2020年有企业130家。", None, 1.0),
        ("有多少家企业", "2020年有企业130家。", date(2022, 1, 8), 0.0),
    ],
)
def test_the_year_of_the_question_that_is_lost(
    question: str, text: str, day: date | None, untimely: float
) -> None:
    assert one(question, text, "130家", day=day).signs.untimely == untimely


# --- windows -----------------------------------------------------------------------------------------

LONG = "天" * 59 + "。"  # 60 characters, as many as a third of a window


def found_in(whole: Passage, *numbers: int) -> list[Evidence]:
    """The sentences of a passage by their numbers, best first."""
    own = [whole.chunk.sentences[n] for n in numbers]
    return [evidence(whole.chunk.sentence(s), start=s.start, article="a.txt") for s in own]


@pytest.mark.parametrize(
    ("number", "shown"), [(0, Span(0, 180)), (2, Span(60, 240)), (4, Span(120, 300))]
)
def test_a_sentence_is_shown_amid_those_around_it(number: int, shown: Span) -> None:
    whole = passage(LONG * 5)
    assert [w.span for w in windows([whole], found_in(whole, number))] == [shown]


def test_a_sentence_that_is_shown_already_has_no_window_of_its_own() -> None:
    whole = passage(LONG * 5)
    assert len(windows([whole], found_in(whole, 2, 1))) == 1


def test_a_sentence_longer_than_a_window_is_shown_alone() -> None:
    whole = passage(f"{'天' * 200}。{LONG}")
    assert [w.span for w in windows([whole], found_in(whole, 0))] == [Span(0, 201)]


def test_a_window_reads_as_its_place_in_the_passage() -> None:
    whole = passage("甲来。乙来。", start=40)
    assert Window(whole, Span(43, 46)).reported == "乙来。"


# --- sentences ---------------------------------------------------------------------------------------


def test_sentences_are_ranked_by_the_reader_and_their_own_weights() -> None:
    first, second = evidence("甲来。", score=0.8), evidence("乙来。", start=3, score=0.4)
    found = ranked([choice(second, "乙", 0.9)], [first, second])
    assert [(e.text, e.score) for e in found] == [
        ("乙来。", pytest.approx(0.7 * 0.9 + 0.3 * 0.4)),
        ("甲来。", pytest.approx(0.3 * 0.8)),
    ]


def test_a_sentence_that_only_the_reader_found_is_ranked_too() -> None:
    found = ranked([choice(evidence("乙来。", score=0.0), "乙", 0.5)], [])
    assert [e.score for e in found] == pytest.approx([0.35])


def test_a_sentence_is_ranked_once() -> None:
    only = evidence("甲来。")
    assert len(ranked([choice(only, "甲"), choice(only, "来")], [only, only])) == 1


def test_the_sentence_before_one() -> None:
    found = before(evidence("乙来。", start=43, around="甲来。乙来。"))
    assert found
    assert (found.text, found.span) == ("甲来。", Span(40, 43))


@pytest.mark.parametrize("around", ["乙来。丙来。", ""])
def test_nothing_is_before_the_first_sentence(around: str) -> None:
    assert before(evidence("乙来。", around=around)) is None
