"""Files: whole or not at all, leftovers, and places where no summary may be."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from qa.errors import QaError, UsageError
from qa.summaries.folder import writing
from qa.summaries.folder.journal import Unwritable
from qa.summaries.folder.writing import Output, clear, require_outside, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def text(record: dict[str, Any]) -> str:
    return str(record["text"])


def full(file: Path, parts: Any) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_write_that_breaks_off_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    def half() -> Iterator[str]:
        yield "ne"
        raise OSError(errno.ENOSPC, "full")

    write(tmp_path / "a", ["old"])
    with pytest.raises(OSError, match="full"):
        write(tmp_path / "a", half())
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "old"}


def test_what_a_dead_process_left_is_cleared_and_what_a_live_one_writes_is_not(
    tmp_path: Path,
) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    (tmp_path / "a").mkdir()
    left = tmp_path / "a" / f".qa-part-{writing._HOST}-{ended.pid}-0"
    kept = tmp_path / f".qa-part-{writing._HOST}-{os.getpid()}-0"
    elsewhere = tmp_path / f".qa-part-00000000-{ended.pid}-0"
    for file in (left, kept, elsewhere):
        file.touch()
    assert clear(tmp_path) == 1
    assert (left.exists(), kept.exists(), elsewhere.exists()) == (False, True, True)


def test_an_old_leftover_of_another_machine_is_cleared(tmp_path: Path) -> None:
    file = tmp_path / ".qa-part-00000000-1-0"
    file.touch()
    os.utime(file, (0, 0))
    assert clear(tmp_path) == 1


def test_a_file_that_is_as_it_should_be_is_not_written_again(tmp_path: Path) -> None:
    Output(tmp_path, {".md": text}).write("a/b.txt", {"text": "好"})
    assert (tmp_path / "a" / "b.txt.md").read_text(encoding="utf-8") == "好"
    Output(tmp_path, {".md": text}, full).write("a/b.txt", {"text": "好"})


def test_a_full_disk_is_no_failure_of_one_article(tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match=r"a\.txt\.md: cannot be written: No space"):
        Output(tmp_path, {".md": text}, full).write("a.txt", {"text": ""})


def test_a_name_that_is_too_long_is_one(tmp_path: Path) -> None:
    with pytest.raises(QaError, match="too long") as caught:
        Output(tmp_path, {".md": text}).write("文" * 84 + ".txt", {"text": ""})
    assert not isinstance(caught.value, Unwritable)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("out", ["news", "news/out", "."])
def test_summaries_are_not_written_among_the_articles(tmp_path: Path, out: str) -> None:
    (tmp_path / "news").mkdir()
    with pytest.raises(UsageError, match="apart"):
        require_outside(tmp_path / out, [tmp_path / "news"])


def test_a_folder_beside_the_articles_is_fine(tmp_path: Path) -> None:
    require_outside(tmp_path / "news-out", [tmp_path / "news"])
