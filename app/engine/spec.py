"""The spec: all that determines a run, checked and filled in.

`Spec.of` takes plain values by field name and refuses, with a pointer and a remedy, whatever
cannot be run; sizes are refused from the integers alone, before anything is allocated.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from app.engine import values as check
from app.engine.datasets import DATASETS, Request, draw
from app.engine.fields import BY_NAME, FIELDS, LARGEST_LAYER_NUMBER, Field
from app.engine.initializers import initial_weights
from app.engine.losses import PAIRS
from app.engine.operation import Array
from app.engine.values import Problem, SpecError, fail

__all__ = ["FIELDS", "Field", "Limits", "Problem", "Spec", "SpecError"]

DATA_FIELDS = ("m", "classes", "noise", "data_seed")
LAYER_OVERHEAD = 5_000
"""Work of a layer beside its arithmetic, in multiply-adds."""


@dataclass(frozen=True)
class Limits:
    """What a run may cost. Sizes count units, examples, iterations, multiply-adds, numbers."""

    iterations: int = 100_000
    work: int = 20_000_000_000
    reply_numbers: int = 600_000
    jacobian: int = 100_000
    examples: int = 500
    units: int = 128
    layers: int = 8
    inputs: int = 128

    def check_iteration(self, spec: "Spec", iteration: int, field: str = "iteration") -> None:
        """Raise SpecError where running to `iteration` is more than allowed."""
        most = min(self.iterations, self.work // spec.work)
        if not 0 <= iteration <= most:
            raise fail(
                field, f"expected a whole number from 0 to {most} for a network of this size"
            )


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
            known = ", ".join(field.name for field in FIELDS if not field.name[-1].isdigit())
            raise SpecError(
                *(Problem(f"#/{_key(name)}", f"no such field; there are {known}, W1 … b9")
                  for name in unknown[:20])
            )  # fmt: skip
        return _build({k: v for k, v in values.items() if v is not None}, limits)

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
    def key(self) -> tuple[object, ...]:
        """All that determines the run, hashable."""
        return tuple(
            (name, value.tobytes() if isinstance(value, np.ndarray) else repr(value))
            for name, value in self._parts()
        )

    def _parts(self) -> list[tuple[str, object]]:
        plain = self.fields()
        arrays = [("X", self.X), ("Y", self.Y)] if self.data == "custom" else []
        shapes = [(f"shape {name}", array.shape) for name, array in (*arrays, *self.own)]
        skip = {"X", "Y", *dict(self.own)}
        rest = [(name, value) for name, value in plain.items() if name not in skip]
        return [*rest, *shapes, *arrays, *self.own]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Spec) and self.key == other.key

    @cached_property
    def _hash(self) -> int:
        return hash(self.key)

    def __hash__(self) -> int:
        return self._hash

    def replace(self, **changes: object) -> "Spec":
        """The spec with some checked values changed; no check is made."""
        return replace(self, **changes)  # type: ignore[arg-type]


def _build(given: dict[str, object], limits: Limits) -> Spec:
    simple, problems = {}, []
    for field in FIELDS:
        if field.kind in check.SIMPLE and field.name in given and field.name != "classes":
            try:
                simple[field.name] = check.SIMPLE[field.kind](field, given[field.name])
            except SpecError as error:
                problems.extend(error.problems)
    if problems:
        raise SpecError(*problems)
    hidden = check.sizes(BY_NAME["hidden"], given.get("hidden", (4,)), limits.layers, limits.units)
    activation = (
        check.choices(BY_NAME["activation"], given["activation"], len(hidden), limits.layers)
        if "activation" in given
        else ("relu",) * len(hidden)
    )
    own_data = "X" in given or "Y" in given or simple.get("data") == "custom"
    if "classes" in given:
        simple["classes"] = given["classes"]
    data = _own_data(given, limits) if own_data else _drawn_data(simple, limits)
    output, loss, default_output = _head(simple, data)
    fields = {f.name: f.default for f in FIELDS if f.kind in check.SIMPLE}
    fields |= simple | data
    fields |= {"hidden": hidden, "activation": activation, "output": output, "loss": loss}
    layers = (fields["X"].shape[0], *hidden, fields["Y"].shape[0])  # type: ignore[attr-defined]
    fields["own"] = _own_parameters(given, layers, limits)
    fields["defaults"] = _defaults(fields, own_data, default_output)
    spec = Spec(**fields)  # type: ignore[arg-type]
    _cross_check(spec, limits)
    return spec


def _own_data(given: dict[str, object], limits: Limits) -> dict[str, object]:
    """X and Y as given."""
    if given.get("data", "custom") != "custom":
        raise fail("data", "X and Y are given, so data must be left out (or be custom)")
    for name in ("X", "Y"):
        if name not in given:
            raise fail(name, "X and Y stand only together: give both, or choose a data set")
    for name in DATA_FIELDS:
        if name in given:
            raise fail(name, "X and Y are given, so this must be left out")
    X, Y = (
        check.matrix(BY_NAME[name], given[name], limits.inputs, limits.examples)
        for name in ("X", "Y")
    )
    if X.shape[1] != Y.shape[1]:
        raise fail(
            "Y",
            f"expected {X.shape[1]} columns, one for each column of X; found {Y.shape[1]}",
        )
    return {"data": "custom", "m": X.shape[1], "classes": None, "noise": None,
            "data_seed": None, "X": X, "Y": Y}  # fmt: skip


def _drawn_data(simple: dict[str, object], limits: Limits) -> dict[str, object]:
    """X and Y drawn from a data set; Y one-hot, or one row for two classes or values."""
    dataset = DATASETS[str(simple.get("data", "spiral"))]
    most = min(dataset.size or limits.examples, limits.examples)
    m: int = simple.get("m", dataset.m)  # type: ignore[assignment]
    if m > most:
        raise fail("m", f"expected a whole number from 1 to {most} for {dataset.name}")
    if "noise" in simple and not dataset.noisy:
        raise fail("noise", f"{dataset.name} has no noise; leave it out")
    natural = 3 if dataset.classes == 0 else dataset.classes
    if dataset.classes == 0:
        classes = check.integer(BY_NAME["classes"], simple.get("classes", natural))
    elif simple.get("classes", natural) == natural:
        classes = natural  # type: ignore[assignment]
    else:
        raise fail(
            "classes", f"{dataset.name} has {natural or 'no'} classes; leave this out, or choose"
            " spiral or blobs",
        )  # fmt: skip
    noise = float(simple.get("noise", 0.1)) if dataset.noisy else None  # type: ignore[arg-type]
    seed: int = simple.get("data_seed", 0)  # type: ignore[assignment]
    X, truth = draw(dataset.name, Request(m, classes or 1, noise or 0.0, seed))  # type: ignore[arg-type]
    return {"data": dataset.name, "m": m, "classes": classes, "noise": noise,
            "data_seed": seed, "X": X, "truth": truth}  # fmt: skip


def _head(simple: dict[str, object], data: dict[str, object]) -> tuple[str, str, str]:
    """Output and loss, and the output that the data would have; puts Y into `data`."""
    truth = data.pop("truth", None)
    classes = data["classes"]
    if truth is None:
        natural = _natural_output(data["Y"])  # type: ignore[arg-type]
    else:
        natural = "identity" if classes is None else "sigmoid" if classes == 2 else "softmax"
    output = str(simple.get("output", natural))
    if truth is not None:
        one_row = classes is None or (classes == 2 and output != "softmax")
        data["Y"] = (
            np.asarray(truth, float).reshape(1, -1)
            if one_row
            else (np.arange(int(classes or 1))[:, np.newaxis] == truth).astype(float)
        )
    loss = str(simple.get("loss", PAIRS[output][0]))
    if loss not in PAIRS[output]:
        legal = "; ".join(f"{out} with {' or '.join(losses)}" for out, losses in PAIRS.items())
        raise fail("loss", f"{output} does not go with {loss}; legal are {legal}")
    return output, loss, natural


def _natural_output(Y: Array) -> str:
    binary = ((Y == 0) | (Y == 1)).all()
    if Y.shape[0] >= 2 and binary and (Y.sum(0) == 1).all():
        return "softmax"
    return "sigmoid" if ((Y >= 0) & (Y <= 1)).all() else "identity"


def _own_parameters(
    given: dict[str, object], layers: tuple[int, ...], limits: Limits
) -> tuple[tuple[str, Array], ...]:
    out = []
    for layer in range(1, LARGEST_LAYER_NUMBER + 1):
        for letter in "Wb":
            name = f"{letter}{layer}"
            if name not in given:
                continue
            if layer >= len(layers):
                raise fail(
                    name, f"this network has {len(layers) - 1} layers; leave it out or add layers"
                )
            most = max(limits.units, limits.inputs)
            array = check.matrix(BY_NAME[name], given[name], most, most, column=letter == "b")
            shape = (layers[layer], layers[layer - 1] if letter == "W" else 1)
            if array.shape != shape:
                raise fail(
                    name,
                    f"expected {shape[0]} × {shape[1]} (n{layer} ×"
                    f" {f'n{layer - 1}' if letter == 'W' else 1}), found"
                    f" {array.shape[0]} × {array.shape[1]}",
                )
            out.append((name, array))
    return tuple(out)


def _defaults(
    fields: Mapping[str, object], own_data: bool, natural: str
) -> tuple[tuple[str, object], ...]:
    """The value each field would have by itself beside the others."""
    out = {f.name: f.default for f in FIELDS if f.kind in check.SIMPLE}
    out |= {"hidden": [4], "activation": ["relu"] * len(fields["hidden"])}  # type: ignore[arg-type]
    out |= {"output": natural, "loss": PAIRS[str(fields["output"])][0]}
    if own_data:
        out["data"] = "custom"
    else:
        dataset = DATASETS[str(fields["data"])]
        out |= {"m": dataset.m, "classes": 3 if dataset.classes == 0 else dataset.classes}
    return tuple(out.items())


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
