import pytest

from qa.grounding import ground
from tests.evidence import evidence

CITED = [evidence("项目130个，投资54.2亿元。"), evidence("2021年9月增长68.7%。", start=50)]


@pytest.mark.parametrize(
    ("text", "supported"),
    [
        ("130 projects", [True]),
        ("131 projects", [False]),
        ("68.7% in September 2021", [True, True]),
        ("68.7 percentage points", [False]),
        ("5.42 billion yuan and 5.42 million yuan", [True, False]),
        ("no figure", []),
    ],
)
def test_each_figure_is_borne_by_a_cited_sentence_or_not(text: str, supported: list[bool]) -> None:
    assert [figure.supported for figure in ground(text, CITED)] == supported


def test_the_place_is_in_the_article() -> None:
    figure = ground("68.7%", CITED)[0]
    assert figure.span is not None
    assert figure.span.shifted(-50).of(CITED[1].text) == "68.7%"
