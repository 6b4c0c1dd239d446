"""Lint: the check of cases against the articles, without asking anything.

A gold with a typo fails a reader that is right, and an ambiguous gold passes a reader that is
wrong. Every finding says where, by which rule, and what to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.evaluation import golds, questions
from qa.evaluation.golds import Flaw, Library

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa.evaluation.cases import Case
    from qa.proof.citations import ReadText

__all__ = ["RULES", "Finding", "lint"]

# The rules, in the order in which the findings of one case are reported.
RULES = (
    "tests-nothing",
    "unanswered-with-gold",
    "no-gold",
    "article-missing",
    "quote-missing",
    "text-missing",
    "figure-unparsable",
    "figure-unsupported",
    "figure-ambiguous",
    "contains-missing",
    "contains-and-lacks",
    "question-repeated",
    "question-contradicted",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a case.

    >>> print(Finding("a.yaml:3", "x", "no-gold", "names no article", "write article:"))
    a.yaml:3: x: names no article; write article: (no-gold)
    """

    place: str
    id: str
    rule: str
    message: str
    hint: str

    def __str__(self) -> str:
        hint = f"; {self.hint}" if self.hint else ""
        return f"{self.place}: {self.id}: {self.message}{hint} ({self.rule})"


def lint(cases: Sequence[Case], read_text: ReadText, paths: Iterable[str]) -> list[Finding]:
    """Return what is wrong with cases, in their order and that of `RULES`.

    `read_text` returns the clean text of an article, None if there is no such article; `paths` are
    all articles.
    """
    library = Library(read_text, tuple(sorted(paths)))
    repeated = questions.repeated(cases)
    findings = []
    for n, case in enumerate(cases):
        flaws = [*_empty(case), *golds.flaws(case, library), *repeated.get(n, [])]
        findings += [_finding(case, flaw) for flaw in sorted(dict.fromkeys(flaws), key=_rank)]
    return findings


def _rank(flaw: Flaw) -> int:
    return RULES.index(flaw.rule)


def _finding(case: Case, flaw: Flaw) -> Finding:
    return Finding(case.place, case.id, flaw.rule, flaw.message, flaw.hint)


def _empty(case: Case) -> Iterator[Flaw]:
    """Yield a flaw if a case expects nothing, contradicts itself, or names no article."""
    expected = case.expected
    if case.summarize:
        if not (expected.contains or expected.lacks):
            hint = "write what the summary has to hold (contains) or must not (lacks)"
            yield Flaw("tests-nothing", "expects nothing of the summary", hint)
        return
    wanted = bool(expected.figures or expected.texts)
    quotes = any(gold.quote for gold in expected.gold)
    if expected.unanswered and (wanted or expected.gold):
        hint = "remove 'unanswered', or the figure, text, quote and article"
        yield Flaw("unanswered-with-gold", "is not answered, and has an answer", hint)
    elif not (wanted or quotes or expected.unanswered):
        hint = "write figure, text or quote, or 'unanswered: true'"
        yield Flaw("tests-nothing", "expects nothing of the answer", hint)
    elif wanted and not expected.gold:
        hint = "write article, and the quote that proves the answer"
        yield Flaw("no-gold", "names no article: what is retrieved cannot be scored", hint)
