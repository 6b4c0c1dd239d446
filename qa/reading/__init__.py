"""Question and passages to readings: spans that may answer, each with a probability.

Here are the learned reader, its weights and its tokenizer, and what an English question is
glossed with. What is done with a reading is not decided here.
"""

from qa.reading.reader import USUAL, Reader, Reading

__all__ = ["USUAL", "Reader", "Reading"]
