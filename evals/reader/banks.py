"""What fills the slots of patterns.py: names in Chinese with their English, indicators, reasons."""
# ruff: noqa: E501 - a row of a table is one line

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    Maker = Callable[[random.Random], "Row"]

Row = tuple[str, ...]  # in Chinese, in English, and what else its kind has


def _pairs(text: str) -> list[Row]:
    """Items as 中文=English; _ is a space of the English."""
    return [tuple(part.replace("_", " ") for part in item.split("=")) for item in text.split()]


def _rows(text: str) -> list[Row]:
    return [tuple(line.split("|")) for line in text.strip().splitlines()]


CITIES = _pairs("""
北京市=Beijing 上海市=Shanghai 天津市=Tianjin 重庆市=Chongqing 广州市=Guangzhou 深圳市=Shenzhen 杭州市=Hangzhou 南京市=Nanjing
苏州市=Suzhou 宁波市=Ningbo 温州市=Wenzhou 台州市=Taizhou 嘉兴市=Jiaxing 绍兴市=Shaoxing 金华市=Jinhua 丽水市=Lishui 无锡市=Wuxi
常州市=Changzhou 南通市=Nantong 扬州市=Yangzhou 徐州市=Xuzhou 合肥市=Hefei 芜湖市=Wuhu 安庆市=Anqing 福州市=Fuzhou 厦门市=Xiamen
泉州市=Quanzhou 漳州市=Zhangzhou 南昌市=Nanchang 九江市=Jiujiang 赣州市=Ganzhou 济南市=Jinan 青岛市=Qingdao 烟台市=Yantai 潍坊市=Weifang
临沂市=Linyi 郑州市=Zhengzhou 洛阳市=Luoyang 开封市=Kaifeng 南阳市=Nanyang 武汉市=Wuhan 宜昌市=Yichang 襄阳市=Xiangyang 长沙市=Changsha
株洲市=Zhuzhou 岳阳市=Yueyang 佛山市=Foshan 东莞市=Dongguan 珠海市=Zhuhai 湛江市=Zhanjiang 南宁市=Nanning 桂林市=Guilin 柳州市=Liuzhou
海口市=Haikou 三亚市=Sanya 成都市=Chengdu 绵阳市=Mianyang 泸州市=Luzhou 贵阳市=Guiyang 遵义市=Zunyi 昆明市=Kunming 大理市=Dali
西安市=Xi'an 宝鸡市=Baoji 延安市=Yan'an 兰州市=Lanzhou 天水市=Tianshui 西宁市=Xining 银川市=Yinchuan 太原市=Taiyuan 大同市=Datong
石家庄市=Shijiazhuang 唐山市=Tangshan 保定市=Baoding 沈阳市=Shenyang 大连市=Dalian 鞍山市=Anshan 长春市=Changchun 吉林市=Jilin 哈尔滨市=Harbin
大庆市=Daqing 包头市=Baotou 乌鲁木齐市=Urumqi 拉萨市=Lhasa 义乌市=Yiwu 昆山市=Kunshan 诸暨市=Zhuji 晋江市=Jinjiang
德化县=Dehua 安溪县=Anxi 苍南县=Cangnan 长兴县=Changxing 凤凰县=Fenghuang 婺源县=Wuyuan 蓝田县=Lantian 正定县=Zhengding 曹县=Caoxian
盘州市=Panzhou 贞丰县=Zhenfeng 榕江县=Rongjiang 岚皋县=Langao 武夷山市=Wuyishan 西湖区=Xihu 滨江区=Binjiang 浦东新区=Pudong 海淀区=Haidian
朝阳区=Chaoyang 天河区=Tianhe 南山区=Nanshan 渝北区=Yubei 江宁区=Jiangning 雁塔区=Yanta 洪山区=Hongshan 岳麓区=Yuelu 锦江区=Jinjiang
""")
STEMS = _pairs("""
临江=Linjiang 云溪=Yunxi 青河=Qinghe 龙泉=Longquan 石桥=Shiqiao 安平=Anping 东湖=Donghu 清源=Qingyuan 永丰=Yongfeng 白水=Baishui 长岭=Changling
平山=Pingshan 金沙=Jinsha 南浦=Nanpu 北川=Beichuan 新河=Xinhe 江源=Jiangyuan 沙洲=Shazhou 海门=Haimen 洛川=Luochuan 望城=Wangcheng 双河=Shuanghe
嘉陵=Jialing 凤山=Fengshan 泰和=Taihe 吉水=Jishui 松江=Songjiang 武宁=Wuning 宁远=Ningyuan 华亭=Huating 桃源=Taoyuan 梅岭=Meiling 古田=Gutian
""")
PROVINCES = _pairs("""
浙江省=Zhejiang 江苏省=Jiangsu 广东省=Guangdong 福建省=Fujian 山东省=Shandong 河南省=Henan 河北省=Hebei 湖北省=Hubei 湖南省=Hunan 安徽省=Anhui
江西省=Jiangxi 四川省=Sichuan 贵州省=Guizhou 云南省=Yunnan 陕西省=Shaanxi 甘肃省=Gansu 青海省=Qinghai 山西省=Shanxi 辽宁省=Liaoning 吉林省=Jilin
黑龙江省=Heilongjiang 海南省=Hainan 新疆=Xinjiang 西藏=Tibet 内蒙古=Inner_Mongolia 宁夏=Ningxia 广西=Guangxi
""")
COUNTRIES = _pairs("""
美国=the_United_States=American 英国=Britain=British 法国=France=French 德国=Germany=German 日本=Japan=Japanese 韩国=South_Korea=South_Korean
泰国=Thailand=Thai 匈牙利=Hungary=Hungarian 波兰=Poland=Polish 荷兰=the_Netherlands=Dutch 瑞典=Sweden=Swedish 挪威=Norway=Norwegian 芬兰=Finland=Finnish
丹麦=Denmark=Danish 瑞士=Switzerland=Swiss 希腊=Greece=Greek 西班牙=Spain=Spanish 葡萄牙=Portugal=Portuguese 意大利=Italy=Italian 俄罗斯=Russia=Russian
土耳其=Turkey=Turkish 埃及=Egypt=Egyptian 肯尼亚=Kenya=Kenyan 尼日利亚=Nigeria=Nigerian 南非=South_Africa=South_African 巴西=Brazil=Brazilian
阿根廷=Argentina=Argentine 智利=Chile=Chilean 秘鲁=Peru=Peruvian 墨西哥=Mexico=Mexican 加拿大=Canada=Canadian 澳大利亚=Australia=Australian
新西兰=New_Zealand=New_Zealand 印度=India=Indian 巴基斯坦=Pakistan=Pakistani 越南=Vietnam=Vietnamese 老挝=Laos=Lao 柬埔寨=Cambodia=Cambodian
马来西亚=Malaysia=Malaysian 印度尼西亚=Indonesia=Indonesian 菲律宾=the_Philippines=Philippine 蒙古国=Mongolia=Mongolian 哈萨克斯坦=Kazakhstan=Kazakh
沙特=Saudi_Arabia=Saudi 塞尔维亚=Serbia=Serbian 捷克=the_Czech_Republic=Czech 奥地利=Austria=Austrian 比利时=Belgium=Belgian 乌克兰=Ukraine=Ukrainian
""")
SURNAMES = _pairs("""
王=Wang 李=Li 张=Zhang 刘=Liu 陈=Chen 杨=Yang 赵=Zhao 黄=Huang 周=Zhou 吴=Wu 徐=Xu 孙=Sun 胡=Hu 朱=Zhu 高=Gao 林=Lin 何=He 郭=Guo 马=Ma 罗=Luo
梁=Liang 宋=Song 郑=Zheng 谢=Xie 韩=Han 唐=Tang 冯=Feng 董=Dong 程=Cheng 曹=Cao 袁=Yuan 邓=Deng 许=Xu 沈=Shen 曾=Zeng 彭=Peng 吕=Lü 蒋=Jiang 蔡=Cai 欧阳=Ouyang
""")
GIVEN = _pairs("""
建=jian 国=guo 明=ming 华=hua 伟=wei 志=zhi 强=qiang 文=wen 军=jun 平=ping 晓=xiao 东=dong 海=hai 春=chun 丽=li 芳=fang 敏=min 静=jing 雪=xue 梅=mei
永=yong 成=cheng 德=de 林=lin 玉=yu 兰=lan 思=si 雨=yu 佳=jia 欣=xin 浩=hao 宇=yu 泽=ze 辉=hui 鹏=peng 飞=fei 振=zhen 庆=qing 红=hong 燕=yan
""")
FOREIGNERS = _pairs("""
史密斯=Smith 约翰逊=Johnson 米勒=Miller 安德森=Anderson 马丁内斯=Martinez 费尔南德斯=Fernandes 穆勒=Müller 科瓦奇=Kovács 诺瓦克=Novak 伊万诺娃=Ivanova
佐藤健一=Kenichi_Sato 金敏俊=Kim_Min-jun 杜邦=Dupont 汉森=Hansen 罗西=Rossi 席尔瓦=Silva 卡马拉=Camara 阿里=Ali 格林=Green 库马尔=Kumar
""")
BRAND = _pairs("""
宏=Hong 达=da 海=Hai 川=chuan 华=Hua 瑞=rui 天=Tian 盛=sheng 中=Zhong 科=ke 新=Xin 远=yuan 恒=Heng 通=tong 金=Jin 龙=long 东=Dong 方=fang 联=Lian 创=chuang
嘉=Jia 泰=tai 安=An 康=kang 德=De 信=xin 鼎=Ding 星=xing 云=Yun 光=guang
""")
KINDS = _pairs("""
科技=Technology 集团=Group 药业=Pharmaceutical 汽车=Auto 证券=Securities 航空=Airlines 银行=Bank 保险=Insurance 电力=Power 能源=Energy 传媒=Media 建设=Construction
食品=Foods 地产=Real_Estate 重工=Heavy_Industries 半导体=Semiconductor 生物=Biotech 物流=Logistics 软件=Software 钢铁=Steel 矿业=Mining 影业=Pictures 乳业=Dairy 船舶=Shipbuilding
""")
FIRMS = _pairs("""
华为=Huawei 小米=Xiaomi 比亚迪=BYD 腾讯=Tencent 阿里巴巴=Alibaba 百度=Baidu 京东=JD.com 联想=Lenovo 海尔=Haier 吉利=Geely 特斯拉=Tesla 丰田=Toyota 大众汽车=Volkswagen 宝马=BMW
三星电子=Samsung_Electronics 苹果公司=Apple 英特尔=Intel 空中客车=Airbus 波音=Boeing 西门子=Siemens 雀巢=Nestlé 辉瑞=Pfizer 中国石化=Sinopec 中国移动=China_Mobile 国家电网=State_Grid
""")
SCHOOLS = _pairs(
    "大学=University 理工大学=University_of_Technology 师范大学=Normal_University 医科大学=Medical_University 农业大学=Agricultural_University 职业技术学院=Vocational_College 财经大学=University_of_Finance_and_Economics"
)
CLINICS = _pairs(
    "人民医院=People's_Hospital 中心医院=Central_Hospital 第一医院=First_Hospital 儿童医院=Children's_Hospital 中医院=Hospital_of_Traditional_Chinese_Medicine 妇幼保健院=Maternity_Hospital"
)
DESKS = _pairs("""
统计局=Bureau_of_Statistics 教育局=Education_Bureau 交通运输局=Transport_Bureau 商务局=Commerce_Bureau 水利局=Water_Resources_Bureau 文旅局=Culture_and_Tourism_Bureau 体育局=Sports_Bureau
公安局=Public_Security_Bureau 农业农村局=Agriculture_Bureau 生态环境局=Ecology_and_Environment_Bureau 税务局=Tax_Bureau 人社局=Human_Resources_Bureau 科技局=Science_and_Technology_Bureau 海关=Customs 气象局=Meteorological_Bureau
""")
BEASTS = _pairs(
    "海豚队=Dolphins 雄狮队=Lions 猎鹰队=Falcons 飞虎队=Tigers 巨鲸队=Whales 骏马队=Stallions 雪豹队=Snow_Leopards 红日队=Suns 山鹰队=Eagles 火箭队=Rockets 闪电队=Lightning 灰狼队=Wolves"
)
WORKS = _pairs("""
大桥=Bridge 隧道=Tunnel 水电站=Hydropower_Station 体育馆=Gymnasium 图书馆=Library 博物馆=Museum 污水处理厂=Sewage_Plant 产业园=Industrial_Park 机场=Airport 水库=Reservoir 风电场=Wind_Farm 大剧院=Grand_Theatre 客运站=Bus_Station 湿地公园=Wetland_Park 科技馆=Science_Museum 高速公路=Expressway
""")
ROADS = _pairs(
    "大桥=Bridge 隧道=Tunnel 高速公路=Expressway 立交桥=Flyover 跨海大桥=Sea_Bridge 快速路=Express_Road 步行桥=Footbridge"
)
HALLS = _pairs(
    "体育馆=Gymnasium 图书馆=Library 博物馆=Museum 大剧院=Grand_Theatre 科技馆=Science_Museum 美术馆=Art_Museum 文化馆=Culture_Hall 会展中心=Exhibition_Centre 体育中心=Sports_Centre 音乐厅=Concert_Hall"
)
CARMAKERS = _pairs(
    "比亚迪=BYD 吉利=Geely 特斯拉=Tesla 丰田=Toyota 大众汽车=Volkswagen 宝马=BMW 长城汽车=Great_Wall_Motor 奇瑞=Chery 长安汽车=Changan 蔚来=NIO 理想汽车=Li_Auto 本田=Honda 福特=Ford 现代汽车=Hyundai"
)
TRAINS = _pairs(
    "铁路=Railway 高铁=High-speed_Railway 城际铁路=Intercity_Railway 地铁=Metro 轻轨=Light_Rail"
)
FAIRS = _pairs(
    "茶业博览会=Tea_Expo 马拉松=Marathon 国际电影节=International_Film_Festival 人才招聘会=Job_Fair 农产品展销会=Farm_Produce_Fair 机器人大会=Robot_Conference 啤酒节=Beer_Festival 龙舟赛=Dragon_Boat_Race 书展=Book_Fair 车展=Auto_Show 科技创新论坛=Science_and_Innovation_Forum 跨境电商交易会=Cross-border_E-commerce_Fair 少儿书画大赛=Children's_Painting_Contest 油菜花节=Rapeseed_Flower_Festival 数学竞赛=Mathematics_Competition 音乐节=Music_Festival"
)
PRODUCTS = _pairs("""
机器人=robot 无人机=drone 新能源客车=new-energy_bus 数控机床=machine_tool 手术系统=surgical_system 操作系统=operating_system 大模型=large_model 疫苗=vaccine 卫星=satellite 芯片=chip 手机=phone 盾构机=tunnel_boring_machine 水下航行器=underwater_vehicle 无人船=unmanned_boat 智能手表=smartwatch 货运飞船=cargo_spacecraft
""")
MACHINES = _pairs(
    "机器人=robot 无人机=drone 巡检机器人=inspection_robot 外骨骼机器人=exoskeleton 机器狗=robot_dog 水下航行器=underwater_vehicle 无人船=unmanned_boat 配送车=delivery_cart 消防机器人=firefighting_robot 采摘机器人=picking_robot"
)
MODELS = _pairs(
    "天工=Tiangong 启明=Qiming 飞鸿=Feihong 灵犀=Lingxi 青鸾=Qingluan 逐浪=Zhulang 星河=Xinghe 鲲鹏=Kunpeng 赤兔=Chitu 揽月=Lanyue 玄武=Xuanwu 白泽=Baize 追光=Zhuiguang 破晓=Poxiao 鸿雁=Hongyan 神农=Shennong"
)
FILMS = _pairs(
    "《长河》=Long_River 《归途》=The_Way_Home 《雪山之下》=Under_the_Snow_Mountain 《第七个夏天》=The_Seventh_Summer 《老街》=Old_Street 《逆风》=Against_the_Wind 《南方来信》=Letters_from_the_South 《渡口》=The_Ferry 《追光的人》=Chasing_the_Light 《无声的海》=The_Silent_Sea 《麦田》=Wheat_Field 《群星》=Stars"
)
CROPS = _pairs(
    "水稻=rice 小麦=wheat 玉米=maize 大豆=soybeans 油菜=rapeseed 茶叶=tea 苹果=apples 柑橘=citrus 马铃薯=potatoes 棉花=cotton 花生=peanuts 甘蔗=sugarcane 葡萄=grapes 香菇=mushrooms 生猪=pigs 水产品=aquatic_products"
)
INDUSTRIES = _pairs(
    "第一产业=the_primary_industry 第二产业=the_secondary_industry 第三产业=the_tertiary_industry 制造业=manufacturing 建筑业=construction 房地产业=real_estate 金融业=finance 批发零售业=wholesale_and_retail 采矿业=mining 住宿餐饮业=hotels_and_catering 交通运输业=transport 信息服务业=information_services"
)
GOODS = _pairs(
    "汽车=cars 手机=phones 家电=home_appliances 服装=clothing 钢材=steel 化肥=fertiliser 水泥=cement 食用油=cooking_oil 天然气=natural_gas 煤炭=coal 蔬菜=vegetables 猪肉=pork 口罩=masks 玩具=toys 家具=furniture 医疗器械=medical_devices 电池=batteries 光伏组件=solar_modules"
)
SPORTS = _pairs(
    "游泳=swimming 田径=athletics 体操=gymnastics 跳水=diving 举重=weightlifting 射击=shooting 乒乓球=table_tennis 羽毛球=badminton 柔道=judo 击剑=fencing 赛艇=rowing 攀岩=climbing 滑冰=skating 拳击=boxing"
)
DISEASES = _pairs(
    "登革热=dengue 流感=influenza 霍乱=cholera 麻疹=measles 疟疾=malaria 埃博拉=Ebola 禽流感=bird_flu 手足口病=hand-foot-and-mouth_disease 结核病=tuberculosis 寨卡病毒病=Zika"
)
DISASTERS = _pairs(
    "地震=the_earthquake 洪水=the_flood 台风=the_typhoon 泥石流=the_mudslide 火灾=the_fire 矿难=the_mine_accident 爆炸事故=the_explosion 沉船事故=the_shipwreck 空难=the_plane_crash 暴风雪=the_blizzard 龙卷风=the_tornado"
)
OFFICES = _pairs(
    "市长=mayor 副市长=deputy_mayor 市委书记=Party_secretary 秘书长=secretary-general 纪委书记=head_of_the_discipline_commission 组织部长=head_of_the_organisation_department 政协主席=CPPCC_chairperson 公安局局长=police_chief 教育局局长=head_of_the_education_bureau 财政局局长=head_of_the_finance_bureau"
)
POSTS = _pairs(
    "董事长=chairman 总经理=general_manager 副总裁=vice_president 财务总监=chief_financial_officer 首席技术官=chief_technology_officer 监事会主席=chair_of_the_supervisory_board 首席执行官=CEO 董事会秘书=board_secretary 法务总监=general_counsel 人力资源总监=head_of_human_resources 首席科学家=chief_scientist 市场总监=marketing_director"
)
CHAIRS = _pairs(
    "校长=president 副校长=vice_president 党委书记=Party_secretary 教务处处长=head_of_academic_affairs 图书馆馆长=library_director 研究生院院长=dean_of_the_graduate_school 总会计师=chief_accountant 计算机学院院长=dean_of_the_computer_school 校友会会长=head_of_the_alumni_association 团委书记=Youth_League_secretary"
)
STAFF = _pairs(
    "主教练=head_coach 助理教练=assistant_coach 队长=captain 领队=team_leader 门将=goalkeeper 守门员教练=goalkeeping_coach 队医=team_doctor 体能教练=fitness_coach 前锋=forward"
)
PRIZES = _pairs(
    "一等奖=first_prize 二等奖=second_prize 三等奖=third_prize 优秀奖=excellence_award 特等奖=grand_prize 最佳组织奖=best_organiser_award 人气奖=popularity_award 新人奖=newcomer_award 创意奖=creativity_award 评委会奖=jury_award 公益奖=public_good_award"
)
LAWS = _pairs(
    "物业管理条例=property_management_regulation 电动自行车管理办法=e-bike_rules 生活垃圾分类条例=waste_sorting_regulation 养老服务条例=elderly_care_regulation 文明行为促进条例=civility_regulation 数据管理办法=data_rules 禁放烟花爆竹规定=fireworks_ban 停车场管理办法=parking_rules 科技创新条例=innovation_regulation 河道采砂规定=river_sand_rules"
)
PEOPLE = _pairs(
    "学生=students 教师=teachers 医生=doctors 护士=nurses 农民工=migrant_workers 志愿者=volunteers 老年人=elderly_people 残疾人=disabled_people 退役军人=veterans 高校毕业生=graduates 留学生=international_students 运动员=athletes 工程师=engineers 村医=village_doctors 儿童=children 党员=Party_members"
)
SITES = _pairs(
    "小学=primary_schools 初中=junior_middle_schools 高中=senior_high_schools 幼儿园=kindergartens 中职学校=vocational_schools 特殊教育学校=special_education_schools 国际学校=international_schools 技工学校=technical_schools 老年大学=universities_for_the_elderly 少年宫=children's_palaces 驾校=driving_schools"
)
PARTS = _pairs(
    "综合医院=general_hospitals 专科医院=specialist_hospitals 社区卫生服务中心=community_health_centres 乡镇卫生院=township_clinics 诊所=clinics 养老院=nursing_homes 村卫生室=village_clinics 体检中心=check-up_centres 血站=blood_stations 药店=pharmacies 护理院=care_hospitals"
)
FLEETS = _pairs(
    "公交车=buses 出租车=taxis 网约车=ride-hailing_cars 货车=trucks 救护车=ambulances 校车=school_buses 共享单车=shared_bikes 旅游大巴=tourist_coaches 洒水车=sprinkler_trucks 环卫车=sanitation_trucks 消防车=fire_engines"
)

