"""Questions put to a run: is a gradient right, what would the net say elsewhere?"""

from collections.abc import Generator
from dataclasses import dataclass
from typing import cast

import numpy as np

from app.engine.activations import ACTIVATIONS
from app.engine.losses import LOSSES
from app.engine.names import split
from app.engine.operation import Array, Step
from app.engine.program import Program
from app.engine.trace import Trace
from app.engine.values import fail

STEPS = (3e-2, 1e-2, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5)
"""Sizes of h tried, relative to max(1, |x|)."""
MOST_CELLS = 64
PART = 2_000
"""Points of the plane in one part of a boundary."""
Cell = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Check:
    """Backpropagation's entry beside a five-point central difference, cell by cell.

    `of` is J, or ℒ of the cell's example. `kink`: a moved z of a kinked activation changed sign,
    so the difference means nothing there.
    """

    parameter: str
    of: str
    cells: list[Cell]
    analytic: list[float]
    numeric: list[float]
    kink: list[bool]
    agrees: list[bool]
    h: list[float]


def check(found: Trace, parameter: str, cells: list[Cell] | None = None) -> Check:
    """Compare entries of the gradient of `parameter` with finite differences.

    Without `cells`, the 64 entries of the gradient that are largest. Raises SpecError for a name
    that has no gradient here, or a cell outside it.
    """
    gradient = _gradient(found, parameter)
    shape = gradient.shape
    for place, (row, column) in enumerate(cells or []):
        if not (0 <= row < shape[0] and 0 <= column < shape[1]):
            raise fail(f"cells/{place}", f"{parameter} is {shape[0]} × {shape[1]}, counted from 0")
    cells = largest(found, parameter) if cells is None else cells
    per_example = split(parameter)[0] in ("Z", "A") and found.spec.average == "gradients"
    out = Check(parameter, "ℒ" if per_example else "J", cells, [], [], [], [], [])
    probe = _Probe(found, parameter, per_example)
    with np.errstate(all="ignore"):
        for cell in cells:
            numeric, kink, h = probe.slope(cell)
            analytic = float(gradient[cell])
            out.analytic.append(analytic)
            out.numeric.append(numeric)
            out.kink.append(kink)
            out.h.append(h)
            tolerance = 1e-6 * max(abs(numeric), abs(analytic)) + 1e-9
            out.agrees.append(bool(abs(numeric - analytic) <= tolerance))
    return out


