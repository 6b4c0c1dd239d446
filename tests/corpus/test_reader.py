"""A question to an open index: how often the model is asked, and an article read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa.answers import answering
from qa.corpus.corpus import Corpus
from qa.corpus.reader import Parts, Reader
from qa.models.llm import Reply, Usage
from qa.settings import Settings
from tests.corpora import article
from tests.readings import Scripted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qa.answers.answer import Answer
    from qa.models.llm import Message, OnText

QUESTION = "How many projects did the park sign?"
IN_CHINESE = "园区签约了多少个项目？"
RIGHT = "The park signed 130 projects. [1]"
WRONG = "The park signed 131 projects. [1]"
FINDS = Scripted({"园区": [("130个", 0.9)], "park": [("130个", 0.9)]})


class Says:
    """A model that gives a translation where it is to, else one reply after the other."""

    name = "says"

    def __init__(self, chinese: str, *replies: str) -> None:
        self._chinese = chinese
        self._replies = list(replies)
        self.calls: list[str] = []

    def served(self) -> list[str]:
        return [self.name]

    def close(self) -> None:
        pass

    def reply(
        self, messages: Sequence[Message], max_tokens: int, on_text: OnText | None = None
    ) -> Reply:
        translates = "翻译" in messages[0].content
        self.calls.append("translation" if translates else "answer")
        said = self._chinese if translates else self._replies.pop(0)
        return Reply(said, Usage(1, 100, 10), complete=True)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    home = tmp_path_factory.mktemp("reader")
    park = ("园区累计签约项目130个。", "园区签约项目涉及投资额54.2亿元。", "园区里的鸟很多。")
    article(home / "seeds" / "park.txt", "园区签约", *park)
    made = Corpus(Settings(articles=(home / "seeds",), index=home / "index", no_model=True))
    made.index()
    return made


class Desk:
    """Opens the index with a model, and counts how often an article is read."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.read: list[str] = []

    def ask(self, model: Says | None, question: str = QUESTION) -> Answer:
        with self._corpus.reader() as opened:
            made = self._corpus
            parts = Parts(made.embedders, made.weigher, FINDS, model, self._text)
            return Reader(made.settings.index, opened._catalog, parts).ask(question)

    def _text(self, path: str) -> str | None:
        self.read.append(path)
        return self._corpus.clean_text(path)


@pytest.fixture
def desk(corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("qa.corpus.reader.SURE", 1.1)  # each English question is translated
    return Desk(corpus)


@pytest.mark.parametrize("chinese", [IN_CHINESE, "I cannot do that."])
def test_a_translation_is_one_of_the_two_calls_whatever_it_gives(desk: Desk, chinese: str) -> None:
    model = Says(chinese, WRONG, RIGHT)
    answer = desk.ask(model)
    assert model.calls == ["translation", "answer"]
    assert (answer.usage.calls, answer.answered) == (2, False)


@pytest.mark.parametrize("chinese", [IN_CHINESE, "I cannot do that."])
def test_a_translation_that_was_kept_leaves_the_repair(desk: Desk, chinese: str) -> None:
    desk.ask(Says(chinese, RIGHT))
    model = Says(chinese, WRONG, RIGHT)
    answer = desk.ask(model)
    assert model.calls == ["answer", "answer"]
    assert (answer.usage.calls, answer.answered) == (2, True)


def test_an_article_is_read_once_however_often_it_is_cited(desk: Desk) -> None:
    both = "园区签约项目130个。[1]涉及投资额54.2亿元。[2]"
    answer = desk.ask(Says("", both, both), "园区签约了多少个项目，投资多少")
    assert len(answer.citations) == 2
    assert desk.read == ["park.txt"]


def test_what_the_model_reads_is_chosen_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = []
    real = answering.seen

    def seen(*found: object, **by: bool) -> object:
        chosen.append(found)
        return real(*found, **by)  # type: ignore[arg-type]

    monkeypatch.setattr(answering, "seen", seen)
    desk.ask(Says("", "园区签约130个项目。[1]"), IN_CHINESE)
    assert len(chosen) == 1
