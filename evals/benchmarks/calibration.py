"""Fit and measure what chooses sentences and says how sure an answer is, without a model.

    python evals/benchmarks/calibration.py collect BENCH CORPUS SIZE --work FOLDER [--news FOLDER]
    python evals/benchmarks/calibration.py fit --work FOLDER [--write]

CORPUS is xquad, cmrc or drcd of BENCH (`articles/`, `questions.jsonl`). Every question is
asked over its corpus (SIZE alone), its corpus and NEWS (news), or one or ten articles of it;
again with its own articles left out of the index, so that nothing answers; and where it is
asked of another corpus (other). `fit` fits the weights of qa/calibration.toml by articles in
five parts: what it reports of a question was fitted without its article. `--write` writes
the weights fitted to all.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import pickle
import random
from collections import Counter
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qa.corpus.corpus import Corpus
from qa.corpus.reader import EVIDENCE, PASSAGES
from qa.index.lexical import LexicalIndex
from qa.index.rows import NO_FILTERS, Filters
from qa.language.text import fold, terms
from qa.search import signals
from qa.search.evidence import Evidence, gather
from qa.search.query import understand
from qa.search.signals import Outlook, Signals
from qa.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.corpus.reader import Reader

CORPORA = ("xquad", "cmrc", "drcd")
PARTS = 5
SIGNALS = [field.name for field in fields(Signals)]
OUTLOOK = [field.name for field in fields(Outlook)]
# The corpora have too few questions to tell: their places are not Chinese, and of the English
# questions a tenth counts anything.
BY_HAND = {
    "zh": {"names": 1.2, "elsewhere": -1.5},
    "en": {"names": 1.2, "elsewhere": -1.5, "no_figure": -2.0, "counted": -0.8, "thing": 2.5},
}


@dataclass(frozen=True)
class Case:
    """A question over some articles: the signals of its candidates, and which hold an answer."""

    id: str
    language: str
    corpus: str
    size: str
    kind: str  # with its articles, without them, or asked of another corpus
    part: int
    rows: np.ndarray
    holds: np.ndarray
    articles: list[str]
    known: tuple[int, float, int]  # terms, coverage, chunks


def main() -> None:
    """Collect the candidates of a corpus, or fit to all that were collected."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    collecting = commands.add_parser("collect")
    collecting.add_argument("bench", type=Path)
    collecting.add_argument("corpus", choices=CORPORA)
    collecting.add_argument("size", choices=("alone", "ten", "one", "news", "other"))
    collecting.add_argument("--news", type=Path)
    collecting.add_argument("--most", type=int, default=10_000, help="questions")
    fitting = commands.add_parser("fit")
    fitting.add_argument("--write", action="store_true")
    for each in (collecting, fitting):
        each.add_argument("--work", type=Path, required=True)
    args = parser.parse_args()
    if args.command == "collect":
        cases = list(collect(args))
        out = args.work / f"{args.corpus}-{args.size}.cases"
        out.write_bytes(pickle.dumps(cases))
        return
    files = sorted(args.work.glob("*.cases"))
    cases = [case for file in files for case in pickle.loads(file.read_bytes())]
    report(cases, [file.stem for file in files], write=args.write)


# --- collecting --------------------------------------------------------------------------------


def collect(args: argparse.Namespace) -> Iterator[Case]:
    """The questions of a corpus, each with its own articles and without."""
    asked_of = {"other": "cmrc" if args.corpus == "xquad" else "xquad"}
    folders = [args.bench / asked_of.get(args.size, args.corpus) / "articles"]
    if args.size == "news":
        folders.append(args.news)
    name = "-".join(folder.parent.name for folder in folders[:1]) + f"-{len(folders)}"
    corpus = Corpus(Settings(articles=tuple(folders), index=args.work / f"index-{name}"))
    corpus.index()
    lines = (args.bench / args.corpus / "questions.jsonl").read_text("utf-8").splitlines()
    rows = sorted((json.loads(line) for line in lines), key=lambda row: digest(row["id"]))
    with corpus.reader() as reader:
        world = World(reader)
        for row in rows[: args.most]:
            for kind, left, out in searches(args.size, row, world.articles):
                yield case(world, corpus, args, row, (kind, left, out))


