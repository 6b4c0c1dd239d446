"""Verification: saved answers and summaries against the articles as they are now."""

from qa.verification.checks import RecordCheck, Verification, gathered, verify
from qa.verification.claims import Problem, Trouble
from qa.verification.quotes import Fate, Place, QuoteCheck, standing

__all__ = [
    "Fate",
    "Place",
    "Problem",
    "QuoteCheck",
    "RecordCheck",
    "Trouble",
    "Verification",
    "gathered",
    "standing",
    "verify",
]
