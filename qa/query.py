"""Question to Query: its language, its terms, and what kind of answer it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from qa import pinyin
from qa.text import HAN, Language, fold, language
from qa.wording import Term, wording


class Asked(StrEnum):
    """The kind of answer a question asks for."""

    COUNT = "count"
    MONEY = "money"
    PERCENTAGE = "percentage"
    DATE = "date"
    DURATION = "duration"
    DISTANCE = "distance"
    ORDINAL = "ordinal"
    FIGURE = "figure"  # some figure: "how large", "规模是多少"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Query:
    """A question, understood as far as that goes without a model.

    `names` are its words that may be romanised Chinese names; `things` are the ways to say
    what it counts or measures: "projects", "projects signed".
    """

    text: str
    language: Language
    terms: tuple[Term, ...]
    asked: Asked
    names: tuple[str, ...] = ()
    things: tuple[str, ...] = ()


def understand(question: str) -> Query:
    """What a question says about the answer it wants.

    >>> understand("How many firms are there?").asked
    <Asked.COUNT: 'count'>
    """
    text = " ".join(question.split())
    spoken = language(text)
    return Query(
        text=text,
        language=spoken,
        terms=wording(text, spoken),
        asked=asked(text),
        names=tuple(pinyin.names(text)),
        things=tuple(things(text)),
    )


def asked(question: str) -> Asked:
    """The kind of answer a question asks for; the first pattern that fits decides."""
    folded = fold(question)
    return next((kind for kind, pattern in _PATTERNS if pattern.search(folded)), Asked.TEXT)


_MEASURED_EN = (
    r"size|scale|amount|value|number|total|rate|price|cost|budget|capacity|area|volume|population"
    r"|height|weight|length|width|speed|temperature|revenue|profit|gdp|turnover|output"
)
_ZH_MONEY = r"(?:万|亿|万亿)?(?:元|钱|美元|欧元|港元|日元|英镑|人民币|资金)"
_ZH_PRICED = r"金额|投资额|价格|售价|造价|收入|利润|营收|市值|产值|票房|薪|费用|资金|投资"
_ZH_IS = r"(?:是|为|达|有)?(?:到|了)?"
_ZH_TIMES = r"分钟|小时|天|日|周|星期|月|年|秒"
_ZH_COUNTED = r"个|家|名|人|位|项|件|座|次|辆|台|支|只|所|种|条|部|届|岁|倍|大"
_EN_PAYING = (
    r"cost|costs|paid|pay|invest|invested|investment|worth|raise[ds]?|spen[dt]|earn\w*|donat\w*"
    r"|sold for"
)
_SOURCES: dict[Asked, list[str]] = {
    Asked.ORDINAL: [r"第几"],
    Asked.PERCENTAGE: [
        r"百分之(?:几|多少)|百分比|几成|多少个?百分点|多少(?:比例|%)",
        rf"(?:占比|比例|比重|率){_ZH_IS}多少",
        r"(?:what|which|how many) (?:percent|per cent|share|proportion|fraction)",
        r"(?:percentage|percent|share|proportion) (?:of|did|does|was|is)",
    ],
    Asked.MONEY: [
        rf"多少{_ZH_MONEY}|(?:{_ZH_PRICED}){_ZH_IS}多少",
        r"how (?:much|many) (?:money|dollars?|yuan|rmb|euros?|pounds?|usd|capital|funding)",
        rf"how much .*\b(?:{_EN_PAYING})\b|how expensive",
    ],
    Asked.DISTANCE: [
        r"多远|多少(?:公里|千米|米|英里|海里|厘米|里)",
        r"how far|how many (?:km|kilomet|miles?|met(?:er|re)s?)",
    ],
    Asked.DURATION: [
        rf"多久|多长时间|多少个?(?:{_ZH_TIMES})|几个?(?:分钟|小时|天|周|星期|月|年)(?!前|月|代|份)",
        r"how long|how many (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b",
    ],
    Asked.DATE: [
        r"何时|什么时候|什么时间|哪一?(?:年|天|日|月|个月)|几(?:月|号|日|点)|何年|何日|时间是",
        r"哪个(?:年份|月份|日期)|^when\b|\bwhen (?:did|was|were|is|are|will|does|do|has|have)\b",
        r"(?:what|which) (?:year|date|month|day|time|decade|century)",
    ],
    Asked.COUNT: [rf"how many|多少(?!元)|几(?:{_ZH_COUNTED})|若干"],
    Asked.FIGURE: [
        r"how (?:much|large|big|tall|high|heavy|old|wide|deep|fast|often)",
        rf"what (?:is|was|are|were) the [\w\s'-]*\b(?:{_MEASURED_EN})\b",
        r"多(?:大|高|重|长|宽|深|快)",
    ],
}
_PATTERNS = [(kind, re.compile("|".join(sources))) for kind, sources in _SOURCES.items()]


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
_ZH_CLASSIFIERS = "个家名位项件座次辆台支只所种条部届笔批股"
_ZH_THING = re.compile(rf"(?:多少|几)余?[{_ZH_CLASSIFIERS}]?([{HAN}]{{1,10}})")
_ZH_STOP = re.compile(r"(?:的|了|是|在|被|有|能够|可以|参加|参与|获得|进行|组成|构成).*")


def things(question: str) -> list[str]:
    """The thing that a question counts or measures, shortest wording first; empty if none.

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
    chinese = _ZH_THING.search(question)
    thing = _ZH_STOP.sub("", chinese.group(1)) if chinese else ""
    return [thing] if thing else []
