"""Training examples for a reader of Chinese news: whose figure, date, name or place is asked.

A family is a passage (P, one of several) and its questions, each line with the key of the span
that answers it, or - where nothing does. In a passage `[a ...]` is the span of key a and
`<x|y>` is x or y: where the span of a key is left out, its questions have no answer.
`{place1}` is the second place of the family, `{Place1}` its English; `{#20-90}` a number as
news write it (`=`: bare, `c`: perhaps in characters, `%`: per cent); `{val1}` a new value of the
second indicator, `{part1}` and `{sum1}` a smaller and a greater one. // breaks the line.
"""
# ruff: noqa: E501 - a question is one line

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evals.reader.banks import FILLERS, LEADS, MAKERS

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

FAMILIES = r"""
== this year and the year before
P {lead}{year}年{place}{ind}<为|达到>[a {val}]<|，同比增长{%2-30}>，上年同期为[b {val}]。
P {lead}{year}年，{place}{ind}为[a {val}]（{year-1}年为[b {val}]）。
P {place}去年的{ind}是[b {val}]，<而|>今年（{year}年）为[a {val}]，<变化明显|情况有所不同>。
a {year}年{place}{ask}？ | {place}在{year}年的{ind}是多少？ | What was the {Ind} of {Place} in {year}? | {How} did {Place} {Have} in {year}?
b {year-1}年{place}{ask}？ | {place}前一年的{ind}是多少？ | What was {Place}'s {Ind} in {year-1}? | {How} did {Place} {Have} the year before, in {year-1}?
- {year-3}年{place}{ask}？ | {year+1}年{place}的{ind}是多少？ | What was {Place}'s {Ind} in {year-4}? | {How} did {Place} {Have} in {year+2}?

== from a year to another
P {lead}{place}{ind}从{year-4}年的[a {val}]<增至|增加到|变为>{year}年的[b {val}]<|，年均变化{%2-15}>。
P {year}年{place}{ind}为[b {val}]，而{year-4}年<仅|>为[a {val}]。
a {year-4}年{place}{ask}？ | What was the {Ind} in {Place} back in {year-4}? | {How} did {Place} {Have} in {year-4}?
b {year}年{place}{ask}？ | {place}的{ind}到{year}年时是多少？ | What did {Place}'s {Ind} reach in {year}? | {How} did {Place} {Have} in {year}?
- {year-2}年{place}{ask}？ | {year-6}年{place}{ask}？ | What was {Place}'s {Ind} in {year-2}? | {How} did {Place} {Have} in {year-6}?

== more than in an older year
P {lead}{year}年{place}{ind}为[a {val}]，比{year-3}年的[b {val}]<增加|多出|多>[c {=2.1-19.9}%]。
a {year}年{place}{ask}？ | {How} did {Place} {Have} in {year}? | What was {Place}'s {Ind} in {year}?
b {year-3}年{place}{ask}？ | {How} did {Place} {Have} in {year-3}? | What was the {Ind} of {Place} in {year-3}?
c {year}年{place}{ind}比{year-3}年增加了百分之几？ | {place}{ind}的增幅是多少？ | By what percentage did {Place}'s {Ind} grow between {year-3} and {year}?
- {year-1}年{place}{ask}？ | What was {Place}'s {Ind} in {year-1}? | By what percentage is {Place}'s {Ind} expected to grow in {year+1}?

== growth of two years
P {lead}{place}{ind}{year-1}年增长[a {%2-20}]，{year}年增速仅为[b {%0.2-1.9}]。
P {year}年，{place}{ind}<同比增长|增幅为>[b {%2-20}]，增速比{year-1}年的[a {%2-20}]<有所变化|略有不同>。
a {year-1}年{place}{ind}增长了多少？ | {place}{ind}{year-1}年的增速是多少？ | By how much did {Place}'s {Ind} grow in {year-1}? | What was the growth rate of {Place}'s {Ind} in {year-1}?
b {year}年{place}{ind}增长百分之多少？ | {year}年{place}{ind}的增速是多少？ | How fast did {Place}'s {Ind} grow in {year}? | By what percentage did the {Ind} of {Place} rise in {year}?
- {year-2}年{place}{ind}增长了多少？ | {year}年{place}{ask}？ | How fast did {Place}'s {Ind} grow in {year-2}? | {How} did {Place} {Have} in {year}?

== three years in a row
P {lead}{year-2}年至{year}年，{place}{ind}分别为[a {val}]、[b {val}]和[c {val}]。
P {place}近三年{ind}情况：{year-2}年[a {val}]，{year-1}年[b {val}]，{year}年[c {val}]。
a {year-2}年{place}{ask}？ | What was {Place}'s {Ind} in {year-2}? | {How} did {Place} {Have} in {year-2}?
b {year-1}年{place}{ask}？ | What was {Place}'s {Ind} in {year-1}? | {How} did {Place} {Have} in {year-1}?
c {year}年{place}{ask}？ | What was {Place}'s {Ind} in {year}? | {How} did {Place} {Have} in {year}?
- {year-3}年{place}{ask}？ | {year+1}年{place}{ask}？ | What was {Place}'s {Ind} in {year-5}? | {How} did {Place} {Have} in {year+1}?

== months in total and the one month
P {lead}{year}年1-{month1}，{place}{ind}累计[a {val}]；<其中|>{month1}当月[b {part}]<，环比下降{%1-9}|>。
P {lead}{month1}份{place}{ind}为[b {val}]。前{month1n}个月{ind}合计[a {sum}]<|，同比增长[d {%2-20}]>。
a 1至{month1}{place}{ind}一共多少？ | {place}前{month1n}个月的{ind}是多少？ | What was {Place}'s {Ind} in the first {month1n} months? | What did {Place}'s {Ind} add up to from January to {Month1}?
b {month1}份{place}{ind}是多少？ | {month1}当月{place}{ind}是多少？ | What was {Place}'s {Ind} in {Month1} alone? | {How} did {Place} {Have} in the month of {Month1}?
d 前{month1n}个月{place}{ind}增长了多少？ | By how much did {Place}'s {Ind} grow in the first {month1n} months?
- {month7}份{place}{ind}是多少？ | {place}{ind}全年是多少？ | What was {Place}'s {Ind} in {Month7} alone? | What was {Place}'s {Ind} in the whole year?

== two months
P {lead}{month0}{place}{ind}为[a {val}]，{month1}为[b {val}]<，波动不大|>。
P {month1}，{place}{ind}<录得|为>[b {val}]，{month0}则为[a {val}]。
a {place}{month0}的{ind}是多少？ | {month0}份{place}{ask}？ | What was {Place}'s {Ind} in {Month0}? | {How} did {Place} {Have} in {Month0}?
b {place}{month1}的{ind}是多少？ | {month1}份{place}{ask}？ | What was {Place}'s {Ind} in {Month1}? | {How} did {Place} {Have} in {Month1}?
- {place}{month6}的{ind}是多少？ | What was {Place}'s {Ind} in {Month6}?

== quarters and halves
P {lead}<今年|{year}年>一季度{place}{ind}<为|达>[a {val}]，上半年为[b {sum}]<，前三季度为[c {sum}]|>。
P {lead}今年上半年，{place}{ind}为[b {val}]，<其中|>一季度[a {part}]，二季度[d {part}]。
a 一季度{place}{ask}？ | {place}今年头三个月的{ind}是多少？ | What was {Place}'s {Ind} in the first quarter? | {How} did {Place} {Have} in Q1?
b 上半年{place}{ask}？ | {place}今年前六个月{ind}是多少？ | What was {Place}'s {Ind} in the first half of the year? | {How} did {Place} {Have} in the first six months?
c 前三季度{place}{ask}？ | What was the {Ind} of {Place} in the first three quarters?
d 二季度{place}{ask}？ | What was {Place}'s {Ind} in the second quarter?
- 四季度{place}{ask}？ | {place}下半年的{ind}是多少？ | What was {Place}'s {Ind} in the fourth quarter? | {How} did {Place} {Have} in the second half?

== as of a month and new in the year
P {lead}截至{year}年{month1}末，{place}{ind}累计<达|达到|为>[a {val}]，今年新增[b {part}]。
P 今年以来{place}新增{thing}[b {val}]，累计[a {sum}]。
a {place}{ind}累计有多少？ | {place}{ind}总数是多少？ | What is {Place}'s cumulative {Ind}? | {How} does {Place} have in all?
b {place}今年新增{thing}多少？ | {place}{ind}今年增加了多少？ | What was the increase in {Place}'s {Ind} this year? | By how much did {Place} add to its {Ind} this year?
- {place1}{ind}累计有多少？ | {place}去年新增{thing}多少？ | What is {Place1}'s cumulative {Ind}? | By how much did {Place}'s {Ind} increase last year?

== plan and what was done
P {lead}{place}今年计划投资[a {#2-90}亿元]建设{work}，目前已完成投资[b {#0.2-1.9}亿元]。
P {work}<总投资概算|计划总投资>[a {#20-90}亿元]，截至{month1}底实际完成[b {#2.1-19.9}亿元]<，占计划的[c {%5-60}]|>。
a {work}计划投资多少？ | {work}打算花多少钱？ | How much is planned to be invested in the {Work}? | What is the planned investment of the {Work}?
b {work}已经完成多少投资？ | {work}目前实际投了多少？ | How much has actually been invested in the {Work} so far? | What investment has been completed on the {Work}?
c {work}完成了计划的百分之几？ | What share of the planned investment in the {Work} has been completed?
- {work1}计划投资多少？ | {work}建成后每年收益多少？ | {work}的贷款有多少？ | How much was invested in the {Work1}? | How much does the {Work} earn in a year?

== target and result
P {lead}{place}全年{ind}<预计|目标>为[a {val}]，<1至{month1}|前三季度>实际为[b {val}]。
P {place}今年{ind}实际完成[b {val}]，<低于|不及>年初确定的[a {val}]目标。
a {place}{ind}的目标是多少？ | {place}原先预计{ind}多少？ | What {Ind} did {Place} aim for? | What was {Place}'s target for {Ind}?
b {place}{ind}实际是多少？ | {place}实际完成的{ind}是多少？ | What {Ind} did {Place} actually reach? | What was the actual {Ind} of {Place}?
- {place}明年{ind}的目标是多少？ | {place1}{ind}的目标是多少？ | What is {Place}'s target for {Ind} next year? | What was {Place1}'s actual {Ind}?

== before and after
P {hall}改造前<有|可容纳>座位[a {=200-900}个]，改造后<增至|增加到>[b {=1200-9000}个]<|，工期为[c {=3-18}个月]>。
P {lead}{hall}扩建后座位由原来的[a {=200-900}个]增加到[b {=1200-9000}个]。
a {hall}改造前有多少个座位？ | {hall}原来座位数是多少？ | How many seats did the {Hall} have before the renovation? | How many seats were there originally in the {Hall}?
b {hall}改造后有多少座位？ | {hall}现在的座位有几个？ | How many seats does the {Hall} have after the renovation? | What is the number of seats in the {Hall} now?
c {hall}改造用了多长时间？ | How long did the renovation of the {Hall} take?
- {hall}改造花了多少钱？ | {hall}有多少个停车位？ | How much did the renovation of the {Hall} cost? | How many parking spaces does the {Hall} have?

== speed before and after
P {lead}{rail}提速后，{place0}至{place1}的运行时间由[a {=4-9}小时{=10-55}分钟]缩短至[b {=1-3}小时{=10-55}分钟]。
a {rail}提速前{place0}到{place1}要多久？ | 原来坐火车从{place0}去{place1}需要几个小时？ | How long did the trip from {Place0} to {Place1} take before? | What was the old travel time between {Place0} and {Place1}?
b {rail}提速后从{place0}到{place1}需要多长时间？ | 现在{place0}至{place1}乘火车多久能到？ | How long does the journey from {Place0} to {Place1} take now? | To what was the travel time between {Place0} and {Place1} cut?
- {place0}到{place2}要多久？ | {place0}到{place1}的票价是多少？ | {place0}至{place1}有多少公里？ | How long does it take from {Place0} to {Place2}? | How much is a ticket from {Place0} to {Place1}?

== wage floor of old and new
P 自{year}年{date0}起，{place}月最低工资标准由[a {=1300-1790}元]提高到[b {=1800-2690}元]，小时最低工资标准由[c {=12-17}元]提高到[d {=18-26}元]。
a {place}调整前月最低工资是多少？ | What was the monthly minimum wage in {Place} before the rise?
b {place}上调后的月最低工资是多少？ | {place}现在的月最低工资标准为多少元？ | What is the new monthly minimum wage in {Place}? | To what was {Place}'s monthly minimum wage raised?
c {place}原来的小时最低工资是多少？ | What was the old hourly minimum wage in {Place}?
d {place}每小时最低工资提高到多少？ | To how much did {Place} raise its hourly minimum wage?
- {place}的平均工资是多少？ | {place1}月最低工资标准是多少？ | What is the average wage in {Place}? | What is the monthly minimum wage in {Place1}?

== schools in all and by kind
P {lead}{place}现有各级各类学校[w {=400-900}所]，其中{site0}[a {=100-200}所]、{site1}[b {=40-99}所]<、{site2}[c {=5-39}所]|>。
P {place}共有{site0}[a {=100-200}所]，{site1}[b {=40-99}所]<。全市学校总数为[w {=400-900}所]。|。>
w {place}一共有多少所学校？ | {place}的学校总数是多少？ | How many schools does {Place} have altogether? | What is the total number of schools in {Place}?
a {place}有多少所{site0}？ | {place}的{site0}数量是多少？ | How many {Site0} are there in {Place}? | What is the number of {Site0} in {Place}?
b {place}的{site1}一共几所？ | {place}有几所{site1}？ | How many {Site1} does {Place} have? | What is the number of {Site1} in {Place}?
c {place}有多少所{site2}？ | How many {Site2} are there in {Place}?
- {place}有多少所{site4}？ | {place}有多少名{site0}教师？ | How many {Site4} are there in {Place}? | How many pupils attend {Site0} in {Place}?

== clinics by kind
P {lead}截至{year}年底，{place}有医疗卫生机构[w {=900-1900}家]，包括{clinic0}[a {=10-99}家]、{clinic1}[b {=100-300}家]、{clinic2}[c {=301-700}家]。
w {place}医疗卫生机构总共有多少家？ | How many medical institutions are there in {Place} in total?
a {place}有几家{clinic0}？ | {place}{clinic0}的数量是多少？ | How many {Clinic0} are there in {Place}? | What is the number of {Clinic0} in {Place}?
b {place}有多少家{clinic1}？ | How many {Clinic1} does {Place} have?
c {place}有多少家{clinic2}？ | How many of {Place}'s medical institutions are {Clinic2}?
- {place}有几家{clinic3}？ | {place}每千人有多少张床位？ | How many {Clinic3} are there in {Place}? | How many hospital beds does {Place} have?

== men and women
P {lead}{org}现有职工[w {=400-900}人]，其中男职工[a {=200-390}人]，女职工[b {=40-190}人]。
P {org}今年招收新员工[w {=400-900}人]，<男性|其中男性>[a {=200-390}人]，女性[b {=40-190}人]。
w {org}一共有多少人？ | {org}的员工人数是多少？ | How many employees are there at {Org} in all?
a {org}有多少名男职工？ | {org}的男员工有几人？ | How many men work at {Org}? | What is the number of male staff at {Org}?
b {org}女员工有多少人？ | How many women are employed at {Org}? | What is the number of female staff at {Org}?
- {org}有多少名残疾职工？ | {org}男职工的平均年龄是多少？ | How many disabled people work at {Org}? | What is the average age of the staff at {Org}? | How many people left {Org}?

== sexes in a census
P 普查结果显示，{place}常住人口为[w {=410.10-900.99}万人]，男性占[a {=51.10-53.99}%]，女性占[b {=46.10-48.99}%]。
w {place}的常住人口是多少？ | {place}有多少人？ | How many people live in {Place}? | What is the resident population of {Place}?
a {place}男性人口占比是多少？ | What share of {Place}'s population is male?
b {place}女性人口所占比例是多少？ | What percentage of the population of {Place} are women?
- {place}有多少户家庭？ | {place}60岁以上老人占比多少？ | How many households are there in {Place}? | What share of {Place}'s population is over 60?

== first batch and second batch
P {lead}{place}首批发放{good0}消费券[a {#200-900}万元]，第二批[b {#1000-3000}万元]。
P {place}第二批{good0}消费券共[b {#1000-3000}万元]，于{date1}发放；第一批[a {#200-900}万元]已于{date0}发完。
a {place}第一批{good0}消费券有多少？ | {place}首批发了多少{good0}消费券？ | What was the value of the first batch of {Good0} vouchers in {Place}? | How much was given out in {Place}'s first batch of vouchers?
b {place}第二批{good0}消费券多少钱？ | How much was in the second batch of {Good0} vouchers in {Place}? | What was the value of {Place}'s second batch of vouchers?
- {place}第三批{good0}消费券有多少？ | How much was the third batch of {Good0} vouchers in {Place}? | How many people in {Place} received vouchers?

== batches of a list
P {lead}{prov}公布第{ord0}批<非遗|传统村落|历史建筑>名录[a {=20-99}项]，至此{ord0}批合计[b {=200-900}项]。
a {prov}第{ord0}批名录有多少项？ | 这次{prov}公布的名录共几项？ | How many items are in {Prov}'s {Ord0} list? | How many entries did {Prov} announce in the {Ord0} batch?
b {prov}名录到现在合计多少项？ | {prov}各批名录一共有多少项？ | How many items are there in all batches of {Prov}'s list together? | What is the total number of items on {Prov}'s list so far?
- {prov}第{ord7}批名录有多少项？ | How many items are in {Prov}'s {Ord7} list? | How many items are in {Prov1}'s {Ord0} batch?

== at home and abroad
P {lead}{carmaker}{year}年国内销量为[a {#20-90}万辆]，海外销量为[b {#2.1-19.9}万辆]。
P {carmaker}全年销售[w {#100-200}万辆]，<其中|>出口[b {#2.1-19.9}万辆]，国内销售[a {#20-90}万辆]。
a {carmaker}在国内卖了多少辆？ | {carmaker}的国内销量是多少？ | How many vehicles did {Carmaker} sell at home? | What were {Carmaker}'s domestic sales?
b {carmaker}海外卖出多少辆？ | {carmaker}出口了多少车？ | How many vehicles did {Carmaker} sell abroad? | What were {Carmaker}'s overseas sales?
w {carmaker}总共卖了多少辆？ | How many vehicles did {Carmaker} sell in total?
- {carmaker}出口额是多少？ | {carmaker1}海外销量是多少？ | How much did {Carmaker} earn from exports? | How many vehicles did {Carmaker1} sell abroad?

== guests from home and from abroad
P {lead}国庆假期，{place}接待国内游客[a {#20-90}万人次]，入境游客[b {#1.1-9.9}万人次]，旅游总收入[c {#2.1-19.9}亿元]。
a {place}国庆接待了多少国内游客？ | How many domestic tourists did {Place} receive over National Day?
b {place}来了多少境外游客？ | {place}国庆期间入境游客有多少？ | How many foreign visitors came to {Place} during the holiday? | What was the number of inbound tourists in {Place}?
c {place}国庆旅游收入多少？ | {place}旅游业赚了多少钱？ | How much tourism revenue did {Place} take in? | What did {Place} earn from tourism over the holiday?
- {place}春节接待了多少游客？ | {place}游客人均消费多少元？ | {place}有多少家酒店？ | How many tourists did {Place} receive at Spring Festival? | How much did each tourist spend in {Place}?

== mean and total
P {lead}{team}{person}本赛季出场[a {=20-48}次]，共得到[b {=500-1900}分]，场均[c {=10.1-19.9}分]，单场最高[d {=30-60}分]。
a {person}本赛季出场多少次？ | How many games did {Person} play this season?
b {person}本赛季总共得了多少分？ | {person}的总得分是多少？ | How many points did {Person} score in total this season?
c {person}场均得分是多少？ | {person}平均每场得几分？ | How many points per game does {Person} average? | What is {Person}'s scoring average?
d {person}单场最多得过几分？ | What is the most points {Person} scored in a single game?
- {person}场均篮板多少个？ | {person1}场均得分是多少？ | {person}身高多少？ | How many rebounds does {Person} average? | How tall is {Person}?

== average, highest and lowest
P {lead}{place}新房均价为每平方米[a {=7000-9900}元]，最高[b {=20000-50000}元]，最低[c {=3000-6000}元]。
P {lead}{place}住宅平均价格[a {=7000-9900}元]/平方米。最贵的楼盘每平方米[b {=20000-50000}元]，最便宜的<仅|只要>[c {=3000-6000}元]。
a {place}新房平均多少钱一平方米？ | {place}房价均价是多少？ | What is the average price of new homes in {Place}? | How much does a square metre cost on average in {Place}?
b {place}最高房价是多少？ | {place}房子最贵多少钱一平米？ | What is the highest home price per square metre in {Place}?
c {place}房价最低多少？ | What is the lowest price per square metre in {Place}?
- {place}二手房的成交量是多少？ | {place}房租多少钱？ | {place1}房价均价是多少？ | What is the average rent in {Place}? | How many homes were sold in {Place}?

== per head and in all
P {lead}{prov}森林面积[a {#200-900}万公顷]，人均[b 0.{=10-99}公顷]，森林覆盖率[c {=20.1-69.9}%]。
a {prov}有多大面积的森林？ | {prov}的森林面积是多少？ | How large is the forest area of {Prov}?
b {prov}人均森林面积是多少？ | {prov}平均每人有多少森林？ | How much forest is there per person in {Prov}? | What is the per capita forest area in {Prov}?
c {prov}森林覆盖率是多少？ | {prov}百分之几的土地被森林覆盖？ | What is the forest coverage rate of {Prov}? | What percentage of {Prov} is covered by forest?
- {prov}耕地面积是多少？ | {prov1}的森林面积是多少？ | {prov}森林蓄积量是多少？ | How much farmland does {Prov} have? | What is the forest coverage rate of {Prov1}?

== warm and cold
P 气象台预报，明天{place}最高气温[a {=15-35}℃]，最低气温[b {=1-14}℃]，<相对湿度|湿度>[c {=40-90}%]。
P {place}昨天最低气温降至[b 零下{=2-29}℃]，白天最高也只有[a {=1-14}℃]。
a {place}最高气温是多少？ | {place}最热时多少度？ | What is the high temperature in {Place}?
b {place}最低气温是多少度？ | {place}最冷多少度？ | What is the lowest temperature in {Place}? | How cold does it get in {Place}?
c {place}的湿度是多少？ | What is the humidity in {Place}?
- {place}降雨量是多少？ | {place}的风力有几级？ | {place1}最低气温是多少？ | How much rain will fall in {Place}? | What is the lowest temperature in {Place1}?

== lines of the metro
P {lead}{stem}地铁{line0}号线全长[a {=20.1-59.9}公里]，设站[b {=12-30}座]；{line1}号线全长[c {=60.1-89.9}公里]，设站[d {=31-59}座]。
a {stem}地铁{line0}号线有多长？ | {stem}{line0}号线全长多少公里？ | How long is Line {line0} of the {Stem} metro?
b {stem}地铁{line0}号线有多少个车站？ | How many stations does {Stem} Metro Line {line0} have?
c {stem}{line1}号线长多少？ | {stem}地铁{line1}号线的长度是多少？ | What is the length of Line {line1} in {Stem}?
d {stem}地铁{line1}号线共设几座车站？ | How many stations are there on Line {line1} in {Stem}?
- {stem}地铁{line5}号线有多长？ | {stem}地铁{line0}号线造价多少？ | {stem}地铁{line1}号线票价是多少？ | How long is Line {line5} of the {Stem} metro? | What did Line {line0} in {Stem} cost to build?

== when the lines open
P {stem}地铁{line0}号线于{date0}开通，{line1}号线计划<{year}年底|明年{month1}>通车。
P {lead}{stem}轨道交通{line0}号线[a {year-3}年{date2}]<通车|投入运营>，{line1}号线[b {year}年{date0}]<开通|开通运营><，{line2}号线[c {year+1}年]建成|>。
a {stem}{line0}号线是什么时候开通的？ | {stem}轨道交通{line0}号线哪天投入运营？ | When did Line {line0} open in {Stem}? | On what date did {Stem}'s Line {line0} go into service?
b {stem}{line1}号线何时通车？ | When did {Stem} Line {line1} open?
c {stem}{line2}号线什么时候建成？ | When will Line {line2} in {Stem} be finished?
- {stem}{line6}号线什么时候开通？ | {stem}轨道交通{line0}号线日均客流是多少？ | When did Line {line6} open in {Stem}? | When did construction of {Stem}'s Line {line1} begin?

== phases of a project
P {lead}{work}一期工程投资[a {#2.1-9.9}亿元]，二期工程投资[b {#10-40}亿元]<。|，三期仍在论证。>
P {work}分两期建设：一期占地[c {=100-400}亩]，{year-1}年完工；二期占地[d {=401-900}亩]，预计{year+1}年完工。
a {work}一期投资多少？ | {work}第一期工程花了多少钱？ | How much was invested in the first phase of the {Work}?
b {work}二期工程的投资额是多少？ | How much does phase two of the {Work} cost?
c {work}一期占地多少亩？ | {work}第一期有多大？ | How much land does phase one of the {Work} cover?
d {work}二期的占地面积是多少？ | How large is the site of the second phase of the {Work}?
- {work}三期投资多少？ | {work1}二期投资多少？ | How much was spent on the third phase of the {Work}? | How large is phase three of the {Work}?

== phases and their ends
P {work}一期已于[a {year-2}年{month1}]<建成|竣工>，二期将于[b {year}年{month2}]<完工|投入使用>，由{company}承建。
a {work}一期是什么时候建成的？ | {work}一期何时竣工？ | When was phase one of the {Work} completed?
b {work}二期何时完工？ | {work}二期工程什么时候投入使用？ | When will the second phase of the {Work} be finished?
- {work}三期何时完工？ | {work}二期是什么时候开工的？ | When will phase three of the {Work} be finished? | When did work on phase two of the {Work} start?

== floors
P {lead}{hall}共{=10-19}层，{ord0}层是[a <儿童阅览区|成果展厅|游客中心|多功能厅>]，{ord1}层是[b <古籍室|会议中心|餐饮区|档案室>]，{ord2}层为[c <办公区|设备间|培训教室|直播间>]。
a {hall}{ord0}层是什么？ | {hall}的{ord0}楼用来做什么？ | What is on the {Ord0} floor of the {Hall}?
b {hall}{ord1}楼有什么？ | What can be found on the {Ord1} floor of the {Hall}?
c {hall}{ord2}层是做什么用的？ | What is the {Ord2} floor of the {Hall} used for?
- {hall}{ord6}楼是什么？ | What is on the {Ord6} floor of the {Hall}?

== rounds of a league
P {lead}联赛第{ord0}轮，{team0}以[a {=80-99}比{=60-79}]战胜{team1}；第{ord1}轮，{team0}以[b {=70-89}比{=100-119}]负于{team2}。
a 第{ord0}轮{team0}和{team1}的比分是多少？ | {team0}以多少比多少击败{team1}？ | What was the score when the {Team0} beat the {Team1}? | By what score did the {Team0} win in the {Ord0} round?
b {team0}第{ord1}轮以多少比分输球？ | {team0}对{team2}的比分是多少？ | What was the score of the {Team0} against the {Team2}? | By what score did the {Team0} lose in the {Ord1} round?
- {team0}在第{ord6}轮的比分是多少？ | {team1}和{team2}的比分是多少？ | What was the score of the {Team0} in the {Ord6} round? | What was the score between the {Team1} and the {Team2}?

== who won which round
P 第{ord0}轮[a {team0}]<取胜|拿下比赛>，第{ord1}轮[b {team1}]获胜，第{ord2}轮[c {team2}]笑到最后。
a 第{ord0}轮哪个队赢了？ | Which team won the {Ord0} round?
b 第{ord1}轮谁获胜了？ | 第{ord1}轮的胜者是哪支球队？ | Who won the {Ord1} round? | Which team took the {Ord1} round?
c 第{ord2}轮的胜者是谁？ | Which team came out on top in the {Ord2} round?
- 第{ord6}轮哪个队赢了？ | Who won the {Ord6} round? | 第{ord0}轮比赛在哪里举行？ | Who lost the {Ord1} round?

== winner and loser
P {lead}{sport}锦标赛决赛中，[a {team0}]<战胜|击败|力克>[b {team1}]夺冠，[c {team2}]获得第三名。
P [b {team1}]在{sport}锦标赛决赛中不敌[a {team0}]，屈居亚军。
a {sport}锦标赛的冠军是谁？ | 谁在{sport}锦标赛决赛中获胜？ | Who won the {Sport} championship? | Which team took the {Sport} title?
b {sport}锦标赛的亚军是哪个队？ | 谁输掉了{sport}锦标赛决赛？ | Who lost the {Sport} final? | Which team was the runner-up in {Sport}?
c 谁获得{sport}锦标赛第三名？ | {sport}锦标赛季军是哪支队伍？ | Who finished third in the {Sport} championship?
- 谁获得{sport}锦标赛第四名？ | {sport}锦标赛在哪里举行？ | Who came fourth in the {Sport} championship? | Who refereed the {Sport} final?

== edition of an event
P 第{nth}届{fair}将于[a {year}年{date0}至{day0}日]在[b {place}]举行。<第{nth-1}届于[c {year-1}年{month1}]在[d {place1}]举办。|>
P {lead}第{nth}届{fair}[a {date0}至{day0}日]在[b {place}]举办，<上一届|第{nth-1}届>的举办地是[d {place1}]。
a 第{nth}届{fair}什么时候举行？ | 第{nth}届{fair}的举办日期是？ | When will the {Nth} {Fair} be held? | What are the dates of the {Nth} {Fair}?
b 第{nth}届{fair}在哪里举行？ | Where is the {Nth} {Fair} taking place?
c 第{nth-1}届{fair}是什么时候举办的？ | When was the {Nth-1} {Fair} held?
d 第{nth-1}届{fair}在哪里举办？ | 上一届{fair}的地点是哪里？ | Where was the {Nth-1} {Fair} held? | Which place hosted the previous {Fair}?
- 第{nth+1}届{fair}在哪里举行？ | 第{nth-4}届{fair}何时举行？ | Where will the {Nth+1} {Fair} be held? | When was the {Nth-4} {Fair} held?

== visitors of two editions
P {lead}第{nth}届{fair}吸引观众[a {#3000-90000}人次]，<较|比>第{nth-1}届的[b {=200-2900}人次]大幅增加<，成交额[c {#1.1-9.9}亿元]|>。
a 第{nth}届{fair}有多少观众？ | {fair}第{nth}届来了多少人？ | How many people visited the {Nth} {Fair}?
b 第{nth-1}届{fair}有多少观众？ | How many visitors did the {Nth-1} {Fair} draw?
c 第{nth}届{fair}的成交额是多少？ | What was the value of deals at the {Nth} {Fair}?
- 第{nth-2}届{fair}有多少观众？ | 第{nth}届{fair}有多少参展商？ | How many visitors did the {Nth-2} {Fair} draw? | How many exhibitors took part in the {Nth} {Fair}?

== prizes by class
P {lead}{fair}评出{prize0}[a {c1-3}名]、{prize1}[b {c4-6}名]、{prize2}[c {c8-12}名]<，共收到作品[d {#300-9000}件]|>。
a {fair}有几名{prize0}？ | How many {Prize0} winners were there at the {Fair}? | How many people won the {Prize0} at the {Fair}?
b {fair}的{prize1}有多少名？ | How many received the {Prize1} at the {Fair}?
c {fair}{prize2}一共几名？ | How many {Prize2} winners did the {Fair} have?
d {fair}收到多少件作品？ | How many works were entered in the {Fair}?
- {fair}{prize4}一共几名？ | {fair}{prize0}的奖金是多少？ | How many received the {Prize4} at the {Fair}? | What is the prize money of the {Prize0} at the {Fair}?

== money of prizes
P {fair}{prize0}奖金[a {=20-90}万元]，{prize1}奖金[b {=5-19}万元]，{prize2}奖金[c {=1-4}万元]。
a {fair}{prize0}奖金多少？ | How much prize money comes with the {Prize0} of the {Fair}?
b {fair}获得{prize1}能拿多少钱？ | {fair}{prize1}的奖金是多少？ | What is the {Prize1} of the {Fair} worth?
c {fair}{prize2}奖金是多少？ | How much does a {Prize2} winner at the {Fair} get?
- {fair}有几名{prize0}？ | {fair}{prize4}奖金多少？ | How many {Prize0} winners are there at the {Fair}? | How much is the {Prize4} of the {Fair} worth?

== who won which prize
P {fair}上，[a {person0}]获得{prize0}，[b {person1}]获得{prize1}<，[c {person2}]则获{prize2}|>。
P {lead}{fair}{prize0}由[a {person0}]<夺得|摘得>，{prize1}授予[b {person1}]。
a 谁获得了{fair}的{prize0}？ | {fair}{prize0}得主是谁？ | Who won the {Prize0} at the {Fair}?
b 谁获得了{fair}{prize1}？ | Who was given the {Prize1} at the {Fair}?
c 谁拿到了{fair}的{prize2}？ | Who received the {Prize2} at the {Fair}?
- 谁获得了{fair}的{prize5}？ | Who won the {Prize5} at the {Fair}? | {person1}来自哪里？ | How old is {Person0}?

== medals of a country
P {lead}{country0}队共获得奖牌[w {=60-99}枚]，其中金牌[a {=1-9}枚]、银牌[b {=10-19}枚]、铜牌[c {=20-40}枚]。
w {country0}队一共拿了多少枚奖牌？ | How many medals did the {Dem0} team win altogether?
a {country0}队获得几枚金牌？ | How many golds did {Country0} win? | How many gold medals went to the {Dem0} team?
b {country0}队拿到多少银牌？ | How many silver medals did {Country0} take?
c {country0}队铜牌有多少？ | How many bronzes did the {Dem0} team win?
- {country0}队派出多少名运动员？ | {country1}队获得几枚金牌？ | How many athletes did {Country0} send? | How many gold medals did {Country1} win?

== medals of two countries
P {lead}{country0}以[a {=20-49}枚金牌]位居榜首，{country1}以[b {=5-19}枚金牌]排名第二<，{country2}获得[c {=1-4}枚金牌]|>。
a {country0}获得多少枚金牌？ | How many gold medals did {Country0} win? | How many golds did the {Dem0} athletes win?
b {country1}赢得几枚金牌？ | How many golds did {Country1} win? | How many gold medals were won by the {Dem1} team?
c {country2}有几枚金牌？ | How many gold medals did the {Dem2} team take?
- {country3}获得多少枚金牌？ | {country0}获得多少枚银牌？ | How many gold medals did {Country3} win? | How many silver medals did the {Dem1} team win?

== two places, one indicator
P {lead}{place0}{ind}为[a {val}]，{place1}为[b {val}]<，{place2}为[c {val}]|>。
P {place0}和{place1}的{ind}分别为[a {val}]和[b {val}]。
P {lead}{ind}方面，{place0}[a {val}]，{place1}[b {val}]，{place2}[c {val}]。
a {place0}{ask}？ | What is the {Ind} of {Place0}? | {How} does {Place0} have?
b {place1}{ask}？ | {place1}的{ind}有多少？ | What is {Place1}'s {Ind}? | {How} does {Place1} have?
c {place2}{ask}？ | What is the {Ind} in {Place2}?
- {place3}{ask}？ | {place4}的{ind}是多少？ | What is the {Ind} of {Place3}? | {How} does {Place4} have?

== province and city
P {lead}{prov}全省{ind}[a {val}]，其中{place0}[b {part}]<，{place1}[c {part}]|>。
P {place0}{ind}[b {val}]，居{prov}首位。<全省{ind}合计[a {sum}]。|>
a {prov}全省{ask}？ | What is the {Ind} of the whole of {Prov}? | {How} does {Prov} province have in all?
b {place0}{ask}？ | What is the {Ind} of {Place0}? | {How} does {Place0} have?
c {place1}{ask}？ | {How} does {Place1} have?
- 全国{ask}？ | {prov1}{ask}？ | What is the {Ind} of the whole country? | What is the {Ind} of {Prov1}?

== figure of another, bigger place only
P {lead}全国{ind}达{val}<|，同比增长{%2-20}>。
P {lead}{prov}{ind}为{val}。
- {place0}{ask}？ | {place1}的{ind}是多少？ | What is the {Ind} of {Place0}? | {How} does {Place1} have?

== countries in trade
P {lead}{country0}对华出口{good}[a {#2.1-9.9}亿美元]，{country1}为[b {#10-40}亿美元]。
P {lead}我国从{country0}进口{good}[a {#2.1-9.9}万吨]，从{country1}进口[b {#10-40}万吨]。
a {country0}向中国出口了多少{good}？ | How much did {Country0} export to China in {Good}? | What was the amount of {Dem0} {Good} exported to China?
b {country1}出口到中国的{good}有多少？ | What was the amount of {Dem1} {Good} sold to China? | How much {Dem1} {Good} did China buy?
- {country2}向中国出口了多少{good}？ | {country0}从中国进口了多少{good1}？ | How much {Dem2} {Good} did China buy? | How much did {Country0} import from China in {Good1}?

== nationals hurt
P {lead}{disaster}造成{=40-90}人受伤，其中{country0}公民[a {=12-29}人]、{country1}公民[b {c3-9}人]<、{country2}公民[c {c1-2}人]|>。
a {disaster}中有多少{country0}人受伤？ | How many {Dem0} citizens were injured in {Disaster}?
b {disaster}中{country1}伤者有几名？ | How many {Dem1} nationals were hurt in {Disaster}?
c {disaster}中有几名{country2}公民受伤？ | How many {Dem2} citizens were injured?
- {disaster}中有多少{country3}人受伤？ | {disaster}中有多少{country0}人死亡？ | How many {Dem3} citizens were injured in {Disaster}? | How many {Dem1} citizens died in {Disaster}?

== dead, hurt and missing
P {lead}{place}{disaster}已造成[a {=20-99}人]<死亡|遇难>、[b {=100-400}人]受伤，[c {c3-12}人]失踪<，直接经济损失[d {#1.1-9.9}亿元]|>。
P {place}发生的{disaster}致[a {=20-99}人]<丧生|遇难>，另有[b {=100-400}人]受伤，<紧急转移群众[e {#1000-9000}人]|目前救援仍在继续>。
a {place}{disaster}造成多少人死亡？ | {disaster}中有几人遇难？ | How many people were killed in {Disaster} in {Place}? | What was the death toll of {Disaster}?
b {place}{disaster}中受伤的有多少人？ | {disaster}导致几人受伤？ | How many people were injured in {Disaster} in {Place}?
c {disaster}中下落不明的有几人？ | {place}{disaster}有多少人失踪？ | How many people are missing after {Disaster}?
d {disaster}造成多少经济损失？ | What were the economic losses from {Disaster} in {Place}?
e {place}{disaster}后转移了多少人？ | How many people were evacuated because of {Disaster}?
- {place}{disaster}有多少房屋倒塌？ | {place1}{disaster}造成多少人死亡？ | How many houses collapsed in {Disaster}? | How many people died in {Disaster} in {Place1}?

== new cases and cases in all
P {lead}{place}{date0}新增{disease}病例[a {=12-90}例]，累计报告[b {=300-2900}例]，死亡[c {c3-11}例]，治愈出院[d {=100-290}例]。
P {lead}{place}累计报告{disease}[b {=300-2900}例]，昨日新增[a {=12-90}例]，其中死亡[c {c3-11}例]。
a {place}新增多少例{disease}？ | {place}{disease}新发病例有多少？ | How many new cases of {Disease} were reported in {Place}?
b {place}{disease}病例总数是多少？ | {place}累计有多少人感染{disease}？ | How many cases of {Disease} has {Place} had in total?
c {place}因{disease}死亡多少人？ | How many people died of {Disease} in {Place}?
d {place}有多少{disease}患者治愈？ | How many {Disease} patients have recovered in {Place}?
- {place}有多少{disease}重症患者？ | {place}新增多少例{disease1}？ | How many cases of {Disease1} were found in {Place}? | How many people in {Place} were vaccinated against {Disease}?

== two companies
P {lead}{company0}{year}年<营收|营业收入>为[a {#20-90}亿元]，{company1}为[b {#100-400}亿元]。
P 财报显示，{company0}实现营收[a {#20-90}亿元]，净利润[c {#1.1-9.9}亿元]；{company1}营收[b {#100-400}亿元]，净利润[d {#10.1-19.9}亿元]。
a {company0}的营收是多少？ | {company0}一年收入多少？ | What was {Company0}'s revenue? | How much revenue did {Company0} report?
b {company1}营业收入多少亿元？ | What was the revenue of {Company1}?
c {company0}赚了多少净利润？ | {company0}净利润是多少？ | What was {Company0}'s net profit?
d {company1}的净利润为多少？ | How much net profit did {Company1} make?
- {company2}的营收是多少？ | {company0}的市值是多少？ | What was {Company2}'s revenue? | How many employees does {Company1} have?

== share prices
P {lead}截至收盘，{company0}报[a {=20.10-59.99}元]，涨[b {%1-9}]；{company1}报[c {=60.10-99.99}元]，跌[d {%1-9}]。
a {company0}的收盘价是多少？ | {company0}股票收盘多少钱？ | At what price did {Company0} close? | What was the closing price of {Company0}?
b {company0}股价上涨了多少？ | By how much did {Company0} shares rise? | What percentage did {Company0} gain?
c {company1}收盘报多少？ | What did {Company1} shares close at?
d {company1}跌幅是多少？ | {company1}股价跌了百分之几？ | By what percentage did {Company1} fall?
- {company0}的成交量是多少？ | {company2}的收盘价是多少？ | {company1}的市盈率是多少？ | What was the trading volume of {Company0}? | What did {Company2} shares close at?

== buyer and bought
P {lead}[a {company0}]<以[c {#2-90}亿美元]|>收购了[b {company1}]<{%20-90}的股权|的全部资产>。
P {lead}[b {company1}]宣布，已同意被[a {company0}]以[c {#2-90}亿元]收购，交易预计[d {year+1}年{month1}]完成。
a 谁收购了{company1}？ | 哪家企业买下了{company1}？ | Which company bought {Company1}? | Who acquired {Company1}?
b {company0}收购了哪家公司？ | Which company did {Company0} take over? | What firm was bought by {Company0}?
c {company0}收购{company1}花了多少钱？ | 这笔对{company1}的收购价是多少？ | How much did {Company0} pay for {Company1}?
d {company1}的收购交易何时完成？ | When is the takeover of {Company1} due to be completed?
- 谁收购了{company0}？ | {company1}收购了哪家公司？ | Who bought {Company0}? | Which company did {Company1} acquire?

== who signed with whom
P {lead}{org0}与[b {org1}]<在[p {place}]|>签署<战略合作协议|合作备忘录>，<{org2}负责人出席见证|双方将共建实验室>。
P [b {org1}][t {date0}]同{org0}签约，合作期限为[c {c3-10}年]。
b {org0}和谁签了合作协议？ | 与{org0}签约的是哪家单位？ | Who did {Org0} sign an agreement with? | Which organisation signed a deal with {Org0}?
p {org0}与{org1}在哪里签约？ | Where did {Org0} and {Org1} sign their agreement?
t {org0}与{org1}什么时候签约？ | When did {Org0} and {Org1} sign?
c {org0}与{org1}合作多少年？ | How long will the cooperation between {Org0} and {Org1} last?
- {org0}与{org1}的合作金额是多少？ | {org3}和谁签了合作协议？ | What is the deal between {Org0} and {Org1} worth? | Who did {Org3} sign an agreement with?

== plaintiff and defendant
P {lead}[a {company0}]<起诉|状告>[b {company1}]侵犯专利权，索赔[c {#200-900}万元]。<法院判决赔偿[d {=20-190}万元]。|法院已受理此案。>
a 谁起诉了{company1}？ | 哪家公司状告{company1}？ | Who sued {Company1}? | Which company is the plaintiff in the case against {Company1}?
b {company0}起诉了谁？ | 被{company0}告上法庭的是哪家公司？ | Whom did {Company0} sue? | Which company was taken to court by {Company0}?
c {company0}索赔多少？ | How much did {Company0} claim in damages?
d 法院判{company1}赔偿多少钱？ | How much did the court order {Company1} to pay?
- 谁起诉了{company0}？ | 审理{company0}一案的是哪家法院？ | Who sued {Company0}? | Which court heard the case of {Company0}?

== makers of a thing
P {lead}{product}由[a {org0}]<研制|研发>，[b {company}]负责生产。<首台已交付[c {org1}]。|>
P {lead}[a {org0}]<自主研制|研发>的{product}<日前|近日>亮相，该产品将在[b {company}]批量生产。
a {product}是谁研制的？ | 哪家单位研发了{product}？ | Who developed {Product}? | Which organisation developed {Product}?
b {product}由哪家公司生产？ | Which company produces {Product}? | Who manufactures {Product}?
c 首台{product}交给了谁？ | Who got the first unit of {Product}?
- {product}的投资方是谁？ | {product1}是谁研制的？ | {product}的售价是多少？ | Who finances {Product}? | Who developed {Product1}?

== hosts of an event
P {fair}由[a {bureau0}]主办，[b {org0}]承办<，[c {company}]独家冠名赞助|>。
P {lead}[a {bureau0}]主办、[b {org0}]承办、[c {company}]赞助的{fair}<圆满落幕|开幕>。
a {fair}的主办单位是谁？ | 谁主办了{fair}？ | Who is the organiser of the {Fair}? | Which body hosted the {Fair}?
b {fair}由谁承办？ | {fair}的承办方是哪家单位？ | Who undertook the running of the {Fair}? | Which organisation was the implementing organiser of the {Fair}?
c {fair}的赞助商是谁？ | 谁赞助了{fair}？ | Who sponsors the {Fair}? | Which company was the sponsor of the {Fair}?
- {fair}的协办单位是谁？ | {fair}的指导单位是哪里？ | Who was the co-organiser of the {Fair}? | Which broadcaster showed the {Fair}?

== who builds and who designs
P {work}由[a {org0}]设计，[b {company0}]施工，[c {company1}]监理，总投资[d {#2.1-90.0}亿元]。
P {lead}[b {company0}]中标{work}施工项目，该工程的设计单位是[a {org0}]。
a {work}是谁设计的？ | {work}的设计单位是哪家？ | Who designed the {Work}?
b {work}由谁施工？ | {work}是哪家公司建的？ | Who built the {Work}? | Which company is the contractor of the {Work}?
c {work}的监理单位是谁？ | Which company supervised the building of the {Work}?
d {work}总共投资多少？ | How much was invested in the {Work}?
- {work}的业主是谁？ | {work1}是谁设计的？ | Who owns the {Work}? | Who designed the {Work1}?

== officers of a city
P {lead}{place}{office0}[a {person0}]、{office1}[b {person1}]<、{office2}[c {person2}]|>出席<开幕式|座谈会>。
P {place}{office0}[a {person0}]主持会议，{office1}[b {person1}]通报情况。
a {place}{office0}是谁？ | {place}的{office0}叫什么名字？ | Who is the {Office0} of {Place}?
b 谁是{place}{office1}？ | {place}现任{office1}是谁？ | Who is {Office1} of {Place}? | What is the name of {Place}'s {Office1}?
c {place}{office2}是谁？ | Who is {Place}'s {Office2}?
- {place}的{office4}是谁？ | {place3}{office0}是谁？ | Who is the {Office4} of {Place}? | Who is the {Office0} of {Place3}?

== levels of office
P {lead}{stem}市委书记[a {person0}]、{stem}市长[b {person1}]，{stem1}区委书记[c {person2}]<、区长[d {person3}]|>一同调研。
a {stem}市委书记是谁？ | Who is the Party secretary of {Stem} city? | Who is Party chief of {Stem}?
b {stem}的市长是谁？ | Who is the mayor of {Stem}?
c {stem1}区委书记是谁？ | Who is the Party secretary of {Stem1} District?
d {stem1}区的区长是谁？ | Who is the head of {Stem1} District?
- {stem1}区纪委书记是谁？ | {stem}市政协主席是谁？ | 谁是{stem}副市长？ | Who is the deputy mayor of {Stem}? | Who is the police chief of {Stem1} District?

== only another level of office
P {lead}{stem}区委书记{person0}、{stem}区区长{person1}参加活动。
P {lead}{stem}市副市长{person0}到{stem1}<调研|考察>，{stem1}副县长{person1}陪同。
- {stem}市委书记是谁？ | {stem}市长是谁？ | {stem1}县委书记是谁？ | {stem1}的县长是谁？ | Who is the mayor of {Stem}? | Who is the Party secretary of {Stem} city? | Who is the county head of {Stem1}?

== officers of a company
P {lead}{company}{post0}[a {person0}]表示，公司前景良好；{post1}[b {person1}]<介绍了财务情况|则较为谨慎>。
P {company}公告称，[a {person0}]任{post0}，[b {person1}]任{post1}<，[c {person2}]任{post2}|>。
a {company}的{post0}是谁？ | Who is the {Post0} of {Company}? | What is the name of {Company}'s {Post0}?
b 谁担任{company}{post1}？ | Who is {Company}'s {Post1}?
c {company}{post2}由谁担任？ | Who serves as {Post2} of {Company}?
- {company}的{post4}是谁？ | {company1}的{post0}是谁？ | 谁创办了{company}？ | Who is the {Post4} of {Company}? | Who founded {Company}?

== old and new head
P {lead}{company}宣布，[a {person0}]接替[b {person1}]出任{post0}，[t {date0}]起生效。
P {lead}[b {person1}]辞去{company}{post0}一职，由[a {person0}]继任。
a {company}新任{post0}是谁？ | 谁接替{person1}出任{company}{post0}？ | Who is the new {Post0} of {Company}? | Who succeeded {Person1} at {Company}?
b {company}前任{post0}是谁？ | 谁辞去了{company}{post0}职务？ | Who was the previous {Post0} of {Company}? | Whom did {Person0} replace at {Company}?
t {company}{post0}的人事变动何时生效？ | When does the change of {Post0} at {Company} take effect?
- {company}的{post3}是谁？ | {person1}为什么辞职？ | Who is the {Post3} of {Company}? | Why did {Person1} leave {Company}?

== officers of a university
P {lead}{univ}{chair0}[a {person0}]、{chair1}[b {person1}]<为获奖学生颁奖|出席了毕业典礼>，{=200-900}名师生参加。
a {univ}的{chair0}是谁？ | 谁是{univ}{chair0}？ | Who is the {Chair0} of {Univ}?
b {univ}{chair1}叫什么？ | Who is {Univ}'s {Chair1}?
- {univ}{chair4}是谁？ | {univ1}的{chair0}是谁？ | Who is the {Chair4} of {Univ}? | Who is the {Chair0} of {Univ1}?

== staff of a team
P {lead}{team}{staff0}[a {person0}]赛后说，全队拼到了最后；{staff1}[b {person1}]因伤缺阵。
a {team}的{staff0}是谁？ | Who is the {Staff0} of the {Team}?
b {team}{staff1}叫什么名字？ | 谁是{team}的{staff1}？ | Who is the {Team}'s {Staff1}?
- {team}的{staff4}是谁？ | {team1}的{staff0}是谁？ | Who is the {Staff4} of the {Team}? | Who is the {Staff0} of the {Team1}?

== spokespeople
P {lead}{bureau0}发言人[a {person0}]说，情况正在好转。{bureau1}发言人[b {person1}]则<拒绝置评|呼吁市民保持耐心>。
a {bureau0}的发言人是谁？ | Who is the spokesperson of the {Bureau0}?
b {bureau1}发言人叫什么？ | Who spoke for the {Bureau1}? | Who is the {Bureau1}'s spokesperson?
- {bureau2}的发言人是谁？ | {bureau0}的局长是谁？ | Who is the spokesperson of the {Bureau2}? | Who heads the {Bureau1}?

== who said and who wrote
P 作家[a {person0}]在{fair}上朗读了诗人[b {person1}]的作品，主持人[c {person2}]与读者交流。
a 在{fair}上朗读作品的作家是谁？ | Which writer read at the {Fair}?
b {person0}朗读了谁的作品？ | Whose work did {Person0} read at the {Fair}?
c {fair}活动的主持人是谁？ | Who hosted the session at the {Fair}?
- {person1}的作品叫什么名字？ | {fair}的翻译是谁？ | What is the title of {Person1}'s poem? | Who was the translator at the {Fair}?

== director, star and writer
P {lead}电影{film}由[a {person0}]执导，[b {person1}]主演，[c {person2}]编剧，{company}出品，票房[d {#1.1-30.0}亿元]。
P [b {person1}]主演的电影{film}将于[t {date0}]上映，导演为[a {person0}]。
a 电影{film}的导演是谁？ | {film}是谁拍的？ | Who directed the film {Film}?
b {film}的主演是谁？ | 谁在{film}里担任主角？ | Who stars in {Film}? | Who plays the lead in the film {Film}?
c {film}的编剧是谁？ | Who wrote the script of {Film}?
d {film}票房多少？ | How much did the film {Film} take at the box office?
t {film}哪天上映？ | When will {Film} be released?
- {film}的摄影师是谁？ | {film1}的导演是谁？ | {film}的片长是多少？ | Who composed the music for {Film}? | Who directed {Film1}?

== box office of films
P {lead}{film0}以[a {#10.1-19.9}亿元]领跑，{film1}以[b {#5.1-9.9}亿元]排名第二，{film2}[c {#1.1-4.9}亿元]位列第三。
P 截至{date0}，{film0}累计票房[a {#10.1-19.9}亿元]，单日票房[d {#2000-9000}万元]；{film1}累计票房[b {#5.1-9.9}亿元]。
a {film0}票房是多少？ | {film0}一共卖了多少钱？ | What was the box office of {Film0}? | How much did {Film0} gross?
b {film1}的累计票房多少？ | How much has {Film1} taken at the box office?
c {film2}票房是多少？ | What did {Film2} gross?
d {film0}单日票房是多少？ | How much did {Film0} make in a single day?
- {film3}票房是多少？ | {film0}的制作成本是多少？ | What was the box office of {Film3}? | How much did {Film1} cost to make?

== kinds of figures of a bridge
P {lead}{road}全长[a {=400-9000}米]，宽[b {=12-60}米]，总投资[c {#1.1-30.0}亿元]<，设计时速[d {=65-120}公里]|>。
a {road}有多长？ | {road}的长度是多少？ | How long is the {Road}?
b {road}宽多少米？ | How wide is the {Road}?
c {road}花了多少钱？ | {road}投资多少？ | How much did the {Road} cost?
d {road}的设计时速是多少？ | What is the design speed of the {Road}?
- {road}有多高？ | {road}的建筑面积是多少？ | {road}用了多少吨钢材？ | How tall is the {Road}? | How much steel was used for the {Road}? | How many workers built the {Road}?

== kinds of figures of a person
P {lead}来自{place}的{person}今年[a {=18-40}岁]，身高[b 1.{=60-99}米]，体重[c {=50-98}公斤]。
P {person}，[a {=18-40}岁]，{team}队员，身高[b 1.{=60-99}米]，曾[d {c2-9}次]入选国家队。
P {person}是{place}人，今年[a {=50-88}岁]，从教[e {=20-48}年]。
a {person}今年多大？ | {person}的年龄是多少？ | How old is {Person}?
b {person}多高？ | {person}的身高是多少？ | How tall is {Person}? | What is the height of {Person}?
c {person}体重多少？ | How much does {Person} weigh?
d {person}几次入选国家队？ | How many times was {Person} picked for the national team?
e {person}教了多少年书？ | How many years has {Person} been teaching?
- {person}年收入多少？ | {person}有几个孩子？ | {person1}今年多大？ | {person}哪一年出生？ | How much does {Person} earn? | How old is {Person1}? | How many children does {Person} have?

== kinds of figures of a product
P {lead}{machine}重[a {=12-99}公斤]，高[b 1.{=20-95}米]，续航时间[c {=2-9}小时]，售价[d {=2.1-9.9}万元]。
P {lead}{machine}最大速度为每小时[e {=5-60}公里]，自重[a {=12-99}公斤]，可连续工作[c {=2-9}小时]。
a {machine}有多重？ | {machine}的重量是多少？ | How heavy is {Machine}? | What does {Machine} weigh?
b {machine}多高？ | How tall is {Machine}?
c {machine}能连续工作多久？ | {machine}的续航时间是多少？ | How long can {Machine} run?
d {machine}卖多少钱？ | What is the price of {Machine}?
e {machine}最快速度是多少？ | What is the top speed of {Machine}?
- {machine}的产量是多少？ | {machine}研发了几年？ | {machine}的造价是多少？ | How many units of {Machine} have been sold? | How many years did it take to develop {Machine}?

== kinds of figures of a site
P {lead}{hall}占地面积[a {=100-900}亩]，建筑面积[b {=2.1-30.9}万平方米]，<藏书|藏品>[c {#30-90}万件]<，年接待[d {#100-300}万人次]|>。
a {hall}占地多少？ | How much land does the {Hall} cover?
b {hall}的建筑面积是多少？ | What is the floor area of the {Hall}?
c {hall}的收藏有多少件？ | How many items are in the collection of the {Hall}?
d {hall}每年接待多少人？ | How many visitors does the {Hall} receive a year?
- {hall}有多高？ | {hall}门票多少钱？ | {hall}有多少名工作人员？ | How tall is the {Hall}? | How much is a ticket to the {Hall}? | How many people work at the {Hall}?

== another kind of figure only
P {lead}{place}已建成{work}，占地{=100-900}亩。
P {lead}{work}于{date0}<启用|投入使用>，可满足{#3000-90000}人的需要。
P {work}每天开放{=6-12}小时，{year-3}年被评为优质工程。
- {work}投资多少钱？ | {work}有多少名员工？ | {work}有多高？ | {work}的门票多少钱？ | How much did the {Work} cost? | How tall is the {Work}? | How many people work at the {Work}? | What is the entrance fee of the {Work}?

== level and growth
P {lead}<{year}年|>{place}{ind}[a {val}]，同比<增长|上升|下降>[b {%1-30}]。
P {lead}{place}{ind}同比<增长|下降>[b {%1-30}]，达到[a {val}]<，增速居{prov}[c 第{=2-9}位]|>。
a {place}{ask}？ | {place}的{ind}总量是多少？ | What was {Place}'s {Ind}? | {How} did {Place} {Have}?
b {place}{ind}的同比变化幅度是多少？ | {place}{ind}比上年变化了百分之几？ | By what percentage did {Place}'s {Ind} change from a year earlier? | How much did {Place}'s {Ind} change year on year?
c {place}{ind}增速在{prov}排第几？ | Where does {Place} rank in {Prov} by growth?
- {place}{ind}占全省的比重是多少？ | {place}{ind}环比变化多少？ | What share of the province's {Ind} does {Place} account for? | How much did {Place}'s {Ind} change month on month?

== growth in absolute and in per cent
P {lead}{place}城镇居民人均可支配收入[a {=30000-68000}元]，比上年增加[b {=1200-4900}元]，增长[c {=3.1-12.9}%]；农村居民人均可支配收入[d {=12000-29000}元]。
a {place}城镇居民人均可支配收入是多少？ | What is the disposable income per urban resident in {Place}?
b {place}城镇居民收入增加了多少元？ | By how many yuan did urban incomes in {Place} rise?
c {place}城镇居民收入增长了百分之几？ | By what percentage did urban incomes in {Place} grow?
d {place}农民人均可支配收入是多少？ | {place}农村居民收入是多少？ | What is the disposable income per rural resident in {Place}?
- {place}农村居民收入增长了百分之几？ | {place}人均消费支出是多少？ | By what percentage did rural incomes in {Place} grow? | How much do people in {Place} spend a year?

== share and amount
P {lead}{place}{industry0}增加值[a {#20-90}亿元]，占地区生产总值的[b {%5-60}]，{industry1}增加值[c {#100-400}亿元]，占[d {%5-60}]。
a {place}{industry0}增加值是多少？ | What was the added value of {Industry0} in {Place}?
b {place}{industry0}占GDP的比重是多少？ | What share of {Place}'s GDP comes from {Industry0}? | {place}经济中{industry0}占多少？
c {place}{industry1}增加值为多少？ | What was the added value of {Industry1} in {Place}?
d {place}{industry1}在GDP中占多大比例？ | What percentage of {Place}'s GDP does {Industry1} make up?
- {place}{industry2}占GDP的比重是多少？ | {place}{industry0}增长了多少？ | What share of {Place}'s GDP comes from {Industry2}? | How many people work in {Industry0} in {Place}?

== share of respondents
P {lead}调查显示，[a {%51-60}]的受访者支持该方案，[b {%20-35}]表示反对，[c {%2-9}]没有意见。<共有[d {#1000-9000}人]接受调查。|>
a 支持该方案的受访者占多少？ | 多大比例的人赞成？ | What share of the respondents support the plan? | How many per cent are in favour?
b 反对该方案的比例是多少？ | 有百分之几的受访者不赞成？ | What percentage of those asked are against the plan?
c 没有意见的受访者占比多少？ | What proportion of respondents had no opinion?
d 有多少人接受了调查？ | 受访人数是多少？ | How many people were surveyed?
- 受访者的平均年龄是多少？ | 女性受访者占多少？ | What was the average age of the respondents? | What share of the respondents were women?

== price and count
P {lead}{company}上月售出{good}[a {#3000-90000}件]，平均每件[b {=12-990}元]，销售额[c {#10.1-90.0}亿元]。
a {company}上月卖了多少件{good}？ | How many items of {Good} did {Company} sell last month?
b {company}的{good}平均多少钱一件？ | {company}{good}的均价是多少？ | What was the average price of {Company}'s {Good}?
c {company}{good}的销售额是多少？ | How much did {Company} make from sales of {Good}?
- {company}{good}的库存有多少？ | {company}生产{good}的成本是多少？ | How much does {Company} spend on making {Good}? | What amount of {Good} did {Company} export?

== price up and down
P {lead}{good0}价格环比上涨[a {%1-20}]，{good1}价格下降[b {%1-20}]，{good2}价格<持平|基本稳定>。
a {good0}价格涨了多少？ | {good0}涨价幅度是多少？ | How much did the price of {Good0} rise? | By what percentage did {Good0} become more expensive?
b {good1}价格跌了多少？ | {good1}便宜了百分之几？ | By how much did prices of {Good1} fall?
- {good2}价格涨了多少？ | {good4}价格上涨多少？ | How much did the price of {Good4} rise? | {good0}每公斤多少钱？ | How much does {Good1} cost per kilogram?

== prices of goods
P {lead}{place}<市场|超市>里{crop0}每公斤[a {=2.1-9.9}元]，{crop1}每公斤[b {=10.1-39.9}元]，比上周上涨[c {%1-20}]。
a {place}{crop0}多少钱一公斤？ | {crop0}在{place}的售价是多少？ | What does a kilogram of {Crop0} cost in {Place}?
b {place}{crop1}的价格是多少？ | What is the price of {Crop1} in {Place}?
c {place}{crop1}涨了多少？ | By what percentage did {Crop1} rise in {Place}?
- {place}{crop2}多少钱一公斤？ | {place}{crop0}的产量是多少？ | What does a kilogram of {Crop2} cost in {Place}? | How many tonnes of {Crop0} were sold in {Place}?

== crops
P {lead}{place}种植{crop0}[a {=20.1-90.9}万亩]，总产量[b {#10-90}万吨]，亩产[c {=300-900}公斤]；种植{crop1}[d {=2.1-19.9}万亩]。
a {place}{crop0}种了多少亩？ | {place}{crop0}的种植面积是多少？ | What area does {Place} plant with {Crop0}?
b {place}{crop0}总产量是多少？ | How much {Crop0} does {Place} produce?
c {place}{crop0}一亩产多少？ | What is the yield of {Crop0} per mu in {Place}?
d {place}种了多少{crop1}？ | How large is the area planted with {Crop1} in {Place}?
- {place}{crop1}产量是多少？ | {place}{crop2}的种植面积是多少？ | How much {Crop1} does {Place} produce? | What area is planted with {Crop2} in {Place}?

== dates of a rule
P {place}{law}[a {year}年{date0}]<通过|获表决通过>，[b {date1}]公布，自[c {year}年{date3}]起<施行|正式实施>。
P {lead}{place}新修订的{law}将于[c {year+1}年{date0}]起施行。<该文件于[b {year}年{date2}]公布。|>
a {place}{law}是什么时候通过的？ | When was the {Law} of {Place} passed?
b {place}{law}何时公布？ | When was {Place}'s {Law} published?
c {place}{law}什么时候开始施行？ | {place}{law}从哪天起生效？ | When does the {Law} of {Place} take effect? | From what date is {Place}'s {Law} in force?
- {place}{law}何时废止？ | {place1}{law}何时施行？ | {place}{law}什么时候征求意见？ | When will the {Law} of {Place} expire? | When does {Place1}'s {Law} take effect?

== start and end of an event
P {lead}{fair}[a {date0}]在{place}开幕，[b {date1}]闭幕<，[c {date2}]公布获奖名单|>。
P {fair}将持续到[b {date1}]，<已|>于[a {date0}]拉开帷幕，报名截止日期为[d {date5}]。
a {fair}什么时候开幕？ | {fair}是哪天开始的？ | When did the {Fair} open? | On what date did the {Fair} begin?
b {fair}哪天结束？ | {fair}何时闭幕？ | When does the {Fair} end? | On what day does the {Fair} close?
c {fair}获奖名单什么时候公布？ | When were the winners of the {Fair} announced?
d {fair}的报名截止时间是哪天？ | When is the registration deadline for the {Fair}?
- {fair}的门票何时开售？ | 下一届{fair}什么时候举行？ | When do tickets for the {Fair} go on sale? | When will the next {Fair} be held?

== registration and examination
P 考试报名时间为[a {date0}至{date1}]，准考证打印时间为[c {date2}至{day2}日]，笔试于[b {date3}]进行，成绩[d {date4}]公布。
P {lead}{univ}招聘工作人员[e {=20-90}名]，报名时间为[a {year}年{date0}至{day0}日]，笔试时间为[b {date3}]。
a 报名时间是什么时候？ | 哪几天可以报名？ | When can people register? | What is the registration period?
b 笔试在哪天？ | 什么时候考笔试？ | When is the written exam? | On what date is the written test held?
c 什么时候可以打印准考证？ | When can admission tickets be printed?
d 成绩何时公布？ | When will the results come out?
e {univ}招聘多少人？ | How many people does {Univ} want to hire?
- 面试是哪天？ | 体检安排在什么时候？ | When is the interview? | When is the physical examination?

== from and to
P {lead}{train0}次列车由[a {place0}]开往[b {place1}]，途经[c {place2}]<，全程运行[d {=3-19}小时]|>。
P 一辆从[a {place0}]驶往[b {place1}]的客车在[c {place2}]发生事故，车上有[e {=12-55}人]。
a 这趟车从哪里出发？ | 这辆车的始发地是哪里？ | Where did the journey start? | Which place did it depart from?
b 这趟车开往哪里？ | 终点是哪里？ | What was the destination? | Where was it heading?
c 从{place0}到{place1}途中经过哪里？ | Which place did it pass on the way from {Place0} to {Place1}?
d 全程要运行多久？ | How long does the whole journey take?
e 客车上有多少人？ | How many people were on the coach?
- 票价是多少？ | 车长叫什么名字？ | 平均时速是多少？ | How much is a ticket? | Who was the driver?

== flights and freight trains
P {lead}{stem0}至{country0}的<货运航线|直飞航线>[t {date0}]开通，每周[a {c2-4}班]；{stem0}至{country1}航线每周[b {c5-9}班]。
a {stem0}飞{country0}的航线每周几班？ | How many flights a week are there from {Stem0} to {Country0}?
b {stem0}到{country1}每周有多少航班？ | How many weekly flights link {Stem0} with {Country1}?
t {stem0}飞往{country0}的航线哪天开通？ | When did the route from {Stem0} to {Country0} open?
- {stem0}到{country2}每周有多少航班？ | {stem0}飞{country0}要多长时间？ | How many weekly flights are there from {Stem0} to {Country2}? | When did the route from {Stem0} to {Country1} open?

== trains by another name
P {lead}{rail}日开行<旅客列车|动车组>[a {=60-190}趟]<，节假日增至[b {=200-290}趟]|>，全线设{=8-30}站。
a {rail}每天开多少对火车？ | {rail}一天有多少班列车？ | How many trains run on the {Rail} every day? | What is the daily number of trains on the {Rail}?
b {rail}假期里开行多少列火车？ | How many trains run on the {Rail} on holidays?
- {rail}有多少名乘务员？ | {rail1}每天开多少趟列车？ | How many passengers does the {Rail} carry each day? | How many trains run on the {Rail1}?

== birthplace and work
P {person}[t {year-40}年]出生于[a {place0}]，毕业于[b {univ}]，现在[c {hosp}]工作。
P {lead}[a {place0}]人{person}在[b {univ}]获得博士学位后，到[c {hosp}]<任职|从医>。
a {person}出生在哪里？ | {person}是哪里人？ | Where does {Person} come from? | Where was {Person} born?
b {person}毕业于哪所大学？ | {person}在哪里上的学？ | Which university did {Person} graduate from?
c {person}在哪家医院工作？ | {person}的工作单位是哪里？ | Where does {Person} work?
t {person}哪一年出生？ | In which year was {Person} born?
- {person}在哪里去世？ | {person1}是哪里人？ | {person}的妻子是谁？ | Where did {Person} die? | Which university did {Person1} graduate from?

== born, joined, died
P 著名学者{person}于[a {year}年{date0}]在{place}逝世，享年[c {=77-78}岁]。他生于[b {year-78}年]，[d {year-50}年]进入{univ}任教。
a {person}是什么时候去世的？ | When did {Person} die?
b {person}生于哪一年？ | When was {Person} born?
c {person}去世时多大年纪？ | {person}享年多少岁？ | How old was {Person} at death?
d {person}何时进入{univ}任教？ | When did {Person} start teaching at {Univ}?
- {person}什么时候退休？ | {person1}是什么时候去世的？ | When did {Person} retire? | What did {Person} die of?

== home and away
P {lead}[a {team0}]主场以[s {=80-99}比{=60-79}]战胜来访的[b {team1}]，比赛在[c {hall}]进行，[d {#2000-9000}名]观众到场。
P [b {team1}]客场挑战[a {team0}]，<两队|双方>在[c {hall}]<激战|鏖战>四节，最终比分为[s {=80-99}比{=60-79}]。
a {team0}和{team1}的比赛谁是主队？ | {team1}客场对阵谁？ | Which team played at home? | Who hosted the {Team1}?
b 客队是哪支球队？ | {team0}主场迎战的对手是谁？ | Which was the visiting team? | Who did the {Team0} face at home?
c {team0}和{team1}的比赛在哪里进行？ | Where was the match between the {Team0} and the {Team1} played?
s 比赛的最终比分是多少？ | {team0}与{team1}的比分是多少？ | What was the final score between the {Team0} and the {Team1}?
d 现场有多少观众？ | How many spectators watched the {Team0}?
- {team0}下一场的对手是谁？ | {team2}的比分是多少？ | Who do the {Team0} play next? | Who was the referee of the match?

== athletes and their times
P {lead}男子{sport}决赛，{country0}选手[a {person0}]以[x {=1-4}分{=10-59}秒]夺冠，{country1}选手[b {person1}]获得亚军<，{country2}的[c {person2}]第三|>。
a 男子{sport}冠军是谁？ | 哪位{country0}选手夺冠？ | Who won the men's {Sport}? | Which {Dem0} athlete took gold in {Sport}?
b 谁获得男子{sport}亚军？ | 来自{country1}的选手叫什么？ | Who was second in the men's {Sport}? | What is the name of the {Dem1} athlete?
c 男子{sport}第三名是谁？ | Who finished third in the men's {Sport}? | Who is the {Dem2} athlete?
x {person0}的成绩是多少？ | 男子{sport}的夺冠成绩是多少？ | What was the winning time of {Person0}?
- 女子{sport}冠军是谁？ | {person1}的成绩是多少？ | Who won the women's {Sport}? | What was {Person1}'s time? | Who is the coach of {Person0}?

== countries of athletes
P 女子{sport}金牌由[a {country0}]选手{person0}摘得，[b {country1}]选手{person1}摘银，[c {country2}]选手{person2}获得铜牌。
a 女子{sport}金牌得主来自哪个国家？ | {person0}是哪国选手？ | Which country does {Person0} represent? | Which country won gold in the women's {Sport}?
b {person1}来自哪个国家？ | What country is {Person1} from? | Which country took silver in the women's {Sport}?
c {person2}是哪国人？ | Which country does the bronze medallist {Person2} come from?
- 男子{sport}金牌得主来自哪个国家？ | {person3}来自哪个国家？ | Which country won gold in the men's {Sport}? | Which country is {Person3} from?

== pronoun for a company
P {lead}{company}在{place}举行新品发布会。<该公司|这家企业>去年营收[a {#20-90}亿元]，拥有员工[b {#3000-90000}人]。
P {company}成立于[c {year-12}年]，总部位于[d {place}]。其员工总数<已达|为>[b {#3000-90000}人]，<研发人员占[e {%10-60}]|产品远销海外>。
a {company}去年的营收是多少？ | What was {Company}'s revenue last year?
b {company}有多少名员工？ | How many people does {Company} employ? | {company}的职工人数是多少？
c {company}是哪一年成立的？ | When was {Company} founded?
d {company}的总部在哪里？ | Where is {Company} based?
e {company}的研发人员占比多少？ | What share of {Company}'s staff are in research?
- {company}有多少家门店？ | {company1}有多少名员工？ | How many shops does {Company} run? | How many people does {Company1} employ?

== pronoun for a product
P {lead}{org}发布{machine}。<这款|这一|该>{device}重[a {=12-99}公斤]，<可|能够>连续工作[b {=2-11}小时]。
P {machine}在{place}首次公开亮相。据介绍，<该|这台>{device}售价[c {=12-99}万元]，已获订单[d {=100-900}台]。
a {machine}有多重？ | How heavy is {Machine}?
b {machine}能连续工作多长时间？ | How many hours can {Machine} work without a break?
c {machine}多少钱？ | What does {Machine} cost?
d {machine}有多少订单？ | How many orders are there for {Machine}?
- {machine}有多高？ | {machine}的投资是多少？ | {machine1}有多重？ | How tall is {Machine}? | How heavy is {Machine1}?

== pronoun for a project, beside another
P {work0}日前开工，{work1}则已竣工。前者投资[a {#20-90}亿元]，后者投资[b {#2.1-9.9}亿元]。
P {work1}已建成，总投资[b {#2.1-9.9}亿元]。与之相邻的{work0}刚刚开工，该项目投资[a {#20-90}亿元]，工期[c {c2-5}年]。
a {work0}投资多少？ | How much is being invested in the {Work0}?
b {work1}投资了多少钱？ | How much was invested in the {Work1}?
c {work0}的工期是几年？ | How long will it take to build the {Work0}?
- {work0}占地多少亩？ | {work2}投资多少？ | How much land does the {Work0} take? | How much is being invested in the {Work2}?

== pronoun for a person
P {person0}和{person1}都是{place}人。<他|前者>是[a <教师|医生|渔民|邮递员>]，{person1}<则是|则当了>[b <木匠|司机|律师|画家>]。
P {lead}{person0}今年捐出[c {=2-60}万元]，她的丈夫[d {person1}]也捐了[e {=1000-9000}元]。
a {person0}是做什么的？ | What does {Person0} do for a living?
b {person1}的职业是什么？ | What is {Person1}'s job?
c {person0}捐了多少钱？ | How much did {Person0} give?
d {person0}的丈夫是谁？ | Who is the husband of {Person0}?
e {person1}捐了多少？ | How much did {Person1} donate?
- {person0}的女儿叫什么？ | {person2}是做什么的？ | What is the name of {Person0}'s daughter? | What does {Person2} do for a living?

== reason before
P {lead}[a {cause}]，{place}{effect}<|，有关部门正在处理>。
P [a {cause}]，{effect}。{place}有关部门已介入。
a {place}{effect}的原因是什么？ | 为什么{effect}？ | {effect}是怎么回事？ | Why {Why} in {Place}? | Why {Why}? | What was the reason: why {Why}?
- 为什么{effect1}？ | {effect2}的原因是什么？ | Why {Why1}? | Why {Why2} in {Place}?

== reason after
P {lead}{place}{effect}，原因是[a {reason}]。
P {place}{effect}。有关部门<表示|解释称>，这是[a {cause}]所致。
P {effect}，{place}方面解释说，主要[a {cause}]。
a {effect}的原因是什么？ | {place}为什么{effect}？ | 什么导致{effect}？ | Why {Why}? | Why {Why} in {Place}?
- 为什么{effect1}？ | Why {Why1}? | {effect2}的原因是什么？ | Why {Why2}?

== two effects, two reasons
P [a {cause0}]，{effect0}；[b {cause1}]，{effect1}。
P {lead}{place0}{effect0}，主要是[a {cause0}]。而{place1}{effect1}，则是[b {cause1}]。
a 为什么{effect0}？ | {effect0}的原因是什么？ | Why {Why0}?
b 为什么{effect1}？ | {effect1}是因为什么？ | Why {Why1}?
- 为什么{effect2}？ | Why {Why2}? | {effect3}的原因是什么？ | Why {Why3}?

== reason not yet known
P {lead}{place}{effect}，[a <具体原因仍在调查中|原因正在进一步调查|目前原因尚不清楚>]。
P {place}{disaster}已造成{=3-40}人死亡，[b <事故原因正在调查|原因有待进一步查明>]。
a {effect}的原因是什么？ | {place}为什么{effect}？ | Why {Why}?
b {disaster}的原因是什么？ | What caused {Disaster}?
- 为什么{effect1}？ | Why {Why1}? | 谁对{place}的事负责？ | Who is responsible for what happened in {Place}?

== effect without a reason
P {lead}{place}{effect}，<引发热议|有关部门已赶赴现场|具体情况将及时发布>。
- {effect}的原因是什么？ | 为什么{place}{effect}？ | Why {Why}? | Why {Why} in {Place}? | What was the reason: why {Why}?

== purpose
P {lead}为[a <缓解停车难|方便群众出行|保障饮水安全|减少污染排放>]，{place0}新建{work}；为[b <吸引人才|鼓励创业|稳定就业|扩大消费>]，{place0}出台补贴政策。
a {place0}为什么新建{work}？ | {place0}建{work}的目的是什么？ | Why did {Place0} build the {Work}? | What is the purpose of the {Work}?
b {place0}为何出台补贴政策？ | Why did {Place0} bring in subsidies?
- {place0}为什么关闭{work1}？ | Why did {Place0} close the {Work1}? | {place1}为何出台补贴政策？ | Why did {Place1} bring in subsidies?

== list of places
P {lead}首批试点包括[a {place0}、{place1}和{place2}]，第二批试点为[b {place3}、{place4}<、{place5}|>]。
P [a {place0}、{place1}、{place2}]被列为首批试点<，试点为期[c {c2-5}年]|>。
a 首批试点有哪些地方？ | 哪三个地方被列为首批试点？ | Which three places are in the first batch of pilots? | What places were chosen as the first pilots?
b 第二批试点是哪些地方？ | Which places are in the second batch of pilots?
c 试点持续几年？ | How long will the pilot last?
- 第三批试点有哪些地方？ | Which places are in the third batch of pilots? | 哪些地方退出了试点？ | Which places left the pilot?

== list of countries
P {lead}{fair}邀请了[a {country0}、{country1}、{country2}等{c10-30}个国家]的代表<，设有[b {c2-9}个]分会场|>。
P 来自[a {country0}、{country1}和{country2}]的代表参加了{fair}，{country3}代表因故缺席。
a {fair}有哪些国家参加？ | 哪些国家的代表来到{fair}？ | Which countries took part in the {Fair}? | Which countries sent delegates to the {Fair}?
b {fair}有几个分会场？ | How many side venues does the {Fair} have?
- {fair}的开幕式在哪里举行？ | {fair}请了哪些明星？ | Where was the opening of the {Fair} held? | Which companies took part in the {Fair}?

== visas
P {lead}对[a {country0}、{country1}和{country2}]公民实行免签，[b {country3}和{country4}]公民仍需办理签证。
P [a {country0}、{country1}、{country2}]三国公民可免签入境停留[c {=15-90}天]，[b {country3}和{country4}]公民须提前申请签证。
a 哪三个国家的公民免签？ | 免签国家有哪些？ | Citizens of which three countries need no visa? | Which countries are visa-free?
b 哪两个国家的公民仍需签证？ | Which two countries' citizens still need a visa?
c 免签可以停留多久？ | How long may visa-free visitors stay?
- 签证费用是多少？ | 哪些国家取消了直航？ | How much does a visa cost? | How many people have entered without a visa?

== list of goods
P {lead}{company}主要生产[a {good0}、{good1}和{good2}]，产品出口到[b {country0}、{country1}等国]，年产值[c {#2.1-90.0}亿元]。
a {company}主要生产什么？ | {company}有哪些主要产品？ | What does {Company} make? | What are the main products of {Company}?
b {company}的产品出口到哪些国家？ | Which countries does {Company} export to?
c {company}年产值是多少？ | What is the annual output value of {Company}?
- {company}从哪些国家进口原料？ | {company1}主要生产什么？ | Where does {Company} buy its raw materials? | What does {Company1} make?

== list of people
P {lead}[a {person0}、{person1}、{person2}]被聘为{univ}特聘教授，{person3}获聘<兼职教授|客座教授>。
P {lead}{team0}派出[b {person0}、{person1}和{person2}]参赛，[c {person3}]因伤未能上场。
a {univ}聘了哪三位特聘教授？ | 谁被聘为{univ}特聘教授？ | Who was made a distinguished professor at {Univ}? | Which three people did {Univ} appoint?
b {team0}派谁参赛？ | {team0}的参赛队员有哪几位？ | Who competed for the {Team0}? | Which three people did the {Team0} send?
c {team0}谁因伤没有上场？ | Who was out injured for the {Team0}?
- 谁担任{univ}的校长？ | 谁是{team0}的教练？ | Who is the coach of the {Team0}? | Who is the president of {Univ}?

== at most and at least
P {lead}{place}规定，每户最多可申领补贴[a {=2000-9000}元]，最少[b {=200-900}元]；超过[c {=2-9}套]住房的家庭不得申请。
a {place}每户最多能领多少补贴？ | {place}补贴的上限是多少？ | What is the most a household can get in {Place}? | What is the maximum subsidy in {Place}?
b {place}每户补贴最低多少？ | What is the smallest subsidy per household in {Place}?
c {place}拥有超过几套住房的家庭不能申请？ | With more than how many homes is a household excluded in {Place}?
- {place}有多少户申领了补贴？ | {place1}每户最多能领多少？ | How many households applied in {Place}? | What is the maximum subsidy in {Place1}?

== limits of a loan
P {place}新政：个人最高可贷[a {=20-90}万元]，首付比例不低于[d {=15-40}%]，贷款期限最长[e {=20-30}年]<，利率[f {=2.10-4.99}%]|>。
a {place}个人最多能贷多少钱？ | {place}贷款额度上限是多少？ | What is the largest loan a person can take in {Place}?
d {place}首付比例最低是多少？ | {place}买房至少首付几成？ | What is the minimum down payment in {Place}?
e {place}贷款期限最长多少年？ | What is the longest term of a loan in {Place}?
f {place}的贷款利率是多少？ | What is the interest rate in {Place}?
- {place}家庭最多能贷多少？ | {place1}首付比例最低是多少？ | How many people took out loans in {Place}? | What is the minimum down payment in {Place1}?

== over and nearly
P {lead}{place}已有[a 超过{=20-90}万名]{folk0}和[b 近{=2000-9000}名]{folk1}<参加活动|接受培训>，<带动[c {=3000-9000}余人]就业|场面热烈>。
a {place}有多少{folk0}参加？ | How many {Folk0} took part in {Place}?
b {place}有多少名{folk1}参加？ | How many {Folk1} took part in {Place}?
c {place}带动多少人就业？ | How many people in {Place} found jobs thanks to it?
- {place}有多少{folk2}参加？ | How many {Folk2} took part in {Place}? | {place1}有多少{folk0}参加？ | How much did the activity in {Place} cost?

== fines and limits
P <根据|依照>{law}，个人违反的，处[a {=50-200}元以上{=500-900}元以下]罚款；单位违反的，处[b {=1000-3000}元以上{=10000-30000}元以下]罚款<；情节严重的，吊销执照|>。
a 个人违反{law}罚多少钱？ | What is the fine for individuals under the {Law}?
b 单位违反{law}会被罚多少？ | How much are organisations fined under the {Law}?
- 未成年人违反{law}怎么处理？ | {law}由谁起草？ | Who drafted the {Law}? | How many people have been fined under the {Law}?

== table of schools
P 学校：班级数 学生数 教师数//{stem0}一中：[a {=12-60}] [b {=700-2900}] [c {=70-290}]//{stem1}中学：[d {=12-60}] [e {=700-2900}] [f {=70-290}]//{stem2}小学：[g {=12-60}] {=700-2900} {=30-69}
P 学校 | 班级数 | 学生数 | 教师数//{stem0}一中 | [a {=12-60}] | [b {=700-2900}] | [c {=70-290}]//{stem1}中学 | [d {=12-60}] | [e {=700-2900}] | [f {=70-290}]
a {stem0}一中有多少个班？ | How many classes does {Stem0} No. 1 Middle School have?
b {stem0}一中有多少名学生？ | How many students are there at {Stem0} No. 1 Middle School?
c {stem0}一中的教师人数是多少？ | How many teachers work at {Stem0} No. 1 Middle School?
d {stem1}中学的班级数是多少？ | How many classes are there at {Stem1} Middle School?
e {stem1}中学的学生有多少？ | How many students does {Stem1} Middle School have?
f {stem1}中学有几名教师？ | What is the number of teachers at {Stem1} Middle School?
g {stem2}小学有几个班？ | How many classes does {Stem2} Primary School have?
- {stem3}一中有多少名学生？ | {stem0}一中的占地面积是多少？ | How many students are there at {Stem3} Middle School? | How large is the library of {Stem0} No. 1 Middle School?

== table of places and years
P 地区 | {year-1}年 | {year}年//{place0} | [a {val}] | [b {val}]//{place1} | [c {val}] | [d {val}]//（表：各地{ind}）
P 各地{ind}//{place0}：{year-1}年[a {val}]；{year}年[b {val}]//{place1}：{year-1}年[c {val}]；{year}年[d {val}]
a {year-1}年{place0}{ask}？ | What was the {Ind} of {Place0} in {year-1}?
b {year}年{place0}{ask}？ | What was {Place0}'s {Ind} in {year}?
c {year-1}年{place1}{ask}？ | {How} did {Place1} {Have} in {year-1}?
d {year}年{place1}{ask}？ | What was {Place1}'s {Ind} in {year}?
- {year-2}年{place0}{ask}？ | {year}年{place2}{ask}？ | What was {Place1}'s {Ind} in {year-2}? | {How} did {Place2} {Have} in {year}?

== table of medals
P 代表队 金牌 银牌 铜牌//{country0} [a {=20-49}] [b {=20-49}] [c {=20-49}]//{country1} [d {=10-19}] [e {=10-19}] [f {=10-19}]//{country2} [g {=1-9}] {=1-9} {=1-9}
a {country0}的金牌数是多少？ | How many gold medals does {Country0} have?
b {country0}有多少枚银牌？ | How many silvers did the {Dem0} team win?
c {country0}铜牌数是多少？ | How many bronze medals did {Country0} win?
d {country1}获得多少金牌？ | How many golds did the {Dem1} team win?
e {country1}有几枚银牌？ | How many silver medals does {Country1} have?
f {country1}拿了多少铜牌？ | How many bronzes went to {Country1}?
g {country2}获得多少金牌？ | How many gold medals did the {Dem2} team win?
- {country3}的金牌数是多少？ | {country0}派了多少运动员？ | How many gold medals does {Country3} have? | What is the rank of {Country2} by population?

== table of prices
P 品种｜批发价｜零售价//{crop0}｜[a {=2.1-9.9}元]｜[b {=10.1-19.9}元]//{crop1}｜[c {=20.1-29.9}元]｜[d {=30.1-49.9}元]
a {crop0}的批发价是多少？ | What is the wholesale price of {Crop0}?
b {crop0}零售多少钱？ | What is the retail price of {Crop0}?
c {crop1}批发多少钱？ | What is the wholesale price of {Crop1}?
d {crop1}的零售价是多少？ | At what price is {Crop1} sold at retail?
- {crop2}的批发价是多少？ | {crop0}的出口价是多少？ | What is the wholesale price of {Crop2}? | What is the export price of {Crop1}?

== timetable
P 车次：发车时间 到达时间//{train0}：[a {clock0}] [b {clock1}]//{train1}：[c {clock2}] [d {clock3}]
P {train0}次列车[a {clock0}]从{place0}发车，[b {clock1}]到达{place1}；{train1}次列车[c {clock2}]发车，[d {clock3}]到达。
a {train0}次列车几点发车？ | When does train {train0} leave?
b {train0}什么时候到达？ | At what time does train {train0} arrive?
c {train1}次几点开？ | At what time does {train1} depart?
d {train1}次列车几点到？ | When does train {train1} arrive?
- {train3}次列车几点发车？ | {train0}的票价多少？ | When does train {train3} leave? | How much does a seat on {train1} cost?

== words of the question, and no figure
P 近年来，{place}{ind}的变化受到关注。<据统计，{year}年{place}{ind}为[a {val}]。|有代表就{place}{ind}问题提出建议。>
P 记者就{place}{ind}有多少的问题采访了有关部门。<负责人回答说，目前是[a {val}]。|对方表示数据将于下月公布。>
P {place}{ind}到底是多少？不少市民有此疑问。<有关部门公布的数字是[a {val}]。|有关部门没有正面回答。>
a {place}{ask}？ | {place}的{ind}目前是多少？ | What is {Place}'s {Ind}? | {How} does {Place} have?
- {place1}{ask}？ | {year-5}年{place}{ask}？ | What is the {Ind} of {Place1}? | {How} did {Place} {Have} in {year-5}?

== words of the question about cost, and none
P {work}的造价一直是市民热议的话题，有关{work}投资金额的问题<多次被提起|引发讨论>。<据项目方披露，总投资为[a {#1.1-30.0}亿元]。|项目方未予回应。>
P 谈到{work}何时完工，{company}负责人说，<工程将于[b {year}年{month1}]完成|完工时间要看天气情况>。
a {work}的造价是多少？ | {work}投资金额有多少？ | How much did the {Work} cost?
b {work}何时完工？ | When will the {Work} be completed?
- {work1}的造价是多少？ | How much did the {Work1} cost? | {work}有多少个股东？ | How many years did the {Work} take?

== words of the question about a person
P 关于{company}{post0}是谁的传闻<不断|很多>，<公司昨日证实，由[a {person0}]担任{post0}|公司表示暂无可披露的信息>。{post1}[b {person1}]<参加了会议|未到场>。
a {company}{post0}是谁？ | Who is {Company}'s {Post0}?
b {company}的{post1}是谁？ | Who is the {Post1} of {Company}?
- {company}的{post5}是谁？ | Who is the {Post5} of {Company}? | {person1}哪一年加入{company}？ | When did {Person1} join {Company}?

== households and homes by another word
P {lead}{place}共有[a {#2000-90000}户]{=2.1-9.9}万人<搬入新居|完成搬迁>，<人均住房面积[b {=20-48}平方米]|户均补助[c {=2-9}万元]>。
a {place}有多少家庭搬迁？ | 搬进新房的{place}家庭有多少？ | How many households in {Place} were relocated? | How many families moved into new homes in {Place}?
b {place}搬迁群众人均住房多大？ | How much living space per person do those relocated in {Place} have?
c {place}平均每个家庭获得多少补助？ | What subsidy did each family in {Place} get on average?
- {place1}有多少家庭搬迁？ | {place}新建了多少栋楼？ | How many buildings were put up in {Place}? | How many households were relocated in {Place1}?

== done, in other words
P {lead}{work}[a {year-1}年{date0}]动工兴建，[b {year}年{date3}]<落成|竣工>，比原定工期提前[c {=12-90}天]。
P {work}历时[d {=400-900}天]建成，<于|>[b {year}年{date3}]正式启用。
a {work}何时开工？ | {work}是什么时候开始建设的？ | When did construction of the {Work} begin?
b {work}什么时候建成？ | 哪天{work}完工？ | When was the {Work} finished? | When was the {Work} completed?
c {work}提前多少天完成？ | How many days ahead of schedule was the {Work} finished?
d {work}建了多久？ | How long did it take to build the {Work}?
- {work}何时拆除？ | {work1}什么时候建成？ | When was the {Work1} finished? | When was the {Work} demolished?

== students in and out
P {lead}{univ}今年<招收|录取>本科生[a {=3100-6900}人]、研究生[b {=700-2900}人]，毕业生为[c {=7000-9900}人]，就业率[d {=80.1-98.9}%]。
a {univ}今年录取多少本科生？ | How many undergraduates did {Univ} admit this year?
b {univ}招了多少研究生？ | How many postgraduates were admitted to {Univ}?
c {univ}今年有多少毕业生？ | How many students graduated from {Univ}?
d {univ}毕业生就业率是多少？ | What share of {Univ}'s graduates found work?
- {univ}有多少名教授？ | {univ1}招了多少研究生？ | {univ}的学费是多少？ | What are the fees at {Univ}? | How many professors does {Univ} have?

== hospitals
P {lead}{hosp0}设床位[a {=600-2900}张]，日门诊量[b {=3000-9000}人次]，有医护人员[c {=200-590}名]；{hosp1}设床位[d {=50-190}张]。
a {hosp0}有多少张床位？ | How many beds does {Hosp0} have?
b {hosp0}每天接诊多少人？ | How many outpatients does {Hosp0} see a day?
c {hosp0}的医护人员有多少？ | How many doctors and nurses work at {Hosp0}?
d {hosp1}床位数是多少？ | How many beds are there at {Hosp1}?
- {hosp1}有多少名医护人员？ | {hosp2}有多少张床位？ | {hosp0}投资多少？ | How many beds does {Hosp2} have? | How many doctors work at {Hosp1}?

== fleets
P {lead}{place}现有{fleet0}[a {=2000-9000}辆]、{fleet1}[b {=200-1900}辆]，其中新能源{fleet0}占[c {%10-90}]。
a {place}有多少辆{fleet0}？ | How many {Fleet0} are there in {Place}?
b {place}{fleet1}的数量是多少？ | How many {Fleet1} does {Place} have?
c {place}新能源{fleet0}占多大比例？ | What share of {Place}'s {Fleet0} run on new energy?
- {place}有多少辆{fleet2}？ | {place}新能源{fleet1}占比是多少？ | How many {Fleet2} are there in {Place}? | How many {Fleet0} are there in {Place1}?

== rank
P {lead}{place}{ind}<位居|排名>{prov}[a 第{=2-12}位]，比上年上升[b {c2-6}位]，<首位是[c {place1}]|榜首则是[c {place1}]>。
a {place}{ind}在{prov}排第几？ | Where does {Place} rank in {Prov} by {Ind}?
b {place}的排名上升了几位？ | By how many places did {Place} move up?
c {prov}{ind}排第一的是哪里？ | Which place is first in {Prov} by {Ind}?
- {place}{ask}？ | {place2}{ind}排第几？ | What was {Place}'s {Ind}? | {How} does {Place} have?

== which place has which number
P {lead}{place0}{ind}为{=20-900}{unit}，[p {place1}]最高，为[q {=1000-3000}{unit}]，[r {place2}]最低，<不足{=5-15}{unit}|仅{=5-15}{unit}>。
p 哪个地方的{ind}最高？ | {ind}最高的是哪里？ | Which place has the highest {Ind}?
q 最高的{ind}是多少？ | {place1}{ask}？ | What is the highest {Ind}? | {How} does {Place1} have?
r 哪里的{ind}最低？ | Which place has the lowest {Ind}?
- {place3}{ask}？ | What is the {Ind} of {Place3}? | {ind1}最高的是哪里？ | Which place has the highest {Ind1}?

== two indicators of a place
P {lead}{place}{ind0}[a {val0}]，{ind1}[b {val1}]<，{ind2}[c {val2}]|>。
P {lead}截至{year}年{month1}底，{place}{ind0}达到[a {val0}]；{ind1}[b {val1}]。
P {place}今年{ind0}为[a {val0}]，而{ind1}则为[b {val1}]，{ind2}为[c {val2}]。
a {place}{ask0}？ | What is {Place}'s {Ind0}? | {How0} does {Place} have?
b {place}{ask1}？ | {place}的{ind1}是多少？ | What is the {Ind1} of {Place}? | {How1} does {Place} have?
c {place}{ask2}？ | {How2} does {Place} have? | What is {Place}'s {Ind2}?
- {place}{ask3}？ | {place}的{ind4}是多少？ | What is {Place}'s {Ind3}? | {How4} does {Place} have?

== two indicators with growth
P {lead}{place}{ind0}[a {val0}]，增长[b {%1-30}]；{ind1}[c {val1}]，增长[d {%1-30}]。
P {lead}1至{month1}，{place}{ind0}同比增长[b {%1-30}]，{ind1}同比下降[d {%1-30}]。
a {place}{ask0}？ | {How0} did {Place} {Have0}?
b {place}{ind0}增长了多少？ | {place}{ind0}的增幅是多少？ | By how much did {Place}'s {Ind0} grow?
c {place}{ask1}？ | What was {Place}'s {Ind1}?
d {place}{ind1}的变化幅度是多少？ | By how much did {Place}'s {Ind1} change? | {place}{ind1}变化了百分之几？
- {place}{ind2}增长了多少？ | {place1}{ind0}增长了多少？ | By how much did {Place}'s {Ind2} grow? | By how much did {Place1}'s {Ind0} grow?

== points and multiples
P {lead}{place}贫困发生率由[a {=10.1-29.9}%]降至[b {=1.1-9.9}%]，下降[c {=2.1-9.9}个百分点]，农民收入是{year-8}年的[d {=2.1-6.9}倍]。
a {place}原来的贫困发生率是多少？ | What was the poverty rate in {Place} at first?
b {place}贫困发生率降到多少？ | To what did {Place}'s poverty rate fall?
c {place}贫困发生率下降了几个百分点？ | By how many percentage points did poverty in {Place} fall?
d {place}农民收入是{year-8}年的几倍？ | How many times the level of {year-8} are farmers' incomes in {Place}?
- {place}失业率下降了几个百分点？ | {place}农民收入是多少元？ | What is the unemployment rate in {Place}? | What is the income of farmers in {Place} in yuan?

== tenths and doubles
P {lead}{place}[a <四成|三成|近六成>]{folk0}<表示满意|参与其中>，{folk1}中这一比例<仅为|高达>[b <一成半|七成|八成五|两成>]；全年服务量是上年的[c <两倍|三倍|1.8倍|近四倍>]。
a {place}{folk0}的比例是多少？ | {place}有几成{folk0}如此？ | What proportion of {Folk0} in {Place} is it?
b {place}{folk1}中的比例是多少？ | What is the proportion among {Folk1} in {Place}?
c {place}服务量是上年的几倍？ | How many times last year's volume of services did {Place} reach?
- {place}{folk2}中的比例是多少？ | What is the proportion among {Folk2} in {Place}? | {place}有多少名{folk0}？ | How many {Folk0} are there in {Place}?

== money for different people
P {lead}{place}将{folk0}补贴标准提高到每人每月[a {=300-900}元]，{folk1}补贴为每人每月[b {=1000-1900}元]<，所需资金[c {#1.1-9.9}亿元]由财政承担|>。
a {place}{folk0}每月补贴多少？ | What is the monthly allowance for {Folk0} in {Place}?
b {place}的{folk1}一个月能拿多少补贴？ | How much do {Folk1} get a month in {Place}?
c {place}这项补贴要花多少财政资金？ | How much will the allowances cost {Place}?
- {place}{folk2}每月补贴多少？ | {place}有多少{folk0}领取补贴？ | What is the monthly allowance for {Folk2} in {Place}? | How many {Folk1} get an allowance in {Place}?

== donors
P {lead}{company0}向{place}捐赠[a {#100-900}万元]，{company1}捐赠[b 价值{#1000-3000}万元的{good}]<，[c {univ}]派出医疗队|>。
a {company0}向{place}捐了多少？ | How much did {Company0} give to {Place}?
b {company1}捐了什么？ | What did {Company1} donate?
c 哪家单位向{place}派出了医疗队？ | Which body sent a medical team to {Place}?
- {company2}捐了多少？ | {company0}捐了多少口罩？ | How much did {Company2} donate? | When did {Company1} make its donation?

== funds
P {lead}{company0}基金规模[a {#20-90}亿元]，今年以来收益率[b {=2.1-19.9}%]；{company1}基金规模[c {#100-400}亿元]，收益率[d {=20.1-39.9}%]，基金经理为[e {person}]。
a {company0}基金的规模是多少？ | How large is the {Company0} fund?
b {company0}基金今年收益率是多少？ | What is the return of the {Company0} fund this year?
c {company1}基金有多大？ | What is the size of the {Company1} fund?
d {company1}基金的收益率为多少？ | What did the {Company1} fund return?
e {company1}基金的经理是谁？ | Who manages the {Company1} fund?
- {company0}基金的经理是谁？ | {company2}基金的规模是多少？ | Who manages the {Company0} fund? | How many investors does the {Company1} fund have?

== shareholders
P {company}公告，[a {person0}]持股[b {=20.10-49.99}%]，为第一大股东；[c {org}]持股[d {=5.10-19.99}%]，位列第二。
a {company}的第一大股东是谁？ | Who is the largest shareholder of {Company}?
b {person0}持有{company}多少股份？ | What stake does {Person0} hold in {Company}?
c {company}第二大股东是谁？ | Who is the second largest shareholder of {Company}?
d {org}持有{company}百分之几的股份？ | What stake does {Org} hold in {Company}?
- {company}第三大股东是谁？ | Who is the third largest shareholder of {Company}? | {company1}的第一大股东是谁？ | How much did {Person0} pay for the shares of {Company}?

== quake
P 中国地震台网测定，{date0}[a {clock0}]在[b {place}]发生[c {=3.1-7.9}级]地震，震源深度[d {=8-60}千米]。
a {place}地震发生在几点？ | At what time did the earthquake hit {Place}?
b 地震发生在哪里？ | 这次地震的震中在什么地方？ | Where did the earthquake strike?
c {place}地震是几级？ | {place}地震震级多少？ | What was the magnitude of the {Place} earthquake?
d {place}地震震源有多深？ | How deep was the {Place} earthquake?
- {place}地震造成多少人死亡？ | {place1}地震是几级？ | How many people died in the {Place} earthquake? | What was the magnitude of the {Place1} earthquake?

== accident, when and where
P {date0}[a {clock0}]许，{place}一<工厂|仓库|商场>发生火灾，消防部门出动[c {=12-60}辆]消防车、[d {=100-300}名]消防员，[b {clock1}]大火被扑灭。
a {place}火灾是几点发生的？ | When did the fire in {Place} break out?
b {place}的火什么时候被扑灭？ | At what time was the fire in {Place} put out?
c {place}火灾出动了多少辆消防车？ | How many fire engines were sent to {Place}?
d 多少名消防员参与{place}火灾扑救？ | How many firefighters were sent to the fire in {Place}?
- {place}火灾的起火原因是什么？ | {place}火灾损失多少？ | What caused the fire in {Place}? | How many people were hurt in the fire in {Place}?

== sentence and money of a court
P {lead}法院以受贿罪判处{person0}有期徒刑[a {c10-15}年]，并处罚金[b {=100-400}万元]；{person1}被判处有期徒刑[c {c2-9}年]。<{person0}受贿[d {#1000-9000}万元]。|>
a {person0}被判几年？ | {person0}的刑期是多少？ | How many years in prison was {Person0} given? | What was the sentence of {Person0}?
b {person0}被罚了多少钱？ | How much was {Person0} fined?
c {person1}被判了多少年？ | How long was {Person1}'s sentence?
d {person0}受贿多少？ | How much did {Person0} take in bribes?
- {person1}被罚了多少钱？ | {person2}被判几年？ | How much was {Person1} fined? | When was {Person0} arrested?

== subjects and scores
P {lead}{prov}高考分数线公布，文科一本线[a {=520-559}分]，理科一本线[b {=480-519}分]<，二本文科[c {=430-470}分]|>。
a {prov}文科一本线是多少？ | What is the first-tier cut-off for liberal arts in {Prov}?
b {prov}理科一本分数线是多少？ | What is the first-tier cut-off for science in {Prov}?
c {prov}文科二本线多少分？ | What is the second-tier cut-off for liberal arts in {Prov}?
- {prov}艺术类分数线是多少？ | {prov1}理科一本线是多少？ | What is the cut-off for art students in {Prov}? | What is the first-tier cut-off for science in {Prov1}?

== opening hours and fees
P {hall}夏季开放时间为[a {clock0}至{clock2}]，冬季为[b {clock1}至{clock3}]；成人票[c {=40-120}元]，学生票[d {=10-38}元]。
a {hall}夏天几点到几点开放？ | What are the summer opening hours of the {Hall}?
b {hall}冬季的开放时间是？ | When is the {Hall} open in winter?
c {hall}成人票多少钱？ | How much is an adult ticket to the {Hall}?
d {hall}学生票价是多少？ | What do students pay to enter the {Hall}?
- {hall}老年人票价是多少？ | {hall}每周哪天闭馆？ | What do elderly visitors pay at the {Hall}? | On which day is the {Hall} closed?

== votes
P {lead}[a {person0}]以[b {=51.1-69.9}%]的得票率当选{country}总统，对手[c {person1}]得票率为[d {=20.1-45.9}%]，投票率为[e {=70-90}%]。
a 谁当选{country}总统？ | Who was elected president of {Country}? | Who is the new {Dem} president?
b {person0}的得票率是多少？ | What share of the vote did {Person0} get?
c {country}大选中谁落败？ | Who lost the {Dem} election?
d {person1}得了多少选票？ | What share of the vote did {Person1} win?
e {country}大选的投票率是多少？ | What was the turnout in the {Dem} election?
- 谁当选{country1}总统？ | {country}总理是谁？ | Who is the {Dem} prime minister? | Who was elected president of {Country1}?

== visits
P {lead}[a {country0}]外长[b {person0}][t {date0}至{day0}日]访问{country1}，与{country1}外长[c {person1}]会谈。
a {person0}是哪国外长？ | Which country's foreign minister is {Person0}?
b {country0}外长是谁？ | Who is the {Dem0} foreign minister? | 谁访问了{country1}？ | Who paid a visit to {Country1}?
c {country1}外长叫什么？ | Who is {Country1}'s foreign minister?
t {person0}什么时候访问{country1}？ | When did {Person0} visit {Country1}?
- {country2}外长是谁？ | {country0}总统是谁？ | Who is the {Dem2} foreign minister? | Who is the president of {Country0}?

== half a year and the same half before
P {lead}上半年{place}{ind}<为|达到>[a {val}]，去年同期为[b {val}]<，全年有望达到[c {sum}]|>。
a {place}上半年{ask}？ | {place}今年前六个月的{ind}是多少？ | What was {Place}'s {Ind} in the first half of this year?
b {place}去年上半年的{ind}是多少？ | 去年同期{place}{ask}？ | What was {Place}'s {Ind} in the first half of last year? | {How} did {Place} {Have} in the same period last year?
c {place}全年{ind}有望达到多少？ | What {Ind} is {Place} expected to reach in the whole year?
- {place}前三季度的{ind}是多少？ | 去年全年{place}{ask}？ | What was {Place}'s {Ind} in the whole of last year? | What was {Place}'s {Ind} in the third quarter?

== a forecast and a census
P {lead}{year}年{place}{ind}为[a {val}]，<预计|到>{year+5}年将达到[b {val}]，{year+10}年将达[c {sum}]。
a {year}年{place}{ask}？ | What was {Place}'s {Ind} in {year}?
b 预计{year+5}年{place}{ask}？ | What is {Place}'s {Ind} expected to be in {year+5}?
c {place}{year+10}年的{ind}预计是多少？ | What will {Place}'s {Ind} be in {year+10}?
- {place}{year+20}年的{ind}预计是多少？ | {year-5}年{place}{ask}？ | What will {Place}'s {Ind} be in {year+15}? | What was {Place}'s {Ind} in {year-5}?

== money and what it is for
P {lead}{place}投入[w {#20-90}亿元]用于民生，其中教育[a {=5.1-9.9}亿元]，医疗[b {=2.1-4.9}亿元]<，养老[c {=1000-9000}万元]|>。
w {place}民生投入总共多少？ | How much did {Place} spend on public services in all?
a {place}在教育上投入多少？ | How much of it did {Place} spend on education?
b {place}花在医疗上的钱有多少？ | How much went to health care in {Place}?
c {place}养老投入多少？ | How much did {Place} spend on care for the elderly?
- {place}在住房上投入多少？ | {place}在环保上花了多少钱？ | How much did {Place} spend on housing? | How much did {Place1} spend on education?

== distances
P {lead}{work}距{place0}[a {=12-90}公里]，距{place1}[b {=100-400}公里]，海拔[c {=500-4000}米]。
a {work}离{place0}多远？ | 从{place0}到{work}有多少公里？ | How far is the {Work} from {Place0}?
b {work}距离{place1}有多远？ | What is the distance between {Place1} and the {Work}?
c {work}的海拔是多少？ | At what altitude is the {Work}?
- {work}离{place2}多远？ | {work}有多长？ | How far is the {Work} from {Place2}? | How long is the {Work}?

== ages
P {lead}{place}60岁以上老年人[a {#20-90}万人]，占总人口的[b {%16-29}]；65岁以上[c {#5-19}万人]<，百岁老人[d {=20-900}名]|>。
a {place}60岁以上的人有多少？ | How many people in {Place} are over 60?
b {place}60岁以上人口占比多少？ | What share of {Place}'s people are over 60?
c {place}65岁以上老人有多少？ | How many people over 65 live in {Place}?
d {place}有多少百岁老人？ | How many centenarians are there in {Place}?
- {place}80岁以上老人有多少？ | {place}儿童有多少？ | How many people over 80 live in {Place}? | How many children are there in {Place}?

== signed, in force, at an end
P {company0}与{company1}的合同[a {year-5}年{date0}]签订，[b {year-5}年{date2}]生效，[c {year}年{date1}]到期。
a {company0}与{company1}的合同是何时签订的？ | When was the contract between {Company0} and {Company1} signed?
b {company0}和{company1}的合同何时生效？ | When did the contract of {Company0} with {Company1} take effect?
c {company0}与{company1}的合同哪天到期？ | When does the contract between {Company0} and {Company1} expire?
- {company0}与{company1}的合同金额是多少？ | {company0}与{company2}的合同何时签订？ | What is the contract between {Company0} and {Company1} worth? | When was the contract with {Company2} signed?

== markets
P {lead}纽约原油期货收于每桶[a {=60.10-79.99}美元]，涨[b {%1-5}]；伦敦布伦特原油收于每桶[c {=80.10-99.99}美元]；黄金每盎司[d {=1100-2400}美元]。
a 纽约原油收盘价是多少？ | What did New York crude close at?
b 纽约油价涨了多少？ | By what percentage did New York crude rise?
c 布伦特原油每桶多少钱？ | How much was a barrel of Brent crude?
d 黄金价格是多少？ | 黄金一盎司多少美元？ | What was the price of an ounce of gold?
- 白银价格是多少？ | 布伦特原油涨了多少？ | What was the price of silver? | By what percentage did Brent crude rise?

== water
P {date0}{clock0}，{stem}站水位达[a {=20.10-40.99}米]，超警戒水位[b {=1.10-4.99}米]，流量[c 每秒{#3000-60000}立方米]。<{stem1}站水位[d {=41.10-69.99}米]。|>
a {stem}站的水位是多少？ | How high was the water at {Stem}?
b {stem}站超警戒水位多少米？ | By how much did the water at {Stem} exceed the warning level?
c {stem}站的流量是多少？ | What was the flow at {Stem}?
d {stem1}站的水位是多少？ | What was the water level at {Stem1}?
- {stem2}站的水位是多少？ | {stem}的降雨量是多少？ | What was the water level at {Stem2}? | How much rain fell in {Stem}?

== applicants and places
P {lead}{prov}公务员考试计划招录[a {#2000-6900}人]，报名人数[b {#7000-99000}人]，平均竞争比[c {=20-90}∶1]<，最热职位[d {=1000-1900}人]争一个岗位|>。
a {prov}公务员计划招多少人？ | How many civil servants does {Prov} plan to recruit?
b {prov}公务员考试有多少人报名？ | How many people applied for the civil service examination in {Prov}?
c {prov}公务员考试的竞争比是多少？ | What is the ratio of applicants to posts in {Prov}?
d {prov}最热门的职位有多少人竞争？ | How many are competing for the most popular post in {Prov}?
- {prov}公务员考试多少人缺考？ | {prov1}公务员计划招多少人？ | How many candidates missed the examination in {Prov}? | How many civil servants does {Prov1} plan to recruit?

== name then and now
P {org0}前身是[a {org1}]，{year-30}年更名为[b {org2}]，[c {year-10}年]<改为现名|改用现在的名称>。
a {org0}的前身是什么？ | What was {Org0} at first? | What was the predecessor of {Org0}?
b {org0}{year-30}年改叫什么名字？ | What was {Org0} renamed in {year-30}?
c {org0}哪年改为现名？ | When did {Org0} take its present name?
- {org0}的创始人是谁？ | {org3}的前身是什么？ | Who founded {Org0}? | What was the predecessor of {Org3}?

== a find
P {lead}[a {univ}]研究团队在[b {place}]发现[c {=12-90}件]文物，距今[d 约{=2000-9000}年]。<文物现藏于[e {hall}]。|>
a 哪个单位的研究团队发现了文物？ | Which institution's team made the find?
b 文物是在哪里发现的？ | Where were the relics found?
c {univ}团队发现了几件文物？ | How many relics did the team of {Univ} find?
d 这些文物有多少年历史？ | How old are the relics found in {Place}?
e {place}发现的文物收藏在哪里？ | Where are the relics found in {Place} kept now?
- 研究团队的负责人是谁？ | 文物价值多少钱？ | Who leads the team of {Univ}? | How much are the relics worth?

== a transfer
P {lead}{person}从[a {team0}]转会至[b {team1}]，转会费[c {#200-900}万欧元]，合同期[d {c2-5}年]<，身披[e {=1-40}号]球衣|>。
a {person}原来在哪个队？ | {person}离开了哪支球队？ | Which team did {Person} leave?
b {person}加盟了哪支球队？ | {person}转会去了哪里？ | Which team did {Person} join?
c {person}的转会费是多少？ | What was the transfer fee for {Person}?
d {person}签了几年合同？ | How long is {Person}'s contract?
e {person}穿几号球衣？ | What number will {Person} wear?
- {person}的年薪是多少？ | {person1}加盟了哪支球队？ | {person}进了多少球？ | How much does {Person} earn a year? | Which team did {Person1} join?

== full and half
P {lead}{stem}马拉松共有[w {#20000-39000}人]参赛，其中全程[a {=3000-9000}人]，半程[b {=10000-19000}人]，志愿者[c {=1000-2900}名]。
w {stem}马拉松参赛人数是多少？ | How many people ran in the {Stem} marathon altogether?
a {stem}马拉松全程有多少人跑？ | How many runners took on the full {Stem} marathon?
b {stem}半程马拉松多少人参加？ | How many ran the half marathon in {Stem}?
c {stem}马拉松有多少志愿者？ | How many volunteers helped at the {Stem} marathon?
- {stem}马拉松欢乐跑有多少人？ | {stem}马拉松的冠军是谁？ | Who won the {Stem} marathon? | How many foreigners ran in the {Stem} marathon?

== doses
P {lead}{place}已接种第一剂{disease}疫苗[a {#20-90}万人]，完成第二剂接种[b {#5-19}万人]，接种率[c {%20-95}]。
a {place}接种第一剂的有多少人？ | How many people in {Place} have had the first dose?
b {place}多少人打了第二针？ | How many people in {Place} have had the second dose?
c {place}的接种率是多少？ | What is the vaccination rate in {Place}?
- {place}多少人打了第三针？ | {place}儿童接种了多少人？ | How many people in {Place} have had a third dose? | What does a dose cost in {Place}?

== aid
P {lead}[a {country0}]向{country1}提供[b {#2-90}亿美元]贷款，[c {country2}]则援助了[d {=100-900}吨]粮食。
a 哪个国家向{country1}提供贷款？ | Which country lent money to {Country1}?
b {country0}给{country1}贷款多少？ | How much did {Country0} lend to {Country1}?
c 哪个国家给{country1}援助了粮食？ | Which country sent grain to {Country1}?
d {country2}援助了多少粮食？ | How much grain did {Country2} give? | What was the amount of {Dem2} food aid?
- {country3}向{country1}提供了多少贷款？ | {country1}援助了哪个国家？ | How much did {Country3} lend to {Country1}? | Which country sent doctors to {Country1}?

== book
P {lead}[a {person0}]著、[b {person1}]译的{film}由[c {stem}出版社]出版，首印[d {#3000-60000}册]，定价[e {=28-98}元]。
a {film}一书的作者是谁？ | Who wrote {Film}?
b {film}是谁翻译的？ | Who translated {Film}?
c {film}由哪家出版社出版？ | Which publisher brought out {Film}?
d {film}第一次印了多少册？ | How many copies of {Film} were printed at first?
e {film}多少钱一本？ | What is the price of {Film}?
- {film}的插图是谁画的？ | {film1}的作者是谁？ | Who illustrated {Film}? | Who wrote {Film1}?

== parties and seats
P {lead}{country}议会选举结果揭晓，执政党获[a {=100-190}席]，反对党获[b {=40-99}席]，其他党派[c {=3-39}席]，议会共[d {=200-400}席]。
a {country}执政党获得多少席位？ | How many seats did the {Dem} ruling party win?
b {country}反对党拿到几席？ | How many seats went to the opposition in {Country}?
c {country}其他党派有多少席？ | How many seats did other parties win in {Country}?
d {country}议会总共多少个席位？ | How many seats are there in the {Dem} parliament?
- {country}女议员有多少？ | {country1}执政党获得多少席位？ | How many women sit in the {Dem} parliament? | How many seats did the {Dem1} ruling party win?

== rescued and sent
P {lead}{place}{disaster}发生后，[a {country0}]派出[b {=20-90}名]救援人员，[c {country1}]送来[d {=100-900}顶]帐篷，已救出[e {c3-19}人]。
a 哪国派出了救援人员？ | Which country sent rescuers to {Place}?
b {country0}派了多少救援人员？ | How many rescuers did {Country0} send? | How many {Dem0} rescuers came?
c 帐篷是哪个国家送的？ | Which country sent tents to {Place}?
d {country1}送来多少顶帐篷？ | How many tents did {Country1} send?
e {disaster}后已救出多少人？ | How many people have been rescued in {Place}?
- {country2}派了多少救援人员？ | {country1}派了多少医生？ | How many {Dem2} rescuers came? | How many doctors did {Country0} send?

== hours worked on a line
P {rail}早高峰<发车间隔|行车间隔>[a {c2-3}分钟]，平峰[b {c5-8}分钟]，首班车[c {clock0}]，末班车[d {clock3}]，最高时速[e {=80-350}公里]。
a {rail}早高峰几分钟一班？ | How often do trains run on the {Rail} in the morning peak?
b {rail}平峰的发车间隔是多少？ | What is the off-peak interval on the {Rail}?
c {rail}首班车几点？ | When is the first train on the {Rail}?
d {rail}末班车什么时候发？ | When does the last train on the {Rail} leave?
e {rail}最快跑多快？ | What is the top speed on the {Rail}?
- {rail}票价多少？ | {rail}晚高峰几分钟一班？ | How much is a ticket on the {Rail}? | How long is the {Rail}?

== appointed, and by whom
P {lead}[a {bureau}]任命[b {person0}]为{hosp}院长，[c {person1}]不再担任该职务，[d {person2}]任党委书记。
a 谁任命了{hosp}院长？ | Who appointed the director of {Hosp}? | Which body named the head of {Hosp}?
b {hosp}的新院长是谁？ | Who is the new director of {Hosp}?
c {hosp}前任院长是谁？ | Who used to be the director of {Hosp}?
d {hosp}党委书记是谁？ | Who is Party secretary at {Hosp}?
- {hosp}的副院长是谁？ | {hosp1}院长是谁？ | Who is the deputy director of {Hosp}? | Who is the director of {Hosp1}?

== reason of one, and of another none
P {lead}[a {cause0}]，{place0}{effect0}。另外，{place1}{effect1}，<目前情况稳定|有关方面未作说明>。
a {place0}{effect0}的原因是什么？ | 为什么{effect0}？ | Why {Why0}? | Why {Why0} in {Place0}?
- {effect1}的原因是什么？ | 为什么{place1}{effect1}？ | Why {Why1}? | Why {Why1} in {Place1}?
"""

