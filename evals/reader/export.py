"""Weights to an ONNX graph that multiplies in 8-bit integers, with a table of words in 8 bits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from evals.reader.model import EPSILON, HEADS, LAYERS, WIDTH
from evals.reader.train import WINDOW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_MICROSOFT = "com.microsoft"
# 7 bits of 8: where the processor lacks VNNI, two products of 8 bits can overflow their sum.
_LARGEST = 63


def exported(weights: Mapping[str, Floats], *, exact: bool = False) -> bytes:
    """The graph, serialised; in float32 where it is to be `exact`.

    In: `input_ids` and `attention_mask`, shape (texts, tokens), as published readers take
    them. Out: `start_logits` and `end_logits` of the same shape, and `answer_logits` (texts,).
    """
    graph = _Graph(weights, exact=exact)
    x = graph.embedded()
    for number in range(LAYERS):
        x = graph.layer(x, f"layers.{number}.")
    graph.heads(x)
    return graph.serialised()


class _Graph:
    """The nodes and constants of a graph as it grows; a value goes by its name."""

    def __init__(self, weights: Mapping[str, Floats], *, exact: bool) -> None:
        self._weights, self._exact = weights, exact
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    def embedded(self) -> str:
        """What enters the first layer: of each token its word and its place."""
        table = self._weights["word.weight"]
        words = self._gathered(table) if self._exact else self._unpacked(table)
        length = self.node("Shape", "input_ids", start=1, end=2)
        places = self.constant(self._weights["place.weight"][: WINDOW + 64])
        here = self.node("Slice", places, self.integers(0), length, self.integers(0))
        self._mask = self.node("Cast", "attention_mask", to=TensorProto.INT32)
        both = self.node("Add", words, here)
        norm = (self.constant(self._weights[f"norm.{part}"]) for part in ("weight", "bias"))
        return self.node("LayerNormalization", both, *norm, axis=-1, epsilon=EPSILON)

    def _gathered(self, table: Floats) -> str:
        return self.node("Gather", self.constant(table), "input_ids")

    def _unpacked(self, table: Floats) -> str:
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True) / 127, 1e-12)
        packed = self.constant(np.rint(table / scale).astype(np.int8))
        rows = self.node("Cast", self.node("Gather", packed, "input_ids"), to=TensorProto.FLOAT)
        scales = self.node("Gather", self.constant(scale.astype(np.float32)), "input_ids")
        return self.node("Mul", rows, scales)

    def layer(self, x: str, name: str) -> str:
        inputs = self._linear(x, f"{name}qkv")
        heads = self.nodes("Split", inputs, self.integers(WIDTH, WIDTH, WIDTH), count=3, axis=-1)
        seen = self.node(
            "MultiHeadAttention", *heads, "", self._mask, domain=_MICROSOFT, num_heads=HEADS
        )
        x = self._normalised(x, self._linear(seen, f"{name}ao"), f"{name}aln")
        inner = self.node("Gelu", self._by_row(x, f"{name}fi"), domain=_MICROSOFT)
        return self._normalised(x, self._by_row(inner, f"{name}fo"), f"{name}oln")

    def heads(self, x: str) -> None:
        spans = self.nodes("Split", self._exactly(x, "span"), self.integers(1, 1), count=2, axis=-1)
        first = self.node("Gather", x, self.integers(0), axis=1)
        pooled = self.node("Squeeze", self._exactly(first, "pool"), self.integers(1))
        answer = self._exactly(self.node("Tanh", pooled), "answer")
        for value, name in zip((*spans, answer), OUTPUTS, strict=True):
            squeezed = self.node("Squeeze", value, self.integers(-1))
            self._nodes.append(helper.make_node("Identity", [squeezed], [name]))

    def _exactly(self, x: str, name: str) -> str:
        matrix = self.constant(self._weights[f"{name}.weight"].T)
        bias = self.constant(self._weights[f"{name}.bias"])
        return self.node("Add", self.node("MatMul", x, matrix), bias)

    def _linear(self, x: str, name: str) -> str:
        """x @ matrix.T + bias, with one scale for each row of the matrix and one for x."""
        if self._exact:
            return self._exactly(x, name)
        return self._quantised(x, name, self._weights[f"{name}.bias"])

    def _quantised(self, x: str, name: str, *bias: Floats) -> str:
        matrix = self._weights[f"{name}.weight"]
        scales = np.abs(matrix).max(axis=1) / _LARGEST
        rounded = np.rint(matrix / scales[:, None]).astype(np.int8)
        zeros = np.zeros(len(scales), dtype=np.int8)
        constants = [self.constant(c) for c in (rounded.T, scales, zeros, *bias)]
        return self.node("DynamicQuantizeMatMul", x, *constants, domain=_MICROSOFT)

    def _by_row(self, x: str, name: str) -> str:
        """The same with a scale for each token: here some tokens are far larger than others."""
        if self._exact:
            return self._exactly(x, name)
        largest = self.node("ReduceMax", self.node("Abs", x), self.integers(-1), keepdims=1)
        product = self._quantised(self.node("Div", x, largest), name)
        bias = self.constant(self._weights[f"{name}.bias"])
        return self.node("Add", self.node("Mul", product, largest), bias)

    def _normalised(self, x: str, y: str, name: str) -> str:
        """Layer normalisation of x + y, in parts: 15 % more tokens a second than in one node."""
        total = self.node("Add", x, y)
        mean = self.node("ReduceMean", total, self.integers(-1), keepdims=1)
        centred = self.node("Sub", total, mean)
        square = self.node("Mul", centred, centred)
        variance = self.node("ReduceMean", square, self.integers(-1), keepdims=1)
        unit = self.node("Div", centred, self.node("Sqrt", variance))
        scaled = self.node("Mul", unit, self.constant(self._weights[f"{name}.weight"]))
        return self.node("Add", scaled, self.constant(self._weights[f"{name}.bias"]))

    def constant(self, value: NDArray[Any]) -> str:
        name = f"c{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def integers(self, *values: int) -> str:
        return self.constant(np.array(values, dtype=np.int64))

    def nodes(self, kind: str, *inputs: str, count: int, **attributes: Any) -> list[str]:
        outputs = [f"n{len(self._nodes)}.{i}" for i in range(count)]
        self._nodes.append(helper.make_node(kind, inputs, outputs, **attributes))
        return outputs

    def node(self, kind: str, *inputs: str, **attributes: Any) -> str:
        return self.nodes(kind, *inputs, count=1, **attributes)[0]

    def serialised(self) -> bytes:
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ("texts", "tokens"))
            for name in ("input_ids", "attention_mask")
        ]
        outputs = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
            for name, shape in zip(
                OUTPUTS, (("texts", "tokens"), ("texts", "tokens"), ("texts",)), strict=True
            )
        ]
        graph = helper.make_graph(self._nodes, "reader", inputs, outputs, self._constants)
        sets = [helper.make_opsetid("", 18), helper.make_opsetid(_MICROSOFT, 1)]
        made: bytes = helper.make_model(graph, opset_imports=sets, ir_version=8).SerializeToString()
        return made


OUTPUTS = ("start_logits", "end_logits", "answer_logits")
