"""How true the first line is, over a folder of articles and questions about them.

    python evals/benchmarks/truth.py FOLDER [FOLDER ...] [--with DISTRACTORS] [--out-of] [--dump]
    python evals/benchmarks/truth.py --kept --judged FILE        # the tables again, asking nothing

A FOLDER has `articles/` and `questions.jsonl`: `id, question, lang, answers` (any one is right),
`articles, answerable`; whatever else a question has stays with it. DIR of `--out DIR` keeps the
indexes, and `answers.jsonl`: what was answered, and whether it is `right`.

A first line is right if it holds an answer, a figure by value, unit and bound. What a rule
cannot tell is undecided (`right` is null): English words, a part of the answer, a bound beside it.
A verdict of `--judged` (JSON lines: `id, right`, with `first_line` for that line alone) goes
before the rule. A near miss, a question that no article answers, is wrong whenever answered.

`--out-of` asks each question again with its own articles, and what prints the same, filtered
out; the words of the question are still weighed as if they were there.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from qa import Corpus, Filters, Settings
from qa.evaluation import scores
from qa.evaluation.statistics import wilson
from qa.language.quantities import Kind
from qa.language.text import HAN, fold, language
from qa.proof import marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa import Answer
    from qa.corpus.reader import Reader
    from qa.language.quantities import Quantity

Row = dict[str, Any]

TODAY = "2026-11-25"
OUT = Path(tempfile.gettempdir()) / "qa-truth"
LONG = 60


def main() -> None:
    """Ask, judge and print the tables."""
    args = _arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    file = args.out / "answers.jsonl"
    verdicts = {row["id"]: row for row in _lines(args.judged)} if args.judged else {}
    rows = []
    asked = list(_lines(file)) if args.kept else ask_all(args)
    with file.open("w", encoding="utf-8") as kept:
        for row in asked:
            rows.append(judged(row, verdicts))
            kept.write(json.dumps(rows[-1], ensure_ascii=False) + "\n")
            kept.flush()
    print(*tables(rows), *(dump(rows) if args.dump else ()), sep="\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="*", metavar="FOLDER")
    parser.add_argument("--limit", type=int, help="so many questions of each folder, by hash")
    parser.add_argument("--only", type=Path, help="a file of the ids to ask, one a line")
    parser.add_argument("--with", type=Path, dest="beside", help="a folder of other articles")
    parser.add_argument("--out-of", action="store_true", help="ask without its own articles too")
    parser.add_argument("--base-url", help="of a model's server; else no model is asked")
    parser.add_argument("--model")
    parser.add_argument("--today", default=TODAY, type=dt.date.fromisoformat)
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR")
    parser.add_argument("--judged", type=Path, help="verdicts that go before the rule")
    parser.add_argument("--kept", action="store_true", help="judge what DIR keeps, ask nothing")
    parser.add_argument("--dump", action="store_true", help="show what is wrong or undecided")
    args = parser.parse_args()
    if bool(args.folders) == args.kept:
        parser.error("name a FOLDER, or --kept")
    return args


def _lines(file: Path) -> Iterator[Row]:
    return map(json.loads, file.read_text("utf-8").splitlines())


# --- asking ------------------------------------------------------------------------------------


def ask_all(args: argparse.Namespace) -> Iterator[Row]:
    """The questions of each folder, with what was answered."""
    for folder in args.folders:
        corpus = indexed(folder, args)
        every = corpus.paths() if args.out_of else []
        with corpus.reader() as reader:
            for row in questions(folder, args):
                found = ask(reader, row, every)
                yield {"folder": folder.resolve().name, **row, **found}


def indexed(folder: Path, args: argparse.Namespace) -> Corpus:
    """The articles, and those beside them, with the index that is kept for them."""
    places = [folder / "articles", *([args.beside] if args.beside else [])]
    key = hashlib.sha256("\n".join(str(place.resolve()) for place in places).encode())
    settings = Settings(
        articles=tuple(places),
        index=args.out / f"index-{folder.resolve().name}-{key.hexdigest()[:8]}",
        no_model=not args.base_url,
        base_url=args.base_url,
        model=args.model,
        timeout=600,
        today=args.today,
    )
    corpus = Corpus(settings)
    corpus.index()
    return corpus


def questions(folder: Path, args: argparse.Namespace) -> list[Row]:
    """The questions to ask: all, those that are named, or the first of them by hash."""
    only = set(args.only.read_text("utf-8").split()) if args.only else None
    rows = [r for r in _lines(folder / "questions.jsonl") if only is None or r["id"] in only]
    if args.limit is None:
        return rows
    return sorted(rows, key=lambda r: hashlib.sha256(r["id"].encode()).hexdigest())[: args.limit]


def ask(reader: Reader, row: Row, every: Sequence[str]) -> Row:
    """What is answered; with `every` article, also how sure it is without the question's own."""
    answer = reader.ask(row["question"])
    found = shown(answer)
    if row["answerable"] and every:
        out = set(row["articles"])
        for one in (*answer.citations, *answer.nearest):
            if out & {one.article, *one.also}:
                out |= {one.article, *one.also}
        left = tuple(path for path in every if path not in out)
        # No article at all would be no filter.
        without = reader.ask(row["question"], Filters(articles=left or ("none",)))
        found["confidence_without"] = without.confidence
    return found


