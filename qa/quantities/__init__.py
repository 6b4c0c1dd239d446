"""Figures in text: span, value, unit, bound (约, 余, 近, over, nearly), and what supports what."""

from qa.quantities.agreement import agree, comparable
from qa.quantities.figures import Quantity, find, is_article
from qa.quantities.rendering import render
from qa.quantities.support import supports
from qa.quantities.units import Bound, Kind

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
