"""The embedder against servers on this machine, and against a real model behind a real one."""

from __future__ import annotations

import base64
import struct
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import openai
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import ModelUnreachable, QaError, UsageError
from qa.index.embedding import choose
from qa.index.embedding import openai as module
from qa.index.embedding.openai import OpenAIEmbedder, batches
from qa.models import tokens
from qa.models.prices import Money
from qa.settings import Settings
from tests.servers import Embeddings, embeddings, server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import ModelServer


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    import stamina

    with stamina.set_testing(True, attempts=3):
        yield


@contextmanager
def embedder(url: str, model: str = "m", dimensions: int | None = None) -> Iterator[OpenAIEmbedder]:
    made = OpenAIEmbedder(model, Settings(base_url=url), lambda _: dimensions)
    try:
        yield made
    finally:
        made.close()


def chosen(name: str = "openai:m", **settings: Any) -> OpenAIEmbedder:
    made = choose(name, Settings(**settings))
    assert isinstance(made, OpenAIEmbedder)
    return made


# --- vectors -----------------------------------------------------------------------------------


def test_a_vector_has_length_one() -> None:
    with server((200, embeddings([3.0, 4.0]))) as url, embedder(url) as made:
        assert made.query("氢能").tolist() == pytest.approx([0.6, 0.8])


def test_a_passage_is_one_text_and_one_row() -> None:
    says = Embeddings()
    with server((200, says)) as url, embedder(url, dimensions=8) as made:
        rows = made.passages([["甲。", "乙。"], ["丙。"]])
    assert (says.sent, [r.shape for r in rows]) == ([["甲。 乙。", "丙。"]], [(1, 8), (1, 8)])


def test_no_passages_are_not_sent() -> None:
    says = Embeddings()
    with server((200, says)) as url, embedder(url) as made:
        assert (made.passages([]), says.sent) == ([], [])


def test_base64_is_read_as_well() -> None:
    packed = base64.b64encode(struct.pack("<2f", 3.0, 4.0)).decode()
    with server((200, embeddings(packed))) as url, embedder(url) as made:
        assert made.query("氢能").tolist() == pytest.approx([0.6, 0.8])


def test_vectors_in_another_order_are_put_in_order() -> None:
    reply = embeddings([1.0, 0.0], [0.0, 1.0], order=(1, 0))
    with server((200, reply)) as url, embedder(url, dimensions=2) as made:
        assert np.vstack(made.passages([["甲"], ["乙"]])).tolist() == [[1.0, 0.0], [0.0, 1.0]]


def test_short_texts_are_compared_without_the_server() -> None:
    says = Embeddings()
    with server((200, says)) as url, embedder(url) as made:
        assert (made.encode(["甲", "乙"]).shape, says.sent) == ((2, 512), [])


UNUSABLE = [
    (embeddings([1.0, 0.0]), "1 for 2 texts"),
    (embeddings([1.0, 0.0], [1.0, 0.0], [1.0, 0.0]), "3 for 2 texts"),
    (embeddings([1.0, 0.0], [1.0, 0.0], order=(0, 0)), "not numbered"),
    (embeddings([1.0, 0.0], [float("nan"), 0.0]), "NaN"),
    (embeddings([1.0, 0.0], [None, 0.0]), "NaN"),
    (embeddings([1.0, 0.0], [0.0, 0.0]), "all zeros"),
    (embeddings([1.0, 0.0], []), "not usable"),
    (embeddings([1.0, 0.0], None), "not usable"),
    (embeddings([1.0, 0.0], [1.0, 0.0, 0.0]), "not usable"),
    (embeddings([[1.0], [0.0]], [[1.0], [0.0]]), "no vector"),
    (embeddings("AAA", "AAA"), "not usable"),
    ({"data": [{"embedding": [1.0]}, {"embedding": [1.0]}]}, "not usable"),
    (embeddings(), "does not speak the OpenAI protocol"),
    ({}, "does not speak the OpenAI protocol"),
    ([], "does not speak the OpenAI protocol"),
    ("<html>welcome</html>", "does not speak the OpenAI protocol"),
]


@pytest.mark.parametrize(("body", "said"), UNUSABLE)
def test_vectors_that_are_none_are_refused(body: Any, said: str) -> None:
    with (
        server((200, body)) as url,
        embedder(url, dimensions=2) as made,
        pytest.raises(ModelUnreachable) as error,
    ):
        made.passages([["甲"], ["乙"]])
    assert said in error.value.message
    assert error.value.hint


# --- what is sent ------------------------------------------------------------------------------


@given(st.lists(st.text("氢能 hydrogen", max_size=30)))
def test_batches_are_all_of_the_texts_within_the_limits(texts: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "REQUEST_INPUTS", 3)
        patch.setattr(module, "REQUEST_TOKENS", 10)
        made = list(batches(texts))
    assert [text for batch in made for text in batch] == texts
    for batch in made:
        assert len(batch) <= 3
        assert len(batch) == 1 or sum(map(tokens.count, batch)) <= 10