# What is measured, in English, its unit, from-to, and n where it is counted.
INDICATORS = _rows("""
港口吞吐量|port throughput|万标箱|20-900|
货物吞吐量|cargo throughput|万吨|300-9000|
旅客吞吐量|passenger throughput|万人次|30-4000|
森林面积|forest area|万亩|12-900|
绿地面积|green area|公顷|200-9000|
耕地面积|arable land|万亩|15-800|
造林面积|afforested area|万亩|1.2-90.0|
出口额|export value|亿元|12.1-980.0|
进口额|import value|亿元|8.3-720.0|
进出口总额|total foreign trade|亿美元|5.2-450.0|
实际利用外资|foreign investment in use|亿美元|0.8-60.0|
粮食产量|grain output|万吨|12.5-900.0|
茶叶产量|tea output|吨|800-90000|
蔬菜产量|vegetable output|万吨|10.2-300.0|
水产品产量|aquatic output|万吨|3.1-120.0|
生猪出栏量|pig slaughter|万头|8.2-300.0|
用电量|electricity consumption|亿千瓦时|5.5-900.0|
发电量|power generation|亿千瓦时|8.5-800.0|
用水量|water consumption|亿立方米|1.1-60.0|
天然气消费量|gas consumption|亿立方米|0.9-80.0|
票房|box office|亿元|1.2-60.0|
常住人口|resident population|万人|20.5-980.0|
户籍人口|registered population|万人|18.2-900.0|
城镇人口|urban population|万人|12.4-700.0|
地区生产总值|GDP|亿元|120-9000|
工业增加值|industrial added value|亿元|60.5-3000.0|
固定资产投资|fixed-asset investment|亿元|40.2-2500.0|
房地产开发投资|real estate investment|亿元|10.2-900.0|
社会消费品零售总额|retail sales volume|亿元|60-5000|
财政收入|fiscal revenue|亿元|10.2-900.0|
税收收入|tax revenue|亿元|9.1-700.0|
教育支出|education spending|亿元|2.2-200.0|
社保支出|social security spending|亿元|2.0-180.0|
科研经费|research funding|万元|300-90000|
旅游收入|tourism revenue|亿元|3.2-900.0|
营业收入|operating revenue|亿元|2.5-900.0|
净利润|net profit|亿元|0.5-90.0|
贷款余额|loan balance|亿元|80-9000|
存款余额|deposit balance|亿元|90-9900|
保费收入|premium income|亿元|2.2-300.0|
快递业务量|express delivery volume|亿件|0.6-90.0|
网络零售额|online retail turnover|亿元|5.5-900.0|
新房成交量|volume of new home sales|套|200-9000|
二手房成交面积|second-hand home sales area|万平方米|3.2-300.0|
汽车产量|car output|万辆|1.2-300.0|
钢材产量|steel output|万吨|15.5-2000.0|
水泥产量|cement output|万吨|20.5-2500.0|
原煤产量|coal output|万吨|100-9000|
人均可支配收入|per capita disposable income|元|12000-78000|
平均工资|average wage|元|4200-16800|
最低工资标准|minimum wage|元|1500-2690|
城镇新增就业|new urban employment|万人|0.8-60.0|
培训人数|number of people trained|人次|300-90000|
献血量|blood donation volume|毫升|20000-900000|
降雨量|rainfall|毫米|12-680|
垃圾处理量|volume of waste treated|吨|200-9000|
铁路里程|railway mileage|公里|60-4200|
公路里程|road mileage|公里|300-98000|
地铁运营里程|metro mileage|公里|20-800|
光缆长度|optical cable length|公里|500-90000|
学校|schools|所|20-1900|n
幼儿园|kindergartens|所|20-1500|n
医院|hospitals|家|12-500|n
床位|hospital beds|张|200-60000|n
在校学生|enrolled students|人|2000-900000|n
教师|teachers|名|200-60000|n
发明专利|invention patents|件|30-20000|n
专利授权|granted patents|件|100-50000|n
高新技术企业|high-tech enterprises|家|20-9000|n
规上工业企业|major industrial firms|家|50-9000|n
科技型中小企业|small tech firms|家|40-9000|n
外资企业|foreign-funded firms|家|12-4000|n
上市公司|listed companies|家|3-320|n
新登记市场主体|newly registered businesses|万户|0.6-60.0|n
个体工商户|self-employed businesses|万户|1.2-200.0|n
合作社|cooperatives|个|30-5000|n
家庭农场|family farms|家|50-8000|n
游客|tourists|万人次|10.5-3000.0|n
入境游客|inbound tourists|万人次|0.5-200.0|n
境外旅客|overseas passengers|人次|3000-900000|n
航班|flights|架次|200-90000|n
国际航线|international air routes|条|3-160|n
中欧班列|China-Europe freight trains|列|30-3000|n
公交线路|bus routes|条|12-1200|n
新能源汽车|new-energy vehicles|辆|500-600000|n
充电桩|charging piles|个|200-98000|n
5G基站|5G base stations|座|100-60000|n
停车位|parking spaces|个|300-90000|n
公园|parks|个|12-900|n
博物馆|museums|座|3-220|n
图书馆|libraries|座|3-180|n
书店|bookshops|家|20-900|n
影院|cinemas|家|8-600|n
电影|films|部|12-800|n
酒店|hotels|家|20-3000|n
民宿|guesthouses|家|30-5000|n
景区|scenic areas|个|5-400|n
文物保护单位|protected heritage sites|处|12-3000|n
古树|ancient trees|株|50-20000|n
自然保护区|nature reserves|个|3-180|n
水库|reservoirs|座|8-2000|n
行政村|administrative villages|个|50-9000|n
社区|communities|个|20-3000|n
养老机构|care homes|家|12-1500|n
志愿者|volunteers|名|300-900000|n
律师|lawyers|名|60-30000|n
刑事案件|criminal cases|起|60-9000|n
电信诈骗案件|telecom fraud cases|起|30-6000|n
交通事故|traffic accidents|起|20-5000|n
火灾|fires|起|12-3000|n
投诉|complaints|件|100-50000|n
立案案件|court cases|件|60-20000|n
确诊病例|confirmed cases|例|8-9000|n
奖牌|medals|枚|5-300|n
项目|projects|个|12-900|n
保障性住房|affordable homes|套|300-90000|n
棚改房|renovated shanty homes|套|300-60000|n
农民合作项目|farm cooperation projects|个|5-300|n
低保对象|subsistence allowance recipients|人|500-98000|n
大熊猫|giant pandas|只|5-300|n
候鸟|migratory birds|只|300-200000|n
""")

