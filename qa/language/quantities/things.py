"""Counted things, and which of them may be the same: 项目 are never companies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language.lexicon import lemmas, translations
from qa.language.quantities.nouns import EN, GENERAL, SINGULAR, ZH, classified
from qa.language.text import HAN

if TYPE_CHECKING:
    from qa.language.quantities.figures import Quantity

_LONGEST = max(map(len, ZH))
_HAN = re.compile(f"[{HAN}]")
# A verb ends the name of the counted thing: 项目落户企业, 企业参与项目.
VERBS = re.compile(
    "签约|签署|落户|涉及|涵盖|包括|包含|参加|参与|参赛|报名|入驻|开工|竣工|投产|完成|获得|荣获|获评|获奖"
    "|成为|成立|进行|实现|通过|来自|发生|举行|举办|启动|建成|达成|取得|分布|入选|接受|提供|提出|带来"
    "|引进|引入|吸引|覆盖|集中|上市|受到|受损|受灾|受伤|死亡|遇难|失联|被困|开展|进入|走进|组成|推出"
    "|公布|发布|办理|设立|新增|增加|减少|增长|下降|超过|达到|总投资|总额|同比|环比|进行|可以|需要|正在|已经"
    "|以上|以下|左右|其中|分别|全部|均|齐聚|亮相|展出"
)
_JOINED = 3  # characters at most between two nouns of one name: 汽车及配套企业
# Last characters that name a thing and not an act: 充电桩, 足球场.
_LAST_OF_THINGS = frozenset(
    "桩站馆员者机器场厂店车船楼屋桥园院校室队奖章牌书剧歌曲品物药剂苗床库池塔井岛河湖村镇县区港券卡证"
    "坝堤窖墓寺庙碑像杯球枪炮弹箱袋瓶罐椅桌灯门窗墙树花草虫鸟鱼兽细胞星球网群库楼盘厅亭廊路线轨"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z-]*")


def same(evidence: Quantity, claim: Quantity) -> bool:
    """Tell whether `evidence` and `claim` may count the same thing; in doubt they may.

    >>> from qa.language.quantities import find
    >>> same(find("130个项目")[0], find("130 companies")[0])
    False
    """
    last = evidence.subject[-2:]
    alike = classified(evidence.unit) == classified(claim.unit)
    if alike and len(last) == 2 and _HAN.match(last) and claim.subject.endswith(last):
        return True  # 重大项目 and 科技产业项目, although 大项 is a noun too
    one, other = _groups(evidence), _groups(claim)
    if one and other:
        return _related(one, other) or _named(evidence.subject, claim.subject)
    return not _foreign(evidence.subject, claim.subject)


def same_rank(evidence: Quantity, claim: Quantity) -> bool:
    """Tell whether two ordinals may rank the same thing.

    Their classifier is not compared: 第三名 need not be a person.
    """
    one, other = counted(evidence.subject), counted(claim.subject)
    return not one or not other or _related(one, other)


def _groups(quantity: Quantity) -> frozenset[str]:
    """Return the groups of the counted noun, limited to those its classifier allows."""
    groups = counted(quantity.subject)
    by_classifier, loose = classified(quantity.unit)
    if loose:
        return groups | by_classifier if groups else by_classifier
    if by_classifier:
        fitting = frozenset(g for g in groups if _related(frozenset({g}), by_classifier))
        return fitting or by_classifier
    return groups


def _related(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether a group of one equals, contains or belongs to a group of the other."""
    return any(a == b or a.startswith(f"{b}/") or b.startswith(f"{a}/") for a in one for b in other)


def counted(subject: str) -> frozenset[str]:
    """Return the groups of the nouns that a subject may name; none if it has no known noun.

    >>> sorted(counted("重大前沿科技产业项目")), sorted(counted("oil and gas firms"))
    (['project'], ['organisation/company'])
    """
    if _HAN.search(subject):
        nouns = [noun for part in subject.split("、") for noun in heads(part)]
        return frozenset().union(*(ZH[noun] for noun in nouns))
    return frozenset().union(*(EN[noun] for noun in _english_heads(subject)))


