"""Provinces: whether a text is of another one than a question, as far as it names any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa import pinyin
from qa.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南"
    " 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
).split()
_ROMANISED = {"shaanxi": "陕西", "hong kong": "香港", "macau": "澳门", "macao": "澳门"}


def other(question: str, names: Sequence[str], text: str) -> str | None:
    """The province of a question, where a text names others alone; `names` are romanised ones.

    >>> other("安徽哪年获批", (), "浙江于2020年获批。"), other("安徽哪年获批", (), "2020年获批。")
    ('安徽', None)
    """
    asked, told = fold(question), fold(text)
    said = [p for p in _PROVINCES if p in asked or any(_reads(p, name) for name in names)]
    given = [p for p in _PROVINCES if p in told]
    return said[0] if said and given and not set(said) & set(given) else None


def _reads(province: str, name: str) -> bool:
    return _ROMANISED.get(fold(name)) == province or pinyin.holds(province, name)
