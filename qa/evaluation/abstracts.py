"""Abstracts: whether a summary holds all that it must, none that it must not, and full proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.evaluation import scores
from qa.evaluation.results import Outcome, Stage
from qa.evaluation.stages import Judgement
from qa.language.quantities import find

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.evaluation.cases import Case
    from qa.summaries.summary import Summary


def judge(case: Case, summary: Summary) -> Judgement:
    """Judge a summary: it has to hold each of `contains`, and none of `lacks`."""
    said = [sentence.text for sentence in summary.sentences]
    held = {text: says(text, said) for text in case.expected.contains}
    barred = [text for text in case.expected.lacks if says(text, said)]
    cited = [citation.verified for one in summary.sentences for citation in one.citations]
    figures = [figure.supported for one in summary.sentences for figure in one.figures]
    measured = {
        "contains": scores.share(held.values()),
        "lacks": scores.share(text not in barred for text in case.expected.lacks),
        "quotes": scores.share(cited),
        "support": scores.share(figures),
    }
    problem = _problem(held, barred, [*cited, *figures], said)
    stage = problem[0] if problem else None
    return Judgement(
        outcome=Outcome.FAIL if problem else Outcome.PASS,
        stage=stage,
        explanation=problem[1] if problem else f"summarized in {len(said)} sentences",
        scores={name: value for name, value in measured.items() if value is not None},
    )


def says(text: str, sentences: Sequence[str]) -> bool:
    """Tell whether a summary says a text; a text that is a figure is compared as a figure."""
    figure = next(iter(find(text)), None)
    if figure and figure.text == text.strip():
        return any(scores.figure_in(text, sentence) for sentence in sentences)
    return any(scores.holds(text, sentence) for sentence in sentences)


def _problem(
    held: dict[str, bool], barred: Sequence[str], proof: Sequence[bool], said: Sequence[str]
) -> tuple[Stage, str] | None:
    if not said:
        return Stage.REFUSAL, "there is no summary: nothing that was written held"
    if missing := [text for text, there in held.items() if not there]:
        return Stage.READING, f"the summary does not say {', '.join(missing)}"
    if barred:
        return Stage.READING, f"the summary says {', '.join(barred)}, which it must not"
    if not all(proof):
        return Stage.CITATION, "a quote or a figure of the summary is not in the article"
    return None
