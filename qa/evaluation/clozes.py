"""Clozes: questions made by asking for a figure of a sentence, for a person to check.

"甲园累计签约项目130个，涉及投资额90亿元。" asks "甲园累计签约项目多少个？" and, with the words
before it, "甲园累计签约项目130个，涉及投资额多少元？".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.answers.chat.followups import depends
from qa.language.quantities import Kind, comparable, find, is_article
from qa.language.quantities.units import UNITS
from qa.language.text import Span, language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Cloze:
    """A question, the figure that answers it and the words that prove it; or why there is none."""

    question: str = ""
    figure: str = ""
    quote: str = ""
    problem: str = ""


_LONGEST = 80  # characters of a question
_END = re.compile(r"[。！？!?][”’」』）)]*$")
_CLAUSE_END = re.compile(r"[，；：。！？…,;:!?]|——")
_PAIRS = ("“”", "「」", "『』", "（）", "()", "《》", "‘’")
# Skipped: 目前，园区 and 据介绍，公司 really open with the words after the comma
_OPENING = re.compile(
    r"^(?:(?:据悉|据介绍|据了解|此外|同时|另外|而|但|不过|因此|随后)，?"
    r"|(?P<when>(?:截至)?(?:目前|如今|眼下|当前|现在|近年来|不久前|近日|日前|今年以来|去年底|上半年))，?"
    r"|(?P<then>[^，。]{1,14}(?:[年月日来后前间])，))"
)
# Words that refer to something that an earlier sentence has named
_DANGLING = re.compile(
    r"^(?:该|此|其|这|那|他|她|它|双方|两地|当地|本|全区|全市|全省|全县|前者|后者|上述|对此|其中|一批|一个|不远处)"
    r"|^(?:园区|片区|新区|合作区|开发区|示范区|公司|集团|企业|项目|产业|学校|医院|景区|协会|部门|平台|记者)"
    r"|我们|我国|该(?:公司|项目|企业|园|区|平台|产业|校|院)|其中|上述"
)
_SPEECH = re.compile(r"(?:指出|强调|表示|介绍|说|认为|提出|要求|透露)$")
# 近三年, 前10个月, 5年来, 30周年 say when, not how long
_WHEN_BEFORE = re.compile(r"(?:近|过去|未来|今后|前|后|每|头|首|第|上|下|这|的)$")
_WHEN_AFTER = re.compile(
    r"^(?:多|余)?(?:来|以来|内|之内|前|后|间|期间|以前|以后|之后|之前|里|周年|计划)"
)
_RESPECTIVELY = re.compile("分别|分別")


def of(sentence: str) -> Iterator[Cloze]:
    """Yield the clozes of a sentence: one for each figure, or the reason why there is none.

    >>> next(of("甲园累计签约项目130个，涉及投资额90亿元。")).question
    '甲园累计签约项目多少个？'
    """
    figures = [figure for figure in find(sentence) if not is_article(figure)]
    if not figures or language(sentence) != "zh":
        return
    if problem := _unfit(sentence):
        yield Cloze(problem=problem)
        return
    for figure in figures:
        yield _dated(sentence, figure) if figure.kind is Kind.DATE else _counted(sentence, figure)


def _unfit(sentence: str) -> str:
    """Say why no question can be made of a sentence; an empty text if one can."""
    if not _END.search(sentence) or sentence.startswith("原标题"):
        return "no whole sentence"
    if any(sentence.count(pair[0]) != sentence.count(pair[1]) for pair in _PAIRS):
        return "a part of what somebody says"
    return "it hangs on a sentence before" if dangles(sentence) else ""


def dangles(text: str) -> bool:
    """Tell whether a text is about something that an earlier sentence has named.

    >>> dangles("目前，园区已聚集300家企业"), dangles("如今，南京已聚集300家企业")
    (True, False)
    """
    while opening := _OPENING.match(text):
        text = text[opening.end() :]
    return bool(_DANGLING.search(text))


def _counted(sentence: str, figure: Quantity) -> Cloze:
    blank = _blank(sentence, figure)
    if not blank:
        return Cloze(problem="no figure that one asks for")
    clause = clause_of(sentence, figure.span)
    question = (
        f"{sentence[: figure.start].rstrip()}{blank}{sentence[figure.end : clause.end].rstrip()}？"
    )
    question = _plain_opening(question)
    if _SPEECH.search(question[:-1]) or sentence[clause.end : clause.end + 1] == "：":
        return Cloze(problem="somebody says something")
    if len(question) > _LONGEST:
        return Cloze(problem="too long")
    if depends(question):
        return Cloze(problem="it hangs on a sentence before")
    quote = proof(sentence, figure.span)
    if not quote:
        return Cloze(problem="two figures fit")
    return Cloze(question, figure.text, quote)


def _plain_opening(question: str) -> str:
    """Drop 据介绍 and 此外, which say nothing in a question; keep 目前."""
    while (opening := _OPENING.match(question)) and not (opening["when"] or opening["then"]):
        question = question[opening.end() :]
    for pair in _PAIRS:  # a quotation may end after the figure
        if question.count(pair[0]) > question.count(pair[1]):
            question = question.replace(pair[0], "", 1)
    return question


def _dated(sentence: str, figure: Quantity) -> Cloze:
    """Ask for an opening date: 2021年9月，甲公司落户乙园 asks 甲公司落户乙园是在什么时候？"""
    rest = sentence[figure.end :]
    clause = _CLAUSE_END.split(rest[1:], maxsplit=1)[0]
    if figure.start or rest[:1] != "，" or not re.match(r"\d{4}年", figure.text):
        return Cloze(problem="no figure that one asks for")
    if len(clause) < 6 or dangles(clause) or _SPEECH.search(clause) or find(clause):
        return Cloze(problem="it hangs on a sentence before")
    asked = "什么时候" if "月" in figure.text else "哪一年"
    return Cloze(f"{clause}是在{asked}？", figure.text, f"{figure.text}，{clause}")


_NOT_ASKED = frozenset({Kind.DATE, Kind.TIME, Kind.SCORE, Kind.NUMBER, Kind.ORDINAL, Kind.RATIO})


def _blank(sentence: str, figure: Quantity) -> str:
    """Return what stands for a figure in a question; an empty text if none asks for it."""
    before, after = sentence[: figure.start], sentence[figure.end :]
    if figure.kind is Kind.PERCENTAGE:
        return "百分之多少"
    if figure.kind is Kind.ORDINAL and re.fullmatch("第.+大", figure.text):
        return "第几大"
    # In 年营业额超10亿元的药企 the figure tells which ones are meant, as in 四大产业
    if figure.kind in _NOT_ASKED or figure.unit in {"", "大"} or after.startswith("的"):
        return ""
    if figure.kind is Kind.DURATION and (_WHEN_BEFORE.search(before) or _WHEN_AFTER.match(after)):
        return ""
    return f"多少{UNITS[figure.unit].zh if figure.unit in UNITS else figure.unit}"


# --- what proves an answer -------------------------------------------------------------


def clause_of(sentence: str, place: Span) -> Span:
    """Return the clause of a sentence around a place, without the marks that close it."""
    ends = [match.end() for match in _CLAUSE_END.finditer(sentence, 0, place.start)]
    close = _CLAUSE_END.search(sentence, place.end)
    return Span(ends[-1] if ends else 0, close.start() if close else len(sentence))


def proof(sentence: str, place: Span) -> str:
    """Return the clause around a place, cut so that no other figure in it would fit as well.

    It is "" if only their order tells them apart, as in 分别占68.7%和69.1%.

    >>> sentence = "这办法在11个领域提出26项措施，今年起施行。"
    >>> proof(sentence, Span(4, 7)), proof(sentence, Span(11, 14))
    ('这办法在11个领域提出', '领域提出26项措施')
    """
    clause = clause_of(sentence, place)
    figures = [figure for figure in find(sentence) if not is_article(figure)]
    meant = [q for q in figures if q.start < place.end and place.start < q.end]
    if len(meant) > 1:
        return ""
    start, end = clause.start, clause.end
    # Read as the case has it, without what the sentence counts: 11个 alone fits 26项
    for claim in find(meant[0].text)[:1] if meant else []:
        for other in (q for q in figures if q != meant[0] and comparable(q, claim)):
            if clause.start < other.end <= place.start:
                start = max(start, other.end)
            elif place.end <= other.start < clause.end:
                end = min(end, other.start)
    narrowed = (start, end) != (clause.start, clause.end)
    if narrowed and _RESPECTIVELY.search(clause.of(sentence)):
        return ""
    return sentence[start:end].strip("和与及、 ")
