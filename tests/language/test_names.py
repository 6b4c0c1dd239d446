"""Names found in text, and whether another text bears them; worked by hand."""

import pytest

from qa.language.names import Kind, Name, State, find, support
from qa.language.names.plain import plain
from qa.language.names.transliteration import found as sounds_like
from qa.language.text import Span


def kinds(text: str) -> list[tuple[str, Kind]]:
    return [(name.text, name.kind) for name in find(text)]


ENGLISH = [
    ("In Hengqin, 41 companies signed.", [("Hengqin", "pinyin")]),
    ("Shanghai and Beijing signed it.", [("Shanghai", "known"), ("Beijing", "known")]),
    ("The Ministry of Commerce approved it.", [("Ministry of Commerce", "known")]),
    ("Ye Zhanjun said so.", [("Ye Zhanjun", "pinyin")]),
    ("Yang Bing's patient recovered.", [("Yang Bing", "pinyin")]),
    ("Shen Kuo believed it.", [("Shen Kuo", "known")]),
    ("Xi'an's exports rose.", [("Xi'an", "known")]),
    ("Lin-gang grows.", [("Lin-gang", "pinyin")]),
    ("Ningbo-Zhoushan Port", [("Ningbo", "pinyin"), ("Zhoushan", "known")]),
    ("firms of the United States", [("United States", "known")]),
    ("U.S. firms and NATO", [("U.S.", "known"), ("NATO", "known")]),
    ("Luke Kuechly plays.", [("Luke", "known"), ("Kuechly", "latin")]),
    ("Its GDP grew.", [("GDP", "acronym")]),
    ("Hong Kong Airlines", [("Hong Kong", "known")]),
    ("signed in beijing", [("beijing", "known")]),
    ("SHENZHEN SIGNED 272 PROJECTS", [("SHENZHEN", "pinyin")]),
    ("The port of Lingang (临港) grew.", [("Lingang", "pinyin"), ("临港", "quoted")]),
    # No names: the first word, months, weekdays, nationalities, common words, small phrases.
    ("Projects were signed on Monday, 5 September 2021.", []),
    ("The Chinese and American firms signed in China.", []),
    ("I think the Company has New Areas.", []),
    ("Women change the range of danger.", []),
    ("a new deal of the promised land", []),
    ("It was 20 degrees Celsius.", []),
    ("the Free Trade Zone", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_names_of_an_english_text(text: str, expected: list[tuple[str, Kind]]) -> None:
    assert kinds(text) == expected


CHINESE = [
    ("康明斯落户上海。", [("上海", "known")]),
    ("据《商务发展规划》，", [("《商务发展规划》", "title")]),
    ("系统叫做“揭榜挂帅”。", [("“揭榜挂帅”", "quoted")]),
    ("系统叫做「揭榜挂帅」。", [("「揭榜挂帅」", "quoted")]),
    ("记者张伟，", [("张伟", "person")]),
    ("董事长李刚表示，", [("李刚", "person")]),
    ("李刚均表示同意。", [("李刚均", "person")]),
    ("叶展均说，系统会报警。", [("叶展均", "person")]),
    ("陈涛先生出席。", [("陈涛", "person")]),
    ("欧阳锋指出，", [("欧阳锋", "person")]),
    ("卢克·坎克利拦截了四次。", [("卢克·坎克利", "person")]),
    ("云从科技集团研发了系统。", [("云从科技集团", "organisation")]),
    ("丰香园公司", [("丰香园公司", "organisation")]),
    ("他用iPhone参加ChinaJoy。", [("iPhone", "latin"), ("ChinaJoy", "latin")]),
    ("发展AI产业。", [("AI", "acronym")]),
    ("國務院批准上海。", [("國務院", "known"), ("上海", "known")]),
    ("发改委和北约", [("发改委", "known"), ("北约", "known")]),
    # No names.
    ("董事长曾公开表示，", []),
    ("董事长常公开表示，", []),
    ("高层表示，金融机构说，", []),
    ("南京市长说，", []),
    ("该公司和分公司，上市公司", []),
    ("哪所大学的学生", []),
    ("全长600km，重5kg，容量8GB", []),
    ("下载app", []),
    ("星期一，九月，春节，汉族，中文", []),
    ("日韩关系", []),
    ("北车营村", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CHINESE)
def test_names_of_a_chinese_text(text: str, expected: list[tuple[str, Kind]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("in Shang\u200bhai today", "Shang\u200bhai"),
        ("in Ｓｈａｎｇｈａｉ today", "Ｓｈａｎｇｈａｉ"),
        ("位于上\u200b海。", "上\u200b海"),
        ("在《未\u200d来》中", "《未\u200d来》"),
    ],
)
def test_a_name_has_its_place_whatever_hides_in_it(text: str, name: str) -> None:
    assert [(n.text, n.span.of(text)) for n in find(text)] == [(name, name)]


def test_a_name_within_a_title_is_not_one_of_its_own() -> None:
    assert kinds("《上海故事》") == [("《上海故事》", "title")]


# --- support -----------------------------------------------------------------------------------

PASSAGE = (
    "2021年9月，康明斯氢能中国总部落地临港，上海浦东新区副区长杨朝说，松下电器从日本转移到浦东。"
    "云从科技集团业务部副部长叶展均参加了NFL和China Joy的活动，《“十四五”商务发展规划》提出，"
    "江苏省商务厅、深交所、浙大与谷歌支持粤澳的人工智能。卢克·坎克利在美国。"
)


def state(said: str, passage: str = PASSAGE, given: str = "") -> State:
    (name,) = find(said)
    return support(name, [passage], given).state


SUPPORTED = [
    "in Lingang", "in Lin-gang", "in Shanghai", "in SHANGHAI", "in shanghai", "in Shang\u200bhai",
    "in Ｓｈａｎｇｈａｉ", "in Shanghai's port", "with Yang Chao", "with Chao Yang", "with Ye Zhanjun",
    "for Panasonic", "in Japan", "for Cummins", "for Kuechly", "the NFL", "the N.F.L.", "at ChinaJoy",
    "of the United States", "of the U.S.", "with Google", "AI is used", "the port of 临港",
    "落户上海。", "落戶上海。", "位于上\u200b海。", "记者叶展均，", "副区长杨朝表示，", "云从科技集团，",
    "云从公司，", "《十四五商务发展规划》提出", "《“十四五”商务發展規劃》提出", "参加ChinaJoy。",
    "参加ＣｈｉｎａJoy。", "用Google。", "卢克·坎克利，",
]  # fmt: skip


@pytest.mark.parametrize("said", SUPPORTED)
def test_a_name_that_a_passage_has_in_some_form(said: str) -> None:
    assert state(said) == "supported"


UNSUPPORTED = [
    "in Qianhai", "in Changsha", "in Beijing", "in BEIJING", "in beijing", "in Bei\u200bjing", "in Xi'an",
    "with Yang Tao", "with Wang Xiaoming", "in France", "the NATO", "the port of 前海",
    "落户深圳。", "记者李娜，", "副区长杨涛表示，", "云帆科技集团，", "《十三五规划》提出", "用iPhone。",
    "“揭榜挂帅”好", "约翰·史密斯，", "在法国。",
]  # fmt: skip


@pytest.mark.parametrize("said", UNSUPPORTED)
def test_a_name_that_a_passage_has_in_no_form(said: str) -> None:
    assert state(said) == "unsupported"


UNKNOWN = [
    "for Kowalski",  # how it would be transliterated nobody can say
    "for GDP growth",  # 经济总量?
    "in Guangdong",  # 粤澳
    "the Department of Commerce",  # 江苏省商务厅
    "the Shenzhen Stock Exchange",  # 深交所
    "at Zhejiang University",  # 浙大
    "with Obama",  # reads as pinyin, and is none
    "with Odinga",  # o-ding-a would be written with marks
    "with Mote",  # mo-te might be anything
]


@pytest.mark.parametrize("said", UNKNOWN)
def test_a_name_that_may_stand_in_another_form_is_unknown(said: str) -> None:
    assert state(said) == "unknown"


@pytest.mark.parametrize(
    ("said", "passage", "expected"),
    [
        ("at the Super Bowl", "超级大碗", "unknown"),
        ("at the Super Bowl", "在旧金山", "unsupported"),
        ("李刚均表示同意。", "李刚同意", "supported"),
        ("李刚均表示同意。", "李明同意", "unsupported"),
        ("北约成立。", "北大西洋公约组织", "unknown"),
        ("位于郑州市。", "在郑州", "supported"),
        ("the Bank of China", "中行", "unknown"),
        ("the Bank of China", "工行在中国", "unsupported"),
        ("with Li Na", "李娜", "supported"),
        ("with Li Na", "李刚", "unsupported"),
        ("in Xinjiang", "驻疆部队", "unknown"),
        ("in Xinjiang", "新疆", "supported"),
        ("in Changsha", "京津一带", "unsupported"),  # sounds like jing jin, spelled otherwise
        ("in Chongqing", "重庆", "supported"),
        ("in Lüshun", "旅顺", "supported"),
        ("firms of the US", "我们在美国", "supported"),
        ("firms of the US", "我们的国会", "unsupported"),
        ("for Panasonic", "Panasonic in Latin letters", "supported"),
    ],
)
def test_a_name_in_a_passage_of_its_own(said: str, passage: str, expected: State) -> None:
    assert state(said, passage) == expected


def test_a_name_of_the_question_is_neither_proven_nor_wrong() -> None:
    assert state("in Beijing", given="How many firms are in Beijing?") == "unknown"


def test_the_first_text_that_has_a_name_bears_it() -> None:
    (name,) = find("in Hengqin")
    found = support(name, ["前海", "在横琴", "横琴"])
    assert (found.source, found.span) == (1, Span(1, 3))


def test_a_place_counts_what_is_hidden_in_the_passage() -> None:
    (name,) = find("in Shanghai")
    assert support(name, ["在上\u200b海"]).span == Span(1, 4)


@pytest.mark.parametrize("character", ["重", "长", "乐"])
def test_a_name_is_found_by_any_of_the_readings_of_its_characters(character: str) -> None:
    said = {"重": "Chongli", "长": "Changli", "乐": "Yueqing"}[character]
    written = {"重": "崇礼重礼", "长": "昌黎长黎", "乐": "乐清"}[character]
    assert (
        support(Name(said, Span(0, 7), "pinyin", said, said, True), [written[-2:]]).state
        == "supported"
    )


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("Kuechly", "卢克·坎克利", "坎克利"),
        ("Cummins", "康明斯落户", "康明斯"),
        ("Tesla", "特斯拉上海工厂", "特斯拉"),
        ("Stiglitz", "约瑟夫·斯蒂格利茨", "斯蒂格利茨"),
        ("Tesla", "康明斯落户", None),
        ("Kuechly", "企业签约项目", None),
        ("Lee", "李", None),
    ],
)
def test_a_western_name_is_known_by_its_sound(word: str, text: str, expected: str | None) -> None:
    place = sounds_like(text, word)
    assert (text[slice(*place)] if place else None) == expected


@pytest.mark.parametrize(
    "text", ["ﬁrm", "İstanbul", "é\u0301", "\U0001f600上海", "a\x00b", "", "１２"]
)
def test_the_places_of_the_plain_form_are_those_of_the_text(text: str) -> None:
    source = plain(text)
    assert len(source.places) == len(source.text) + 1
    assert len(source.lower) == len(source.text)
    assert list(source.places) == sorted(source.places)


@pytest.mark.parametrize(
    "text",
    [
        "张" * 20000,
        "《" * 20000,
        "A" * 20000,
        "An " * 5000,
        "·".join(["卡"] * 5000),
        "“+*?(" * 3000,
    ],
)
def test_a_hostile_text_is_read_in_a_moment(text: str) -> None:
    for name in find(text)[:5]:
        assert support(name, [text[:2000]]).state in {"supported", "unsupported", "unknown"}
