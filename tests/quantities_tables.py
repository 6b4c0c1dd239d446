"""Figures worked by hand, and which figure supports which."""

# text :: figure value unit kind bound, | between figures; 3..5 is a range and - no unit
CASES = """
# counts
项目272个 :: 272个 272 个 count exact
签约41家企业 :: 41家 41 家 count exact
20210家企业 :: 20210家 20210 家 count exact
近2000家企业 :: 近2000家 2000 家 count nearly
8400余家油气企业 :: 8400余家 8400 家 count more_than
20多家关键企业 :: 20多家 20 家 count more_than
三百多家 :: 三百多家 300 家 count more_than
约130个问题 :: 约130个 130 个 count about
大约 50 人 :: 大约 50 人 50 人 count about
100人左右 :: 100人左右 100 人 count about
至少12名工人 :: 至少12名 12 名 count at_least
不少于30项 :: 不少于30项 30 项 count at_least
1000家以上 :: 1000家以上 1000 家 count at_least
超过600辆 :: 超过600辆 600 辆 count more_than
逾900户 :: 逾900户 900 户 count more_than
超5000场 :: 超5000场 5000 场 count more_than
不足40所 :: 不足40所 40 所 count less_than
不到10个 :: 不到10个 10 个 count less_than
不超过3次 :: 不超过3次 3 次 count at_most
至多5件 :: 至多5件 5 件 count at_most
将近700艘 :: 将近700艘 700 艘 count nearly
接近80座 :: 接近80座 80 座 count nearly
3到5名 :: 3到5名 3..5 名 count between
6至8座 :: 6至8座 6..8 座 count between
3-5家 :: 3-5家 3..5 家 count between
3～5套 :: 3～5套 3..5 套 count between
二百七十二个 :: 二百七十二个 272 个 count exact
两家银行 :: 两家 2 家 count exact
十几家 :: 十几家 11..19 家 count between
二十几个 :: 二十几个 21..29 个 count between
数百家企业 :: 数百家 200 家 count at_least
几十人 :: 几十人 20 人 count at_least
近百家 :: 近百家 100 家 count nearly
百余名 :: 百余名 100 名 count more_than
上千人 :: 上千人 1000 人 count at_least
两三百人 :: 两三百人 200..300 人 count between
七八个 :: 七八个 7..8 个 count between
三五个 :: 三五个 3..5 个 count between
三大片区 :: 三大 3 大 count exact
一款装置 :: 一款 1 款 count exact
２７２个项目 :: ２７２个 272 个 count exact
８，４００家 :: ８，４００家 8400 家 count exact
8,400家 :: 8,400家 8400 家 count exact
三十多万人次 :: 三十多万人次 300000 人次 count more_than
30余万人 :: 30余万人 300000 人 count more_than
1.2万户 :: 1.2万户 12000 户 count exact
1万2千名 :: 1万2千名 12000 名 count exact
一亿二千万人 :: 一亿二千万人 120000000 人 count exact
三百五十六件 :: 三百五十六件 356 件 count exact
三百五十 :: 三百五十 350 - number exact
二十来个 :: 二十来个 20 个 count about
約272個項目 :: 約272個 272 个 count about
逾三萬輛 :: 逾三萬輛 30000 辆 count more_than
# money
3316亿元 :: 3316亿元 331600000000 CNY money exact
4.06万亿元 :: 4.06万亿元 4060000000000 CNY money exact
331.6 billion yuan :: 331.6 billion yuan 331600000000 CNY money exact
RMB 331.6bn :: RMB 331.6bn 331600000000 CNY money exact
$5.2 million :: $5.2 million 5200000 USD money exact
US$1.2m :: US$1.2m 1200000 USD money exact
520万美元 :: 520万美元 5200000 USD money exact
30亿港元 :: 30亿港元 3000000000 HKD money exact
HK$3 billion :: HK$3 billion 3000000000 HKD money exact
80万欧元 :: 80万欧元 800000 EUR money exact
€800,000 :: €800,000 800000 EUR money exact
500日元 :: 500日元 500 JPY money exact
300 million yen :: 300 million yen 300000000 JPY money exact
5 million pounds :: 5 million pounds 5000000 GBP money exact
人民币3000万元 :: 人民币3000万元 30000000 CNY money exact
1.5亿元人民币 :: 1.5亿元人民币 150000000 CNY money exact
超10亿元 :: 超10亿元 1000000000 CNY money more_than
数十亿元 :: 数十亿元 2000000000 CNY money at_least
3至5万元 :: 3至5万元 30000..50000 CNY money between
500至1万元 :: 500至1万元 500..10000 CNY money between
$3 million to $5 million :: $3 million to $5 million 3000000..5000000 USD money between
一百二十万元 :: 一百二十万元 1200000 CNY money exact
三点五亿元 :: 三点五亿元 350000000 CNY money exact
9999元起 :: 9999元起 9999 CNY money at_least
-2.81亿元 :: -2.81亿元 -281000000 CNY money exact
tens of millions of dollars :: tens of millions of dollars 20000000 USD money at_least
# percent, points, ratio
68.7% :: 68.7% 68.7 % percentage exact
分别占68.7%和69.1% :: 68.7% 68.7 % percentage exact | 69.1% 69.1 % percentage exact
６８.７％ :: ６８.７％ 68.7 % percentage exact
百分之六十八点七 :: 百分之六十八点七 68.7 % percentage exact
千分之三 :: 千分之三 0.3 % percentage exact
超40% :: 超40% 40 % percentage more_than
30%以上 :: 30%以上 30 % percentage at_least
40-50% :: 40-50% 40..50 % percentage between
30%至40% :: 30%至40% 30..40 % percentage between
从30%到40% :: 30% 30 % percentage exact | 40% 40 % percentage exact
rose from 30% to 40% :: 30% 30 % percentage exact | 40% 40 % percentage exact
七成以上 :: 七成以上 70 % percentage at_least
8.1 per cent :: 8.1 per cent 8.1 % percentage exact
68.7 and 69.1 percent :: 68.7 68.7 % percentage exact | 69.1 percent 69.1 % percentage exact
下降-5.2% :: -5.2% -5.2 % percentage exact
1.5个百分点 :: 1.5个百分点 1.5 pp points exact
两个百分点 :: 两个百分点 2 pp points exact
1.5 percentage points :: 1.5 percentage points 1.5 pp points exact
25个基点 :: 25个基点 25 bp points exact
25 basis points :: 25 basis points 25 bp points exact
五分之一 :: 五分之一 0.2 - ratio exact
四分之三 :: 四分之三 0.75 - ratio exact
one quarter :: one quarter 0.25 - ratio exact
three quarters of them :: three quarters 0.75 - ratio exact
half of them :: half 0.5 - ratio exact
more than half :: more than half 0.5 - ratio more_than
一半以上 :: 一半以上 0.5 - ratio at_least
过半 :: 半 0.5 - ratio exact
3倍 :: 3倍 3 times ratio exact
两倍多 :: 两倍多 2 times ratio more_than
three times :: three times 3 times ratio exact
翻一番 :: 翻一番 2 times ratio exact
翻两番 :: 翻两番 4 times ratio exact
it doubled :: doubled 2 times ratio exact
# dates
2021年9月 :: 2021年9月 20210900 YYYY-MM date exact
2021年9月和10月 :: 2021年9月 20210900 YYYY-MM date exact | 10月 20211000 YYYY-MM date exact
2018年10月22日 :: 2018年10月22日 20181022 YYYY-MM-DD date exact
2021年前10个月新增 :: 2021年前10个月 20210100..20211000 YYYY-MM date between
2021年1-10月 :: 2021年1-10月 20210100..20211000 YYYY-MM date between
2021年上半年 :: 2021年上半年 20210100..20210600 YYYY-MM date between
2021年第三季度 :: 2021年第三季度 20210700..20210900 YYYY-MM date between
前三季度 :: 前三季度 100..900 MM date between
二〇二一年九月 :: 二〇二一年九月 20210900 YYYY-MM date exact
9月5日至8日 :: 9月5日至8日 905..908 MM-DD date between
2021-09-01 :: 2021-09-01 20210901 YYYY-MM-DD date exact
2021/9/1 :: 2021/9/1 20210901 YYYY-MM-DD date exact
2021.9.1 :: 2021.9.1 20210901 YYYY-MM-DD date exact
9 September 2021 :: 9 September 2021 20210909 YYYY-MM-DD date exact
September 9, 2021 :: September 9, 2021 20210909 YYYY-MM-DD date exact
Sept. 2021 :: Sept. 2021 20210900 YYYY-MM date exact
July and May 2021 :: July 20210700 YYYY-MM date exact | May 2021 20210500 YYYY-MM date exact
the first ten months of 2021 :: first ten months of 2021 20210100..20211000 YYYY-MM date between
Q3 2021 :: Q3 2021 20210700..20210900 YYYY-MM date between
in 2021 :: 2021 20210000 YYYY date exact
2019-2021 :: 2019-2021 20190000..20210000 YYYY date between
2019年至2021年 :: 2019年至2021年 20190000..20210000 YYYY date between
the 1990s :: 1990s 19900000..19990000 YYYY date between
20世纪90年代 :: 20世纪90年代 19900000..19990000 YYYY date between
he may go 5 km :: 5 km 5 km distance exact
# time and duration
10:52 :: 10:52 1052 hh:mm time exact
下午3点半 :: 下午3点半 1530 hh:mm time exact
10时52分 :: 10时52分 1052 hh:mm time exact
3 p.m. :: 3 p.m. 1500 hh:mm time exact
3到5分钟 :: 3到5分钟 3..5 min duration between
6至8小时 :: 6至8小时 6..8 h duration between
from 3 to 5 minutes :: 3 to 5 minutes 3..5 min duration between
两年多来 :: 两年多 2 year duration more_than
近三年 :: 三年 3 year duration exact
近20年 :: 近20年 20 year duration nearly
半年 :: 半年 0.5 year duration exact
一个半小时 :: 一个半小时 1.5 h duration exact
两年半 :: 两年半 2.5 year duration exact
三个多月 :: 三个多月 3 month duration more_than
30日内 :: 30日内 30 day duration at_most
5000小时寿命 :: 5000小时 5000 h duration exact
half an hour :: half an hour 0.5 h duration exact
two and a half years :: two and a half years 2.5 year duration exact
a 5-minute walk :: 5-minute 5 min duration exact
30周年 :: 30周年 30 周年 ordinal exact
# measures
能跑600公里 :: 600公里 600 km distance exact
a 600-km range :: 600-km 600 km distance exact
2.0纳米 :: 2.0纳米 2.0 nm distance exact
20万千瓦 :: 20万千瓦 200000 kW power exact
500千米 :: 500千米 500 km distance exact
1.2亿千瓦时 :: 1.2亿千瓦时 120000000 kWh energy exact
5亿亩 :: 5亿亩 500000000 亩 area exact
120平方公里 :: 120平方公里 120 km2 area exact
9.6 million square kilometers :: 9.6 million square kilometers 9600000 km2 area exact
30万吨 :: 30万吨 300000 t mass exact
零下5度 :: 零下5度 -5 ℃ temperature exact
31℃ :: 31℃ 31 ℃ temperature exact
120 km/h :: 120 km/h 120 km/h speed exact
64GB :: 64GB 64 GB data exact
45岁 :: 45岁 45 岁 age exact
a 30-year-old man :: 30-year-old 30 岁 age exact
aged 45 :: 45 45 岁 age exact
# ordinals
第20次会议 :: 第20次 20 次 ordinal exact
第二十次会议 :: 第二十次 20 次 ordinal exact
首批项目 :: 首批 1 批 ordinal exact
the 20th meeting :: 20th 20 - ordinal exact
the second batch :: second 2 - ordinal exact
世界500强项目 :: 500强 500 强 ordinal exact
a Fortune 500 company :: Fortune 500 500 强 ordinal exact
“十四五”规划 :: 十四五 14 - ordinal exact
二十大报告 :: 二十大 20 - ordinal exact
# english counts
more than 8,400 companies :: more than 8,400 8400 - count more_than
over 8,400 :: over 8,400 8400 - number more_than
nearly 2,000 companies :: nearly 2,000 2000 - count nearly
close to 2,000 firms :: close to 2,000 2000 - count nearly
a dozen cities :: a dozen 12 - count exact
twenty-five people :: twenty-five 25 - count exact
one hundred and thirty projects :: one hundred and thirty 130 - count exact
dozens of cities :: dozens 20 - count at_least
hundreds of thousands of users :: hundreds of thousands 200000 - count at_least
20+ countries :: 20+ 20 - count at_least
up to 300 ships :: up to 300 300 - count at_most
fewer than 20 cases :: fewer than 20 20 - count less_than
some 40 towns :: some 40 40 - count about
a 300-odd staff :: 300-odd 300 - count more_than
between 3 and 5 people :: between 3 and 5 3..5 - count between
half a million users :: half a million 500000 - count exact
It signed 272. :: 272 272 - number exact
2,021 :: 2,021 2021 - number exact
# bounds in words
不得超过两个 :: 不得超过两个 2 个 count at_most
不得少于30项 :: 不得少于30项 30 项 count at_least
不能低于5万元 :: 不能低于5万元 50000 CNY money at_least
未超过10% :: 未超过10% 10 % percentage at_most
没有超过3次 :: 没有超过3次 3 次 count at_most
超过了3万人 :: 超过了3万人 30000 人 count more_than
突破了5亿元 :: 突破了5亿元 500000000 CNY money more_than
突破万亿元 :: 突破万亿元 1000000000000 CNY money more_than
销量破4170万 :: 破4170万 41700000 - number more_than
破3项纪录 :: 3项 3 项 count exact
高达5亿元 :: 5亿元 500000000 CNY money exact
多达13人 :: 13人 13 人 count exact
1000人上下 :: 1000人上下 1000 人 count about
20来岁 :: 20来岁 20 岁 age about
10斤左右 :: 10斤左右 10 斤 mass about
起码3年 :: 起码3年 3 year duration at_least
三年有余 :: 三年有余 3 year duration more_than
逾八成 :: 逾八成 80 % percentage more_than
不足三成 :: 不足三成 30 % percentage less_than
近九成 :: 近九成 90 % percentage nearly
七成五 :: 七成五 75 % percentage exact
两成半 :: 两成半 25 % percentage exact
至多三成 :: 至多三成 30 % percentage at_most
# scales of money
5角 :: 5角 5 jiao money exact
50元 :: 50元 50 CNY money exact
3000元 :: 3000元 3000 CNY money exact
5万元 :: 5万元 50000 CNY money exact
2千万元 :: 2千万元 20000000 CNY money exact
1.5亿元 :: 1.5亿元 150000000 CNY money exact
12亿元 :: 12亿元 1200000000 CNY money exact
5.5万亿元 :: 5.5万亿元 5500000000000 CNY money exact
3千5百万元 :: 3千5百万元 35000000 CNY money exact
两千三百万元 :: 两千三百万元 23000000 CNY money exact
2万5 :: 2万5 25000 - number exact
一万二 :: 一万二 12000 - number exact
¥3,000 :: ¥3,000 3000 CNY money exact
￥50 :: ￥50 50 CNY money exact
£3bn :: £3bn 3000000000 GBP money exact
€1.5m to €2m :: €1.5m to €2m 1500000..2000000 EUR money between
HK$5.2m :: HK$5.2m 5200000 HKD money exact
between $3 and $5 million :: between $3 and $5 million 3000000..5000000 USD money between
US$ 3 billion :: US$ 3 billion 3000000000 USD money exact
3 billion US dollars :: 3 billion US dollars 3000000000 USD money exact
4.06 trillion yuan :: 4.06 trillion yuan 4060000000000 CNY money exact
half a million yuan :: half a million yuan 500000 CNY money exact
亏损-5亿元 :: -5亿元 -500000000 CNY money exact
每股1.5元 :: 1.5元 1.5 CNY money exact
罚款一百六十万元 :: 一百六十万元 1600000 CNY money exact
5万至10万元 :: 5万至10万元 50000..100000 CNY money between
# negatives
负5% :: 负5% -5 % percentage exact
minus 5% :: minus 5% -5 % percentage exact
-10°C :: -10°C -10 ℃ temperature exact
零下20多度 :: 零下20多度 -20 ℃ temperature more_than
净胜球 -5 :: -5 -5 - number exact
标高-5米 :: -5米 -5 m distance exact
# percent and parts
3‰ :: 3‰ 3 ‰ percentage exact
1.5‰ :: 1.5‰ 1.5 ‰ percentage exact
万分之三 :: 万分之三 0.03 % percentage exact
百分之百 :: 百分之百 100 % percentage exact
百分之1.5 :: 百分之1.5 1.5 % percentage exact
五点五个百分点 :: 五点五个百分点 5.5 pp points exact
3分之1 :: 3分之1 0.3333333333333333333333333333 - ratio exact
one in five people :: one in five 0.2 - ratio exact
1 in 5 firms :: 1 in 5 0.2 - ratio exact
3 out of 5 :: 3 out of 5 0.6 - ratio exact
three fifths :: three fifths 0.6 - ratio exact
2/3 :: 2/3 0.6666666666666666666666666667 - ratio exact
增长1.5倍 :: 1.5倍 1.5 times ratio exact
10-fold :: 10-fold 10 times ratio exact
threefold :: threefold 3 times ratio exact
3x :: 3x 3 times ratio exact
2.5 times :: 2.5 times 2.5 times ratio exact
8.5折 :: 8.5折 8.5 折 count exact
# dates and periods
2021年9月1日至2022年3月5日 :: 2021年9月1日至2022年3月5日 20210901..20220305 YYYY-MM-DD date between
上半年 :: 上半年 100..600 MM date between
2021年下半年 :: 2021年下半年 20210700..20211200 YYYY-MM date between
第三季度 :: 第三季度 700..900 MM date between
一季度 :: 一季度 100..300 MM date between
今年前9个月 :: 前9个月 100..900 MM date between
mid-2021 :: 2021 20210000 YYYY date exact
late 2021 :: 2021 20210000 YYYY date exact
fiscal year 2021 :: 2021 20210000 YYYY date exact
FY2021 :: 2021 20210000 YYYY date exact
2021财年 :: 2021 20210000 YYYY date exact
June 2021 to May 2022 :: June 2021 to May 2022 20210600..20220500 YYYY-MM date between
2021/22 :: 2021/22 20210000..20220000 YYYY date between
1月至3月 :: 1月至3月 100..300 MM date between
07-25 04:37 :: 07-25 725 MM-DD date exact | 04:37 437 hh:mm time exact
the second quarter of 2023 :: second quarter of 2023 20230400..20230600 YYYY-MM date between
the first half of 2022 :: first half of 2022 20220100..20220600 YYYY-MM date between
三十而立的2008年 :: 2008年 20080000 YYYY date exact
20٢١年 :: 20٢١年 20210000 YYYY date exact
# durations, ages
两个半月 :: 两个半月 2.5 month duration exact
15分30秒 :: 15分 15 min duration exact | 30秒 30 s duration exact
1小时30分钟 :: 1小时 1 h duration exact | 30分钟 30 min duration exact
6、7年 :: 6、7年 6..7 year duration between
3、4个人 :: 3、4个 3..4 个 count between
1-2 weeks :: 1-2 weeks 1..2 week duration between
5-year plan :: 5-year 5 year duration exact
40 years old :: 40 years old 40 岁 age exact
60岁至70岁 :: 60岁至70岁 60..70 岁 age between
35岁以下 :: 35岁以下 35 岁 age at_most
半年多 :: 半年多 0.5 year duration more_than
two and a half hours :: two and a half hours 2.5 h duration exact
十多年 :: 十多年 10 year duration more_than
# distances, areas and weights
5 feet :: 5 feet 5 ft distance exact
4 ft 8 in wide :: 4 ft 4 ft distance exact | 8 in 8 in distance exact
60 mph :: 60 mph 60 mph speed exact
3.5 miles :: 3.5 miles 3.5 mile distance exact
海拔8848.86米 :: 8848.86米 8848.86 m distance exact
一尺多深 :: 一尺多 1 尺 distance more_than
8两 :: 8两 8 两 mass exact
100 sq ft :: 100 sq ft 100 ft2 area exact
3 acres :: 3 acres 3 acre area exact
30公顷 :: 30公顷 30 ha area exact
5000吨 :: 5000吨 5000 t mass exact
10 kg :: 10 kg 10 kg mass exact
28纳米 :: 28纳米 28 nm distance exact
# temperatures
38.5度 :: 38.5度 38.5 度 measure exact
10 degrees Celsius :: 10 degrees Celsius 10 ℃ temperature exact
98.6°F :: 98.6°F 98.6 ℉ temperature exact
# scores
3比1 :: 3比1 3001 a:b score exact
5比0拿下 :: 5比0 5000 a:b score exact
以2：0击败 :: 2：0 2000 a:b score exact
won 3-1 :: 3-1 3001 a:b score exact
a 1-3 defeat :: 1-3 1003 a:b score exact
比例是1:30 :: 1:30 1030 a:b score exact
二比一 :: 二比一 2001 a:b score exact
# english words
a hundred and twenty :: a hundred and twenty 120 - number exact
two hundred and seventy-two :: two hundred and seventy-two 272 - number exact
one hundred twenty :: one hundred twenty 120 - number exact
three million :: three million 3000000 - number exact
several dozen cities :: several dozen 20 - count at_least
tens of thousands of users :: tens of thousands 20000 - count at_least
twelve thousand :: twelve thousand 12000 - number exact
# hidden and foreign digits
３，３１６亿元 :: ３，３１６亿元 331600000000 CNY money exact
٢٧٢个 :: ٢٧٢个 272 个 count exact
𝟐𝟕𝟐个 :: 𝟐𝟕𝟐个 272 个 count exact
8’400 people :: 8’400 8400 - count exact
192．18万余人次 :: 192．18万余人次 1921800 人次 count more_than
5km² :: 5km² 5 km2 area exact
16/32GB :: 16 16 GB data exact | 32GB 32 GB data exact
最高气温30～32度 :: 30～32度 30..32 ℃ temperature between
转了180度 :: 180度 180 度 measure exact
"""

NO_FIGURES = """
零部件 零售
一些 一样的 一起走 一直 统一 进一步 一体化 一站式 一方面 十分重要 万一 千家万户 一项项措施
一个个平台 第一时间 5G网络 X射线 COVID-19 A4纸 12345热线 1.2.3 http://a.cn/2021/09/1 周三 星期一
唯一 两岸 四面八方 五湖四海 签约 公约 半导体 四川 三亚 双十一 一带一路 百家争鸣 F-35 G20
iPhone15 1-800-555-1234 010-12345678 13812345678 （600000）
123456789012345678901234567890123456789012345 24/7 10² 2½ 3① ① 第Ⅲ期 Ⅳ级 歼-20 007 01星
省道104 136乡道 005乡道 9位数 拨打96110报警 119指挥中心 2型糖尿病 《铁拳8》 6407990@qq.com 提示1.认准官方
1,23,456 五角大楼 CO₂ 2K屏 那一天 另一个 无数 数据 几乎 首都 one-stop
"""
