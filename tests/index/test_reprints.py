import subprocess
import sys
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.index.reprints import COMMON, candidates, copies, groups, keys
from qa.language.text import Span
from tests.index.stories import DECLARATION, OTHER, PAIRS, STORY, same

# --- keys ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAIRS)
def test_a_copy_shares_a_key(name: str) -> None:
    one, other = PAIRS[name]
    assert set(keys(one)) & set(keys(other))


LETTERS = st.text(st.sampled_from("自贸区高质量发展临港项目签约产业集群"), max_size=300)


@given(LETTERS, LETTERS, LETTERS, LETTERS, st.text(st.sampled_from("甲乙丙丁"), min_size=71))
def test_71_characters_in_common_make_a_common_key(
    a: str, b: str, c: str, d: str, common: str
) -> None:
    assert set(keys(a + common + b)) & set(keys(c + common + d))


def test_keys_fit_the_integers_of_sqlite() -> None:
    assert all(-(2**63) <= key < 2**63 for key in keys(STORY * 5))


def test_keys_are_few() -> None:
    assert len(keys(STORY)) <= 16


def test_keys_do_not_depend_on_the_process() -> None:
    program = f"from qa.index.reprints import keys; print(keys({STORY!r}))"
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"},
            capture_output=True, text=True, check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }  # fmt: skip
    assert printed == {str(keys(STORY))}


def winnowed(text: str) -> set[int]:
    """The keys of a text without numbers, marks or capitals, in plain Python."""
    hashes = []
    for i in range(len(text) - 7):
        value = 0
        for character in text[i : i + 8]:
            value = (value * 0x9E3779B97F4A7C15 + ord(character)) % 2**64
        value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) % 2**64
        value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) % 2**64
        hashes.append(value ^ (value >> 31))
    window = min(64, max(8, len(hashes) // 4), len(hashes))
    least = {min(hashes[i : i + window]) for i in range(len(hashes) - window + 1)}
    return {value - 2**64 if value >= 2**63 else value for value in least}


@given(st.text(st.sampled_from("自贸区高质量发展临港项目签约产业集群"), min_size=8, max_size=400))
def test_keys_are_those_of_winnowing(text: str) -> None:
    assert set(keys(text)) == winnowed(text)


def test_what_has_no_letters_has_no_keys() -> None:
    assert keys("……\n") == ()


# --- candidates ------------------------------------------------------------------------


class Shelf:
    """Texts by name with their keys, as the catalog keeps them."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self.asked = 0
        self.table: defaultdict[int, list[tuple[str, Span]]] = defaultdict(list)
        for name, text in texts.items():
            for key in keys(text):
                self.table[key].append((name, Span(0, len(text))))

    def holders(self, key: int, most: int) -> list[tuple[str, Span]]:
        self.asked += min(most, len(self.table[key]))
        return self.table[key][:most]

    def read(self, name: str, place: Span) -> str:
        return place.of(self.texts[name])


def test_copies_are_found_among_others() -> None:
    changed = STORY.replace("272", "372")
    shelf = Shelf({"a": STORY, "b": OTHER, "c": "据新华社报道，" + STORY, "d": changed})
    assert copies(STORY, shelf.holders, shelf.read) == ["a", "c"]


def test_an_article_with_few_of_the_keys_is_none() -> None:
    own = keys(STORY)
    table = {key: [("all", Span(0, 9))] for key in own}
    table[own[0]].append(("one", Span(0, 9)))
    assert list(candidates(STORY, lambda key, most: table[key])) == ["all"]


def test_a_key_of_many_chunks_leads_nowhere_while_there_are_others() -> None:
    own = keys(STORY + DECLARATION)
    many = [(str(i), Span(0, 9)) for i in range(COMMON + 1)]
    table = dict.fromkeys(own, many) | {key: [("own", Span(0, 9))] for key in own[::2]}
    assert list(candidates(STORY + DECLARATION, lambda key, most: table[key][:most])) == ["own"]


def test_what_thousands_of_chunks_share_is_looked_up_in_bounded_time() -> None:
    shelf = Shelf({str(i): DECLARATION for i in range(5000)})
    found = candidates(DECLARATION, shelf.holders)
    assert (len(found), shelf.asked) == (COMMON, (COMMON + 1) * len(keys(DECLARATION)))


def test_the_place_covers_a_passage_that_begins_in_the_chunk_before() -> None:
    article = OTHER + STORY
    middle = len(OTHER) + 20
    table = {key: [("a", Span(middle, len(article)))] for key in keys(article[middle:])}
    found = candidates(STORY, lambda key, most: table.get(key, [])[:most])
    assert STORY in found["a"].of(article)


def test_the_place_is_where_most_keys_are_shared() -> None:
    own = keys(STORY)
    table = {key: [("a", Span(900, 1300))] for key in own} | {own[0]: [("a", Span(0, 100))]}
    found = candidates(STORY, lambda key, most: table[key])
    assert found == {"a": Span(900 - len(STORY), 1300 + len(STORY))}


# --- groups ----------------------------------------------------------------------------


def test_groups_are_named_in_order() -> None:
    texts = [("a", STORY), ("b", OTHER), ("c", PAIRS["another lead-in"][1]), ("d", OTHER)]
    assert groups(texts) == [["a", "c"], ["b", "d"]]


def test_the_ends_of_a_chain_are_not_grouped() -> None:
    text = "".join(character for character in STORY + OTHER if character.isalpha())
    a, b, c = (text[i : i + 100] for i in (0, 14, 28))
    assert (same(a, b), same(b, c), same(a, c)) == (True, True, False)
    assert groups([("a", a), ("b", b), ("c", c)]) == [["a", "b"], ["c"]]


def test_identical_boilerplate_is_one_group() -> None:
    assert groups((i, DECLARATION) for i in range(200)) == [list(range(200))]
