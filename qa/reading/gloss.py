"""Glosses: the Chinese words that an English question may mean, as they stand in a passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language import lexicon, pinyin
from qa.language.text import simplified
from qa.search.terms import Held

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.search.query import Query
    from qa.search.terms import Term

MOST = 14  # words
BETWEEN = " | "


def glossed(query: Query, text: str) -> str:
    """Write a question as the reader gets it: an English one with Chinese words of the passage.

    A dictionary gives a word many meanings; the reader gets the one that stands in the passage.
    If none of a proper noun does, it gets the first, so that it can see that the name is absent.
    A Chinese question is put into the script of the passage.

    >>> glossed(understand("How many firms are there in Hengqin?"), "横琴的企业有300家。")
    'How many firms are there in Hengqin? | 横琴 企业'
    """
    if query.language == "zh":
        own = simplified(text) != text
        return query.text if own else simplified(query.text)
    words = list(dict.fromkeys(_glosses(query, text)))[:MOST]
    return query.text + BETWEEN + " ".join(words) if words else query.text


def _glosses(query: Query, text: str) -> Iterator[str]:
    held = Held(text)
    for term in query.terms:
        form = _spelled(term, text) or held.form_of(term) or _proper(term)
        if form and not form.isascii():
            yield form


def _spelled(term: Term, text: str) -> str | None:
    """Find the characters of the passage that a romanised name may stand for."""
    return pinyin.found(text, term.said) if term.readings else None


def _proper(term: Term) -> str | None:
    known = [form for form in term.forms if not form.isascii()]
    return known[0] if known and lexicon.is_proper(term.said) else None
