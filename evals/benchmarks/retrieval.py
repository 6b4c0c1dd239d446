"""Measure which article comes first: our fusion beside its parts and beside rank fusion.

    python evals/benchmarks/retrieval.py BENCH --news FOLDER --work FOLDER

All corpora of BENCH and the news are one index, so each is a distractor of the others.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qa.corpus import Corpus
from qa.index.rows import NO_FILTERS
from qa.query import understand
from qa.retrieval import Fusion
from qa.settings import Settings

if TYPE_CHECKING:
    from qa.retrieval import Retriever

CORPORA = ("xquad", "cmrc", "drcd")
DEPTH = 100


def main() -> None:
    """Print recall@1 / recall@5 of the article as a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--most", type=int, default=300, help="questions of each corpus")
    args = parser.parse_args()
    folders = (*(args.bench / name / "articles" for name in CORPORA), args.news)
    corpus = Corpus(Settings(articles=folders, index=args.work / "index"))
    corpus.index()
    places: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    with corpus.reader() as reader:
        reader.search("", 1)
        for name in CORPORA:
            for row in questions(args.bench / name / "questions.jsonl", args.most):
                key = (name, understand(row["question"]).language)
                for way, articles in ranked(corpus, reader._current(), row["question"]).items():
                    hits = [i for i, article in enumerate(articles) if article in row["articles"]]
                    places[key][way].append(hits[0] if hits else DEPTH)
    for line in table(places):
        print(line)


def questions(file: Path, most: int) -> list[dict]:
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return sorted(rows, key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest())[:most]


def ranked(corpus: Corpus, retriever: Retriever, question: str) -> dict[str, list[str]]:
    """The articles in the order of each way to rank them."""
    query = understand(question)
    vector = corpus.embedder.query(query.text)
    bm25 = list(retriever.stores.lexical.search(query.terms, DEPTH))
    dense = list(retriever.stores.vectors.nearest(vector, DEPTH))
    found = {
        "BM25, bigrams": bm25,
        "USE, chunks": dense,
        "rank fusion of the two": reciprocal(bm25, dense),
    }
    for weight in (0.0, 0.5, 1.0):
        ours = replace(retriever, fusion=Fusion(lexical=weight))
        passages = ours.retrieve(query, vector, DEPTH, NO_FILTERS)
        found[f"ours, lexical {weight}"] = [p.chunk.id for p in passages]
    ids = sorted({i for keys in found.values() for i in keys})
    rows = corpus_rows(retriever, ids)
    return {way: list(dict.fromkeys(rows[i] for i in keys)) for way, keys in found.items()}


def corpus_rows(retriever: Retriever, ids: list[str]) -> dict[str, str]:
    chunks = retriever.catalog.chunks(ids, retriever.generation.embedder)
    return {key: chunk.article for key, chunk in chunks.items()}


def reciprocal(*lists: list[str], k: int = 60) -> list[str]:
    """Reciprocal rank fusion (Cormack et al. 2009)."""
    scores: dict[str, float] = defaultdict(float)
    for ids in lists:
        for rank, key in enumerate(ids, start=1):
            scores[key] += 1 / (k + rank)
    return sorted(scores, key=lambda key: -scores[key])


def table(places: dict[tuple[str, str], dict[str, list[int]]]) -> list[str]:
    """One row a way, one column a corpus and language."""
    groups = sorted(places)
    heads = [
        f"{name} {lang} ({len(next(iter(places[name, lang].values())))})" for name, lang in groups
    ]
    lines = ["| | " + " | ".join(heads) + " |", "|---" * (len(groups) + 1) + "|"]
    for way in places[groups[0]]:
        cells = [_cell(places[group][way]) for group in groups]
        lines.append(f"| {way} | " + " | ".join(cells) + " |")
    return lines


def _cell(ranks: list[int]) -> str:
    first, five = (100 * sum(r < n for r in ranks) / len(ranks) for n in (1, 5))
    return f"{first:.1f} / {five:.1f}"


if __name__ == "__main__":
    main()
