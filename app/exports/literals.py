"""Matrices as Python text that gives the very same float64 back."""

import math

from app.engine.operation import Array

WIDTH = 100
A_LINE = 4
"""Numbers in a line, where a row is too long for one: each takes up to 24 characters."""


def number(value: float) -> str:
    """A number with as many digits as tell it from all others, at most 17."""
    return repr(value) if math.isfinite(value) else f'float("{value}")'


def assign(name: str, make: str, array: Array, indent: str = "") -> str:
    """The statement `name = make([[…], …])`: in one line if it is one row or column, and short."""
    rows = [list(map(number, row)) for row in array.tolist()]
    if 1 in array.shape:
        inside = ", ".join(f"[{', '.join(row)}]" for row in rows)
        line = f"{indent}{name} = {make}([{inside}])\n"
        if len(line) <= WIDTH:
            return line
    lines = "".join(_row(row, indent + "    ") for row in rows)
    return f"{indent}{name} = {make}([\n{lines}{indent}])\n"


def _row(entries: list[str], indent: str) -> str:
    line = f"{indent}[{', '.join(entries)}],\n"
    if len(line) <= WIDTH:
        return line
    inner = indent + "    "
    parts = (entries[at : at + A_LINE] for at in range(0, len(entries), A_LINE))
    return f"{indent}[\n" + "".join(f"{inner}{', '.join(p)},\n" for p in parts) + f"{indent}],\n"
