"""From a file to an Article: clean text in paragraphs, metadata, and the way back to the file."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from qa.articles import markup
from qa.articles.markup.masking import OffsetMap
from qa.errors import NothingIndexed, QaError
from qa.language.characters import UNPRINTABLE, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from qa.language.text import Span

__all__ = [
    "MAX_BYTES",
    "SUFFIXES",
    "Article",
    "ArticleError",
    "FileEntry",
    "Notice",
    "OffsetMap",
    "Unreadable",
    "discover",
    "parse",
    "read",
]

SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm"})
MAX_BYTES = 20_000_000
# Not allowed in a name: bytes that are not UTF-8, escapes, hidden characters, and line ends.
_NOT_IN_NAMES = re.compile(rf"{UNPRINTABLE.pattern}|[\t\n]+")
_MOST_NOTICES = 20
_LONGEST = 300  # characters in a title or name; every passage and prompt repeats them


@dataclass(frozen=True, slots=True)
class Notice:
    """Something for the user to mend in an article that was read all the same.

    >>> print(Notice("news/a.txt", 3, "the value of 'title' holds ': '; put it in quotes"))
    news/a.txt:3: the value of 'title' holds ': '; put it in quotes
    """

    article: str
    line: int | None
    message: str

    def __str__(self) -> str:
        place = self.article if self.line is None else f"{self.article}:{self.line}"
        return f"{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Article:
    """A file as it is read; `text` is its paragraphs, one a line, each without outer space."""

    path: str
    title: str
    author: str
    date: date | None
    categories: tuple[str, ...]
    text: str
    paragraphs: tuple[Span, ...]
    offsets: OffsetMap
    content_hash: str
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file or folder that is left out, and why."""

    article: str
    error: str


