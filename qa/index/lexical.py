"""The lexical index: BM25 over Han bigrams, words and numbers, with Tantivy."""

from __future__ import annotations

import math
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from qa.errors import IndexBroken
from qa.text import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import tantivy

_HEAP = 64_000_000
_LEAST_SIZE = 1_000


class LexicalIndex:
    """One Tantivy index in a folder. Ids and postings only: the texts are the catalog's."""

    def __init__(self, folder: Path, index: tantivy.Index) -> None:
        self._folder = folder
        self._index = index
        self._searcher = index.searcher()

    @classmethod
    def create(cls, folder: Path) -> Self:
        """An empty index in a new folder."""
        import tantivy

        folder.mkdir(parents=True)
        schema = (
            tantivy.SchemaBuilder()
            .add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
            .add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
            .build()
        )
        with _errors(folder):
            return cls(folder, tantivy.Index(schema, str(folder), reuse=False))

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The index in a folder. Raises IndexBroken."""
        import tantivy

        with _errors(folder):
            return cls(folder, tantivy.Index.open(str(folder)))

    def update(self, add: Iterable[tuple[str, str]], delete: Iterable[str]) -> None:
        """Add chunks as (id, text), delete chunks by id, commit."""
        import tantivy

        with _errors(self._folder), self._index.writer(_HEAP, 1) as writer:
            for key in delete:
                writer.delete_documents_by_term("id", key)
            for key, text in add:
                writer.add_document(tantivy.Document(id=[key], terms=[" ".join(terms(text))]))
        with _errors(self._folder):
            self._index.reload()
            self._searcher = self._index.searcher()

    @property
    def count(self) -> int:
        """How many chunks it holds."""
        return int(self._searcher.num_docs)

    def search(
        self, query: Sequence[str], k: int, among: Sequence[str] | None = None
    ) -> dict[str, float]:
        """The k best chunks for these terms by BM25 (of just those ids), best first.

        A chunk of `among` in which no term occurs is there with 0.
        """
        import tantivy

        clauses = self._any_of(query)
        with _errors(self._folder):
            if among is not None:
                ids = tantivy.Query.term_set_query(self._index.schema, "id", list(among))
                clauses.append((tantivy.Occur.Must, tantivy.Query.const_score_query(ids, 0.0)))
            return self._hits(tantivy.Query.boolean_query(clauses), k)

    def weights(self, query: Sequence[str]) -> dict[str, float]:
        """The idf of each term; of a term that occurs nowhere, that of one in no chunk.

        Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework", as in BM25; but a
        small index counts as a larger one: in an index of one chunk every word of it would
        weigh a fifth of any that it lacks, and 多少 more than the name that is asked about.
        """
        size = max(self.count, _LEAST_SIZE)
        return {
            term: math.log(1 + (size - occurs_in + 0.5) / (occurs_in + 0.5))
            for term, occurs_in in self._occurrences(query).items()
        }

    def coverage(self, query: Sequence[str]) -> float:
        """The share of the query's idf mass whose terms occur in the index at all, 0 to 1.

        An English question over Chinese articles is covered by its digits and names only.
        """
        weights, occurs_in = self.weights(query), self._occurrences(query)
        covered = sum(weight for term, weight in weights.items() if occurs_in[term])
        return covered / sum(weights.values()) if weights else 0.0

    def _occurrences(self, query: Sequence[str]) -> dict[str, int]:
        return {term: self._searcher.doc_freq("terms", term) for term in query}

    def _any_of(self, query: Sequence[str]) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        import tantivy

        schema = self._index.schema
        return [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, "terms", term, "freq"))
            for term in dict.fromkeys(query)
        ]

    def _hits(self, query: tantivy.Query, k: int) -> dict[str, float]:
        if k < 1:
            return {}
        result = self._searcher.search(query, k, count=False)
        return {
            self._searcher.doc(address).get_first("id") or "": float(score)
            for score, address in result.hits
        }


@contextmanager
def _errors(folder: Path) -> Iterator[None]:
    """Tantivy reports a broken index as ValueError, or OSError for its files."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise IndexBroken(
            f"{folder}: the lexical index does not open: {error}", "qa index --rebuild"
        ) from error
