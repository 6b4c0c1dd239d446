"""Cassettes: recorded once, played without a server; what is missing says what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import yaml

from qa.corpus.corpus import Corpus
from qa.errors import ModelUnreachable
from qa.evaluation.cassettes import BadCassette, Cassette, CassetteMiss
from qa.evaluation.playing import Recording, Replaying, ServerFailed, recording, replaying
from qa.evaluation.results import Outcome, Stage
from qa.evaluation.runner import run
from qa.evaluation.vectors import RecordingEmbedder, ReplayingEmbedder
from qa.models import prompts
from qa.models.llm import Message, Reply, Usage
from tests.evaluation import sample
from tests.evaluation.sample import case

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from qa.models.llm import OnText

CASE = case()
ASKED = [Message("user", "一行\n青山园区有多少项目？")]
SAID = "签约130个产业项目。[1]"


class Server:
    """A model that says one thing, and counts how often it is asked."""

    name = "small"

    def __init__(self, said: str = SAID) -> None:
        self.said = said
        self.calls = 0

    def served(self) -> list[str]:
        return [self.name]

    def close(self) -> None:
        pass

    def reply(
        self, messages: Sequence[Message], max_tokens: int, on_text: OnText | None = None
    ) -> Reply:
        self.calls += 1
        if on_text:
            on_text(self.said)
        return Reply(self.said, Usage(1, 100, 10), complete=True)


class Gone(Server):
    """A model whose server does not answer."""

    def reply(
        self, messages: Sequence[Message], max_tokens: int, on_text: OnText | None = None
    ) -> Reply:
        raise ModelUnreachable("nobody there", "start it")


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    cassette = Cassette(tmp_path / "cassettes")
    cassette.play(CASE)
    Recording(Server(), cassette).reply(ASKED, 256)
    cassette.save([CASE])
    return cassette.folder


def playing(folder: Path, purpose: str = "answer", name: str = "") -> Replaying:
    cassette = Cassette(folder)
    cassette.play(CASE)
    return Replaying(cassette, name).for_(purpose)


def test_what_was_recorded_is_played(recorded: Path) -> None:
    reply = playing(recorded).reply(ASKED, 256)
    assert reply == Reply(SAID, Usage(1, 100, 10), complete=True)


def test_a_call_is_played_as_often_as_it_is_made(recorded: Path) -> None:
    model = playing(recorded)
    assert model.reply(ASKED, 256) == model.reply(ASKED, 256)


def test_a_streamed_reply_is_played_in_pieces_that_make_it_whole(tmp_path: Path) -> None:
    cassette = Cassette(tmp_path)
    cassette.play(CASE)
    Recording(Server("甲\n乙"), cassette).reply(ASKED, 256, [].append)
    heard: list[str] = []
    Replaying(cassette).reply(ASKED, 256, heard.append)
    assert (len(heard), "".join(heard)) == (2, "甲\n乙")


@pytest.mark.parametrize(
    ("messages", "tokens", "purpose", "name", "said"),
    [
        (
            [Message("user", "一行\n青山园区有多少企业？")],
            256,
            "answer",
            "",
            "message 1 differs in line 2: it was “青山园区有多少项目？”, and is “青山园区有多少企业？”",
        ),
        (ASKED, 128, "answer", "", "max_tokens was 256, and is 128"),
        (ASKED, 256, "answer", "large", "the model was small, and is large"),
        (ASKED, 256, "repair", "", "no call to repair was recorded, only to answer"),
        ([*ASKED, *ASKED], 256, "answer", "", "there were 1 messages, and are 2"),
    ],
    ids=["messages", "parameters", "model", "purpose", "count"],
)
def test_a_miss_names_the_case_and_what_changed(
    recorded: Path, messages: list[Message], tokens: int, purpose: str, name: str, said: str
) -> None:
    with pytest.raises(CassetteMiss) as caught:
        playing(recorded, purpose, name).reply(messages, tokens)
    assert f"case {CASE.id}: " in caught.value.message
    assert said in caught.value.message


def test_a_changed_template_is_a_miss_that_names_it(
    recorded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    was = prompts.digest("answer")
    monkeypatch.setattr(prompts, "digest", lambda name: "0123456789ab")
    with pytest.raises(CassetteMiss, match=f"prompts/answer.j2 was {was}, and is 0123456789ab$"):
        playing(recorded).reply(ASKED, 256)


def test_a_case_that_was_never_recorded_says_so(tmp_path: Path) -> None:
    with pytest.raises(CassetteMiss, match="no call of it was recorded"):
        playing(tmp_path).reply(ASKED, 256)


def test_a_file_can_be_read_by_people_and_holds_nothing_else(recorded: Path) -> None:
    text = (recorded / "projects.yaml").read_text(encoding="utf-8")
    assert "    content: |-\n      一行\n      青山园区有多少项目？\n" in text
    (entry,) = yaml.safe_load(text)["calls"]
    assert sorted(entry) == [
        "input_tokens", "key", "max_tokens", "messages", "model", "output_tokens",
        "prompts", "purpose", "reply",
    ]  # fmt: skip


def test_the_same_calls_in_another_order_make_the_same_file(tmp_path: Path) -> None:
    texts = []
    for order in ([256, 128], [128, 256]):
        cassette = Cassette(tmp_path / str(order[0]))
        cassette.play(CASE)
        for tokens in order:
            Recording(Server(), cassette).reply(ASKED, tokens)
        cassette.save([CASE])
        texts.append((cassette.folder / "projects.yaml").read_bytes())
    assert texts[0] == texts[1]


def test_recording_goes_on_where_it_was_stopped(recorded: Path) -> None:
    server, cassette = Server("anders"), Cassette(recorded)
    cassette.play(CASE)
    assert Recording(server, cassette).reply(ASKED, 256).text == SAID
    assert server.calls == 0


def test_entries_that_are_not_used_any_more_are_dropped(recorded: Path) -> None:
    cassette = Cassette(recorded)
    cassette.play(CASE)
    Recording(Server("neu"), cassette).reply(ASKED, 99)
    cassette.save([CASE])
    calls = yaml.safe_load((recorded / "projects.yaml").read_text(encoding="utf-8"))["calls"]
    assert [call["reply"] for call in calls] == ["neu"]


def test_the_file_of_a_case_that_was_not_played_stays(recorded: Path) -> None:
    cassette = Cassette(recorded)
    cassette.play(case("other"))
    cassette.save([CASE, case("other")])
    assert [file.name for file in recorded.iterdir()] == ["projects.yaml"]


def test_the_file_of_a_case_that_is_gone_goes(recorded: Path) -> None:
    Cassette(recorded).save([case("other")])
    assert list(recorded.iterdir()) == []


def test_a_file_that_is_no_cassette_is_named(recorded: Path) -> None:
    (recorded / "projects.yaml").write_text("calls: 3", encoding="utf-8")
    with pytest.raises(BadCassette, match=r"projects\.yaml: this is no cassette"):
        playing(recorded).reply(ASKED, 256)


def test_a_server_that_fails_is_no_answer_and_no_translation(tmp_path: Path) -> None:
    with pytest.raises(ServerFailed, match="nobody there"):
        Recording(Gone(), Cassette(tmp_path)).reply(ASKED, 256)


# --- whole runs ------------------------------------------------------------------------------


def test_a_run_that_was_recorded_is_played_without_the_server(
    indexed: Path, tmp_path: Path
) -> None:
    settings, asked = (
        sample.settings(indexed),
        [CASE, case("en", "How many projects has Qingshan signed?")],
    )
    cassette = Cassette(tmp_path)
    made = run(
        Corpus(settings, model=Recording(Server(), cassette)),
        asked,
        "record",
        playing=cassette.play,
    )
    cassette.save(asked)
    again = Cassette(tmp_path)
    played = run(replaying(settings, again), asked, "replay", playing=again.play)
    assert made.results[0].outcome is Outcome.PASS
    assert {"prompt answer", "prompt translate"} <= made.conditions.keys()
    assert "prompt judge" not in made.conditions  # no answer is made with it
    assert [r.value for r in played.results] == [r.value for r in made.results]
    assert [r.usage for r in played.results] == [r.usage for r in made.results]


def test_a_corpus_records_what_its_settings_name(indexed: Path, tmp_path: Path) -> None:
    settings = sample.settings(indexed, base_url="http://127.0.0.1:9/v1", model="small")
    corpus = recording(settings, Cassette(tmp_path))
    assert isinstance(corpus.model, Recording)
    assert corpus.model.name == "small"


def test_a_corpus_at_an_embedding_server_is_played_without_it(tmp_path: Path) -> None:
    sample.articles(tmp_path / "articles")
    cassette, asked = Cassette(tmp_path / "cassettes"), [CASE]
    settings = sample.settings(tmp_path, embedder="openai:tiny")
    kept = RecordingEmbedder(Vectors(), cassette)
    corpus = Corpus(settings, model=Recording(Server(), cassette), embedders=[kept])
    corpus.index()
    made = run(corpus, asked, "record", playing=cassette.play)
    cassette.save(asked)
    again = Cassette(cassette.folder)
    elsewhere = replaying(
        sample.settings(tmp_path, embedder="openai:tiny", index=tmp_path / "other"), again
    )
    elsewhere.index()
    played = run(elsewhere, asked, "replay", playing=again.play)
    assert played.results[0].value == made.results[0].value == SAID.replace("。[1]", "。 [1]")


def test_a_missing_entry_is_a_case_that_was_not_measured(indexed: Path, tmp_path: Path) -> None:
    cassette = Cassette(tmp_path)
    corpus = Corpus(sample.settings(indexed), model=Replaying(cassette))
    (found,) = run(corpus, [CASE], "replay", playing=cassette.play).results
    assert (found.outcome, found.stage) == (Outcome.UNSCORED, Stage.INFRASTRUCTURE)
    assert "case projects: no call of it was recorded" in found.explanation


def test_no_translation_is_kept_beside_the_cassette(
    indexed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    cassette = Cassette(tmp_path / "cassettes")
    corpus = Corpus(sample.settings(indexed), model=Recording(Server("有多少项目"), cassette))
    run(corpus, [case("en", "What do penguins on Mars eat?")], "record", playing=cassette.play)
    assert not (tmp_path / "cache" / "qa" / "translations.sqlite3").exists()


# --- vectors ---------------------------------------------------------------------------------


class Vectors:
    """An embedder at a server: three numbers, from the length of a text."""

    name = "openai:tiny@127.0.0.1"
    dimensions = 3
    spawned_as = None

    def query(self, text: str) -> NDArray[np.float32]:
        row = np.array([1.0, len(text), 0.5], dtype=np.float32)
        return row / np.linalg.norm(row)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([self.query(text) for text in texts])

    def passages(self, passages: Sequence[Sequence[str]]) -> list[NDArray[np.float32]]:
        return [self.query(" ".join(parts))[None, :] for parts in passages]


def test_vectors_are_played_as_they_were_while_recording(tmp_path: Path) -> None:
    cassette = Cassette(tmp_path)
    recording = RecordingEmbedder(Vectors(), cassette)
    passage = recording.passages([["甲。", "乙。"]])[0]
    cassette.play(CASE)
    question, size = recording.query("多少"), recording.dimensions
    cassette.save([CASE])
    again = Cassette(tmp_path)
    played = ReplayingEmbedder(again, Vectors.name)
    assert np.array_equal(played.passages([["甲。", "乙。"]])[0], passage)
    again.play(CASE)
    assert np.array_equal(played.query("多少"), question)
    assert (played.dimensions, size) == (3, 3)


def test_a_kept_vector_is_of_length_one_and_near_the_real_one(tmp_path: Path) -> None:
    kept = RecordingEmbedder(Vectors(), Cassette(tmp_path)).query("多少")
    assert np.linalg.norm(kept) == pytest.approx(1, abs=1e-6)
    assert float(kept @ Vectors().query("多少")) == pytest.approx(1, abs=1e-5)


def test_a_text_without_a_vector_is_a_miss_that_names_it(tmp_path: Path) -> None:
    cassette = Cassette(tmp_path)
    cassette.play(CASE)
    with pytest.raises(CassetteMiss, match="case projects: no vector of openai:tiny for “多少”"):
        ReplayingEmbedder(cassette, "openai:tiny").query("多少")
