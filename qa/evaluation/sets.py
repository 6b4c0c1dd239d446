"""Sets: cases read from YAML files; all problems are reported at once, with file and line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pydantic import ValidationError

from qa.articles.markup.decoding import UndecodableError, decode
from qa.evaluation import documents
from qa.evaluation.cases import Case, Expected, Gold
from qa.evaluation.documents import BadEvalSet, Problem
from qa.evaluation.entries import Entry, SetFile
from qa.evaluation.objections import told

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from qa.evaluation.documents import Document, Place

__all__ = ["BadEvalSet", "EvalSet", "Problem", "parse", "read"]

SUFFIXES = frozenset({".yaml", ".yml"})
_MOST_PROBLEMS = 20  # of one file
_MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class EvalSet:
    """A file of cases.

    `articles` is the folder that it says its cases are about, `today` the day they are asked on.
    """

    file: Path
    articles: Path | None
    cases: tuple[Case, ...]
    today: dt.date | None = None


def read(paths: Iterable[Path]) -> list[EvalSet]:
    """Read the eval sets of files, and of the `*.yaml` of folders, in order, each file once.

    Raises BadEvalSet with all problems of all files.
    """
    problems: list[Problem] = []
    sets: list[EvalSet] = []
    for file in _files(paths, problems):
        text = _text(file, problems)
        if text is not None:
            try:
                sets.append(parse(text, file))
            except BadEvalSet as error:
                problems += error.problems
    problems += _repeated(sets)
    if problems:
        raise BadEvalSet(
            tuple(problems), "qa eval new ARTICLE proposes cases, and so shows how they are written"
        )
    return sets


def parse(text: str, file: Path) -> EvalSet:
    """Parse the text of a file into an eval set. Raises BadEvalSet.

    >>> text = "cases: [{id: a, question: 签约几个, figure: 130个, article: a.txt}]"
    >>> parse(text, Path("a.yaml")).cases[0].expected.figures
    ('130个',)
    """
    document = documents.read(text, file.as_posix())
    entries = None if document.problems and document.value is None else _checked(document)
    problems = sorted(set(document.problems), key=lambda problem: problem.line or 0)
    if problems or entries is None:
        raise BadEvalSet(_first(problems, document.file))
    cases = [_case(entry, entries, document, n) for n, entry in enumerate(entries.cases)]
    folder = file.parent / entries.articles if entries.articles else None
    return EvalSet(file, folder, tuple(cases), entries.today)


def _first(problems: list[Problem], file: str) -> tuple[Problem, ...]:
    if len(problems) <= _MOST_PROBLEMS:
        return tuple(problems)
    more = Problem(file, None, f"{len(problems) - _MOST_PROBLEMS} more problems like these")
    return (*problems[:_MOST_PROBLEMS], more)


# --- files -----------------------------------------------------------------------------


def _files(paths: Iterable[Path], problems: list[Problem]) -> list[Path]:
    found: dict[Path, Path] = {}
    for path in paths:
        files = _below(path) if path.is_dir() else [path]
        if not files:
            problems.append(Problem(path.as_posix(), None, "has no *.yaml in it"))
        for file in files:
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _below(folder: Path) -> list[Path]:
    found = (file for file in folder.iterdir() if file.suffix in SUFFIXES and file.is_file())
    return sorted(file for file in found if file.name[0] != ".")


def _text(file: Path, problems: list[Problem]) -> str | None:
    try:
        if not file.is_file():
            there = "is no file" if file.exists() else "is not there"
            problems.append(Problem(file.as_posix(), None, there))
        elif file.stat().st_size > _MOST_BYTES:
            problems.append(Problem(file.as_posix(), None, "is larger than 5 MB", "split it"))
        else:
            return decode(file.read_bytes())[0].replace("\r\n", "\n")
    except OSError as error:
        problems.append(Problem(file.as_posix(), None, f"cannot be read: {error.strerror}"))
    except UndecodableError as error:
        problems.append(Problem(file.as_posix(), None, str(error), "save it as UTF-8"))
    return None


def _repeated(sets: Sequence[EvalSet]) -> list[Problem]:
    """Find ids that two cases of any files share; "a" and "A" would be one file's name."""
    first: dict[str, Case] = {}
    problems = []
    for case in (case for one in sets for case in one.cases):
        known = first.setdefault(case.id.casefold(), case)
        if known is not case:
            file, _, line = case.place.rpartition(":")
            message = f"the id {case.id!r} is taken at {known.place}"
            problems.append(Problem(file, int(line), message, "give it another"))
    return problems


# --- from what is written to a case ----------------------------------------------------


def _checked(document: Document) -> SetFile | None:
    """Validate the file against its model; add what the model objects to to the problems."""
    if not isinstance(document.value, dict):
        document.object_to((), "is no mapping with 'cases'", "write 'cases:' and a list below it")
        return None
    try:
        entries = SetFile.model_validate(document.value)
    except ValidationError as error:
        known = {problem.line for problem in document.problems}
        for detail in error.errors(include_url=False):
            if document.line(detail["loc"]) not in known:  # reported already
                document.object_to(detail["loc"], *told(detail))
        return None
    for n, entry in enumerate(entries.cases):
        _pair(entry, entries, document, ("cases", n))
    return entries


def _pair(entry: Entry, entries: SetFile, document: Document, place: Place) -> None:
    """Check that it is clear which article each quote is from."""
    articles = entry.article or entries.article
    if entry.quote and not articles:
        document.object_to((*place, "quote"), "'quote' without 'article'", "name the article")
    elif entry.quote and len(articles) > 1 and len(articles) != len(entry.quote):
        hint = "write one article, or as many as quotes, in their order"
        message = f"{len(entry.quote)} quotes and {len(articles)} articles"
        document.object_to((*place, "quote"), message, hint)


def _case(entry: Entry, entries: SetFile, document: Document, n: int) -> Case:
    """Return the case of an entry. An unanswered one has only the golds that it names itself."""
    articles = entry.article
    if not articles and entry.question and not entry.unanswered:
        articles = entries.article
    return Case(
        id=entry.id,
        expected=Expected(
            figures=entry.figure,
            texts=entry.text,
            unanswered=entry.unanswered,
            contains=entry.contains,
            lacks=entry.lacks,
            gold=_gold([PurePosixPath(a).as_posix() for a in articles], entry.quote),
        ),
        place=f"{document.file}:{document.line(('cases', n))}",
        question=entry.question or "",
        summarize=PurePosixPath(entry.summarize).as_posix() if entry.summarize else "",
        tags=tuple(dict.fromkeys(entry.tags)),
        severity=entry.severity,
        notes=entry.notes or "",
    )


def _gold(articles: list[str], quotes: tuple[str, ...]) -> tuple[Gold, ...]:
    """Return the golds: all quotes of the one article, or each quote with its own article."""
    if len(articles) == 1 and quotes:
        return tuple(Gold(articles[0], quote) for quote in quotes)
    if quotes:
        return tuple(Gold(a, q) for a, q in zip(articles, quotes, strict=True))
    return tuple(Gold(article) for article in articles)
