"""Synthesis: an event in one sentence, written by a model from sentences of several articles.

Only `told` calls a model; its sentence is checked as those of a summary are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qa.models import framing, prompts
from qa.models.llm import Message, Reply, Request, Usage, for_purpose
from qa.proof.check import REFUSAL
from qa.proof.citations import cite
from qa.proof.withheld import Withheld
from qa.reading import USUAL
from qa.summaries.sections import line
from qa.summaries.statements import Statement, read
from qa.summaries.summary import SummarySentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.language.text import Language
    from qa.models.llm import Model
    from qa.proof.citations import ReadText
    from qa.reading import Reader
    from qa.search.evidence import Evidence

SENTENCES = 6  # of an event that a model is shown
_TOKENS = 150


@dataclass(frozen=True, slots=True)
class Told:
    """The sentence of a model on an event, None if it does not hold, and the usage it took."""

    sentence: SummarySentence | None
    withheld: tuple[Withheld, ...]
    usage: Usage


def told(
    topic: str,
    lang: Language,
    sentences: Sequence[Evidence],
    model: Model,
    read_text: ReadText,
    reader: Reader = USUAL,
) -> Told:
    """Have a model sum up an event in a sentence, which is checked and repaired once.

    `sentences` are numbered in their order. Raises ModelUnreachable.
    """
    request = first(topic, lang, sentences)
    reply = _asked(request, model, "digest")
    got, usage = read(reply, sentences, lang, reader), reply.usage
    failed = [one for one in got if one.problems]
    held = _held(got)
    if held is None and got:
        mended = _asked(repair(request, reply, got[:1], lang), model, "repair")
        again, usage = read(mended, sentences, lang, reader), usage + mended.usage
        held = _held(again)
        failed = [one for one in again or got if one.problems]
    sentence = _sentence(held, read_text) if held else None
    reasons = dict.fromkeys(Withheld(one.text, one.problems) for one in failed)
    return Told(sentence, () if sentence else tuple(reasons), usage)


def first(topic: str, lang: Language, sentences: Sequence[Evidence]) -> Request:
    """Build the request about an event."""
    prompt = prompts.render(
        "digest",
        topic=framing.title(topic, REFUSAL.values()) if topic else "",
        language=lang,
        sentences=[_shown(one, lang) for one in sentences],
    )
    return Request((Message("user", prompt),), _TOKENS, "digest")


def repair(request: Request, reply: Reply, failed: Sequence[Statement], lang: Language) -> Request:
    """Build the request to repair a sentence that does not hold."""
    again = prompts.render("mend", language=lang, failed=failed)
    messages = (*request.messages, Message("assistant", reply.text), Message("user", again))
    return Request(messages, request.max_tokens, "repair")


def _asked(request: Request, model: Model, purpose: str) -> Reply:
    return for_purpose(model, purpose).reply(list(request.messages), request.max_tokens)


def _shown(one: Evidence, lang: Language) -> dict[str, Any]:
    title = framing.title(one.title, REFUSAL.values())
    return {**line(one, lang), "title": title, "date": one.date}


def _held(got: Sequence[Statement]) -> Statement | None:
    return next((one for one in got if not one.problems), None)


def _sentence(statement: Statement, read_text: ReadText) -> SummarySentence | None:
    """Return the statement with its quotes; None if an article no longer has one of them."""
    citations = tuple(dict.fromkeys(cite(one, read_text) for one in statement.cited))
    if not all(citation.verified for citation in citations):
        return None
    return SummarySentence(statement.text, citations, statement.figures)
