"""Servers on this machine that answer as they are told to, also in ways a real one would not."""

from __future__ import annotations

import hashlib
import itertools
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SAYS = {
    "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "好\x1b[31m。"}}],
    "usage": {"prompt_tokens": 7, "completion_tokens": 2, "total_tokens": 9},
    "id": "x", "object": "chat.completion", "created": 1, "model": "m",
}  # fmt: skip
CUT = {**SAYS, "choices": [{**SAYS["choices"][0], "finish_reason": "length"}]}
SERVED = {
    "object": "list",
    "data": [{"id": "m1", "object": "model", "created": 1, "owned_by": "x"}],
}


NO_OPTIONS = {"error": {"message": "Unrecognized request argument supplied: stream_options"}}
USAGE = {"choices": [], "usage": SAYS["usage"]}
LAST = {"choices": [{"index": 0, "finish_reason": "stop", "delta": {}}]}


class Stream:
    """A reply in pieces. A str is a piece of text, a dict a chunk as it is, a call is waited for.

    `dropped`: the connection is closed before the reply has ended.
    """

    def __init__(
        self, *pieces: str | dict[str, Any] | Callable[[], object], dropped: bool = False
    ) -> None:
        self.pieces = pieces
        self.dropped = dropped

    @classmethod
    def of(cls, *pieces: str | Callable[[], object]) -> Stream:
        """One that ends as it should, and says what it took."""
        return cls(*pieces, LAST, USAGE)

    def write(self, handler: BaseHTTPRequestHandler) -> None:
        handler.protocol_version = "HTTP/1.1"  # what is cut short is noticed there only
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.send_header("Connection", "close")
        handler.end_headers()
        for piece in self.pieces:
            if callable(piece):
                piece()
                continue
            delta = {"choices": [{"index": 0, "delta": {"content": piece}}]}
            event = {
                "object": "chat.completion.chunk",
                **(delta if isinstance(piece, str) else piece),
            }
            self._chunk(handler, f"data: {json.dumps(event)}\n\n".encode())
        if not self.dropped:
            self._chunk(handler, b"data: [DONE]\n\n")
            self._chunk(handler, b"")
        handler.close_connection = True

    @staticmethod
    def _chunk(handler: BaseHTTPRequestHandler, content: bytes) -> None:
        try:
            handler.wfile.write(f"{len(content):x}\r\n".encode() + content + b"\r\n")
            handler.wfile.flush()
        except OSError:  # nobody listens any more
            pass


class Sent:
    """A reply byte for byte, part after part, with seconds between them; there may be no end.

    `length`: what the header says of it. Where that is more, the connection drops before it.
    """

    def __init__(
        self,
        *parts: bytes,
        kind: str = "application/json",
        every: float = 0,
        forever: bool = False,
        length: int | None = None,
    ) -> None:
        self.parts = itertools.cycle(parts) if forever else parts
        self.kind = kind
        self.every = every
        self.length = length

    def write(self, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", self.kind)
        if self.length is not None:
            handler.send_header("Content-Length", str(self.length))
        handler.end_headers()
        for part in self.parts:
            try:
                handler.wfile.write(part)
                handler.wfile.flush()
            except OSError:  # nobody listens any more
                return
            threading.Event().wait(self.every)


def embeddings(*vectors: Any, order: Sequence[int] = (), tokens: int = 5) -> dict[str, Any]:
    """A reply with these vectors, in this order."""
    data = [{"object": "embedding", "index": i, "embedding": v} for i, v in enumerate(vectors)]
    usage = {"prompt_tokens": tokens, "total_tokens": tokens}
    return {
        "object": "list",
        "data": [data[i] for i in order] or data,
        "model": "m",
        "usage": usage,
    }


class Embeddings:
    """Makes a vector of each text, the same for the same text, and keeps what it was sent."""

    def __init__(self, dimensions: int = 8) -> None:
        self.dimensions = dimensions
        self.sent: list[list[str]] = []

    def __call__(self, request: dict[str, Any]) -> dict[str, Any]:
        self.sent.append(request["input"])
        return embeddings(*map(self.vector, request["input"]), tokens=len(request["input"]))

    def vector(self, text: str) -> list[float]:
        return [b - 127.5 for b in hashlib.sha256(text.encode()).digest()[: self.dimensions]]

    @property
    def texts(self) -> list[str]:
        return [text for request in self.sent for text in request]


@contextmanager
def server(*replies: tuple[int, Any] | tuple[int, Any, dict[str, str]]) -> Iterator[str]:
    """Answers one request after the other with these statuses and bodies; the last for ever.

    A body may be made of the request, and headers may follow it.
    """
    left = list(replies)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def do_GET(self) -> None:
            self.answer({})

        def answer(self, request: dict[str, Any]) -> None:
            status, body, *headers = left.pop(0) if len(left) > 1 else left[0]
            body = body(request) if callable(body) else body
            if isinstance(body, Stream | Sent):
                body.write(self)
                return
            content = body.encode() if isinstance(body, str) else json.dumps(body).encode()
            self.send_response(status)
            kind = "text/html" if isinstance(body, str) else "application/json"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            for name, value in headers[0].items() if headers else ():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

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
