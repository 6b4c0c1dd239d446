"""The runner: each case asked of a corpus as a user would, scored, and kept as a record."""

from __future__ import annotations

import hashlib
import time
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from qa.answers import answering
from qa.answers.by_model import SURE
from qa.answers.record import of_answer
from qa.corpus import reader
from qa.errors import OverBudget, QaError
from qa.evaluation import abstracts, judge, stages
from qa.evaluation.results import Opinion, Outcome, Result, Run, Stage
from qa.index.catalog import Catalog
from qa.models import prompts
from qa.models.record import of_usage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from qa.corpus.corpus import Corpus
    from qa.corpus.reader import Reader
    from qa.evaluation.cases import Case
    from qa.evaluation.results import Judged, Judgement
    from qa.models.record import Record
    from qa.proof.citations import ReadText
    from qa.search.evidence import Evidence
    from qa.summaries.summary import Summary

    # Called after each case: what is counted, how many are done, of how many.
    Report = Callable[[str, int, int], None]
    # Summarizes an article; returns the summary and its record.
    Summarize = Callable[[str], tuple[Summary, Record]]


def _silent(what: str, done: int, total: int) -> None:
    """Report progress to nobody."""


def run(
    corpus: Corpus,
    cases: Sequence[Case],
    mode: str,
    report: Report = _silent,
    *,
    summarize: Summarize | None = None,
    playing: Callable[[Case], None] = lambda _: None,
) -> Run:
    """Ask each case and score the answer; the index has to be up to date.

    A case that cannot be measured is unscored, and the run goes on. `playing` is told of each case
    before it is asked: a cassette's `play`. Raises OverBudget, and NothingIndexed or IndexBroken if
    no case can be asked.
    """
    results = []
    read = cache(corpus.clean_text)  # the golds of all cases are looked up in the same articles
    with corpus.reader() as opened:
        for done, case in enumerate(cases, start=1):
            playing(case)
            results.append(_result(opened, case, read, summarize))
            report("cases", done, len(cases))
    return Run(mode, tuple(results), conditions(corpus, cases))


def _result(opened: Reader, case: Case, read: ReadText, summarize: Summarize | None) -> Result:
    started = time.monotonic()
    try:
        if case.summarize:
            return _summarized(case, summarize, started)
        return _asked(opened, case, read, started)
    except OverBudget:
        raise
    except (QaError, OSError) as error:
        said = error.message if isinstance(error, QaError) else str(error)
        return _unscored(case, said, time.monotonic() - started)


def _asked(opened: Reader, case: Case, read: ReadText, started: float) -> Result:
    traced = opened.traced(case.question)
    judged = stages.judge(case, traced, read)
    answer = traced.answer
    return Result(
        case=case,
        outcome=judged.outcome,
        explanation=judged.explanation,
        value=answer.text,
        stage=judged.stage,
        scores=judged.scores,
        confidence=answer.confidence,
        record=of_answer(answer, case.id),
        evidence=tuple(map(_read, traced.read)),
        usage=answer.usage,
        seconds=time.monotonic() - started,
    )


def _read(evidence: Evidence) -> Record:
    """Return a sentence that was read, as a citation is written."""
    return {
        "article": evidence.article,
        "title": evidence.title,
        "date": evidence.date.isoformat() if evidence.date else None,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "quote": evidence.text,
        "score": round(evidence.score, 6),
    }


def _summarized(case: Case, summarize: Summarize | None, started: float) -> Result:
    if summarize is None:
        return _unscored(case, "nothing here makes summaries", 0.0)
    summary, record = summarize(case.summarize)
    judged = abstracts.judge(case, summary)
    return Result(
        case=case,
        outcome=judged.outcome,
        explanation=judged.explanation,
        value="\n".join(sentence.text for sentence in summary.sentences),
        stage=judged.stage,
        scores=judged.scores,
        record=record,
        usage=summary.usage,
        seconds=time.monotonic() - started,
    )


