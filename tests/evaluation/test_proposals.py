from collections.abc import Sequence
from pathlib import Path

import pytest

from qa.articles.article import parse, read
from qa.errors import UsageError
from qa.evaluation import clozes, proposals, sets
from qa.evaluation.lint import lint
from qa.models import prompts
from qa.models.llm import Message, Reply, Usage

ROOT = Path(__file__).parents[2]
ARTICLE = parse(
    "# 甲园报道\n\n甲园累计签约项目130个，涉及投资额90亿元。目前，园区已有7家药企。\n\n"
    "乙港新增总部25家。丙市市长张伟出席了会议。".encode(),
    "news/a b.md",
)


class Says:
    """A model that gives one reply."""

    name = "says"

    def __init__(self, text: str, *, complete: bool = True) -> None:
        self.text, self.complete = text, complete
        self.prompts: list[str] = []

    def served(self) -> list[str]:
        return [self.name]

    def close(self) -> None: ...

    def reply(self, messages: Sequence[Message], max_tokens: int, on_text=None) -> Reply:
        self.prompts.append(messages[0].content)
        return Reply(self.text, Usage(1, 10, 5), complete=self.complete)


# --- clozes ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "question", "figure", "quote"),
    [
        ("甲园签约项目130个。", "甲园签约项目多少个？", "130个", "甲园签约项目130个"),
        ("甲园有8400余家药企。", "甲园有多少家药企？", "8400余家", "甲园有8400余家药企"),
        ("甲园投资超90亿元。", "甲园投资多少元？", "超90亿元", "甲园投资超90亿元"),
        ("甲园产值增长 7.5% 。", "甲园产值增长百分之多少？", "7.5%", "甲园产值增长 7.5%"),
        ("甲桥长600公里。", "甲桥长多少公里？", "600公里", "甲桥长600公里"),
        ("甲港是全球第二大港口。", "甲港是全球第几大港口？", "第二大", "甲港是全球第二大港口"),
        ("据介绍，甲园有7家药企。", "甲园有多少家药企？", "7家", "甲园有7家药企"),
        (
            "2021年9月，甲公司总部落户乙园。",
            "甲公司总部落户乙园是在什么时候？",
            "2021年9月",
            "2021年9月，甲公司总部落户乙园",
        ),
    ],
)
def test_a_figure_is_asked_for(sentence: str, question: str, figure: str, quote: str) -> None:
    made = next(clozes.of(sentence))
    assert (made.question, made.figure, made.quote) == (question, figure, quote)


def test_the_words_before_a_clause_are_part_of_its_question() -> None:
    questions = [made.question for made in clozes.of("甲园签约项目130个，投资90亿元。")]
    assert questions == ["甲园签约项目多少个？", "甲园签约项目130个，投资多少元？"]


@pytest.mark.parametrize(
    "sentence",
    [
        "目前，园区已聚集300家企业。",
        "该公司有7家药企。",
        "近三年，园区产值增长7%。",
        "“我们在甲园签约项目130个。",
        "甲园签约项目130个",
        "9月和10月，甲园产值分别占68.7%和69.1%。",
        "近三年来，甲园变样了。",
        "甲园成立2021年。",
        "甲园引进年营业额10亿元的药企。",
    ],
)
def test_what_makes_no_question_says_why(sentence: str) -> None:
    assert [made.question for made in clozes.of(sentence) if made.question] == []
    assert all(made.problem for made in clozes.of(sentence))


def test_a_quote_is_cut_where_another_figure_would_fit() -> None:
    made = list(clozes.of("甲市在11个领域提出了26项措施。"))
    assert [cloze.quote for cloze in made] == ["甲市在11个领域提出了", "领域提出了26项措施"]


# --- without a model -------------------------------------------------------------------


def test_proposals_are_marked_and_prove_themselves() -> None:
    made = proposals.propose(ARTICLE)
    assert [case.question for case in made.cases] == [
        "甲园累计签约项目多少个？",
        "甲园累计签约项目130个，涉及投资额多少元？",
        "乙港新增总部多少家？",
    ]
    assert {case.tags for case in made.cases} == {("review",)}
    assert all(case.expected.gold[0].quote in ARTICLE.text for case in made.cases)
    assert made.dropped == {"it hangs on a sentence before": 1}


