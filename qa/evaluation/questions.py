"""Questions: which ones ask the same, judged by their words alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.evaluation.golds import Flaw
from qa.language.quantities import find, supports
from qa.language.text import HAN, fold, language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.evaluation.cases import Case, Expected

_MARKS = re.compile(r"[\W_]+")
# Words that can be left out without changing what is asked. 累计, 新增, 谁 and 哪里 cannot.
_EMPTY_ZH = re.compile("请问|一共|总共|目前|已经|究竟|多少|达到|[几个共已有是为了的呢吗在达]")
_EMPTY_EN = frozenset(
    "a an the of in on at to for by and how many much what which is are was were be been being"
    " do does did has have had there please total currently now".split()
)
# With these the order counts: from Japan to Pudong is not from Pudong to Japan
_DIRECTED = re.compile(r"[从由向比对给把被将]|\b(?:from|than|by|between)\b")
_HAN_OR_WORD = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")


def repeated(cases: Sequence[Case]) -> dict[int, list[Flaw]]:
    """Find cases that ask what an earlier one asks; the keys are their numbers.

    Script, width, case and marks make no difference. Words that say nothing make none where two
    cases expect different things.
    """
    exact: dict[str, Case] = {}
    near: dict[tuple[str, ...], Case] = {}
    flaws: dict[int, list[Flaw]] = {}
    for n, case in enumerate(cases):
        if not case.question:
            continue
        first = exact.setdefault(same(case.question), case)
        like = near.setdefault(bare(case.question), case)
        if first is not case:
            flaws[n] = [_same(first, case)]
        elif like is not case and not agreed(like.expected, case.expected):
            message = f"asks what {like.id} does, and expects another answer"
            flaws[n] = [Flaw("question-contradicted", message, f"look at {like.place}")]
    return flaws


def _same(first: Case, case: Case) -> Flaw:
    place = f"look at {first.place}"
    if agreed(first.expected, case.expected):
        return Flaw("question-repeated", f"asks again what {first.id} does", place)
    message = f"asks what {first.id} does, and expects another answer"
    return Flaw("question-contradicted", message, place)


def same(question: str) -> str:
    """Return a question without what makes no difference.

    >>> same("產業 有 １３０ 個？") == same("产业有130个")
    True
    """
    return _MARKS.sub("" if language(question) == "zh" else " ", fold(question)).strip()


def bare(question: str) -> tuple[str, ...]:
    """Return the words of a question that matter, sorted unless their order matters.

    >>> bare("签约了多少个项目？") == bare("签约项目有几个")
    True
    """
    folded = fold(question)
    if language(question) == "zh":
        words = _HAN_OR_WORD.findall(_EMPTY_ZH.sub("", folded))
    else:
        found = [word for word in _HAN_OR_WORD.findall(folded) if word not in _EMPTY_EN]
        words = [word.removesuffix("s") if len(word) > 3 else word for word in found]
    return tuple(words if _DIRECTED.search(folded) else sorted(words))


def agreed(one: Expected, other: Expected) -> bool:
    """Tell whether the same is expected: an answer that is right by one is right by the other."""
    if one.unanswered != other.unanswered or len(one.figures) != len(other.figures):
        return False
    texts = {fold(text) for text in one.texts}, {fold(text) for text in other.texts}
    if any(texts) and not texts[0] & texts[1]:
        return False
    return all(any(_one_figure(a, b) for b in other.figures) for a in one.figures)


def _one_figure(one: str, other: str) -> bool:
    if fold(one) == fold(other):
        return True
    first, second = find(one), find(other)
    return any(supports(a, b) and supports(b, a) for a in first for b in second)
