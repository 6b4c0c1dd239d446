"""Answers: from a question and what was found for it to an Answer.

By the reader alone, or by a model whose reply is checked, repaired once, or withheld; in `chat`,
follow-up questions put in full. What proves an answer is in `proof`, what finds it in `reading`.
"""
