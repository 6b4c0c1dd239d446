"""Plots: small SVG images in the page's own colours, with texts for screen readers.

Each is 360 units wide, about as many pixels as a telephone has, so that its letters stay legible.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from qa.evaluation.reports.tallies import percent
from qa.language.characters import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.evaluation.rates import Rate
    from qa.evaluation.reports.tallies import Bin

WIDTH = 360
_ROW = 24
_NAME = 112  # width of a row's name, left of its bar
_NOTE = 52  # width of its figures, right of it
_LONGEST = 15  # characters of a name


def rates(title: str, rows: Sequence[tuple[str, Rate]]) -> Markup:
    """Draw a bar for the share of each row, with the interval as a line across its end."""
    drawn, left, wide = [], _NAME, WIDTH - _NAME - _NOTE
    for n, (name, rate) in enumerate(rows):
        middle, sure = n * _ROW + _ROW / 2, rate.interval
        drawn += [
            _rect("track", left, middle - 6, wide, 12),
            _rect("bar", left, middle - 6, wide * rate.value, 12, f"{name}: {_share(rate)}"),
            _line("whisker", left + wide * sure.low, middle, left + wide * sure.high, middle),
            _text("name", left - 8, middle + 4, name),
            _text("note", WIDTH, middle + 4, f"{rate.reached:g}/{rate.total}"),
        ]
    return _svg(title, len(rows) * _ROW, drawn)


def _share(rate: Rate) -> str:
    sure = rate.interval
    return f"{percent(rate.value)} ({percent(sure.low)} to {percent(sure.high)})"


def counts(title: str, rows: Sequence[tuple[str, int]]) -> Markup:
    """Draw a bar for the count of each row; the longest fills the room there is."""
    drawn, left, wide = [], _NAME, WIDTH - _NAME - _NOTE
    most = max((count for _, count in rows), default=0) or 1
    for n, (name, count) in enumerate(rows):
        middle, long = n * _ROW + _ROW / 2, wide * count / most
        drawn += [
            _rect("fault", left, middle - 6, long, 12, f"{name}: {count}"),
            _text("name", left - 8, middle + 4, name),
            _text("count" if count else "none", left + long + 6, middle + 4, str(count)),
        ]
    return _svg(title, len(rows) * _ROW, drawn)


# --- over time ---------------------------------------------------------------------------


def course(title: str, points: Sequence[tuple[str, float]], height: int = 150) -> Markup:
    """Draw a line through shares from 0 to 1, at even steps; its first and last date are named."""
    left, right, top, bottom = 48.0, WIDTH - 44.0, 12.0, height - 24.0
    drawn = _shares_axis(left, right, top, bottom)
    at = _along(points, left, right, top, bottom)
    if at:
        drawn.append(_polyline(at))
        drawn += [
            _dot(x, y, 3, f"{date}: {percent(share)}")
            for (x, y), (date, share) in zip(at, points, strict=True)
        ]
        drawn.append(_text("last", right + 8, at[-1][1] + 4, percent(points[-1][1])))
        drawn.append(_text("end", right, height - 6, points[-1][0]))
    if len(at) > 1:
        drawn.append(_text("start", left, height - 6, points[0][0]))
    return _svg(title, height, drawn)


_SMALL = 168  # units wide: two stand side by side on a telephone


def small_course(title: str, points: Sequence[tuple[str, float]]) -> Markup:
    """Draw a small line as `course` does, with its name and its last share above it."""
    left, right, top, bottom = 4.0, _SMALL - 4.0, 28.0, 60.0
    at = _along(points, left, right, top, bottom)
    drawn = [_line("grid", left, y, right, y) for y in (top, bottom)]
    drawn += [_text("start", left, 16, title), _polyline(at)]
    if at:
        drawn.append(_dot(*at[-1], 2.5, f"{points[-1][0]}: {percent(points[-1][1])}"))
        drawn.append(_text("end", right, 16, percent(points[-1][1])))
    return _svg(title, 66, drawn, _SMALL)


def _along(
    points: Sequence[tuple[str, float]], left: float, right: float, top: float, bottom: float
) -> list[tuple[float, float]]:
    """Return where the points stand: at even steps, the last at the right."""
    step = (right - left) / max(1, len(points) - 1)
    return [
        (right - step * (len(points) - 1 - n), bottom - (bottom - top) * share)
        for n, (_, share) in enumerate(points)
    ]


def _shares_axis(left: float, right: float, top: float, bottom: float) -> list[Markup]:
    """Draw a line for each quarter, named at 0, 50 and 100 %."""
    drawn = []
    for quarter in range(5):
        y = bottom - (bottom - top) * quarter / 4
        drawn.append(_line("grid", left, y, right, y))
        if quarter % 2 == 0:
            drawn.append(_text("name", left - 8, y + 4, percent(quarter / 4)))
    return drawn


# --- calibration -------------------------------------------------------------------------

_SIDE = 240.0
_LEFT, _TOP = 56.0, 8.0


def calibration(title: str, bins: Sequence[Bin]) -> Markup:
    """Draw confidence against the rate of right answers; on the diagonal, the two agree.

    A bin's area grows with its answers; the line across it is the interval of the rate.
    """
    drawn = [*_square(), _line("diagonal", *_at(0, 0), *_at(1, 1))]
    most = max((bin_.right.total for bin_ in bins), default=1)
    for bin_ in bins:
        sure = bin_.right.interval
        said = (
            f"confidence {bin_.low:.1f} to {bin_.high:.1f}: {bin_.right.reached:g} of"
            f" {bin_.right.total} right, {percent(bin_.right.value)}"
        )
        x, y = _at(bin_.confidence, bin_.right.value)
        drawn.append(_line("whisker", x, _at(0, sure.low)[1], x, _at(0, sure.high)[1]))
        drawn.append(_dot(x, y, 3 + 8 * math.sqrt(bin_.right.total / most), said))
    return _svg(title, int(_SIDE + _TOP + 44), drawn)


def _at(confidence: float, share: float) -> tuple[float, float]:
    return _LEFT + _SIDE * confidence, _TOP + _SIDE * (1 - share)


def _square() -> list[Markup]:
    """Draw the grid, and label both sides."""
    drawn = []
    for tenths in (0, 2, 4, 6, 8, 10):
        (x, bottom), (left, y) = _at(tenths / 10, 0), _at(0, tenths / 10)
        drawn += [
            _line("grid", x, _TOP, x, bottom),
            _line("grid", left, y, left + _SIDE, y),
            _text("below", x, bottom + 16, f"{tenths / 10:g}"),
            _text("name", left - 8, y + 4, percent(tenths / 10)),
        ]
    return [*drawn, _text("below", _LEFT + _SIDE / 2, _TOP + _SIDE + 36, "confidence")]


# --- distribution ------------------------------------------------------------------------


def columns(title: str, bins: Sequence[tuple[str, int]]) -> Markup:
    """Draw a column for each bin, its count above it; name every second bin if they crowd."""
    top, bottom, drawn = 20.0, 130.0, []
    most = max((count for _, count in bins), default=0) or 1
    step = WIDTH / max(6, len(bins))
    each = 2 if len(bins) > 7 else 1
    for n, (name, count) in enumerate(bins):
        x, high = n * step, (bottom - top) * count / most
        drawn.append(_rect("bar", x + 2, bottom - high, step - 4, high, f"{name}: {count}"))
        if count:
            drawn.append(_text("above", x + step / 2, bottom - high - 5, str(count)))
        if n % each == 0:
            drawn.append(_text("below", x + step / 2, bottom + 16, name))
    return _svg(title, 152, [*drawn, _line("base", 0, bottom, WIDTH, bottom)])


# --- elements ----------------------------------------------------------------------------

# Where each kind of text is anchored: at its end, its middle, or else its start.
_ANCHORS = {
    **dict.fromkeys(("name", "note", "end"), "end"),
    **dict.fromkeys(("above", "below"), "middle"),
}


def _svg(title: str, height: int, drawn: Sequence[Markup], width: int = WIDTH) -> Markup:
    opening = Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">').format(
        width, height, _plain(title)
    )
    return opening + Markup("").join(drawn) + Markup("</svg>")


def _rect(kind: str, x: float, y: float, width: float, height: float, said: str = "") -> Markup:
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="2">{}</rect>').format(
        kind, _n(x), _n(y), _n(width), _n(height), _title(said)
    )


def _line(kind: str, x: float, y: float, to_x: float, to_y: float) -> Markup:
    return Markup('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(
        kind, _n(x), _n(y), _n(to_x), _n(to_y)
    )


def _polyline(points: Sequence[tuple[float, float]]) -> Markup:
    at = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    return Markup('<polyline class="course" points="{}"/>').format(at)


def _dot(x: float, y: float, radius: float, said: str) -> Markup:
    return Markup('<circle class="dot" cx="{}" cy="{}" r="{}">{}</circle>').format(
        _n(x), _n(y), _n(radius), _title(said)
    )


def _text(kind: str, x: float, y: float, said: str) -> Markup:
    return Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        kind, _n(x), _n(y), _ANCHORS.get(kind, "start"), one_line(said, _LONGEST)
    )


def _title(said: str) -> Markup:
    """Return the text that a shape shows when it is pointed at."""
    return Markup("<title>{}</title>").format(_plain(said)) if said else Markup("")


def _plain(said: str) -> Markup:
    return escape(one_line(said, 200))


def _n(number: float) -> str:
    """Format a coordinate with at most 2 places: 12.5, 12."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