def test_batches_are_no_smaller_than_they_must_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REQUEST_INPUTS", 2)
    assert list(batches(["a", "b", "c"])) == [["a", "b"], ["c"]]


@pytest.mark.parametrize(
    "text", ["氢能公交车。" * 50_000, "😀👍🏽" * 20_000, "a hydrogen bus runs " * 9_000]
)
def test_a_long_text_is_cut_to_its_limit_between_characters(text: str) -> None:
    says = Embeddings()
    with server((200, says)) as url, embedder(url, dimensions=8) as made:
        made.query(text)
    sent = says.texts[0]
    assert text.startswith(sent)
    assert 4_090 < tokens.count(sent) <= 4_096


@pytest.mark.parametrize(("text", "sent"), [("", " "), ("氢\ud800能", "氢?能")])
def test_what_no_server_takes_is_sent_otherwise(text: str, sent: str) -> None:
    says = Embeddings()
    with server((200, says)) as url, embedder(url, dimensions=8) as made:
        made.query(text)
    assert says.texts == [sent]


TOO_MANY = {"error": {"message": "batch size must not be larger than 2"}}


def test_a_server_that_takes_few_texts_gets_few() -> None:
    says = Embeddings()
    refuses = [(400, TOO_MANY), (413, TOO_MANY)]  # 5 texts, then 3
    with server(*refuses, (200, says)) as url, embedder(url, dimensions=8) as made:
        rows = np.vstack(made.passages([[c] for c in "甲乙丙丁戊"]))
        made.passages([[c] for c in "己庚辛"])
    assert says.sent == [["甲", "乙"], ["丙"], ["丁", "戊"], ["己", "庚"], ["辛"]]
    wanted = np.array([says.vector(c) for c in "甲乙丙丁戊"])
    assert rows == pytest.approx(wanted / np.linalg.norm(wanted, axis=1, keepdims=True), abs=1e-6)


def test_what_was_sent_is_counted_as_the_server_counts_it() -> None:
    with server((200, embeddings([1.0], tokens=7))) as url, embedder(url, dimensions=1) as made:
        made.query("氢能")
        made.query("氢能")
        assert made.tokens_sent == 14


def test_what_was_sent_is_counted_where_the_server_does_not() -> None:
    reply = {key: value for key, value in embeddings([1.0]).items() if key != "usage"}
    with server((200, reply)) as url, embedder(url, dimensions=1) as made:
        made.query("hello world")
        assert made.tokens_sent == 2


# --- servers that fail -------------------------------------------------------------------------


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_is_busy_for_a_moment_is_asked_again(status: int) -> None:
    busy = (status, {"error": {"message": "busy"}})
    with server(busy, busy, (200, embeddings([1.0]))) as url, embedder(url, dimensions=1) as made:
        assert made.query("氢能").tolist() == [1.0]


AT_ONCE = [
    (401, {"error": {"message": "bad key"}}, "refuses the key", "set OPENAI_API_KEY, or --embedder use"),
    (404, {"error": {"message": "no such model"}}, "answers 404", "check --embedder and --base-url, or use --embedder use"),
    (429, {"error": {"message": "no money", "code": "insufficient_quota"}}, "no money", "check --embedder and --base-url, or use --embedder use"),
    (400, {"error": {"message": "This model's maximum context length is 8192 tokens"}}, "takes no text that long", "index smaller chunks: QA_CHUNK_TOKENS=128"),
    (500, {"error": {"message": "input (1200 tokens) is too large to process."}}, "takes no text that long", "index smaller chunks: QA_CHUNK_TOKENS=128"),
]  # fmt: skip


@pytest.mark.parametrize(("status", "body", "said", "hint"), AT_ONCE)
def test_what_waiting_does_not_mend_is_said_at_once(
    status: int, body: Any, said: str, hint: str
) -> None:
    # Asked again, the server would give a vector.
    replies = (status, body), (200, embeddings([1.0]))
    with server(*replies) as url, embedder(url) as made, pytest.raises(ModelUnreachable) as error:
        made.query("氢能")
    assert said in error.value.message
    assert error.value.hint == hint


def test_another_server_is_named_by_its_own_variables() -> None:
    with server((401, {"error": {"message": "bad key"}})) as url:
        made = chosen(embedding_base_url=url)
        with pytest.raises(ModelUnreachable) as error:
            made.query("氢能")
        made.close()
    assert error.value.hint == "set QA_EMBEDDING_API_KEY, or --embedder use"


# --- names, keys and dimensions ----------------------------------------------------------------


