"""Whether an answer differs from the truth by no more than rounding on the way."""

from collections.abc import Callable, Iterator
from itertools import product

import numpy as np

from app.engine import names
from app.engine.operation import Array, Step
from app.engine.trace import Trace
from app.engine.typed import Cells, Typed

SHOWN = 2
"""Decimals of the numbers in a cell on the page."""
MOST = 8
"""Decimals beyond which nobody rounds by hand."""
DRAWS = 24
SPREAD = 1.25
"""So many random roundings are tried; the truth may stray a little further than any of them."""
UNITS = 5
"""Units of the last place that rounding may add up to unless the very operands are found."""


def rounded(found: Trace, name: str, typed: Typed, wrong: Cells) -> str | None:
    """Why the wrong cells come of rounding, if they do."""
    given = [d for row in typed.decimals for d in row if d is not None]
    if not given:
        return None
    step = found.program.by_name[name]
    operands = " and ".join(names.plain(read) for read in step.reads)
    finest = min(max([*given, SHOWN]), MOST)
    with np.errstate(all="ignore"):
        for decimals, way in product(range(finest, SHOWN - 1, -1), (_operands, _chain)):
            if typed.fits(way(found, step, decimals))[wrong].all():
                what = operands if way is _operands else "every matrix on the way"
                return _why(f"with {what} rounded to {decimals} decimals")
        if _near(found, step, typed, wrong, finest):
            return _why(f"as near as {operands} rounded to {finest} decimals can give")
    return None


def _why(how: str) -> str:
    return (
        f"The way is right: these are numbers {how}. Round only at the end, and carry two digits "
        "more until then."
    )


def _operands(found: Trace, step: Step, decimals: int) -> Array:
    """The step from operands that were rounded."""
    values = {name: np.round(found.values[name], decimals) for name in step.reads}
    return step.run(values, found.scalars)


def _chain(found: Trace, step: Step, decimals: int) -> Array:
    """The whole way with every result rounded."""
    values = {name: found.values[name] for name in found.program.reads}
    for one in found.program.steps:
        value = one.run(values, found.scalars)
        if one is step:
            return value
        values[one.writes] = np.round(value, decimals)
    raise KeyError(step.writes)


def _near(found: Trace, step: Step, typed: Typed, wrong: Cells, decimals: int) -> bool:
    """Whether every wrong cell is within what rounded operands can do, and a few units."""
    truth = found.values[step.writes]
    reach = np.zeros_like(truth)
    for values in _draws(found, step, 0.5 * 10.0**-decimals):
        reach = np.maximum(reach, np.abs(step.run(values, found.scalars) - truth))
    off = np.abs(typed.values - truth)
    near = (off <= SPREAD * reach + typed.half) & (off <= 2 * UNITS * typed.half)
    return bool(near[wrong].all())


def _draws(found: Trace, step: Step, half: float) -> Iterator[dict[str, Array]]:
    """Operands off by half a unit either way, at random and yet always the same."""
    draw: Callable[..., Array] = np.random.Generator(np.random.PCG64(0)).choice
    for _ in range(DRAWS):
        yield {
            name: found.values[name] + half * draw((-1.0, 1.0), found.values[name].shape)
            for name in step.reads
        }
