"""The words a figure counts: 项目 of 130个项目 and of 签约项目130个, "oil and gas companies"."""

from __future__ import annotations

import re

from qa.language.quantities import idioms, things
from qa.language.quantities.numerals import HAN

_STOPS_AFTER = "和与或是为将已被把从对在于也都而则并的了至到占"
_STOPS_BEFORE = _STOPS_AFTER + "及超近约达等其以上下内余多"
_RUN = rf"(?:(?![{_STOPS_AFTER}{HAN}])[\u4e00-\u9fff]){{1,12}}"
# In 3家签约的中国企业 the words before 的 may be an act, with the counted noun after it.
_AFTER_ZH = re.compile(rf"的?([被从对在]?{_RUN})(?:的({_RUN}))?")
_TOTAL = (
    "总共有|一共有|总数为|总数达|增加到|增加至|达到|共计|合计|共有|总共|一共|共|达|约|有|为|仅|等"
)
_BEFORE_ZH = re.compile(
    rf"((?:(?![{_STOPS_BEFORE}])[\u4e00-\u9fff]){{1,8}}?)(?:{_TOTAL}|[超近]){{0,3}}[ \u00a0]?$"
)
_EN_WORD = r"[A-Za-z][A-Za-z'’-]{0,40}"
_AFTER_EN = re.compile(
    rf"[ -](?:of (?:the |its |their |all )?)?({_EN_WORD}(?:(?: and)? {_EN_WORD}){{0,4}})"
)
_EN_STOPS = frozenset(
    (
        "a an the of in on at by for from to with and or but as than that which who is are was "
        "were be been has have had will would can could may might must shall should do does did "
        "if when while since until during after before over under into per each up down more "
        "less about so not no yes also then said says ago between among across through within "
        "via it its he she they we i this these those there here out"
    ).split()
) | (idioms.NUMBER_WORDS - {"and"})


_NUMBERS_OF = frozenset({"数量", "总数", "总量", "人数"})


def read(text: str, folded: str, span: tuple[int, int], floor: int) -> tuple[str, bool]:
    """Return what the figure at `span` counts, and whether English words say so.

    >>> read("签约项目130个，涉及投资", "签约项目130个，涉及投资", (4, 8), 0)
    ('签约项目', False)
    """
    start, end = span
    if english := _english(folded, end):
        return english, True
    after, before = _after(text, end), _before(text, start, floor)
    if not after:
        return before, False
    if things.VERBS.match(after) and _ends_in_noun(before):
        # 项目150个落户园区 counts the noun before it, 园区12个签约项目 the one after it.
        return f"{before}、{after}" if things.counted(after) else before, False
    return after, False


def _after(text: str, end: int) -> str:
    """Return the Chinese words after a figure, or those after 的 if only they hold a known noun."""
    match = _AFTER_ZH.match(text, end)
    if match is None:
        return ""
    if not match[2] or not things.counted(match[2]):
        return match[1]
    return f"{match[1]}的{match[2]}" if things.counted(match[1]) else match[2]


def _before(text: str, start: int, floor: int) -> str:
    """Return the Chinese words before a figure; of 话题阅读量 the part after the known nouns."""
    match = _BEFORE_ZH.search(text, max(floor, start - 15), start)
    if match is None or not (nouns := things.heads(match[1])):
        return match[1] if match else ""
    tail = match[1].rpartition(nouns[-1])[2]
    named = len(tail) < 2 or things.VERBS.match(tail) or tail in _NUMBERS_OF
    return match[1] if named else tail


def _ends_in_noun(before: str) -> bool:
    return any(before.endswith(noun) for noun in things.heads(before))


def _english(folded: str, end: int) -> str:
    match = _AFTER_EN.match(folded, end)
    words: list[str] = []
    for word in match[1].split() if match else ():
        if word.lower() in _EN_STOPS and not (word == "and" and words):
            break
        words.append(word)
    while words and words[-1] == "and":
        words.pop()
    return " ".join(words)
