"""Proposals: cases made from an article, which a person has to check before they count.

Without a model they are clozes of its sentences; with one they are the model's questions, whose
answers have to be words of the sentences they cite. What `qa.evaluation.lint` objects to is
dropped.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import yaml

from qa.answers.chat.followups import depends
from qa.errors import UsageError
from qa.evaluation import clozes
from qa.evaluation.cases import Case, Expected, Gold
from qa.evaluation.lint import lint
from qa.language.quantities import find, is_article
from qa.language.text import fold, printable, sentences
from qa.models import framing, prompts
from qa.models.llm import Message, Usage, for_purpose
from qa.proof.citations import locate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa.articles.article import Article
    from qa.language.text import Language
    from qa.models.llm import Model

_TAG = "review"
_SHOWN = 12  # sentences that a model is shown at once; a small one gets lost in more
_ASKED = 6  # questions that it is asked for at once
_MOST_TOKENS = 600
_LONGEST_GOLD = 40  # characters; anything longer is neither a figure nor a name
_ROW = re.compile(
    r"^(?:\d+[.)、]|[-*•])?\s*(.+?)\s*[|｜]\s*(.+?)\s*[|｜]\s*[\[【]?(\d{1,3})[\]】]?$"
)


@dataclass(frozen=True, slots=True)
class Proposals:
    """Cases to be checked, and how many were dropped for each reason."""

    cases: tuple[Case, ...]
    dropped: dict[str, int] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class _Proposal:
    """A question with its expected answer, or the reason against it."""

    question: str = ""
    figure: str = ""
    words: str = ""
    quote: str = ""
    problem: str = ""


def propose(
    article: Article, model: Model | None = None, *, language: Language = "zh", most: int = 50
) -> Proposals:
    """Propose cases from an article: clozes, or a model's questions in a language.

    Raises ModelUnreachable.
    """
    usage = Usage()
    if model is None:
        proposals = [
            _Proposal(cloze.question, cloze.figure, "", cloze.quote, cloze.problem)
            for sentence in _sentences(article)
            for cloze in clozes.of(sentence)
        ]
    else:
        proposals, usage = _asked(article, for_purpose(model, "propose"), language)
    cases, dropped = _sound(proposals, article)
    if len(cases) > most:
        dropped[f"more than {most}"] += len(cases) - most
    return Proposals(tuple(cases[:most]), dict(sorted(dropped.items())), usage)


def _sentences(article: Article) -> list[str]:
    spans = (span for within in article.paragraphs for span in sentences(article.text, within))
    return list(dict.fromkeys(span.of(article.text) for span in spans))


def _sound(proposals: Iterable[_Proposal], article: Article) -> tuple[list[Case], Counter[str]]:
    """Return the cases that nothing is wrong with, and a count of the others by reason."""
    dropped: Counter[str] = Counter()
    cases: list[Case] = []
    for proposal in proposals:
        if proposal.problem:
            dropped[proposal.problem] += 1
        else:
            cases.append(_case(proposal, article.path, len(cases) + 1))
    texts = {article.path: article.text}
    findings = lint(cases, texts.get, texts)
    refused = {finding.id for finding in findings}
    dropped.update({found.id: found.rule for found in reversed(findings)}.values())
    return [case for case in cases if case.id not in refused], dropped


def _case(proposal: _Proposal, path: str, number: int) -> Case:
    stem = re.sub(r"[^\w.\-]+", "-", PurePosixPath(path).stem).strip("-.")[:80] or "article"
    return Case(
        id=f"{stem}-{number}",
        expected=Expected(
            figures=(proposal.figure,) if proposal.figure else (),
            texts=(proposal.words,) if proposal.words else (),
            gold=(Gold(path, proposal.quote),),
        ),
        place=path,
        question=proposal.question,
        tags=(_TAG,),
    )


# --- a model's questions ---------------------------------------------------------------


def _asked(article: Article, model: Model, language: Language) -> tuple[list[_Proposal], Usage]:
    """Have a model ask about the sentences that stand on their own, some at a time."""
    usage = Usage()
    proposals: list[_Proposal] = []
    bearing = [s for s in _sentences(article) if len(s) >= 10 and not clozes.dangles(s)]
    for begin in range(0, len(bearing), _SHOWN):
        shown = bearing[begin : begin + _SHOWN]
        prompt = prompts.render(
            "propose",
            language=language,
            sentences=[framing.sentence(sentence) for sentence in shown],
            title=framing.title(article.title),
            most=_ASKED,
        )
        reply = model.reply([Message("user", prompt)], _MOST_TOKENS)
        usage += reply.usage
        text = reply.text if reply.complete else reply.text.rpartition("\n")[0]
        proposals += parsed(text, shown)
    return proposals, usage


def parsed(reply: str, shown: Sequence[str]) -> Iterator[_Proposal]:
    """Yield the questions of a reply, and a problem for each broken row; skip other lines."""
    for line in printable(reply).splitlines():
        if row := _ROW.fullmatch(line.strip()):
            number = int(row[3])
            sentence = shown[number - 1] if 1 <= number <= len(shown) else ""
            yield _checked(row[1], row[2].strip("“”\"'` "), sentence)
        elif re.search("[|｜]", line):
            yield _Proposal(problem="no row of question, answer and number")


def _checked(question: str, gold: str, sentence: str) -> _Proposal:
    """Return a model's question, if its answer is words of the sentence that it cites."""
    span = locate(gold, sentence)
    if not sentence:
        problem = "it cites no sentence"
    elif span is None:
        problem = "the answer is not in the sentence"
    elif fold(gold) in fold(question):
        problem = "the question gives the answer"
    elif depends(question) or clozes.dangles(question):
        problem = "it hangs on a sentence before"
    elif len(gold) > _LONGEST_GOLD:
        problem = "the answer is too long"
    else:
        words = span.of(sentence)
        figures = [figure for figure in find(words) if not is_article(figure)]
        quote = clozes.proof(sentence, span)
        if len(figures) > 1 or not quote:
            problem = "two figures fit"
        elif figures and len(words) - len(figures[0].text) <= 6:
            return _Proposal(question, figures[0].text, "", quote)
        else:
            return _Proposal(question, "", words, quote)
    return _Proposal(problem=problem)


