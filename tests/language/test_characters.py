"""What is unprintable, against Unicode's own tables, and JSON that says it and reads back."""

from __future__ import annotations

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language.characters import INVISIBLE, UNPRINTABLE, json_line, one_line, printable

# Signs of Arabic and Kaithi numbers and marks of Syriac: format characters, and seen.
SEEN = "؀؁؂؃؄؅۝܏࢐࢑࣢\U000110bd\U000110cd"
# What Unicode calls default-ignorable and what fonts draw as nothing, of other categories.
BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u2800\u3164\uffa0\ufe00\ufe0f\U000e0100\U000e01ef"


def test_what_unicode_calls_control_format_or_surrogate_is_unprintable() -> None:
    hidden = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    passed = [
        hex(point)
        for point in range(sys.maxunicode + 1)
        if unicodedata.category(chr(point)) in hidden
        and chr(point) not in "\t\n" + SEEN
        and not UNPRINTABLE.match(chr(point))
    ]
    assert passed == []


@pytest.mark.parametrize("character", BLANK)
def test_what_is_drawn_as_nothing_is_unprintable(character: str) -> None:
    assert printable(f"2{character}7") == "27"


def test_letters_figures_and_marks_are_printable() -> None:
    visible = {"Lu", "Ll", "Lo", "Lm", "Nd", "Nl", "No", "Po", "Ps", "Pe", "Sc", "Sm", "Zs"}
    dropped = [
        hex(point)
        for point in range(sys.maxunicode + 1)
        if unicodedata.category(chr(point)) in visible
        and UNPRINTABLE.match(chr(point))
        and chr(point) not in BLANK
    ]
    assert dropped == []


def test_what_is_invisible_in_an_article_is_never_printed() -> None:
    points = map(chr, range(sys.maxunicode + 1))
    assert all(UNPRINTABLE.match(c) for c in points if INVISIBLE.match(c))


@pytest.mark.parametrize("text", ["Việt", "नमस्ते", "สวัสดีที่นี่", "e\u0301\u0323\u0302", "が"])
def test_accents_that_languages_write_stay(text: str) -> None:
    assert printable(text) == text


def test_a_heap_of_accents_is_cut_to_three() -> None:
    assert printable("2" + "\u0301" * 500 + "7") == "2\u0301\u0301\u03017"


def test_a_heap_parted_by_what_is_not_seen_is_a_heap() -> None:
    assert printable("2" + "\u0301\u200b" * 9) == "2\u0301\u0301\u0301"


@given(st.text())
def test_json_reads_back_as_it_was(text: str) -> None:
    assert json.loads(json_line({text: [text]})) == {text: [text]}


@given(st.text(st.characters(categories=["Cc", "Cf", "Cs", "Lo"])))
def test_json_is_printable(text: str) -> None:
    assert not UNPRINTABLE.search(json_line(text))


def test_json_keeps_chinese_as_it_is() -> None:
    assert json_line({"a": "标题\x7f\U000e0041"}) == '{"a": "标题\\u007f\\udb40\\udc41"}'


def test_a_name_is_one_line_of_so_many_characters() -> None:
    assert one_line("a\r\n\u2028b" + "c" * 10, 6) == "a bcc…"
