from pathlib import Path

import pytest

from qa.language import lexicon
from qa.language.dictionary import _plain
from qa.language.lexicon import _built, characters, is_common, lemmas, translations


@pytest.mark.parametrize(
    ("gloss", "word"),
    [
        ("quarterback", "四分卫"),
        ("super bowl", "超级碗"),
        ("house of commons", "下议院"),
        ("shanghai", "上海"),
        ("panther", "豹"),
        ("chloroplast", "叶绿体"),
    ],
)
def test_a_gloss_has_its_chinese_words(gloss: str, word: str) -> None:
    assert word in translations(gloss)


def test_translations_are_simplified() -> None:
    assert all(word == "下议院" for word in translations("house of commons") if "议" in word)


def test_what_no_entry_explains_has_none() -> None:
    assert translations("qwertyuiop") == ()


@pytest.mark.parametrize(
    ("meaning", "glosses"),
    [
        ("mark, a sign (of sth)", ["mark", "sign"]),
        ("to be surrounded", ["surrounded"]),
        ("Nanhui district, Shanghai", ["Nanhui district", "Nanhui"]),
        ("Pudong New District of Shanghai and more words", []),
        ("(bound form)", []),
    ],
)
def test_what_a_meaning_says_in_a_question(meaning: str, glosses: list[str]) -> None:
    assert _plain(meaning) == glosses


@pytest.mark.parametrize(
    ("word", "common"), [("change", True), ("Women", True), ("Shanghai", False), ("Lingang", False)]
)
def test_common_words_are_told_from_names(word: str, common: bool) -> None:
    assert is_common(word) is common


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("signed", "sign"),
        ("companies", "company"),
        ("planned", "plan"),
        ("housing", "house"),
        ("won", "win"),
        ("children", "child"),
        ("italian", "italia"),
        ("buses", "bus"),
    ],
)
def test_an_inflected_word_has_its_lemma(word: str, lemma: str) -> None:
    assert lemma in lemmas(word)


def test_a_short_word_is_left_as_it_is() -> None:
    assert lemmas("is") == ["is"]


@pytest.mark.parametrize(("syllable", "character"), [("lin", "临"), ("gang", "港"), ("lv", "绿")])
def test_characters_are_found_by_their_reading(syllable: str, character: str) -> None:
    assert character in characters(syllable)


def test_only_characters_in_use_are_found() -> None:
    assert "𫍯" not in characters("yi")


def test_a_broken_database_is_built_anew(tmp_path: Path) -> None:
    file = tmp_path / "lexicon.sqlite3"
    file.write_bytes(b"no database" * 100)
    database = _built(file)
    assert database.execute("SELECT words FROM gloss WHERE text = 'quarterback'").fetchone()


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    database = lexicon._built(tmp_path / "cache" / "lexicon.sqlite3")
    assert database.execute("SELECT words FROM gloss WHERE text = 'quarterback'").fetchone()


@pytest.mark.parametrize(
    ("gloss", "proper"),
    [
        ("shanghai", True),
        ("super bowl", True),
        ("ministry of finance", True),
        ("free trade zone", False),
        ("chinese cabbage", False),
        ("tv", False),
        ("change", False),
        ("qwertyuiop", False),
    ],
)
def test_names_are_told_from_words_by_how_they_are_written(gloss: str, proper: bool) -> None:
    assert lexicon.is_proper(gloss) is proper


@pytest.mark.parametrize(
    ("text", "kind"),
    [("上海", "name"), ("北约", "short"), ("企业", "word"), ("朱云折槛", "word"), ("海企", None)],
)
def test_chinese_words_are_names_short_names_or_words(text: str, kind: str | None) -> None:
    assert lexicon.word(text) == kind


@pytest.mark.parametrize(
    ("letters", "word"), [("gdp", "国内生产总值"), ("ai", "人工智能"), ("who", "世界卫生组织")]
)
def test_an_acronym_has_the_words_it_stands_for(letters: str, word: str) -> None:
    assert word in lexicon.acronym(letters)


@pytest.mark.parametrize(
    ("text", "name"), [("谷歌", "Google"), ("英格兰", "England"), ("企业", ""), ("海企", "")]
)
def test_a_chinese_name_may_have_a_latin_one(text: str, name: str) -> None:
    assert lexicon.latin(text) == name