# What happened, asked in English, and its reasons.
EFFECTS = _rows("""
机场大批航班延误|were many flights delayed at the airport|受强雷雨天气影响;由于能见度过低;因雷达系统出现故障;受台风外围环流影响
高速公路全线封闭|was the whole expressway closed|因大雾弥漫;由于路面结冰;受前夜暴雪影响;因山体滑坡掩埋路面
猪肉价格连续上涨|did pork prices keep rising|由于生猪存栏量下降;因饲料成本大幅上升;受节日消费拉动;由于外调猪源减少
工厂被迫停产|was the factory forced to halt production|因环保不达标;由于原材料供应中断;受限电措施影响;因发生有毒气体泄漏
演唱会临时取消|was the concert cancelled at short notice|因主唱突发疾病;由于舞台存在安全隐患;因主办方未取得许可
股价大幅下跌|did the share price fall sharply|因业绩不及预期;由于大股东宣布减持;受监管部门立案调查影响
列车晚点三个多小时|was the train more than three hours late|因接触网挂异物;由于沿线发生水害;因前方车站信号设备故障
学校全面停课|were all the schools closed|受台风登陆影响;因流感在校园内传播;由于持续高温
湖水大面积变绿|did the lake turn green|由于蓝藻大量繁殖;因上游企业偷排污水;由于水体富营养化
桥梁突然垮塌|did the bridge collapse suddenly|因货车严重超载;由于桥墩遭洪水冲刷;因施工质量不合格
大量候鸟死亡|did many migratory birds die|因误食农药拌种的谷物;由于感染禽流感病毒;因气温骤降缺少食物
工程延期交付|was the project delivered late|因征地拆迁进展缓慢;由于资金不到位;因地下发现古墓群
小区停水两天|was the estate without water for two days|因供水主管道爆裂;由于水厂设备检修;因地铁施工挖断水管
出口订单减少|did export orders shrink|受国际市场需求疲软影响;由于汇率波动;因主要进口国提高关税
比赛推迟举行|was the match postponed|因场地积水;由于空气质量不达标;因对方球队多人受伤
驾驶证被吊销|was his driving licence revoked|因醉酒驾驶;由于肇事后逃逸;因一年内累计扣满三十六分
职工集体罢工|did the workers go on strike|因公司长期拖欠工资;由于不满裁员计划;因养老金改革方案
旅行社被处罚|was the travel agency punished|因强迫游客购物;由于虚假宣传;因未与游客签订合同
苹果价格走低|did apple prices fall|由于今年产量大增;因库存积压;受进口水果冲击
电影提前下映|was the film pulled from cinemas early|因票房惨淡;由于版权纠纷;因主演卷入丑闻
老人当选年度人物|was the old man chosen as person of the year|因三十年如一日义务植树;因捐出全部积蓄助学;由于舍身救起落水儿童
公司申请破产|did the company file for bankruptcy|因资金链断裂;由于连年亏损;因无力偿还到期债务
游客数量锐减|did tourist numbers drop sharply|受恐怖袭击事件影响;由于签证政策收紧;因景区缆车停运
航天发射推迟|was the space launch delayed|因燃料管线出现泄漏;由于高空风速过大;因火箭控制软件需要复查
""")

