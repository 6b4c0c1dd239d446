"""What signals weigh, and how sure they make an answer."""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace

import pytest

from qa.search import signals
from qa.search.signals import Outlook, Signals

FITTED = tomllib.loads(signals.FITTED.read_text("utf-8"))


def test_the_odds_are_the_weighted_sum() -> None:
    weights = FITTED["zh"]["sentence"]
    found = signals.odds(Signals(cosine=1.0, words=0.5), "zh")
    assert found == pytest.approx(weights["cosine"] + 0.5 * weights["words"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_signal_has_a_weight(language: str) -> None:
    assert set(FITTED[language]["sentence"]) == {field.name for field in fields(Signals)}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_that_speaks_for_an_answer_has_a_weight(language: str) -> None:
    names = {"bias", *(field.name for field in fields(Outlook))}
    assert set(FITTED[language]["confidence"]) == names


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sentence_with_nothing_for_it_is_no_answer(language: str) -> None:
    found = signals.outlook(Signals(), (0.0, 0.0), 5, 0.8, 1000)
    assert signals.confidence(found, language) < 0.05  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_confidence_grows_with_what_the_passage_holds(language: str) -> None:
    some = signals.outlook(Signals(clause=0.5, words_around=0.5), (1.0, 1.0), 5, 0.9, 1000)
    more = signals.outlook(Signals(clause=0.8, words_around=0.9), (1.0, 1.0), 5, 0.9, 1000)
    least, most = (signals.confidence(o, language) for o in (some, more))  # type: ignore[arg-type]
    assert 0 < least < most < 1


def test_a_lead_counts_up_to_a_most() -> None:
    far, farther = (signals.outlook(Signals(), (lead, lead), 5, 1.0, 9) for lead in (50.0, 90.0))
    assert far == farther


def test_the_better_side_is_the_context() -> None:
    assert signals.outlook(Signals(before=0.2, after=0.7), (0.0, 0.0), 5, 1.0, 9).context == 0.7


def test_no_lead_lowers_the_confidence() -> None:
    found = signals.outlook(Signals(clause=0.6, words_around=0.8), (2.0, 3.0), 5, 0.9, 1000)
    assert signals.confidence(replace(found, lead=0.0, ahead=0.0), "zh") < signals.confidence(
        found, "zh"
    )
