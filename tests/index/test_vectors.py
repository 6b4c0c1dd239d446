"""The same store in a folder and on a real Chroma server."""

from __future__ import annotations

import socket
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest

from qa.errors import IndexBroken, UsageError
from qa.index.vectors import VectorStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

IDS = [f"chunk-{n}" for n in range(50)]


def unit_vectors() -> np.ndarray:
    vectors = np.random.default_rng(1).normal(size=(len(IDS), 16)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture(params=["folder", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorStore]:
    if request.param == "folder":
        opened = VectorStore.in_folder(tmp_path / "store", create=True)
    else:
        name = f"test-{abs(hash(request.node.name)):x}"
        opened = VectorStore.on_server(request.getfixturevalue("chroma_server"), name, create=True)
    with opened:
        opened.add(IDS, unit_vectors())
        yield opened


def test_the_nearest_is_the_vector_itself(store: VectorStore) -> None:
    assert store.nearest(unit_vectors()[7], 1) == {"chunk-7": pytest.approx(1.0, abs=1e-5)}


def test_similarities_are_cosines(store: VectorStore) -> None:
    vectors = unit_vectors()
    expected = dict(zip(IDS, (vectors @ vectors[0]).tolist(), strict=True))
    assert store.nearest(vectors[0], 50) == pytest.approx(expected, abs=1e-4)


def test_only_the_named_ids_are_searched(store: VectorStore) -> None:
    assert set(store.nearest(unit_vectors()[7], 10, ["chunk-1", "chunk-2"])) == {
        "chunk-1",
        "chunk-2",
    }


def test_more_may_be_asked_for_than_there_are(store: VectorStore) -> None:
    assert len(store.nearest(unit_vectors()[0], 500)) == 50


def test_an_id_added_again_has_the_new_vector(store: VectorStore) -> None:
    store.add(["chunk-7"], unit_vectors()[8:9])
    assert store.count == 50


def test_what_is_deleted_is_not_found(store: VectorStore) -> None:
    store.delete(["chunk-7"])
    assert "chunk-7" not in store.nearest(unit_vectors()[7], 50)


def test_the_ids_are_those_that_were_added(store: VectorStore) -> None:
    assert store.ids() == set(IDS)


def test_a_folder_opens_again(tmp_path: Path) -> None:
    with VectorStore.in_folder(tmp_path, create=True) as first:
        first.add(IDS, unit_vectors())
    with VectorStore.in_folder(tmp_path) as second:
        assert second.count == 50


def test_a_folder_without_a_store_says_what_mends_it(tmp_path: Path) -> None:
    with pytest.raises(IndexBroken) as error:
        VectorStore.in_folder(tmp_path)
    assert error.value.hint == "qa index --rebuild"


def test_a_broken_store_says_what_mends_it(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"this is no database" * 100)
    with pytest.raises(IndexBroken) as error:
        VectorStore.in_folder(tmp_path)
    assert error.value.hint == "qa index --rebuild"


def test_a_server_that_is_not_there_is_named() -> None:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(IndexBroken, match=url):
            VectorStore.on_server(url, "chunks")


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://host", "http://"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="no address"):
        VectorStore.on_server(url, "chunks")
