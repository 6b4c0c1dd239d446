"""Documents of summaries: written for people, read back as they were, and never markup."""

from __future__ import annotations

from itertools import pairwise

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from qa.errors import UsageError
from qa.language.characters import UNPRINTABLE, printable
from qa.verify.documents import Document, Edit, is_document, markdown, read, text
from tests.summary_records import quote, sentence, summary

WITHHELD = {"text": "新增24辆。", "reasons": ["24辆: no cited sentence has it"]}

WHOLE = """\
---
title: "氢能"
article: "a.txt"
date: "2022-01-08"
lang: "same"
style: "bullets"
mode: "extractive"
model: null
sentences:
  - text: "新增公交车42辆。"
    paragraphs: [1]
    citations:
      - {"start": 0, "end": 13, "quote": "城市新增氢能公交车42辆。", "paragraph": 1}
figures:
  - {"text": "42辆", "value": "42", "unit": "辆", "supported": true, "start": 9, "end": 12}
withheld:
  - {"text": "新增24辆。", "reasons": ["24辆: no cited sentence has it"]}
usage: {"calls": 0, "input_tokens": 0, "output_tokens": 0, "estimated": false, "cost": "0", "currency": null}
---

# 氢能

- 新增公交车42辆。 [¶1]

## 原文

¶1 · 0–13
> 城市新增氢能公交车42辆。

## 未采用

- 新增24辆。
  - 24辆: no cited sentence has it
"""


def test_a_document() -> None:
    assert markdown(summary(withheld=[WITHHELD])) == WHOLE


def test_a_document_is_read_back() -> None:
    assert read(WHOLE) == Document(summary(withheld=[WITHHELD]), None)


def body(**changes: object) -> str:
    two = sentence("加氢站7座。", quote("加氢站建成7座。", start=14, end=22, paragraph=3))
    document = markdown(summary(sentence("新增42辆。"), two, **changes))
    return document.split("\n---\n", 1)[1]


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("bullets", "- 新增42辆。 [¶1]\n- 加氢站7座。 [¶3]"),
        ("paragraph", "新增42辆。 [¶1] 加氢站7座。 [¶3]"),
        ("headline", "**新增42辆。 [¶1]**\n\n**加氢站7座。 [¶3]**"),
    ],
)
def test_the_sentences_stand_in_their_style(style: str, said: str) -> None:
    assert f"\n\n{said}\n\n" in body(style=style)


@pytest.mark.parametrize(("lang", "heading"), [("zh", "原文"), ("en", "Quotes"), ("same", "原文")])
def test_the_headings_are_in_the_language_of_the_summary(lang: str, heading: str) -> None:
    assert f"\n## {heading}\n" in body(lang=lang)


def test_a_sentence_on_two_paragraphs_has_the_marks_of_both() -> None:
    both = sentence("共49。", quote(), quote("加氢站建成7座。", start=14, end=22, paragraph=3))
    assert "- 共49。 [¶1, ¶3]\n" in markdown(summary(both))


def test_a_quote_of_two_sentences_is_listed_once() -> None:
    assert markdown(summary(sentence("甲。"), sentence("乙。"))).count("\n> ") == 1


def test_a_quote_of_another_article_is_listed_with_its_name() -> None:
    other = sentence("甲。", quote(article="b_1.txt"))
    assert "¶1 · 0–13 · b\\_1.txt\n> " in markdown(summary(other))


def test_without_a_sentence_it_says_so() -> None:
    assert "\n没有能够证实的句子。\n" in markdown(summary() | {"sentences": []})


# --- there and back ------------------------------------------------------------------------

SOUND = st.text(st.characters(exclude_categories=["Cs"]))
NASTY = st.lists(
    st.sampled_from(
        ["---", "\n", "\r\n", "\u2028", "#", "- ", "> ", "```", "~~~", "![x](http://e)", "<b>", "&lt;", "|", "***", "\x1b[2J", "\u202e", "\U000e0041", "\\U000e0041", "\\", '"', "'", ": ", "{", "[", "1. ", "\t", "=", "甲", "$a$", "_"]
    ),
    max_size=6,
).map("".join)  # fmt: skip
TEXT = SOUND | NASTY


