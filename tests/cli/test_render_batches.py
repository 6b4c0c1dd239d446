"""Batches of summaries on the terminal."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qa.cli.render import batches
from qa.models.prices import Money
from qa.models.usage import Sum
from qa.summaries.folder.batch_collection import Collected
from qa.summaries.folder.batch_state import BatchStatus
from qa.summaries.folder.batch_submission import Submitted

if TYPE_CHECKING:
    from collections.abc import Sequence

OUT = Path("out")
SPENT = Sum(3, 1234, 56, costs=(Money(Decimal("0.0007"), "USD"),))
AGAIN = "qa summarize --all --out out --failed"
LOST = [("a.txt", "the reply was\ncut\x1b[2J short")]


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("written", "kept", "failed", "spent", "said"),
    [
        (1, 0, [], Sum(), ["out: 1 summary written"]),
        (2, 1998, [], Sum(), ["out: 2 summaries written, 1,998 up to date"]),
        (0, 1, [], Sum(), ["out: 1 summary is up to date; nothing was asked"]),
        (0, 2000, [], Sum(), ["out: 2,000 summaries are up to date; nothing was asked"]),
        (3, 0, [], SPENT, ["out: 3 summaries written", "3 calls, 1,234+56 tokens · $0.0007"]),
        (
            1,
            2,
            LOST,
            SPENT,
            [
                "out: 1 summary written, 2 up to date, 1 failed",
                "    a.txt: the reply was cut short",
                "3 calls, 1,234+56 tokens · $0.0007",
                "Only those that failed, once more:",
                f"    {AGAIN}",
            ],
        ),
    ],
)
def test_the_end_of_a_batch(
    capsys: pytest.CaptureFixture[str],
    written: int,
    kept: int,
    failed: Sequence[tuple[str, str]],
    spent: Sum,
    said: list[str],
) -> None:
    batches.ended(OUT, written, kept, failed, spent, AGAIN)
    assert lines(capsys) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            Submitted(("b1", "b2"), 3, ("a", "b"), (), (), (), Money(Decimal("0.05"), "USD")),
            ["3 requests sent for 2 articles, at most $0.05: b1, b2"],
        ),
        (
            Submitted((), 0, (), ("a",), ("b", "c"), tuple(LOST), None),
            [
                "nothing was sent",
                "1 article in batches that were sent before",
                "2 articles ready to be collected",
                "    a.txt: the reply was cut short",
            ],
        ),
    ],
)
def test_what_was_submitted(
    capsys: pytest.CaptureFixture[str], found: Submitted, said: list[str]
) -> None:
    batches.submitted(found)
    assert lines(capsys) == said


UNDER_WAY = BatchStatus("b1", "in_progress", "m", "h", 2, 30, 10, 1, 0.0, 7200.0, 79200.0)
MISSING = BatchStatus(None, "missing", "m", "h", 1, 1, 0, 0, 0.0, 600.0, None, "check the key")


def test_how_far_batches_are(capsys: pytest.CaptureFixture[str]) -> None:
    batches.standing([UNDER_WAY, MISSING])
    assert lines(capsys) == [
        "b1: in_progress, 10 of 30 requests, 1 failed, 2 h old, 22 h left",
        "-: missing, 0 of 1 request, 10 min old",
        "    check the key",
    ]


def test_without_a_batch_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    batches.standing([])
    assert lines(capsys) == ["no batch is under way"]


def test_what_was_collected(capsys: pytest.CaptureFixture[str]) -> None:
    found = Collected(3, ("a",), tuple(LOST), ("b",), ("c", "d"), (UNDER_WAY,), ("b0: expired",))
    batches.collected(OUT, found, SPENT)
    assert lines(capsys) == [
        "out: 1 summary written",
        "    b0: expired",
        "    a.txt: the reply was cut short",
        "1 article in batches under way: --batch collect, later",
        "2 articles with more to ask: --batch submit",
        "b1: in_progress, 10 of 30 requests, 1 failed, 2 h old, 22 h left",
        "3 calls, 1,234+56 tokens · $0.0007",
    ]