def shown(answer: Answer) -> Row:
    """The first line, if there is one, and the first sentence: cited, or the closest."""
    sentence = next(iter(answer.citations or answer.nearest), None)
    lines = marks.without(answer.text).strip().splitlines()
    return {
        "answered": answer.answered,
        "first_line": lines[0].strip() if answer.answered and lines else "",
        "confidence": answer.confidence,
        "quote": sentence.quote if sentence else "",
        "article": sentence.article if sentence else "",
        "also": list(sentence.also) if sentence else [],
    }


# --- judging -----------------------------------------------------------------------------------


def judged(row: Row, verdicts: dict[str, Row]) -> Row:
    """A question with whether its first line is right and its first sentence has the answer."""
    line, mine = row["first_line"], {row["article"], *row["also"]} & set(row["articles"])
    right = by_rule(line, row["answers"]) if row["answered"] else None
    verdict = verdicts.get(row["id"], {})
    if row["answered"] and "right" in verdict and verdict.get("first_line", line) == line:
        right = verdict["right"]
    if row["answered"] and not row["answerable"]:
        right = False
    return {
        **row,
        "right": right,
        "holds": row["answerable"] and bool(mine) and has_any(row["answers"], row["quote"]),
        "long": len(line) > LONG,
    }


def by_rule(line: str, answers: Sequence[str]) -> bool | None:
    """Whether a line holds one of the answers; None if that is not to be told by rule."""
    if has_any(answers, line):
        return True
    foreign = language(line) == "en" and bool(re.search("[A-Za-z]{2}", line))
    unsure = foreign and not _pure(line, scores.figures(line))
    return None if unsure or any(_near(line, answer) for answer in answers) else False


def has_any(answers: Iterable[str], text: str) -> bool:
    return any(has(answer, text) for answer in answers)


# A number without a unit: the line may say of what it is.
_NUMBER = re.compile(r"\d[\d.,]*[万亿]*")


def has(answer: str, text: str) -> bool:
    """Whether a text holds an answer: all its figures if it is one, else its words.

    >>> has("70个", "170个"), has("15亿元", "1.5 billion yuan"), has("308", "丢了308分")
    (False, True, True)
    """
    figures, wanted, there = scores.figures(answer), fold(answer).strip(), fold(text)
    if not _pure(answer, figures):
        return _stands(answer, text)
    said = scores.figures(text)
    if all(any(scores.same_figure(f, s) for s in said) for f in figures):
        return True
    number = _NUMBER.fullmatch(wanted) is not None
    return there.strip(" 。.") == wanted or (number and _written(answer, text))


def _written(answer: str, text: str) -> bool:
    """Whether a figure is written in a text, not as the end or the beginning of another one."""
    whole = rf"(?<![\d.,]){re.escape(fold(answer).strip())}(?![.,]?\d|[万亿])"
    return re.search(whole, fold(text)) is not None


def _pure(text: str, figures: Sequence[Quantity]) -> bool:
    """Whether a text is little but its figures: 共计1148元, but not 7月28日的地球."""
    rest = len(_bare(text)) - sum(len(_bare(figure.text)) for figure in figures)
    return bool(figures) and rest <= 2


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))


def _stands(answer: str, text: str) -> bool:
    """Whether the words stand in a text; marks within are forgiven where they are Chinese."""
    bare = _bare(answer)
    chinese = re.fullmatch(f"[{HAN}](.*[{HAN}])?", bare)
    return scores.holds(answer, text) or (chinese is not None and bare in _bare(text))


def _near(line: str, answer: str) -> bool:
    """Whether a line is a part of the answer, 4月12日 of a year, or bounds it: 少于30只 of 30只."""
    figures = scores.figures(answer)
    if _pure(answer, figures) and (_written(answer, line) or figures[0].kind is not Kind.DATE):
        return _written(answer, line)
    return len(_bare(line)) > 1 and _stands(line, answer)


# --- the tables --------------------------------------------------------------------------------

STATES = ("right", "undecided", "wrong", "refused")


def tables(rows: list[Row]) -> Iterator[str]:
    """What became of the questions, what stands first, and how sure the answers are."""
    groups = {}
    for folder in [*dict.fromkeys(row["folder"] for row in rows), "all"]:
        for spoken in [*sorted({row["lang"] for row in rows}), "all"]:
            mine = [r for r in rows if folder in {r["folder"], "all"}]
            mine = [r for r in mine if spoken in {r["lang"], "all"}]
            if mine and mine not in groups.values():
                groups[f"{folder} | {spoken}"] = mine
    for title, measured in TABLES.items():
        yield f"{title}:\n"
        columns = measured(rows)
        yield f"| folder | lang | {' | '.join(columns)} |\n|{'---|' * (len(columns) + 2)}"
        for name, mine in groups.items():
            yield f"| {name} | {' | '.join(measured(mine).values())} |"
        yield ""


