"""Summaries as values, and what they can be without a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa.articles.article import parse
from qa.errors import UsageError
from qa.summaries.summary import Form, require_own_language

if TYPE_CHECKING:
    from qa.summaries.summary import Lang

CHINESE = parse("城市新增氢能公交车42辆。".encode(), "a.txt")
ENGLISH = parse(b"The city has 42 new hydrogen buses.", "b.txt")


@pytest.mark.parametrize("lang", ["zh", "same"])
def test_a_summary_in_the_language_of_the_article_is_none_of_a_translation(lang: Lang) -> None:
    require_own_language(CHINESE, Form(lang=lang))


@pytest.mark.parametrize(
    ("article", "lang", "said"),
    [
        (CHINESE, "en", "a.txt: the article is in Chinese; a summary in English is a translation"),
        (ENGLISH, "zh", "b.txt: the article is in English; a summary in Chinese is a translation"),
    ],
)
def test_another_language_needs_a_model(article: object, lang: Lang, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        require_own_language(article, Form(lang=lang))  # type: ignore[arg-type]
