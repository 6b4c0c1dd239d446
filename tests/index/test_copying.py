import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.index.copying import Wording, stands_in
from tests.index.stories import DECLARATION, DIFFERENT, OTHER, PAIRS, REPORT, STORY, same


def stands(part: str, whole: str) -> bool:
    return stands_in(Wording.of(part), Wording.of(whole))


@pytest.mark.parametrize("name", PAIRS)
def test_a_copy_is_the_same(name: str) -> None:
    assert same(*PAIRS[name])


@pytest.mark.parametrize("name", DIFFERENT)
def test_other_facts_are_not_the_same(name: str) -> None:
    assert not same(*DIFFERENT[name])


@pytest.mark.parametrize("name", [*PAIRS, *DIFFERENT])
def test_the_order_does_not_matter(name: str) -> None:
    one, other = (PAIRS | DIFFERENT)[name]
    assert same(one, other) == same(other, one)


def test_a_passage_stands_in_a_longer_text_but_not_the_other_way() -> None:
    whole = OTHER + STORY + REPORT
    assert (stands(STORY, whole), stands(whole, STORY)) == (True, False)


@pytest.mark.parametrize("name", ["another lead-in", "a headline put in front", "a trailer"])
def test_a_lead_in_or_trailer_may_be_its_own(name: str) -> None:
    assert stands(PAIRS[name][1], STORY)


def test_an_inserted_figure_may_not() -> None:
    assert not stands(STORY.replace("272个，", "272个（增加36个），"), STORY)


def test_a_figure_at_the_end_of_a_sentence_may_not() -> None:
    assert not stands(STORY[:-1] + "，其中出口占9成。", STORY)


def test_a_figure_in_words_of_its_own_may_not() -> None:
    changed = STORY.replace("涉及投资额3316亿元", "总额达到约8800亿上下")
    assert not stands(changed + OTHER, STORY + OTHER)


def test_a_long_clause_of_its_own_may_not() -> None:
    clause = "并同步推进制度创新与开放合作，努力营造市场化、法治化、国际化的营商环境，让企业和人才都能够安心扎根，"
    text = STORY + OTHER + DECLARATION
    longer = text.replace("下一步", clause + "下一步")
    assert not stands(longer, text)
    assert stands(longer.replace(clause, clause[:15]), text)


def test_no_marks_but_stops_are_no_sentences() -> None:
    assert stands("。。！" + STORY, STORY)


@given(st.text())
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert same(text, text)


@given(st.text(st.sampled_from("甲乙丙零一二0123.,，。 ①Ⅷ%年月")))
def test_every_figure_has_its_place(text: str) -> None:
    passage = Wording.of(text)
    assert len(passage.places) == passage.masked.count("0") == len(passage.figures)
