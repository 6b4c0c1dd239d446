"""Verification: checking saved answers and summaries against the articles as they are now."""

from qa.verify.verification.checks import RecordCheck, Verification, gathered, verify
from qa.verify.verification.claims import Problem, Trouble
from qa.verify.verification.quotes import Fate, Place, QuoteCheck, standing

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