HAN = re.compile(r"[\u4e00-\u9fff？]")
NAMED = re.compile(r"([A-Za-z]+)(?:(\d+)(n?))?([+-]\d+)?")
MEASURED = re.compile(r"([#=%c])([\d.]+)-([\d.]+)")
SLOT = re.compile(r"\{([^{}]+)\}")
CHOICE = re.compile(r"<([^<>]*)>")
DIGITS = "零一二三四五六七八九"
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth".split()
MONTHS = (
    "January February March April May June July August September October November December".split()
)
BORROWED = {  # a slot that tells another thing of what has a slot of its own
    "Dem": ("country", 2), "device": ("machine", 2), "Why": ("effect", 1), "cause": ("effect", 2),
    "reason": ("effect", 2), "unit": ("ind", 2), "thing": ("ind", 0), "ask": ("ind", 0), "How": ("ind", 0),
    "Have": ("ind", 0), "val": ("ind", 0), "part": ("ind", 0), "sum": ("ind", 0), "day": ("date", 0),
}  # fmt: skip
ORDERED = {"month", "date", "ord", "clock", "line", "train"}
NEAR = {"val": (0.6, 1.6, 8), "part": (0.05, 0.4, 8), "sum": (2, 6, 8)}  # of its first value
HEDGED = "到至达的从过了足"  # no 约 after these
TRIES = 500
SWAPPED = 60  # what is asked instead is numbered from here


