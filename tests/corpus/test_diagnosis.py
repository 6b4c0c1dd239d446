"""What `qa doctor` finds, each with the command that mends it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from qa.corpus import diagnosis
from qa.corpus.corpus import Corpus
from qa.index.schema import FILE
from qa.settings import Settings
from tests.corpora import article
from tests.servers import SERVED, server

if TYPE_CHECKING:
    from pathlib import Path

VECTORS = "vectors-use-multilingual-3"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    article(tmp_path / "seeds" / "a.txt", "氢能", "城市新增氢能公交车42辆。")
    article(tmp_path / "seeds" / "b.txt", "医药", "园区聚集生物医药企业300多家。")
    return tmp_path


def corpus(home: Path, **settings: Any) -> Corpus:
    return Corpus(Settings(articles=(home / "seeds",), index=home / ".qa", **settings))


def findings(home: Path, **settings: Any) -> list[tuple[str, str]]:
    return [(f.problem, f.mend) for f in diagnosis.examine(corpus(home, **settings))]


def store(home: Path) -> Path:
    return home / ".qa" / "generation-000001"


def test_a_healthy_index_has_no_findings(home: Path) -> None:
    corpus(home).index()
    assert findings(home) == []


def test_no_index(home: Path) -> None:
    assert findings(home)[0][1] == "qa index"


def test_no_articles(home: Path) -> None:
    shutil.rmtree(home / "seeds")
    assert str(home / "seeds") in findings(home)[0][0]


def test_stale_articles(home: Path) -> None:
    corpus(home).index()
    article(home / "seeds" / "c.txt", "航空", "飞机租赁企业120家。")
    (home / "seeds" / "b.txt").unlink()
    assert findings(home) == [
        ("1 articles are new or changed, 1 are gone since the index was made", "qa index")
    ]


def test_an_article_that_cannot_be_read(home: Path) -> None:
    (home / "seeds" / "empty.txt").touch()
    corpus(home).index()
    assert findings(home) == [("empty.txt: has no text", "mend the file, then qa index")]


def test_a_catalog_that_does_not_open(home: Path) -> None:
    corpus(home).index()
    (home / ".qa" / FILE).write_bytes(b"this is no database" * 100)
    assert findings(home)[0][1] == "qa index --rebuild"


def test_a_lexical_index_that_does_not_open(home: Path) -> None:
    corpus(home).index()
    shutil.rmtree(store(home) / "lexical")
    assert findings(home)[0][1] == "qa index --rebuild"


def test_a_vector_store_that_does_not_open(home: Path) -> None:
    corpus(home).index()
    shutil.rmtree(store(home) / VECTORS)
    assert findings(home)[0][1] == "qa index --rebuild"


def test_counts_that_disagree(home: Path) -> None:
    from qa.index.vectors import VectorStore

    corpus(home).index()
    with VectorStore.in_folder(store(home) / VECTORS) as vectors:
        vectors.delete(sorted(vectors.ids())[:1])
    assert findings(home) == [
        ("the Chroma store of use-multilingual-3 holds 1 vectors of 2", "qa index --rebuild"),
    ]


@pytest.mark.parametrize("part", ["lexical", VECTORS])
def test_rebuild_mends_a_lost_store(home: Path, part: str) -> None:
    corpus(home).index()
    shutil.rmtree(store(home) / part)
    corpus(home).index(rebuild=True)
    assert findings(home) == []


def test_a_model_server_that_is_not_there(home: Path) -> None:
    corpus(home).index()
    problem, mend = findings(home, base_url="http://127.0.0.1:9/v1", model="m")[0]
    assert "http://127.0.0.1:9/v1 does not answer" in problem
    assert "--base-url" in mend


def test_a_model_that_the_server_does_not_have(home: Path) -> None:
    corpus(home).index()
    with server((200, SERVED)) as url:
        assert findings(home, base_url=url, model="other") == [
            ("the server has no model 'other'", "--model takes m1")
        ]


def test_a_model_that_the_server_has(home: Path) -> None:
    corpus(home).index()
    with server((200, SERVED)) as url:
        assert findings(home, base_url=url, model="m1") == []


def test_an_embedder_that_does_not_exist(home: Path) -> None:
    problems = [problem for problem, _ in findings(home, embedder="none")]
    assert "there is no embedder named 'none'" in problems


def test_status_counts(home: Path) -> None:
    corpus(home).index()
    found = diagnosis.status(corpus(home))
    assert (found.articles, found.chunks, found.stale, found.removed) == (2, 2, 0, 0)
