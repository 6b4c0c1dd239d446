"""The parts joined: what is pending, what is refreshed, and the vectors on a real server."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock

from qa.corpus import Corpus, Pending
from qa.errors import IndexBusy, NothingIndexed
from qa.index.catalog import Catalog
from qa.settings import Settings
from tests.corpora import article

if TYPE_CHECKING:
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
