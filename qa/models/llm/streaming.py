"""A reply as it comes: its pieces handed on, made whole, and bounded."""

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

# More than any language has, except runs of blanks: a server that obeys `max_tokens` never
# comes near it, and one that does not is stopped.
CHARACTERS_A_TOKEN = 32


class Pieces:
    """The text of a reply, put together from the pieces that a server sends.

    `full` is true once there is more of it than a reply of `max_tokens` can have; a piece
    without text counts as a character, so that a server cannot send those for ever either.
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
        """Whether anything was handed on: it cannot be taken back."""
        return self._handed_on

    @property
    def text(self) -> str:
        """All of it; what commands a terminal over several pieces is not in it either."""
        return printable("".join(self._parts))

    def add(self, piece: str) -> None:
        """Hand a piece on, without what is not printable.

        A character beyond the first plane may come as two surrogates, in two pieces: the
        first is held back until the second is there.
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
    """A text with pairs of surrogates as the characters they are, and lone ones as U+FFFD.

    >>> whole("\\ud83d\\ude00") == "\\U0001f600"
    True
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class Ending:
    """What the last pieces tell: whether the reply is whole, and what it took."""

    def __init__(self) -> None:
        self.reason: str | None = None
        self._counted: CompletionUsage | None = None

    def note(self, chunk: ChatCompletionChunk) -> None:
        self.reason = getattr(first_choice(chunk), "finish_reason", None) or self.reason
        # Some servers send it with every piece.
        self._counted = getattr(chunk, "usage", None) or self._counted

    @property
    def usage(self) -> Usage:
        """The tokens, as the server counted them; none where it does not say."""
        return usage_of(self._counted)


def first_choice(sent: object) -> object | None:
    """The first choice of what a server sent: the client hands on any JSON as if it had some."""
    choices = getattr(sent, "choices", None)
    return choices[0] if isinstance(choices, list) and choices else None


def usage_of(counted: CompletionUsage | None) -> Usage:
    """One call, with the tokens that the server counted."""
    used = reported(counted)
    return Usage(1, used.input, used.output, used.cached) if used else Usage(1)


def reply_in(completion: object, max_tokens: int) -> Reply | None:
    """The reply in what a server sent, which the client hands on whatever it is; None if none."""
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
    """Hand on what comes until it ends or is too much; returns whether anything came."""
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
    """The whole reply; without a reason why it ended, it was cut short."""
    complete = ending.reason == "stop" and not pieces.full
    return Reply(pieces.text.strip(), ending.usage, complete)
