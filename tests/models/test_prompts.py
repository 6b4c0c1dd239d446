import pytest
from jinja2 import UndefinedError

from qa.models import prompts

SENTENCES = [
    {"text": "签约130个。", "title": "甲", "date": "2022-01-08", "glosses": ["130个 = 130"]},
    {"text": "集聚7家。", "title": "甲", "date": "2022-01-08", "glosses": []},
    {"text": "另有9家。", "title": "乙", "date": None, "glosses": []},
]


def answer(language: str) -> str:
    return prompts.render(
        "answer",
        figure=True,
        question="多少?",
        language=language,
        names={"Hengqin": "横琴"},
        sentences=SENTENCES,
        refusal="没有",
    )


def test_sentences_are_numbered_and_titles_stand_once() -> None:
    lines = answer("zh").splitlines()
    assert lines[2:7] == [
        "《甲》（2022-01-08）",
        "[1] 签约130个。",
        "[2] 集聚7家。",
        "《乙》",
        "[3] 另有9家。",
    ]


def test_english_questions_see_the_figures_in_english() -> None:
    assert "    130个 = 130" in answer("en").splitlines()


def test_chinese_questions_do_not() -> None:
    assert "130个 = 130" not in answer("zh")


def test_names_stand_with_their_characters() -> None:
    assert answer("en").endswith("问题：多少? (Hengqin = 横琴)")


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        prompts.render("answer", question="?")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_repair_names_the_problems(language: str) -> None:
    text = prompts.render("repair", language=language, problems=["a", "b"], refusal="没有")
    assert "- a\n- b\n" in text


def test_the_digest_tells_two_templates_apart() -> None:
    assert prompts.digest("answer") != prompts.digest("repair")


def test_html_in_an_article_is_left_as_it_is() -> None:
    text = prompts.render("repair", language="zh", problems=["<b>&"], refusal="")
    assert "<b>&" in text
