"""The words beside a numeral: units with their factors, classifiers, currencies and bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """The kind of thing a figure measures; figures of two kinds never stand for each other."""

    COUNT = "count"
    MONEY = "money"
    PERCENTAGE = "percentage"
    POINTS = "points"
    RATIO = "ratio"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    AGE = "age"
    DISTANCE = "distance"
    AREA = "area"
    MASS = "mass"
    VOLUME = "volume"
    ENERGY = "energy"
    POWER = "power"
    SPEED = "speed"
    TEMPERATURE = "temperature"
    DATA = "data"
    MEASURE = "measure"
    SCORE = "score"
    ORDINAL = "ordinal"
    NUMBER = "number"


class Bound(StrEnum):
    """The side of its value on which a figure may lie: 近2000 is nearly, 8400余 more than."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    NEARLY = "nearly"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, its factor to the base unit of its measure, and how each language writes it."""

    name: str
    kind: Kind
    base: str
    factor: Decimal
    zh: str
    en: str


# name; kind; base; factor; Chinese; English. Each language writes the first of its words.
_TABLE = """
CNY;money;CNY;1;元,元人民币,人民币,块钱;yuan,renminbi,RMB,CNY,yuan renminbi
jiao;money;CNY;0.1;角;jiao
USD;money;USD;1;美元,美金;US dollars,dollars,dollar,U.S. dollars,US dollar,U.S. dollar,USD
HKD;money;HKD;1;港元,港币;Hong Kong dollars,HKD
EUR;money;EUR;1;欧元;euros,euro,EUR
GBP;money;GBP;1;英镑;pounds sterling,British pounds,GBP
JPY;money;JPY;1;日元,日圆;yen,Japanese yen,JPY
KRW;money;KRW;1;韩元,韩圆;won,South Korean won,KRW
TWD;money;TWD;1;新台币,台币,元新台币;New Taiwan dollars,NT dollars,TWD
MOP;money;MOP;1;澳门元,澳门币;patacas,MOP
AUD;money;AUD;1;澳元,澳大利亚元;Australian dollars,AUD
CAD;money;CAD;1;加元,加拿大元;Canadian dollars,CAD
SGD;money;SGD;1;新加坡元,新元,新币;Singapore dollars,SGD
RUB;money;RUB;1;卢布;rubles,roubles,ruble,RUB
INR;money;INR;1;卢比,印度卢比;rupees,Indian rupees,rupee,INR
CHF;money;CHF;1;瑞士法郎,瑞郎;Swiss francs,CHF
THB;money;THB;1;泰铢;baht,Thai baht,THB
%;percentage;%;1;%,％;%,percent,per cent,pct
‰;percentage;%;0.1;‰;‰
pp;points;pp;1;个百分点,百分点;percentage points,percentage point,pp
bp;points;pp;0.01;个基点,基点;basis points,basis point,bps
times;ratio;times;1;倍;times,fold,x
a:b;score;a:b;1;;
s;duration;s;1;秒,秒钟;seconds,second,secs,sec
ms;duration;s;0.001;毫秒;milliseconds,millisecond,ms
min;duration;s;60;分钟;minutes,minute,mins,min
h;duration;s;3600;小时,个小时,个钟头,钟头;hours,hour,hrs,hr,h
day;duration;s;86400;天,日;days,day
week;duration;s;604800;周,星期,个星期,个礼拜;weeks,week
month;duration;month;1;个月;months,month
quarter;duration;month;3;个季度;quarters,quarter
year;duration;month;12;年;years,year,yrs
decade;duration;month;120;个十年;decades,decade
century;duration;month;1200;个世纪;centuries,century
岁;age;岁;1;岁,周岁;years old,year old,years of age
nm;distance;nm;1;纳米;nanometers,nanometer,nanometres,nanometre,nm
μm;distance;nm;1000;微米;micrometers,micrometres,microns,micron,μm,um
mm;distance;nm;1000000;毫米;millimeters,millimeter,millimetres,millimetre,mm
cm;distance;nm;10000000;厘米,公分;centimeters,centimeter,centimetres,centimetre,cm
m;distance;nm;1000000000;米;meters,meter,metres,metre,m
km;distance;nm;1000000000000;公里,千米;kilometers,kilometer,kilometres,kilometre,km,kms,KM
里;distance;nm;500000000000;里,华里;li
mile;distance;nm;1609344000000;英里;miles,mile
nmi;distance;nm;1852000000000;海里;nautical miles,nautical mile
ft;distance;nm;304800000;英尺;feet,foot,ft
in;distance;nm;25400000;英寸,吋;inches,inch
尺;distance;尺;1;尺;chi
寸;distance;尺;0.1;寸;cun
丈;distance;尺;10;丈;zhang
光年;distance;光年;1;光年;light years,light year
m2;area;亩;0.0015;平方米;square meters,square meter,square metres,square metre
m2;area;亩;0.0015;平方米,平米,㎡;square meters,sq m,m²,m2,㎡,sqm
km2;area;亩;1500;平方公里;square kilometers,square kilometres,square kilometre
km2;area;亩;1500;平方公里,平方千米;square kilometers,square kilometer,sq km,km²,km2
ha;area;亩;15;公顷;hectares,hectare,ha
亩;area;亩;1;亩;mu
acre;area;亩;6.0702846336;英亩;acres,acre
ft2;area;亩;0.00013935456;平方英尺;square feet,square foot,sq ft
mi2;area;亩;3884.982165504;平方英里;square miles,square mile,sq mi
mg;mass;mg;1;毫克;milligrams,milligram,mg
μg;mass;mg;0.001;微克;micrograms,microgram,μg
g;mass;mg;1000;克;grams,gram,g
kg;mass;mg;1000000;公斤,千克;kilograms,kilogram,kg,KG,kilos,kilo
斤;mass;mg;500000;斤;jin
两;mass;mg;50000;两;liang
t;mass;mg;1000000000;吨;tonnes,tonne,tons,ton,metric tons,metric ton
lb;mass;mg;453592.37;磅;lbs,pounds,pound,lb
oz;mass;mg;28349.523125;盎司;ounces,ounce,oz
mL;volume;mL;1;毫升;milliliters,milliliter,millilitres,millilitre,mL,ml
L;volume;mL;1000;升,公升;liters,liter,litres,litre,L
m3;volume;mL;1000000;立方米;cubic meters,cubic meter,cubic metres,cubic metre,m³,m3
gal;volume;mL;3785.411784;加仑;gallons,gallon
Wh;energy;Wh;1;瓦时;watt hours,watt hour,Wh
kWh;energy;Wh;1000;千瓦时,度电;kilowatt hours,kilowatt hour,kWh
MWh;energy;Wh;1000000;兆瓦时;megawatt hours,megawatt hour,MWh
GWh;energy;Wh;1000000000;吉瓦时;gigawatt hours,gigawatt hour,GWh
J;energy;J;1;焦耳;joules,joule
kcal;energy;kcal;1;千卡,大卡;kilocalories,kcal
tce;energy;tce;1;吨标准煤,吨标煤;tonnes of standard coal,tons of standard coal
W;power;W;1;瓦,瓦特;watts,watt,W
kW;power;W;1000;千瓦;kilowatts,kilowatt,kW,KW
MW;power;W;1000000;兆瓦;megawatts,megawatt,MW
GW;power;W;1000000000;吉瓦;gigawatts,gigawatt,GW
hp;power;hp;1;马力;horsepower,hp
m3/s;measure;m3/s;1;立方米每秒,立方米/秒;cubic meters per second,cubic metres per second,m³/s
m/s;speed;km/h;3.6;米/秒,米每秒;meters per second,metres per second,m/s
km/h;speed;km/h;1;公里/小时,公里每小时,千米/小时;kilometers per hour,kilometres per hour,km/h,kph
mph;speed;km/h;1.609344;英里/小时,英里每小时;miles per hour,mph
℃;temperature;℃;1;℃,摄氏度,°C;°C,℃,degrees Celsius,degree Celsius,degrees centigrade
℉;temperature;℉;1;℉,华氏度,°F;°F,℉,degrees Fahrenheit,degree Fahrenheit
B;data;B;1;字节;bytes,byte
KB;data;B;1000;KB;KB,kilobytes,kilobyte
MB;data;B;1000000;MB,兆字节;MB,megabytes,megabyte
GB;data;B;1000000000;GB,吉字节;GB,gigabytes,gigabyte
TB;data;B;1000000000000;TB,太字节;TB,terabytes,terabyte
PB;data;B;1000000000000000;PB;PB,petabytes,petabyte
Hz;measure;Hz;1;赫兹,Hz;hertz,Hz
kHz;measure;Hz;1000;千赫兹,千赫,kHz;kilohertz,kHz
MHz;measure;Hz;1000000;兆赫兹,兆赫,MHz;megahertz,MHz
GHz;measure;Hz;1000000000;吉赫兹,GHz;gigahertz,GHz
V;measure;V;1;伏,伏特;volts,volt,V
kV;measure;V;1000;千伏;kilovolts,kilovolt,kV
mAh;measure;mAh;1;毫安时,mAh;mAh,milliampere hours
dB;measure;dB;1;分贝;decibels,decibel,dB
Mbps;measure;Mbps;1;Mbps;Mbps
度;measure;度;1;度,°;degrees,degree,°
号;ordinal;号;1;号;
期;ordinal;期;1;期;
年级;ordinal;年级;1;年级;
周年;ordinal;周年;1;周年;
世纪;ordinal;世纪;1;世纪;
强;ordinal;强;1;强;
"""