LEADS = """据统计，
据介绍，
据悉，
日前，
记者日前获悉，
记者从有关部门获悉，
官方数据显示，
最新统计显示，
统计公报显示，
据有关部门发布的消息，
据新华社报道，
据当地媒体报道，
从今天举行的新闻发布会上获悉，
会议透露，
记者采访了解到，""".splitlines()

FILLERS = """相关负责人表示，下一步将继续加大工作力度。
有关部门提醒市民注意安全。
业内人士认为，这一趋势有望延续。
当地居民对此表示欢迎。
专家指出，仍需关注由此带来的新问题。
更多细节将在近期对外公布。
对此，网友纷纷留言点赞。
这一消息引起了社会各界的广泛关注。
活动现场气氛热烈，不少市民驻足观看。
近年来，当地坚持把改善民生放在首位。
今年以来，各地各部门认真贯彻落实中央决策部署。
记者在现场看到，工作人员正在紧张忙碌。
数据背后，是一系列政策措施的落地见效。
据了解，相关工作正在有序推进。
市民可通过官方网站查询具体情况。
这也是当地推进高质量发展的一个缩影。
不过，也有学者对此持谨慎态度。
目前，各项准备工作已基本就绪。
该报道发布后，多家媒体进行了转载。
与会代表就此展开了热烈讨论。
多年来，这里的面貌发生了很大变化。
天气转凉，街头的行人渐渐多了起来。
双方还就共同关心的问题交换了意见。
“我们会继续努力。”一位工作人员说。
“没想到变化这么大。”附近居民感慨道。
上述信息已在政府门户网站公示。
有分析认为，市场信心正在恢复。
受访者普遍表示，希望措施能够长期坚持。
为此，有关方面多次召开专题会议进行部署。
相关视频在社交平台上广泛传播。
当天，有关领导到场并讲话。
据介绍，此举在当地尚属先例。
工作组将定期通报进展情况。
值得注意的是，各地情况并不平衡。
这一做法得到了上级部门的肯定。
随着政策逐步落实，效果正在显现。
长期以来，这一问题备受各方关注。
本报将持续关注事件的后续进展。
各界人士对未来发展充满期待。
新的一年，当地将有更多大动作。""".splitlines()


