"""A way to summarize that asks twice, a model that counts its calls, and a folder of articles."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from qa.models.llm import Message, Reply, Request, Usage
from qa.summaries.folder.keys import Recipe
from qa.summaries.folder.pacing import Pacing
from qa.summaries.folder.plans import Choice, tasks
from qa.summaries.folder.runs import Batch
from qa.summaries.folder.writing import Output
from qa.summaries.summary import Form, Summary, SummarySentence

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from pathlib import Path

    from qa.articles.article import Article
    from qa.summaries.folder.journal import Journal
    from qa.summaries.folder.plans import Task

FORM = Form(2)
RECIPE = Recipe("model", "m", FORM, "1")


def articles(root: Path, count: int) -> list[Task]:
    root.mkdir(exist_ok=True)
    for number in range(count):
        (root / f"{number:02}.txt").write_text(f"第{number}篇报道。", encoding="utf-8")
    return tasks([root], Choice())


def steps(article: Article) -> Generator[list[Request], list[Reply], Summary]:
    """Two requests, the second about the reply to the first; nothing of an article of nothing."""
    first = yield [Request((Message("user", article.text),), 10)]
    second = yield [Request((Message("user", first[0].text + "!"),), 10)]
    said = () if "无" in article.text else (SummarySentence(second[0].text, ()),)
    return Summary(article.path, article.title, article.date, said, FORM, "model", model="m")


def record(summary: Summary) -> dict[str, Any]:
    return {"article": summary.article, "sentences": [each.text for each in summary.sentences]}


def text(made: dict[str, Any]) -> str:
    return "".join(f"{line}\n" for line in made["sentences"])


class Counting:
    """A model whose every call is in `calls`; `before` may raise, or wait."""

    name = "m"

    def __init__(self, before: Callable[[str, int], None] = lambda said, number: None) -> None:
        self.calls: list[str] = []
        self._before = before
        self._lock = threading.Lock()

    def served(self) -> list[str]:
        return ["m"]

    def close(self) -> None:
        pass

    def reply(self, messages: Sequence[Message], max_tokens: int, on_text: Any = None) -> Reply:
        said = messages[0].content
        with self._lock:
            number = len(self.calls)
        self._before(said, number)
        with self._lock:
            self.calls.append(said)
        return Reply(f"<{said}>", Usage(1, 5, 2), complete=True)


def batch(journal: Journal, out: Path, **more: Any) -> Batch:
    return Batch(journal, Output(out, {".md": text}, **more), RECIPE, record)


def pacing(jobs: int = 1) -> Pacing:
    return Pacing(jobs, wait=lambda changed, seconds: changed.wait(0.01))


def contents(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and not path.name.startswith(".qa-summaries")
    }
