"""Which reports are of one event, and its day, by reports made for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from qa.language.text import sentences
from qa.proof.versions.disagreements import differing
from qa.summaries.digest import events
from qa.summaries.digest.article_report import Line, Report, stands
from qa.summaries.digest.events import day_of, grouped, mentions
from qa.summaries.digest.highlights import chosen
from tests.evidence import evidence

DAY = date(2023, 8, 15)
QUAKE = "8月14日，云南普洱发生5.12级地震，“哀牢山”景区停运。"
SAME = "云南普洱发生5.12级地震后，“哀牢山”景区次日恢复开放。"
OTHER = "上海浦东新区举办《未来》展览，吸引31500人参观。"


def vector(angle: float) -> np.ndarray:
    """A direction: the cosine of two is that of the difference of their angles in degrees."""
    turn = np.radians(angle)
    return np.array([np.cos(turn), np.sin(turn)], np.float32)


def report(
    name: str, text: str, day: date | None = DAY, angle: float = 0.0, title: str = ""
) -> Report:
    lines = []
    for place, span in enumerate(sentences(text)):
        made = evidence(span.of(text), start=span.start, article=name, title=title)
        said = replace(made, date=day)
        lines.append(Line(said, vector(angle + place), place, stands(said.text, title)))
    return Report(name, title, day, (), tuple(lines), vector(angle))


def groups(*reports: Report) -> list[list[str]]:
    others = [report(f"z{n}", f"第{n}家“商店{n}”开业。", angle=180) for n in range(20)]
    found = [[one.article for one in of] for of in grouped([*reports, *others])]
    return [of for of in found if not of[0].startswith("z")]


# --- groups --------------------------------------------------------------------------------------


def test_reports_of_the_same_names_and_figures_are_one_event() -> None:
    assert groups(report("a", QUAKE), report("b", SAME, angle=20)) == [["a", "b"]]


def test_reports_that_mention_nothing_in_common_are_two_however_near() -> None:
    assert groups(report("a", QUAKE), report("b", OTHER)) == [["a"], ["b"]]


def test_reports_that_mean_other_things_are_two_whatever_they_share() -> None:
    assert groups(report("a", QUAKE), report("b", SAME, angle=60)) == [["a"], ["b"]]


@pytest.mark.parametrize(("days", "together"), [(3, True), (4, False)])
def test_an_event_ends_where_nobody_reports_it_for_days(days: int, together: bool) -> None:
    later = report("b", SAME, DAY + timedelta(days))
    assert (groups(report("a", QUAKE), later) == [["a", "b"]]) is together


def test_an_event_goes_on_from_day_to_day_but_not_for_ever() -> None:
    days = [DAY + timedelta(3 * n) for n in range(7)]
    found = groups(*(report(f"{n}", QUAKE, day) for n, day in enumerate(days)))
    assert found == [["0", "1", "2", "3", "4"], ["5", "6"]]


def test_undated_reports_are_grouped_among_themselves() -> None:
    assert groups(report("a", QUAKE), report("b", QUAKE, None), report("c", SAME, None)) == [
        ["a"],
        ["b", "c"],
    ]


def test_what_all_reports_mention_makes_no_event() -> None:
    texts = [f"美国“微软”在北京说第{n}件事。" for n in range(12)]
    assert len(grouped([report(f"{n}", text) for n, text in enumerate(texts)])) == 12


def test_a_name_that_is_common_in_the_index_makes_no_event() -> None:
    reports = [report("a", QUAKE), report("b", SAME)]
    assert len(grouped([*reports, report("c", OTHER)], lambda names: [1.0 for _ in names])) == 2
    assert len(grouped([*reports, report("c", OTHER)], lambda names: [0.0 for _ in names])) == 3


def test_a_law_and_a_day_are_no_mention() -> None:
    found = mentions(report("a", "8月14日，法院依据《中华人民共和国道路交通安全法》作出判决。"))
    assert not [name for name in found if "安全法" in name or "14" in name]


def test_each_report_is_compared_with_a_few_events(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 1,200 reports that share names and are of other things, not each with each."""
    compared = 0
    nearness = events._Event.nearness

    def counted(*arguments: Any) -> float:
        nonlocal compared
        compared += 1
        return nearness(*arguments)

    monkeypatch.setattr(events._Event, "nearness", counted)
    texts = [f"“公司{n % 40}”在“园区{n % 7}”签约。" for n in range(1_200)]
    found = grouped([report(f"{n:05}", text, angle=60 * n) for n, text in enumerate(texts)])
    assert len(found) > 100
    assert compared <= 2 * events._HELD * len(texts)


