"""Folders of articles: what is found, what is left out and why, and the seed article whole."""

from __future__ import annotations

import hashlib
import os
import re
import socket
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qa.articles.article import Article, ArticleError, discover, parse, read
from qa.errors import NothingIndexed
from qa.language.text import Span

SEEDS = Path(__file__).parents[2] / "seeds"
BODY = "累计签约项目272个。"

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def seed() -> Article:
    entries, unreadable = discover(SEEDS)
    assert not unreadable
    return read(SEEDS, entries[0].file)


def test_the_seed_says_who_when_and_what(seed: Article) -> None:
    assert seed.title == "建设世界领先的产业集群（以更大力度谋划和推进自贸试验区高质量发展）"
    assert seed.author == "证券时报网"
    assert seed.date == date(2022, 1, 8)
    assert seed.categories == ("金融", "证券时报网", "要闻")
    assert seed.notices == ()


def test_the_hash_is_of_the_bytes(seed: Article) -> None:
    assert seed.content_hash == hashlib.sha256((SEEDS / seed.path).read_bytes()).hexdigest()


@pytest.mark.parametrize(
    "words",
    [
        "累计签约重大前沿科技产业项目272个，涉及投资额3316亿元。",
        "\n新产业、新业态、新模式加速聚集，推进特色优势产业开放发展\n",
        "刷新产业能级量级",
        "推动新产业、新业态、新模式加速聚集",
        "奥森多医疗在外高桥设立生物科技创新中心",
        "培育‘深科技’企业",
        "遴选出107家“深科技”企业",
        "“未来车”“数据港”等硬核产业",
    ],
)
def test_the_anchors_of_the_seed_leave_no_trace(seed: Article, words: str) -> None:
    assert words in seed.text


def test_the_seed_has_a_paragraph_for_each_of_its_own(seed: Article) -> None:
    raw = (SEEDS / seed.path).read_text(encoding="utf-8")
    written = [re.sub("<[^>]*>", "", inner) for inner in re.findall("<p>(.*?)</p>", raw)]
    assert [span.of(seed.text) for span in seed.paragraphs] == written
    assert seed.text == "\n".join(written)


@pytest.mark.parametrize(
    "quote", ["272个", "刷新产业能级量级", "‘深科技’企业，也就是", "。\n发挥制度"]
)
def test_a_quote_of_the_seed_is_found_in_its_file(seed: Article, quote: str) -> None:
    raw = (SEEDS / seed.path).read_text(encoding="utf-8")
    start = seed.text.index(quote)
    place = seed.offsets.raw_span(Span(start, start + len(quote)))
    assert re.sub("<[^>]*>", "", place.of(raw)) == quote.replace("\n", "")


# --- where title, author and date come from ---------------------------------------------

PAGE = """<html><head><title>页 &amp; 题</title><meta name="Author" content=" 张三 ">
<meta property="article:published_time" content="2022-01-08T23:00:00-08:00"></head>
<body><h1>大标题</h1><p>累计签约项目272个。</p></body></html>"""


def test_a_page_speaks_for_itself() -> None:
    article = parse(PAGE.encode(), "a/b.HTML")
    assert (article.title, article.author, article.date) == ("页 & 题", "张三", date(2022, 1, 8))
    assert article.text == f"大标题\n{BODY}"


def test_front_matter_comes_before_the_page() -> None:
    head = "---\ntitle: 题\nauthor: 李四\ndate: 2021/12/31\n---\n"
    article = parse((head + PAGE).encode(), "a.html")
    assert (article.title, article.author, article.date) == ("题", "李四", date(2021, 12, 31))


def test_a_wrong_date_of_a_page_is_told() -> None:
    page = PAGE.replace("2022-01-08T23:00:00-08:00", "gestern")
    assert [str(notice) for notice in parse(page.encode(), "a.html").notices] == [
        "a.html:2: article:published_time is no date: 'gestern'"
    ]


@pytest.mark.parametrize(
    ("name", "raw", "title"),
    [
        ("a.html", f"<h1>大<b>标</b>题</h1>{BODY}", "大标题"),
        ("a.html", f"<svg><title>图标</title></svg><p>{BODY}", "a"),
        ("a.md", f"## 二\n\n# 一 **级** #\n\n{BODY}", "一 级"),
        ("a.md", f"一级\n===\n{BODY}", "一级"),
        ("新闻/某日.报道.txt", BODY, "某日.报道"),
    ],
)
def test_titles(name: str, raw: str, title: str) -> None:
    assert parse(raw.encode(), name).title == title


def test_a_title_longer_than_any_is_cut_and_told() -> None:
    article = parse(f"---\ntitle: {'题' * 50_000}\n---\n{BODY}".encode(), "a.txt")
    assert article.title == "题" * 299 + "…"
    assert [str(notice) for notice in article.notices] == [
        "a.txt:1: the title is longer than 300 characters; the rest is cut off"
    ]


# --- folders ---------------------------------------------------------------------------


