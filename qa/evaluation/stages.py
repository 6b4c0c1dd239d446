"""Stages: whether a case passes, or at which stage of the data it fails, in words to act on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.evaluation import places, scores
from qa.evaluation.results import Outcome, Stage
from qa.proof import marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa.answers.answer import Answer
    from qa.corpus.reader import Traced
    from qa.evaluation.cases import Case
    from qa.evaluation.places import GoldPlace
    from qa.language.text import Span
    from qa.proof.citations import Citation, ReadText
    from qa.search.evidence import Evidence
    from qa.search.passages import Passage

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judgement of a case: whether it passes, where it fails, why, and its scores."""

    outcome: Outcome
    stage: Stage | None
    explanation: str
    scores: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A passage or a sentence that was found in an article."""

    article: str
    span: Span
    text: str
    also: tuple[str, ...]


def _passages(found: Iterable[Passage]) -> list[_Piece]:
    return [_Piece(p.chunk.article, p.chunk.span, p.chunk.text, p.also) for p in found]


def _sentences(found: Iterable[Evidence]) -> list[_Piece]:
    return [_Piece(e.article, e.span, e.text, e.also) for e in found]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A case with its answer, and where its golds were found on the way; ranks count from 1."""

    case: Case
    traced: Traced
    places: tuple[GoldPlace, ...]

    @property
    def answer(self) -> Answer:
        return self.traced.answer

    @property
    def quotes(self) -> list[str]:
        return [citation.quote for citation in self.answer.citations]

    def passage_ranks(self) -> list[int | None]:
        return [_rank(place, _passages(self.traced.passages)) for place in self.places]

    def found(self, among: Sequence[_Piece]) -> int | None:
        """Return the rank of the first that holds a gold, or the answer if there is no gold."""
        if self.places:
            ranks = [rank for place in self.places if (rank := _rank(place, among))]
            return min(ranks, default=None)
        ranks = [n for n, one in enumerate(among, start=1) if _bears(self.case, one.text)]
        return min(ranks, default=None)

    def proves(self, citation: Citation) -> bool:
        """Tell whether a citation holds a gold, or the expected answer if there is no gold."""
        if not self.places:
            return _bears(self.case, citation.quote)
        at = (citation.article, citation.span, citation.quote, citation.also)
        return any(place.within(*at) for place in self.places)


def judge(case: Case, traced: Traced, read: ReadText) -> Judgement:
    """Judge a question: find the first stage, if any, at which what is needed is lost."""
    seen = _Seen(case, traced, places.places(case, read))
    measured = _scores(seen, read)
    stage, why = _failure(seen, measured, read)
    outcome = Outcome.FAIL if stage else Outcome.PASS
    return Judgement(outcome, stage, why or _passed(seen), measured)


# --- scores ----------------------------------------------------------------------------


def _scores(seen: _Seen, read: ReadText) -> dict[str, float]:
    expected, answer = seen.case.expected, seen.answer
    said = marks.without(answer.text)
    found: dict[str, float | None] = {
        "figure": scores.share(
            bool(scores.figure_match(each, answer.text, seen.quotes)) for each in expected.figures
        ),
        "slot": scores.slot_match(expected.texts, answer.text) if expected.texts else None,
        "refusal": float(not answer.answered) if expected.unanswered else None,
        "support": scores.share(figure.supported for figure in answer.figures),
        "quotes": scores.share(_stands(citation, read) for citation in answer.citations),
    }
    if accepted := (*expected.texts, *expected.figures):
        found |= {"exact": scores.exact_match(accepted, said), "f1": scores.f1(accepted, said)}
    if seen.places and not expected.unanswered:
        ranks = seen.passage_ranks()
        found |= {f"recall@{k}": scores.recall_at(k, ranks) for k in (1, 5, 10)}
        found["mrr"] = scores.reciprocal_rank(ranks)
        found["precision"] = scores.share(map(seen.proves, answer.citations))
    return {name: value for name, value in sorted(found.items()) if value is not None}


def _stands(citation: Citation, read: ReadText) -> bool:
    """Tell whether a quote stands in its article at its place, without trusting `verified`."""
    text = read(citation.article)
    exact = text is not None and citation.span.of(text) == citation.quote
    return citation.verified and exact


# --- the stage -------------------------------------------------------------------------


