"""Pinyin: names as an English question writes them, found in Chinese text.

"Hengqin" in a question is 横琴 in an article: a Latin name that reads as two or more syllables of
pinyin is looked for among the syllables of the text.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING

from qa.language import lexicon
from qa.language.text import HAN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# Toneless Mandarin syllables, initial by initial (ü is written u or v).
_FINALS = {
    "": "a ai an ang ao e ei en er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
SYLLABLES = frozenset(i + f for i, finals in _FINALS.items() for f in finals.split())

# Western given names that read as pinyin and are not in the dictionary.
_WESTERN = frozenset("susan susana hannah alan ethan eugene renee anna diana ann dan nan".split())
_NAME_WORD = re.compile(r"[A-Za-zÀ-ž]+(?:['’-][A-Za-zÀ-ž]+)*")
_RUN = re.compile(f"[{HAN}]+")


def readings(name: str) -> list[tuple[str, ...]]:
    """Return the ways to read a Latin name as two or more syllables of pinyin.

    >>> readings("Hengqin"), readings("Xi'an"), readings("Boston")
    ([('heng', 'qin')], [('xi', 'an')], [])
    """
    parts = re.split(r"['’ -]", name.lower())
    whole: list[tuple[str, ...]] = [()]
    for part in parts:
        whole = [before + rest for before in whole for rest in _split(part)]
    return [reading for reading in whole if len(reading) > 1]


def parts(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to read a single lower-case word as syllables of pinyin."""
    return _split(word)


@cache
def _split(letters: str) -> tuple[tuple[str, ...], ...]:
    if not letters:
        return ((),)
    if len(letters) > _LONGEST:  # "aaaa..." would recurse once for each syllable
        return ()
    heads = [letters[:n] for n in range(1, min(6, len(letters)) + 1)]
    known = [head for head in heads if head in SYLLABLES]
    return tuple((head, *rest) for head in known for rest in _split(letters[len(head) :]))


def names(question: str) -> list[str]:
    """Return what may be Chinese names in an English question, as they are written there.

    A word of several syllables is a name of its own; one of a single syllable belongs with its
    neighbours: Ye Zhanjun, Heng qin.

    >>> names("Did Ye Zhanjun open the plant in Hengqin or in Xi'an?")
    ['Ye Zhanjun', 'Hengqin', "Xi'an"]
    """
    found: dict[str, None] = {}
    for run in _runs(question):
        together = any(len(reading) == 1 for word in run for reading in _syllables(word))
        candidates = [" ".join(run)] if together else run
        found.update((name, None) for name in candidates if readings(name))
    return [name for name in found if len(name) <= _LONGEST]


_LONGEST = 32
_POSSESSIVE = re.compile(r"['’]s?\Z")


def _runs(question: str) -> Iterator[list[str]]:
    """Yield runs of adjacent words that read as pinyin, the first of them with a capital."""
    run: list[str] = []
    end = -1
    for match in _NAME_WORD.finditer(question):
        word = _POSSESSIVE.sub("", match.group())
        adjoins = run and question[end : match.start()] in {" ", "-"}
        if run and not (adjoins and _goes_on(run[-1], word)):
            yield run
            run = []
        if run or _begins(word):
            run.append(word)
        # "Ye's Zhanjun plant": a possessive ends a name.
        end = match.end() if word == match.group() else -1
    if run:
        yield run


def _begins(word: str) -> bool:
    return word[0].isupper() and bool(_syllables(word)) and not _english(word)


def _goes_on(before: str, word: str) -> bool:
    """Tell whether a word continues a name, as qin in Heng qin does after a single syllable."""
    if word[0].isupper():
        return _begins(word)
    single = any(len(reading) == 1 for reading in _syllables(before))
    return single and len(word) > 2 and word not in _SHORT_WORDS and bool(_syllables(word))


# English words that read as pinyin and may follow a surname: "Does Wang hang on?"
_SHORT_WORDS = frozenset("can men ten pen fan run gun fun bin pin win die lie she her here".split())


def _syllables(word: str) -> list[tuple[str, ...]]:
    parts = [_split(part) for part in re.split(r"['’-]", word.lower())]
    return [sum(chosen, ()) for chosen in product(*parts)]


def _english(word: str) -> bool:
    """Tell whether an English word only looks like pinyin: women, Panama, but not Shanghai."""
    lower = word.lower()
    known = [w for lemma in lexicon.lemmas(lower) for w in lexicon.translations(lemma)]
    return lower in _WESTERN or bool(known and not any(_spelled(w, lower) for w in known))


def _spelled(chinese: str, word: str) -> bool:
    return any(
        len(chinese) == len(reading)
        and all(c in lexicon.characters(s) for c, s in zip(chinese, reading, strict=True))
        for reading in _syllables(word)
    )


def spellings(
    reading: Sequence[str], occurs: Callable[[str], int], most: int = 40
) -> tuple[str, ...]:
    """Return the Han strings that are read so and whose bigrams all occur, the commonest first.

    `occurs` counts the chunks that have a bigram.
    """
    counts = dict.fromkeys(lexicon.characters(reading[0]), 0)
    for syllable in reading[1:]:
        following = lexicon.characters(syllable)
        grown: dict[str, int] = {}
        for text, least in counts.items():
            for character in following:
                if count := occurs(text[-1] + character):
                    grown[text + character] = min(count, least or count)
        counts = dict(sorted(grown.items(), key=lambda item: (-item[1], item[0]))[:most])
    return tuple(counts)


def holds(text: str, name: str) -> bool:
    """Tell whether a Chinese text has the name, as characters that are read like it.

    >>> holds("在横琴粤澳深度合作区", "Hengqin")
    True
    """
    return found(text, name) is not None


_SURNAMES_OF_TWO = frozenset("欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 司徒 端木".split())


def romanised(name: str) -> str:
    """Write a Chinese person's name in English, the surname apart.

    >>> romanised("范丁贵"), romanised("欧阳修")
    ('Fan Dinggui', 'Ouyang Xiu')
    """
    from pypinyin import lazy_pinyin

    first = 2 if name[:2] in _SURNAMES_OF_TWO else 1
    parts = (lazy_pinyin(part) for part in (name[:first], name[first:]) if part)
    return " ".join("".join(part).capitalize() for part in parts)


def found(text: str, name: str) -> str | None:
    """Return the first characters of a Chinese text that are read like the name.

    >>> found("在横琴粤澳深度合作区", "Hengqin")
    '横琴'
    """
    for match in _RUN.finditer(text):
        run, spelled = match.group(), _syllables_of(match.group())
        for reading in readings(name):
            for i in range(len(run) - len(reading) + 1):
                if spelled[i : i + len(reading)] == reading:
                    return run[i : i + len(reading)]
    return None


@lru_cache(maxsize=10_000)  # every name of a question is looked for in the same sentences
def _syllables_of(run: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(run))
