import pytest

from qa.search.terms import Held, Term, wording


def said(question: str, language: str) -> list[str]:
    return [term.said for term in wording(question, language)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("氢能公交车有多少辆", ["氢能", "能公", "公交", "交车", "车有", "辆"]),
        ("什么是氢能", ["是氢", "氢能"]),
        ("谁？", ["谁"]),
        ("2021年的GDP是多少", ["2021", "年的", "gdp", "是"]),
    ],
)
def test_what_asks_is_no_term_of_a_chinese_question(question: str, expected: list[str]) -> None:
    assert said(question, "zh") == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many quarterbacks are there?", ["quarterbacks"]),
        ("Who won Super Bowl 50?", ["won", "super bowl", "super", "bowl", "50"]),
        ("Did Ye Zhanjun's firm grow?", ["ye zhanjun", "firm", "grow"]),
        ("8,400 firms", ["8,400", "firms"]),
        ("Who is 叶展均?", ["叶展均"]),
    ],
)
def test_the_terms_of_an_english_question(question: str, expected: list[str]) -> None:
    assert said(question, "en") == expected


def test_a_word_has_its_own_letters_and_its_translations() -> None:
    assert {"quarterbacks", "四分卫"} <= set(wording("quarterbacks", "en")[0].forms)


def test_a_number_stands_in_articles_without_its_commas() -> None:
    assert wording("8,400 firms", "en")[0].forms == ("8400",)


def test_a_name_has_its_readings() -> None:
    assert wording("Where is Hengqin?", "en")[0].readings == (("heng", "qin"),)


@pytest.mark.parametrize("word", ["Women", "Change", "Range", "Danger", "Panama", "Banana"])
def test_english_that_reads_as_pinyin_has_no_readings(word: str) -> None:
    assert not any(term.readings for term in wording(f"{word} in the city", "en"))


@pytest.mark.parametrize(
    ("text", "forms", "held"),
    [
        ("球队达阵得分", ("着陆", "达阵"), "达阵"),
        ("他说 said", ("ai",), None),
        ("AI 产业", ("ai",), "ai"),
        ("弗里德里希来了", ("弗里德里希",), "弗里德里希"),
        ("弗里，德里希", ("弗里德里希",), None),
        ("產業集群", ("产业",), "产业"),
        ("超级碗和碗", ("碗", "超级碗"), "超级碗"),
    ],
)
def test_which_form_a_text_holds(text: str, forms: tuple[str, ...], held: str | None) -> None:
    assert Held(text).form_of(Term("said", forms)) == held


@pytest.mark.parametrize(
    ("text", "share"), [("氢气罐", 1.0), ("氢能公交车", 0.5), ("公交车", 0.0), ("碳，氢，氧", 1.0)]
)
def test_a_lone_character_of_a_word_counts_half(text: str, share: float) -> None:
    assert Held(text).share_of(Term("hydrogen", ("氢", "氢气"))) == share


def test_a_lone_latin_letter_is_no_character_of_a_word() -> None:
    assert Held("bus").share_of(Term("b", ("b",))) == 0
