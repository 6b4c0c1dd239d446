"""A reply as it comes: its pieces are handed on, joined, and limited in size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language.text import printable
from qa.models.llm import Reply, Usage
from qa.models.tokens import reported

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openai.types import CompletionUsage
    from openai.types.chat import ChatCompletionChunk

    from qa.models.llm import OnText

# More than any language needs, except in runs of blanks. A server that obeys `max_tokens` never
# comes near it, and one that does not is stopped.
CHARACTERS_A_TOKEN = 32


class Pieces:
    """The text of a reply, joined from the pieces that a server sends.

    `full` is true once there is more text than a reply of `max_tokens` can have; a piece without
    text counts as one character, so that a server cannot send such pieces for ever either.
    """

    def __init__(self, on_text: OnText, max_tokens: int) -> None:
        self._on_text = on_text
        self._left = max_tokens * CHARACTERS_A_TOKEN
        self._held = ""
        self._parts: list[str] = []
        self._handed_on = False

    @property
    def full(self) -> bool:
        return self._left <= 0

    @property
    def handed_on(self) -> bool:
        """True if any text was handed on, which cannot be taken back."""
        return self._handed_on

    @property
    def text(self) -> str:
        """The whole text, without terminal commands even if they came in several pieces."""
        return printable("".join(self._parts))

    def add(self, piece: str) -> None:
        """Hand a piece on, without unprintable characters.

        A character beyond the first plane may come as two surrogates in two pieces: the first is
        held back until the second is there.
        """
        self._left -= max(len(piece), 1)
        piece = self._held + piece
        self._held = piece[-1:] if "\ud800" <= piece[-1:] <= "\udbff" else ""
        piece = whole(piece[: len(piece) - len(self._held)])
        if clean := printable(piece):
            self._handed_on = True
            self._on_text(clean)
        self._parts.append(piece)


def whole(text: str) -> str:
    """Replace pairs of surrogates with the characters they stand for, and lone ones with U+FFFD.

    >>> whole("\\ud83d\\ude00") == "\\U0001f600"
    True
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class Ending:
    """The last pieces of a reply: whether it is complete, and its tokens."""

    def __init__(self) -> None:
        self.reason: str | None = None
        self._counted: CompletionUsage | None = None

    def note(self, chunk: ChatCompletionChunk) -> None:
        self.reason = getattr(first_choice(chunk), "finish_reason", None) or self.reason
        # Some servers send the usage with every piece.
        self._counted = getattr(chunk, "usage", None) or self._counted

    @property
    def usage(self) -> Usage:
        """The tokens that the server counted; none if it does not say."""
        return usage_of(self._counted)


def first_choice(sent: object) -> object | None:
    """Return the first choice of a server's reply; the client accepts JSON without any."""
    choices = getattr(sent, "choices", None)
    return choices[0] if isinstance(choices, list) and choices else None


def usage_of(counted: CompletionUsage | None) -> Usage:
    """Return the usage of one call, with the tokens that the server counted."""
    used = reported(counted)
    return Usage(1, used.input, used.output, used.cached) if used else Usage(1)


def reply_in(completion: object, max_tokens: int) -> Reply | None:
    """Return the reply in what a server sent, unchecked by the client; None if there is none."""
    choice = first_choice(completion)
    content = getattr(getattr(choice, "message", 0), "content", 0)
    if not isinstance(content, str | None):
        return None
    text, most = content or "", max_tokens * CHARACTERS_A_TOKEN
    return Reply(
        text=printable(whole(text[:most])).strip(),
        usage=usage_of(getattr(completion, "usage", None)),
        complete=getattr(choice, "finish_reason", None) == "stop" and len(text) <= most,
    )


def gather(chunks: Iterable[ChatCompletionChunk], pieces: Pieces, ending: Ending) -> bool:
    """Hand on the chunks until they end or are too many; return whether any came."""
    came = False
    for chunk in chunks:
        came = True
        ending.note(chunk)
        content = getattr(getattr(first_choice(chunk), "delta", None), "content", None)
        pieces.add(content if isinstance(content, str) else "")
        if pieces.full:
            break
    return came


def reply_of(pieces: Pieces, ending: Ending) -> Reply:
    """Build the whole reply; if no reason is given for its end, it was cut short."""
    complete = ending.reason == "stop" and not pieces.full
    return Reply(pieces.text.strip(), ending.usage, complete)
