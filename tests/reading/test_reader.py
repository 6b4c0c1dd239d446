"""The reader on its own weights: not what it reads, but that a reading is what it says it is.

Where what the model gives must be known, a session stands in for it; the tokenizer is qa's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from qa.corpus.corpus import Corpus
from qa.errors import UsageError
from qa.reading import USUAL, Reader
from qa.reading.reader import BEST, MODEL, OWN, TOKENIZER
from qa.search.query import understand
from qa.settings import load

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qa.reading import Reading


@dataclass(frozen=True)
class Page:
    """A text to read."""

    reported: str
    title: str = "新闻"
    date: date | None = date(2022, 1, 8)


ZH = understand("园区有多少家企业？")
FIRMS = Page("园区很美。目前，园区已集聚近2000家企业，投资54.2亿元。")
PARKS = Page("城市开放公园17座，游客很多。", title="公园")
LONG = Page("园区已集聚近2000家企业。" + "天气很好，路已修好。" * 200)
QUESTIONS = ["园区有多少家企业？", "园区怎样？", "How many firms are in the park?"]


def read(question: str, *pages: Page) -> list[Reading]:
    return USUAL.read(understand(question), pages)


# --- on its own weights ----------------------------------------------------------------------------


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("page", [FIRMS, LONG], ids=["short", "long"])
def test_a_span_is_a_place_in_the_passage(question: str, page: Page) -> None:
    found = read(question, page)
    assert found
    assert all(0 <= r.span.start < r.span.end <= len(page.reported) for r in found)


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_a_reading_gives_are_probabilities(question: str) -> None:
    found = read(question, FIRMS)
    assert all(0 <= p <= 1 for r in found for p in (r.here, r.share))


def test_the_shares_of_a_passage_are_parts_of_one() -> None:
    assert sum(r.share for r in read("园区有多少家企业？", FIRMS)) <= 1 + 1e-6


def test_the_likeliest_is_read_first() -> None:
    found = [r.probability for r in read("园区有多少家企业？", PARKS, FIRMS)]
    assert found == sorted(found, reverse=True)


def test_of_each_pair_the_likeliest_is_read_first() -> None:
    (found,) = USUAL.each([(ZH, FIRMS)])
    assert [r.share for r in found] == sorted((r.share for r in found), reverse=True)


def test_each_passage_is_read_and_named_by_its_place() -> None:
    assert {r.passage for r in read("园区有多少家企业？", PARKS, FIRMS)} == {0, 1}


def test_a_passage_has_no_more_readings_than_the_best() -> None:
    assert len(read("园区有多少家企业？", FIRMS)) <= BEST


def test_two_runs_read_the_same() -> None:
    assert read("园区有多少家企业？", FIRMS) == read("园区有多少家企业？", FIRMS)


def test_a_passage_without_text_has_no_reading() -> None:
    assert read("园区有多少家企业？", Page("")) == []


# --- with a session that stands in for the model -----------------------------------------------------


class Session:
    """A model that is sure the answer goes from one token to another, wherever they stand.

    Without `answer` it has no such output; `null` is what it gives the first token at the start.
    """

    def __init__(
        self, start: str, end: str, *, answer: float | None = None, null: float = 0.0,
        inputs: Sequence[str] = ("input_ids", "attention_mask"),
    ) -> None:  # fmt: skip
        self._ends, self._answer, self._null = (start, end), answer, null
        self._names = inputs
        self.given: dict[str, np.ndarray] = {}

    def get_inputs(self) -> list[Any]:
        return [SimpleNamespace(name=name) for name in self._names]

    def get_outputs(self) -> list[Any]:
        names = (
            "start_logits",
            "end_logits",
            *(["answer_logits"] if self._answer is not None else []),
        )
        return [SimpleNamespace(name=name) for name in names]

    def run(self, outputs: Sequence[str], inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        self.given = inputs
        ids = inputs["input_ids"]
        start, end = (np.where(ids == _id(token), 20.0, 0.0) for token in self._ends)
        start[:, 0] = self._null
        given = {"start_logits": start, "end_logits": end}
        given["answer_logits"] = np.full(len(ids), self._answer or 0.0)
        return [given[name].astype(np.float32) for name in outputs]


def _id(token: str) -> int:
    return int(USUAL._tokenizer.token_to_id(token))


def reader_with(session: Session) -> Reader:
    made = Reader(OWN)
    made._session = session  # type: ignore[assignment]
    return made


@pytest.mark.parametrize("title", ["", "新闻", "园区 | 集聚近2000家"])
@pytest.mark.parametrize("day", [None, date(2022, 1, 8)])
def test_a_span_is_counted_from_the_text_not_from_what_stands_before_it(
    title: str, day: date | None
) -> None:
    page = Page("企业近2000家。", title, day)
    best = reader_with(Session("近", "家")).read(ZH, [page])[0]
    assert best.span.of(page.reported) == "近2000家"


def test_only_the_passage_answers() -> None:
    page = Page("公园17座。", title="近2000家")
    found = reader_with(Session("近", "家")).read(ZH, [page])
    assert sum(r.share for r in found) > 0.5  # the title's has no share


def test_a_longer_passage_beside_it_changes_nothing() -> None:
    page = Page("企业近2000家。")
    made = reader_with(Session("近", "家", answer=0.0))
    alone, beside = made.each([(ZH, page)]), made.each([(ZH, page), (ZH, LONG)])
    assert beside[0] == alone[0]


@pytest.mark.parametrize(("answer", "here"), [(0.0, 0.5), (np.log(3), 0.75), (-100.0, 0.0)])
def test_the_answer_logit_says_whether_it_is_here(answer: float, here: float) -> None:
    made = reader_with(Session("近", "家", answer=float(answer)))
    assert made.read(ZH, [FIRMS])[0].here == pytest.approx(here, abs=1e-6)


@pytest.mark.parametrize(("null", "here"), [(0.0, 1.0), (80.0, 0.0)])
def test_without_one_the_first_token_says_that_it_is_not(null: float, here: float) -> None:
    made = reader_with(Session("近", "家", null=null))
    assert made.read(ZH, [FIRMS])[0].here == pytest.approx(here, abs=1e-6)


def test_a_model_is_given_the_inputs_that_it_has() -> None:
    inputs = ("input_ids", "token_type_ids", "attention_mask")
    session = Session("近", "家", inputs=inputs)
    reader_with(session).read(ZH, [FIRMS])
    assert set(session.given) == set(inputs)


# --- its files ---------------------------------------------------------------------------------------


def test_nothing_to_read_needs_no_weights(tmp_path: Path) -> None:
    assert (Reader(tmp_path).read(ZH, []), Reader(tmp_path).each([])) == ([], [])


@pytest.mark.parametrize("missing", [TOKENIZER, MODEL])
def test_a_file_that_is_not_there_is_named(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if missing == MODEL:
        (tmp_path / TOKENIZER).write_bytes((OWN / TOKENIZER).read_bytes())
    monkeypatch.setenv("QA_READER", str(tmp_path))
    reading = Corpus(load({"no_model": True}, tmp_path)).reading
    with pytest.raises(UsageError) as error:
        reading.read(ZH, [FIRMS])
    assert error.value.message.startswith(f"{tmp_path / missing}: no such file")


def test_without_a_setting_the_reader_is_qas_own(tmp_path: Path) -> None:
    assert Corpus(load({"no_model": True}, tmp_path)).reading.folder == OWN
