"""Measure contradictions: twins that are told, and what is told that is no contradiction.

    python evals/benchmarks/contradictions.py BENCH --work FOLDER

BENCH holds `news.jsonl.xz` and the corpora with `articles/` and `questions.jsonl`. A twin is a
news article again, on a later day and with one figure changed; the question is the clause of
that figure with 多少 in its place. Over the same index, questions of the corpora that ask for a
figure, and such questions about the other news articles: what is told there is printed, to be
read.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import html
import itertools
import json
import lzma
import random
import re
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa.corpus.corpus import Corpus
from qa.language.quantities import Kind, agree, comparable, find
from qa.language.quantities.units import UNITS
from qa.language.text import sentences
from qa.search.answer_kind import fits
from qa.search.query import understand
from qa.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.answers.answer import Answer
    from qa.corpus.reader import Reader
    from qa.language.quantities import Quantity

KINDS = {
    Kind.COUNT, Kind.MONEY, Kind.PERCENTAGE, Kind.DURATION, Kind.DISTANCE, Kind.AREA, Kind.MASS,
}  # fmt: skip
# Of the day on which it is written: the same sentence on another day is of another time.
OF_ITS_DAY = re.compile(
    "今[日天早晚年]|昨[日天晚]|明[日天年]|[本上下]周|[本上下]月|[去本]年|当[日天晚月年季]|近[一二两三几0-9]|以来"
    "|盘中|收盘|开盘|收涨|收跌|收报|早盘|午后|尾盘|截至发稿|同比|环比|上季|本季|上半年|下半年|季度|报告期"
)
CLAUSE_MARK = "，,；;：:。！？!?"


@dataclass(frozen=True)
class Twin:
    """A question with the two figures that answer it, the newer first."""

    question: str
    sentence: str
    newer: str
    older: str
    articles: set[str]
    later: dt.date


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--twins", type=int, default=150)
    parser.add_argument("--others", type=int, default=400, help="other news articles beside them")
    parser.add_argument("--questions", type=int, default=400, help="of the corpora")
    parser.add_argument("--skip", type=int, default=0, help="news articles to leave out first")
    args = parser.parse_args()
    made, alone = write(args.bench, args.work, args.twins, args.others, args.skip)
    folders = [args.work / "news", args.work / "twins"]
    folders += [args.bench / name / "articles" for name in ("cmrc", "xquad")]
    index = args.work / "index"
    # 8月16日 in a question is the last one before today.
    today = max((twin.later for twin in made), default=dt.date.today())
    corpus = Corpus(Settings(articles=tuple(folders), index=index, no_model=True, today=today))
    corpus.index()
    with corpus.reader() as reader:
        told(reader, made)
        rows = [
            q
            for name in ("cmrc", "xquad")
            for q in questions(args.bench / name, args.questions // 2)
        ]
        false(reader, "cmrc, xquad", rows)
        false(reader, "news without a twin", alone[: args.questions])


# --- twins -------------------------------------------------------------------------------------


def write(
    bench: Path, work: Path, count: int, others: int, skip: int
) -> tuple[list[Twin], list[str]]:
    """Write news articles, of some a twin beside them; and questions about the others."""
    for name in ("news", "twins"):
        shutil.rmtree(work / name, ignore_errors=True)
        (work / name).mkdir(parents=True)
    twins: list[Twin] = []
    alone: list[str] = []
    said: set[str] = set()  # a sentence of many articles would have many twins
    written = 0
    with lzma.open(bench / "news.jsonl.xz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, itertools.islice(lines, skip, None)):
            if len(twins) < count and (twin := twin_of(row, work, said)):
                twins.append(twin)
                said.add(twin.question)
            elif written < others:
                file(work / "news" / f"{row['id']}.txt", row, row["text"], row["date"])
                alone.extend(question for _, _, question in itertools.islice(askable(row), 1))
                written += 1
            if len(twins) == count and written == others:
                break
    return twins, [question for question in dict.fromkeys(alone) if question not in said]


def file(path: Path, row: dict, text: str, date: str) -> None:
    pieces = re.findall(r"[^。！？]+[。！？]?[”」]?", text)
    paragraphs = ("".join(pieces[i : i + 4]) for i in range(0, len(pieces), 4))
    body = "\n".join(f"<p>{html.escape(p, quote=False)}</p>" for p in paragraphs)
    title = json.dumps(row["title"], ensure_ascii=False)
    path.write_text(f"---\ntitle: {title}\ndate: {date}\n---\n\n<div>\n{body}\n</div>\n", "utf-8")


def askable(row: dict) -> Iterator[tuple[str, Quantity, str]]:
    """The sentences of an article with a figure that can be asked for, and the question."""
    places = sentences(row["text"])
    random.Random(row["id"]).shuffle(places)
    for place in places:
        sentence = place.of(row["text"])
        if 15 <= len(sentence) <= 90 and row["text"].count(sentence) == 1:
            for figure in find(sentence):
                if question := asked_for(sentence, figure):
                    yield sentence, figure, question


def twin_of(row: dict, work: Path, said: set[str]) -> Twin | None:
    """An article and its twin, if it has a sentence with one figure that can be asked for."""
    chance = random.Random(row["id"])
    for sentence, figure, question in askable(row):
        if question not in said and (other := changed(sentence, figure, chance)):
            later = dt.date.fromisoformat(row["date"]) + dt.timedelta(chance.randint(3, 20))
            text = row["text"].replace(sentence, other[0])
            file(work / "twins" / f"{row['id']}-a.txt", row, row["text"], row["date"])
            file(work / "twins" / f"{row['id']}-b.txt", row, text, later.isoformat())
            articles = {f"{row['id']}-a.txt", f"{row['id']}-b.txt"}
            return Twin(question, sentence, other[1], figure.text, articles, later)
    return None


def asked_for(sentence: str, figure: Quantity) -> str:
    """The clause with 多少 for its figure; empty if that asks for nothing of the kind."""
    if figure.kind not in KINDS or figure.unit not in UNITS:
        return ""
    start = max(sentence.rfind(mark, 0, figure.start) for mark in CLAUSE_MARK) + 1
    ends = (sentence.find(mark, figure.end) for mark in CLAUSE_MARK)
    end = min((e for e in ends if e >= 0), default=len(sentence))
    if end - start < len(figure.text) + 8:
        return ""
    unit = UNITS[figure.unit].zh
    question = f"{sentence[start : figure.start]}多少{unit}{sentence[figure.end : end]}？".strip()
    one = [q for q in find(sentence[start:end]) if fits(understand(question).asked, q)]
    return question if len(one) == 1 else ""


def changed(sentence: str, figure: Quantity, chance: random.Random) -> tuple[str, str] | None:
    """The sentence with another figure of the same form, and that figure."""
    digits = re.search(r"\d+", figure.text)
    if digits is None or digits[0].startswith("0"):
        return None
    more = int(digits[0]) + max(1, round(int(digits[0]) * chance.uniform(0.15, 0.6)))
    text = figure.text[: digits.start()] + str(more) + figure.text[digits.end() :]
    other = sentence[: figure.start] + text + sentence[figure.end :]
    held = [q for q in find(other) if q.start == figure.start]
    if not held or not comparable(held[0], figure) or agree(held[0], figure):
        return None
    return other, held[0].text


def told(reader: Reader, twins: list[Twin]) -> None:
    """Ask for each twin, and print what became of it."""
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for twin in twins:
        answer = reader.ask(twin.question)
        outcome = outcome_of(answer, twin)
        counts[bool(OF_ITS_DAY.search(twin.sentence))][outcome] += 1
        if outcome not in {"told", "refused"}:
            print(f"  {outcome}: {twin.question}\n     {twin.sentence} -> {twin.newer}")
            print(f"     answered: {answer.text[:90]}")
    print("\n| twins | asked | answered | both told, newest first | of those answered |")
    print("|---|---|---|---|---|")
    for name, rows in (
        ("sentence of no day of its own", counts[False]),
        ("sentence of its day (今日, 收盘, 同比)", counts[True]),
        ("all", counts[True] + counts[False]),
    ):
        asked, answered = sum(rows.values()), sum(rows.values()) - rows["refused"]
        share = f"{100 * rows['told'] / answered:.0f} %" if answered else "-"
        print(f"| {name} | {asked} | {answered} | {rows['told']} | {share} |")
    print(dict(counts[False]), dict(counts[True]))


def outcome_of(answer: Answer, twin: Twin) -> str:
    if not answer.answered:
        return "refused"
    # The same sentence of several articles is cited from the earliest of them.
    found = [v.figure.text for v in answer.versions]
    if {twin.newer, twin.older} <= set(found):
        return (
            "told" if found.index(twin.newer) < found.index(twin.older) else "told, but old first"
        )
    if found:
        return "told of others"
    return "only one" if answer.citations[0].article in twin.articles else "another article"


# --- what is no contradiction ------------------------------------------------------------------


def false(reader: Reader, name: str, asked: list[str]) -> None:
    """Ask for figures of articles that have no twin, and print every version that is told."""
    answered = shown = 0
    for question in asked:
        answer = reader.ask(question)
        answered += answer.answered
        shown += bool(answer.versions)
        if answer.versions:
            print(f"  {question}")
        for version in answer.versions:
            print(f"     {version.said} {version.citation.date} {version.citation.article}")
            print(f"       {version.citation.quote[:150]}")
    print("\n| questions for figures | asked | answered | versions told |\n|---|---|---|---|")
    print(f"| {name} | {len(asked)} | {answered} | {shown} |", flush=True)


def questions(folder: Path, count: int) -> Iterator[str]:
    """Questions whose answer is a figure of the kind asked for, chosen by hash."""
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    rows = sorted(map(json.loads, lines), key=lambda r: hashlib.sha256(r["id"].encode()).digest())
    figures = (
        row["question"]
        for row in rows
        if (kind := understand(row["question"]).asked).is_figure
        and any(fits(kind, q) for answer in row["answers"] for q in find(answer))
    )
    return itertools.islice(figures, count)


if __name__ == "__main__":
    main()
