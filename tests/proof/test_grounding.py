import pytest

from qa.language.text import Span
from qa.proof.grounding import GroundedSentence, ground, ground_names, ground_sentences
from tests.evidence import evidence

CITED = [evidence("项目130个，投资54.2亿元。"), evidence("2021年9月增长68.7%。", start=50)]


@pytest.mark.parametrize(
    ("text", "supported"),
    [
        ("130 projects", [True]),
        ("131 projects", [False]),
        ("68.7% in September 2021", [True, True]),
        ("68.7 percentage points", [False]),
        ("5.42 billion yuan and 5.42 million yuan", [True, False]),
        ("no figure", []),
    ],
)
def test_each_figure_is_borne_by_a_cited_sentence_or_not(text: str, supported: list[bool]) -> None:
    assert [figure.supported for figure in ground(text, CITED)] == supported


def test_the_place_is_in_the_article() -> None:
    figure = ground("68.7%", CITED)[0]
    assert figure.span is not None
    assert figure.span.shifted(-50).of(CITED[1].text) == "68.7%"


# --- sentences with names ------------------------------------------------------------------------

PARAGRAPH = "横琴合作区由珠海市设立。2021年9月，新登记企业占68.7%。记者张伟报道。"
HENGQIN = evidence(
    "2021年9月，新登记企业占68.7%。", start=112, title="《未来》与横琴", around=PARAGRAPH
)
QIANHAI = evidence("前海签约项目130个。", start=300, article="b.txt", around="前海签约项目130个。")
NUMBERED = [HENGQIN, QIANHAI]


def unsupported(sentence: GroundedSentence) -> tuple[str, ...]:
    """The figures and names that what it cites does not bear."""
    figures = (figure.text for figure in sentence.figures if not figure.supported)
    return (*figures, *(name.text for name in sentence.names if name.state == "unsupported"))


def only(text: str, question: str = "") -> GroundedSentence:
    (sentence,) = ground_sentences(text, NUMBERED, question)
    return sentence


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("In Hengqin 68.7% were new in September 2021 [1].", ()),
        ("In Qianhai 68.7% were new [1].", ("Qianhai",)),
        ("In Qianhai 130 projects were signed [2].", ()),
        ("In Hengqin 130 projects were signed [2].", ("Hengqin",)),
        ("In Zhuhai 68.9% were new in October 2021 [1].", ("68.9%", "October 2021")),
        ("In Guangzhou 68.9% were new [1].", ("68.9%", "Guangzhou")),
        ("横琴新登记企业占68.7%。[1]", ()),
        ("据记者张伟，占68.7%。[1]", ()),
        ("据记者李娜，占68.7%。[1]", ("李娜",)),
        ("据《未来》，占68.7%。[1]", ()),
        ("据《过去》，占68.7%。[1]", ("《过去》",)),
        ("上海占68.7%[1]。", ("上海",)),
        ("Zhang Wei reported from Hengqin [1, 2].", ()),
        ("Hengqin and Qianhai grew.", ("Hengqin", "Qianhai")),
    ],
)
def test_what_a_sentence_says_that_its_citations_do_not(text: str, wanted: tuple[str, ...]) -> None:
    assert unsupported(only(text)) == wanted


def test_each_sentence_is_checked_against_what_it_cites_itself() -> None:
    text = "In Hengqin 68.7% were new. [1] In Hengqin 130 projects were signed. [2]"
    first, second = ground_sentences(text, NUMBERED)
    assert (first.numbers, unsupported(first)) == ((1,), ())
    assert (second.numbers, unsupported(second)) == ((2,), ("Hengqin",))


def test_a_sentence_that_cites_nothing_rests_on_all_that_is_cited() -> None:
    first, _ = ground_sentences("Hengqin grew. In Qianhai 130 were signed [1, 2].", NUMBERED)
    assert (first.numbers, unsupported(first)) == ((1, 2), ())


def test_the_sentence_is_given_with_its_place_and_without_its_marks() -> None:
    text = "In Hengqin [1] it grew [2]. It did."
    first = ground_sentences(text, NUMBERED)[0]
    assert first.span.of(text) == "In Hengqin [1] it grew [2]."
    assert first.text == "In Hengqin it grew."


def test_a_name_beside_the_cited_sentence_has_its_place_in_the_article() -> None:
    (name,) = ground_names("in Hengqin", [HENGQIN])
    start = HENGQIN.span.start - PARAGRAPH.index(HENGQIN.text)
    assert (name.state, name.article, name.span) == ("supported", "a.txt", Span(start, start + 2))


def test_a_name_of_the_title_is_supported_and_has_no_place() -> None:
    (name,) = ground_names("据《未来》，", [HENGQIN])
    assert (name.state, name.article, name.span) == ("supported", "a.txt", None)


def test_a_name_of_the_question_may_be_repeated() -> None:
    sentence = only("In Qianhai 68.7% were new [1].", "How many are new in Qianhai?")
    assert [name.state for name in sentence.names] == ["unknown"]


def test_a_number_beyond_the_citations_bears_nothing() -> None:
    assert unsupported(only("In Hengqin 68.7% were new [7].")) == ("68.7%", "Hengqin")


def test_the_mark_is_no_figure() -> None:
    assert only("Hengqin grew [1].").figures == ()


def test_a_text_of_nothing_has_no_sentences() -> None:
    assert ground_sentences(" ", NUMBERED) == []
