"""Furniture: parts of an article that report nothing (datelines, bylines, captions, notes)."""

from __future__ import annotations

import re

from qa.language.text import HAN, Span

LONGEST = 240  # characters; anything longer is a table or a text without marks
_LONGEST_WITH_DATELINE = 2 * LONGEST

# --- before and behind the words of a sentence ---------------------------------------------------

_BRACKETED = r"[（(][^（）()]{0,80}[）)]"
_NEWSROOM = "记者|通讯员|特派员|编辑|作者|实习生|来源|报道|摄影|供图|图源|翻译"
_BEFORE = tuple(
    re.compile(pattern)
    for pattern in (
        # 新华社北京9月3日电（记者王雨萧）; 华声在线8月18日讯; but 据新华社9月3日电 names a source.
        rf"(?!据|来自)[^，。：；！？“”\n]{{2,30}}?\d\s?日\s?(?:电|讯|报道(?=\s))\s?(?:{_BRACKETED})?[\s，,：:—-]*",
        rf"(?!据|来自|问讯)[{HAN}A-Za-z]{{1,12}}(?:（[^（）]{{1,12}}）)?讯\s?(?:{_BRACKETED}[\s，,：:]*|\s+)",
        r"[，、；：。！？,;\s]+",  # the start of a text that was cut
        r"【[^】\n]{1,80}】\s*",
        rf"(?:[{HAN}]{{2,12}}记者\s?[{HAN}]{{2,3}}\s?摄\s*|[{HAN}]{{2,3}}供图\s*(?=\d)|[{HAN}]{{2,4}}\s?摄\s+)",
        r"[^。，“\n]{0,40}(?:[如见]下[表图]?|如下所示)[：:]\s*(?=\S)",  # 主要指标如下：营收
        # 原标题：展会开幕新华社北京9月3日电; 原标题：展会开幕9月3日，: the heading is dropped.
        (
            rf"\s*原?标题[：:][^。\n]{{6,80}}?(?:[{HAN}]{{2,8}}\d{{1,2}}月\d{{1,2}}日(?:电|讯)\s*"
            rf"(?:{_BRACKETED})?\s*|(?=近日|近期|日前|连日来|今年以来|(?<!\d)(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日[，上下晚凌]))"
        ),
        rf"[（(][^（）()\n]{{0,40}}(?:{_NEWSROOM})[^（）()\n]{{0,60}}[）)]\s*",
        r"[^。！？\n]{0,80}?正文[：:]\s*",
        rf"[^，。\n]{{1,20}}讯\s[{HAN}、\s]{{0,20}}报道\s+",
        r"(?:导读|摘要|核心提示|编者按|导语)[：:]\s*",
        # BEIJING, Sept. 3 (Xinhua) --; WASHINGTON (AP) —
        (
            r"[A-Z][A-Z .'’-]{2,30}(?:, [A-Z][\w .]{2,20})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?"
            r" ?(?:\([A-Z][\w ]{1,20}\) ?)?(?:--|[—–])\s*"
        ),
    )
)
# 罚90万8月14日，; 8月7日至8月11日，: a sentence that began there would have another figure.
_IN_A_FIGURE = re.compile(r"[\d年月万亿千百至到~～—-]\d")
# 快科技8月16日消息， is dropped, unless the words after it count from that day.
_NEWS_OF = re.compile(r"(?!据|来自)[^，。：；！？“”\n]{1,20}?\d\s?日\s?消息[\s，,：:]+")
_FROM_THAT_DAY = re.compile("[今昨明]|日前|近日|前不久|刚刚")
_BEHIND = re.compile(
    rf"\s*(?:[（(](?:[^（）()\n]{{0,40}}(?:{_NEWSROOM}|[文图摄校审编])[^（）()\n]{{0,60}}|完|全文完)[）)]"
    r"|[【\[](?:责任?编辑|编辑|作者|来源)[^】\]\n]{0,40}[】\]]"
    r"|返回搜狐，查看更多.*|责任编辑[：:].*)\s*\Z"
)


def body(sentence: str) -> Span:
    """Return a sentence without the dateline before it and the byline after it.

    >>> s = "新华社北京9月3日电（记者王雨）展会开幕。（完）"
    >>> body(s).of(s)
    '展会开幕。'
    """
    end = len(sentence)
    if end > _LONGEST_WITH_DATELINE:
        return Span(0, end)
    start = _start(sentence)
    while found := _BEHIND.search(sentence, start, end):
        end = found.start()
    return Span(start, end) if sentence[start:end].strip() else Span(0, len(sentence))


def _start(sentence: str) -> int:
    start = 0
    for _ in range(4):  # such as a heading in brackets, a dateline, a byline
        found = next((m for p in _BEFORE if (m := p.match(sentence, start))), None)
        if not found and (news := _NEWS_OF.match(sentence, start)):
            found = None if _FROM_THAT_DAY.search(sentence, news.end(), news.end() + 40) else news
        if not found:
            break
        start = found.end()
    return 0 if _IN_A_FIGURE.match(sentence, max(0, start - 1)) else start


