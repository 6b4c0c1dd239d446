"""Whether a text bears a name: in its own letters, by the dictionary, as pinyin, or by its sound.

A name is unsupported only where it would stand in some form that can be looked for: a proper
noun of the dictionary, a romanised name, a title. Of others it is unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import permutations
from typing import TYPE_CHECKING, Literal

from qa import lexicon, pinyin
from qa.names import transliteration
from qa.names.plain import plain
from qa.text import HAN, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.names.name import Name
    from qa.names.plain import Plain
    from qa.text import Span

State = Literal["supported", "unsupported", "unknown"]


@dataclass(frozen=True, slots=True)
class Support:
    """How a name stands to the texts that should bear it: `span` is in the text number `source`."""

    state: State
    source: int | None = None
    span: Span | None = None


def support(name: Name, sources: Sequence[str], given: str = "") -> Support:
    """Look for a name in texts, the first that has it; `given` is what the question says.

    A name of the question proves nothing, but to repeat it claims nothing either.

    >>> from qa.names import find
    >>> support(find("in Hengqin")[0], ["横琴合作区"])
    Support(state='supported', source=0, span=Span(start=0, end=2))
    >>> support(find("in Beijing")[0], ["横琴合作区"]).state
    'unsupported'
    """
    for number, text in enumerate(sources):
        source = plain(text)
        if place := _found(name, source):
            return Support("supported", number, source.span(*place))
    if not name.firm or _found(name, plain(given)):
        return Support("unknown")
    whole = plain("\n".join(sources))
    return Support("unknown" if _perhaps(name, whole) else "unsupported")


def _found(name: Name, source: Plain) -> tuple[int, int] | None:
    """The first place where a text has a name, in any of the ways to have it."""
    if re.search(f"[{HAN}]", name.core):
        return _han(name, source)
    return (
        _letters(source.lower, name.form)
        or _first(source.lower, translations(name.form))
        or _read(source.text, name.form)
        or transliteration.found(source.text, name.form)
    )


def _first(text: str, forms: Sequence[str]) -> tuple[int, int] | None:
    """Where the longest of the forms that stand in a text stands first."""
    held = [form for form in forms if form in text]
    if not held:
        return None
    longest = max(held, key=len)
    return text.index(longest), text.index(longest) + len(longest)


def _letters(text: str, word: str) -> tuple[int, int] | None:
    """Where a text has a Latin word, however it is joined: ChinaJoy, China Joy, China-Joy."""
    match = _pattern(word).search(text)
    return match.span() if match else None


@lru_cache(maxsize=1024)
def _pattern(word: str) -> re.Pattern[str]:
    letters = re.findall(r"[a-z0-9]", word.lower())
    return re.compile(rf"(?<![a-z0-9]){_JOINTS.join(letters)}(?:['’]?s)?(?![a-z])")


_JOINTS = r"[\s.'’&-]?"


# --- the dictionary ----------------------------------------------------------------------------


@cache
def translations(name: str) -> tuple[str, ...]:
    """What a Latin name may be in Chinese by the dictionary, folded; a lone character is none.

    >>> translations("NATO"), translations("United States")[:2]
    (('北约', '北大西洋公约组织'), ('美国', '美利坚'))
    """
    said = re.sub(r"[-\s]+", " ", name.lower().replace(".", "").replace("’", "'"))
    forms = (*lexicon.translations(said), *_ALSO.get(said, ()), *lexicon.acronym(said))
    return tuple(dict.fromkeys(form for form in forms if len(form) > 1))


_ALSO = {
    "us": ("美国",),
    "usa": ("美国",),
    "america": ("美国",),
    "uk": ("英国",),
    "prc": ("中国",),
    "england": ("英国",),
    "macao": ("澳门",),
    "holland": ("荷兰",),
}


# --- pinyin ------------------------------------------------------------------------------------


def _read(text: str, name: str) -> tuple[int, int] | None:
    """Where a text has characters that may be read like a name; Na Li is Li Na as well."""
    for reading in _readings(name):
        if place := _spelled(text, reading):
            return place
    return None


@lru_cache(maxsize=1024)
def _readings(name: str) -> tuple[tuple[str, ...], ...]:
    parts = name.split()
    orders = [" ".join(order) for order in permutations(parts)] if len(parts) in {2, 3} else [name]
    return tuple(reading for order in orders for reading in pinyin.readings(order))


def _spelled(text: str, reading: tuple[str, ...]) -> tuple[int, int] | None:
    for start in range(len(text) - len(reading) + 1):
        if all(s in sounds(text[start + i]) for i, s in enumerate(reading)):
            return start, start + len(reading)
    return None


@lru_cache(maxsize=16384)
def sounds(character: str) -> frozenset[str]:
    """The toneless syllables that a character may be read as; ü also as u.

    >>> sorted(sounds("重"))
    ['chong', 'tong', 'zhong']
    """
    if not re.match(f"[{HAN}]", character):
        return frozenset()
    from pypinyin import Style
    from pypinyin import pinyin as spell

    found = set(spell(character, style=Style.NORMAL, heteronym=True)[0])
    return frozenset(found | {s.replace("v", "u") for s in found})


# --- Chinese names -----------------------------------------------------------------------------


def _han(name: Name, source: Plain) -> tuple[int, int] | None:
    """Where a text has a Chinese name or what it turns on, marks apart."""
    text, form = source.lower, name.form.lower()
    if form in text:
        return text.index(form), text.index(form) + len(form)
    core = name.core.lower()
    if name.kind in {"title", "quoted"}:
        return _without_marks(text, core)
    return _first(text, (core, *_beginnings(name, core), *_synonyms(core))) or _abroad(text, core)


def _beginnings(name: Name, core: str) -> list[str]:
    """What a transliterated name begins with, where it may end sooner: 坎克利 in 坎克利拦截了."""
    dotted = re.search(r"[·•・‧]", name.form)
    return [core[:length] for length in range(len(core) - 1, 1, -1)] if dotted else []


def _synonyms(core: str) -> tuple[str, ...]:
    """What else has the Latin name of a Chinese one: 美国宇航局, 美国国家航空航天局."""
    gloss = lexicon.latin(core)
    return translations(gloss) if gloss else ()


def _abroad(text: str, core: str) -> tuple[int, int] | None:
    """Where a text has the Latin name of a Chinese one: Google for 谷歌, NASA for 美国宇航局."""
    for match in re.finditer(r"[a-z]{2,}(?: [a-z]{2,})?", text):
        if core in translations(match.group()):
            return match.span()
    gloss = lexicon.latin(core)
    return _letters(text, gloss) if gloss else None


def _without_marks(text: str, core: str) -> tuple[int, int] | None:
    letters = re.findall(r"\w", core)
    match = re.search(r"\W*".join(map(re.escape, letters)), text) if letters else None
    return match.span() if match else None


# --- what cannot be told -----------------------------------------------------------------------

_SHARE = 0.5
_FORMS_OF_CHINA = frozenset({"中国", "中华人民共和国", "我国"})
# 沪 in 沪深, 来沪 or 沪企; 港 in 临港 is another.
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


def _perhaps(name: Name, whole: Plain) -> bool:
    """Whether a text may have a name in a form that is not looked for, such as a shorter one."""
    forms = _forms(name)
    if any(_perhaps_as(form, whole) for form in forms) or _word_by_word(name.form, whole.lower):
        return True
    return name.kind == "acronym" and not lexicon.is_proper(name.form.lower())


def _perhaps_as(form: str, whole: Plain) -> bool:
    return (
        form in _FORMS_OF_CHINA
        or _shortened(form, whole.text)
        # 江苏省商务厅 for 商务部; 元大都 for 元朝.
        or ((len(form) > 2 or form.endswith("朝")) and form[:-1] in whole.lower)
        or _share(form, whole.lower) >= _SHARE
    )


def _forms(name: Name) -> tuple[str, ...]:
    if re.search(f"[{HAN}]", name.core):
        return (fold(name.core),)
    spelled = (place for place in _SHORT if any(_spelled(place, r) for r in _readings(name.form)))
    return (*translations(name.form), *spelled)


def _word_by_word(phrase: str, text: str) -> bool:
    """Whether a text may have a name put into Chinese word by word: New World, 新世界."""
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
            rf"{short}[{_BESIDE}]|[{_BESIDE}]{short}|[在来赴驻离返入进抵访援对]{short}"
            rf"|{short}[企商资籍股方军裔语文币元媒]",
            text,
        )
    )


def _share(form: str, text: str) -> float:
    """The share of a longer form's bigrams that stand in a text."""
    bigrams = list(_bigrams(form))
    return sum(b in text for b in bigrams) / len(bigrams) if len(bigrams) > 2 else 0.0


def _bigrams(form: str) -> Iterator[str]:
    return (form[i : i + 2] for i in range(len(form) - 1))