def searches(
    size: str, row: dict, articles: Sequence[str]
) -> Iterator[tuple[str, set[str] | None, set[str]]]:
    """How a question is asked: what it is called, the articles there are, and those left out."""
    own = set(row["articles"])
    if size == "other":
        yield "other", None, set()
    elif size in {"one", "ten"}:
        many = {"one": 1, "ten": 10}[size]
        others = [article for article in articles if article not in own]
        some = random.Random(row["id"]).sample(others, many)
        yield "with", own | set(some[: many - len(own)]), set()
        yield "without", set(some), set()
    else:
        yield "with", None, set()
        yield "without", None, own


def case(world: World, corpus: Corpus, args: argparse.Namespace, row: dict, how: tuple) -> Case:
    """Ask one question over some of the articles, as if there were no others."""
    kind, only, out = how
    query = understand(row["question"])
    retriever = world.retriever(only, out)
    vectors = {e.name: e.query(query.text) for e in corpus.embedders}
    filters = Filters(articles=tuple(sorted(only))) if only else NO_FILTERS
    with world.reader._catalog.snapshot():
        passages = retriever.retrieve(query, vectors, PASSAGES + 12 * len(out), filters)
        known = retriever.known(query)
    kept = [p for p in passages if p.chunk.article not in out][:PASSAGES]
    evidence = gather(query, kept, known, corpus.weigher, 3 * EVIDENCE)
    return Case(
        id=row["id"],
        language=query.language,
        corpus=args.corpus,
        size=args.size,
        kind=kind,
        part=int(digest(row["articles"][0]), 16) % PARTS,
        rows=np.array([astuple(e.signals) for e in evidence]).reshape(-1, len(SIGNALS)),
        holds=np.array([kind == "with" and holds(e, row) for e in evidence], dtype=bool),
        articles=[e.article for e in evidence],
        known=(len(known.terms), known.coverage, known.chunks),
    )


def holds(evidence: Evidence, row: dict) -> bool:
    """Whether a sentence of one of the question's articles has an accepted answer."""
    return bool({evidence.article, *evidence.also} & set(row["articles"])) and any(
        fold(answer) in fold(evidence.text) for answer in row["answers"]
    )


