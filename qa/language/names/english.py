"""Names in an English text: capitalised, and not ordinary words.

They are proper nouns of the dictionary (Shanghai, United States, Ministry of Commerce), read as
pinyin (Hengqin, Ye Zhanjun), acronyms (NATO), or any other capitalised word (Kuechly).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.language import lexicon, pinyin
from qa.language.names.forms import as_glossed
from qa.language.names.name import Name
from qa.language.text import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.language.names.name import Kind
    from qa.language.names.plain import Plain

_WORD = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:[A-Za-z]\.){2,}|[A-Za-z](?:[A-Za-z0-9]|['’](?=[A-Za-z]))*)"
)
_GAP = re.compile(r" ?[-–] ?| (?:& )?|\. ")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_HAN_RUN = re.compile(f"[{HAN}·]+")
_LONGEST = 5  # words in a phrase of the dictionary
_LONGEST_WORD = 40  # letters
_LEAST_SMALL = 5  # letters of a lower-case name ("beijing"); shorter ones may be anything

# The calendar, forms of address and adjectives of nations: never a name that could be missing.
_NO_NAMES = frozenset(
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday"
    " saturday sunday i mr mrs ms dr prof st sir am pm ad bc bce ce ok eu us no yes the a an"
    " chinese american british english french german japanese korean russian italian spanish"
    " indian european african asian australian canadian mexican brazilian western eastern"
    " northern southern turkish dutch swiss swedish danish norwegian finnish polish greek"
    " egyptian iranian iraqi israeli arab arabic jewish roman latin irish scottish welsh"
    " portuguese thai vietnamese indonesian malaysian filipino pakistani ukrainian mongolian"
    " tibetan manchu cantonese mandarin taiwanese singaporean christian muslim islamic catholic"
    " protestant buddhist taoist daoist confucian victorian persian byzantine ottoman prussian"
    " austrian hungarian bohemian czech serbian croatian bulgarian romanian belgian cuban"
    " argentine chilean peruvian colombian nigerian kenyan saudi ethiopian moroccan algerian"
    " syrian lebanese afghan nepalese hindu hebrew anglo norman saxon gothic celtic slavic"
    " germanic mongol uighur uyghur yuan rmb cny usd gmt utc celsius fahrenheit internet web god"
    " bible article question answer source sentence passage".split()
)
_TIMES = frozenset("festival day year era century age dynasty period games olympics".split())
# Surnames that cannot be English words at the start of a sentence: He and You are left out.
_SURNAMES = frozenset(
    "an ba bai ban bao bei bi bian bo bu cai cao cen chai chang che chen cheng chi chong chu"
    " cong cui dai deng di diao ding dong dou du duan e fan fang fei feng fu gan gao ge gong gu"
    " guan guo han hang hao hong hou hu hua huai huang hui huo ji jia jiang jiao jin jing kang"
    " ke kong lai lan lang le lei li lian liang lin ling liu long lou lu luo ma mao mei meng mi"
    " miao min ming mo mu ni ning niu nong ouyang pan pang peng pi pu qi qian qiao qin qiu qu"
    " quan ren rong ruan rui shan shangguan shao shen shi shu si sima situ song su sun suo tai"
    " tang tao teng tian tu wan wang wei wen weng wu xi xia xiang xiao xie xing xiong xu xuan"
    " xue xun yan yang yao ye yi yin ying yu yuan yue yun zang zhang zhao zhen zheng zhong zhou"
    " zhu zhuge zhuo zong zou zu zuo".split()
)
_NATIONS = frozenset({"US", "U.S.", "USA", "U.S.A.", "UK", "U.K."})


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower().replace("’", "'").replace(".", "")

    @property
    def capital(self) -> bool:
        return any(letter.isupper() for letter in self.text)


def find(text: str, source: Plain) -> list[Name]:
    """Find the names in an English text; each run of Chinese characters in it is a name."""
    words = [_word(m) for m in _WORD.finditer(source.text) if len(m.group()) <= _LONGEST_WORD]
    found = [*_known_phrases(source.text, words), *_people(source.text, words)]
    found += [*_known_words(words), *_pinyin(source.text, words), *_single(words), *_han(source)]
    taken: set[int] = set()
    kept = []
    for start, end, kind, firm in found:  # the surest are found first
        if taken.isdisjoint(range(start, end)):
            kept.append(_name(text, source, (start, end, kind, firm)))
            taken.update(range(start, end))
    return kept


Found = tuple[int, int, "Kind", bool]


def _name(text: str, source: Plain, found: Found) -> Name:
    start, end, kind, firm = found
    span = source.span(start, end)
    form = source.text[start:end]
    return Name(span.of(text), span, kind, form, form, firm)


def _word(match: re.Match[str]) -> _Word:
    word = _POSSESSIVE.sub("", match.group())
    return _Word(word, match.start(), match.start() + len(word))


def _han(source: Plain) -> Iterator[Found]:
    yield from ((*m.span(), "quoted", True) for m in _HAN_RUN.finditer(source.text))


# --- pinyin ------------------------------------------------------------------------------------


def _people(text: str, words: Sequence[_Word]) -> Iterator[Found]:
    """Find a surname and a given name (Yang Bing, Shen Kuo), both of which may also be words."""
    for first, second in pairwise(words):
        adjoin = first.capital and second.capital and text[first.end : second.start] == " "
        surname = first.lower in _SURNAMES and second.lower not in _NO_NAMES
        if adjoin and surname and any(len(r) < 3 for r in pinyin.parts(second.lower)):
            firm = not (is_ordinary(first.lower) and is_ordinary(second.lower))
            yield first.start, second.end, "pinyin", firm


def _pinyin(text: str, words: Sequence[_Word]) -> Iterator[Found]:
    """Find romanised names: each of Ningbo-Wenzhou by itself, but Heng-qin as a whole."""
    starts, ends = {word.start for word in words}, {word.end for word in words}
    for said in pinyin.names(text):
        for name in _apart(said):
            ordinary = all(map(is_ordinary, re.split("[ -]", name.lower())))
            for match in re.finditer(re.escape(name), text) if not ordinary else ():
                if match.start() in starts and match.end() in ends:
                    yield *match.span(), "pinyin", _looks_chinese(name)


def _apart(name: str) -> list[str]:
    parts = name.split("-")
    single = any(part.lower() in pinyin.SYLLABLES for part in parts)
    return [name] if single and " " not in name else [p for p in parts if pinyin.readings(p)]


def _looks_chinese(name: str) -> bool:
    """Tell whether only Chinese is spelled so; Tanaka and Obama read as ta-na-ka and o-ba-ma."""
    words = re.split(r"['’ -]", name.lower())
    return all(any(map(_is_chinese, pinyin.parts(word))) for word in words) and (
        len(words) > 1 or all(_has_mark(reading) for reading in pinyin.parts(words[0]))
    )


def _is_chinese(reading: Sequence[str]) -> bool:
    """Tell whether no syllable inside a word begins with a vowel; Xi'an has its mark for that."""
    begins, *others = reading
    return begins not in {"a", "o"} and not any(syllable[0] in "aeo" for syllable in others)


