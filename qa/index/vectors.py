"""The vectors: a Chroma collection of ids and vectors only, in a folder or on a server."""

from __future__ import annotations

from contextlib import chdir, contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Self, cast
from urllib.parse import urlsplit

from qa.errors import IndexBroken, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

    import numpy as np
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.config import Settings
    from numpy.typing import NDArray

_BATCH = 1_000  # 85 % of the best rate; 5,461 is the most that Chroma takes
_LOCAL_COLLECTION = "chunks"
# At ef_search 100, the default, some queries of 200,000 vectors found nothing.
_CONFIGURATION: CreateCollectionConfiguration = {"hnsw": {"space": "cosine", "ef_search": 400}}


class VectorStore:
    """An open collection. Close it: Chroma keeps a store open per folder and process."""

    def __init__(self, place: str, client: Client, collection: str, *, create: bool) -> None:
        self._place = place
        self._client = client
        try:
            with _errors(place):
                self._collection = (
                    client.get_or_create_collection(
                        collection, embedding_function=None, configuration=_CONFIGURATION
                    )
                    if create
                    else client.get_collection(collection, embedding_function=None)
                )
        except IndexBroken:
            _close(client)
            raise

    @classmethod
    def in_folder(cls, folder: Path, *, create: bool = False) -> Self:
        """Open the store in a folder. Raises IndexBroken."""
        chromadb = _chromadb()
        if not create and not (folder / "chroma.sqlite3").exists():
            raise IndexBroken(f"{folder}: there is no Chroma store", "qa index --rebuild")
        with _errors(str(folder)):
            client = chromadb.PersistentClient(str(folder), _quiet())
        return cls(str(folder), cast("Client", client), _LOCAL_COLLECTION, create=create)

    @classmethod
    def on_server(cls, url: str, collection: str, *, create: bool = False) -> Self:
        """Open a collection of the Chroma server at an address. Raises IndexBroken, UsageError."""
        chromadb = _chromadb()
        address = urlsplit(url)
        if address.scheme not in {"http", "https"} or not address.hostname:
            raise UsageError(f"--chroma {url}: this is no address", "like http://127.0.0.1:8000")
        tls = address.scheme == "https"
        with _errors(url):
            client = chromadb.HttpClient(
                address.hostname, address.port or (443 if tls else 80), ssl=tls, settings=_quiet()
            )
        return cls(url, cast("Client", client), collection, create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        _close(self._client)

    def add(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Add vectors, one row per id; an id that is there already gets the new vector."""
        with _errors(self._place):
            for i in range(0, len(ids), _BATCH):
                self._collection.upsert(list(ids[i : i + _BATCH]), vectors[i : i + _BATCH])

    def delete(self, ids: Sequence[str]) -> None:
        with _errors(self._place):
            for i in range(0, len(ids), _BATCH):
                self._collection.delete(list(ids[i : i + _BATCH]))

    @property
    def count(self) -> int:
        """The number of vectors in the collection."""
        with _errors(self._place):
            return self._collection.count()

    def ids(self) -> set[str]:
        with _errors(self._place):
            return set(self._collection.get(include=[])["ids"])

    def nearest(
        self, vector: NDArray[np.float32], k: int, among: Sequence[str] | None = None
    ) -> dict[str, float]:
        """Return the k nearest chunks with their cosine similarity, best first.

        With `among`, only of those ids.
        """
        with _errors(self._place):
            found = self._collection.query(
                query_embeddings=vector.tolist(),
                n_results=k,
                include=["distances"],
                ids=None if among is None else list(among),
            )
        distances = found["distances"] or [[]]
        return {
            key: 1.0 - distance for key, distance in zip(found["ids"][0], distances[0], strict=True)
        }


def _close(client: Client) -> None:
    """Close a client completely: its own close() leaves the connections to a server open."""
    for part in (client, getattr(client, "_admin_client", None)):
        session = getattr(getattr(part, "_server", None), "_session", None)
        if session is not None:
            session.close()
    client.close()


def _chromadb() -> ModuleType:
    """Import Chroma away from the working folder.

    While it is imported, it reads a `.env` in the working folder: one that is meant for another
    program may change its settings, and one that is not UTF-8 keeps it from starting.
    """
    with chdir(Path(__file__).parent):
        return import_module("chromadb")


def _quiet() -> Settings:
    from chromadb.config import Settings

    return Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]  # of pydantic-settings


@contextmanager
def _errors(place: str) -> Iterator[None]:
    """Raise IndexBroken for Chroma's errors and its Rust core's panics, which are no Exception."""
    try:
        yield
    except (IndexBroken, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        if not _is_chroma(error):
            raise
        mend = "start the server, or leave --chroma out" if "://" in place else "qa index --rebuild"
        raise IndexBroken(f"{place}: the Chroma store does not answer: {error}", mend) from error


def _is_chroma(error: BaseException) -> bool:
    module = type(error).__module__
    return module.split(".")[0] in {"chromadb", "pyo3_runtime", "httpx", "httpcore"} or isinstance(
        error, (ValueError, OSError)
    )
