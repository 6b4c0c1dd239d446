"""Weighing: how well a passage agrees with the time that a question asks about."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from qa.language.time.reading import named

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from qa.language.time.calendar import Period

# News of a month is written in it, or once its figures are out.
FOLLOWS = timedelta(days=45)
PUBLISHED = 0.5
# February and March count as equally long, a quarter and a half-year do not.
_LONGER = 1.15


def weight(wanted: Sequence[Period], published: date | None, text: str) -> float:
    """Rate how well a text, published on a day, agrees with the periods that a question names.

    1 if the text names a period that overlaps one of them and is no coarser, PUBLISHED if it was
    only published then or up to 45 days after, else 0; 0 if the question names no period.
    """
    if not wanted:
        return 0.0
    if any(_meets(found, period) for found in named(text, published) for period in wanted):
        return 1.0
    return PUBLISHED if published and any(_of_its_time(published, p) for p in wanted) else 0.0


def elsewhen(wanted: Sequence[Period], published: date | None, text: str) -> bool:
    """Tell whether a text names times, none of which is a time that the question names.

    >>> elsewhen(periods("2021年", today), None, "2020年有12座")
    True
    """
    given = list(named(text, published)) if wanted else []
    return bool(given) and not any(g.overlaps(w) for g in given for w in wanted)


def _meets(found: Period, wanted: Period) -> bool:
    return found.overlaps(wanted) and found.days <= wanted.days * _LONGER


def _of_its_time(published: date, period: Period) -> bool:
    return period.first <= published <= period.last + FOLLOWS