@st.composite
def records(draw: st.DrawFn) -> dict[str, object]:
    cited = st.builds(
        lambda q, p, a: quote(q, paragraph=p, article=a), TEXT, st.integers(0, 99), TEXT
    )
    sentences = st.builds(
        lambda t, c: sentence(t, *c), TEXT, st.lists(cited, min_size=1, max_size=2)
    )
    withheld = st.fixed_dictionaries({"text": TEXT, "reasons": st.lists(TEXT, max_size=2)})
    return summary() | {
        "title": draw(TEXT),
        "date": draw(st.none() | TEXT),
        "sentences": draw(st.lists(sentences, max_size=3)),
        "withheld": draw(st.lists(withheld, max_size=2)),
        "lang": draw(st.sampled_from(["zh", "en", "same"])),
        "style": draw(st.sampled_from(["bullets", "paragraph", "headline"])),
    }  # fmt: skip


@given(records())
def test_every_record_is_read_back_as_it_was(record: dict[str, object]) -> None:
    assert read(markdown(record)).record == record


@given(records())
def test_the_front_matter_is_yaml_for_any_other_reader(record: dict[str, object]) -> None:
    front = markdown(record).split("\n---\n", 1)[0]
    loaded = yaml.safe_load(front)
    said = [one["text"] for one in loaded["sentences"]]
    assert (loaded["title"], said) == (record["title"], [s["text"] for s in record["sentences"]])  # type: ignore[attr-defined]


@given(records())
def test_nothing_in_a_document_commands_a_terminal(record: dict[str, object]) -> None:
    assert UNPRINTABLE.search(markdown(record)) is None


# --- text, and no markup -------------------------------------------------------------------

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(source: str) -> list[tuple[str, str]]:
    """The kinds of the blocks of a document with the plain text that a reader sees of each."""
    found = []
    tokens = GITHUB.parse(source)
    for block, token in pairwise(tokens):
        if token.type == "inline":
            children = token.children or ()
            assert {child.type for child in children} <= {"text", "text_special"}
            found.append((block.type, "".join(child.content for child in children)))
    return found


@pytest.mark.parametrize(
    "said",
    [
        "# 标题", "标题 #", "- 甲", "+ 甲", "* 甲", "> 甲", "1. 甲", "12) 甲", "```", "~~~ py", "---", "===", "***",
        "甲\n\n# 乙", "甲\n---", "<script>x</script>", "<b>甲</b>", "<!-- 甲 -->", "&lt;b&gt; &amp;", "[甲](http://e.com)",
        "![甲](http://e.com/x.png)", "<http://e.com>", "[¶9]", "[甲]: http://e.com", "*甲* **乙** _丙_ ~~丁~~ `戊`",
        "a | b\n--- | ---", "甲\\", "\\# 甲", "    甲", "\t甲", "甲  \n乙", "$x$", "x^2^",
    ],
)  # fmt: skip
def test_what_is_shown_is_the_text(said: str) -> None:
    plain = " ".join(said.split())
    document = f"# {text(said)}\n\n- {text(said)} [¶1]\n\n¶1 · 0–1\n> {text(said)}\n"
    assert shown(document) == [
        ("heading_open", plain),
        ("paragraph_open", f"{plain} [¶1]"),
        ("paragraph_open", "¶1 · 0–1"),
        ("paragraph_open", plain),
    ]


@given(TEXT)
def test_whatever_is_said_is_shown_as_text(said: str) -> None:
    plain = " ".join(printable(said).split())
    assert shown(f"- x{text(said)} [¶1]")[0][1].split() == f"x{plain} [¶1]".split()


@given(TEXT.filter(lambda said: printable(said).strip()))
def test_whatever_it_begins_with_is_no_markup(said: str) -> None:
    plain = " ".join(printable(said).split())
    assert shown(f"- {text(said)} [¶1]") == [("paragraph_open", f"{plain} [¶1]")]


def test_a_bare_address_is_no_link() -> None:
    said = "见https://e.com和http://e.com和www.e.com"
    assert text(said) == "见https\\://e.com和http\\://e.com和www\\.e.com"


