"""Text that looks like a figure but is not: 千家万户, 统一, COVID-19, 1.2.3, a telephone number."""

from __future__ import annotations

import re
import unicodedata

from qa.language.quantities.numerals import HAN, STARTERS

# Characters that no reader sees: soft hyphens, zero-width marks, direction marks, variation
# selectors.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_WIDE = {chr(0xFF10 + i): str(i) for i in range(10)} | {"．": ".", "＄": "$", "＋": "+", "－": "-"}
_SIMPLE = dict(
    zip(
        "萬億兩個餘數幾約過於項戶種張塊顆組對雙隻條輛艘間層輪屆場雲號點時鐘週歲噸頃畝倍類筆單臺棟圓韓歐幣遠"
        "長導達滿將與東國電時間強級紀爾開內級萬業從線",
        "万亿两个余数几约过于项户种张块颗组对双只条辆艘间层轮届场云号点时钟周岁吨顷亩倍类笔单台栋圆韩欧币远"
        "长导达满将与东国电时间强级纪尔开内级万业从线",
        strict=True,
    )
)
_FOLD = str.maketrans(_WIDE | _SIMPLE)
_FOLDED = re.compile(f"[{''.join(_WIDE | _SIMPLE)}]")
# Thousands as ８，４００, or as other countries write them: 8 400, 8'400.
_GROUP_MARK = re.compile(
    r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))|(?<=\d)[\u2009\u202f'’](?=\d{3}(?!\d))"
)
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")


def fold(text: str) -> str:
    """Return the text with ASCII digits and simplified numerals and units, character for character.

    >>> fold("３５６個")
    '356个'
    """
    text = _GROUP_MARK.sub(",", text)
    text = text.translate(_FOLD) if _FOLDED.search(text) else text
    # Arabic-Indic, Devanagari and mathematical digits too
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


CANDIDATE = re.compile(rf"[0-9{HAN}几数半第首翻]|[A-Za-z]+")
"""Places where a figure may begin; its bound words or currency stand before them."""

NUMERALS = frozenset("0123456789几数" + HAN)
NUMERAL_STARTS = NUMERALS | frozenset("半abcdefhlmnostABCDEFHLMNOST")

