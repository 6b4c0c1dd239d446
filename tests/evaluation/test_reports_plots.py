"""Plots against coordinates worked out by hand, and against texts that are no text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evaluation.rates import Rate
from qa.evaluation.reports import plots
from qa.evaluation.reports.tallies import Bin
from tests.evaluation.outcomes import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable


def drawn(svg: str, tag: str, kind: str) -> list[ET.Element]:
    """The elements of a kind; the image is well-formed."""
    return [one for one in ET.fromstring(svg).iter(tag) if one.get("class") == kind]


def numbers(element: ET.Element, *names: str) -> list[float]:
    return [float(element.get(name, "nan")) for name in names]


def test_a_bar_is_as_long_as_its_share_and_its_interval_lies_across_its_end() -> None:
    svg = plots.rates("rates", [("zh", Rate("pass", 8, 10))])
    # 360 wide, 112 for the name and 52 for the figures: 196 are 100 %
    assert numbers(drawn(svg, "rect", "bar")[0], "x", "width") == [112, 156.8]
    # Wilson's interval of 8 of 10 is 0.4902 to 0.9433
    ends = numbers(drawn(svg, "line", "whisker")[0], "x1", "x2")
    assert ends == pytest.approx([112 + 196 * 0.49016, 112 + 196 * 0.94332], abs=0.01)
    assert drawn(svg, "text", "note")[0].text == "8/10"


def test_the_longest_count_fills_the_room() -> None:
    bars = drawn(
        plots.counts("stages", [("reading", 4), ("gold", 0), ("refusal", 1)]), "rect", "fault"
    )
    assert [numbers(bar, "width", "y") for bar in bars] == [[196, 6], [0, 30], [49, 54]]


def test_a_course_goes_from_the_first_run_to_the_last() -> None:
    svg = plots.course("past", [("11-01", 0.0), ("11-02", 0.5), ("11-03", 1.0)])
    # between 48 and 316, from 126 (0 %) up to 12 (100 %)
    assert drawn(svg, "polyline", "course")[0].get("points") == "48,126 182,69 316,12"
    assert [drawn(svg, "text", kind)[0].text for kind in ("start", "end", "last")] == [
        *("11-01", "11-03", "100 %")
    ]


def test_a_single_run_stands_where_the_last_one_does() -> None:
    svg = plots.course("past", [("11-03", 0.5)])
    assert numbers(drawn(svg, "circle", "dot")[0], "cx", "cy") == [316, 69]


def test_a_small_course_tells_its_name_and_last_share() -> None:
    svg = plots.small_course("zh", [("11-01", 0.0), ("11-02", 0.75)])
    assert drawn(svg, "polyline", "course")[0].get("points") == "4,60 164,36"
    texts = [text.text for text in ET.fromstring(svg).iter("text")]
    assert texts == ["zh", "75 %"]


def test_confidence_goes_right_and_the_rate_goes_up() -> None:
    bins = [Bin(0.5, 0.6, 0.5, Rate("pass", 0, 1)), Bin(0.9, 1.0, 1.0, Rate("pass", 4, 4))]
    svg = plots.calibration("calibration", bins)
    low, high = drawn(svg, "circle", "dot")
    # the square is 240 wide, from 56 to 296, and from 248 (0 %) up to 8 (100 %)
    assert numbers(low, "cx", "cy", "r") == [176, 248, 7]  # 3 + 8 · √(1/4)
    assert numbers(high, "cx", "cy", "r") == [296, 8, 11]
    assert numbers(drawn(svg, "line", "diagonal")[0], "x1", "y1", "x2", "y2") == [56, 248, 296, 8]


def test_a_column_is_as_high_as_its_count() -> None:
    columns = drawn(plots.columns("time", [("< 1 s", 1), ("< 2 s", 4)]), "rect", "bar")
    assert [numbers(each, "x", "height") for each in columns] == [[2, 27.5], [62, 110]]


@pytest.mark.parametrize(
    "draw", [plots.rates, plots.counts, plots.course, plots.calibration, plots.columns]
)
def test_nothing_is_drawn_of_nothing(draw: Callable[..., str]) -> None:
    assert not list(ET.fromstring(draw("nothing", [])).iter("circle"))


@given(st.text())
def test_any_name_is_text(name: str) -> None:
    for svg in (
        plots.rates(name, [(name, Rate("pass", 1, 2))]),
        plots.counts(name, [(name, 1)]),
        plots.course(name, [(name, 0.5), (name, 1.0)]),
        plots.small_course(name, [(name, 0.5)]),
        plots.columns(name, [(name, 1)]),
    ):
        tags = {element.tag for element in ET.fromstring(svg).iter()}
        assert tags <= {"svg", "rect", "line", "text", "title", "circle", "polyline"}


def test_a_name_that_is_markup_is_shown_as_it_is() -> None:
    bar = drawn(plots.counts("stages", [(HOSTILE, 1)]), "rect", "fault")[0]
    assert bar[0].text == f"{HOSTILE}: 1"
