"""The evaluation commands: eval, eval twins, eval lint, eval new."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from qa.cli import render
from qa.cli.commands import measuring
from qa.cli.commands.arguments import Json, corpus_of, counting, print_record
from qa.cli.options import common
from qa.errors import UsageError
from qa.settings import Settings  # noqa: TC001  # typer reads the annotations

if TYPE_CHECKING:
    from qa.evaluation.proposals import Proposals


class Mode(StrEnum):
    """The way a run gets its answers: without a model, from a recorded one, or by asking one."""

    EXTRACTIVE = "extractive"
    REPLAY = "replay"
    RECORD = "record"
    LIVE = "live"


_MODES, _CASES, _GATES, _REPORTS = "How it is run", "Which cases", "The gates", "Reports"
_JUDGE = "Beside the scores"


def _option(panel: str, *names: str, text: str, **more: Any) -> Any:
    return typer.Option(*names, help=text, rich_help_panel=panel, **more)


Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE", help="Eval sets, or folders of them. Default: evals."),
]


class Eval(TyperGroup):
    """The group of `qa eval`: arguments that name no command are files or options of the run."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        named = bool(args) and args[0] in self.commands
        return super().parse_args(ctx, args if named else [_RUN, *args])


_RUN = "run"
app = typer.Typer(
    name="eval",
    cls=Eval,
    help="Run eval sets against what was reached before, and fail where it got worse.",
)


