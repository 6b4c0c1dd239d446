"""Articles by their path, and all of them, with an index or without."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from qa.articles.article import discover, parse
from qa.errors import NothingIndexed
from qa.index import library
from qa.index.catalog import Catalog
from qa.index.rows import Entry, Filters, Generation
from tests.corpora import article

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    article(tmp_path / "news" / "a.txt", "甲", "甲文。")
    article(tmp_path / "news" / "deep" / "b.txt", "乙", "乙文。")
    (tmp_path / "news" / "empty.txt").touch()
    return tmp_path / "news"


def indexed(folder: Path, index: Path) -> None:
    """Index all as it is, each text with a mark that tells it from that of the file."""
    with Catalog.open(index, create=True) as catalog:
        for found in discover(folder)[0]:
            if found.path == "empty.txt":
                continue
            parsed = parse(
                found.file.read_bytes().replace("文".encode(), "书".encode()), found.path
            )
            entry = Entry(found.path, "", found.size, found.mtime_ns, "")
            with catalog.transaction():
                catalog.stage(parsed, entry, [])
        catalog.swap(Generation(1, (), "", 0), [])


def test_all_articles_that_can_be_read(folder: Path, tmp_path: Path) -> None:
    assert list(library.texts([folder], tmp_path / "none")) == [
        ("a.txt", "甲文。"),
        ("deep/b.txt", "乙文。"),
    ]


def test_what_has_not_changed_is_taken_from_the_index(folder: Path, tmp_path: Path) -> None:
    indexed(folder, tmp_path / "index")
    article(folder / "deep" / "b.txt", "乙", "改过的乙文。")
    assert list(library.texts([folder], tmp_path / "index")) == [
        ("a.txt", "甲书。"),
        ("deep/b.txt", "改过的乙文。"),
    ]


def test_an_index_that_does_not_open_is_no_hindrance(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite3").write_bytes(b"no database" * 1000)
    assert dict(library.texts([folder], tmp_path))["a.txt"] == "甲文。"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NothingIndexed, match="nowhere"):
        list(library.texts([tmp_path / "nowhere"], tmp_path))


def test_an_article_is_in_the_first_folder_that_has_it(folder: Path, tmp_path: Path) -> None:
    article(tmp_path / "more" / "a.txt", "甲", "另一甲文。")
    folders = [tmp_path / "more", folder]
    assert [library.locate(folders, path) for path in ("a.txt", "deep/b.txt", "c.txt")] == [
        (tmp_path / "more", tmp_path / "more" / "a.txt"),
        (folder, folder / "deep/b.txt"),
        None,
    ]


@pytest.mark.parametrize(
    "path", ["../news/a.txt", "deep/../../news/a.txt", "", ".", "deep", "x" * 300, "a\0", "a.txt/b"]
)
def test_what_leads_out_or_nowhere_is_no_article(folder: Path, path: str) -> None:
    assert library.locate([folder], path) is None


def test_an_absolute_path_is_no_article(folder: Path) -> None:
    assert library.locate([folder], str(folder / "a.txt")) is None


# --- which of them -------------------------------------------------------------------------


@pytest.fixture
def several(tmp_path: Path) -> Path:
    root = tmp_path / "several"
    article(root / "old.txt", "旧", "旧文。", date="2021-12-31")
    article(root / "new.txt", "新", "新文。", date="2022-01-08")
    (root / "plain.txt").write_text("无日期。", encoding="utf-8")
    (root / "empty.txt").touch()
    return root


@pytest.mark.parametrize(
    ("filters", "paths"),
    [
        (Filters(), ["empty.txt", "new.txt", "old.txt", "plain.txt"]),
        (Filters(since=date(2022, 1, 8)), ["new.txt"]),
        (Filters(since=date(2022, 1, 9)), []),
        (Filters(until=date(2021, 12, 31)), ["old.txt"]),
        (Filters(until=date(2021, 12, 30)), []),
        (Filters(authors=("记者", "别人")), ["new.txt", "old.txt"]),
        (Filters(authors=("别人",)), []),
        (Filters(categories=("体育", "要闻")), ["new.txt", "old.txt"]),
        (Filters(categories=("体育",)), []),
        (Filters(articles=("plain.txt", "new.txt")), ["new.txt", "plain.txt"]),
        (Filters(articles=("plain.txt",), authors=("记者",)), []),
    ],
)
def test_the_articles_that_pass_the_filters(
    several: Path, filters: Filters, paths: list[str]
) -> None:
    assert library.paths([several], filters) == paths


def test_a_path_in_two_folders_is_one_article(several: Path, folder: Path) -> None:
    article(folder / "old.txt", "旧", "另一旧文。")
    assert library.paths([several, folder]).count("old.txt") == 1
