"""Prices: what a model costs by hand-worked sums, whose price it is, and files that are broken."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import UsageError
from qa.models import prices
from qa.models.prices import SHIPPED, Money, Price, Prices, plus
from qa.models.tokens import Tokens

if TYPE_CHECKING:
    from pathlib import Path

OPENAI = "api.openai.com"
MINI = Price(input=Decimal("0.40"), cached_input=Decimal("0.10"), output=Decimal("1.60"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with no file in it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, text: str, name: str = "prices.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


# --- what tokens cost ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tokens", "cost"),
    [
        (Tokens(1_000_000), "0.40"),
        (Tokens(0, 1_000_000), "1.60"),
        (Tokens(1_234, 56), "0.0005832"),  # 0.0004936 + 0.0000896
        (Tokens(1_000, 0, cached=400), "0.00028"),  # 600 at 0.40, 400 at 0.10
        (Tokens(0), "0"),
    ],
)
def test_the_cost_is_exact(tokens: Tokens, cost: str) -> None:
    assert MINI.of(tokens) == Money(Decimal(cost))


def test_cached_input_costs_as_much_as_other_where_it_has_no_price() -> None:
    assert Price(input=Decimal(1)).of(Tokens(1_000_000, cached=500_000)) == Money(Decimal(1))


def test_output_without_a_price_has_no_cost() -> None:
    assert Price(input=Decimal(1)).of(Tokens(10, 1)) is None


@given(st.lists(st.integers(0, 10_000_000), max_size=20))
def test_the_cost_of_the_parts_is_the_cost_of_the_whole(parts: list[int]) -> None:
    costs = (MINI.of(Tokens(part)) for part in parts)
    assert sum((cost.amount for cost in costs if cost), Decimal(0)) == (
        Decimal("0.40") * sum(parts) / 1_000_000
    )


# --- whose price it is -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "priced"),
    [
        ("gpt-4.1-mini", "gpt-4.1-mini"),
        ("gpt-4.1-mini-2025-04-14", "gpt-4.1-mini"),
        ("gpt-4.1-mini-20250414", "gpt-4.1-mini"),
        ("gpt-4.1-mini-0414", "gpt-4.1-mini"),
        ("gpt-4o-2024-05-13", "gpt-4o-2024-05-13"),
        ("gpt-4o-2024-08-06", "gpt-4o"),
        ("gpt-4o-mini", "gpt-4o-mini"),
        ("gpt-4o-audio", None),
        ("gpt-4.1-mini-2025-14-04", None),
        ("gpt-4.1-mini-2025-04-14-preview", None),
        ("gpt-4.1-mini-9999", None),
        ("gpt-4.1-min", None),
        ("GPT-4.1-mini", None),
        ("", None),
    ],
)
def test_a_name_has_its_own_price_or_that_without_its_date(model: str, priced: str | None) -> None:
    known = prices.load()
    assert known.of(model, OPENAI) == (known.entries[priced] if priced else None)


def test_the_prices_of_openai_are_no_prices_of_another_server() -> None:
    assert prices.load().of("gpt-4.1-mini", "127.0.0.1:11434") is None


def test_a_price_without_servers_holds_at_any() -> None:
    assert Prices({"m": MINI}).of("m", "127.0.0.1:11434") is MINI


# --- the file that comes with qa -------------------------------------------------------------------


def test_every_price_that_comes_with_qa_says_when_it_was_known_and_where_it_holds() -> None:
    entries = prices.load().entries
    assert [name for name, p in entries.items() if not (p.known_on and p.servers)] == []


@pytest.mark.parametrize(
    "name", ["gpt-4.1-mini", "text-embedding-3-small", "deepseek-chat", "qwen-plus"]
)
def test_well_known_models_have_a_price(name: str) -> None:
    assert prices.load().entries[name].input > 0


def test_the_file_says_that_it_may_be_out_of_date() -> None:
    assert "EXAMPLES" in SHIPPED.read_text(encoding="utf-8")


# --- the user's own file ---------------------------------------------------------------------------


def test_an_entry_of_the_users_wins_and_the_others_stay(folder: Path) -> None:
    write(folder, '["gpt-4o"]\ninput = 9\noutput = 9\n')
    known = prices.load()
    assert (known.entries["gpt-4o"].input, known.entries["gpt-4o-mini"].input) == (
        9,
        Decimal("0.15"),
    )


def test_an_entry_of_the_users_takes_the_place_of_the_whole_other(folder: Path) -> None:
    write(folder, '["gpt-4o"]\ninput = 9\n')
    assert prices.load().entries["gpt-4o"] == Price(input=Decimal(9))


def test_a_file_that_is_named_is_read_in_place_of_that_of_the_folder(folder: Path) -> None:
    write(folder, '["a"]\ninput = 1\n')
    named = write(folder, '["b"]\ninput = 1\n', "mine.toml")
    assert {"a", "b"} & prices.load(named).entries.keys() == {"b"}


def test_a_named_file_that_is_not_there_is_an_error(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.toml"):
        prices.load(folder / "none.toml")


def test_a_byte_order_mark_is_no_error(folder: Path) -> None:
    (folder / "prices.toml").write_text('["m"]\ninput = 1\n', encoding="utf-8-sig")
    assert "m" in prices.load().entries


def test_a_price_is_the_number_that_is_written(folder: Path) -> None:
    # As a float, 0.1 would be 0.1000000000000000055511151231257827.
    write(folder, '["m"]\ninput = 0.1\n')
    assert str(prices.load().entries["m"].input) == "0.1"


BROKEN = [
    ('["m"]\nimput = 1\n', """prices.toml: ["m"]: there is no key 'imput'; did you mean 'input'?"""),
    ('["m"]\nxyz = 1\ninput = 1\n', "there is no key 'xyz'; known: input, cached_input, output"),
    ('["m"]\noutput = 1\n', 'prices.toml: ["m"]: input: Field required'),
    ('["m"]\ninput = -1\n', 'prices.toml: ["m"]: input: Input should be greater than or equal to 0'),
    ('["m"]\ninput = nan\n', 'prices.toml: ["m"]: input: Input should be'),
    ('["m"]\ninput = inf\n', 'prices.toml: ["m"]: input: Input should be'),
    ('["m"]\ninput = 1e30\n', 'prices.toml: ["m"]: input: Input should be less than'),
    ('["m"]\ninput = "1"\n', 'prices.toml: ["m"]: input: Input should be a number'),
    ('["m"]\ninput = true\n', 'prices.toml: ["m"]: input: Input should be a number'),
    ('["m"]\ninput = 1\ncurrency = "dollars"\n', 'prices.toml: ["m"]: currency: '),
    ('["m"]\ninput = 1\nknown_on = "soon"\n', 'prices.toml: ["m"]: known_on: '),
    ('["m"]\ninput = 1\nservers = "a"\n', 'prices.toml: ["m"]: servers: '),
    ("[gpt-4.1-mini]\ninput = 1\n", """prices.toml: ["gpt-4"]: there is a table '1-mini' in it"""),
    ("m = 1\n", 'prices.toml: ["m"]: an entry is a table'),
    ("[m\n", "prices.toml: "),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), BROKEN)
def test_a_broken_file_is_named_with_the_entry_and_the_key(
    folder: Path, text: str, said: str
) -> None:
    write(folder, text)
    with pytest.raises(UsageError) as error:
        prices.load()
    assert error.value.message.startswith("prices.toml: ")
    assert said in error.value.message
    assert error.value.hint


def test_a_file_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "prices.toml").write_bytes('["通义"]\ninput = 1\n'.encode("gb18030"))
    with pytest.raises(UsageError, match=r"prices\.toml: "):
        prices.load()


# --- money -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("0.000712", "USD", "$0.0007"),
        ("0.0001", "USD", "$0.0001"),
        ("0.00005", "USD", "<$0.0001"),  # half of a ten-thousandth would be rounded to even
        ("0.0000049", "USD", "<$0.0001"),
        ("0.0000049", "CNY", "<0.0001 CNY"),
        ("0", "USD", "$0.00"),
        ("0.5", "USD", "$0.50"),
        ("0.062", "USD", "$0.062"),
        ("1234.567", "USD", "$1,234.57"),
        ("0.0031", "CNY", "0.0031 CNY"),
        ("0.99999", "USD", "$1.00"),
    ],
)
def test_money_is_shown_short_and_a_little_never_as_nothing(
    amount: str, currency: str, shown: str
) -> None:
    assert str(Money(Decimal(amount), currency)) == shown


@given(st.decimals("0.0000000001", 1_000_000, places=10))
def test_what_costs_something_is_never_shown_as_nothing(amount: Decimal) -> None:
    assert any(digit in str(Money(amount)) for digit in "123456789")


def test_money_of_one_currency_adds_up_exactly() -> None:
    tenth, fifth = Money(Decimal("0.1")), Money(Decimal("0.2"))
    assert plus(tenth, fifth) == Money(Decimal("0.3"))


@pytest.mark.parametrize("other", [None, Money(Decimal(1), "CNY")])
def test_what_cannot_be_added_is_not_known(other: Money | None) -> None:
    assert plus(Money(Decimal(1)), other) is None
    assert plus(other, Money(Decimal(1))) is None


@pytest.mark.parametrize(
    ("said", "server", "share"),
    [
        (None, "api.openai.com", "0.5"),
        (None, "example.org", "1"),
        ("0.8", "api.openai.com", "0.8"),
        ("0", "example.org", "0"),
    ],
)
def test_a_batch_costs_half_at_openai_and_elsewhere_what_is_said(
    said: str | None, server: str, share: str
) -> None:
    price = MINI.model_copy(update={"batch": Decimal(said) if said else None})
    took = Tokens(1_000_000, 1_000_000, 500_000)  # 0.20 + 0.05 + 1.60
    assert price.batched(server).of(took) == Money(Decimal("1.85") * Decimal(share))


def test_a_batch_of_embeddings_has_no_price_for_output() -> None:
    price = Price(input=Decimal(1)).batched("api.openai.com")
    assert (price.cached_input, price.output) == (None, None)
