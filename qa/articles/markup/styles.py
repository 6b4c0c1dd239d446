"""What CSS hides: an element's own style, and the plain rules of the page's <style> elements.

Not a browser. What is in doubt is seen: rules for elements inside others, of media and of
states only ever show, and a colour on a ground that is not known hides nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Declarations = dict[str, str]

_MOST_RULES = 500  # of a page; hostile ones repeat a rule to have it looked at for every element
_LONGEST = 200  # characters of a selector
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE = re.compile(r"([{}])")
_COMPOUND = re.compile(r"[a-z][\w-]*(?:[.#][\w-]+)*|(?:[.#][\w-]+)+")
_LAST = re.compile(r"((?:[a-z][\w-]*)?(?:[.#][\w-]+)*)(?::[^\s>+~]*|\[[^\]]*\])*\Z")
_DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;]*)")
_ZERO = r"-?0*(?:\.0*)?(?:px|pt|em|rem|ex|ch|vw|vh|%)?"
_FAR = r"-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|ex|vw|vh|%)"
_GONE: tuple[Mapping[str, str], ...] = (  # patterns of values; all of a row together hide
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
    """How the words of an element look; its children take it over, all but `gone`.

    A colour is #rrggbb, empty where it is transparent, or "?".
    """

    gone: bool = False
    unseen: bool = False
    tiny: bool = False
    colour: str = _UNKNOWN
    ground: str = _UNKNOWN

    @property
    def hides(self) -> bool:
        """Whether words that stand here are not seen, whatever is around them."""
        blends = self.colour == self.ground != _UNKNOWN
        return self.gone or self.unseen or self.tiny or blends or not self.colour

    def within(self, styles: Declarations) -> Look:
        """The look of a child with these declarations.

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
        if ground is not None:  # what is transparent shows the ground behind it
            look = replace(look, ground=_colour(ground) or look.ground)
        return look


def _all(styles: Declarations, row: Mapping[str, str]) -> bool:
    return all(name in styles and re.fullmatch(row[name], styles[name]) for name in row)


def declared(text: str) -> Declarations:
    """The declarations of a style, the last of each property, what is `!important` before all.

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
    """One rule for one kind of element: name, classes and id, all of them."""

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
        # White is not seen on a page that says of no ground that it is another.
        has_ground = re.search("background|bgcolor|stylesheet|@import", page, re.IGNORECASE)
        self.look = Look() if has_ground else Look(ground="#ffffff")

    def __bool__(self) -> bool:
        return bool(self._rules)

    def styles(self, name: str, attributes: Mapping[str, str]) -> Declarations:
        """What the rules and its own attributes say of an element."""
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
    """Selectors, declarations, and whether they stand outside of every @media."""
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
    """What of the declarations can show an element; colours that may be others are not known."""
    doubtful = {"color", "background", "background-color"}
    shown = {name: _UNKNOWN if name in doubtful else value for name, value in styles.items()}
    alone = {n: v for n, v in shown.items() if not Look().within({n: v}).hides}
    return alone if not Look().within(alone).hides else {n: alone[n] for n in doubtful & {*alone}}
