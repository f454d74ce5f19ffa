"""What is shown of a run: the whole workspace of one iteration, and its history."""

from dataclasses import dataclass

import numpy as np

from app.engine.batches import examples_at
from app.engine.fast_forward import is_safe
from app.engine.operation import Array
from app.engine.program import Program, compile
from app.engine.spec import Spec
from app.engine.state import State, is_finite, run_program
from app.engine.training import Runs


@dataclass(frozen=True)
class Nonfinite:
    """The first entry, in program order and row-major, that is not finite."""

    iteration: int
    step: str
    cell: tuple[int, int]


@dataclass(frozen=True, eq=False)
class Trace:
    """Iteration `iteration`: the pass made with the parameters after exactly so many updates.

    Past the iteration where a run diverged, that iteration is repeated.
    """

    spec: Spec
    program: Program
    iteration: int
    values: dict[str, Array]
    examples: tuple[int, ...]
    scalars: dict[str, float]
    nonfinite: Nonfinite | None

    @property
    def status(self) -> str:
        return "diverged" if self.nonfinite else "ok"

    @property
    def J(self) -> float:  # noqa: N802 (its name in the formulas)
        return float(self.values["J"][0, 0])

    @property
    def accuracy(self) -> float | None:
        last = f"A{len(self.spec.layers) - 1}"
        return accuracy(self.values[last], self.values["Y"], self.spec.truth)


def trace(spec: Spec, iteration: int, runs: Runs) -> Trace:
    """The program run on θ at `iteration`."""
    return trace_of(spec, runs.state(spec, iteration), iteration)


def trace_of(spec: Spec, state: State, iteration: int) -> Trace:
    """The program run on `state`, shown as iteration `iteration`."""
    program = compile(spec)
    with np.errstate(all="ignore"):
        values = run_program(program, state)
        finite = is_safe(spec, state.theta) or is_finite(values)
    columns = examples_at(spec, state.iteration)
    examples = range(spec.m) if columns is None else columns.tolist()
    return Trace(
        spec,
        program,
        iteration,
        values,
        tuple(examples),
        program.scalars(state.iteration, len(examples)),
        None if finite else first_nonfinite(program, values, state.iteration),
    )


def first_nonfinite(program: Program, values: dict[str, Array], iteration: int) -> Nonfinite | None:
    """Where the first entry that is not finite stands, if one does."""
    for step in program.steps:
        bad = np.argwhere(~np.isfinite(values[step.writes]))
        if len(bad):
            return Nonfinite(iteration, step.writes, (int(bad[0][0]), int(bad[0][1])))
    return None


def accuracy(A: Array, Y: Array, truth: str) -> float | None:
    """The share of examples told right: by the largest entry where `truth` is "one-hot" (ties to
    the first), by a > 0.5 where it is "binary"; else None.
    """
    if truth == "one-hot":
        return float(np.count_nonzero(A.argmax(0) == Y.argmax(0)) / A.shape[1])
    right = np.count_nonzero((A > 0.5) == (Y > 0.5))
    return float(right / A.shape[1]) if truth == "binary" else None


@dataclass(frozen=True, eq=False)
class History:
    """Figures at chosen iterations; per layer (by number) what the names say.

    `off` is the share of a hidden layer's units that are off: a and g′ zero for all examples.
    """

    iterations: list[int]
    J: list[float]
    accuracy: list[float | None]
    gradient_norm: dict[str, list[float]]
    dz_rms: dict[str, list[float]]
    off: dict[str, list[float]]
    nonfinite: Nonfinite | None

    @property
    def status(self) -> str:
        return "diverged" if self.nonfinite else "ok"


def points(until: int, count: int) -> list[int]:
    """Up to `count` whole numbers from 0 to `until`, evenly spaced, both ends included."""
    if until < count:
        return list(range(until + 1))
    return [round(i * until / (count - 1)) for i in range(count)]


class HistoryBuilder:
    """Adds one point after the other, so that a caller may pause between them."""

    def __init__(self, spec: Spec) -> None:
        layers = [str(layer) for layer in range(1, len(spec.layers))]
        self.spec = spec
        self.history = History(
            [], [], [], {n: [] for n in layers}, {n: [] for n in layers},
            {n: [] for n in layers[:-1]}, None,
        )  # fmt: skip

    def add(self, found: Trace) -> None:
        h, values = self.history, found.values
        with np.errstate(all="ignore"):
            for layer, norms in h.gradient_norm.items():
                norms.append(float(np.linalg.norm(values[f"dW{layer}"])))
                h.dz_rms[layer].append(float(np.sqrt((values[f"dZ{layer}"] ** 2).mean())))
            for layer, shares in h.off.items():
                shares.append(float(units_off(values, int(layer)).mean()))
        h.iterations.append(found.iteration)
        h.J.append(found.J)
        h.accuracy.append(found.accuracy)
        if found.nonfinite and not h.nonfinite:
            object.__setattr__(h, "nonfinite", found.nonfinite)


def units_off(values: dict[str, Array], layer: int) -> Array:
    """For each unit of a hidden layer whether it is off: a and g′ zero for all examples."""
    silent = (values[f"A{layer}"] == 0) & (values[f"gprime{layer}"] == 0)
    return silent.all(1)  # type: ignore[no-any-return]


def history(spec: Spec, until: int, count: int, runs: Runs) -> History:
    """Figures at up to `count` iterations from 0 to `until`."""
    builder = HistoryBuilder(spec)
    for iteration in points(until, count):
        builder.add(trace(spec, iteration, runs))
    return builder.history