def test_no_more_than_asked_for() -> None:
    made = proposals.propose(ARTICLE, most=1)
    assert (len(made.cases), made.dropped["more than 1"]) == (1, 2)


def test_the_text_of_the_proposals_reads_back_and_is_clean() -> None:
    root = ROOT / "seeds"
    article = read(root, next(root.glob("*.txt")))
    made = proposals.propose(article)
    found = sets.parse(proposals.as_yaml(made.cases), Path("evals/new.yaml"))
    assert [c.expected for c in found.cases] == [c.expected for c in made.cases]
    assert len(found.cases) >= 20
    assert lint(found.cases, {article.path: article.text}.get, [article.path]) == []


def test_every_kind_of_case_reads_back() -> None:
    text = (ROOT / "evals" / "seed.yaml").read_text(encoding="utf-8")
    cases = sets.parse(text, Path("a.yaml")).cases
    again = sets.parse(proposals.as_yaml(cases), Path("a.yaml")).cases
    assert [(c.id, c.question, c.expected, c.tags, c.severity, c.notes) for c in again] == [
        (c.id, c.question, c.expected, c.tags, c.severity, c.notes) for c in cases
    ]


def test_no_case_is_no_eval_set() -> None:
    with pytest.raises(UsageError, match="no sentence makes a question"):
        proposals.as_yaml([])


# --- with a model ----------------------------------------------------------------------

# What the model is shown: [1] 甲园… [2] 乙港… [3] 丙市…


def test_a_models_questions_are_checked_cases() -> None:
    model = Says("1. 甲园签约多少项目？ | 130个 | [1]\n丙市市长是谁？｜张伟｜[3]\n好的。")
    made = proposals.propose(ARTICLE, model)
    assert [(c.question, c.expected.figures, c.expected.texts) for c in made.cases] == [
        ("甲园签约多少项目？", ("130个",), ()),
        ("丙市市长是谁？", (), ("张伟",)),
    ]
    assert made.cases[0].expected.gold[0].quote == "甲园累计签约项目130个"
    assert (made.dropped, made.usage) == ({}, Usage(1, 10, 5))


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("甲园签约多少项目？ | 131个 | [1]", "the answer is not in the sentence"),
        ("甲园签约多少项目？ | 130 | [9]", "it cites no sentence"),
        ("甲园签约的130个项目在哪？ | 130个 | [1]", "the question gives the answer"),
        ("该园签约多少项目？ | 130个 | [1]", "it hangs on a sentence before"),
        ("甲园怎么样？ | 签约项目130个，涉及投资额90亿元 | [1]", "two figures fit"),
        ("甲园签约多少项目？ | 130个", "no row of question, answer and number"),
    ],
)
def test_what_does_not_hold_is_dropped_and_counted(row: str, why: str) -> None:
    made = proposals.propose(ARTICLE, Says(row))
    assert (made.cases, made.dropped) == ((), {why: 1})


def test_the_last_row_of_a_reply_cut_short_is_not_read() -> None:
    reply = "甲园签约多少项目？ | 130个 | [1]\n乙港新增多少总部？ | 25家 | [2]"
    assert len(proposals.propose(ARTICLE, Says(reply, complete=False)).cases) == 1


@pytest.mark.parametrize(("language", "said"), [("zh", "用中文提出"), ("en", "English question")])
def test_the_prompt_numbers_the_sentences_and_asks_in_the_language(language, said: str) -> None:
    model = Says("")
    proposals.propose(ARTICLE, model, language=language)
    assert "[2] 乙港新增总部25家。" in model.prompts[0]
    assert "园区已有7家" not in model.prompts[0]  # nobody knows which
    assert (said in model.prompts[0]) == (language == "zh")
    assert ("英文问题" in model.prompts[0]) == (language == "en")


def test_the_template_is_counted_among_the_prompts() -> None:
    assert len(prompts.digest("propose")) == 12
