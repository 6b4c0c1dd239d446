"""A run killed with SIGKILL, and two at once, as processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.summaries.folder.ways import articles, contents

ROOT = Path(__file__).parents[3]
# Every call is a line of a file; the run kills itself at the point that is named.
SCRIPT = """
import os, signal, sys
from pathlib import Path
from qa.summaries.folder import asking
from qa.summaries.folder.journal import Journal
from tests.summaries.folder.ways import *
place, point = Path(sys.argv[1]), sys.argv[2]
left = [3]
def die(at):
    if at == point:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
def dying(at, whole):
    def call(*given, **more):
        done = whole(*given, **more)
        die(at)
        return done
    return call
Journal.keep = dying("kept", Journal.keep)
Journal.finish = dying("finished", Journal.finish)
os.fsync = dying("synced", os.fsync)
def asked(said, number):
    die("asking")
    with open(place / "calls", "a") as file:
        file.write(said + "\\n")
todo = tasks([place / "news"], Choice())
with Journal(place / "out") as kept:
    asking.run(batch(kept, place / "out"), todo, steps, Counting(asked), pacing(), 1)
"""


def start(place: Path, point: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-c", SCRIPT, str(place), point], env=environment)


@pytest.mark.parametrize("point", ["asking", "kept", "finished", "synced"])
def test_a_killed_run_goes_on_and_pays_for_nothing_twice(tmp_path: Path, point: str) -> None:
    articles(tmp_path / "news", 4)
    assert start(tmp_path, point).wait(60) == -signal.SIGKILL
    assert start(tmp_path, "").wait(60) == 0
    calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert len(calls) == len(set(calls)) == 8
    found = contents(tmp_path / "out")
    assert found == {f"0{n}.txt.md": f"<<第{n}篇报道。>!>\n".encode() for n in range(4)}


def test_two_runs_at_once_write_whole_files(tmp_path: Path) -> None:
    articles(tmp_path / "news", 4)
    both = [start(tmp_path, "") for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    found = contents(tmp_path / "out")
    assert found == {f"0{n}.txt.md": f"<<第{n}篇报道。>!>\n".encode() for n in range(4)}
