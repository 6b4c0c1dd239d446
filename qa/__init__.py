"""Answers questions about a folder of news articles, and proves every word of it.

>>> from qa import Corpus, load
>>> with Corpus(load()).reader() as reader:
...     print(reader.ask("How many firms are there?").text)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.answers.answer import Answer
    from qa.articles.article import Article
    from qa.corpus.corpus import Corpus
    from qa.errors import QaError
    from qa.index.rows import Filters
    from qa.proof.citations import Citation
    from qa.settings import Settings, load

__all__ = ["Answer", "Article", "Citation", "Corpus", "Filters", "QaError", "Settings", "load"]

_HOMES = {
    "Answer": "qa.answers.answer",
    "Article": "qa.articles.article",
    "Citation": "qa.proof.citations",
    "Corpus": "qa.corpus.corpus",
    "Filters": "qa.index.rows",
    "QaError": "qa.errors",
    "Settings": "qa.settings",
    "load": "qa.settings",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: `import qa` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'qa' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
