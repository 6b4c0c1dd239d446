"""Questions that name a time: does the first sentence have the answer, without a model?

    python evals/benchmarks/times.py BENCH --work FOLDER [--most N]

Of XQuAD and CMRC those questions that name a time (2014年, in 1888, 去年), over their own
corpus, with the preference for sentences of that time and without it; and as questions of the
other corpus, which nothing answers.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

from qa.corpus.corpus import Corpus
from qa.search.query import understand
from qa.settings import Settings

if TYPE_CHECKING:
    from qa.corpus.reader import Reader

CORPORA = ("xquad", "cmrc")
TODAY = dt.date(2026, 11, 25)
_WITHOUT = mock.patch("qa.search.evidence._untimely", return_value=0.0)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--most", type=int, default=150)
    args = parser.parse_args()
    asked = {name: questions(args.bench / name)[: args.most] for name in CORPORA}
    columns = (
        "corpus | questions | preference | first has it | right | wrong | refused | of the other"
    )
    print(f"| {columns}, answered |\n|{'---|' * 8}")
    for name, other in zip(CORPORA, reversed(CORPORA), strict=True):
        corpus = indexed(args.bench / name, args.work / name)
        for way, patched in (("no", _WITHOUT), ("yes", nullcontext())):
            with patched, corpus.reader() as reader:
                counts = tried(reader, asked[name])
                strays = sum(reader.ask(row["question"]).answered for row in asked[other])
            print("|", " | ".join(map(str, (name, len(asked[name]), way, *counts, strays))), "|")


def questions(folder: Path) -> list[dict[str, Any]]:
    """The questions of a corpus that name a time."""
    lines = (folder / "questions.jsonl").read_text("utf-8").splitlines()
    return [row for row in map(json.loads, lines) if understand(row["question"], TODAY).periods]


def indexed(folder: Path, index: Path) -> Corpus:
    """The corpus with an index of its own."""
    settings = Settings(articles=(folder / "articles",), index=index, no_model=True, today=TODAY)
    corpus = Corpus(settings)
    corpus.index()
    return corpus


def tried(reader: Reader, rows: list[dict[str, Any]]) -> tuple[int, int, int, int]:
    """How often the first sentence has an answer, and what is answered: right, wrong, nothing."""
    first = right = refused = 0
    for row in rows:
        traced = reader.traced(row["question"])
        quoted = [c.quote for c in traced.answer.citations[:1]]
        first += any(a in e.text for e in traced.evidence[:1] for a in row["answers"])
        refused += not traced.answer.answered
        right += any(a in text for text in (traced.answer.text, *quoted) for a in row["answers"])
    return first, right, len(rows) - right - refused, refused


if __name__ == "__main__":
    main()
