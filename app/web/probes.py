"""Questions beside the program: the plane, finite differences, new inputs, a figure."""

import numpy as np

from app.engine.fields import ENTRY, Field
from app.engine.operation import Array
from app.engine.probe import boundary_parts, check, largest, predict
from app.engine.trace import trace
from app.engine.values import matrix
from app.web import address, query
from app.web.answers import Body, fits, iteration_of, size, step_of, whole, work
from app.web.encode import dumps, numbers
from app.web.errors import invalid
from app.web.figure import figure
from app.web.service import Answer, Question, Service

_X_NEW = Field("X_new", "matrix", "X", "new inputs", None, -ENTRY, ENTRY)
DIGITS = 17
"""Decimals that leave a probability as it is."""
DIFFERENCES = 32
"""Forward passes for one finite difference."""


def answer_boundary(service: Service, question: Question) -> Answer:
    """The outputs on a grid over the plane of two inputs."""
    subject = question.subject
    k = iteration_of(service, question)
    resolution = whole(question, "resolution", 2, service.settings.resolution, 50)
    digits = whole(question, "digits", 1, DIGITS, DIGITS)
    last = len(subject.spec.layers) - 1
    if subject.spec.layers[0] != 2:
        raise invalid(
            "#/data", "A picture of the plane takes a net of two inputs; choose other data."
        )
    numbers_shown = resolution**2 * subject.spec.layers[-1]
    count = fits(service, numbers_shown, "resolution", "take a coarser grid")

    def make() -> Body:
        found = trace(subject.spec, k, service.runs)
        yield
        grid = yield from boundary_parts(found, resolution)
        yield
        return dumps(
            {
                **subject.head,
                "iteration": k,
                "x": grid.x,
                "y": grid.y,
                "values": [numbers(_rounded(values, digits)) for values in grid.values],
                "names": [f"A{last}[{row}]" for row in range(len(grid.values))],
            }
        )

    passes = 1 + resolution**2 // subject.m
    return Answer(f"{k}&{resolution}&{digits}", k, work(subject, count, passes), make)


def _rounded(values: Array, digits: int) -> Array:
    """To so many decimals; as they are if to all that there may be."""
    return values if digits == DIGITS else np.round(values, digits)


def answer_check(service: Service, question: Question) -> Answer:
    """Entries of a gradient by backpropagation and by finite differences."""
    subject = question.subject
    k = iteration_of(service, question)
    parameter = question.own.get("parameter", "W1")
    cells = _cells(question.own.get("cells"), service.settings.cells)

    def make() -> Body:
        found = trace(subject.spec, k, service.runs)
        yield
        places = cells or largest(found, parameter, service.settings.cells)
        results = []
        for cell in places:
            results.append(check(found, parameter, [cell]))
            yield
        return dumps(
            {
                **subject.head,
                "iteration": k,
                "parameter": parameter,
                "of": results[0].of,
                "cells": places,
                "analytic": numbers(result.analytic[0] for result in results),
                "numeric": numbers(result.numeric[0] for result in results),
                "kink": [result.kink[0] for result in results],
                "agrees": [result.agrees[0] for result in results],
                "h": numbers(result.h[0] for result in results),
            }
        )

    count = len(cells) if cells else service.settings.cells
    own = f"{k}&{parameter}&{cells}"
    return Answer(own, k, work(subject, 6 * count, 1 + DIFFERENCES * count), make)


def _cells(text: str | None, most: int) -> list[tuple[int, int]] | None:
    """Cells from `0,1;2,3`; None for the largest ones."""
    if text is None:
        return None
    cells = []
    for place, pair in enumerate(text.split(";", most + 1)):
        both = [query.number(part) for part in pair.split(",")]
        whole = [int(part) for part in both if part is not None and 0 <= part == int(part)]
        if len(whole) != 2 or len(both) != 2 or place >= most:
            raise invalid(
                f"#/cells/{place}",
                f"Row and column of a cell are expected, as in 0,1;2,3; at most {most} cells.",
            )
        cells.append((whole[0], whole[1]))
    return cells


def answer_predict(service: Service, question: Question) -> Answer:
    """Every matrix of a forward pass on new inputs."""
    subject = question.subject
    k = iteration_of(service, question)
    X = _new_inputs(service, question)
    columns = X.shape[1]
    forward = [step.writes for step in subject.program.steps if step.phase == "forward"]
    rows = sum(subject.shapes[name][0] for name in ("A0", *forward))
    count = fits(service, rows * columns, "X_new", "give fewer columns")
    passes = 1 + columns // subject.m

    def make() -> Body:
        found = trace(subject.spec, k, service.runs)
        yield
        matrices = subject.matrices(predict(found, X), False)
        return dumps({**subject.head, "iteration": k, "matrices": matrices})

    own = f"{k}&{X.shape}&{X.tobytes().hex()}"
    return Answer(own, k, work(subject, count, passes), make)


def _new_inputs(service: Service, question: Question) -> Array:
    text = question.own.get("X_new")
    n0 = question.subject.spec.layers[0]
    if text is None:
        raise invalid("#/X_new", f"X_new is expected: {n0} rows, a column per example.")
    most = service.settings.examples_new
    X = matrix(_X_NEW, address.matrix(text), service.settings.limits.inputs, most)
    if X.shape[0] != n0:
        raise invalid("#/X_new", f"{n0} rows are expected, found {X.shape[0]}.")
    return X


def answer_figure(service: Service, question: Question) -> Answer:
    """What a step reads and writes, side by side as heatmaps."""
    subject = question.subject
    k = iteration_of(service, question)
    name = step_of(question) or subject.program.steps[0].writes
    step = subject.program.by_name[name]
    shown = (*step.reads, name)
    count = fits(service, size(subject, shown), "step", "take fewer examples or units")

    def make() -> Body:
        found = trace(subject.spec, k, service.runs)
        yield
        values = {name: found.values[name] for name in shown}
        return dumps({**subject.head, "iteration": k, **figure(step, values)})

    return Answer(f"{k}&{name}", k, work(subject, count), make)