# --- edited by hand ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "line", "wanted"),
    [
        ("- 新增公交车42辆。", "- 新增公交车43辆。", 23, "- 新增公交车42辆。 [¶1]"),
        ("# 氢能\n", "# 氢能产业\n", 21, "# 氢能"),
        ("42辆。 [¶1]", "42辆。 [¶2]", 23, "- 新增公交车42辆。 [¶1]"),
        ("> 城市新增氢能公交车42辆。\n", "", 28, "> 城市新增氢能公交车42辆。"),
        ("has it\n", "has it\n\n又及\n", 34, ""),
        ("\n  - 24辆: no cited sentence has it\n", "\n", 33, "  - 24辆: no cited sentence has it"),
        ('- text: "新增公交车42辆。"', '- text: "新增公交车43辆。"', 23, "- 新增公交车43辆。 [¶1]"),
    ],
    ids=["sentence", "title", "mark", "no quote", "one more", "one less", "front matter"],
)  # fmt: skip
def test_an_edit_is_found_with_its_line(old: str, new: str, line: int, wanted: str) -> None:
    edited = new.join(WHOLE.rsplit(old, 1))
    assert edited != WHOLE
    assert read(edited).edit == Edit(line, wanted)


@pytest.mark.parametrize(
    "changed",
    [WHOLE.replace("\n", "\r\n"), f"\ufeff{WHOLE}", f"{WHOLE}\n\n", WHOLE.rstrip("\n")],
    ids=["line ends of Windows", "byte order mark", "empty lines after it", "no last line end"],
)
def test_what_nobody_sees_is_no_edit(changed: str) -> None:
    assert read(changed) == read(WHOLE)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("---\ntitle", "title", "a.md:1: there is no front matter"),
        ("null}\n---\n", "null}\n", "a.md:1: there is no front matter"),
        ('title: "氢能"', "title: 氢能", "a.md:2: this value is no JSON: Expecting value"),
        ('title: "氢能"', "title: " + "[" * 100_000, "a.md:2: this value is no JSON: it cannot be read"),
        ('title: "氢能"', 'title: !!python/name:os "x"', "a.md:2: this value is no JSON: Expecting value"),
        ('title: "氢能"', 'title: "\\Uffffffff"', "a.md:2: this value is no JSON: Invalid \\escape"),
        ('title: "氢能"', "title: &a [*a]", "a.md:2: this value is no JSON: Expecting value"),
        ('"a.txt"\n', '"a.txt"\n  x: 1\n', "a.md:4: this is not what qa writes"),
        ('"a.txt"\n', '"a.txt"\narticle: "b.txt"\n', "a.md:4: article stands there twice"),
        ('article: "a.txt"\n', "", "a.md:2: article: Field required"),
        ("paragraphs: [1]", 'paragraphs: ["1"]', "a.md:11: sentences.0.paragraphs.0: Input should be a valid integer"),
        ('"paragraph": 1}', '"paragraph": true}', "a.md:13: sentences.0.citations.0.paragraph: Input should be a valid integer"),
        ('      - {"start"', '      - 3 {"start"', "a.md:13: this is not what qa writes"),
        ('style: "bullets"', 'style: "x"', "a.md:6: style: Input should be 'bullets', 'paragraph' or 'headline'"),
        ("sentences:\n", "sentences: 3\nx:\n", "a.md:9: sentences: Input should be a valid list"),
        ('"end": 13', '"end": ' + "9" * 5000, "a.md:13: this value is no JSON: it cannot be read"),
    ],
)  # fmt: skip
def test_front_matter_that_is_malformed_is_named_with_its_line(
    old: str, new: str, said: str
) -> None:
    assert old in WHOLE
    with pytest.raises(UsageError) as raised:
        read(WHOLE.replace(old, new, 1), "a.md")
    assert raised.value.message == said


@pytest.mark.parametrize(
    ("content", "meant"),
    [
        (WHOLE, True),
        (WHOLE.replace("\n", "\r\n"), True),
        ("---\ntitle: 氢能\n---\n\n正文。\nsentences: 3", False),
        ("# README\n\nsentences:\n", False),
        ("", False),
    ],
)
def test_a_document_is_told_from_other_markdown(content: str, meant: bool) -> None:
    assert is_document(content) is meant
