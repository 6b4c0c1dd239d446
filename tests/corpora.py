"""Small folders of articles for the tests, the same every time."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PLACES = "浦东 横琴 前海 东疆 厦门 合肥 郑州 苏州 长沙 成都 西安 武汉 沈阳 海口 昆明".split()
_THINGS = "人工智能企业 生物医药项目 跨境电商平台 集成电路工厂 氢能示范线 金融机构 科研院所".split()
_DOING = "累计签约 已经集聚 新近引进 计划建设 重点培育 正在服务".split()
_CLOSING = (
    "产业链上下游加快协同。 政策措施陆续落地见效。 营商环境持续优化。 创新动能不断增强。".split()
)


def news(folder: Path, count: int, *, seed: int = 0, first: int = 0) -> Path:
    """Write news articles, front matter and HTML, each about other places and figures."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(f"{seed} {first}")
    for number in range(first, first + count):
        write_news(folder, number, chance)
    return folder


def write_news(folder: Path, number: int, chance: random.Random) -> None:
    """Write one of them anew."""
    place = chance.choice(_PLACES)
    sentences = [
        f"{chance.choice(_PLACES)}{chance.choice(_DOING)}{chance.choice(_THINGS)}"
        f"{chance.randint(2, 9_999)}个，{chance.choice(_CLOSING)}"
        for _ in range(chance.randint(3, 7))
    ]
    article(folder / f"news-{number:04d}.txt", f"{place}新闻{number}", *sentences)


def article(file: Path, title: str, *paragraphs: str, date: str = "2022-01-08") -> Path:
    """Write an article of these paragraphs."""
    file.parent.mkdir(parents=True, exist_ok=True)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    file.write_text(
        f"---\ntitle: '{title}'\nauthor: 记者\ndate: {date}\ncategories:\n - 要闻\n---\n\n<div>{body}</div>\n",
        encoding="utf-8",
    )
    return file
