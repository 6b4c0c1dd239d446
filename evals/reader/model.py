"""The network: the encoder of multilingual-e5-small, cut to a smaller vocabulary, and two heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray
    from torch import Tensor

WIDTH, LAYERS, HEADS, INNER, POSITIONS = 384, 12, 12, 1536, 512
EPSILON = 1e-12
_FAR = -1e4


class Layer(nn.Module):
    """Attention and two dense layers, each normalised after its input is added (BERT's)."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.ao, self.aln = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, eps=EPSILON)
        self.fi, self.fo = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.oln = nn.LayerNorm(WIDTH, eps=EPSILON)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        count, length, _ = x.shape
        # Plain products train twice as fast on one thread as the fused kernel.
        split = self.qkv(x).view(count, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = (part.reshape(count * HEADS, length, -1) for part in split)
        seen = torch.bmm(query, key.transpose(1, 2)) * (WIDTH // HEADS) ** -0.5
        seen = (seen.view(count, HEADS, length, length) + bias).softmax(-1)
        seen = torch.bmm(seen.view(count * HEADS, length, length), value)
        seen = seen.view(count, HEADS, length, -1).transpose(1, 2).reshape(count, length, WIDTH)
        x = self.aln(x + self.ao(seen))
        return self.oln(x + self.fo(functional.gelu(self.fi(x))))


class Network(nn.Module):
    """Ids and mask, shape (texts, tokens), to logits of start, end (the same shape) and answer.

    The first token stands for "not here": start and end both point at it.
    """

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.place = nn.Embedding(POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.span = nn.Linear(WIDTH, 2)
        self.pool, self.answer = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 1)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = self.norm(self.word(ids) + self.place.weight[: ids.shape[1]])
        bias = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(~mask, _FAR)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        start, end = self.span(x).unbind(-1)
        return start, end, self.answer(torch.tanh(self.pool(x[:, 0]))).squeeze(-1)

    def begin_as(self, tensors: Mapping[str, NDArray[np.float32]]) -> None:
        """Take the encoder's weights; those of the heads stay as they are."""
        known = {name: torch.from_numpy(value) for name, value in tensors.items()}
        missing = self.load_state_dict(known, strict=False)
        if missing.unexpected_keys:
            raise ValueError(f"no such weights: {missing.unexpected_keys}")