NAMES = [
    ({"api_key": "k"}, "openai:m"),
    ({"api_key": "k", "base_url": "https://api.openai.com/v1"}, "openai:m"),
    ({"base_url": "http://127.0.0.1:8080/v1"}, "openai:m@127.0.0.1:8080"),
    ({"base_url": "https://user:secret@Example.org/v1"}, "openai:m@example.org"),
    (
        {"base_url": "http://a/v1", "embedding_base_url": "http://b:1/v1"},
        "openai:m@b:1",
    ),
    (
        {"base_url": "http://a/v1", "embedding_base_url": "https://api.openai.com/v1", "embedding_api_key": "k"},
        "openai:m",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("settings", "name"), NAMES)
def test_vectors_of_another_server_have_another_name(settings: Any, name: str) -> None:
    assert chosen(**settings).name == name


KEYS = [
    ({"api_key": "chat"}, "chat"),
    ({"api_key": "chat", "embedding_api_key": "own"}, "own"),
    ({"api_key": "chat", "base_url": "http://a/v1", "embedding_base_url": "http://b/v1"}, None),
    ({"api_key": "chat", "embedding_base_url": "http://b/v1"}, None),
    ({"api_key": "chat", "base_url": "http://a/v1", "embedding_base_url": "http://a/e/v1"}, "chat"),
]


@pytest.mark.parametrize(("settings", "key"), KEYS)
def test_a_key_is_sent_to_its_own_server_only(settings: Any, key: str | None) -> None:
    made = chosen(**{"base_url": None, **settings})
    client = made._server.client
    assert client.api_key == (key or "none")
    client.close()


WRONG = [
    ("openai:m", {}, "set OPENAI_API_KEY, or name a server with --base-url"),
    ("openai:m", {"base_url": "localhost:8080/v1"}, "like http://127.0.0.1:8080/v1"),
    ("openai:m", {"base_url": "http://localhost:port/v1"}, "like http://127.0.0.1:8080/v1"),
    (
        "openai:",
        {"api_key": "k"},
        "--embedder takes use, openai:MODEL, or several with + between",
    ),
    (
        "openai:\udcff",
        {"api_key": "k"},
        "--embedder takes use, openai:MODEL, or several with + between",
    ),
    (
        "open:m",
        {"api_key": "k"},
        "--embedder takes use, openai:MODEL, or several with + between",
    ),
]


@pytest.mark.parametrize(("name", "settings", "hint"), WRONG)
def test_settings_that_do_not_do_say_what_would(name: str, settings: Any, hint: str) -> None:
    with pytest.raises(UsageError) as error:
        choose(name, Settings(**settings))
    assert error.value.hint == hint


def test_a_key_that_was_pasted_badly_is_named() -> None:
    with pytest.raises(QaError, match="characters that no key"):
        chosen(api_key="sk-密钥").query("氢能")


def test_the_dimensions_of_openais_models_are_known() -> None:
    assert chosen("openai:text-embedding-3-large", api_key="k").dimensions == 3072


def test_the_dimensions_of_a_model_like_openais_are_asked() -> None:
    with (
        server((200, embeddings([1.0, 1.0]))) as url,
        embedder(url, "text-embedding-3-large") as made,
    ):
        assert made.dimensions == 2


def test_the_dimensions_are_asked_once() -> None:
    says = Embeddings(dimensions=8)
    with server((200, says)) as url, embedder(url) as made:
        assert (made.dimensions, made.dimensions, len(says.sent)) == (8, 8, 1)


def test_dimensions_that_the_index_knows_are_not_asked() -> None:
    says = Embeddings()
    with server((200, says)) as url, embedder(url, dimensions=8) as made:
        assert (made.dimensions, says.sent) == (8, [])


def test_a_model_that_was_replaced_behind_its_name_is_noticed() -> None:
    with (
        server((200, embeddings([1.0, 1.0]))) as url,
        embedder(url, dimensions=8) as made,
        pytest.raises(ModelUnreachable, match="have 2 dimensions, not 8"),
    ):
        made.query("氢能")


@pytest.mark.parametrize(
    ("name", "settings", "cost"),
    [
        ("openai:text-embedding-3-small", {"api_key": "k"}, Money(Decimal("0.06"))),
        ("openai:text-embedding-9", {"api_key": "k"}, None),
        ("openai:text-embedding-3-small", {"base_url": "http://a/v1"}, None),
    ],
)
def test_the_price_is_known_of_openais_own_models(
    name: str, settings: Any, cost: Money | None
) -> None:
    assert chosen(name, **settings).cost(3_000_000) == cost


# --- a real model ------------------------------------------------------------------------------


@pytest.mark.model
def test_a_real_server_gives_the_same_vectors_as_floats_and_as_base64(
    model_server: ModelServer,
) -> None:
    made = chosen(f"openai:{model_server.model}", base_url=model_server.base_url, timeout=300)
    text = "城市新增氢能公交车42辆。"
    row = made.passages([[text]])[0][0]
    with openai.OpenAI(base_url=model_server.base_url, api_key="none") as client:
        # The client asks for base64 and reads it itself.
        raw = client.embeddings.create(model=model_server.model, input=[text]).data[0].embedding
    made.close()
    assert row.shape == (made.dimensions,)
    assert row == pytest.approx(np.array(raw) / np.linalg.norm(raw), abs=1e-3)
    assert made.tokens_sent > 5
