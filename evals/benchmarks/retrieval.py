"""Measure which article comes first: ours beside its parts and beside what others do.

    python evals/benchmarks/retrieval.py BENCH --news FOLDER --work FOLDER

With --base-url, an English question is also looked for in the translation of the model there.

Each corpus of BENCH is indexed with the news as distractors. Printed as Markdown.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qa.corpus.corpus import Corpus
from qa.index.rows import NO_FILTERS
from qa.language.text import fold, terms
from qa.search.query import understand
from qa.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.corpus.reader import Reader
    from qa.search.query import Query
    from qa.search.retrieval import Retriever

CORPORA = (("xquad", "en"), ("xquad", "zh"), ("cmrc", "zh"), ("drcd", "zh-Hant"))
DEPTH = 100
Way = str
Articles = list[str]


def main() -> None:
    """Print recall@1 / recall@5 of the article as a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--base-url")
    parser.add_argument("--most", type=int, default=10**6, help="questions of each corpus")
    parser.add_argument("--only", nargs="*", default=[name for name, _ in CORPORA])
    args = parser.parse_args()
    print("| corpus | questions | way | recall@1 | recall@5 | MRR@100 |\n|---|---|---|---|---|---|")
    for name, lang in CORPORA:
        if name in args.only:
            rows = questions(args.bench / name / "questions.jsonl", lang, args.most)
            folders = (args.bench / name / "articles", args.news)
            index = args.work / f"{name}-use"
            settings = Settings(articles=folders, index=index, base_url=args.base_url, timeout=300)
            measure(settings, rows, lang)


def measure(settings: Settings, rows: list[dict], lang: str) -> None:
    """Ask every question in every way, and print a line for each way."""
    corpus = Corpus(settings)
    corpus.index()
    ranks: dict[Way, list[int]] = defaultdict(list)
    with corpus.reader() as reader:
        words = Words(reader)
        for row in rows:
            for way, articles in ranked(corpus, reader, words, row["question"]):
                hits = [i for i, article in enumerate(articles) if article in row["articles"]]
                ranks[way].append(hits[0] if hits else DEPTH)
    name = settings.articles[0].parent.name
    for way, places in ranks.items():
        print(f"| {name}, {lang} | {len(places)} | {way} | {' | '.join(figures(places))} |")


def questions(file: Path, lang: str, most: int) -> list[dict]:
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    kept = [row for row in rows if row["lang"] == lang]
    return sorted(kept, key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest())[:most]


def figures(places: list[int]) -> tuple[str, str, str]:
    """Recall@1, recall@5 in per cent and the mean reciprocal rank."""
    ranks = np.array(places)
    reciprocal = np.where(ranks < DEPTH, 1 / (ranks + 1), 0)
    return (
        f"{100 * np.mean(ranks < 1):.1f}",
        f"{100 * np.mean(ranks < 5):.1f}",
        f"{reciprocal.mean():.3f}",
    )


def ranked(
    corpus: Corpus, reader: Reader, words: Words, question: str
) -> Iterator[tuple[Way, Articles]]:
    """The articles in the order of each way to rank them."""
    query = understand(question)
    retriever = reader.retriever()
    vectors = {embedder.name: embedder.query(query.text) for embedder in corpus.embedders}
    plain = {embedder.name: embedder.encode([query.text])[0] for embedder in corpus.embedders}
    bigrams = list(retriever.stores.lexical.search([(t,) for t in terms(question)], DEPTH))
    yield "BM25, bigrams", articles(retriever, bigrams)
    yield "BM25, jieba", words.search(question)
    for name, vector in plain.items():
        near = list(retriever.stores.vectors[name].nearest(vector, DEPTH))
        yield f"Chroma, {name}", articles(retriever, near)
        yield f"rank fusion, BM25 and {name}", articles(retriever, reciprocal(bigrams, near))
    yield "**ours**", _ours(retriever, query, vectors)
    if corpus.model and query.language == "en":
        translation = reader._translated(query)
        found = reader._passages(query, translation.text, DEPTH, NO_FILTERS)
        yield "**ours, translated**", list(dict.fromkeys(p.chunk.article for p in found))


def _ours(retriever: Retriever, query: Query, vectors: dict) -> Articles:
    found = retriever.retrieve(query, vectors, DEPTH, NO_FILTERS)
    return list(dict.fromkeys(passage.chunk.article for passage in found))


def articles(retriever: Retriever, ids: list[str]) -> Articles:
    chunks = retriever.catalog.chunks(ids)
    return list(dict.fromkeys(chunks[key].article for key in ids))


def reciprocal(*lists: list[str], k: int = 60) -> list[str]:
    """Reciprocal rank fusion (Cormack et al. 2009)."""
    scores: dict[str, float] = defaultdict(float)
    for ids in lists:
        for rank, key in enumerate(ids, start=1):
            scores[key] += 1 / (k + rank)
    return sorted(scores, key=lambda key: -scores[key])


class Words:
    """BM25 (k1 1.2, b 0.75) over the words that jieba cuts, of the same chunks with titles."""

    def __init__(self, reader: Reader) -> None:
        import rjieba

        self._cut = rjieba.cut
        catalog = reader.retriever().catalog
        self._articles: Articles = []
        lengths: list[int] = []
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        chunks = catalog.chunks(sorted(catalog.chunk_ids()))
        for number, chunk in enumerate(chunks.values()):
            words = self._words(f"{chunk.title}\n{chunk.text}")
            self._articles.append(chunk.article)
            lengths.append(len(words))
            for word, count in Counter(words).items():
                self._postings[word].append((number, count))
        self._norms = 0.3 + 0.9 * np.array(lengths) / np.mean(lengths)

    def _words(self, text: str) -> list[str]:
        return [w for w in self._cut(fold(text)) if any(c.isalnum() for c in w)]

    def search(self, question: str) -> Articles:
        scores = np.zeros(len(self._articles))
        for word in self._words(question):
            if found := self._postings.get(word):
                numbers, counts = map(np.array, zip(*found, strict=True))
                idf = np.log(1 + (len(scores) - len(found) + 0.5) / (len(found) + 0.5))
                scores[numbers] += idf * counts * 2.2 / (counts + self._norms[numbers])
        order = np.argsort(-scores, kind="stable")[:DEPTH]
        return list(dict.fromkeys(self._articles[i] for i in order if scores[i] > 0))


if __name__ == "__main__":
    main()
