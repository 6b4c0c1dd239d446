"""Frames: what a sentence says a figure of, to tell whether two figures are of one thing.

The frame of a figure is the clause around it without figures, times and filler: 东疆签约项目 of
截至目前，东疆累计签约项目150个. Two frames are of one thing if their words are the same except
for filler and for what stands before them. This needs no list of names: where one has 横琴 and
the other 前海, the words differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from qa.language.quantities import Kind, find, is_article
from qa.language.text import HAN, Span, fold, language
from qa.language.time import named
from qa.proof.versions.occasions import meet, occasions

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from qa.language.quantities import Quantity
    from qa.proof.versions.occasions import Occasion
    from qa.search.evidence import Evidence

T = TypeVar("T", str, int)

# Dice's overlap of the bigrams of two frames. Frames with different words inside are refused
# anyway, so it bounds what one may have before the other: 据管委会介绍，天津 before 东疆签约项目.
# 0.5, 0.6, 0.7 and 0.8 all find the same twins; RESULTS.md.
LEAST_OVERLAP = 0.6
# Two titles with this much in common are of one story, and say who "the company" is.
ONE_STORY = 0.5
_LEAST_OF_TITLE = 4
# Openings of titles that say nothing about the story.
_LEAD_IN = re.compile(
    "原标题|正文|快讯|消息|独家|最新公告|行情快报|记者|通讯员|来源|日报讯|讯|报道"
)
# A clause of fewer words says too little: 涉及投资额 does not say of what.
_LEAST_WORDS = 6
# Sentences of one article are of one thing only if they are identical, and not short.
_LEAST_IN_ONE_ARTICLE = 12


@dataclass(frozen=True, slots=True)
class Frame:
    """The words around a figure: `near` in its clause, `around` in the whole sentence.

    `words` are those of its clause and of as many clauses before it as it takes to say enough.

    `turns` name the words that make it another figure (新增, 计划, 平均); `place` is its position
    among the clause's figures of its kind, and how many these are; `towns` are the ends of the
    sentence's place names, and `clocks` its clause's times of day; `bare` is true if nothing
    says who it is about (全市, 该公司).
    """

    words: tuple[str, ...]
    near: tuple[str, ...]
    around: tuple[str, ...]
    turns: frozenset[str]
    place: tuple[int, int]
    times: tuple[Occasion, ...]
    title: str
    towns: frozenset[str]
    clocks: frozenset[int]
    bare: bool
    article: str


@lru_cache(maxsize=256)
def frame(evidence: Evidence, figure: Quantity) -> Frame:
    """Return the frame of a figure of a sentence."""
    text = evidence.text
    clause = near = _clause(text, figure.span)
    masked = _masked(text, evidence.date)
    while len(words := _words(clause.of(masked))) < _LEAST_WORDS and clause.start > 0:
        clause = Span(_before(text, clause.start), clause.end)
    if len(words) < _LEAST_WORDS:
        clause = Span(0, len(text))
        words = _words(masked)
    turned = fold(near.of(masked))
    return Frame(
        words=tuple(words),
        near=tuple(_words(near.of(masked))),
        around=tuple(_words(masked)),
        turns=frozenset(name for name, pattern in _TURNS.items() if pattern.search(turned)),
        place=_place(text, clause, figure),
        times=tuple(occasions(evidence, figure.span, near)),
        towns=frozenset(_TOWN.findall(fold(text))),
        clocks=frozenset(int(q.value) for q in find(near.of(text)) if q.kind is Kind.TIME),
        title=evidence.title,
        bare=_names_nobody(text) or len(words) < _LEAST_WORDS,
        article=evidence.article,
    )


def _place(text: str, clause: Span, figure: Quantity) -> tuple[int, int]:
    """Return a figure's position among the clause's figures of its kind, and their number."""
    kinds = {Kind.COUNT, Kind.NUMBER} if figure.kind in {Kind.COUNT, Kind.NUMBER} else {figure.kind}
    rivals = [q for q in find(text) if q.kind in kinds and meet(q.span, clause)]
    return sum(q.start < figure.start for q in rivals), len(rivals)


def alike(one: Frame, other: Frame) -> bool:
    """Tell whether two frames are of one thing, at any time."""
    if not one.words or (one.turns, one.place) != (other.turns, other.place):
        return False
    if differ(one.words, other.words) or differ(one.near, other.near):
        return False
    if _disjoint(one.towns, other.towns) or _disjoint(one.clocks, other.clocks):
        return False
    if one.article == other.article:
        return one.around == other.around and len(one.around) >= _LEAST_IN_ONE_ARTICLE
    if (one.bare or other.bare) and not one_story(one, other):
        return False
    return overlap(one.words, other.words) >= LEAST_OVERLAP


def _disjoint(one: frozenset[T], other: frozenset[T]) -> bool:
    return bool(one and other) and not one & other


def one_story(one: Frame, other: Frame) -> bool:
    """Tell whether two articles are of one story, by their titles."""
    first, second = _title_words(one.title), _title_words(other.title)
    enough = min(len(first), len(second)) >= _LEAST_OF_TITLE
    return enough and overlap(first, second) >= ONE_STORY


def _title_words(title: str) -> list[str]:
    words = _words(_LEAD_IN.sub(" ", _masked(title, None)))
    return [word for word in words if not word[0].isdigit()]


def overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """Return Dice's coefficient of the bigrams of two rows of words; 1 if they are the same.

    >>> overlap("abcd", "abce")
    0.6666666666666666
    """
    if one == other:
        return 1.0
    pairs, others = set(pairwise(one)), set(pairwise(other))
    return 2 * len(pairs & others) / (len(pairs) + len(others)) if pairs and others else 0.0


def differ(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two rows of words say different things: one has words that the other lacks.

    Words before all of the other's only say more about who or where: 天津东疆, 东疆. Words that
    have only moved are no difference.

    >>> differ([*"横琴有企业"], [*"前海有企业"]), differ([*"东疆签约项目"], [*"项目东疆签约"])
    (True, False)
    """
    removed: list[str] = []
    added: list[str] = []
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for operation, i, i_end, j, j_end in matcher.get_opcodes():
        first = i == 0 and j == 0 and operation != "replace"
        if operation != "equal" and not first:
            removed.extend(one[i:i_end])
            added.extend(other[j:j_end])
    return sorted(removed) != sorted(added)


