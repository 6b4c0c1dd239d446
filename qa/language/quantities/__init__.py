"""Figures in text: span, value, unit, bound (约, 余, 近, over, nearly), and what proves what."""

from qa.language.quantities.agreement import agree, comparable
from qa.language.quantities.figures import Quantity, find, is_article
from qa.language.quantities.rendering import render
from qa.language.quantities.support import supports
from qa.language.quantities.units import Bound, Kind

__all__ = [
    "Bound",
    "Kind",
    "Quantity",
    "agree",
    "comparable",
    "find",
    "is_article",
    "render",
    "supports",
]
