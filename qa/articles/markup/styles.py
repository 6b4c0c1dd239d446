"""Hiding by CSS: an element's own style, and simple rules in the page's <style> elements.

This is not a browser. In doubt an element is visible: rules for nested elements, media and states
can only show it, and a colour on an unknown background hides nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Declarations = dict[str, str]

_MOST_RULES = 500  # rules of a page; hostile ones repeat a rule, to be tried on every element
_LONGEST = 200  # characters in a selector
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE = re.compile(r"([{}])")
_COMPOUND = re.compile(r"[a-z][\w-]*(?:[.#][\w-]+)*|(?:[.#][\w-]+)+")
_LAST = re.compile(r"((?:[a-z][\w-]*)?(?:[.#][\w-]+)*)(?::[^\s>+~]*|\[[^\]]*\])*\Z")
_DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;]*)")
_ZERO = r"-?0*(?:\.0*)?(?:px|pt|em|rem|ex|ch|vw|vh|%)?"
_FAR = r"-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|ex|vw|vh|%)"
_GONE: tuple[Mapping[str, str], ...] = (  # patterns of values; all of a row must match
    {"display": "none"},
    {"opacity": r"(?=[.0]*0)0*(?:\.0*)?%?"},
    {"position": "absolute|fixed", "left": _FAR},
    {"position": "absolute|fixed", "right": _FAR},
    {"position": "absolute|fixed", "top": _FAR},
    {"position": "absolute|fixed", "bottom": _FAR},
    {"position": "absolute|fixed", "clip": r"rect\((?:[01](?:px)?[,\s]*){4}\)"},
    {"text-indent": _FAR},
    {"clip-path": r"inset\((?:50|100)%\)|circle\(0(?:px|%)?\)"},
    {"transform": r"scale\(0(?:,\s*0)?\)"},
    {"overflow": "hidden|clip", "height": _ZERO},
    {"overflow": "hidden|clip", "max-height": _ZERO},
    {"overflow": "hidden|clip", "width": _ZERO},
)
_TINY = re.compile(rf"{_ZERO}|[01](?:\.\d+)?p[xt]")
_NAMED = {"white": "#ffffff", "black": "#000000", "transparent": ""}
_UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Look:
    """The look of the words in an element; its children inherit all of it but `gone`.

    A colour is #rrggbb, empty if transparent, or "?".
    """

    gone: bool = False
    unseen: bool = False
    tiny: bool = False
    colour: str = _UNKNOWN
    ground: str = _UNKNOWN

    @property
    def hides(self) -> bool:
        """True if words here are not seen, whatever is around them."""
        blends = self.colour == self.ground != _UNKNOWN
        return self.gone or self.unseen or self.tiny or blends or not self.colour

    def within(self, styles: Declarations) -> Look:
        """Return the look of a child with these declarations.

        >>> page = Look(ground="#ffffff")
        >>> page.within({"color": "white"}).hides, page.within({"color": "red"}).hides
        (True, False)
        """
        look = replace(self, gone=any(_all(styles, row) for row in _GONE))
        if "visibility" in styles:
            look = replace(look, unseen=styles["visibility"] in ("hidden", "collapse"))
        if "font-size" in styles:
            look = replace(look, tiny=_TINY.fullmatch(styles["font-size"]) is not None)
        if "color" in styles:
            look = replace(look, colour=_colour(styles["color"]))
        ground = styles.get("background", styles.get("background-color"))
        if ground is not None:  # a transparent one shows the ground behind it
            look = replace(look, ground=_colour(ground) or look.ground)
        return look


def _all(styles: Declarations, row: Mapping[str, str]) -> bool:
    return all(name in styles and re.fullmatch(row[name], styles[name]) for name in row)


def declared(text: str) -> Declarations:
    """Return the declarations of a style: the last of each property, but `!important` ones first.

    >>> declared("COLOR : Red; color: blue; display:none !important")
    {'color': 'blue', 'display': 'none'}
    """
    found = [(m[1], m[2].strip()) for m in _DECLARATION.finditer(text.lower()) if m[2].strip()]
    urgent = [(name, value) for name, value in found if value.endswith("!important")]
    return {**dict(found), **{n: value.removesuffix("!important").strip() for n, value in urgent}}


def _colour(value: str) -> str:
    value = _NAMED.get(value, value)
    if short := re.fullmatch(r"#([\da-f])([\da-f])([\da-f])([\da-f]?)", value):
        value = "#" + "".join(digit * 2 for digit in short.groups())
    if long := re.fullmatch(r"(#[\da-f]{6})([\da-f]{2})?", value):
        return "" if long[2] == "00" else long[1]
    if mixed := re.fullmatch(r"rgba?\((\d+)[,\s]+(\d+)[,\s]+(\d+)(?:[,/\s]+([\d.]+)%?)?\)", value):
        if mixed[4] and not mixed[4].strip("0."):
            return ""
        return "#" + "".join(f"{min(255, int(mixed[n][:4])):02x}" for n in (1, 2, 3))
    return value and _UNKNOWN


@dataclass(frozen=True, slots=True)
class _Rule:
    """One rule for one kind of element, which must have its name, all its classes and its id."""

    name: str
    marks: frozenset[str]  # ".class" and "#id"
    weight: tuple[int, int, int, int]
    styles: Declarations


class Sheet:
    """The rules of a page's <style> elements."""

    def __init__(self, page: str) -> None:
        self._rules: defaultdict[str, list[_Rule]] = defaultdict(list)
        for number, rule in zip(range(_MOST_RULES), _rules(page), strict=False):
            key = min(rule.marks, default=rule.name)
            weight = (*rule.weight[:3], number)
            self._rules[key].append(replace(rule, weight=weight))
        # A page that sets no background is white, so white text on it is hidden.
        has_ground = re.search("background|bgcolor|stylesheet|@import", page, re.IGNORECASE)
        self.look = Look() if has_ground else Look(ground="#ffffff")

    def __bool__(self) -> bool:
        return bool(self._rules)

    def styles(self, name: str, attributes: Mapping[str, str]) -> Declarations:
        """Return the declarations for an element, from the rules and its own attributes."""
        marks = {f".{word}" for word in attributes.get("class", "").split()[:40]}
        if "id" in attributes:
            marks.add(f"#{attributes['id']}")
        fitting = [
            rule
            for key in (name, *marks)
            for rule in self._rules.get(key, ())
            if rule.name in ("", name) and rule.marks <= marks
        ]
        styles: Declarations = {}
        for rule in sorted(fitting, key=lambda rule: rule.weight):
            styles |= rule.styles
        if "bgcolor" in attributes:
            styles["background"] = attributes["bgcolor"]
        if name == "font" and "color" in attributes:
            styles["color"] = attributes["color"]
        return styles | declared(attributes.get("style", ""))


