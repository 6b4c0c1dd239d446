"""Openings: a sentence may stand by itself, or depend on the sentence before it.

A sentence that opens with 对此, 他说 or "However," or that is half of a quote cannot be understood
alone. Only its beginning counts: a later pronoun may refer to something in the sentence itself.
"""

from __future__ import annotations

import re

from qa.language.text import HAN

_HAN = re.compile(f"[{HAN}]")
_BEGINNING = 20  # characters: 该公司的子公司包括 Beauty Power Limited ... is Chinese

# --- quotes --------------------------------------------------------------------------------------

_QUOTED = re.compile(r"“([^“”]*)”|「([^「」]*)」|\"([^\"]*)\"")
_LEAST_SPEECH = 16  # characters; a shorter quote without a mark is a term: “十四五”规划
_SPOKEN_END = ("。", "！", "？", "，", "…", ".", "!", "?", ",")
_SAYS = re.compile(
    "说|表示|称|指出|认为|介绍|透露|强调|告诉|坦言|写道|补充|直言|回应|解释|呼吁|提到|谈到|评论|留言|感叹|问|道[，。：]"
    r"|\b(?:said|says|told|added|wrote|asked|noted|explained)\b"
)


def hangs(sentence: str) -> bool:
    """Tell whether a sentence cannot be understood without the one before it.

    >>> [hangs(s) for s in ("对此，市长表示满意。", "市长对此表示满意。", "However, sales fell.")]
    [True, False, True]
    """
    said = _QUOTED.sub(_without_words, sentence)
    return _chinese(said) if _HAN.search(sentence, 0, _BEGINNING) else _english(said)


def _without_words(quoted: re.Match[str]) -> str:
    """Remove the words of a speech, which has its own 我 and 他; keep a term in quotes."""
    return "“”" if _is_speech(quoted) else quoted.group()


def _is_speech(quoted: re.Match[str]) -> bool:
    words = quoted[quoted.lastindex or 0]
    return len(words) >= _LEAST_SPEECH or words.endswith(_SPOKEN_END)


def is_torn(sentence: str) -> bool:
    """Tell whether a quote begins before the sentence, ends after it, or lacks its speaker.

    >>> [is_torn(s) for s in ("他说：“很好。", "“很好。”", "“很好。”市长说。")]
    [True, True, False]
    """
    pairs = any(sentence.count(a) != sentence.count(b) for a, b in ("“”", "「」", "『』", "（）"))
    return pairs or sentence.count('"') % 2 == 1 or _has_lost_its_speaker(sentence)


def _has_lost_its_speaker(sentence: str) -> bool:
    """Tell whether a speech like “很好。” has nobody who says it, or only a pronoun: 他说."""
    found = _QUOTED.match(sentence)
    if not found or not _is_speech(found):
        return False
    rest = _QUOTED.sub("", sentence)
    return not _SAYS.search(rest) or bool(_ZH_PRONOUN.search(rest) or _EN_PRONOUN.search(rest))


# --- Chinese -------------------------------------------------------------------------------------