def first_lines(rows: list[Row]) -> dict[str, str]:
    """What became of the questions that have an answer, and of those that have none."""
    there = [row for row in rows if row["answerable"]]
    near = [row["answered"] for row in rows if not row["answerable"]]
    return {
        **{each: rate([state(row) == each for row in there]) for each in STATES},
        "long, of the right": str(sum(row["long"] for row in there if row["right"])),
        "near misses answered": rate(near),
        "wrong, of all questions": rate([state(row) == "wrong" for row in rows]),
    }


def state(row: Row) -> str:
    """What became of a question: one of `STATES`."""
    if not row["answered"]:
        return "refused"
    return {True: "right", False: "wrong", None: "undecided"}[row["right"]]


def rate(hits: Sequence[bool]) -> str:
    """How many, of how many, and the share with its interval of 95 %."""
    if not hits:
        return "–"
    share, ends = sum(hits) / len(hits), wilson(sum(hits), len(hits))
    span = f"{100 * ends.low:.0f}–{100 * ends.high:.0f}"
    return f"{sum(hits)} of {len(hits)}: {100 * share:.0f} % ({span})"


def what_stands_first(rows: list[Row]) -> dict[str, str]:
    """Whether the first cited sentence, and the first line, hold the answer."""
    there = [row for row in rows if row["answerable"]]
    answered = [row for row in there if row["answered"]]
    return {
        "answered: first sentence": rate([row["holds"] for row in answered]),
        "answered: first line": rate([row["right"] is True for row in answered]),
        "all: first sentence": rate([row["holds"] for row in there]),
        "all: first line": rate([true(row) is True for row in there]),
    }


def true(row: Row) -> bool | None:
    """Whether what is shown first is right: the line, or the closest sentence of a refusal."""
    return row["right"] if row["answered"] else row["holds"]


def how_sure(rows: list[Row]) -> dict[str, str]:
    """How well the confidence tells what is answered from what is not, and right from wrong."""
    there = [row for row in rows if row["answerable"]]
    near = [row for row in rows if not row["answerable"]]
    twice = [row for row in there if "confidence_without" in row]
    told = [row for row in rows if true(row) is not None]
    said = [row for row in told if row["answered"]]
    right, wrong = ([row for row in said if row["right"] is each] for each in (True, False))
    return {
        "AUROC: own articles in, out": auroc(sure(twice), sure(twice, "confidence_without")),
        "answerable, near miss": auroc(sure(there), sure(near)),
        "right, wrong": auroc(sure(right), sure(wrong)),
        "ECE, answered": ece(sure(said), np.array([row["right"] for row in said])),
        "ECE, all": ece(sure(told), np.array([true(row) for row in told])),
        "at 1 in 20 wrong": covered(said, len(rows)),
    }


def sure(rows: list[Row], key: str = "confidence") -> np.ndarray:
    return np.array([row[key] for row in rows], dtype=float)


def auroc(positive: np.ndarray, negative: np.ndarray) -> str:
    """The chance that a positive scores above a negative, half for as high (Mann-Whitney U)."""
    if not len(positive) or not len(negative):
        return "–"
    above = positive[:, None] - negative
    return f"{np.mean((above > 0) + (above == 0) / 2):.3f}"


def ece(confidence: np.ndarray, hit: np.ndarray) -> str:
    """Expected calibration error over ten bins of as many each (Nguyen and O'Connor 2015)."""
    if not len(hit):
        return "–"
    bins = [b for b in np.array_split(np.argsort(confidence, kind="stable"), 10) if len(b)]
    gaps = [len(b) * abs(confidence[b].mean() - hit[b].mean()) for b in bins]
    return f"{sum(gaps) / len(hit):.3f}"


def covered(said: list[Row], total: int) -> str:
    """How many are answered where at most 1 first line in 20 is wrong, near misses counted."""
    best = f"0 of {total}"
    for least in sorted({row["confidence"] for row in said}, reverse=True):
        right = [row["right"] for row in said if row["confidence"] >= least]
        if 20 * right.count(False) <= len(right):
            best = f"{len(right)} of {total} ({right.count(True)} right) from {least:.3f}"
    return best


TABLES = {
    "First lines of answerable questions, and near misses": first_lines,
    "What is shown first holds the answer (of a refusal the closest sentence)": what_stands_first,
    "Confidence (a refusal is right if its closest sentence holds the answer)": how_sure,
}


def dump(rows: list[Row]) -> Iterator[str]:
    """The first lines that are wrong or undecided, each with what it should be."""
    for row in rows:
        if row["answered"] and not row["right"]:
            gold = row.get("gold") or " / ".join(row["answers"])
            yield f"{state(row)} {row['id']}, {row['confidence']:.2f}: {row['question']}"
            yield f"    says:  {row['first_line']}\n    gold:  {gold}"
            yield f"    quote: {row['quote']} [{row['article']}]"


if __name__ == "__main__":
    main()
