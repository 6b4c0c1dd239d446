"""The parts joined: what is pending, what is refreshed, and the vectors on a real server."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock

from qa.corpus.corpus import Corpus
from qa.errors import IndexBusy, NothingIndexed, UsageError
from qa.index.catalog import Catalog
from qa.index.planning import Pending
from qa.settings import Settings
from tests.corpora import article
from tests.servers import Embeddings, server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    article(tmp_path / "seeds" / "a.txt", "氢能", "城市新增氢能公交车42辆。")
    article(tmp_path / "seeds" / "b.txt", "医药", "园区聚集生物医药企业300多家。")
    return tmp_path


def corpus(home: Path, **settings: Any) -> Corpus:
    return Corpus(Settings(articles=(home / "seeds",), index=home / ".qa", **settings))


def ask(made: Corpus, question: str = "新增了多少辆氢能公交车") -> str:
    with made.reader() as reader:
        return reader.ask(question).text


def test_a_new_folder_is_pending(home: Path) -> None:
    assert corpus(home).pending().files == 2


def test_after_a_refresh_nothing_is(home: Path) -> None:
    corpus(home).refresh()
    assert corpus(home).pending() == Pending(0, 0, 0)


def test_another_recipe_makes_everything_pending(home: Path) -> None:
    corpus(home).index()
    assert corpus(home, chunk_tokens=64).pending().files == 2


def test_an_old_index_is_asked_while_a_new_one_is_made(home: Path) -> None:
    corpus(home).index()
    article(home / "seeds" / "a.txt", "氢能", "城市新增氢能公交车57辆。")
    with FileLock(home / ".qa" / "writing.lock"):
        assert corpus(home).refresh().files == 1


def test_a_first_index_that_another_process_makes_is_waited_for(home: Path) -> None:
    (home / ".qa").mkdir()
    with FileLock(home / ".qa" / "writing.lock"), pytest.raises(IndexBusy):
        corpus(home).refresh()


def test_an_article_is_shown_as_its_file_is_now(home: Path) -> None:
    corpus(home).index()
    article(home / "seeds" / "a.txt", "氢能", "城市新增氢能公交车57辆。")
    assert corpus(home).article("a.txt").text == "城市新增氢能公交车57辆。"


def test_a_name_that_is_nearly_right_is_completed(home: Path) -> None:
    with pytest.raises(NothingIndexed) as error:
        corpus(home).article("a")
    assert error.value.hint == "did you mean a.txt?"


def test_an_article_that_is_gone_has_no_text(home: Path) -> None:
    assert corpus(home).clean_text("none.txt") is None


def test_a_killed_run_with_another_embedder_is_not_taken_for_this_one(home: Path) -> None:
    made = corpus(home)
    made.index()
    with Catalog.open(home / ".qa") as catalog, catalog.transaction():
        catalog._db.execute("UPDATE article SET live = 0")
        catalog._db.execute("UPDATE embedding SET embedder = 'other'")
        catalog._db.execute("DELETE FROM meta WHERE key = 'generation'")
    assert made.index().added == 2


# --- embeddings of a server --------------------------------------------------------------------


@pytest.fixture
def says() -> Embeddings:
    return Embeddings()


@pytest.fixture
def remote(home: Path, says: Embeddings) -> Iterator[Corpus]:
    with server((200, says)) as url:
        yield corpus(home, embedder="openai:m", embedding_base_url=url)


def test_questions_are_answered_from_vectors_of_a_server(remote: Corpus) -> None:
    remote.index()
    assert ask(remote) == "42辆"


def test_a_server_has_its_say_beside_the_usual_embedder(home: Path, says: Embeddings) -> None:
    with server((200, says)) as url:
        made = corpus(home, embedder="use+openai:m", embedding_base_url=url)
        made.index()
        with made.reader() as reader:
            found = reader.search("hydrogen bus", 1)[0]
    usual, other, _ = [signal.name for signal in found.signals]
    assert (usual, other.partition("@")[0]) == ("use-multilingual-3", "openai:m")


def test_a_chunk_is_embedded_once(remote: Corpus, says: Embeddings) -> None:
    remote.index()
    remote.index(rebuild=True)
    assert sorted(says.texts) == sorted({*says.texts})


def test_after_a_change_only_what_is_new_is_embedded(
    remote: Corpus, home: Path, says: Embeddings
) -> None:
    remote.index()
    says.sent.clear()
    article(home / "seeds" / "a.txt", "氢能", "城市新增氢能公交车57辆。")
    remote.index()
    assert says.texts == ["城市新增氢能公交车57辆。"]


def test_an_embedder_that_was_used_before_embeds_nothing_again(
    remote: Corpus, home: Path, says: Embeddings
) -> None:
    remote.index()
    corpus(home).index()
    says.sent.clear()
    Corpus(remote.settings).index()
    assert [text for text in says.texts if text != "test"] == []


def test_what_is_pending_is_known_without_the_server(
    remote: Corpus, home: Path, says: Embeddings
) -> None:
    corpus(home).index()
    assert (remote.pending().files, says.sent) == (2, [])


def test_the_index_knows_the_dimensions(remote: Corpus, says: Embeddings) -> None:
    remote.index()
    says.sent.clear()
    assert (Corpus(remote.settings).embedders[0].dimensions, says.sent) == (8, [])


def test_the_tokens_of_a_run_are_counted(remote: Corpus, says: Embeddings) -> None:
    remote.index()
    assert remote.tokens_sent == len(says.texts)


def test_an_embedder_of_ones_own_sends_nothing(home: Path) -> None:
    assert corpus(home).tokens_sent == 0


def test_an_index_is_not_asked_with_vectors_of_another_embedder(
    remote: Corpus, home: Path, says: Embeddings
) -> None:
    corpus(home).index()
    with pytest.raises(UsageError, match="its vectors are of use-multilingual-3"):
        ask(remote)
    assert says.sent == []


def test_its_name_does_for_a_chroma_server(
    home: Path, says: Embeddings, chroma_server: str
) -> None:
    with server((200, says)) as url:
        made = corpus(
            home, embedder="openai:BAAI/bge-m3", base_url=url, no_model=True, chroma=chroma_server
        )
        made.index()
        assert ask(made) == "42辆"


# --- vectors on a server ---------------------------------------------------------------------


@pytest.fixture
def served(home: Path, chroma_server: str) -> Corpus:
    made = corpus(home, chroma=chroma_server)
    made.index()
    return made


def test_a_server_answers_like_a_folder(served: Corpus) -> None:
    assert ask(served) == "42辆"


def test_the_index_remembers_its_server(served: Corpus, home: Path) -> None:
    assert ask(corpus(home)) == "42辆"


def test_a_change_is_on_the_server_as_well(served: Corpus, home: Path) -> None:
    article(home / "seeds" / "a.txt", "氢能", "城市新增氢能公交车57辆。")
    served.index()
    assert ask(served) == "57辆"


def test_what_is_gone_is_deleted_from_the_server(served: Corpus, home: Path) -> None:
    from qa.index.generations import _vectors

    (home / "seeds" / "b.txt").unlink()
    served.index()
    with Catalog.open(home / ".qa") as catalog:
        generation = catalog.generation()
        assert generation is not None
        name, _ = generation.embedders[0]
        with _vectors(home / ".qa", catalog, generation, name) as vectors:
            assert vectors.ids() == catalog.chunk_ids()


def test_two_indexes_share_a_server(served: Corpus, home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    article(other / "seeds" / "a.txt", "港口", "港口新增泊位9个。")
    second = Corpus(
        Settings(articles=(other / "seeds",), index=other / ".qa", chroma=served.settings.chroma)
    )
    second.index()
    assert (ask(served), ask(second, "港口新增泊位多少个")) == ("42辆", "9个")


def test_an_index_moves_from_a_server_to_its_folder(served: Corpus, home: Path) -> None:
    shutil.rmtree(home / ".qa" / "generation-000001")
    local = corpus(home, chroma="local")
    local.index()
    assert ask(local) == "42辆"
