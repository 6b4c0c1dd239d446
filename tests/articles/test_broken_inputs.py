"""Whatever is broken, the body survives; the user is told file, line and what to mend."""

from __future__ import annotations

import pytest

from qa.articles.article import ArticleError, Unreadable, parse

BODY = "揭牌两年多来，累计签约项目272个。\n涉及投资额3316亿元。"
Case = tuple[str, "str | bytes", list[str]]  # file name, its content, the notices
LONG = "a.txt:1: the title is longer than 300 characters; the rest is cut off"


def fenced(block: str) -> str:
    return f"---\n{block}\n---\n\n{BODY}\n"


FRONT_MATTER: dict[str, Case] = {
    "bad date": (
        "a.txt",
        fenced("date: 2022-13-45"),
        ["a.txt:2: the value of 'date' is no date: '2022-13-45'; write it as 2022-01-08"],
    ),
    "30 February": (
        "a.txt",
        fenced("title: x\ndate: 30 Feb 2022"),
        ["a.txt:3: the value of 'date' is no date: '30 Feb 2022'; write it as 2022-01-08"],
    ),
    "key content": ("a.txt", fenced("content: x\ntitle: y"), []),
    "integer key": ("a.txt", fenced("2022: x\ntitle: y"), []),
    "octal": ("a.txt", fenced("title: 0123"), []),
    "GB18030": ("a.txt", fenced("title: 标题").encode("gb18030"), []),
    "colon in value": (
        "a.txt",
        fenced("title: a: b"),
        ["a.txt:2: the value of 'title' holds ': '; put it in quotes"],
    ),
    "bracket": (
        "a.txt",
        fenced("title: [快讯] x"),
        ["a.txt:2: the value of 'title' starts with '['; put it in quotes"],
    ),
    "at sign": (
        "a.txt",
        fenced("title: @x"),
        ["a.txt:2: the value of 'title' starts with '@'; put it in quotes"],
    ),
    "unknown anchor": (
        "a.txt",
        fenced("author: 张\ntitle: *x"),
        ["a.txt:3: the value of 'title' starts with '*'; put it in quotes"],
    ),
    "open quote": (
        "a.txt",
        fenced("title: 'a"),
        ["a.txt:2: the quote that opens the value of 'title' is not closed"],
    ),
    "words behind quote": (
        "a.txt",
        fenced("title: 'a' b"),
        ["a.txt:2: more follows the quoted value of 'title'; put all of it in quotes"],
    ),
    "byte order mark": ("a.txt", "\ufeff" + fenced("title: x"), []),
    "two byte order marks": ("a.txt", "\ufeff\ufeff" + fenced("title: x"), []),
    "full-width colon": (
        "a.txt",
        fenced("标题：新区\nauthor: 张"),
        ["a.txt:2: the colon behind '标题' is a full-width one; write '标题: '"],
    ),
    "no space behind colon": (
        "a.txt",
        fenced("title:新区"),
        ["a.txt:2: put a space behind the colon of 'title'"],
    ),
    "unclosed": (
        "a.txt",
        f"---\ntitle: x\ndate: 2022-01-08\n\n{BODY}",
        ["a.txt:5: the front matter is not closed; put '---' above this line"],
    ),
    "unclosed without an empty line": (
        "a.txt",
        f"---\ntitle: x\n{BODY}",
        ["a.txt:3: the front matter is not closed; put '---' above this line"],
    ),
    "unclosed with a rule in the body": (
        "a.txt",
        f"---\ntitle: x\n\n{BODY}\n\n---\n编辑部",
        ["a.txt:4: the front matter is not closed; put '---' above this line"],
    ),
    "broken TOML": (
        "a.txt",
        f"+++\ntitle = 标题\n+++\n{BODY}",
        ["a.txt:2: the front matter is no valid TOML; it is read line by line"],
    ),
    "unclosed TOML": (
        "a.txt",
        f"+++\ntitle = 'x'\n{BODY}",
        ["a.txt:3: the front matter is not closed; put '+++' above this line"],
    ),
    "key twice": (
        "a.txt",
        fenced("title: a\ntitle: b"),
        ["a.txt:3: 'title' stands twice; the last one counts"],
    ),
    "number sign": (
        "a.txt",
        fenced("title: 标题 #1"),
        ["a.txt:2: ' #' begins a comment in YAML; put the value of 'title' in quotes"],
    ),
    "rule, text, rule": ("a.md", f"---\n{BODY}\n\n---\n后文", []),
    "mapping for title": (
        "a.txt",
        fenced("title:\n  x: y"),
        ["a.txt:2: the value of 'title' is no text; it is ignored"],
    ),
    "stray line": (
        "a.txt",
        fenced("title: a\nauthor 张三\ndate: 2022-01-08"),
        ["a.txt:3: this line is no 'key: value'; it is kept as a part of the body"],
    ),
    "tab": (
        "a.txt",
        fenced("categories:\n\t- 金融"),
        ["a.txt:3: a tab indents this line; use spaces"],
    ),
    "deep flow": (
        "a.txt",
        fenced("title: " + "[" * 30_000),
        [LONG, "a.txt:2: the value of 'title' starts with '['; put it in quotes"],
    ),
    "deep block": ("a.txt", fenced("title: " + "- " * 30_000), [LONG]),
    "laughs": (
        "a.txt",
        fenced(
            "a: &a [x]\n"
            + "\n".join(f"{k}: &{k} [{f'*{j},' * 9}]" for j, k in ["ab", "bc", "cd", "de"])
        ),
        [],
    ),
    "CRLF": (
        "a.txt",
        fenced("title: a: b").replace("\n", "\r\n"),
        ["a.txt:2: the value of 'title' holds ': '; put it in quotes"],
    ),
    "lone CR": (
        "a.txt",
        fenced("title: a: b").replace("\n", "\r"),
        ["a.txt:2: the value of 'title' holds ': '; put it in quotes"],
    ),
    "escape in title": ("a.txt", fenced("title: \x1b[31m红"), []),
}

