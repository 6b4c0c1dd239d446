"""Segments: a text cut up to compare answers, Han characters one by one and Latin words whole.

They are those of the evaluation script of Cui et al. 2019, "A Span-Extraction Dataset for
Chinese Machine Reading Comprehension".
"""

from __future__ import annotations

import re

# The marks that the script drops without a gap: 10:30 becomes 1030, "AI-based" one word.
# Of ellipses it drops only "……" as a whole, and so in effect none.
_DROPPED = frozenset("-:_*^/\\~`+=，。：？！“”；’《》·、「」（）－～『』")
# What the script takes for a Chinese character; 〇 and those outside are letters to it.
_CHINESE = "\u4e00-\u9fa5"
_RUN = re.compile(f"[{_CHINESE}]|[^{_CHINESE}]+")

_APOSTROPHE = r"(?<![\w'])'(?=\w)(?!(?:s|m|d|ll|re|ve)\b)|'(?!\w)"
_MARK = rf'[;@#$%&?!\[\](){{}}<>"«»„‘…–—]|{_APOSTROPHE}'
# Words as in the Penn Treebank: a comma is a word unless a digit follows, a full stop only at
# the end, and "don't" and "it's" are two words each. The apostrophe stays with the ending.
_WORD = re.compile(
    rf"(?P<end>'(?:s|m|d|ll|re|ve)\b|n't\b)|(?P<dots>\.{{2,}})|(?P<mark>{_MARK})|(?P<comma>,(?!\d))"
    rf"|(?P<last>\.(?=[\])}}>\"'»\s]*\Z))"
    rf"|(?P<word>(?:(?!{_MARK}|\s|,(?!\d)|\.{{2,}}|\.[\])}}>\"'»\s]*\Z"
    rf"|(?<=.)'(?:s|m|d|ll|re|ve)\b|(?<=.)n't\b).)+)"
)


def bare(text: str) -> str:
    """Return a text in lower case, without marks. Source: `remove_punctuation` of the script."""
    return "".join(c for c in text.lower().strip() if c not in _DROPPED)


def segments(text: str) -> list[str]:
    """Cut a text into its segments, without its marks.

    Source: `mixed_segmentation` of the script, whose Latin words are those of
    NLTK's `word_tokenize`.

    >>> segments("《AI产业》增长3.5%")
    ['ai', '产', '业', '增', '长', '3.5', '%']
    """
    found: list[str] = []
    for run in _RUN.findall(bare(text)):
        found += [match.group() for match in _WORD.finditer(run)]
    return found
