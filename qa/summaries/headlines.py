"""Headlines: a part of a sentence that stands by itself."""

from __future__ import annotations

import re

from qa.articles.openings import hangs
from qa.language.text import Span, language

LONGEST = {"zh": 40, "en": 90}  # characters
_SHORTEST = {"zh": 8, "en": 25}

# The comma of 8,400 and the colon of 10:30 end no clause, nor do marks in quotes or brackets.
_CLAUSE_END = re.compile(
    r"“[^“”]*”|「[^「」]*」|《[^《》]*》|（[^（）]*）|\([^()]*\)"
    r"|(?P<mark>[，；：。！？!?;]|(?<!\d)[,:.]|[,:.](?!\d))"
)
# Openings of a clause that qualifies the one before, and of one that only leads to the next
_GOES_ON = re.compile(
    r"\s*(?:但|却|而|不过|然而|除非|除了|除|其中|否则|以免|but\b|although\b|though\b|unless\b|except\b|despite\b|while\b)"
)
_PREPARES = re.compile(
    r"\s*(?:据|经|在|对|根据|按照?|截[至止]|随着|针对|关于|为|由于|因|虽|尽管|如果?|若|即[使便]|除|通过|当|从|自|受|目前|近日|日前"
    r"|不仅|既|一旦|一方面|一边|以(?!色列|太)"
    r"|according\b|as\b|after\b|before\b|when\b|while\b|if\b|although\b|though\b|because\b|since\b|with\b"
    r"|in\b|on\b|at\b|by\b|despite\b|during\b|under\b|following\b|to\b|not only\b)",
    re.IGNORECASE,
)
_ONLY_TIME = re.compile(r"[\d\s年月日时分上下午晚凌晨早间号起至底初末今昨当前两第季度半、-]*\Z")
_SAYS = re.compile(
    r"(?:说|表示|称|指出|认为|介绍|透露|强调|宣布|显示|获悉|了解到|看到|发现|报道|消息|通知|公告|要求|提出|明确|规定|悉|写道|提到|回应"
    r"|问|是|为|了|的|时|后|前|中|来看|而言|来说|通过[^，]*|包括|包含|分别|其中"
    r"|\b(?:said|says|that|told|added|reported|announced|showed|including|which|who|and|or|the|a|of))\Z"
)


_COLON = re.compile(r"：|:(?!\d)")
_LEAST_AFTER = 14  # characters


def clause(sentence: str) -> Span | None:
    """Find the longest run of clauses that stands alone and is short enough, or return None.

    Its final punctuation mark is left out.

    >>> s = "9月3日，新区签约项目270个，涉及投资额3300亿元，其中制造业占到了一半以上，还会增加。"
    >>> clause(s).of(s)
    '9月3日，新区签约项目270个，涉及投资额3300亿元'
    """
    spoken = language(sentence)
    ends = [(m.start(), m.end()) for m in _CLAUSE_END.finditer(sentence) if m["mark"]]
    if not ends or ends[-1][1] < len(sentence.rstrip()):
        ends.append((len(sentence), len(sentence)))
    for start in _starts(sentence, ends):
        said = max(s for s in _starts(sentence, ends))
        fitting = [
            e for e in ends if e[0] - said >= _SHORTEST[spoken] and e[0] - start <= LONGEST[spoken]
        ]
        for end, after in reversed(fitting):
            if _stands(sentence, start, end, after):
                return Span(start, end)
    return None


def _starts(sentence: str, ends: list[tuple[int, int]]) -> list[int]:
    """Return where a headline may start: at 0, and after leading clauses that only give a time."""
    starts, begin = [0], 0
    for end, after in ends:
        if not _ONLY_TIME.match(sentence, begin, end):
            break
        begin = after + len(sentence[after:]) - len(sentence[after:].lstrip())
        starts.append(begin)
    return starts


def _stands(sentence: str, start: int, end: int, after: int) -> bool:
    words = sentence[start:end]
    if _SAYS.search(words) or (_GOES_ON.match(sentence, after) and sentence[end] in "，,"):
        return False
    if sentence[end : end + 1] in {"：", ":", "？", "?"} or hangs(words + sentence[-1]):
        return False
    if _COLON.search(words):
        return False
    *others, last = re.split("[，；,;]", words)
    if others and _PREPARES.match(others[-1]) and len(last) < _LEAST_AFTER:
        return False  # 为了保障发展，提高水平，: the subject comes after it
    return not _PREPARES.match(last) and not _ONLY_TIME.match(last)
