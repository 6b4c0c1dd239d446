"""A question put to a model: a draft, its checks, one repair, and what is withheld of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.answers.answer import Answer, told, unanswered
from qa.language import pinyin
from qa.models import prompts
from qa.models.llm import Message, Usage, for_purpose
from qa.proof.check import REFUSAL, Draft, check, given, numbered, refuses, standing
from qa.proof.citations import cite
from qa.proof.problems import attributed
from qa.proof.versions import contradictions
from qa.proof.withheld import Withheld

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.answers.watcher import Watcher
    from qa.models.llm import Model, Reply
    from qa.proof.citations import ReadText
    from qa.reading import Reader
    from qa.search.evidence import Evidence
    from qa.search.query import Query

MAX_TOKENS = 256
# If the best sentence is at least this sure, a model that refuses is asked once more, with the
# best sentences alone: a small model overlooks the one that answers among others.
SURE = 0.75
BEST = 2
CALLS = 2  # a draft, and one repair
STALE = "the article has changed since it was indexed: qa index"


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The last draft, the sentences it was made from, what was withheld before it, and its usage.

    `shown` may be fewer than the question has; the marks of the draft count only these.
    """

    draft: Draft
    shown: Sequence[Evidence]
    withheld: tuple[Withheld, ...]
    usage: Usage


@dataclass(frozen=True, slots=True)
class Conversation:
    """One question put to a model, with `sentences` to answer from.

    With one call left there is no repair. What then does not hold is withheld, sentence by
    sentence; if not `strict`, it is given with what is wrong.
    """

    query: Query
    sentences: list[Evidence]
    model: Model
    read: ReadText
    reader: Reader
    watch: Watcher
    calls: int = CALLS
    strict: bool = True

    def answer(self, nearest: Sequence[Evidence]) -> Answer:
        """Return the answer, or none with the nearest sentences. Raises ModelUnreachable."""
        outcome = self._drafted()
        if outcome.draft.problems and self.strict:
            outcome = self._without_what_fails(outcome)
        draft, printed = outcome.draft, given(outcome.draft, outcome.shown)
        if draft.refused or not printed.text or (draft.problems and self.strict):
            sure = 0.0 if draft.refused else nearest[0].score
            return self._unanswered(nearest, sure, outcome)
        answer = self._answered(printed, outcome)
        version = contradictions.answering(self.query, draft.figures, draft.cited)
        return told(answer, self.query, version, nearest, self.read)

    def _drafted(self) -> _Outcome:
        """Get a draft, and one repair if it does not hold."""
        messages = [Message("user", self._prompt())]
        first = self.model.reply(messages, MAX_TOKENS)
        last = self.calls < CALLS
        if refuses(first.text) and not last and self._may_overlook():
            return self._asked_again(first)
        draft = self._check(attributed(first, self.sentences) if last else first)
        if not draft.problems:
            return _Outcome(draft, self.sentences, (), first.usage)
        self.watch.drop("; ".join(draft.problems))
        if last:
            return _Outcome(draft, self.sentences, (), first.usage)
        again = [*messages, *self._repair(first, draft)]
        second = for_purpose(self.model, "repair").reply(again, MAX_TOKENS)
        mended = self._check(attributed(second, self.sentences))
        withheld = (Withheld(draft.text, draft.problems),)
        return _Outcome(mended, self.sentences, withheld, first.usage + second.usage)

    def _may_overlook(self) -> bool:
        return self.sentences[0].score >= SURE and len(self.sentences) > BEST

    def _asked_again(self, refusal: Reply) -> _Outcome:
        """Get a draft from the best sentences alone, after a refusal with all of them."""
        alone = replace(self, sentences=self.sentences[:BEST], calls=self.calls - 1)
        outcome = alone._drafted()
        return replace(outcome, usage=refusal.usage + outcome.usage)

    def _without_what_fails(self, outcome: _Outcome) -> _Outcome:
        """Withhold the sentences of a draft that do not hold, and keep the others."""
        draft = outcome.draft
        held, failed = standing(draft, outcome.shown, self.query, self.reader)
        if held is None:
            withheld = (*outcome.withheld, Withheld(draft.text, draft.problems))
            return replace(outcome, withheld=withheld)
        kept = tuple(Withheld(text, problems) for text, problems in failed)
        return replace(outcome, draft=held, withheld=(*outcome.withheld, *kept))

    def _prompt(self) -> str:
        return prompts.render(
            "answer",
            question=self.query.text,
            language=self.query.language,
            figure=self.query.asked.is_figure,
            names=self._names(),
            sentences=[numbered(e, self.query.asked) for e in self.sentences],
            refusal=REFUSAL[self.query.language],
        )

    def _names(self) -> dict[str, str]:
        """Return the question's romanised names with the characters that the evidence has."""
        text = "\n".join(evidence.text for evidence in self.sentences)
        known = {name: pinyin.found(text, name) for name in self.query.names}
        return {name: han for name, han in known.items() if han}

    def _repair(self, reply: Reply, draft: Draft) -> list[Message]:
        ask_again = prompts.render(
            "repair",
            language=self.query.language,
            problems=draft.problems,
            refusal=REFUSAL[self.query.language],
        )
        return [Message("assistant", reply.text), Message("user", ask_again)]

    def _check(self, reply: Reply) -> Draft:
        return check(reply, self.sentences, self.query, self.reader)

    def _unanswered(
        self, nearest: Sequence[Evidence], confidence: float, outcome: _Outcome
    ) -> Answer:
        return unanswered(
            self.query, nearest, confidence, self.read,
            withheld=outcome.withheld, model=self.model.name, usage=outcome.usage,
        )  # fmt: skip

    def _answered(self, printed: Draft, outcome: _Outcome) -> Answer:
        draft = outcome.draft
        citations = tuple(cite(evidence, self.read) for evidence in printed.cited)
        if not all(citation.verified for citation in citations):
            stale = Withheld(draft.text, (STALE,))
            return self._unanswered((), 0.0, replace(outcome, withheld=(*outcome.withheld, stale)))
        return Answer(
            question=self.query.text,
            answered=True,
            text=printed.text,
            mode="model",
            confidence=max((e.score for e in draft.cited), default=0.0),
            citations=citations,
            figures=draft.figures,
            withheld=outcome.withheld,
            warnings=printed.problems,
            model=self.model.name,
            usage=outcome.usage,
        )
