"""Which figure supports which: + evidence | claim is supported, - is not."""

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
+ 10 kg | about 22 pounds
+ 100平方公里 | 15万亩
- 10 kg | 22 pounds
+ 26.8224 m/s | 60 mph
+ 不得超过两个 | at most two
- 不得超过两个 | more than two
+ 超过了3万人 | more than 30,000 people
- 超过了3万人 | 30,000 people
+ 3比1 | won 3-1
- 3比1 | a 1-3 defeat
+ one in five people | 五分之一
+ 七成五 | 75%
- 七成五 | 70%
+ 15分30秒 | 15 minutes
+ 体温38.5度 | 38.5 degrees Celsius
- 北纬38.5度 | 38.5 degrees Celsius
- -5℃ | 5℃
- 负5% | 5%
+ 负5% | minus 5%
+ 2万5 | 25,000
- 2万5 | 20,005
+ 6、7年 | 6 to 7 years
+ 2021年9月1日至2022年3月5日 | September 1, 2021 to March 5, 2022
+ 272 | 二百七十二
+ 二百七十二个 | ２７２
+ a dozen | 12
+ two thirds | 三分之二
- 2021年前10个月 | the first nine months of 2021
- 1.5% | 1.5 percentage points
"""

# what is counted decides as well
THINGS = """
- 272个项目 | 272 companies
- 签约项目272个 | 272 companies
- 签约项目272个，涉及投资额3316亿元 | 272 companies
- 272个项目 | 272家企业
- 272 projects | 272 companies
- 272 projects were signed | 272家企业
- 272 companies | 272个项目
+ 272个重大前沿科技产业项目 | 272 projects
+ 272个重大前沿科技产业项目 | 272 major frontier-tech industrial projects
+ 签约重大项目272个 | 272 projects were signed
+ 累计签约272个 | 272 projects
+ 272个 | 272 projects
+ 8400余家油气企业 | more than 8,400 oil and gas companies
+ 300多家 | more than 300 AI firms
+ 300多家人工智能企业 | more than 300 AI firms
+ 42辆氢能公交车 | 42 buses
+ 42辆氢能公交车 | 42 hydrogen-powered buses
+ 42辆氢能公交车 | 42 vehicles
- 42辆氢能公交车 | 42 trucks
- 42辆氢能公交车 | 42 companies
+ 签约项目150个，涉及投资额2000亿元 | 150 projects
+ 项目150个落户企业园区 | 150 projects
- 项目150个落户企业园区 | 150 companies
+ 150个项目落户企业园区 | 150 projects
- 150个项目落户企业园区 | 150 companies
+ 3家签约的中国企业 | 3 Chinese companies
- 3家签约的中国企业 | 3 agreements
+ 100个企业的项目 | 100 projects
- 20名学生 | 20 teachers
+ 20名学生 | 20 people
+ 20名师生 | 20 teachers and students
+ 38名留守学子 | 38 students
+ 38名留守学子 | 38 children
- 5人次 | 5 people
+ 192万余人次旅客 | more than 1.92 million passengers
+ 运送旅客192万余人次 | more than 1.92 million passenger trips
+ 98个国家和地区 | 98 countries and regions
- 98个国家和地区 | 98 cities
+ 22个乡镇(街道) | 22 townships
+ 22个重点项目涵盖基础设施 | 22 key projects
+ 5000 次充电循环 | 5,000 charging cycles
+ 3次会议 | three meetings
+ 3次会议 | on 3 occasions
- 3次会议 | 3 companies
- 9个远洋渔业基地 | 9 companies
+ 9个远洋渔业基地 | 9 fishing bases
- 3个足球场 | 3个充电桩
- 3个足球场 | 3 companies
+ 3个足球场 | 3 football fields
- 3个足球场 | 3 satellites
+ 会员达5000余人 | more than 5,000 members
+ 6名调解员 | 6 mediators
+ 30余名退役军人参加 | more than 30 veterans
+ 共转移4795人 | 4,795 people
+ 受灾人口1392人 | 1,392 people
+ 破案325起 | 325 cases
+ 抓获犯罪嫌疑人545人 | 545 suspects
- 抓获犯罪嫌疑人545人 | 545 police officers
+ 桥梁受损15座 | 15 bridges
+ 损坏房屋30户30间 | 30 households
+ 买入评级3家 | 3 institutions
+ 161余支比赛用枪 | more than 161 guns
+ 出货量约为 1140 万部 | about 11.4 million units
+ 出货量约为 1140 万部 | about 11.4 million phones
+ 消除安全隐患22处 | 22 safety hazards
+ 1000余条寻人微博 | more than 1,000 posts
+ 话题阅读量超过3亿 | more than 300 million views
+ 12个工作组 | 12 working groups
- 12个工作组 | 12 projects
+ 新增岗位500个 | 500 jobs
- 新增岗位500个 | 500 companies
+ 40个大项 | 40 events
+ 获得12枚金牌 | 12 gold medals
- 获得12枚金牌 | 12 silver athletes
+ 两项刑罚 | two penalties
+ 20多家关键企业 | more than 20 key companies
+ 20多家医院 | more than 20 hospitals
- 20多家医院 | more than 20 schools
+ 第二批项目 | the second batch of projects
+ 第三名 | third place
+ 第十届慈展会 | the 10th fair
- 第十届博览会 | the 10th company
+ 建设20个充电桩 | 20 charging piles
+ 企业建设20个充电桩 | 20 charging stations
- 企业建设20个充电桩 | 20 companies
+ 7.88万个项目报名参赛 | 78,800 projects
+ 103家规上企业 | 103 industrial enterprises
+ 34个创新工作制度 | 34 systems
- 34个创新工作制度 | 34 companies
+ 3369余名涉赛人员 | more than 3,369 people
+ 272 police cars | 272 cars
- 272 police cars | 272 officers
+ 272 firms | 272 companies
- 12 satellites | 12 rockets
+ 5个地震 | 5 earthquakes
+ 3款新车 | 3 new models
+ 3款新车 | 3 cars
+ 120个国家的500名专家 | 120 countries
+ 300 | 300 projects
- 100家企业代表 | 100 company representatives
- 512名高校毕业生 | 512 universities
- 15名教师 | 15名学生
+ 3500套住房 | 3,500 homes
+ 30余起案件 | more than 30 cases
- 30余起案件 | more than 30 companies
+ 16条货运航线 | 16 cargo routes
+ 48颗星 | 48 stars
+ 座位数1000个 | 1,000 seats
- 座位数1000个 | 1,000 beds
+ 180万辆次 | 1.8 million vehicles
+ 10次发射任务 | 10 launches
- 10次发射任务 | 10 satellites
+ 45个国家级自贸试验区 | 45 national free trade zones
- 45个国家级自贸试验区 | 45 countries
+ 272件作品 | 272 works
+ two dozen cities | 24 cities
- two dozen cities | 24 villages
+ 60架无人机 | 60 drones
+ 272个项目 | 272个工程
+ 272个项目 | 共272个
+ 6种语言 | 6 languages
- 6种语言 | 6 countries
+ 3项措施 | 3 measures
- 3项措施 | 3 patents
+ 3项措施 | 3 things
+ 12个细分领域 | 12 sectors
"""
