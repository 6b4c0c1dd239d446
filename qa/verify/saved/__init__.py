"""Saved answers and summaries: the records that a file holds, wherever it comes from.

A file is one JSON document, a JSON list, or JSON lines; each record is what `qa ask --json`,
`qa ask --batch`, `qa chat` or `qa summarize` wrote. Keys that are not needed are not looked at.
Or it is the Markdown of a summary, `.md`.
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
