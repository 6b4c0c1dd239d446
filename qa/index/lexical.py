"""The lexical index: BM25 over Han bigrams, words and numbers, with Tantivy."""

from __future__ import annotations

import math
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from qa.errors import IndexBroken
from qa.language.text import terms, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import tantivy

    # The forms in which one term may occur in a text.
    Forms = Sequence[str]

_HEAP = 64_000_000
_LEAST_SIZE = 1_000


class LexicalIndex:
    """A Tantivy index in a folder. It holds ids and postings only; the catalog has the texts."""

    def __init__(self, folder: Path, index: tantivy.Index) -> None:
        self._folder = folder
        self._index = index
        self._searcher = index.searcher()

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Create an empty index in a new folder."""
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
        """Open the index in a folder. Raises IndexBroken."""
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
        """The number of chunks in the index."""
        return int(self._searcher.num_docs)

    def search(
        self, terms: Sequence[Forms], k: int, among: Sequence[str] | None = None
    ) -> dict[str, float]:
        """Return the k best chunks for these terms by BM25, best first; of `among` only, if given.

        A term may occur in a chunk in any of its forms: the best of them counts, with the idf of
        all together. A chunk of `among` in which no term occurs is included with a score of 0.
        """
        import tantivy

        clauses = [(tantivy.Occur.Should, query) for query in self._queries(terms)]
        with _errors(self._folder):
            if among is not None:
                ids = tantivy.Query.term_set_query(self._index.schema, "id", list(among))
                clauses.append((tantivy.Occur.Must, tantivy.Query.const_score_query(ids, 0.0)))
            return self._hits(tantivy.Query.boolean_query(clauses), k)

    def weights(self, terms: Sequence[Forms]) -> list[float]:
        """Return the idf of each term; a term that occurs nowhere has the highest.

        As in BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"), except
        that a small index counts as a larger one: in an index of one chunk, every word of it would
        weigh a fifth of any that it lacks, and 多少 more than the name that is asked about.
        """
        size = max(self.count, _LEAST_SIZE)
        return [_idf(self._occurs_in(forms), size) for forms in terms]

    def coverage(self, terms: Sequence[Forms]) -> float:
        """Return the share of the terms' idf mass that occurs in the index at all, 0 to 1.

        Of an English question whose words no dictionary knows, only the digits are covered.
        """
        weights = self.weights(terms)
        covered = sum(w for w, forms in zip(weights, terms, strict=True) if self._occurs_in(forms))
        return covered / sum(weights) if weights else 0.0

    def occurrences(self, token: str) -> int:
        """Count the chunks that contain a token of `qa.language.text.terms`."""
        return int(self._searcher.doc_freq("terms", token))

    def _occurs_in(self, forms: Forms) -> int:
        """Count the chunks that have the term in any form: an upper bound."""
        return min(self.count, sum(map(self._form_occurs_in, forms)))

    def _form_occurs_in(self, form: str) -> int:
        return min(map(self.occurrences, tokens(form)), default=0)

    def _queries(self, terms: Sequence[Forms]) -> Iterator[tantivy.Query]:
        import tantivy

        for forms in terms:
            occurring = [form for form in forms if self._form_occurs_in(form)]
            idf = _idf(self._occurs_in(forms), self.count)
            alternatives = [self._query(form, idf) for form in occurring]
            if len(alternatives) == 1:
                yield alternatives[0]
            elif alternatives:
                yield tantivy.Query.disjunction_max_query(alternatives)

    def _query(self, form: str, idf: float) -> tantivy.Query:
        """Build the query for one form of a term; `idf` is that of all its forms together."""
        import tantivy

        queries = [
            tantivy.Query.term_query(self._index.schema, "terms", token, "freq")
            for token in tokens(form)
        ]
        if len(queries) > 1:  # 弗里德里希 is scored as one word that occurs once
            together = [(tantivy.Occur.Must, query) for query in queries]
            return tantivy.Query.const_score_query(tantivy.Query.boolean_query(together), idf)
        own = _idf(self._form_occurs_in(form), self.count)
        return tantivy.Query.boost_query(queries[0], idf / own) if own else queries[0]

    def _hits(self, query: tantivy.Query, k: int) -> dict[str, float]:
        if k < 1:
            return {}
        result = self._searcher.search(query, k, count=False)
        return {
            self._searcher.doc(address).get_first("id") or "": float(score)
            for score, address in result.hits
        }


def _idf(occurs_in: int, size: int) -> float:
    return math.log(1 + (size - occurs_in + 0.5) / (occurs_in + 0.5))


@contextmanager
def _errors(folder: Path) -> Iterator[None]:
    """Raise IndexBroken where Tantivy reports ValueError, or OSError for its files."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise IndexBroken(
            f"{folder}: the lexical index does not open: {error}", "qa index --rebuild"
        ) from error