def _unscored(case: Case, why: str, seconds: float) -> Result:
    return Result(case, Outcome.UNSCORED, why, "", Stage.INFRASTRUCTURE, seconds=seconds)


# --- conditions ------------------------------------------------------------------------


def conditions(corpus: Corpus, cases: Iterable[Case]) -> dict[str, str]:
    """Return what a run was made with: what has to be the same for two runs to be compared."""
    model = corpus.model
    with Catalog.open(corpus.settings.index) as catalog:
        articles = {path: entry.content_hash for path, entry in catalog.entries().items()}
    named = {gold.article for case in cases for gold in case.expected.gold}
    named |= {case.summarize for case in cases if case.summarize}
    told = {
        "version": version("qa"),
        "model": model.name if model else "none",
        "embedder": "+".join(embedder.name for embedder in corpus.embedders),
        "chunk_tokens": str(corpus.settings.chunk_tokens),
        "today": str(corpus.settings.today or "as it is"),
        "articles": _digest(sorted(articles.items())),
        **{f"article {path}": articles.get(path, "missing")[:12] for path in named},
        **{f"threshold {name}": str(value) for name, value in _THRESHOLDS.items()},
    }
    if model:
        told |= {f"prompt {name}": prompts.digest(name) for name in _templates()}
    return dict(sorted(told.items()))


_THRESHOLDS = {
    "extractive": answering.EXTRACTIVE_THRESHOLD,
    "model": answering.MODEL_THRESHOLD,
    "translated below": reader.SURE,
    "asked again above": SURE,
    "passages": reader.PASSAGES,
    "sentences": reader.EVIDENCE,
    "sentences for the model": answering.SENTENCES_FOR_MODEL,
}


def _templates() -> list[str]:
    """Return the templates that answers are made with; that of the judge makes none."""
    return sorted(file.stem for file in prompts.folder().glob("*.j2") if file.stem != judge.PROMPT)


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:12]


# --- the record ------------------------------------------------------------------------


def of_run(made: Run) -> Record:
    """Return the record of a run, the same for the same run except for `seconds`.

    `judge`, of the run and of each result, is there if a judge was asked.
    """
    results = [_of_result(result) for result in made.results]
    record = {"conditions": dict(sorted(made.conditions.items())), "mode": made.mode}
    if made.judged is None:
        return record | {"results": results}
    for result in results:
        result["judge"] = _of_judgement(made.judged.said.get(result["case"]))
    return record | {"judge": _of_judged(made, made.judged), "results": results}


def _of_judgement(said: Judgement | None) -> Record | None:
    """Return what was said of an answer; None if nothing was."""
    return {"reason": said.reason, "verdict": said.opinion} if said else None


def _of_judged(made: Run, judged: Judged) -> Record:
    alike, apart = judged.compared(made.results)
    return {
        "agrees": len(alike),
        "disagrees": [result.case.id for result in apart],
        "model": judged.model,
        "not_judged": judged.count(None),
        "prompt": judged.prompt,
        **{opinion.value: judged.count(opinion) for opinion in Opinion},
    }


def _of_result(result: Result) -> Record:
    case = result.case
    record = {
        "case": case.id,
        "confidence": result.confidence,
        "evidence": list(result.evidence),
        "explanation": result.explanation,
        "outcome": result.outcome.value,
        "place": case.place,
        "question": case.question,
        "record": result.record,
        "scores": dict(sorted(result.scores.items())),
        "seconds": round(result.seconds, 3),
        "severity": case.severity,
        "stage": result.stage.value if result.stage else None,
        "summarize": case.summarize,
        "tags": list(case.tags),
        "usage": of_usage(result.usage),
        "value": result.value,
    }
    return {key: _rounded(value) for key, value in record.items()}


def _rounded(value: Any) -> Any:
    """Round the floats of a record to 6 places, and sort its keys."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {key: _rounded(value[key]) for key in sorted(value)}
    return [_rounded(each) for each in value] if isinstance(value, list | tuple) else value
