"""Digests on the terminal: a timeline of events, and the figures that differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from qa.cli.render import terminal
from qa.cli.render.terminal import DIM, SOURCE, printed, some
from qa.cli.render.usage import spent
from qa.language.text import language
from qa.summaries.digest.timelines import WORDS, counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qa.proof.citations import Citation
    from qa.proof.versions.disagreements import Disagreement
    from qa.proof.withheld import Withheld
    from qa.summaries.digest.digest import Digest, Event, Source

_STRUCK = "yellow strike"


def digest(found: Digest) -> None:
    """Print each event with its day, lines, quotes and sources; then the figures that differ."""
    said = " ".join(line.text for event in found.events for line in event.lines)
    words = WORDS[language(found.topic or said)]
    if not found.events:
        printed(Text(words["nothing"], style="bold"))
    for event in found.events:
        _event(event, words)
    for one in found.disagreements:
        _differing(one, words)
    for withheld in found.withheld:
        _withheld(withheld, words)
    terminal.out().print(Text(f"\n{_footer(found, words)}", style=DIM))


def _event(event: Event, words: Mapping[str, str]) -> None:
    day = event.date.isoformat() if event.date else words["undated"]
    printed(Text(f"{day}  {event.title}", style=SOURCE))
    for line in event.lines:
        printed(Text(line.text), 4)
        for citation in line.citations:
            _quote(citation, shown=citation.quote != line.text)
    for source in event.sources:
        printed(Text(_source(source, words), style=DIM), 4)
    terminal.out().print()


def _quote(citation: Citation, *, shown: bool) -> None:
    if shown:
        printed(Text(citation.quote, style=DIM), 8)
    place = f"qa show {citation.article} --span {citation.start}:{citation.end}"
    printed(Text(place, style=DIM), 8)


def _source(source: Source, words: Mapping[str, str]) -> str:
    day = source.date.isoformat() if source.date else ""
    also = words["also"].format(len(source.also), some(source.also)) if source.also else ""
    return " · ".join(part for part in (source.article, source.title, day, also) if part)


def _differing(found: Disagreement, words: Mapping[str, str]) -> None:
    """Print a line for each figure, with who gives it, and the sentence that does."""
    printed(Text(words["differ"], style="bold"))
    for version in found.versions:
        citation = version.citation
        day = citation.date.isoformat() if citation.date else words["undated"]
        printed(Text(f"{version.said} · {day} · {citation.article}", style=SOURCE), 4)
        printed(Text(citation.quote), 8)


def _withheld(withheld: Withheld, words: Mapping[str, str]) -> None:
    before, after = words["withheld"].split("{}")
    printed(Text.assemble((before, "yellow"), (withheld.text, _STRUCK), (after, "yellow")))
    for reason in withheld.reasons:
        printed(Text(words["because"].format(reason), style="yellow"))


def _footer(found: Digest, words: Mapping[str, str]) -> str:
    parts = [counted(found.articles, found.reprints, found.more, words), found.mode]
    if found.model:
        parts.append(found.model)
    if found.usage.calls:
        parts.append(spent(found.usage))
    return " · ".join(parts)
