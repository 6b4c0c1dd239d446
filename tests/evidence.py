"""Evidence by hand, for the tests of what reads it."""

from __future__ import annotations

from datetime import date

from qa.language.quantities import find
from qa.language.text import Span
from qa.search.answer_kind import fits
from qa.search.evidence import Evidence
from qa.search.query import Asked
from qa.search.signals import Signals

NO_SIGNALS = Signals()


def evidence(
    text: str,
    *,
    start: int = 0,
    article: str = "a.txt",
    score: float = 0.9,
    asked: Asked = Asked.TEXT,
    title: str = "标题",
    around: str = "",
) -> Evidence:
    return Evidence(
        article=article,
        title=title,
        author="记者",
        date=date(2022, 1, 8),
        span=Span(start, start + len(text)),
        text=text,
        score=score,
        signals=NO_SIGNALS,
        figures=tuple(figure for figure in find(text) if fits(asked, figure)),
        around=around,
    )
