"""Time a folder of summaries without a model against encoding its sentences in one process.

    python evals/benchmarks/folders.py NEWS OUT [--kills 5]

NEWS holds articles as files. Measured one after the other, in one run: encoding the sentences
of all of them in this process; `qa summarize --all --no-model` of them; `qa verify` of what was
written. With --kills the command is killed so often at random moments and then run to its end,
and what is written is compared byte for byte.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from pathlib import Path

from qa.articles.article import discover, read
from qa.index.embedding import choose
from qa.settings import Settings
from qa.summaries.excerpts import sentences_of

TOGETHER = 64  # articles encoded at once


def main() -> None:
    """Print what each step took, and how much longer the command takes than the encoding."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--kills", type=int, default=0)
    args = parser.parse_args()
    whole = args.out / "whole"
    encoding, sentences = encoded(args.news)
    seconds = summarized(args.news, whole)
    print(f"encoding {sentences} sentences in one process: {encoding:.1f} s")
    print(f"qa summarize --all --no-model: {seconds:.1f} s, {seconds / encoding:.2f} times that")
    print(verified(args.news, whole))
    if args.kills:
        killed = args.out / "killed"
        for number in range(args.kills):
            summarized(args.news, killed, most=random.Random(number).uniform(2, seconds / 3))
        summarized(args.news, killed)
        same = contents(whole) == contents(killed)
        print(f"killed {args.kills} times: {'the same bytes' if same else 'NOT the same'}")


def encoded(news: Path) -> tuple[float, int]:
    """The seconds of encoding alone, and how many sentences there are; reading is not counted."""
    embedder = choose("use", Settings())
    embedder.encode(["热身。"])
    seconds, count = 0.0, 0
    entries = discover(news)[0]
    for first in range(0, len(entries), TOGETHER):
        articles = [read(news, entry.file) for entry in entries[first : first + TOGETHER]]
        texts = [span.of(a.text) for a in articles for span in sentences_of(a)]
        count += len(texts)
        started = time.perf_counter()
        embedder.encode(texts)
        seconds += time.perf_counter() - started
    return seconds, count


def summarized(news: Path, out: Path, most: float | None = None) -> float:
    """The seconds of the command; with `most`, it is killed after so many."""
    started = time.perf_counter()
    with subprocess.Popen(
        [*_QA, "summarize", "--all", "--no-model", "--articles", news, "--out", out]
    ) as run:
        try:
            run.wait(most)
        except subprocess.TimeoutExpired:
            run.kill()
    return time.perf_counter() - started


def verified(news: Path, out: Path) -> str:
    """What `qa verify` says of the folder."""
    done = subprocess.run(
        [*_QA, "verify", out, "--articles", news], capture_output=True, text=True, check=False
    )
    return f"qa verify: {done.stdout.strip().splitlines()[-1]} (exit {done.returncode})"


def contents(out: Path) -> dict[str, bytes]:
    """The files of a folder but for the journal."""
    found = (file for file in out.rglob("*") if file.is_file() and file.name[0] != ".")
    return {str(file.relative_to(out)): file.read_bytes() for file in found}


_QA = (sys.executable, "-m", "qa")

if __name__ == "__main__":
    main()
