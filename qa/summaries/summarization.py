"""Summarization with a model: the requests, the checks of its replies, and the summary.

Nothing here calls a model. `steps` yields the requests that may be made at once and is sent
their replies, so that the same code serves a live model, a journal and a batch.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any, Literal

from qa.language.text import language
from qa.models import framing, prompts
from qa.models.llm import Message, Reply, Request, Usage
from qa.proof.check import REFUSAL
from qa.proof.citations import cite
from qa.proof.withheld import Withheld
from qa.summaries.sections import line, sections, sentences, size
from qa.summaries.statements import Statement, mended, read, standing
from qa.summaries.summary import Form, Summary, SummarySentence

if TYPE_CHECKING:
    from qa.articles.article import Article
    from qa.language.text import Language
    from qa.reading import Reader
    from qa.search.evidence import Evidence

Steps = Generator[list[Request], list[Reply], Summary]
Purpose = Literal["summarize", "section", "condense"]

VERSION = 1  # of the checks: a new number makes earlier summaries stale
PROMPTS = ("summarize", "condense", "mend")
SENTENCE_TOKENS = 80  # of the reply, for each sentence
NOTES = 4  # sentences about a section
_INSTRUCTIONS = 420  # tokens of a prompt's own words and the title, in any style
_LEAST_ROOM = 200
_REPAIR = 160  # tokens of the words of a repair, without the sentences


def recipe() -> str:
    """Return what a summary depends on besides article, model and form: prompts and checks."""
    return ":".join([str(VERSION), *map(prompts.digest, PROMPTS)])


def run(steps: Steps, ask: Callable[[Request], Reply]) -> Summary:
    """Make the requests one after the other. Raises what `ask` raises."""
    replies: list[Reply] | None = None
    while True:
        try:
            requests = next(steps) if replies is None else steps.send(replies)
        except StopIteration as done:
            return done.value  # type: ignore[no-any-return]  # it is the Summary of a Steps
        replies = [ask(request) for request in requests]


def steps(article: Article, form: Form, window: int, model: str, reader: Reader) -> Steps:
    """Summarize an article with a model whose window has `window` tokens.

    An article that does not fit is summarized by sections, and the statements about them are
    condensed, in levels; each statement of each level cites the article's own sentences.
    """
    task = _task(article, form, window, reader)
    parts = task.parts()
    if not parts:
        return task.summary(_Round(), model)
    purpose: Purpose = "summarize" if len(parts) == 1 else "section"
    most = task.most if purpose == "summarize" else NOTES
    found = yield from task.asked([task.about(part, purpose, most) for part in parts])
    if purpose == "section":
        found = yield from task.condensed(found)
    return task.summary(found, model)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A prompt, and the sentences that its numbers refer to."""

    prompt: str
    numbered: Sequence[Evidence]
    most: int
    purpose: Purpose

    @property
    def request(self) -> Request:
        return Request((Message("user", self.prompt),), _reply_tokens(self.most), self.purpose)