TOWNS = [row for row in CITIES if row[0].endswith("市")] + STEMS


def _place(rng: random.Random) -> Row:
    if rng.random() < 0.7:
        zh, en = rng.choice(CITIES)
        return zh, en + _ending(zh[-1])
    zh, en = rng.choice(STEMS)
    kind = rng.choice("市县区镇")
    return zh + kind, en + _ending(kind)


def _ending(kind: str) -> str:
    return {"县": " County", "区": " District", "镇": " Town"}.get(kind, "")


def _stem(rng: random.Random) -> Row:
    zh, en = rng.choice(TOWNS)
    return zh.removesuffix("市"), en


def _person(rng: random.Random) -> Row:
    if rng.random() < 0.12:
        return rng.choice(FOREIGNERS)
    family, given = rng.choice(SURNAMES), rng.sample(GIVEN, rng.choice((1, 2, 2, 2)))
    zh = family[0] + "".join(item[0] for item in given)
    return zh, f"{family[1]} {''.join(item[1] for item in given).capitalize()}"


def _company(rng: random.Random) -> Row:
    if rng.random() < 0.25:
        return rng.choice(FIRMS)
    first, second = rng.choice(BRAND[::2]), rng.choice(BRAND[1::2])
    kind = rng.choice(KINDS)
    zh, en = first[0] + second[0] + kind[0], f"{first[1]}{second[1]} {kind[1]}"
    if rng.random() < 0.3:
        stem = _stem(rng)
        return stem[0] + zh, f"{stem[1]} {en}"
    return zh, en


