"""The order given to `qa summarize`: its options, checked against each other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from qa.errors import UsageError
from qa.index.rows import NO_FILTERS, Filters
from qa.summaries.summary import LENGTHS, Form

if TYPE_CHECKING:
    from pathlib import Path

    from qa.summaries.summary import Lang, Style

Length = Literal["short", "medium", "long"]
Step = Literal["submit", "status", "collect"]


class Format(StrEnum):
    """The formats written into a folder: a file for each article, or one for all of them."""

    MD = "md"
    JSON = "json"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class Order:
    """An order to summarize: which articles, into what, and how."""

    articles: tuple[str, ...] = ()
    every: bool = False
    topic: str = ""
    filters: Filters = NO_FILTERS
    form: Form = field(default_factory=Form)
    out: Path | None = None
    formats: tuple[Format, ...] = ()
    jobs: int | None = None
    shard: tuple[int, int] | None = None
    failed: bool = False
    dry_run: bool = False
    step: Step | None = None
    yes: bool = False
    as_json: bool = False

    @property
    def digest(self) -> bool:
        """True if one digest over many articles is wanted: a topic, or filters alone."""
        return bool(self.topic) or (bool(self.filters) and not self.every)

    @property
    def single(self) -> bool:
        """True if the summary of one article is wanted, printed and not written into a folder."""
        return len(self.articles) == 1 and self.out is None


def form_of(length: Length | None, sentences: int | None, lang: Lang, style: Style | None) -> Form:
    """Return the length, language and style of a summary. Raises UsageError."""
    if length and sentences:
        raise UsageError(
            "--length and --sentences do not go together",
            f"--length {length} is --sentences {LENGTHS[length]}; leave one of them out",
        )
    if style != "headline":
        return Form(sentences or LENGTHS[length or "medium"], lang, style or "bullets")
    if length or (sentences or 1) > 1:
        raise UsageError(
            "--style headline is one sentence", "leave --length and --sentences out, or --style"
        )
    return Form(1, lang, "headline")


def shard_of(text: str) -> tuple[int, int]:
    """Parse which part of how many: 2/4. Raises UsageError."""
    found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise UsageError(
            f"--shard {text}: this is no part of a whole", "--shard 1/4, 2/4, 3/4 and 4/4"
        )
    return int(found[1]), int(found[2])


def checked(order: Order) -> Order:
    """Return the order if its options agree. Raises UsageError with what to change."""
    for wrong, what, hint in (*_wholes(order), *_places(order), *_batches(order)):
        if wrong:
            raise UsageError(what, hint)
    return order


_Rule = tuple[bool, str, str]
_EACH = "--all summarizes each article, --topic writes one digest over many"


def _wholes(order: Order) -> list[_Rule]:
    """Return the rules on what is to be summarized."""
    named, narrowed = bool(order.articles), bool(order.filters)
    goes_on = order.failed or order.step in ("status", "collect")
    return [
        (named and order.every, "ARTICLE and --all do not go together", "leave one of them out"),
        (named and bool(order.topic), "ARTICLE and --topic do not go together", _EACH),
        (order.every and bool(order.topic), "--all and --topic do not go together", _EACH),
        (
            named and narrowed,
            "ARTICLE and filters like --since do not go together",
            "name the articles, or let --all with the filters find them",
        ),
        (
            not (named or narrowed or order.every or order.topic or goes_on),
            "there is nothing to summarize",
            "qa summarize ARTICLE, qa summarize --all --out DIR, or qa summarize --topic TEXT",
        ),
    ]  # fmt: skip


def _places(order: Order) -> list[_Rule]:
    """Return the rules on where the summaries are written."""
    several = order.every or len(order.articles) > 1
    return [
        (
            several and not (order.out or order.as_json or order.dry_run),
            "there is no folder for the summaries of several articles",
            "--out DIR; or --json, which prints a line of JSON for each",
        ),
        (
            bool(order.formats) and not order.out,
            "--format says what is written into --out, and there is none",
            "--out DIR; or --json, which prints",
        ),
    ]


def _batches(order: Order) -> list[_Rule]:
    """Return the rules on options that only a batch into a folder has."""
    into_folder = bool(order.out) and not order.digest
    only = "is of a batch into a folder"
    hint = "qa summarize --all --out DIR"
    step = f"--batch {order.step}"
    return [
        (order.failed and not into_folder, f"--failed {only}", f"{hint} --failed"),
        (bool(order.shard) and not into_folder, f"--shard {only}", f"{hint} --shard 1/4"),
        (bool(order.step) and not into_folder, f"{step} {only}", f"{hint} {step}"),
        (
            bool(order.jobs) and order.digest,
            "--jobs is of a batch, and a digest is none",
            "leave --jobs out",
        ),
        (
            order.dry_run and order.digest,
            "--dry-run is of summaries, and a digest is none",
            "qa summarize --all --dry-run",
        ),
        (
            bool(order.step) and (order.failed or bool(order.jobs)),
            f"{step} does not go together with --failed or --jobs",
            "it sends all that is left to do in one file; leave them out",
        ),
    ]
