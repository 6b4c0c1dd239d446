"""Evidence to Answer, with a model or without; the same checks either way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa import contradictions, extractive
from qa.answers import CITATIONS, Answer, Withheld, told, unanswered
from qa.citations import cite
from qa.conversation import CALLS, STALE, SURE, Conversation
from qa.grounding import grounded
from qa.subject import lacking, missed
from qa.watching import NOBODY, watched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.citations import ReadText
    from qa.evidence import Evidence
    from qa.extractive import Closeness
    from qa.llm import Model
    from qa.query import Query
    from qa.text import Language
    from qa.watching import Watcher

# Below this the best sentences are more likely not to answer than to answer.
EXTRACTIVE_THRESHOLD = 0.5
# A model reads better than cosines do, and says itself that sentences do not answer.
MODEL_THRESHOLD = 0.1
SENTENCES_FOR_MODEL = 6
# Of the best sentence's score; the further ones only distract.
LEAST_FOR_MODEL = 0.02
# Of the best sentence's score, that another has to be cited beside it.
LEAST_CITED = 0.1

# What is left of a score where the sentence does not speak of what is asked about: of such
# best sentences about three in ten answer all the same, in words that nobody can look up.
OFF_SUBJECT = 0.3

_OFF: dict[Language, str] = {
    "zh": "这句话及其所在段落没有提到“{}”",
    "en": "neither the sentence nor its passage speaks of “{}”",
}


@dataclass(frozen=True, slots=True)
class Way:
    """How a question is answered.

    `calls` is how often the model may be asked; `strict` withholds an answer that does not
    hold, else it is given with what is wrong; `watch` is told what is read and drafted.
    """

    calls: int = CALLS
    strict: bool = True
    watch: Watcher = NOBODY


USUAL = Way()


def extract(
    query: Query, evidence: Sequence[Evidence], closeness: Closeness, read: ReadText
) -> Answer:
    """Answer with the sentence that fits best, if it fits well enough."""
    confidence = evidence[0].score if evidence else 0.0
    if confidence < EXTRACTIVE_THRESHOLD:
        return unanswered(query, evidence, confidence, read)
    met = [e for e in evidence[:CITATIONS] if lacking(query, e) is None]
    if not met or met[0].score < EXTRACTIVE_THRESHOLD:
        return _off(query, evidence, closeness, read)
    reading = extractive.read(query, met[0], closeness)
    reading = contradictions.newest(query, reading, evidence)
    best, figure = reading.evidence, reading.figure
    cited = [best, *(e for e in met if e is not best and e.score >= LEAST_CITED * confidence)]
    citations = tuple(cite(e, read) for e in cited[:CITATIONS])
    if not citations[0].verified:
        withheld = (Withheld(reading.text, (STALE,)),)
        return unanswered(query, (), 0.0, read, withheld=withheld)
    answer = Answer(
        question=query.text,
        answered=True,
        text=reading.text,
        mode="extractive",
        confidence=met[0].score,
        citations=tuple(c for c in citations if c.verified),
        figures=(grounded(figure, best, figure),) if figure else (),
    )
    version = contradictions.Version(figure, best) if figure else None
    return told(answer, query, version, evidence, read)


def _off(
    query: Query, evidence: Sequence[Evidence], closeness: Closeness, read: ReadText
) -> Answer:
    """Withhold what the best sentence says: it is of something else."""
    reading = extractive.read(query, evidence[0], closeness)
    reason = _OFF[query.language].format(lacking(query, evidence[0]) or query.text)
    withheld = (Withheld(reading.text, (reason,)),)
    sure = OFF_SUBJECT * evidence[0].score
    return unanswered(query, evidence, sure, read, withheld=withheld)


def ask(
    query: Query,
    evidence: Sequence[Evidence],
    model: Model,
    closeness: Closeness,
    read: ReadText,
    way: Way = USUAL,
) -> Answer:
    """Let a model answer from the evidence; what it says is checked, repaired once, or withheld.

    A question that the evidence is not likely to answer, or no sentence that speaks of it, makes
    no call. What the model finds no answer in, the sentences answer themselves where they are
    as sure as that: a model is not to lose what is answered without it. Raises ModelUnreachable.
    """
    confidence = evidence[0].score if evidence else 0.0
    if confidence < MODEL_THRESHOLD:
        return unanswered(query, evidence, confidence, read, model=model.name)
    sentences = seen(query, evidence, by_model=True)
    if not sentences or sentences[0].score < MODEL_THRESHOLD:  # what is left, when the best is off
        return unanswered(query, evidence, OFF_SUBJECT * confidence, read, model=model.name)
    way.watch.evidence(sentences)
    conversation = Conversation(
        query, sentences, watched(model, way.watch), read, way.watch, way.calls, way.strict
    )
    answer = conversation.answer(evidence)
    refused = not answer.answered and not answer.withheld
    if refused and confidence >= SURE:
        plain = extract(query, evidence, closeness, read)
        return replace(plain, model=model.name, usage=answer.usage)
    return answer


def seen(query: Query, evidence: Sequence[Evidence], *, by_model: bool) -> list[Evidence]:
    """The few best sentences that the answer is read from, best first.

    A small model loses its way among those beside them; without a model they are those that
    can be cited.
    """
    if not by_model:
        return list(evidence[:CITATIONS])
    if not evidence:
        return []
    least = LEAST_FOR_MODEL * evidence[0].score
    near = [e for e in evidence if e.score >= least][:SENTENCES_FOR_MODEL]
    return [e for e in near if missed(query, e) is None]
