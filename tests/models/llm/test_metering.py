"""A metered model: what is counted of each call, also of one that fails or counts nonsense."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from qa.errors import ModelUnreachable, OverBudget, UsageError
from qa.models import llm, tokens
from qa.models.llm import Message, Reply, Usage, for_purpose
from qa.models.llm.metering import MeteredModel
from qa.models.meter import Meter
from qa.models.prices import Money, Price, Prices
from qa.models.usage import Ledger
from qa.settings import Settings
from tests.servers import SAYS, server

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

ASKED = [Message("user", "有多少家企业？")]
SENT = tokens.count("有多少家企业？") + 7  # four for the message, three that begin the reply
# A token costs 1.
ENTRIES = {"m": Price(input=Decimal(1_000_000), output=Decimal(1_000_000))}


@dataclass
class Says:
    """A model that streams one text and says what it took, or fails on the way."""

    text: str = "有三家。"
    usage: Usage = field(default_factory=lambda: Usage(1, 20, 8))
    fails: BaseException | None = None
    name: str = "m"
    calls: int = 0

    def served(self) -> list[str]:
        return [self.name]

    def close(self) -> None:
        pass

    def reply(
        self,
        messages: Sequence[Message],
        max_tokens: int,
        on_text: Callable[[str], None] = lambda _: None,
    ) -> Reply:
        self.calls += 1
        for piece in self.text:
            on_text(piece)
        if self.fails:
            raise self.fails
        return Reply(self.text, self.usage, complete=True)


def meter(limit: int | None = None, ledger: Ledger | None = None) -> Meter:
    return Meter(lambda: Prices(ENTRIES), ledger, None if limit is None else Decimal(limit))


def usage(model: Says, max_tokens: int = 50) -> Usage:
    return MeteredModel(model, meter(), "host").reply(ASKED, max_tokens).usage


def test_a_reply_has_what_it_cost() -> None:
    assert usage(Says()) == Usage(1, 20, 8, cost=Money(Decimal(28)))


def test_a_model_without_a_price_has_tokens_only() -> None:
    assert usage(Says(name="local")) == Usage(1, 20, 8)


def test_the_text_is_left_as_it_is() -> None:
    assert MeteredModel(Says(), meter(), "host").reply(ASKED, 50).text == "有三家。"


@pytest.mark.parametrize(
    "said",
    [
        Usage(1),
        Usage(1, 0, 8),
        Usage(1, -5, 8),
        Usage(1, 20, -8),
        Usage(1, 20, 0),  # though there is a text
        Usage(1, 9_000_000, 8),
        Usage(1, 20, 9_000_000),
    ],
)
def test_a_count_that_cannot_be_is_replaced_by_an_estimate(said: Usage) -> None:
    written = tokens.count("有三家。")
    assert usage(Says(usage=said)) == Usage(
        1, SENT, written, estimated=True, cost=Money(Decimal(SENT + written))
    )


def test_an_empty_reply_may_have_taken_no_output() -> None:
    assert usage(Says(text="", usage=Usage(1, 20, 0))) == Usage(1, 20, 0, cost=Money(Decimal(20)))


# --- purposes --------------------------------------------------------------------------------------


def test_calls_are_counted_under_their_purpose(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    model = MeteredModel(Says(), meter(ledger=ledger), "host")
    model.reply(ASKED, 50)
    for_purpose(model, "repair").reply(ASKED, 50)
    assert {name: one.calls for name, one in ledger.report().purposes} == {"answer": 1, "repair": 1}


def test_a_model_that_counts_nothing_has_no_purposes() -> None:
    model = Says()
    assert for_purpose(model, "repair") is model


# --- calls that fail -------------------------------------------------------------------------------


def test_a_refused_call_takes_nothing() -> None:
    one = meter()
    model = MeteredModel(Says(text="", fails=ModelUnreachable("no", "")), one, "host")
    with pytest.raises(ModelUnreachable):
        model.reply(ASKED, 50)
    assert one.total.calls == 0


def timed_out() -> ModelUnreachable:
    error = ModelUnreachable("no answer", "")
    error.spent = True
    return error


def test_a_call_that_the_server_had_and_never_answered_may_have_taken_all() -> None:
    one = meter()
    model = MeteredModel(Says(text="", fails=timed_out()), one, "host")
    with pytest.raises(ModelUnreachable):
        model.reply(ASKED, 50)
    assert (one.total.input_tokens, one.total.output_tokens, one.total.estimated) == (SENT, 50, 1)


@pytest.mark.parametrize("error", [ModelUnreachable("cut", ""), KeyboardInterrupt()])
def test_a_stream_that_is_cut_has_taken_what_came(error: BaseException) -> None:
    one, heard = meter(), list[str]()
    model = MeteredModel(Says(fails=error), one, "host")
    with pytest.raises(type(error)):
        model.reply(ASKED, 50, heard.append)
    written = tokens.count("有三家。")
    assert "".join(heard) == "有三家。"
    assert (one.total.input_tokens, one.total.output_tokens) == (SENT, written)


# --- the limit -------------------------------------------------------------------------------------


def test_a_call_that_could_pass_the_limit_is_not_made() -> None:
    model = Says()
    limited = MeteredModel(model, meter(limit=60), "host")
    with pytest.raises(OverBudget):
        limited.reply(ASKED, 60)
    assert model.calls == 0


def test_a_prompt_counts_more_than_by_our_count_beforehand() -> None:
    # By another tokenizer it may be 1.75 times as long.
    model = MeteredModel(Says(), meter(limit=SENT + 50), "host")
    with pytest.raises(OverBudget):
        model.reply(ASKED, 50)


def test_a_limit_without_a_price_is_refused_before_any_call() -> None:
    with pytest.raises(UsageError, match="no price for local at host"):
        MeteredModel(Says(name="local"), meter(limit=1), "host").require_price()


def test_a_server_that_cannot_say_which_model_it_has_is_not_judged_beforehand() -> None:
    class Nameless(Says):
        @property
        def name(self) -> str:  # type: ignore[override]  # asked of the server
            raise ModelUnreachable("no", "")

        @name.setter
        def name(self, value: str) -> None:
            pass

    MeteredModel(Nameless(), meter(limit=1), "host").require_price()


def test_what_a_call_can_cost_is_known_before_it_is_made() -> None:
    model = Says()
    most = MeteredModel(model, meter(), "host").at_most(ASKED, 50)
    sent = round(tokens.count(ASKED[0].content) * 1.75) + 7
    assert (most, model.calls) == (Money(Decimal(sent + 50)), 0)


def test_what_a_call_of_a_model_without_a_price_can_cost_is_not_known() -> None:
    assert MeteredModel(Says(name="local"), meter(), "host").at_most(ASKED, 50) is None


# --- a server --------------------------------------------------------------------------------------


def counted(body: dict[str, Any]) -> Usage:
    with server((200, body)) as url:
        model = llm.choose(Settings(base_url=url, model="m"), meter())
        assert model is not None
        try:
            return model.reply(ASKED, 50).usage
        finally:
            model.close()


def test_what_the_server_counts_is_what_counts() -> None:
    assert counted(SAYS) == Usage(1, 7, 2, cost=Money(Decimal(9)))


CACHED = {"prompt_tokens": 7, "completion_tokens": 2, "prompt_tokens_details": {"cached_tokens": 4}}
DEEPSEEK = {"prompt_tokens": 7, "completion_tokens": 2, "prompt_cache_hit_tokens": 4}


@pytest.mark.parametrize("used", [CACHED, DEEPSEEK])
def test_what_the_server_had_in_its_cache_is_read(used: dict[str, Any]) -> None:
    assert counted({**SAYS, "usage": used}).cached_tokens == 4


NONSENSE = [
    None,
    {},
    [],
    "7",
    {"prompt_tokens": -7, "completion_tokens": 2},
    {"prompt_tokens": 7, "completion_tokens": -2},
    {"prompt_tokens": "7", "completion_tokens": 2},
    {"prompt_tokens": 7.5, "completion_tokens": 2},
    {"prompt_tokens": True, "completion_tokens": 2},
    {"prompt_tokens": 10**30, "completion_tokens": 2},
    {"prompt_tokens": None, "completion_tokens": None},
]


@pytest.mark.parametrize("used", NONSENSE)
def test_a_server_that_counts_nonsense_is_not_believed(used: Any) -> None:
    found = counted({**SAYS, "usage": used})
    assert (found.estimated, found.input_tokens) == (True, SENT)


def test_a_server_that_does_not_count_is_counted_for() -> None:
    body = {key: value for key, value in SAYS.items() if key != "usage"}
    assert counted(body).estimated


@pytest.mark.parametrize("cached", [-1, 8, "many"])
def test_a_cache_that_cannot_be_is_none(cached: Any) -> None:
    used = {**CACHED, "prompt_tokens_details": {"cached_tokens": cached}}
    assert counted({**SAYS, "usage": used}).cached_tokens == 0


def test_a_model_behind_no_meter_is_the_client_itself() -> None:
    assert not isinstance(llm.choose(Settings(base_url="http://a/v1")), llm.Metering)


# --- sums ------------------------------------------------------------------------------------------


def test_costs_add_up() -> None:
    one = Usage(1, 1, 1, cost=Money(Decimal("0.1")))
    assert one + one == Usage(2, 2, 2, cost=Money(Decimal("0.2")))


def test_no_call_changes_no_sum() -> None:
    one = Usage(1, 1, 1, cost=Money(Decimal("0.1")))
    assert (one + Usage(), Usage() + one, Usage() + Usage()) == (one, one, Usage())


def test_a_part_without_a_price_leaves_the_whole_without() -> None:
    one = Usage(1, 1, 1, cost=Money(Decimal("0.1")))
    assert (one + Usage(1, 1, 1)).cost is None


def test_an_estimated_part_makes_the_whole_an_estimate() -> None:
    assert (Usage(1, 1, 1) + Usage(1, 1, 1, estimated=True)).estimated
