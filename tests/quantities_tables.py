"""Figures worked by hand, and which figure supports which."""

# text :: figure value unit kind bound, | between figures; 3..5 is a range and - no unit
CASES = """
# counts
项目272个 :: 272个 272 个 count exact
签约41家企业 :: 41家 41 家 count exact
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
零下5度 :: 零下5度 -5 度 measure exact
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
"""

NO_FIGURES = """
零部件 零售
一些 一样的 一起走 一直 统一 进一步 一体化 一站式 一方面 十分重要 万一 千家万户 一项项措施
一个个平台 第一时间 5G网络 X射线 COVID-19 A4纸 12345热线 1.2.3 http://a.cn/2021/09/1 周三 星期一
唯一 两岸 四面八方 五湖四海 签约 公约 半导体 四川 三亚 双十一 一带一路 百家争鸣 F-35 G20
iPhone15 1-800-555-1234 010-12345678 13812345678 （600000）
123456789012345678901234567890123456789012345 24/7 那一天 另一个 无数 数据 几乎 首都 one-stop
"""

# + evidence | claim is supported, - is not
PAIRS = """
+ 项目272个 | 272 projects
+ 272 | 272个
+ 272个 | 272
+ 签约项目272个 | 272 items
- 272个 | 271 projects
+ 3316亿元 | 331.6 billion yuan
+ 3316亿元 | RMB 331.6bn
+ 331.6 billion yuan | 3316亿元
- 3316亿元 | 332 billion yuan
+ 3316亿元 | about 332 billion yuan
+ 3316亿元 | nearly 332 billion yuan
- 3316亿元 | nearly 331 billion yuan
+ 3316亿元 | more than 331 billion yuan
- 3316亿元 | more than 332 billion yuan
- 3316亿元 | about 330 billion US dollars
- 3316亿元 | $331.6 billion
- 3316亿元 | 331,600,000,000 projects
- 3316亿元 | 33.16 billion yuan
+ 4.06万亿元 | 4.06 trillion yuan
+ 520万美元 | $5.2 million
- 520万美元 | 5.2 million yuan
+ 8400余家 | more than 8,400 companies
+ 8400余家 | over 8,400 companies
+ 8400余家 | at least 8,400 companies
+ 8400余家 | about 8,400 companies
- 8400余家 | 8,400 companies
- 8400余家 | nearly 8,400 companies
- 8400余家 | up to 8,400 companies
+ 近2000家 | nearly 2,000 companies
+ 近2000家 | close to 2,000 companies
+ 近2000家 | almost 2,000 companies
+ 近2000家 | fewer than 2,000 companies
- 近2000家 | 2,000 companies
- 近2000家 | more than 2,000 companies
- 近2000家 | at least 2,000 companies
+ 约130个 | about 130 problems
+ 约130个 | roughly 130 problems
- 约130个 | 130 problems
- 约130个 | more than 130 problems
+ 130个 | about 130 problems
+ 130个 | at least 130 problems
- 130个 | more than 130 problems
+ 20多家 | 20余家
+ 1000家以上 | at least 1,000 companies
+ 1000家以上 | more than 1,000 companies
- 至少1000家 | more than 1,000 companies
+ 不足40所 | fewer than 40 schools
- 不足40所 | 40 schools
- 不足40所 | nearly 40 schools
+ 不超过3次 | no more than 3 occasions
+ 数百家 | hundreds of companies
- 100多家 | hundreds of companies
+ 68.7% | 68.7 percent
+ 百分之六十八点七 | 68.7%
- 68.7% | 69.1%
- 68.7% | 68.7 percentage points
- 1.5个百分点 | 1.5%
+ 1.5个百分点 | 1.5 percentage points
+ 25个基点 | 0.25 percentage points
- 68.72% | 68.7%
+ 68.72% | about 68.7%
+ 3到5分钟 | 3 to 5 minutes
+ 3到5分钟 | 3-5 minutes
- 3到5分钟 | 5 minutes
- 3到5分钟 | 3 to 6 minutes
+ 3到5分钟 | up to 5 minutes
+ 3到5分钟 | at least 3 minutes
- 4分钟 | 3 to 5 minutes
+ 600公里 | 600 km
+ 600公里 | 600,000 meters
- 600公里 | 600 miles
+ 90分钟 | 1.5 hours
+ 一个半小时 | 90 minutes
+ 半年 | 6 months
+ 两年多 | more than two years
- 两年多 | two years
- 3年 | 30岁
+ 三分之一 | one third
+ 三分之一 | 1/3
- 三分之一 | two thirds
- 一半 | 50%
+ 3倍 | three times
+ 翻一番 | doubled
+ 4次 | four times
+ 2021年9月 | 2021年
+ 2021年9月 | September 2021
+ 2021年9月 | in 2021
+ 2021年9月 | September
- 2021年 | September 2021
- 2021年9月 | October 2021
- 2021年9月 | 2022年
+ 2018年10月22日 | October 22, 2018
+ 2018年10月22日 | 2018-10-22
+ 2018年10月22日 | October 2018
- 2018年10月 | October 22, 2018
+ 2021年前10个月 | the first 10 months of 2021
+ 2021年前10个月 | January to October 2021
+ 2021年前10个月 | in 2021
- 2021年前10个月 | 10 months
+ 2021年第三季度 | Q3 2021
+ 10时52分 | 10:52
+ 下午3点 | 3 p.m.
- 上午3点 | 3 p.m.
+ 第二十次会议 | the 20th meeting
- 20次 | the 20th meeting
+ 世界500强 | a Fortune 500 company
+ 首批 | the first batch
+ 十几家 | 十几家
- 20名 | 20 companies
- 20名 | 20家
+ 20名学生 | 20 students
- 20辆 | 20 people
+ 5人次 | 5 visits
- 2021家 | in 2021
+ 20万千瓦 | 200 MW
+ 1.2万平方米 | 12,000 square meters
+ 30吨 | 30,000 kg
- 31℃ | 31°F
- 45岁 | 45 years
+ 300-odd staff | more than 300 staff
- 8,400 companies | 8400余家
"""
