import os
from pathlib import Path

import pytest

from qa import tokens


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
