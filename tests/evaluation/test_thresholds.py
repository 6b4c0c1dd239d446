"""Thresholds: read from TOML, and every mistake in them told."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.errors import UsageError
from qa.evaluation.thresholds import Minimum, Thresholds, load

ROOT = Path(__file__).parents[2]


def of(folder: Path, text: str) -> Thresholds:
    file = folder / "thresholds.toml"
    file.write_text(text, "utf-8")
    return load(file)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    text = '[[minimum]]\nscore = "figure"\nleast = 0.85\nlanguage = "zh"\nmode = "replay"\n'
    wanted = Minimum(score="figure", least=0.85, language="zh", mode="replay")
    assert of(tmp_path, text) == Thresholds(minimum=(wanted,))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("most_lots = 1", "there is no key 'most_lots'; did you mean 'most_lost'?"),
        ("[[minimums]]", "there is no key 'minimums'; did you mean 'minimum'?"),
        (
            '[[minimum]]\nscore = "pass"\nleast = 1\ntag = ["a"]',
            "minimum 1: there is no key 'tag'; did you mean 'tags'?",
        ),
        (
            '[[minimum]]\nscore = "figur"\nleast = 1',
            "minimum 1 score: there is no score 'figur'; did you mean 'figure'?",
        ),
        ('[[minimum]]\nscore = "pass"\nleast = 85', "minimum 1 least: "),
        ('[[minimum]]\nscore = "pass"', "minimum 1 least: Field required"),
        ("most_lost =", "thresholds.toml: Invalid value"),
    ],
    ids=["key", "table", "inner", "score", "rate", "missing", "toml"],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        of(tmp_path, text)
    assert said in caught.value.message


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none.toml: No such file"):
        load(tmp_path / "none.toml")


def test_those_of_the_seed_set_can_be_read() -> None:
    assert load(ROOT / "evals" / "thresholds.toml").minimum