def _rules(page: str) -> Iterator[_Rule]:
    for selectors, body, outermost in _blocks(page):
        styles = declared(body)
        for selector in selectors.split(","):
            words = selector.strip()[-_LONGEST:]
            simple = outermost and _COMPOUND.fullmatch(words)
            last = _LAST.search(words)
            if not last or not last[1]:
                continue
            name = re.match(r"[a-z][\w-]*|", last[1])
            marks = re.findall(r"[.#][\w-]+", last[1])
            ids = sum(mark[0] == "#" for mark in marks)
            kept = styles if simple else _showing(styles)
            weight = (int(not simple), ids, len(marks) - ids, 0)
            if kept:
                yield _Rule(name[0] if name else "", frozenset(marks), weight, kept)


def _blocks(page: str) -> Iterator[tuple[str, str, bool]]:
    """Yield selectors, declarations, and whether they stand outside any @media."""
    for sheet in _sheets(page.lower()):
        heads: list[str] = []
        pieces = _BRACE.split(_COMMENT.sub("", sheet))
        for words, brace in zip(pieces[::2], pieces[1::2], strict=False):
            if brace == "{":
                heads.append(words.strip())
            elif heads:
                head = heads.pop()
                if not head.startswith("@"):
                    yield head, words, not heads


def _sheets(page: str) -> Iterator[str]:
    start = page.find("<style")
    while start >= 0:
        end = page.find("</style", start)
        if end < 0:
            return
        yield page[page.find(">", start, end) + 1 : end]
        start = page.find("<style", end)


def _showing(styles: Declarations) -> Declarations:
    """Return the declarations that can only show an element, with all its colours unknown."""
    doubtful = {"color", "background", "background-color"}
    shown = {name: _UNKNOWN if name in doubtful else value for name, value in styles.items()}
    alone = {n: v for n, v in shown.items() if not Look().within({n: v}).hides}
    return alone if not Look().within(alone).hides else {n: alone[n] for n in doubtful & {*alone}}
