"""A chat on the terminal: its earlier turns, how a question was understood, and its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from qa.cli.render import terminal
from qa.cli.render.answers import sources
from qa.cli.render.terminal import DIM, note, printed
from qa.language.text import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.answers.chat.chat import Understood
    from qa.answers.chat.sessions import Session
    from qa.language.text import Language
    from qa.proof.citations import Citation

PROMPT = "> "
_TURNS = 3
_SHORT = 100  # characters of an earlier turn
_HELP = (
    "Ask in Chinese or English; a model puts a follow-up question in full.\n"
    "/sources  show the last citations again\n"
    "/new      leave behind what was said\n"
    "/quit     end, as Ctrl-D does; Ctrl-C stops an answer"
)
_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "understood": "理解为：{}",
        "typed": "没能补全这个问题（{}），照原样提问。",
        "refused": (
            "这个问题要看上文才能懂，而没有模型来补全它：请把问题说完整，写明主体、地点和时间。"
        ),
        "refusal": "资料中没有答案。",
        "gone": "删去的引文在文章里已经找不到了。",
        "none": "还没有引文。",
    },
    "en": {
        "understood": "Understood as: {}",
        "typed": "It could not be put in full ({}): asked as typed.",
        "refused": (
            "This depends on what was asked before, and there is no model to put it in full:"
            " please ask it in full, with what, where and when."
        ),
        "refusal": "The articles do not answer this.",
        "gone": "The articles no longer have what is struck out.",
        "none": "There are no citations yet.",
    },
}


def resumed(session: Session) -> None:
    """Print the last turns of a session, shortened."""
    if session.mended:
        note(f"{session.file}: the last turn was cut off and is dropped")
    if not session.turns:
        return
    for turn in session.turns[-_TURNS:]:
        said = turn.answer if turn.answered else _WORDS[language(turn.question)]["refusal"]
        note(f"{PROMPT}{_short(turn.asked)}\n  {_short(said)}")
    note(f"{session.file}: {len(session.turns)} turns so far; /new leaves them behind")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"


def typed(asked: str) -> None:
    """Print a question that came through a pipe, above its answer."""
    printed(Text(f"{PROMPT}{asked}", style=DIM))


def understood(meant: Understood) -> None:
    """Print the question as understood, if not the one typed; or why it could not be completed."""
    words = _WORDS[language(meant.asked)]
    if meant.problem:
        note(words["typed"].format(meant.problem))
    elif meant.question != meant.asked:
        note(words["understood"].format(meant.question))


def refused(asked: str) -> None:
    """Say that a follow-up question cannot be put in full without a model."""
    printed(Text(_WORDS[language(asked)]["refused"], style="yellow"))


def cited(citations: Sequence[Citation], asked: str) -> None:
    """Print the citations of the last turn again."""
    spoken = language(asked)
    words = _WORDS[spoken]
    sources(citations, spoken)
    if not citations:
        note(words["none"])
    elif not all(citation.verified for citation in citations):
        note(words["gone"])


def usage() -> None:
    """Print what can be typed."""
    note(_HELP)


def gap() -> None:
    """Print an empty line between two turns."""
    terminal.out().print()
