"""Saved answers and summaries: the records in a file, wherever it comes from.

A file is one JSON document, a JSON list, or JSON lines, and each record was written by
`qa ask --json`, `qa ask --batch`, `qa chat` or `qa summarize`; keys that are not needed are
ignored. Or the file is the Markdown of a summary, `.md`.
"""

from qa.verify.saved.folders import Found, found
from qa.verify.saved.loading import load
from qa.verify.saved.models import (
    Saved,
    SavedAnswer,
    SavedFigure,
    SavedQuote,
    SavedSentence,
    SavedSummary,
    SavedVersion,
)

__all__ = [
    "Found",
    "Saved",
    "SavedAnswer",
    "SavedFigure",
    "SavedQuote",
    "SavedSentence",
    "SavedSummary",
    "SavedVersion",
    "found",
    "load",
]
