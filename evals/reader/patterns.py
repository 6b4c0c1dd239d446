"""Training examples for a reader of Chinese news: whose figure, date, name or place is asked.

The families stand in families/*.txt. A family is a passage (P, one of several) and its questions,
each line with the key of the span that answers it, or - where nothing does. In a passage
`[a ...]` is the span of key a and `<x|y>` is x or y: where the span of a key is left out, its
questions have no answer.
`{place1}` is the second place of the family, `{Place1}` its English; `{#20-90}` a number as
news write it (`=`: bare, `c`: perhaps in characters, `%`: per cent); `{val1}` a new value of the
second indicator, `{part1}` and `{sum1}` a smaller and a greater one. // breaks the line.
A line `:: bank NAME 中文=English …` gives the families names of a further kind.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from evals.reader.banks import FILLERS, LEADS, MAKERS, bank

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

FAMILIES = Path(__file__).with_name("families")

HAN = re.compile(r"[\u4e00-\u9fff？]")
NAMED = re.compile(r"([A-Za-z]+)(?:(\d+)(n?))?([+-]\d+)?")
MEASURED = re.compile(r"([#=%c])([\d.]+)-([\d.]+)")
SLOT = re.compile(r"\{([^{}]+)\}")
CHOICE = re.compile(r"<([^<>]*)>")
DIGITS = "零一二三四五六七八九"
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth".split()
MONTHS = (
    "January February March April May June July August September October November December".split()
)
BORROWED = {  # a slot that tells another thing of what has a slot of its own
    "Dem": ("country", 2), "device": ("machine", 2), "Why": ("effect", 1),
    "cause": ("effect", 2), "reason": ("effect", 2), "unit": ("ind", 2), "thing": ("ind", 0),
    "ask": ("ind", 0), "How": ("ind", 0), "Have": ("ind", 0), "val": ("ind", 0),
    "part": ("ind", 0), "sum": ("ind", 0), "day": ("date", 0),
}  # fmt: skip
ORDERED = {"month", "date", "ord", "clock", "line", "train"}
NEAR = {"val": (0.6, 1.6, 8), "part": (0.05, 0.4, 8), "sum": (2, 6, 8)}  # of its first value
HEDGED = "到至达的从过了足"  # no 约 after these
TRIES = 500
SIBLINGS = 0.25  # of the questions that have an answer are asked of a like passage as well
SWAPPED = 60  # what is asked instead is numbered from here


@dataclass(frozen=True, slots=True)
class Example:
    question: str
    language: str  # "zh" or "en": of the question
    passage: str
    start: int = -1  # of the answer in the passage; -1 where nothing answers
    end: int = -1


@dataclass(frozen=True, slots=True)
class Family:
    passages: list[str]
    questions: list[tuple[str, list[str]]]  # by the key of their answer


@cache
def families(folder: Path = FAMILIES) -> list[Family]:
    """All families of a folder, and with them the banks that their files bring along."""
    return [family for file in sorted(folder.glob("*.txt")) for family in _families(file)]


def _families(file: Path) -> list[Family]:
    head, *blocks = re.split(r"^== .*\n", file.read_text("utf-8"), flags=re.MULTILINE)
    for line in head.splitlines():
        if line.startswith(":: bank "):
            name, items = line.removeprefix(":: bank ").split(" ", 1)
            MAKERS[name] = bank(items)
    return [_family(block) for block in blocks]


def _family(block: str) -> Family:
    family = Family([], [])
    for key, line in (line.split(" ", 1) for line in block.strip().splitlines()):
        if key == "P":
            family.passages.append(line)
        else:
            family.questions.append((key, line.split(" | ")))
    return family


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    if not tens:
        return "两" if number == 2 else DIGITS[number]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def _nth(number: int) -> str:
    last = 0 if number % 100 in (11, 12, 13) else number % 10
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"


class UsedUpError(Exception):
    """Too many of a kind for one example."""


class Fill:
    """What the slots of one example are filled with; no two of them alike."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.rows: dict[str, tuple[str, ...]] = {}
        self.used: set[str] = set()
        self.usual: dict[str, float] = {}
        self.year = rng.randint(2006, 2025)
        self.nth = rng.randint(6, 38)
        days = sorted({(rng.randint(1, 12), rng.randint(1, 22)) for _ in range(9)})
        self.date = days + [(rng.randint(1, 12), rng.randint(1, 22)) for _ in range(99)]
        self.month = self._some(range(1, 13), 3)
        self.ord = self._some(range(1, 10), 3)
        self.line = rng.sample(range(1, 20), 19)
        self.train = [f"{rng.choice('GDKT')}{n}" for n in rng.sample(range(20, 9000), 99)]
        clocks = sorted(rng.sample(range(28, 88), 20))
        self.clock = [(quarter // 4, quarter % 4 * 15) for quarter in clocks]

    def _some(self, numbers: range, ordered: int) -> list[int]:
        found = self.rng.sample(numbers, len(numbers))
        return sorted(found[:ordered]) + found[ordered:]

    def text(self, slot: str, before: str = "", after: str = "") -> str:
        if measured := MEASURED.fullmatch(slot):
            return self._measured(measured, before, after)
        if slot == "lead":
            return "" if self.rng.random() < 0.4 else self.rng.choice(LEADS)
        name, index, bare, offset = NAMED.fullmatch(slot).groups()  # type: ignore[union-attr]  # a slot is a name
        number, base = int(index or 0), name.lower()
        if base in ORDERED:
            told = self._ordered(name, number)
            return told.removesuffix("月") if bare else told
        return self._single(name, number, int(offset or 0)) or self._named(name, str(number))

    def _single(self, name: str, index: int, offset: int) -> str:
        """What there is one of in an example, or follows from another."""
        match name:
            case "year" | "Year":
                return str(self.year + offset)
            case "nth":
                return str(self.nth + offset)
            case "Nth":
                return _nth(self.nth + offset)
            case "day":
                return str(self.date[index][1] + 3 + index)
        return ""

    def _ordered(self, name: str, index: int) -> str:
        items = getattr(self, name.lower())
        item = items[index % len(items)]
        told = {
            "month": lambda: f"{item}月",
            "Month": lambda: MONTHS[item - 1],
            "date": lambda: f"{item[0]}月{item[1]}日",
            "ord": lambda: DIGITS[item],
            "Ord": lambda: ORDINALS[item - 1],
            "clock": lambda: f"{item[0]}时{item[1]:02}分" if item[1] else f"{item[0]}时",
        }
        return told.get(name, lambda: str(item))()

    def _named(self, name: str, index: str) -> str:
        base, field = BORROWED.get(name, (name.lower(), int(name[0].isupper())))
        row = self._row(base, index)
        match name:
            case "val" | "part" | "sum":
                return self._value(name, base + index, row)
            case "ask" | "How" | "Have" | "Ind" | "ind":
                return self._asked(name, row)
            case "cause":
                return self.rng.choice(row[field].split(";"))
            case "reason":
                return re.sub("^(?:因为?|由于|受)", "", self._plain(row[field]))
        return self._short(row[field]) if name == "place" else row[field]

    def _plain(self, causes: str) -> str:
        return self.rng.choice([item for item in causes.split(";") if item[0] != "受"] or ["天气"])

    def _short(self, place: str) -> str:
        long = len(place) < 3 or place[-1] != "市" or self.rng.random() < 0.75
        return place if long else place[:-1]

    def _row(self, base: str, index: str) -> tuple[str, ...]:
        key = base + index
        for _ in range(TRIES):
            if key in self.rows:
                return self.rows[key]
            row = MAKERS[base](self.rng)
            if not any(row[0] in item or item in row[0] for item in self.used):
                self.rows[key] = row
                self.used.add(row[0])
                if base in ("place", "stem"):
                    self.used.add(row[0].rstrip("市县区镇"))
        raise UsedUpError

    def _asked(self, name: str, row: tuple[str, ...]) -> str:
        zh, en, unit, _, counted = row
        if name == "Have":
            return "have" if counted else "record"
        if name == "Ind":
            return f"number of {en}" if counted else en
        if name == "How":
            return f"How many {en}" if counted else f"What {en}"
        if name == "ind":
            return zh + self.rng.choice(("数量", "数", "总数", "")) if counted else zh
        some = [f"{zh}是多少", f"{zh}有多少{unit}", f"{zh}为多少", f"{zh}达到多少{unit}"]
        if counted:
            some = [
                f"有多少{unit}{zh}",
                f"的{zh}一共多少{unit}",
                f"的{zh}数量是多少",
                f"{zh}有多少",
            ]
        return self.rng.choice(some)

    def _value(self, name: str, key: str, row: tuple[str, ...]) -> str:
        """A value of an indicator; not far from its others, as news have them."""
        low, high = row[3].split("-")
        if usual := self.usual.get(key):
            digits = len(low.partition(".")[2])
            least, most, more = NEAR[name]
            low, high = f"{usual * least:.{digits}f}", f"{usual * most + more:.{digits}f}"
        span = MEASURED.fullmatch(f"#{low}-{high}")
        assert span
        number, text = self._new(span, row[2])
        self.usual.setdefault(key, float(number))
        return text + row[2]

    def _measured(self, found: re.Match[str], before: str, after: str) -> str:
        _, text = self._new(found, after)
        return text.lstrip("约近超过") if before[-1:] in HEDGED and before else text

    def _new(self, found: re.Match[str], after: str) -> tuple[str, str]:
        sign, low, high = found.groups()
        for _ in range(TRIES):
            number, text = self._number(sign, low, high, after)
            if self.used.isdisjoint((number, text)):
                self.used |= {number, text}
                return number, text
        raise UsedUpError

    def _number(self, sign: str, low: str, high: str, after: str) -> tuple[str, str]:
        """A number as it must differ from others, and as it is written."""
        rng = self.rng
        if sign == "%":
            value = f"{rng.uniform(float(low), float(high)):.1f}"
            return value, self._share(value)
        if "." in low:
            digits = len(low.split(".")[1])
            value = f"{rng.uniform(float(low), float(high)):.{digits}f}"
            return value, self._hedged(value) if sign == "#" else value
        number = self._whole(int(low), int(high))
        if sign == "#" and number >= 100 and rng.random() < 0.25:
            number -= number % 10 ** (len(str(number)) - 2)
            text = self._written(number, after) + rng.choice(("余", "余", "多"))
            return str(number), text
        text = self._written(number, after)
        if sign == "c":
            text = _han(number) if rng.random() < 0.4 else text
        return str(number), self._hedged(text) if sign == "#" else text

    def _whole(self, low: int, high: int) -> int:
        if high < 40 * max(low, 1):
            return self.rng.randint(low, high)
        return int(max(low, 1) * (high / max(low, 1)) ** self.rng.random())

    def _written(self, number: int, after: str) -> str:
        draw = self.rng.random()
        if number >= 10000 and draw < 0.5 and after[:1] not in ("万", "亿", "元"):
            return f"{number / 10000:.1f}万" if number % 1000 == 0 else f"{number / 10000:.2f}万"
        return f"{number:,}" if number >= 1000 and draw > 0.8 else str(number)

    def _hedged(self, text: str) -> str:
        if self.rng.random() < 0.8:
            return text
        return self.rng.choice(("约", "约", "近", "近", "超", "超过")) + text

    def _share(self, value: str) -> str:
        whole = int(float(value))
        if 1 <= whole < 100 and self.rng.random() < 0.12:
            return f"百分之{_han(whole)}".replace("两", "二")
        exact = whole < 1 or self.rng.random() < 0.8
        return f"{value.removesuffix('.0')}%" if exact else f"{whole}%"


def _chosen(rng: random.Random, template: str) -> str:
    while CHOICE.search(template):
        template = CHOICE.sub(lambda found: rng.choice(found[1].split("|")), template)
    return template


def _passage(fill: Fill, template: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text, and where the span of each key is in it."""
    parts = re.split(r"(\[\w+ |\]|\{[^{}]+\})", _chosen(fill.rng, template).replace("//", "\n"))
    text, spans, key, start = "", {}, "", 0
    for at, part in enumerate(parts):
        if part.startswith("["):
            key, start = part[1:-1], len(text)
        elif part == "]":
            spans[key] = (start, len(text))
        elif slot := SLOT.fullmatch(part):
            text += fill.text(slot[1], text, parts[at + 1])
        else:
            text += part
    return text, spans


def _filled(fill: Fill, question: str) -> str:
    beside = fill.rng.random() < 0.2
    text = SLOT.sub(lambda slot: fill.text(slot[1]) + (_chinese(fill, slot[1]) * beside), question)
    text = text.replace("s's ", "s' ")
    if fill.rng.random() < 0.12:
        lead, marks = ("请问", "据报道，"), "？"
        if not HAN.search(SLOT.sub("", question)):
            lead, marks = ("according to the article, ", "in the news: "), "?"
        text = fill.rng.choice((*lead, "")) + text[0].lower() + text[1:].rstrip(marks)
        text += fill.rng.choice((marks, ""))
    return text[0].upper() + text[1:]


def _chinese(fill: Fill, slot: str) -> str:
    """An English name's Chinese, as who asks in English may put it beside: NIO (蔚来)."""
    base = slot[0].lower() + slot[1:]
    named = NAMED.fullmatch(slot)
    if slot == base or not named or named[1].lower() not in MAKERS or named[1] in ("Ind", "Effect"):
        return ""
    return f" ({fill.text(base).strip('“”《》')})"


def _things(template: str) -> set[str]:
    """What a template's slots are about, as `place0`, whatever they tell of it."""
    found = set()
    for slot in SLOT.findall(template):
        if (named := NAMED.fullmatch(slot)) and slot != "lead":
            name = named[1]
            base = BORROWED.get(name, (name.lower(),))[0]
            found.add(base + (named[2] or "0"))
    return found


def _swapped(rng: random.Random, question: str, told: set[str]) -> str | None:
    """The question about something else than the passage tells of."""
    things = sorted(_things(question) & told)
    if not things:
        return None
    thing, shift = rng.choice(things), rng.choice((-9, -8, 6, 7))

    def swap(found: re.Match[str]) -> str:
        if thing not in _things(found[0]):
            return found[0]
        name, index, bare, offset = NAMED.fullmatch(found[1]).groups()  # type: ignore[union-attr]  # a slot is a name
        if thing in ("year0", "nth0"):
            return f"{{{name}{int(offset or 0) + abs(shift) * (1 if thing == 'nth0' else -1):+}}}"
        beyond = 6 if thing[:-1] in ORDERED else SWAPPED
        return f"{{{name}{int(index or 0) + beyond}{bare or ''}}}"

    return SLOT.sub(swap, question)


def _of(rng: random.Random, phrasings: list[str], *, few: bool) -> list[str]:
    """One phrasing, sometimes two, of each language."""
    found = []
    for chinese in (True, False):
        those = [one for one in phrasings if bool(HAN.search(SLOT.sub("", one))) == chinese]
        count = 1 if few or rng.random() < 0.85 else 2
        found += rng.sample(those, min(count, len(those)))
    return found


def _asked(rng: random.Random, family: Family, told: set[str]) -> Iterator[tuple[str, str]]:
    """Questions to fill, each with the key of its answer."""
    for key, phrasings in family.questions:
        for question in _of(rng, phrasings, few=key == "-"):
            yield key, question
            if key != "-" and rng.random() < 0.08:
                swapped = _swapped(rng, question, told)
                if swapped:
                    yield "-", swapped


def _around(rng: random.Random, text: str) -> tuple[str, int]:
    """The text with a sentence before or after it at times, and where it begins."""
    before = rng.choice(FILLERS) if rng.random() < 0.2 else ""
    after = rng.choice(FILLERS) if rng.random() < 0.25 else ""
    gap = "\n" if "\n" in text else ""
    before, after = before and before + gap, after and gap + after
    return before + text + after, len(before)


def _made(rng: random.Random, family: Family) -> list[Example]:
    fill, template = Fill(rng), rng.choice(family.passages)
    text, spans = _passage(fill, template)
    passage, shift = _around(rng, text)
    told, made = _things(template), []
    for key, asked in _asked(rng, family, told):
        start, end = spans.get(key, (-1 - shift, -1 - shift))
        question = _filled(fill, asked)
        language = "zh" if HAN.search(SLOT.sub("", asked)) else "en"
        made.append(Example(question, language, passage, start + shift, end + shift))
        if key != "-" and rng.random() < SIBLINGS and _things(asked) & told:
            made.append(Example(question, language, _sibling(rng, family, question)))
    return [example for example in made if example.passage]


def _sibling(rng: random.Random, family: Family, question: str) -> str:
    """What news tell of another: the family's passage about other names and years.

    Empty where these have something in common with the question.
    """
    fill, template = Fill(rng), rng.choice(family.passages)
    text, _ = _passage(fill, template)
    names = [row[:2] for row in fill.rows.values()]
    known = any(name in question for row in names for name in row)
    return "" if known or str(fill.year) in question else text


def examples(rng: random.Random) -> Iterator[Example]:
    """Endless: all questions of a family about a passage, then of another."""
    while True:
        with suppress(UsedUpError):
            yield from _made(rng, rng.choice(families()))