@dataclass(frozen=True, slots=True)
class _Round:
    """The statements that hold and that failed after a round of requests, and its usage."""

    held: tuple[Statement, ...] = ()
    failed: tuple[Statement, ...] = ()
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class _Task:
    """The task of summarizing one article: in which form and language, with how much room."""

    article: Article
    form: Form
    lang: Language
    room: int
    reader: Reader

    @property
    def most(self) -> int:
        return 1 if self.form.style == "headline" else max(1, self.form.sentences)

    def parts(self) -> list[list[Evidence]]:
        return sections(sentences(self.article, self.room), self.lang, self.room)

    def about(self, part: Sequence[Evidence], purpose: Purpose, most: int) -> _Asked:
        """Build the prompt about an article, or a section of it."""
        shown = [line(one, self.lang) for one in part]
        prompt = self._prompt(
            "summarize",
            most,
            part=purpose == "section",
            style=self.form.style if purpose == "summarize" else "bullets",
            sentences=shown,
        )
        return _Asked(prompt, part, most, purpose)

    def _prompt(self, name: str, most: int, **values: Any) -> str:
        title = framing.title(self.article.title, REFUSAL.values())
        return prompts.render(
            name, title=title, date=self.article.date, language=self.lang, most=most, **values
        )

    def asked(self, asked: list[_Asked]) -> Generator[list[Request], list[Reply], _Round]:
        """Ask, check the replies, and ask once more about the statements that failed."""
        replies = yield [one.request for one in asked]
        read_ = [self._read(r, one) for r, one in zip(replies, asked, strict=True)]
        open_ = [n for n, got in enumerate(read_) if _wants_repair(got, asked[n].most)]
        second: list[Reply] = []
        if open_:
            second = yield [self._repair(asked[n], replies[n], read_[n]) for n in open_]
        for n, reply in zip(open_, second, strict=True):
            read_[n] = mended(read_[n], self._read(reply, asked[n]), asked[n].most)
        usage = reduce(add, (reply.usage for reply in [*replies, *second]), Usage())
        held = tuple(
            s for one, got in zip(asked, read_, strict=True) for s in standing(got)[: one.most]
        )
        return _Round(held, tuple(s for got in read_ for s in got if s.problems), usage)

    def _read(self, reply: Reply, asked: _Asked) -> list[Statement]:
        return read(reply, asked.numbered, self.lang, self.reader)

    def _repair(self, asked: _Asked, reply: Reply, got: list[Statement]) -> Request:
        failed = [one for one in got if one.problems][: asked.most]
        ask_again = prompts.render("mend", language=self.lang, failed=failed)
        messages = (*asked.request.messages, Message("assistant", reply.text))
        return Request((*messages, Message("user", ask_again)), asked.request.max_tokens, "repair")

    # --- long articles --------------------------------------------------------------------------

    def condensed(self, notes: _Round) -> Generator[list[Request], list[Reply], _Round]:
        """Condense notes on sections, level by level, until no more are left than are wanted."""
        while len(notes.held) > self.most:
            groups = self._groups(notes.held)
            if all(len(group) == 1 for group in groups):
                return replace(notes, held=_spread(notes.held, self.most))
            last = len(groups) == 1
            found = yield from self.asked([self._joined(group, last) for group in groups])
            failed = (*notes.failed, *found.failed)
            notes = _Round(found.held, failed, notes.usage + found.usage)
        return notes

    def _groups(self, notes: Sequence[Statement]) -> list[list[Statement]]:
        """Group the notes so that each group fits into the room; a group has at least one."""
        groups: list[list[Statement]] = [[]]
        left = self.room
        for note in notes:
            needed = size({"text": note.text, "figures": []}) + 6 * len(note.cited)
            if groups[-1] and needed > left:
                groups.append([])
                left = self.room
            groups[-1].append(note)
            left -= needed
        return groups

    def _joined(self, group: Sequence[Statement], last: bool) -> _Asked:
        cited = {one.span.start: one for note in group for one in note.cited}
        numbered = [cited[start] for start in sorted(cited)]
        number = {one.span: n for n, one in enumerate(numbered, start=1)}
        notes = [
            {
                "text": framing.sentence(note.text),
                "marks": "".join(f"[{number[one.span]}]" for one in note.cited),
            }
            for note in group
        ]
        # Each level has to be shorter than the one before.
        most = self.most if last else max(1, min(NOTES, len(group) // 2))
        style = self.form.style if last else "bullets"
        return _Asked(
            self._prompt("condense", most, style=style, notes=notes), numbered, most, "condense"
        )

    # --- the summary ----------------------------------------------------------------------------

    def summary(self, found: _Round, model: str) -> Summary:
        held = standing(found.held)[: self.most]
        return Summary(
            article=self.article.path,
            title=self.article.title,
            date=self.article.date,
            sentences=tuple(self._sentence(one) for one in held),
            form=self.form,
            mode="model",
            withheld=tuple(dict.fromkeys(Withheld(s.text, s.problems) for s in found.failed)),
            model=model,
            usage=found.usage,
        )

    def _sentence(self, statement: Statement) -> SummarySentence:
        cited = dict.fromkeys(cite(one, lambda _: self.article.text) for one in statement.cited)
        return SummarySentence(statement.text, tuple(cited), statement.figures)


def _task(article: Article, form: Form, window: int, reader: Reader) -> _Task:
    lang = language(article.text) if form.lang == "same" else form.lang
    most = max(NOTES, 1 if form.style == "headline" else form.sentences)
    # A repair has the prompt, the reply, the sentences that failed, and another reply.
    spent = _INSTRUCTIONS + _REPAIR + 3 * _reply_tokens(most)
    return _Task(article, form, lang, max(_LEAST_ROOM, window - spent), reader)


def _reply_tokens(most: int) -> int:
    return SENTENCE_TOKENS * most + 40


def _wants_repair(got: Sequence[Statement], most: int) -> bool:
    return len(standing(got)) < most and any(one.problems for one in got)


def _spread(notes: Sequence[Statement], most: int) -> tuple[Statement, ...]:
    """Pick `most` of the notes, evenly spread, beginning with the first."""
    return tuple(notes[n * len(notes) // most] for n in range(most))
