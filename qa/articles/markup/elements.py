"""The parts of HTML: tokens, kinds of elements, attributes and entities."""

from __future__ import annotations

import html
import html.entities
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.language.characters import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Mapping

# Not `html.parser`: it needs 24 s for 30 kB of "<a " (Python 3.11), and reads broken comments and
# scripts differently in each version of Python. A quoted value may hold ">" and "<", but a lost
# quote must not swallow the body: the closing quote is followed by white space, "/" or ">".
_VALUE = r"""=\s*+(?:"[^"]*"|'[^']*')(?=[\s/>])"""
_CUT_OFF = r"""(?:\s++[\w:-]++\s*+=\s*+(?:"[^"<>]*"|'[^'<>]*'|[^\s<>"']++))*"""
TOKEN = re.compile(
    r"(?P<comment><!--)|<!\[CDATA\[|\]\]>|<[!?][^<>]*>"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*+(?::[\w-]++)?)(?=[\s/<>]|\Z)"
    rf"(?:(?P<attributes>(?:[^<>=]++|{_VALUE}|=){{0,200}}+)>|{_CUT_OFF})"
    r"|(?P<entity>&(?:\#(?:[0-9]{1,12}+(?!\d)|[xX][0-9a-fA-F]{1,12}+(?![\da-fA-F]));?"
    r"|[a-zA-Z][a-zA-Z0-9]{1,31};?))"
)
_ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?""")

BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr"
    " html legend li main menu nav ol optgroup option p pre section summary table tbody tfoot"
    " thead title tr ul".split()
)
VOID = frozenset(
    "area base br col embed frame hr img input link meta param source track wbr".split()
)
INLINE = frozenset(
    "a abbr b big cite code del em font i ins label mark q s small span strike strong sub sup"
    " td th time tt u var".split()
)
CODE = frozenset("audio canvas head iframe math object script style svg title video".split())
CONTROLS = frozenset("button datalist noscript option select template textarea".split())
AROUND = frozenset("aside footer nav".split())
SWALLOWING = frozenset({"script", "style", "!--"})  # these hide all that follows if not closed
KNOWN = BLOCKS | VOID | INLINE | CODE | CONTROLS

_ENDED_BY_BLOCK = frozenset({"p", "head", "title"}) | SWALLOWING
_CELLS = frozenset({"td", "th"})
_ENDED_BY = {
    **dict.fromkeys(BLOCKS, _ENDED_BY_BLOCK),
    "li": _ENDED_BY_BLOCK | {"li"},
    "dd": _ENDED_BY_BLOCK | {"dd", "dt"},
    "dt": _ENDED_BY_BLOCK | {"dd", "dt"},
    "option": _ENDED_BY_BLOCK | {"option"},
    "td": _CELLS,
    "th": _CELLS,
    "tr": _ENDED_BY_BLOCK | _CELLS | {"tr"},
}
_NONE: frozenset[str] = frozenset()


def ended_by(name: str) -> frozenset[str]:
    """Return the open elements that this one closes when it opens: `<p>a<p>b`."""
    return _ENDED_BY.get(name, _NONE)


def attributes(text: str) -> dict[str, str]:
    """Return a tag's attributes, with lower-case names and decoded values.

    >>> attributes(' HIDDEN style="display : none"')
    {'hidden': '', 'style': 'display : none'}
    """
    return {
        found[1].lower(): html.unescape((found[2] or "").strip("\"'"))
        for found in _ATTRIBUTE.finditer(text)
    }


def is_hidden(found: Mapping[str, str]) -> bool:
    """Tell whether attributes other than its style hide an element.

    >>> is_hidden({"class": "hidden x"}), is_hidden({"aria-hidden": "true"})
    (False, True)
    """
    return "hidden" in found or found.get("aria-hidden", "").lower() == "true"


@lru_cache(maxsize=1024)
def entity(token: str) -> tuple[str, int]:
    """Return an entity's visible characters and its length in the token; 0 if it is not an entity.

    >>> entity("&amp;"), entity("&ampx"), entity("&nosuch;"), entity("&#27;")
    (('&', 5), ('&', 4), ('', 0), ('', 5))
    """
    if token[1] == "#":
        length, decoded = len(token), html.unescape(token)
    else:
        names = html.entities.html5
        length = next((n for n in range(len(token), 2, -1) if token[1:n] in names), 0)
        decoded = names[token[1:length]] if length else ""
    decoded = INVISIBLE.sub("", decoded)
    return (" " if decoded.isspace() else decoded), length
