"""Indicators: what a figure of the news measures (GDP, exports, profit), in both languages.

A sentence that says how much was invested does not say how large the GDP is, though both are
sums of money and both figures are true. An indicator that the question asks for must be named
where the figure stands.
"""

from __future__ import annotations

import re
from functools import cache

from qa.text import HAN, fold

# One indicator a line: its Chinese wordings, then the English ones. A wording that holds
# another (投资收益 holds 投资) is that indicator alone.
_TABLE = """
国内生产总值 地区生产总值 生产总值 经济总量 gdp ; gdp|gross domestic product|economic output
人均gdp 人均生产总值 ; gdp per capita|per capita gdp|per-capita gdp
工业增加值 增加值 ; value added|added value|industrial added value
总产值 产值 ; output value|production value
产量 产能 生产能力 ; output|production|capacity|production capacity
投资额 总投资 投资总额 投资 ; investment|invested|capital investment
固定资产投资 ; fixed asset investment|fixed-asset investment|investment in fixed assets
外资 外商投资 实际使用外资 fdi ; foreign investment|foreign capital|foreign direct investment|fdi
融资额 融资 募资 募集资金 ; financing|funding|fundraising|money raised
贷款余额 贷款 信贷 ; loan|loans|credit|lending
存款余额 存款 ; deposit|deposits
债务 负债 欠款 ; debt|debts|liabilities
进出口总额 进出口 外贸 贸易额 贸易 ; imports and exports|foreign trade|trade volume|trade
出口额 出口总额 出口 ; export|exports
进口额 进口总额 进口 ; import|imports
营业收入 营业额 营收 销售收入 总收入 收入 ; revenue|revenues|turnover|income|earnings
净利润 利润总额 利润 盈利 ; profit|profits|net profit|net income
亏损 ; loss|losses
税收 税额 纳税 税 ; tax|taxes|tax revenue
财政收入 一般公共预算收入 ; fiscal revenue|budget revenue
预算 ; budget
销售额 零售额 消费品零售总额 ; sales|retail sales
销量 销售量 ; sales volume|units sold
市值 ; market value|market capitalization|market capitalisation|market cap
注册资本 注册资金 ; registered capital
票房 ; box office
价格 售价 单价 房价 价 ; price|prices
成本 费用 花费 耗资 造价 ; cost|costs|expense|expenses|expenditure|spending
工资 薪酬 薪资 月薪 年薪 ; wage|wages|salary|salaries|pay
人口 常住人口 居民人数 ; population|inhabitants
面积 ; area|floor space
长度 全长 里程 ; length|mileage
高度 海拔 身高 ; height|altitude|elevation
宽度 ; width
深度 水深 ; depth
重量 体重 ; weight
速度 时速 车速 ; speed|velocity
气温 温度 ; temperature
降雨量 降水量 雨量 ; rainfall|precipitation
容量 库容 装机容量 ; capacity|volume
吞吐量 ; throughput
发电量 ; power generation|electricity generated
用电量 ; electricity consumption|power consumption
排放量 排放 ; emission|emissions
货运量 运量 ; freight|freight volume|cargo volume
客流量 客流 旅客 ; passenger traffic|passengers
失业率 ; unemployment rate|unemployment|jobless rate
出生率 ; birth rate
死亡率 ; death rate|mortality rate|mortality
通胀率 通货膨胀率 通货膨胀 cpi ; inflation|inflation rate|cpi|consumer price index
利率 ; interest rate|interest rates
汇率 ; exchange rate
增长率 增速 增幅 同比增长 增长 ; growth|growth rate|increase
收视率 ; ratings|viewership
入学率 升学率 ; enrolment rate|enrollment rate
股价 ; share price|stock price
年龄 岁数 ; age
"""


def named(text: str) -> frozenset[str]:
    """The indicators that a text names, each by its first Chinese wording.

    >>> sorted(named("涉及投资额54亿元")), sorted(named("What is the GDP of the zone?"))
    (['投资额'], ['国内生产总值'])
    """
    return frozenset(worded(text))


def worded(text: str) -> dict[str, str]:
    """The same, each with the words that the text has for it.

    >>> worded("地区生产总值是多少")
    {'国内生产总值': '地区生产总值'}
    """
    found = (match.group() for match in _pattern().finditer(fold(text)))
    return {_names()[wording]: wording for wording in found}


@cache
def _names() -> dict[str, str]:
    """The name of the indicator by each of its wordings."""
    found: dict[str, str] = {}
    for line in _TABLE.strip().splitlines():
        chinese, english = line.split(" ; ")
        wordings = chinese.split()
        for wording in (*wordings, *english.split("|")):
            found.setdefault(wording, wordings[0])
    return found


@cache
def _pattern() -> re.Pattern[str]:
    """Any wording, the longest first; an English one as whole words, its plural too."""
    longest = sorted(_names(), key=len, reverse=True)
    chinese = [re.escape(word) for word in longest if re.search(f"[{HAN}]", word)]
    latin = [re.escape(word) for word in longest if not re.search(f"[{HAN}]", word)]
    return re.compile(rf"{'|'.join(chinese)}|(?<![a-z])(?:{'|'.join(latin)})(?![a-z])")


def related(one: str, other: str) -> bool:
    """Whether one indicator may be part of another: 外资 is investment, 出口额 is trade.

    >>> related("投资额", "固定资产投资"), related("国内生产总值", "投资额")
    (True, False)
    """
    mine, others = (_pairs(name) for name in (one, other))
    return bool(mine & others) or frozenset({one, other}) in _RELATED


_RELATED = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "外资/投资额 投资额/融资额 投资额/成本 预算/成本 价格/成本 产量/容量 销售额/营业收入"
    ).split()
)


_AMOUNTS = frozenset("总额 总值".split())


@cache
def _pairs(name: str) -> frozenset[str]:
    """The pairs of characters in the wordings of an indicator."""
    wordings = (w for w, of in _names().items() if of == name and re.search(f"[{HAN}]", w))
    return frozenset(w[i : i + 2] for w in wordings for i in range(len(w) - 1)) - _AMOUNTS
