"""Ask a real model questions that the articles answer and that they do not, beside a plain prompt.

    python evals/benchmarks/answering.py run BENCH --work FOLDER --base-url URL
    python evals/benchmarks/answering.py table --work FOLDER [--show]

60 questions of xquad and cmrc that are answered, 30 asked of the other corpus, and 30 whose
own articles are not in the index; chosen by hash, a third of them English. Each is asked of
`qa` and, in the same order, of the same model with a plain prompt over the three best of the
passages that `qa` found. FOLDER keeps what was answered: an interrupted run goes on.

An answer is right if it has the gold figure, the gold text, or its name across languages;
what that cannot tell was judged by hand, one way for both: judged.jsonl beside this file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.answers.record import of_answer
from qa.corpus.corpus import Corpus
from qa.language import names
from qa.language.quantities import find, supports
from qa.language.text import fold, language
from qa.models.llm import Message
from qa.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

JUDGED = Path(__file__).with_name("judged.jsonl")
# Of each kind: Chinese questions of cmrc, Chinese and English ones of xquad.
SHARES = {"answerable": (20, 20, 20), "other": (10, 10, 10), "left out": (10, 10, 10)}
PLAIN = (
    "Context information is below.\n---------------------\n{passages}\n---------------------\n"
    "Given the context information and not prior knowledge, answer the query.\n"
    "Query: {question}\nAnswer: "
)
_REFUSES = re.compile(
    r"没有答案|没有(?:提供|提到|提及|说明|给出|明确|直接|相关)|未(?:提供|提到|提及|说明|给出)|无法(?:确定|回答|得知)"
    r"|不(?:包含|知道)|do(?:es)? not|doesn't|don't|no (?:information|mention)|cannot|can't|not "
    r"(?:provided|mentioned|specified|given|available|possible)|unable|sorry",
    re.I,
)


@dataclass(frozen=True)
class Case:
    """A question, which corpus it is of, which it is asked of, and whether that answers it."""

    kind: str
    corpus: str
    of: str
    row: dict[str, Any]

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.row['id']}"


def main() -> None:
    """Ask, or print the table of what was answered."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run")
    run.add_argument("bench", type=Path)
    run.add_argument("--base-url", required=True)
    run.add_argument("--plain", type=Path, help="an earlier answers.jsonl: its plain answers stay")
    run.add_argument("--lot", type=int, default=0, help="0 are the questions reported, 1 the next")
    run.add_argument("--alone", action="store_true", help="leave the plain prompt out")
    shown = commands.add_parser("table")
    shown.add_argument("--show", action="store_true", help="what was answered, and what is judged")
    shown.add_argument("--threshold", type=float, default=0.0, help="answers less sure are refused")
    for each in (run, shown):
        each.add_argument("--work", type=Path, required=True)
    args = parser.parse_args()
    if args.command == "run":
        ask_all(args)
    else:
        print(table(args.work, show=args.show, threshold=args.threshold))


# --- asking ------------------------------------------------------------------------------------


def cases(bench: Path, lot: int = 0) -> list[Case]:
    """The questions, in an order that mixes the kinds; those of two lots have none in common."""
    rows = {name: _questions(bench / name) for name in ("cmrc", "xquad")}
    groups = [
        ("cmrc", "zh", rows["cmrc"]),
        ("xquad", "zh", rows["xquad"]),
        ("xquad", "en", rows["xquad"]),
    ]
    found = []
    for corpus, spoken, asked in groups:
        mine = iter([row for row in asked if row["lang"] == spoken])
        place = [g[:2] for g in groups].index((corpus, spoken))
        before = lot * sum(shares[place] for shares in SHARES.values())
        mine = islice(mine, before, None)
        other = "xquad" if corpus == "cmrc" else "cmrc"
        for kind, shares in SHARES.items():
            of = {"other": other, "left out": f"{corpus}, less"}.get(kind, corpus)
            found += [Case(kind, corpus, of, next(mine)) for _ in range(shares[place])]
    return sorted(found, key=lambda case: digest(case.key))


