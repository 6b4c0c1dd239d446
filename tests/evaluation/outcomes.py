"""Results made by hand, for the tests of reports."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any

from qa.evaluation.cases import Case, Expected, Gold
from qa.evaluation.reports.report import Past, Report
from qa.evaluation.results import Judged, Judgement, Opinion, Outcome, Result, Run, Stage

PASS, FAIL, UNSCORED = Outcome
QUOTE = "昨日，青山园区累计签约产业项目130个，涉及投资额54.2亿元。"
# What an article or a model may say to get out of its place in a report.
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"' ]]> --> </style>"
HIDDEN = "13\u202e0\u200b个\x1b[31m\x00\ufffe\ud800"


@dataclass(frozen=True)
class Before:
    outcome: Outcome
    value: str = ""


@dataclass(frozen=True)
class Verdict:
    passed: bool = True
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def sentence(quote: str = QUOTE, article: str = "a.txt", start: int = 0) -> dict[str, Any]:
    """A sentence that was read, as a result keeps it."""
    return {
        "article": article,
        "title": "青山园区加快建设",
        "date": "2022-01-08",
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "score": 0.93,
    }


def result(
    key: str = "projects",
    outcome: Outcome = PASS,
    stage: Stage | None = None,
    value: str = "130个",
    *,
    tags: tuple[str, ...] = ("zh",),
    critical: bool = False,
    confidence: float | None = None,
    seconds: float = 0.0,
    question: str = "青山园区签约了多少个项目？",
    **more: Any,
) -> Result:
    """A result; it is an answer if it has a value."""
    case = Case(
        key,
        Expected(figures=("130个",), gold=(Gold("a.txt", "累计签约产业项目130个"),)),
        "evals/sample.yaml:3",
        question,
        tags=tags,
        severity="critical" if critical else "normal",
    )
    made = Result(
        case,
        outcome,
        "" if outcome is PASS else "expected 130个",
        value,
        stage or (Stage.READING if outcome is FAIL else None),
        confidence=confidence,
        record={"answered": bool(value), "citations": []},
        seconds=seconds,
    )
    return replace(made, **more)


def report(*results: Result, **more: Any) -> Report:
    return Report(Run("extractive", results, {"model": "none", "version": "0.1.0"}), **more)


def judged() -> Report:
    """A report of three answers that were judged: as the scores say, otherwise, and not at all."""
    said = {
        "same": Judgement(Opinion.RIGHT, "数字相同"),
        "apart": Judgement(Opinion.WRONG, "a|b"),
        "none": Judgement(None, "nobody there"),
    }
    made = report(*map(result, said))
    return replace(made, run=replace(made.run, judged=Judged("large", "0123456789ab", said)))


JUDGED = (
    "judge (large, prompt 0123456789ab): 1 right, 1 wrong, 0 unsure; agrees with the scores in"
    " 1 of 2; 1 not judged: nobody there"
)


def hostile() -> Report:
    """A report of which every text is hostile."""
    text = HOSTILE + HIDDEN
    one = result("one", FAIL, question=text, value=text, explanation=text)
    gold = Expected(figures=(text,), texts=(text,), gold=(Gold(text, text),))
    case = replace(one.case, id=text, expected=gold, tags=(text,), place=f"{text}:3", notes=text)
    read = {**sentence(text, text), "title": text, "date": text}
    one = replace(one, case=case, evidence=(read,), record={"answered": True, "citations": [read]})
    said = Judged(text, text, {text: Judgement(Opinion.RIGHT, text)})
    return Report(
        Run(text, (one,), {text: text, "model": text}, said),
        Verdict(False, (text,), (text,)),
        {text: Before(PASS, text + "130个"), f"gone {text}": Before(PASS)},
        (Past(text, 0.5, {text: 0.5}),),
        text,
    )


# --- reading a page ----------------------------------------------------------------------

_VOID = {"meta", "input", "br", "img", "link"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    text: str = ""
    inside: list[Element] = field(default_factory=list)

    def all(self, tag: str, kind: str = "") -> list[Element]:
        """The elements of a tag, and of a class, in the order of the page."""
        found = [self] if self.tag == tag and kind in (self.attributes.get("class") or "") else []
        return found + [each for one in self.inside for each in one.all(tag, kind)]

    @property
    def words(self) -> str:
        return re.sub(r"\s+", " ", self.text).strip()


class _Page(HTMLParser):
    """A page as a browser takes it; an end that ends nothing is an error."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self._open[-1].inside.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].inside.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> ends <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data


def page(text: str) -> Element:
    """The elements of a page; all of them have ended."""
    reader = _Page()
    reader.feed(text)
    reader.close()
    assert reader._open == [reader.root]
    return reader.root
