"""The reader, which finds where in a passage a question is answered, and how likely that is."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from qa.errors import UsageError
from qa.language.text import Span
from qa.reading.gloss import glossed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

    from qa.search.query import Query

    Floats = NDArray[np.float32]

OWN = Path(__file__).with_name("weights")
MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
WINDOW = 320  # tokens of the question, the head and the passage together
LONGEST = 48  # tokens of an answer
QUESTION = 200  # characters: an endless question would leave the passage no room
BEST = 8  # readings of a passage
BETWEEN = " | "
_TOGETHER = 2400  # tokens of one run: more would only take memory


class Text(Protocol):
    """A text to read: a passage as it is reported, with the title and the date of its article."""

    @property
    def title(self) -> str: ...
    @property
    def date(self) -> dt.date | None: ...
    @property
    def reported(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """A place in a passage that may answer; `span` is the place in the passage's text.

    `here` is the probability that the passage answers at all, `share` the probability that
    this is the answer if it does.
    """

    passage: int
    span: Span
    here: float
    share: float

    @property
    def probability(self) -> float:
        return self.here * self.share


class Reader:
    """An extractive reader, from a folder with `model.onnx` and `tokenizer.json`.

    The model takes `input_ids` and `attention_mask` (and `token_type_ids`, if it has them) and
    gives `start_logits` and `end_logits`, in which the first token stands for "not here", as in
    readers of SQuAD 2. If it also gives `answer_logits`, these tell better whether the answer is
    here. Source: Devlin et al. 2018, "BERT", 4.3.
    """

    def __init__(self, folder: Path = OWN) -> None:
        self.folder = folder

    def read(self, query: Query, passages: Sequence[Text]) -> list[Reading]:
        """Return the best readings of all passages together, most likely first.

        >>> [r.span.of(text) for r in reader.read(understand("园区有多少家企业？"), [passage])][0]
        '300家'
        """
        each = self.each([(query, passage) for passage in passages])
        found = [replace(r, passage=n) for n, several in enumerate(each) for r in several]
        return sorted(found, key=lambda r: (-r.probability, r.passage, r.span))

    def each(self, pairs: Sequence[tuple[Query, Text]]) -> list[list[Reading]]:
        """Return the best readings of each question in its passage, most likely first."""
        if not pairs:
            return []
        heads = [_head(passage) for _, passage in pairs]
        encodings = self._tokenizer.encode_batch(
            [
                (
                    glossed(query, f"{head}\n{passage.reported}")[:QUESTION],
                    head + BETWEEN + passage.reported,
                )
                for head, (query, passage) in zip(heads, pairs, strict=True)
            ]
        )
        found: list[list[Reading]] = [[] for _ in pairs]
        for some in _together(encodings):
            logits = self._logits([encodings[n] for n in some])
            for n, each in zip(some, logits, strict=True):
                before = len(heads[n] + BETWEEN)
                found[n] = list(_readings(n, encodings[n], each, before))
        return found

    def _logits(self, encodings: Sequence[Encoding]) -> Iterator[tuple[Floats, Floats, float]]:
        """Yield the start, end and answer logits of each text, without those of padding."""
        import numpy as np

        length = max(len(encoding) for encoding in encodings)
        shape = (len(encodings), length)
        inputs = {name: np.zeros(shape, dtype=np.int64) for name in self._inputs}
        for n, encoding in enumerate(encodings):
            given = {
                "input_ids": encoding.ids,
                "attention_mask": encoding.attention_mask,
                "token_type_ids": encoding.type_ids,
            }
            for name, values in inputs.items():
                values[n, : len(encoding)] = given[name]
        outputs = dict(zip(self._outputs, self._session.run(self._outputs, inputs), strict=True))
        start, end = outputs["start_logits"], outputs["end_logits"]
        answers = outputs.get("answer_logits")
        for n, encoding in enumerate(encodings):
            size = len(encoding)
            null = float(start[n, 0] + end[n, 0])
            answer = (
                float(answers[n])
                if answers is not None
                else float(_soft(start[n, 1:size]) + _soft(end[n, 1:size]) - null)
            )
            yield start[n, :size], end[n, :size], answer

    @cached_property
    def _session(self) -> InferenceSession:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = min(os.cpu_count() or 1, 4)
        options.inter_op_num_threads = 1
        # Otherwise a memory plan would be kept for each length of input.
        options.enable_mem_pattern = False
        options.log_severity_level = 3
        return InferenceSession(str(self._file(MODEL)), options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        made = Tokenizer.from_file(str(self._file(TOKENIZER)))
        made.enable_truncation(WINDOW, strategy="only_second")
        made.no_padding()
        return made

    @cached_property
    def _inputs(self) -> list[str]:
        return [each.name for each in self._session.get_inputs()]

    @cached_property
    def _outputs(self) -> list[str]:
        return [each.name for each in self._session.get_outputs()]

    def _file(self, name: str) -> Path:
        file = self.folder / name
        if not file.is_file():
            raise UsageError(
                f"{file}: no such file; a reader is a folder with {MODEL} and {TOKENIZER}",
                "unset QA_READER, or name such a folder",
            )
        return file


USUAL = Reader()


def _head(passage: Text) -> str:
    return f"{passage.date or ''} {passage.title}".strip()


def _together(encodings: Sequence[Encoding]) -> Iterator[list[int]]:
    """Yield the numbers of the texts in groups of similar length."""
    group: list[int] = []
    for number in sorted(range(len(encodings)), key=lambda n: -len(encodings[n])):
        if group and (len(group) + 1) * len(encodings[group[0]]) > _TOGETHER:
            yield group
            group = []
        group.append(number)
    yield group


def _readings(
    number: int, encoding: Encoding, logits: tuple[Floats, Floats, float], before: int
) -> Iterator[Reading]:
    """Yield the best spans of one passage; `before` is the length of what precedes its text."""
    import numpy as np

    start, end, answer = logits
    offsets, second = encoding.offsets, encoding.sequence_ids
    places = [n for n, s in enumerate(second) if s == 1 and offsets[n][1] > before]
    if not places:
        return
    first, last = places[0], places[-1] + 1
    pairs = _log_soft(start[first:last])[:, None] + _log_soft(end[first:last])[None, :]
    fits = np.triu(np.ones_like(pairs, dtype=bool)) & ~np.triu(
        np.ones_like(pairs, dtype=bool), LONGEST
    )
    shares = np.where(fits, np.exp(pairs), 0.0)
    here = 1 / (1 + np.exp(-np.clip(answer, -30, 30)))
    best = np.argsort(-shares, axis=None)[: 4 * BEST]
    whole = float(shares.sum()) or 1.0
    count = 0
    for i, j in zip(*np.unravel_index(best, shares.shape), strict=True):
        span = Span(max(offsets[first + i][0], before) - before, offsets[first + j][1] - before)
        if span.end > span.start and count < BEST:
            count += 1
            yield Reading(number, span, float(here), float(shares[i, j]) / whole)


def _soft(logits: Floats) -> float:
    import numpy as np

    most = logits.max()
    return float(most + np.log(np.exp(logits - most).sum()))


def _log_soft(logits: Floats) -> Floats:
    return logits - _soft(logits)