def _failure(seen: _Seen, measured: dict[str, float], read: ReadText) -> tuple[Stage | None, str]:
    if problem := places.missing_quote(seen.case, read):
        return Stage.GOLD, f"{problem}: mend the case, or see what changed the article"
    if seen.case.expected.unanswered:
        if not seen.answer.answered:
            return None, ""
        return Stage.REFUSAL, f"expected no answer; answered {_given(seen.answer)}"
    if _right(measured):
        return _unproven(seen, measured)
    if problem := places.missing_answer(seen.case, read):
        return Stage.GOLD, f"{problem}: mend the case, or see what changed the article"
    return _lost(seen)


def _right(measured: dict[str, float]) -> bool:
    """Tell whether all figures, and one of the texts, are in the answer."""
    return all(measured.get(name, 1.0) == 1.0 for name in ("figure", "slot"))


def _unproven(seen: _Seen, measured: dict[str, float]) -> tuple[Stage | None, str]:
    """Say what is wrong with the proof of a right answer."""
    answer, what = seen.answer, f"answered {_short(seen.answer.text)}, which is right"
    if not answer.answered:  # no figure or text was expected, just an answer
        return _lost(seen)
    if measured.get("quotes", 0.0) < 1:
        return Stage.CITATION, f"{what}; a quote it cites is not in the article, or there is none"
    if measured.get("support", 1.0) < 1:
        loose = ", ".join(figure.text for figure in answer.figures if not figure.supported)
        return Stage.CITATION, f"{what}; no quote it cites has {loose}"
    if (seen.places or seen.case.expected.figures) and not any(map(seen.proves, answer.citations)):
        cited = answer.citations[0]
        return Stage.CITATION, f"{what}; it cites “{_short(cited.quote)}”, not what proves it"
    return None, ""


def _lost(seen: _Seen) -> tuple[Stage, str]:
    """Find where the gold of a question that was not answered rightly was lost."""
    traced, what = seen.traced, f"{_expected(seen.case)}; {_came(seen.answer)}"
    at = seen.found(_passages(traced.passages))
    if at is None:
        return Stage.RETRIEVAL, f"{what}; none of {len(traced.passages)} passages has the gold"
    read = seen.found(_sentences(traced.read))
    if read is None:
        chosen = seen.found(_sentences(traced.evidence))
        rank = f"it is {chosen} of {len(traced.evidence)}" if chosen else "it was not chosen"
        return Stage.EVIDENCE, (
            f"{what}; passage {at} has the gold, and none of the {len(traced.read)} sentences"
            f" that were read ({rank})"
        )
    if seen.answer.answered:
        return Stage.READING, f"{what}; the sentence with the gold was read {_nth(read)}"
    return Stage.REFUSAL, f"{what}; the sentence with the gold was read {_nth(read)}"


# --- words -----------------------------------------------------------------------------


def _expected(case: Case) -> str:
    said = [*case.expected.figures, *([" or ".join(case.expected.texts)])]
    return f"expected {', '.join(filter(None, said)) or 'an answer'}"


def _came(answer: Answer) -> str:
    if answer.answered:
        return f"answered {_given(answer)}"
    if answer.withheld:
        last = answer.withheld[-1]
        return f"withheld “{_short(last.text)}”: {'; '.join(last.reasons)}"
    return f"not answered (confidence {answer.confidence:.2f})"


def _given(answer: Answer) -> str:
    cited = answer.citations[0] if answer.citations else None
    place = f" from “{_short(cited.quote)}” ({cited.article})" if cited else ", citing nothing"
    same = cited is not None and cited.quote == answer.text
    return f"{_short(answer.text)}{f' ({cited.article})' if same and cited else place}"


def _passed(seen: _Seen) -> str:
    if seen.case.expected.unanswered:
        return "not answered, as expected"
    return f"answered {_short(seen.answer.text)}"


def _short(text: str, most: int = 80) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}…"


def _nth(rank: int) -> str:
    return _ORDINALS[rank - 1] if rank <= len(_ORDINALS) else f"as number {rank}"


# --- what holds the gold ---------------------------------------------------------------


def _rank(place: GoldPlace, among: Sequence[_Piece]) -> int | None:
    for rank, one in enumerate(among, start=1):
        if place.within(one.article, one.span, one.text, one.also):
            return rank
    return None


def _bears(case: Case, text: str) -> bool:
    """Tell whether a text has a figure, or one of the texts, that is expected."""
    expected = case.expected
    if any(scores.figure_in(each, text) for each in expected.figures):
        return True
    return any(scores.holds(each, text) for each in expected.texts)