class ArticleError(QaError):
    """A file that cannot be read as an article; it does not stop the others."""

    def __init__(self, article: str, error: str, hint: str = "") -> None:
        super().__init__(f"{article}: {error}", hint)
        self.unreadable = Unreadable(article, error)


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file that can be read, as `stat` sees it."""

    path: str
    file: Path
    size: int
    mtime_ns: int


# --- one file --------------------------------------------------------------------------


def read(root: Path, path: Path) -> Article:
    """Read one file below `root`; `path` may be absolute, below `root`, or relative to it."""
    relative = path.relative_to(root) if path.is_relative_to(root) else path
    file, name = root / relative, relative.as_posix()
    try:
        found = file.stat()
        if problem := _unfit(found):
            raise ArticleError(name, problem)
        return parse(file.read_bytes(), name)
    except OSError as error:
        raise ArticleError(name, _reason(error)) from error


def parse(raw: bytes, path: str) -> Article:
    """Make an article of a file's bytes.

    >>> article = parse("# 标题\\n\\n建成**150座**。".encode(), "a.md")
    >>> article.title, article.text
    ('标题', '标题\\n建成150座。')
    """
    from qa.articles import metadata
    from qa.articles.markup.decoding import UndecodableError, decode

    try:
        text, remarks = decode(raw)
    except UndecodableError as error:
        raise ArticleError(path, str(error)) from None
    head = metadata.read(markup.neutral(text))
    body = markup.clean(head.body, PurePosixPath(path).suffix.lower())
    if not body.has_words:
        raise ArticleError(path, "has no text", "write the article into it, or remove it")
    place, published = body.meta.get("article:published_time", (0, ""))
    remarks += [*head.remarks, *body.remarks]
    if len(head.title or body.title) > _LONGEST:
        remarks.append((0, f"the title is longer than {_LONGEST} characters; the rest is cut off"))
    day = head.date
    if day is None and published and not (day := metadata.written_date(published)):
        remarks.append((place, f"article:published_time is no date: {published!r}"))
    return Article(
        path=path,
        title=one_line(head.title or body.title or PurePosixPath(path).stem, _LONGEST),
        author=one_line(head.author or markup.tidy(body.meta.get("author", (0, ""))[1]), _LONGEST),
        date=day,
        categories=tuple(one_line(name, _LONGEST) for name in head.categories),
        text=body.text,
        paragraphs=body.paragraphs,
        offsets=OffsetMap(body.runs),
        content_hash=hashlib.sha256(raw).hexdigest(),
        notices=_notices(path, text, remarks),
    )


def _notices(path: str, text: str, remarks: list[markup.Remark]) -> tuple[Notice, ...]:
    if not remarks:
        return ()
    starts = [end.end() for end in re.finditer(r"\r\n?|\n", text)]
    notices = [
        Notice(path, bisect_right(starts, at) + 1, one_line(what, _LONGEST))
        for at, what in sorted(set(remarks))
    ]
    if len(notices) > _MOST_NOTICES:
        more = f"{len(notices) - _MOST_NOTICES} more notices like these"
        notices[_MOST_NOTICES:] = [Notice(path, None, more)]
    return tuple(notices)


def _unfit(found: os.stat_result) -> str:
    """Return why an entry cannot be read as a file; reading a pipe would wait for ever."""
    if stat.S_ISDIR(found.st_mode):
        return "is a folder"
    if not stat.S_ISREG(found.st_mode):
        return "is no file but a pipe, a socket or a device"
    if found.st_size > MAX_BYTES:
        size, limit = found.st_size / 1e6, MAX_BYTES / 1e6
        return f"has {size:.1f} MB, the limit is {limit:.0f} MB; split it"
    return ""


def _reason(error: OSError) -> str:
    return f"cannot be read: {error.strerror or error}"


# --- the folder ------------------------------------------------------------------------


def discover(root: Path) -> tuple[list[FileEntry], list[Unreadable]]:
    """List the article files below a folder, by path, and what could not be looked at."""
    try:
        top = root.stat()
        if not stat.S_ISDIR(top.st_mode):
            hint = "give the folder it lies in with --articles"
            raise NothingIndexed(f"{root} is a file, not a folder of articles", hint)
        with os.scandir(root):
            pass
    except OSError as error:
        hint = "name the folder of the articles with --articles"
        raise NothingIndexed(f"the articles folder {root} {_reason(error)}", hint) from error
    walk = _Walk(root)
    walk.folders(root, top)
    return sorted(walk.files, key=lambda entry: entry.path), sorted(
        walk.unreadable, key=lambda entry: entry.article
    )


class _Walk:
    """One walk through a folder: real folders first, then the links to folders."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: list[FileEntry] = []
        self.unreadable: list[Unreadable] = []
        self.seen: dict[tuple[int, int], Path] = {}  # each real folder once, despite links
        self.links: list[tuple[Path, os.stat_result]] = []

    def folders(self, top: Path, found: os.stat_result) -> None:
        self.folder(top, found)
        while self.links:
            self.links.sort(reverse=True, key=itemgetter(0))
            self.folder(*self.links.pop())

    def folder(self, top: Path, found: os.stat_result) -> None:
        waiting = [(top, found)]
        while waiting:
            folder, found = waiting.pop()
            first = self.seen.setdefault((found.st_dev, found.st_ino), folder)
            if first != folder:
                loop = "leads back to" if folder.is_relative_to(first) else "leads again to"
                self.leave_out(
                    folder, f"is a link that {loop} {self.name(first)}; it is not followed"
                )
                continue
            waiting += self.entries(folder)

    def entries(self, folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
        try:
            with os.scandir(folder) as entries:
                names = sorted(entry.name for entry in entries if entry.name[0] != ".")
        except OSError as error:
            self.leave_out(folder, _reason(error))
            return
        for name in names:
            if found := self.look(folder / name):
                yield folder / name, found

    def look(self, path: Path) -> os.stat_result | None:
        """Note a file or a link to a folder, and return the `stat` of a real folder."""
        wanted = path.suffix.lower() in SUFFIXES
        try:
            found = path.stat()
        except OSError as error:
            if wanted or not path.suffix:
                self.leave_out(path, _broken(path, error))
            return None
        if stat.S_ISDIR(found.st_mode):
            if not path.is_symlink():
                return found
            self.links.append((path, found))
        elif wanted:
            self.file(path, found)
        return None

    def file(self, path: Path, found: os.stat_result) -> None:
        name = self.name(path)
        if problem := _unfit(found):
            self.leave_out(path, problem)
        elif _NOT_IN_NAMES.search(name):
            self.leave_out(path, "has a name that cannot be shown; rename it")
        else:
            self.files.append(FileEntry(name, path, found.st_size, found.st_mtime_ns))

    def name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def leave_out(self, path: Path, error: str) -> None:
        shown = _NOT_IN_NAMES.sub("\ufffd", self.name(path))
        self.unreadable.append(Unreadable(shown, error))


def _broken(path: Path, error: OSError) -> str:
    if not path.is_symlink():
        return _reason(error)
    if error.errno == errno.ELOOP:
        return "is a link that leads back to itself; remove it"
    return "is a link that leads nowhere; remove or mend it"
