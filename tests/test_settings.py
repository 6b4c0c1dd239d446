import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from qa.errors import UsageError
from qa.settings import Settings, load


def toml(folder: Path, text: str) -> Path:
    (folder / "qa.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_defaults(tmp_path: Path) -> None:
    assert load(folder=tmp_path) == Settings()


def test_an_option_weighs_more_than_a_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_INDEX", "from-variable")
    assert load({"index": Path("from-option")}, tmp_path).index == Path("from-option")


def test_a_variable_weighs_more_than_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_INDEX", "from-variable")
    assert load(folder=toml(tmp_path, 'index = "from-file"')).index == Path("from-variable")


def test_the_file_weighs_more_than_the_default(tmp_path: Path) -> None:
    assert load(folder=toml(tmp_path, 'articles = ["a", "b"]')).articles == (Path("a"), Path("b"))


def test_an_option_of_none_was_not_given(tmp_path: Path) -> None:
    assert load({"index": None}, tmp_path).index == Path(".qa")


def test_a_variable_may_name_several_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_ARTICLES", os.pathsep.join(["a", "b"]))
    assert load(folder=tmp_path).articles == (Path("a"), Path("b"))


def test_openais_own_variables_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-1\n")
    assert load(folder=tmp_path).api_key == "sk-1"


def test_the_key_is_not_shown(tmp_path: Path) -> None:
    assert "sk-1" not in repr(load({"api_key": "sk-1"}, tmp_path))


@pytest.mark.parametrize(
    ("options", "wants"),
    [
        ({}, False),
        ({"model": "m"}, False),
        ({"base_url": "http://127.0.0.1:1/v1"}, True),
        ({"api_key": "k"}, True),
        ({"api_key": "k", "no_model": True}, False),
    ],
)
def test_a_model_is_asked_only_where_there_is_one(
    options: dict[str, object], wants: bool, tmp_path: Path
) -> None:
    assert load(options, tmp_path).wants_model is wants


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("artikles = ['a']", "there is no setting 'artikles'; did you mean 'articles'?"),
        ("chunk_tokens = 'many'", "qa.toml: chunk_tokens: "),
        ("index = ", "qa.toml: "),
        ("articles = []", "qa.toml: articles: "),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=".") as error:
        load(folder=toml(tmp_path, text))
    assert said in error.value.message


def test_a_broken_variable_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_TIMEOUT", "soon")
    with pytest.raises(UsageError, match="QA_TIMEOUT: "):
        load(folder=tmp_path)


def test_a_broken_option_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--chunk-tokens: "):
        load({"chunk_tokens": 1}, tmp_path)


def test_today_may_be_a_date_of_the_file(tmp_path: Path) -> None:
    assert load(folder=toml(tmp_path, "today = 2022-01-08")).today == date(2022, 1, 8)


@pytest.mark.parametrize("given", ["soon", "1641600000", "2022-02-30", "2022-01-08T10:00"])
def test_a_today_that_is_no_day_is_named_with_an_example(tmp_path: Path, given: str) -> None:
    with pytest.raises(UsageError) as error:
        load({"today": given}, tmp_path)
    assert error.value.message == f"--today: {given} is no day; write it like 2022-01-08"


def test_an_amount_of_the_file_is_the_number_that_is_written(tmp_path: Path) -> None:
    assert load(folder=toml(tmp_path, "max_cost = 0.1")).max_cost == Decimal("0.1")


@pytest.mark.parametrize("given", ["-0.01", "nan", "inf", "much"])
def test_an_amount_that_is_none_is_named(tmp_path: Path, given: str) -> None:
    with pytest.raises(UsageError, match="--max-cost: "):
        load({"max_cost": given}, tmp_path)
