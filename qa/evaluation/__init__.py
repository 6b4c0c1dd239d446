"""Evaluation: cases with what is expected of them, what came of them, and whether that will do."""