ENCODINGS: dict[str, Case] = {
    "UTF-8 with mark": ("a.txt", b"\xef\xbb\xbf" + BODY.encode(), []),
    "UTF-16": ("a.txt", BODY.encode("utf-16"), []),
    "UTF-16 big-endian": ("a.txt", b"\xfe\xff" + BODY.encode("utf-16-be"), []),
    "UTF-16 cut short": (
        "a.txt",
        BODY.encode("utf-16") + b"x",
        ["a.txt:2: this place is not UTF-16-LE, shown as U+FFFD; save the file as UTF-8"],
    ),
    "UTF-32": ("a.txt", BODY.encode("utf-32"), []),
    "GB18030": ("a.txt", BODY.encode("gb18030"), []),
    "GB18030 cut short": (
        "a.txt",
        (BODY + "完").encode("gb18030")[:-1],
        ["a.txt:2: this place is not GB18030, shown as U+FFFD; save the file as UTF-8"],
    ),
    "UTF-8 cut short": (
        "a.txt",
        (BODY + "完").encode()[:-1],
        ["a.txt:2: this place is not UTF-8, shown as U+FFFD; save the file as UTF-8"],
    ),
    "Latin-1 bytes in UTF-8": (
        "a.txt",
        "标题\n".encode() + b"caf\xe9s caf\xe9 " + BODY.encode(),
        ["a.txt:2: 2 places from here on are not UTF-8, shown as U+FFFD; save the file as UTF-8"],
    ),
    "NUL in UTF-8": ("a.txt", BODY.replace("累", "\0累").encode(), []),
}

