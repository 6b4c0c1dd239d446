"""Training: examples to weights, in processes of one thread each that share their gradients."""

from __future__ import annotations

import os
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
import torch.distributed as dist
from torch import multiprocessing
from torch.nn import functional

from evals.reader.model import Network

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tokenizers import Encoding, Tokenizer
    from torch import Tensor

    from evals.reader.example import Example

WINDOW = 320  # tokens, of the question, its glosses, the head and the passage
BETWEEN = " | "


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to train, and how fast; `frozen` layers keep the weights they start with."""

    seconds: float
    rate: float = 1.2e-4
    frozen: int = 2
    batch: int = 16
    processes: int = 2
    tokens: int = 2400  # of a part of a batch
    last: float = 0.02  # of the rate, at the end


@dataclass(frozen=True, slots=True)
class Row:
    """An example in tokens; `first` is where its passage begins, 0 is the place of no answer."""

    ids: list[int]
    first: int
    start: int
    end: int
    answered: float


def rows(examples: Sequence[Example], tokenizer: Tokenizer) -> list[Row]:
    """The examples in tokens; those whose answer falls outside the window are left out."""
    tokenizer.enable_truncation(WINDOW, strategy="only_second")
    pairs = [(e.question[:200], f"{e.head}{BETWEEN}{e.passage}") for e in examples]
    encodings = tokenizer.encode_batch(pairs)
    made = (_row(e, c) for e, c in zip(examples, encodings, strict=True))
    return [row for row in made if row]


def _row(example: Example, encoding: Encoding) -> Row | None:
    before = len(example.head) + len(BETWEEN)
    second = [n for n, s in enumerate(encoding.sequence_ids) if s == 1]
    first = next((n for n in second if encoding.offsets[n][1] > before), None)
    if first is None:
        return None
    if not example.answered:
        return Row(encoding.ids, first, 0, 0, 0.0)
    start, end = example.start + before, example.end + before
    held = [n for n in second if encoding.offsets[n][0] < end and encoding.offsets[n][1] > start]
    if not held or encoding.offsets[held[-1]][1] < end:
        return None
    return Row(encoding.ids, first, held[0], held[-1], 1.0)


def train(examples: Sequence[Row], network: Network, plan: Plan, file: Path) -> None:
    """Train, and write the weights to a file, again every few minutes."""
    network.share_memory()
    # Else each step gives its memory back and asks for it again: a fifth of the time.
    os.environ |= {f"MALLOC_{name}_THRESHOLD_": str(1 << 32) for name in ("MMAP", "TRIM")}
    meeting = file.with_suffix(".meeting")
    meeting.unlink(missing_ok=True)
    multiprocessing.spawn(
        _work, (examples, network, plan, file, f"file://{meeting.absolute()}"), plan.processes
    )


def _work(
    rank: int, examples: Sequence[Row], network: Network, plan: Plan, file: Path, meeting: str
) -> None:
    torch.set_num_threads(1)
    os.environ["OMP_NUM_THREADS"] = "1"
    torch.manual_seed(1)
    dist.init_process_group("gloo", init_method=meeting, rank=rank, world_size=plan.processes)
    _Run(rank, examples, network, plan, file).go()
    dist.destroy_process_group()


class _Run:
    """One process of a training: the same weights in each, other examples."""

    def __init__(
        self, rank: int, examples: Sequence[Row], network: Network, plan: Plan, file: Path
    ) -> None:
        self._rank, self._plan, self._file = rank, plan, file
        self._examples = examples
        for layer in [network.word, network.place, network.norm, *network.layers[: plan.frozen]]:
            layer.requires_grad_(False)
        # Weights in bfloat16 are multiplied twice as fast; steps are added up in float32.
        self._steps = {
            name: weight.detach().clone().float().requires_grad_()
            for name, weight in network.named_parameters()
            if weight.requires_grad
        }
        self._whole = {name: weight.detach().clone() for name, weight in network.named_parameters()}
        self._network = Network(network.word.num_embeddings)
        self._network.load_state_dict(network.state_dict())
        for layer in [
            self._network.word,
            self._network.place,
            self._network.norm,
            *self._network.layers[: plan.frozen],
        ]:
            layer.requires_grad_(False)
        self._network.bfloat16()
        heads = ("span", "pool", "answer")
        body = [w for n, w in self._steps.items() if not n.startswith(heads)]
        top = [w for n, w in self._steps.items() if n.startswith(heads)]
        self._optimizer = torch.optim.AdamW(
            [{"params": body, "share": 1.0}, {"params": top, "share": 4.0}],
            lr=plan.rate,
            betas=(0.9, 0.98),
            weight_decay=0.01,
        )

    def go(self) -> None:
        began = said = time.monotonic()
        tokens = 0
        losses: list[float] = []
        for count, batch in enumerate(self._batches()):
            part = torch.tensor((time.monotonic() - began) / self._plan.seconds)
            dist.broadcast(part, 0)
            if float(part) >= 1:
                break
            losses.append(self._step(batch, float(part), count))
            tokens += sum(len(row.ids) for row in batch) * self._plan.processes
            if self._rank == 0 and time.monotonic() - said > 60:
                said = time.monotonic()
                self._say(said - began, count, tokens, losses[-100:])
        if self._rank == 0:
            self._save()

    def _batches(self) -> Iterator[list[Row]]:
        """Batches of like length, without end; each process has its own."""
        size = self._plan.batch
        for epoch in range(10_000):
            chance = random.Random(epoch)
            order = list(range(len(self._examples)))
            chance.shuffle(order)
            order = order[: len(order) // self._plan.processes * self._plan.processes]
            mine = order[self._rank :: self._plan.processes]
            groups = [
                sorted(mine[i : i + 8 * size], key=lambda n: len(self._examples[n].ids))
                for i in range(0, len(mine), 8 * size)
            ]
            batches = [g[i : i + size] for g in groups for i in range(0, len(g), size)]
            chance.shuffle(batches)
            yield from ([self._examples[n] for n in batch] for batch in batches)

    def _step(self, batch: Sequence[Row], part: float, count: int) -> float:
        total = 0.0
        for some in self._parts(batch):
            loss = _loss(self._network, some) / len(batch)
            loss.backward()
            total += float(loss.detach())
        live = dict(self._network.named_parameters())
        flat = torch.cat([live[name].grad.float().flatten() for name in self._steps])
        dist.all_reduce(flat)
        flat /= self._plan.processes
        flat *= min(1.0, 1.0 / (float(flat.norm()) + 1e-6))
        at = 0
        for name, weight in self._steps.items():
            weight.grad = flat[at : at + weight.numel()].view_as(weight)
            at += weight.numel()
            live[name].grad = None
        rate = self._plan.rate * min(1.0, (count + 1) / 60) * max(self._plan.last, 1 - part)
        for group in self._optimizer.param_groups:
            group["lr"] = rate * group["share"]
        self._optimizer.step()
        with torch.no_grad():
            for name, weight in self._steps.items():
                live[name].copy_(weight)
        return total

    def _parts(self, batch: Sequence[Row]) -> Iterator[Sequence[Row]]:
        size = max(1, self._plan.tokens // max(len(row.ids) for row in batch))
        return (batch[i : i + size] for i in range(0, len(batch), size))

    def _say(self, seconds: float, count: int, tokens: int, losses: Sequence[float]) -> None:
        mean = sum(losses) / len(losses)
        print(
            f"{seconds:6.0f} s, step {count}, {tokens / seconds:.0f} tokens/s, loss {mean:.3f}",
            flush=True,
        )
        self._save()

    def _save(self) -> None:
        kept = self._whole | {n: w.detach().clone() for n, w in self._steps.items()}
        part = self._file.with_suffix(".part")
        torch.save(kept, part)
        part.replace(self._file)


def collated(batch: Sequence[Row]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, mask, and where an answer may be, each of shape (rows, tokens)."""
    length = max(len(row.ids) for row in batch)
    ids = torch.ones(len(batch), length, dtype=torch.long)
    mask = torch.zeros(len(batch), length, dtype=torch.bool)
    open_ = torch.zeros(len(batch), length, dtype=torch.bool)
    for n, row in enumerate(batch):
        size = len(row.ids)
        ids[n, :size], mask[n, :size] = torch.tensor(row.ids), True
        open_[n, row.first : size - 1], open_[n, 0] = True, True
    return ids, mask, open_


def _loss(network: Network, batch: Sequence[Row]) -> Tensor:
    """Cross entropies of start, end and answer, summed over the rows."""
    ids, mask, open_ = collated(batch)
    start, end, answer = network(ids, mask)
    wanted = torch.tensor([(row.start, row.end) for row in batch])
    answered = torch.tensor([row.answered for row in batch])
    spans = sum(
        functional.cross_entropy(
            logits.float().masked_fill(~open_, -1e4), wanted[:, n], reduction="none"
        )
        for n, logits in enumerate((start, end))
    )
    here = functional.binary_cross_entropy_with_logits(answer.float(), answered, reduction="sum")
    return 0.5 * (spans * (0.6 + 0.4 * answered)).sum() + here
