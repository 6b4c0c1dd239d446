"""The publication date of an article, as it is written."""

from __future__ import annotations

import re
from datetime import date

_ISO = r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})(?!\d)"
_COMPACT = r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?!\d)"
_RFC = r"(?:[a-z]{3,9}\.?,?\s+)?(?P<d>\d{1,2})[\s-]+(?P<m>[a-z]{3})[a-z]*\.?,?[\s-]+(?P<y>\d{4})"
_AMERICAN = r"(?P<m>[a-z]{3})[a-z]*\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})"
_FORMS = tuple(re.compile(form, re.IGNORECASE) for form in (_ISO, _COMPACT, _RFC, _AMERICAN))
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def written_date(text: str) -> date | None:
    """Return the date that a text begins with, in its own time zone; None if there is none.

    >>> written_date("Sat, 08 Jan 2022 23:52:00 -0800"), written_date("2022年2月30日")
    (datetime.date(2022, 1, 8), None)
    """
    for form in _FORMS:
        if found := form.match(text.strip()):
            try:
                return date(int(found["y"]), _month(found["m"]), int(found["d"]))
            except ValueError:  # 2022-02-30, or "the 8 lak 2022", which has no month
                return None
    return None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.index(text.lower()) + 1