_CLASSIFIERS = (
    "个家项名位人台套件条只辆艘架座栋幢所间户次场批类种款份本部篇张片块颗枚粒支根棵株头匹届轮层组对"
    "双副串列趟笔单宗起例大国省方 人次 人份 班次 车次 辆次 架次 艘次 户次 家次 项次 台次 大类 小类 "
    "学时 课时 工作日 个工作日 交易日 个交易日 "
)
# After a Chinese numeral these are names and idioms more often than counts: 三门, 五口, 十分, 四处.
_ARABIC_ONLY = (
    "口级排班队节课步股幅首集章页字把瓶杯碗盘盒箱包袋桶"
    "点分门道处两丈寸角顶罐站市县区镇乡村校店厂院馆园床孔环手席路折"
)

_ONE = Decimal(1)
_HAN_UNITS: dict[str, Unit] = {}
_LATIN_UNITS: dict[str, Unit] = {}
UNITS: dict[str, Unit] = {}


def _load() -> None:
    for line in _TABLE.strip().splitlines():
        name, kind, base, factor, zh, en = line.split(";")
        chinese, english = zh.split(","), en.split(",")
        unit = Unit(name, Kind(kind), base, Decimal(factor), chinese[0], english[0])
        UNITS[name] = unit
        _HAN_UNITS.update(dict.fromkeys(chinese, unit))
        _LATIN_UNITS.update(dict.fromkeys(english, unit))
        _LATIN_UNITS.update({w.lower(): unit for w in english if len(w) > 3})
    words = [w for chunk in (_CLASSIFIERS + " " + _ARABIC_ONLY).split() for w in _words(chunk)]
    for word in words:
        unit = Unit(word, Kind.COUNT, "", _ONE, word, _NOUNS.get(word, "items"))
        _HAN_UNITS.setdefault(word, UNITS.setdefault(word, unit))
    _LATIN_UNITS.pop("", None)
    _HAN_UNITS.pop("", None)


