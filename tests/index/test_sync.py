"""What an index run does to the articles that are new, changed, gone or broken."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from qa.articles.chunking import Chunking
from qa.errors import IndexBroken, IndexBusy, NothingIndexed
from qa.index import generations
from qa.index.catalog import Catalog
from qa.index.embedding.pool import Pool
from qa.index.recipe import Recipe
from qa.index.schema import FILE
from qa.index.sync import SyncReport, sync
from tests.corpora import article
from tests.index.contents import contents

if TYPE_CHECKING:
    from pathlib import Path

    from qa.index.embedding.use import UniversalSentenceEncoder


def quiet(stage: str, done: int, total: int) -> None:
    pass


def run(folder: Path, recipe: Recipe, *, rebuild: bool = False) -> SyncReport:
    return sync(folder.parent / "index", [folder], recipe, quiet, rebuild=rebuild)


def did(report: SyncReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.removed, report.unchanged


def age(file: Path, seconds: int = 60) -> None:
    """Make a file look old: what was written a moment ago is looked at again."""
    then = file.stat().st_mtime_ns - seconds * 10**9
    os.utime(file, ns=(then, then))


def test_a_first_run_adds_every_article(folder: Path, recipe: Recipe) -> None:
    assert did(run(folder, recipe)) == (3, 0, 0, 0)


def test_a_second_run_changes_nothing(folder: Path, recipe: Recipe) -> None:
    run(folder, recipe)
    assert did(run(folder, recipe)) == (0, 0, 0, 3)


def test_a_second_run_makes_no_new_generation(folder: Path, recipe: Recipe) -> None:
    run(folder, recipe)
    run(folder, recipe)
    assert [g.name for g in (folder.parent / "index").glob("generation-*")] == ["generation-000001"]


def test_a_changed_article_is_indexed_again(folder: Path, recipe: Recipe) -> None:
    run(folder, recipe)
    article(folder / "a.txt", "氢能", "城市新增氢能公交车43辆。")
    assert did(run(folder, recipe)) == (0, 1, 0, 2)


def test_a_change_of_the_same_size_and_time_is_seen_after_a_fresh_write(
    folder: Path, recipe: Recipe
) -> None:
    before = (folder / "a.txt").stat()
    run(folder, recipe)
    article(folder / "a.txt", "氢能", "城市新增氢能公交车43辆。", "加氢站建成7座。")
    os.utime(folder / "a.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert did(run(folder, recipe)) == (0, 1, 0, 2)


def test_a_file_that_was_only_touched_is_unchanged(folder: Path, recipe: Recipe) -> None:
    run(folder, recipe)
    age(folder / "a.txt")
    assert did(run(folder, recipe)) == (0, 0, 0, 3)


def test_a_removed_article_is_dropped(folder: Path, recipe: Recipe) -> None:
    run(folder, recipe)
    (folder / "b.txt").unlink()
    assert did(run(folder, recipe)) == (0, 0, 1, 2)


def test_the_last_article_can_be_removed(folder: Path, recipe: Recipe) -> None:
    run(folder, recipe)
    for file in folder.rglob("*.txt"):
        file.unlink()
    assert run(folder, recipe).chunks == 0


def test_an_article_that_no_longer_can_be_read_is_dropped_and_named(
    folder: Path, recipe: Recipe
) -> None:
    run(folder, recipe)
    (folder / "a.txt").write_bytes(b"")
    report = run(folder, recipe)
    assert (report.removed, [f.path for f in report.failed]) == (1, ["a.txt"])


def test_what_failed_is_named_again_without_being_read(folder: Path, recipe: Recipe) -> None:
    (folder / "a.txt").write_bytes(b"")
    age(folder / "a.txt")
    first = run(folder, recipe)
    assert run(folder, recipe).failed == first.failed


def test_an_article_that_was_mended_is_indexed(folder: Path, recipe: Recipe) -> None:
    (folder / "a.txt").write_bytes(b"")
    run(folder, recipe)
    article(folder / "a.txt", "氢能", "城市新增氢能公交车42辆。")
    assert did(run(folder, recipe)) == (1, 0, 0, 2)


def test_changes_lead_to_the_index_of_one_run(folder: Path, recipe: Recipe) -> None:
    run(folder, recipe)
    article(folder / "a.txt", "氢能", "城市新增氢能公交车43辆。")
    article(folder / "d.txt", "航空", "飞机租赁企业120家。")
    (folder / "b.txt").unlink()
    run(folder, recipe)
    sync(folder.parent / "whole", [folder], recipe, quiet)
    assert contents(folder.parent / "index") == contents(folder.parent / "whole")


def test_another_chunk_size_indexes_anew(
    folder: Path, recipe: Recipe, embedder: UniversalSentenceEncoder
) -> None:
    run(folder, recipe)
    other = Recipe((embedder,), Chunking(128))
    run(folder, other)
    sync(folder.parent / "whole", [folder], other, quiet)
    assert contents(folder.parent / "index") == contents(folder.parent / "whole")


def test_two_folders_with_an_article_of_one_name_name_the_second(
    folder: Path, recipe: Recipe
) -> None:
    other = folder.parent / "other"
    article(other / "a.txt", "另一篇", "另有企业5家。")
    report = sync(folder.parent / "index", [folder, other], recipe, quiet)
    assert [(f.path, str(folder) in f.error) for f in report.failed] == [("a.txt", True)]


def test_a_folder_that_is_not_there_leaves_the_index_as_it_is(folder: Path, recipe: Recipe) -> None:
    run(folder, recipe)
    folder.rename(folder.parent / "moved")
    with pytest.raises(NothingIndexed):
        run(folder, recipe)
    with Catalog.open(folder.parent / "index") as catalog:
        assert catalog.counts()[0] == 3


def test_two_writers_at_once_are_refused(folder: Path, recipe: Recipe) -> None:
    index = folder.parent / "index"
    index.mkdir()
    with FileLock(index / "writing.lock"), pytest.raises(IndexBusy, match="another qa"):
        run(folder, recipe)


def test_a_lost_store_is_built_again_from_the_catalog(folder: Path, recipe: Recipe) -> None:
    run(folder, recipe)
    store = folder.parent / "index" / "generation-000001" / "vectors-use-multilingual-3"
    store /= "chroma.sqlite3"
    store.write_bytes(b"")
    article(folder / "d.txt", "航空", "飞机租赁企业120家。")
    assert run(folder, recipe).articles == 4


def test_a_broken_catalog_says_what_mends_it(folder: Path, recipe: Recipe) -> None:
    run(folder, recipe)
    (folder.parent / "index" / FILE).write_bytes(b"this is no database" * 100)
    with pytest.raises(IndexBroken) as error:
        run(folder, recipe)
    assert error.value.hint == "qa index --rebuild"


def test_rebuild_mends_a_broken_catalog(folder: Path, recipe: Recipe) -> None:
    run(folder, recipe)
    (folder.parent / "index" / FILE).write_bytes(b"this is no database" * 100)
    assert run(folder, recipe, rebuild=True).articles == 3


def test_rebuild_keeps_the_embeddings(folder: Path, recipe: Recipe) -> None:
    run(folder, recipe)

    class NoModel:
        spawned_as = None
        name, dimensions = recipe.embedders[0].name, recipe.embedders[0].dimensions

        def passages(self, passages: list[list[str]]) -> list[object]:
            assert passages == []
            return []

    again = run(folder, Recipe((NoModel(),), recipe.chunking), rebuild=True)  # type: ignore[arg-type]
    assert again.unchanged == 3


def test_the_generation_before_stays_for_its_readers(folder: Path, recipe: Recipe) -> None:
    run(folder, recipe)
    index = folder.parent / "index"
    with Catalog.open(index) as catalog, catalog.snapshot():
        generation = catalog.generation()
        assert generation is not None
        article(folder / "a.txt", "氢能", "城市新增氢能公交车43辆。")
        run(folder, recipe)
        with generations.opened(index, catalog, generation) as stores:
            wanted = catalog.chunk_ids()
            assert list(generations.disagreements(catalog, generation, wanted, stores)) == []


def test_progress_ends_at_the_total(folder: Path, recipe: Recipe) -> None:
    seen: dict[str, tuple[int, int]] = {}
    sync(
        folder.parent / "index",
        [folder],
        recipe,
        lambda stage, done, total: seen.update({stage: (done, total)}),
    )
    assert all(done == total for done, total in seen.values())


def test_notes_name_file_and_line(folder: Path, recipe: Recipe) -> None:
    (folder / "n.txt").write_text("---\ntitle: a: b\n---\n正文有3个项目。", encoding="utf-8")
    assert [note.split(" ")[0] for note in run(folder, recipe).notices] == ["n.txt:2:"]


def test_two_processes_make_the_index_of_one(
    tmp_path: Path, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit, jobs = Pool.submit, []
    monkeypatch.setattr(Pool, "submit", lambda pool, job: jobs.append(job) or submit(pool, job))
    for number in range(40):
        text = "".join(
            f"园区第{n}批签约项目{number + n}个，涉及投资额{n}亿元。" for n in range(200)
        )
        article(tmp_path / "many" / f"{number}.txt", f"第{number}篇", text)
    for workers in (1, 2):
        many = replace(recipe, workers=workers)
        sync(tmp_path / f"by-{workers}", [tmp_path / "many"], many, lambda *_: None)
    assert len(jobs) == 40
    assert contents(tmp_path / "by-1") == contents(tmp_path / "by-2")
