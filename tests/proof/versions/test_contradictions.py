"""Which sources contradict each other, by sentences made for it; then through a whole corpus."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from qa.answers import answering
from qa.answers.answering import Finding
from qa.answers.record import of_answer
from qa.corpus.corpus import Corpus
from qa.index.rows import Filters
from qa.models.llm import Reply, Usage
from qa.proof.versions.contradictions import Version, newest, told, versions
from qa.search.query import understand
from qa.settings import Settings
from tests.corpora import article
from tests.evidence import evidence
from tests.readings import Scripted, choice

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qa.answers.answer import Answer
    from qa.search.evidence import Evidence

NEW, OLD, OLDER = date(2022, 1, 8), date(2021, 12, 30), date(2021, 12, 1)


def source(
    question: str, text: str, name: str, day: date | None, title: str = "新闻", **more: Any
) -> Evidence:
    made = evidence(text, article=name, asked=understand(question).asked)
    return replace(made, date=day, title=title, **more)


def found(question: str, first: str, second: str, **more: Any) -> list[str]:
    """The figures of the versions, where the first sentence answers; it is the newer one."""
    query = understand(question, NEW)
    titles = more.pop("titles", ("新闻", "要闻"))
    days = more.pop("days", (NEW, OLD))
    names = more.pop("names", ("a.txt", "b.txt"))
    own = source(question, first, names[0], days[0], titles[0], **more)
    other = source(question, second, names[1], days[1], titles[1])
    found = versions(query, own.figures[0], own, [own, other])
    return [version.figure.text for version in found]


ZH = "东疆新片区签约了多少个科技产业项目"
EN = "How many technology projects were signed in Dongjiang?"
A = "东疆新片区累计签约科技产业项目152个，涉及投资额2412亿元。"

# --- contradictions ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (ZH, A, "东疆新片区累计签约科技产业项目150个。"),
        (EN, A, "东疆新片区累计签约科技产业项目150个。"),
        (ZH, A, "截至目前，东疆新片区已签约重大科技产业项目150个，发展势头良好。"),
        (EN, A, "截至目前，东疆新片区已签约重大科技产业项目150个，发展势头良好。"),
        (ZH, A, "记者昨日获悉，天津东疆新片区签约150个科技产业项目。"),
        (ZH, A, "東疆新片區累計簽約科技產業項目150個。"),
        (ZH, A, "东疆新片区累计签约科技产业项目近130个。"),
        (ZH, A, "东疆新片区签约科技产业项目不足100个。"),
        (
            "东疆港区去年的货物吞吐量有多大",
            "东疆港区货物吞吐量达到2130万吨，再创新高。",
            "东疆港区货物吞吐量达2310万吨，再创新高。",
        ),
        (
            "东疆片区研发项目投资额是多少元",
            "东疆片区研发项目涉及投资额2412亿元。",
            "东疆片区研发项目涉及投资额0.25万亿元。",
        ),
        (
            "浦江市新能源客车在公交车中占比多少",
            "浦江市新能源客车在公交车中占68.7%。",
            "浦江市新能源客车在公交车中占86.7%。",
        ),
        (
            "氢能客车加注一次能跑多少公里",
            "氢能客车加注一次能跑600公里。",
            "氢能客车加注一次能跑500公里。",
        ),
        (
            "氢能客车加注一次需要多少分钟",
            "氢能客车加注一次只需3到5分钟。",
            "氢能客车加注一次只需10分钟。",
        ),
        (
            "浦江大桥何时建成通车",
            "浦江大桥于2019年8月建成通车。",
            "浦江大桥于2018年8月建成通车。",
        ),
        (
            "浦江科技园占地面积有多大",
            "浦江科技园占地面积约12平方公里。",
            "浦江科技园占地面积约15平方公里。",
        ),
        (
            "How many people work at the Pujiang shipyard?",
            "浦江造船厂的职工人数为8200人。",
            "浦江造船厂的职工人数为2800人。",
        ),
    ],
)
def test_another_figure_for_the_same_thing_is_told(question: str, first: str, second: str) -> None:
    assert len(found(question, first, second)) == 2


# --- equal as far as they say ------------------------------------------------------------------


@pytest.mark.parametrize(
    "second",
    [
        "东疆新片区累计签约科技产业项目152个。",
        "东疆新片区累计签约科技产业项目150余个。",
        "东疆新片区累计签约科技产业项目约150个。",
        "东疆新片区累计签约科技产业项目超过150个。",
        "东疆新片区累计签约科技产业项目近160个。",
        "东疆新片区累计签约科技产业项目一百五十多个。",
        "东疆新片区累计签约科技产业项目100多个。",
    ],
)
@pytest.mark.parametrize("question", [ZH, EN])
def test_what_may_be_the_same_number_is_no_contradiction(question: str, second: str) -> None:
    assert found(question, A, second) == []


def test_an_amount_in_another_unit_is_the_same() -> None:
    question = "东疆片区研发项目投资额是多少元"
    first, second = "东疆片区研发项目涉及投资额2412亿元。", "东疆片区研发项目涉及投资额0.24万亿元。"
    assert found(question, first, second) == []


@pytest.mark.parametrize(
    ("question", "first", "second", "given"),
    [
        ("东疆企业增长了多少", "东疆企业规模增长超40%。", "东疆企业规模增长超30%。", ["超40%", "超30%"]),
        ("加一次油要多久", "公交车加一次油要3到5分钟。", "公交车加一次油要1到4分钟。", ["3到5分钟", "1到4分钟"]),
    ],
)  # fmt: skip
def test_a_bound_that_is_changed_in_a_sentence_is_corrected(
    question: str, first: str, second: str, given: list[str]
) -> None:
    titles = ("东疆港区发展见闻", "东疆港区发展见闻")
    assert found(question, first, second, titles=titles) == given


def test_a_bound_in_another_sentence_may_be_true_beside_it() -> None:
    question = "东疆企业增长了多少"
    first, second = "东疆企业规模增长超40%。", "去年以来，东疆企业规模增长超30%，好于预期。"
    titles = ("东疆港区发展见闻", "东疆港区发展见闻")
    assert found(question, first, second, titles=titles) == []


# --- other things --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (ZH, A, "横琴新片区累计签约科技产业项目120个。"),
        (EN, A, "横琴新片区累计签约科技产业项目120个。"),
        ("集聚了多少家人工智能企业", "横琴集聚人工智能企业300家。", "前海集聚人工智能企业200家。"),
        (ZH, A, "东疆新片区累计签约医药产业项目30个。"),
        (ZH, A, "东疆新片区新增签约科技产业项目25个。"),
        (ZH, A, "东疆新片区计划签约科技产业项目200个。"),
        (ZH, A, "预计东疆新片区签约科技产业项目200个。"),
        (ZH, A, "东疆新片区平均每年签约科技产业项目50个。"),
        (ZH, A, "东疆新片区累计签约科技产业项目的企业有90家。"),
        (ZH, A, "东疆新片区建成科技产业项目41个。"),
        (ZH, A, "东疆新片区第二批签约科技产业项目41个。"),
        (ZH, A, "东疆新片区未签约科技产业项目12个。"),
        (
            "云天公司的营业收入是多少元",
            "云天公司营业收入为32亿元，行业领先。",
            "海明公司营业收入为12亿元，行业领先。",
        ),
        (
            "南山手机搭载多大的屏幕",
            "南山X14手机搭载6.1英寸高清直板屏幕。",
            "南山X15手机搭载6.7英寸高清直板屏幕。",
        ),
        (
            "东疆片区出口额是多少元",
            "东疆片区货物出口总额为32亿元。",
            "东疆片区货物进口总额为12亿元。",
        ),
        (
            "浦江市青年失业率上升了多少%",
            "浦江市青年失业率上升了1.2%。",
            "浦江市青年失业率下降了0.5%。",
        ),
        (
            "全市签约多少个项目",
            "全市签约科技产业和医药项目52个。",
            "全市签约科技产业和医药项目31个。",
        ),
        (
            "公司的研发人员有多少人",
            "公司研发人员有2100人，同行最多。",
            "公司研发人员有800人，同行最多。",
        ),
        ("浦江有多少所学校", "浦江城区有学校82所。", "浦江郊区有学校91所。"),
        (
            "成功追回被盗的电动车多少辆",
            "近日，浦江市公安局抓获嫌疑人严某，成功追回被盗的电动车4辆。",
            "近日，海宁市公安局破获系列盗窃案，成功追回被盗的电动车3辆。",
        ),
        (
            "浦江县发生多少级地震",
            "8月6日2时33分在浦江县小河镇发生5.5级地震。",
            "8月6日3时2分在浦江县小河镇发生3.0级地震。",
        ),
        (
            "标普指数跌多少%",
            "美股收盘，纳斯指数跌0.43%，标普指数跌0.27%。",
            "美股收盘，标普指数跌0.27%，纳斯指数跌0.43%。",
        ),
        (
            "东疆片区投资额是多少元",
            "东疆片区吸引外商投资总额32亿元。",
            "东疆片区吸引外商投资总额5亿美元。",
        ),
    ],
)
def test_a_figure_for_another_thing_is_no_contradiction(
    question: str, first: str, second: str
) -> None:
    assert found(question, first, second) == []


def test_of_what_is_named_nowhere_the_titles_tell() -> None:
    first, second = "全市签约科技产业和医药项目52个。", "全市签约科技产业和医药项目31个。"
    one = ("浦江市签约一批重大项目", "浦江市签约重大项目")
    assert len(found("全市签约多少个项目", first, second, titles=one)) == 2


@pytest.mark.parametrize("title", ["原标题：", "[2021/12/30 10:12]，正文：", "记者：王"])
def test_a_title_that_tells_nothing_tells_of_no_story(title: str) -> None:
    first, second = "全市签约科技产业和医药项目52个。", "全市签约科技产业和医药项目31个。"
    assert found("全市签约多少个项目", first, second, titles=(title, title)) == []


def test_of_several_figures_in_a_clause_each_has_its_place() -> None:
    first, second = "浦江科技园为12家、15家企业授牌。", "浦江科技园为27家企业授牌。"
    assert found("浦江科技园为多少家企业授牌", first, second) == []


@pytest.mark.parametrize("question", ["东疆签约多少个科技产业项目", EN])
def test_a_name_that_only_the_titles_have_must_be_in_both(question: str) -> None:
    first, second = "新片区累计签约科技产业项目52个。", "新片区累计签约科技产业项目31个。"
    titles = ("东疆一年来的成绩", "横琴再出发")
    assert found(question, first, second, titles=titles) == []


# --- times ---------------------------------------------------------------------------------------

_SIGNED = "{}东疆新片区签约科技产业项目{}个。"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2021年，", "2020年，"),
        ("2021年10月，", "2021年9月，"),
        ("2021年全年，", "2021年前三季度，"),
        ("截至2021年12月底，", "截至2021年11月底，"),
        ("去年，", "前年，"),
        ("今日，", "今日，"),
    ],
)
def test_figures_of_other_times_are_a_series(one: str, other: str) -> None:
    assert found(ZH, _SIGNED.format(one, 152), _SIGNED.format(other, 90)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2021年，", "2021年，"),
        ("2021年，", "2021年全年，"),
        ("2021年，", "去年，"),
        ("2021年，", ""),
        ("", "截至2021年11月底，"),
        ("截至2021年底，", "截至2021年12月31日，"),
        ("近三年，", "近三年，"),
    ],
)
def test_figures_of_one_time_or_of_none_are_not(one: str, other: str) -> None:
    days = (date(2022, 1, 8), date(2022, 1, 3))
    assert found(ZH, _SIGNED.format(one, 152), _SIGNED.format(other, 90), days=days) != []


def test_a_closing_price_is_of_its_day() -> None:
    first, second = (
        "截至收盘，浦江指数上涨0.5%，成交活跃。",
        "截至收盘，浦江指数上涨1.2%，成交活跃。",
    )
    assert found("浦江指数上涨多少%", first, second) == []


def test_the_time_of_the_title_is_that_of_its_sentences() -> None:
    titles = ("东疆2021年前三季度成绩单", "东疆2020年成绩单")
    assert found(ZH, A, "东疆新片区累计签约科技产业项目90个。", titles=titles) == []


def test_a_question_that_names_a_time_gets_versions_of_that_time_only() -> None:
    question = "2021年东疆新片区签约了多少个科技产业项目"
    first = _SIGNED.format("2021年，", 152)
    undated = _SIGNED.format("", 90)
    assert found(question, first, undated, days=(NEW, date(2020, 5, 1))) == []
    assert found(question, first, undated, days=(NEW, date(2021, 5, 1))) == ["152个", "90个"]


# --- order and sources ---------------------------------------------------------------------------


def three(*days: date | None) -> list[str]:
    query = understand(ZH, NEW)
    texts = [A, A.replace("152", "150"), A.replace("152", "148")]
    sources = [
        source(ZH, t, f"{i}.txt", d) for i, (t, d) in enumerate(zip(texts, days, strict=True))
    ]
    found = versions(query, sources[0].figures[0], sources[0], sources)
    return [version.figure.text for version in found]


def test_the_newest_is_the_first() -> None:
    assert three(OLD, NEW, OLDER) == ["150个", "152个", "148个"]


def test_what_has_no_date_is_the_last() -> None:
    assert three(None, OLDER, OLD) == ["148个", "150个", "152个"]


def test_a_source_that_agrees_is_listed_with_those_that_do_not() -> None:
    query = understand(ZH, NEW)
    texts = [A, A.replace("累计", "已"), A.replace("152", "150")]
    sources = [source(ZH, text, f"{i}.txt", OLD) for i, text in enumerate(texts)]
    found = versions(query, sources[0].figures[0], sources[0], sources)
    assert [v.evidence.article for v in found] == ["0.txt", "1.txt", "2.txt"]


def test_an_article_that_says_it_twice_is_listed_once() -> None:
    query = understand(ZH, NEW)
    own, other = source(ZH, A, "a.txt", NEW), source(ZH, A.replace("152", "150"), "b.txt", OLD)
    again = replace(other, span=other.span.shifted(90))
    found = versions(query, own.figures[0], own, [own, other, again])
    assert [v.evidence.span.start for v in found] == [0, 0]


def test_two_figures_in_one_article_are_of_two_things() -> None:
    second = "截至目前，东疆新片区已签约科技产业项目150个。"
    assert found(ZH, A, second, names=("a.txt", "a.txt")) == []


def test_the_same_sentence_twice_in_one_article_is_of_one_thing() -> None:
    query = understand(ZH)
    own = source(ZH, A, "a.txt", NEW)
    other = replace(source(ZH, A.replace("152", "150"), "a.txt", NEW), span=own.span.shifted(90))
    assert len(versions(query, own.figures[0], own, [own, other])) == 2


def test_an_article_that_reprints_the_other_is_one_source_with_it() -> None:
    second = "截至目前，东疆新片区已签约科技产业项目150个。"
    assert found(ZH, A, second, also=("b.txt",)) == []


def test_a_version_whose_article_has_changed_is_not_told() -> None:
    query = understand(ZH)
    own, other = source(ZH, A, "a.txt", NEW), source(ZH, A.replace("152", "150"), "b.txt", OLD)
    read = {"a.txt": A, "b.txt": "别的"}.get
    assert told(query, Version(own.figures[0], own), [own, other], read) == ()


# --- series ----------------------------------------------------------------------------------------


def read_newest(question: str) -> str:
    query = understand(question, NEW)
    texts = [
        _SIGNED.format(f"截至2021年{month}月底，", count)
        for month, count in ((10, 90), (12, 152), (11, 120))
    ]
    sources = [source(question, text, f"{i}.txt", NEW) for i, text in enumerate(texts)]
    return newest(query, Version(sources[0].figures[0], sources[0]), sources).figure.text


def test_the_newest_of_a_series_answers() -> None:
    assert read_newest(ZH) == "152个"


def test_a_question_that_names_a_time_is_not_answered_with_what_is_new() -> None:
    assert read_newest(f"截至2021年10月底，{ZH}") == "90个"


# --- through a corpus ------------------------------------------------------------------------------


class Model:
    """A model that answers with the figure of the sentence that is told to it first."""

    name = "script"

    def __init__(self, text: str) -> None:
        self.text = text

    def served(self) -> list[str]:
        return [self.name]

    def close(self) -> None:
        pass

    def reply(self, messages: Sequence[Any], max_tokens: int) -> Reply:
        return Reply(self.text, Usage(1, 100, 10), complete=True)


READ = {
    "横琴": [("120个", 0.99)],
    "东疆": [("152个", 0.99), ("150个", 0.9)],
    "Dongjiang": [("152个", 0.99), ("150个", 0.9)],
}


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    seeds = tmp_path / "seeds"
    article(seeds / "new.txt", "年初回顾", A, date="2022-01-08")
    article(
        seeds / "old.txt",
        "发展势头",
        "东疆新片区已签约科技产业项目150个，势头良好。",
        date="2021-12-30",
    )
    article(seeds / "other.txt", "横琴", "横琴新片区累计签约科技产业项目120个。", date="2022-01-09")
    made = Corpus(Settings(articles=(seeds,), index=tmp_path / ".qa", no_model=True, today=NEW))
    made.index()
    made.reading = Scripted(READ, here=0.99)
    return made


def ask(corpus: Corpus, question: str, **filters: Any) -> Answer:
    with corpus.reader() as reader:
        return reader.ask(question, Filters(**filters))


def test_the_answer_says_both_newest_first(corpus: Corpus) -> None:
    answer = ask(corpus, ZH)
    assert answer.text == "152个（2022-01-08，年初回顾）；另有报道为150个（2021-12-30，发展势头）"


def test_in_english_as_well(corpus: Corpus) -> None:
    answer = ask(corpus, EN)
    assert answer.text == "152 (2022-01-08, 年初回顾); elsewhere 150 (2021-12-30, 发展势头)"


def test_every_figure_of_the_answer_is_cited(corpus: Corpus) -> None:
    answer = ask(corpus, ZH)
    assert [c.article for c in answer.citations[:2]] == ["new.txt", "old.txt"]
    assert [f.text for f in answer.figures] == ["152个", "150个"]


def test_a_narrower_question_has_one_answer(corpus: Corpus) -> None:
    assert ask(corpus, ZH, since=date(2022, 1, 1)).text == "152个"
    assert ask(corpus, ZH, until=date(2021, 12, 31)).text == "150个"


def test_of_another_place_nothing_else_is_told(corpus: Corpus) -> None:
    answer = ask(corpus, "横琴新片区签约了多少个科技产业项目")
    assert (answer.text, answer.versions) == ("120个", ())


def test_the_record_has_the_versions(corpus: Corpus) -> None:
    first, second = of_answer(ask(corpus, ZH))["versions"]
    assert first == {
        "figure": "152个",
        "value": "152",
        "unit": "个",
        "article": "new.txt",
        "title": "年初回顾",
        "date": "2022-01-08",
        "start": 0,
        "end": len(A),
        "quote": A,
        "verified": True,
    }
    assert second["quote"] == "东疆新片区已签约科技产业项目150个，势头良好。"


def with_model(said: str) -> Answer:
    sources = [
        source(ZH, A, "new.txt", NEW, "年初回顾"),
        source(ZH, A.replace("152", "150"), "old.txt", OLD),
    ]
    read = {e.article: e.text for e in sources}.get
    found = Finding(sources, [choice(sources[0], "152个")])
    return answering.ask(understand(ZH), found, Model(said), Scripted(), read)


def test_the_words_of_a_model_stay_and_the_versions_follow() -> None:
    answer = with_model("签约150个项目。[2]")
    assert answer.text == (
        "签约150个项目。 [1] 各报道的数字不同：152个（2022-01-08，年初回顾）；另有报道为150个（2021-12-30，新闻）"
    )


def test_the_marks_of_a_model_still_count_its_citations() -> None:
    answer = with_model("签约150个项目。[2]")
    assert [c.article for c in answer.citations] == ["old.txt", "new.txt"]


def test_an_answer_without_the_figure_asked_for_has_no_versions() -> None:
    assert with_model("签约了科技产业项目。[1]").versions == ()