class World:
    """An index, and what it would be with some of its articles only."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        catalog = reader._catalog
        self._chunks: dict[str, list[Counter[str]]] = {}
        ids = sorted(catalog.chunk_ids())
        paths = {key: row.article for key, row in catalog.chunks(ids).items()}
        for key, title, text in catalog.texts(ids):
            held = Counter(set(terms(f"{title}\n{text}")))
            self._chunks.setdefault(paths[key], []).append(held)
        self.articles = sorted(self._chunks)

    def retriever(self, only: set[str] | None, out: set[str]):
        """The retriever, its words counted as if there were these articles only."""
        whole = self.reader.retriever()
        if only is None and not out:
            return whole
        lexical = Counted.__new__(Counted)
        lexical.__dict__.update(whole.stores.lexical.__dict__)
        lexical.sign = 1 if only is not None else -1
        chunks = [
            held for path in (only if only is not None else out) for held in self._chunks[path]
        ]
        lexical.held = sum(chunks, Counter())
        lexical.chunks = len(chunks)
        return replace(whole, stores=replace(whole.stores, lexical=lexical))


class Counted(LexicalIndex):
    """A lexical index that counts the chunks of some articles only, or of all but some."""

    sign: int
    held: Counter[str]
    chunks: int

    @property
    def count(self) -> int:
        # As many with some left out: else the number would tell that they are.
        return self.chunks if self.sign > 0 else super().count

    def occurrences(self, token: str) -> int:
        return self.held[token] if self.sign > 0 else super().occurrences(token) - self.held[token]


def digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


# --- fitting -----------------------------------------------------------------------------------


def report(cases: list[Case], files: list[str], *, write: bool) -> None:
    """Fit, print what holds for questions whose articles were not fitted to, and write."""
    many = len({c.id for c in cases})
    sizes = ", ".join(sorted({file.rpartition("-")[2] for file in files}))
    data = f"{many:,} questions of {len(CORPORA)} corpora, each over: {sizes}; see RESULTS.md"
    lines = ["date = " + dt.date.today().isoformat(), f"data = {json.dumps(data)}"]
    print(HEAD)
    for language in ("zh", "en"):
        mine = [c for c in cases if c.language == language and c.corpus != "drcd"]
        fitted = [c for c in cases if c.language == language and c.kind != "other"]
        sure, right = np.zeros(len(mine)), np.zeros((len(mine), 2))
        for part in range(PARTS):
            ranking, weights = fit([c for c in fitted if c.part != part], language)
            for i, c in enumerate(mine):
                if c.part == part:
                    sure[i], right[i] = asked(c, ranking, weights)
        print(table(mine, sure, right))
        ranking, weights = fit(fitted, language)
        lines += ["", f"[{language}.sentence]", *toml(ranking)]
        lines += ["", f"[{language}.confidence]", *toml(weights)]
    text = "\n".join(
        ["# Fitted by evals/benchmarks/calibration.py, which writes this file.", *lines]
    )
    if write:
        signals.FITTED.write_text(text + "\n", encoding="utf-8")
    else:
        print(text)


def toml(weights: dict[str, float]) -> list[str]:
    return [f"{name} = {value:.3f}" for name, value in weights.items()]


def fit(cases: list[Case], language: str) -> tuple[dict[str, float], dict[str, float]]:
    """The weights of the sentences, then those of the confidence."""
    hand = BY_HAND[language]
    ranking = conditional_logit([c for c in cases if c.holds.any() and not c.holds.all()], hand)
    outlooks = [outlook_of(c, ranking) for c in cases if len(c.rows)]
    rows = np.array([astuple(found) for found, _ in outlooks])
    labels = np.array([right[1] for _, right in outlooks], dtype=float)
    return ranking, logistic(rows, labels, OUTLOOK, {**hand, "names": 0.0})


def asked(case: Case, ranking: dict[str, float], weights: dict[str, float]) -> tuple:
    """How sure the answer to a question is, and whether the first and the first three hold."""
    if not len(case.rows):
        return 0.0, (False, False)
    found, right = outlook_of(case, ranking)
    logit = weights["bias"] + sum(
        weights[name] * value for name, value in zip(OUTLOOK, astuple(found), strict=True)
    )
    return 1 / (1 + np.exp(-logit)), right


def outlook_of(case: Case, ranking: dict[str, float]) -> tuple[Outlook, tuple[bool, bool]]:
    odds = case.rows @ np.array([ranking[name] for name in SIGNALS])
    order = np.argsort(-odds, kind="stable")
    best = order[0]
    others = [odds[i] for i in order if case.articles[i] != case.articles[best]]
    leads = (
        odds[best] - odds[order[1]] if len(order) > 1 else 0.0,
        odds[best] - others[0] if others else None,
    )
    found = signals.outlook(Signals(*case.rows[best]), leads, *case.known)
    return found, (bool(case.holds[best]), bool(case.holds[order[:3]].any()))


def conditional_logit(cases: list[Case], hand: dict[str, float], ridge: float = 3.0) -> dict:
    """Which of its sentences answers a question, by Newton's method (McFadden 1974)."""
    free = [i for i, name in enumerate(SIGNALS) if name not in hand]
    fixed = np.array([hand.get(name, 0.0) for name in SIGNALS])
    rows = np.vstack([c.rows for c in cases])
    offset, rows = rows @ fixed, rows[:, free]
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    rows = (rows - mean) / scale
    sizes = np.array([len(c.rows) for c in cases])
    starts, group = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(cases)), sizes)
    holds = np.concatenate([c.holds for c in cases]).astype(float)
    weights = np.zeros(len(free))
    for step in range(25):
        odds = rows @ weights + offset
        odds = np.exp(np.clip(odds - np.maximum.reduceat(odds, starts)[group], -40, 0))
        chosen = odds / np.add.reduceat(odds, starts)[group]
        right = odds * holds / np.maximum(np.add.reduceat(odds * holds, starts), 1e-300)[group]
        gradient = rows.T @ (right - chosen) - ridge * weights
        means = np.add.reduceat(rows * chosen[:, None], starts, axis=0)
        hessian = (rows * chosen[:, None]).T @ rows - means.T @ means + ridge * np.eye(len(free))
        weights += np.linalg.solve(hessian, gradient) * (0.4 if step < 6 else 0.8)
    found = {SIGNALS[i]: float(w) for i, w in zip(free, weights / scale, strict=True)}
    return {name: found.get(name, hand.get(name, 0.0)) for name in SIGNALS}