_RUNS = re.compile(rf"\d+|[{HAN}]+|[A-Za-z]+|.", re.S)
_MONTH = (
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july "
)
_MONTH += "august september october november december"
ORDINALS = {
    word: i
    for i, word in enumerate(
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
            "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ).split(),
        start=1,
    )
}
MULTIPLES = {"doubled": 2, "doubling": 2, "twice": 2, "tripled": 3, "tripling": 3, "quadrupled": 4}
MULTIPLES |= {"twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "tenfold": 10}
_WORDS = {
    *STARTERS,
    *_MONTH.split(),
    *ORDINALS,
    *MULTIPLES,
    "q",
    "no",
    "top",
    "fortune",
    "global",
    "few",
}
_WORDS -= {"zero"}
NUMBER_WORDS = frozenset({*STARTERS, *_MONTH.split(), *MULTIPLES})
_CODES = {"RMB", "CNY", "USD", "EUR", "GBP", "HKD", "JPY", "US", "HK", "NT"}

ORDINAL_HAN = "批个次家届座条台款艘架轮期例套部列单笔名位场颗枚段项所"
# Most of these characters do not begin a figure, so a cheap look at what follows comes first.
_OPENING = re.compile(
    rf"[几数][十百千万亿]|第 ?[\d{HAN}几数]|翻了?[一两二三四]?番|首[{ORDINAL_HAN}]"
    r"|半[年小天个数]|(?<=[上下过近超])半"
    r"|[Aa]n? (?:dozen|half|hundred|thousand|[mbtr]+illion|third|quarter|fifth|tenth)(?![a-z])"
    r"|No[. ]|[Qq][1-4]|(?:[Tt]op|Global|Fortune|Fortune Global)[ -]\d"
)
_NEEDS_MORE = {*"几数第翻首半", "a", "an", "no", "q", "top", "global", "fortune"}

_URL = re.compile(r"(?:https?://|www\.)[^\s\u3000-\u303f\u4e00-\u9fff，。；）]{1,2000}")
_DOMAIN = re.compile(
    r"[A-Za-z][\w.+-]{0,60}(?:@|\.(?:com|cn|org|net|gov|edu|io)\b)[\w./?=&%@-]{0,2000}"
)
_NAME = re.compile(r"[A-Za-z]+(?:[-_/&+.][A-Za-z]+){0,8}+[-_/&–]?\d[\w\-./]*", re.A)
_NAMED_PLAN = re.compile("[Ff]ive-[Yy]ear [Pp]lan")
_GLUE = frozenset("-_/&+.–")
_YEARLY = re.compile(r"(?:mid|late|early|pre|post|non|end)-(?=\d)", re.I)

# 32 numbers joined by bare marks are a table or a bar code; so is a run of over 40 digits.
_ROW = re.compile(r"(?:\d{1,40}[,.;:/|、，_~*=+%\-]{1,3}){32,}+\d*")
# Two hundred numbers with at most five characters between them are not prose.
_TABLE = re.compile(
    rf"[第几数]?(?:(?:\d{{1,40}}[^\d]{{1,5}}){{200,}}+\d*|(?:[{HAN}]{{1,9}}[^{HAN}]{{1,3}}){{200,}}+)"
)
_LONG = re.compile(rf"\d{{41,}}+|[{HAN}]{{41,}}+")
_PHONE = re.compile(
    r"\d{3,4}-\d{7,8}(?!\d)|\d{1,9}(?:-\d{1,9}){2,}|1[3-9]\d{9}(?![\d.万亿元])|400\d{7}(?!\d)"
)
_DATE = re.compile(
    r"(?:1[5-9]|20)\d\d([-/.])(?:0?[1-9]|1[0-2])\1(?:3[01]|[12]\d|0?[1-9])(?![\d.\-/])"
)
# 07-25 04:37 and 08月18日 begin with a month, not with a code.
_DAY = re.compile(r"\d{1,2}(?:[-/]\d\d(?= {1,2}\d\d:\d\d)|[:：]\d\d|[ \u00a0]?[年月日号时分点秒])")
_VERSION = re.compile(r"\d{1,40}(?:\.\d{1,40}){2,}+[\w.\-]*|\d{1,9}\.(?=[A-Za-z])[\w.]+")
# A telephone or road number, a code that begins with 0, 1,23,456, an e-mail address, a list item's
# number, 9位数, 2型糖尿病, 4K and 9·11.
_LABEL = re.compile(
    r"(?:(?<=[省国县乡]道)|(?<=拨打)|(?<=致电)|(?<=热线)|(?<=电话)|(?<=客服)|(?<=尾号)|(?<=急救))"
    r"\d{2,12}(?![\d.%])|0\d{1,11}(?![\d.])(?:[/-]\d{1,2}(?!\d))?|\d{1,3}(?:,\d\d){1,6},\d{3}(?!\d)"
    r"|[\d.]{1,30}(?=[\w.]{0,30}@[A-Za-z0-9])|\d{1,2}\.(?=[\u4e00-\u9fff“《])"
    r"|\d{3,6}(?=热线|电话|客服|专线|举报|指挥中心|急救|[国省县乡]道)|\d{1,2}(?=位数| ?型)"
    r"|(?<![$¥€£])[248](?:\.\d)?K(?![A-Za-z0-9])|\d{3}(?=客机|飞机)|\d{1,2}[·•]\d{1,2}|(?:24/7|9/11)(?!\d)"
)
_CODE = re.compile(r"(?<=[(（])[0368]\d{5}(?=[)）.])")
_LONG_BARE = re.compile(r"\d{8,40}(?![\d,.]|\s?[^\W\d_])")

_IDIOMS = """
(?<=最后)一公里 三轮车 三轮摩 三轮违 三里屯 三伏 两轮电 四轮驱 三大件
一些 一样 一起 一直 一定 一般 一致 一切 一旦 一贯 一律 一度 一再 一向 一同 一道 一边 一面 一方面
一部分 一系列 一体 一站式 一流 一线 一带 一次性 一口气 一把手 一条龙 一代 一点 一手 一时 一路 一身
一举 一共 一番 一阵 一会 一味 一并 一经 一如 一早 一行 一连 一齐 一生 一审 一类 一元化 一家人
一家子 一家独大 一名不 一本正经 一本万利 一条心 一条街 一层楼 一大批 一大早 一大波 一大堆 一大步
一大截 一大笔 一下 一对一 一比一 一级 一股 一套套 一场空 一步 一个劲 一个样 一人之 一分 一字
一把 一处 一桶 一国两制 一五一十 一心一意 一张一弛 一颗心 一家之言 一场场 一年一度 一片 一种种
一行人 一组组 一期一 一期间 一天天 一年年 一日之 一年到头 一天到晚 一日三餐 一周岁 一秒都 一只脚
一步一个 一户一 一人一 一企一 一国一 一县一 一地一 一物一 一事一 一网 一城 一刻 二人转 二人台
二手 二维 二人选 二氧化 二次元 二级 二线 二代 三农 三三两两 三番五次 三番两次 三家村 三部曲
三级跳 三角 三峡 三亚
三星 三方便 三天两头 三人行 三只松鼠 三令五申 三年五载 三头六臂 三长两短 三心二意 三言两语 三门峡
三门县 三位一体 三大男高音 三国演义 三国时 三国志 三人成虎 三下乡 三层楼 三元里 三元桥 三甲
三口之家 三点一线 三次元 三个臭皮匠 三本大学 两会 两岸 两手 两面 两侧 两旁 两边 两口子 两院院士
两院 两栖 两极 两次三番 两性 两全 两码事 两回事 两下子 两三下 四川 四大皆空 四面八方 四处 四季
四平 四方 四人帮 四通八达 四世同堂 四海 四书五经 四周 四分五裂 四大名著 五一 五四 五台山 五台县
五大连池 五常 五湖四海 五花八门 五角 五金 五粮液 五官 五个一工程 五方 五分钱 六一 六安 六方 六盘水
六神无主 七夕 七匹狼 七台河 七一 七上八下 七嘴八舌 八一 八方 八达岭 八卦 八仙 八国联军 九江 九寨沟
九台 九牛一毛 九州 九龙 九天 九号公司 九方 十分(?!之|钟) 十足 十堰 十一黄金周 十一假期 十一长假
十全十美 十方 十家堡 十里八乡 十里长 十里 十年树木 十年如一日 十年磨 十大元帅 百花齐放 百家争鸣
百家姓 百家号 百家乐 百度 百货 百姓 百科 百年大计 百年老店 百分百 百万富翁 百般 百余里 百合
千家万户 千千万万 千万不 千万别 千万要 千方百计 千篇一律 千里 千岛湖 千军万马 千山万水 千变万化
千瓦 千米 千克 万一 万科 万达 万物 万象 万里 万家灯火 万户千 万众 万事 万亩方 万分(?!之) 万元户
万年历 万年青 万里长 十四五 十三五 十二五 十五五 九三学社 九一八 二十四节气 二十四史 三十六计
三十而立 四十不惑 二八 三七 七七 双十一 半导体 半岛 半夜 半路 半空 半山 半截 半径 半个身 半决赛
半成品 半程 半边天 半拉
半天天 第一时间 第一手 第一线 第一夫人 第三方 第三者 第三世界 第一财经 第二天性
第一太平 数一数二 数十载 几分钟热度 数百货 数千里 首都 首先 首席 首府 首尔 首饰 首脑 首相 首例外
首钢 首长 首肯
"""
_PLANS = {"十二五": 12, "十三五": 13, "十四五": 14, "十五五": 15}
_IDIOM = re.compile("|".join(sorted(_IDIOMS.split(), key=len, reverse=True)))
_PLAN = re.compile("十[二三四五]五(?!年|万|个|家)")
_DOUBLED = re.compile(r"一(.)\1")
# 周一 and 初三 are days, 统一 and 唯一 words, 张三 and 王五 placeholder names, 之一 is "one of",
# 万一 "if".
_BEFORE_ANY = frozenset("周拜初之其张李王")
_BEFORE_ONE = frozenset("期统唯专逐划归同如不某任整维无非多双合单这那哪另每上下前后新此头")
_ALSO = frozenset("一二三四五六七八九十")
_COUNT_NOUN = frozenset("人户件次总岁指参位倍系基度函少多无款分票里字代小奇偶对负级")


def skip(text: str, match: re.Match[str], floor: int) -> int:
    """Return where the text at this candidate ends if it is not a figure, or 0 if it may be one.

    `floor` is the end of the figure before: in 一周三次 the 三 is not a weekday.
    """
    start, char = match.start(), match[0]
    table = _TABLE.match(text, start) if char in NUMERALS or char == "第" else None
    return table.end() if table else _skip(text, match, floor)


def _skip(text: str, match: re.Match[str], floor: int) -> int:
    start, char = match.start(), match[0]
    if "0" <= char <= "9":
        return _skip_digits(text, start)
    if char.isascii():
        return _skip_word(text, match)
    if char in _NEEDS_MORE and not _OPENING.match(text, start):
        return match.end()
    if start > floor and _ends_word(text, start):
        return match.end()
    if char in "〇零" and text[match.end() : match.end() + 1] != "点":  # 零部件, 零售
        return run_end(text, start)
    found = _LONG.match(text, start) or _idiom(text, start)
    return found.end() if found else 0


def _idiom(text: str, start: int) -> re.Match[str] | None:
    found = _IDIOM.match(text, start) or (
        _DOUBLED.match(text, start) if text[start] == "一" else None
    )
    return None if found and found[0] in _PLANS and _PLAN.match(text, start) else found


def _ends_word(text: str, start: int) -> bool:
    """Tell whether the numeral ends a word: 统一, 之一, 周三, 人数, but not 不少于三家."""
    before, char = text[start - 1], text[start]
    if char == "数":
        return before in _COUNT_NOUN
    if char not in _ALSO or run_end(text, start) != start + 1:
        return False
    return before in _BEFORE_ANY or (char == "一" and before in _BEFORE_ONE)


def plan(text: str, start: int) -> tuple[int, int] | None:
    """Return where a plan's name ends and its number: 十四五 is the 14th plan."""
    match = _PLAN.match(text, start)
    return (match.end(), _PLANS[match[0]]) if match else None


def run_end(text: str, start: int) -> int:
    """Return the end of the run of digits, numerals or letters at `start`."""
    match = _RUNS.match(text, start)
    return match.end() if match else start + 1


def _is_title(text: str, match: re.Match[str]) -> bool:
    """Tell whether a number word inside a sentence is part of a name, as in "the Three Gorges"."""
    start, end = match.span()
    if match[0].lower() not in STARTERS or not match[0].istitle() or start < 2:
        return False
    named = text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
    return named and text[start - 2].isalnum() and text[start - 1] == " "


def _skip_digits(text: str, start: int) -> int:
    if _DATE.match(text, start) or _DAY.match(text, start):
        return 0
    for pattern in (_ROW, _LONG, _CODE, _LABEL):
        if found := pattern.match(text, start):
            return found.end()
    for pattern in (_VERSION, _PHONE, _LONG_BARE):
        if found := pattern.match(text, start):
            return found.end()
    return 0


def _skip_word(text: str, match: re.Match[str]) -> int:
    start, after = match.start(), text[match.end() : match.end() + 1]
    if match[0] == "FY":  # FY2021: a year
        return match.end()
    if name := _address(text, start, after) or _NAMED_PLAN.match(text, start):
        return name.end()
    if _may_begin(text, match, after):
        return 0
    if match[0] in _CODES or not (after.isdigit() or after in _GLUE):
        return match.end()
    found = _YEARLY.match(text, start) or _NAME.match(text, start)
    return found.end() if found else match.end()


def _address(text: str, start: int, after: str) -> re.Match[str] | None:
    if after not in {":", ".", "@"}:
        return None
    return _URL.match(text, start) or _DOMAIN.match(text, start)


def _may_begin(text: str, match: re.Match[str], after: str) -> bool:
    """Tell whether the word may begin a figure: two, a dozen, September."""
    word = match[0].lower()
    if word not in _WORDS or (word in _NEEDS_MORE and not _OPENING.match(text, match.start())):
        return False
    if after.isdigit() and word not in {"q", "sept", "no"}:
        return False
    return not _is_title(text, match)
