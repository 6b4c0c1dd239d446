"""Answers on the terminal, in the language of the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from qa.cli.render import terminal
from qa.cli.render.terminal import DIM, SOURCE, printed, some
from qa.cli.render.usage import spent
from qa.language.text import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.answers.answer import Answer
    from qa.language.text import Language, Span
    from qa.proof.citations import Citation

_FIGURE = "bold reverse"
_STRUCK = "yellow strike"
_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "refused": "资料中没有答案。",
        "unproven": "未经证实：{}",
        "withheld": "未采用：{}",
        "because": "  原因：{}",
        "closest": "最接近的句子：",
        "paragraph": "第{}段",
        "also": "另见{}篇：{}",
    },
    "en": {
        "refused": "The articles do not answer this.",
        "unproven": "Not proven: {}",
        "withheld": "Withheld: {}",
        "because": "  because {}",
        "closest": "Closest sentences:",
        "paragraph": "paragraph {}",
        "also": "also in {}: {}",
    },
}


def answer(found: Answer) -> None:
    """Print the answer, then each source with its quote, then one dim line.

    The words are in the language of the question.
    """
    words = _WORDS[language(found.question)]
    printed(_text(found) if found.answered else Text(words["refused"], style="bold"))
    _versions(found)
    for warning in found.warnings:
        printed(Text(words["unproven"].format(warning), style="yellow"))
    for withheld in found.withheld:
        terminal.out().print()
        before, after = words["withheld"].split("{}")
        printed(Text.assemble((before, "yellow"), (withheld.text, _STRUCK), (after, "yellow")))
        for reason in withheld.reasons:
            printed(Text(words["because"].format(reason), style="yellow"))
    if found.nearest:
        terminal.out().print(Text(f"\n{words['closest']}"))
    for number, citation in enumerate([*found.citations, *found.nearest], start=1):
        figures = [f.span for f in found.figures if f.span and f.article == citation.article]
        paragraph = words["paragraph"].format(citation.paragraph)
        also = (
            words["also"].format(len(citation.also), some(citation.also)) if citation.also else ""
        )
        _source(number, citation, figures, [paragraph, also])
    terminal.out().print(Text(f"\n{_footer(found)}", style=DIM))


def _versions(found: Answer) -> None:
    """Print a line, with its source's number, for each figure that sources give for one thing."""
    for version in found.versions:
        citation = version.citation
        number = found.citations.index(citation) + 1
        parts = [version.said, citation.date and citation.date.isoformat(), citation.article]
        line = " · ".join(str(p) for p in parts if p)
        printed(Text(f"{line} [{number}]", style=SOURCE), 4)


def sources(citations: Sequence[Citation], spoken: Language) -> None:
    """Print citations alone, in this language; strike out one that no longer holds."""
    for number, citation in enumerate(citations, start=1):
        _source(number, citation, (), [_WORDS[spoken]["paragraph"].format(citation.paragraph)])


def _text(found: Answer) -> Text:
    """Return the answer, with figures that no citation supports struck out."""
    text = Text(found.text, style="bold")
    for figure in found.figures:
        if not figure.supported:
            text.highlight_words([figure.text], _STRUCK)
    return text


def _source(number: int, citation: Citation, figures: Sequence[Span], more: Sequence[str]) -> None:
    parts = [citation.title, citation.author, citation.date and citation.date.isoformat(), *more]
    heading = " · ".join(str(p) for p in parts if p)
    terminal.out().print()
    printed(Text(f"[{number}] {heading}", style=SOURCE))
    printed(_quote(citation, figures), 4)
    place = f"qa show {citation.article} --span {citation.start}:{citation.end}"
    printed(Text(place, style=DIM), 4)


def _quote(citation: Citation, figures: Sequence[Span]) -> Text:
    quote = Text(citation.quote, style="" if citation.verified else "strike")
    for span in figures:
        if citation.start <= span.start and span.end <= citation.end:
            quote.stylize(_FIGURE, span.start - citation.start, span.end - citation.start)
    return quote


def _footer(found: Answer) -> str:
    parts = [found.mode]
    if found.model:
        parts.append(found.model)
    if found.usage.calls:
        parts.append(spent(found.usage))
    parts += [f"confidence {found.confidence:.2f}", f"{found.seconds:.1f} s"]
    return " · ".join(parts)
