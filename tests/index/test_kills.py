"""Killed at any moment, an index heals: twenty kills with SIGKILL, real stores, real model."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from qa.corpus.corpus import Corpus
from qa.settings import Settings
from tests.corpora import news, write_news
from tests.index.contents import contents

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = 500
KILLS = 20


def index_in_another_process(folder: Path, index: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "qa", "index", "--articles", folder, "--index", index, "--json"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kill_at_random(run: subprocess.Popen[bytes], index: Path, chance: random.Random) -> None:
    """Kill at some moment of the reading and embedding, or of the building of the stores."""
    before = set(index.glob("generation-*"))
    if chance.random() < 0.5:
        while run.poll() is None and set(index.glob("generation-*")) <= before:
            time.sleep(0.002)
        wait = chance.uniform(0, 0.8)
    else:
        wait = chance.uniform(0.3, 4)
    try:
        run.wait(wait)
    except subprocess.TimeoutExpired:
        run.kill()
        run.wait()


@pytest.mark.slow
def test_twenty_kills_leave_the_index_of_an_uninterrupted_run(tmp_path: Path) -> None:
    chance = random.Random(7)
    folder, index = news(tmp_path / "articles", ARTICLES), tmp_path / "killed"
    killed = 0
    while killed < KILLS:
        run = index_in_another_process(folder, index)
        kill_at_random(run, index, chance)
        killed += run.returncode == -9
        if run.returncode == 0 or chance.random() < 0.3:
            assert index_in_another_process(folder, index).wait() == 0
            contents(index)  # asserts that the stores agree
            for number in chance.sample(range(ARTICLES), 60):
                write_news(folder, number, chance)
            (folder / f"news-{chance.randrange(ARTICLES):04d}.txt").unlink(missing_ok=True)
    assert index_in_another_process(folder, index).wait() == 0
    Corpus(Settings(articles=(folder,), index=tmp_path / "whole")).index()
    assert contents(index) == contents(tmp_path / "whole")
