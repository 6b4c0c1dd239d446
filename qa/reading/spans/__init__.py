"""Spans: the places in the articles that may answer, each with the probability that it does.

The reader finds spans in a few sentences at a time. They are weighed together with what the
sentences' own weights say of the same place, whether other sources give the same answer, and
whether the kind, the words and the names of the question are met. evals/reader/calibrate.py
writes the weights.
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
