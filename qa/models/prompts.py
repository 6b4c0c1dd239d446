"""Prompts: the templates of prompts/, loaded, rendered and hashed."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


def render(name: str, **values: Any) -> str:
    """Render a prompt with its values; a missing value is an error.

    >>> render("repair", language="en", problems=["no sentence is cited"], refusal="No answer.")
    'Your answer does not hold:...'
    """
    return _environment().get_template(f"{name}.j2").render(**values).strip()


def digest(name: str) -> str:
    """Return twelve digits that change with the template, which makes earlier results stale."""
    return hashlib.sha256((folder() / f"{name}.j2").read_bytes()).hexdigest()[:12]


def folder() -> Path:
    """Find the folder of the templates: beside the package in a checkout, in it once installed."""
    installed = Path(__file__).parents[1] / "_prompts"
    return installed if installed.exists() else Path(__file__).parents[2] / "prompts"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    # The prompts are plain text for a model, so nothing is escaped for HTML.
    return Environment(
        loader=FileSystemLoader(folder()),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  # as said above
        keep_trailing_newline=False,
    )
