"""Evaluation: cases to a report.

Sets of cases and what is expected of them, running and scoring, cassettes, gates, history, twins
and a judge. It calls the corpus as users do; nothing of it is needed to answer.
"""
