"""Summaries: sentences that say what an article says, each with its proof."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from qa.errors import UsageError
from qa.language.text import language
from qa.models.llm import Usage

if TYPE_CHECKING:
    import datetime as dt

    from qa.articles.article import Article
    from qa.proof.citations import Citation
    from qa.proof.grounding import GroundedFigure
    from qa.proof.withheld import Withheld

Lang = Literal["zh", "en", "same"]
Style = Literal["bullets", "paragraph", "headline"]

# The most sentences of a summary, by its length.
LENGTHS = {"short": 3, "medium": 5, "long": 8}


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a summary: the most sentences it may have, its language, and its style.

    The language `same` is that of the article. A headline is one short sentence.
    """

    sentences: int = LENGTHS["medium"]
    lang: Lang = "same"
    style: Style = "bullets"


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence of a summary, without marks, and the sentences of the article it rests on."""

    text: str
    citations: tuple[Citation, ...]
    figures: tuple[GroundedFigure, ...] = ()

    @property
    def paragraphs(self) -> tuple[int, ...]:
        """The paragraphs of the article that it rests on, numbered from 1, in order."""
        return tuple(sorted({citation.paragraph for citation in self.citations}))


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary of an article in a few sentences. `mode` is extractive or model.

    `withheld` are the sentences of the model that did not hold. If no sentence is left, there is
    no summary.
    """

    article: str
    title: str
    date: dt.date | None
    sentences: tuple[SummarySentence, ...]
    form: Form
    mode: str
    withheld: tuple[Withheld, ...] = ()
    model: str | None = None
    usage: Usage = field(default_factory=Usage)


_NAMES = {"zh": "Chinese", "en": "English"}


def require_own_language(article: Article, form: Form) -> None:
    """Check that the sentences of an article are in the language that is wanted.

    Raises UsageError: without a model nothing is translated.
    """
    own = language(article.text)
    if form.lang in ("same", own):
        return
    raise UsageError(
        f"{article.path}: the article is in {_NAMES[own]}; a summary in {_NAMES[form.lang]} is a"
        " translation, and that needs a model",
        "set OPENAI_API_KEY, or --base-url and --model; or leave --lang out",
    )
