"""From a spec to its program: the straight line of steps that one iteration is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from app.engine.activations import ACTIVATIONS
from app.engine.layers import (
    affine,
    bias_gradient,
    input_gradient,
    through,
    through_output,
    weight_gradient,
)
from app.engine.losses import LOSSES, OUTPUTS, loss_of
from app.engine.operation import SCALARS, Array, Operation, Step
from app.engine.optimizers import OPTIMIZERS
from app.engine.routes import (
    JACOBIAN,
    mean_loss,
    short_cut,
    through_jacobian,
    through_softmax,
)
from app.engine.spec import Spec

Steps = Iterator[Step]
FACTORS = ("m", "lr")
"""Scalars that stand in products and quotients only."""


@dataclass(frozen=True, eq=False)
class Program:
    """The steps of one iteration of `spec`, in order; every name is written once."""

    spec: Spec
    steps: tuple[Step, ...]

    @cached_property
    def reads(self) -> tuple[str, ...]:
        """Names read but never written: A0, Y, the parameters and their memories."""
        written = {step.writes for step in self.steps}
        names = dict.fromkeys(name for step in self.steps for name in step.reads)
        return tuple(name for name in names if name not in written)

    @cached_property
    def by_name(self) -> dict[str, Step]:
        return {step.writes: step for step in self.steps}

    def scalars(self, iteration: int, m: int) -> dict[str, float]:
        """The numbers that code lines name: examples in the batch, α, λ, μ, number of update."""
        spec = self.spec
        return {"m": m, "lr": spec.lr, "l2": spec.l2, "mu": spec.momentum, "t": iteration + 1}

    def run(self, values: Mapping[str, Array], scalars: Mapping[str, float]) -> dict[str, Array]:
        """Every matrix read or written, from those that are only read: by the lines displayed.

        What is only multiplied or divided by goes in as an array of no dimension: the bits are the
        same, and NumPy need not convert a Python number in each line.
        """
        factors = {name: np.array(scalars[name], np.float64) for name in FACTORS}
        return self._lines(values, {**scalars, **factors})

    @cached_property
    def _lines(self) -> Callable[..., dict[str, Array]]:
        """The displayed lines as one function of (matrices read, scalars)."""
        return _function(self.reads, tuple((step.writes, step.code) for step in self.steps))


@lru_cache(maxsize=256)
def _function(
    reads: tuple[str, ...], lines: tuple[tuple[str, str], ...]
) -> Callable[..., dict[str, Array]]:
    """Compiled once for all programs with the same lines; they are this package's own."""
    written = (name for name, _ in lines)
    source = [
        "def run(values, scalars):",
        *(f"{name} = values[{name!r}]" for name in reads),
        *(f"{name} = scalars[{name!r}]" for name in SCALARS),
        *(code for _, code in lines),
        f"return {{{', '.join(f'{name!r}: {name}' for name in (*reads, *written))}}}",
    ]
    scope: dict[str, Any] = {"np": np}
    exec("\n    ".join(source), scope)
    return scope["run"]  # type: ignore[no-any-return]


@lru_cache(maxsize=64)
def compile(spec: Spec) -> Program:
    """The program of a spec."""
    return Program(spec, (*_forward(spec), *_loss(spec), *_backward(spec), *_update(spec)))


def _forward(spec: Spec) -> Steps:
    last = len(spec.layers) - 1
    for layer in range(1, last + 1):
        reads = (f"W{layer}", f"A{layer - 1}", f"b{layer}")
        yield Step("forward", layer, f"Z{layer}", affine(layer == 1), reads)
        value = OUTPUTS[spec.output] if layer == last else ACTIVATIONS[spec.activation[layer - 1]]
        yield Step("forward", layer, f"A{layer}", value.value, (f"Z{layer}",))


def _loss(spec: Spec) -> Steps:
    last = len(spec.layers) - 1
    loss = LOSSES[spec.loss]
    yield Step("loss", None, "L", loss_of(spec.loss, spec.average), (f"{loss.reads}{last}", "Y"))
    penalised = last if spec.l2 > 0 else 0
    weights = tuple(f"W{layer}" for layer in range(1, penalised + 1))
    yield Step("loss", None, "J", mean_loss(penalised, spec.average), ("L", *weights))


def _backward(spec: Spec) -> Steps:
    last = len(spec.layers) - 1
    yield from _output_gradient(spec, last)
    for layer in range(last, 0, -1):
        dZ, below = f"dZ{layer}", f"A{layer - 1}"
        penalty = spec.l2 > 0
        reads = (dZ, below, *((f"W{layer}",) if penalty else ()))
        dW = weight_gradient(spec.average, penalty, layer == 1)
        yield Step("backward", layer, f"dW{layer}", dW, reads)
        yield Step("backward", layer, f"db{layer}", bias_gradient(spec.average), (dZ,))
        if layer > 1 or spec.input_gradient:
            reads = (f"W{layer}", dZ)
            dA = input_gradient(spec.average, layer == 1, spec.layers[layer] == 1)
            yield Step("backward", layer, f"dA{layer - 1}", dA, reads)
        if layer > 1:
            activation = spec.activation[layer - 2]
            yield _slope(ACTIVATIONS[activation].slope, layer - 1)
            yield _through(through(activation, spec.average), layer - 1)


def _output_gradient(spec: Spec, last: int) -> Steps:
    """DZ of the last layer: by the short cut where one exists, else (or if asked) the long way."""
    A, dZ, dA = f"A{last}", f"dZ{last}", f"dA{last}"
    natural = spec.output == "identity" or spec.loss != "squared_error"
    chain = spec.output_route == "chain"
    if natural and not chain:
        operation = short_cut(spec.output, spec.average)
        yield Step("backward", last, dZ, operation, (A, "Y"))
        return
    slope = LOSSES[spec.loss].slope(spec.average)
    yield Step("backward", last, dA, slope, (A, "Y"))
    output = OUTPUTS[spec.output]
    if output.slope:
        yield _slope(output.slope, last)
        yield _through(through_output(spec.average), last)
    elif chain:
        yield Step("backward", last, f"Jac{last}", JACOBIAN, (A,))
        own = through_jacobian(spec.average)
        yield Step("backward", last, dZ, own, (f"Jac{last}", dA))
    else:
        yield Step("backward", last, dZ, through_softmax(spec.average), (A, dA))


def _slope(operation: Operation, layer: int) -> Step:
    reads = tuple(f"{letter}{layer}" for letter in operation.operands)
    return Step("backward", layer, f"gprime{layer}", operation, reads)


def _through(operation: Operation, layer: int) -> Step:
    reads = (f"dA{layer}", f"gprime{layer}")
    return Step("backward", layer, f"dZ{layer}", operation, reads)


def _update(spec: Spec) -> Steps:
    optimizer = OPTIMIZERS[spec.optimizer]
    for layer in range(1, len(spec.layers)):
        for letter in "W" if spec.freeze == "biases" else "Wb":
            for writes, operation, reads in optimizer.steps(f"{letter}{layer}", spec.momentum):
                yield Step("update", layer, writes, operation, reads)
