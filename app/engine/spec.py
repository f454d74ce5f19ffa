"""The spec: all that determines a run, checked and filled in.

`Spec.of` takes plain values by field name and refuses, with a pointer and a remedy, whatever
cannot be run; sizes are refused from the integers alone, before anything is allocated.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

import numpy as np

from app.engine.fields import BY_NAME, FIELDS, Field
from app.engine.initializers import initial_weights
from app.engine.limits import Limits
from app.engine.operation import Array
from app.engine.resolve import resolve
from app.engine.values import Problem, SpecError, fail

__all__ = ["FIELDS", "Field", "Limits", "Problem", "Spec", "SpecError"]

LAYER_OVERHEAD = 5_000
"""Work of a layer beside its arithmetic, in multiply-adds."""


@dataclass(frozen=True, eq=False)
class Spec:
    """A checked spec. Matrices are NumPy arrays; X and Y are the data as columns of examples."""

    data: str
    m: int
    classes: int | None
    noise: float | None
    data_seed: int | None
    X: Array
    Y: Array
    hidden: tuple[int, ...]
    activation: tuple[str, ...]
    output: str
    loss: str
    init: str
    init_scale: float
    seed: int
    lr: float
    optimizer: str
    momentum: float
    batch: int
    l2: float
    freeze: str
    average: str
    output_route: str
    input_gradient: bool
    own: tuple[tuple[str, Array], ...]
    defaults: tuple[tuple[str, object], ...]

    @classmethod
    def of(cls, values: Mapping[str, object], limits: Limits | None = None) -> "Spec":
        """The spec of these values. Raises SpecError."""
        limits = limits or Limits()
        unknown = [name for name in values if name not in BY_NAME]
        if unknown:
            known = ", ".join(f.name for f in FIELDS if f.kind not in ("matrix", "column"))
            raise SpecError(
                *(Problem(f"#/{_key(name)}", f"no such field; there are {known}, X, Y, W1 … b9")
                  for name in unknown[:20])
            )  # fmt: skip
        given = {name: value for name, value in values.items() if value is not None}
        spec = cls(**resolve(given, limits))
        _cross_check(spec, limits)
        return spec

    @cached_property
    def layers(self) -> tuple[int, ...]:
        """Units per layer, n0 … nL."""
        return (self.X.shape[0], *self.hidden, self.Y.shape[0])

    @cached_property
    def activations(self) -> tuple[str, ...]:
        """Activation of each layer from 1, the output's last."""
        return (*self.activation, self.output)

    @cached_property
    def parameters(self) -> int:
        return sum(n * (k + 1) for k, n in zip(self.layers, self.layers[1:], strict=False))

    @cached_property
    def work(self) -> int:
        """Multiply-adds of one iteration, about."""
        m = min(self.batch, self.m) or self.m
        return self.parameters * m + LAYER_OVERHEAD * (len(self.layers) - 1)

    @cached_property
    def truth(self) -> str:
        return truth_of(self.Y)

    @cached_property
    def initial(self) -> dict[str, Array]:
        """W1, b1, W2, b2 … before the first update."""
        weights = initial_weights(self.init, self.layers, self.init_scale, self.seed)
        own = dict(self.own)
        out = {}
        for layer in range(1, len(self.layers)):
            out[f"W{layer}"] = own.get(f"W{layer}", weights[f"W{layer}"])
            out[f"b{layer}"] = own.get(f"b{layer}", np.zeros((self.layers[layer], 1)))
        return out

    def fields(self) -> dict[str, object]:
        """Every field that applies with its value, as JSON has it; `of` takes it back."""
        out: dict[str, object] = {}
        own = dict(self.own)
        for field in FIELDS:
            name = field.name
            if name in ("X", "Y"):
                if self.data == "custom":
                    out[name] = getattr(self, name).tolist()
            elif field.kind in ("matrix", "column"):
                if name in own:
                    out[name] = own[name].tolist()
            else:
                value = getattr(self, name)
                if name == "m" and self.data == "custom":
                    continue
                if value is not None:
                    out[name] = list(value) if isinstance(value, tuple) else value
        return out

    def given(self) -> dict[str, object]:
        """Only the fields that differ from their default, in table order."""
        defaults = dict(self.defaults)
        return {
            name: value
            for name, value in self.fields().items()
            if name not in defaults or value != defaults[name]
        }

    @cached_property
    def key(self) -> str:
        """SHA-256 of all that determines the run: a key for tables, hashed faster than the spec."""
        digest = sha256()
        for name, value in self._parts():
            text = value.tobytes() if isinstance(value, np.ndarray) else repr(value).encode()
            digest.update(b"%s %d " % (name.encode(), len(text)) + text)
        return digest.hexdigest()

    def _parts(self) -> list[tuple[str, object]]:
        plain = self.fields()
        arrays = [("X", self.X), ("Y", self.Y)] if self.data == "custom" else []
        shapes = [(f"shape {name}", array.shape) for name, array in (*arrays, *self.own)]
        skip = {"X", "Y", *dict(self.own)}
        rest = [(name, value) for name, value in plain.items() if name not in skip]
        return [*rest, *shapes, *arrays, *self.own]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Spec) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def replace(self, **changes: object) -> "Spec":
        """The spec with some checked values changed; no check is made."""
        return replace(self, **changes)  # type: ignore[arg-type]


def truth_of(Y: Array) -> str:
    """What Y holds: "one-hot" columns, one "binary" row, or any "numbers"."""
    binary = bool(((Y == 0) | (Y == 1)).all())
    if binary and Y.shape[0] == 1:
        return "binary"
    return "one-hot" if binary and bool((Y.sum(0) == 1).all()) else "numbers"


def _cross_check(spec: Spec, limits: Limits) -> None:
    Y, last = spec.Y, spec.layers[-1]
    if spec.batch > spec.m:
        raise fail("batch", f"expected 0 (all) to m = {spec.m}")
    where = "Y" if spec.data == "custom" else "output"
    if spec.output == "softmax" and last < 2:
        raise fail(where, "softmax needs at least two rows of Y; sigmoid takes one")
    if spec.loss == "cross_entropy" and ((Y < 0).any() or (np.abs(Y.sum(0) - 1) > 1e-9).any()):
        raise fail(
            where, "cross_entropy needs columns of Y that are not negative and sum to 1;"
            " squared_error takes any",
        )  # fmt: skip
    if spec.loss == "binary_cross_entropy" and ((Y < 0) | (Y > 1)).any():
        raise fail(
            where, "binary_cross_entropy needs entries of Y from 0 to 1; squared_error takes any"
        )
    if spec.output == "softmax" and spec.output_route == "chain":
        entries = last * last * spec.m
        if entries > limits.jacobian:
            raise fail(
                "output_route",
                f"the Jacobians would have {entries} entries, at most {limits.jacobian} are"
                " allowed; take fewer examples or the shortcut",
            )


def _key(name: object) -> str:
    """A field's name as it may stand in a message: short, printable, escaped for a pointer."""
    text = "".join(c for c in str(name)[:40] if c.isascii() and (c.isalnum() or c in "_-"))
    return text
