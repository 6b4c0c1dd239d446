"""Follow-up questions: those that can only be understood from what was said before.

Only clear signs count: a question mistaken for a follow-up costs a call with a model, and is
refused without one.
"""

from __future__ import annotations

import re

from qa.language.text import HAN, fold, language


def depends(question: str) -> bool:
    """Tell whether a question omits what it is about: it uses a pronoun, or says nothing of it.

    >>> [depends(q) for q in ("那投资额呢？", "and the investment amount?", "横琴有多少家企业？")]
    [True, True, False]
    """
    text = " ".join(question.split())
    return _chinese(fold(text)) if language(text) == "zh" else _english(text)


# --- Chinese -----------------------------------------------------------------------------------

_ZH_MARKS = re.compile(r"[\s，,。.？?！!、；;：:“”\"'…~—-]+")
_ZH_ASKING = (
    "什么时候|多少|什么|哪些|哪里|哪个|哪一|哪|何时|何处|为何|何|怎么样|怎么|怎样|如何|谁|几|是否|吗|多大|多高"
    "|多长|多远|多久|多快"
)
# 那曲 and 那不勒斯 are places, 那英 a singer.
_ZH_OPENING = re.compile(
    r"^(?:那(?!不勒斯|曲|英|霸|坡|达慕|拉提|时|年|天|个|些|里|家|位|次|项|边|座|种|场|条|部|届|两|三|几)么?"
    r"|而(?!且)|另外|此外|再说|还有(?=[别其哪什吗呢]|$)|然后|同样)[，,]?"
)
_ZH_TELL_MORE = re.compile(
    r"^其中|^(?:请|麻烦|能|可以)?(?:你|您)?(?:再|继续|接着|详细|具体|展开|多)(?:地|一点|一些|点)?"
    r"(?:说|讲|介绍|解释|展开|描述|谈)?(?:一下|说|讲|下|点|些|谈)*(?:吗|吧|呢)?$"
    r"|^(?:为什么|为啥|然后|真的|确定|具体|例如|比如|怎么说|举个?例子?)(?:是|吗|呢|吧)*$"
)
# 其他 is "other", 土耳其 a country, 应该 "should", 吉他 an instrument, 因此 "therefore".
_ZH_PRONOUN = re.compile(
    r"它们?|(?<![其吉排])他们?(?![人国山乡])|她们?"
    r"|(?<![尤土耳与极莫])其(?![他它实次余中])"
    r"|(?<![应活本])该(?![怎如不是有])"
    r"|(?<![因如彼从由到至])此(?![外次后前刻时番致])"
    r"|这(?:个|些|家|项|里|位|座|种|条|部|款|所|两[个家项者]|三[个家项者])(?![月星])"
    r"|那(?:个|些|家|项|里|位|座|种|时|年|天|次|届)"
    r"|前者|后者|两者|二者|上述|上面|刚才|刚刚|前面|同年"
)
_ZH_EMPTY = re.compile(
    f"{_ZH_ASKING}"
    "|请问|告诉我|知道|一共|总共|合计|共计|大概|大约|目前|现在|最新|具体|平均|分别|其中|同比|环比|相比"
    "|上年|去年|今年|前年|明年|同期|上半年|下半年|个月|季度|月底|年底"
    "|总?投资(?:总?额|金额|规模)?|总?金额|总额|总量|总数|数量|数字|规模|面积|人口|价格|费用|成本|预算"
    "|比例|占比|比重|增速|增幅|增长率?|增加|下降|减少|涨幅|达到|完成|原因|时间|日期|地点|地址|名字|名称"
    "|结果|情况|影响|作用|意义|来源|单位|负责人|作者|开始|结束|发生|建成|成立|投入|涉及|属于|位于|产生"
    "|[的了呢吧啊呀嘛是有在到为和与及跟比从被把对关于年月日个家名人位项件元亿万钱块都也又还就会能要共达占约]"
)
_ZH_FRAGMENT = re.compile(rf"^[{HAN}\w]{{1,6}}[?？]$")


def _chinese(text: str) -> bool:
    bare = _ZH_MARKS.sub("", text)
    if _ZH_TELL_MORE.match(bare):
        return True
    rest = _ZH_OPENING.sub("", text)
    opened = rest != text
    asks = re.search(_ZH_ASKING, _ZH_MARKS.sub("", rest))
    if bare.endswith("呢") and not asks:  # 投资额呢, 深圳呢
        return True
    if opened and (not asks or not _ZH_NAMES_SOMETHING.search(_without_empty(rest))):
        return True
    return _pronoun_first(text) or not _without_empty(text) or _zh_fragment(text, bare)


# 那横琴有多少家企业 stands alone: without 那, it still names something.
_ZH_NAMES_SOMETHING = re.compile(rf"[{HAN}]{{2}}|[a-z]{{2}}")


def _without_empty(text: str) -> str:
    return _ZH_EMPTY.sub("", _ZH_MARKS.sub("", text))


def _pronoun_first(text: str) -> bool:
    """Tell whether a pronoun has nothing before it in the question that it could mean."""
    match = _ZH_PRONOUN.search(text)
    return match is not None and not _without_empty(text[: match.start()])


