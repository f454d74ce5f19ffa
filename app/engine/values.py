"""Checks of single values: is it a number, a choice, a matrix, and within its range?"""

import math
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from app.engine.fields import Field
from app.engine.operation import Array


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field: a JSON pointer, and what was expected and what would do."""

    pointer: str
    detail: str


class SpecError(ValueError):
    """A spec that cannot be run, with every problem found."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{p.pointer}: {p.detail}" for p in problems))
        self.problems = problems


def fail(pointer: str, detail: str) -> SpecError:
    return SpecError(Problem(f"#/{pointer}", detail))


def number(field: Field, value: object, pointer: str | None = None) -> float:
    """A finite real number in the field's range; never a boolean."""
    where = pointer or field.name
    low, high = field.minimum, field.maximum
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise fail(where, f"expected a number {_range(field)}")
    if not -1e308 <= value <= 1e308 or (low is not None and not low <= value <= (high or 0)):
        raise fail(where, f"expected a number {_range(field)}")
    return float(value) + 0.0  # −0 is 0


def integer(field: Field, value: object) -> int:
    """A whole number in the field's range; 4.0 is one, True is not."""
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    if isinstance(value, bool) or not whole:
        raise fail(field.name, f"expected a whole number {_range(field)}")
    low, high = field.minimum or 0, field.maximum or 0
    if not low <= value <= high:  # type: ignore[operator]
        raise fail(field.name, f"expected a whole number {_range(field)}")
    return int(value)  # type: ignore[call-overload, no-any-return]


def choice(field: Field, value: object) -> str:
    names = [name for name, _, _ in field.choices]
    if not isinstance(value, str) or value not in names:
        raise fail(field.name, f"expected one of {', '.join(names)}")
    return value


def flag(field: Field, value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise fail(field.name, "expected true or false")


def items(field: Field, value: object, most: int) -> list[object]:
    """A list, or the address's string `8,8`; `none` and the empty string are no items."""
    if isinstance(value, str):
        return [] if value in ("", "none") else list(value.split(",", most + 1))
    if isinstance(value, list | tuple):
        return list(value[: most + 1])
    raise fail(field.name, "expected a list, or a string with commas such as 8,8")


def sizes(field: Field, value: object, layers: int, units: int) -> tuple[int, ...]:
    """Units per hidden layer."""
    entries = items(field, value, layers)
    if len(entries) > layers:
        raise fail(field.name, f"expected at most {layers} hidden layers")
    out = []
    for place, entry in enumerate(entries):
        if isinstance(entry, str) and entry.isascii() and entry.isdigit() and len(entry) < 10:
            entry = int(entry)
        whole = isinstance(entry, int) or (isinstance(entry, float) and entry.is_integer())
        if isinstance(entry, bool) or not whole or not 1 <= entry <= units:  # type: ignore[operator]
            pointer = field.name if isinstance(value, str) else f"{field.name}/{place}"
            raise fail(pointer, f"expected layers of 1 to {units} units, such as 8,8, or none")
        out.append(int(entry))  # type: ignore[call-overload]
    return tuple(out)


def choices(field: Field, value: object, count: int, most: int) -> tuple[str, ...]:
    """One choice for all `count` layers, or one each."""
    entries = items(field, value, most)
    names = [name for name, _, _ in field.choices]
    for place, entry in enumerate(entries[: most + 1]):
        if entry not in names:
            pointer = field.name if isinstance(value, str) else f"{field.name}/{place}"
            raise fail(pointer, f"expected one of {', '.join(names)}")
    if len(entries) == 1:
        return tuple(str(entries[0]) for _ in range(count))
    if len(entries) != count:
        raise fail(
            field.name,
            f"expected one activation for all, or {count}, one for each hidden layer;"
            f" found {len(entries)}",
        )
    return tuple(str(entry) for entry in entries)


def matrix(field: Field, value: object, rows: int, columns: int, column: bool = False) -> Array:
    """A 2-D array of finite numbers of at most rows × columns.

    With `column` a flat list stands for a column, and so does a single row of numbers.
    """
    if not isinstance(value, list | tuple) or not value:
        raise fail(field.name, "expected a list of rows, each a list of numbers")
    if column and len(value) == 1 and isinstance(value[0], list | tuple):
        value = value[0]
    if len(value) > rows:
        raise fail(field.name, f"expected at most {rows} rows, found {len(value)}")
    if column and not any(isinstance(row, list | tuple) for row in value):
        value = [[entry] for entry in value]
    width = _width(field, value, columns)
    out = np.empty((len(value), width))
    for r, row in enumerate(value):
        if set(map(type, row)) <= {int, float}:  # most rows; a bad entry is looked for one by one
            with suppress(OverflowError):
                out[r] = row
                if (np.abs(out[r]) <= (field.maximum or 0)).all():
                    continue
        for c, entry in enumerate(row):
            out[r, c] = number(field, entry, f"{field.name}/{r}/{c}")
    return out + 0.0  # −0 is 0


def _width(field: Field, rows: Sequence[object], columns: int) -> int:
    width = None
    for r, row in enumerate(rows):
        if not isinstance(row, list | tuple) or not row:
            raise fail(f"{field.name}/{r}", "expected a row: a list of numbers")
        if len(row) > columns:
            raise fail(f"{field.name}/{r}", f"expected at most {columns} columns")
        width = len(row) if width is None else width
        if len(row) != width:
            raise fail(
                f"{field.name}/{r}",
                f"expected {width} entries as in the first row, found {len(row)}",
            )
    return width or 0


def _range(field: Field) -> str:
    return f"from {_short(field.minimum)} to {_short(field.maximum)}"


def _short(value: float | None) -> str:
    if value is None:
        return "any"
    return str(int(value)) if math.fabs(value) < 1e10 and value == int(value) else f"{value:g}"


Check = Callable[[Field, object], object]
SIMPLE: dict[str, Check] = {
    "number": number, "integer": integer, "choice": choice, "flag": flag,
}  # fmt: skip
