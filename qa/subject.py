"""The subject of a question: whether a sentence speaks of what the question asks about.

A true figure of the right kind may be the figure of another thing: asked for the GDP of a
zone, the sum invested there is no answer. What a question measures or counts must be met by
the sentence, by its passage or by its title.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.indicators import named, related
from qa.text import clauses, fold

if TYPE_CHECKING:
    from qa.evidence import Evidence
    from qa.query import Query

# What is measured stands close to what asks: 地区生产总值是多少, "what is the GDP of".
_ZH_ASKS = re.compile(r".{0,12}(?:多少|多大|多高|几何|几成)[^，。？?]{0,8}|[^，。？?]{1,12}[?？]?$")
_EN_ASKS = re.compile(
    r"(?:how (?:much|many|large|big|high)|(?:what|which) (?:is|was|are|were)?)(.{0,48})"
)


def indicators(query: Query) -> frozenset[str]:
    """The indicators that a question asks for the value of; empty if it names none.

    >>> indicators(understand("What was the GDP of the zone?"))
    frozenset({'国内生产总值'})
    """
    if not query.asked.is_figure:
        return frozenset()
    folded = fold(query.text)
    asks = (_ZH_ASKS if query.language == "zh" else _EN_ASKS).search(folded)
    return named(asks.group()) if asks else frozenset()


def misses(query: Query, evidence: Evidence) -> bool:
    """Whether a sentence names another indicator than the question, and nothing around it does.

    Where the sentence names none, its figure may be of any: 耗资 is a cost that has no noun.
    """
    wanted = indicators(query)
    if not wanted or wanted & named(f"{evidence.title}\n{evidence.text}\n{evidence.around}"):
        return False
    given = _of_figures(evidence)
    return bool(given) and not any(related(one, other) for one in wanted for other in given)


def _of_figures(evidence: Evidence) -> frozenset[str]:
    """The indicators of the clauses with a fitting figure; of the sentence if they name none."""
    held = [c for c in clauses(evidence.text) if any(q.text in c for q in evidence.figures)]
    return named("\n".join(held)) or named(evidence.text)
