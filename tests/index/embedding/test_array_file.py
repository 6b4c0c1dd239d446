from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from qa.index.embedding.array_file import read, write

ARRAYS = {
    "bytes": np.frombuffer(b"abc", dtype=np.uint8),
    "matrix": np.arange(6, dtype=np.float32).reshape(2, 3),
    "number": np.asarray(1e-12),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write(tmp_path / "folder" / "a.npy", ARRAYS)
    return tmp_path / "folder" / "a.npy"


def test_arrays_come_back_as_they_were(file: Path) -> None:
    found = read(file) or {}
    assert {n: (v.dtype, v.shape, v.tobytes()) for n, v in found.items()} == {
        n: (v.dtype, v.shape, v.tobytes()) for n, v in ARRAYS.items()
    }


def test_they_cannot_be_written_to(file: Path) -> None:
    assert not (read(file) or ARRAYS)["matrix"].flags.writeable


def test_no_file_is_no_arrays(tmp_path: Path) -> None:
    assert read(tmp_path / "a.npy") is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:3],
        lambda content: content[:-1],
        lambda content: content + b"\0",
        lambda content: content[:200] + bytes([content[200] ^ 1]) + content[201:],
        lambda content: b"PK\x03\x04 of somebody else",
    ],
    ids="empty start cut longer flipped foreign".split(),
)
def test_a_damaged_file_is_no_arrays(file: Path, damage: Callable[[bytes], bytes]) -> None:
    file.write_bytes(damage(file.read_bytes()))
    assert read(file) is None


def test_a_file_under_the_name_of_another_is_no_arrays(file: Path) -> None:
    assert read(file.replace(file.with_name("b.npy"))) is None


def test_only_the_newest_file_is_kept(file: Path) -> None:
    write(file.with_name("b.npy"), ARRAYS)
    assert [each.name for each in file.parent.iterdir()] == ["b.npy"]


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Object arrays"):
        write(tmp_path / "a.npy", {"objects": np.asarray([object()])})
    assert not list(tmp_path.iterdir())
