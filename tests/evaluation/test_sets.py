import json
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evaluation import sets
from qa.evaluation.cases import Gold
from qa.evaluation.entries import schema
from qa.evaluation.sets import BadEvalSet

EVALS = Path(__file__).parents[2] / "evals"
CASE = "cases:\n  - id: a\n    question: 签约几个\n    article: x.txt\n"


def case(text: str):
    return sets.parse(text, Path("a.yaml")).cases[0]


def problems(text: str) -> list[str]:
    with pytest.raises(BadEvalSet) as error:
        sets.parse(text, Path("a.yaml"))
    return [str(problem) for problem in error.value.problems]


# --- what is read ----------------------------------------------------------------------


def test_a_case_is_read_whole() -> None:
    made = case(
        CASE
        + "    figure: [130个, 9家]\n    quote: 签约130个\n    tags: [zh, zh, count]\n"
        + "    severity: critical\n    notes: why\n"
    )
    assert (made.id, made.question, made.place) == ("a", "签约几个", "a.yaml:2")
    assert made.expected.figures == ("130个", "9家")
    assert made.expected.gold == (Gold("x.txt", "签约130个"),)
    assert (made.tags, made.severity, made.notes) == (("zh", "count"), "critical", "why")


def test_a_summary_is_read() -> None:
    made = case("cases: [{id: s, summarize: ./x.txt, contains: 130个, lacks: [8,400]}]")
    assert (made.summarize, made.expected.contains) == ("x.txt", ("130个",))
    assert made.expected.lacks == ("8", "400")  # a comma parts in [...]: quotes keep it


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("130", "130"),
        ("0123", "0123"),  # octal to YAML
        ("1.50", "1.50"),
        ("12:30", "12:30"),  # 750 to YAML
        ("2021-09-01", "2021-09-01"),
        ('"no"', "no"),
        ("8,400", "8,400"),
        ("68.7%  # of all", "68.7%"),
        (">\n      130\n      个", "130 个"),
    ],
)
def test_a_value_is_the_words_of_the_file(written: str, words: str) -> None:
    assert case(f"{CASE}    text: {written}\n").expected.texts == (words,)


@pytest.mark.parametrize("written", ["true", "yes", "on", "'true'"])
def test_unanswered_is_a_switch(written: str) -> None:
    made = case(f"article: y.txt\ncases: [{{id: a, question: q, unanswered: {written}}}]")
    assert made.expected.unanswered
    assert made.expected.gold == ()


def test_the_article_of_the_file_is_that_of_a_case_without_one() -> None:
    text = "article: y.txt\ncases:\n- {id: a, question: q}\n- {id: b, question: r, article: z.txt}"
    found = sets.parse(text, Path("a.yaml")).cases
    assert [one.expected.gold[0].article for one in found] == ["y.txt", "z.txt"]


def test_as_many_quotes_as_articles_are_pairs() -> None:
    made = case("cases: [{id: a, question: q, article: [x, y], quote: [甲, 乙]}]")
    assert made.expected.gold == (Gold("x", "甲"), Gold("y", "乙"))


def test_the_folder_is_seen_from_the_file() -> None:
    found = sets.parse(f"articles: ../news\n{CASE}", Path("evals/a.yaml"))
    assert found.articles == Path("evals/../news")


def test_a_day_of_the_questions_is_read() -> None:
    assert sets.parse(f"today: 2022-02-01\n{CASE}", Path("a.yaml")).today == date(2022, 2, 1)


