"""Plans: the articles to summarize, and what that would take."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.articles.article import MAX_BYTES, ArticleError, discover, read
from qa.errors import NothingIndexed
from qa.index import library
from qa.index.rows import NO_FILTERS, Filters
from qa.models import tokens
from qa.models.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from qa.articles.article import Article
    from qa.models.llm import Request
    from qa.models.prices import Money
    from qa.summaries.folder.journal import Journal
    from qa.summaries.folder.keys import Recipe
    from qa.summaries.summarization import Steps

# Tokens of a sentence of a summary with its marks, in Chinese or English.
_A_SENTENCE = 60
_A_MESSAGE, _A_REPLY = 4, 3  # of OpenAI's chat format, see qa.models.llm.metering


@dataclass(frozen=True, slots=True)
class Task:
    """An article to summarize: its path, and the place of its file.

    `problem` says why it cannot be read, if that is known already.
    """

    path: str
    root: Path
    file: Path
    size: int
    problem: str = ""

    def read(self) -> Article:
        """Read the article as its file is now. Raises ArticleError."""
        if self.problem:
            raise ArticleError(self.path, self.problem)
        return read(self.root, self.file)

    def content_hash(self) -> str | None:
        """Return the hash of the article, without parsing it; None if the file cannot be read."""
        if self.problem or self.size > MAX_BYTES:
            return None
        try:
            return hashlib.sha256(self.file.read_bytes()).hexdigest()
        except OSError:
            return None


@dataclass(frozen=True, slots=True)
class Choice:
    """The choice of articles: the named ones, or all, that pass the filters and are in the shard.

    `only` are the paths that failed in an earlier run, if just those are wanted.
    """

    paths: tuple[str, ...] = ()
    filters: Filters = NO_FILTERS
    shard: tuple[int, int] | None = None
    only: frozenset[str] | None = None


def tasks(folders: Sequence[Path], choice: Choice) -> list[Task]:
    """Return the chosen articles, ordered by path, each once, from the first folder that has it.

    Raises NothingIndexed for a folder or an article that is not there.
    """
    found = _named(folders, choice.paths) if choice.paths else _all(folders)
    return [found[path] for path in sorted(found) if _is_chosen(found[path], choice)]


def _all(folders: Sequence[Path]) -> dict[str, Task]:
    found: dict[str, Task] = {}
    for root in folders:
        entries, unreadable = discover(root)
        for entry in entries:
            found.setdefault(entry.path, Task(entry.path, root, entry.file, entry.size))
        for each in unreadable:
            left_out = Task(each.article, root, root / each.article, 0, each.error)
            found.setdefault(each.article, left_out)
    return found


def _named(folders: Sequence[Path], paths: Sequence[str]) -> dict[str, Task]:
    found: dict[str, Task] = {}
    for path in paths:
        place = library.locate(folders, path)
        if place is None:
            names = ", ".join(map(str, folders))
            raise NothingIndexed(
                f"{names}: there is no article {path!r}", "qa search names the articles it finds"
            )
        found[path] = Task(path, *place, place[1].stat().st_size)
    return found


def _is_chosen(task: Task, choice: Choice) -> bool:
    if choice.shard and not in_shard(task.path, choice.shard):
        return False
    if choice.only is not None and task.path not in choice.only:
        return False
    return _passes(task, choice.filters)


def in_shard(path: str, shard: tuple[int, int]) -> bool:
    """Tell whether an article is in the shard (number, count), the same on every machine."""
    number, count = shard
    digest = hashlib.sha256(path.encode("utf-8", "surrogateescape")).digest()
    return int.from_bytes(digest[:8], "big") % count == number - 1


def _passes(task: Task, filters: Filters) -> bool:
    """Filter as `qa.index.selection` does: an unreadable article passes only filters by path."""
    if filters.articles and task.path not in filters.articles:
        return False
    if filters == Filters(articles=filters.articles):
        return True
    try:
        article = task.read()
    except ArticleError:
        return False
    day = article.date
    dated = day is not None or not (filters.since or filters.until)
    return (
        dated
        and (not filters.since or (day is not None and day >= filters.since))
        and (not filters.until or (day is not None and day <= filters.until))
        and (not filters.authors or article.author in filters.authors)
        and (not filters.categories or not set(filters.categories).isdisjoint(article.categories))
    )


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate of what a run would take. `cost` is None if it is unknown or there is no model.

    `batched` is the cost of the same by the Batch API.
    """

    articles: int
    up_to_date: int
    unreadable: int
    calls: int
    tokens: Tokens
    cost: Money | None
    batched: Money | None = None

    @property
    def todo(self) -> int:
        return self.articles - self.up_to_date - self.unreadable

    def over(self, limit: Money | None) -> bool:
        """Tell whether the cost would exceed a limit in the same currency."""
        return bool(limit and self.cost and self.cost.amount > limit.amount)


def estimate(
    todo: Iterable[Task],
    journal: Journal,
    recipe: Recipe,
    steps: Callable[[Article], Steps] | None,
    cost: Callable[[Tokens], Money | None],
) -> Estimate:
    """Estimate what a run over these articles would take; `steps` is None without a model.

    It counts the first requests of each article, and later ones that read the replies to these.
    It does not count repairs, which cannot be foreseen.
    """
    articles = fresh = unreadable = calls = read_ = written = 0
    for task in todo:
        articles += 1
        content = task.content_hash()
        if content and journal.is_finished(task.path, recipe.key(content)):
            fresh += 1
            continue
        try:
            article = task.read()
        except ArticleError:
            unreadable += 1
            continue
        asked = _first(steps(article)) if steps else []
        calls += len(asked) + (len(asked) > 1)
        said = [min(each.max_tokens, _A_SENTENCE * recipe.form.sentences) for each in asked]
        read_ += sum(sent(each) for each in asked)
        written += sum(said)
        if len(asked) > 1:
            read_, written = read_ + sum(said), written + max(said)
    took = Tokens(read_, written)
    return Estimate(articles, fresh, unreadable, calls, took, cost(took) if calls else None)


def sent(request: Request) -> int:
    """Return how many tokens a request sends, by our own count."""
    texts = sum(tokens.count(message.content) for message in request.messages)
    return texts + _A_MESSAGE * len(request.messages) + _A_REPLY


def _first(steps: Steps) -> list[Request]:
    try:
        return next(steps)
    except StopIteration:  # an article without a sentence needs no call
        return []
    finally:
        steps.close()
