"""The training data: examples of the corpora, of translations, of news and of patterns."""

from __future__ import annotations

import itertools
import json
import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evals.reader import clozes, corpora, examples, patterns
from evals.reader.example import Example
from evals.reader.examples import Pool, finished
from qa.language.text import HAN, language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from evals.reader.corpora import Article, Question

ENGLISH = 2  # times that an English question is asked: there are few
KINDS = ("corpora", "translated", "news", "patterns")


@dataclass(frozen=True, slots=True)
class Mixture:
    """How much of each kind; `without` leaves some out, to see what they are worth."""

    news: int = 5_000  # articles
    patterns: int = 34_000  # examples
    without: tuple[str, ...] = ()
    seed: int = 5


def training(bench: Path, translated: Path | None, mixture: Mixture) -> list[Example]:
    """All examples that a reader is trained on, in no order."""
    rng = random.Random(mixture.seed)
    asked = [q for q in corpora.questions(bench) if not q.kept]
    articles = list({q.article.key: q.article for q in asked}.values())
    news = list(corpora.news(bench, 24_000))
    rng.shuffle(news)
    pool = Pool([*articles, *news[:3000]])
    others = _names(articles, asked)
    made = {
        "corpora": lambda: _of_questions(asked, pool, others, rng),
        "translated": lambda: _of_questions(_translated(asked, translated), pool, others, rng),
        "news": lambda: (
            e for article in news[: mixture.news] for e in clozes.of(article, pool, others, rng)
        ),
        "patterns": lambda: _of_patterns(mixture.patterns, news, rng),
    }
    found = [
        finished(e, rng)
        for kind, examples_ in made.items()
        if kind not in mixture.without
        for e in examples_()
    ]
    rng.shuffle(found)
    return found


def _of_questions(
    asked: Sequence[Question], pool: Pool, others: Sequence[str], rng: random.Random
) -> Iterator[Example]:
    for question in asked:
        for _ in range(ENGLISH if language(question.text) == "en" else 1):
            yield from examples.of(question, pool, others, rng)


def _names(articles: Sequence[Article], asked: Sequence[Question]) -> list[str]:
    """Names that may stand in a question for its own: titles, and names of other questions."""
    titles = {re.split("[（(]", article.title)[0].strip() for article in articles}
    named = {name for q in asked[::3] for name in examples.names(q.text)}
    return sorted(name for name in titles | named if 2 <= len(name) <= 8)


_HAN = re.compile(f"[{HAN}]")


def _translated(asked: Sequence[Question], file: Path | None) -> list[Question]:
    """The questions that a model put into English, where it did so whole."""
    if file is None:
        return []
    known = {q.id: q for q in asked}
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    whole = [r for r in rows if r["en"].endswith("?") and not _HAN.search(r["en"])]
    return list(examples.translations(known, whole))


def _of_patterns(count: int, news: Sequence[Article], rng: random.Random) -> Iterator[Example]:
    """Examples of patterns; some amid sentences of news, some under a headline."""
    for one in itertools.islice(_even(patterns.examples(rng), rng), count):
        before, after = _sentences(news, rng), _sentences(news, rng)
        passage = before + one.passage + after
        shift = len(before) if one.start >= 0 else 0
        kind = f"pattern-{one.language}" + ("" if one.start >= 0 else "-miss")
        head = _head(one.passage, news, rng)
        yield Example(kind, one.question, head, passage, one.start + shift, one.end + shift)


def _even(some: Iterator[patterns.Example], rng: random.Random) -> Iterator[patterns.Example]:
    """The examples without half of those without an answer: families make two of three."""
    return (one for one in some if one.start >= 0 or rng.random() < 0.5)


_FIRST = re.compile("[^，。；：\n]{6,24}")


def _head(passage: str, news: Sequence[Article], rng: random.Random) -> str:
    """A headline: of the passage's own first clause, of other news, or none."""
    draw, article = rng.random(), rng.choice(news)
    first = _FIRST.match(passage)
    if draw < 0.25 and first:
        return f"{article.date} {first[0]}"
    return article.head if draw < 0.6 else ""


def _sentences(news: Sequence[Article], rng: random.Random) -> str:
    """One sentence of news, or two, or none."""
    draw = rng.random()
    if draw < 0.5:
        return ""
    text = rng.choice(news).text
    start = text.find("。") + 1
    end = text.find("。", start) + 1
    if draw > 0.85:
        end = text.find("。", end) + 1
    return text[start:end].strip() if 0 < start < end < start + 160 else ""
