"""The baseline: the result of each case when somebody last looked at it and approved it.

It is a sorted JSON file with a line for each case, so that a change of it can be read.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from qa.errors import UsageError
from qa.evaluation.files import write
from qa.evaluation.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from qa.evaluation.cases import Case
    from qa.evaluation.results import Result, Run

_ARTICLE = "article "  # prefix, in a run's conditions, of the digest of a named article


class Kept(BaseModel):
    """The result of a case: its outcome, its value, and digests of the case and its articles."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    outcome: Outcome
    value: str
    case: str
    articles: str


class Mode(BaseModel):
    """The results of all cases in one mode, and the conditions under which they were made."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    conditions: dict[str, str] = {}
    cases: dict[str, Kept] = {}


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    modes: dict[str, Mode] = {}


@dataclass(frozen=True, slots=True)
class Baseline:
    """The results of the cases, by mode.

    >>> load(Path("evals/baseline.json")).mode("extractive").cases["hydrogen-range-zh"].value
    '600公里'
    """

    modes: dict[str, Mode] = field(default_factory=dict)

    def mode(self, name: str) -> Mode | None:
        """Return what is kept of a mode; what was recorded is what is replayed."""
        return self.modes.get(mode_of(name))


def mode_of(name: str) -> str:
    """Return the mode of a run under the name that baseline and thresholds use."""
    return {"record": "replay", "model": "live"}.get(name, name)


# --- a run as it is kept ---------------------------------------------------------------


def kept(run: Run) -> Mode:
    """Return a run as the baseline keeps it."""
    named = {key: value for key, value in run.conditions.items() if not key.startswith(_ARTICLE)}
    cases = {result.case.id: _kept(result, run.conditions) for result in run.results}
    return Mode(conditions=named, cases=cases)


def _kept(result: Result, conditions: dict[str, str]) -> Kept:
    return Kept(
        outcome=result.outcome,
        value=result.value,
        case=_digest(_asked(result.case)),
        articles=_digest([(path, conditions.get(_ARTICLE + path)) for path in named(result.case)]),
    )


def named(case: Case) -> list[str]:
    """Return the articles that a case is about."""
    paths = {gold.article for gold in case.expected.gold} | ({case.summarize} - {""})
    return sorted(paths)


def _asked(case: Case) -> object:
    """Return what is asked and expected; notes, tags and the place in the file do not count."""
    expected = case.expected
    golds = [(gold.article, gold.quote) for gold in expected.gold]
    wanted = (expected.figures, expected.texts, expected.unanswered)
    return case.question, case.summarize, wanted, expected.contains, expected.lacks, golds


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode("utf-8", "replace")).hexdigest()[:12]


# --- blessing --------------------------------------------------------------------------


def blessed(before: Baseline, run: Run, *, complete: bool = True) -> Baseline:
    """Return the baseline with the results of a run; one that is not `complete` drops no case.

    Raises UsageError if a case was not measured: nobody can say that its result is right.
    """
    lost = [one.case.id for one in run.results if one.outcome is Outcome.UNSCORED]
    if lost:
        raise UsageError(
            f"nothing is blessed: {len(lost)} cases were not measured ({', '.join(lost[:3])})",
            "mend what the report says of them, and run it again",
        )
    now, name = kept(run), mode_of(run.mode)
    was = before.modes.get(name)
    if was and not complete:
        now = Mode(conditions=now.conditions, cases=was.cases | now.cases)
    return replace(before, modes=before.modes | {name: now})


def differences(before: Baseline, after: Baseline) -> list[str]:
    """List what differs between two baselines, a line each.

    >>> differences(before, blessed(before, run))
    ['extractive: firms-zh: fail → pass, “25家” → “384家”']
    """
    found = []
    for name in sorted(before.modes.keys() | after.modes.keys()):
        was, now = before.modes.get(name, Mode()), after.modes.get(name, Mode())
        found += [f"{name}: {line}" for line in (*_conditions(was, now), *_cases(was, now))]
    return found


def _conditions(was: Mode, now: Mode) -> Iterator[str]:
    for key in sorted(was.conditions.keys() | now.conditions.keys()):
        one, other = was.conditions.get(key, "none"), now.conditions.get(key, "none")
        if one != other:
            yield f"{key}: {one} → {other}"


def _cases(was: Mode, now: Mode) -> Iterator[str]:
    for key in sorted(was.cases.keys() | now.cases.keys()):
        one, other = was.cases.get(key), now.cases.get(key)
        if one is None or other is None:
            case = one or other
            yield f"{key}: {'gone' if other is None else 'new'}, {case.outcome if case else ''}"
        elif one != other:
            yield f"{key}: {'; '.join(_changes(one, other))}"


def _changes(was: Kept, now: Kept) -> Iterator[str]:
    outcome = f"{was.outcome} → {now.outcome}" if was.outcome != now.outcome else now.outcome.value
    value = f", “{was.value}” → “{now.value}”" if was.value != now.value else ""
    yield outcome + value
    if was.case != now.case:
        yield "the case is another"
    if was.articles != now.articles:
        yield "its articles have changed"


# --- the file --------------------------------------------------------------------------


def load(file: Path) -> Baseline:
    """Load the baseline of a file; an empty one if there is no file. Raises UsageError."""
    try:
        return Baseline(dict(_File.model_validate_json(file.read_bytes()).modes))
    except FileNotFoundError:
        return Baseline()
    except ValidationError as error:
        said = error.errors()[0]
        place = ".".join(map(str, said["loc"]))
        raise UsageError(
            f"{file}: this is no baseline: {place + ': ' if place else ''}{said['msg']}",
            "git checkout it, or remove it and make it anew: qa eval --bless",
        ) from error


def save(file: Path, baseline: Baseline) -> None:
    """Write a baseline, whole or not at all."""
    write(file, written(baseline))


def written(baseline: Baseline) -> str:
    """Return the text of the file: sorted, each case on one line."""
    modes = [f"{_json(name)}: {_mode(mode)}" for name, mode in sorted(baseline.modes.items())]
    return '{"modes": {' + ",\n".join(modes) + "}}\n"


def _mode(mode: Mode) -> str:
    cases = {key: one.model_dump(mode="json") for key, one in mode.cases.items()}
    return f'{{\n"conditions": {{{_lines(mode.conditions)}}},\n"cases": {{{_lines(cases)}}}}}'


def _lines(values: Mapping[str, object]) -> str:
    return "\n" + ",\n".join(f"{_json(k)}: {_json(v)}" for k, v in sorted(values.items())) + "\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
