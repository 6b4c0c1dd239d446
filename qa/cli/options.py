"""The options that every command takes, before or after its name, and how a command fails."""

from __future__ import annotations

import errno
import functools
import inspect
import os
import sqlite3
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer._click.exceptions import ClickException  # the base of all its errors, found only here
from typer.core import TyperGroup

from qa.cli import render
from qa.errors import IndexBroken, QaError, UsageError
from qa.language.characters import printable
from qa.settings import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PANEL = "Common options, before the command or after"


def _option(*names: str, env: str, text: str) -> Any:
    return typer.Option(*names, help=f"{text} Variable: {env}.", rich_help_panel=_PANEL)


# None means "not given here": the setting may come from a variable or from qa.toml.
_COMMON: dict[str, Any] = {
    "articles": Annotated[
        list[Path] | None,
        _option(
            "--articles", env="QA_ARTICLES", text="Folder of articles; may repeat. Default: seeds."
        ),
    ],
    "index": Annotated[
        Path | None, _option("--index", env="QA_INDEX", text="Folder of the index. Default: .qa.")
    ],
    "embedder": Annotated[
        str | None,
        _option(
            "--embedder",
            env="QA_EMBEDDER",
            text="What makes vectors: use, or openai:MODEL. Default: use.",
        ),
    ],
    "chroma": Annotated[
        str | None, _option("--chroma", env="QA_CHROMA", text="Address of a Chroma server.")
    ],
    "model": Annotated[
        str | None, _option("--model", env="QA_MODEL", text="Name of the language model.")
    ],
    "base_url": Annotated[
        str | None,
        _option(
            "--base-url",
            env="QA_BASE_URL, OPENAI_BASE_URL",
            text="Address of an OpenAI-compatible server.",
        ),
    ],
    "no_model": Annotated[
        bool | None,
        _option("--no-model/--use-model", env="QA_NO_MODEL", text="Never ask a language model."),
    ],
    "prices": Annotated[
        Path | None,
        _option(
            "--prices",
            env="QA_PRICES",
            text="File of what models cost. Default: prices.toml, if it is there.",
        ),
    ],
    "max_cost": Annotated[
        str | None,
        _option(
            "--max-cost",
            env="QA_MAX_COST",
            text="Make no call that could bring what this run spends above so much, as 0.50.",
        ),
    ],
    "strict": Annotated[
        bool | None,
        _option(
            "--strict/--warn",
            env="QA_STRICT",
            text="Withhold an answer that does not hold, or give it, marked. Default: strict.",
        ),
    ],
    "today": Annotated[
        str | None,
        _option(
            "--today",
            env="QA_TODAY",
            text="Day that 去年 and last August are counted from, as 2022-01-08. Default: today.",
        ),
    ],
}


def _parameters() -> list[inspect.Parameter]:
    return [
        # The command `index` has an --index too: the prefix keeps the names apart.
        inspect.Parameter(f"common_{n}", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=a)
        for n, a in _COMMON.items()
    ]


def common(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the common options, and pass it the settings that result from them."""
    own = inspect.signature(command, eval_str=True)
    context = inspect.Parameter(
        "ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
    )

    @functools.wraps(command)
    def with_settings(ctx: typer.Context, **given: Any) -> None:
        after = {name: given.pop(f"common_{name}") for name in _COMMON}
        before = ctx.obj or {}
        options = {n: before.get(n) if v is None or v == [] else v for n, v in after.items()}
        command(settings=load(options), **given)

    parameters = [p for p in own.parameters.values() if p.name != "settings"]
    by_name = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in parameters]
    signature = inspect.Signature([context, *by_name, *_parameters()])
    with_settings.__signature__ = signature  # type: ignore[attr-defined]  # typer reads it
    with_settings.__annotations__ = {n: p.annotation for n, p in signature.parameters.items()}
    return with_settings


def remember(ctx: typer.Context, **given: Any) -> None:
    """Keep the common options that stand before the command."""
    ctx.obj = {name: given[f"common_{name}"] or None for name in _COMMON}


_CONTEXT = inspect.Parameter(
    "ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
)
remember.__signature__ = inspect.Signature([_CONTEXT, *_parameters()])  # type: ignore[attr-defined]  # as above
remember.__annotations__ = {n: p.annotation for n, p in remember.__signature__.parameters.items()}  # type: ignore[attr-defined]  # as above


_NO_SPACE = "make room on the disk; the same command goes on from there"


@contextmanager
def _legible() -> Iterator[None]:
    """Make typer's errors printable: they repeat the argument, which may hold terminal escapes."""
    try:
        yield
    except ClickException as error:
        error.message = printable(error.message)
        raise


class Guarded(TyperGroup):
    """The group of the commands: an error in one is reported in a line, with its exit code."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return self._flushed(ctx)
        except QaError as error:
            raise self._failed(error) from error
        except sqlite3.OperationalError as error:
            # SQLITE_FULL and SQLITE_IOERR: what is committed is intact, nothing needs a rebuild.
            if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:
                raise self._failed(IndexBroken(f"the catalog: {error}", "qa doctor")) from error
            raise self._failed(UsageError(f"the index: {error}", _NO_SPACE)) from error
        except sqlite3.Error as error:
            raise self._failed(
                IndexBroken(f"the catalog: {error}", "qa doctor, or qa index --rebuild")
            ) from error
        except BrokenPipeError as error:  # qa search ... | head
            raise typer.Exit(0) from error
        except OSError as error:
            raise self._failed(
                UsageError(
                    f"{error.filename or 'disk'}: {error.strerror or error}",
                    _NO_SPACE if error.errno == errno.ENOSPC else "",
                )
            ) from error
        except KeyboardInterrupt as error:
            render.note("Interrupted. What is done is kept; the same command goes on from there.")
            raise typer.Exit(130) from error

    def make_context(self, *args: Any, **more: Any) -> Any:
        with _legible():
            return super().make_context(*args, **more)

    def _flushed(self, ctx: Any) -> Any:
        """Run the command, and write out all that it prints while errors can still be reported."""
        try:
            try:
                with _legible():
                    return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except OSError:
            # The rest cannot be written: keep Python from trying again when it exits.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise

    @staticmethod
    def _failed(error: QaError) -> typer.Exit:
        render.error(error)
        return typer.Exit(error.exit_code)
