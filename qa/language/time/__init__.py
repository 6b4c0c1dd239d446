"""Periods of time that a question or a text names: 2021年9月, 去年, last August, since 2019."""

from qa.language.time.calendar import Calendar, Period
from qa.language.time.reading import named, periods, spoken
from qa.language.time.weighing import elsewhen, weight

__all__ = ["Calendar", "Period", "elsewhen", "named", "periods", "spoken", "weight"]