def _of(kinds: list[Row]) -> Maker:
    """A name made of a place and a kind."""

    def make(rng: random.Random) -> Row:
        stem, kind = _stem(rng), rng.choice(kinds)
        return stem[0] + kind[0], f"{stem[1]} {kind[1]}"

    return make


def _bureau(rng: random.Random) -> Row:
    (zh, en), desk = rng.choice(TOWNS[: -len(STEMS)]), rng.choice(DESKS)
    return zh.removesuffix("市") + ("" if desk[0] == "海关" else "市") + desk[0], f"{en} {desk[1]}"


def _model(kinds: list[Row]) -> Maker:
    """A thing with the name of its model."""

    def make(rng: random.Random) -> Row:
        model, kind = rng.choice(MODELS), rng.choice(kinds)
        mark, number = rng.choice((("", ""), ("", ""), ("一号", " 1"), ("二号", " 2")))
        return f"“{model[0]}{mark}”{kind[0]}", f"the {model[1]}{number} {kind[1]}", kind[0]

    return make


def _fair(rng: random.Random) -> Row:
    (place, english), (zh, en) = _stem(rng), rng.choice(FAIRS)
    return place + zh, f"{english} {en}"


def _org(rng: random.Random) -> Row:
    return rng.choice((_company, _of(SCHOOLS), _of(CLINICS), _bureau))(rng)