# 我国 is China, but 我省 could be any province; 其他 is "other", 应该 "should", 彼此 "each other";
# 那曲 is a place, 那英 a singer.
_ZH_HE = r"(?<![其吉排利])他(?!国|乡|山|人|加|汀)|她|它|(?<![耳极尤与莫])其(?![他它实次余])"
_ZH_PRONOUN = re.compile(
    rf"(?P<he>{_ZH_HE})|(?<![应活本])该|这(?!么|不就)|那(?![曲英霸坡么时]|不勒斯|达慕|拉提)"
    r"|此[次类项举事案人款种地时刻处番间后]|前者|后者|[两二]者|双方|对方"
    r"|(?<!自)我(?![国军党])|(?<!迷)你(?!好)|您|咱|笔者"
)
_ZH_ABOVE = re.compile("上述|前述|如前所述")  # anywhere in the sentence
_ZH_OPENING = re.compile(
    r"(?:但|然而|不过|可[是惜见](?![^，]{0,2}性)|而(?!立|今)|并(?![购网轨列非])|且(?!末)|所以|因[此而]|故(?![宫乡居障事意])|于是|从而|然后|接着|接下来"
    r"|随[后即之]|另(?!类)|此(?!起彼)|同时|与此|除此|相[反较比]|反[观之]|否则|尽管如此|即便如此|也就是说|换[言句]|总[之的体]|综上"
    r"|例如|比如|譬如|诸如|如[图上下此]|以上|首先|其[次中间他它一二三]|再[次者说]|最[后终]|第[一二三四五六七八九十]+[，,：:点]|[一二三四五六]是"
    r"|一方面|另一|具体|尤其|特别是|甚至|更[^新换名衣改替]|也|还(?![款原乡债珠])|又|都(?![市会江匀灵柏])|则|就(?![业诊读医餐任近])|便|仍|才(?![华能])|只[是有要见]|却|同[样理日天年月期比](?!城)"
    r"|环比|事实上|其实|的确|确实|诚然|当然|显然|或(?!许)|以及|和(?![平谐田硕解])|与(?!会者)|对[此于这]|为此|据此|至[此于]|由此|之[所后前]|后续|原[来因]|结果|终于|突然|果然|难怪|毕竟"
    r"|相应|既然|一边|剩[余下]|其余|余下|两[家者人国队地位名]|二[人者]|三人|俩|全[队片剧书场]|本[次届场赛季轮片剧书品款章]"
    r"|至?当[日天时晚年月场](?!选)|当地(?!时间)|次[日年]|翌日|第二天|后来|事后|[会席赛]后|[会席]间|会上|会议[上期]|活动[中上现期当]|现场|期间"
    r"|视频[中里显]|画面|照片|声明[说称中]|图[片中表]|文[中章]|报[道告](?:称|显|指|认|还|中)|公[告司]|[公通](?:告|报|知)(?:称|显|指|要|明|中|还)"
    r"|(?:《(?:通知|办法|意见|方案|规定|条例|公告|报告|规划|决定|指引|细则|通报|纲要|指南)》)"
    r"|集团(?!军)|项目(?!经理)|影片|新[车机品](?!发布)|该|男子|女子|老人|孩子|球队|主队|客队|比赛|会议|活动|赛事|论坛|展会|校方|园方|院方|店方|车身|内饰|外观|机身"
    r"|民警|法[院官](?:认|审|判|经)|[一二三四五六七八九十]、|表示|指出|强调|认为|称[，：]|包括|位于|达到|增长|下降|占比"
    r"|预计(?![\d今明到至年])|[开收]盘|值得(?:一提|注意|关注)|需要(?:指出|注意|说明)|(?:简单|一般|总体|整体|相对)来[说讲看]|看来|可以说|[说谈提][到起及]|据[此其该]|[他她它]|这|那[些个是位么])"
)
_ZH_ENTRY = re.compile(
    r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、．](?!\d)|\d{1,2}\.(?!\d)|[①-⑳❶-❿•·●■◆★▪]|[-—－]"
)
# 截至目前， 近日， 据介绍，: the clause that says who does what comes after these.
_ZH_ADVERBIAL = re.compile(
    r"(?:据|经|在|对|根据|按照?|截[至止]|随着|针对|关于|为了?|当|从|自|至|于|由于|因|虽|尽管|如果|若|即[使便]|除|通过)"
    r"|(?:目前|近|日前|昨|今|去年|前|[\d一二三四五六七八九十]+|不久|最近|最新|未来|事发|有).{0,8}\Z"
)


# Signs of a person that a later 他 may mean; a false sign does no harm.
_ZH_PERSON = re.compile(
    r"[人员者生士友民长师某客父母儿女妻夫孩兵手星]|·|说|表示|称|认为|指出|透露|强调|[A-Z][a-z]"
)
# Characters before a pronoun, in which its meaning may be named: 张三及其盟友.
_NAMING, _TELLING = 4, 10


def _chinese(sentence: str) -> bool:
    if _ZH_OPENING.match(sentence) or _ZH_ENTRY.match(sentence) or _ZH_ABOVE.search(sentence):
        return True
    found = _ZH_PRONOUN.search(sentence)
    if not found:
        return False
    before = sentence[_after_adverbials(sentence, found.start()) : found.start()]
    if len(before) < (_NAMING if found["he"] else _TELLING):
        return True
    return found[0] in "他她" and not _ZH_PERSON.search(before)


