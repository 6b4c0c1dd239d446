"""What is right and wrong with a model's reply, by hand."""

import pytest

from qa.models.llm import Reply, Usage
from qa.proof.check import Draft, check, numbered, refuses
from qa.search.answer_kind import Asked
from qa.search.query import understand
from tests.evidence import evidence
from tests.readings import Scripted

READER = Scripted()
NUMBERED = [
    evidence("园区累计签约项目130个，涉及投资额54.2亿元。"),
    evidence("目前，园区已集聚近2000家企业。", start=100),
    evidence("占全国20%以上。", start=200),
]


QUESTIONS = {"zh": "园区的情况怎样", "en": "What is there in the park?"}


def read(text: str, language: str = "zh", *, complete: bool = True) -> Draft:
    query = understand(QUESTIONS[language])
    return check(Reply(text, Usage(), complete), NUMBERED, query, READER)


HOLDS = [
    ("累计签约130个项目。[1]", "zh"),
    ("累计签约130个项目[1]。", "zh"),
    ("累计签约一百三十个项目【1】", "zh"),
    ("A total of 130 projects were signed [1].", "en"),
    ("The investment is 5.42 billion yuan [1].", "en"),
    ("Nearly 2,000 companies have gathered there. [2]", "en"),
    ("签约130个项目[1]，集聚近2000家企业[2]。", "zh"),
    ("130个[1, 2]", "zh"),
    ("130 [1]", "en"),
]


@pytest.mark.parametrize(("text", "language"), HOLDS)
def test_a_reply_whose_figures_are_cited_holds(text: str, language: str) -> None:
    assert read(text, language).problems == ()


WRONG = [
    ("累计签约131个项目。[1]", "zh", "引用的句子里没有“131个”"),
    ("累计签约130个项目。", "zh", "没有注明依据的句子的编号，如[1]"),
    ("累计签约130个项目。[4]", "zh", "没有编号为[4]的句子"),
    ("累计签约130个项目。[2]", "zh", "引用的句子里没有“130个”"),
    ("涉及投资额54.2万元。[1]", "zh", "引用的句子里没有“54.2万元”"),
    ("集聚2000家企业。[2]", "zh", "引用的句子里没有“2000家”"),
    ("A total of 130 projects [1] and 999 companies [2].", "en", "no cited sentence has “999”"),
    ("The investment is 54.2 billion yuan [1].", "en", "no cited sentence has “54.2 billion yuan”"),
    ("累计签约130个项目。[1]", "en", "it is not in English"),
    ("A total of 130 projects were signed there [1].", "zh", "没有用中文回答"),
    ("", "en", "it does not say the answer in words"),
    ("[1]", "en", "it does not say the answer in words"),
    ("[1]", "zh", "没有写出答案"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "problem"), WRONG)
def test_a_reply_that_does_not_hold_says_why(text: str, language: str, problem: str) -> None:
    assert [p for p in read(text, language).problems if p.startswith(problem)]


def test_a_reply_that_breaks_off_does_not_hold() -> None:
    assert read("签约130个项目[1]", complete=False).problems == ("回答没有写完",)


def test_a_figure_is_looked_for_in_what_its_own_sentence_cites() -> None:
    problem = read("签约130个项目。[1]集聚130家企业。[2]").problems[0]
    assert problem.startswith("引用的句子里没有“130家”")


@pytest.mark.parametrize(
    ("text", "language", "hint"),
    [
        ("集聚2000家企业。[2]", "zh", "；第[2]句写的是“近2000家”"),
        ("2,000 companies [2].", "en", "; sentence [2] has 近2000家 = nearly 2,000"),
    ],
)
def test_the_model_is_told_how_the_sentence_has_it(text: str, language: str, hint: str) -> None:
    assert read(text, language).problems[0].endswith(hint)


def test_the_model_is_told_what_the_number_counts_and_what_there_is_of_the_thing() -> None:
    found = [evidence("在11个领域提出了26项措施。")]
    query = understand("涉及多少个领域")
    draft = check(Reply("26个领域。[1]", Usage(), True), found, query, READER)
    assert draft.problems == (
        "引用的句子里没有“26个”；第[1]句写的是“26项措施”；第[1]句写的是“11个”",
    )


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("主体、时间、指标必须与问题一致。[1]", "zh", ("引用的句子说的不是这件事",)),
        ("Bananas are grown by happy farmers. [1]", "en", ("the cited sentence is about something else",)),
        ("园区签约项目很多。[1]", "zh", ()),
        ("Many projects were signed. [1]", "en", ()),
        ("是的。[1]", "zh", ()),  # too short to tell
    ],
)  # fmt: skip
def test_an_answer_has_words_of_what_it_cites(
    text: str, language: str, said: tuple[str, ...]
) -> None:
    found = [evidence("园区累计签约项目很多，企业也不少。")]
    draft = check(Reply(text, Usage(), True), found, understand(QUESTIONS[language]), READER)
    assert draft.problems == said


RESPECTIVE = [evidence("9月和10月新登记企业，分别占当月的68.7%和69.1%。")]
BY_MONTH = Scripted({"10月占多少": [("69.1%", 0.9)], "9月占多少": [("68.7%", 0.9)]})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("10月占69.1%。[1]", ()),
        (
            "10月占68.7%。[1]",
            ("“68.7%”不是所问的数量：第[1]句里分别列出的几个数字中，所问的是“69.1%”",),
        ),
        ("9月占68.7%，10月占69.1%。[1]", ()),
    ],
)
def test_of_figures_that_are_listed_the_one_that_is_asked_for_is_given(
    text: str, said: tuple[str, ...]
) -> None:
    query = understand("10月占多少比例？")
    draft = check(Reply(text, Usage(), True), RESPECTIVE, query, BY_MONTH)
    assert draft.problems == said


