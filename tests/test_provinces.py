"""Which texts are of another province than a question."""

from __future__ import annotations

import pytest

from qa.provinces import other


@pytest.mark.parametrize(
    ("question", "names", "text", "given"),
    [
        ("甘肃有多少企业", (), "青海有企业300家。", "甘肃"),
        ("甘肅有多少企業", (), "青海有企业300家。", "甘肃"),
        ("How many firms are in Gansu?", ("Gansu",), "青海有企业300家。", "甘肃"),
        ("How many firms are in Shaanxi?", ("Shaanxi",), "山西有企业300家。", "陕西"),
        ("甘肃有多少企业", (), "甘肃和青海有企业300家。", None),
        ("甘肃有多少企业", (), "全省有企业300家。", None),
        ("有多少企业", (), "青海有企业300家。", None),
    ],
)
def test_a_text_that_names_others_alone(
    question: str, names: tuple[str, ...], text: str, given: str | None
) -> None:
    assert other(question, names, text) == given
