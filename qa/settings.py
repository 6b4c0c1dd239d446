"""Settings: options, QA_* variables and qa.toml, in that order of weight."""

from __future__ import annotations

import datetime as dt
import difflib
import os
import tomllib
from decimal import Decimal  # noqa: TC003  # pydantic reads the annotations
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from qa.errors import UsageError

FILE = "qa.toml"
DEFAULT_MODEL = "gpt-4.1-mini"


def _several(value: Any) -> Any:
    """Split the folders of QA_ARTICLES as those of PATH are split."""
    return value.split(os.pathsep) if isinstance(value, str) else value


def _day(value: Any) -> Any:
    """Check that this is a calendar day, since pydantic alone reads "1630613000" as one too."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):  # from qa.toml
        return value
    try:
        return dt.date.fromisoformat(str(value).strip())
    except ValueError:
        raise PydanticCustomError(
            "day", "{given} is no day; write it like 2022-01-08", {"given": str(value)}
        ) from None


class Settings(BaseModel):
    """All settings, with their defaults.

    >>> Settings(articles=["news"]).index
    PosixPath('.qa')
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    articles: Annotated[tuple[Path, ...], BeforeValidator(_several)] = Field(
        (Path("seeds"),), min_length=1, description="folders of articles"
    )
    index: Path = Field(Path(".qa"), description="folder of the index")
    embedder: str = Field("use", description="what turns text into vectors")
    reader: Path | None = Field(None, description="folder of another reader than qa's own")
    chroma: str | None = Field(None, description="address of a Chroma server")
    model: str | None = Field(None, description="name of the language model")
    base_url: str | None = Field(None, description="address of an OpenAI-compatible server")
    api_key: str | None = Field(None, repr=False, description="key of that server")
    embedding_base_url: str | None = Field(None, description="address of another for embeddings")
    embedding_api_key: str | None = Field(None, repr=False, description="key of that one")
    no_model: bool = Field(False, description="never ask a language model")
    strict: bool = Field(True, description="withhold what does not hold, else give it marked")
    workers: int | None = Field(None, ge=1, description="processes that embed articles")
    chunk_tokens: int = Field(256, ge=32, le=4096, description="budget of a chunk")
    window: int = Field(8_192, ge=2_000, description="tokens that the model reads at once")
    timeout: float = Field(60.0, gt=0, description="seconds to wait for the model")
    requests_per_minute: int | None = Field(None, ge=1, description="calls of a batch a minute")
    tokens_per_minute: int | None = Field(None, ge=1, description="tokens of a batch a minute")
    prices: Path | None = Field(None, description="file of what models cost, beside qa's own")
    max_cost: Decimal | None = Field(None, ge=0, description="what a run may spend at most")

    today: Annotated[dt.date | None, BeforeValidator(_day)] = Field(
        None, description="the day a question is asked, if not the machine's"
    )

    @property
    def wants_model(self) -> bool:
        """True if a model is to write answers: one is named, and models are not forbidden."""
        return not self.no_model and bool(self.api_key or self.base_url)


# The variables of OpenAI's own tools are read too, after the QA_* ones of the same meaning.
_ALIASES = {"api_key": "OPENAI_API_KEY", "base_url": "OPENAI_BASE_URL"}


def load(options: dict[str, Any] | None = None, folder: Path | None = None) -> Settings:
    """Load the settings: options given, else QA_* variables, else qa.toml, else the defaults.

    An option of None was not given. Raises UsageError with the name of the value that does not fit
    and where it was set.
    """
    given = {key: value for key, value in (options or {}).items() if value is not None}
    file = (folder or Path()) / FILE
    layers = [("option", given), ("variable", _variables()), (str(file), _toml(file))]
    merged: dict[str, Any] = {}
    for _, layer in reversed(layers):
        merged.update(layer)
    try:
        return Settings.model_validate(merged)
    except ValidationError as error:
        raise UsageError(_explain(error, layers)) from error


def cache_folder() -> Path:
    """Return the folder that keeps reproducible data between runs."""
    root = os.environ.get("XDG_CACHE_HOME")
    return (Path(root) if root else Path.home() / ".cache") / "qa"


def _variables() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in Settings.model_fields:
        for variable in (f"QA_{name.upper()}", _ALIASES.get(name, "")):
            value = os.environ.get(variable, "").strip()
            if value and name not in found:
                found[name] = value
    return found


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{file}: {error}", "mend the file or move it away") from error


def _explain(error: ValidationError, layers: list[tuple[str, dict[str, Any]]]) -> str:
    problem = error.errors()[0]
    name = str(problem["loc"][0])
    where = next((source for source, layer in layers if name in layer), "")
    if problem["type"] == "extra_forbidden":
        near = difflib.get_close_matches(name, Settings.model_fields, n=1)
        meant = f"did you mean {near[0]!r}?" if near else "known: " + ", ".join(
            sorted(Settings.model_fields)
        )  # fmt: skip
        return f"{where}: there is no setting {name!r}; {meant}"
    source = {"option": f"--{name.replace('_', '-')}", "variable": f"QA_{name.upper()}"}
    return f"{source.get(where, f'{where}: {name}')}: {problem['msg']}"
