import math
from pathlib import Path

import pytest

from qa.errors import IndexBroken
from qa.index.lexical import LexicalIndex

TEXTS = {"a": "氢能公交车", "b": "氢能产业基地", "c": "生物医药 biotech 42", "d": "產業集群"}


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    made = LexicalIndex.create(tmp_path / "lexical")
    made.update(TEXTS.items(), ())
    return made


def bm25(term_frequency: int, length: int, average: float, occurs_in: int, count: int) -> float:
    """Okapi BM25 with k1 = 1.2 and b = 0.75, by hand."""
    idf = math.log(1 + (count - occurs_in + 0.5) / (occurs_in + 0.5))
    return idf * term_frequency * 2.2 / (term_frequency + 1.2 * (0.25 + 0.75 * length / average))


def test_scores_are_those_of_bm25(index: LexicalIndex) -> None:
    # 氢能 公交 ... : 4, 5, 5 and 3 terms, 4.25 on average; 公交 stands in one of four texts.
    assert index.search([("公交",)], 10) == {"a": pytest.approx(bm25(1, 4, 4.25, 1, 4), rel=1e-4)}


def test_any_of_the_terms_is_enough(index: LexicalIndex) -> None:
    assert set(index.search([("公交",), ("产业",)], 10)) == {"a", "b", "d"}


def test_the_best_come_first_and_no_more_than_asked_for(index: LexicalIndex) -> None:
    assert list(index.search([("氢能",), ("公交",)], 1)) == ["a"]


def test_simplified_finds_traditional(index: LexicalIndex) -> None:
    assert "d" in index.search([("产业",)], 10)


def test_among_has_every_id_and_no_other(index: LexicalIndex) -> None:
    found = index.search([("公交",)], 10, ["a", "c"])
    assert (set(found), found["c"]) == ({"a", "c"}, 0.0)


def test_no_terms_find_nothing(index: LexicalIndex) -> None:
    assert index.search([], 10) == {}


def test_coverage_is_the_share_of_known_idf(index: LexicalIndex) -> None:
    # Four chunks count as a thousand.
    known = math.log(1 + 999.5 / 1.5)  # in one
    unknown = math.log(1 + 1000.5 / 0.5)  # in none
    assert index.coverage([("公交",), ("projects",)]) == pytest.approx(known / (known + unknown))


def test_coverage_of_nothing_is_nothing(index: LexicalIndex) -> None:
    assert index.coverage([]) == 0.0


def test_the_forms_of_a_term_count_as_one(index: LexicalIndex) -> None:
    # Together 公交 and 医药 stand in two of four texts; 生物 医药 biotech 42 are 6 terms.
    found = index.search([("公交", "医药")], 10)
    assert found == {
        "a": pytest.approx(bm25(1, 4, 4.25, 2, 4), rel=1e-4),
        "c": pytest.approx(bm25(1, 5, 4.25, 2, 4), rel=1e-4),
    }


def test_the_best_form_of_a_term_counts(index: LexicalIndex) -> None:
    both = index.search([("产业", "基地")], 10)["b"]
    assert both == pytest.approx(index.search([("产业", "集群")], 10)["b"])


def test_a_long_form_must_stand_there_whole(index: LexicalIndex) -> None:
    assert set(index.search([("氢能公交",)], 10)) == {"a"}


def test_a_form_that_occurs_nowhere_costs_nothing(index: LexicalIndex) -> None:
    assert index.search([("公交", "飞机")], 10) == index.search([("公交",)], 10)


def test_a_deleted_chunk_is_not_found(index: LexicalIndex) -> None:
    index.update((), ["a"])
    assert (index.count, index.search([("公交",)], 10)) == (3, {})


def test_it_opens_again(index: LexicalIndex, tmp_path: Path) -> None:
    assert LexicalIndex.open(tmp_path / "lexical").count == 4


def test_a_missing_index_says_what_mends_it(tmp_path: Path) -> None:
    with pytest.raises(IndexBroken, match="none") as error:
        LexicalIndex.open(tmp_path / "none")
    assert error.value.hint == "qa index --rebuild"


def test_a_broken_index_says_what_mends_it(index: LexicalIndex, tmp_path: Path) -> None:
    (tmp_path / "lexical" / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(IndexBroken, match="lexical"):
        LexicalIndex.open(tmp_path / "lexical")
