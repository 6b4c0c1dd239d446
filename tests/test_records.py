"""Records: what is printed as JSON, and kept."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from qa.language.text import Span
from qa.models.llm import Usage
from qa.models.prices import Money
from qa.proof.citations import Citation
from qa.proof.grounding import GroundedFigure
from qa.proof.withheld import Withheld
from qa.summaries.record import of_summary
from qa.summaries.summary import Form, Summary, SummarySentence
from qa.verify import documents

DAY = dt.date(2022, 1, 8)
FIRST = Citation("a.txt", "氢能", "记者", DAY, 0, 13, 1, "城市新增氢能公交车42辆。", True)
SECOND = Citation("a.txt", "氢能", "记者", DAY, 14, 22, 3, "加氢站建成7座。", True, ("b.txt",))
SUMMARY = Summary(
    article="a.txt",
    title="氢能",
    date=DAY,
    sentences=(
        SummarySentence(
            "公交车42辆，加氢站7座。",
            (SECOND, FIRST),
            (GroundedFigure("42辆", "42", "辆", "a.txt", Span(9, 12)),),
        ),
        SummarySentence(
            "加氢站7座。", (SECOND,), (GroundedFigure("7座", "7", "座", "a.txt", Span(19, 21)),)
        ),
    ),
    form=Form(5, "zh", "paragraph"),
    mode="model",
    withheld=(Withheld("新增24辆。", ("24辆",)),),
    model="m",
    usage=Usage(2, 300, 20, cost=Money(Decimal("0.00015"), "USD")),
)

RECORD = {
    "article": "a.txt",
    "title": "氢能",
    "date": "2022-01-08",
    "sentences": [
        {
            "text": "公交车42辆，加氢站7座。",
            "paragraphs": [1, 3],
            "citations": [
                {
                    "article": "a.txt",
                    "title": "氢能",
                    "date": "2022-01-08",
                    "start": 14,
                    "end": 22,
                    "quote": "加氢站建成7座。",
                    "verified": True,
                    "paragraph": 3,
                },
                {
                    "article": "a.txt",
                    "title": "氢能",
                    "date": "2022-01-08",
                    "start": 0,
                    "end": 13,
                    "quote": "城市新增氢能公交车42辆。",
                    "verified": True,
                    "paragraph": 1,
                },
            ],
        },
        {
            "text": "加氢站7座。",
            "paragraphs": [3],
            "citations": [
                {
                    "article": "a.txt",
                    "title": "氢能",
                    "date": "2022-01-08",
                    "start": 14,
                    "end": 22,
                    "quote": "加氢站建成7座。",
                    "verified": True,
                    "paragraph": 3,
                }
            ],
        },
    ],
    "figures": [
        {
            "text": "42辆",
            "value": "42",
            "unit": "辆",
            "supported": True,
            "article": "a.txt",
            "start": 9,
            "end": 12,
        },
        {
            "text": "7座",
            "value": "7",
            "unit": "座",
            "supported": True,
            "article": "a.txt",
            "start": 19,
            "end": 21,
        },
    ],
    "withheld": [{"text": "新增24辆。", "reasons": ["24辆"]}],
    "mode": "model",
    "lang": "zh",
    "style": "paragraph",
    "model": "m",
    "usage": {
        "calls": 2,
        "input_tokens": 300,
        "output_tokens": 20,
        "estimated": False,
        "cost": "0.00015",
        "currency": "USD",
    },
}


def test_the_record_of_a_summary() -> None:
    assert of_summary(SUMMARY) == RECORD


def test_it_is_what_a_document_gives_back() -> None:
    assert documents.read(documents.markdown(of_summary(SUMMARY))).record == RECORD


def test_its_keys_come_in_the_same_order_from_a_document() -> None:
    back = documents.read(documents.markdown(RECORD)).record
    assert [list(back), list(back["sentences"][0])] == [
        list(RECORD),
        ["text", "paragraphs", "citations"],
    ]
