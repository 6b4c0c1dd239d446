"""What of a page, of Markdown and of plain text is seen, and that every character leads back."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.articles.article import OffsetMap
from qa.articles.markup import Clean, clean, neutral
from qa.language.text import Span


def visible(raw: str, suffix: str = ".html") -> str:
    found = clean(neutral(raw), suffix)
    check(found, raw)
    return found.text


def check(found: Clean, raw: str) -> None:
    """Paragraphs tile the text; runs are sorted, verbatim or an entity; the rest is put in."""
    assert "\n".join(span.of(found.text) for span in found.paragraphs) == found.text
    for span in found.paragraphs:
        assert span.of(found.text) == span.of(found.text).strip() != ""
    loose = list(found.text)
    for clean_start, raw_start, length in found.runs:
        end = clean_start + max(1, length)
        if length > 0:
            assert found.text[clean_start:end] == raw[raw_start : raw_start + length]
        else:
            assert found.text[clean_start] in html.unescape(raw[raw_start : raw_start - length])
        loose[clean_start:end] = [""] * (end - clean_start)
    assert set(loose) <= {"", " ", "\n"}
    for before, after in pairwise(found.runs):
        assert before[0] + max(1, before[2]) <= after[0]
        assert before[1] + abs(before[2]) <= after[1]
    offsets = OffsetMap(found.runs)
    assert OffsetMap.from_json(offsets.to_json()) == offsets


# --- HTML ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (
            "<p>刷<a href='http://a.cn/?code=300832' code='300832'>新产业</a>能级。</p>",
            "刷新产业能级。",
        ),
        ("<p>a<p>b", "a\nb"),
        ("a<br>b<BR/>c<br />d", "a\nb\nc\nd"),
        ("<p>签约\n  项目\n of\n the\n“新\n区”</p>", "签约项目 of the “新区”"),
        ("<p>a\u00a0\u3000 b\u3000</p>", "a b"),
        ("<p>a <b> b</b> <i>c </i></p>", "a b c"),
        ("<ul><li>一<li>二</ul>三", "一\n二\n三"),
        ("<table><tr><td>a<td>b</tr><tr><th>c</th> <th>d</th></tr></table>", "a b\nc d"),
        ("<table><tr><td><p>a</p></td><td>\n<p>b</p>\n</td></tr><tr><td>c", "a b\nc"),
        ("<td><p>一</p><p>二</p></td>", "一\n二"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("<p>一</p>\n裸文一\n\n裸文二", "一\n裸文一\n裸文二"),
        ("<figure><img alt='x'><figcaption>图</figcaption></figure>", "图"),
        ("<!DOCTYPE html><?xml version='1.0'?><!-- <p>x --><![CDATA[<p>一</p>]]>", "一"),
        ("a<!-->b<!--->c<!---->d", "abcd"),
        ("<script>if (a<b) '</p>' <!-- </script >一<style>p{}</style>", "一"),
        ("<script src=x />一", "一"),
        (
            "<select><option>x</select><button>x</button><textarea>x</textarea><input>一",
            "一",
        ),
        (
            "<noscript>x</noscript><template>x</template><iframe>x</iframe><svg><text>x</svg>一",
            "一",
        ),
        ("<head><title>x</title><style>x</style></head><body>一", "一"),
        ("<head><title>x<body>一", "一"),
        ("<nav>x</nav><aside>x</aside><footer>x</footer><header>x</header><p>一", "一"),
        ("<header>x</header><article><header>一</header></article><header>x", "一\nx"),
        ("<div><nav>x<ul><li>x</div>一", "一"),
        ("<p hidden>x<p>一<b HIDDEN=''>x</b>二", "一二"),
        ("<p aria-hidden=true>x</p><p style='color:red;display : NONE'>x</p>一", "一"),
        ("<b style='visibility:hidden'>x</b><b class='is hidden' aria-hidden='false'>一</b>", "一"),
        ("<b data-x='<p>x</p>' title='a>b'>一</b>", "一"),
        (
            "x <y and z, 3 < 5, a <b and c, <张三>, <a@b.cn>",
            "x <y and z, 3 < 5, a <b and c, <张三>, <a@b.cn>",
        ),
        ("<div <p>一<a href='#' <b>二", "一 二"),
        ("272<sup>1</sup>个，m<sup>2</sup>，CO<sub>2</sub>", "272 1个，m2，CO2"),
        ("2\u200b72\u202e个\ufeff\u00ad。\x1b[1;31m红\x1b[0m\x1b]0;x\x07\x07", "272个。红"),
        ("&lt;p&gt; AT&T &ampb &copy2022 &nbsp;&#8203;x", "<p> AT&T &b ©2022 x"),
        ("&#x110000;&#0;&#xD800;", "\ufffd\ufffd\ufffd"),
        ("&nosuch; &; &#; &#x; &", "&nosuch; &; &#; &#x; &"),
        ("a&#27;[31m&#x202e;&#133;b&#10;c", "a[31m…b c"),
        ("&fjlig;&#" + "9" * 5000 + ";", "fj&#" + "9" * 5000 + ";"),
    ],
)
def test_what_a_page_shows(raw: str, text: str) -> None:
    assert visible(raw) == text


SEEN = [
    "<b style='opacity:0.5'>一</b>",
    "<b style='opacity:'>一</b>",
    "<b style='font-size:12px;position:absolute;left:10px'>一</b>",
    "<div style='font-size:0'><b style='font-size:14px'>一</b></div>",
    "<div style='visibility:hidden'>x<b style='visibility:visible'>一</b></div>",
    "<div style='background:#c00'><b style='color:#fff'>一</b></div>",
    "<div style='color:#fff;background:url(a.png)'>一</div>",
    "<style>.t{display:none}.t.on{display:block}</style><b class='t on'>一</b>",
    "<style>.t{display:none}.tabs .t:first-child{display:block}</style><b class=t>一</b>",
    "<style>.tabs .t{display:block}.t{display:none}</style><b class=t>一</b>",
    "<style>@media print{.t{display:none}} .a .t{display:none} .t:hover{opacity:0}</style><b class=t>一</b>",
    "<style>.x .t{background:#c00}</style><b class=t style='color:#fff'>一</b>",
    "<style>/* .t{display:none} */ @import 'x'; }</style><b class=t>一</b>",
    "<link rel=stylesheet href=a.css><b style='color:white'>一</b>",
]
UNSEEN = [
    "<b style='OPACITY : 0 !important'>x</b>一",
    "<b style='opacity:.0'>x<i style='opacity:1'>x</i></b>一",
    "<b style='font-size:0px'>x</b>一",
    "<b style='font-size:1px'>x</b>一",
    "<b style='position:absolute;left:-9999px'>x</b>一",
    "<b style='text-indent:-999em'>x</b>一",
    "<b style='height:0;overflow:hidden'>x</b>一",
    "<b style='clip-path:inset(50%)'>x</b>一",
    "<b style='transform:scale(0)'>x</b>一",
    "<b style='color:transparent'>x</b>一",
    "<b style='color:rgba(1, 2, 3, 0.0)'>x</b><b style='color:#abc0'>x</b>一",
    "<b style='color:#fff;background-color:rgb(255,255,255)'>x</b>一",
    "<font color=white>x</font>一",
    "<style>.a, #d{display:none}</style><b class='z a'>x</b><b id=d>x</b>一",
    "<style>b{color:red}p.a.z{visibility:hidden}</style><p class='z a'>x</p>一",
    "<style>.a{display:block}.a{display:none}</style><b class=a>x</b>一",
]


@pytest.mark.parametrize("raw", [*SEEN, *UNSEEN])
def test_what_css_hides(raw: str) -> None:
    # Of a page that is hidden as a whole all is kept: hence the words before.
    assert visible(f"<p>前</p>{raw}") == "前\n一"


def test_accents_are_cut_to_three_however_they_are_written() -> None:
    raw = "<p>2" + "&#x301;\u200b\u0301" * 50 + "7</p>"
    assert visible(raw) == "2\u0301\u0301\u03017"


@pytest.mark.parametrize(
    "inside", ["\x9b31m", "\x9d0;9\x9c", "\x1bP9\x1b\\", "\x1b^9\x07", "\x1b]9;9\x07"]
)
def test_a_figure_is_whole_without_the_commands_inside_of_it(inside: str) -> None:
    assert visible(f"签约2{inside}72个") == "签约272个"


def test_a_quote_leads_to_whole_entities_and_over_tags() -> None:
    raw = "<p>A&amp;T <b>2\u200b7</b>2个&hellip;</p>"
    found = clean(neutral(raw), ".html")
    assert found.text == "A&T 272个…"

    def back(quote: str) -> str:
        start = found.text.index(quote)
        return OffsetMap(found.runs).raw_span(Span(start, start + len(quote))).of(raw)

    assert back("&") == "&amp;"
    assert back("A&T") == "A&amp;T"
    assert back("272个") == "2\u200b7</b>2个"
    assert back("个…") == "个&hellip;"
    assert back(found.text) == raw[3:-4]


def test_spans_of_nothing() -> None:
    offsets = OffsetMap(((0, 3, 2), (3, 9, 1)))  # the space between is put in
    assert offsets.raw_span(Span(2, 3)) == Span(5, 5)
    assert offsets.raw_span(Span(1, 1)) == Span(4, 4)
    assert offsets.raw_span(Span(0, 4)) == Span(3, 10)
    assert offsets.raw_span(Span(2, 4)) == Span(9, 10)
    assert OffsetMap(()).raw_span(Span(0, 0)) == Span(0, 0)
    assert offsets.to_json() == "[0,3,2,1,4,1]"


# --- Markdown --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("# 标题 #\n正文\n续行\n\n## 二\n", "标题\n正文续行\n二"),
        ("标题\n===\n正文\n---\n后", "标题\n正文\n后"),
        ("**粗**和*斜*与***both*** ~~删~~ __a _b_ c__", "粗和斜与both 删 a b c"),
        ("**“重要”**指出", "“重要”指出"),
        ("3 * 4 * 5, 2*3*4, snake_case_x, **open", "3 * 4 * 5, 2*3*4, snake_case_x, **open"),
        ("**a\n\nb**", "**a\nb**"),
        ("`a *b* <i>` ``c`d``", "a *b* <i> c`d"),
        ("```py\na < b & c\n# *x*\n```\n后", "a < b & c\n# *x*\n后"),
        ("~~~\n<p>x", "<p>x"),
        ('[链](http://a.cn/x_(y) "t")与![图 [1]](a.png)[![x](b)](c)。', "链与。"),
        (
            "[甲][1]、[乙][]、[丙]、[快讯]\n\n[1]: http://a.cn 't'\n[乙]: <b c>\n[丙]: /d",
            "甲、乙、丙、[快讯]",
        ),
        ("[注]: 说明。", "[注]: 说明。"),
        ("272[^1]个\n\n[^1]: 脚注", "272个\n脚注"),
        ("- 一\n* 二\n  + [x] 三\n1. 四\n2) 五", "一\n二\n三\n1. 四\n2) 五"),
        ("> 引\n> 用\n>\n> > 深\n外", "引用\n深\n外"),
        ("| a | b |\n|:--|--:|\n| c\\|d | e |\n后", "a b\nc|d e\n后"),
        ("a | b\n--|--\nc | d\n\ne | f", "a b\nc d\ne | f"),
        ("前\n\n***\n\n- - -\n后", "前\n后"),
        ("行尾  \n换行\\\n末", "行尾\n换行\n末"),
        ("\\*非\\* \\<p> 1\\. \\\\", "*非* <p> 1. \\"),
        ("<https://a.cn/_x_?a&b> <a@b.cn>", "https://a.cn/_x_?a&b a@b.cn"),
        ("<div class='a_b' id='c_d'>**x** &amp; y</div>\n<!-- *z* -->", "x & y"),
        ("#话题# 不是标题", "#话题# 不是标题"),
        ("前文<script>a*b*c</script>后文", "前文后文"),
    ],
)
def test_what_markdown_shows(raw: str, text: str) -> None:
    assert visible(raw, ".md") == text


# --- plain text ------------------------------------------------------------------------

LINE = "累计签约重大前沿科技产业项目很多个涉及投资额很大"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("一\n二\r\n三\r四", "一\n二\n三\n四"),
        ("AT&T &amp; 3 < 5 *x* [a](b)", "AT&T &amp; 3 < 5 *x* [a](b)"),
        ("一\n======\n* * *\n二", "一\n二"),
        (f"{LINE}\n{LINE}\n末。\n\n另", f"{LINE}{LINE}末。\n另"),
        (f"\u3000\u3000{LINE}\n{LINE}\n末。\n\u3000\u3000{LINE}", f"{LINE}{LINE}末。\n{LINE}"),
        (f"{LINE}。\n{LINE}。\n末。", f"{LINE}。\n{LINE}。\n末。"),
        (f"{LINE}\n{LINE}{LINE}\n末。", f"{LINE}\n{LINE}{LINE}\n末。"),
        (f"{LINE}\n记者", f"{LINE}\n记者"),
        ("短句\n短句\n短句", "短句\n短句\n短句"),
        (
            "the words of this line go on and on and\nstop here",
            "the words of this line go on and on and\nstop here",
        ),
        (
            "the words of this line go on and on until\nthey stop here",
            "the words of this line go on and on until they stop here",
        ),
        (f"- {LINE}\n- {LINE}\n- x", f"- {LINE}\n- {LINE}\n- x"),
        ("标题\n记者 <a href='#'>新产业</a>能级\n末 &amp;", "标题\n记者 新产业能级\n末 &"),
        ("<div>\n<p>一</p>\n\n</div>", "一"),
    ],
)
def test_what_plain_text_shows(raw: str, text: str) -> None:
    assert visible(raw, ".txt") == text


# --- properties ------------------------------------------------------------------------

PIECES = st.sampled_from(
    "<p> </p> <b> </b> <br> <div> </div> <nav> </nav> <script> </script> <!-- --> <td> <tr> <pre>"
    " </pre> <a/href='x'> <span/hidden> </span> <h1> <title> </title> <sup> &amp; &nbsp; &#8203;"
    " &fjlig; & < > 新 产 “ a B 272 , 。 ** * _ ` ``` # ## - > | [ ] ]( ) ![ \\ --- === ~~".split()
) | st.sampled_from([" ", "\n", "\r\n", "\n\n", "\u3000", "\u200b", "\x1b[31m", "\0", "\1", "\x10"])


@given(st.lists(PIECES, max_size=60), st.sampled_from([".html", ".md", ".txt"]))
def test_every_character_leads_back(pieces: list[str], suffix: str) -> None:
    raw = "".join(pieces).replace("/href", " href").replace("/hidden", " hidden")
    assert not re.search(r"[\0-\x09\x0b-\x1f\u200b]", visible(raw, suffix))


@given(
    st.lists(st.text("新产业 ab,&<\n", min_size=1, max_size=8), min_size=1, max_size=20), st.data()
)
def test_a_quote_without_its_tags_is_the_quote(words: list[str], data: st.DataObject) -> None:
    tags = st.sampled_from(["<b>", "</b>", "<a href='x>y'>", "</a>", "<!--x-->", "<i class=c>"])
    raw = "<p>" + "".join(html.escape(word) + data.draw(tags) for word in words)
    found = clean(raw, ".html")
    start = data.draw(st.integers(0, len(found.text)))
    quote = found.text[start : data.draw(st.integers(start, len(found.text)))]
    place = OffsetMap(found.runs).raw_span(Span(start, start + len(quote)))
    bare = html.unescape(re.sub(r"<!--x-->|</?\w[^<>']*(?:'[^']*')?>", "", place.of(raw)))
    assert re.sub(r"\s", "", bare) == re.sub(r"\s", "", quote)


@given(st.text(max_size=80))
def test_plain_words_are_all_kept(text: str) -> None:
    raw = html.escape(text)
    assert visible(f"<p>{raw}").split() == neutral(text).replace("\0", "").split() or "\n" in text


# S is a space, N and R are line ends
HOSTILE = r"""
< & <aS <a <! <!-- </ <aSb=' <aSx="Sy=" <script> <nav> <b> </i> <td><p> ]]> [ [a]( ![ [[a]S `
`a``b```c *a **aS _ >S -S | a|bN-|-N N R aS 临N \\ ```N ---N a:SbN &# S <style> <style>a,{ <bSstyle='a:b'> <h1> <title> <pShidden>a
<svg> 。 .S "
""".split()


def test_no_input_takes_quadratic_time() -> None:
    """20,000 characters of each take seconds in all; one quadratic step would take minutes."""
    line_ends = str.maketrans({"S": " ", "N": "\n", "R": "\r"})
    units = [unit.translate(line_ends) for unit in HOSTILE]
    program = (
        "from qa.articles.article import ArticleError, parse\n"
        f"for unit in {[*units, chr(0), chr(0x200B), chr(27) + '[', chr(27) + ']', chr(0x9D), chr(0x301)]!r}:\n"
        "    for start in ('', '---\\ntitle: ', '<p>'):\n"
        "        raw = start + unit * (20_000 // len(unit)) + '正文'\n"
        "        for name in ('a.html', 'a.md', 'a.txt'):\n"
        "            try:\n                parse(raw.encode(), name)\n"
        "            except ArticleError:\n                pass\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=300)
