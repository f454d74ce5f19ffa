"""A worksheet as HTML: given numbers, equations with their matrices or empty boxes, the key."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from markupsafe import Markup, escape

from app.engine.fields import BY_NAME
from app.engine.operation import Array, Step
from app.engine.program import Program
from app.engine.spec import Spec
from app.engine.trace import Trace
from app.web import markup
from app.web.address import canonical
from app.web.encode import Subject
from app.web.service import ADDRESS
from app.web.templates import render

DECIMALS = 4
ALMOST = 1e-12
"""Share of a number by which binary fractions miss decimal ones."""


@dataclass(frozen=True, eq=False)
class Order:
    """What is to be printed."""

    subject: Subject
    iteration: int
    blank: tuple[str, ...]
    copies: int
    host: str
    theme: str | None


def sheet(order: Order, found: Trace, number: int) -> Markup:
    """One copy as HTML."""
    spec, program = found.spec, found.program
    given = [_shown(name, found.values[name]) for name in program.reads]
    untold = _given_away(program, order.blank)
    steps = [(step.phase, _step(step, found, order, untold)) for step in program.steps]
    phases = [
        (phase, [step for _, step in group]) for phase, group in groupby(steps, lambda one: one[0])
    ]
    values = {
        "number": number + 1,
        "of": order.copies,
        "net": _net(found),
        "facts": list(_facts(spec, found.scalars["m"])),
        "address": address(order, spec),
        "given": given,
        "phases": phases,
        "key": [_shown(name, found.values[name]) for name in order.blank],
        "dense": len(found.examples) > 5,
    }
    return Markup(render("_sheet.html", values))


def _given_away(program: Program, blank: tuple[str, ...]) -> set[str]:
    """Updates made of a matrix left blank: their numbers would give it away."""
    out = set(blank)
    for step in program.steps:
        if step.phase == "update" and not out.isdisjoint(step.reads):
            out.add(step.writes)
    return out - set(blank)


def _step(step: Step, found: Trace, order: Order, untold: set[str]) -> dict[str, object]:
    value = found.values[step.writes]
    left_blank = step.writes in order.blank
    return {
        "formula": markup.formula(step.tex),
        "sign": "=" if left_blank or exact(value) else "≈",
        "table": "" if step.writes in untold else table(step.writes, value, left_blank),
        "shape": f"{value.shape[0]} × {value.shape[1]}" if left_blank else "",
    }


def _shown(name: str, value: Array) -> dict[str, object]:
    sign = (":" if name.endswith("_next") else "") + ("=" if exact(value) else "≈")
    return {"symbol": markup.symbol(name), "sign": sign, "table": table(name, value)}


def answers(order: Order, found: Trace, number: int) -> Markup:
    """A copy's row in the table of keys."""
    matrices = [(markup.symbol(name), _rows(found.values[name])) for name in order.blank]
    values = {"number": number + 1, "seed": found.spec.seed, "matrices": matrices}
    return Markup(render("_answers.html", values))


def _rows(value: Array) -> list[str]:
    whole_numbers = exact(value)
    return [" ".join(text(float(entry), whole_numbers) for entry in row) for row in value]


def _net(found: Trace) -> str:
    sizes = "-".join(map(str, found.spec.layers))
    return f"{sizes}, m = {len(found.examples)}, iteration {found.iteration}"


def _facts(spec: Spec, m: float) -> Iterator[tuple[str, str]]:
    """What the equations do not tell."""
    labels = {
        value: label
        for name in ("activation", "output", "loss", "optimizer")
        for value, label, _ in BY_NAME[name].choices
    }
    hidden = dict.fromkeys(labels[name] for name in spec.activation)
    if hidden:
        yield "hidden", ", ".join(hidden)
    yield "output", labels[spec.output]
    yield "loss", labels[spec.loss]
    yield "m", f"{m:g}"
    yield "α", f"{spec.lr:g}"
    if spec.optimizer in ("momentum", "adam"):
        yield "μ", f"{spec.momentum:g}"
    if spec.l2:
        yield "λ", f"{spec.l2:g}"


def address(order: Order, spec: Spec) -> str:
    """Where the net of a copy is found."""
    query = canonical(spec)
    if len(query) > ADDRESS:
        query = order.subject.query
    position = f"iteration={order.iteration}" if order.iteration else ""
    both = "&".join(part for part in (query, position) if part)
    return f"{order.host}/?{both}" if both else f"{order.host}/"


# --- numbers ---


def exact(value: Array) -> bool:
    """Whether every entry is written out in full with so few decimals."""
    with np.errstate(all="ignore"):
        off = np.abs(value - np.round(value, DECIMALS)) <= ALMOST * np.abs(value)
    return bool((off & (np.abs(value) < 1e5)).all())


def text(value: float, whole: bool) -> str:
    """An entry: as it is where the matrix is exact, else rounded; 0 only for exactly zero."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "∞" if value > 0 else "−∞"
    if value == 0:
        return "0"
    if whole:
        out = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    elif abs(value) < 0.5 * 10**-DECIMALS or abs(value) >= 1e5:
        out = f"{value:.1e}".replace("e-0", "e-").replace("e+0", "e").replace("e+", "e")
    else:
        out = f"{value:.{DECIMALS}f}"
    return out.replace("-", "−")


def table(name: str, value: Array, blank: bool = False) -> Markup:
    """A matrix between brackets, or its empty boxes."""
    whole_numbers = exact(value)
    cells = (
        "".join(
            "<td></td>" if blank else f"<td>{text(float(entry), whole_numbers)}</td>"
            for entry in row
        )
        for row in value
    )
    rows = "".join(f"<tr>{row}</tr>" for row in cells)
    kind = "matrix blank" if blank else "matrix"
    label = escape(markup.spoken(name) + (", to be filled in" if blank else ""))
    return Markup(f'<table class="{kind}" aria-label="{label}"><tbody>{rows}</tbody></table>')