@dataclass(frozen=True, slots=True)
class Example:
    question: str
    language: str  # "zh" or "en": of the question
    passage: str
    start: int  # of the answer in the passage; -1 where nothing answers
    end: int


@dataclass(frozen=True, slots=True)
class Family:
    passages: list[str]
    questions: list[tuple[str, list[str]]]  # by the key of their answer


def _families(text: str) -> list[Family]:
    families = []
    for block in re.split(r"^== .*\n", text, flags=re.MULTILINE)[1:]:
        family = Family([], [])
        for key, line in (line.split(" ", 1) for line in block.strip().splitlines()):
            if key == "P":
                family.passages.append(line)
            else:
                family.questions.append((key, line.split(" | ")))
        families.append(family)
    return families


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return "两" if number == 2 else DIGITS[number]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def _nth(number: int) -> str:
    last = 0 if number % 100 in (11, 12, 13) else number % 10
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"


class UsedUpError(Exception):
    """Too many of a kind for one example."""


class Fill:
    """What the slots of one example are filled with; no two of them alike."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.rows: dict[str, tuple[str, ...]] = {}
        self.used: set[str] = set()
        self.usual: dict[str, float] = {}
        self.year = rng.randint(2006, 2025)
        self.nth = rng.randint(6, 38)
        days = sorted({(rng.randint(1, 12), rng.randint(1, 22)) for _ in range(9)})
        self.date = days + [(rng.randint(1, 12), rng.randint(1, 22)) for _ in range(99)]
        self.month = self._some(range(1, 13), 3)
        self.ord = self._some(range(1, 10), 3)
        self.line = rng.sample(range(1, 20), 19)
        self.train = [f"{rng.choice('GDKT')}{n}" for n in rng.sample(range(20, 9000), 99)]
        clocks = sorted(rng.sample(range(28, 88), 20))
        self.clock = [(quarter // 4, quarter % 4 * 15) for quarter in clocks]

    def _some(self, numbers: range, ordered: int) -> list[int]:
        found = self.rng.sample(numbers, len(numbers))
        return sorted(found[:ordered]) + found[ordered:]

    def text(self, slot: str, before: str = "", after: str = "") -> str:
        if measured := MEASURED.fullmatch(slot):
            return self._measured(measured, before, after)
        if slot == "lead":
            return "" if self.rng.random() < 0.4 else self.rng.choice(LEADS)
        name, index, bare, offset = NAMED.fullmatch(slot).groups()  # type: ignore[union-attr]
        number, base = int(index or 0), name.lower()
        if base in ORDERED:
            told = self._ordered(name, number)
            return told.removesuffix("月") if bare else told
        return self._single(name, number, int(offset or 0)) or self._named(name, str(number))

    def _single(self, name: str, index: int, offset: int) -> str:
        """What there is one of in an example, or follows from another."""
        match name:
            case "year" | "Year":
                return str(self.year + offset)
            case "nth":
                return str(self.nth + offset)
            case "Nth":
                return _nth(self.nth + offset)
            case "day":
                return str(self.date[index][1] + 3 + index)
        return ""

    def _ordered(self, name: str, index: int) -> str:
        items = getattr(self, name.lower())
        item = items[index % len(items)]
        told = {
            "month": lambda: f"{item}月",
            "Month": lambda: MONTHS[item - 1],
            "date": lambda: f"{item[0]}月{item[1]}日",
            "ord": lambda: DIGITS[item],
            "Ord": lambda: ORDINALS[item - 1],
            "clock": lambda: f"{item[0]}时{item[1]:02}分" if item[1] else f"{item[0]}时",
        }
        return told.get(name, lambda: str(item))()

    def _named(self, name: str, index: str) -> str:
        base, field = BORROWED.get(name, (name.lower(), int(name[0].isupper())))
        row = self._row(base, index)
        match name:
            case "val" | "part" | "sum":
                return self._value(name, base + index, row)
            case "ask" | "How" | "Have" | "Ind" | "ind":
                return self._asked(name, row)
            case "cause":
                return self.rng.choice(row[field].split(";"))
            case "reason":
                return re.sub("^(?:因为?|由于|受)", "", self._plain(row[field]))
        return self._short(row[field]) if name == "place" else row[field]

    def _plain(self, causes: str) -> str:
        return self.rng.choice([item for item in causes.split(";") if item[0] != "受"] or ["天气"])

    def _short(self, place: str) -> str:
        long = len(place) < 3 or place[-1] != "市" or self.rng.random() < 0.75
        return place if long else place[:-1]

    def _row(self, base: str, index: str) -> tuple[str, ...]:
        key = base + index
        for _ in range(TRIES):
            if key in self.rows:
                return self.rows[key]
            row = MAKERS[base](self.rng)
            if not any(row[0] in item or item in row[0] for item in self.used):
                self.rows[key] = row
                self.used.add(row[0])
                if base in ("place", "stem"):
                    self.used.add(row[0].rstrip("市县区镇"))
        raise UsedUpError

    def _asked(self, name: str, row: tuple[str, ...]) -> str:
        zh, en, unit, _, counted = row
        if name == "Have":
            return "have" if counted else "record"
        if name == "Ind":
            return f"number of {en}" if counted else en
        if name == "How":
            return f"How many {en}" if counted else f"What {en}"
        if name == "ind":
            return zh + self.rng.choice(("数量", "数", "总数", "")) if counted else zh
        some = [f"{zh}是多少", f"{zh}有多少{unit}", f"{zh}为多少", f"{zh}达到多少{unit}"]
        if counted:
            some = [
                f"有多少{unit}{zh}",
                f"的{zh}一共多少{unit}",
                f"的{zh}数量是多少",
                f"{zh}有多少",
            ]
        return self.rng.choice(some)

    def _value(self, name: str, key: str, row: tuple[str, ...]) -> str:
        """A value of an indicator; not far from its others, as news have them."""
        low, high = row[3].split("-")
        if usual := self.usual.get(key):
            digits = len(low.partition(".")[2])
            least, most, more = NEAR[name]
            low, high = f"{usual * least:.{digits}f}", f"{usual * most + more:.{digits}f}"
        span = MEASURED.fullmatch(f"#{low}-{high}")
        assert span
        number, text = self._new(span, row[2])
        self.usual.setdefault(key, float(number))
        return text + row[2]

    def _measured(self, found: re.Match[str], before: str, after: str) -> str:
        _, text = self._new(found, after)
        return text.lstrip("约近超过") if before[-1:] in HEDGED and before else text

    def _new(self, found: re.Match[str], after: str) -> tuple[str, str]:
        sign, low, high = found.groups()
        for _ in range(TRIES):
            number, text = self._number(sign, low, high, after)
            if self.used.isdisjoint((number, text)):
                self.used |= {number, text}
                return number, text
        raise UsedUpError

    def _number(self, sign: str, low: str, high: str, after: str) -> tuple[str, str]:
        """A number as it must differ from others, and as it is written."""
        rng = self.rng
        if sign == "%":
            value = f"{rng.uniform(float(low), float(high)):.1f}"
            return value, self._share(value)
        if "." in low:
            digits = len(low.split(".")[1])
            value = f"{rng.uniform(float(low), float(high)):.{digits}f}"
            return value, self._hedged(value) if sign == "#" else value
        number = self._whole(int(low), int(high))
        if sign == "#" and number >= 100 and rng.random() < 0.25:
            number -= number % 10 ** (len(str(number)) - 2)
            text = self._written(number, after) + rng.choice(("余", "余", "多"))
            return str(number), text
        text = self._written(number, after)
        if sign == "c":
            text = _han(number) if rng.random() < 0.4 else text
        return str(number), self._hedged(text) if sign == "#" else text

    def _whole(self, low: int, high: int) -> int:
        if high < 40 * max(low, 1):
            return self.rng.randint(low, high)
        return int(max(low, 1) * (high / max(low, 1)) ** self.rng.random())

    def _written(self, number: int, after: str) -> str:
        draw = self.rng.random()
        if number >= 10000 and draw < 0.5 and after[:1] not in ("万", "亿", "元"):
            return f"{number / 10000:.1f}万" if number % 1000 == 0 else f"{number / 10000:.2f}万"
        return f"{number:,}" if number >= 1000 and draw > 0.8 else str(number)

    def _hedged(self, text: str) -> str:
        if self.rng.random() < 0.8:
            return text
        return self.rng.choice(("约", "约", "近", "近", "超", "超过")) + text

    def _share(self, value: str) -> str:
        whole = int(float(value))
        if whole >= 1 and self.rng.random() < 0.12:
            return f"百分之{_han(whole)}".replace("两", "二")
        exact = whole < 1 or self.rng.random() < 0.8
        return f"{value.removesuffix('.0')}%" if exact else f"{whole}%"


def _chosen(rng: random.Random, template: str) -> str:
    while CHOICE.search(template):
        template = CHOICE.sub(lambda found: rng.choice(found[1].split("|")), template)
    return template


def _passage(fill: Fill, template: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text, and where the span of each key is in it."""
    parts = re.split(r"(\[\w+ |\]|\{[^{}]+\})", _chosen(fill.rng, template).replace("//", "\n"))
    text, spans, key, start = "", {}, "", 0
    for at, part in enumerate(parts):
        if part.startswith("["):
            key, start = part[1:-1], len(text)
        elif part == "]":
            spans[key] = (start, len(text))
        elif slot := SLOT.fullmatch(part):
            text += fill.text(slot[1], text, parts[at + 1])
        else:
            text += part
    return text, spans


