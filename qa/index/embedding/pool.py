"""A pool of processes that embed passages, with the same result as a single process."""

from __future__ import annotations

import os
import signal
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from queue import SimpleQueue
from threading import Event, Thread
from types import ModuleType
from typing import TYPE_CHECKING, Any

from qa.errors import QaError, UsageError
from qa.index.embedding import choose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnContext

    import numpy as np
    from numpy.typing import NDArray

    from qa.index.embedding import Embedder

    Passages = Sequence[Sequence[str]]
    Vectors = list[NDArray[np.float32]]

# The variables that numpy's BLAS library, whichever it is, reads when numpy is imported.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
# A worker whose pipe is closed only has to exit.
_SECONDS_TO_END = 5


class Pool:
    """A pool that embeds passages in `workers` processes; with one worker, in this process.

    >>> with Pool("use", workers=2) as pool:
    ...     vectors = pool.submit([["甲。", "乙。"]]).result()

    The vectors are the embedder's `passages`, bit for bit, whatever the number of workers.
    The caller limits the batches in flight: twice the workers keeps all of them busy.

    The processes are spawned, so that none inherits the threads of numpy or Chroma, and
    without the caller's main module: a script needs no `if __name__ == "__main__"`, and
    nothing of it runs again. They end with the `with` block, at once if it ends with an
    exception such as KeyboardInterrupt, and also when this process is killed.

    Raises UsageError if there is no such embedder or if `workers` is less than 1.
    """

    def __init__(self, name: str, workers: int) -> None:
        if workers < 1:
            raise UsageError(f"{workers} workers cannot embed anything", "give 1 or more")
        self._here = choose(name)
        self._name = name
        self._workers = workers
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._threads: ThreadPoolExecutor | None = None
        self._close = ExitStack()
        self._all: list[_Worker] = []

    def __enter__(self) -> Pool:
        if self._workers == 1:
            return self
        # One thread per worker, which sends, waits and receives; the worker does the work.
        threads = ThreadPoolExecutor(self._workers, "qa-embedding")
        with ExitStack() as opened:
            opened.callback(threads.shutdown, cancel_futures=True)
            with _quiet_start() as context:
                for _ in range(self._workers):
                    worker = _Worker(context, self._name)
                    opened.push(worker.end)
                    self._idle.put(worker)
                    self._all.append(worker)
            opened.push(lambda kind, *_: None if kind else threads.shutdown())
            self._close = opened.pop_all()
        self._threads = threads
        return self

    def __exit__(self, *error: Any) -> None:
        # In a thread, which Ctrl-C does not interrupt: between waiting for a process and noting
        # that it has ended, Ctrl-C would leave it among the running ones for ever.
        closed = Event()  # a join, once interrupted by Ctrl-C, always says that the thread ended

        def close() -> None:
            try:
                self._close.__exit__(*error)
            finally:
                closed.set()

        try:
            Thread(target=close, name="qa-embedding-end").start()
            closed.wait()
        except BaseException:
            for worker in self._all:
                worker.kill()
            closed.wait()
            raise

    def submit(self, passages: Passages) -> Future[Vectors]:
        """Return the future vectors of these passages; with one worker, they are ready at once.

        Its `result` raises QaError if the worker died, or if the embedder raised one for the
        user to act on.
        """
        if self._threads:
            return self._threads.submit(self._embed, passages)
        done: Future[Vectors] = Future()
        reply = _reply(self._here, passages)
        done.set_exception(reply) if isinstance(reply, QaError) else done.set_result(reply)
        return done

    def _embed(self, passages: Passages) -> Vectors:
        worker = self._idle.get()
        try:
            return worker.passages(passages)
        finally:
            self._idle.put(worker)  # a dead one too: it fails again; an empty queue would hang


class _Worker:
    """A process that embeds, as seen from the process that started it."""

    def __init__(self, context: SpawnContext, name: str) -> None:
        # Each process holds one end only, so that the other notices when it is gone.
        self._pipe, theirs = context.Pipe()
        with theirs:
            self._process = context.Process(target=_serve, args=(theirs, name), daemon=True)
            self._process.start()

    def passages(self, passages: Passages) -> Vectors:
        try:
            self._pipe.send(passages)
            reply: Vectors | QaError = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise self._died() from error
        if isinstance(reply, QaError):
            raise reply
        return reply

    def _died(self) -> QaError:
        self._process.join(_SECONDS_TO_END)
        return QaError(
            f"a process that embeds ended too early: {_cause(self._process.exitcode)}",
            "qa index --workers 1 takes the least memory; what is embedded already is kept",
        )

    def kill(self) -> None:
        """End the process at once; whoever waits for it sees that it has ended."""
        self._process.kill()

    def end(self, kind: type[BaseException] | None, *_: object) -> None:
        """Let the process end; kill it after an exception, or if it does not end."""
        try:
            if not kind:
                self._pipe.close()
                self._process.join(_SECONDS_TO_END)
        finally:
            self._process.kill()
            self._process.join()


def _cause(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    known = {each.value for each in signal.Signals}
    name = signal.Signals(-code).name if -code in known else f"signal {-code}"
    # The Linux kernel sends SIGKILL when memory runs out.
    return f"killed by {name}" + (", as when memory runs out" if name == "SIGKILL" else "")


@contextmanager
def _quiet_start() -> Iterator[SpawnContext]:
    """Yield a context whose processes neither get Ctrl-C nor import this one's main module."""
    import multiprocessing

    main = sys.modules["__main__"]
    with ExitStack() as undo:
        if hasattr(signal, "pthread_sigmask"):
            from multiprocessing import resource_tracker

            resource_tracker.ensure_running()  # started later, it would unblock SIGINT again
            blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
            undo.callback(signal.pthread_sigmask, signal.SIG_SETMASK, blocked)
        # A main module without a file and a name is not imported again, see
        # multiprocessing.spawn.get_preparation_data: that of `qa` would take 0.4 s per worker.
        undo.callback(sys.modules.__setitem__, "__main__", main)
        sys.modules["__main__"] = ModuleType("__main__")
        yield multiprocessing.get_context("spawn")


def _serve(pipe: Connection, name: str) -> None:
    """Embed the passages that come through the pipe until it is closed: a worker's main loop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    os.environ.update(_ONE_THREAD)  # numpy is not imported yet
    embedder = choose(name)
    gone = (EOFError, BrokenPipeError, ConnectionResetError)
    while True:
        try:
            passages = pipe.recv()
        except gone:
            return
        reply = _reply(embedder, passages)
        with suppress(*gone):
            pipe.send(reply)


def _end_with_parent() -> None:
    """Exit when the parent ends, even in the middle of a batch: nobody waits for it any more."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def _reply(embedder: Embedder, passages: Passages) -> Vectors | QaError:
    try:
        return embedder.passages(passages)
    except QaError as error:
        return error
