"""Measure how reprints are found: what is missed, what is wrong, and how long it takes.

    python evals/benchmarks/reprints.py ARTICLES [--sizes 5000 20000] [--show 40]

ARTICLES is a folder, or a file of JSON lines with `id` and `text` (.jsonl, .jsonl.xz). The
oracle compares a sample of chunks with every article there is, with no keys.
"""

from __future__ import annotations

import argparse
import itertools
import json
import lzma
import random
import re
import sqlite3
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qa.articles.article import discover, parse
from qa.articles.article import read as read_article
from qa.articles.chunking import Chunking, chunk
from qa.index import reprints
from qa.index.copying import SHARE, Wording
from qa.language.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qa.articles.article import Article


@dataclass(frozen=True)
class Cut:
    """An article with the places of its chunks."""

    name: str
    text: str
    chunks: list[Span]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[5000, 20000], help="in articles")
    parser.add_argument("--oracle", type=int, default=10000, help="articles of the comparison")
    parser.add_argument("--sample", type=int, default=1500, help="chunks that are looked up")
    parser.add_argument("--show", type=int, default=0, help="found pairs to print")
    parser.add_argument("--skip", type=int, default=0, help="articles to leave out first")
    args = parser.parse_args()
    most = max(args.oracle, *args.sizes)
    read = list(itertools.islice(_read(args.articles), args.skip, args.skip + most))
    print("\n| articles | chunks | keys each | µs each | characters/s | look-up ms | p99 | most |")
    print("|---|---|---|---|---|---|---|---|")
    for size in args.sizes:
        print(_speed(read[:size], args.sample))
    print(_quality(read[: args.oracle], args.sample, args.show))


# --- articles --------------------------------------------------------------------------


def _read(path: Path) -> Iterator[Cut]:
    made = _of_folder(path) if path.is_dir() else _of_lines(path)
    for article in made:
        yield Cut(article.path, article.text, [c.span for c in chunk(article, Chunking())])


def _of_folder(root: Path) -> Iterator[Article]:
    for entry in discover(root)[0]:
        yield read_article(root, entry.file)


def _of_lines(path: Path) -> Iterator[Article]:
    """News texts come without line breaks: four sentences make a paragraph."""
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            sentences = re.findall(r"[^。！？]+[。！？]?[”」]?", row["text"])
            paragraphs = ("".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4))
            body = "\n\n".join(" ".join(p.split()) for p in paragraphs)
            if any(map(str.isalnum, body)):
                yield parse(body.encode(), f"{row['id']}.txt")


# --- the index, as the catalog would keep it -----------------------------------------------


class Table:
    """Keys in SQLite, and the copies of a passage."""

    def __init__(self, read: list[Cut]) -> None:
        self.read = read
        self.db = sqlite3.connect(":memory:")
        self.db.execute(
            "CREATE TABLE held(key INTEGER, article INTEGER, chunk INTEGER,"
            " PRIMARY KEY(key, article, chunk)) WITHOUT ROWID"
        )
        self.compared = 0
        self.seconds = 0.0
        for number, cut in enumerate(read):
            started = time.process_time()
            found = [reprints.keys(span.of(cut.text)) for span in cut.chunks]
            self.seconds += time.process_time() - started
            rows = ((key, number, at) for at, own in enumerate(found) for key in own)
            self.db.executemany("INSERT INTO held VALUES (?,?,?)", rows)

    def holders(self, key: int, most: int) -> list[tuple[int, Span]]:
        rows = self.db.execute("SELECT article, chunk FROM held WHERE key = ? LIMIT ?", (key, most))
        return [(number, self.read[number].chunks[at]) for number, at in rows]

    def copies(self, number: int, at: int) -> list[int]:
        """The other articles in which a chunk stands."""

        return reprints.copies(self.text(number, at), self.others(number), self.place)

    def candidates(self, number: int, at: int) -> dict[int, Span]:
        return reprints.candidates(self.text(number, at), self.others(number))

    def others(self, own: int) -> Callable[[int, int], list[tuple[int, Span]]]:
        """The holders of a key, without an article's own chunks."""
        return lambda key, most: [row for row in self.holders(key, most) if row[0] != own]

    def place(self, number: int, place: Span) -> str:
        self.compared += 1
        return place.of(self.read[number].text)

    def text(self, number: int, at: int) -> str:
        cut = self.read[number]
        return cut.chunks[at].of(cut.text)


def _sample(read: list[Cut], most: int) -> list[tuple[int, int]]:
    every = [(number, at) for number, cut in enumerate(read) for at in range(len(cut.chunks))]
    return random.Random(0).sample(every, min(most, len(every)))


