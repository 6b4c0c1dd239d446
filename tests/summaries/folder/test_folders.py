"""A folder of summaries, from the settings to the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from qa.corpus.corpus import Corpus
from qa.errors import UsageError
from qa.settings import Settings
from qa.summaries import summarization
from qa.summaries.folder import folders
from qa.summaries.folder.folders import Job
from qa.summaries.folder.plans import Choice
from tests.servers import SAYS, server
from tests.summaries.folder import ways

if TYPE_CHECKING:
    from pathlib import Path


def corpus(tmp_path: Path, **more: Any) -> Corpus:
    ways.articles(tmp_path / "news", 4)
    given = {"articles": [tmp_path / "news"], "index": tmp_path / ".qa", **more}
    return Corpus(Settings(**given))


def job(tmp_path: Path, **more: Any) -> Job:
    return Job(tmp_path / "out", ways.record, {".md": ways.text}, **more)


def test_without_a_model_all_articles_are_excerpted(tmp_path: Path) -> None:
    with folders.opened(corpus(tmp_path), job(tmp_path, together=True)) as folder:
        report = folder.run()
    assert report.progress.done == 4
    assert len(ways.contents(tmp_path / "out")) == 5


def test_shards_make_together_what_one_run_makes(tmp_path: Path) -> None:
    for number in (1, 2):
        shard = job(tmp_path, choice=Choice(shard=(number, 2)))
        with folders.opened(corpus(tmp_path), shard) as folder:
            assert folder.run().failures == ()
    assert len(ways.contents(tmp_path / "out")) == 4


def test_a_model_is_asked_for_each_article_and_no_second_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summarization, "steps", lambda article, *_: ways.steps(article))
    with server((200, SAYS)) as url:
        made = corpus(tmp_path, base_url=url, model="m")
        with folders.opened(made, job(tmp_path, jobs=2)) as folder:
            before = folder.estimate()
            first = folder.run()
            after, second = folder.estimate(), folder.run()
    assert (before.calls, after.calls, after.up_to_date) == (4, 0, 4)
    assert (first.progress.done, second.progress.up_to_date) == (4, 4)
    assert first.progress.usage.input_tokens == 7 * first.progress.usage.calls


def test_summaries_among_the_articles_are_refused_before_anything_is_made(tmp_path: Path) -> None:
    made = corpus(tmp_path)
    inside = Job(tmp_path / "news" / "out", ways.record, {})
    with pytest.raises(UsageError, match="apart"), folders.opened(made, inside):
        pass
    assert not (tmp_path / "news" / "out").exists()