def heads(phrase: str) -> list[str]:
    """Return the last noun of each name in a Chinese phrase, up to the first verb after one.

    >>> heads("油气企业"), heads("企业代表颁发"), heads("项目落户企业园区")
    (['企业'], ['代表'], ['项目'])
    """
    found: list[str] = []
    pos = end = 0
    while pos < len(phrase):
        if found and (pos - end > _JOINED or VERBS.match(phrase, pos)):
            break
        noun = _noun_at(phrase, pos)
        if noun is None:
            pos += 1
            continue
        if found and pos == end:
            found.pop()
        found.append(noun)
        pos = end = pos + len(noun)
    return found


def _noun_at(phrase: str, pos: int) -> str | None:
    for size in range(min(_LONGEST, len(phrase) - pos), 0, -1):
        noun = phrase[pos : pos + size]
        if (
            noun in ZH
            and phrase[pos + size : pos + size + 1] != "级"
            and (size > 1 or _is_end(phrase, pos + 1))
        ):
            return noun
    return None


def _is_end(phrase: str, pos: int) -> bool:
    """Tell whether a noun of one character may end here: 人 in 10个人, but not in 人工智能."""
    return pos == len(phrase) or phrase[pos] == "的" or bool(VERBS.match(phrase, pos))


def _english_heads(subject: str) -> list[str]:
    """Return the last of the adjacent known nouns, and any nouns that "and" joins to it.

    >>> _english_heads("police cars"), _english_heads("teachers and students in town")
    (['cars'], ['teachers', 'students'])
    """
    words = [w.lower() for w in _WORD.findall(subject)]
    known = [w in EN and w not in SINGULAR for w in words]
    if not any(known):
        return [w for w in words if w in SINGULAR][:1]
    found: list[str] = []
    for i in range(known.index(True), len(words)):
        if known[i] and (not found or known[i - 1]):
            found = [*found[:-1], words[i]]
        elif known[i] and "and" in words[i - 2 : i]:
            found.append(words[i])
    return found


def _named(evidence: str, claim: str) -> bool:
    """Tell whether the dictionary translates the English noun as the Chinese one."""
    chinese, english = _by_language(evidence, claim)
    if not chinese or not english:
        return False
    names = [name for noun in english for name in _translated(noun) if len(name) > 1]
    return not VERBS.search(chinese) and any(chinese.endswith(name) for name in names)


def _by_language(evidence: str, claim: str) -> tuple[str, list[str]]:
    """Return the Chinese one of two subjects, and the nouns of the English one."""
    if _HAN.search(evidence) and not _HAN.search(claim):
        return evidence, _plurals(claim)
    if _HAN.search(claim) and not _HAN.search(evidence):
        return claim, _plurals(evidence)
    return "", []


def _plurals(subject: str) -> list[str]:
    """Return the first plural of an English subject, unless it is a general one such as items."""
    words = [w.lower() for w in _WORD.findall(subject)]
    nouns = [
        w for w in words if w in EN or (w.endswith("s") and not w.endswith(("ss", "us", "is")))
    ]
    return [noun for noun in nouns[:1] if noun not in GENERAL]


def _translated(noun: str) -> list[str]:
    return [name for word in lemmas(noun) for name in translations(word)]


def _foreign(evidence: str, claim: str) -> bool:
    """Tell whether two subjects, at least one without known nouns, certainly name two things."""
    chinese, english = _by_language(evidence, claim)
    if chinese and english:
        names = _translated(english[0])
        return _is_thing(chinese) and bool(names) and not set("".join(names)) & set(chinese)
    if _HAN.search(evidence) and _HAN.search(claim):
        return _is_thing(evidence) and _is_thing(claim) and not set(evidence) & set(claim)
    one, other = _plurals(evidence), _plurals(claim)
    return bool(one and other) and _apart(one[0], other[0])


def _is_thing(subject: str) -> bool:
    """Tell whether a Chinese subject surely ends in a thing; 签约 and 成功保住 may be acts."""
    return bool(counted(subject)) or subject[-1:] in _LAST_OF_THINGS


def _apart(one: str, other: str) -> bool:
    """Tell whether two English nouns share no form and no Chinese character in the dictionary."""
    if set(lemmas(one)) & set(lemmas(other)):
        return False
    names, others = _translated(one), _translated(other)
    return bool(names and others) and not set("".join(names)) & set("".join(others))
