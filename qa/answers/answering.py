"""Answering from evidence, with a model or without; the same checks either way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.answers.answer import CITATIONS, Answer, told, unanswered
from qa.answers.by_model import CALLS, STALE, SURE, Conversation
from qa.answers.watcher import NOBODY, watched
from qa.articles.openings import hangs
from qa.proof.citations import cite
from qa.proof.grounding import grounded
from qa.proof.versions import contradictions
from qa.proof.versions.contradictions import Version
from qa.proof.withheld import Withheld
from qa.reading import spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.answers.watcher import Watcher
    from qa.models.llm import Model
    from qa.proof.citations import ReadText
    from qa.reading import Reader
    from qa.reading.spans import Choice
    from qa.search.evidence import Evidence
    from qa.search.query import Query

# Chosen on six sets of news: of their 360 questions 60 are answered rightly and 18 wrongly by first
# lines at least this sure; of 120 others 18 and 8 (RESULTS.md, "The reader").
EXTRACTIVE_THRESHOLD = 0.69
# A model reads better, and says itself if the sentences do not answer.
MODEL_THRESHOLD = 0.1
SENTENCES_FOR_MODEL = 6
# A share of the best sentence's score; sentences below it only distract.
LEAST_FOR_MODEL = 0.02
# The share of the best choice's probability at which another answer is shown beside it.
CLOSE = 0.5


@dataclass(frozen=True, slots=True)
class Way:
    """The way in which a question is answered.

    `calls` is how often the model may be asked; `strict` withholds an answer that does not
    hold, which is otherwise given with what is wrong; `watch` is told what is read and drafted.
    """

    calls: int = CALLS
    strict: bool = True
    watch: Watcher = NOBODY


USUAL = Way()


@dataclass(frozen=True, slots=True)
class Finding:
    """The sentences that were found to fit a question, and the spans that may answer it."""

    evidence: Sequence[Evidence]
    choices: Sequence[Choice] = ()

    @property
    def confidence(self) -> float:
        """The probability that the first choice is the right answer."""
        return self.choices[0].probability if self.choices else 0.0


def extract(query: Query, found: Finding, read: ReadText) -> Answer:
    """Answer with the span that is most likely to be right, if it is likely enough."""
    if found.confidence < EXTRACTIVE_THRESHOLD:
        return unanswered(query, found.evidence, found.confidence, read)
    best = found.choices[0]
    version = Version(best.figure, best.evidence) if best.figure else None
    if version:
        version = contradictions.newest(query, version, found.evidence)
    evidence = version.evidence if version else best.evidence
    citations = tuple(cite(e, read) for e in _cited(evidence, found))
    text = version.figure.text if version and version.figure != best.figure else best.text
    if not citations[0].verified:
        withheld = (Withheld(text, (STALE,)),)
        return unanswered(query, (), 0.0, read, withheld=withheld)
    answer = Answer(
        question=query.text,
        answered=True,
        text=text,
        mode="extractive",
        confidence=found.confidence,
        citations=tuple(c for c in citations if c.verified),
        figures=(grounded(version.figure, evidence, version.figure),) if version else (),
    )
    return told(answer, query, version, found.evidence, read)


def _cited(best: Evidence, found: Finding) -> list[Evidence]:
    """List the answering sentence, the one it depends on, and those of close or equal answers."""
    before = spans.before(best) if hangs(best.text) else None
    near = (c.evidence for c in found.choices if c.probability >= CLOSE * found.confidence)
    others = [e for e in spans.once(near) if (e.article, e.span) != (best.article, best.span)]
    return [e for e in (best, before, *others) if e][:CITATIONS]


def ask(
    query: Query,
    found: Finding,
    model: Model,
    reader: Reader,
    read: ReadText,
    way: Way = USUAL,
) -> Answer:
    """Let a model answer from the evidence; its reply is checked, repaired once, or withheld.

    No call is made if nothing is likely to answer. If the model finds no answer and the reader
    is at least `SURE` of one, the reader's is given: a model must not lose what is answered
    without it. Raises ModelUnreachable.
    """
    if found.confidence < MODEL_THRESHOLD:
        return unanswered(query, found.evidence, found.confidence, read, model=model.name)
    sentences = seen(found, by_model=True)
    way.watch.evidence(sentences)
    conversation = Conversation(
        query, sentences, watched(model, way.watch), read, reader, way.watch, way.calls, way.strict
    )
    answer = conversation.answer(found.evidence)
    refused = not answer.answered and not answer.withheld
    if refused and found.confidence >= SURE:
        plain = extract(query, found, read)
        return replace(plain, model=model.name, usage=answer.usage)
    return answer


def seen(found: Finding, *, by_model: bool) -> list[Evidence]:
    """Return the few best sentences, from which the answer is read, best first.

    A small model loses its way among more; without a model, they are those that can be cited.
    """
    if not by_model:
        return list(found.evidence[:CITATIONS])
    if not found.evidence:
        return []
    least = LEAST_FOR_MODEL * found.evidence[0].score
    return [e for e in found.evidence if e.score >= least][:SENTENCES_FOR_MODEL]
