"""The nouns that news counts, in both languages, and which of them are one thing.

A group is a path: person/student is a kind of person, but not of person/teacher.
"""

from __future__ import annotations

# group; Chinese; English. A word with several meanings is in several groups.
_TABLE = """
person;人 人员 人士 人群 群众 民众 百姓 市民 居民 村民 公民 网友 网民 人口 代表 嘉宾 观众 成员
  会员 志愿者 参与者 爱好者 负责人 用户 客户 顾客 消费者 专家 人才 家长 老人 老年人 妇女 女性 男性
  男子 女子 青年 同志 粉丝 球迷;people person persons individuals residents citizens villagers
  representatives delegates guests members volunteers attendees participants fans users customers
  consumers clients experts talents parents men women man woman elderly seniors adults
  contributors humans followers spectators viewers inhabitants locals
person/student;学生 学员 学子 大学生 中学生 小学生 毕业生 研究生 博士生 考生 新生 师生 儿童 孩子
  小朋友 少年 青少年 未成年人 婴儿 幼儿 婴幼儿 患儿;students pupils graduates undergraduates
  children kids youths youngsters teenagers infants babies minors learners trainees candidates
person/teacher;教师 老师 教授 讲师 导师 教练 师生 教职工;teachers professors lecturers instructors
  coaches tutors educators
person/patient;患者 病人 病患 感染者 病例 确诊病例 患儿 伤员;patients cases infections
person/worker;工人 员工 职工 工作人员 农民工 雇员 从业人员 技术人员 劳动者 工程师 职员 人手 设计师
  骑手 司机 驾驶员 教职工;workers employees staff engineers labourers laborers personnel
  technicians designers drivers couriers hands
person/farmer;农民 农户 渔民 牧民 果农;farmers fishermen herders peasants
person/doctor;医生 医师 医护人员 医务人员 护士 专家;doctors nurses medics physicians surgeons
  experts
person/scholar;专家 学者 院士 科学家 研究人员 科研人员 研究员 博士 人才;experts scholars
  scientists researchers academicians specialists academics doctors talents
person/police;民警 警察 警员 辅警 特警 交警 警力;police officers policemen
person/soldier;士兵 军人 官兵 战士 老兵 部队 军队;soldiers troops servicemen veterans officers
person/official;干部 官员 党员 议员 委员 公务员 领导;officials cadres lawmakers legislators
  senators councillors members officers
person/firefighter;消防员 救援人员 消防救援人员 救援队员;firefighters rescuers
person/athlete;运动员 球员 选手 队员 健儿 参赛者 跑者;athletes players competitors contestants
  runners swimmers skaters participants
person/artist;演员 艺术家 歌手 音乐家 作家 导演 画家 设计师;actors artists singers musicians
  writers directors performers painters
person/passenger;旅客 乘客 游客 访客 观众 客流;passengers tourists travellers travelers visitors
person/victim;死者 遇难者 受害者 受害人 伤者 灾民 难民 遇难人员 失联人员 被困人员 死亡人数;victims
  dead deaths fatalities casualties injuries injured wounded refugees survivors killed
person/suspect;嫌疑人 犯罪嫌疑人 嫌犯 罪犯 被告 被告人 不法分子;suspects criminals defendants
  offenders convicts
person/reporter;记者 媒体人;journalists reporters
person/lawyer;律师 法官 检察官;lawyers judges prosecutors attorneys
person/shareholder;股东 投资者 股民;shareholders investors
person/executive;高管 企业家 董事 经理;executives entrepreneurs directors managers
visit;人次 阅读量 播放量 点击量 客流量 访问 访问量 参观 浏览量 旅客 游客 访客;visits trips
  passengers tourists visitors travellers travelers viewings views
household;户 家庭 农户 住户 贫困户;households families homes
organisation;机构 单位 组织 部门 团体 协会 学会 研究会 商会 基金会 平台 中心 集团;organisations
  organizations institutions agencies bodies entities departments associations societies platforms
  centers centres groups outfits foundations
organisation/company;企业 公司 厂商 商家 工厂 厂家 车企 药企 民企 国企 央企 房企 外企 商户 供应商
  开发商 运营商 制造商 经销商 银行 券商 上市公司 集团 市场主体 经营主体 独角兽 租户;companies
  company firms enterprises businesses corporations manufacturers factories startups start-ups
  vendors suppliers merchants smes operators retailers developers producers makers plants banks
  unicorns conglomerates giants groups exporters importers brokerages multinationals ventures
  tenants
organisation/shop;店 门店 商店 超市 餐馆 餐厅 饭店 酒店 民宿 药店 书店 网点 商户 店铺 酒吧;shops
  stores outlets restaurants hotels supermarkets pharmacies bookstores branches cafes homestays
  merchants
organisation/school;学校 高校 大学 中学 小学 幼儿园 学院 院校 校;schools universities colleges
  kindergartens academies campuses
organisation/hospital;医院 诊所 医疗机构 卫生院;hospitals clinics institutions
organisation/institute;研究所 研究院 研究中心 实验室 科研机构 研究机构 院所 智库;institutes
  laboratories labs centers centres academies institutions thinktanks
organisation/venue;博物馆 图书馆 美术馆 展馆 场馆 体育馆 体育场 书屋 影院 电影院;museums libraries
  galleries venues stadiums gyms cinemas theaters theatres halls
organisation/team;球队 队伍 代表队 团队 俱乐部 工作组 小组 战队 救援队 队;teams clubs squads
  groups crews
organisation/government;部委 政府 法院 检察院 使馆;ministries governments courts embassies
  commissions departments
organisation/party;政党 党派;parties
organisation/media;媒体 报社 电视台;newspapers media outlets broadcasters
project;项目 工程 计划 课题 专案 专项;projects project programs programmes program programme
  initiatives schemes plans developments undertakings events works
resource;资源;resources
agreement;协议 合同 协定 备忘录 合约 条约 交易 并购;agreements contracts deals memorandums
  memoranda mous pacts treaties accords transactions acquisitions mergers
order;订单 交易;orders transactions bookings
measure;措施 举措 政策 条例 法规 规定 规章 制度 办法 意见 条款 标准 法律 法案 文件 改革 任务 清单
  事项;measures policies steps regulations rules laws provisions reforms standards guidelines
  documents clauses initiatives tasks moves actions bills systems opinions matters
result;成果 成就 突破 创新 案例 纪录 经验;achievements results breakthroughs innovations outcomes
  records findings accomplishments successes cases
product;产品 商品 货物 新品 型号 品种 车型 机型 展品 物资;products goods models varieties
  commodities exhibits supplies
brand;品牌;brands
patent;专利 发明;patents inventions
technology;技术 工艺 科技;technologies techniques
problem;问题 隐患 困难 投诉 线索 难题 题 漏洞 短板 挑战;problems issues hazards complaints
  questions difficulties clues challenges queries risks flaws vulnerabilities
case;案件 案例 病例 事件 事故 案 起 纠纷 诈骗案 确诊病例;cases incidents accidents lawsuits
  disputes crimes
case/earthquake;地震 余震;earthquakes quakes aftershocks tremors
storm;台风 飓风 风暴;typhoons hurricanes storms
event;活动 事件 小项;events activities sessions campaigns
event/match;比赛 赛事 比赛日 球赛 场比赛 项赛事;matches games contests races fixtures bouts
  competitions tournaments
event/meeting;会议 论坛 峰会 座谈会 研讨会 会谈 发布会 推介会 大会 会;meetings conferences forums
  summits seminars symposiums talks briefings congresses assemblies sessions
event/show;演出 音乐会 展览 展会 演唱会 博览会 讲座 文艺演出 节目 展;performances concerts shows
  exhibitions expos fairs lectures festivals productions programmes programs displays
event/training;培训 培训班 课程 讲座 课;trainings courses classes lectures lessons workshops
place;地区 区域 地方 地点 地 处 景点 站点 点位 分会场;regions areas places locations sites spots
  venues points
place/zone;园区 片区 自贸区 自贸试验区 试验区 开发区 新区 示范区 保护区 基地 景区 公园;zones parks
  districts areas bases reserves attractions gardens
place/city;城市 市 地级市 都市 城区;cities city municipalities metropolises
place/country;国家 国 经济体;countries nations states economies
place/province;省 省份 省区市 自治区 州;provinces states regions municipalities
place/county;县 县区 区县 区 县市;counties districts cities
place/town;乡镇 镇 乡 街道;towns townships subdistricts villages
place/village;村 村庄 村子 行政村 自然村 村落 社区 小区;villages communities hamlets
  neighbourhoods neighborhoods compounds
place/port;港口 港 口岸 码头 泊位;ports harbours harbors terminals wharves berths docks crossings
station;站 车站 地铁站 火车站 电站 充电站 加油站 加氢站 站点 基站 变电站 充电桩;stations chargers
  piles
airport;机场;airports
facility;设施 配套设施;facilities amenities
building;楼 大楼 建筑 房屋 住宅 房子 楼宇 厂房 公寓 房 别墅 宿舍 房源 住房;buildings houses homes
  apartments flats towers villas units workshops residences dwellings properties
room;房间 教室 客房;rooms classrooms
road;道路 公路 高速公路 街道 路 路段;roads highways streets expressways sections
bridge;桥 桥梁 大桥;bridges
line;线路 航线 地铁线路 线 路线 铁路;lines routes railways
vehicle;车 车辆 汽车 机动车 新能源汽车 新能源车 电动汽车;vehicles evs automobiles autos
vehicle/car;车型 轿车 小汽车 私家车 汽车 乘用车 新能源汽车 电动汽车 新车 赛车;cars sedans models
vehicle/bus;公交车 客车 大巴 巴士 公交;buses coaches
vehicle/truck;货车 卡车 重卡;trucks lorries
vehicle/train;列车 火车 动车 动车组 班列 车次;trains
vehicle/taxi;出租车 网约车;taxis cabs
vehicle/bike;自行车 单车 共享单车 电动车 电动自行车 摩托车;bicycles bikes motorcycles scooters
  e-bikes
ship;船 船舶 轮船 货轮 油轮 渔船 船只 舰艇 军舰 邮轮 舰船;ships vessels boats tankers ferries
  warships cruisers submarines
aircraft;飞机 客机 直升机 无人机 战机 战斗机 军机;aircraft planes jets helicopters drones
  airplanes aeroplanes airliners fighters warplanes
flight;航班 班次 航线;flights
animal;动物 羊 牛 猪 狗 猫 鸟 鱼 鸡 马 熊猫 大熊猫 鸟类 候鸟;animals sheep cattle pigs dogs cats
  birds fish chickens horses pandas cows goats
species;物种 种类 鸟类 植物 动物 种;species
plant;植物 树 树木 苗木 花卉;plants trees saplings flowers
medal;奖牌 金牌 银牌 铜牌 枚;medals golds silvers bronzes
award;奖 奖项 大奖;awards prizes honours honors
title;冠军 头衔;titles championships crowns trophies
goal;球 进球 入球;goals
match point;分 得分;points
rebound;篮板 篮板球;rebounds boards
assist;助攻;assists
book;书 图书 著作 书籍 丛书 册;books volumes titles copies
paper;论文 文章 报告 稿件;papers articles essays reports studies publications
film;电影 影片 电视剧 剧集 剧目 纪录片 片 集;films movies series episodes dramas documentaries
  plays titles
song;歌曲 曲目 歌 专辑;songs tracks tunes albums
artwork;作品 照片 图片 画作 画 文物 藏品 展品;works photos paintings artworks pictures images
  artifacts relics pieces exhibits entries
post;微博 帖子 视频 评论 留言;posts videos comments tweets messages clips
message;信息 短信 消息 数据;messages notices records
job;岗位 职位 就业岗位 工作岗位;jobs posts positions vacancies openings
bed;床位 病床 张床位;beds
seat;座位 席位 席 座席;seats
device;设备 装置 仪器 器材 机组 机器;devices machines instruments appliances sets units
device/robot;机器人 机器狗;robots
device/phone;手机 智能手机 部手机;phones smartphones handsets
device/computer;电脑 服务器 计算机;computers servers laptops
device/camera;摄像头 监控 相机;cameras
share;股 股份 股票 个股;shares stocks
fund;基金 产品;funds products
account;账户 账号;accounts
loan;贷款;loans
field;领域 行业 产业 板块 产业链;fields sectors industries areas chains clusters
subject;专业 学科 科目;subjects majors disciplines specialities
satellite;卫星 星;satellites
rocket;火箭;rockets
missile;导弹;missiles rockets
launch;发射 发射任务;launches missions
planet;行星 星球;planets
ticket;票 门票 车票;tickets
vote;票 选票;votes ballots
drug;药品 药物 新药;drugs medicines medications
dose;剂次 剂 疫苗 针;doses vaccines shots jabs
sample;样本 样品 标本;samples specimens
gene;基因;genes
cell;细胞;cells
stage;阶段 步骤;stages phases steps
language;语言 语种;languages dialects
strike;袭击 空袭 攻击;attacks strikes raids airstrikes
mountain;山 山峰;mountains peaks
river;河流 河 水库 湖泊;rivers reservoirs lakes
island;岛 岛屿;islands islets
barrel;桶;barrels
time;次 趟 回 遍;times occasions
theme;主题 话题;themes topics subjects
"""