def _words(chunk: str) -> list[str]:
    return list(chunk) if len(chunk) > 5 else [chunk]


# The English noun for a classifier, used when the figure's own noun is Chinese.
_NOUNS = {
    "人": "people", "名": "people", "位": "people", "户": "households", "辆": "vehicles",
    "家": "organisations", "项": "items", "人次": "visits", "艘": "ships", "次": "occasions",
}  # fmt: skip
_load()

CURRENCIES = {
    "$": "USD", "US$": "USD", "HK$": "HKD", "NT$": "TWD", "A$": "AUD", "C$": "CAD", "S$": "SGD",
    "€": "EUR", "£": "GBP", "¥": "CNY", "￥": "CNY", "RMB": "CNY", "CNY": "CNY", "USD": "USD",
    "EUR": "EUR", "GBP": "GBP", "HKD": "HKD", "JPY": "JPY", "JP¥": "JPY", "人民币": "CNY",
}  # fmt: skip

# Followed by these characters, the unit is the first half of a word: 第一人民医院, 3条件, 500强度.
_WORDS_WITH = {
    "人": "民均才物类", "国": "道际内", "名": "字称", "种": "植", "本": "科次届市", "条": "件例约",
    "台": "湾风", "支": "持付", "份": "额", "大": "学型会队", "组": "织", "期": "间", "例": "如",
    "强": "度调化",
    "场": "地所", "对": "于应", "部": "队", "周": "边围", "米": "饭", "方": "向面案便式",
    "分": "之别公",
    "口": "味岸径号碑子", "集": "团中装合体", "乡": "道村", "区": "间域块", "位": "数于置",
    "丈": "夫", "里": "庄店桥屯程面", "寸": "步土", "尺": "度寸", "折": "叠腾射扣", "点": "击评",
    "次": "年日", "度": "过假", "元": "旦素首", "天": "津然", "家": "属庭",
}  # fmt: skip

