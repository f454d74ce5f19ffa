"""Numbers as people type them: what an entry says, and to how many digits it says it.

`0.50` stands for all numbers that round to it: half a unit of its last place either way. `1/3` is
exact. A comma is a decimal comma; a real minus and a dash are a minus.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.operation import Array
from app.engine.values import fail

Cells = NDArray[np.bool_]
"""True or false for each cell."""

LONGEST = 60
"""Most characters of an entry."""
_MINUS = str.maketrans("−–—", "---")
_NUMBER = re.compile(r"([+-]?)([0-9]*)(?:[.,]([0-9]*))?(?:[eE]([+-]?[0-9]{1,3}))?")
_BEYOND = {"nan": math.nan, "infinity": math.inf, "inf": math.inf, "∞": math.inf}
EXPECTED = (
    "expected a number such as 0.25, -.5, 1/3 or 2e-3, with one point or one comma at most;"
    " or nothing, for a cell left out"
)
_HAIR, _DUST = 1e-9, 1e-12
"""What rounding within a computation may change: of an entry, and of the matrix's largest."""


@dataclass(frozen=True, eq=False)
class Typed:
    """A matrix as typed: values (NaN where blank), half a unit of each one's last place, decimals.

    An entry without decimals of its own (a fraction, a blank, NaN) has None there, and half 0.
    """

    values: Array
    half: Array
    blank: Cells
    decimals: tuple[tuple[int | None, ...], ...]

    @property
    def shape(self) -> tuple[int, int]:
        rows, columns = self.values.shape
        return rows, columns

    @property
    def turned(self) -> "Typed":
        """The same transposed."""
        columns = tuple(zip(*self.decimals, strict=True))
        return Typed(self.values.T, self.half.T, self.blank.T, columns)

    def fits(self, matrix: Array) -> Cells:
        """Where a matrix of this shape rounds to what is typed; a tie rounds both ways."""
        finite = np.abs(matrix[np.isfinite(matrix)])
        hair = _HAIR * np.abs(matrix) + _DUST * finite.max(initial=0)
        with np.errstate(all="ignore"):
            near = np.abs(matrix - self.values) <= self.half * (1 + _HAIR) + hair
        both_nan = np.isnan(matrix) & np.isnan(self.values)
        same = (near & np.isfinite(matrix)) | (matrix == self.values) | both_nan
        cells: Cells = same & ~self.blank
        return cells


def read(rows: object, most: int, pointer: str = "values") -> Typed:
    """A matrix of entries: texts, numbers, null for a blank. Raises SpecError."""
    if not isinstance(rows, list) or not rows:
        raise fail(pointer, "expected a list of rows, each a list of entries")
    width = None
    for r, row in enumerate(rows):
        if not isinstance(row, list) or not row:
            raise fail(f"{pointer}/{r}", "expected a row: a list of entries")
        width = len(row) if width is None else width
        if len(row) != width:
            raise fail(
                f"{pointer}/{r}",
                f"expected {width} entries as in the first row, found {len(row)}",
            )
    assert width
    if len(rows) * width > most:
        raise fail(pointer, f"expected at most {most} entries, found {len(rows) * width}")
    return _typed([
        [_entry(entry, f"{pointer}/{r}/{c}") for c, entry in enumerate(row)]
        for r, row in enumerate(rows)
    ])  # fmt: skip


@dataclass(frozen=True)
class _Entry:
    value: float
    half: float = 0.0
    decimals: int | None = None
    blank: bool = False


def _typed(rows: Sequence[Sequence[_Entry]]) -> Typed:
    return Typed(
        np.array([[entry.value for entry in row] for row in rows]),
        np.array([[entry.half for entry in row] for row in rows]),
        np.array([[entry.blank for entry in row] for row in rows]),
        tuple(tuple(entry.decimals for entry in row) for row in rows),
    )


def _entry(given: object, pointer: str) -> _Entry:
    """What one entry says."""
    if isinstance(given, int | float) and not isinstance(given, bool):
        given = repr(given)
    if given is None:
        given = ""
    if not isinstance(given, str) or len(given) > LONGEST:
        raise fail(pointer, EXPECTED)
    text = given.strip().translate(_MINUS)
    if not text:
        return _Entry(math.nan, blank=True)
    beyond = _BEYOND.get((text[1:] if text[0] in "+-" else text).lower())
    if beyond is not None:
        return _Entry(-beyond if text.startswith("-") else beyond)
    upper, stroke, lower = text.partition("/")
    above = _number(upper)
    if above is not None and not stroke:
        return above
    below = _number(lower) if stroke else None
    if above is None or below is None or not below.value:
        raise fail(pointer, EXPECTED)
    value = above.value / below.value
    if not math.isfinite(value):
        raise fail(pointer, EXPECTED)
    return _Entry(value)


def _number(text: str) -> _Entry | None:
    """A decimal number with its last place; None for anything else, and beyond 1e308."""
    match = _NUMBER.fullmatch(text.strip())
    if not match or not (match[2] or match[3]):
        return None
    sign, whole, rest, power = match[1], match[2], match[3] or "", int(match[4] or 0)
    value = float(f"{sign}{whole or 0}.{rest or 0}e{power}")
    decimals = len(rest) - power
    if not math.isfinite(value) or decimals < -308:
        return None
    return _Entry(value, 0.5 * 10.0**-decimals, decimals)
