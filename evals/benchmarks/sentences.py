"""Fit and measure the choice of sentences: which holds the answer, and how sure that is.

    python evals/benchmarks/sentences.py BENCH --work FOLDER

BENCH holds corpora with `articles/` and `questions.jsonl`; FOLDER keeps the index between
runs. Every question is asked four times: over all articles and over ten of its corpus, and
both again with its own articles left out (then nothing answers). Half of the questions, by
hash, fit the weights and the calibration of qa/signals.py; the other half gives the table.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qa.corpus import Corpus
from qa.evidence import Evidence, gather
from qa.index.rows import Filters
from qa.query import understand
from qa.reader import EVIDENCE, PASSAGES, Reader
from qa.settings import Settings
from qa.signals import CONFIDENCE, SENTENCE, Calibration, Weights
from qa.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.passages import Passage

CORPORA = ("xquad", "cmrc", "drcd")


@dataclass(frozen=True)
class Case:
    """A question with the evidence found for it; `holds` says which sentence has an answer."""

    corpus: str
    language: str
    size: str
    fitting: bool
    answerable: bool
    evidence: list[Evidence]
    holds: list[bool]


def main() -> None:
    """Print the table and the fitted weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--news", type=Path, help="a folder of other articles, as distractors")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--most", type=int, default=1500, help="questions of each corpus")
    args = parser.parse_args()
    folders = [args.bench / name / "articles" for name in CORPORA]
    if args.news:
        folders.append(args.news)
    corpus = Corpus(Settings(articles=tuple(folders), index=args.work / "index"))
    corpus.index()
    cases = [case for name in CORPORA for case in cases_of(corpus, args.bench, name, args.most)]
    fitted = {
        language: fit([c for c in cases if c.fitting and c.language == language])
        for language in ("zh", "en")
    }
    measured = [c for c in cases if not c.fitting]
    in_use = {
        language: calibrate([c for c in cases if c.fitting and c.language == language], weights)
        for language, weights in SENTENCE.items()
    }
    print(table(measured, SENTENCE, in_use, "weights in use, calibrated anew"))
    print(in_use)
    print(table(measured, SENTENCE, CONFIDENCE, "weights in use"))
    scales = {
        language: calibrate([c for c in cases if c.fitting and c.language == language], weights)
        for language, weights in fitted.items()
    }
    print(table(measured, fitted, scales, "fitted weights"))
    for language, weights in fitted.items():
        print(f'    "{language}": {weights}, {scales[language]},')


