"""Reading: from a question and passages to spans that may answer, each with a probability.

Here are the learned reader, its weights and its tokenizer, and the glosses for an English
question. What to do with a reading is decided elsewhere.
"""

from qa.reading.reader import USUAL, Reader, Reading

__all__ = ["USUAL", "Reader", "Reading"]
