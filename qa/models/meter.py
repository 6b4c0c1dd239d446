"""The meter: what a run spends at servers, call by call, and the limit that it stays within."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from qa.errors import OverBudget, UsageError
from qa.models import prices
from qa.models.prices import Money
from qa.models.usage import Entry, Ledger, Sum, sum_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qa.models.prices import Price, Prices
    from qa.models.tokens import Tokens
    from qa.settings import Settings


@dataclass(frozen=True, slots=True)
class Call:
    """A call to be made: its purpose, model and server, and whether it is part of a batch."""

    purpose: str
    model: str
    server: str
    batched: bool = False

    def at(self, price: Price) -> Price:
        """Return the price of this call, given the model's price."""
        return price.batched(self.server) if self.batched else price


@dataclass(frozen=True, slots=True)
class Made:
    """A call that another run made: its tokens, by the server's count or an estimate."""

    call: Call
    tokens: Tokens
    estimated: bool


class Bill:
    """The bill of a call; it is empty before `charge`."""

    def __init__(self, call: Call, price: Price | None) -> None:
        self._call = call
        self._price = price
        self.entry: Entry | None = None

    def charge(self, tokens: Tokens, *, estimated: bool) -> Money | None:
        """Note the tokens, the server's count or an estimate, and return their cost."""
        cost = self._price.of(tokens) if self._price else None
        self.entry = Entry(
            self._call.purpose,
            self._call.model,
            self._call.server,
            tokens.input,
            tokens.output,
            tokens.cached,
            estimated,
            cost,
        )
        return cost


class Meter:
    """A counter of the calls of one run that keeps them in a ledger; many threads may share it.

    With a limit, a call is made only if its highest possible cost still fits beside what is spent
    and what the calls under way may cost.

    >>> with meter.call(Call("answer", "gpt-4.1-mini", "api.openai.com"), most) as bill:
    ...     bill.charge(Tokens(300, 20), estimated=False)
    Money(amount=Decimal('0.000152'), currency='USD')
    """

    def __init__(
        self,
        load: Callable[[], Prices] = prices.load,
        ledger: Ledger | None = None,
        limit: Decimal | None = None,
    ) -> None:
        self._load = load
        self._limit = limit
        self._held = Decimal(0)
        self._currency: str | None = None
        self._changed = threading.Condition()
        self.ledger = ledger
        self.total = Sum()

    @classmethod
    def of(cls, settings: Settings) -> Meter:
        """Create a meter with the prices, the ledger and the limit of the settings."""
        return cls(lambda: prices.load(settings.prices), Ledger(settings.index), settings.max_cost)

    @cached_property
    def prices(self) -> Prices:
        """The prices, read on first use. Raises UsageError."""
        return self._load()

    def price(self, model: str, server: str) -> Price | None:
        """Return the price of a model at a server; None if it is not known. Raises UsageError."""
        return self.prices.of(model, server)

    def require(self, model: str, server: str, *, output: bool) -> None:
        """Check that a model may be called under the limit, if there is one. Raises UsageError.

        `output` says whether the model writes tokens, and so needs a price for them.
        """
        if self._limit is not None:
            with self._changed:
                self._priced(model, server, output=output)

    def _priced(self, model: str, server: str, *, output: bool) -> Price:
        price = self.price(model, server)
        if price is None or (output and price.output is None):
            keys = ("input = 0.40", "output = 1.60") if output else ("input = 0.02",)
            lines = (
                f"write into {self.prices.file} what a million tokens cost, 0 if nothing:",
                f'["{model}"]',
            )
            raise UsageError(
                f"--max-cost cannot be kept: there is no price for {model} at {server}",
                "\n    ".join((*lines, *keys)),
            )
        if self._currency not in (None, price.currency):
            raise UsageError(
                f"--max-cost cannot be kept: {model} is priced in {price.currency},"
                f" and another model in {self._currency}",
                f"give both prices in one currency, in {self.prices.file}",
            )
        self._currency = price.currency
        return price

    @contextmanager
    def call(self, call: Call, most: Callable[[], Tokens]) -> Iterator[Bill]:
        """Meter the call made inside: what is charged to the bill counts, even if the call fails.

        `most` gives the most tokens that it can take. Raises OverBudget if they do not fit, and
        UsageError if there is a limit but no price; the call must not be made then.
        """
        held = self._hold(call, most)
        bill = self._bill(call)
        try:
            yield bill
        finally:
            self._settle([bill.entry] if bill.entry else [], held)

    def spent(self, calls: Sequence[Made]) -> list[Money | None]:
        """Count calls made before, whatever the limit, and return the cost of each."""
        bills = [self._bill(made.call) for made in calls]
        costs = [
            bill.charge(made.tokens, estimated=made.estimated)
            for bill, made in zip(bills, calls, strict=True)
        ]
        self._settle([bill.entry for bill in bills if bill.entry], Decimal(0))
        return costs

    def most(self, call: Call, tokens: Tokens) -> Money | None:
        """Return the cost of a call of this many tokens; None if the price is not known."""
        price = self.price(call.model, call.server)
        return call.at(price).of(tokens) if price else None

    def _bill(self, call: Call) -> Bill:
        price = self.price(call.model, call.server)
        return Bill(call, call.at(price) if price else None)

    def _hold(self, call: Call, most: Callable[[], Tokens]) -> Decimal:
        """Reserve what a call can cost; wait for calls under way if they may leave room for it."""
        if self._limit is None:
            return Decimal(0)
        tokens = most()
        with self._changed:
            price = self._priced(call.model, call.server, output=tokens.output > 0)
            cost = call.at(price).of(tokens)
            amount = cost.amount if cost else Decimal(0)
            room = self._limit - amount
            while self._spent <= room < self._spent + self._held:
                self._changed.wait()
            if self._spent > room:
                raise self._over(call, amount)
            self._held += amount
        return amount

    @property
    def _spent(self) -> Decimal:
        return sum((cost.amount for cost in self.total.costs), Decimal(0))

    def _over(self, call: Call, amount: Decimal) -> OverBudget:
        most, spent, limit = (
            Money(each, self._currency or "USD")
            for each in (amount, self._spent, self._limit or Decimal(0))
        )
        return OverBudget(
            f"the next call ({call.purpose}, {call.model}) may cost up to {most}: with the {spent}"
            f" that this run has spent it could pass --max-cost {limit}",
            "raise --max-cost and run the same command again: what is done is kept",
        )

    def _settle(self, entries: Sequence[Entry], held: Decimal) -> None:
        with self._changed:
            self._held -= held
            self.total = sum(map(sum_of, entries), self.total)
            self._changed.notify_all()
        if entries and self.ledger:
            self.ledger.add(*entries)
