"""Chat: questions one after another, each understood from those before, answered as `ask` does.

>>> with sessions.opened(None, settings.index) as session, corpus.reader() as reader:
...     chat = Chat(reader, corpus.model, session)
...     if understood := chat.understand("and the investment amount?"):
...         print(chat.answer(understood).text)
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from qa.answers.answering import USUAL, Way
from qa.answers.by_model import CALLS
from qa.answers.chat import followups
from qa.answers.chat.rewriting import Said, rewrite
from qa.answers.record import of_answer
from qa.answers.watcher import NOBODY
from qa.index.rows import NO_FILTERS, Filters
from qa.models.llm import Usage

if TYPE_CHECKING:
    from qa.answers.answer import Answer
    from qa.answers.chat.sessions import Session
    from qa.answers.watcher import Watcher
    from qa.models.llm import Model
    from qa.models.record import Record
    from qa.proof.citations import Citation


class Source(Protocol):
    """The source that answers the questions of a chat, and looks its quotes up again."""

    def ask(self, question: str, filters: Filters = NO_FILTERS, way: Way = USUAL) -> Answer: ...

    def holds(self, citation: Citation) -> bool: ...


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as typed (`asked`), and the question that is asked for it.

    `problem` says why a follow-up question could not be put in full; it is then asked as typed.
    """

    asked: str
    question: str
    problem: str = ""
    usage: Usage = field(default_factory=Usage)


class Chat:
    """A conversation about the articles, kept in a session."""

    def __init__(
        self,
        source: Source,
        model: Model | None,
        session: Session,
        filters: Filters = NO_FILTERS,
        *,
        strict: bool = True,
    ) -> None:
        self.session = session
        self._source = source
        self._model = model
        self._filters = filters
        self._strict = strict

    def understand(self, asked: str) -> Understood | None:
        """Return the question that is meant; None for a follow-up without a model to complete it.

        A question that stands alone, or has nothing before it, is asked as typed, without a call.
        Raises ModelUnreachable.
        """
        history = [Said(turn.question, turn.answer) for turn in self.session.turns]
        if not history or not followups.depends(asked):
            return Understood(asked, asked)
        if self._model is None:
            return None
        made = rewrite(asked, history, self._model)
        return Understood(asked, made.text or asked, made.problem, made.usage)

    def answer(self, understood: Understood, watch: Watcher = NOBODY) -> Answer:
        """Ask what was understood, and keep the turn. Raises ModelUnreachable."""
        # Only here it is known how many calls are left: putting the question in full was one.
        calls = CALLS - understood.usage.calls
        way = Way(calls, self._strict, watch)
        found = self._source.ask(understood.question, self._filters, way)
        found = replace(found, usage=understood.usage + found.usage)
        self.session.append(record(understood, found))
        return found

    def sources(self) -> list[Citation]:
        """Return the last turn's citations, looked up again in the articles as they are now."""
        cited = self.session.turns[-1].cited if self.session.turns else []
        return [replace(c, verified=self._source.holds(c)) for c in cited]


def record(understood: Understood, found: Answer) -> Record:
    """Return the record of a turn: that of its answer, and what was typed."""
    return {**of_answer(found), "asked": understood.asked}


def refusal(asked: str) -> Record:
    """Return the record of a follow-up that was not asked, without a model to put it in full."""
    return {"id": None, "asked": asked, "question": None, "answered": False, "answer": ""}
