"""Golds: whether the articles hold what a case expects, and nothing else that would fit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from qa.language.quantities import Kind, comparable, find, is_article, supports
from qa.language.text import HAN, clauses, fold, sentences
from qa.proof.citations import locate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.evaluation.cases import Case
    from qa.language.quantities import Quantity
    from qa.proof.citations import ReadText


@dataclass(frozen=True, slots=True)
class Flaw:
    """A violation of a rule of `qa.evaluation.lint`, and what to do about it."""

    rule: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Library:
    """The articles, each read once."""

    read: ReadText
    paths: tuple[str, ...]
    known: dict[str, str | None] = field(default_factory=dict)
    parts: dict[str, list[str]] = field(default_factory=dict)

    def text(self, path: str) -> str | None:
        if path not in self.known:
            self.known[path] = self.read(path)
        return self.known[path]

    def sentences(self, path: str) -> list[str]:
        """Return the sentences of an article; none if there is no such article."""
        if path not in self.parts:
            text = self.text(path) or ""
            self.parts[path] = [span.of(text) for span in sentences(text)]
        return self.parts[path]


def flaws(case: Case, library: Library) -> Iterator[Flaw]:
    """Yield what is wrong with what a case expects."""
    yield from _missing(case, library)
    if case.summarize:
        yield from _summary(case, library)
        return
    proofs = _proofs(case, library)
    yield from _texts(case, proofs, library)
    yield from _figures(case, proofs, library)


# --- articles, quotes and texts ----------------------------------------------------------


def _missing(case: Case, library: Library) -> Iterator[Flaw]:
    golds = [(gold.article, gold.quote) for gold in case.expected.gold]
    for article, quote in [*([(case.summarize, "")] if case.summarize else []), *golds]:
        text = library.text(article)
        if text is None:
            yield Flaw("article-missing", f"there is no article {article}", _near(article, library))
        elif quote and locate(quote, text) is None:
            yield Flaw(
                "quote-missing", f"{article} has no “{quote}”", _like(quote, article, library)
            )


def _near(article: str, library: Library) -> str:
    """Suggest the article that may be meant: the same name in another folder, or one like it."""
    name = PurePosixPath(article).name
    same = [path for path in library.paths if PurePosixPath(path).name == name]
    near = same or get_close_matches(article, library.paths, n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else "the name is the path below the articles folder"


def _like(quote: str, article: str, library: Library) -> str:
    """Suggest the words of the article that are most like a quote."""
    pieces = library.sentences(article)
    pieces = [*pieces, *(clause for piece in pieces for clause in clauses(piece))]
    near = get_close_matches(quote, pieces, n=1, cutoff=0.5)
    return f"did you mean “{near[0]}”?" if near else "copy the words out of the article"


def _proofs(case: Case, library: Library) -> list[str]:
    """Return the words that have to prove the answer: the quotes, else the article's sentences.

    Quotes are read as the article has them.
    """
    proofs: list[str] = []
    for gold in case.expected.gold:
        text = library.text(gold.article) or ""
        if not gold.quote:
            proofs += library.sentences(gold.article)
        elif span := locate(gold.quote, text):
            proofs.append(span.of(text))
    return proofs


def _texts(case: Case, proofs: Sequence[str], library: Library) -> Iterator[Flaw]:
    """Yield a flaw unless one of the texts stands in the proofs: the others are ways to say it."""
    texts = case.expected.texts
    if not texts or _stand(texts, proofs):
        return
    said = " or ".join(f"“{text}”" for text in texts)
    if any(_stand(texts, library.sentences(path)) for path in _searched(case, library)):
        if case.expected.gold and proofs:
            yield Flaw("text-missing", f"the quote does not hold {said}", "quote where it stands")
        return
    hint = "write it as the article does; translations may stand beside it"
    yield Flaw("text-missing", f"no article holds {said}", hint)


def _stand(texts: Sequence[str], proofs: Sequence[str]) -> bool:
    folded = [fold(proof) for proof in proofs]
    return any(locate(fold(text), proof) for text in texts for proof in folded)


def _searched(case: Case, library: Library) -> tuple[str, ...]:
    return tuple(gold.article for gold in case.expected.gold) or library.paths


# --- figures ---------------------------------------------------------------------------


def _figures(case: Case, proofs: Sequence[str], library: Library) -> Iterator[Flaw]:
    claims = []
    for words in case.expected.figures:
        found = find(words)
        if len(found) == 1:
            claims.append(found[0])
        else:
            many = f"is {len(found)} figures" if found else "is no figure"
            hint = "write each by itself: [a, b]" if found else "write text: where it is words"
            yield Flaw("figure-unparsable", f"“{words}” {many}", hint)
    if not proofs:
        return  # there is no such article or quote, which is reported already
    for claim in claims:
        bearing = [proof for proof in proofs if _bear(proof, claim)]
        if not bearing:
            yield _unsupported(claim, case, proofs, library)
        else:
            yield from _ambiguous(claim, claims, bearing, case)


def _bear(proof: str, claim: Quantity) -> list[Quantity]:
    return [figure for figure in find(proof) if supports(figure, claim)]


def _unsupported(claim: Quantity, case: Case, proofs: Sequence[str], library: Library) -> Flaw:
    """Return the flaw of a figure that its proof does not have."""
    quoted = any(gold.quote for gold in case.expected.gold)
    where = "the quote" if quoted else "the article"
    sentences = [s for path in _searched(case, library) for s in library.sentences(path)]
    elsewhere = next((s for s in sentences if _bear(s, claim)), "")
    alike = [q for proof in proofs for q in find(proof) if comparable(q, claim)]
    alike.sort(key=lambda figure: abs(figure.value - claim.value))
    if quoted and elsewhere:
        hint = f"it stands in “{elsewhere}”"
    else:
        nearest = list(dict.fromkeys(figure.text for figure in alike))[:3]
        hint = f"it has {'、'.join(nearest)}" if nearest else ""
    return Flaw("figure-unsupported", f"{where} does not bear {claim.text}", hint)


# With such a word, the order says which figure is whose: 9月和10月分别占68.7%和69.1%
_RESPECTIVELY = re.compile(r"分别|分別|respectively")


def _ambiguous(
    claim: Quantity, claims: Sequence[Quantity], bearing: Sequence[str], case: Case
) -> Iterator[Flaw]:
    """Yield a flaw if a second figure would fit, in the quote or elsewhere in the article."""
    if not any(gold.quote for gold in case.expected.gold):
        held = [figure for proof in bearing for figure in _bear(proof, claim)]
        things = {(f.subject, f.value, f.bound) for f in held}
        if len(bearing) > 1 and len(things) > 1:
            message = f"{claim.text} stands in {len(bearing)} sentences of the article"
            yield Flaw("figure-ambiguous", message, "quote the one that is meant")
        return
    for quote in bearing:
        others = [] if _RESPECTIVELY.search(quote) else _others(quote, claim, claims)
        if others:
            message = f"beside {claim.text} the quote has {'、'.join(others)}"
            yield Flaw("figure-ambiguous", message, "quote less, or give both as figures")


def _others(quote: str, claim: Quantity, claims: Sequence[Quantity]) -> list[str]:
    """Return the other figures of a quote that measure or count what a claim does."""
    return [
        figure.text
        for figure in find(quote)
        if not is_article(figure)
        and comparable(figure, claim)
        and not any(supports(figure, one) for one in claims)
    ]


# --- summaries -------------------------------------------------------------------------

_HAN_TEXT = re.compile(f"[{HAN}]")


def _summary(case: Case, library: Library) -> Iterator[Flaw]:
    """Yield what a summary must hold and its article lacks; English words are not looked for."""
    proofs = library.sentences(case.summarize)
    for words in case.expected.contains:
        figures = [figure for figure in find(words) if figure.kind is not Kind.NUMBER]
        borne = all(any(_bear(proof, figure) for proof in proofs) for figure in figures)
        stands = _stand([words], proofs)
        if proofs and not stands and (not borne or (not figures and _HAN_TEXT.search(words))):
            hint = "a summary that holds it would be wrong"
            yield Flaw("contains-missing", f"the article has no “{words}”", hint)
    lacked = {fold(words) for words in case.expected.lacks}
    for words in case.expected.contains:
        if fold(words) in lacked:
            message = f"the summary must hold “{words}”, and must not"
            yield Flaw("contains-and-lacks", message, "remove one")
