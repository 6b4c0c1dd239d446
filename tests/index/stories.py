"""A story, its copies, and texts that only look like copies."""

from qa.index.copying import Wording, alike

STORY = (
    "揭牌成立两年多来，临港新片区累计签约重大前沿科技产业项目272个，涉及投资额3316亿元。"
    "新片区已初步形成集成电路、人工智能、生物医药、航空航天等前沿产业集群，"
    "下一步将加快建设世界领先的特殊经济功能区，到2025年实现产业规模5000亿元。"
)
OTHER = (
    "本市今年将建成加氢站10座，投入燃料电池汽车1000辆，带动全产业链规模突破500亿元，"
    "并在港口、物流园区和旅游景区率先开展示范应用，形成可以复制推广的经验。"
)
REPORT = (
    "截至收盘，沪指涨0.5%，报3200.16点，成交额4012亿元；深成指涨0.8%，报11020.5点，成交额5230亿元。"
)
NEXT_DAY = (
    "截至收盘，沪指跌0.3%，报3190.55点，成交额3899亿元；深成指跌0.2%，报10998.2点，成交额5101亿元。"
)
DECLARATION = (
    "广告声明：文内含有的对外跳转链接（包括不限于超链接、二维码、口令等形式），"
    "用于传递更多信息，节省甄选时间，结果仅供参考，所有文章均包含本声明。"
)
EXPELLED = (
    "经查，{0}严重违反党的政治纪律、组织纪律、廉洁纪律和生活纪律，构成严重职务违法并涉嫌受贿犯罪，"
    "应予严肃处理。经研究并报批准，决定给予{0}开除党籍处分，由监委给予其开除公职处分，收缴其违纪违法所得。"
)

_COPIES = {
    "another lead-in": "据新华社上海8月16日电（记者张三）" + STORY,
    "a headline put in front": "原标题：临港新片区交出亮眼成绩单" + STORY,
    "a trailer": STORY + "（责任编辑：路子康 CN078）",
    "other line breaks": STORY.replace("。", "。\n\n　　"),
    "traditional script": "揭牌成立兩年多來，臨港新片區累計簽約重大前沿科技產業項目272個，涉及投資額3316億元。"
    "新片區已初步形成集成電路、人工智能、生物醫藥、航空航天等前沿產業集群，"
    "下一步將加快建設世界領先的特殊經濟功能區，到2025年實現產業規模5000億元。",
    "full width and other marks": STORY.replace("272", "２７２").replace("，", ", "),
    "a figure with a separator": STORY.replace("3316", "3,316").replace("5000", "5,000.0"),
    "a word changed": STORY.replace("下一步将加快", "接下来将加快"),
    "cut off at the end": STORY[: len(STORY) * 2 // 3],
    "digits for characters": STORY.replace("两年", "2年"),
}
DATED = "8月15日上午，临港新片区举行重大产业项目集中签约仪式，一批前沿科技企业落户，涉及人工智能等领域。"
PAIRS = {name: (STORY, text) for name, text in _COPIES.items()} | {
    "the month left out": ("记者获悉，" + DATED, "记者获悉，" + DATED[2:]),
    "a date with a zero": (DATED, DATED.replace("8月", "08月")),
}
SCORE = "在昨晚结束的联赛焦点战中，坐镇主场的主队以{}比{}结束比赛，赛后主教练对全队的表现给予了充分肯定。"

DIFFERENT = {
    "another day's market report": (REPORT, NEXT_DAY),
    "the same words, one figure changed": (STORY, STORY.replace("272", "372")),
    "a Chinese numeral changed": (STORY, STORY.replace("两年", "三年")),
    "only the last figure changed": (REPORT, REPORT.replace("5230", "5231")),
    "another person": (EXPELLED.format("张某强"), EXPELLED.format("李东林")),
    "only the declaration in common": (STORY + DECLARATION, OTHER + DECLARATION),
    "another story": (STORY, OTHER),
    "half of it rewritten": (STORY, STORY[: len(STORY) // 2] + OTHER),
    "two figures swapped": (SCORE.format(3, 1), SCORE.format(1, 3)),
    "a short fact before a long declaration": (
        "该款手表的售价还未公布。" + DECLARATION,
        "该车轴距为三米，定位中大型轿车。" + DECLARATION,
    ),
    "short, and another": ("来源：新华社", "来源：人民网"),
}


def same(a: str, b: str) -> bool:
    """Whether one of two texts is a copy of the other, or of a part of it."""
    return alike(Wording.of(a), Wording.of(b))
