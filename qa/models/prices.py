"""Prices of a model's tokens, from the file that comes with qa and one of the user's."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  # pydantic reads the annotations
import difflib
import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from qa.errors import UsageError

if TYPE_CHECKING:
    from qa.models.tokens import Tokens

SHIPPED = Path(__file__).with_name("prices.toml")
OWN = Path("prices.toml")  # in the working folder, if no other file is named
_HINT = f"mend the file, or move it away; {SHIPPED} shows how one is written"
_MILLION = 1_000_000
# OpenAI's Batch API costs half; the share at another server is known only to its owner.
_BATCHED = {"api.openai.com": Decimal("0.5")}
# gpt-4.1-mini-2025-04-14, qwen-plus-20250112, gpt-4-0613; not gpt-4o-mini or llama-3.1-8b.
_DATED = re.compile(
    r"(?P<name>.+)-(?:20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
    r"|(?:20\d\d)?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
)


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount of one currency.

    >>> str(Money(Decimal("0.000712")))
    '$0.0007'
    """

    amount: Decimal
    currency: str = "USD"

    def __str__(self) -> str:
        shown = _shown(self.amount)
        less, shown = ("<", shown[1:]) if shown[0] == "<" else ("", shown)
        if self.currency == "USD":
            return f"{less}${shown}"
        return f"{less}{shown} {self.currency}"


def _shown(amount: Decimal) -> str:
    """Write hundredths, below 1 ten-thousandths; a tiny amount is never shown as nothing."""
    if 0 < amount < Decimal("0.0001"):
        return "<0.0001"
    if amount >= 1 or not amount:
        return f"{amount:,.2f}"
    whole, _, part = f"{amount:.4f}".partition(".")
    return f"{whole}.{part[:2]}{part[2:].rstrip('0')}"


def plus(one: Money | None, other: Money | None) -> Money | None:
    """Return the sum; None if a part is not known, or if the currencies differ."""
    if one is None or other is None or one.currency != other.currency:
        return None
    return Money(one.amount + other.amount, one.currency)


def _number(value: Any) -> Any:
    """Check that this is a TOML number, since pydantic alone accepts "0.4" and true as well."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise PydanticCustomError("number", "Input should be a number")
    return value


_Amount = Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=1_000_000)]


class Price(BaseModel):
    """The price of a million tokens of a model.

    `batch` is the share of it that is paid in a batch. `servers` are the hosts where it holds; if
    there are none, it holds everywhere.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    input: _Amount
    cached_input: _Amount | None = None
    output: _Amount | None = None
    batch: Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=1)] | None = None
    currency: str = Field("USD", pattern=r"^[A-Z]{3}$")
    servers: tuple[str, ...] = ()
    known_on: dt.date | None = None

    def batched(self, server: str) -> Price:
        """Return the price in a batch: half at OpenAI, all of it elsewhere, if `batch` is None."""
        share = _BATCHED.get(server, Decimal(1)) if self.batch is None else self.batch
        cached, output = (
            each if each is None else each * share for each in (self.cached_input, self.output)
        )
        lower = {"input": self.input * share, "cached_input": cached, "output": output}
        return self.model_copy(update=lower)

    def of(self, tokens: Tokens) -> Money | None:
        """Return the cost of this many tokens; None if there is output, but no price for it."""
        if tokens.output and self.output is None:
            return None
        cached = self.input if self.cached_input is None else self.cached_input
        amount = (
            self.input * (tokens.input - tokens.cached)
            + cached * tokens.cached
            + (self.output or 0) * tokens.output
        )
        return Money(amount / _MILLION, self.currency)


@dataclass(frozen=True, slots=True)
class Prices:
    """The prices by model; `file` is where the user's entries are, or would be."""

    entries: dict[str, Price]
    file: Path = OWN

    def of(self, model: str, server: str) -> Price | None:
        """Return the price of a model at a server, by its name, else by its name without a date.

        A name that it only begins with is not used: gpt-4o-mini is not gpt-4o.
        """
        dated = _DATED.fullmatch(model)
        for name in (model, dated["name"] if dated else model):
            price = self.entries.get(name)
            if price and (not price.servers or server in price.servers):
                return price
        return None


def load(file: Path | None = None) -> Prices:
    """Load the prices that come with qa, overridden by those of a user's file.

    Without a name it is `prices.toml` in the working folder, if there is one. Raises UsageError.
    """
    shipped = _read(SHIPPED)
    if file is None and not OWN.exists():
        return Prices(shipped)
    return Prices({**shipped, **_read(file or OWN)}, file or OWN)


def _read(file: Path) -> dict[str, Price]:
    try:
        text = file.read_text(encoding="utf-8-sig")
        tables = tomllib.loads(text, parse_float=Decimal)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{file}: {error}", _HINT) from error
    return {name: _price(f'{file}: ["{name}"]', table) for name, table in tables.items()}


def _price(place: str, table: Any) -> Price:
    if not isinstance(table, dict):
        raise UsageError(f'{place}: an entry is a table: ["gpt-4.1-mini"]', _HINT)
    for key, value in table.items():
        if isinstance(value, dict):  # TOML reads [gpt-4.1-mini] as a table 1-mini in gpt-4
            raise UsageError(
                f"{place}: there is a table {key!r} in it",
                'put the whole name in quotation marks: ["gpt-4.1-mini"]',
            )
    try:
        return Price.model_validate(table)
    except ValidationError as error:
        raise UsageError(f"{place}: {_explained(error)}", _HINT) from error


def _explained(error: ValidationError) -> str:
    # A misspelt key first: it may be why another is missing.
    problems = sorted(error.errors(), key=lambda each: each["type"] != "extra_forbidden")
    problem, key = problems[0], str(problems[0]["loc"][0])
    if problem["type"] != "extra_forbidden":
        return f"{key}: {problem['msg']}"
    near = difflib.get_close_matches(key, Price.model_fields, n=1)
    meant = f"did you mean {near[0]!r}?" if near else "known: " + ", ".join(Price.model_fields)
    return f"there is no key {key!r}; {meant}"