def cases_of(corpus: Corpus, bench: Path, name: str, most: int) -> list[Case]:
    """The questions of one corpus, each with its articles and without."""
    lines = (bench / name / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    rows = sorted((json.loads(line) for line in lines), key=lambda row: digest(row["id"]))
    others = sorted(path.name for path in (bench / name / "articles").iterdir())
    cases = []
    with corpus.reader() as reader:
        for row in rows[:most]:
            query = understand(row["question"])
            terms = reader.retriever().terms(query)
            idf = reader.retriever().stores.lexical.weights([term.forms for term in terms])
            weighed = list(zip(terms, idf, strict=True))
            own = set(row["articles"])
            fitting = int(digest(row["id"]), 16) % 2 == 0
            for size, found in _searches(reader, query.text, own, others):
                without = [p for p in found if p.chunk.article not in own]
                for answerable, kept in ((True, found), (False, without)):
                    evidence = gather(query, kept[:PASSAGES], weighed, corpus.weigher, EVIDENCE)
                    holds = [answerable and _holds(e, row, own) for e in evidence]
                    cases.append(
                        Case(name, query.language, size, fitting, answerable, evidence, holds)
                    )
    return cases


def _searches(
    reader: Reader, question: str, own: set[str], others: list[str]
) -> Iterator[tuple[str, list[Passage]]]:
    chance = random.Random(question)
    few = Filters(articles=(*sorted(own), *chance.sample(others, 9)))
    yield "all", reader.search(question, 3 * PASSAGES)
    yield "ten", reader.search(question, 3 * PASSAGES, few)


def _holds(evidence: Evidence, row: dict, own: set[str]) -> bool:
    return evidence.article in own and any(
        fold(answer) in fold(evidence.text) for answer in row["answers"]
    )


def digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def fit(cases: list[Case]) -> Weights:
    """The weights of the signals: does this sentence hold an answer?"""
    rows = np.array([astuple(e.signals) for c in cases for e in c.evidence])
    labels = np.array([float(h) for c in cases for h in c.holds])
    return Weights(*logistic(rows, labels))


def calibrate(cases: list[Case], weights: Weights) -> Calibration:
    """Platt's scaling of the best sentence's log odds: does the first sentence hold an answer?"""
    tops = [first(case, weights) for case in cases if case.evidence]
    odds, leads, right = zip(*tops, strict=True)
    rows = np.column_stack([odds, leads])
    return Calibration(*logistic(rows, np.array(right, dtype=float)))


def first(case: Case, weights: Weights) -> tuple[float, float, bool]:
    """Of the best sentence: its log odds, how far it leads, and whether it holds an answer."""
    ranked = sorted(
        zip((weights.odds(e.signals) for e in case.evidence), case.holds, strict=True),
        key=lambda pair: -pair[0],
    )
    lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 0.0
    return ranked[0][0], lead, ranked[0][1]


def logistic(rows: np.ndarray, labels: np.ndarray, ridge: float = 1.0) -> list[float]:
    """Logistic regression by Newton's method (Bishop 2006, 4.3.3): bias, then weights."""
    features = np.column_stack([np.ones(len(rows)), rows])
    weights = np.zeros(features.shape[1])
    penalty = np.diag([0.0, *[ridge] * (features.shape[1] - 1)])
    for _ in range(30):
        p = 1 / (1 + np.exp(-features @ weights))
        gradient = features.T @ (labels - p) - penalty @ weights
        hessian = (features * (p * (1 - p))[:, None]).T @ features + penalty
        weights += np.linalg.solve(hessian, gradient)
    return [round(float(w), 3) for w in weights]


def table(
    cases: list[Case], weights: dict[str, Weights], scales: dict[str, Calibration], title: str
) -> str:
    """Right first sentence, right among three, AUROC and calibration error of the confidence."""
    lines = [
        f"\n**{title}**\n",
        "| corpus | articles | questions | first | of 3 | AUROC | ECE | answers: right | refused |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    groups = sorted({(c.corpus, c.language, c.size) for c in cases if c.evidence})
    rows = (
        _row(g, [c for c in cases if (c.corpus, c.language, c.size) == g], weights, scales)
        for g in groups
    )
    return "\n".join([*lines, *rows])


def _row(
    group: tuple[str, ...],
    cases: list[Case],
    weights: dict[str, Weights],
    scales: dict[str, Calibration],
) -> str:
    sure, right, best, three = [], [], [], []
    for case in cases:
        odds = (weights[case.language].odds(e.signals) for e in case.evidence)
        ranked = sorted(zip(odds, case.holds, strict=True), key=lambda pair: -pair[0])
        top = first(case, weights[case.language])[:2] if ranked else None
        sure.append(scales[case.language].probability(*top) if top else 0.0)
        right.append(bool(ranked) and ranked[0][1])
        if case.answerable:
            best.append(right[-1])
            three.append(any(h for _, h in ranked[:3]))
    confidence, hit = np.array(sure), np.array(right, dtype=float)
    answerable = np.array([c.answerable for c in cases])
    answered = confidence >= 0.5
    return (
        f"| {group[0]} {group[1]} | {group[2]} | {len(best)}"
        f" | {100 * np.mean(best):.1f} | {100 * np.mean(three):.1f}"
        f" | {auroc(confidence, answerable):.3f} | {ece(confidence, hit):.3f}"
        f" | {np.sum(answered & answerable)}: {100 * np.mean(hit[answered & answerable]):.0f} %"
        f" | {100 * np.mean(~answered[~answerable]):.0f} % |"
    )


def auroc(scores: np.ndarray, positive: np.ndarray) -> float:
    """The chance that a random positive scores above a random negative (Mann-Whitney U)."""
    order = np.argsort(np.concatenate([scores[positive], scores[~positive]]), kind="stable")
    ranks = np.empty(len(order))
    ranks[order] = np.arange(1, len(order) + 1)
    n, m = positive.sum(), (~positive).sum()
    return float((ranks[:n].sum() - n * (n + 1) / 2) / (n * m))


def ece(confidence: np.ndarray, hit: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over equal-width bins (Guo et al. 2017)."""
    bucket = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        np.mean(bucket == b) * abs(confidence[bucket == b].mean() - hit[bucket == b].mean())
        for b in range(bins)
        if np.any(bucket == b)
    ]
    return float(sum(gaps))


if __name__ == "__main__":
    main()
