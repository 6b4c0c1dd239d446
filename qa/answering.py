"""Evidence to Answer, with a model or without; the same checks either way."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qa import contradictions, extractive, pinyin, prompts
from qa.citations import Citation, cite
from qa.drafting import REFUSAL, Draft, attributed, check, numbered
from qa.grounding import GroundedFigure, grounded
from qa.llm import Message, Usage, for_purpose
from qa.watching import NOBODY, watched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.citations import ReadText
    from qa.contradictions import CitedVersion, Version
    from qa.evidence import Evidence
    from qa.extractive import Closeness
    from qa.llm import Model, Reply
    from qa.query import Query
    from qa.watching import Watcher

# Below this the best sentence is more likely not to answer than to answer.
EXTRACTIVE_THRESHOLD = 0.5
# A model reads better than cosines do, but below this a small one takes a true figure for the
# answer to another question: asked for a GDP, it gives the sum that was invested.
MODEL_THRESHOLD = 0.4
SENTENCES_FOR_MODEL = 6
LEAST_FOR_MODEL = 0.05
CITATIONS = 3
MAX_TOKENS = 256
CALLS = 2  # a draft, and one repair

STALE = "the article has changed since it was indexed: qa index"


@dataclass(frozen=True, slots=True)
class Withheld:
    """A text that did not pass the checks, and why."""

    text: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the articles say to a question, or that they do not.

    `text` is empty where there is no answer; `nearest` are then the sentences that came
    closest. `confidence` is the probability that the first citation holds the answer.
    `versions` are the figures that sources give for it, newest first, where they contradict
    each other.
    """

    question: str
    answered: bool
    text: str
    mode: str
    confidence: float
    citations: tuple[Citation, ...] = ()
    figures: tuple[GroundedFigure, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    nearest: tuple[Citation, ...] = ()
    versions: tuple[CitedVersion, ...] = ()
    model: str | None = None
    usage: Usage = field(default_factory=Usage)
    seconds: float = 0.0


def extract(
    query: Query, evidence: Sequence[Evidence], closeness: Closeness, read: ReadText
) -> Answer:
    """Answer with the sentence that fits best, if it fits well enough."""
    confidence = evidence[0].score if evidence else 0.0
    if confidence < EXTRACTIVE_THRESHOLD:
        return unanswered(query, evidence, confidence, read)
    reading = extractive.read(query, evidence[0], closeness)
    reading = contradictions.newest(query, reading, evidence)
    best, figure = reading.evidence, reading.figure
    cited = [best, *(e for e in evidence if e is not best and e.score >= EXTRACTIVE_THRESHOLD)]
    citations = tuple(cite(e, read) for e in cited[:CITATIONS])
    if not citations[0].verified:
        withheld = (Withheld(reading.text, (STALE,)),)
        return unanswered(query, (), 0.0, read, withheld=withheld)
    answer = Answer(
        question=query.text,
        answered=True,
        text=reading.text,
        mode="extractive",
        confidence=confidence,
        citations=tuple(c for c in citations if c.verified),
        figures=(grounded(figure, best, figure),) if figure else (),
    )
    version = contradictions.Version(figure, best) if figure else None
    return _told(answer, query, version, evidence, read)


def ask(
    query: Query,
    evidence: Sequence[Evidence],
    model: Model,
    read: ReadText,
    watch: Watcher = NOBODY,
    calls: int = CALLS,
) -> Answer:
    """Let a model answer from the evidence; what it says is checked, repaired once, or withheld.

    With one call left there is no repair. Raises ModelUnreachable.
    """
    confidence = evidence[0].score if evidence else 0.0
    if confidence < MODEL_THRESHOLD:
        return unanswered(query, evidence, confidence, read, model=model.name)
    sentences = _for_model(evidence)
    watch.evidence(sentences)
    asked = _Conversation(query, sentences, watched(model, watch), read, watch, calls)
    return asked.answer(evidence)


def _for_model(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The few best sentences, best first: a small model loses its way among those beside it."""
    return [e for e in evidence if e.score >= LEAST_FOR_MODEL][:SENTENCES_FOR_MODEL]


@dataclass(frozen=True, slots=True)
class _Conversation:
    """One question put to a model: a draft, and one repair if the draft does not hold."""

    query: Query
    sentences: list[Evidence]
    model: Model
    read: ReadText
    watch: Watcher
    calls: int

    def answer(self, nearest: Sequence[Evidence]) -> Answer:
        messages = [Message("user", self._prompt())]
        first = self.model.reply(messages, MAX_TOKENS)
        last = self.calls < CALLS
        draft = self._check(attributed(first, self.sentences) if last else first)
        usage = first.usage
        withheld: tuple[Withheld, ...] = ()
        if draft.problems:
            self.watch.drop("; ".join(draft.problems))
            withheld = (Withheld(draft.text, draft.problems),)
        if draft.problems and not last:
            again = [*messages, *self._repair(first, draft)]
            second = for_purpose(self.model, "repair").reply(again, MAX_TOKENS)
            draft, usage = (
                self._check(attributed(second, self.sentences)),
                usage + second.usage,
            )
            if draft.problems:
                withheld = (*withheld, Withheld(draft.text, draft.problems))
        if draft.refused or draft.problems:
            confidence = 0.0 if draft.refused else nearest[0].score
            return unanswered(
                self.query, nearest, confidence, self.read,
                withheld=withheld, model=self.model.name, usage=usage,
            )  # fmt: skip
        answer = self._answered(draft, withheld, usage)
        version = contradictions.answering(self.query, draft.figures, draft.cited)
        return _told(answer, self.query, version, nearest, self.read)

    def _prompt(self) -> str:
        return prompts.render(
            "answer",
            question=self.query.text,
            language=self.query.language,
            names=self._names(),
            sentences=[numbered(e, self.query.asked) for e in self.sentences],
            refusal=REFUSAL[self.query.language],
        )

    def _names(self) -> dict[str, str]:
        """The question's romanised names with the characters that the evidence has for them."""
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
        return check(reply, self.sentences, self.query)

    def _answered(self, draft: Draft, withheld: tuple[Withheld, ...], usage: Usage) -> Answer:
        citations = tuple(cite(evidence, self.read) for evidence in draft.cited)
        if not all(citation.verified for citation in citations):
            withheld = (*withheld, Withheld(draft.text, (STALE,)))
            return unanswered(
                self.query, (), 0.0, self.read,
                withheld=withheld, model=self.model.name, usage=usage,
            )  # fmt: skip
        return Answer(
            question=self.query.text,
            answered=True,
            text=draft.text,
            mode="model",
            confidence=max(evidence.score for evidence in draft.cited),
            citations=citations,
            figures=draft.figures,
            withheld=withheld,
            model=self.model.name,
            usage=usage,
        )


def _told(
    answer: Answer,
    query: Query,
    version: Version | None,
    evidence: Sequence[Evidence],
    read: ReadText,
) -> Answer:
    """The answer with what the sources say, where they contradict the figure that answers."""
    found = contradictions.told(query, version, evidence, read) if answer.answered else ()
    if not found:
        return answer
    own = answer.mode == "model"  # its words stay, and its marks count its citations
    cited = [version.citation for version in found]
    citations = [*answer.citations, *cited] if own else [*cited, *answer.citations]
    borne = {(f.article, f.span) for f in answer.figures} if own else set()
    figures = (v.figure for v in found if (v.figure.article, v.figure.span) not in borne)
    return replace(
        answer,
        text=contradictions.written(found, query.language, answer.text if own else ""),
        versions=found,
        citations=tuple(dict.fromkeys(citations)),
        figures=(*(answer.figures if own else ()), *figures),
    )


def unanswered(
    query: Query,
    nearest: Sequence[Evidence],
    confidence: float,
    read: ReadText,
    *,
    withheld: tuple[Withheld, ...] = (),
    model: str | None = None,
    usage: Usage | None = None,
) -> Answer:
    """Say that the articles do not answer, with the sentences that came closest."""
    shown = (cite(evidence, read) for evidence in nearest[:CITATIONS])
    return Answer(
        question=query.text,
        answered=False,
        text="",
        mode="model" if model else "extractive",
        confidence=confidence,
        withheld=withheld,
        nearest=tuple(citation for citation in shown if citation.verified),
        model=model,
        usage=usage or Usage(),
    )
