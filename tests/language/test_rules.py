from __future__ import annotations

import re
from pathlib import Path

import pytest

from qa.language import rules

PACKAGE = Path(__file__).parents[2] / "qa"


def test_a_rule_is_on_until_it_is_switched_off_and_again_after() -> None:
    with rules.without("kind"):
        assert not rules.on("kind")
    assert rules.on("kind")


def test_rules_are_switched_off_one_within_the_other() -> None:
    with rules.without("kind"), rules.without("time"):
        assert (rules.on("kind"), rules.on("time"), rules.on("names")) == (False, False, True)


def test_what_a_rule_objects_to_counts_while_it_is_on() -> None:
    with rules.without("quotes"):
        assert list(rules.kept("quotes", ["misquoted"])) == []
    assert list(rules.kept("quotes", ["misquoted"])) == ["misquoted"]


def test_there_is_no_other_rule() -> None:
    with pytest.raises(KeyError):
        rules.on("weather")


def test_every_rule_is_asked_for_somewhere() -> None:
    source = "".join(file.read_text("utf-8") for file in PACKAGE.rglob("*.py"))
    asked = set(re.findall(r'(?:\bon|\bkept)\("([^"]+)"', source))
    assert asked == set(rules.RULES)