_LATIN = re.compile(
    r"[ \u00a0-]?((?:[A-Za-z%‰°℃℉²³㎡μ/]|(?<=[km])[23](?![\d.])|(?<=[.US])\.(?=[ S]))+)"
)


def lookup(text: str, pos: int, *, han_numeral: bool = False) -> tuple[int, Unit] | None:
    """Find the longest unit at `pos`, after at most one space or hyphen, and where it ends.

    >>> lookup("4850亿元", 5)[1].name
    'CNY'
    """
    start = pos + 1 if text[pos : pos + 1] in {" ", "\u00a0"} else pos
    head = text[start : start + 1]
    if head > "\u2fff":
        for size in range(6, 0, -1):
            word = text[start : start + size]
            if (unit := _HAN_UNITS.get(word)) and len(word) == size:
                if text[start + size : start + size + 1] in (*_WORDS_WITH.get(word, ""),):
                    return None
                return None if han_numeral and word in _ARABIC_ONLY else (start + size, unit)
    return _latin(text, pos) if head else None


def _latin(text: str, pos: int) -> tuple[int, Unit] | None:
    """Find a unit of up to four words, the longest first: square kilometers, 30-year-old, %."""
    ends: list[tuple[str, int]] = []
    phrase, end = "", pos
    for _ in range(4):
        match = _LATIN.match(text, end)
        if match is None:
            break
        phrase, end = f"{phrase} {match[1]}".strip(), match.end()
        ends.append((phrase, end))
    for words, stop in _without_slash(ends):
        unit = _LATIN_UNITS.get(words) or (
            _LATIN_UNITS.get(words.lower()) if len(words) > 3 else None
        )
        if unit is not None:
            return stop, unit
    return None


def _without_slash(ends: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Order the candidates, longest first, those cut off at a slash last: 94mg of 94mg/100mL."""
    cut = [(words[:-1], stop - 1) for words, stop in ends if words.endswith("/")]
    return [*reversed(ends), *cut]
