from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import openai
import pytest

from tests import model_server as fixture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openai.types.chat.chat_completion import Choice

    from tests.conftest import ModelServer

EVIDENCE = "资料：2023年11月27日，铜陵市与华芯公司签约，投资36.5亿元建设集成电路项目。\n"
PIECES = ["甲".encode(), "乙".encode(), b"\x00" * 3_000_000]
WHOLE = b"".join(PIECES)
SHA256 = hashlib.sha256(WHOLE).hexdigest()


@pytest.fixture
def client(model_server: ModelServer) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=model_server.base_url, api_key="none", max_retries=0) as opened:
        yield opened


def ask(client: openai.OpenAI, model: str, question: str, max_tokens: int) -> Choice:
    reply = client.chat.completions.create(
        model=model,
        messages=[{"role": "user", "content": EVIDENCE + question}],
        temperature=0,
        max_tokens=max_tokens,
        logprobs=True,
        top_logprobs=5,
    )
    return reply.choices[0]


@pytest.mark.model
def test_answers_a_chinese_question_over_evidence(
    client: openai.OpenAI, model_server: ModelServer
) -> None:
    question = "问：集成电路项目投资多少？请用一句话回答。"
    first = ask(client, model_server.model, question, 60)
    again = ask(client, model_server.model, question, 60)
    assert "36.5亿" in (first.message.content or "")
    assert again.message.content == first.message.content


@pytest.mark.model
def test_gives_the_probabilities_of_the_first_token(
    client: openai.OpenAI, model_server: ModelServer
) -> None:
    question = "以上资料是否说投资36.5亿元？只答“是”或“否”。"
    choice = ask(client, model_server.model, question, 1)
    assert choice.logprobs is not None
    assert choice.logprobs.content is not None
    offered = {top.token: top.logprob for top in choice.logprobs.content[0].top_logprobs}
    assert len(offered) == 5
    assert max(offered, key=lambda token: offered[token]) == "是"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QA_TEST_MODEL_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def parts(tmp_path: Path) -> list[Path]:
    made = [tmp_path / f"{number}.bin" for number in range(len(PIECES))]
    for path, piece in zip(made, PIECES, strict=True):
        path.write_bytes(piece)
    return made


def test_the_model_is_put_together_once(cache: Path, parts: list[Path]) -> None:
    whole = fixture.model_file(parts, sha256=SHA256, size=len(WHOLE))
    assert whole.read_bytes() == WHOLE
    for part in parts:
        part.unlink()
    assert fixture.model_file(parts, sha256=SHA256, size=len(WHOLE)) == whole


def test_a_truncated_model_is_put_together_again(cache: Path, parts: list[Path]) -> None:
    whole = fixture.model_file(parts, sha256=SHA256, size=len(WHOLE))
    whole.write_bytes(WHOLE[:-1])
    assert fixture.model_file(parts, sha256=SHA256, size=len(WHOLE)).read_bytes() == WHOLE


def test_another_model_is_refused_and_removed(cache: Path, parts: list[Path]) -> None:
    with pytest.raises(fixture.ModelServerError, match=f"SHA-256 {SHA256}, not {'0' * 64}"):
        fixture.model_file(parts, sha256="0" * 64, size=len(WHOLE))
    assert not [path for path in cache.iterdir() if path.suffix != ".lock"]


def test_a_running_server_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_TEST_BASE_URL", "http://127.0.0.1:9/v1")
    with fixture.serve() as base_url:
        assert base_url == "http://127.0.0.1:9/v1"


def test_missing_packages_are_named(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fixture, "PARTS", fixture.PARTS + 1)
    with pytest.raises(fixture.ModelServerError, match=r"part23 .*pip install --group model-test"):
        fixture.model_file(sha256="0" * 64)
