"""Files that are written whole or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path


def write(file: Path, text: str) -> None:
    """Write a file, by way of another beside it that takes its place at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_file() and file.read_bytes() == text.encode():
        return
    with tempfile.NamedTemporaryFile(
        "wb", dir=file.parent, prefix=f".{file.name}-", delete=False
    ) as half:
        half.write(text.encode())
    temporary = Path(half.name)
    temporary.chmod(0o644)  # not the owner's alone, as a temporary file is
    temporary.replace(file)
