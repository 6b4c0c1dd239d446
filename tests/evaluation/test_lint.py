from pathlib import Path

import pytest

from qa.articles.article import discover, read
from qa.evaluation import questions, sets
from qa.evaluation.lint import RULES, Finding, lint

ROOT = Path(__file__).parents[2]
NEWS = {
    "a.txt": (
        "甲园签约项目130个，投资90亿元。新增总部25家，累计达到384家。"
        "北区有20多家药企。南区有20多家船厂。园长张伟说好。9月和10月分别占68.7%和69.1%。"
    ),
    "b/c.txt": "乙港有船。",
}


def findings(*entries: str) -> list[Finding]:
    text = "article: a.txt\ncases:\n" + "".join(f"- {{{entry}}}\n" for entry in entries)
    cases = sets.parse(text, Path("a.yaml")).cases
    return lint(cases, NEWS.get, NEWS)


def rules(*entries: str) -> list[str]:
    return [finding.rule for finding in findings(*entries)]


@pytest.mark.parametrize(
    "entry",
    [
        "figure: 130个, quote: 签约项目130个",
        "figure: 130个, quote: 簽約項目１３０個",  # another script and width
        "figure: 130 projects, quote: 签约项目130个",
        "figure: 130个",
        "figure: 384家, quote: 累计达到384家",
        "figure: 20多家, quote: 南区有20多家船厂",
        "figure: 69.1%, quote: 分别占68.7%和69.1%",
        "figure: [25家, 384家], quote: '新增总部25家，累计达到384家'",
        "text: [Zhang Wei, 张伟], quote: 园长张伟",
        "quote: 园长张伟",
        "unanswered: true",
    ],
)
def test_a_sound_case_is_clean(entry: str) -> None:
    assert rules(f"id: a, question: q, {entry}") == []


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        ("figure: 130个, quote: 签约项目103个", "quote-missing"),
        ("figure: 131个, quote: 签约项目130个", "figure-unsupported"),
        ("figure: 超130个, quote: 签约项目130个", "figure-unsupported"),
        ("figure: 90亿元, quote: 签约项目130个", "figure-unsupported"),
        ("figure: 131个", "figure-unsupported"),
        ("figure: 许多", "figure-unparsable"),
        ("figure: 25家和384家", "figure-unparsable"),
        ("figure: 25家, quote: '新增总部25家，累计达到384家'", "figure-ambiguous"),
        ("figure: 20多家", "figure-ambiguous"),
        ("text: 李四, quote: 园长张伟", "text-missing"),
        ("text: 张伟, quote: 签约项目130个", "text-missing"),
        ("figure: 130个, article: c.txt", "article-missing"),
        ("unanswered: true, figure: 130个", "unanswered-with-gold"),
        ("unanswered: true, article: a.txt", "unanswered-with-gold"),
        ("notes: later", "tests-nothing"),
    ],
)
def test_what_is_wrong_is_found(entry: str, rule: str) -> None:
    assert rules(f"id: a, question: q, {entry}") == [rule]


def test_a_case_without_an_article_has_no_gold() -> None:
    cases = sets.parse("cases: [{id: a, question: q, text: 乙港}]", Path("a.yaml")).cases
    assert [found.rule for found in lint(cases, NEWS.get, NEWS)] == ["no-gold"]


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("contains: [130个, 甲园, Lot A]", []),
        ("contains: 131个", ["contains-missing"]),
        ("contains: 丙园", ["contains-missing"]),
        ("contains: 130个, lacks: １３０個", ["contains-and-lacks"]),
        ("tags: x", ["tests-nothing"]),
    ],
)
def test_summaries(entry: str, found: list[str]) -> None:
    assert rules(f"id: s, summarize: a.txt, {entry}") == found


@pytest.mark.parametrize(
    ("entry", "hint"),
    [
        ("figure: 130个, article: c.txt, quote: x", "did you mean b/c.txt?"),
        ("quote: 签约项目103个", "did you mean “甲园签约项目130个，投资90亿元。”?"),
        ("figure: 384家, quote: 签约项目130个", "it stands in “新增总部25家，累计达到384家。”"),
        ("figure: 26家", "it has 25家、20多家、384家"),
    ],
)
def test_the_hint_says_what_is_meant(entry: str, hint: str) -> None:
    assert findings(f"id: a, question: q, {entry}")[0].hint.startswith(hint)


# --- questions -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("甲園簽約項目幾個", "甲园签约项目几个"),
        ("ＧＤＰ多少？", "gdp 多少"),
        ("How many ships?", "how many  SHIPS"),
    ],
)
def test_script_width_case_and_marks_make_no_other_question(first: str, second: str) -> None:
    answer = "figure: 130个"
    assert rules(
        f"id: a, question: {first!r}, {answer}", f"id: b, question: {second!r}, {answer}"
    ) == ["question-repeated"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("甲园签约了多少个项目？", "甲园签约项目有几个"),
        ("How many projects has Park A signed?", "Park A signed how many projects"),
    ],
)
def test_near_questions_may_not_expect_two_answers(first: str, second: str) -> None:
    pair = f"id: a, question: {first!r}, figure: 130个", f"id: b, question: {second!r}"
    assert rules(pair[0], f"{pair[1]}, unanswered: true") == ["question-contradicted"]
    assert rules(pair[0], f"{pair[1]}, figure: 130 projects") == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("9月占多少", "10月占多少"),
        ("总部新增多少家", "总部累计多少家"),
        ("从甲园到乙港多远", "从乙港到甲园多远"),
        ("谁签约", "何时签约"),
        ("How far from A1 to B2?", "How far from B2 to A1?"),
    ],
)
def test_other_questions_are_no_near_ones(first: str, second: str) -> None:
    assert questions.bare(first) != questions.bare(second)


def test_the_finding_names_the_first_case() -> None:
    found = findings("id: a, question: q1, unanswered: true", "id: b, question: q1?, figure: 130个")
    assert str(found[0]) == (
        "a.yaml:4: b: asks what a does, and expects another answer; look at a.yaml:3"
        " (question-contradicted)"
    )


def test_findings_come_by_case_and_rule() -> None:
    found = rules("id: z, question: q, figure: [x, 131个], quote: 不在", "id: a, question: r")
    assert found == ["quote-missing", "figure-unparsable", "tests-nothing"]
    assert sorted(found, key=RULES.index) != found  # by case first


# --- the seed set ----------------------------------------------------------------------


def seed_cases():
    return sets.read([ROOT / "evals" / "seed.yaml"])[0]


def test_the_seed_set_is_clean() -> None:
    seed = seed_cases()
    folder = seed.articles
    assert folder is not None
    paths = [entry.path for entry in discover(folder)[0]]
    texts = {path: read(folder, folder / path).text for path in paths}
    assert [str(found) for found in lint(seed.cases, texts.get, paths)] == []


def test_the_seed_set_is_what_it_says() -> None:
    cases = seed_cases().cases
    unanswered = [case for case in cases if case.expected.unanswered]
    assert (len(cases), len(unanswered)) == (103, 16)
    first = next(one for one in cases if one.question == "how many projects signed in Lingang")
    assert (first.severity, first.expected.figures) == ("critical", ("272个",))