def logistic(
    rows: np.ndarray, labels: np.ndarray, names: list[str], hand: dict[str, float]
) -> dict[str, float]:
    """Logistic regression by Newton's method (Bishop 2006, 4.3.3): bias, then weights."""
    free = [i for i, name in enumerate(names) if name not in hand]
    offset = rows @ np.array([hand.get(name, 0.0) for name in names])
    mean, scale = rows[:, free].mean(axis=0), rows[:, free].std(axis=0) + 1e-9
    features = np.column_stack([np.ones(len(rows)), (rows[:, free] - mean) / scale])
    weights = np.zeros(features.shape[1])
    penalty = np.diag([0.0, *[1.0] * len(free)])
    for _ in range(20):
        p = 1 / (1 + np.exp(-(features @ weights + offset)))
        gradient = features.T @ (labels - p) - penalty @ weights
        hessian = (features * (p * (1 - p))[:, None]).T @ features + penalty
        weights += np.linalg.solve(hessian, gradient)
    slopes = weights[1:] / scale
    found = {names[i]: float(w) for i, w in zip(free, slopes, strict=True)}
    bias = float(weights[0] - mean @ slopes)
    return {"bias": bias, **{name: found.get(name, hand.get(name, 0.0)) for name in names}}


# --- the table ---------------------------------------------------------------------------------

COLUMNS = "corpus,articles,questions,plain,first,of 3,AUROC,ECE,answered: first of 3 hold,refused"
HEAD = f"\n| {COLUMNS.replace(',', ' | ')} |\n|{'---|' * 10}"


def table(cases: list[Case], sure: np.ndarray, right: np.ndarray) -> str:
    """A row for each corpus and size, and one for all corpora of a size together."""
    groups = sorted({(c.corpus, c.language, c.size) for c in cases if c.size != "other"})
    both = [replace(c, corpus="both") for c in cases]
    sizes = sorted({(c.corpus, c.language, c.size) for c in both if c.size != "other"})
    together = sizes if len({c.corpus for c in cases}) > 1 else []
    return "\n".join(
        [
            *(row(group, cases, sure, right) for group in groups),
            *(row(group, both, sure, right) for group in together),
        ]
    )


def row(group: tuple[str, ...], cases: list[Case], sure: np.ndarray, right: np.ndarray) -> str:
    """Right first sentence and among three, AUROC and calibration error of the confidence."""
    mine = np.array([(c.corpus, c.language, c.size) == group for c in cases])
    kinds = np.array([c.kind for c in cases])
    there, gone = mine & (kinds == "with"), mine & (kinds == "without")
    both, yes = there | gone, sure >= 0.5
    said = there & yes
    return (
        f"| {group[0]} {group[1]} | {group[2]} | {there.sum()} | {plain(cases, there)}"
        f" | {100 * right[there, 0].mean():.1f} | {100 * right[there, 1].mean():.1f}"
        f" | {auroc(sure[both], kinds[both] == 'with'):.3f}"
        f" | {ece(sure[both], right[both, 1]):.3f}"
        f" | {100 * said.sum() / there.sum():.0f} %: {100 * right[said, 0].mean():.0f},"
        f" {100 * right[said, 1].mean():.0f} %"
        f" | {100 * (~yes[gone]).mean():.0f} %{_of_other(group, cases, sure)} |"
    )


def plain(cases: list[Case], mine: np.ndarray) -> str:
    """The same with a plain sum of the sentence's cosine and its share of the words."""
    found = []
    for c in (c for c, one in zip(cases, mine, strict=True) if one):
        order = np.argsort(-c.rows[:, [SIGNALS.index("cosine"), SIGNALS.index("words")]].sum(1))
        found.append((c.holds[order[:1]].any(), c.holds[order[:3]].any()))
    return " / ".join(f"{100 * share:.1f}" for share in np.mean(found, axis=0))


def _of_other(group: tuple[str, ...], cases: list[Case], sure: np.ndarray) -> str:
    other = np.array([c.kind == "other" and (c.corpus, c.language) == group[:2] for c in cases])
    if group[2] != "alone" or not other.any():
        return ""
    return f"; of the other corpus {100 * (sure[other] < 0.5).mean():.0f} %"


def auroc(scores: np.ndarray, positive: np.ndarray) -> float:
    """The chance that a random positive scores above a random negative (Mann-Whitney U)."""
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(order))
    ranks[order] = np.arange(1, len(order) + 1)
    n, m = positive.sum(), (~positive).sum()
    return float((ranks[positive].sum() - n * (n + 1) / 2) / (n * m))


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
