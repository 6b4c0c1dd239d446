"""Measure English questions with romanised names: with pinyin, and without.

    python evals/benchmarks/names.py --news FOLDER --work FOLDER [--questions FILE]

FOLDER holds the articles that `expand_news.py 3000` of the benchmark corpora writes; the
questions name the article that each must find. Also asked, with --bench: the English
questions of XQuAD, which no reading as pinyin may hurt.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval import DEPTH, figures, questions

from qa.corpus.corpus import Corpus
from qa.index.rows import NO_FILTERS
from qa.search.query import understand
from qa.settings import Settings

if TYPE_CHECKING:
    from qa.corpus.reader import Reader
    from qa.search.query import Query

QUESTIONS = Path(__file__).parents[2] / "tests" / "data" / "romanised_names.jsonl"


def main() -> None:
    """Print a table, and the questions that do not find their article first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    parser.add_argument("--bench", type=Path)
    parser.add_argument("--embedder", default="use")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.questions.read_text(encoding="utf-8").splitlines()]
    print("| questions | pinyin | recall@1 | recall@5 | MRR@100 |\n|---|---|---|---|---|")
    missed = measure(
        f"{len(rows)} with names", [args.news], args.work / f"names-{args.embedder}", rows, args
    )
    if args.bench:
        folders = [args.bench / "xquad" / "articles", args.news]
        english = questions(args.bench / "xquad" / "questions.jsonl", "en", 10**6)
        index = args.work / f"xquad-{args.embedder}"
        measure(f"{len(english)} of XQuAD", folders, index, english, args)
    for row, place in missed:
        print(f"- {place + 1}: {row['question']}")


def measure(
    name: str, folders: list[Path], index: Path, rows: list[dict], args: argparse.Namespace
) -> list[tuple[dict, int]]:
    settings = Settings(articles=tuple(folders), index=index, embedder=args.embedder)
    corpus = Corpus(settings)
    corpus.index()
    with corpus.reader() as reader:
        for way, forget in (("with", False), ("without", True)):
            places = [place(corpus, reader, row, forget=forget) for row in rows]
            print(f"| {name} | {way} | {' | '.join(figures(places))} |")
            if not forget:
                missed = [(row, p) for row, p in zip(rows, places, strict=True) if p]
    return missed


def place(corpus: Corpus, reader: Reader, row: dict, *, forget: bool) -> int:
    """The rank of the first article that a question must find, from 0."""
    query = understand(row["question"])
    if forget:
        query = without_readings(query)
    vectors = {embedder.name: embedder.query(query.text) for embedder in corpus.embedders}
    found = reader.retriever().retrieve(query, vectors, DEPTH, NO_FILTERS)
    articles = list(dict.fromkeys(passage.chunk.article for passage in found))
    return next((i for i, article in enumerate(articles) if article in row["articles"]), DEPTH)


def without_readings(query: Query) -> Query:
    return replace(query, terms=tuple(replace(term, readings=()) for term in query.terms))


if __name__ == "__main__":
    main()
