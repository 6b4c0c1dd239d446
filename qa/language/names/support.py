"""Support for names: by their own letters, by the dictionary, as pinyin, or by their sound.

A name is unsupported only if it would have to appear in a form that can be looked for: a proper
noun of the dictionary, a romanised name, a title. Any other missing name is unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from qa.language import lexicon
from qa.language.names import transliteration
from qa.language.names.doubt import perhaps
from qa.language.names.forms import read, readings, translations
from qa.language.names.plain import plain
from qa.language.text import HAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.language.names.name import Name
    from qa.language.names.plain import Plain
    from qa.language.text import Span

State = Literal["supported", "unsupported", "unknown"]


@dataclass(frozen=True, slots=True)
class Support:
    """The result for one name; `span` is its place in text number `source`."""

    state: State
    source: int | None = None
    span: Span | None = None


def support(name: Name, sources: Sequence[str], given: str = "") -> Support:
    """Look for a name in texts; the first that has it counts; `given` is what the question says.

    A name found only in `given` is unknown: the question proves nothing, and to repeat a name of it
    claims nothing.

    >>> from qa.language.names import find
    >>> support(find("in Hengqin")[0], ["横琴合作区"])
    Support(state='supported', source=0, span=Span(start=0, end=2))
    >>> support(find("in Beijing")[0], ["横琴合作区"]).state
    'unsupported'
    """
    for number, text in enumerate(sources):
        source = plain(text)
        if place := _found(name, source):
            return Support("supported", number, source.span(*place))
    if not name.firm or _found(name, plain(given)):
        return Support("unknown")
    whole = plain("\n".join(sources))
    return Support("unknown" if perhaps(name, whole) else "unsupported")


def _found(name: Name, source: Plain) -> tuple[int, int] | None:
    """Find the first place where a text has a name, in any of its possible forms."""
    if name.kind in {"title", "quoted"} or re.search(f"[{HAN}]", name.core):
        return _han(name, source)
    borne = (
        _letters(source.lower, name.form)
        or _first(source.lower, translations(name.form))
        or read(source.text, name.form)
    )
    # Changsha sounds like 康明斯 too, so what reads as pinyin is not taken for a transliteration.
    foreign = not (name.firm and readings(name.form))
    return borne or (transliteration.found(source.text, name.form) if foreign else None)


def _first(text: str, forms: Sequence[str]) -> tuple[int, int] | None:
    """Find the first place of the longest form that a text has."""
    held = [form for form in forms if form in text]
    if not held:
        return None
    longest = max(held, key=len)
    return text.index(longest), text.index(longest) + len(longest)


def _letters(text: str, word: str) -> tuple[int, int] | None:
    """Find a Latin word in a text, however it is joined: ChinaJoy, China Joy, China-Joy."""
    match = _pattern(word).search(text)
    return match.span() if match else None


@lru_cache(maxsize=1024)
def _pattern(word: str) -> re.Pattern[str]:
    letters = re.findall(r"[a-z0-9]", word.lower())
    return re.compile(rf"(?<![a-z0-9]){_JOINTS.join(letters)}(?:['’]?s)?(?![a-z])")


_JOINTS = r"[\s.'’&-]?"


# --- Chinese names -----------------------------------------------------------------------------


def _han(name: Name, source: Plain) -> tuple[int, int] | None:
    """Find a Chinese name or its core in a text, ignoring marks."""
    text, form = source.lower, name.form.lower()
    if form in text:
        return text.index(form), text.index(form) + len(form)
    core = name.core.lower()
    if name.kind in {"title", "quoted"}:
        return _without_marks(text, core)
    town = re.sub(r"(?<=..)[省市县区]\Z", "", core)  # 郑州 for 郑州市
    return _first(text, (core, town, *_beginnings(name, core), *_synonyms(core))) or _abroad(
        text, core
    )


def _beginnings(name: Name, core: str) -> list[str]:
    """Return beginnings of a transliterated name, which may end early: 坎克利 in 坎克利拦截了."""
    dotted = re.search(r"[·•・‧]", name.form)
    return [core[:length] for length in range(len(core) - 1, 1, -1)] if dotted else []


def _synonyms(core: str) -> tuple[str, ...]:
    """Return other Chinese names with the same Latin name: 美国宇航局, 美国国家航空航天局."""
    gloss = lexicon.latin(core)
    return translations(gloss) if gloss else ()


def _abroad(text: str, core: str) -> tuple[int, int] | None:
    """Find the Latin name of a Chinese one in a text: Google for 谷歌, NASA for 美国宇航局."""
    for match in re.finditer(r"[a-z]{2,}(?: [a-z]{2,})?", text):
        if core in translations(match.group()):
            return match.span()
    gloss = lexicon.latin(core)
    return _letters(text, gloss) if gloss else None


def _without_marks(text: str, core: str) -> tuple[int, int] | None:
    letters = re.findall(r"\w", core)
    match = re.search(r"\W*".join(map(re.escape, letters)), text) if letters else None
    return match.span() if match else None
