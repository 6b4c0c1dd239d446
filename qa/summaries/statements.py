"""Statements: the sentences of a model's summary, read from its reply and checked one by one.

A statement cites sentences of the article by their numbers. Besides what `proof.check` asks
of every text, it has to be about what it cites: a sentence without a figure or a name is
checked by its words, against those of the cited sentences, their paragraph and the title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.language.text import HAN, fold, language, terms
from qa.models.llm import Reply, Usage
from qa.proof import marks, reply_claims
from qa.proof.check import Draft, refuses
from qa.proof.check import check as check_draft
from qa.proof.overlap import is_about, overlap
from qa.reading import USUAL
from qa.search.answer_kind import Asked
from qa.search.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.language.text import Language
    from qa.proof.grounding import GroundedFigure
    from qa.reading import Reader
    from qa.search.evidence import Evidence

# The share of a statement's words that one sentence must have to be taken as its source without
# a mark, by the languages of the statement and of the article.
RECITED = {("zh", "zh"): 0.5, ("en", "en"): 0.5, ("en", "zh"): 0.55, ("zh", "en"): 0.25}
_NEARER = 0.25  # in share of words: a sentence nearer by this much is the one that is meant
_TRIED = 3
_SAME = 0.8  # share of words in common from which a statement repeats an earlier one


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a reply. If it holds, it has no `problems`, and `text` has no marks."""

    text: str
    cited: tuple[Evidence, ...] = ()
    figures: tuple[GroundedFigure, ...] = ()
    problems: tuple[str, ...] = ()


def read(
    reply: Reply, numbered: Sequence[Evidence], lang: Language, reader: Reader = USUAL
) -> list[Statement]:
    """Read the statements of a reply, each checked against the numbered sentences it cites.

    A refusal has none. The last statement of a reply that was cut off does not hold.
    """
    title = numbered[0].title if numbered else ""
    said = spoken(reply.text, title)
    if not said or refuses(said[0]):
        return []
    statements = [check(text, numbered, lang, reader) for text in said]
    if not reply.complete:
        cut = replace(statements[-1], text=said[-1], problems=(_SAY[lang]["cut"],))
        statements[-1] = cut
    return statements


# --- what is said -------------------------------------------------------------------------------

_BULLET = re.compile(
    r"^\s*(?:>\s*)*(?:[-*+•·●▪◦–—]+\s+|[•·●▪]|[（(]?\d{1,2}\s*[.．、)）:](?!\d)\s*)+"
)
_HEADING = re.compile(r"^\s*#{1,6}\s")
_LABEL = re.compile(
    r"^\s*(?:(?:好的|当然)[，,。！!]\s*)?(?:(?:以下|下面|这)[是为][^：:。]{0,24}[：:]"
    r"|(?:新闻|文章|本文)?(?:摘要|总结|概要|概括|要点|标题|中文|英文)(?:如下)?[：:]"
    r"|(?:sure|certainly|of course)[,!.]\s*|here(?:['’]s| is| are)\b[^:：.]{0,80}[:：]"
    r"|(?:the )?(?:summary|headline|title|key points?)(?: is)?[:：])\s*",
    re.IGNORECASE,
)
_MARKS = r"(?:\s*[\[【［]\s*\d{1,3}(?:\s*[,，、]\s*\d{1,3})*\s*[\]】］])+"
_FIRST = re.compile(rf"^{_MARKS}")
_LAST = re.compile(rf"{_MARKS}[\s.。]*$")
_MARKED = re.compile(rf"({_MARKS})\s*([^\[【［]+)")
_SOURCE = re.compile(
    rf"^(?:依据|来源|出处|编号|引用|sources?)(?:的?句子)?\s*[：:]?(?={_MARKS})", re.IGNORECASE
)
_COMMENT = re.compile(r"(?:问题|problem)[：:]", re.IGNORECASE)
_LEADS = re.compile(r"^(?:根据|依据|据|如)?(?:句子|第)?(?=[，,])[，,]\s*")


def spoken(text: str, title: str = "") -> list[str]:
    """Return the sentences of a reply with their marks, each once, without labels or headings.

    >>> spoken("以下是摘要：\\n1. **园区签约130个项目。**[1]\\n- 园区开园。[2]")
    ['园区签约130个项目。[1]', '园区开园。[2]']
    """
    found: list[str] = []
    for line in reply_claims.spoken(text).splitlines():
        bare = _bare(line)
        if not marks.without(bare).strip(" .。") and found and marks.numbers(bare):
            found[-1] += bare  # a mark on a line of its own
        elif re.search(r"\w", marks.without(bare)) and not _is_heading(line, bare, title):
            bare = _marked_last(bare)
            found += [span.of(bare).strip() for span in marks.sentences(bare)]
    return list(dict.fromkeys(found))


def _bare(line: str) -> str:
    """Strip a line of bullets, bold type and labels such as 摘要：."""
    line = re.sub(r"\*\*|__|`", "", _BULLET.sub("", line.strip()))
    return _SOURCE.sub("", marks.plain(_LABEL.sub("", _BULLET.sub("", line)).strip()))


def _is_heading(line: str, bare: str, title: str) -> bool:
    if marks.numbers(bare) and not _COMMENT.match(bare):
        return False
    same = fold(bare).strip("《》 。.") == fold(title).strip()
    if _COMMENT.match(bare):  # it repeats the prompt of a repair
        return True
    return bool(_HEADING.match(line)) or bare.endswith((":", "：")) or same


