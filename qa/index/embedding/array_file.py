"""A file of named arrays that is mapped into memory, with a checksum that shows damage."""

from __future__ import annotations

import os
import tempfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Arrays = dict[str, NDArray[Any]]


def write(file: Path, arrays: Arrays) -> None:
    """Write the arrays as one record with its checksum; remove all other files in the folder.

    Readers see the old file until the new one is complete. Raises OSError, and ValueError for
    arrays of objects.
    """
    import numpy as np

    fields = [(name, value.dtype, value.shape) for name, value in arrays.items()]
    record = np.zeros(1, np.dtype(fields, align=True))
    for name, value in arrays.items():
        record[name][0] = value
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent)
    half = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            np.save(out, record, allow_pickle=False)
            out.flush()
            out.write(_checksum(file, np.memmap(half, dtype=np.uint8, mode="r")))
        for stale in set(file.parent.iterdir()) - {file, half}:
            stale.unlink(missing_ok=True)
        half.replace(file)
    finally:
        half.unlink(missing_ok=True)


def read(file: Path) -> Arrays | None:
    """Return the arrays, read-only; None if the file is missing, or not as it was written.

    Raises OSError if the file cannot be read.
    """
    import numpy as np

    try:
        whole = np.memmap(file, dtype=np.uint8, mode="r")
    except (FileNotFoundError, ValueError):  # ValueError: it is empty
        return None
    if _checksum(file, whole[:-4]) != whole[-4:].tobytes():
        return None
    record = np.load(file, mmap_mode="r")
    return {name: np.asarray(record[name][0]) for name in record.dtype.names}


def _checksum(file: Path, content: NDArray[Any]) -> bytes:
    """Return a checksum of the content and the name, so that a renamed file counts as damaged."""
    return zlib.crc32(content.data, zlib.crc32(file.name.encode())).to_bytes(4, "little")
