"""`qa chat`, and `qa ask` with a model, as a user runs them: in a pipe and on a terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

from tests.corpora import article
from tests.servers import SAYS, Stream, server
from tests.terminals import CTRL_C, CTRL_D, ROOT, SECONDS, terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ALONE = "新增了多少辆氢能公交车"
FULL = "新增的加氢站有多少座？"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    article(tmp_path / "seeds" / "a.txt", "氢能", "城市新增氢能公交车42辆。", "加氢站建成7座。")
    return tmp_path


class Plays:
    """Answers with one text after the other, in pieces where it is asked to stream."""

    def __init__(self, *says: str | Stream) -> None:
        self._says = list(says)
        self.requests: list[dict[str, Any]] = []

    def __call__(self, request: dict[str, Any]) -> Stream | dict[str, Any]:
        self.requests.append(request)
        said = self._says.pop(0)
        if isinstance(said, Stream):
            return said
        if request.get("stream"):
            return Stream.of(*said)
        return {**SAYS, "choices": [{**SAYS["choices"][0], "message": {"content": said}}]}


def qa(home: Path, *args: str, typed: bytes = b"", **variables: str) -> tuple[int, str, str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("QA_", "OPENAI_"))}
    run = subprocess.run(
        [sys.executable, "-m", "qa", *args],
        cwd=home,
        env={**environment, "PYTHONPATH": str(ROOT), "TERM": "dumb", **variables},
        input=typed,
        capture_output=True,
        check=False,
    )
    return run.returncode, run.stdout.decode(), run.stderr.decode()


def model(url: str) -> list[str]:
    return ["--base-url", url, "--model", "m"]


# --- in a pipe ----------------------------------------------------------------------------------------


def test_piped_questions_are_answered_one_after_the_other(home: Path) -> None:
    code, out, _ = qa(home, "chat", "--no-model", typed=f"{ALONE}\n\n加氢站建成几座\n".encode())
    assert code == 0
    assert [line for line in out.splitlines() if line.startswith((">", "42", "7"))] == [
        f"> {ALONE}",
        "42辆",
        "> 加氢站建成几座",
        "7座",
    ]


@pytest.mark.parametrize(
    ("asked", "said"),
    [("那投资额呢？", "请把问题说完整"), ("and the investment amount?", "ask it in full")],
)
def test_without_a_model_a_follow_up_is_refused_politely(home: Path, asked: str, said: str) -> None:
    code, out, _ = qa(home, "chat", "--no-model", typed=f"{ALONE}\n{asked}\n".encode())
    assert (code, said in out) == (0, True)


def test_with_json_each_turn_is_a_line(home: Path) -> None:
    typed = f"{ALONE}\n那投资额呢？\n/help\n".encode()
    _, out, _ = qa(home, "chat", "--no-model", "--json", typed=typed)
    records = [json.loads(line) for line in out.splitlines()]
    assert [(r["asked"], r["question"], r["answer"]) for r in records] == [
        (ALONE, ALONE, "42辆"),
        ("那投资额呢？", None, ""),
    ]


def test_what_a_chinese_windows_pipes_is_read(home: Path) -> None:
    _, out, _ = qa(home, "chat", "--no-model", typed=f"{ALONE}\r\n".encode("gb18030"))
    assert "42辆" in out


def test_the_session_goes_on_in_the_next_run(home: Path) -> None:
    qa(home, "chat", "--no-model", "--session", "talk.jsonl", typed=f"{ALONE}\n".encode())
    _, out, err = qa(
        home,
        "chat",
        "--no-model",
        "--session",
        "talk.jsonl",
        typed="那投资额呢？\n/sources".encode(),
    )
    assert (ALONE in err, "请把问题说完整" in out, "城市新增氢能公交车42辆。" in out) == (True,) * 3


def test_new_leaves_the_session_behind(home: Path) -> None:
    qa(home, "chat", "--no-model", typed=f"{ALONE}\n".encode())
    _, out, err = qa(home, "chat", "--no-model", "--new", typed=b"/sources\n")
    assert (ALONE in err, "42" in out) == (False, False)


def test_a_damaged_last_line_is_dropped_with_a_note(home: Path) -> None:
    qa(home, "chat", "--no-model", "--session", "t", typed=f"{ALONE}\n".encode())
    with (home / "t").open("ab") as file:
        file.write(b'{"id": null, "que')
    code, _, err = qa(home, "chat", "--no-model", "--session", "t")
    assert (code, "the last turn was cut off" in err, ALONE in err) == (0, True, True)


def test_another_file_is_not_taken_for_a_session(home: Path) -> None:
    before = (home / "seeds" / "a.txt").read_bytes()
    code, _, err = qa(home, "chat", "--no-model", "--session", "seeds/a.txt")
    assert (code, "this is no turn of a chat" in err) == (2, True)
    assert (home / "seeds" / "a.txt").read_bytes() == before


def test_a_command_that_is_none_is_named(home: Path) -> None:
    _, _, err = qa(home, "chat", "--no-model", typed=b"/nonsense\n")
    assert "There is no /nonsense: /help" in err


def test_nothing_is_asked_after_quit(home: Path) -> None:
    _, out, _ = qa(home, "chat", "--no-model", typed=f"／QUIT\n{ALONE}\n".encode())
    assert out == ""


def test_a_model_that_fails_stops_the_turn_and_not_the_chat(home: Path) -> None:
    plays = Plays("城市新增42辆。[1]")
    with server((401, {"error": {"message": "no"}}), (200, plays)) as url:
        typed = f"{ALONE}\n{ALONE}\n".encode()
        code, out, err = qa(home, "chat", *model(url), typed=typed)
    assert (code, "refuses the key" in err, "城市新增42辆。 [1]" in out) == (4, True, True)


def test_a_follow_up_is_put_in_full_and_that_is_said(home: Path) -> None:
    plays = Plays("新增42辆。[1]", FULL, "建成7座。[1]")
    with server((200, plays)) as url:
        _, _, err = qa(home, "chat", *model(url), typed=f"{ALONE}\n那加氢站呢？\n".encode())
    assert f"理解为：{FULL}" in err
    assert len(plays.requests) <= 3
    record = json.loads((home / ".qa/sessions/1.jsonl").read_text("utf-8").splitlines()[-1])
    assert (record["asked"], record["question"]) == ("那加氢站呢？", FULL)


@pytest.mark.parametrize("args", [[], ["--json"]])
def test_in_a_pipe_nothing_is_streamed(home: Path, args: list[str]) -> None:
    plays = Plays("新增42辆。[1]")
    with server((200, plays)) as url:
        qa(home, "ask", ALONE, *args, *model(url))
    assert ["stream" in request for request in plays.requests] == [False]


# --- on a terminal --------------------------------------------------------------------------------------


def waiting() -> tuple[threading.Event, Callable[[], object]]:
    """A signal, and a piece of a stream that waits for it."""
    seen = threading.Event()
    return seen, lambda: seen.wait(SECONDS)


@pytest.mark.parametrize("width", [80, 24])
def test_the_evidence_and_the_text_are_shown_before_they_are_checked(
    home: Path, width: int
) -> None:
    seen, wait = waiting()
    plays = Plays(Stream.of("城市新增", "43辆", wait, "。[1]"), "城市新增42辆。[1]")
    with (
        server((200, plays)) as url,
        terminal(home, "ask", ALONE, *model(url), width=width) as shown,
    ):
        shown.until("┊ 城市新增43辆")
        assert "阅读 [1] 氢能 · 城市" in "\n".join(shown.screen.lines)
        seen.set()
        assert shown.end() == 0
    lines = shown.screen.lines
    assert lines[0] == "城市新增42辆。 [1]"
    assert not any("┊" in line or "阅读" in line or "新增43辆" in line for line in lines)
    assert "新增43辆" in "".join(shown.screen.struck)


def test_what_is_withheld_is_struck_out_and_ends_with_1(home: Path) -> None:
    with (
        server((200, Plays("新增43辆。[1]", "新增44辆。[1]"))) as url,
        terminal(home, "ask", ALONE, *model(url)) as shown,
    ):
        assert shown.end() == 1
    assert not any(
        "43辆" in line and "因" not in line and "“" not in line for line in shown.screen.lines
    )
    assert all(f"新增{n}辆" in "".join(shown.screen.struck) for n in (43, 44))


def test_ctrl_c_takes_the_draft_back(home: Path) -> None:
    seen, wait = waiting()
    with (
        server((200, Plays(Stream.of("城市新增43辆", wait)))) as url,
        terminal(home, "ask", ALONE, *model(url)) as shown,
    ):
        shown.until("┊ 城市新增43辆")
        shown.type(CTRL_C)
        code = shown.end()
        seen.set()
    assert (code, any("43辆" in line for line in shown.screen.lines)) == (130, False)


def test_a_reply_broken_off_leaves_no_draft(home: Path) -> None:
    with (
        server((200, Plays(Stream("城市新增42辆", dropped=True)))) as url,
        terminal(home, "ask", ALONE, *model(url)) as shown,
    ):
        assert shown.end() == 4
    text = "\n".join(shown.screen.lines)
    assert ("broke off in the middle" in text, "42辆" in text) == (True, False)


def test_a_terminal_that_gets_narrower_has_no_draft_left(home: Path) -> None:
    seen, wait = waiting()
    plays = Plays(Stream.of("城市新增氢能公交车42辆，", wait, "共42辆。[1]"))
    with (
        server((200, plays)) as url,
        terminal(home, "ask", ALONE, *model(url)) as shown,
    ):
        shown.until("┊ 城市新增氢能公交车42辆")
        shown.narrow(20)
        seen.set()
        assert shown.end() == 0
    assert not any("┊" in line or "阅读" in line for line in shown.screen.lines)


def test_in_a_chat_ctrl_c_stops_the_answer_and_ctrl_d_ends(home: Path) -> None:
    seen, wait = waiting()
    plays = Plays(Stream.of("城市新增43辆", wait), "城市新增42辆。[1]")
    with server((200, plays)) as url, terminal(home, "chat", *model(url)) as shown:
        shown.until(">")
        shown.type(f"{ALONE}\n")
        shown.until("┊ 城市新增43辆")
        shown.press(CTRL_C, "Stopped")
        seen.set()
        shown.type(f"{ALONE}\n")
        shown.until("城市新增42辆。 [1]")
        shown.until(lambda screen: screen.lines[-1] == ">")
        shown.type(CTRL_D)
        assert shown.end() == 0
    assert not any("43辆" in line for line in shown.screen.lines)


def test_in_a_chat_a_follow_up_is_shown_in_full(home: Path) -> None:
    plays = Plays("城市新增42辆。[1]", FULL, "资料中没有答案")
    with server((200, plays)) as url, terminal(home, "chat", *model(url)) as shown:
        shown.until(">")
        shown.type(f"{ALONE}\n")
        shown.until("城市新增42辆。 [1]")
        shown.type("那加氢站呢？\n")
        shown.until(f"理解为：{FULL}")
        shown.type("/quit\n")
        assert shown.end() == 0


def test_ctrl_c_at_the_prompt_does_not_end_the_chat(home: Path) -> None:
    with terminal(home, "chat", "--no-model") as shown:
        shown.until(">")
        shown.press(CTRL_C, "Ctrl-D or /quit ends")
        shown.type(f"{ALONE}\n")
        shown.until("42辆")
        shown.until(lambda screen: screen.lines[-1] == ">")
        shown.type(CTRL_D)
        assert shown.end() == 0


def test_pasted_lines_are_asked_one_after_the_other(home: Path) -> None:
    with terminal(home, "chat", "--no-model") as shown:
        shown.until(">")
        shown.type(f"\x1b[200~{ALONE}\n加氢站建成几座\x1b[201~\n")
        shown.until("42辆")
        shown.until("7座\n")
        shown.until(lambda screen: screen.lines[-1] == ">")
        shown.type(CTRL_D)
        assert shown.end() == 0
