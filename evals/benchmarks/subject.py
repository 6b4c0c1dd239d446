"""Measure the check of what a question asks about: what it stops, and what it should not.

    python evals/benchmarks/subject.py BENCH CORPUS --work FOLDER [--most N] [--show]

Every question of xquad or cmrc is asked over its corpus, with its own articles and without.
Of the best sentences with a confidence of 0.5 or more: how many of those that hold the answer
are said to be about something else, and how many of those that do not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path

from qa.corpus import Corpus
from qa.evidence import gather
from qa.index.rows import NO_FILTERS
from qa.query import understand
from qa.reader import EVIDENCE, PASSAGES
from qa.settings import Settings
from qa.subject import missed
from qa.text import fold


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("corpus", choices=("xquad", "cmrc"))
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--most", type=int, default=10_000)
    parser.add_argument("--show", action="store_true", help="the right sentences it stops")
    args = parser.parse_args()
    folder = args.bench / args.corpus
    index = args.work / f"index-{args.corpus}-1"
    corpus = Corpus(Settings(articles=(folder / "articles",), index=index))
    corpus.index()
    rows = [
        json.loads(line) for line in (folder / "questions.jsonl").read_text("utf-8").splitlines()
    ]
    rows.sort(key=lambda row: hashlib.sha256(f"subject {row['id']}".encode()).hexdigest())
    found: Counter[tuple[str, str, bool]] = Counter()
    for row in rows[: args.most]:
        for kind, off in tried(corpus, row):
            found[row["lang"], kind, off is not None] += 1
            if off and kind == "right" and args.show:
                print(row["question"], "|", off)
    print("| questions | best sentence | number | said to be about something else |")
    print("|---|---|---|---|")
    for spoken, kind in sorted({key[:2] for key in found}):
        yes, no = found[spoken, kind, True], found[spoken, kind, False]
        print(f"| {args.corpus} {spoken} | {kind} | {yes + no} | {100 * yes / (yes + no):.1f} % |")


def tried(corpus: Corpus, row: dict) -> list[tuple[str, str | None]]:
    """Of a question with its articles, and without: what its best sentence is, what it misses."""
    query, own, found = understand(row["question"]), set(row["articles"]), []
    with corpus.reader() as reader:
        retriever = reader.retriever()
        vectors = {e.name: e.query(query.text) for e in corpus.embedders}
        passages = retriever.retrieve(query, vectors, 2 * PASSAGES, NO_FILTERS)
        known = retriever.known(query)
        without = [p for p in passages if p.chunk.article not in own]
        for there, kept in ((True, passages), (False, without)):
            evidence = gather(query, kept[:PASSAGES], known, corpus.weigher, EVIDENCE)
            if evidence and evidence[0].score >= 0.5:
                best = evidence[0]
                holds = any(fold(answer) in fold(best.text) for answer in row["answers"])
                right = "right" if holds and best.article in own else "wrong"
                found.append((right if there else "no answer", missed(query, best)))
    return found


if __name__ == "__main__":
    main()