def _questions(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "questions.jsonl").read_text("utf-8").splitlines()
    return sorted(map(json.loads, lines), key=lambda row: digest(row["id"]))


def digest(text: str) -> str:
    return hashlib.sha256(f"answering {text}".encode()).hexdigest()


def corpora(bench: Path, work: Path, base_url: str, asked: list[Case]) -> dict[str, Corpus]:
    """An index of each corpus, and one without the articles that are left out."""
    made = {}
    for name in ("cmrc", "xquad"):
        out = {
            a for c in asked if (c.kind, c.corpus) == ("left out", name) for a in c.row["articles"]
        }
        less = work / f"{name}-less"
        shutil.copytree(bench / name / "articles", less, dirs_exist_ok=True)
        for article in out:
            (less / article).unlink(missing_ok=True)
        for of, folder in ((name, bench / name / "articles"), (f"{name}, less", less)):
            index = work / f"index-{of.replace(', ', '-')}"
            made[of] = Corpus(
                Settings(articles=(folder,), index=index, base_url=base_url, timeout=600)
            )
            made[of].index()
    return made


def ask_all(args: argparse.Namespace) -> None:
    """Ask every question that is not answered yet, of `qa` and of the plain prompt."""
    args.work.mkdir(parents=True, exist_ok=True)
    asked, out = cases(args.bench, args.lot), args.work / "answers.jsonl"
    done, kept = _answered(out), _answered(args.plain)
    indexes = corpora(args.bench, args.work, args.base_url, asked)
    for number, case in enumerate(asked, start=1):
        if case.key in done:
            continue
        record = ask(case, indexes[case.of], kept.get(case.key), alone=args.alone)
        with out.open("a", encoding="utf-8") as file:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
        print(
            number, case.key, "|", record["qa"]["answer"], "|", record.get("plain", ""), flush=True
        )


def _answered(file: Path | None) -> dict[str, dict[str, Any]]:
    if file is None or not file.exists():
        return {}
    records = map(json.loads, file.read_text("utf-8").splitlines())
    return {record["key"]: record for record in records}


def ask(
    case: Case, corpus: Corpus, kept: dict[str, Any] | None, *, alone: bool = False
) -> dict[str, Any]:
    """One question, asked both ways; plainly only if it was not before, and is wanted."""
    question = case.row["question"]
    with corpus.reader() as reader:
        answer = of_answer(reader.ask(question))
        if kept:
            return {**kept, "qa": answer}
        if alone:
            return _record(case, answer)
        passages = reader.search(question, 3)
        texts = "\n\n".join(p.chunk.text for p in passages)
        prompt = PLAIN.format(passages=texts, question=question)
        started = time.monotonic()
        reply = corpus.model.reply([Message("user", prompt)], 256)
    return {
        **_record(case, answer),
        "plain": reply.text,
        "plain_tokens": reply.usage.input_tokens + reply.usage.output_tokens,
        "plain_seconds": time.monotonic() - started,
    }


def _record(case: Case, answer: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": case.key,
        "kind": case.kind,
        "corpus": case.corpus,
        "lang": case.row["lang"],
        "question": case.row["question"],
        "gold": case.row["answers"],
        "qa": answer,
    }


# --- judging -----------------------------------------------------------------------------------


def verdict(
    record: dict[str, Any], way: str, judged: dict[tuple[str, str], bool]
) -> tuple[str, str]:
    """What was answered one way, and what became of it: right, wrong, refused, or undecided."""
    text = record["qa"]["answer"] if way == "qa" else record["plain"]
    return text, _verdict(record, text, judged, plain=way == "plain")


def _verdict(
    record: dict[str, Any], text: str, judged: dict[tuple[str, str], bool], *, plain: bool
) -> str:
    """A plain answer refuses in its own words; `qa` says that it does not answer."""
    refuses = plain and _REFUSES.search(text) and not _has_gold(record["gold"], text)
    if not text.strip() or refuses:
        return "refused"
    if record["kind"] != "answerable":
        return "wrong"
    if (key := (record["key"], text)) in judged:
        return "right" if judged[key] else "wrong"
    if _has_gold(record["gold"], text):
        return "right"
    return "undecided"


