"""The library: the articles of some folders as their files are now, by path or all at once."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import PurePath
from typing import TYPE_CHECKING

from qa.articles.article import MAX_BYTES, ArticleError, discover, read
from qa.errors import IndexBroken, NothingIndexed
from qa.index.catalog import Catalog
from qa.index.rows import NO_FILTERS
from qa.index.schema import exists
from qa.language.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from qa.articles.article import Article, FileEntry
    from qa.index.rows import Filters

_ALL = Span(0, MAX_BYTES)


def locate(folders: Sequence[Path], path: str) -> tuple[Path, Path] | None:
    """Find the folder that has an article, and the article's file; None if no folder has it.

    A path that leads out of the folder is not that of an article: ../../etc/passwd.
    """
    relative = PurePath(path)
    if relative.is_absolute() or ".." in relative.parts:
        return None
    return next(((root, root / path) for root in folders if _is_file(root / path)), None)


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:  # the name is too long, or a folder on the way cannot be read
        return False


def article(folders: Sequence[Path], path: str) -> Article:
    """Read the article of this path. Raises NothingIndexed, ArticleError."""
    if place := locate(folders, path):
        return read(*place)
    every = [entry.path for root in folders for entry in discover(root)[0]]
    near = [one for one in every if path in one or path.endswith(f"/{one}")]  # seeds/a.txt
    hint = f"did you mean {near[0]}?" if near else "qa search names the articles it finds"
    raise NothingIndexed(f"{', '.join(map(str, folders))}: there is no article {path!r}", hint)


def text(folders: Sequence[Path], path: str) -> str | None:
    """Read the clean text of the article of this path; None if it cannot be read."""
    place = locate(folders, path)
    try:
        return read(*place).text if place else None
    except ArticleError:
        return None


def texts(folders: Sequence[Path], index: Path) -> Iterator[tuple[str, str]]:
    """Yield the path and the clean text of each article that can be read.

    The text of a file that has not changed since it was indexed is taken from the index.
    Raises NothingIndexed if a folder does not exist.
    """
    with ExitStack() as stack:
        catalog = _catalog(stack, index)
        indexed = catalog.entries() if catalog else {}
        for root in folders:
            for entry in discover(root)[0]:
                known = indexed.get(entry.path)
                same = known and (known.size, known.mtime_ns) == (entry.size, entry.mtime_ns)
                kept = catalog.excerpt(entry.path, _ALL) if catalog and same else ""
                if now := kept or _text(root, entry):
                    yield entry.path, now


def paths(folders: Sequence[Path], filters: Filters = NO_FILTERS) -> list[str]:
    """Return the sorted paths of the articles that pass the filters; unreadable ones do not.

    Without filters no file is read. Raises NothingIndexed if a folder does not exist.
    """
    found: dict[str, None] = {}
    for root in folders:
        for entry in discover(root)[0]:
            if entry.path not in found and (not filters or _passes(root, entry, filters)):
                found[entry.path] = None
    return sorted(found)


def _passes(root: Path, entry: FileEntry, filters: Filters) -> bool:
    if filters.articles and entry.path not in filters.articles:
        return False
    try:
        return filters.passes(read(root, entry.file))
    except ArticleError:
        return False


def _catalog(stack: ExitStack, index: Path) -> Catalog | None:
    if not exists(index):
        return None
    try:
        return stack.enter_context(Catalog.open(index))
    except IndexBroken:  # the files hold the same texts, only slower to read
        return None


def _text(root: Path, entry: FileEntry) -> str:
    try:
        return read(root, entry.file).text
    except ArticleError:
        return ""
