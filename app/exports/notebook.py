"""A run as a Jupyter notebook: each step with its formula, its reason, its line and its heatmaps.

It is nbformat 4.5, written by hand, and needs NumPy and Plotly where it is run.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from app.engine.operation import Step
from app.exports.colours import GATE, SCALE
from app.exports.script import DATA_TITLE, NUMPY, batch, data, result, state
from app.exports.source import PHASES, Source

Cell = dict[str, Any]
SHOW = """
def show(*names):
    \"""Matrices by their names, side by side as heatmaps: orange below zero, blue above.\"""
    matrices = [globals()[name] for name in names]
    tallest, widest = np.max([M.shape for M in matrices], axis=0)
    figure = make_subplots(
        cols=len(names), horizontal_spacing=0.2 / len(names),
        subplot_titles=[f"{n}<br>{M.shape[0]} × {M.shape[1]}" for n, M in zip(names, matrices)],
        column_widths=[max(M.shape[1], widest / 6) for M in matrices],
    )
    for col, (name, M) in enumerate(zip(names, matrices), 1):
        mask = name.startswith("gprime") and np.isin(M, (0, 1)).all()
        largest = 1 if mask else np.abs(M[np.isfinite(M)]).max(initial=0) or 1
        figure.add_heatmap(
            row=1, col=col, z=M, name=name, zmin=0 if mask else -largest, zmax=largest,
            colorscale=GATE if mask else SCALE, showscale=False, xgap=1, ygap=1,
            texttemplate="%{z:.3~g}" if M.size <= 60 else None,
            hovertemplate=name + "[%{y}, %{x}] = %{z}<extra></extra>",
        )
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False, range=[tallest - 0.5, -0.5])  # row 0 on top
    margin = {"t": 70, "b": 20, "l": 20, "r": 20}
    height = 90 + 36 * min(tallest, 16)
    return figure.update_layout(height=height, margin=margin, plot_bgcolor="white")
"""
SETUP = f"""
import numpy as np
from plotly.subplots import make_subplots

np.seterr(all="ignore")  # what overflows shows in the numbers: inf, nan
SCALE = {SCALE}
GATE = {GATE}

{SHOW}
"""


def notebook(of: Source) -> Iterator[str]:
    """The file, piece by piece."""
    yield '{\n "cells": [\n'
    between = ""
    for cell in cells(of):
        yield between + json.dumps(cell, ensure_ascii=False, indent=1)
        between = ",\n"
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    yield f'\n ],\n "metadata": {json.dumps(metadata)},\n "nbformat": 4, "nbformat_minor": 5\n}}\n'


def cells(of: Source) -> Iterator[Cell]:
    """Words and code in turn, from the data to J."""
    yield _words("about", _about(of))
    yield _code("setup", [SETUP])
    yield _words("data-title", [f"## {DATA_TITLE}"])
    yield _code("data", [*data(of, NUMPY.array), "\n", *_lines(of.settings())])
    yield _words("state-title", [f"## {of.state_title}"])
    yield _code("state", [f"iteration = {of.iteration}\n", *state(of, NUMPY.array)])
    first = list(_lines(batch(of, NUMPY.columns)))
    if first:
        yield _code("batch", first)
    for phase, steps in of.phases():
        yield _words(phase, [f"## {PHASES[phase]}"])
        for step in steps:
            yield _words(f"{step.writes}-why", _why(of, step))
            shown = ", ".join(f'"{name}"' for name in (*step.reads, step.writes))
            yield _code(step.writes, [f"{step.code}\n", f"show({shown})"])
    yield _words("result-title", ["## The result"])
    yield _code("result", _lines(result(of, NUMPY)))
    yield _words("next-title", _next(of))
    handed_over = ("iteration += 1", *of.handed_over())
    yield _code("next", [f"# {line}\n" for line in handed_over])


def _about(of: Source) -> Iterator[str]:
    layers = "-".join(map(str, of.spec.layers))
    yield f"# Iteration {of.iteration} of a {layers} network, one equation after the other\n\n"
    yield "Run all cells from the top; they need `numpy`, `plotly` and `nbformat` "
    yield "(`%pip install numpy plotly nbformat`).\n\n"
    yield f"The same in the browser, below the address of the server: `{of.address}`\n\n"
    yield f"{of.stopped}\n\n" if of.stopped else ""
    yield "The spec, which determines the whole run:\n\n"
    yield from (f"    {line}\n" for line in of.told())
    yield f"\nMade by {of.maker}."


def _why(of: Source, step: Step) -> Iterator[str]:
    """Title, formula and reason; TeX stands between dollars in a notebook."""
    yield f"### {step.title}\n\n$$ {step.tex} $$\n\n"
    why = step.why.replace(r"\(", "$").replace(r"\)", "$")
    yield f"`{step.writes}` is {of.shape(step.writes)}. {why}"


def _next(of: Source) -> Iterator[str]:
    again = "the batch" if of.spec.batch else PHASES["forward"].split(":")[0]
    yield "## On to the next iteration\n\n"
    yield "What this one wrote is what the next one reads: take each `#` away, run the cell once, "
    yield f"then all cells from *{again}* on again."


def _lines(lines: Iterable[str]) -> Iterator[str]:
    return (f"{line}\n" for line in lines)


def _words(id: str, text: Iterable[str]) -> Cell:
    return {"cell_type": "markdown", "id": id, "metadata": {}, "source": "".join(text)}


def _code(id: str, text: Iterable[str]) -> Cell:
    return {
        "cell_type": "code",
        "id": id,
        "metadata": {},
        "source": "".join(text).strip("\n"),
        "execution_count": None,
        "outputs": [],
    }
