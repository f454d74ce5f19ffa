"""What if: a wrong line in place of a step's own, a weight a little larger."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from app.engine.names import gradient, split
from app.engine.operation import Array, Step
from app.engine.probe import Cell, downstream
from app.engine.slips import Slip
from app.engine.trace import Trace
from app.engine.values import fail

POINTS = 20
"""Points on each side of the curve of J along a weight."""


@dataclass(frozen=True, eq=False)
class Wrong:
    """What came of a slip: NumPy's own complaint, or the result that it gave without one.

    `shape` is NumPy's, `value` has two dimensions. `same`: all the numbers are right after all.
    """

    slip: Slip
    error: str
    value: Array | None
    shape: tuple[int, ...]
    same: bool


def try_slip(step: Step, slip: Slip, found: Trace) -> Wrong:
    """Really run a wrong line on the matrices of an iteration."""
    scope: dict[str, Any] = {"np": np, **found.scalars, **found.values}
    try:
        with np.errstate(all="ignore"):
            value = eval(slip.code.partition(" = ")[2], scope)
    except ValueError as error:
        return Wrong(slip, f"{type(error).__name__}: {str(error).strip()}", None, (), False)
    same = np.array_equal(value, found.values[step.writes])
    return Wrong(slip, "", np.ascontiguousarray(np.atleast_2d(value)), value.shape, same)


@dataclass(frozen=True, eq=False)
class Nudge:
    """J as one entry of W or b moves by `deltas` from where it is; `slope` is backpropagation's."""

    value: float
    slope: float
    J: float
    deltas: list[float]
    Js: list[float]


def nudge(found: Trace, parameter: str, cell: Cell, delta: float) -> Nudge:
    """J along one weight or bias, from −delta to +delta, by the program's own forward steps.

    Raises SpecError for a name that is no parameter here, or a cell outside it.
    """
    kind, _, suffix = split(parameter)
    if kind not in ("W", "b") or suffix or parameter not in found.values:
        known = [n for n in found.program.reads if split(n)[0] in ("W", "b")]
        raise fail("parameter", f"expected one of {', '.join(known)}")
    base = found.values[parameter]
    if not (cell[0] < base.shape[0] and cell[1] < base.shape[1]):
        raise fail("cell", f"{parameter} is {base.shape[0]} × {base.shape[1]}, counted from 0")
    steps = downstream(found.program, parameter)
    deltas = [delta * point / POINTS for point in range(-POINTS, POINTS + 1)]
    Js = []
    for move in deltas:
        moved = base.copy()
        moved[cell] += move
        values = {**found.values, parameter: moved}
        with np.errstate(all="ignore"):
            for step in steps:
                values[step.writes] = step.run(values, found.scalars)
        Js.append(float(values["J"][0, 0]))
    slope = float(found.values[gradient(parameter)][cell])
    return Nudge(float(base[cell]), slope, found.J, deltas, Js)
