"""Claims of a reply besides figures and names: quotes, codes, negations, directions, days.

Each has to stand in what is cited, in either language. What cannot be decided passes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.language import pinyin
from qa.language.quantities import find
from qa.language.text import HAN, fold, language
from qa.proof import marks
from qa.proof.citations import locate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# --- quotes ------------------------------------------------------------------------------------

# A quote that is never closed extends to the end.
_QUOTES = (
    r"“([^“”]+)(?:”|\Z)", r"「([^「」]+)(?:」|\Z)", r"『([^『』]+)(?:』|\Z)",
    r"‘([^‘’]+)’(?!\w)", r"«([^«»]+)(?:»|\Z)", r'"([^"]+)"', r"＂([^＂]+)＂",
)  # fmt: skip
_QUOTED = tuple(re.compile(pattern) for pattern in _QUOTES)
_LEAST = 6  # characters; a shorter quote is a name, and checked as one
_LEAST_WORDS = 4


def misquoted(text: str, articles: Sequence[str]) -> list[str]:
    """List the quotes of a text that none of the articles has.

    Words in another language than the articles' cannot be a quote of them, and are listed.

    >>> misquoted("文中说“园区签约131个项目”。[1]", ["园区签约130个项目。"])
    ['园区签约131个项目']
    """
    found = (match.group(1) for pattern in _QUOTED for match in pattern.finditer(text))
    quotes = dict.fromkeys(marks.without(quote).strip() for quote in found)
    # "the park is open" may begin a sentence there, with a capital.
    held = [article.lower() for article in articles]
    return [q for q in quotes if _long(q) and not any(locate(q.lower(), one) for one in held)]


def _long(quote: str) -> bool:
    if language(quote) == "zh":
        return len(quote) >= _LEAST
    return len(re.findall(r"\w+", quote)) >= _LEAST_WORDS


# --- words that change the sense ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Turn:
    """Words that a reply may use only if the articles have some of the `held` ones."""

    said: re.Pattern[str]
    held: re.Pattern[str]

    @classmethod
    def same(cls, pattern: str) -> _Turn:
        return cls(re.compile(pattern), re.compile(pattern))


# 直到1900年才出现 is "did not exist until 1900", 拒绝 "did not accept".
_NEGATION = _Turn(
    re.compile(
        r"没有|并未|并非|从未|尚未|不是|未能|没能|不曾|不再|^(?:否|不(?=[。，,\s]|$))"
        r"|\bnot\b(?! only)|n['’]t\b|\bnever\b|\bno longer\b|^no\b(?=[,.\s]*(?:$|it |they |the ))"
    ),
    re.compile(
        r"[不没未无非否拒禁停失缺难免绝勿莫别反才]|直到|除"
        r"|n['’]t\b|\b(?:not|no|never|none|nor|neither|without|until|except|fail\w*|refus\w*|lack\w*"
        r"|den(?:y|ie)\w*|un\w+|dis\w+|im\w+)\b"
    ),
)
_DAYS = "一二三四五六日"
_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
_TURNS = (
    _NEGATION,
    _Turn.same(r"去年|上年|上一年|\b(?:last|previous) year"),
    _Turn.same(r"前年|year before last"),
    _Turn.same(r"明年|翌年|次年|来年|\b(?:next|following) year"),
    _Turn.same(r"昨[天日]|\byesterday"),
    _Turn.same(r"明[天日]|次日|翌日|\btomorrow|next day"),
    _Turn.same(r"数以[十百千万亿]+计|成[百千]上[千万]|不计其数|\bcountless|\binnumerable"),
    *(
        _Turn.same(
            rf"(?<!一)(?:周|星期|礼拜){'[日天]' if day == '日' else day}(?![次个回届])|\b{name}"
        )
        for day, name in zip(_DAYS, _NAMES, strict=True)
    ),
)
_UP = re.compile(
    r"增长|增加|提高|上升|上涨|提升|攀升|回升|\b(?:rose|risen|rises?|rising|increas\w+|grew|grown)\b"
)
_DOWN = re.compile(
    r"下降|减少|降低|下跌|下滑|回落|缩减|萎缩|降幅|负增长"
    r"|\b(?:fell|fallen|falls?|falling|decreas\w+|declin\w+|dropped|shrank)\b"
)


def turned(text: str, articles: Sequence[str], question: str = "") -> Iterator[str]:
    """Yield the words that change the sense of a text, and that neither articles nor question have.

    >>> list(turned("园区没有签约130个项目", ["园区签约130个项目。"]))
    ['没有']
    >>> list(turned("货运量下降1.5%", ["货运量提高1.5%。"]))
    ['下降']
    """
    said, held = fold(marks.without(text)).strip(), fold("\n".join([*articles, question]))
    for turn in _TURNS:
        match = turn.said.search(said)
        if match and not turn.held.search(held):
            yield match.group()
    for one, other in ((_UP, _DOWN), (_DOWN, _UP)):
        match = one.search(said)
        if match and not other.search(said) and other.search(held) and not one.search(held):
            yield match.group()


# --- codes -------------------------------------------------------------------------------------

# Words with digits that are no figures: A320, COVID-19, B12345, 13O with a letter at the end.
_CODE = re.compile(r"[a-z]*-?\d[\da-z.-]*")
_JOINTS = re.compile(r"[\s-]+")


def miscoded(text: str, articles: Sequence[str]) -> Iterator[str]:
    """Yield the codes of a text that none of the articles has: words with digits, but no figures.

    >>> list(miscoded("编号为B131的项目有2个", ["编号B130"]))
    ['b131']
    """
    said, held = fold(marks.blanked(text)), _JOINTS.sub("", fold("\n".join(articles)))
    figures = [figure.span for figure in find(said)]
    for match in _CODE.finditer(said):
        known = any(f.start < match.end() and match.start() < f.end for f in figures)
        code = re.escape(_JOINTS.sub("", match.group()).rstrip("."))
        if not known and not re.search(rf"(?<!\d){code}(?!\.?\d)", held):
            yield match.group()


# --- words of two scripts ----------------------------------------------------------------------

# "Rong朝" for 杨朝: half a name is romanised, and wrongly.
_MIXED = re.compile(rf"([A-Za-z]+)([{HAN}]+)|([{HAN}]+)([A-Za-z]+)")


def mixed(text: str, articles: Sequence[str]) -> Iterator[str]:
    """Yield the words of an English text that are half Chinese, and that no article has.

    A name may stand beside its romanisation (Hengqin横琴), and a word may be left in Chinese, as
    a small model does: treatment方案.

    >>> list(mixed("The head is Rong朝.", ["副区长杨朝说"]))
    ['Rong朝']
    """
    held = fold("\n".join(articles))
    for match in _MIXED.finditer(marks.without(text)):
        latin, han = match[1] or match[4], match[2] or match[3]
        here = latin.islower() or pinyin.holds(han, latin)
        known = fold(match.group()) in held or (han in held and here)
        if not known:
            yield match.group()


# --- affirmations ------------------------------------------------------------------------------

_YES = re.compile(
    r"(?:是(?!否)的?|对的?|没错|正确|确实|有的?|已经?|达到了?)(?=[，。,.！!\s]|$)"
    r"|(?:yes|yeah|correct|right|true|indeed|that['’]?s right|that is (?:right|correct))\b"
)


def affirms(text: str) -> bool:
    """Tell whether a reply says yes, and so claims what the question says.

    >>> affirms("是的。[1]"), affirms("130个。[1]")
    (True, False)
    """
    return bool(_YES.match(fold(marks.without(text)).strip()))


# --- refusals in other words -------------------------------------------------------------------

_TEXTS = r"(?:资料|文中|文章|原文|句子|材料|报道|上文|信息)[里中内上都均也并就对此以的]{0,4}"
_EN_TEXTS = r"\b(?:articles?|sentences?|texts?|sources?|passages?|information)\b"
_DECLINES = re.compile(
    rf"{_TEXTS}(?:没有|并未|未|无|不)(?:直接|明确|具体)?(?:提|说|给出|回答|涉及|包含|包括|答案|记载|相关)"
    r"|^(?:很?抱歉|对不起)|(?:无法|不能|没法)(?:回答|作答)|(?:^|我)(?:还|也)?(?:无法|不能|不知道)"
    r"|作为.{0,8}(?:ai|人工智能|语言模型)"
    rf"|{_EN_TEXTS}[^.,]{{0,24}}\b(?:do|does|did)(?: not|n['’]t) (?:\w+ )?"
    r"(?:answer|mention|say|state|give|provide|contain|specify|include|indicate)"
    r"|\bi(?: can|['’]m| am| do)(?:not| not|['’]t|n['’]t| unable)|\b(?:cannot|can['’]t) answer"
    r"|^(?:i['’]?m |i am )?sorry\b|\bas an ai\b"
    r"|\b(?:not|isn['’]t) (?:mentioned|provided|specified|stated) in\b"
)


def declines(text: str) -> bool:
    """Tell whether a reply says in its own words that it does not answer.

    >>> declines("文中没有提到开园时间。[1]"), declines("园区没有码头。[1]")
    (True, False)
    """
    return bool(_DECLINES.search(fold(marks.without(text)).strip()))


# --- form --------------------------------------------------------------------------------------

_THOUGHT = re.compile(r"\A\s*<think>.*?(?:</think>|\Z)", re.DOTALL)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|^\s*(?:```|[{\[]\s*[\"{])|\\u[0-9a-f]{4}")
# Letters of neither language: kana, hangul, Cyrillic, Arabic.
_OTHER = re.compile(r"[\u0370-\u1cff\u3041-\u30fa\u31f0-\u31ff\uac00-\ud7af]")
_LETTER = re.compile(r"[^\W\d_]")


def spoken(text: str) -> str:
    """Remove what a reasoning model writes before its reply.

    >>> spoken("<think>131?</think>130个。[1]")
    '130个。[1]'
    """
    return _THOUGHT.sub("", text).lstrip()


def is_markup(text: str) -> bool:
    """Tell whether a reply is HTML, JSON or code instead of a sentence."""
    return bool(_MARKUP.search(text))


def is_foreign(text: str) -> bool:
    """Tell whether more than a fifth of the letters are of neither Chinese nor English."""
    return len(_OTHER.findall(text)) * 5 > len(_LETTER.findall(text))
