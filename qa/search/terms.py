"""Terms: what a question is looked up by, and the forms that each may have in an article.

A Chinese question is looked up by its own bigrams. Each word and phrase of an English one
has the forms that a dictionary gives it in Chinese, its own Latin letters, and, if it may be
a romanised name, the characters that read like it. The forms of one word count as one term
(Pirkola 1998, "The effects of query structure and dictionary setups in dictionary-based
cross-language information retrieval").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.language import lexicon, pinyin
from qa.language.text import HAN, fold, terms, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.text import Language


@dataclass(frozen=True, slots=True)
class Term:
    """A part of the question that may stand in an article in any of several forms.

    `forms` are folded: Han strings, Latin words or numbers. `readings` are the ways to read
    it as pinyin; the index knows which characters with such a reading it holds.
    """

    said: str
    forms: tuple[str, ...]
    readings: tuple[tuple[str, ...], ...] = ()


def wording(question: str, language: Language) -> tuple[Term, ...]:
    """Return the terms of a question, in order.

    >>> [term.said for term in wording("How many quarterbacks won 3 Super Bowls?", "en")]
    ['quarterbacks', 'won', '3', 'super bowls', 'super', 'bowls']
    """
    found = _chinese(question) if language == "zh" else _english(question)
    return tuple({term.said: term for term in found}.values())


class Held:
    """A text, to look up which terms of a question it holds."""

    def __init__(self, text: str) -> None:
        self._folded = fold(text)
        self._tokens = frozenset(terms(self._folded))

    def form_of(self, term: Term) -> str | None:
        """Return the form in which the text holds a term, if it does; the longest of several.

        >>> Held("达阵得分").form_of(Term("touchdown", ("着陆", "达阵")))
        '达阵'
        """
        held = (form for form in term.forms if self._holds(form))
        return max(held, key=len, default=None)

    def share_of(self, term: Term) -> float:
        """Return 1 for a term that the text holds, 0.5 if it has only a one-character form of it.

        氢 is hydrogen in 氢能, but 分 is many things: such forms are looked up nowhere else.

        >>> Held("氢能公交车").share_of(Term("hydrogen", ("氢", "氢气")))
        0.5
        """
        if self.form_of(term):
            return 1.0
        return 0.5 * any(
            len(form) == 1 and not form.isascii() and form in self._folded for form in term.forms
        )

    def _holds(self, form: str) -> bool:
        if form in self._tokens:
            return True
        # Letters also occur within other words: "ai" in "said".
        parts = tokens(form)
        return len(parts) > 1 and self._tokens.issuperset(parts) and form in self._folded


# --- Chinese -----------------------------------------------------------------------------------

# Words that ask say nothing about what is asked for: 少个 of 多少个项目 is in no answer.
_ASKING = re.compile(
    "请问|多少|什么|甚么|哪些|哪里|哪个|哪一|哪|何时|何处|为何|何|怎么|怎样|如何|谁|几个|几|是否|吗|呢"
)


def unasked(question: str) -> str:
    """Fold a question and remove the words that ask.

    >>> unasked("园区有多少家企业")
    '园区有 家企业'
    """
    return " ".join(_ASKING.split(fold(question)))


def _chinese(question: str) -> Iterator[Term]:
    pieces = unasked(question).split(" ")
    kept = [term for piece in pieces for term in terms(piece)]
    yield from (Term(term, (term,)) for term in kept or terms(question))


# --- English -----------------------------------------------------------------------------------

_WORD = re.compile(rf"[A-Za-zÀ-ž]+|\d+(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|[{HAN}]+")
_POSSESSIVE = re.compile(r"['’]s?(?![A-Za-z])")
_STOP = frozenset(
    "a an the of in on at to for from by with and or is are was were be been being do does did"
    " have has had having what which who whom whose when where why how many much that this these"
    " those it its as than there their they he she his her him them not no can could would should"
    " will shall may might must about into over after before during between under above up down"
    " out off one i you we me us my your our so if then also such some any all each other another"
    " more most use used using often name named term type kind called known".split()
)
_LONGEST = 4  # words of a phrase


def _english(question: str) -> Iterator[Term]:
    names = pinyin.names(question)
    yield from map(_name, names)
    rest = _without(_POSSESSIVE.sub("", question), names)
    words = _WORD.findall(rest)
    i = 0
    while i < len(words):
        length, forms = _longest_phrase([word.lower() for word in words[i : i + _LONGEST]])
        if length > 1:
            yield Term(" ".join(words[i : i + length]).lower(), forms)
        yield from (_single(word) for word in words[i : i + length] if word.lower() not in _STOP)
        i += length


def _name(name: str) -> Term:
    folded = fold(name)
    forms = dict.fromkeys((folded, *lexicon.translations(folded)))
    return Term(folded, tuple(forms), tuple(pinyin.readings(name)))


def _without(question: str, names: list[str]) -> str:
    """Cut the names out of a question, so that no word or phrase goes across one."""
    for name in names:
        question = re.sub(rf"\b{re.escape(name)}\b", " . ", question)
    return question


def _single(word: str) -> Term:
    folded = fold(word)
    if not folded.isascii() or folded[0].isdigit():
        return Term(folded, (folded.replace(",", ""),))
    return Term(folded, tuple(dict.fromkeys((folded, *_translated([folded])))))


def _longest_phrase(words: list[str]) -> tuple[int, tuple[str, ...]]:
    """Return how many of these words are a phrase of the dictionary, and its forms; else 1."""
    for length in range(len(words), 1, -1):
        phrase = words[:length]
        if phrase[0] in _STOP or phrase[-1] in _STOP:
            continue
        if forms := _translated(phrase):
            return length, forms
    return 1, ()


def _translated(phrase: list[str]) -> tuple[str, ...]:
    """Translate a phrase into Chinese, its last or first word also in any base form it may have."""
    *head, last = phrase
    said = [" ".join([*head, lemma]) for lemma in lexicon.lemmas(last)]
    if head:
        said += [" ".join([lemma, *phrase[1:]]) for lemma in lexicon.lemmas(phrase[0])[1:]]
    return tuple(dict.fromkeys(form for gloss in said for form in lexicon.translations(gloss)))
