import subprocess
import sys

import pytest

import qa


@pytest.mark.parametrize("name", qa.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(qa, name).__name__ == name


def test_another_name_is_not() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = qa.nonsense


def test_importing_the_package_imports_none_of_it() -> None:
    code = "import qa, sys; print([m for m in sys.modules if m.startswith('qa.')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
