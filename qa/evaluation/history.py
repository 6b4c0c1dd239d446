"""The history: the results of whole runs, day by day, as a file with a line of JSON for each."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from qa.errors import UsageError
from qa.evaluation import baseline, files
from qa.evaluation.rates import rate
from qa.evaluation.reports.report import Past
from qa.evaluation.reports.tallies import by_tag
from qa.evaluation.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from qa.evaluation.results import Run

_MOST = 100  # past runs in a plot: a dot is four units wide there, and the plot 440


def _day(value: Any) -> dt.date:
    """Parse a day strictly: pydantic alone takes 20220108, and 1641600000 as seconds."""
    if isinstance(value, dt.date):
        return value
    if not isinstance(value, str) or len(value) != len("2022-01-08"):
        raise ValueError("write it like 2022-01-08")
    return dt.date.fromisoformat(value)


def _no_more_than_all(counts: tuple[int, int]) -> tuple[int, int]:
    passes, cases = counts
    if not 0 <= passes <= cases or not cases:
        raise ValueError(f"{passes} of {cases} cannot pass")
    return counts


_Counts = Annotated[tuple[int, int], AfterValidator(_no_more_than_all)]


class Line(BaseModel):
    """The result of a run: how many cases pass, and for each tag `[passes, cases]`.

    `asked` is a digest of what was asked and expected, `model` the model's name.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: Annotated[dt.date, BeforeValidator(_day)]
    mode: Literal["extractive", "replay", "live"]
    cases: int = Field(ge=1)
    passes: int = Field(ge=0)
    tags: dict[str, _Counts] = {}
    asked: str = ""
    model: str = "none"

    @model_validator(mode="after")
    def _possible(self) -> Line:
        _no_more_than_all((self.passes, self.cases))
        return self

    @property
    def past(self) -> Past:
        """The line as a report plots it."""
        tags = {tag: passes / cases for tag, (passes, cases) in self.tags.items()}
        return Past(self.date.isoformat(), self.passes / self.cases, tags)


def measured(run: Run) -> bool:
    """Tell whether each case was measured: otherwise a run says nothing of its day."""
    return all(one.outcome is not Outcome.UNSCORED for one in run.results)


def line(run: Run, day: dt.date) -> Line:
    """Return a run of this day as the history keeps it, without its seconds and answers."""
    overall = rate(run.results, "pass")
    digests = sorted((key, one.case) for key, one in baseline.kept(run).cases.items())
    return Line.model_validate(
        {
            "date": day,
            "mode": baseline.mode_of(run.mode),
            "cases": overall.total,
            "passes": int(overall.reached),
            "tags": {tag: (int(each.reached), each.total) for tag, each in by_tag(run.results)},
            "asked": hashlib.sha256(repr(digests).encode()).hexdigest()[:12],
            "model": run.conditions.get("model", "none"),
        }
    )


@dataclass(frozen=True, slots=True)
class History:
    """The lines, in the order in which they were kept.

    >>> load(Path("evals/history.jsonl")).before(line(run, date(2026, 11, 25)))[-1].overall
    0.8058
    """

    lines: tuple[Line, ...] = ()

    def before(self, now: Line) -> list[Past]:
        """Return the last runs of the mode before this one, in the order of their days."""
        same = [one for one in self.lines if one.mode == now.mode and one != now]
        earlier = sorted((o for o in same if o.date <= now.date), key=lambda one: one.date)
        return [one.past for one in earlier[-_MOST:]]

    def after(self, lines: Iterable[Line]) -> History:
        """Return the history with these lines last; the same result on the same day stands once."""
        new = tuple(lines)
        return History((*(one for one in self.lines if one not in new), *new))


# --- the file --------------------------------------------------------------------------


def load(file: Path) -> History:
    """Load the history of a file; an empty one if there is no file. Raises UsageError."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return History()
    rows = enumerate(content.splitlines(), start=1)
    return History(tuple(_line(file, number, row) for number, row in rows if row.strip()))


def _line(file: Path, number: int, row: bytes) -> Line:
    try:
        return Line.model_validate_json(row)
    except ValidationError as error:
        said = error.errors(include_url=False)[0]
        place = ".".join(map(str, said["loc"]))
        problem = f"{place}: " * bool(place) + said["msg"].removeprefix("Value error, ")
        raise UsageError(
            f"{file}:{number}: this is no run of a history: {problem}",
            "git checkout the file, or remove the line",
        ) from error


def save(file: Path, history: History) -> None:
    """Write a history, whole or not at all."""
    files.write(file, "".join(f"{_written(one)}\n" for one in history.lines))


def _written(one: Line) -> str:
    return json.dumps(one.model_dump(mode="json"), ensure_ascii=False)
