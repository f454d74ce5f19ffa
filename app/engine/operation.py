"""The one idea: an iteration is a straight-line program of steps, each written by one operation.

An `Operation` keeps together all that is known of one kind of equation: how NumPy computes it, the
line of code shown, its TeX, why it is so, and how its cells hang together. A `Step` is an operation
applied to named matrices. Everything else (page, API, exports) only reads lists of steps.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from string import Template
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from app.engine import names

Array = NDArray[np.float64]
Phase = Literal["forward", "loss", "backward", "update"]
Pattern = Literal[
    "row-column", "row-column-bias", "entrywise", "column", "mean", "row-sum", "blocks"
]
PATTERNS: dict[Pattern, str] = {
    "row-column": "a cell is a row of the left factor times a column of the right one",
    "row-column-bias": "a row times a column, plus the bias of the row",
    "entrywise": "a cell comes from the cells at the same place",
    "column": "a cell comes from the whole column of its operands",
    "mean": "one number from all cells",
    "row-sum": "a cell is the sum of a row",
    "blocks": "a column is a block of the left factor times the same column of the right one",
}
SCALARS = ("m", "lr", "l2", "mu", "t")
"""Examples in the batch, learning rate, λ, momentum, and the number of this update, from 1."""


@dataclass(frozen=True, eq=False)
class Operation:
    r"""A kind of equation.

    `run` takes matrices, then scalars of `SCALARS`, by the names that `code`, `tex`, `why` and
    `equation` use behind a `$`; it returns a new 2-D float64 array. `code` is the very expression
    that `run` computes, bit for bit. `equation` is the right-hand side as words between the
    pictures of the matrices; `$Z.T` stands for a transposed one. In `why` and `ask`, TeX stands
    between \( and \); `$l`, `$below`, `$above` are the numbers of this layer and its neighbours. In
    `title`, `$those` are the weights or the biases.
    """

    name: str
    run: Callable[..., Array]
    code: str
    tex: str
    equation: tuple[str, ...]
    pattern: Pattern
    title: str
    why: str
    ask: str
    parameters: tuple[str, ...] = ()

    @cached_property
    def takes(self) -> tuple[str, ...]:
        """Names of run's parameters, matrices first."""
        return self.parameters or tuple(inspect.signature(self.run).parameters)

    @cached_property
    def operands(self) -> tuple[str, ...]:
        return tuple(name for name in self.takes if name not in SCALARS)

    @cached_property
    def scalars(self) -> tuple[str, ...]:
        return tuple(name for name in self.takes if name in SCALARS)


@dataclass(frozen=True, eq=False)
class Step:
    """One equation: `writes = operation(*reads)`. `layer` is None for the loss."""

    phase: Phase
    layer: int | None
    writes: str
    operation: Operation
    reads: tuple[str, ...]

    def run(self, values: Mapping[str, Array], scalars: Mapping[str, float]) -> Array:
        operation = self.operation
        operands = [values[name] for name in self.reads]
        return operation.run(*operands, *[scalars[name] for name in operation.scalars])

    @cached_property
    def code(self) -> str:
        """The NumPy line, as run: `dW2 = dZ2 @ A1.T / m`."""
        return f"{self.writes} = {self._fill(self.operation.code, lambda name: name)}"

    @cached_property
    def tex(self) -> str:
        sign = ":=" if self.writes.endswith("_next") else "="
        left = names.tex(self.writes.removesuffix("_next"))
        return f"{left} {sign} {self._fill(self.operation.tex, names.tex)}"

    @cached_property
    def why(self) -> str:
        return self._fill(self.operation.why, names.tex)

    @cached_property
    def ask(self) -> str:
        return self._fill(self.operation.ask, names.tex)

    @cached_property
    def title(self) -> str:
        """In words alone: it is read aloud, and names the browser's tab."""
        those = "biases" if names.split(self.writes)[0].endswith("b") else "weights"
        return self._fill(self.operation.title.replace("$those", those), names.plain)

    @cached_property
    def equation(self) -> tuple[str, ...]:
        return tuple(self._fill(token, lambda name: name) for token in self.operation.equation)

    def _fill(self, text: str, say: Callable[[str], str]) -> str:
        words = {o: say(n) for o, n in zip(self.operation.operands, self.reads, strict=True)}
        if self.layer is not None:
            words |= {
                "l": str(self.layer),
                "below": str(self.layer - 1),
                "above": str(self.layer + 1),
            }
        return Template(text).substitute(words, writes=say(self.writes))
