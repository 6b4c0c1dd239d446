"""The subject of a question: whether a sentence speaks of what the question asks about.

A true figure of the right kind may be the figure of another thing: asked for the GDP of a
zone, the sum invested there is no answer. What a question names, counts, measures and dates
must be met by the sentence, by its passage or by its title. What cannot be told is met.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from qa import names, provinces
from qa.asked import measured, of_measure
from qa.aspects import no_rise, other_month, other_round, other_standing
from qa.indicators import named, related, worded
from qa.lexicon import translations
from qa.quantities import find
from qa.quantities.things import same
from qa.text import HAN, clauses, fold
from qa.wording import unasked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.evidence import Evidence
    from qa.query import Query


def missed(query: Query, evidence: Evidence) -> str | None:
    """The first thing of the question that neither a sentence nor what is around it meets.

    >>> missed(understand("前海有多少家企业"), evidence("横琴有企业300家。"))
    '前海'
    """
    around = f"{evidence.title}\n{evidence.text}\n{evidence.around}"
    parts = (
        _names(query, around),
        _beginning(query, around),
        _places(query, evidence),
        _provinces(query, evidence),
        _years(query, evidence, around),
        _aspects(query, evidence, around),
        _indicators(query, evidence, around),
        _things(query, evidence),
        _offices(query, around),
    )
    return next((name for part in parts for name in part), None)


def lacking(query: Query, evidence: Evidence) -> str | None:
    """What a sentence does not meet, or the sum or number that it would have if it answered alone.

    >>> lacking(understand("一辆车多少钱"), evidence("一辆车能跑500公里。"))
    '金额'
    """
    parts = (_days(query, evidence), _figures(query, evidence))
    return missed(query, evidence) or next((name for part in parts for name in part), None)


def _names(query: Query, around: str) -> Iterator[str]:
    """Names that would stand in the text if it were about them, and do not."""
    latin = set(re.findall(r"[a-z]{4,}", fold(around)))
    for name in names.find(query.text):
        if names.support(name, [around]).state != "unsupported" or fold(name.text) in _BROAD:
            continue
        if not get_close_matches(fold(name.text), latin, n=1, cutoff=_MISSPELT):
            yield name.text


# A text about a country of theirs need not name them.
_BROAD = frozenset(
    "欧洲|亚洲|非洲|美洲|北美|南美|拉美|大洋洲|中东|东亚|东南亚|西方|东方|europe|asia|africa|america"
    "|north america|south america|latin america|oceania|middle east|the west|west|east".split("|")
)
_MISSPELT = 0.85  # Sentanta is Setanta


# --- what a Chinese question begins with -------------------------------------------------------

_RUN = re.compile(f"[{HAN}]{{2,}}")
_SOFT = re.compile(
    r"^(?:截至|截止|目前|如今|现在|今年|去年|估计|预计|据报道|第[一二三四五六七八九十]+[季节年届]|根据|关于|请问|那么|在|至|从|当|对|为了|自)+"
)
_VERB = re.compile(
    r"(?:集聚|聚集|汇聚|落户|入驻|签约|新增|新设|建成|建有|设立|引进|引入|吸引|培育|开通|发布|累计"
    r"|有|是|的|在|了|为|将|被|把|会|于|对|和|与|及|共|一共|总共|拥有|位于)"
)
# What many places are called by: of 前海片区 only 前海 is a name.
_PLACE = re.compile(
    r"(?<=..)(?:合作区|自贸试验区|自贸片区|自贸区|经开区|高新区|开发区|工业园区|产业园区|产业园"
    r"|科技园|园区|片区|新区|新城|新片区|区块)$"
)


def _beginning(query: Query, around: str) -> Iterator[str]:
    """A short first noun of which no two characters stand in the text: 前海 of 前海有多少家.

    Only where a figure is asked for: 谁提出了 begins with what was done.
    """
    if query.language != "zh" or not query.asked.is_figure:
        return
    start = _SOFT.sub("", unasked(query.text).strip())
    run = _RUN.match(start)
    noun, *rest = _VERB.split(run.group()) if run else [""]
    place = _PLACE.sub("", noun)
    longest = 4 if place == noun else 6  # a place is a name, however long
    noun = place
    if not (2 <= len(noun) <= longest and rest):  # 获得过几次 begins with what was done
        return
    folded = fold(around)
    if not any(noun[i : i + 2] in folded for i in range(len(noun) - 1)):
        yield noun


_LEVEL = re.compile(
    rf"(?<![{HAN}])(?:[在对至]|目前|截至|如今)*([{HAN}]{{2,3}})"
    r"(合作区|片区|新区|园区|自贸试验区|经开区|高新区|开发区|省|县|镇|乡|村)(?![长级委域民])"
)


def _places(query: Query, evidence: Evidence) -> Iterator[str]:
    """A place that a question begins with, where the sentence begins with another of its kind."""
    asked = _LEVEL.match(unasked(query.text).strip()) if query.asked.is_figure else None
    given = [match for match in _LEVEL.finditer(evidence.text) if asked and match[2] == asked[2]]
    if asked and given and asked[1][-2:] not in evidence.text:
        yield asked[1] + asked[2]


def _provinces(query: Query, evidence: Evidence) -> Iterator[str]:
    """A province, where the sentence and its title name others alone."""
    if query.asked.is_figure:
        text = f"{evidence.title}\n{evidence.text}"
        yield from filter(None, [provinces.other(query.text, query.names, text)])


# --- years -------------------------------------------------------------------------------------

_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)(?=年|$|[^\d个家名人万亿元米公%])")


def _years(query: Query, evidence: Evidence, around: str) -> Iterator[str]:
    """A year, where the sentence names others and the passage and its date do not name it."""
    given = set(_YEAR.findall(evidence.text))
    asked = set(_YEAR.findall(query.text))
    known = set(_YEAR.findall(around)) | {str(evidence.date.year) if evidence.date else ""}
    given |= set(_YEAR.findall(evidence.around)) if query.asked.is_figure else set()
    if asked and given and not asked & known:
        yield from sorted(asked)


def _aspects(query: Query, evidence: Evidence, around: str) -> Iterator[str]:
    """A month or a batch, where the sentence has the figures of others: 二期 is not 首期."""
    if query.asked.is_figure:
        month = other_month(query.text, evidence.text, around)
        given = _with_figures(evidence)
        standing, rise = other_standing(query.text, given), no_rise(query.text, given)
        yield from filter(None, (month, other_round(query.text, evidence.text), standing, rise))


# --- indicators --------------------------------------------------------------------------------

# What is measured stands close to what asks: 地区生产总值是多少, "what is the GDP of".
_ZH_ASKS = re.compile(r".{0,12}(?:多少|多大|多高|几成)[^，。？?]{0,8}|[^，。？?]{1,12}[?？]?$")
_EN_ASKS = re.compile(
    r"(?:how (?:much|many|large|big|high)|(?:what|which)(?: is| was| are| were)?)(.{0,48})"
)


def indicators(query: Query) -> dict[str, str]:
    """The indicators that a question asks for the value of, with its words for them.

    >>> indicators(understand("What was the GDP of the zone?"))
    {'国内生产总值': 'gdp'}
    """
    if not query.asked.is_figure:
        return {}
    asks = (_ZH_ASKS if query.language == "zh" else _EN_ASKS).search(fold(query.text))
    return worded(asks.group()) if asks else {}


def _indicators(query: Query, evidence: Evidence, around: str) -> Iterator[str]:
    """An indicator that nothing names, where the sentence counts things or names another.

    Where a sum or a measure has no name it may be of any: 耗资 is a cost without a noun.
    """
    wanted = indicators(query)
    if not wanted or wanted.keys() & named(around):
        return
    given = _of_figures(evidence)
    counts = bool(evidence.figures) and all(q.kind == "count" for q in evidence.figures)
    if counts or (given and not any(related(one, other) for one in wanted for other in given)):
        yield from sorted(wanted.values())


def _of_figures(evidence: Evidence) -> frozenset[str]:
    """The indicators of the clauses with a fitting figure; of the sentence if they name none."""
    return named("\n".join(_with_figures(evidence))) or named(evidence.text)


def _with_figures(evidence: Evidence) -> list[str]:
    """The clauses of a sentence with a fitting figure."""
    return [c for c in clauses(evidence.text) if any(q.text in c for q in evidence.figures)]


# --- things that are counted -------------------------------------------------------------------


def _things(query: Query, evidence: Evidence) -> Iterator[str]:
    """The thing that a question counts, where all fitting figures count something else."""
    counted = [q for q in evidence.figures if q.kind == "count"]
    if query.asked != "count" or not query.things or len(counted) < len(evidence.figures):
        return
    if any(q.unit in _OCCASIONS for q in counted):
        return
    thing = query.things[-1]
    between = " " if query.language == "en" else "" if _PEOPLE.match(thing) else "个"
    unit = _CLASSIFIER.search(fold(query.text))
    claims = find(f"2{unit[1] if unit else between}{thing}")[:1]
    if counted and claims and not any(same(held, claims[0]) for held in counted):
        yield thing


_CLASSIFIER = re.compile(rf"(?:多少|几)([家名位座辆台支只所艘架])(?=[{HAN}])")
# 多少人投票 counts people, 多少家人工智能企业 none.
_PEOPLE = re.compile(r"人(?![工才口员类物均民气形体])")
# 六次格莱美奖 are six of the prizes: what happens so often may be counted itself.
_OCCASIONS = frozenset("次 回 届 场 轮".split())


# --- what no sentence without it answers -------------------------------------------------------

_NUMERAL = re.compile(r"\d|[零一二两三四五六七八九十百千万亿半数几多]")
_LACKING = {
    ("money", "zh"): "金额",
    ("money", "en"): "a sum of money",
    ("count", "zh"): "数量",
    ("count", "en"): "a number",
}


def _figures(query: Query, evidence: Evidence) -> Iterator[str]:
    """A sum of money where the sentence has none, a measure, a number where it has no numeral.

    A date may be said without a figure (当王国开始殖民时), and so may how long it took (多年).
    """
    unit = measured(query.text)
    if unit and not any(of_measure(unit, q) for q in find(evidence.text)):
        yield unit.text[1:].strip()
    if evidence.figures or (query.asked == "count" and _NUMERAL.search(_without_dates(evidence))):
        return
    if lacking := _LACKING.get((query.asked.value, query.language)):
        yield lacking


def _without_dates(evidence: Evidence) -> str:
    """A sentence without its dates: 2020年12月16日 is no number of anything."""
    text = evidence.text
    for figure in find(text):
        if figure.kind in {"date", "time"}:
            text = text.replace(figure.text, " ")
    return text


_DAY = re.compile(r"哪一?天|哪一?日|几[月号日]|\b(?:which|what|the exact) (?:day|date)\b")
_HAS_DAY = re.compile(
    r"\d[日号]|\d{1,2}[-/.]\d{1,2}$|[初廿十一二三四五六七八九][日号]|\d(?:st|nd|rd|th)?,? "
)


def _days(query: Query, evidence: Evidence) -> Iterator[str]:
    """A day, where all dates of a sentence are of months and years: 2020年8月 is none."""
    if query.asked != "date" or not (asked := _DAY.search(fold(query.text))):
        return
    dates = [q.text for q in evidence.figures]
    if dates and not any(_HAS_DAY.search(date) for date in dates):
        yield asked.group()


_ZH_OFFICE = re.compile(
    "(副?(?:[省市区县镇乡村州校院局厅部会行所署司处科社队馆班]长|董事长|秘书长|总经理|经理|总裁|总监|主任|主席"
    "|书记|总理|总统|首相|(?:主|总)教练))(?:是|叫|为)谁"
)
_OFFICE = re.compile(r"^who (?:is|was) the (?:current )?((?:[a-z]+ ){1,3}?)of\b")


def _offices(query: Query, around: str) -> Iterator[str]:
    """An office whose holder is asked for, of which nothing near has the name: mayor, 市长."""
    if (chinese := _ZH_OFFICE.search(fold(query.text))) and chinese[1] not in fold(around):
        yield chinese[1]
    asked = _OFFICE.match(fold(query.text))
    said = asked[1].strip() if asked else ""
    forms = [form for form in translations(said) if len(form) > 1] if said else []
    if forms and not any(form in around for form in (*forms, said)):
        yield said
