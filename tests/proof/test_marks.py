import pytest

from qa.proof import marks


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("签约130个。[1]", [1]),
        ("one [2] and two [1, 3]", [2, 1, 3]),
        ("【2】［3］", [2, 3]),
        ("[1、2][1]", [1, 2]),
        ("in 2021 (1) and [x]", []),
        ("[1234]", []),
    ],
)
def test_the_numbers_that_are_cited(text: str, numbers: list[int]) -> None:
    assert marks.numbers(text) == numbers


@pytest.mark.parametrize(
    ("text", "plain"),
    [("130 (based on [1]).", "130 [1]."), ("130 (1).", "130 [1]."), ("a (1) b", "a (1) b")],
)
def test_marks_are_written_alike(text: str, plain: str) -> None:
    assert marks.plain(text) == plain


def test_what_is_blanked_leaves_all_else_in_its_place() -> None:
    text = "a [1], b【2】c"
    assert marks.blanked(text) == "a    , b   c"
    assert marks.without(text) == "a, bc"


def test_marks_count_from_one_as_the_valid_ones_are_listed() -> None:
    assert marks.renumbered("a [4] b [2, 4] c [9]", [4, 2]) == "a [1] b [2] [1] c"


def test_what_a_problem_says_of_a_sentence_is_counted_anew_and_of_no_sentence_stays() -> None:
    said = "第[2]句写的是“130个”；没有编号为[9]的句子"
    assert marks.recounted(said, [4, 2]) == "第[2]句写的是“130个”；没有编号为[9]的句子"
    assert marks.recounted("cite [4]", [4, 2]) == "cite [1]"


def test_a_mark_behind_the_full_stop_belongs_to_the_sentence() -> None:
    text = "是150个。[1]是3家。[2]"
    assert [span.of(text) for span in marks.sentences(text)] == ["是150个。[1]", "是3家。[2]"]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("It opened in 2020. This is based on sentence [1].", "It opened in 2020. [1]"),
        ("It opened. It was based on the sentences [1, 2].", "It opened. [1, 2]"),
        ("The film is based on sentence one.", "The film is based on sentence one."),
    ],
)
def test_a_mark_in_a_sentence_of_its_own_is_a_mark(text: str, plain: str) -> None:
    assert marks.plain(text) == plain
