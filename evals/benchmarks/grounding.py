"""Measure the check of names: true ones called unsupported, and false ones let through.

    python evals/benchmarks/grounding.py BENCH [--show] [--most N]

BENCH holds the benchmark corpora. A true statement is a question of a corpus (its names are
said of its article) with the sentence that has the answer cited, in the article around it;
or a statement about the seed article, written by hand in grounding_statements.jsonl. A name
that is found in it is then replaced by the next of its kind that stands in another paragraph:
what is not called unsupported then is missed. --show prints each false alarm, to be judged:
some are names that the article really does not have.
"""

from __future__ import annotations

import argparse
import json
import lzma
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from qa.articles.article import read
from qa.language.names import Name, find, support
from qa.language.names.plain import plain
from qa.language.text import Span, sentences
from qa.proof.grounding import ground_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.language.names import State

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@dataclass(frozen=True)
class Cited:
    article: str
    title: str
    span: Span
    text: str
    around: str


@dataclass(frozen=True)
class Statement:
    """A text all of whose names are true of the paragraph that it cites, or should be."""

    source: str
    text: str
    cited: Cited

    @property
    def sources(self) -> list[str]:
        return [self.cited.text, self.cited.around, self.cited.title]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--most", type=int, default=600, help="statements of each kind")
    parser.add_argument("--show", action="store_true", help="each name called unsupported")
    args = parser.parse_args()
    found = list(statements(args.bench, args.most))
    false_alarms(found, show=args.show)
    misses(found, show=args.show)
    speed(found)


# --- statements ----------------------------------------------------------------------------------


def statements(bench: Path, most: int) -> Iterator[Statement]:
    yield from _by_hand()
    yield from _romanised(bench)
    yield from _news(bench, most)
    for corpus, language in (("xquad", "en"), ("xquad", "zh"), ("cmrc", "zh"), ("drcd", "zh-Hant")):
        yield from _questions(bench / corpus, language, most)


