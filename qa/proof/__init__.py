"""Proof: what of a text the sentences that it cites support, and what they do not.

Quotes, marks, figures, dates and names, and the reading back of what is stated; in `versions`,
what other sources say about the same thing. Nothing here writes an answer.
"""
