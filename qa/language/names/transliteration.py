"""Western names in Chinese characters: does 坎克利 sound like Kuechly?

Both are reduced to classes of consonants (Kuechly: K K L; 坎克利: K N K L) and aligned. Sounds that
Chinese adds or leaves out, such as a final n, an r or an h, cost little. Only characters used in
transliterations are compared (those of Xinhua's tables, from memory).
"""

from __future__ import annotations

import re
from functools import lru_cache

# Spelling -> what it may sound like: one letter per class, "?" after a sound that may be silent.
_SOUNDS: dict[str, tuple[str, ...]] = {
    "sch": ("S",), "tch": ("S",), "ch": ("SKH",), "sh": ("S",), "ph": ("F",), "th": ("TS",),
    "ck": ("K",), "qu": ("K",), "gh": ("KH?",), "kn": ("N",), "wr": ("L",), "ng": ("N",),
    "dg": ("S",), "x": ("K?", "S"), "b": ("P",), "c": ("KS",), "d": ("T",), "f": ("FHP",),
    "g": ("KS",), "h": ("H?",), "j": ("SYH",), "k": ("K",), "l": ("L",), "m": ("MN",),
    "n": ("N",), "p": ("P",), "q": ("KS",), "r": ("L?",), "s": ("S",), "t": ("TS",),
    "v": ("WFP",), "w": ("WH?",), "z": ("SK",), "y": ("Y?",),
}  # fmt: skip
_SPELLING = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_INITIALS = {
    "b": "P", "p": "P", "m": "M", "f": "F", "d": "T", "t": "T", "n": "N", "l": "L", "g": "K",
    "k": "K", "h": "HFK", "j": "SK", "q": "SK", "x": "SH", "zh": "S", "ch": "S", "sh": "S",
    "r": "LSY", "z": "S", "c": "S", "s": "S", "y": "Y?", "w": "W?",
}  # fmt: skip
_CHARACTERS = frozenset(
    "阿艾埃爱安昂奥巴芭白柏班邦包鲍保贝本比彼毕边宾滨波伯博勃布卜查察昌春茨慈聪达大代戴丹当"
    "道德得登邓迪狄底蒂杜多顿敦朵厄恩尔耳法凡范方菲费芬丰冯佛夫弗福富盖甘冈高戈哥格葛根贡古"
    "瓜圭果哈海汉汗豪赫亨洪胡华怀惠霍基吉加嘉佳贾简姜杰捷金津京九卡凯坎康考柯科可克肯孔库夸"
    "奎昆拉腊来莱赖兰朗劳勒雷蕾黎里理利莉丽莲连良列烈林琳隆龙卢鲁路伦罗洛吕马玛迈麦曼芒毛茅"
    "梅门蒙孟米密缅敏明缪摩莫默姆穆木拿那娜纳奈南瑙内尼妮宁纽农努诺女欧帕派潘庞培佩彭皮匹平"
    "珀泼坡普齐奇契恰强乔切钦琴青琼丘屈让热日荣儒瑞若萨塞赛桑瑟森沙莎山尚绍舍申圣什施史士舒"
    "朔斯丝思司松苏素孙索所塔泰坦汤唐陶特腾提铁汀廷通图土吐托脱瓦万旺威韦维魏温文翁沃乌武伍"
    "西希锡席夏香肖歇谢辛欣兴休许雄旭雅亚延扬耶叶伊依易因英尤于宇约云赞泽曾扎詹章张哲者珍真"
    "芝治朱祖佐冶逊滕翰缇娅婷芙薇茜珊詹"
)
_RUN = re.compile(f"[{''.join(sorted(_CHARACTERS))}]{{2,}}")
_LEAST = 3  # sounds; two match in almost any text
_SLIGHT = 0.25  # cost of a silent sound

Sound = tuple[frozenset[str], float]


def found(text: str, word: str) -> tuple[int, int] | None:
    """Find where a Chinese text has characters that sound like a Latin word, if it has any.

    >>> found("队员卢克·坎克利参赛", "Kuechly")
    (5, 8)
    """
    wanted = sounds(word)
    if sum(cost == 1 for _, cost in wanted) < _LEAST:
        return None
    for match in _RUN.finditer(text):
        if place := _aligned(wanted, _syllables(match.group())):
            return match.start() + place[0], match.start() + place[1]
    return None


def transliterates(text: str) -> bool:
    """Tell whether a text may be a transliteration, by its characters."""
    return _CHARACTERS.issuperset(text)


@lru_cache(maxsize=4096)
def sounds(word: str) -> tuple[Sound, ...]:
    """Return a Latin word's consonants, each with its possible classes and its cost if left out."""
    lower = re.sub(r"(.)\1", r"\1", word.lower())
    found = [s for m in _SPELLING.finditer(lower) for s in _SOUNDS[m.group()]]
    return tuple(_sound(s) for s in found)


def _sound(written: str) -> Sound:
    silent = written.endswith("?")
    return frozenset(written.rstrip("?")), _SLIGHT if silent else 1.0


@lru_cache(maxsize=4096)
def _syllables(run: str) -> tuple[tuple[int, Sound], ...]:
    """Return the consonants of Han characters, each with the place of its character."""
    return tuple((place, sound) for place, c in enumerate(run) for sound in _consonants(c))


@lru_cache(maxsize=2048)
def _consonants(character: str) -> tuple[Sound, ...]:
    from pypinyin import lazy_pinyin

    syllable = lazy_pinyin(character)[0]
    if syllable == "er":
        return (_sound("L?"),)
    initial = re.match(r"[zcs]h|[^aeiouv]|", syllable)
    written = _INITIALS.get(initial.group(), "") if initial else ""
    if character in "斯兹茨思丝司特德尔克":
        written = {"特": "TS", "德": "T"}.get(character, written)
    nasal = [_sound("NM?")] if re.search(r"ng?\Z", syllable) else []
    return (*([_sound(written)] if written else []), *nasal)


def _aligned(
    wanted: tuple[Sound, ...], held: tuple[tuple[int, Sound], ...]
) -> tuple[int, int] | None:
    """Find the closest characters, if close enough, by Sellers' approximate search (1980)."""
    most = 0.5 if sum(cost == 1 for _, cost in wanted) < 5 else 1.25
    # For each length of the pattern: its cost so far, and the character it began at.
    row = _started(wanted, held[0][0] if held else 0)
    best: tuple[float, int, int] | None = None
    for place, sound in held:
        row = _next(row, wanted, sound, place)
        cost, start = row[-1]
        if cost <= most and (best is None or cost < best[0]):
            best = (cost, start, place + 1)
    return best[1:] if best and best[2] - best[1] > 1 else None


Row = list[tuple[float, int]]


def _started(wanted: tuple[Sound, ...], place: int) -> Row:
    row = [(0.0, place)]
    for _, cost in wanted:
        row.append((row[-1][0] + cost, place))
    return row


def _next(row: Row, wanted: tuple[Sound, ...], sound: Sound, place: int) -> Row:
    classes, added = sound
    following: Row = [(0.0, place)]
    for i, (wish, left_out) in enumerate(wanted):
        begun, start = row[i]
        start = place if i == 0 else start
        both = (begun + (0.0 if wish & classes else 1.0), start)
        more = (row[i + 1][0] + added, row[i + 1][1])
        less = (following[i][0] + left_out, following[i][1])
        following.append(min(both, more, less))
    return following
