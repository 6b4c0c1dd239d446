"""What can go wrong: one class a cause, each with its exit code and the command that mends it."""

from __future__ import annotations

from typing import ClassVar


class QaError(Exception):
    """Something the user can mend.

    `message` says what happened and to which file or setting, `hint` is the next
    command to run or the thing to change, `exit_code` is what the process ends with.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(QaError):
    """An option, a setting or a file given to a command does not fit."""

    exit_code = 2


class NothingIndexed(QaError):
    """There is no article, or no index that could be asked."""

    exit_code = 3


class ModelUnreachable(QaError):
    """The language model gave no usable reply: wrong key, no network, or a reply that is none."""

    exit_code = 4
    # Whether the server had the request, and may have counted tokens for it.
    spent = False


class IndexBusy(QaError):
    """Another process is writing this index."""

    exit_code = 5


class IndexBroken(QaError):
    """A store of the index does not open, or the stores disagree."""

    exit_code = 6


class OverBudget(QaError):
    """The next call could cost more than is left of the limit; it was not made."""

    exit_code = 7
