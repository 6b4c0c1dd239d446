"""Clozes of news: a figure, a date, a name or a reason is asked for in the words around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evals.reader.example import Example
from evals.reader.examples import HEADED, exchanged, without
from evals.reader.windows import SIZES, around, windows
from qa.language import names
from qa.language.quantities import find, is_article
from qa.language.text import Span, sentences

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from evals.reader.corpora import Article
    from evals.reader.examples import Pool
    from qa.language.quantities import Quantity

_SENTENCE = range(16, 150)  # characters
_QUESTION = range(7, 64)
_MARK = re.compile("[，,；;：:。！？!?\n]")
# What a newspaper writes before it tells anything.
_LEAD = re.compile(
    r"^.{0,24}(?:电|讯|消息)(?:[（(].{0,20}[)）])?|^(?:据|记者).{0,18}(?:获悉|了解到|报道|介绍|统计)|^日前|^近日|^昨日"
)
_FURNITURE = re.compile(
    "返回搜狐|责任编辑|图片来源|图自|原标题|摄[ 　)）]|编辑[:：]|微信公众号|查看更多|网讯"
)
_ASKS = {
    "money": "多少钱|多少元|的金额是多少|多少资金",
    "percentage": "百分之几|百分之多少|多少|的比例是多少",
    "points": "多少个百分点|多少",
    "date": "什么时候|何时|哪天|哪一天|什么时间",
    "time": "什么时候|几点|何时",
    "duration": "多久|多长时间",
    "distance": "多远|多少米|多少公里|多长",
    "ordinal": "第几",
    "ratio": "多少倍|多少",
    "area": "多大面积|多大|多少",
    "mass": "多少吨|多少|多重",
}
# The same in other words; each may stand for another of its line.
_SAME = [
    line.split("|")
    for line in (
        "企业|公司|厂商",
        "累计|总共|一共|共计",
        "达到|达|为|有",
        "同比增长|比上年同期增长|较去年同期增加",
        "同比下降|比上年同期减少|较去年同期下滑",
        "举行|召开|举办",
        "建成|竣工|完工|落成",
        "开通|通车|投入使用",
        "死亡|遇难|丧生",
        "受伤|负伤",
        "发布|公布|公开",
        "超过|多于|高于",
        "帮助|协助|支援",
        "购买|采购|买入",
        "出售|卖出|销售",
        "火车|列车",
        "飞机|客机|航班",
        "医生|医师|大夫",
        "学生|在校生",
        "投资|出资|投入",
        "项目|工程",
        "成立|创办|设立|组建",
        "表示|说|称|指出",
        "获得|取得|拿到|赢得",
        "旅客|乘客|游客",
        "居民|住户|市民",
        "价格|售价|单价",
        "开展|进行|实施",
        "预计|预期|估计",
        "增加|增长|上升|提高",
        "减少|下降|降低|下滑",
        "目前|当前|现在",
        "新增|增加了|新添",
        "收入|营收",
        "签署|签订|签下",
        "逮捕|抓获|抓捕",
        "启动|开始|展开",
        "生产|制造|出产",
        "研制|研发|开发",
        "覆盖|遍及|涵盖",
    )
]


def of(
    article: Article, pool: Pool, others: Sequence[str], rng: random.Random
) -> Iterator[Example]:
    """The examples of one article: a few questions, and near misses of them."""
    spans = [s for s in sentences(article.text) if s.end - s.start in _SENTENCE]
    spans = [s for s in spans if not _FURNITURE.search(s.of(article.text))]
    rng.shuffle(spans)
    for span in spans[:5]:
        made = _asked(article, span, rng)
        if made is None:
            continue
        question, answer = made
        yield from _with_misses(article, question, answer, others, rng)
        like = pool.near(question, article, [answer.of(article.text)], rng)
        if like and rng.random() < 0.4:
            yield Example("cloze-like", question, like[0].head, like[1])
        return


def _asked(article: Article, span: Span, rng: random.Random) -> tuple[str, Span] | None:
    """A question about one sentence, and the place of its answer in the article."""
    sentence = span.of(article.text)
    ways = [_figure, _figure, _figure, _name, _reason]
    rng.shuffle(ways)
    for way in ways:
        if made := way(sentence, rng):
            question, place = made
            question = _worded(question, rng)
            if len(question) in _QUESTION and place.of(sentence) not in question:
                return question, place.shifted(span.start)
    return None


def _figure(sentence: str, rng: random.Random) -> tuple[str, Span] | None:
    figures = [q for q in find(sentence) if not is_article(q) and q.kind != "number"]
    if len(figures) < 2 and rng.random() < 0.5:  # what has siblings teaches more
        return None
    if not figures:
        return None
    figure = rng.choice(figures)
    if figure.kind == "date" and not _told(sentence, figure):
        return None
    asks = _ASKS.get(figure.kind, "")
    ask = (
        rng.choice(asks.split("|"))
        if asks
        else f"{rng.choice(('多少', '几', '多少'))}{_unit(figure)}"
    )
    return _cloze(sentence, figure.span, ask, rng), figure.span


def _told(sentence: str, figure: Quantity) -> bool:
    """Whether a date says when something was, and is no part of a name: 2023年半年度报告."""
    return bool(re.search("(?:^|[于在至从到自是为，,；日])$", sentence[: figure.start]))


def _unit(figure: Quantity) -> str:
    return figure.unit if len(figure.unit) <= 2 else ""


_KINDS = {
    "person": "谁|哪位|什么人",
    "organisation": "哪家机构|哪家公司|哪个单位|谁",
    "place": "哪里|哪个地方|什么地方|哪儿",
    "known": "哪里|哪个|哪家",
    "title": "什么|哪部作品",
}


def _name(sentence: str, rng: random.Random) -> tuple[str, Span] | None:
    found = [n for n in names.find(sentence) if n.kind in _KINDS and sentence.count(n.text) == 1]
    if not found:
        return None
    name = rng.choice(found)
    return _cloze(sentence, name.span, rng.choice(_KINDS[name.kind].split("|")), rng), name.span


_REASON = re.compile(
    r"(?:由于|因为|因|原因是|原因在于|是因为)([^，。；因]{4,40})[，。；](?P<then>[^，。；]{5,40})"
)


def _reason(sentence: str, rng: random.Random) -> tuple[str, Span] | None:
    match = _REASON.search(sentence)
    if not match:
        return None
    then = match["then"]
    form = rng.choice(("{}的原因是什么？", "为什么{}？", "{}是什么原因？", "{}，为什么？"))
    return form.format(then), Span(*match.span(1))


def _cloze(sentence: str, place: Span, ask: str, rng: random.Random) -> str:
    """The clause of a place with what asks in it, and mostly what the sentence begins with."""
    cuts = [m.start() for m in _MARK.finditer(sentence)]
    start = max([0, *(c + 1 for c in cuts if c < place.start)])
    end = min([len(sentence), *(c for c in cuts if c >= place.end)])
    clause = sentence[start : place.start] + ask + sentence[place.end : end]
    first = _LEAD.sub("", sentence[: min([len(sentence), *cuts])])
    before = sentence[max([0, *(c + 1 for c in cuts if c < start - 1)]) : max(0, start - 1)]
    short = len(clause) - len(ask) < 7
    if start and (short or rng.random() < 0.6):
        clause = (before if rng.random() < 0.5 else first) + clause
    return _MARK.sub("", _LEAD.sub("", clause))


def _worded(question: str, rng: random.Random) -> str:
    """The question in other words: synonyms, small words left out, a run of characters lost."""
    for line in _SAME:
        word = next((w for w in line if w in question), None)
        if word and rng.random() < 0.6:
            question = question.replace(word, rng.choice(line), 1)
    if rng.random() < 0.5:
        question = re.sub("[的了将已共均已并也“”]", "", question)
    if rng.random() < 0.35 and len(question) > 16:
        at = rng.randrange(len(question) - 5)
        run = question[at : at + rng.choice((2, 3, 4))]
        if not re.search("[多少几谁哪什么何百]", run):
            question = question.replace(run, "", 1)
    return question + rng.choice("？??") if question[-1:] not in "?？" else question


def _with_misses(
    article: Article, question: str, answer: Span, others: Sequence[str], rng: random.Random
) -> Iterator[Example]:
    window = around(article.text, answer, rng.choice(SIZES), rng)
    if not window:
        return
    passage, here = window.of(article.text), answer.shifted(-window.start)
    head = article.head if rng.random() < HEADED else ""
    yield Example("cloze", question, head, passage, here.start, here.end)
    if rng.random() < 0.8 and (other := exchanged(question, passage, others, rng)):
        yield Example("cloze-miss", other, head, passage)
    if rng.random() < 0.5 and (shorn := without(passage, here, rng)):
        yield Example("cloze-shorn", question, head, shorn)
    text = answer.of(article.text)
    rest = [p for p in (s.of(article.text) for s in windows(article.text, 200)) if text not in p]
    if rest and rng.random() < 0.4:
        yield Example("cloze-same", question, head, rng.choice(rest))