def _has_mark(reading: Sequence[str]) -> bool:
    """Tell whether a syllable is more than a consonant and a vowel; if none is, it may be Duke.

    Kuo reads as ku-o, but it is a single syllable, which says too little.
    """
    return len(reading) > 1 and any(
        re.search(r"[^aeiou]{2}|[aeiou]{2}|[ng]\Z|\A[qx]", s) for s in reading
    )


# --- the dictionary's, acronyms, and the rest ---------------------------------------------------


def _known_phrases(text: str, words: Sequence[_Word]) -> Iterator[Found]:
    """Find phrases that the dictionary has as proper nouns: Hong Kong, Ministry of Commerce."""
    i = 0
    while i < len(words):
        length = _known(text, words[i : i + _LONGEST])
        if length > 1:
            yield words[i].start, words[i + length - 1].end, "known", True
        i += max(length, 1)


def _known_words(words: Sequence[_Word]) -> Iterator[Found]:
    yield from ((word.start, word.end, "known", True) for word in words if _is_known([word]))


def _single(words: Sequence[_Word]) -> Iterator[Found]:
    for word in words:
        if kind := _kind(word):
            yield word.start, word.end, kind, kind == "acronym"


def _known(text: str, words: Sequence[_Word]) -> int:
    """Count how many of these words form a proper noun of the dictionary; 0 if none begins here."""
    for length in range(len(words), 0, -1):
        phrase = words[:length]
        if _adjoining(text, phrase) and _is_known(phrase):
            return length
    return 0


def _adjoining(text: str, words: Sequence[_Word]) -> bool:
    return all(_GAP.fullmatch(text, a.end, b.start) for a, b in pairwise(words))


def _is_known(phrase: Sequence[_Word]) -> bool:
    first, last = phrase[0], phrase[-1]
    said = as_glossed(" ".join(word.lower for word in phrase))
    if len(phrase) == 1 and first.text in _NATIONS:
        return True
    single = len(phrase) == 1 and (is_ordinary(first.lower) or first.lower in pinyin.SYLLABLES)
    if single or last.lower in _TIMES or not lexicon.is_proper(said):
        return False
    if first.capital and last.capital:
        return True
    small = not any(word.capital for word in phrase)
    # "a new deal", "promised land": in lower case these are ordinary words.
    told = not all(is_ordinary(word.lower) for word in phrase)
    return small and told and len(said) >= _LEAST_SMALL


def _kind(word: _Word) -> Kind | None:
    if not word.capital or len(word.lower) < 2 or is_ordinary(word.lower):
        return None
    shouted = word.text.replace(".", "")
    if shouted.isupper() and (len(shouted) <= 5 or "." in word.text):
        return "acronym"
    return "latin"


@cache
def is_ordinary(word: str) -> bool:
    """Tell whether a word is not part of a name, capital or not: projects, September, Chinese.

    >>> is_ordinary("projects"), is_ordinary("shanghai")
    (True, False)
    """
    return word in _NO_NAMES or any(lexicon.is_common(form) for form in lexicon.lemmas(word))
