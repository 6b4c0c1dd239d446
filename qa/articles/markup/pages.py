"""HTML -> masked text: the words that a reader of the page would see."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.articles.markup import elements
from qa.articles.markup.masking import BREAK, DROP, REST, Clean, Remark, settle
from qa.articles.markup.styles import Look, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

_END_OF_CELL = re.compile(r"\s*+</t[dh]\b", re.IGNORECASE)
_NOTHING_MORE = re.compile(r"\s*+(?:<|\Z)")
_BLANK_LINES = re.compile(r"(?:\r\n?|\n)[^\S\r\n]*+(?:\r\n?|\n)")
_LEVELS = range(3)  # 0 shows the article, 1 also what is around it, 2 also what is hidden
_ROUNDS = 4  # an unclosed element can hold another; deeper nests are left as they are
_NOTHING: Mapping[int, int] = {}
_NO_RULES = Sheet("")


def read(raw: str, restore: Mapping[int, int] = _NOTHING) -> Clean:
    """Return the visible words of a page; `restore` undoes the protection of characters (Markdown).

    >>> read("<p>刷<a href='#'>数据</a>说话</p><script>x</script>").text
    '刷数据说话'
    """
    page, clean = _Page(""), Clean("", (), ())
    sheet = Sheet(raw)
    remarks: list[Remark] = []
    for level in _LEVELS:
        page, remarks = _forgiving(raw, level, sheet)
        clean = settle(page.masked.translate(restore))
        if clean.has_words:
            if level:
                what = "the body stands in navigation, a footer or hidden elements; it is kept"
                remarks.insert(0, (clean.runs[0][1], what))
            break
    return replace(clean, title=page.title(restore), meta=page.meta, remarks=tuple(remarks))


def _forgiving(raw: str, level: int, sheet: Sheet) -> tuple[_Page, list[Remark]]:
    """Read a page so that an element without an end does not hide the rest of it."""
    forgiven: frozenset[int] = frozenset()
    remarks: dict[str, Remark] = {}
    page = _Page("")
    for _ in range(_ROUNDS):
        page = _Page(raw, level, forgiven, sheet)
        endless = [(open_.name, open_.start) for open_ in page.stack if open_.hides]
        for name, start in [*page.endless.items(), *endless]:
            what = "comment" if name == "!--" else f"<{name}>"
            remarks.setdefault(name, (start, f"this {what} is never closed; close it"))
        starts = {start for name, start in endless if name not in ("script", "style")}
        if not starts:
            break
        forgiven |= starts
    return page, list(remarks.values())


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is still open, and the look of its surroundings."""

    name: str
    start: int
    swallows: bool  # True if nothing in it can be seen
    hides: bool  # True also if only its own words are not seen
    around: Look


