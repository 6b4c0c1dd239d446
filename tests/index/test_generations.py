import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.index.generations import collection

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
        ("use+e5", "use_e5"),
        ("m" * 80 + "a", "m" * 80 + "b"),
        ("m", "m-"),
    ],
)
def test_two_embedders_have_two_collections(one: str, other: str) -> None:
    assert collection(INDEX, one) != collection(INDEX, other)