def _zh_fragment(text: str, bare: str) -> bool:
    """Tell whether a question is just a word or a time and a question mark: 深圳？ or 2021年？"""
    return bool(_ZH_FRAGMENT.match(text)) and not re.search(_ZH_ASKING, bare)


# --- English -----------------------------------------------------------------------------------

_EN_OPENING = re.compile(
    r"^(?:and|but|or|so|then|also|plus|ok(?:ay)?|well|now|thanks|thank you)\b[,.!]?\s+",
    re.IGNORECASE,
)
_EN_TELL_MORE = re.compile(
    r"^(?:(?:please |can you |could you )?(?:tell me more|say more|go on|continue|elaborate|explain"
    r"|more(?: details?)?|more about (?:it|that|this|them))|(?:what|how) about\b.*|what else\b.*"
    r"|anything else\b.*|any others?\b.*|why(?: not| so)?|how so|really|since when|until when"
    r"|by whom|for whom|with whom|for example|such as(?: what)?|same for .*|which ones?)[?.! ]*$",
    re.IGNORECASE,
)
_AUX = "does|did|do|is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|shall"
# "it takes", "is it true": this "it" refers to nothing.
_EN_NOBODY = re.compile(
    r"\bit (?:takes?|took|mean|costs? to|possible|true|likely|necessary|legal|important|rains?)\b"
    r"|\bthis (?:year|month|week|quarter|decade|century|morning|season)\b"
    r"|\btime (?:is|was) it\b",
    re.IGNORECASE,
)
_EN_SUBJECT = re.compile(rf"\b(?:{_AUX}) (?:it|they|he|she)\b", re.IGNORECASE)
_EN_OBJECT = re.compile(
    r"\b(?:in|of|for|about|from|to|by|at|with|on|than|into) (?:it|them|him|her|that|this|those"
    r"|these|there)\W*$",
    re.IGNORECASE,
)
_EN_DEMONSTRATIVE = re.compile(
    rf"(?:^|\b(?:in|of|for|about|from|to|by|at|with|on|than|into|{_AUX}) )"
    r"(?:this|that|these|those)\b(?! (?:the|a|an|there|it|they)\b)(?-i:(?! [A-Z]))"
    r"|\bthe (?:former|latter|same)\b",
    re.IGNORECASE,
)
_EN_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers)\b", re.IGNORECASE
)
_EN_EMPTY = frozenset(
    "what which who whom whose when where why how many much long far often old big large high the a"
    " an of in on at to for from by with and or as per than is are was were be been being do does"
    " did has have had will would can could should may might must shall there total overall exact"
    " exactly currently now then last this year amount amounts number numbers value sum size scale"
    " area cost costs price worth rate share percentage percent proportion growth grow grew"
    " increase increased rise rose fall fell decrease investment invested invest spent spend paid"
    " pay date time reason reasons result results name names place location happen happened start"
    " started begin began end ended located built signed founded opened said involved reached come"
    " came go went make made it its they them their me you know tell please about again more many"
    " money people person each all altogether average source author same".split()
)
_EN_WORD = re.compile(r"[A-Za-z][\w'’-]*|\d[\d,.]*|[" + HAN + "]+")
_EN_ASKS = re.compile(
    rf"\b(?:what|which|who|whom|whose|when|where|why|how|{_AUX}|list|name|give|tell|show)\b",
    re.IGNORECASE,
)


def _english(text: str) -> bool:
    if _EN_TELL_MORE.match(text):
        return True
    rest = _EN_OPENING.sub("", text)
    if rest != text and not (_EN_ASKS.search(rest) and _content(rest)):
        return True
    plain = _EN_NOBODY.sub("", rest)
    return _refers(plain) or not _content(rest) or _en_fragment(rest)


def _refers(text: str) -> bool:
    """Tell whether a pronoun in a question means something that the question does not name."""
    for pattern in (_EN_SUBJECT, _EN_OBJECT, _EN_DEMONSTRATIVE):
        match = pattern.search(text)
        if match and not _named(text[: match.start()]):
            return True
    # "Why did people leave their homes": a pronoun may mean any noun before it.
    match = _EN_PRONOUN.search(text)
    return match is not None and not _content(text[: match.start()])


def _named(text: str) -> bool:
    """Tell whether a text has a name, or a noun with an article, that a later pronoun may mean."""
    later = text[1:]  # the first word has a capital anyway
    return bool(
        re.search(rf"\b[A-Z][\w'’-]*|[{HAN}]|[\"“]", later)
        or re.search(r"\b(?:the|an?) [a-z]", text, re.IGNORECASE)
    )


def _content(text: str) -> list[str]:
    """List the words that say what a question is about."""
    return [w for w in _EN_WORD.findall(text) if w.lower() not in _EN_EMPTY and not _YEAR.match(w)]


_YEAR = re.compile(r"(?:19|20)\d\d[?.,]?\Z")


def _en_fragment(text: str) -> bool:
    """Tell whether a question is just one word and a question mark, as "Hengqin?" is."""
    return text.endswith("?") and len(_content(text)) < 2 and not _EN_ASKS.search(text)
