"""Gloss: the Chinese words that an English question may mean, as a passage has them."""

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
    """A question as the reader is asked it: an English one with its words in the passage's.

    A dictionary gives a word many meanings; the one that stands in the passage is shown, and
    of a proper noun that does not stand there the first, so that its absence can be seen. A
    Chinese one is put into the script of the passage.

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
    """The characters of the passage that a romanised name may stand for."""
    return pinyin.found(text, term.said) if term.readings else None


def _proper(term: Term) -> str | None:
    known = [form for form in term.forms if not form.isascii()]
    return known[0] if known and lexicon.is_proper(term.said) else None
