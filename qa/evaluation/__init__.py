"""Evaluation: from cases to a report.

It holds the sets of cases and what is expected of them, running and scoring, cassettes, gates,
history, twins and a judge. It calls the corpus as users do; answering needs nothing of it.
"""
