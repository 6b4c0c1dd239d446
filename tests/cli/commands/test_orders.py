"""Options of `qa summarize` that agree, and those that do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qa.cli.commands.orders import Format, Order, checked, form_of, shard_of
from qa.errors import UsageError
from qa.index.rows import Filters
from qa.summaries.summary import Form

OUT = Path("out")
SINCE = Filters(authors=("记者",))


@pytest.mark.parametrize(
    ("given", "form"),
    [
        ((None, None, "same", None), Form(5, "same", "bullets")),
        (("short", None, "zh", None), Form(3, "zh", "bullets")),
        (("long", None, "same", "paragraph"), Form(8, "same", "paragraph")),
        ((None, 2, "en", "bullets"), Form(2, "en", "bullets")),
        ((None, None, "same", "headline"), Form(1, "same", "headline")),
        ((None, 1, "same", "headline"), Form(1, "same", "headline")),
    ],
)
def test_the_form_that_is_meant(given: Any, form: Form) -> None:
    assert form_of(*given) == form


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("short", 3, "same", None), "--length and --sentences do not go together"),
        (("short", None, "same", "headline"), "--style headline is one sentence"),
        ((None, 2, "same", "headline"), "--style headline is one sentence"),
    ],
)
def test_a_form_that_contradicts_itself(given: Any, said: str) -> None:
    with pytest.raises(UsageError, match=said) as raised:
        form_of(*given)
    assert raised.value.hint


@pytest.mark.parametrize("text", ["1/1", "4/4", "2/16"])
def test_a_shard(text: str) -> None:
    assert "/".join(map(str, shard_of(text))) == text


@pytest.mark.parametrize("text", ["0/4", "5/4", "1", "1/0", "a/b", "1/4/2", "-1/4", "1 / 4"])
def test_no_shard(text: str) -> None:
    with pytest.raises(UsageError, match="this is no part of a whole"):
        shard_of(text)


GOOD: list[dict[str, Any]] = [
    {"articles": ("a",)},
    {"articles": ("a",), "as_json": True},
    {"articles": ("a", "b"), "out": OUT},
    {"articles": ("a", "b"), "as_json": True},
    {"articles": ("a", "b"), "dry_run": True},
    {"every": True, "out": OUT, "filters": SINCE},
    {"every": True, "out": OUT, "formats": (Format.JSON,), "jobs": 4, "shard": (1, 4)},
    {"every": True, "dry_run": True},
    {"every": True, "out": OUT, "step": "submit"},
    {"out": OUT, "step": "collect"},
    {"out": OUT, "step": "status"},
    {"out": OUT, "failed": True},
    {"topic": "氢能"},
    {"topic": "氢能", "filters": SINCE, "out": OUT},
    {"filters": SINCE},
]


@pytest.mark.parametrize("given", GOOD)
def test_an_order_that_can_be_carried_out(given: dict[str, Any]) -> None:
    assert checked(Order(**given)) == Order(**given)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "there is nothing to summarize"),
        ({"out": OUT}, "there is nothing to summarize"),
        ({"out": OUT, "step": "submit"}, "there is nothing to summarize"),
        ({"articles": ("a",), "every": True}, "ARTICLE and --all do not go together"),
        ({"articles": ("a",), "topic": "氢能"}, "ARTICLE and --topic do not go together"),
        ({"articles": ("a",), "filters": SINCE}, "ARTICLE and filters like --since"),
        ({"every": True, "topic": "氢能"}, "--all and --topic do not go together"),
        ({"every": True}, "there is no folder for the summaries of several articles"),
        ({"articles": ("a", "b")}, "there is no folder for the summaries of several articles"),
        ({"articles": ("a",), "formats": (Format.MD,)}, "--format says what is written into --out"),
        ({"every": True, "as_json": True, "failed": True}, "--failed is of a batch into a folder"),
        ({"every": True, "as_json": True, "shard": (1, 2)}, "--shard is of a batch into a folder"),
        ({"every": True, "as_json": True, "step": "submit"}, "--batch submit is of a batch into"),
        ({"topic": "氢能", "out": OUT, "failed": True}, "--failed is of a batch into a folder"),
        ({"topic": "氢能", "out": OUT, "step": "submit"}, "--batch submit is of a batch into"),
        ({"topic": "氢能", "jobs": 2}, "--jobs is of a batch, and a digest is none"),
        ({"topic": "氢能", "dry_run": True}, "--dry-run is of summaries, and a digest is none"),
        ({"every": True, "out": OUT, "step": "submit", "jobs": 2}, "--batch submit does not go"),
        ({"out": OUT, "step": "collect", "failed": True}, "--batch collect does not go together"),
    ],
)  # fmt: skip
def test_an_order_that_contradicts_itself(given: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said) as raised:
        checked(Order(**given))
    assert raised.value.hint


@pytest.mark.parametrize(
    ("given", "single", "digest"),
    [
        ({"articles": ("a",)}, True, False),
        ({"articles": ("a",), "out": OUT}, False, False),
        ({"articles": ("a", "b")}, False, False),
        ({"every": True, "filters": SINCE}, False, False),
        ({"filters": SINCE}, False, True),
        ({"topic": "氢能"}, False, True),
    ],
)
def test_what_is_wanted(given: dict[str, Any], single: bool, digest: bool) -> None:
    order = Order(**given)
    assert (order.single, order.digest) == (single, digest)
