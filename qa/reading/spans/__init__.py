"""Spans: the places of the articles that may answer, each with how likely it is the answer.

The reader gives spans of a few sentences; what the sentences' own weights say of the same
place, whether other sources give the same, and whether the kind, the words and the names of
the question are met, is weighed with it. evals/reader/calibrate.py writes the weights.
"""

from qa.reading.spans.choice import Choice
from qa.reading.spans.choices import choices
from qa.reading.spans.sentences import before, once, ranked
from qa.reading.spans.signs import FITTED, Signs, probability
from qa.reading.spans.windows import Window, windows

__all__ = [
    "FITTED",
    "Choice",
    "Signs",
    "Window",
    "before",
    "choices",
    "once",
    "probability",
    "ranked",
    "windows",
]