def test_every_suffix_and_depth(tmp_path: Path) -> None:
    wanted = ["A.TXT", "b/c/d/e.htm", "b/f.markdown", "g.html", "h.md"]
    for name in [*wanted, ".i.txt", ".git/j.txt", "k.pdf", "l.txt~", "m"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(BODY, encoding="utf-8")
    entries, unreadable = discover(tmp_path)
    assert [entry.path for entry in entries] == wanted
    assert unreadable == []
    assert entries[0].size == len(BODY.encode())
    assert entries[0].mtime_ns == (tmp_path / "A.TXT").stat().st_mtime_ns


def test_a_path_may_be_absolute_or_relative(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "a.txt").write_text(BODY, encoding="utf-8")
    assert read(tmp_path, Path("b/a.txt")) == read(tmp_path, tmp_path / "b" / "a.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(BODY, encoding="utf-8")
    return tmp_path


def found(folder: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """What `discover` sees, each file of it readable."""
    entries, unreadable = discover(folder)
    for entry in entries:
        assert read(folder, entry.file).path == entry.path
    return [entry.path for entry in entries], [(one.article, one.error) for one in unreadable]


def test_dangling_link(folder: Path) -> None:
    (folder / "b.txt").symlink_to(folder / "nowhere.txt")
    assert found(folder) == (
        ["good.txt"],
        [("b.txt", "is a link that leads nowhere; remove or mend it")],
    )


def test_link_to_itself(folder: Path) -> None:
    (folder / "b.txt").symlink_to("b.txt")
    assert found(folder)[1] == [("b.txt", "is a link that leads back to itself; remove it")]


def test_folders_that_loop(folder: Path) -> None:
    (folder / "a").mkdir()
    (folder / "a" / "x.md").write_text(BODY, encoding="utf-8")
    (folder / "a" / "up").symlink_to(folder)
    (folder / "a" / "me").symlink_to(folder / "a")
    assert found(folder) == (
        ["a/x.md", "good.txt"],
        [
            ("a/me", "is a link that leads back to a; it is not followed"),
            ("a/up", "is a link that leads back to .; it is not followed"),
        ],
    )


def test_two_links_to_one_folder_are_read_once(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "x.txt").write_text(BODY, encoding="utf-8")
    (folder / "l1").symlink_to(other)
    (folder / "l2").symlink_to(other)
    assert found(folder) == (
        ["good.txt", "l1/x.txt"],
        [("l2", "is a link that leads again to l1; it is not followed")],
    )


def test_a_link_to_a_file_is_followed(folder: Path) -> None:
    (folder / "b.txt").symlink_to("good.txt")
    assert found(folder) == (["b.txt", "good.txt"], [])


def test_a_file_above_the_limit(folder: Path) -> None:
    with (folder / "big.txt").open("wb") as big:
        big.truncate(50_000_000)
    why = "has 50.0 MB, the limit is 20 MB; split it"
    assert found(folder) == (["good.txt"], [("big.txt", why)])
    with pytest.raises(ArticleError, match=why):
        read(folder, folder / "big.txt")


def test_a_pipe_does_not_hang(folder: Path) -> None:
    os.mkfifo(folder / "a.txt")
    why = "is no file but a pipe, a socket or a device"
    assert found(folder)[1] == [("a.txt", why)]
    with pytest.raises(ArticleError, match=why):
        read(folder, Path("a.txt"))


def test_a_socket_does_not_hang(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)  # a socket's address has room for a hundred characters
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.md")
        assert found(folder)[1] == [("s.md", "is no file but a pipe, a socket or a device")]


def test_a_folder_named_like_a_file(folder: Path) -> None:
    (folder / "x.txt").mkdir()
    (folder / "x.txt" / "y.txt").write_text(BODY, encoding="utf-8")
    assert found(folder) == (["good.txt", "x.txt/y.txt"], [])
    with pytest.raises(ArticleError, match=r"^x\.txt: is a folder$"):
        read(folder, folder / "x.txt")


def test_a_file_that_is_gone_since(folder: Path) -> None:
    with pytest.raises(ArticleError, match=r"^b\.txt: cannot be read: No such file or directory$"):
        read(folder, folder / "b.txt")


@pytest.fixture
def as_somebody(tmp_path: Path) -> Iterator[Path]:
    """A folder, and a user to whom the system can deny things: nothing is denied to root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "good.txt").write_text(BODY, encoding="utf-8")
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if user == 0:
                os.seteuid(0)
            for path in folder.iterdir():
                path.chmod(0o700)


def deny(path: Path) -> None:
    user = os.geteuid()
    if user != os.getuid():
        os.seteuid(os.getuid())
    path.chmod(0)
    os.seteuid(user)


def test_a_file_that_is_denied(as_somebody: Path) -> None:
    deny(as_somebody / "good.txt")
    with pytest.raises(ArticleError, match="cannot be read: Permission denied"):
        read(as_somebody, as_somebody / "good.txt")


def test_a_folder_that_cannot_be_listed(as_somebody: Path) -> None:
    user = os.geteuid()
    os.seteuid(os.getuid())
    (as_somebody / "closed").mkdir()
    os.seteuid(user)
    deny(as_somebody / "closed")
    assert found(as_somebody) == (["good.txt"], [("closed", "cannot be read: Permission denied")])


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
@pytest.mark.parametrize(
    "name",
    [b"\xff.txt", b"a\x1b[31m.txt", b"a\nb.txt", "a\u200b.txt".encode(), "\U000e0041.txt".encode()],
)
def test_names_that_cannot_be_shown(folder: Path, name: bytes) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(BODY, encoding="utf-8")
    files, [(article, why)] = found(folder)
    assert files == ["good.txt"]
    assert why == "has a name that cannot be shown; rename it"
    assert "\ufffd" in article
    assert article.encode()


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(NothingIndexed) as caught:
        discover(tmp_path / "none")
    assert caught.value.message == (
        f"the articles folder {tmp_path / 'none'} cannot be read: No such file or directory"
    )
    assert caught.value.hint == "name the folder of the articles with --articles"


def test_a_file_for_the_folder(folder: Path) -> None:
    with pytest.raises(NothingIndexed) as caught:
        discover(folder / "good.txt")
    assert caught.value.message == f"{folder / 'good.txt'} is a file, not a folder of articles"
    assert caught.value.hint == "give the folder it lies in with --articles"
