"""The meter: what is counted, what a limit lets through, and many calls at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from qa.errors import OverBudget, UsageError
from qa.models.meter import Call, Made, Meter
from qa.models.prices import Money, Price, Prices
from qa.models.tokens import Tokens
from qa.models.usage import Ledger, Sum

if TYPE_CHECKING:
    from pathlib import Path

# A token costs 1.
ENTRIES = {
    "m": Price(input=Decimal(1_000_000), output=Decimal(1_000_000)),
    "yuan": Price(input=Decimal(1_000_000), output=Decimal(1_000_000), currency="CNY"),
    "embeds": Price(input=Decimal(1_000_000)),
}
CALL = Call("answer", "m", "host")


def meter(limit: str | None = None, ledger: Ledger | None = None) -> Meter:
    return Meter(lambda: Prices(ENTRIES), ledger, Decimal(limit) if limit else None)


def made(a_meter: Meter, most: int, took: int | None = None, call: Call = CALL) -> Money | None:
    with a_meter.call(call, lambda: Tokens(most)) as bill:
        return bill.charge(Tokens(most if took is None else took), estimated=False)


def test_what_is_charged_is_summed() -> None:
    one = meter()
    made(one, 3)
    with one.call(CALL, lambda: Tokens(0)) as bill:
        bill.charge(Tokens(4, 2, cached=1), estimated=True)
    assert one.total == Sum(2, 7, 2, estimated=1, costs=(Money(Decimal(9)),))


def test_a_call_that_charges_nothing_is_not_counted() -> None:
    one = meter()
    with pytest.raises(ValueError), one.call(CALL, lambda: Tokens(5)):
        raise ValueError
    assert one.total == Sum()


def test_a_call_that_fails_after_it_was_charged_is_counted() -> None:
    one = meter()

    def cut() -> None:
        with one.call(CALL, lambda: Tokens(5)) as bill:
            bill.charge(Tokens(5), estimated=True)
            raise ValueError

    with pytest.raises(ValueError):
        cut()
    assert one.total.input_tokens == 5


def test_a_model_without_a_price_is_counted_in_tokens_only() -> None:
    one = meter()
    made(one, 3, call=Call("answer", "local", "127.0.0.1:1"))
    assert one.total == Sum(1, 3, 0, unpriced=1)


def test_sums_in_two_currencies_stand_side_by_side() -> None:
    one = meter()
    for model in ("m", "yuan", "m"):
        made(one, 2, call=Call("answer", model, "host"))
    assert one.total.costs == (Money(Decimal(4)), Money(Decimal(2), "CNY"))


# --- the limit -------------------------------------------------------------------------------------


def test_a_call_that_fits_exactly_is_made() -> None:
    assert made(meter("5"), 5) == Money(Decimal(5))


def test_a_call_that_could_pass_the_limit_is_not_made() -> None:
    one, entered = meter("5"), False
    with pytest.raises(OverBudget), one.call(CALL, lambda: Tokens(6)):
        entered = True
    assert not entered


def test_what_is_spent_is_what_calls_took_not_what_they_could_have() -> None:
    one = meter("10")
    for _ in range(5):
        made(one, 6, took=1)
    with pytest.raises(OverBudget):
        made(one, 6)


def test_the_error_says_what_is_spent_the_limit_and_what_to_do() -> None:
    one = meter("5")
    made(one, 3)
    with pytest.raises(OverBudget) as error:
        made(one, 4)
    assert error.value.message == (
        "the next call (answer, m) may cost up to $4.00: with the $3.00 that this run has spent"
        " it could pass --max-cost $5.00"
    )
    assert "raise --max-cost" in error.value.hint
    assert error.value.exit_code == 7


def test_a_smaller_call_may_still_fit() -> None:
    one = meter("5")
    made(one, 3)
    with pytest.raises(OverBudget):
        made(one, 4)
    assert made(one, 2) == Money(Decimal(2))


def test_a_call_that_failed_for_nothing_leaves_its_room() -> None:
    one = meter("5")
    with pytest.raises(ValueError), one.call(CALL, lambda: Tokens(5)):
        raise ValueError
    assert made(one, 5)


def test_without_a_limit_nobody_counts_beforehand() -> None:
    def most() -> Tokens:
        raise AssertionError

    with meter().call(CALL, most):
        pass


@pytest.mark.parametrize(("model", "output"), [("unknown", False), ("embeds", True)])
def test_a_limit_that_cannot_be_kept_is_refused_with_the_entry_to_write(
    model: str, output: bool
) -> None:
    with pytest.raises(UsageError) as error:
        meter("5").require(model, "host", output=output)
    assert error.value.message == (
        f"--max-cost cannot be kept: there is no price for {model} at host"
    )
    assert "prices.toml" in error.value.hint
    assert f'["{model}"]' in error.value.hint


def test_a_call_without_a_price_is_not_made_under_a_limit() -> None:
    with pytest.raises(UsageError):
        made(meter("5"), 1, call=Call("answer", "unknown", "host"))


def test_embeddings_need_no_price_for_output() -> None:
    meter("5").require("embeds", "host", output=False)


def test_a_limit_holds_for_one_currency() -> None:
    one = meter("5")
    one.require("m", "host", output=True)
    with pytest.raises(UsageError, match="yuan is priced in CNY, and another model in USD"):
        one.require("yuan", "host", output=True)


def test_without_a_limit_nothing_needs_a_price() -> None:
    meter().require("unknown", "host", output=True)


# --- many at once ----------------------------------------------------------------------------------


def test_calls_at_once_never_pass_the_limit() -> None:
    one, at_once = meter("20"), threading.Barrier(4)

    def work(_: int) -> int:
        at_once.wait()
        calls = 0
        try:
            while True:
                made(one, 3, took=2)
                calls += 1
        except OverBudget:
            return calls

    with ThreadPoolExecutor(4) as pool:
        calls = sum(pool.map(work, range(4)))
    # 2 a call, and 3 have to be free: the ninth begins at 16, the tenth would at 18.
    assert (calls, one.total.calls, one.total.costs) == (9, 9, (Money(Decimal(18)),))


def test_a_call_waits_for_one_under_way_that_may_leave_room() -> None:
    one, waits = meter("10"), threading.Event()
    wait = one._changed.wait

    def told() -> bool:
        waits.set()
        return wait()

    one._changed.wait = told  # type: ignore[assignment,method-assign]
    with ThreadPoolExecutor(1) as pool:
        with one.call(CALL, lambda: Tokens(6)) as bill:
            second = pool.submit(made, one, 6)
            assert waits.wait(30)
            assert not second.done()
            bill.charge(Tokens(1), estimated=False)
        assert second.result(30) == Money(Decimal(6))


def test_a_call_that_cannot_fit_waits_for_nothing() -> None:
    one = meter("10")
    with one.call(CALL, lambda: Tokens(6)), pytest.raises(OverBudget):
        made(one, 11)


# --- the ledger ------------------------------------------------------------------------------------


def test_every_call_is_in_the_ledger(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    one = meter(ledger=ledger)
    made(one, 3)
    made(one, 4, call=Call("translate", "m", "host"))
    report = ledger.report()
    assert (report.total, [name for name, _ in report.purposes]) == (
        one.total,
        ["translate", "answer"],
    )


def test_a_ledger_that_cannot_be_written_stops_no_call(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ledger = Ledger(tmp_path / "file")
    assert made(meter(ledger=ledger), 3) == Money(Decimal(3))
    assert str(ledger.file) in str(ledger.problem)


def test_a_call_in_a_batch_costs_what_a_batch_does() -> None:
    half = Prices({"m": ENTRIES["m"].model_copy(update={"batch": Decimal("0.5")})})
    one = Meter(lambda: half, limit=Decimal(5))
    call = Call("answer", "m", "host", batched=True)
    assert made(one, 10, call=call) == Money(Decimal(5))
    assert one.most(call, Tokens(10)) == Money(Decimal(5))
    assert one.most(CALL, Tokens(10)) == Money(Decimal(10))


def test_what_was_spent_before_is_counted_whatever_the_limit(tmp_path: Path) -> None:
    one = meter("1", Ledger(tmp_path))
    calls = [Made(CALL, Tokens(3, 2), estimated=True), Made(CALL, Tokens(1), estimated=False)]
    assert one.spent(calls) == [Money(Decimal(5)), Money(Decimal(1))]
    assert one.total == Ledger(tmp_path).report().total
    assert one.total == Sum(2, 4, 2, estimated=1, costs=(Money(Decimal(6)),))


def test_what_was_spent_leaves_less_of_the_limit() -> None:
    one = meter("5")
    one.spent([Made(CALL, Tokens(3), estimated=False)])
    with pytest.raises(OverBudget):
        made(one, 3)