# --- days ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("昨日，园区开工。", date(2023, 8, 14)),
        ("8月3日，园区开工。", date(2023, 8, 3)),
        ("园区开工。", DAY),
        ("园区将于8月20日开工。", DAY),  # to come
        ("2008年5月12日，园区开工。", DAY),  # long gone
        ("8月，园区开工。", DAY),  # no day
    ],
)
def test_the_day_of_an_event_is_the_one_that_is_told(text: str, day: date) -> None:
    assert day_of([replace(evidence(text), date=DAY)]) == day


def test_without_any_date_an_event_has_none() -> None:
    assert day_of([replace(evidence("昨日，园区开工。"), date=None)]) is None


# --- sentences -----------------------------------------------------------------------------------


def test_a_sentence_that_hangs_on_another_is_not_chosen() -> None:
    found = chosen([report("a", "对此，他表示满意。上海的展览昨日开幕。")], 3)
    assert [line.evidence.text for line in found] == ["上海的展览昨日开幕。"]


def test_what_says_the_same_is_chosen_once() -> None:
    found = chosen([report("a", QUAKE), report("b", SAME, angle=10)], 3)
    assert len(found) == 1


def test_with_a_topic_what_is_off_it_is_not_chosen() -> None:
    told = [report("a", QUAKE + OTHER)]
    found = chosen(told, 3, lambda line: float("展览" in line.evidence.text))
    assert [line.evidence.text for line in found] == [OTHER]


# --- figures that differ -------------------------------------------------------------------------

LESS = "东疆氢能产业园加氢站日加氢能力达1200公斤。"
MORE = "东疆氢能产业园加氢站日加氢能力达1500公斤。"


def figures(*told: str, also: tuple[str, ...] = ()) -> list[list[str]]:
    made = [
        replace(evidence(text, article=f"{n}.txt"), date=DAY + timedelta(n), also=also)
        for n, text in enumerate(told)
    ]
    return [[version.figure.text for version in versions] for versions in differing(made)]


def test_figures_that_differ_are_told_newest_first() -> None:
    assert figures(LESS, MORE) == [["1500公斤", "1200公斤"]]


@pytest.mark.parametrize(
    "other",
    [
        LESS,  # the same
        "东疆氢能产业园加氢站日加氢能力约1200公斤。",
        "合肥氢能产业园加氢站日加氢能力达1500公斤。",  # elsewhere
        "东疆氢能产业园加氢站日加氢能力增长1500公斤。",  # a rise
        "东疆氢能产业园加氢站日加氢能力达1500米。",
    ],
)
def test_figures_that_can_both_be_true_are_not_told(other: str) -> None:
    assert figures(LESS, other) == []


def test_a_series_is_no_disagreement() -> None:
    text = "截至{}月底，东疆氢能产业园累计签约项目{}个。"
    assert figures(text.format(6, 130), text.format(7, 152)) == []
    assert figures(text.format(7, 130), text.format(7, 152)) == [["152个", "130个"]]


def test_two_sentences_of_one_source_do_not_differ() -> None:
    assert figures(LESS, MORE, also=("0.txt", "1.txt")) == []


def test_articles_that_differ_in_all_figures_tell_of_two_things() -> None:
    text = "东疆氢能产业园加氢站日加氢能力达{}公斤。东疆氢能产业园公交车队规模达{}辆。东疆氢能产业园管道全长达{}公里。"
    made = [
        replace(evidence(span.of(one), start=span.start, article=f"{n}.txt"), date=DAY)
        for n, one in enumerate([text.format(11, 12, 13), text.format(21, 22, 23)])
        for span in sentences(one)
    ]
    assert differing(made[:1] + made[3:4])
    assert differing(made) == []
