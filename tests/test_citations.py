from qa.citations import cite
from tests.evidence import evidence

TEXT = "第一段。\n第二段有3个项目。"
FOUND = evidence("第二段有3个项目。", start=5)


def test_a_quote_that_stands_there_is_verified() -> None:
    assert cite(FOUND, lambda path: TEXT).verified


def test_one_character_more_and_it_is_not() -> None:
    assert not cite(FOUND, lambda path: "x" + TEXT).verified


def test_an_article_that_is_gone_verifies_nothing() -> None:
    assert not cite(FOUND, lambda path: None).verified


def test_paragraphs_are_counted_from_one() -> None:
    assert cite(FOUND, lambda path: TEXT).paragraph == 2


def test_the_article_is_asked_for_by_its_path() -> None:
    asked: list[str] = []
    cite(FOUND, lambda path: asked.append(path))
    assert asked == ["a.txt"]
