"""A server on this machine that plays OpenAI's Files and Batches endpoints, whole and broken.

A batch moves only when it is told to: `start`, `answer`, `finish`, `expire`. What is paid for is
counted by custom_id, whether or not anybody ever reads the reply.
"""

from __future__ import annotations

import json
import re
import threading
from collections import Counter, defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CREATED = 1_700_000_000
DAY = 24 * 60 * 60
ENDPOINT = "/v1/chat/completions"


@dataclass(frozen=True)
class Fault:
    """A request that goes wrong: with a status, or with a connection that drops.

    `handled`: it was done all the same, and only the answer is lost.
    """

    status: int | None = None
    handled: bool = False


DROPPED, LOST = Fault(), Fault(handled=True)


def says(text: str, read: int = 40, written: int = 10) -> dict[str, Any]:
    """The body of a reply."""
    choice = {
        "index": 0,
        "finish_reason": "stop",
        "message": {"role": "assistant", "content": text},
    }
    usage = {"prompt_tokens": read, "completion_tokens": written}
    return {
        "id": "c",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [choice],
        "usage": usage,
    }


def result(key: str, body: Any, status: int = 200) -> dict[str, Any]:
    """A line of a file of results."""
    response = {"status_code": status, "request_id": "r", "body": body}
    return {"id": f"batch_req_{key[:8]}", "custom_id": key, "response": response, "error": None}


def unanswered(key: str, code: str) -> dict[str, Any]:
    """A line of a file of errors, for a request that was never run."""
    error = {"code": code, "message": "This request could not be executed in time."}
    return {"id": f"batch_req_{key[:8]}", "custom_id": key, "response": None, "error": error}


