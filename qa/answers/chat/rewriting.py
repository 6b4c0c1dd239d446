"""Rewriting: follow-up questions put in full by a model from what was said; checked in code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from qa.answers.chat.followups import depends
from qa.language import pinyin
from qa.language.quantities import find, is_article, supports
from qa.language.text import HAN, fold, language, printable
from qa.models import prompts
from qa.models.llm import Message, Usage, for_purpose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.language.text import Language
    from qa.models.llm import Model

_MOST_TOKENS = 120
_TURNS = 3
_LONGEST_SAID = 160  # characters of a question or an answer that the model is shown
_LONGEST: dict[Language, int] = {"zh": 100, "en": 240}  # characters; a longer reply explains


@dataclass(frozen=True, slots=True)
class Said:
    """A question and its answer; "" if there was none."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A question in full, or the problem for which the model's reply was rejected."""

    text: str | None
    problem: str
    usage: Usage


def rewrite(question: str, history: Sequence[Said], model: Model) -> Rewriting:
    """Put a follow-up question in full, with one call. Raises ModelUnreachable."""
    spoken = language(question)
    shown = [Said(_line(said.question), _line(said.answer)) for said in history[-_TURNS:]]
    prompt = prompts.render("rewrite", language=spoken, history=shown, question=_line(question))
    reply = for_purpose(model, "rewrite").reply([Message("user", prompt)], _MOST_TOKENS)
    text = _unquoted(printable(reply.text))
    problem = _PROBLEMS[spoken]["cut"] if not reply.complete else check(text, question, shown)
    return Rewriting(None if problem else text, problem, reply.usage)


def _line(said: str) -> str:
    """Write what was said as one line, without marks, line breaks and quotes of its own."""
    text = " ".join(re.sub(r"\s*\[\d+\]|[“”\"]", "", printable(said)).split())
    return text if len(text) <= _LONGEST_SAID else f"{text[:_LONGEST_SAID]}…"


def _unquoted(text: str) -> str:
    return text.strip().strip("“”\"'「」").strip()


def check(text: str, question: str, history: Sequence[Said]) -> str:
    """Say what is wrong with a question in full, in its own language; "" if nothing is.

    >>> check("深圳的投资额是多少？", "投资额呢？", [Said("园区有多少项目？", "130个")])
    '对话里没有“深圳”'
    """
    spoken = language(question)
    say = _PROBLEMS[spoken]
    known = "\n".join([question, *(f"{said.question}\n{said.answer}" for said in history)])
    if "\n" in text or len(text) > _LONGEST[spoken] or not _ASKS.search(text):
        return say["line"]
    if language(text) != spoken:
        return say["language"]
    if depends(text):
        return say["open"]
    if _said(text) in {_said(said.question) for said in history} or not _keeps(text, question):
        return say["other"]
    added = next(chain(_new_figures(text, known), _new_names(text, known, spoken)), "")
    return say["new"].format(added) if added else ""


# A small model may answer instead, with a statement from what was said.
_ASKS = re.compile(
    r"[?？]\Z|多少|什么|哪|何|怎|谁|几|是否|吗|^(?:what|which|who|when|where|why|how)\b",
    re.IGNORECASE,
)


def _said(text: str) -> str:
    """Return a question in the form in which it is compared: without marks and spaces."""
    return re.sub(r"[\W_]+", "", fold(text))


def _keeps(text: str, question: str) -> bool:
    """Tell whether at least half of the words of a follow-up question are in the one in full.

    English words are compared by their first letters: "the investment amount" becomes "how much
    was invested".
    """
    asked, kept = _stems(question), _stems(text)
    return 2 * len(asked & kept) >= len(asked)


def _stems(text: str) -> set[str]:
    folded = fold(text)
    words = {w[:5] for w in _WORD.findall(folded) if w not in _ASKING | _MEANS_ANOTHER}
    return words | {c for c in "".join(_HAN_RUN.findall(folded)) if c not in _COMMON}


def _new_figures(text: str, known: str) -> Iterator[str]:
    """Yield the figures that were not said before, in the same or in other words."""
    said = find(known)
    for figure in find(text):
        if not (is_article(figure) or fold(figure.text) in fold(known)) and not any(
            supports(held, figure) for held in said
        ):
            yield figure.text


# --- names -------------------------------------------------------------------------------------

_HAN_RUN = re.compile(f"[{HAN}]+")
_WORD = re.compile(r"[A-Za-zÀ-ž][A-Za-zÀ-ž0-9'’-]*")
# The characters that questions are made of, whatever they are about.
_COMMON = frozenset(
    "的了呢吧啊呀嘛是有在到为和与及跟比从被把对关于由向给让将等之其这那该此它他她们个些"
    "多少什么哪里何时候处怎样几否吗请问谁如大高长远久快重总共计合达约占涉及分别各每"
    "年月日号上下前后中内外间期来去今本同并且而但又也还都就会能要可以已经过正将曾"
    "数量额金总规模比例元亿万座家位名辆台所条种部届岁倍项件间只支款"
)
_ASKING = frozenset(
    "what which who whom whose when where why how is are was were do does did has have had can"
    " could will would should may might must in on at for from to of by with the a an and list name"
    " give tell did since until during after before between among as if please".split()
)

_MEANS_ANOTHER = frozenset(
    "it its they them their he him his she her this that these those there one ones about but or"
    " so then also else more same former latter much many long far tell me ok well thanks".split()
)


def _new_names(text: str, known: str, spoken: Language) -> Iterator[str]:
    """Yield what may be a name and was not said: Chinese by characters, English by words."""
    said = fold(known)
    yield from _new_runs(text, said)
    words = set(_WORD.findall(said))
    for match in _WORD.finditer(text):
        word = re.sub(r"['’]s?\Z", "", match.group())
        if word.lower() in words or f"{word.lower()}'s" in words or pinyin.holds(known, word):
            continue
        if spoken == "zh" or _like_a_name(word):
            yield word


def _new_runs(text: str, said: str) -> Iterator[str]:
    """Yield runs of Han characters that were not said and that questions are not made of."""
    for match in _HAN_RUN.finditer(text):
        kept = "".join(
            c if fold(c) not in said and c not in _COMMON else " " for c in match.group()
        )
        yield from kept.split()


def _like_a_name(word: str) -> bool:
    """Tell whether a word may be a name, as Hengqin, hengqin, Tesla and GDP may.

    What is none, nor is an English word in lower case.
    """
    if word.lower() in _ASKING:
        return False
    return word[0].isupper() or bool(pinyin.names(word.capitalize()))


_PROBLEMS: dict[Language, dict[str, str]] = {
    "zh": {
        "cut": "改写没有写完",
        "line": "改写不是一个简短的问题",
        "language": "改写不是中文",
        "open": "改写后仍不完整",
        "other": "改写成了另一个问题",
        "new": "对话里没有“{}”",
    },
    "en": {
        "cut": "the rewriting breaks off",
        "line": "the rewriting is no short question",
        "language": "the rewriting is not in English",
        "open": "the rewriting is still incomplete",
        "other": "the rewriting asks something else",
        "new": "the conversation has no “{}”",
    },
}