@app.command(_RUN, hidden=True)
@common
def run(
    settings: Settings,
    files: Files = None,
    mode: Annotated[
        list[Mode] | None,
        _option(
            _MODES,
            "--mode",
            text="May repeat. Default: extractive, and replay if there are cassettes.",
        ),
    ] = None,
    replay: Annotated[
        bool, _option(_MODES, "--replay", text="Play what a model said when it was recorded.")
    ] = False,
    record: Annotated[
        bool, _option(_MODES, "--record", text="Ask the model what is not on the cassettes.")
    ] = False,
    live: Annotated[bool, _option(_MODES, "--live", text="Ask the model each time.")] = False,
    repeat: Annotated[
        int, _option(_MODES, "--repeat", text="Of --live: run each case so often.", min=1, max=100)
    ] = 1,
    needed: Annotated[
        int | None,
        _option(_MODES, "--needed", text="Of --repeat: how often. Default: most.", min=1),
    ] = None,
    cassettes: Annotated[
        Path | None, _option(_MODES, "--cassettes", text="Folder. Default: cassettes, beside FILE.")
    ] = None,
    tag: Annotated[
        list[str] | None, _option(_CASES, "--tag", text="Only with this tag; may repeat.")
    ] = None,
    case: Annotated[
        list[str] | None, _option(_CASES, "--case", text="Only this case; may repeat.")
    ] = None,
    thresholds: Annotated[
        Path | None,
        _option(_GATES, "--thresholds", text="Default: thresholds.toml, beside FILE."),
    ] = None,
    baseline: Annotated[
        Path | None, _option(_GATES, "--baseline", text="Default: baseline.json, beside FILE.")
    ] = None,
    bless: Annotated[
        bool, _option(_GATES, "--bless", text="Make this run the baseline, and show the changes.")
    ] = False,
    markdown: Annotated[
        Path | None, _option(_REPORTS, "--markdown", text="Write one for a pull request.")
    ] = None,
    junit: Annotated[Path | None, _option(_REPORTS, "--junit", text="Write JUnit XML.")] = None,
    html: Annotated[Path | None, _option(_REPORTS, "--html", text="Write a page.")] = None,
    history: Annotated[
        Path | None,
        _option(
            _REPORTS,
            "--history",
            text="Past runs that the page plots; this one is added. Default: history.jsonl,"
            " beside FILE, and only --bless adds to it.",
        ),
    ] = None,
    judge: Annotated[
        bool,
        _option(
            _JUDGE,
            "--judge",
            text="Have the model say whether each answer is right; it is told, and gates nothing.",
        ),
    ] = False,
    judge_model: Annotated[
        str | None,
        _option(_JUDGE, "--judge-model", text="Name of another model to judge. Default: --model."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Run eval sets, and fail where they got worse. Also: qa eval lint, new ARTICLE, twins.

    Exit codes: 0 passed, 1 regression, 2 bad eval set, thresholds or baseline, 7 over the limit
    of --max-cost, 9 infrastructure failure: something was not measured; 3, 5 and 6 as elsewhere.
    """
    flags = {"replay": replay, "record": record, "live": live}
    order = measuring.Order(
        settings=settings,
        files=tuple(files or ()),
        modes=tuple(
            dict.fromkeys([*map(str, mode or ()), *(name for name in flags if flags[name])])
        ),
        repeat=repeat,
        needed=needed,
        tags=tuple(tag or ()),
        cases=tuple(case or ()),
        cassettes=cassettes,
        thresholds=thresholds,
        baseline=baseline,
        history=history,
        bless=bless,
        reports={"markdown": markdown, "junit": junit, "html": html},
        judge=judge,
        judge_model=judge_model or "",
        as_json=as_json,
    )
    raise typer.Exit(measuring.carry_out(measuring.checked(order)))


class Twin(StrEnum):
    """The kinds of change to a case and its articles; `qa.evaluation.twins` makes them."""

    REMOVED = "removed"
    CHANGED = "changed"
    VERSIONS = "versions"
    TRADITIONAL = "traditional"
    REPRINTED = "reprinted"
    INJECTED = "injected"


@app.command()
@common
def twins(
    settings: Settings,
    files: Files = None,
    kind: Annotated[
        list[Twin] | None, _option(_CASES, "--kind", text="Only these twins; may repeat.")
    ] = None,
    mode: Annotated[
        list[Mode] | None, _option(_MODES, "--mode", text="May repeat. Default: extractive.")
    ] = None,
    tag: Annotated[
        list[str] | None, _option(_CASES, "--tag", text="Only of cases with this tag; may repeat.")
    ] = None,
    case: Annotated[
        list[str] | None, _option(_CASES, "--case", text="Only of this case; may repeat.")
    ] = None,
    baseline: Annotated[
        Path | None, _option(_GATES, "--baseline", text="Default: twins.json, beside FILE.")
    ] = None,
    bless: Annotated[
        bool, _option(_GATES, "--bless", text="Make this run the baseline, and show the changes.")
    ] = False,
    markdown: Annotated[
        Path | None, _option(_REPORTS, "--markdown", text="Write one for a pull request.")
    ] = None,
    junit: Annotated[Path | None, _option(_REPORTS, "--junit", text="Write JUnit XML.")] = None,
    html: Annotated[Path | None, _option(_REPORTS, "--html", text="Write a page.")] = None,
    as_json: Json = False,
) -> None:
    """Ask each case again of articles that are changed: what is answered has to change with them.

    The article removed, a figure in it changed, an older version beside it, the question in
    traditional script, a reprint, an order to a model in it. Exit codes as of qa eval.
    """
    order = measuring.Order(
        settings=settings,
        files=tuple(files or ()),
        modes=tuple(dict.fromkeys(map(str, mode or [Mode.EXTRACTIVE]))),
        tags=tuple(tag or ()),
        cases=tuple(case or ()),
        baseline=baseline,
        bless=bless,
        reports={"markdown": markdown, "junit": junit, "html": html},
        twins=tuple(map(str, kind or Twin)),
        as_json=as_json,
    )
    raise typer.Exit(measuring.carry_out(measuring.checked(order)))


@app.command()
@common
def lint(settings: Settings, files: Files = None, as_json: Json = False) -> None:
    """Find what is wrong with cases, without asking: golds that no article has, doubles, typos.

    Exit codes: 0 nothing is wrong, 2 something is.
    """
    from qa.evaluation import sittings
    from qa.evaluation.lint import lint as found_in

    chosen = sittings.choose(files or ())
    corpus = corpus_of(sittings.settled(settings, chosen))
    findings = found_in(chosen.cases, corpus.clean_text, [path for path, _ in corpus.texts()])
    if as_json:
        told = [
            {"place": f.place, "id": f.id, "rule": f.rule, "message": f.message, "hint": f.hint}
            for f in findings
        ]
        print_record({"cases": len(chosen.cases), "findings": told})
    else:
        for finding in findings:
            render.out().print(str(finding), soft_wrap=True)
        render.note(f"{len(chosen.cases)} cases, {len(findings)} findings")
    raise typer.Exit(2 if findings else 0)


@app.command()
@common
def new(
    settings: Settings,
    article: Annotated[str, typer.Argument(help="Its path in the articles folder.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="File to write. Default: standard output.")
    ] = None,
    lang: Annotated[
        Literal["zh", "en"], typer.Option("--lang", help="Language of a model's questions.")
    ] = "zh",
    most: Annotated[int, typer.Option("--most", min=1, max=500, help="How many cases.")] = 50,
) -> None:
    """Propose cases from an article, to be looked at: clozes, or a model's questions."""
    from qa.evaluation import proposals

    corpus = corpus_of(settings)
    if out and out.exists():
        raise UsageError(f"{out}: is there already", "name another file with --out")
    with counting(corpus):
        found = proposals.propose(corpus.article(article), corpus.model, language=lang, most=most)
    _write(found, proposals.as_yaml(found.cases), out)


def _write(found: Proposals, text: str, out: Path | None) -> None:
    from qa.evaluation.files import write

    if out:
        write(out, text)
    else:
        render.out().print(text, end="", soft_wrap=True)
    dropped = ", ".join(f"{count} {why}" for why, count in found.dropped.items())
    render.note(
        f"{len(found.cases)} cases, tagged review" + (f"; dropped: {dropped}" if dropped else "")
    )
