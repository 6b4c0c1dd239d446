"""Timelines: the record of a digest as Markdown for people to read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qa.language.characters import one_line
from qa.language.text import Language, language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Record = Mapping[str, Any]

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "nothing": "没有关于这个主题的报道。",
        "undated": "日期不详",
        "also": "另见{}篇：{}",
        "differ": "各报道的数字不同：",
        "withheld": "未采用：{}",
        "because": "  原因：{}",
        "articles": "报道{}篇",
        "reprints": "其中转载{}篇",
        "more": "另有{}件事未列出",
        "paragraph": "第{}段",
        "sources": "来源：",
    },
    "en": {
        "nothing": "No article is about this.",
        "undated": "undated",
        "also": "also in {}: {}",
        "differ": "Figures differ:",
        "withheld": "Withheld: {}",
        "because": "  because {}",
        "articles": "{} articles",
        "reprints": "{} of them reprints",
        "more": "{} more events not shown",
        "paragraph": "paragraph {}",
        "sources": "Sources:",
    },
}
_LONGEST = 2_000  # characters of a line
_MARKED = re.compile(r"([\\`*_\[\]<>#|])")


def counted(articles: int, reprints: int, more: int, words: Mapping[str, str]) -> str:
    """Say how many articles were found, how many are reprints, how many events are not shown."""
    parts = [words["articles"].format(articles)]
    parts += [words["reprints"].format(reprints)] if reprints else []
    parts += [words["more"].format(more)] if more else []
    return ", ".join(parts) if words is WORDS["en"] else "，".join(parts)


def markdown(record: Record) -> str:
    """Write the record of a digest as Markdown: a heading for each event, quotes and sources.

    It is only for reading; `qa verify` checks the record itself.
    """
    said = " ".join(one["text"] for event in record["events"] for one in event["sentences"])
    words = WORDS[language(record["topic"] or said)]
    days = " – ".join(day for day in (record["since"], record["until"]) if day)
    blocks = [f"# {_text(record['topic'] or days)}"] if record["topic"] or days else []
    blocks.append(counted(record["articles"], record["reprints"], record["more"], words))
    if not record["events"]:
        blocks.append(words["nothing"])
    for event in record["events"]:
        blocks += _event(event, words)
    for one in record["disagreements"]:
        blocks.append("\n".join([f"**{words['differ']}**", "", *_versions(one, words)]))
    blocks += [words["withheld"].format(_text(one["text"])) for one in record["withheld"]]
    return "\n\n".join(blocks) + "\n"


def _event(event: Record, words: Mapping[str, str]) -> Iterator[str]:
    yield f"## {event['date'] or words['undated']} {_text(event['title'])}"
    for sentence in event["sentences"]:
        yield "\n".join([f"- {_text(sentence['text'])}", *_quotes(sentence, words)])
    sources = [f"- {_source(source, words)}" for source in event["sources"]]
    yield "\n".join([words["sources"], "", *sources])


def _quotes(sentence: Record, words: Mapping[str, str]) -> Iterator[str]:
    for one in sentence["citations"]:
        where = words["paragraph"].format(one["paragraph"])
        yield f"    > {_text(one['quote'])}"
        yield f"    > — {_text(one['article'])} {one['start']}:{one['end']}, {where}"


def _source(source: Record, words: Mapping[str, str]) -> str:
    parts = [source["article"], source["title"], source["date"]]
    if source["also"]:
        parts.append(words["also"].format(len(source["also"]), ", ".join(source["also"])))
    return " · ".join(_text(part) for part in parts if part)


def _versions(disagreement: Record, words: Mapping[str, str]) -> Iterator[str]:
    for one in disagreement["versions"]:
        citation = one["citation"]
        day = citation["date"] or words["undated"]
        yield f"- {_text(one['said'])} · {day} · {_text(citation['article'])}"
        yield f"    > {_text(citation['quote'])}"


def _text(text: str) -> str:
    """Return a text on one line, with the characters that Markdown would interpret escaped."""
    return _MARKED.sub(r"\\\1", one_line(text, _LONGEST))
