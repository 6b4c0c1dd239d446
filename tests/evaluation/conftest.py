"""An index that the tests of this folder share; none of them writes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa.corpus.corpus import Corpus
from tests.evaluation import sample

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evaluation")
    sample.articles(folder / "articles")
    Corpus(sample.settings(folder, no_model=True)).index()
    return folder


@pytest.fixture
def corpus(indexed: Path) -> Corpus:
    return Corpus(sample.settings(indexed, no_model=True))