# --- words -----------------------------------------------------------------------------------

_MARK = re.compile(r"[，、；;：。！？!?（）()…—\n]|[,:](?!\d)")
_WORD = re.compile(rf"[{HAN}]|[^\W\d_{HAN}]+|\d+(?:[.-]\d+)*")
# Words that say nothing about what is counted, or only that it exists.
_FILLER = re.compile(
    "截至目前|截至|截止到?|到目前为止|迄今|至今|目前|当前|如今|眼下|现在|现已|今已|近日|日前|已经|业已|累计|总计|共计|合计"
    "|一共|总共|全部|达到|高达|多达|已达|突破|超过|超|不少于|大约|(?<!签)约|近|逾|据悉|据了解|据介绍|据统计|据报道"
    "|数据显示|统计显示|记者获悉|记者了解到|记者从|获悉|了解到|介绍|表示|其中|重大|重点|各类|主要|余|多"
    "|集聚|聚集|汇聚|落户|入驻|拥有|现有|存有|设有|建有|共有|共|已|有|达|为|是|的|了|在|于|与|和|及|也|就|把|个"
)
_FILLERS = frozenset(
    "a an the of in on at to has have had is are was were be been there so far about some total"
    " more than over nearly now already".split()
)
_TURNS = {
    name: re.compile(pattern)
    for name, pattern in {
        "new": r"新增|新设|新登记|新签|新建|新引进|新落户|净增|增加|\bnew(?:ly)?\b",
        "rise": r"增长|上涨|上升|提高|提升|增幅|涨幅|\b(?:up|rose|grew|growth|increase)",
        "fall": r"下降|下跌|减少|回落|降低|降幅|跌幅|\b(?:down|fell|decline|decrease)",
        "plan": r"计划|预计|预期|拟|将|目标|力争|规划|有望|未来|\b(?:plan|expect|target|will)",
        "part": r"其中|首批|首期|占|部分|\bof (?:them|which)\b",
        "mean": r"平均|人均|日均|月均|年均|户均|均价|每|\b(?:average|per|each)\b",
        "most": r"最高|最多|最大|最低|最少|最小|峰值",
        "not": r"未|不|没|非|剩余|尚",
        "whole": r"全国|全球|世界|国内|海外|境外",
    }.items()
}
# 泰州市 and 湖北省宜城市 are two places; two characters before 市 tell even long names apart.
_TOWN = re.compile(rf"[{HAN}]{{2}}[省市州县区镇村]")
# These name nobody: 全市 does not say which town.
_GENERIC = re.compile(
    r"(?:全|我|本|该|当|此|这|两)(?:市|省|区|县|州|镇|乡|村|国|校|院|行|地|厂|店|公司|集团|企业|园区|平台|项目|案"
    r"|车|款|片|剧|季|家|位|名|所|座|条|个|股|基金|机构|系列|产品|期)"
    rf"|(?<![{HAN}])期间"
    rf"|(?<![{HAN}])(?:公司|集团|企业|园区|片区|学校|医院|平台|项目|他|她|它|其|他们|她们|它们|双方|后者|前者)"
    r"|[本此这](?:次|轮|场|届|批|起)"
)


_GENERIC_EN = re.compile(
    r"\b(?:(?:the|this|that) (?:company|group|city|firm|park)|it|he|she|they)\b"
)


def _names_nobody(text: str) -> bool:
    folded = fold(text)
    if language(text) == "en":  # IT之家 is not "it"
        return bool(_GENERIC_EN.search(folded))
    return bool(_GENERIC.search(folded))


def _clause(text: str, figure: Span) -> Span:
    """Return the span from the mark before a figure to the mark after it."""
    after = _MARK.search(text, figure.end)
    return Span(_before(text, figure.start), after.start() if after else len(text))


def _before(text: str, position: int) -> int:
    """Find the start of the clause that ends at a position, with or without its mark."""
    marks = [m.end() for m in _MARK.finditer(text, 0, position) if m.end() < position]
    return marks[-1] if marks else 0


@lru_cache(maxsize=256)
def _masked(text: str, published: dt.date | None) -> str:
    """Blank the figures and times of a text; ordinals (第二批) and 一条 stay."""
    figures = (q.span for q in find(text) if q.kind is not Kind.ORDINAL and not is_article(q))
    times = (period.span for period in named(text, published))
    characters = list(text)
    for span in (*figures, *times):
        characters[span.start : span.end] = [" "] * (span.end - span.start)
    return "".join(characters)


def _words(text: str) -> list[str]:
    """List the Han characters, words and numbers of a text, without filler."""
    folded = _FILLER.sub(" ", fold(text))
    return [word for word in _WORD.findall(folded) if word not in _FILLERS]
