"""Train the reader: corpora to weights, in one command.

    pip install -e . --group reader
    python -m evals.reader --bench BENCH --work DIR [--translated FILE] [--minutes N] [--write]

BENCH holds the corpora (`cmrc/`, `drcd/`, `xquad/`, `reader/`, `news.jsonl.xz`). DIR keeps the
vocabulary and the weights of each stage. `--translated` names what evals/reader/translate.py
wrote; without it the English questions are those of XQuAD and of the patterns. `--without KIND`
leaves one kind of data out, `--write` puts the reader into qa/reading/weights.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from tokenizers import Tokenizer

from evals.reader import data, e5, start
from evals.reader.export import exported
from evals.reader.model import Network
from evals.reader.train import Plan, rows, train
from qa.reading.reader import MODEL, OWN, TOKENIZER

if TYPE_CHECKING:
    from collections.abc import Sequence

# Of the time: the corpora alone, then everything, made anew for each stage.
STAGES = (0.06, 0.25, 0.17, 0.16, 0.16, 0.2)


def main() -> None:
    """Train in stages, each from the weights of the one before, and export the last."""
    args = _arguments()
    args.work.mkdir(parents=True, exist_ok=True)
    kept = vocabulary(args.bench, args.work)
    tokenizer = Tokenizer.from_file(str(args.work / TOKENIZER))
    weights = None
    for number, share in enumerate(STAGES, start=1):
        file = args.work / f"stage{number}{'-'.join(['', *args.without])}.pt"
        network = begun(kept, weights)
        first, last = number == 1, number == len(STAGES)
        without = (*args.without, *(("translated", "news", "patterns") if first else ()))
        mixture = data.Mixture(without=without, seed=number)
        examples = rows(data.training(args.bench, args.translated, mixture), tokenizer)
        plan = Plan(60 * args.minutes * share, 1.5e-4 if first else 1.2e-4,
                    last=0.02 if last else 0.5)  # fmt: skip
        train(examples, network, plan, file)
        weights = file
    if args.write and weights:
        write(weights, args.work / TOKENIZER, OWN)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m evals.reader",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--translated", type=Path)
    parser.add_argument("--minutes", type=float, default=180)
    parser.add_argument("--without", nargs="*", default=[], choices=data.KINDS)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def vocabulary(bench: Path, work: Path) -> list[int]:
    """The pieces that stay, as they were chosen before, if they were."""
    file = work / "kept.json"
    if not file.is_file():
        kept = start.vocabulary(bench)
        known = e5.read().vocabulary
        made = start.tokenizer([(known.pieces[n], known.scores[n]) for n in kept])
        made.save(str(work / TOKENIZER))
        file.write_text(json.dumps(kept), "utf-8")
    found: list[int] = json.loads(file.read_text("utf-8"))
    return found


def begun(kept: Sequence[int], weights: Path | None) -> Network:
    """A network with the weights of the stage before, or of multilingual-e5-small."""
    torch.manual_seed(0)
    network = Network(len(kept))
    network.begin_as(start.encoder(kept))
    if weights:
        network.load_state_dict(torch.load(weights))
    return network


def write(weights: Path, tokenizer: Path, folder: Path) -> None:
    """Export weights, and lay them and the tokenizer where qa reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    known = {name: value.float().numpy() for name, value in torch.load(weights).items()}
    (folder / MODEL).write_bytes(exported(known))
    shutil.copy(tokenizer, folder / TOKENIZER)


if __name__ == "__main__":
    main()