class _Page:
    """One reading of a page, from the first token to the last."""

    def __init__(
        self,
        raw: str,
        level: int = 0,
        forgiven: frozenset[int] = frozenset(),
        sheet: Sheet = _NO_RULES,
    ) -> None:
        self.raw, self.level, self.forgiven, self.sheet = raw, level, forgiven, sheet
        self.out: list[str] = []
        self.stack: list[_Open] = []
        self.open: defaultdict[str, int] = defaultdict(int)
        self.swallowed = 0  # number of open elements that hide all they hold
        self.look = sheet.look
        self.bare_cell = False  # a table cell was opened and has no words yet
        self.endless: dict[str, int] = {}  # holds "script" if no "</script" follows any more
        self.headings: dict[str, list[int]] = {}
        self.meta: dict[str, Remark] = {}
        position = 0
        while token := elements.TOKEN.search(raw, position):
            self.words(position, token.start())
            position = self.token(token)
        self.words(position, len(raw))
        self.masked = "".join(self.out)

    @property
    def hidden(self) -> bool:
        return self.swallowed > 0 or self.look.hides

    def title(self, restore: Mapping[int, int]) -> str:
        for name in ("title", "h1"):
            bounds = self.headings.get(name, [])
            if len(bounds) == 2:
                inner = _Page(self.raw[slice(*bounds)], level=2)
                if words := settle(inner.masked.translate(restore)).text:
                    return words.replace("\n", " ")
        return ""

    def token(self, token: re.Match[str]) -> int:
        if token["name"]:
            return self.tag(token, token["name"].lower())
        if token["entity"]:
            return self.entity(token)
        if token["comment"]:
            return self.swallow("!--", token, token.start() + 2, "-->")  # "<!-->" is complete
        return self.mask(*token.span())

    def mask(self, start: int, end: int, first: str = DROP) -> int:
        self.out.append(first + DROP * (end - start - 1))
        return end

    def words(self, start: int, end: int) -> int:
        words = self.raw[start:end]
        if self.hidden:
            words = DROP * (end - start)
        elif self.open["pre"]:
            words = words.replace("\n", BREAK).replace("\r", BREAK)
        elif not self.stack:  # outside all elements an empty line separates paragraphs
            words = _BLANK_LINES.sub(lambda blank: BREAK * len(blank[0]), words)
        if self.bare_cell and words and not words.isspace():
            self.bare_cell = False
        self.out.append(words)
        return end

    def entity(self, token: re.Match[str]) -> int:
        characters, length = elements.entity(token[0])
        start = token.start()
        if self.hidden or not length:
            return self.words(start, start + (length or 1))
        if characters in ("", " "):
            return self.mask(start, start + length, characters or DROP)
        self.bare_cell = False
        head = REST.join(characters)  # "&fjlig;" is two characters; the first gets the "&" alone
        self.out.append(head + REST * (length - len(head)))
        return start + length

    def swallow(self, name: str, token: re.Match[str], search_from: int, closer: str) -> int:
        """Mask what is not text, up to its end; if it has no end, up to the next block element."""
        start = token.start()
        if name not in self.endless:
            found = re.compile(closer, re.IGNORECASE).search(self.raw, search_from)
            if found:
                return self.mask(start, found.end())
            self.endless[name] = start
        self.push(name, hides=start not in self.forgiven, start=start)
        return self.mask(*token.span())

    def tag(self, token: re.Match[str], name: str) -> int:
        start, end = token.span()
        if token["attributes"] is None and not self.is_cut_off(token, name):
            return self.words(start, end)  # "x <y and z": not a tag
        if (
            self.stack
            and self.stack[-1].name in elements.SWALLOWING
            and name not in elements.BLOCKS
        ):
            return self.mask(start, end)
        closes_itself = (token["attributes"] or "").endswith("/")
        if name in ("script", "style") and not token["close"] and not closes_itself:
            return self.swallow(name, token, end, rf"</{name}\b[^<>]*>?")
        in_sight = not self.hidden
        if token["close"]:
            self.close(name, start)
        else:
            self.opened(name, token, holds=not closes_itself)
        in_sight = in_sight or not self.hidden
        return self.mask(start, end, self.edge(token, name) if in_sight else DROP)

    def is_cut_off(self, token: re.Match[str], name: str) -> bool:
        """Tell whether a tag without its ">" still is a tag: `<div <p>`, `<a href="#" <b>`."""
        has_attributes = "=" in token[0]
        return name in elements.KNOWN and (
            has_attributes or _NOTHING_MORE.match(self.raw, token.end()) is not None
        )

    def opened(self, name: str, token: re.Match[str], *, holds: bool) -> None:
        start, attributes = token.start(), token["attributes"] or ""
        while self.stack and self.stack[-1].name in elements.ended_by(name):
            self.pop(start)
        if name == "meta":
            self.note_meta(attributes, start)
        if name in elements.VOID or not holds:
            return
        if name in ("title", "h1") and not self.open["svg"]:
            self.headings.setdefault(name, [token.end()])
        forgiven = start in self.forgiven
        look = self.look if forgiven or self.level > 1 else self.styled(name, attributes)
        hides = not forgiven and (look.gone or self.hides(name, attributes))
        self.push(name, hides=hides, start=start, look=look)

    def styled(self, name: str, attributes: str) -> Look:
        """Return the look of an element; most elements do not change it."""
        if not self.sheet and "style" not in attributes.lower() and "color" not in attributes:
            return self.look
        return self.look.within(self.sheet.styles(name, elements.attributes(attributes)))

    def hides(self, name: str, attributes: str) -> bool:
        if name in elements.CODE or (name in elements.CONTROLS and self.level < 2):
            return True
        if name in elements.AROUND or name == "header":
            of_article = name == "header" and (self.open["article"] or self.open["main"])
            if self.level < 1 and not of_article:
                return True
        if self.level > 1 or "hidden" not in attributes.lower():
            return False
        return elements.is_hidden(elements.attributes(attributes))

    def push(self, name: str, *, hides: bool, start: int, look: Look | None = None) -> None:
        look = look or self.look
        own = hides or (look.hides and not self.look.hides)
        self.stack.append(_Open(name, start, hides, own, self.look))
        self.open[name] += 1
        self.swallowed += hides
        self.look = replace(look, gone=False)

    def pop(self, position: int) -> str:
        popped = self.stack.pop()
        name = popped.name
        self.open[name] -= 1
        self.swallowed -= popped.swallows
        self.look = popped.around
        if len(self.headings.get(name, ())) == 1:
            self.headings[name].append(position)
        return name

    def close(self, name: str, position: int) -> None:
        if self.open[name]:  # else nothing of that name is open: a stray closing tag
            while self.pop(position) != name:
                pass

    def edge(self, token: re.Match[str], name: str) -> str:
        """Return what a tag puts between the words before and after it."""
        start, end = token.span()
        if name in ("td", "th"):
            self.bare_cell = not token["close"]
            return " "
        if name in ("p", "div") and (self.bare_cell or _END_OF_CELL.match(self.raw, end)):
            return " "  # Word puts each cell into a <p>, but the row is one paragraph
        if name in ("sub", "sup") and self.raw[start - 1 : start].isdigit():
            return " " if self.raw[end : end + 1].isdigit() else DROP  # 15<sup>1</sup> is not 151
        return BREAK if name in elements.BLOCKS else DROP

    def note_meta(self, attributes: str, start: int) -> None:
        found = elements.attributes(attributes)
        name = (found.get("name") or found.get("property") or "").lower()
        if name in ("author", "article:published_time") and found.get("content"):
            self.meta.setdefault(name, (start, found["content"]))