# --- sentences that are nothing else -------------------------------------------------------------

_LABEL = re.compile(
    r"[\s▲△▼↑↓◆●■（(【\[]*(?:原?标题|责任?编辑|责编|本文编辑|编辑|校对|审[核读校稿]|[一二三初复终]审|监制|来源|信息来源"
    r"|图片?来源|图源|作者|撰文|采写|文|图|图文|摄影|摄|记者|通讯员|供稿|出品|制图|排版|翻译|编译|编审|制作|统筹|值班\w{0,4}"
    r"|关键词|标签|链接|附[：:]?|[Pp]hotos?|[Ii]mages?|[Ss]ources?|[Ee]dit(?:or|ing)|[Cc]redit|[Ww]riting"
    r"|[Rr]eporting|[Rr]ead more|[Rr]elated)(?: by)?\s?[：:丨|/／]"
)
_CAPTION = re.compile(
    r"\A[\s▲△▼↑↓（(]*(?:图为|图中|上图|下图|左图|右图|资料图|视频截图|图\d)|\A[▲△▼↑↓]"
    r"|(?:摄|供图|图片|视频截图|资料图|截图)[）)。]?\Z|新华社发"
    r"|\A[^到在至达]{0,60}(?:救援|活动|会|仪式|比赛|演出)现场。?\Z"
    r"|\ABy [A-Z][\w.]+(?: [A-Z][\w.]+)+\W*\Z"
)
_NOTE = re.compile(
    r"责任编辑|返回搜狐|查看更多|广告声明|[免责特别郑重]声明|声明[：:]|版权(?:归|所有|声明|说明)|未经.{0,6}授权|请勿转载|禁止转载|转载请|转载自"
    r"|侵犯.{0,8}权|如有侵权|欢迎投稿|扫描?.{0,6}二维码|扫码|长按|点击(?:下|上|图|查|阅|进|右|左|关|这|链|标)"
    r"|微信公众号|公众号[：:“]|下载.{0,8}客户端|关注我们|欢迎关注|请关注|敬请关注|更多精彩|风险提示|不构成.{0,6}(?:建议|意见)|据此操作"
    r"|仅供参考|仅代表作者|本文(?:图|来[自源]|作者|首发|由|仅|转|系)|相关阅读|推荐阅读|延伸阅读|往期|爆料|版权等问题|与本[网站报刊]联系|名词解释|联系我们|投稿邮箱|邮箱地址|新闻热线"
    r"|小编|一起(?:来)?(?:看看|了解)|[Aa]ll rights reserved|©|[Ss]ubscribe|[Ss]ign up|[Cc]lick here"
    r"|[Ff]ollow us|[Nn]ewsletter|[Tt]his (?:article|story) (?:was|is|has|originally)"
)
_WORD_LIKE = re.compile(f"[{HAN}]|[^\\W\\d_]")
_ENDED = re.compile(r"[。！!.．；;](?:\s?[”’」』】）)》\"'])*\Z|[。！!.][”’」』\"'][^。]*\Z")
_STUB = re.compile(r"(?:如下|以下几[点个种]|下列|as follows|the following)\W*\Z", re.IGNORECASE)
# 市长李刚表示。: his words are in another sentence.
_NOTHING_SAID = re.compile(r"[^“”，,。]{0,40}(?:表示|说|称|指出|认为|介绍|透露|强调)[。！]\Z")
_SHORTEST = 6
_SHORTEST_CRY = 15  # 太可恨！
_TIME = re.compile(r"(?:[\d年月日时分上下午晚凌晨前今昨近]{2,12}[，,])?")  # 7月24日，陕西西安。


def is_furniture(sentence: str) -> bool:
    """Tell whether a sentence reports nothing: a byline, caption, editor's note or table row.

    >>> [is_furniture(s) for s in ("责任编辑：王雨", "具体情况如下：", "展会昨日开幕。")]
    [True, False, False]
    """
    patterns = (_LABEL.match, _CAPTION.search, _NOTE.search)
    return _is_table(sentence) or any(found(sentence) for found in patterns)


def is_unfinished(sentence: str) -> bool:
    """Tell whether a sentence is not whole: a heading, a list's start, a question, a fragment.

    >>> [is_unfinished(s) for s in ("一、总体要求", "具体情况如下：", "展会昨日开幕。")]
    [True, True, False]
    """
    shortest = _SHORTEST_CRY if sentence.endswith(("！", "!")) else _SHORTEST
    said = len(sentence) - _TIME.match(sentence).end()  # type: ignore[union-attr]  # always matches
    if said < shortest or len(sentence) > LONGEST or sentence.endswith(("…", "...")):
        return True
    unfinished = _STUB.search(sentence) or _NOTHING_SAID.match(sentence)
    return unfinished is not None or not _ENDED.search(sentence)


def _is_table(sentence: str) -> bool:
    if sentence.count("|") + sentence.count("｜") + sentence.count("\t") > 1:
        return True
    seen = len(sentence) - sentence.count(" ")
    return len(_WORD_LIKE.findall(sentence)) < 0.4 * seen
