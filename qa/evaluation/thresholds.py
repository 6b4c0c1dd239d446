"""Thresholds: what a run has to reach, read from `evals/thresholds.toml`."""

from __future__ import annotations

import difflib
import tomllib
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from qa.errors import UsageError
from qa.evaluation.baseline import mode_of
from qa.evaluation.rates import SCORES, Part

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic_core import ErrorDetails


class Minimum(BaseModel):
    """The least rate of a score, over all cases or those of a mode, a language or tags."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    score: str
    least: float = Field(ge=0, le=1)
    mode: Literal["extractive", "replay", "live"] | None = None
    language: Literal["zh", "en"] | None = None
    tags: tuple[str, ...] = ()

    @field_validator("score")
    @classmethod
    def _known(cls, score: str) -> str:
        if score not in SCORES:
            raise ValueError(f"there is no score {score!r}; {_meant(score, SCORES)}")
        return score

    @property
    def part(self) -> Part:
        return Part(self.language or "", self.tags)

    def applies(self, mode: str) -> bool:
        """Tell whether it applies to runs of a mode."""
        return self.mode in (None, mode_of(mode))


class Thresholds(BaseModel):
    """The thresholds that a run has to reach.

    `significance` is that of McNemar's test against the baseline. If a run gives the same each
    time, any lost case is a sign of a change: no more than `most_lost` may be lost, even if that
    may be chance. `live` runs are held to the test alone.

    >>> load(Path("evals/thresholds.toml")).minimum[0].least
    0.85
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    significance: Annotated[float, Field(gt=0, lt=1)] = 0.05
    most_lost: Annotated[int, Field(ge=0)] = 0
    minimum: tuple[Minimum, ...] = ()


def load(file: Path) -> Thresholds:
    """Load the thresholds of a file. Raises UsageError with all that is wrong with it."""
    try:
        return Thresholds.model_validate(tomllib.loads(file.read_text(encoding="utf-8-sig")))
    except ValidationError as error:
        told = "\n".join(f"{file}: {_told(each)}" for each in error.errors(include_url=False))
        raise UsageError(told, "mend the file: a key that is not known gates nothing") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        hint = "mend it, or name another: --thresholds FILE"
        raise UsageError(f"{file}: {said}", hint) from error


def _told(detail: ErrorDetails) -> str:
    """Say what is wrong, with the place.

    `minimum 2: there is no key 'leest'; did you mean 'least'?`
    """
    place = detail["loc"]
    parts = [str(part + 1) if isinstance(part, int) else part for part in place]
    if detail["type"] == "extra_forbidden":
        model = Minimum if len(place) > 1 else Thresholds
        where = f"{' '.join(parts[:-1])}: " if parts[:-1] else ""
        return f"{where}there is no key {parts[-1]!r}; {_meant(parts[-1], [*model.model_fields])}"
    return f"{' '.join(parts)}: {detail['msg'].removeprefix('Value error, ')}"


def _meant(name: str, known: list[str] | tuple[str, ...]) -> str:
    near = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