MARKUP: dict[str, Case] = {
    "unclosed script": (
        "a.html",
        f"<p>前</p>\n<script>var a = 1;\n<p>{BODY}</p>",
        ["a.html:2: this <script> is never closed; close it"],
    ),
    "unclosed style": (
        "a.html",
        f"<style>p {{}}\n<div>{BODY}</div>",
        ["a.html:1: this <style> is never closed; close it"],
    ),
    "unclosed comment before a block": (
        "a.html",
        f"<p>前</p><!-- 注\n<p>{BODY}</p>",
        ["a.html:1: this comment is never closed; close it"],
    ),
    "unclosed comment in words": (
        "a.html",
        f"<p>前\n<!-- {BODY}",
        ["a.html:2: this comment is never closed; close it"],
    ),
    "unclosed nav": (
        "a.html",
        f"<p>前</p>\n<nav>导航<p>{BODY}</p>",
        ["a.html:2: this <nav> is never closed; close it"],
    ),
    "unclosed nav in a closed parent": ("a.html", f"<div><nav>导航</div><p>{BODY}</p>", []),
    "unclosed hidden element": (
        "a.html",
        f"<p>前</p><div hidden>x<p>{BODY}</p>",
        ["a.html:1: this <div> is never closed; close it"],
    ),
    "only navigation": (
        "a.html",
        f"<script>x</script>\n<nav>{BODY}</nav>",
        ["a.html:2: the body stands in navigation, a footer or hidden elements; it is kept"],
    ),
    "all hidden": (
        "a.html",
        f"<body style='visibility: hidden'>{BODY}</body>",
        ["a.html:1: the body stands in navigation, a footer or hidden elements; it is kept"],
    ),
    "deep": ("a.html", "<div>" * 50_000 + BODY, []),
    "unclosed tags": ("a.html", "<b>" * 100_000 + BODY, []),
    "stray closing tags": ("a.html", "</b></p></div>" * 1000 + BODY, []),
    "lost quote": ("a.html", f'<p>前<a href="x>{BODY}</a> <a href="y">后</a></p>', []),
    "tag cut off": ("a.html", f"<p>{BODY}</p><div", []),
    "table never closed": ("a.html", f"<table><tr><td>{BODY}", []),
    "unclosed code fence": ("a.md", f"```\n{BODY}", []),
    "unclosed emphasis and link": ("a.md", f"**前 [后](\n\n{BODY}", []),
}

CASES = {
    f"{group}: {name}": case
    for group, cases in {"head": FRONT_MATTER, "bytes": ENCODINGS, "markup": MARKUP}.items()
    for name, case in cases.items()
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_body_survives_and_the_notice_names_the_line(case: Case) -> None:
    name, content, notices = case
    article = parse(content.encode() if isinstance(content, str) else content, name)
    assert "揭牌两年多来，累计签约项目272个。" in article.text
    assert "涉及投资额3316亿元。" in article.text
    assert [str(notice) for notice in article.notices] == notices


NOTHING: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "has no text"),
    "white space": (" \r\n\t\u3000\u00a0\n".encode(), "has no text"),
    "byte order mark alone": (b"\xef\xbb\xbf", "has no text"),
    "front matter alone": (b"---\ntitle: x\n---\n", "has no text"),
    "marks alone": ("……！\n***\n".encode(), "has no text"),
    "zero width alone": ("\u200b\u200d\ufeff".encode(), "has no text"),
    "tags alone": (b"<div><p></p><img src='x'></div>", "has no text"),
    "script alone": (b"<p></p><script>var a</script>", "has no text"),
    "PNG": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "is no text but binary: byte 0x1a in line 2"),
    "NUL bytes": (b"\0" * 100, "is no text but binary: byte 0x00 in line 1"),
    "UTF-16 without mark": (
        "hi there".encode("utf-16-le"),
        "is no text but binary: byte 0x00 in line 1",
    ),
    "every byte": (bytes(range(256)) * 9, "is no text but binary: byte 0x00 in line 1"),
    "Latin-1": (
        "a\nÀ é è ü ö ä ß ñ ç é è ü ö".encode("latin-1"),
        "is not UTF-8 or GB18030: byte 0xc0 in line 2; save it as UTF-8",
    ),
    "UTF-16 of rubbish": (
        b"\xff\xfe" + b"\x00\xd8" * 50,
        "is not UTF-16-LE: byte 0x00 in line 1; save it as UTF-8",
    ),
}


@pytest.mark.parametrize(("raw", "error"), NOTHING.values(), ids=NOTHING.keys())
def test_what_has_no_words_is_named(raw: bytes, error: str) -> None:
    with pytest.raises(ArticleError) as caught:
        parse(raw, "新闻/a.txt")
    assert caught.value.message == f"新闻/a.txt: {error}"
    assert caught.value.unreadable == Unreadable("新闻/a.txt", error)


def test_big5_is_read_and_named() -> None:
    words = "國際新聞：記者在臺北報導，今年的經濟成長率為百分之三。"
    article = parse(words.encode("big5"), "a.txt")
    assert article.text == words
    assert [str(notice) for notice in article.notices] == [
        "a.txt:1: the file is read as Big5; save it as UTF-8"
    ]


def test_a_thousand_faults_are_told_in_a_few_lines() -> None:
    article = parse(fenced("\n".join(["title: a: b"] * 1000)).encode(), "a.txt")
    assert len(article.notices) == 21
    assert str(article.notices[-1]) == "a.txt: 1979 more notices like these"
