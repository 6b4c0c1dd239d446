"""Verified records on the terminal: a line for each thing that does not hold, then the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from qa.cli.render import terminal
from qa.cli.render.terminal import DIM, counted
from qa.language.text import printable
from qa.verify.verification import Fate, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.verify.verification import Problem, QuoteCheck, RecordCheck, Verification

_LONGEST = 60
_WORDS = {
    Trouble.CHANGED: "{article} no longer has “{text}”",
    Trouble.GONE: "{article} is gone, and “{text}” with it",
    Trouble.UNSUPPORTED: "no quote that holds has the figure “{text}”",
    Trouble.MISSTATED: "the figure is not worth what the record says: {text}",
    Trouble.UNCITED: "nothing is cited for “{text}”",
    Trouble.UNKNOWN: "there is no citation {text}",
    Trouble.EDITED: "edited; the record in the front matter gives “{text}”",
}


def verification(found: Verification) -> None:
    """Print what does not hold, what has moved, and how much there is of each."""
    for record in found.records:
        for problem in record.problems:
            _line(record, _problem(problem), "red")
        for check in record.quotes:
            if check.fate is Fate.MOVED:
                _line(record, _move(check), DIM)
    terminal.out().print(Text(_summary(found), style="green" if found.holds else "bold red"))


def _line(record: RecordCheck, said: str, style: str) -> None:
    text = f"{printable(record.place)}: {_short(record.name)}: {said}"
    terminal.out().print(Text(text, style=style), soft_wrap=True)


def _problem(problem: Problem) -> str:
    words = _WORDS[problem.trouble]
    return words.format(article=_short(problem.article), text=_short(problem.text))


def _move(check: QuoteCheck) -> str:
    now = check.now or check.was
    place = f"{_short(now.article)} {now.span.start}:{now.span.end}"
    return f"{_short(check.was.article)}: moved to {place}: “{_short(check.quote)}”"


def _short(text: str) -> str:
    """Return a text as one printable line, cut if it is long."""
    line = " ".join(printable(text).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _summary(found: Verification) -> str:
    """Sum up, as "412 quotes in 200 answers: 410 hold (2 moved), 1 changed, 1 gone"."""
    kinds = [(found.answers, "answer", "answers"), (found.summaries, "summary", "summaries")]
    records = " and ".join(counted(*kind) for kind in kinds if kind[0])
    moved = f" ({found.moved:,} moved)" if found.moved else ""
    parts = [f"{counted(found.held, 'holds', 'hold')}{moved}", *_losses(found)]
    return f"{counted(found.quotes, 'quote', 'quotes')} in {records}: {', '.join(parts)}"


def _losses(found: Verification) -> Iterator[str]:
    if found.changed:
        yield f"{found.changed:,} changed"
    if found.gone:
        yield f"{found.gone:,} gone"
    figures = found.count(Trouble.UNSUPPORTED) + found.count(Trouble.MISSTATED)
    if figures:
        yield counted(figures, "figure not borne out", "figures not borne out")
    if uncited := found.count(Trouble.UNCITED):
        yield counted(uncited, "text without a quote", "texts without a quote")
    if unknown := found.count(Trouble.UNKNOWN):
        yield counted(unknown, "mark without a citation", "marks without a citation")
    if edited := found.count(Trouble.EDITED):
        yield counted(edited, "document edited", "documents edited")
