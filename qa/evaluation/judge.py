"""The judge: a model that is asked of each answer whether it says what is expected.

It reports beside the scores. It changes no outcome, and the gates do not see it. An answer that it
cannot be asked about is not judged, and that has no other effect.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from qa.errors import ModelUnreachable, OverBudget, UsageError
from qa.evaluation.cassettes import BadCassette, CassetteMiss
from qa.evaluation.playing import Live, Recording, Replaying, ServerFailed
from qa.evaluation.results import Judged, Judgement, Opinion
from qa.language.characters import one_line, printable
from qa.language.text import language
from qa.models import framing, llm, prompts
from qa.models.llm import Message, for_purpose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qa.evaluation.cases import Case
    from qa.evaluation.cassettes import Cassette
    from qa.evaluation.results import Result, Run
    from qa.models.llm import Model, Reply
    from qa.models.meter import Meter
    from qa.settings import Settings

    Report = Callable[[str, int, int], None]

PROMPT = "judge"
_MOST_TOKENS = 300
_LONGEST_REASON = 300  # characters
_FENCES = ("```json", "```")
# What would fail for the next answer too: a server gone, a limit reached, a price not known.
_ENDS = (ServerFailed, ModelUnreachable, OverBudget, BadCassette, UsageError)


def _silent(what: str, done: int, total: int) -> None:
    """Report progress to nobody."""


# --- asking ------------------------------------------------------------------------------


def judge(
    run: Run,
    settings: Settings,
    cassette: Cassette,
    cases: Iterable[Case],
    report: Report = _silent,
    meter: Meter | None = None,
) -> Judged:
    """Ask the settings' model about each answer of a run; refusals and summaries are not judged.

    For a live run it is asked each time. In a replay, and if no model is set, its recorded replies
    are played. Otherwise it is asked what is not on the cassette, and its replies are kept; `cases`
    are all that there are. No failure of a server or a cassette is raised.
    """
    kept = run.mode not in {"replay", "live"} and settings.wants_model

    def model() -> Model:
        asked = None if run.mode == "replay" else llm.choose(settings, meter)
        if asked is None:
            return _played(cassette, settings)
        return Recording(asked, cassette) if kept else Live(asked)

    try:
        return asked_of(run, model, report, playing=cassette.play)
    finally:
        if kept:
            with suppress(BadCassette):  # it is reported as the reason why nothing was judged
                cassette.save(cases)


def _played(cassette: Cassette, settings: Settings) -> Replaying:
    if not cassette.models():
        raise UsageError(f"{cassette.folder}: nothing that a judge said is recorded")
    return Replaying(cassette, settings.model or "")


def asked_of(
    run: Run,
    made: Callable[[], Model],
    report: Report = _silent,
    *,
    playing: Callable[[Case], None] = lambda _: None,
) -> Judged:
    """Ask a model about each answer, until its first failure.

    `made` makes the model, `playing` is told of each case before the model is asked about it.
    """
    answers = [result for result in run.results if _answered(result)]
    said: dict[str, Judgement] = {}
    model: Model | None = None
    name = stopped = ""
    for done, result in enumerate(answers, start=1):
        key = result.case.id
        if not stopped:
            try:
                model = model or for_purpose(made(), PROMPT)
                name = model.name  # one's own server has to be asked for it
                playing(result.case)
                said[key] = _asked(model, result)
            except _ENDS as error:
                stopped = error.message
        if stopped:
            said[key] = Judgement(None, stopped)
        report("judged", done, len(answers))
    return Judged(name, prompts.digest(PROMPT), said)


def _asked(model: Model, result: Result) -> Judgement:
    try:
        return heard(model.reply([Message("user", prompt(result))], _MOST_TOKENS))
    except CassetteMiss as error:
        return Judgement(None, error.message)


def _answered(result: Result) -> bool:
    return bool(result.case.question and result.record.get("answered") and result.value)


def prompt(result: Result) -> str:
    """Return the prompt about an answer, in the language of the question."""
    expected, question = result.case.expected, result.case.question
    cited = result.record.get("citations", ())
    return prompts.render(
        PROMPT,
        language=language(question),
        question=framing.sentence(question),
        figures=list(map(framing.sentence, expected.figures)),
        texts=list(map(framing.sentence, expected.texts)),
        unanswered=expected.unanswered,
        golds=[framing.sentence(gold.quote) for gold in expected.gold if gold.quote],
        answer=framing.sentence(result.value),
        quotes=[framing.sentence(citation["quote"]) for citation in cited],
    )


class _Said(BaseModel):
    """A verdict as a model has to write it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    verdict: Opinion
    reason: str = ""


def heard(reply: Reply) -> Judgement:
    """Parse a judge's reply; one that is no verdict counts as unsure.

    >>> heard(Reply('{"verdict": "right", "reason": "the same"}', Usage(), complete=True))
    Judgement(opinion=<Opinion.RIGHT: 'right'>, reason='the same')
    """
    text = printable(reply.text).strip()
    for fence in _FENCES:  # models wrap it in a block of code without being asked to
        text = text.removeprefix(fence).removesuffix(fence).strip()
    try:
        said = _Said.model_validate_json(text)
    except ValidationError:
        return Judgement(Opinion.UNSURE, f"its reply is no verdict: {one_line(text, 120)}")
    return Judgement(said.verdict, one_line(said.reason, _LONGEST_REASON))
