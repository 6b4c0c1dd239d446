"""The kind of answer a question asks for: a count, an amount, a date, a place, a person."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from qa.language.quantities import find, is_article
from qa.language.text import HAN, fold

if TYPE_CHECKING:
    from qa.language.quantities import Quantity


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
    PLACE = "place"
    PERSON = "person"
    TEXT = "text"

    @property
    def is_figure(self) -> bool:
        """True if the answer is a figure, not words."""
        return self not in {Asked.PLACE, Asked.PERSON, Asked.TEXT}


def asked(question: str) -> Asked:
    """Find the kind of answer a question asks for; the first pattern that fits decides.

    >>> asked("How many firms are there?"), asked("哪个城市最大")
    (<Asked.COUNT: 'count'>, <Asked.PLACE: 'place'>)
    """
    folded = fold(question).strip()
    found = next((kind for kind, pattern in _PATTERNS if pattern.search(folded)), Asked.TEXT)
    return Asked.FIGURE if found is Asked.COUNT and measured(question) else found


# What a unit may measure without a kind of answer of its own.
_MEASURES = frozenset("area mass volume energy power speed temperature data measure".split())
_UNIT = re.compile(rf"(?:多少|几)([{HAN}]{{1,6}})|\bhow many ((?:square |cubic )?[a-z]+)")


def measured(question: str) -> Quantity | None:
    """Return 2 of the unit of measure that a question names: 多少千瓦 does not count things.

    >>> measured("装机容量多少千瓦").text, measured("有多少家企业")
    ('2千瓦', None)
    """
    asked = _UNIT.search(fold(question))
    found = find(f"2{asked[1]}" if asked[1] else f"2 {asked[2]}") if asked else []
    return found[0] if found and found[0].kind in _MEASURES else None


_MEASURED_EN = (
    r"size|scale|amount|value|number|total|rate|price|cost|budget|capacity|area|volume|population"
    r"|height|weight|length|width|speed|temperature|revenue|profit|gdp|turnover|output"
)
_ZH_MONEY = r"(?:万|亿|万亿)?(?:元|钱|美元|欧元|港元|日元|英镑|人民币|资金)"
_ZH_PRICED = (
    r"(?<!名)(?<!配)(?<!份)额|价格|售价|造价|收入|利润|营收|市值|产值"
    r"|票房|薪|费用|资金|投资"
)
_ZH_IS = r"(?:是|为|达|有|超|约|近)?(?:到|了|过)?"
# 规模多少 and 增长了多少 measure: without a noun after 多少, nothing is counted.
_ZH_MEASURED = (
    r"(?:规模|(?<!数)量|面积|产能|人口|客流|强度|密度|全长|总长|长度|高度|宽度|深度|海拔)(?:约|超|超过|达到)?多少(?=[?？。，,]|$)"
    r"|(?:增长|增加|提高|提升|上升|上涨|扩大|下降|降低|减少|下跌|缩短)了?多少(?=[?？。，,]|$)"
)
_ZH_TIMES = r"分钟|小时|天|日|周|星期|月|年|秒"
# Words between 多少 or 几 and the thing that is counted: 多少间酒店 asks about 酒店.
CLASSIFIERS = "个家名位项件座次辆台支只所种条部届笔批股间张艘层"
_ZH_COUNTED = rf"[{CLASSIFIERS}人岁倍大]"
_EN_PAYING = (
    r"cost|costs|paid|pay|invest|invested|investment|worth|raise[ds]?|spen[dt]|earn\w*|donat\w*"
    r"|sold for"
)
# "What made people leave" does not ask for a person: only "which" may have a word between.
_EN_WHICH = r"\b(?:which (?:of (?:the|these) )?(?:[\w-]+ )?|what (?:other )?)"
# Who was she; in whose honour; after the war, who ruled: but not "what did X, who was king, do".
_EN_FIRST = r"^(?:(?:and|so|but|by|with|to|from|for|of|in|under|on) )?"
_EN_LAST = r"^(?!what|which|when|where|who|why|how).*[,:;] "
_EN_PLACES = (
    r"city|cities|country|countries|nation|nations|province|provinces|state|states|town|towns"
    r"|county|counties|district|districts|region|regions|continent|continents|island|islands"
    r"|place|places|location|village|villages|capital"
)
_EN_PEOPLE = (
    r"person|people|man|woman|men|women|president|king|queen|emperor|minister|premier|chairman"
    r"|mayor|governor|leader|director|author|writer|poet|singer|actor|actress|artist|player"
    r"|athlete|coach|scientist|researcher|professor|judge|founder|philosopher"
)
_ZH_WHICH = r"哪(?:一|几)?[个座些名位]?"
_ZH_PLACES = (
    r"城市|国家|国(?![际有产企内])|省|市(?![场值民])|县|区(?![块别])|镇|乡|村|州|岛|洲"
    r"|地方|地区|首都"
)
_ZH_PEOPLE = (
    r"人(?![均口工类])|人物|总统|国王|皇帝|总理|主席|部长|市长|总裁|董事长|领导人|负责人|作家|作者|诗人"
    r"|歌手|演员|导演|球员|选手|运动员|教练|科学家|学者|专家|将军|哲学家"
)
_SOURCES: dict[Asked, list[str]] = {
    Asked.ORDINAL: [r"第几"],
    Asked.PERCENTAGE: [
        r"百分之(?:几|多少)|百分比|几成|多少个?百分点|多少(?:比例|%)",
        rf"(?:占比|比例|比重|率){_ZH_IS}多少|占(?!地)[^，。？?]{{0,16}}多少(?![亩平公])",
        r"(?:what|which|how many) (?:percent|per cent|share|proportion|fraction)",
        r"(?:percentage|percent|share|proportion) (?:of|did|does|was|is)",
    ],
    Asked.MONEY: [
        rf"多少{_ZH_MONEY}|(?:{_ZH_PRICED}){_ZH_IS}多少",
        r"how (?:much|many) (?:money|dollars?|yuan|rmb|euros?|usd|capital|funding)",
        r"how (?:much|many) pounds?\b(?! of)",
        rf"how much .*\b(?:{_EN_PAYING})\b|how expensive",
    ],
    Asked.DISTANCE: [
        r"多远|多少(?:公里|千米|[厘毫微纳]?米|英里|海里|里)",
        r"how far|how many (?:km|miles?|(?:kilo|centi|milli|micro|nano)?met(?:er|re)s?)",
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
    Asked.COUNT: [
        # 企业有多少 counts; 人口是多少 may measure.
        rf"how many|^(?!.*(?:{_ZH_MEASURED})).*(?<![是为])(?<!达到)多少(?!元)",
        rf"多少(?!元)[{HAN}]|几(?:{_ZH_COUNTED})|若干",
    ],
    Asked.FIGURE: [
        r"how (?:much|large|big|tall|high|heavy|old|wide|deep|fast|often)",
        rf"what (?:is|was|are|were) the [\w\s'-]*\b(?:{_MEASURED_EN})\b",
        rf"多(?:大|高|重|长|宽|深|快)|(?:是|为|达到)多少|{_ZH_MEASURED}",
    ],
    Asked.PERSON: [
        rf"谁|何人|什么人|哪(?:一|几)?[位名]|{_ZH_WHICH}(?:{_ZH_PEOPLE})",
        rf"{_EN_FIRST}who(?:m|se)?\b|{_EN_LAST}who(?:m|se)?\b[^,:;]*$|\bby who(?:m)?\??$",
        rf"{_EN_WHICH}(?:{_EN_PEOPLE})\b",
    ],
    Asked.PLACE: [
        rf"哪里|哪儿|何处|何地|什么地方|[在到去自于]哪(?=[?，,。]|$)|{_ZH_WHICH}(?:{_ZH_PLACES})",
        rf"{_EN_FIRST}where\b|{_EN_LAST}where\b[^,:;]*$|\bwhere\?$",
        rf"{_EN_WHICH}(?:{_EN_PLACES})\b",
    ],
}
_PATTERNS = [(kind, re.compile("|".join(sources))) for kind, sources in _SOURCES.items()]


def of_measure(unit: Quantity, figure: Quantity) -> bool:
    """Tell whether a figure measures what a unit does; 度 is of angles and of temperatures."""
    return figure.kind == unit.kind or {unit.kind, figure.kind} == {"measure", "temperature"}


def fits(asked: Asked, figure: Quantity) -> bool:
    """Tell whether a figure is of the kind that a question asks for."""
    if not asked.is_figure or (asked is Asked.COUNT and is_article(figure)):
        return False
    if asked is Asked.FIGURE:
        return figure.kind not in {"date", "ordinal"}
    if asked is Asked.COUNT:
        return figure.kind in {"count", "number"}
    if asked is Asked.PERCENTAGE:
        return figure.kind in {"percentage", "ratio", "points"}
    return figure.kind == asked.value
