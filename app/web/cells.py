"""One matrix of a picture: its symbol, its cells with their numbers, its shape, as parts of an SVG.

Colours are classes: two neighbouring stops of the scale lie over each other, the upper one as
opaque as the value asks.
"""

import math
import re
from dataclasses import dataclass

import numpy as np

from app.engine import names
from app.engine.operation import Array

CELL = (41, 27)
TOP = 40
STOPS = 9
WHITE_FROM, BLACK_FROM = (0.815, 0.745), (0.535, 0.5625)
"""From which share of the range, below zero and above, a number is white on the colours of the
light theme, and black on those of the dark one."""


@dataclass(frozen=True)
class Matrix:
    """A matrix of the equation: its name, what is drawn, whether it is turned, a mask, pending."""

    name: str
    values: Array
    turned: bool = False
    ones: bool = False
    mask: bool = False
    pending: bool = False
    shut: Array | None = None
    lit: tuple[int | None, int | None] | None = None

    @property
    def width(self) -> int:
        return max(CELL[0] * int(self.values.shape[1]), 46)


def draw(item: Matrix, x: float, r: float) -> str:
    """Symbol, cells and shape of one matrix."""
    rows, columns = item.values.shape
    middle = x + item.width / 2
    left = middle - columns * CELL[0] / 2
    symbol = "<tspan>1</tspan>" if item.ones else _symbol(item)
    out = [f'<text class="sym" x="{middle:.1f}" y="{TOP - 14}">{symbol}</text>']
    if item.pending:
        size = f'width="{columns * CELL[0] - 2}" height="{rows * CELL[1] - 2}"'
        out.append(f'<rect class="pending" x="{left + 1:.1f}" y="{TOP + 1}" {size}/>')
    else:
        whole = bool((item.values == np.round(item.values)).all())
        for row in range(rows):
            for column in range(columns):
                place = (left + column * CELL[0], TOP + row * CELL[1])
                out.append(_cell(item, (row, column), place, r, whole))
        if item.lit:
            out.append(_frame(item, left))
    out.append(
        f'<text class="shape" x="{middle:.1f}" y="{TOP + rows * CELL[1] + 17}">'
        f"{rows} × {columns}</text>"
    )
    return "".join(out)


def _frame(item: Matrix, left: float) -> str:
    """The ink round the selected cell, or the row or column that makes it."""
    assert item.lit
    rows, columns = item.values.shape
    row, column = item.lit
    x, width = (left, columns) if column is None else (left + column * CELL[0], 1)
    y, height = (TOP, rows) if row is None else (TOP + row * CELL[1], 1)
    return (
        f'<rect class="chosen" x="{x:.1f}" y="{y}" width="{width * CELL[0]}" '
        f'height="{height * CELL[1]}" rx="2"/>'
    )


def _cell(
    item: Matrix, at: tuple[int, int], place: tuple[float, float], r: float, whole: bool
) -> str:
    """One entry: its colour and its number; hatched where a gate stopped it."""
    value, (x, y) = float(item.values[at]), place
    box = f'x="{x + 1:.1f}" y="{y + 1}" width="{CELL[0] - 2}" height="{CELL[1] - 2}" rx="2"'
    words = short(value, whole)
    text = f'x="{x + CELL[0] / 2:.1f}" y="{y + CELL[1] / 2 + 4.5:.1f}">{words}</text>'
    if item.mask:
        gate = "open" if value else "shut"
        return f'<rect class="gate-{gate}" {box}/><text class="number on-{gate}" {text}'
    if not math.isfinite(value):
        return f'<rect class="broken" {box}/><text class="number zero" {text}'
    if item.shut is not None and item.shut[at]:
        lines = "".join(
            f"M{x + 2 + d:.1f} {y + CELL[1] - 3}l{CELL[1] - 6} -{CELL[1] - 6}" for d in (0, 8, 16)
        )
        return (
            f'<rect class="v-4" {box}/><path class="hatch" d="{lines}"/>'
            f'<text class="number zero" {text}'
        )
    if item.ones:
        return f'<rect class="v-4" {box}/><text class="number" {text}'
    share = min(1.0, max(-1.0, value / r))
    return f'{_colour(share, box)}<text class="number{_ink(share, value)}" {text}'


def _colour(share: float, box: str) -> str:
    """The colour of a share of the range, −1 to 1: a stop, and the next one over it."""
    at = (share + 1) / 2 * (STOPS - 1)
    low = min(STOPS - 2, math.floor(at))
    over = at - low
    upper = f'<rect class="v-{low + 1}" {box} fill-opacity="{over:.3f}"/>' if over > 0.0005 else ""
    return f'<rect class="v-{low}" {box}/>{upper}'


def _ink(share: float, value: float) -> str:
    """Classes that say where the number is white and where black."""
    if value == 0:
        return " zero"
    side = int(share > 0)
    white = " white-on-light" if abs(share) >= WHITE_FROM[side] else ""
    return white + (" black-on-dark" if abs(share) >= BLACK_FROM[side] else "")


def _symbol(item: Matrix) -> str:
    """A symbol as text of an SVG: dW, and raised [2]."""
    kind, layer, suffix = names.split(item.name)
    if item.name in ("A0", "L"):
        kind, layer = {"A0": "X", "L": "ℒ"}[item.name], None
    letters = kind.replace("gprime", "g′")
    low = ""
    if kind[0] in "mv" and len(kind) == 2:
        letters = kind[0] + ("\u0302" if suffix == "hat" else "")
        low = f'<tspan class="low" dy="5">{kind[1]}</tspan><tspan dy="-5">\u200b</tspan>'
    raised = (f"[{layer}]" if layer is not None else "") + ("T" if item.turned else "")
    up = f'<tspan class="up" dy="-9">{raised}</tspan>' if raised else ""
    style = "rm" if letters == "ℒ" else "it"
    return f'<tspan class="{style}">{letters}</tspan>{low}{up}'


def short(value: float, whole: bool) -> str:
    """What a cell says, as on the stage: "0" only for exactly zero, a real minus."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "∞" if value > 0 else "−∞"
    size = abs(value)
    if value == 0:
        return "0"
    if size >= 999.5:
        mantissa, exponent = f"{value:.0e}".split("e")
        text = f"{mantissa}e{int(exponent)}"
    elif whole:
        text = f"{value:.0f}"
    else:
        text = f"{value:.{2 if size < 9.995 else 1 if size < 99.95 else 0}f}"
    return re.sub(r"^-(?=[0.]*$)", "", text).replace("-", "−")
