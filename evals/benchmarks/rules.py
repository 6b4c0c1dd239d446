"""Rules of language, each switched off: what it gains and what it costs.

    python evals/benchmarks/rules.py FOLDER [FOLDER ...] [--today DAY]

A FOLDER is as truth.py has it: articles and questions that nobody saw when the rules were
written. For each rule of `qa.language.rules` all questions are asked without it; printed is how
many first lines are right, wrong, and answer what has no answer, and which questions change.
"""

from __future__ import annotations

import argparse
from contextlib import ExitStack, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import truth

from qa.language.rules import RULES, without

if TYPE_CHECKING:
    from qa.corpus.reader import Reader

    Answers = dict[str, truth.Row]


def main() -> None:
    """Ask with all rules, and then without each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=truth.OUT)
    parser.add_argument("--today", default=truth.TODAY)
    args = parser.parse_args()
    args.base_url = args.model = args.beside = args.only = args.limit = None
    args.out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        readers = [
            (truth.questions(folder, args), stack.enter_context(corpus.reader()))
            for folder in args.folders
            for corpus in [truth.indexed(folder, args)]
        ]
        every = answers(readers, None)
        print("| without | right | wrong | no answer, answered | better | worse |")
        print("|---|---|---|---|---|---|")
        print(line("nothing", every, every))
        for name in RULES:
            print(line(name, answers(readers, name), every), flush=True)


def answers(readers: list[tuple[list[truth.Row], Reader]], rule: str | None) -> Answers:
    """What is answered to each question, without a rule."""
    with without(rule) if rule else nullcontext():
        return {
            row["id"]: truth.judged(row | truth.shown(reader.ask(row["question"])), {})
            for rows, reader in readers
            for row in rows
        }


def line(name: str, some: Answers, every: Answers) -> str:
    """A row of the table."""
    states = {key: truth.state(row) for key, row in some.items()}
    before = {key: truth.state(row) for key, row in every.items()}
    told = [row for row in some.values() if not row["answerable"]]
    worth = {"right": 2, "undecided": 1, "refused": 1}
    changed = [(key, worth.get(states[key], 0) - worth.get(before[key], 0)) for key in some]
    better = [key for key, gain in changed if gain > 0]
    worse = [key for key, gain in changed if gain < 0]
    right, wrong = (sum(s == want for s in states.values()) for want in ("right", "wrong"))
    answered = sum(bool(row["answered"]) for row in told)
    return (
        f"| {name} | {right} | {wrong} | {answered} | {len(better)} {' '.join(better)}"
        f" | {len(worse)} {' '.join(worse)} |"
    )


if __name__ == "__main__":
    main()
