"""Names in a Chinese text: titles, quotes, people, organisations, places, Latin words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language import lexicon
from qa.language.names.english import is_ordinary
from qa.language.names.name import Name
from qa.language.names.transliteration import transliterates
from qa.language.quantities import find as figures
from qa.language.text import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.names.name import Kind
    from qa.language.names.plain import Plain

# Start, end, kind, start and end of the core, and whether the name is firm.
_Found = tuple[int, int, "Kind", int, int, bool]

_TITLE = re.compile(r"《([^《》\n]{1,60})》|〈([^〈〉\n]{1,60})〉")
_QUOTED = re.compile(r"“([^“”\n]{2,60})”|「([^「」\n]{2,60})」|『([^『』\n]{2,60})』")
_LATIN = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z](?:[A-Za-z0-9]|[-'’&.](?=[A-Za-z0-9])){1,40}(?![A-Za-z0-9])"
)
_RUN = re.compile(f"[{HAN}]+")


def find(text: str, source: Plain) -> list[Name]:
    """Find the names in a Chinese text."""
    found = [
        *_marked(source.text),
        *_latin(text, source),
        *_dotted(source.text),
        *_people(source.text),
        *_by_words(source.text),
    ]
    taken: set[int] = set()
    kept: list[_Found] = []
    for one in found:  # the surest first: 上海 in 《上海故事》 is not a name of its own
        if taken.isdisjoint(range(*one[:2])):
            kept.append(one)
            taken.update(range(*one[:2]))
    return [_name(text, source, one) for one in kept]


def _name(text: str, source: Plain, found: _Found) -> Name:
    start, end, kind, core_start, core_end, firm = found
    span = source.span(start, end)
    form, core = source.text[start:end], source.text[core_start:core_end]
    return Name(span.of(text), span, kind, form, core, firm)


# --- what marks or letters show ------------------------------------------------------------------


def _marked(text: str) -> Iterator[_Found]:
    kinds: tuple[tuple[re.Pattern[str], Kind], ...] = ((_TITLE, "title"), (_QUOTED, "quoted"))
    for pattern, kind in kinds:
        for match in pattern.finditer(text):
            yield (*match.span(), kind, *match.span(match.lastindex or 0), True)


def _latin(text: str, source: Plain) -> Iterator[_Found]:
    """Find Latin words other than units of a figure and ordinary words: iPhone, not km or app."""
    units = {i for figure in figures(text) for i in range(figure.span.start, figure.span.end)}
    for match in _LATIN.finditer(source.text):
        word = match.group()
        ordinary = word.islower() or is_ordinary(word.lower())
        if not ordinary and source.places[match.start()] not in units:
            # GDP may stand in Chinese words other than the dictionary's; NFL has no Chinese words.
            spoken_of = word.isupper() and lexicon.acronym(word.lower())
            kind: Kind = "acronym" if spoken_of else "latin"
            yield (*match.span(), kind, *match.span(), True)


# --- people ------------------------------------------------------------------------------------

_SURNAMES = (
    "欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒|端木|[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
    "朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗凤方俞任袁柳鲍史唐费廉"
    "岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元顾孟平黄穆萧尹姚邵湛汪祁毛禹狄米贝明臧"
    "计成戴谈宋庞熊纪舒屈项祝董梁杜阮蓝席季强贾路娄江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万"
    "支柯管卢莫房缪干解应宗丁宣邓单杭洪包诸左石崔吉龚程嵇邢裴陆荣翁荀羊甄曲封储靳段富巫乌焦巴"
    "牧谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶黎薄印白蒲从鄂索赖卓蔺"
    "屠蒙池乔闻党翟谭劳姬申扶冉雍桑桂牛边燕冀尚温庄晏柴瞿阎慕连茹习艾鱼容向古易慎戈廖庾终居衡"
    "步耿满弘匡文寇广东欧沃利越隆师巩聂关荆司游竺权盖益桓公闫覃覃肖涂敬佟佘靖楼佀冼原晁]"
)
_POSTS = (
    "记者|董事长|总经理|经理|总裁|主任|市长|省长|县长|区长|镇长|局长|厅长|部长|院长|校长|处长|科长"
    "|教授|院士|博士|总监|主席|书记|会长|秘书长|专家|分析师|研究员|发言人|创始人|首席执行官|总理"
    "|医生|律师|导演|演员|教练|队长|学家|负责人|代表|委员|常委"
)
_SAYS = "表示|说|指出|介绍|认为|称|透露|强调|告诉|坦言|回忆|谈到|解释|宣布|写道|补充|建议|提到|直言"
_AFTER_POST = re.compile(
    rf"(?:{_POSTS})((?:{_SURNAMES})[{HAN}]{{1,2}}?)(?={_SAYS}|[，、。；：:,（(\s”\"]|\Z|在|对|向|接受)"
)
_SPEAKING = re.compile(rf"(?:\A|[，。；！？、：“\n\s])((?:{_SURNAMES})[{HAN}]{{1,2}}?)(?={_SAYS})")
_ADDRESSED = re.compile(
    rf"(?:\A|[，。；！？、：“\n\s])((?:{_SURNAMES})[{HAN}]{{1,2}}?)(?=先生|女士|教授|院士|博士|局长|市长|董事长)"
)
# Surnames that more often begin another word: 曾公开表示, 常向来宾说.
_DOUBTFUL = frozenset("曾常向于和高明都同时安方成应关全任经管从公对干解终居计连容利广东原司连")
_DOTTED = re.compile(
    f"[{HAN}]{{1,8}}(?:[·•・‧][{HAN}]{{1,8}}){{0,4}}[·•・‧]"
    rf"(?P<last>[{HAN}]{{2,8}}?)(?={_SAYS}|[的在是以为和与及曾已将于被从对向]|[^{HAN}]|\Z)"
)


def _people(text: str) -> Iterator[_Found]:
    for pattern in (_AFTER_POST, _SPEAKING, _ADDRESSED):
        for match in pattern.finditer(text):
            start, end = match.span(1)
            if _may_be_person(match.group(1)):
                # 李刚均表示, 叶展均说: the last character may or may not belong to the name.
                core_end = end - (end - start > 2 and match.group(1)[-1] in _ADVERBS)
                yield start, end, "person", start, core_end, True


def _may_be_person(name: str) -> bool:
    pieces = (name, name[:2], name[1:])
    if name[0] in _DOUBTFUL and any(lexicon.word(piece) for piece in pieces if len(piece) > 1):
        return False
    if len(name) == 2 and name[1] == "中":  # 文中说
        return False
    return name[-1] not in "方们者" and not any(
        lexicon.word(piece) == "word" for piece in (name, name[:2])
    )


_ADVERBS = "等曾还也均则并都就在又再只便"


def _dotted(text: str) -> Iterator[_Found]:
    """Find dotted names; the text before or after may not belong to the name: 卢克·坎克利拦截."""
    for match in _DOTTED.finditer(text):
        start, end = match.span("last")
        sounding = next((i for i in range(start, end) if not transliterates(text[i])), end)
        end = sounding if sounding - start > 1 else end
        yield match.start(), end, "person", start, end, True


# --- what the dictionary knows, and what it does not -------------------------------------------

_LONGEST = 8
_ORGANISED = frozenset(
    "股份有限公司 有限责任公司 有限公司 分公司 集团 公司 大学 银行 学院 医院 协会 研究院 研究所"
    " 基金会 出版社".split()
)
_PLACED = frozenset("市 县 镇 乡 村".split())
_BEFORE = (
    "在由与和对向被把从将为于及等该各某是以据经这那本其并让使给到至赴驻的了一两三家个全则有即乃因称还也"
    "就都已又但而且哪何所几每另年月日"
)
_BETWEEN = "在由为哪的了是和与及什向该第"
# 2月, 中文, 汉族: words with these endings are times, languages or peoples.
_NO_NAME = re.compile(
    r"[语文教族人徒年节月日历纪学元币镑制媒电间后]\Z|\A(?:星期|礼拜|周|摄氏|华氏|大桥|政协)"
    r"|\A[一二三四五六七八九十]"
)
# Characters that may stand by themselves beside a name, unlike the 营 of 北车营.
_ALONE = frozenset(
    "在于由的和与及至到为向从对是有等省市县区州镇乡港府军队人方籍岛湾境内外前后上下中东西南北级总新"
    "老原驻赴来去往抵离返经自将让被把使也还又都则就并且而但或以因据如像比同跟给用每各该此其这那我他"
    "她它你不没未已曾正再最很更较可能会要应需须想说称指占达超约近共仅只才刚当若凡本首第一二三四五六"
    "七八九十百千万亿个家名位项件座次辆台支所种条部届员者们之所了着过吗呢吧叫系乃即任选派访飞"
)


def _by_words(text: str) -> Iterator[_Found]:
    for match in _RUN.finditer(text):
        words = _words(match.group())
        shift = match.start()
        for i, (start, end, sure) in enumerate(words):
            word = match.group()[start:end]
            named = sure and lexicon.word(word) in {"name", "short"} and not _NO_NAME.search(word)
            if named and not _within_longer(match.group(), words, i) and not _two_nations(word):
                place = shift + start, shift + end
                yield (*place, "known", *place, True)
            if word in _ORGANISED or word in _PLACED:
                yield from _coined(match.group(), shift, words[:i], end, word)


def _within_longer(run: str, words: list[tuple[int, int, bool]], i: int) -> bool:
    """Tell whether a name goes on in what no dictionary has: 格雷厄姆特威格, 北车营村."""
    start, end, _ = words[i]
    beside = [words[j][:2] for j in (i - 1, i + 1) if 0 <= j < len(words)]
    single = [run[a:b] for a, b in beside if b - a == 1]
    sounding = transliterates(run[start:end]) and any(map(transliterates, single))
    return sounding or (end - start == 2 and not _ALONE.issuperset(single))


def _two_nations(word: str) -> bool:
    """Tell whether a word joins two nations, as 日韩 and 中美; a text may name them apart."""
    return len(word) == 2 and set(word) <= set("中美英法德日俄韩印澳欧非朝台港陆")


def _coined(
    run: str, shift: int, before: list[tuple[int, int, bool]], end: int, suffix: str
) -> Iterator[_Found]:
    """Find the name before 集团 or 县 that no dictionary has: 云从 in 云从科技集团."""
    words = list(before)
    for _ in range(2 if suffix in _ORGANISED else 0):
        if words and _is_common(run, words[-1]):
            words.pop()
    core_end = words[-1][1] if words else 0
    while words and words[-1][1] - words[-1][0] == 1:
        words.pop()
    core_start = words[-1][1] if words else 0
    cut = [i for i in range(core_start, core_end) if run[i] in _BETWEEN]
    core_start = cut[-1] + 1 if cut else core_start
    while core_start < core_end and run[core_start] in _BEFORE:
        core_start += 1
    if 2 <= core_end - core_start <= (4 if suffix in _ORGANISED else 3):
        kind: Kind = "organisation" if suffix in _ORGANISED else "place"
        yield shift + core_start, shift + end, kind, shift + core_start, shift + core_end, True


def _is_common(run: str, place: tuple[int, int, bool]) -> bool:
    start, end, _ = place
    return end - start > 1 and lexicon.word(run[start:end]) == "word"


def _words(run: str) -> list[tuple[int, int, bool]]:
    """Split into words by longest match from the left; sure ones are also words from the right.

    南京市长: 南京市 from the left, 市长 from the right, so neither is sure.
    """
    left, right = _from_left(run), set(_from_right(run))
    return [(start, end, (start, end) in right) for start, end in left]


def _from_left(run: str) -> list[tuple[int, int]]:
    found, start = [], 0
    while start < len(run):
        ends = range(min(len(run), start + _LONGEST), start + 1, -1)
        end = next((e for e in ends if _is_word(run[start:e])), start + 1)
        found.append((start, end))
        start = end
    return found


def _from_right(run: str) -> list[tuple[int, int]]:
    found, end = [], len(run)
    while end:
        starts = range(max(0, end - _LONGEST), end - 1)
        start = next((s for s in starts if _is_word(run[s:end])), end - 1)
        found.append((start, end))
        end = start
    return found


def _is_word(text: str) -> bool:
    return text in _ORGANISED or lexicon.word(text) is not None
