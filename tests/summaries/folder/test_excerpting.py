"""Runs without a model: what is encoded, and the same bytes however often a run ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from qa.language.text import Span
from qa.summaries import excerpts
from qa.summaries.folder import excerpting
from qa.summaries.folder.excerpting import Excerpts
from qa.summaries.folder.journal import Journal
from qa.summaries.summary import Form, Summary, SummarySentence
from tests.summaries.folder.ways import FORM, articles, batch, contents

if TYPE_CHECKING:
    from pathlib import Path

    from qa.articles.article import Article
    from qa.summaries.folder.plans import Task


class Lengths:
    """An embedder of one dimension: a text's length. It notes what it encodes."""

    name, dimensions, spawned_as = "lengths", 1, None

    def __init__(self, dies_at: int = -1, *, parts: bool = True) -> None:
        self.encoded: list[str] = []
        self._dies_at = dies_at
        self._parts = parts

    def passages(self, passages: Any) -> list[Any]:
        if len(self.encoded) == self._dies_at:
            raise KeyboardInterrupt
        self.encoded += ["".join(passage) for passage in passages]
        rows = [self.encode(["".join(passage), *passage]) for passage in passages]
        return rows if self._parts else [row[:1] for row in rows]

    def encode(self, texts: Any) -> Any:
        return np.array([[len(text)] for text in texts], np.float32)

    query: Any = None


def halves(article: Article) -> tuple[Span, ...]:
    return (Span(0, 2), Span(2, len(article.text)))


def excerpt(article: Article, spans: tuple[Span, ...], vectors: Any, form: Form) -> Summary:
    said = SummarySentence(f"{vectors.tolist()}", ())
    return Summary(article.path, article.title, None, (said,), form, "extractive")


@pytest.fixture(autouse=True)
def _vectors_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpts, "sentences_of", halves)
    monkeypatch.setattr(excerpts, "excerpt", excerpt)


def run(out: Path, todo: list[Task], embedder: Any) -> None:
    with Journal(out) as journal:
        excerpting.run(batch(journal, out), todo, Excerpts(embedder, FORM))


@pytest.mark.parametrize("parts", [True, False])
def test_the_vectors_are_those_of_the_sentences(tmp_path: Path, parts: bool) -> None:
    run(tmp_path / "out", articles(tmp_path / "news", 1), Lengths(parts=parts))
    assert (tmp_path / "out" / "00.txt.md").read_text() == "[[2.0], [4.0]]\n"


def test_a_second_run_encodes_nothing(tmp_path: Path) -> None:
    todo, again = articles(tmp_path / "news", 40), Lengths()
    run(tmp_path / "out", todo, Lengths())
    run(tmp_path / "out", todo, again)
    assert again.encoded == []


def test_an_interrupted_run_goes_on_to_the_same_files(tmp_path: Path) -> None:
    todo, again = articles(tmp_path / "news", 60), Lengths()
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path / "out", todo, Lengths(dies_at=55))
    before = len(contents(tmp_path / "out"))
    run(tmp_path / "out", todo, again)
    run(tmp_path / "whole", todo, Lengths())
    assert 0 < before < 60
    assert len(again.encoded) == 60 - before
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_processes_give_the_same_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from qa.index.embedding import choose

    monkeypatch.setattr(excerpting, "_LITTLE", 0)
    todo = articles(tmp_path / "news", 3)
    for name, workers in (("one", 1), ("two", 2)):
        with Journal(tmp_path / name) as journal:
            how = Excerpts(choose("use"), FORM, workers)
            excerpting.run(batch(journal, tmp_path / name), todo, how)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