def test_where_no_item_is_named_any_of_the_listed_figures_may_be_given() -> None:
    query = understand("占多少比例？")
    assert check(Reply("68.7%。[1]", Usage(), True), RESPECTIVE, query, BY_MONTH).problems == ()


@pytest.mark.parametrize(("here", "said"), [(0.01, ("引用的句子说的不是这件事",)), (0.9, ())])
def test_what_is_cited_answers_the_question(here: float, said: tuple[str, ...]) -> None:
    reply = Reply("签约130个项目。[1]", Usage(), True)
    query = understand("签约了多少个项目")
    assert check(reply, NUMBERED, query, Scripted(here=here)).problems == said


def test_a_figure_of_another_kind_is_no_answer() -> None:
    found = [evidence("加一次氢只需3到5分钟，能跑600公里。")]
    query = understand("能跑多远")
    draft = check(Reply("只需3到5分钟。[1]", Usage(), True), found, query, READER)
    assert draft.problems == ("没有回答所问的数量",)


@pytest.mark.parametrize(
    "text",
    [
        "130 projects were signed. (1)",
        "130 projects were signed ([1]).",
        "130 projects were signed. (Based on [1])",
    ],
)
def test_round_brackets_at_the_end_are_a_mark(text: str) -> None:
    assert read(text, "en").problems == ()


def test_round_brackets_elsewhere_are_none() -> None:
    assert "it does not cite" in read("130 projects (1) were signed.", "en").problems[0]


def test_an_article_is_no_figure() -> None:
    assert read("On one condition, 130 projects were signed. [1]", "en").problems == ()


def test_marks_count_the_citations_from_one() -> None:
    draft = read("占全国20%以上[3]，签约130个[1]。")
    assert (draft.text, [e.span.start for e in draft.cited]) == (
        "占全国20%以上 [1]，签约130个 [2]。",
        [200, 0],
    )


def test_a_figure_names_the_place_that_bears_it() -> None:
    figure = read("近2000家[2]").figures[0]
    assert (figure.article, figure.span and figure.span.start) == ("a.txt", 100 + 8)


REFUSALS = [
    ("资料中没有答案", True),
    ("資料中沒有答案。", True),
    ("The articles do not answer this.", True),
    ("签约130个。但资料中没有答案。[1]", True),
    ("签约130个。[1]", False),
]


@pytest.mark.parametrize(("text", "refused"), REFUSALS)
def test_a_refusal_is_one_in_either_language(text: str, refused: bool) -> None:
    assert refuses(text) is refused


def test_a_refusal_has_no_problems() -> None:
    assert read("资料中没有答案") == Draft("资料中没有答案", refused=True)


# --- names -------------------------------------------------------------------------------------

NAMED = [
    evidence("横琴合作区签约项目130个。", around="珠海的横琴合作区签约项目130个。"),
    evidence("前海有企业41家。", start=100),
]


def read_named(text: str, question: str) -> tuple[str, ...]:
    return check(Reply(text, Usage(), True), NAMED, understand(question), READER).problems


NAMES = [
    ("In Hengqin, 130 projects were signed [1].", "How many were signed?", ()),
    ("In Zhuhai, 130 projects were signed [1].", "How many were signed in Zhuhai?", ()),
    (
        "In Hengqin, Zhuhai, 130 projects were signed [1].",
        "How many were signed?",
        ("no cited sentence has “Zhuhai”",),
    ),
    (
        "In Qianhai, 130 projects were signed [1].",
        "How many were signed?",
        ("neither a cited sentence nor its paragraph names “Qianhai”; it stands in [2]: cite [2]",),
    ),
    (
        "In Beijing, 130 projects were signed [1]. Beijing grows [1].",
        "How many were signed?",
        ("neither a cited sentence nor its paragraph names “Beijing”",),
    ),
    ("In Beijing, 130 projects were signed [1].", "How many were signed in Beijing?", ()),
    ("横琴签约130个项目[1]。", "签约了多少个项目", ()),
    ("上海签约130个项目[1]。", "签约了多少个项目", ("引用的句子和它的上下文里没有“上海”",)),
    ("据《未来》，签约130个[1]。", "签约了多少个", ("引用的句子和它的上下文里没有“《未来》”",)),
]


@pytest.mark.parametrize(("text", "question", "problems"), NAMES)
def test_a_name_that_is_nowhere_near_what_is_cited_is_a_problem(
    text: str, question: str, problems: tuple[str, ...]
) -> None:
    assert read_named(text, question) == problems


def test_what_hides_in_a_name_is_not_printed() -> None:
    problem = read_named("In Bei\u202ejing, 130 projects were signed [1].", "How many?")[0]
    assert problem.endswith("“Beijing”")


@pytest.mark.parametrize(
    ("asked", "glosses"),
    [(Asked.PERSON, ["王邦春 = Wang Bangchun", "130个 = 130"]), (Asked.COUNT, ["130个 = 130"])],
)
def test_people_are_shown_as_english_writes_them_where_one_is_asked_for(
    asked: Asked, glosses: list[str]
) -> None:
    shown = numbered(evidence("办公室主任王邦春说，签约项目130个。"), asked)
    assert shown["glosses"] == glosses


def test_dates_are_shown_as_english_writes_them_where_one_is_asked_for() -> None:
    shown = numbered(evidence("园区于2020年9月获批。"), Asked.DATE)
    assert shown["glosses"] == ["2020年9月 = September 2020"]
