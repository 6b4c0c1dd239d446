"""Entries: the written form of an eval set, and its JSON Schema for editors."""

from __future__ import annotations

import datetime as dt
import json
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

# An editor takes an unquoted 130 for a number; here it is the text "130".
_SCALAR: dict[str, Any] = {"type": ["string", "number"]}
_ONE_OR_MORE: dict[str, Any] = {
    "anyOf": [_SCALAR, {"type": "array", "items": _SCALAR, "minItems": 1}]
}


def _as_list(value: object) -> object:
    """Return one text as a list of one, so that both may be written."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list) and value:
        return value
    raise ValueError("is neither a text nor a list of texts")


def _day(value: object) -> object:
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("is no day; write it like 2022-01-08") from None


def _not_empty(value: object) -> object:
    # Checked before the cases are: a later count would not see those that are wrong.
    if value == []:
        raise ValueError("is an empty list")
    return value


Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), WithJsonSchema(_SCALAR)
]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_list), WithJsonSchema(_ONE_OR_MORE)]
Day = Annotated[
    dt.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})
]
Id = Annotated[
    str,
    StringConstraints(pattern=r"^\w[\w.\-]*$", max_length=100),
    WithJsonSchema({**_SCALAR, "pattern": r"^\w[\w.\-]*$"}),
]

_EITHER: dict[str, Any] = {"oneOf": [{"required": ["question"]}, {"required": ["summarize"]}]}
_OF_QUESTIONS = ("figure", "text", "unanswered", "quote", "article")
_OF_SUMMARIES = ("contains", "lacks")


class Entry(BaseModel):
    """A case as it is written: a question, or an article to summarize."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=_EITHER)

    id: Id = Field(description="A name that no other case has")
    question: Text | None = Field(None, description="What is asked, in Chinese or English")
    figure: Texts = Field((), description="The figure as an article writes it, 130个; each of them")
    text: Texts = Field((), description="A name or words that the answer has to hold; any of them")
    unanswered: bool = Field(False, description="true: the articles do not answer this")
    article: Texts = Field((), description="The article that answers, from the folder of articles")
    quote: Texts = Field((), description="A span of the article that proves the answer")
    summarize: Text | None = Field(None, description="The article to summarize")
    contains: Texts = Field((), description="What the summary must hold; each of them")
    lacks: Texts = Field((), description="What must not be in the summary")
    tags: Texts = Field((), description="What the scores are broken down by")
    severity: Literal["normal", "critical"] = Field(
        "normal", description="critical: the run fails where this case does"
    )
    notes: Text | None = Field(None, description="For people")

    @model_validator(mode="after")
    def _asks_one_thing(self) -> Entry:
        if (self.question is None) == (self.summarize is None):
            raise ValueError("has to have either 'question' or 'summarize'")
        kind, alien = (
            ("a question", _OF_SUMMARIES) if self.question else ("a summary", _OF_QUESTIONS)
        )
        for name in alien:
            if getattr(self, name):
                raise ValueError(f"{name!r} does not go with {kind}")
        return self


class SetFile(BaseModel):
    """An eval set as it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    articles: Text | None = Field(
        None, description="The folder of the articles, seen from this file"
    )
    article: Texts = Field((), description="The article of each case that names none")
    today: Day | None = Field(None, description="The day the questions are asked")
    cases: Annotated[tuple[Entry, ...], BeforeValidator(_not_empty)] = Field(
        description="The cases", json_schema_extra={"minItems": 1}
    )


def schema() -> str:
    """Return the JSON Schema of an eval set, as `evals/schema.json` has it."""
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **SetFile.model_json_schema(),
        "title": "Eval set of qa",
    }
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"