def largest(found: Trace, parameter: str, count: int = MOST_CELLS) -> list[Cell]:
    """The cells of the gradient of `parameter` that are largest, largest first."""
    gradient = _gradient(found, parameter)
    order = np.argsort(-np.abs(gradient), axis=None, kind="stable")[:count]
    return [(int(i) // gradient.shape[1], int(i) % gradient.shape[1]) for i in order]


def _gradient(found: Trace, parameter: str) -> Array:
    kind, layer, suffix = split(parameter)
    values = found.values
    if kind not in ("W", "b", "Z", "A") or suffix or parameter not in values:
        names = [n for n in values if split(n)[0] in ("W", "b", "Z", "A") and not split(n)[2]]
        raise fail("parameter", f"expected one of {', '.join(names)}")
    if parameter == "A0":
        with np.errstate(all="ignore"):
            return values["W1"].T @ values["dZ1"]
    if f"d{parameter}" in values:
        return values[f"d{parameter}"]
    # only the last A, on the short cut: its gradient is the loss's own slope
    slope = LOSSES[found.spec.loss].slope(found.spec.average)
    with np.errstate(all="ignore"):
        return slope.run(
            values[parameter], values["Y"], *(found.scalars[name] for name in slope.scalars)
        )


class _Probe:
    """The loss as a function of one entry of one matrix, by the program's own forward steps."""

    def __init__(self, found: Trace, parameter: str, per_example: bool) -> None:
        self.found, self.parameter, self.per_example = found, parameter, per_example
        self.base = found.values
        self.last = len(found.spec.layers) - 1
        self.steps = downstream(found.program, parameter)

    def slope(self, cell: Cell) -> tuple[float, bool, float]:
        """Five-point central difference, whether it crosses a kink, and its h.

        Several h are tried; the one kept is where the estimate changes least to the next, which
        is where neither rounding nor curvature spoils it.
        """
        scale = self._scale(cell)
        tried = [self._estimate(cell, h * scale) for h in STEPS]
        clean = [entry for entry in tried if not entry[1]] or [tried[-1]]
        changes = [abs(a[0] - b[0]) for a, b in zip(clean, clean[1:], strict=False)]
        best = int(np.nanargmin(changes)) + 1 if changes and np.isfinite(changes).any() else 0
        numeric, kink, h = clean[best]
        return float(numeric), kink, h

    def _scale(self, cell: Cell) -> float:
        """What h is relative to; a probability in a logarithm must stay between 0 and 1."""
        x = float(self.base[self.parameter][cell])
        loss = self.found.spec.loss
        if self.parameter != f"A{self.last}" or loss == "squared_error":
            return max(1.0, abs(x))
        y = float(self.base["Y"][cell])
        rooms = [x] * (y > 0) + [1 - x] * (y < 1 and loss == "binary_cross_entropy")
        return min([room for room in rooms if room > 0], default=1.0)

    def _estimate(self, cell: Cell, h: float) -> tuple[float, bool, float]:
        x = float(self.base[self.parameter][cell])
        points, kink = [], False
        for offset in (-2, -1, 1, 2):
            values = dict(self.base)
            moved = values[self.parameter].copy()
            moved[cell] = x + offset * h
            values[self.parameter] = moved
            for step in self.steps:
                values[step.writes] = step.run(values, self.found.scalars)
            points.append(self._loss(values, cell))
            kink = kink or self._crosses(values)
        far_below, below, above, far_above = points
        return (far_below - 8 * below + 8 * above - far_above) / (12 * h), kink, h

    def _loss(self, values: dict[str, Array], cell: Cell) -> float:
        if self.parameter == f"A{self.last}":
            loss = LOSSES[self.found.spec.loss].by_output(values[self.parameter], values["Y"])
            return float(loss[0, cell[1]] if self.per_example else loss.mean())
        return float(values["L"][0, cell[1]] if self.per_example else values["J"][0, 0])

    def _crosses(self, values: dict[str, Array]) -> bool:
        for layer, name in enumerate(self.found.spec.activation, 1):
            if ACTIVATIONS[name].kinked:
                before, after = self.base[f"Z{layer}"], values[f"Z{layer}"]
                if (np.sign(before) != np.sign(after)).any():
                    return True
        return False


def downstream(program: Program, name: str) -> list[Step]:
    """The forward and loss steps that depend on `name`, in order."""
    moved, out = {name}, []
    for step in program.steps:
        if step.phase in ("forward", "loss") and moved.intersection(step.reads):
            moved.add(step.writes)
            out.append(step)
    return out


def predict(found: Trace, X: Array) -> dict[str, Array]:
    """Every matrix of a forward pass on new inputs X, n0 × any number of columns."""
    values = dict(found.values) | {"A0": X}
    out = {"A0": X}
    with np.errstate(all="ignore"):
        for step in found.program.steps:
            if step.phase == "forward":
                values[step.writes] = out[step.writes] = step.run(values, found.scalars)
    return out


@dataclass(frozen=True, eq=False)
class Boundary:
    """What the net says over the plane of two inputs: `values[k][i, j]` at (x[j], y[i])."""

    x: Array
    y: Array
    values: list[Array]


def boundary(found: Trace, resolution: int) -> Boundary:
    """The outputs on a square grid a little larger than the data. Raises SpecError."""
    parts = boundary_parts(found, resolution)
    while True:
        try:
            next(parts)
        except StopIteration as stop:
            return cast(Boundary, stop.value)


def boundary_parts(found: Trace, resolution: int) -> Generator[None, None, Boundary]:
    """`boundary` in parts of about PART points: yields between them, returns the whole."""
    X = found.spec.X
    if X.shape[0] != 2:
        raise fail("data", f"a picture of the plane takes two inputs; this net has {X.shape[0]}")
    low, high = X.min(1), X.max(1)
    middle, half = (low + high) / 2, max(float((high - low).max()) / 2 * 1.15, 1e-3)
    x, y = (np.linspace(centre - half, centre + half, resolution) for centre in middle)
    grid = np.stack([part.ravel() for part in np.meshgrid(x, y)])
    blocks = []
    for start in range(0, grid.shape[1], PART):
        block = np.ascontiguousarray(grid[:, start : start + PART])
        blocks.append(predict(found, block)[f"A{len(found.spec.layers) - 1}"])
        yield
    out = np.hstack(blocks)
    return Boundary(x, y, [row.reshape(resolution, resolution) for row in out])