def _marked_last(line: str) -> str:
    """Move marks that stand before their sentence, as they do in the prompt, behind it."""
    if _FIRST.match(line) and not _LAST.search(line):
        return _MARKED.sub(lambda m: f"{m[2].strip()} {m[1].strip()}", line)
    return line


# "role model's role model's role model": a small model that is stuck.
_STUTTER = re.compile(r"(\b\w+(?:\W+\w+){0,5})(?:\W+\1\b){2,}|(\w{2,12}?)\2{3,}")
# 他们十年如一日: who? 关立平说。: what?
_DANGLES = re.compile(
    r"^(?:[他她它]们?(?![国人山])|其(?!他)|该|对此|此外)|(?:说|表示|介绍|指出)[。：:，,]*$|^(?:he|she|they)\b",
    re.IGNORECASE,
)
_HAN = re.compile(f"[{HAN}]")
_APART = re.compile(r"[(（][^()（）]*[)）]|“[^“”]*”|\"[^\"]*\"|《[^《》]*》")

# --- whether it holds ---------------------------------------------------------------------------


def check(
    text: str, numbered: Sequence[Evidence], lang: Language, reader: Reader = USUAL
) -> Statement:
    """Check one sentence of a reply against the sentences that it cites.

    A small model cites [1] for everything, or nothing. If the sentence does not hold that way, or
    another one of the article is much nearer to its words, it is checked against the nearest.
    """
    said = _checked(text, numbered, lang, reader)
    nearest = _nearest(marks.without(text), numbered)
    if not said.problems and (not nearest or nearest[0][0] < _near(text, said.cited) + _NEARER):
        return said
    bare = marks.without(text).strip()
    held = language("\n".join(one.text for one in numbered))
    near = [n for share, n in nearest if share >= RECITED[language(bare), held]]
    tried = [_checked(f"{bare} [{number}]", numbered, lang, reader) for number in near]
    if not marks.numbers(text):
        said = tried[0] if tried else said  # its problems besides the missing mark
    return next((one for one in tried if not one.problems), said)


def _checked(text: str, numbered: Sequence[Evidence], lang: Language, reader: Reader) -> Statement:
    query = Query("", lang, (), Asked.TEXT)
    reply = Reply(text, Usage(), complete=True)
    draft = check_draft(reply, numbered, query, reader, whole=False)
    bare = _LEADS.sub("", marks.without(text)).strip()
    wrong = [*draft.problems] or [_SAY[lang][one] for one in _wrong(bare, draft, lang)]
    if wrong:
        return Statement(text, draft.cited, problems=tuple(wrong))
    return Statement(bare, draft.cited, draft.figures)


def _wrong(bare: str, draft: Draft, lang: Language) -> Iterator[str]:
    if draft.refused:
        yield "refused"
    elif _STUTTER.search(bare) or not _is_sentence(bare, lang):
        yield "short"
    elif _DANGLES.search(bare):
        yield "dangles"
    elif lang == "en" and _HAN.search(_APART.sub("", bare)):
        yield "mixed"
    elif not is_about(bare, draft.cited):
        yield "other"


def _near(text: str, cited: Sequence[Evidence]) -> float:
    return overlap(marks.without(text), [replace(one, around="", title="") for one in cited]) or 0


def _nearest(text: str, numbered: Sequence[Evidence]) -> list[tuple[float, int]]:
    """Find the few sentences with most of a text's words, as (share, number), nearest first."""
    shares = [(_near(text, [one]), n) for n, one in enumerate(numbered, start=1)]
    return sorted(shares, key=lambda row: (-row[0], row[1]))[:_TRIED]


def _is_sentence(text: str, lang: Language) -> bool:
    least = len(re.findall(r"[^\W\d_]", text)) >= 4
    return least and (lang == "zh" or len(text.split()) >= 3) and not _LABEL.match(text)


def repeats(text: str, before: Sequence[str]) -> bool:
    """Tell whether a statement repeats an earlier one in nearly the same words.

    >>> repeats("一号码头运货5万吨", ["一号码头运货6万吨"])
    False
    """
    said = set(terms(text))
    figures = {term for term in said if term[0].isdigit()}
    others = [set(terms(one)) for one in before]
    return any(figures <= one and len(said & one) >= _SAME * len(said) for one in others)


def standing(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements that hold, without repetitions."""
    kept: list[Statement] = []
    for one in statements:
        if not one.problems and not repeats(one.text, [other.text for other in kept]):
            kept.append(one)
    return kept


def mended(first: list[Statement], second: list[Statement], most: int) -> list[Statement]:
    """Merge the repaired statements of a second reply into the first.

    If as many came back as had failed, each takes the place of its own. Otherwise those that hold
    are appended, and all that failed are withheld.
    """
    failed = [n for n, one in enumerate(first) if one.problems][:most]  # as many as were asked for
    if len(second) != len(failed):
        return [*first, *(one for one in second if not one.problems)]
    whole = list(first)
    for n, one in zip(failed, second, strict=True):
        whole[n] = one
    return whole


_SAY: dict[Language, dict[str, str]] = {
    "zh": {
        "cut": "没有写完",
        "refused": "说的是资料或自己，不是报道的内容",
        "short": "不是一个完整的句子",
        "dangles": "没有写明是谁或什么",
        "mixed": "没有全用中文",
        "other": "引用的句子说的不是这件事",
    },
    "en": {
        "cut": "it breaks off",
        "refused": "it speaks of the articles or of itself, not of what is reported",
        "short": "it is not a complete sentence",
        "dangles": "it does not say who or what",
        "mixed": "it is not all in English",
        "other": "the cited sentence is about something else",
    },
}
