import re
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.index.generations import collection, disagreements
from qa.index.rows import Generation, pack

# What Chroma says of a name it does not take: 63 characters are the most that older ones take.
TAKEN = re.compile(r"[a-zA-Z0-9](?!.*\.\.)[a-zA-Z0-9._-]{1,61}[a-zA-Z0-9]")
INDEX = "0123456789ab"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_a_collection_of_any_embedder_has_a_name_that_chroma_takes(embedder: str) -> None:
    assert TAKEN.fullmatch(collection(INDEX, embedder))


def test_a_name_that_chroma_takes_is_left_as_it_is() -> None:
    assert collection(INDEX, "use-multilingual-3") == f"qa-{INDEX}-use-multilingual-3"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("openai:m", "openai_m"),
        ("openai:a/b", "openai:a:b"),
        ("use+m", "use_m"),
        ("m" * 80 + "a", "m" * 80 + "b"),
        ("m", "m-"),
    ],
)
def test_two_embedders_have_two_collections(one: str, other: str) -> None:
    assert collection(INDEX, one) != collection(INDEX, other)


@pytest.mark.parametrize(
    ("lost", "broken"),
    [(set(), 0), ({0}, 0), ({0, 3}, 1), ({0, 1, 2, 3, 4}, 1)],
    ids=["none", "one", "two", "all"],
)
def test_a_store_is_broken_where_several_chunks_are_not_found(lost: Any, broken: int) -> None:
    """One chunk may be out of reach in a graph that is whole; a truncated file loses most."""
    rows = np.eye(5, dtype=np.float32)
    keys = [f"chunk{number}" for number in range(5)]

    def nearest(vector: Any, k: int) -> dict[str, float]:
        number = int(np.argmax(vector))
        return {} if number in lost else {keys[number]: 1.0}

    catalog: Any = SimpleNamespace(
        vectors=lambda ids, name: [(key, pack(rows[i : i + 1])) for i, key in enumerate(keys)]
    )
    store = SimpleNamespace(count=5, nearest=nearest)
    stores: Any = SimpleNamespace(lexical=SimpleNamespace(count=5), vectors={"use": store})
    generation = Generation(1, (("use", 5),), "", 5)
    assert len(list(disagreements(catalog, generation, set(keys), stores))) == broken