def _by_hand() -> Iterator[Statement]:
    """Statements about the seed article, each with the beginning of the sentence it rests on."""
    lines = (HERE / "grounding_statements.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, lines):
        article = read(ROOT / "seeds", ROOT / "seeds" / row["article"])
        cited = _citing(article.path, article.title, article.text, row["cited"])
        yield Statement(f"seed {row['lang']}", row["text"], cited)


def _romanised(bench: Path) -> Iterator[Statement]:
    """English questions over Chinese news, which name people and places of it."""
    rows = [
        json.loads(line)
        for line in (ROOT / "tests" / "data" / "romanised_names.jsonl").open(encoding="utf-8")
    ]
    wanted = {name.removesuffix(".txt") for row in rows for name in row["articles"]}
    with lzma.open(bench / "news.jsonl.xz", "rt", encoding="utf-8") as lines:
        news = {n["id"]: n for n in map(json.loads, lines) if n["id"] in wanted}
    for row in rows:
        article = news[row["articles"][0].removesuffix(".txt")]
        cited = _citing(article["id"], article["title"], article["text"], row["characters"][0])
        yield Statement("news en", row["question"], cited)


def _news(bench: Path, most: int) -> Iterator[Statement]:
    """Second sentences of news, said of their own article: only for names to be replaced."""
    with lzma.open(bench / "news.jsonl.xz", "rt", encoding="utf-8") as lines:
        for news in map(json.loads, islice(lines, 0, 20 * most, 20)):
            spans = sentences(news["text"])
            if len(spans) > 1:
                said, text = spans[1], news["text"]
                cited = Cited(news["id"], "", said, said.of(text), text)
                yield Statement("news itself zh", said.of(text), cited)


def _questions(folder: Path, language: str, most: int) -> Iterator[Statement]:
    rows = map(json.loads, (folder / "questions.jsonl").open(encoding="utf-8"))
    asked = [row for row in rows if row["lang"] == language][:most]
    for row in asked:
        article = read(folder / "articles", folder / "articles" / row["articles"][0])
        if row["answers"][0] in article.text:
            cited = _citing(
                article.path, article.title, article.text, row["answers"][0], whole=True
            )
            yield Statement(f"{folder.name} {language}", row["question"], cited)


def _paragraph(text: str, place: int) -> tuple[int, int]:
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, end if end > 0 else len(text)


def _citing(article: str, title: str, text: str, answer: str, *, whole: bool = False) -> Cited:
    """The first sentence with an answer, in its paragraph or in the whole of a short article."""
    place = text.index(answer)
    start, end = (0, len(text)) if whole else _paragraph(text, place)
    around = text[start:end]
    spans = sentences(around)
    span = next((s for s in spans if s.start <= place - start < s.end), Span(0, len(around)))
    return Cited(article, title, span.shifted(start), span.of(around), around)


# --- true names called unsupported ---------------------------------------------------------------


def false_alarms(found: Sequence[Statement], *, show: bool) -> None:
    counts: dict[str, Counter[State]] = defaultdict(Counter)
    shown: list[str] = []
    for statement in found:
        for name in find(statement.text):
            state = support(name, statement.sources).state
            counts[statement.source][state] += 1
            if state == "unsupported":
                shown.append(f"{statement.source}: {name.text} ({name.kind}) in: {statement.text}")
    print("| true statements | names | supported | unknown | unsupported |\n|---|---|---|---|---|")
    for source, states in counts.items():
        total = sum(states.values())
        row = (f"{100 * states[s] / total:.1f} %" for s in ("supported", "unknown", "unsupported"))
        print(f"| {source} | {total} | {' | '.join(row)} |")
    for line in shown if show else ():
        print("-", line)


# --- false names let through -------------------------------------------------------------------


def misses(found: Sequence[Statement], *, show: bool) -> None:
    named = [(statement, name) for statement in found for name in find(statement.text)]
    pools: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for statement, name in named:
        borne = support(name, statement.sources)
        if borne.source is not None and borne.span is not None:
            pools[_sort(statement, name)][name.text] = borne.span.of(
                statement.sources[borne.source]
            )
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    shown: list[str] = []
    for statement, name in named:
        sort = _sort(statement, name)
        if other := _another(pools[sort], name, statement):
            state = _replaced(statement, name, other)
            counts[sort][state] += 1
            if state in {"supported", "unseen"}:
                shown.append(f"{state} {sort}: {other} for {name.text} in: {statement.text}")
    print("\n| replaced | kind | times | caught | unknown | borne | unseen |")
    print("|---|---|---|---|---|---|---|")
    for (language, kind), states in sorted(counts.items()):
        total = sum(states.values())
        row = (f"{100 * states[s] / total:.1f} %" for s in _CAUGHT)
        print(f"| {language} | {kind} | {total} | {' | '.join(row)} |")
    for line in shown if show else ():
        print("-", line)


def _sort(statement: Statement, name: Name) -> tuple[str, str]:
    """The language and kind of a name; a foreigner's is one of its own."""
    language = "en" if statement.source.endswith("en") else "zh"
    foreign = name.kind == "person" and "·" in name.form
    return language, "person, 卢克·坎克利" if foreign else name.kind


# Caught; cannot be told; the paragraph seems to have it; is not seen to be a name.
_CAUGHT = ("unsupported", "unknown", "supported", "unseen")


def _another(pool: dict[str, str], name: Name, statement: Statement) -> str | None:
    """The next name of the pool that no source of the statement has, in either language."""
    others = list(pool)
    start = others.index(name.text) if name.text in pool else 0
    around = plain(" ".join([statement.text, *statement.sources])).lower
    turned = [*others[start + 1 :], *others[:start]]
    absent = (o for o in turned if o.lower() not in around and plain(pool[o]).lower not in around)
    return next(absent, None)


def _replaced(statement: Statement, name: Name, other: str) -> str:
    """What the check says of another name in the place of a name."""
    text = statement.text[: name.span.start] + other + statement.text[name.span.end :]
    place = range(name.span.start, name.span.start + len(other))
    states = {
        support(n, statement.sources).state
        for n in find(text)
        if n.span.start in place or n.span.end - 1 in place
    }
    return next((s for s in _CAUGHT if s in states), "unseen")


# --- time --------------------------------------------------------------------------------------


def speed(found: Sequence[Statement]) -> None:
    """Milliseconds of the processor to check a statement that is seen for the first time."""
    taken = []
    for statement in found[-500:]:
        begun = time.process_time()
        ground_sentences(f"{statement.text} [1]", [statement.cited])
        taken.append(1000 * (time.process_time() - begun))
    taken.sort()
    print(
        f"\nchecked in {taken[len(taken) // 2]:.1f} ms of the processor, at most {taken[-1]:.1f} ms"
    )


if __name__ == "__main__":
    main()