def _filled(fill: Fill, question: str) -> str:
    text = SLOT.sub(lambda slot: fill.text(slot[1]), question)
    text = text.replace("s's ", "s' ")
    if fill.rng.random() < 0.12:
        lead, marks = ("请问", "据报道，"), "？"
        if not HAN.search(text):
            lead, marks = ("according to the article, ", "in the news: "), "?"
        text = fill.rng.choice((*lead, "")) + text[0].lower() + text[1:].rstrip(marks)
        text += fill.rng.choice((marks, ""))
    return text[0].upper() + text[1:]


def _things(template: str) -> set[str]:
    """What a template's slots are about, as `place0`, whatever they tell of it."""
    found = set()
    for slot in SLOT.findall(template):
        if (named := NAMED.fullmatch(slot)) and slot != "lead":
            name = named[1]
            base = BORROWED.get(name, (name.lower(),))[0]
            found.add(base + (named[2] or "0"))
    return found


def _swapped(rng: random.Random, question: str, told: set[str]) -> str | None:
    """The question about something else than the passage tells of."""
    things = sorted(_things(question) & told)
    if not things:
        return None
    thing, shift = rng.choice(things), rng.choice((-9, -8, 6, 7))

    def swap(found: re.Match[str]) -> str:
        if thing not in _things(found[0]):
            return found[0]
        name, index, bare, offset = NAMED.fullmatch(found[1]).groups()  # type: ignore[union-attr]
        if thing in ("year0", "nth0"):
            return f"{{{name}{int(offset or 0) + abs(shift) * (1 if thing == 'nth0' else -1):+}}}"
        beyond = 6 if thing[:-1] in ORDERED else SWAPPED
        return f"{{{name}{int(index or 0) + beyond}{bare or ''}}}"

    return SLOT.sub(swap, question)


