"""Measure summaries by a model: figures that the article does not have, beside a plain prompt.

    python evals/benchmarks/summaries_model.py NEWS WORK --base-url URL [--model M] [--most 30]

NEWS holds news articles as files; the --most of them whose names have the smallest hashes are
summarized twice by the same model: through `qa.summaries.summarization`, and with "summarize this
article" over its text, cut to the window. WORK keeps a record of each: what is there is not
asked for again. Figures are counted by small expressions of this file, which see nothing but
the printed text and the article's text, and know nothing of `qa.language.quantities`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import time
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.articles.article import Article
    from qa.models.llm import Model, Reply, Request
    from qa.summaries.summary import Lang

# --- the independent count of figures ----------------------------------------------------------

_UNIT = {"十": 10, "百": 100, "千": 1_000, "万": 10**4, "亿": 10**8}
_EN_UNIT = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_DIGITS = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?"
    r"(?:\s*[余多]?\s*((?:[十百千]?[万亿]){1,2}|百|千)|\s+(thousand|million|billion|trillion)\b)?",
    re.IGNORECASE,
)
_HAN = "零〇一二两三四五六七八九"
# Two characters or more, or what a percent sign follows: 一 alone is rarely a figure.
_NUMERAL = re.compile(rf"(?:百分之)?[{_HAN}十百千万亿]*[十百千万亿{_HAN}](?:点[{_HAN}]+)?")
_PERCENT = re.compile(r"%|percent|per cent|百分", re.IGNORECASE)


def figures(text: str) -> set[float]:
    """The values of the figures that stand in a text, rounded; units and bounds do not matter.

    >>> sorted(figures("签约130个，共54.2亿元，百分之三十"))
    [30.0, 130.0, 5420000000.0]
    """
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"\s*\[\d+\]", "", text)
    return {round(value, 6) for value in [*_digits(text), *_numerals(text)]}


def _digits(text: str) -> Iterator[float]:
    for match in _DIGITS.finditer(text):
        value = float(match[1].replace(",", "") + (match[2] or ""))
        for unit in match[3] or "":
            value *= _UNIT[unit]
        yield value * _EN_UNIT.get((match[4] or "").lower(), 1)


def _numerals(text: str) -> Iterator[float]:
    for match in _NUMERAL.finditer(text):
        said = match.group().removeprefix("百分之")
        if len(said) < 2 and said == match.group():
            continue
        if re.match(r"[\d.]$", text[max(0, match.start() - 1) : match.start()]):
            continue  # 54.2亿: with its digits
        whole, _, rest = said.partition("点")
        tail = "".join(str(_digit(c)) for c in rest)
        yield _value(whole) + (float(f"0.{tail}") if tail else 0)


def _digit(character: str) -> int:
    return {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2}.get(
        character, "三四五六七八九".find(character) + 3
    )


def _value(said: str) -> float:
    """二〇二一 by its digits, 一百三十 by its units."""
    if not re.search("[十百千万亿]", said):
        return float("".join(str(_digit(c)) for c in said) or 0)
    total, part, last = 0, 0, 0
    for character in said:
        if character in "万亿":
            total, part, last = (total + part + last or 1) * _UNIT[character], 0, 0
        elif character in _UNIT:
            part, last = part + (last or 1) * _UNIT[character], 0
        else:
            last = _digit(character)
    return float(total + part + last)


def unknown(printed: str, article: str) -> list[float]:
    """The figures of a printed text that the article has nowhere, also not as 1.3 for 1.3万.

    English spells small numbers; up to ten they are not looked for.
    """
    held = figures(article)
    return sorted(value for value in figures(printed) if not any(_same(value, h) for h in held))


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-6 * max(abs(one), abs(other))


# --- the two ways ------------------------------------------------------------------------------

PLAIN = {
    "zh": "请用{n}句话总结下面这篇文章。\n\n{text}",
    "en": "Summarize this article in {n} sentences, in English.\n\n{text}",
}


def proved(article: Article, lang: Lang, asked: argparse.Namespace, model: Model) -> dict[str, Any]:
    """A summary through the checks."""
    from qa.models.llm import for_purpose
    from qa.summaries.summarization import run, steps
    from qa.summaries.summary import Form

    def ask(request: Request) -> Reply:
        return for_purpose(model, request.purpose).reply(request.messages, request.max_tokens)

    form = Form(asked.sentences, lang)
    summary = run(steps(article, form, asked.window, model.name), ask)
    quotes = [
        all(c.verified and article.text[c.start : c.end] == c.quote for c in s.citations)
        and bool(s.citations)
        for s in summary.sentences
    ]
    return {
        "text": "\n".join(sentence.text for sentence in summary.sentences),
        "quotes": [[c.quote for c in s.citations] for s in summary.sentences],
        "sentences": len(quotes),
        "verified": sum(quotes),
        "withheld": [[one.text, list(one.reasons)] for one in summary.withheld],
        "calls": summary.usage.calls,
        "input": summary.usage.input_tokens,
        "output": summary.usage.output_tokens,
    }


def plain(article: Article, lang: Lang, asked: argparse.Namespace, model: Model) -> dict[str, Any]:
    """What the model says to "summarize this article"."""
    from qa.models import tokens
    from qa.models.llm import Message

    text = article.text
    while tokens.count(text) > asked.window - 700:
        text = text[: len(text) * 9 // 10]
    prompt = PLAIN[lang].format(n=asked.sentences, text=text)
    reply = model.reply([Message("user", prompt)], 500)
    return {
        "text": reply.text,
        "sentences": len(re.findall(r"[。！？]|[.!?](?=\s|$)", reply.text)),
        "verified": 0,
        "withheld": [],
        "calls": 1,
        "input": reply.usage.input_tokens,
        "output": reply.usage.output_tokens,
    }


WAYS = {"qa": proved, "plain": plain}


def measure(asked: argparse.Namespace) -> None:
    """Summarize what has no record yet."""
    from qa.articles.article import read
    from qa.models.llm.client import OpenAIModel
    from qa.settings import Settings

    settings = Settings(base_url=asked.base_url, model=asked.model, timeout=600)
    model = OpenAIModel(settings)
    for file in chosen(asked.news, asked.most):
        article = read(asked.news, file)
        for name, way in WAYS.items():
            record = asked.work / f"{name}-{asked.lang}-{file.stem}.json"
            if record.exists():
                continue
            began = time.perf_counter()
            made = way(article, asked.lang, asked, model)
            made |= {"article": article.path, "of": article.text, "title": article.title}
            made["seconds"] = round(time.perf_counter() - began, 1)
            part = record.with_suffix(".part")
            part.write_text(json.dumps(made, ensure_ascii=False, indent=1), "utf-8")
            part.replace(record)
            print(f"{record.name}: {made['seconds']} s", flush=True)


def chosen(folder: Path, most: int) -> list[Path]:
    """The files whose names have the smallest SHA-256: neither the first nor the best."""
    files = [file for file in folder.iterdir() if file.suffix == ".txt"]
    return sorted(files, key=lambda file: hashlib.sha256(file.name.encode()).hexdigest())[:most]


def table(asked: argparse.Namespace) -> None:
    """Print what the records say, as Markdown; --show prints each unknown figure as well."""
    print("| way | articles | with a summary | sentences | verified quotes | figures |"
          " not in the article | withheld | calls | tokens in | out | seconds |")  # fmt: skip
    print("|---|" + "---:|" * 11)
    for name in WAYS:
        files = [f"{name}-{asked.lang}-{file.stem}.json" for file in chosen(asked.news, asked.most)]
        paths = [asked.work / file for file in files if (asked.work / file).exists()]
        print(_row(name, [json.loads(path.read_text("utf-8")) for path in paths], asked.show))


def _row(name: str, rows: Sequence[dict[str, Any]], show: bool) -> str:
    wrong = [(row, unknown(row["text"], f"{row['title']}\n{row['of']}")) for row in rows]
    for row, values in wrong if show else []:
        if values:
            print(f"<!-- {row['article']}: {values}: {row['text']!r} -->")
    said = sum(len(figures(row["text"])) for row in rows)
    total = {key: sum(row[key] for row in rows) for key in ("sentences", "verified", "calls")}
    spent = {key: sum(row[key] for row in rows) for key in ("input", "output", "seconds")}
    withheld = sum(len(row["withheld"]) for row in rows)
    return (
        f"| {name} | {len(rows)} | {sum(bool(row['text']) for row in rows)} |"
        f" {total['sentences']} |"
        f" {total['verified']} | {said} | {sum(len(values) for _, values in wrong)} | {withheld} |"
        f" {total['calls']} | {spent['input']:,} | {spent['output']:,} | {spent['seconds']:.0f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("news", type=Path, help="a folder of news articles")
    parser.add_argument("work", type=Path, help="where the records are kept")
    parser.add_argument("--base-url", help="without it, only the table of the records is printed")
    parser.add_argument("--model", default=None)
    parser.add_argument("--most", type=int, default=30)
    parser.add_argument("--lang", choices=["zh", "en"], default="zh")
    parser.add_argument("--sentences", type=int, default=3)
    parser.add_argument("--window", type=int, default=4096)
    parser.add_argument("--show", action="store_true", help="print each unknown figure")
    asked = parser.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    if asked.base_url:
        measure(asked)
    table(asked)


if __name__ == "__main__":
    main()
