import pytest

from qa.pinyin import holds, names, readings


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
