import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from qa.models import tokens
from qa.models.tokens import Tokens


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    tokens._loaded.cache_clear()
    yield
    tokens._loaded.cache_clear()


def test_counts_are_those_of_o200k_base() -> None:
    # Counted with tiktoken's own table: "hello", " world".
    assert tokens.count("hello world") == 2


def test_the_table_is_kept_for_the_next_process(tmp_path: Path) -> None:
    tokens.count("x")
    assert [f.stat().st_size for f in (tmp_path / "qa" / "tiktoken").iterdir()] == [3613922]


def test_the_environment_is_left_as_it_was() -> None:
    tokens.count("x")
    assert "TIKTOKEN_CACHE_DIR" not in os.environ


def test_a_folder_of_the_users_own_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path / "own"))
    tokens.count("x")
    assert len(list((tmp_path / "own").iterdir())) == 1


def test_another_tokenizer_may_count_more() -> None:
    # 2 tokens each, 1.75 times.
    assert tokens.at_most(["hello world", "hello world"]) == 7


def said(**counts: Any) -> Tokens | None:
    return tokens.reported(SimpleNamespace(**counts))


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({"prompt_tokens": 7, "completion_tokens": 2}, Tokens(7, 2)),
        ({"prompt_tokens": 7}, Tokens(7)),
        ({"prompt_tokens": 7, "completion_tokens": None}, Tokens(7)),
        ({"prompt_tokens": 7, "prompt_cache_hit_tokens": 7}, Tokens(7, 0, 7)),
        ({"prompt_tokens": 7, "prompt_cache_hit_tokens": 8}, Tokens(7)),
        ({"prompt_tokens": 10_000_001}, None),
        ({"prompt_tokens": 0, "completion_tokens": 2}, None),
        ({"prompt_tokens": 7, "completion_tokens": -1}, None),
        ({"completion_tokens": 2}, None),
        ({}, None),
    ],
)
def test_a_count_of_a_server_is_taken_where_it_can_be_one(
    counts: dict[str, Any], found: Tokens | None
) -> None:
    assert said(**counts) == found
