"""HTML, Markdown or plain text -> clean text with paragraphs, and the way back to the file."""

from __future__ import annotations

import re

from qa.articles.markup.masking import Clean, Remark, Run, neutral, settle, tidy

__all__ = ["Clean", "Remark", "Run", "clean", "neutral", "tidy"]

_ANY_TAG = re.compile(
    r"<(?:/?(?:p|div|h[1-6]|ul|ol|li|table|t[rdh]|html|body|head|article|section|center|figure"
    r"|blockquote|span|strong|em|font|b|i|u|sup|sub|script|style|!--)(?:\s[^<>]*)?>"
    r"|br\s*/?>|(?:a|img)\s[^<>]*>|!--|!doctype\s)",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(
    r"<(?:(?:p|div|h[1-6]|ul|ol|table|html|body|article|section|center|blockquote)"
    r"(?:\s[^<>]*)?|br\s*/?)>",
    re.IGNORECASE,
)


def clean(text: str, suffix: str) -> Clean:
    r"""Read a body that `neutral` has masked, by its file's suffix and its content.

    >>> clean("AT&T, 3 < 5", ".txt").text, clean("<p>AT&amp;T</p>", ".txt").text
    ('AT&T, 3 < 5', 'AT&T')
    """
    # Imported here: their patterns take longer to compile than `qa status`, which reads no article,
    # should take.
    from qa.articles.markup import markdown, pages, prose

    if suffix in (".html", ".htm"):
        return pages.read(text)
    if suffix in (".md", ".markdown"):
        return markdown.read(text)
    if not _ANY_TAG.search(text):
        return settle(prose.mask(text))
    if _BLOCK_TAG.search(text):
        return pages.read(text)
    return pages.read(prose.mask(text))  # plain text with links: its lines are the paragraphs