# --- what is wrong ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{CASE}    figur: 1\n", "a.yaml:5: unknown key 'figur'; did you mean 'figure'?"),
        (f"today: 2022-02-30\n{CASE}", "a.yaml:1: 'today' is no day; write it like 2022-01-08"),
        (f"articls: x\n{CASE}", "a.yaml:1: unknown key 'articls'; did you mean 'articles'?"),
        (f"{CASE}    text: no\n", 'a.yaml:5: an unquoted no is read as true or false; write "no"'),
        (f"{CASE}    text: ~\n", 'a.yaml:5: an unquoted ~ is read as nothing; write "~"'),
        (f"{CASE}    text:\n", "a.yaml:5: 'text' has no value"),
        (f'{CASE}    text: " "\n', "a.yaml:5: 'text' is empty"),
        (f"{CASE}    text: 标题 #1\n", "a.yaml:5: what follows '标题' is a comment"),
        (f"{CASE}    text: !x y\n", "a.yaml:5: the tag '!x' is not read"),
        (f"{CASE}    text: {{a: b}}\n", "a.yaml:5: 'text' is neither a text nor a list"),
        (f"{CASE}    id: b\n", "a.yaml:5: the key 'id' stands at line 2 already"),
        (f"{CASE}    severity: crit\n", "a.yaml:5: 'severity' is 'crit'; write 'normal' or"),
        (f"{CASE}    unanswered: maybe\n", "a.yaml:5: 'unanswered' is 'maybe'; write true"),
        (f"{CASE}    summarize: x\n", "a.yaml:2: the case has to have either 'question' or"),
        (f"{CASE}    lacks: x\n", "a.yaml:2: the case 'lacks' does not go with a question"),
        (f"{CASE}    text: a: b\n", "a.yaml:5: a value holds ': '; put the value in quotes"),
        ("cases:\n\t- id: a\n", "a.yaml:2: no value can begin with '\\t'; indent with spaces"),
        (f"{CASE}---\n{CASE}", "a.yaml:5: a second document begins"),
        (f"{CASE}    text: a\x01\n", "a.yaml:5: holds the character U+0001"),
        ("cases:\n- question: q\n", "a.yaml:2: 'id' is missing"),
        ("cases:\n- id: a/b\n  question: q\n", "a.yaml:2: 'id' is 'a/b'; letters"),
        ("cases:\n- a\n", "a.yaml:2: is no case"),
        ("cases: []\n", "a.yaml:1: 'cases' is an empty list"),
        ("cases：\n  - a\n", "a.yaml:1: is no mapping with 'cases'"),
        ("", "a.yaml:1: is no mapping with 'cases'"),
        ("a: &x [*x]", "a.yaml:1: holds too many values or too deep ones"),
        ("- " * 30_000, "a.yaml:1: is nested too deeply"),
        ("cases:\n- {id: a, question: q, quote: x}", "a.yaml:2: 'quote' without 'article'"),
        (
            "cases:\n- {id: a, question: q, quote: [x], article: [a, b]}",
            "a.yaml:2: 1 quotes and 2 articles",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, said: str) -> None:
    assert problems(text)[0].startswith(said)


def test_aliases_of_aliases_end() -> None:
    deep = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    for one, other in zip("abcdefgh", "bcdefghi", strict=True):
        deep += f"{other}: &{other} [{', '.join(['*' + one] * 10)}]\n"
    assert any("too many values" in problem for problem in problems(deep))


def test_all_that_is_wrong_is_told_at_once_and_no_more_than_twenty() -> None:
    text = "cases:\n" + "".join(f"- {{id: i{n}, question: q, figur: 1}}\n" for n in range(25))
    told = problems(text)
    assert [line.split(":")[1] for line in told[:20]] == [str(n) for n in range(2, 22)]
    assert told[20:] == ["a.yaml: 5 more problems like these"]


# --- files -----------------------------------------------------------------------------


def test_a_folder_is_its_files_and_each_is_read_once(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml", ".c.yaml", "d.toml"):
        (tmp_path / name).write_text(CASE.replace("id: a", f"id: {name[0]}x"), encoding="utf-8")
    found = sets.read([tmp_path / "b.yaml", tmp_path])
    assert [case.id for one in found for case in one.cases] == ["bx", "ax"]


def test_an_id_is_one_over_all_files(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(CASE, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(CASE.replace("id: a", "id: A"), encoding="utf-8")
    with pytest.raises(BadEvalSet, match=r"b.yaml:2: the id 'A' is taken at .*a.yaml:2"):
        sets.read([tmp_path])


def test_problems_of_all_files_come_together(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("cases: []", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadEvalSet) as error:
        sets.read([tmp_path / "a.yaml", tmp_path / "b.yaml", tmp_path / "empty"])
    assert [problem.message for problem in error.value.problems] == [
        "has no *.yaml in it",
        "'cases' is an empty list",
        "is not there",
    ]


def test_a_file_of_another_encoding_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(
        CASE.replace("签约几个", "签约了多少个项目").encode("gb18030")
    )
    assert sets.read([tmp_path])[0].cases[0].question == "签约了多少个项目"


# --- the schema ------------------------------------------------------------------------


def test_the_schema_is_current() -> None:
    assert (EVALS / "schema.json").read_text(encoding="utf-8") == schema()


def test_the_schema_takes_what_editors_take_for_numbers() -> None:
    figure = json.loads(schema())["$defs"]["Entry"]["properties"]["figure"]
    assert figure["anyOf"][0]["type"] == ["string", "number"]


@given(st.text(max_size=200))
def test_no_text_ends_in_a_traceback(text: str) -> None:
    for written in (text, f"{CASE}    text: {text}\n"):
        with suppress(BadEvalSet):
            assert sets.parse(written, Path("a.yaml")).cases
