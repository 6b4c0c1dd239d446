"""Questions in Chinese: what is asked of a model, what is kept, and what is thrown away."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from qa.errors import ModelUnreachable
from qa.models.llm import Message, Reply, Usage
from qa.search.translation import NONE, Translator

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qa.models.llm import OnText

QUESTION = "How many firms are there?"


@dataclass
class Says:
    """A model that says one thing and counts how often; None is one that cannot be reached."""

    text: str | None
    complete: bool = True
    asked: list[str] = field(default_factory=list)
    name: str = "says"

    def served(self) -> list[str]:
        return [self.name]

    def close(self) -> None:
        pass

    def reply(
        self, messages: Sequence[Message], max_tokens: int, on_text: OnText | None = None
    ) -> Reply:
        self.asked.append(messages[-1].content)
        if self.text is None:
            raise ModelUnreachable("no", "")
        return Reply(self.text, Usage(1, 20, 8), self.complete)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "translations.sqlite3"


def text(model: Says, file: Path) -> str:
    return Translator(model, file).translate(QUESTION).text


def test_the_question_is_in_the_prompt(file: Path) -> None:
    model = Says("有多少家企业？")
    assert text(model, file) == "有多少家企业？"
    assert QUESTION in model.asked[0]


def test_what_is_translated_once_is_kept(file: Path) -> None:
    model = Says("有多少家企业？")
    translations = [Translator(model, file).translate(QUESTION) for _ in range(2)]
    assert [t.usage.calls for t in translations] == [1, 0]


def test_what_gave_no_chinese_is_not_asked_again(file: Path) -> None:
    model = Says("I cannot do that.")
    assert [text(model, file), text(model, file), len(model.asked)] == ["", "", 1]


def test_what_gave_no_chinese_was_a_call_all_the_same(file: Path) -> None:
    assert Translator(Says("I cannot do that."), file).translate(QUESTION).usage.calls == 1


def test_another_model_is_asked_anew(file: Path) -> None:
    text(Says("有多少家企业？"), file)
    assert text(Says("有几家公司？", name="other"), file) == "有几家公司？"


def test_only_the_first_line_is_the_translation(file: Path) -> None:
    assert text(Says("有多少家企业？\n\n（直译）"), file) == "有多少家企业？"


def test_a_reply_cut_short_is_none(file: Path) -> None:
    assert text(Says("有多少家企业", complete=False), file) == ""


def test_a_model_that_cannot_be_reached_is_not_asked_again(file: Path) -> None:
    model = Says(None)
    translator = Translator(model, file)
    assert [translator.translate(QUESTION), translator.translate("Why?")] == [NONE, NONE]
    assert len(model.asked) == 1


def test_a_server_that_cannot_say_which_model_it_has_translates_nothing(file: Path) -> None:
    class Nameless(Says):
        @property
        def name(self) -> str:  # type: ignore[override]  # asked of the server, as OpenAIModel does
            raise ModelUnreachable("no", "")

        @name.setter
        def name(self, value: str) -> None:
            pass

    assert text(Nameless("有多少家企业？"), file) == ""


def test_a_broken_file_costs_a_call_and_nothing_else(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"this is no database" * 100)
    assert text(Says("有多少家企业？"), file) == "有多少家企业？"
