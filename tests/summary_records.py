"""Records of summaries for the tests."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]


def quote(text: str = "城市新增氢能公交车42辆。", **changes: Any) -> Record:
    """What a sentence cites: the first sentence of a.txt, if nothing else is said."""
    return {
        "article": "a.txt",
        "title": "氢能",
        "date": "2022-01-08",
        "start": 0,
        "end": len(text),
        "quote": text,
        "verified": True,
        "paragraph": 1,
        **changes,
    }


def sentence(text: str = "新增公交车42辆。", *citations: Record) -> Record:
    """A sentence of a summary, on one quote if none are given."""
    cited = list(citations) or [quote()]
    return {
        "text": text,
        "paragraphs": sorted({one["paragraph"] for one in cited}),
        "citations": cited,
    }


def summary(*sentences: Record, **changes: Any) -> Record:
    """The record of a summary of a.txt, of one sentence if none are given."""
    return {
        "article": "a.txt",
        "title": "氢能",
        "date": "2022-01-08",
        "sentences": list(sentences) or [sentence()],
        "figures": [
            {
                "text": "42辆",
                "value": "42",
                "unit": "辆",
                "supported": True,
                "article": "a.txt",
                "start": 9,
                "end": 12,
            }
        ],
        "withheld": [],
        "mode": "extractive",
        "lang": "same",
        "style": "bullets",
        "model": None,
        "usage": {
            "calls": 0,
            "input_tokens": 0,
            "output_tokens": 0,
            "estimated": False,
            "cost": "0",
            "currency": None,
        },
        **changes,
    }
