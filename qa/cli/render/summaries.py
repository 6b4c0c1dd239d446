"""Summaries on the terminal, in their own language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from qa.cli.render import terminal
from qa.cli.render.terminal import DIM, SOURCE, printed
from qa.cli.render.usage import spent
from qa.language.text import language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.text import Language
    from qa.proof.citations import Citation
    from qa.summaries.summary import Summary, SummarySentence

_STRUCK = "yellow strike"
_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "nothing": "没有能够证实的句子。",
        "quotes": "原文：",
        "withheld": "未采用：{}",
        "because": "  原因：{}",
    },
    "en": {
        "nothing": "No sentence could be proven.",
        "quotes": "Quotes:",
        "withheld": "Withheld: {}",
        "because": "  because {}",
    },
}


def summary(found: Summary) -> None:
    """Print title, sentences with paragraph marks, quotes, what was withheld, and the cost."""
    words = _WORDS[_language(found)]
    printed(Text(_heading(found), style=SOURCE))
    terminal.out().print()
    for line in _said(found) or [Text(words["nothing"], style="bold")]:
        printed(line)
    if found.sentences:
        terminal.out().print(Text(f"\n{words['quotes']}"))
    said = {sentence.text for sentence in found.sentences}
    for citation in _quotes(found):
        _quote(citation, shown=citation.quote not in said)
    for withheld in found.withheld:
        terminal.out().print()
        before, after = words["withheld"].split("{}")
        printed(Text.assemble((before, "yellow"), (withheld.text, _STRUCK), (after, "yellow")))
        for reason in withheld.reasons:
            printed(Text(words["because"].format(reason), style="yellow"))
    terminal.out().print(Text(f"\n{_footer(found)}", style=DIM))


def _language(found: Summary) -> Language:
    if found.form.lang != "same":
        return found.form.lang
    return language(" ".join([found.title, *(one.text for one in found.sentences)]))


def _heading(found: Summary) -> str:
    day = found.date.isoformat() if found.date else ""
    return " · ".join(part for part in (found.title, day, found.article) if part)


def _said(found: Summary) -> list[Text]:
    sentences = [_marked(sentence) for sentence in found.sentences]
    if found.form.style == "bullets":
        return [Text("- ") + sentence for sentence in sentences]
    if found.form.style == "paragraph":
        return [Text(" ").join(sentences)] if sentences else []
    return [Text("", style="bold") + sentence for sentence in sentences]


def _marked(sentence: SummarySentence) -> Text:
    """Return a sentence on one line: line breaks within it are not the summary's."""
    marks = ", ".join(f"¶{number}" for number in sentence.paragraphs)
    said = Text(" ".join(sentence.text.split()))
    return said + Text(f" [{marks}]", style=DIM) if marks else said


def _quotes(found: Summary) -> Iterator[Citation]:
    """Yield each quote once."""
    yield from dict.fromkeys(one for sentence in found.sentences for one in sentence.citations)


def _quote(citation: Citation, *, shown: bool) -> None:
    """Print a quote and its place, or only the place if the summary has the quote word for word."""
    mark = Text(f"¶{citation.paragraph}  ", style=DIM)
    place = Text(f"qa show {citation.article} --span {citation.start}:{citation.end}", style=DIM)
    if not shown:
        printed(mark + place, 4)
        return
    style = "" if citation.verified else "strike"
    printed(mark + Text(" ".join(citation.quote.split()), style=style), 4)
    printed(place, 4)


def _footer(found: Summary) -> str:
    parts = [found.mode, *([found.model] if found.model else [])]
    if found.usage.calls:
        parts.append(spent(found.usage))
    return " · ".join(parts)
