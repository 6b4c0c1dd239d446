"""Commands that take a question: search, ask."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Annotated

import typer

from qa.answers.record import of_answer
from qa.cli import render
from qa.cli.commands.arguments import (
    Author,
    Category,
    Json,
    Only,
    Out,
    Question,
    Questions,
    Since,
    Until,
    corpus_of,
    counting,
    filters_of,
    one_of,
    print_record,
    refresh,
    run_batch,
)
from qa.cli.options import common
from qa.search.record import of_hits
from qa.settings import Settings  # noqa: TC001  # typer reads the annotations


@common
def search(
    settings: Settings,
    question: Question = "",
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many passages.")] = 10,
    batch_file: Questions = None,
    out: Out = None,
    since: Since = None,
    until: Until = None,
    author: Author = None,
    category: Category = None,
    article: Only = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what each signal gave, and what matched.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Find the passages that are about a question."""
    corpus = corpus_of(settings)
    filters = filters_of(corpus.today, since, until, author, category, article)
    one_of(question, batch_file, out)
    with counting(corpus):
        refresh(corpus)
        with corpus.reader() as reader:
            if batch_file and out:
                run_batch(
                    corpus,
                    batch_file,
                    out,
                    lambda q: of_hits(
                        q.text, reader.search(q.text, k, filters), q.id, explain=explain
                    ),
                )
                return
            found = reader.search(question, k, filters)
    if as_json:
        print_record(of_hits(question, found, explain=explain))
    else:
        render.hits(found, explain=explain)


@common
def ask(
    settings: Settings,
    question: Question = "",
    batch_file: Questions = None,
    out: Out = None,
    since: Since = None,
    until: Until = None,
    author: Author = None,
    category: Category = None,
    article: Only = None,
    as_json: Json = False,
) -> None:
    """Answer a question from the articles, with the sentences that prove it."""
    from qa.answers.answering import Way  # imports what checks answers: not for `qa --help`

    corpus, way = corpus_of(settings), Way(strict=settings.strict)
    filters = filters_of(corpus.today, since, until, author, category, article)
    one_of(question, batch_file, out)
    with counting(corpus):
        refresh(corpus)
        with corpus.reader() as reader:
            if batch_file and out:
                run_batch(
                    corpus,
                    batch_file,
                    out,
                    lambda q: of_answer(reader.ask(q.text, filters, way), q.id),
                )
                return
            with render.drafting(question, shown=not as_json and sys.stdout.isatty()) as watch:
                answer = reader.ask(question, filters, replace(way, watch=watch))
    if as_json:
        print_record(of_answer(answer))
    else:
        render.answer(answer)
    raise typer.Exit(0 if answer.answered else 1)
