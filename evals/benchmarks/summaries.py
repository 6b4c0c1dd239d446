"""Measure summaries without a model against the first sentences, a random choice and two graphs.

    python evals/benchmarks/summaries.py NEWS [--articles 500] [--skip 0] [--show N] [--tune N]

NEWS is the file of JSON lines with `id`, `date` and `text` (.jsonl.xz). The articles are chosen
by hash; `--tune` tries N sets of weights on the 500 after those of the table.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import json
import lzma
import random
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import rjieba

from qa.articles.article import parse
from qa.index.embedding import choose
from qa.language import names, quantities
from qa.language.text import HAN, Span, fold, sentences
from qa.summaries import excerpts, salience
from qa.summaries.summary import Form

if TYPE_CHECKING:
    from qa.articles.article import Article
    from qa.index.embedding import Embedder

SENTENCES = 3
OURS = "**ours**"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--skip", type=int, default=0, help="articles to leave out first")
    parser.add_argument("--show", type=int, default=0, help="summaries to print")
    parser.add_argument("--tune", type=int, default=0, help="sets of weights to try")
    args = parser.parse_args()
    rows = _by_hash(args.news)
    encoder = choose("use")
    if args.tune:
        start = args.skip + args.articles
        tune([_prepared(row, encoder) for row in rows[start : start + 500]], args.tune)
        return
    chosen = [_prepared(row, encoder) for row in rows[args.skip : args.skip + args.articles]]
    print(table(chosen))
    headed = [row for row in map(_headed, rows) if row][args.skip : args.skip + args.articles]
    print(headline_table([_prepared(row, encoder) for row in headed]))
    print(cost(chosen, encoder))
    for news in chosen[: args.show]:
        print(f"\n{news.article.path}")
        for span in sorted(ours(news, SENTENCES)):
            print("-", span.of(news.article.text))


# --- articles ------------------------------------------------------------------------------------


@dataclass
class News:
    """An article with its sentences, plain and ours, their vectors, and what it mentions."""

    article: Article
    spans: list[Span]
    vectors: np.ndarray
    own: tuple[Span, ...]
    own_vectors: np.ndarray
    headline: str = ""
    figures: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    @property
    def texts(self) -> list[str]:
        return [span.of(self.article.text) for span in self.spans]


def _by_hash(path: Path) -> list[dict]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows.sort(key=lambda row: hashlib.sha256(f"summaries {row['id']}".encode()).hexdigest())
    return rows


def _prepared(row: dict, encoder: Embedder) -> News:
    """News texts come without line breaks: four sentences make a paragraph.

    Their titles are the beginnings of the texts, and are left out.
    """
    pieces = re.findall(r"[^。！？]+[。！？]?[”」]?", row["text"])
    paragraphs = ("".join(pieces[i : i + 4]) for i in range(0, len(pieces), 4))
    body = "\n\n".join(" ".join(p.split()) for p in paragraphs)
    article = parse(body.encode(), f"{row['id']}.txt")
    spans = [s for p in article.paragraphs for s in sentences(article.text, p)]
    own = excerpts.sentences_of(article)
    both = list(dict.fromkeys([*spans, *own]))
    vectors = dict(zip(both, encoder.encode([s.of(article.text) for s in both]), strict=True))
    return News(
        article,
        spans,
        np.array([vectors[span] for span in spans]),
        own,
        np.array([vectors[span] for span in own]),
        row.get("headline", ""),
        _figures(article.text),
        _names(article.text),
    )


# 原标题：X近日, X: nothing parts a headline from the text but how news begins.
_HEADLINE = re.compile(
    r"\s*(?:原?标题：([^。\n]{8,40}?)\s*(?=近日|连日来|日前|本报讯|(?:["
    + HAN
    + r"]{2,8})?\d{1,2}月\d{1,2}日)"
    r"|【((?![^】]*(?:报道|记者|导读|专线|按))[^】]{8,40})】)"
)


def _headed(row: dict) -> dict | None:
    """The article without the headline it begins with; None if it begins with none."""
    found = _HEADLINE.match(row["text"])
    if not found:
        return None
    headline = (found[1] or found[2]).strip()
    text = row["text"][found.end() :].replace(headline, "")
    return {**row, "headline": headline, "text": text} if len(text) > 200 else None


# --- ways to choose, each the best first ---------------------------------------------------------


def lead(news: News, most: int) -> list[Span]:
    return news.spans[:most]


def at_random(news: News, most: int) -> list[Span]:
    chance = random.Random(news.article.path)
    return chance.sample(news.spans, min(most, len(news.spans)))


def text_rank(news: News, most: int) -> list[Span]:
    """Mihalcea and Tarau 2004: the words two sentences share, by the logs of their lengths."""
    words = [[w for w in rjieba.cut(text) if re.search(r"\w", w)] for text in news.texts]
    sets = [set(own) for own in words]
    logs = [np.log(max(len(own), 1)) for own in words]
    size = len(sets)
    weights = np.zeros((size, size))
    for i in range(size):
        for j in range(i):
            if shared := len(sets[i] & sets[j]):
                weights[i, j] = weights[j, i] = shared / max(logs[i] + logs[j], 1e-9)
    return _ranked(news, weights, most)


def lex_rank(news: News, most: int) -> list[Span]:
    """Erkan and Radev 2004, continuous, over the cosines of the vectors instead of words."""
    weights = np.clip(news.vectors @ news.vectors.T, 0, None)
    np.fill_diagonal(weights, 0)
    return _ranked(news, weights, most)


def _ranked(news: News, weights: np.ndarray, most: int) -> list[Span]:
    sums = weights.sum(axis=1, keepdims=True)
    moves = np.where(sums > 0, weights / np.where(sums > 0, sums, 1), 1 / len(weights))
    rank = np.full(len(weights), 1 / len(weights))
    for _ in range(50):
        rank = 0.15 / len(weights) + 0.85 * rank @ moves
    return [news.spans[i] for i in np.argsort(-rank, kind="stable")[:most]]


def ours(news: News, most: int) -> list[Span]:
    return excerpts.ranked(news.article, news.own, news.own_vectors, most)


Way = "Callable[[News, int], list[Span]]"
WAYS: dict[str, Way] = {
    "lead": lead,
    "random": at_random,
    "TextRank, words": text_rank,
    "LexRank, USE": lex_rank,
    OURS: ours,
}


# --- measures ------------------------------------------------------------------------------------


def _figures(text: str) -> set[str]:
    found = (q for q in quantities.find(text) if not quantities.is_article(q))
    return {f"{q.value} {q.unit}" for q in found}


def _names(text: str) -> set[str]:
    return {name.form for name in names.find(text)}


def _share(part: set[str], whole: set[str]) -> float:
    return len(part & whole) / len(whole) if whole else np.nan


# What cannot open a text by itself: a list of its own, plainer than that of qa.articles.openings.
_DANGLING = re.compile(
    r"[”’」』）)、，。；：]"
    r"|(?:他|她|它|其|该|此|这|那(?!曲|英)|对此|为此|因此|因而|所以|于是|但|然而|不过|而(?!立)|而且|并且|且|此外|另外|另据|同时|与此同时"
    r"|随后|之后|后来|接着|然后|最后|首先|其次|其中|例如|比如|总之|也就是说|换句话说|反之|相反|尽管如此|除此之外|一方面|另一方面"
    r"|当天|当日|当时|当晚|同日|次日|上述|前者|后者|两者|双方|对方|本次|本届|我们|我(?!国)|也|还(?!是?原)|更|又|却|则|都(?!市)|同样|甚至|尤其|特别是"
    r"|公司(?:表示|称|预计|将|还|已)"
    r"|He|She|It|They|This|These|Those|That|His|Her|Their|Its|However|But|And|So|Also|Meanwhile"
    r"|Moreover|Furthermore|Therefore|Thus|Then|In addition|Instead|Such)(?![a-z])"
    r"|[^“”]*”"
)


def _dangling(news: News, chosen: list[Span]) -> tuple[bool, bool]:
    """Whether a sentence dangles, and whether one does whose forerunner is not there."""
    text, own = news.article.text, sorted(chosen)
    bad = [i for i, span in enumerate(own) if _DANGLING.match(span.of(text))]
    lone = [i for i in bad if not i or text[own[i - 1].end : own[i].start].strip()]
    return bool(bad), bool(lone)


def _repetition(chosen: list[Span], known: dict[Span, np.ndarray]) -> float:
    vectors = np.array([known[span] for span in chosen])
    if len(vectors) < 2:
        return np.nan
    cosines = vectors @ vectors.T
    return float(cosines[np.triu_indices(len(vectors), 1)].max())


def _vectors(news: News) -> dict[Span, np.ndarray]:
    """The vectors by place; of a part of a sentence, those of the sentence."""
    known = dict(zip([*news.spans, *news.own], [*news.vectors, *news.own_vectors], strict=True))
    for span in ours(news, SENTENCES):
        if span not in known:
            known[span] = next(known[s] for s in news.own if s.start <= span.start < s.end)
    return known


def rouge_l(text: str, reference: str) -> tuple[float, float]:
    """Recall and F1 of the longest common subsequence of characters (Lin 2004)."""
    own, other = (re.sub(r"[\W_]", "", fold(t)) for t in (text, reference))
    row = [0] * (len(other) + 1)
    for character in own:
        before = 0
        for j, wanted in enumerate(other, 1):
            before, row[j] = row[j], before + 1 if character == wanted else max(row[j], row[j - 1])
    common = row[-1]
    if not common:
        return 0.0, 0.0
    recall, precision = common / len(other), common / len(own)
    return recall, 2 * recall * precision / (recall + precision)


def _text(news: News, chosen: list[Span]) -> str:
    return "".join(span.of(news.article.text) for span in sorted(chosen))


def _cut(news: News, way: Way, budget: int) -> str:
    """As many of the best sentences as have so many characters, the last one cut."""
    best = "".join(span.of(news.article.text) for span in way(news, 12))
    return best[:budget]


# --- tables --------------------------------------------------------------------------------------


_COLUMNS = (
    "three sentences | characters | figures | names | for 100 characters: figures | names"
    " | cut to the length of the lead: figures | names | redundancy | dangling"
    " | and without what stands before"
)


def table(chosen: list[News]) -> str:
    size = np.mean([[len(n.article.text), len(n.figures), len(n.names)] for n in chosen], axis=0)
    lines = [
        (
            f"\n{len(chosen)} articles; on average {size[0]:.0f} characters,"
            f" {size[1]:.1f} figures, {size[2]:.1f} names.\n\n| {_COLUMNS} |"
        ),
        "|---" * 11 + "|",
    ]
    lines += [_line(title, way, chosen) for title, way in WAYS.items()]
    return "\n".join(lines)


def _line(title: str, way: Way, chosen: list[News]) -> str:
    columns: list[list[float]] = [[] for _ in range(10)]
    for news in chosen:
        spans = way(news, SENTENCES)
        text = _text(news, spans)
        cut = _cut(news, way, len(_text(news, lead(news, SENTENCES))))
        of_all = _share(_figures(text), news.figures), _share(_names(text), news.names)
        of_cut = _share(_figures(cut), news.figures), _share(_names(cut), news.names)
        per = [100 * share / max(len(text), 1) for share in of_all]
        vectors = _vectors(news)
        values = [len(text), *of_all, *per, *of_cut, _repetition(spans, vectors)]
        for column, value in zip(columns, [*values, *_dangling(news, spans)], strict=True):
            column.append(float(value))
    means = [np.nanmean(column) for column in columns]
    shares = " | ".join(f"{100 * m:.1f} %" for m in means[1:7])
    ends = " | ".join(f"{100 * m:.1f} %" for m in means[8:])
    return f"| {title} | {means[0]:.0f} | {shares} | {means[7]:.3f} | {ends} |"


def headline_table(chosen: list[News]) -> str:
    if len(chosen) < 100:
        return f"\nOnly {len(chosen)} articles have a headline: too few to measure against."
    lines = [
        f"\nROUGE-L (characters) against the headline, {len(chosen)} articles.\n",
        "| three sentences | recall | F1 | recall, cut to the length of the lead |",
        "|---|---|---|---|",
    ]
    for title, way in WAYS.items():
        found = []
        for news in chosen:
            cut = _cut(news, way, len(_text(news, lead(news, SENTENCES))))
            whole = rouge_l(_text(news, way(news, SENTENCES)), news.headline)
            found.append((*whole, rouge_l(cut, news.headline)[0]))
        lines.append(f"| {title} | {' | '.join(f'{v:.3f}' for v in np.mean(found, axis=0))} |")
    return "\n".join(lines)


def cost(chosen: list[News], encoder: Embedder) -> str:
    """What a summary costs beside the encoding of its sentences, in time of the processor."""
    characters = sum(len(news.article.text) for news in chosen)
    started = time.process_time()
    for news in chosen:
        excerpts.excerpt(news.article, excerpts.sentences_of(news.article), news.own_vectors, FORM)
    choosing = time.process_time() - started
    some = chosen[:50]
    started = time.process_time()
    for news in some:
        encoder.encode([span.of(news.article.text) for span in news.own])
    encoding = time.process_time() - started
    encoding *= characters / sum(len(news.article.text) for news in some)
    each = [1e6 * seconds / characters for seconds in (choosing, encoding)]
    return (
        f"\n1,000 characters: {each[0]:.2f} ms to choose, {each[1]:.1f} ms to encode"
        f" (processor time): ratio {1 + choosing / encoding:.3f}"
    )


FORM = Form(SENTENCES)


# --- weights -------------------------------------------------------------------------------------

_TRIED = {
    "CENTRALITY": (0.5, 1.0, 1.5, 2.0),
    "LEAD": (0.2, 0.3, 0.4, 0.6, 0.8, 1.0),
    "REACH": (1.0, 2.0, 3.0, 4.0, 6.0),
    "FIGURES": (0.5, 0.75, 1.0, 1.5, 2.0, 3.0),
    "NAMES": (0.5, 0.75, 1.0, 1.5, 2.0, 3.0),
    "REPETITION": (0.2, 0.35, 0.5, 0.75, 1.0),
    "THRIFT": (0.0, 0.15, 0.25, 0.35, 0.5, 0.65, 0.8),
}


def tune(chosen: list[News], tries: int) -> None:
    """Change one weight after the other, by chance, and keep what is no worse."""
    salience.figures = functools.cache(salience.figures)
    salience.names = functools.cache(salience.names)
    chance, best = random.Random(0), _worth(chosen)
    print("at first", best)
    for _ in range(tries):
        name = chance.choice(list(_TRIED))
        kept = getattr(salience, name)
        setattr(salience, name, chance.choice(_TRIED[name]))
        if (worth := _worth(chosen)) > best:
            best = worth
            print(f"{best:.4f}", {key: getattr(salience, key) for key in _TRIED}, flush=True)
        else:
            setattr(salience, name, kept)


def _worth(chosen: list[News]) -> float:
    """The mean share of figures and of names at the length of the lead."""
    found = []
    for news in chosen:
        cut = _cut(news, ours, len(_text(news, lead(news, SENTENCES))))
        found.append((_share(_figures(cut), news.figures), _share(_names(cut), news.names)))
    return float(np.nanmean(found, axis=0).mean())


if __name__ == "__main__":
    main()
