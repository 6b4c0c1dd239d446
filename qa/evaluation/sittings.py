"""Sittings: which cases of which files are run in which modes, over which articles."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.corpus.corpus import Corpus
from qa.errors import UsageError
from qa.evaluation import playing, repeats, runner, sets, trials, twins
from qa.evaluation.baseline import mode_of
from qa.evaluation.cassettes import Cassette
from qa.evaluation.copies import Shelf
from qa.evaluation.judge import judge
from qa.summaries.record import of_summary
from qa.summaries.summary import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.evaluation.cases import Case
    from qa.evaluation.results import Run
    from qa.evaluation.runner import Report
    from qa.evaluation.sets import EvalSet
    from qa.evaluation.twins import Kind
    from qa.models.meter import Meter
    from qa.settings import Settings
    from qa.summaries.summary import Summary

FOLDER = Path("evals")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The cases that are run, and all cases of the files.

    `folder` is where the first file is: thresholds, baseline and cassettes stand beside it.
    `complete` says that the files are all there are: a case that is in none of them is gone.
    """

    folder: Path
    sets: tuple[EvalSet, ...]
    cases: tuple[Case, ...]
    every: tuple[Case, ...]
    complete: bool

    @property
    def whole(self) -> bool:
        """True if all cases of the files are run."""
        return len(self.cases) == len(self.every)


def choose(files: Sequence[Path], tags: Sequence[str] = (), ids: Sequence[str] = ()) -> Chosen:
    """Choose the cases of files (default: `evals/*.yaml`) with one of the tags and one of the ids.

    Raises BadEvalSet, and UsageError for a tag or an id that no case has.
    """
    paths = list(files) or [FOLDER]
    read = tuple(sets.read(paths))
    every = tuple(case for one in read for case in one.cases)
    _known("tag", tags, sorted({tag for case in every for tag in case.tags}))
    _known("case", ids, [case.id for case in every])
    cases = tuple(case for case in every if _wanted(case, tags, ids))
    if not cases:
        raise UsageError("no case has both such a tag and such an id", "leave --tag or --case out")
    first = paths[0]
    folder = first if first.is_dir() else first.parent
    complete = len(cases) == len(every) and all(path.is_dir() for path in paths)
    return Chosen(folder, read, cases, every, complete)


def _wanted(case: Case, tags: Sequence[str], ids: Sequence[str]) -> bool:
    return (not tags or bool(set(tags) & set(case.tags))) and (not ids or case.id in ids)


def _known(what: str, given: Sequence[str], known: Sequence[str]) -> None:
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known[:20])}"
            raise UsageError(f"--{what} {name}: no case has this {what}", hint)


def settled(settings: Settings, chosen: Chosen) -> Settings:
    """Return the settings with the articles and the day that the eval sets name, if they do.

    Articles other than the settings' own get an index of their own, beside the settings'. A day
    that is set otherwise, by `--today`, stays. Raises UsageError for sets of several days.
    """
    days = {one.today for one in chosen.sets}
    if len(days) > 1 and not settings.today:
        files = ", ".join(f"{one.file}: {one.today or 'none'}" for one in chosen.sets)
        raise UsageError(
            f"the files have different days of 'today': {files}", "run them one by one, or --today"
        )
    if not settings.today:
        settings = settings.model_copy(update={"today": days.pop()})
    return _placed(settings, chosen)


def _placed(settings: Settings, chosen: Chosen) -> Settings:
    named = dict.fromkeys(one.articles.resolve() for one in chosen.sets if one.articles)
    if not named or set(named) == {folder.resolve() for folder in settings.articles}:
        return settings
    index = settings.index.with_name(f"{settings.index.name}-eval")
    folders = tuple(_short(folder) for folder in named)
    return settings.model_copy(update={"articles": folders, "index": index})


def _short(folder: Path) -> Path:
    """Return a folder below the working folder as it is written there: messages name it."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


# --- runs ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sitting:
    """The way the cases are run: with which settings, and how often.

    A case that is run several times passes if it passes `needed` times. `twins` are the kinds of
    twins that are asked instead of the cases; if there are none, the cases themselves are asked.
    `judge` is the name of the model that judges the answers, "" for that of the settings; with
    None, none is asked. `meter` keeps one limit for all runs of a sitting.
    """

    settings: Settings
    cassettes: Path
    repeat: int = 1
    needed: int = 1
    twins: tuple[Kind, ...] = ()
    judge: str | None = None
    meter: Meter | None = None

    def run(self, chosen: Chosen, mode: str, report: Report) -> Run:
        """Bring the index up to date and run the cases: extractive, replay, record or live.

        Raises what `Corpus.index` and `runner.run` raise, and UsageError for a mode that needs
        a model where there is none.
        """
        cassette = Cassette(self.cassettes)
        corpus = _corpus(self.settings, cassette, mode, self.meter)
        made = twins.of_cases(chosen.cases, Shelf(self.settings.articles), self.twins).made
        try:
            runs = [
                trials.run(corpus, made, mode, report, playing=cassette.play)
                if self.twins
                else self._asked(corpus, chosen, mode, report, cassette)
                for _ in range(self.repeat)
            ]
        finally:
            if mode == "record":  # even if the run was stopped: it goes on from there
                cassette.save([*chosen.every, *(twin.case for twin in made)])
        run = repeats.together(runs, self.needed) if len(runs) > 1 else runs[0]
        return run if self.judge is None else self._judged(run, chosen, report)

    def _judged(self, run: Run, chosen: Chosen, report: Report) -> Run:
        """Return the run with a judge's opinions beside the scores.

        The judge has cassettes of its own for each mode: its replies are not answers to cases, and
        they are about the answers of one mode.
        """
        named = {"model": self.judge} if self.judge else {}
        settings = self.settings.model_copy(update=named)
        cassette = Cassette(self.cassettes / "judge" / mode_of(run.mode))
        return replace(run, judged=judge(run, settings, cassette, chosen.every, report, self.meter))

    @staticmethod
    def _asked(
        corpus: Corpus, chosen: Chosen, mode: str, report: Report, cassette: Cassette
    ) -> Run:
        corpus.index(report)

        def summarize(path: str) -> tuple[Summary, dict[str, Any]]:
            found = corpus.summarize(path, Form())
            return found, of_summary(found)

        return runner.run(
            corpus, chosen.cases, mode, report, summarize=summarize, playing=cassette.play
        )


def modes(given: Sequence[str], cassettes: Path) -> list[str]:
    """Return the modes to run: those given, else extractive, and replay if anything is recorded."""
    if given:
        return list(dict.fromkeys(given))
    return ["extractive", *(["replay"] if any(cassettes.glob("*.yaml")) else [])]


def _corpus(settings: Settings, cassette: Cassette, mode: str, meter: Meter | None) -> Corpus:
    if mode == "extractive":
        return _extractive(settings, cassette, meter)
    if mode == "replay":
        return playing.replaying(settings, cassette)
    if not settings.wants_model:
        raise UsageError(
            f"--{mode} needs a model, and none is set",
            "set OPENAI_API_KEY, or name a server with --base-url",
        )
    if mode == "record":
        return playing.recording(settings, cassette, meter)
    return playing.live(settings, meter)


def _extractive(settings: Settings, cassette: Cassette, meter: Meter | None) -> Corpus:
    """Return a corpus without a model; server embedders are played if any were recorded."""
    alone = settings.model_copy(update={"no_model": True})
    if "openai:" in settings.embedder and cassette.embedders():
        return Corpus(alone, embedders=playing.replaying(alone, cassette).embedders)
    return Corpus(alone, meter=meter)