def _any(rows: list[Row]) -> Maker:
    def make(rng: random.Random) -> Row:
        return rng.choice(rows)

    return make


def bank(items: str) -> Maker:
    """A maker of one of the items, written as 中文=English."""
    return _any(_pairs(items))


MAKERS: dict[str, Maker] = {
    "place": _place,
    "stem": _stem,
    "person": _person,
    "company": _company,
    "univ": _of(SCHOOLS),
    "hosp": _of(CLINICS),
    "team": _of(BEASTS),
    "work": _of(WORKS),
    "rail": _of(TRAINS),
    "bureau": _bureau,
    "org": _org,
    "product": _model(PRODUCTS),
    "machine": _model(MACHINES),
    "road": _of(ROADS),
    "hall": _of(HALLS),
    "carmaker": _any(CARMAKERS),
    "fair": _fair,
    "prov": _any(PROVINCES),
    "country": _any(COUNTRIES),
    "film": _any(FILMS),
    "crop": _any(CROPS),
    "industry": _any(INDUSTRIES),
    "good": _any(GOODS),
    "sport": _any(SPORTS),
    "disease": _any(DISEASES),
    "disaster": _any(DISASTERS),
    "office": _any(OFFICES),
    "post": _any(POSTS),
    "chair": _any(CHAIRS),
    "staff": _any(STAFF),
    "prize": _any(PRIZES),
    "law": _any(LAWS),
    "folk": _any(PEOPLE),
    "site": _any(SITES),
    "clinic": _any(PARTS),
    "fleet": _any(FLEETS),
    "ind": _any(INDICATORS),
    "effect": _any(EFFECTS),
}
