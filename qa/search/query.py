"""Queries: a question with its language, its terms, and the kind of answer it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.language import pinyin
from qa.language.characters import printable
from qa.language.text import HAN, Language, language, simplified
from qa.language.time import Period, periods
from qa.search.answer_kind import CLASSIFIERS, Asked, asked
from qa.search.terms import Term, wording

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Asked", "Query", "asked", "things", "understand"]


@dataclass(frozen=True, slots=True)
class Query:
    """A question, understood as far as possible without a model.

    `names` are its words that may be romanised Chinese names; `things` are the ways to say
    what it counts or measures: "projects", "projects signed"; `periods` are the times it names.
    """

    text: str
    language: Language
    terms: tuple[Term, ...]
    asked: Asked
    names: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()


def understand(question: str, today: date | None = None) -> Query:
    """Find what a question says about the answer it wants.

    Unless `today` is given, 去年 and "last August" mean nothing.

    >>> understand("How many firms are there?").asked
    <Asked.COUNT: 'count'>
    """
    text = printable(" ".join(question.split())).strip()
    spoken = language(text)
    return Query(
        text=text,
        language=spoken,
        terms=wording(text, spoken),
        asked=asked(text),
        names=tuple(pinyin.names(text)),
        things=tuple(things(text)),
        periods=tuple(periods(text, today)),
    )


# --- the thing that is counted or measured ---------------------------------------------------

_EN_THING = re.compile(
    r"\b(?:how (?:many|much)|(?:percentage|share|proportion|number|amount) of"
    r"|what (?:is|was|are|were) the)\s+(?:the\s+)?((?:[\w'-]+\s*){1,4})",
    re.IGNORECASE,
)
_EN_STOP = frozenset(
    "is are was were be been do does did has have had will would can could in of at on for from to"
    " by with than there the a an that which who per more".split()
)
_ZH_CLASSIFIED = rf"(?!间谍|层次|张家[口港界])[{CLASSIFIERS}]"
_ZH_THING = re.compile(rf"(?:多少|几)余?(?:{_ZH_CLASSIFIED})?([{HAN}]{{1,20}})")
_ZH_STOP = re.compile(r"(?:的|了|是|在|被|有|能够|可以|参加|参与|获得|进行|组成|构成).*")


def things(question: str) -> list[str]:
    """Find the thing that a question counts or measures, shortest wording first; empty if none.

    >>> things("how many oil companies are in town"), things("有多少家人工智能企业")
    (['oil', 'oil companies'], ['人工智能企业'])
    """
    if english := _EN_THING.search(question):
        words: list[str] = []
        for word in english.group(1).split():
            if word.lower() in _EN_STOP:
                break
            words.append(word)
        return [" ".join(words[: n + 1]) for n in range(len(words))]
    chinese = _ZH_THING.search(simplified(question))  # 多少個項目
    thing = _ZH_STOP.sub("", chinese.group(1)) if chinese else ""
    return [thing] if thing else []
