"""Fit how likely a first line is right, on questions that the reader was not trained on.

    python -m evals.reader.calibrate collect FOLDER ... --work DIR [--only IDS] [--with ARTICLES]
    python -m evals.reader.calibrate fit --work DIR [--write]

`collect` asks each question over its folder, and again with its own articles left out, and
keeps the signs of what the reader chose. `fit` fits a logistic regression a language to
them, measures it on articles that it was not fitted on, and with each sign left out; `--write`
puts the weights into qa/reading/calibration.toml.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from evals.benchmarks import truth
from qa import Filters
from qa.reading import spans
from qa.reading.spans import Signs
from qa.reading.spans.signs import OFF

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.corpus.reader import Reader
    from qa.reading.spans import Choice

Row = dict[str, Any]
Floats = Any  # of numpy

NAMES = [field.name for field in fields(Signs)]
PARTS = 5
CHOICES = 4  # of a question that are fitted to
# Questions about news count so many times: there are few, and they are what users ask.
NEWS = 4.0
WIKIPEDIA = ("cmrc", "drcd", "xquad")
RIDGE = 2.0
# The signs that take so much off the log odds, whatever was fitted.
RULES = ("misfit", "unnamed", "untimely")
# The signs that speak against a choice.
AGAINST = frozenset({"behind", "misfit", "unnamed", "untimely"})


def main() -> None:
    """Collect signs, or fit to those that were collected."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", choices=("collect", "fit"))
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--work", type=Path, required=True, dest="out")
    parser.add_argument("--only", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--with", type=Path, dest="beside")
    parser.add_argument("--today", default=truth.TODAY)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    args.base_url = args.model = None
    if args.task == "fit":
        fit(args.out, write=args.write)
        return
    args.out.mkdir(parents=True, exist_ok=True)
    for folder in args.folders:
        collect(folder, args)


# --- collecting --------------------------------------------------------------------------------


def collect(folder: Path, args: argparse.Namespace) -> None:
    """Ask all questions of a folder, and keep what was chosen."""
    corpus = truth.indexed(folder, args)
    every = corpus.paths()
    with corpus.reader() as reader, (args.out / f"signs-{folder.name}.jsonl").open("w") as kept:
        for row in truth.questions(folder, args):
            for found in asked(reader, row, every):
                kept.write(json.dumps({"folder": folder.name, **found}, ensure_ascii=False) + "\n")
            kept.flush()


def asked(reader: Reader, row: Row, every: Sequence[str]) -> Iterator[Row]:
    """What is chosen with the question's own articles and, if it has an answer, without them."""
    traced = reader.traced(row["question"])
    yield _record(row, traced.choices, out=False)
    if row["answerable"]:
        out = set(row["articles"])
        for passage in traced.passages:
            mine = {passage.chunk.article, *passage.also}
            out |= mine if mine & out else set()
        left = tuple(path for path in every if path not in out)
        without = reader.traced(row["question"], Filters(articles=left or ("none",)))
        yield _record(row, without.choices, out=True)


def _record(row: Row, choices: Sequence[Choice], *, out: bool) -> Row:
    answers = [] if out or not row["answerable"] else row["answers"]
    return {
        "id": row["id"],
        "lang": row["lang"],
        "article": row["articles"][0],
        "out": out,
        "answerable": bool(answers),
        "question": row["question"],
        "choices": [
            {
                "text": choice.text,
                "quote": choice.evidence.text,
                "right": bool(answers) and truth.by_rule(choice.text, answers) is not False,
                "holds": bool(answers) and truth.has_any(answers, choice.evidence.text),
                "signs": asdict(choice.signs),
            }
            for choice in choices
        ],
    }


# --- fitting -----------------------------------------------------------------------------------


def fit(work: Path, *, write: bool) -> None:
    """Fit and measure by language; with `write`, keep the weights."""
    rows = [json.loads(line) for file in sorted(work.glob("signs-*.jsonl")) for line in file.open()]
    made = {}
    for language in ("zh", "en"):
        mine = [row for row in rows if row["lang"] == language]
        print(f"{language}: {len(mine)} askings")
        report(mine, NAMES, "all signs")
        for name in NAMES:
            report(mine, [n for n in NAMES if n != name], f"without {name}")
        for rule in RULES:
            left = [n for n in RULES if n != rule]
            report(mine, [n for n in NAMES if n != rule], f"no rule {rule}", left)
        made[language] = fitted(mine, NAMES)
    if write:
        keep(made)


def report(
    rows: Sequence[Row], names: Sequence[str], title: str, rules: Sequence[str] = RULES
) -> None:
    """What stands first, and how well its probability tells, on articles not fitted on."""
    chosen = []
    for part in range(PARTS):
        weights = fitted([r for r in rows if _part(r) != part], names, rules)
        chosen += [_first(r, weights, names, rules) for r in rows if _part(r) == part]
    sure = np.array([s for s, _, _ in chosen])
    right = np.array([r for _, r, _ in chosen])
    there = np.array([a for _, _, a in chosen])
    order = np.argsort(-sure, kind="stable")
    wrong = np.cumsum(~right[order])
    within = np.nonzero(wrong * 20 <= np.arange(1, len(order) + 1))[0]
    most = int(within[-1]) + 1 if len(within) else 0
    print(
        f"  {title:18} first right {right[there].mean():.3f},"
        f" AUROC in/out {truth.auroc(sure[there], sure[~there])},"
        f" right/wrong {truth.auroc(sure[right], sure[~right])}, ECE {truth.ece(sure, right)},"
        f" 1 in 20 wrong: {right[order[:most]].sum()} right of {there.sum()}"
        f" from {sure[order[most - 1]] if most else 1:.3f}"
    )


def _part(row: Row) -> int:
    return int(hashlib.sha256(row["article"].encode()).hexdigest(), 16) % PARTS


def _first(
    row: Row, weights: Floats, names: Sequence[str], rules: Sequence[str]
) -> tuple[float, bool, bool]:
    if not row["choices"]:
        return 0.0, False, row["answerable"]
    sure = [_sigmoid(_values(c, names) @ weights - _off(c, rules)) for c in row["choices"]]
    best = int(np.argmax(sure))
    return float(sure[best]), row["choices"][best]["right"], row["answerable"]


def _off(choice: Row, rules: Sequence[str] = RULES) -> float:
    signs = choice["signs"]
    return OFF * any(signs[name] for name in rules)


def _values(choice: Row, names: Sequence[str]) -> Floats:
    return np.array([1.0, *(choice["signs"][name] for name in names)])


def fitted(rows: Sequence[Row], names: Sequence[str], rules: Sequence[str] = RULES) -> Floats:
    """The weights, the bias first; a sign whose weight would speak the wrong way has none.

    Few questions name a year, or are answered twice: chance would turn such a weight round.
    """
    kept = list(names)
    while True:
        weights = dict(zip(["bias", *kept], _logistic(rows, kept, rules), strict=True))
        wrong = [n for n in kept if weights[n] * (-1 if n in AGAINST else 1) < 0]
        if not wrong:
            return np.array([weights.get(name, 0.0) for name in ["bias", *names]])
        kept = [name for name in kept if name not in wrong]


def _logistic(rows: Sequence[Row], names: Sequence[str], rules: Sequence[str]) -> Floats:
    """Logistic regression by Newton's method, with a ridge."""
    some = [(c, row["folder"] in WIKIPEDIA) for row in rows for c in row["choices"][:CHOICES]]
    x = np.array([_values(c, names) for c, _ in some])
    y = np.array([float(c["right"]) for c, _ in some])
    times = np.array([1.0 if known else NEWS for _, known in some])
    ridge = RIDGE * np.eye(x.shape[1])
    ridge[0, 0] = 1e-6
    off = np.array([_off(c, rules) for c, _ in some])
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = _sigmoid(x @ weights - off)
        slope = x.T @ (times * (p - y)) + ridge @ weights
        curve = (x * (times * p * (1 - p))[:, None]).T @ x + ridge
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def _sigmoid(x: Any) -> Any:
    return 1 / (1 + np.exp(-np.clip(x, -30, 30)))


def keep(weights: dict[str, Floats]) -> None:
    """Write the weights into the file that qa reads."""
    parts = [
        "\n".join(
            [
                f"[{language}]",
                *(f"{n} = {w:.3f}" for n, w in zip(["bias", *NAMES], each, strict=True)),
            ]
        )
        for language, each in weights.items()
    ]
    head = "# Fitted by evals/reader/calibrate.py, which writes this file."
    spans.FITTED.write_text("\n\n".join([head, *parts]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