# The group that a classifier counts; those of _LOOSE yield to a noun beside them.
_CLASSIFIERS = {
    "人": "person", "名": "person", "位": "person", "家": "organisation", "户": "household",
    "辆": "vehicle", "艘": "ship", "国": "place/country", "省": "place/province",
    "人次": "visit", "架": "aircraft", "所": "organisation", "户次": "household",
    "架次": "aircraft", "艘次": "ship",
    "辆次": "vehicle",
}  # fmt: skip
_LOOSE = {"次": "time", "趟": "time", "回": "time"}
# 40架次 may also be "40 flights".
_ALSO = {"架次": "flight", "班次": "flight", "车次": "vehicle/train", "所": "building"}

ZH: dict[str, frozenset[str]] = {}
EN: dict[str, frozenset[str]] = {}


def _load() -> None:
    for line in _TABLE.strip().replace("\n ", "").splitlines():
        group, chinese, english = line.split(";")
        for table, words in ((ZH, chinese), (EN, english)):
            for word in words.split():
                table[word] = table.get(word, frozenset()) | {group}


_load()

SINGULAR = frozenset({"company", "person", "man", "woman", "project", "program", "programme"})
"""Singular nouns of the table, as in "a 20-person team" and "project companies"."""

GENERAL = frozenset(
    (
        "items things pieces units sets parts ones others kinds types sorts batches copies lots "
        "pairs series aspects entries elements words components categories percent total "
        "levels times dozens hundreds thousands millions billions minutes days years months"
    ).split()
)
"""English nouns that can stand for anything counted."""


def classified(unit: str) -> tuple[frozenset[str], bool]:
    """Return the groups that a classifier counts, and whether it yields to a noun beside it.

    >>> classified("家")
    (frozenset({'organisation'}), False)
    """
    if unit in _LOOSE:
        return frozenset({_LOOSE[unit]}), True
    found = {group for table in (_CLASSIFIERS, _ALSO) if (group := table.get(unit))}
    return frozenset(found), False
