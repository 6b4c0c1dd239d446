"""Doubt: when a text may have a name after all, in a shorter or another form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language import lexicon
from qa.language.names.forms import readings, spelled, translations
from qa.language.text import HAN, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.names.name import Name
    from qa.language.names.plain import Plain

_SHARE = 0.5
_FORMS_OF_CHINA = frozenset({"中国", "中华人民共和国", "我国"})
# 沪 in 沪深, 来沪 or 沪企; the 港 in 港口 is another word.
_SHORT = dict(
    pair.split(":")
    for pair in (
        "北京:京 天津:津 上海:沪 重庆:渝 河北:冀 河南:豫 云南:滇 辽宁:辽 黑龙江:黑 湖南:湘 安徽:皖"
        " 山东:鲁 新疆:疆 江苏:苏 浙江:浙 江西:赣 湖北:鄂 广西:桂 甘肃:甘 山西:晋 内蒙古:蒙 陕西:陕"
        " 吉林:吉 福建:闽 贵州:黔 广东:粤 青海:青 西藏:藏 四川:川 宁夏:宁 海南:琼 台湾:台 香港:港"
        " 澳门:澳 广州:穗 深圳:深 中国:中 美国:美 英国:英 法国:法 德国:德 日本:日 俄罗斯:俄 韩国:韩"
        " 印度:印 澳大利亚:澳 欧洲:欧 非洲:非 加拿大:加 亚洲:亚 朝鲜:朝 南京:宁 武汉:汉 成都:蓉"
    ).split()
)
_BESIDE = "京津沪渝冀豫滇辽湘皖鲁苏浙赣鄂桂晋陕闽黔粤藏川琼港澳台深穗中美英法德日俄韩印欧非亚"


def perhaps(name: Name, whole: Plain) -> bool:
    """Tell whether a text may have a name in a form that is not looked for, as a shorter one."""
    forms = _forms(name)
    if any(_perhaps_as(form, whole) for form in forms) or _word_by_word(name.form, whole.lower):
        return True
    return name.kind == "acronym" and not lexicon.is_proper(name.form.lower())


def _perhaps_as(form: str, whole: Plain) -> bool:
    return (
        form in _FORMS_OF_CHINA
        or _shortened(form, whole.text)
        # 江苏省商务厅 for 商务部; 元大都 for 元朝.
        or (form[-1] in "部厅局委署司院朝" and form[:-1] in whole.lower)
        or _share(form, whole.lower) >= _SHARE
        or _abbreviated(form, whole.lower)
        or (lexicon.word(form) == "short" and _spelled_out(form, whole.lower))
    )


def _abbreviated(form: str, text: str) -> bool:
    """Tell whether a text may have a shorter form of a long name: 沙特, 深交所, 浙大, 疾控中心.

    A shorter form begins like the name (or like the name after 中国), keeps the order of its
    characters, and ends in one of its last two; or it is the beginning of the name.
    """
    rest = form.removeprefix("中国")
    ways = [rest] if rest == form else [form, rest, f"中{rest}"]
    return any(_shorter(way, text) for way in ways)


def _shorter(form: str, text: str) -> bool:
    if not re.fullmatch(f"[{HAN}]{{4,}}", form):
        return False
    if form[:2] != "中国" and form[:2] in text:
        return True
    between = "".join(f"{character}?" for character in form[1:-2])
    return bool(re.search(f"{form[0]}{between}(?:{form[-2]}{form[-1]}?|{form[-1]})", text))


def _spelled_out(form: str, text: str) -> bool:
    """Tell whether a text may have the full form of a short name: 北大西洋公约组织 for 北约."""
    return bool(re.search(f"[{HAN}]{{0,5}}?".join(form), text))


def _forms(name: Name) -> tuple[str, ...]:
    if re.search(f"[{HAN}]", name.core):
        return (fold(name.core),)
    ways = readings(name.form)
    return (*translations(name.form), *(p for p in _SHORT if any(spelled(p, w) for w in ways)))


def _word_by_word(phrase: str, text: str) -> bool:
    """Tell whether a text may have a name translated word by word: New World, 新世界."""
    words = [word for word in re.findall(r"[a-z]+", phrase.lower()) if word not in _LINKING]
    forms = [[f for f in lexicon.translations(word) if f in text] for word in words]
    return len(words) > 1 and all(forms) and any(len(form) > 1 for held in forms for form in held)


_LINKING = frozenset("of the and for in on at".split())


def _shortened(form: str, text: str) -> bool:
    short = _SHORT.get(re.sub(r"[省市]\Z", "", form))
    if not short:
        return False
    return bool(
        re.search(
            rf"{short}[{_BESIDE}]|[{_BESIDE}]{short}|[在来赴驻离返入进抵访援对全]{short}"
            rf"|{short}[企商资籍股方军裔语文币元媒]",
            text,
        )
    )


def _share(form: str, text: str) -> float:
    """Return the share of a longer form's bigrams that a text has."""
    bigrams = list(_bigrams(form))
    return sum(b in text for b in bigrams) / len(bigrams) if len(bigrams) > 2 else 0.0


def _bigrams(form: str) -> Iterator[str]:
    return (form[i : i + 2] for i in range(len(form) - 1))
