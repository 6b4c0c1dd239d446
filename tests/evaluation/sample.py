"""A small folder of articles and its index, for the tests of evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.evaluation.cases import Case, Expected, Gold
from qa.settings import load
from tests.corpora import article

if TYPE_CHECKING:
    from pathlib import Path

    from qa.settings import Settings

PROJECTS = "青山园区累计签约产业项目130个，涉及投资额54.2亿元。"
FIRMS = "青山园区已集聚近2000家软件企业。"
FILE = "qingshan.txt"


def articles(folder: Path) -> Path:
    """Two articles: one with the answers, one beside it."""
    article(folder / FILE, "青山园区加快建设", PROJECTS, FIRMS, "青山园区主任李明说，路已修好。")
    article(folder / "lanhu.txt", "蓝湖新城的夏天", "蓝湖新城开放公园17座。", "游客很多。")
    return folder


def settings(folder: Path, **options: Any) -> Settings:
    """The settings for the articles of a folder, their index beside them."""
    return load({"articles": [folder / "articles"], "index": folder / "index", **options}, folder)


def case(
    key: str = "projects",
    question: str = "青山园区签约了多少个产业项目？",
    figures: tuple[str, ...] = ("130个",),
    *,
    texts: tuple[str, ...] = (),
    unanswered: bool = False,
    quote: str = "累计签约产业项目130个",
    file: str = FILE,
) -> Case:
    gold = () if unanswered or not file else (Gold(file, quote),)
    expected = Expected(figures, texts, unanswered, gold=gold)
    return Case(key, expected, "evals/sample.yaml:3", question)
