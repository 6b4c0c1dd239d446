"""The corpora that a reader is trained on: questions with their answers, and news.

Nothing of an article that `leave_out.txt` names is read: those are kept for measuring.
"""

from __future__ import annotations

import html
import itertools
import json
import lzma
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.language.text import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BENCHES = ("cmrc", "drcd", "xquad")
# Every so many articles of a corpus are kept for measuring.
KEPT = {"cmrc": 7, "xquad": 5, "drcd": 40}


@dataclass(frozen=True, slots=True)
class Article:
    key: str
    title: str
    text: str
    date: str = ""

    @property
    def head(self) -> str:
        return f"{self.date} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a corpus; `chinese` is how it reads there where `text` is English."""

    corpus: str
    id: str
    text: str
    answers: tuple[str, ...]
    article: Article
    chinese: str
    kept: bool


def questions(bench: Path) -> Iterator[Question]:
    """All questions, those of the kept articles marked; traditional ones in simplified script."""
    left_out = frozenset((bench / "reader/leave_out.txt").read_text("utf-8").splitlines())
    for corpus in BENCHES:
        yield from (q for q in _of_bench(bench, corpus) if q.article.key not in left_out)
    yield from _of_trial(bench / "reader/cmrc_trial.json")


def _of_bench(bench: Path, corpus: str) -> Iterator[Question]:
    files = sorted((bench / corpus / "articles").glob("*.txt"))
    kept = {f"{corpus}/{file.name}" for file in files[:: KEPT[corpus]]}
    articles = {file.name: _article(corpus, file) for file in files}
    lines = (bench / corpus / "questions.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    chinese = {row["id"][:-3]: row["question"] for row in rows if row["lang"] == "zh"}
    for row in rows:
        article = articles[row["articles"][0]]
        found = Question(
            corpus,
            row["id"],
            row["question"],
            tuple(row["answers"]),
            article,
            chinese.get(row["id"][:-3], row["question"]),
            article.key in kept,
        )
        yield in_simplified(found) if corpus == "drcd" else found


def _article(corpus: str, file: Path) -> Article:
    raw = file.read_text("utf-8")
    title = re.search(r'^title: "?(.*?)"?$', raw, re.MULTILINE)
    body = re.findall(r"<p>(.*?)</p>", raw, re.DOTALL)
    text = "\n".join(html.unescape(re.sub(r"<[^>]+>", "", p)).strip() for p in body)
    return Article(f"{corpus}/{file.name}", title[1] if title else "", text)


def in_simplified(question: Question) -> Question:
    article = question.article
    return replace(
        question,
        text=simplified(question.text),
        chinese=simplified(question.chinese),
        answers=tuple(map(simplified, question.answers)),
        article=replace(article, title=simplified(article.title), text=simplified(article.text)),
    )


def _of_trial(file: Path) -> Iterator[Question]:
    for number, entry in enumerate(json.loads(file.read_text("utf-8"))["data"]):
        for paragraph in entry["paragraphs"]:
            title = paragraph.get("title") or entry.get("title") or ""
            article = Article(f"trial/{number}", title, paragraph["context"])
            for asked in paragraph["qas"]:
                answers = tuple(a["text"] for a in asked["answers"] if a["text"])
                name, text = f"trial-{asked['id']}", asked["question"]
                yield Question("trial", name, text, answers, article, text, kept=False)


def news(bench: Path, count: int) -> Iterator[Article]:
    """So many articles of news that may be trained on."""
    left_out = frozenset((bench / "reader/leave_out.txt").read_text("utf-8").splitlines())
    with lzma.open(bench / "news.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in itertools.islice(lines, count))
        yield from (
            Article(f"news {row['id']}", row["title"], row["text"], row["date"])
            for row in rows
            if f"news {row['id']}" not in left_out
        )