def _after_adverbials(sentence: str, end: int) -> int:
    """Return where the first clause after the adverbials begins, before a place of the sentence."""
    start = 0
    for mark in re.finditer("[，,；;：:]", sentence[:end]):
        if not _ZH_ADVERBIAL.match(sentence[start : mark.start()].lstrip()):
            break
        start = mark.end()
    return start


# --- English -------------------------------------------------------------------------------------

_EN_PRONOUN = re.compile(
    r"\b(?:he|she|they|him|her|hers|them|their|theirs|his|its|we|us|our|you|your|me|my|I)\b"
    r"|\bit\b(?! (?:is|was|will be|would be|has been|seems|appears|remains)"
    r" (?:\w+ ){0,2}(?:that|to|whether|likely|unclear))"
)
_EN_OPENING = re.compile(
    r"(?:However|But|And|Or|So|Yet|Still|Then|Thus|Hence|Therefore|Meanwhile|Moreover|Furthermore"
    r"|Also|Besides|Instead|Otherwise|Nevertheless|Nonetheless|Additionally|Similarly|Likewise"
    r"|Indeed|Later|Afterwards?|Finally|Lastly|First(?:ly)?,|Second(?:ly)?,|Third(?:ly)?,"
    r"|In (?:addition|contrast|turn|response|fact|other words|short|particular|total)|As a result"
    r"|For (?:example|instance|this|that)|On the other|At the (?:same )?time"
    r"|Among (?:them|these|those)"
    r"|By (?:contrast|comparison)|After (?:that|this)|Before (?:that|this)|Since then|Because of"
    r"|Despite (?:that|this)|That(?:'s|’s| (?:is|was|means|would|will|has|said))|Those|These|Such"
    r"|This(?! (?:year|month|week|summer|winter|spring|autumn|season|quarter))"
    r"|It(?:'s|’s|s)?|He|She|They|His|Her|Their|We|Our|You|I|My|Some|Others|Another|Both|Neither"
    r"|Each|Here|There(?:after|fore)|Not (?:only|all|so)|Nor|Only|Even so|Of (?:these|those|them)"
    r"|The (?:same|former|latter|two|three|others?|rest)"
    r"|The (?:company|firm|group|report|study|move|deal|plan|officials?|statement|decision|project"
    r"|event|pair|author|agency|bank|city"
    r"|government|ministry|man|woman|team|researchers?|findings|results|figures?|announcement)"
    r" (?:is|was|are|were|has|had|have|will|would|also|said|says|added|did|can|could|came|comes))\b"
    r"|[-•*–—]|\(?\d{1,2}[.)] |\(?[a-z][.)] "
)
_EN_ADVERBIAL = re.compile(
    r"(?:In|On|At|By|For|From|With|Since|After|Before|During|As|When|While|If|Although|Though|Because"
    r"|Despite|Under|According to|Last|Earlier)\b[^,]{0,80}, ",
    re.IGNORECASE,
)
_REACH = 60  # characters in which a sentence names its subject


def _english(sentence: str) -> bool:
    if _EN_OPENING.match(sentence) or sentence[:1].islower():
        return True
    found = _EN_PRONOUN.search(sentence, 0, _REACH)
    if not found:
        return False
    # "In 2021, he moved": words before a pronoun may name what it means, but not an adverbial.
    adverbial = _EN_ADVERBIAL.match(sentence, 0, found.start())
    return not sentence[adverbial.end() if adverbial else 0 : found.start()].strip()


# --- what only adds ------------------------------------------------------------------------------

_ADDING = re.compile(
    "(?:此外|另外|同时|与此同时|除此之外|值得一提的是|值得注意的是|值得关注的是|需要指出的是|需要注意的是|事实上|其实)[，,]"
)


def unlinked(sentence: str) -> int:
    """Return where a sentence goes on after a word that only adds it to what was said.

    >>> unlinked("此外，全市新建公园三座。"), unlinked("但是，全市没有公园。")
    (3, 0)
    """
    found = _ADDING.match(sentence)
    return found.end() if found else 0
