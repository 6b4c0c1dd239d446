"""Folders of saved records, and the files in them to read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import UsageError
from qa.verify import documents
from qa.verify.saved.loading import HINT, STANDARD_INPUT, is_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Found:
    """The files to read, and the Markdown files of a folder that are not summaries."""

    files: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def found(names: Iterable[str]) -> Found:
    """Return the named files, and those in the named folders, sorted by name.

    From a folder these are all `.md`, `.json` and `.jsonl` files at any depth, except hidden
    ones; a `.md` that is not a summary is left out. Raises UsageError for a folder with nothing
    else.
    """
    files: list[str] = []
    left_out: list[str] = []
    for name in names:
        if name == STANDARD_INPUT or not _is_folder(name):
            files.append(name)
            continue
        below = sorted(map(str, _below(Path(name))))
        other = [file for file in below if is_markdown(file) and not _is_document(file)]
        if len(below) == len(other):
            raise UsageError(f"{name}: there is nothing in this folder that qa wrote", HINT)
        files += sorted({*below} - {*other})
        left_out += other
    return Found(tuple(files), tuple(left_out))


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except OSError:  # the name is too long
        return False


def _is_document(file: str) -> bool:
    """Tell a summary from an article or README in Markdown, whatever the encoding of the file."""
    return documents.is_document(Path(file).read_bytes().decode("utf-8", "replace"))


def _below(folder: Path) -> Iterator[Path]:
    for top, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = [name for name in folders if not name.startswith(".")]
        suffixes = (".md", ".json", ".jsonl")
        yield from (
            Path(top, name)
            for name in names
            if name.lower().endswith(suffixes) and not name.startswith(".")
        )


def _raise(error: OSError) -> None:
    """Raise UsageError for a folder that cannot be read, which os.walk would take as empty."""
    raise UsageError(f"{error.filename}: cannot be read: {error.strerror}", HINT) from error
