import pytest

from qa.language.pinyin import holds, names, readings, romanised, spellings


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Hengqin", [("heng", "qin")]),
        ("Xi'an", [("xi", "an")]),
        ("Zhangjiang", [("zhang", "ji", "ang"), ("zhang", "jiang")]),
        ("Boston", []),
        ("Ye", []),
        ("Lin-gang", [("lin", "gang")]),
    ],
)
def test_readings_have_two_syllables_or_more(name: str, expected: list[tuple[str, ...]]) -> None:
    assert readings(name) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many firms are in Hengqin and Xi'an?", ["Hengqin", "Xi'an"]),
        ("What is Qianhai's plan?", ["Qianhai"]),
        ("Women change the range of danger", []),
        ("how many women are there", []),
        ("横琴有多少家企业", []),
        ("Did Ye Zhanjun go to Lin gang?", ["Ye Zhanjun", "Lin gang"]),
        ("the port of Lin-gang", ["Lin-gang"]),
        ("Panama and Diana Lin", []),
        ("Zhangjiang Hi-Tech Park", ["Zhangjiang"]),
        ("Beijing Daxing Airport", ["Beijing", "Daxing"]),
        ("What did Li Keqiang say in Shanghai's port?", ["Li Keqiang", "Shanghai"]),
    ],
)
def test_names_are_capitalised_and_read_as_pinyin(question: str, expected: list[str]) -> None:
    assert names(question) == expected


@pytest.mark.parametrize(
    ("text", "name", "held"),
    [
        ("在横琴粤澳深度合作区", "Hengqin", True),
        ("在前海合作区", "Hengqin", False),
        ("重庆的企业", "Chongqing", True),
        ("西安市", "Xi'an", True),
        ("先进制造", "Xi'an", False),
        ("衡山，琴岛", "Hengqin", False),
        ("No Chinese here", "Hengqin", False),
    ],
)
def test_a_text_holds_a_name_read_in_one_run(text: str, name: str, held: bool) -> None:
    assert holds(text, name) is held


def test_a_name_is_spelled_as_the_index_has_it() -> None:
    counts = {"临港": 5, "林刚": 1}
    assert spellings(("lin", "gang"), lambda bigram: counts.get(bigram, 0)) == ("临港", "林刚")


def test_every_bigram_of_a_spelling_occurs() -> None:
    counts = {"叶展": 2, "展均": 2, "叶站": 3}
    assert spellings(("ye", "zhan", "jun"), lambda b: counts.get(b, 0)) == ("叶展均",)


def test_a_name_that_is_nowhere_has_no_spelling() -> None:
    assert spellings(("lin", "gang"), lambda bigram: 0) == ()


@pytest.mark.parametrize(
    ("name", "written"),
    [("杨朝", "Yang Chao"), ("范丁贵", "Fan Dinggui"), ("欧阳修", "Ouyang Xiu")],
)
def test_a_person_is_written_as_english_does(name: str, written: str) -> None:
    assert romanised(name) == written
