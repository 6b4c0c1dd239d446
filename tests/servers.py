"""Servers on this machine that answer as they are told to, also in ways a real one would not."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

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


@contextmanager
def server(*replies: tuple[int, Any]) -> Iterator[str]:
    """Answers one request after the other with these statuses and bodies; the last for ever."""
    left = list(replies)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.do_GET()

        def do_GET(self) -> None:
            status, body = left.pop(0) if len(left) > 1 else left[0]
            content = body.encode() if isinstance(body, str) else json.dumps(body).encode()
            self.send_response(status)
            kind = "text/html" if isinstance(body, str) else "application/json"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
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
