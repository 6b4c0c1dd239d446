"""The record of a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.articles.record import iso
from qa.models.record import of_usage
from qa.proof.record import of_figure, of_source, of_withheld

if TYPE_CHECKING:
    from qa.summaries.summary import Summary, SummarySentence

Record = dict[str, Any]


def of_summary(summary: Summary) -> Record:
    """Return the record of a summary. It holds no time, so that two runs give the same bytes."""
    return {
        "article": summary.article,
        "title": summary.title,
        "date": iso(summary),
        "sentences": [of_sentence(sentence) for sentence in summary.sentences],
        "figures": [of_figure(figure) for one in summary.sentences for figure in one.figures],
        "withheld": [of_withheld(withheld) for withheld in summary.withheld],
        "mode": summary.mode,
        "lang": summary.form.lang,
        "style": summary.form.style,
        "model": summary.model,
        "usage": of_usage(summary.usage),
    }


def of_sentence(sentence: SummarySentence) -> Record:
    """Return the record of a sentence of a summary or a digest."""
    citations = [{**of_source(one), "paragraph": one.paragraph} for one in sentence.citations]
    return {
        "text": sentence.text,
        "paragraphs": list(sentence.paragraphs),
        "citations": citations,
    }
