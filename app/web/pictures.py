"""A step as a small picture: the true matrices of its equation, drawn as an SVG on the server.

Symbols stand over their matrices and shapes under them, as on the stage.
"""

import re
from collections.abc import Iterator
from itertools import groupby

import numpy as np
from markupsafe import Markup, escape

from app.engine import names
from app.engine.operation import Step
from app.engine.trace import Trace
from app.web.cells import CELL, TOP, Matrix, draw

GAP = 14
_SHARED = {"A": "Z", "Y": "Z", "dA": "dZ"}
_FRACTION = re.compile(r"(\S)/(\S)(?= |$)")
_OPERATORS = {"=", ":=", "·", "⊙", "+", "−", "1/m", "λ/m"}


def picture(
    found: Trace, name: str, cell: tuple[int, int] | None = None, asked: bool = False
) -> Markup:
    """The equation that wrote `name`; its result an empty frame while it is `asked`."""
    step = found.program.by_name[name]
    ranges = _ranges(found)
    x, parts, tallest = 4.0, [], 0
    for item in _items(found, step, cell, asked):
        if isinstance(item, str):
            x -= GAP / 2 if item.startswith(")") else 0
            drawn, width = _words(item, x)
        else:
            r = ranges.get(item.name) or ranges.get(_quantity(item.name)) or 1.0
            drawn, width = draw(item, x, r), item.width
            tallest = max(tallest, item.values.shape[0])
        parts.append(drawn)
        x += width + GAP
    size = f"{x - GAP + 4:.0f}", f"{TOP + tallest * CELL[1] + 24}"
    label = escape(f"The matrices of {names.plain(name)}, iteration {found.iteration}")
    return Markup(
        f'<svg class="picture" viewBox="0 0 {size[0]} {size[1]}" width="{size[0]}" '
        f'height="{size[1]}" role="img" aria-label="{label}">{"".join(parts)}</svg>'
    )


def _items(
    found: Trace, step: Step, cell: tuple[int, int] | None, asked: bool
) -> Iterator[Matrix | str]:
    """What stands from left to right: the result, the sign, then matrices and words."""
    written = found.values[step.writes]
    mask = next((r for r in step.reads if r.startswith("gprime")), None)
    shut = found.values[mask] == 0 if mask and _is_mask(found, mask) else None
    yield Matrix(
        step.writes, written, mask=_is_mask(found, step.writes), pending=asked, shut=shut, lit=cell
    )
    before = [":=" if step.writes.endswith("_next") else "="]
    for token in step.equation:
        name, turned = token.removesuffix(".T"), token.endswith(".T")
        ones = token == "1" and before[-1:] == ["·"]
        if name not in step.reads and not ones:
            before += token.split(" ", 1) if _FRACTION.match(token) else [token]
            continue
        yield from _joined(before)
        values = np.ones((len(found.examples), 1)) if ones else found.values[name]
        lit = _lit(step, cell, before[-1:] == ["·"], name)
        yield Matrix(
            name, values.T if turned else values, turned, ones, _is_mask(found, name), lit=lit
        )
        before = []
    yield from _joined(before)


def _joined(tokens: list[str]) -> Iterator[str]:
    """Operators each for itself, the words between them together."""
    for operator, group in groupby(tokens, lambda token: token in _OPERATORS):
        words = list(group)
        yield from words if operator else [" ".join(words)]


def _is_mask(found: Trace, name: str) -> bool:
    """Whether a slope only opens or shuts."""
    return name.startswith("gprime") and bool(np.isin(found.values[name], (0, 1)).all())


def _lit(
    step: Step, cell: tuple[int, int] | None, right: bool, name: str
) -> tuple[int | None, int | None] | None:
    """Row and column of a factor that make the selected cell; None for all of them."""
    if cell is None:
        return None
    row, column = cell
    pattern = step.operation.pattern
    if pattern == "entrywise":
        return cell
    if pattern == "column":
        return (None, column)
    if pattern in ("row-column", "row-column-bias") and not name.startswith("b"):
        return (None, column) if right else (row, None)
    return (row, None) if pattern in ("row-sum", "row-column-bias") and not right else None


def _ranges(found: Trace) -> dict[str, float]:
    """The value that has full colour: for every quantity over all layers, as on the stage, and
    ±1 for probabilities and what is true.
    """
    spec = found.spec
    probable = spec.output in ("softmax", "sigmoid")
    ranges = {"Y": 1.0, f"A{len(spec.layers) - 1}": 1.0} if probable else {}
    own = set(ranges)
    for name, values in found.values.items():
        if name not in own:
            finite = np.abs(values[np.isfinite(values)])
            key = _quantity(name)
            ranges[key] = max(ranges.get(key, 0.0), float(finite.max(initial=0)))
    if spec.average == "loss":
        ranges["dZ"] *= len(found.examples)
    return ranges


def _quantity(name: str) -> str:
    kind = names.split(name)[0]
    return _SHARED.get(kind, kind)


def _words(text: str, x: float) -> tuple[str, float]:
    """An operator or words on the line of the symbols, and how wide they are."""
    if text == "·":
        return f'<circle class="ink" cx="{x + 4:.1f}" cy="{TOP - 20}" r="3"/>', 8
    fraction = _FRACTION.fullmatch(text)
    if fraction:
        top, bottom = fraction.groups()
        middle = f'{x + 8:.1f}" text-anchor="middle'
        return (
            f'<text class="op" x="{middle}" y="{TOP - 23}">{top}</text>'
            f'<path class="line" d="M{x:.1f} {TOP - 19}h16"/>'
            f'<text class="op it" x="{middle}" y="{TOP - 4}">{bottom}</text>'
        ), 16
    width = 4 + sum(5 if c in " ()[].,i′" else 11 for c in text)
    return (
        f'<text class="op" x="{x + width / 2:.1f}" y="{TOP - 14}" text-anchor="middle">'
        f"{escape(text)}</text>"
    ), width
