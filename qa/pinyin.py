"""Pinyin: names as an English question writes them, found in Chinese text.

"Hengqin" in a question is 横琴 in an article: a Latin name that reads as two or more
syllables of pinyin is looked for among the syllables of the text.
"""

from __future__ import annotations

import re
from functools import cache

from qa.text import HAN

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

# Capitalised English that reads as pinyin (ma-na-ge) without being a Chinese name.
_ENGLISH = frozenset(
    "china chinese women change range danger manage japan panama canada china banana panda game"
    " same name time made make take like date late size line mine nine bite site lane sane dance"
    " chance fence hence sense house mouse more here sure pure nature mature future core chine"
    " gene genie lease rune tune june dune ruse muse fuse menu data media asia china amen agenda"
    " pizza sauna tango mango bingo lingo dingo tiger tuna panel man men ten pin can fan ban"
    " hangar danger gender render lender tender ginger linger singer longer hunger nan anna hanna"
    " diana susan susana hannah alan ethan eugene renee dan ann lin".split()
)
_WORD = re.compile(r"[A-Za-zÀ-ž]+(?:['’-][A-Za-zÀ-ž]+)*")
_RUN = re.compile(f"[{HAN}]+")


def readings(name: str) -> list[tuple[str, ...]]:
    """The ways to read a Latin name as two or more syllables of pinyin.

    >>> readings("Hengqin"), readings("Xi'an"), readings("Boston")
    ([('heng', 'qin')], [('xi', 'an')], [])
    """
    parts = re.split(r"['’-]", name.lower())
    whole: list[tuple[str, ...]] = [()]
    for part in parts:
        whole = [before + rest for before in whole for rest in _split(part)]
    return [reading for reading in whole if len(reading) > 1]


@cache
def _split(letters: str) -> tuple[tuple[str, ...], ...]:
    if not letters:
        return ((),)
    heads = [letters[:n] for n in range(1, min(6, len(letters)) + 1)]
    known = [head for head in heads if head in SYLLABLES]
    return tuple((head, *rest) for head in known for rest in _split(letters[len(head) :]))


def names(question: str) -> list[str]:
    """The words of an English question that may be Chinese names: capitalised, read as pinyin.

    >>> names("How many projects are there in Hengqin and in Xi'an?")
    ['Hengqin', "Xi'an"]
    """
    words = (re.sub(r"['’]s?$", "", match.group()) for match in _WORD.finditer(question))
    return [
        word
        for word in dict.fromkeys(words)
        if word[0].isupper() and len(word) <= 24 and word.lower() not in _ENGLISH and readings(word)
    ]


def holds(text: str, name: str) -> bool:
    """Whether a Chinese text has the name, as characters that are read like it.

    >>> holds("在横琴粤澳深度合作区", "Hengqin")
    True
    """
    return found(text, name) is not None


def found(text: str, name: str) -> str | None:
    """The characters of a Chinese text that are read like the name, where they first stand.

    >>> found("在横琴粤澳深度合作区", "Hengqin")
    '横琴'
    """
    from pypinyin import lazy_pinyin

    for match in _RUN.finditer(text):
        run, spelled = match.group(), lazy_pinyin(match.group())
        for reading in readings(name):
            for i in range(len(run) - len(reading) + 1):
                if tuple(spelled[i : i + len(reading)]) == reading:
                    return run[i : i + len(reading)]
    return None