def _has_gold(gold: list[str], text: str) -> bool:
    return any(_same_text(g, text) or _same_figures(g, text) or _same_names(g, text) for g in gold)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))


def _same_text(gold: str, text: str) -> bool:
    return _bare(gold) in _bare(re.sub(r"\[\d+\]", "", text))


def _same_figures(gold: str, text: str) -> bool:
    """A gold that is little but its figures, all of them in the answer."""
    figures = find(gold)
    rest = len(_bare(gold)) - sum(len(_bare(q.text)) for q in figures)
    said = find(text)
    return bool(figures) and rest <= 2 and all(any(supports(q, s) for s in said) for q in figures)


def _same_names(gold: str, text: str) -> bool:
    """An English answer with a name that the Chinese gold has."""
    if language(text) == "zh" or language(gold) != "zh":
        return False
    found = [n for n in names.find(text) if names.support(n, [gold]).state == "supported"]
    return any(len(n.form) >= len(_bare(gold)) for n in found)


def table(work: Path, *, show: bool, threshold: float = 0.0) -> str:
    """What became of the questions, both ways."""
    records = [
        json.loads(line) for line in (work / "answers.jsonl").read_text("utf-8").splitlines()
    ]
    for record in records:
        if record["qa"]["confidence"] < threshold:
            record["qa"]["answer"] = ""
    judged = {}
    if JUDGED.exists():
        rows = map(json.loads, JUDGED.read_text("utf-8").splitlines())
        judged = {(row["key"], row["answer"]): row["right"] for row in rows}
    lines = [
        "| questions | | number | right | wrong, printed | refused | undecided |",
        "|---|---|---|---|---|---|---|",
    ]
    groups = [(k, s) for k in SHARES for s in ("zh", "en")] + [(k, "") for k in SHARES]
    for kind, spoken in groups:
        mine = [r for r in records if r["kind"] == kind and spoken in {"", r["lang"]}]
        for way in _ways(records):
            found = [verdict(r, way, judged)[1] for r in mine]
            counts = [found.count(v) for v in ("right", "wrong", "refused", "undecided")]
            lines.append(
                f"| {kind} {spoken} | {way} | {len(mine)} | {' | '.join(map(str, counts))} |"
            )
    lines += ["", *_costs(records)]
    return "\n".join([*lines, *(_shown(records, judged) if show else [])])


def _ways(records: list[dict[str, Any]]) -> list[str]:
    return ["qa", "plain"] if all("plain" in record for record in records) else ["qa"]


def _costs(records: list[dict[str, Any]]) -> Iterator[str]:
    asked = [r for r in records if r["qa"]["usage"]["calls"]]
    ours = [r["qa"]["usage"]["input_tokens"] + r["qa"]["usage"]["output_tokens"] for r in asked]
    seconds = sorted(r["qa"]["seconds"] for r in asked)
    plain = sorted(r.get("plain_seconds", 0.0) for r in records)
    calls = [r["qa"]["usage"]["calls"] for r in records]
    yield (
        f"qa: {len(asked)} of {len(records)} questions asked it, {sum(ours) / len(asked):.0f}"
        f" tokens and {seconds[len(seconds) // 2]:.1f} s (median) each, {max(calls)} calls at most;"
        f" plain: {sum(r.get('plain_tokens', 0) for r in records) / len(records):.0f} tokens and"
        f" {plain[len(plain) // 2]:.1f} s"
    )


def _shown(records: list[dict[str, Any]], judged: dict[tuple[str, str], bool]) -> Iterator[str]:
    for record in records:
        for way in _ways(records):
            text, found = verdict(record, way, judged)
            yield json.dumps(
                {
                    "key": record["key"],
                    "way": way,
                    "verdict": found,
                    "question": record["question"],
                    "gold": record["gold"][0],
                    "answer": text,
                    "confidence": record["qa"]["confidence"],
                    "withheld": record["qa"]["withheld"] if way == "qa" else [],
                },
                ensure_ascii=False,
            )


if __name__ == "__main__":
    main()
