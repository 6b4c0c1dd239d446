"""Trials: twins, each asked of an index that has its own articles and no others."""

from __future__ import annotations

import hashlib
import shutil
from collections import OrderedDict
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from qa.corpus.corpus import Corpus
from qa.evaluation import runner
from qa.evaluation.remembering import Remembering
from qa.evaluation.results import Run
from qa.evaluation.verdicts import verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qa.evaluation.cases import Case
    from qa.evaluation.copies import Document
    from qa.evaluation.results import Result
    from qa.evaluation.runner import Report
    from qa.evaluation.twins import Twin

_KEPT = 8  # indexes at a time: the cases of one article share those in which nothing is changed

Documents = tuple["Document", ...]


def _silent(what: str, done: int, total: int) -> None:
    """Report progress to nobody."""


def run(
    corpus: Corpus,
    twins: Sequence[Twin],
    mode: str,
    report: Report = _silent,
    *,
    playing: Callable[[Case], None] = lambda _: None,
) -> Run:
    """Ask all twins with the model, embedders and settings of a corpus; its index is not read.

    `playing` is told of each case before it is asked: a cassette's `play`. Raises OverBudget.
    """
    results = []
    with trials(corpus, mode, playing=playing) as asked:
        for done, twin in enumerate(twins, start=1):
            results.append(asked.result(twin))
            report("twins", done, len(twins))
        return Run(mode, tuple(results), _conditions(asked.conditions, twins))


def _conditions(found: dict[str, str], twins: Sequence[Twin]) -> dict[str, str]:
    """Return what all trials were made with; `articles` is a digest of those of all of them."""
    digests = sorted({document.digest for twin in twins for document in twin.documents})
    whole = hashlib.sha256("".join(digests).encode()).hexdigest()[:12]
    return {k: v for k, v in found.items() if not k.startswith("article")} | {"articles": whole}


@contextmanager
def trials(
    corpus: Corpus, mode: str, *, playing: Callable[[Case], None] = lambda _: None
) -> Iterator[Trials]:
    """Yield a place for temporary indexes, which is removed with them."""
    with TemporaryDirectory(prefix="qa-twins-") as folder:
        yield Trials(corpus, Path(folder), mode, playing)


class Trials:
    """The asking of twins, and of the cases that they were made from where they differ."""

    def __init__(
        self, corpus: Corpus, folder: Path, mode: str, playing: Callable[[Case], None]
    ) -> None:
        self._corpus = corpus
        self._embedders = tuple(map(Remembering, corpus.embedders))
        self._folder = folder
        self._mode = mode
        self._playing = playing
        self._indexes: OrderedDict[str, Corpus] = OrderedDict()
        self._plain: dict[tuple[str, str], Result] = {}
        self.conditions: dict[str, str] = {}

    def result(self, twin: Twin) -> Result:
        """Ask a twin and return its result. Raises OverBudget."""
        found = self._ask(twin.case, twin.documents)
        return verdict(twin, found, lambda: self._plainly(twin))

    def forget(self) -> None:
        """Forget the results of the cases themselves, to ask them again; keep the indexes."""
        self._plain.clear()

    def _plainly(self, twin: Twin) -> Result:
        key = twin.plain.id, _key(twin.plain_documents)
        if key not in self._plain:
            self._plain[key] = self._ask(twin.plain, twin.plain_documents)
        return self._plain[key]

    def _ask(self, case: Case, documents: Documents) -> Result:
        made = runner.run(self._indexed(documents), [case], self._mode, playing=self._playing)
        self.conditions = self.conditions or made.conditions
        return made.results[0]

    def _indexed(self, documents: Documents) -> Corpus:
        """Return an indexed corpus of these articles and no others."""
        key = _key(documents)
        if key not in self._indexes:
            self._indexes[key] = self._index(documents, self._folder / key)
            while len(self._indexes) > _KEPT:
                gone, _ = self._indexes.popitem(last=False)
                shutil.rmtree(self._folder / gone)
        self._indexes.move_to_end(key)
        return self._indexes[key]

    def _index(self, documents: Documents, folder: Path) -> Corpus:
        for document in documents:
            file = folder / "articles" / document.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(document.raw)
        own = {
            "articles": (folder / "articles",),
            "index": folder / "index",
            "workers": 1,
            "chroma": None,
        }
        settings = self._corpus.settings.model_copy(update=own)
        made = Corpus(settings, model=self._corpus.model, embedders=self._embedders)
        made.index()
        return made


def _key(documents: Documents) -> str:
    digests = sorted(document.digest for document in documents)
    return hashlib.sha256("".join(digests).encode()).hexdigest()[:24]
