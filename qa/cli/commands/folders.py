"""The folders of `qa summarize`: dry runs, runs, and batches at the server."""

from __future__ import annotations

import re
import shlex
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from qa.cli import progress, render
from qa.cli.commands.arguments import corpus_of, print_record
from qa.cli.commands.orders import Format
from qa.cli.render import batches
from qa.errors import OverBudget, UsageError
from qa.language.characters import json_line
from qa.models.prices import Money
from qa.summaries.folder.record import of_estimate, of_folder
from qa.summaries.record import of_summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from qa.cli.commands.orders import Order
    from qa.corpus.corpus import Corpus
    from qa.summaries.folder.batch_order import Remembered
    from qa.summaries.folder.folders import Folder
    from qa.summaries.folder.plans import Estimate

NONE_WRITTEN = 8
_ENDS = {"all": 0, "some": 1, "none": NONE_WRITTEN}
_TOGETHER = 4  # calls at the same time, unless --jobs says otherwise


def carry_out(corpus: Corpus, order: Order) -> int:
    """Estimate, run, submit, look at or collect a folder of summaries; return the exit code."""
    if order.dry_run:
        return _estimated(corpus, order)
    if order.step == "submit":
        return _submitted(corpus, order)
    if order.step:
        return _looked_at(corpus, order)
    return _run(corpus, order)


def _run(corpus: Corpus, order: Order) -> int:
    with _within_limit(corpus, order) as folder, progress.shown_run() as tell:
        report, waiting = folder.run(tell), folder.waiting()
    if order.as_json:
        print_record(of_folder(report, folder.spent))
        return _ENDS[report.outcome]
    failed = [(failure.article, failure.error) for failure in report.failures]
    counts, spent = report.progress, folder.spent
    again = shlex.join(["qa", *(a for a in sys.argv[1:] if a != "--failed"), "--failed"])
    batches.ended(_out(order), counts.done, counts.up_to_date, failed, spent, again)
    if waiting:
        render.note(f"{len(waiting):,} more are in batches under way: --batch collect")
    return _ENDS[report.outcome]


@contextmanager
def _within_limit(corpus: Corpus, order: Order) -> Iterator[Folder]:
    """Yield the folder once it is clear that its cost is allowed. Raises OverBudget."""
    with _opened(corpus, order, _out(order)) as folder:
        if corpus.settings.max_cost is None or not folder.model:
            yield folder
            return
        found = folder.estimate()
        limit = Money(corpus.settings.max_cost, found.cost.currency if found.cost else "USD")
        if not found.over(limit):
            yield folder
            return
    if not order.yes:
        _ask(found, limit)
    lifted = corpus_of(corpus.settings.model_copy(update={"max_cost": None}))
    with _opened(lifted, order, _out(order)) as folder:
        yield folder


def _ask(found: Estimate, limit: Money) -> None:
    """Ask whether to spend more than the limit. Raises OverBudget unless somebody says yes."""
    over = f"{found.todo:,} articles cost about {found.cost}, and --max-cost is {limit}"
    typed = sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()
    if not (typed and typer.confirm(f"{over}. Go on?", err=True)):
        raise OverBudget(over, "raise --max-cost, or say --yes; nothing was spent")


def _estimated(corpus: Corpus, order: Order) -> int:
    """Say what a run would take; leave nothing behind if there was no folder."""
    with tempfile.TemporaryDirectory() as nowhere:
        there = order.out is not None and order.out.is_dir()
        place = order.out if there and order.out else Path(nowhere)
        with _opened(corpus, order, place) as folder:
            found = folder.estimate()
    if order.as_json:
        print_record(of_estimate(found))
    else:
        batches.estimated(found)
    return 0


# --- the Batch API -------------------------------------------------------------------------


def _submitted(corpus: Corpus, order: Order) -> int:
    from qa.summaries.folder import batch_order

    if order.yes:
        corpus = corpus_of(corpus.settings.model_copy(update={"max_cost": None}))
    with _opened(corpus, order, _out(order)) as folder:
        found = batch_order.submit(corpus, folder, order.form, [f.value for f in order.formats])
    batches.submitted(found)
    return 1 if found.failed else 0


def _looked_at(corpus: Corpus, order: Order) -> int:
    """Report on the batches of a folder, or collect them in the form that was ordered."""
    from qa.summaries.folder import batch_order
    from qa.summaries.folder.journal import Journal

    out = _out(order)
    if not out.is_dir():
        raise UsageError(f"{out}: there is no such folder", "qa summarize --all --batch submit")
    with Journal(out, order.shard) as journal:
        before = batch_order.remembered(journal)
    if before is None:
        batches.standing(())
        return 0
    with _opened(corpus, order, out, before) as folder:
        if order.step == "status":
            batches.standing(batch_order.status(corpus, folder))
            return 0
        found, batch = batch_order.collect(corpus, folder, before)
        folder.together(batch)
    batches.collected(out, found, corpus.meter.total)
    return 0 if found.complete else 1


# --- the folder ----------------------------------------------------------------------------


@contextmanager
def _opened(
    corpus: Corpus, order: Order, out: Path, before: Remembered | None = None
) -> Iterator[Folder]:
    from qa.summaries.folder import folders
    from qa.summaries.folder.plans import Choice
    from qa.verify import documents

    formats = tuple(map(Format, before.formats)) if before else order.formats
    texts = {".md": documents.markdown, ".json": _json}
    wanted = {f".{one}" for one in formats or (Format.MD,)}
    job = folders.Job(
        out,
        of_summary,
        {suffix: text for suffix, text in texts.items() if suffix in wanted},
        Choice(order.articles, order.filters, order.shard),
        before.form if before else order.form,
        together=Format.JSONL in formats,
        failed_only=order.failed,
        jobs=order.jobs or _TOGETHER,
        window=corpus.settings.window,
    )
    with folders.opened(corpus, job) as folder:
        yield folder


def write_digest(corpus: Corpus, order: Order, record: dict[str, Any]) -> list[Path]:
    """Write a digest into the folder in each format; return the files. Raises UsageError."""
    from qa.summaries.digest import timelines
    from qa.summaries.folder import writing

    out = _out(order)
    writing.require_outside(out, corpus.settings.articles)
    texts = {Format.MD: timelines.markdown, Format.JSON: _json, Format.JSONL: _json}
    out.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w]+", "-", order.topic)[:60].strip("-")
    files = []
    for kind in order.formats or (Format.MD,):
        file = out / f"digest{'-' if name else ''}{name}.{kind.value}"
        writing.write(file, [texts[kind](record)])
        files.append(file)
    return files


def _json(record: Mapping[str, Any]) -> str:
    return json_line(dict(record)) + "\n"


def _out(order: Order) -> Path:
    if order.out is None:
        raise UsageError("there is no folder to write into", "--out DIR")
    return order.out
