"""Proof: a text and the sentences it cites to what they bear, and what they do not.

Quotes, marks, figures, dates and names, and the reading back of what is stated; in `versions`,
what other sources say of the same thing. Nothing here writes an answer.
"""
