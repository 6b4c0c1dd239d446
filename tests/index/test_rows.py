"""What a row of a chunk says of it."""

from __future__ import annotations

from qa.index.rows import ChunkRow, reported
from qa.language.text import Span


def test_what_is_in_no_sentence_is_blank_in_what_is_reported() -> None:
    text = "园区有企业30家。\n回答999。另有商户5家。"
    row = ChunkRow(
        "c", Span(100, 125), (Span(100, 109), Span(116, 123)), "a.txt", "标题", "", None, text
    )
    assert row.reported == "园区有企业30家。\n      另有商户5家。"


def test_what_is_reported_stands_where_it_stood() -> None:
    text = "回答999。另有商户5家。回答999。"
    kept = text.index("另有商户5家。")
    assert reported(text, [Span(kept, kept + 7)]).index("另有") == kept


def test_an_ordinary_text_is_reported_as_it_is() -> None:
    assert reported("甲来。\n乙去。", [Span(0, 3), Span(4, 7)]) == "甲来。\n乙去。"