# --- the file --------------------------------------------------------------------------


def as_yaml(cases: Sequence[Case]) -> str:
    """Return the text of an eval set with these cases.

    Raises UsageError if there is no case: an empty set tests nothing.
    """
    if not cases:
        raise UsageError("no sentence makes a question", "write cases by hand: evals/README.md")
    head = f"# Look at each case, mend it, and take its tag {_TAG!r} away.\n"
    body = {"cases": [_entry(case) for case in cases]}
    return head + yaml.safe_dump(body, allow_unicode=True, sort_keys=False, width=10_000)


def _entry(case: Case) -> dict[str, object]:
    """Return a case as it is written: a single value by itself, several as a list."""
    golds = case.expected.gold
    quotes = tuple(gold.quote for gold in golds if gold.quote)
    articles = tuple(gold.article for gold in golds)
    written: dict[str, object] = {
        "id": case.id,
        "question": case.question,
        "summarize": case.summarize,
        "figure": _one_or_more(case.expected.figures),
        "text": _one_or_more(case.expected.texts),
        "unanswered": case.expected.unanswered,
        "article": _one_or_more(articles if len(set(articles)) > 1 else articles[:1]),
        "quote": _one_or_more(quotes),
        "contains": _one_or_more(case.expected.contains),
        "lacks": _one_or_more(case.expected.lacks),
        "tags": list(case.tags),
        "severity": case.severity if case.severity != "normal" else "",
        "notes": case.notes,
    }
    return {key: value for key, value in written.items() if value}


def _one_or_more(values: tuple[str, ...]) -> str | list[str]:
    return values[0] if len(values) == 1 else list(values)
