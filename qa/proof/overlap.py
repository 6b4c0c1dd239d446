"""Overlap: the share of a text's words that its citations have, in either language.

A sentence without a figure or a name is checked by its words alone: if it shares hardly a word
with the sentence that it cites, or with what stands around that, it is about something else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language.text import fold, language, terms
from qa.search.terms import Held, wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.language.text import Language
    from qa.search.evidence import Evidence

# The least share of a text's words that its citations must have, by the languages of the two.
# Set by eye, on a dozen summaries of news: in English over Chinese, true sentences share 0.6 to
# 0.83 with the sentence they rest on, invented ones 0.17 to 0.5. Of 112 answers of a model, the
# right ones share 0.65 and more; one reversing its source 0.25, one repeating the prompt 0.06.
LEAST = {("zh", "zh"): 0.4, ("en", "en"): 0.4, ("en", "zh"): 0.3, ("zh", "en"): 0.15}
_FEW = {"zh": 3, "en": 2}  # words; of fewer, a share says nothing


def is_about(text: str, cited: Sequence[Evidence], question: str = "") -> bool:
    """Tell whether enough of a text's words stand in its citations, around them, or in titles.

    Words of the question, if there is one, may be repeated.
    """
    share = overlap(text, cited, question)
    held = language("\n".join(one.text for one in cited))
    return share is None or share >= LEAST[language(text), held]


def overlap(text: str, cited: Sequence[Evidence], question: str = "") -> float | None:
    """Return the share of a text's words that the cited sentences have; None for too few words.

    Chinese words are bigrams; across the languages, English words are translated with the
    dictionary.
    """
    held = "\n".join([question, *(f"{one.title}\n{one.text}\n{one.around}" for one in cited)])
    said, theirs = language(text), language("\n".join(one.text for one in cited))
    if said == theirs == "en":
        ours = set(re.findall(r"[a-z]{4,}", fold(text)))
        stems = {w[:5] for w in re.findall(r"[a-z]{4,}", fold(held))}
        return _share([float(word[:5] in stems) for word in ours], said)
    if said == "en":
        place = Held(held)
        return _share([place.share_of(term) for term in wording(text, "en")], said)
    if theirs == "en":
        held = "\n".join(form for term in wording(held, "en") for form in term.forms)
    bigrams, whole = _bigrams(text), _bigrams(held)
    return _share([float(pair in whole) for pair in bigrams], said)


def _share(held: Sequence[float], lang: Language) -> float | None:
    return sum(held) / len(held) if len(held) >= _FEW[lang] else None


def _bigrams(text: str) -> set[str]:
    return {term for term in terms(text) if not term[0].isdigit()}