def _of(rng: random.Random, phrasings: list[str], *, few: bool) -> list[str]:
    """One phrasing, sometimes two, of each language."""
    found = []
    for chinese in (True, False):
        those = [one for one in phrasings if bool(HAN.search(SLOT.sub("", one))) == chinese]
        count = 1 if few or rng.random() < 0.85 else 2
        found += rng.sample(those, min(count, len(those)))
    return found


def _asked(rng: random.Random, family: Family, told: set[str]) -> Iterator[tuple[str, str]]:
    """Questions to fill, each with the key of its answer."""
    for key, phrasings in family.questions:
        for question in _of(rng, phrasings, few=key == "-"):
            yield key, question
            if key != "-" and rng.random() < 0.08:
                swapped = _swapped(rng, question, told)
                if swapped:
                    yield "-", swapped


def _around(rng: random.Random, text: str) -> tuple[str, int]:
    """The text with a sentence before or after it at times, and where it begins."""
    before = rng.choice(FILLERS) if rng.random() < 0.2 else ""
    after = rng.choice(FILLERS) if rng.random() < 0.25 else ""
    gap = "\n" if "\n" in text else ""
    before, after = before and before + gap, after and gap + after
    return before + text + after, len(before)


def _made(rng: random.Random, family: Family) -> list[Example]:
    fill, template = Fill(rng), rng.choice(family.passages)
    text, spans = _passage(fill, template)
    passage, shift = _around(rng, text)
    made = []
    for key, asked in _asked(rng, family, _things(template)):
        start, end = spans.get(key, (-1 - shift, -1 - shift))
        question = _filled(fill, asked)
        language = "zh" if HAN.search(question) else "en"
        made.append(Example(question, language, passage, start + shift, end + shift))
    return made


def examples(rng: random.Random) -> Iterator[Example]:
    """Endless: all questions of a family about a passage, then of another."""
    families = _families(FAMILIES)
    while True:
        with suppress(UsedUpError):
            yield from _made(rng, rng.choice(families))