def lines(*each: Any) -> bytes:
    return b"".join(
        (line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in each
    )


@dataclass
class BatchServer:
    """Its files and batches, and what goes wrong with the next requests to each endpoint."""

    reply: Callable[[dict[str, Any]], tuple[int, Any]] = lambda body: (200, says("好。"))
    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    batches: dict[str, dict[str, Any]] = field(default_factory=dict)
    answered: dict[str, dict[str, dict[str, Any]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    paid: Counter[str] = field(default_factory=Counter)
    asked: list[str] = field(default_factory=list)
    faults: dict[str, list[Fault]] = field(default_factory=lambda: defaultdict(list))
    fault_at: dict[int, Fault] = field(default_factory=dict)
    made: int = 0

    # --- what a test tells it ---------------------------------------------------------------

    def start(self, *, problems: list[dict[str, Any]] | None = None) -> None:
        """Check the files of new batches: they begin, or fail with these problems."""
        for batch in self._with("validating"):
            found = self._wrong(batch) if problems is None else problems
            batch["status"] = "failed" if found else "in_progress"
            if found:
                batch["errors"] = {"object": "list", "data": found}

    def answer(self, most: int | None = None) -> None:
        """Run requests of the batches that have begun, in turn."""
        for batch in self._with("in_progress", "cancelling"):
            done = self.answered[batch["id"]]
            for key, body in list(self.requests(batch).items())[len(done) :][:most]:
                status, said = self.reply(body)
                self.paid[key] += status == 200
                done[key] = result(key, said, status)

    def finish(self) -> None:
        """Bring all batches to the end they are on the way to, all requests answered."""
        self.start()
        self.answer()
        for batch in self._with("in_progress"):
            self._end(batch, "completed", "")
        self.cancelled()

    def expire(self) -> None:
        for batch in self._with("in_progress"):
            self._end(batch, "expired", "batch_expired")

    def cancelled(self) -> None:
        for batch in self._with("cancelling"):
            self._end(batch, "cancelled", "batch_cancelled")

    def requests(self, batch: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """What was asked in a batch, by custom_id."""
        sent = map(json.loads, self.files[batch["input_file_id"]].splitlines())
        return {each["custom_id"]: each["body"] for each in sent}

    def only(self) -> dict[str, Any]:
        (batch,) = self.batches.values()
        return batch

    def write(self, batch: dict[str, Any], *each: Any) -> None:
        """Put other lines in place of the results of a batch."""
        self.files[batch["output_file_id"]] = lines(*each)

    # --- its ways ---------------------------------------------------------------------------

    def _with(self, *states: str) -> list[dict[str, Any]]:
        return [batch for batch in self.batches.values() if batch["status"] in states]

    def _wrong(self, batch: dict[str, Any]) -> list[dict[str, Any]]:
        content = self.files.get(batch["input_file_id"])
        if content is None:
            return [{"code": "invalid_file", "message": "The file is gone."}]
        seen: set[str] = set()
        for number, line in enumerate(content.splitlines(), 1):
            sent = json.loads(line)
            if sent["custom_id"] in seen or len(sent["custom_id"]) > 64 or sent["url"] != ENDPOINT:
                return [{"code": "invalid_line", "message": "Not a request.", "line": number}]
            seen.add(sent["custom_id"])
        return []

    def _end(self, batch: dict[str, Any], status: str, code: str) -> None:
        done = self.answered[batch["id"]]
        good = [line for line in done.values() if line["response"]["status_code"] == 200]
        bad = [line for line in done.values() if line not in good]
        bad += [unanswered(key, code) for key in self.requests(batch) if key not in done]
        for name, written in (("output_file_id", good[::-1]), ("error_file_id", bad)):
            if written:  # in another order than they were asked
                batch[name] = self._new("file", lines(*written))
        batch["status"] = status
        batch["request_counts"] |= {"completed": len(good), "failed": len(bad)}

    def _new(self, kind: str, content: bytes = b"") -> str:
        self.made += 1
        made = f"{kind}-{self.made}"
        if kind == "file":
            self.files[made] = content
        return made

    # --- its endpoints ----------------------------------------------------------------------

    def handle(
        self, method: str, path: str, query: dict[str, str], content: bytes, kind: str
    ) -> tuple[int, Any]:
        for pattern, act in _ENDPOINTS.items():
            if found := re.fullmatch(pattern, f"{method} {path}"):
                return getattr(self, act)(*found.groups(), query=query, content=content, kind=kind)
        return 404, {"error": {"message": "Not found"}}

    def upload(self, *, content: bytes, kind: str, **_: Any) -> tuple[int, Any]:
        boundary = kind.partition("boundary=")[2].strip('"').encode()
        fields: dict[str, bytes] = {}
        name = ""
        for part in content.split(b"--" + boundary)[1:-1]:
            head, _, value = part.partition(b"\r\n\r\n")
            names = dict(re.findall(r'(\w*name)="([^"]*)"', head.decode()))
            fields[names["name"]] = value.removesuffix(b"\r\n")
            name = names.get("filename", name)
        assert fields["purpose"] == b"batch"
        made = self._new("file", fields["file"])
        self.names[made] = name
        return 200, {"id": made, "object": "file", "bytes": len(fields["file"]), "created_at": CREATED,
                     "filename": name, "purpose": "batch", "status": "processed"}  # fmt: skip

    def delete(self, file: str, **_: Any) -> tuple[int, Any]:
        if self.files.pop(file, None) is None:
            return 404, {"error": {"message": "No such File object"}}
        return 200, {"id": file, "object": "file", "deleted": True}

    def download(self, file: str, **_: Any) -> tuple[int, Any]:
        content = self.files.get(file)
        return (
            (200, content)
            if content is not None
            else (404, {"error": {"message": "No such File object"}})
        )

    def create(self, *, content: bytes, **_: Any) -> tuple[int, Any]:
        sent = json.loads(content)
        if sent["input_file_id"] not in self.files:
            return 400, {"error": {"message": "Invalid file"}}
        assert (sent["completion_window"], sent["endpoint"]) == ("24h", ENDPOINT)
        made = self._new("batch")
        batch = {"id": made, "object": "batch", "status": "validating", "created_at": CREATED,
                 "expires_at": CREATED + DAY, "errors": None, "output_file_id": None,
                 "error_file_id": None, **sent}  # fmt: skip
        self.batches[made] = batch
        batch["request_counts"] = {"total": len(self.requests(batch)), "completed": 0, "failed": 0}
        return 200, batch

    def retrieve(self, batch: str, **_: Any) -> tuple[int, Any]:
        found = self.batches.get(batch)
        return (200, found) if found else (404, {"error": {"message": "No such batch"}})

    def cancel(self, batch: str, **_: Any) -> tuple[int, Any]:
        self.batches[batch]["status"] = "cancelling"
        return 200, self.batches[batch]

    def list(self, *, query: dict[str, str], **_: Any) -> tuple[int, Any]:
        newest = list(self.batches.values())[::-1]
        ids = [batch["id"] for batch in newest]
        start = ids.index(query["after"]) + 1 if "after" in query else 0
        page = newest[start : start + int(query.get("limit", 20))]
        more = start + len(page) < len(newest)
        return 200, {"object": "list", "data": page, "has_more": more}


_ENDPOINTS: dict[str, str] = {
    "POST /files": "upload",
    "DELETE /files/([^/]+)": "delete",
    "GET /files/([^/]+)/content": "download",
    "POST /batches": "create",
    "GET /batches": "list",
    "GET /batches/([^/]+)": "retrieve",
    "POST /batches/([^/]+)/cancel": "cancel",
}


@contextmanager
def serve(
    played: Callable[[], BatchServer], see: Callable[[Any], object] = lambda headers: None
) -> Iterator[str]:
    """The address at which the server plays that is asked for at each request."""

    class Handler(BaseHTTPRequestHandler):
        def act(self) -> None:
            see(self.headers)
            playing, url = played(), urlsplit(self.path)
            content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            path = url.path.removeprefix("/v1")
            query = {name: values[0] for name, values in parse_qs(url.query).items()}
            fault = self.fault(playing, f"{self.command} {re.sub(r'/[a-z]+-[0-9]+', '/*', path)}")
            if fault is None or fault.handled:
                status, body = playing.handle(
                    self.command, path, query, content, self.headers.get("Content-Type", "")
                )
            if fault is not None and fault.status is None:
                return  # the connection is closed
            if fault is not None:
                status, body = fault.status or 500, {"error": {"message": "broken"}}
            sent = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header(
                "Content-Type", "application/octet-stream" if body is sent else "application/json"
            )
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        @staticmethod
        def fault(playing: BatchServer, asked: str) -> Fault | None:
            playing.asked.append(asked)
            waiting = playing.faults[asked]
            return waiting.pop(0) if waiting else playing.fault_at.pop(len(playing.asked), None)

        do_GET = do_POST = do_DELETE = act  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{http.server_port}/v1"
        finally:
            http.shutdown()
            thread.join()
