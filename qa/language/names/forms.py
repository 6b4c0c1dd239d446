"""Chinese forms of a Latin name: translated, or as characters that are read like it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import permutations

from qa.language import lexicon, pinyin
from qa.language.text import HAN


@cache
def translations(name: str) -> tuple[str, ...]:
    """Return the dictionary's Chinese for a Latin name, folded, without lone characters.

    >>> translations("NATO"), translations("U.S.")
    (('北约',), ('美国',))
    """
    said = as_glossed(name)
    if said in _NATIONS:  # "us" is 我们 too
        return _NATIONS[said]
    forms = (*lexicon.translations(said), *_ALSO.get(said, ()), *lexicon.acronym(said))
    return tuple(dict.fromkeys(form for form in forms if len(form) > 1))


def as_glossed(name: str) -> str:
    """Return a Latin name as the dictionary has it: lower case, ministries as departments."""
    said = re.sub(r"[-\s]+", " ", name.lower().replace(".", "").replace("’", "'"))
    department = said.replace("ministry of", "department of")
    return department if lexicon.translations(department) else said


_NATIONS = {"us": ("美国",), "usa": ("美国",), "uk": ("英国",), "prc": ("中国",)}
_ALSO = {
    "america": ("美国",),
    "england": ("英国",),
    "shaanxi": ("陕西",),
    "california": ("加州",),
    "communist party of china": ("中共", "党中央", "党委"),
    "communist party": ("中共", "党中央", "党委"),
    "macao": ("澳门",),
    "holland": ("荷兰",),
}


# --- pinyin ------------------------------------------------------------------------------------


def read(text: str, name: str) -> tuple[int, int] | None:
    """Find characters in a text that may be read like a name; Na Li counts as Li Na too."""
    for reading in readings(name):
        if place := spelled(text, reading):
            return place
    return None


@lru_cache(maxsize=1024)
def readings(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to read a name as pinyin, its words in any order."""
    parts = name.split()
    orders = [" ".join(order) for order in permutations(parts)] if len(parts) in {2, 3} else [name]
    return tuple(reading for order in orders for reading in pinyin.readings(order))


def spelled(text: str, reading: tuple[str, ...]) -> tuple[int, int] | None:
    """Find the first characters in a text that may be read as these syllables."""
    places = _places(text)
    starts = places.get(reading[0], frozenset())
    for offset, syllable in enumerate(reading[1:], start=1):
        held = places.get(syllable, frozenset())
        starts = frozenset(start for start in starts if start + offset in held)
    return (min(starts), min(starts) + len(reading)) if starts else None


@lru_cache(maxsize=256)
def _places(text: str) -> dict[str, frozenset[int]]:
    """Map each syllable to the places of the characters that may be read so."""
    found: dict[str, set[int]] = {}
    for place, character in enumerate(text):
        for sound in sounds(character):
            found.setdefault(sound, set()).add(place)
    return {sound: frozenset(places) for sound, places in found.items()}


@lru_cache(maxsize=16384)
def sounds(character: str) -> frozenset[str]:
    """Return the toneless syllables that a character may be read as; ü also as u.

    >>> sorted(sounds("重"))
    ['chong', 'tong', 'zhong']
    """
    if not re.match(f"[{HAN}]", character):
        return frozenset()
    from pypinyin import Style
    from pypinyin import pinyin as spell

    found = set(spell(character, style=Style.NORMAL, heteronym=True)[0])
    return frozenset(found | {s.replace("v", "u") for s in found})
