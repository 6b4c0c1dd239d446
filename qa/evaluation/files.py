"""Files that are written whole or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path


def write(file: Path, text: str) -> None:
    """Write a file by way of a temporary one beside it, which takes its place at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_file() and file.read_bytes() == text.encode():
        return
    with tempfile.NamedTemporaryFile(
        "wb", dir=file.parent, prefix=f".{file.name}-", delete=False
    ) as half:
        half.write(text.encode())
    temporary = Path(half.name)
    temporary.chmod(0o644)  # a temporary file is for its owner alone
    temporary.replace(file)
