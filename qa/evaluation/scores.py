"""Scores: an answer against what is expected, as numbers from 0 to 1, by rule alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.evaluation.segments import bare, segments
from qa.language.folding import folded
from qa.language.quantities import Bound, Kind, agree, comparable, find, is_article, supports
from qa.language.quantities.support import counts_of, measured_alike
from qa.language.text import HAN, fold
from qa.proof import marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa.language.quantities import Quantity

_ONE_SIDED = frozenset(
    {Bound.MORE_THAN, Bound.LESS_THAN, Bound.AT_LEAST, Bound.AT_MOST, Bound.NEARLY}
)


# --- figures -----------------------------------------------------------------------------


def figures(text: str) -> list[Quantity]:
    """Return the figures that a text says, without its citation marks; "one" is none.

    >>> [figure.text for figure in figures("签约130个项目。[2]")]
    ['130个']
    """
    return [figure for figure in find(marks.blanked(text)) if not is_article(figure)]


def same_figure(expected: Quantity, said: Quantity) -> bool:
    """Tell whether a figure that was said is the expected one: value, unit and bound.

    A rounded "about 332 billion" is 3317亿元; "at least 130" and "more than 130" are not 130,
    though they are true of it. A day has to be given as exactly as it is expected.

    >>> said = find("130 projects, 5.42 billion yuan, 8,400 firms")
    >>> [same_figure(find(e)[0], s) for e, s in zip(["130个", "54.2亿元", "8400余家"], said)]
    [True, True, False]
    """
    if {expected.kind, said.kind} <= {Kind.DATE, Kind.TIME}:
        return supports(said, expected)
    weaker = said.bound is not expected.bound and said.bound in _ONE_SIDED
    return supports(expected, said) and not weaker


def figure_in(expected: str, text: str) -> Quantity | None:
    """Return the first figure of a text that is the expected one; None if there is none."""
    wanted = next(iter(find(expected)), None)
    if wanted is None:
        return None
    return next((said for said in figures(text) if same_figure(wanted, said)), None)


def figure_match(expected: str, answer: str, quotes: Sequence[str] = ()) -> float:
    """Return 1 if the answer gives the expected figure, else 0.

    It has to be what the answer says first: "150 (…); elsewhere 130" does not answer 130, nor does
    a list of all candidates. A figure that may measure the same thing may stand before it only if
    one quote has both, as in "of 500 firms, 130 …".

    >>> figure_match("70", "170个"), figure_match("130个", "130 projects [1]")
    (0.0, 1.0)
    """
    wanted = next(iter(find(expected)), None)
    if wanted is None:
        return 0.0
    before: list[Quantity] = []
    for said in figures(answer):
        if same_figure(wanted, said):
            return float(not before or _beside([*before, said], quotes))
        if _alike(wanted, said) and not agree(wanted, said):
            before.append(said)
    return 0.0


def _alike(wanted: Quantity, said: Quantity) -> bool:
    """Tell whether a figure may measure what is asked for; English counts have no classifier."""
    if not (wanted.unit and said.unit) and counts_of(wanted, said):
        return measured_alike(wanted, said)
    return comparable(wanted, said)


def _beside(said: Sequence[Quantity], quotes: Sequence[str]) -> bool:
    """Tell whether one quote has all of the figures."""
    return any(
        all(any(supports(held, each) for held in held_there) for each in said)
        for held_there in map(find, quotes)
    )


# --- texts -------------------------------------------------------------------------------


def slot_match(accepted: Iterable[str], answer: str) -> float:
    """Return 1 if one of the accepted texts stands in the answer, else 0.

    Script, width and case make no difference; Latin words and numbers have to be whole: "AI" is not
    in "chair", and 70 is not in 170.

    >>> slot_match(["葉佔軍", "Ye"], "叶占军说"), slot_match(["70"], "170个")
    (1.0, 0.0)
    """
    return float(any(holds(text, answer) for text in accepted))


def holds(text: str, whole: str) -> bool:
    """Tell whether a text stands in another, however the two are written."""
    wanted, there = _form(text), _form(marks.blanked(whole))
    if not wanted:
        return False
    before = r"(?<![^\W_])" if _joins(wanted[0]) else ""
    after = r"(?![^\W_])" if _joins(wanted[-1]) else ""
    # A Han character beside a Latin word or a number ends it: AI企业, 项目150个.
    before, after = (side.replace(r"[^\W_]", f"[^\\W_{HAN}]") for side in (before, after))
    return re.search(before + re.escape(wanted) + after, there) is not None


def _form(text: str) -> str:
    return folded(fold(text)).form.strip()


def _joins(character: str) -> bool:
    return character.isalnum() and not re.match(f"[{HAN}]", character)


def exact_match(golds: Iterable[str], answer: str) -> float:
    """Return 1 if the answer is one of the golds, but for case and marks, else 0.

    Source: `calc_em_score` of the evaluation script of Cui et al. 2019, "A Span-Extraction
    Dataset for Chinese Machine Reading Comprehension".

    >>> exact_match(["《氢能规划》"], "氢能规划。")
    1.0
    """
    said = bare(answer)
    return float(any(bare(gold) == said for gold in golds))


def f1(golds: Iterable[str], answer: str) -> float:
    """Return the best F1 of the answer with any gold, over Han characters and Latin words.

    With L the length of the longest run of segments that both have, F1 = 2PR / (P + R), where
    P = L / segments of the answer and R = L / segments of the gold. It is 0 where either has
    no segment. Source: `calc_f1_score` of the evaluation script of Cui et al. 2019, "A
    Span-Extraction Dataset for Chinese Machine Reading Comprehension".

    >>> round(f1(["亚洲最大的工厂"], "最大的工厂"), 4)
    0.8333
    """
    said = segments(answer)
    return max((_f1(segments(gold), said) for gold in golds), default=0.0)


def _f1(gold: Sequence[str], said: Sequence[str]) -> float:
    common = longest_common_run(gold, said)
    return 2 * common / (len(gold) + len(said)) if common else 0.0


def longest_common_run(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the length of the longest run of items that stands in both.

    >>> longest_common_run("abcd", "xbcy")
    2
    """
    best, ends = 0, [0] * (len(other) + 1)
    for item in one:
        now = [0] * (len(other) + 1)
        for i, there in enumerate(other):
            if item == there:
                now[i + 1] = ends[i] + 1
        best, ends = max(best, *now), now
    return best


# --- retrieval ---------------------------------------------------------------------------


def recall_at(k: int, ranks: Sequence[int | None]) -> float:
    """Return the share of the golds among the first k; `ranks` count from 1, None: not found.

    Source: Manning et al. 2008, "Introduction to Information Retrieval", 8.3.

    >>> recall_at(10, [1, 12, None, 3])
    0.5
    """
    found = [rank for rank in ranks if rank is not None and rank <= k]
    return len(found) / len(ranks) if ranks else 0.0


def reciprocal_rank(ranks: Sequence[int | None]) -> float:
    """Return 1 / the rank of the first gold that was found; 0 if none was.

    The mean over cases is the MRR. Source: Voorhees 1999, "The TREC-8 Question Answering
    Track Report".
    """
    return 1 / min(found) if (found := [rank for rank in ranks if rank]) else 0.0


# --- proof and refusal -------------------------------------------------------------------


def share(held: Iterable[bool]) -> float | None:
    """Return the share that is true: figures supported, citations verified or holding the gold.

    It is None if there is nothing: an answer without a figure has none that lacks support.
    """
    each = list(held)
    return sum(each) / len(each) if each else None
