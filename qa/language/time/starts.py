"""Places in a text where a period may begin."""

from __future__ import annotations

import re

from qa.language.quantities.numerals import WORDS

_HAN = "〇零一二两三四五六七八九十"
_UNITS = "day|week|month|quarter|year|decade"
_AGO = r"(?:个?(?:季度|周|星期)|个月|天|年)[之以]?前"
# Most figures are not dates and are expensive to read, so the pattern checks what follows. Each
# form begins with the characters that may begin a period, so that all others are skipped at once.
_FIGURE = (
    r"(?<=[0-9])(?<![\d.第][0-9])(?:(?:(?<=1)[5-9]|(?<=2)0)\d\d(?!\d|[,.]\d)"
    r"|\d{0,3}+(?=[ \u00a0]?(?:[年月日]|世纪|[-–—~～至到][ \u00a0]?\d|(?<=\d{4})[/.]\d)"
    rf"|(?:st|nd|rd|th)?[ -](?:of )?(?:[JFMASOND][a-z]{{2}}|century)|s(?!\w)|{_AGO}"
    rf"|[ -]?[QH]\d| (?:{_UNITS})s? ago))"
)
_NUMERAL = (
    rf"(?<=[{_HAN}])(?<![第{_HAN}].)(?:[〇零一二三四五六七八九]{{3}}[ \u00a0]?年"
    rf"|[{_HAN}]{{0,2}}(?:(?=月(?!天)|世纪|年代|[至到][{_HAN}]{{1,2}}月|{_AGO})|季度))"
)
_CHINESE = (
    r"(?<=[今去前昨明])[年天日]|(?<=[本这這])[个個一]?[年周月季星]|(?<=大)前[年天]|(?<=[上下])[一个上半]{0,2}[年周月季星]"
    rf"|(?<=前)[\d{_HAN}]{{1,2}}个?[月季]|(?<=第)[一二三四1-4]季度|(?<=[1-4])季度"
    rf"|(?:(?<=近)|(?<=过)去|(?<=最)近)[的这這]?[\d{_HAN}半]"
)
_MONTHS = (
    "January February April June July August September October November December"
    " Jan Feb Apr Jun Jul Aug Sep Sept Oct Nov Dec March Mar May"
)
_WORDS = (
    "last this past next current previous preceding recent yesterday today tomorrow first second"
    " third fourth early late mid middle beginning start end year-end q1 q2 q3 q4 h1 h2"
)


def _tails() -> str:
    """Return a pattern of the words without their first letter, after which it matches."""
    tails: dict[str, list[str]] = {}
    for month in _MONTHS.split():
        tails.setdefault(month[0], []).append(month[1:])
    counts = [f"{word} (?:{_UNITS})s? ago" for word in ("a", "an", *WORDS)]
    for word in [*_WORDS.split(), "the day before yesterday", *counts]:
        for first in (word[0], word[0].upper()):
            tails.setdefault(first, []).append(word[1:])
    return "|".join(f"(?<={first})(?:{'|'.join(rest)})" for first, rest in sorted(tails.items()))


_ENGLISH = rf"(?<![A-Za-z][A-Za-z])(?:{_tails()})(?![A-Za-z])"
START = re.compile(
    rf"[\d{_HAN}今去前昨明本这這大上下第近过最A-Za-z](?:{_FIGURE}|{_NUMERAL}|{_CHINESE}|{_ENGLISH})"
)

_LOWER_MONTH = re.compile(
    r"\b(?:january|february|april|june|july|august|september|october|november|december"
    r"|(?:jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)(?=\.? \d))\b"
    # May and March may be verbs in lower case.
    r"|(?:(?<=\bin )|(?<=\bof )|(?<=\blast )|(?<=\bthis )|(?<=\bsince )|(?<=\bbetween )"
    r"|(?<=\band )|(?<=\bto )|(?<=\bfrom )|(?<=\buntil )|(?<=\d ))"
    r"(?:may|march)\b(?=,? \d|[?.,]|$| and )"
)
_ORDINAL = re.compile(r"\b(?:First|Second|Third|Fourth|Last)\b(?=[ -](?:half|quarter|\w+ months))")


def cased(question: str) -> str:
    """Capitalise the months of a question, as `qa.language.quantities` reads them.

    >>> cased("in september 2021"), cased("we may go")
    ('in September 2021', 'we may go')
    """
    question = _LOWER_MONTH.sub(lambda match: match[0].capitalize(), question)
    return _ORDINAL.sub(lambda match: match[0].lower(), question)