def _speed(read: list[Cut], sample: int) -> str:
    table = Table(read)
    chunks = sum(len(cut.chunks) for cut in read)
    characters = sum(span.end - span.start for cut in read for span in cut.chunks)
    rows = table.db.execute("SELECT count(*) FROM held").fetchone()[0]
    took = []
    for number, at in _sample(read, sample):
        started = time.process_time()
        table.copies(number, at)
        took.append(1000 * (time.process_time() - started))
    slow = np.quantile(took, 0.99)
    return (
        f"| {len(read):,} | {chunks:,} | {rows / chunks:.1f} | {1e6 * table.seconds / chunks:.0f}"
        f" | {characters / table.seconds:,.0f} | {np.mean(took):.2f} | {slow:.1f}"
        f" | {max(took):.1f} |"
    )


# --- the oracle ------------------------------------------------------------------------


@dataclass(frozen=True)
class Pair:
    """A chunk that stands in another article, and how much of that the chunks there show."""

    place: tuple[int, int]
    other: int
    jaccard: float
    aligned: bool
    candidate: bool
    found: bool


def _quality(read: list[Cut], sample: int, show: int) -> str:
    table, places = Table(read), _sample(read, sample)
    found = {place: set(table.copies(*place)) for place in places}
    true = _oracle(read, places)
    pairs = [_pair(table, place, other, found[place]) for place in places for other in true[place]]
    wrong = sum(len(found[place] - true[place]) for place in places)
    for pair in random.Random(1).sample(pairs, min(show, len(pairs))):
        _print(table, pair)
    return "\n".join(
        [
            "\n| of the chunks looked up | |\n|---|---|",
            f"| chunks | {len(places):,}, over {len(read):,} articles |",
            f"| stand in another article (oracle) | {sum(map(bool, true.values())):,} |",
            f"| texts compared | {table.compared:,} |",
            f"| found, but not by the oracle | {wrong} |",
            "\n| of the pairs (oracle), by the copies a chunk has | 1 to 4 | 5 to 32 | more |",
            "|---|---|---|---|",
            _row("pairs", pairs, None),
            _row("found", pairs, [p.found for p in pairs]),
            _row("article among the candidates", pairs, [p.candidate for p in pairs]),
            _row("stands in one chunk of it", pairs, [p.aligned for p in pairs]),
            _row("Jaccard 0.8 with one chunk of it", pairs, [p.jaccard >= 0.8 for p in pairs]),
        ]
    )


def _row(title: str, pairs: list[Pair], held: list[bool] | None) -> str:
    """How many pairs, or the share that holds: what stands in very many is a declaration."""
    copies = Counter(pair.place for pair in pairs)
    cells = []
    for least, most in ((1, 4), (5, 32), (33, len(pairs))):
        among = [i for i, pair in enumerate(pairs) if least <= copies[pair.place] <= most]
        share = f"{100 * np.mean([held[i] for i in among]):.1f} %" if held and among else "-"
        cells.append(share if held else f"{len(among):,}")
    return f"| {title} | {' | '.join(cells)} |"


def _pair(table: Table, place: tuple[int, int], other: int, found: set[int]) -> Pair:
    passage = Wording.of(table.text(*place))
    chunks = [Wording.of(table.text(other, at)) for at in range(len(table.read[other].chunks))]
    own = set(passage.shingles)
    return Pair(
        place,
        other,
        max(len(own & set(c.shingles)) / len(own | set(c.shingles)) for c in chunks),
        any(reprints.stands_in(passage, c) for c in chunks),
        other in table.candidates(*place),
        other in found,
    )


def _oracle(read: list[Cut], places: list[tuple[int, int]]) -> dict[tuple[int, int], set[int]]:
    """For each chunk the other articles in which it stands: every article is counted."""
    passages = {(n, at): Wording.of(read[n].chunks[at].of(read[n].text)) for n, at in places}
    wanted = {shingle for passage in passages.values() for shingle in passage.shingles}
    has: defaultdict[str, list[int]] = defaultdict(list)
    for number, cut in enumerate(read):
        for shingle in wanted.intersection(Wording.of(cut.text).shingles):
            has[shingle].append(number)
    true = {}
    for place, passage in passages.items():
        count = Counter(n for shingle in passage.shingles for n in has[shingle])
        least = SHARE * len(passage.shingles)
        enough = (n for n, shared in count.items() if shared >= least and n != place[0])
        true[place] = {n for n in enough if reprints.stands_in(passage, Wording.of(read[n].text))}
    return true


def _print(table: Table, pair: Pair) -> None:
    text = table.text(*pair.place)
    place = table.candidates(*pair.place).get(pair.other, Span(0, 400))
    print(f"\n{table.read[pair.place[0]].name} in {table.read[pair.other].name}: {pair}")
    print("   ", " ".join(text.split()))
    print("   ", " ".join(place.of(table.read[pair.other].text).split()))


if __name__ == "__main__":
    main()
