"""Errors: one class per cause, each with its exit code and the command that mends it."""

from __future__ import annotations

from typing import ClassVar


class QaError(Exception):
    """An error that the user can mend.

    `message` says what happened and to which file or setting, `hint` is the next command to run or
    the thing to change, `exit_code` is what the process ends with.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(QaError):
    """An option, a setting or a file given to a command that does not fit."""

    exit_code = 2


class NothingIndexed(QaError):
    """No article, or no index that could be asked."""

    exit_code = 3


class ModelUnreachable(QaError):
    """No usable reply from the language model: wrong key, no network, or an invalid reply."""

    exit_code = 4
    # True if the server had the request, and may have counted tokens for it.
    spent = False


class IndexBusy(QaError):
    """An index that another process is writing."""

    exit_code = 5


class IndexBroken(QaError):
    """An index with a store that does not open, or with stores that disagree."""

    exit_code = 6


class OverBudget(QaError):
    """A call that was not made, because it could cost more than is left of the limit."""

    exit_code = 7
