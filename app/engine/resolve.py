"""From values by field name to a complete spec: data drawn, defaults by the data filled in."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from app.engine import values as check
from app.engine.datasets import DATASETS, Request, draw
from app.engine.fields import BY_NAME, FIELDS, LARGEST_LAYER_NUMBER
from app.engine.limits import Limits
from app.engine.losses import PAIRS
from app.engine.operation import Array
from app.engine.values import Problem, SpecError, fail

DATA_FIELDS = ("m", "classes", "noise", "data_seed")


def resolve(given: Mapping[str, object], limits: Limits) -> dict[str, Any]:
    """Every attribute of a Spec, from checked values and the defaults. Raises SpecError."""
    simple: dict[str, Any] = {}
    problems: list[Problem] = []
    for field in FIELDS:
        if field.kind in check.SIMPLE and field.name in given and field.name != "classes":
            try:
                simple[field.name] = check.SIMPLE[field.kind](field, given[field.name])
            except SpecError as error:
                problems.extend(error.problems)
    if problems:
        raise SpecError(*problems)
    hidden = check.sizes(BY_NAME["hidden"], given.get("hidden", (4,)), limits.layers, limits.units)
    activation = (
        check.choices(BY_NAME["activation"], given["activation"], len(hidden), limits.layers)
        if "activation" in given
        else ("relu",) * len(hidden)
    )
    own_data = "X" in given or "Y" in given or simple.get("data") == "custom"
    if "classes" in given:
        simple["classes"] = given["classes"]
    data = _own_data(given, limits) if own_data else _drawn_data(simple, limits)
    output, loss, default_output = _head(simple, data)
    fields: dict[str, Any] = {f.name: f.default for f in FIELDS if f.kind in check.SIMPLE}
    fields |= simple | data
    fields |= {"hidden": hidden, "activation": activation, "output": output, "loss": loss}
    layers = (fields["X"].shape[0], *hidden, fields["Y"].shape[0])
    fields["own"] = _own_parameters(given, layers, limits)
    fields["defaults"] = _defaults(fields, own_data, default_output)
    return fields


def _own_data(given: Mapping[str, object], limits: Limits) -> dict[str, Any]:
    """X and Y as given."""
    if given.get("data", "custom") != "custom":
        raise fail("data", "X and Y are given, so data must be left out (or be custom)")
    for name in ("X", "Y"):
        if name not in given:
            raise fail(name, "X and Y stand only together: give both, or choose a data set")
    for name in DATA_FIELDS:
        if name in given:
            raise fail(name, "X and Y are given, so this must be left out")
    X, Y = (
        check.matrix(BY_NAME[name], given[name], limits.inputs, limits.examples)
        for name in ("X", "Y")
    )
    if X.shape[1] != Y.shape[1]:
        raise fail(
            "Y",
            f"expected {X.shape[1]} columns, one for each column of X; found {Y.shape[1]}",
        )
    return {"data": "custom", "m": X.shape[1], "classes": None, "noise": None,
            "data_seed": None, "X": X, "Y": Y}  # fmt: skip


def _drawn_data(simple: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """X and Y drawn from a data set; Y one-hot, or one row for two classes or values."""
    dataset = DATASETS[str(simple.get("data", "spiral"))]
    most = min(dataset.size or limits.examples, limits.examples)
    m: int = simple.get("m", dataset.m)
    if m > most:
        raise fail("m", f"expected a whole number from 1 to {most} for {dataset.name}")
    if "noise" in simple and not dataset.noisy:
        raise fail("noise", f"{dataset.name} has no noise; leave it out")
    natural = 3 if dataset.classes == 0 else dataset.classes
    classes: int | None
    if dataset.classes == 0:
        classes = check.integer(BY_NAME["classes"], simple.get("classes", natural))
    elif simple.get("classes", natural) == natural:
        classes = natural
    else:
        raise fail(
            "classes", f"{dataset.name} has {natural or 'no'} classes; leave this out, or choose"
            " spiral or blobs",
        )  # fmt: skip
    noise = simple.get("noise", 0.1) if dataset.noisy else None
    seed: int = simple.get("data_seed", 0)
    X, truth = draw(dataset.name, Request(m, classes or 1, noise or 0.0, seed))
    return {"data": dataset.name, "m": m, "classes": classes, "noise": noise,
            "data_seed": seed, "X": X, "truth": truth}  # fmt: skip


def _head(simple: dict[str, Any], data: dict[str, Any]) -> tuple[str, str, str]:
    """Output and loss, and the output that the data would have; puts Y into `data`."""
    truth = data.pop("truth", None)
    classes = data["classes"]
    if truth is None:
        natural = _natural_output(data["Y"])
    else:
        natural = "identity" if classes is None else "sigmoid" if classes == 2 else "softmax"
    output = str(simple.get("output", natural))
    if truth is not None:
        one_row = classes is None or (classes == 2 and output != "softmax")
        data["Y"] = (
            np.asarray(truth, float).reshape(1, -1)
            if one_row
            else (np.arange(int(classes or 1))[:, np.newaxis] == truth).astype(float)
        )
    loss = str(simple.get("loss", PAIRS[output][0]))
    if loss not in PAIRS[output]:
        legal = "; ".join(f"{out} with {' or '.join(losses)}" for out, losses in PAIRS.items())
        raise fail("loss", f"{output} does not go with {loss}; legal are {legal}")
    return output, loss, natural


def _natural_output(Y: Array) -> str:
    binary = ((Y == 0) | (Y == 1)).all()
    if Y.shape[0] >= 2 and binary and (Y.sum(0) == 1).all():
        return "softmax"
    return "sigmoid" if ((Y >= 0) & (Y <= 1)).all() else "identity"


def _own_parameters(
    given: Mapping[str, object], layers: tuple[int, ...], limits: Limits
) -> tuple[tuple[str, Array], ...]:
    out = []
    for layer in range(1, LARGEST_LAYER_NUMBER + 1):
        for letter in "Wb":
            name = f"{letter}{layer}"
            if name not in given:
                continue
            if layer >= len(layers):
                raise fail(
                    name, f"this network has {len(layers) - 1} layers; leave it out or add layers"
                )
            most = max(limits.units, limits.inputs)
            array = check.matrix(BY_NAME[name], given[name], most, most, column=letter == "b")
            shape = (layers[layer], layers[layer - 1] if letter == "W" else 1)
            if array.shape != shape:
                raise fail(
                    name,
                    f"expected {shape[0]} × {shape[1]} (n{layer} ×"
                    f" {f'n{layer - 1}' if letter == 'W' else 1}), found"
                    f" {array.shape[0]} × {array.shape[1]}",
                )
            out.append((name, array))
    return tuple(out)


def _defaults(
    fields: Mapping[str, Any], own_data: bool, natural: str
) -> tuple[tuple[str, object], ...]:
    """The value each field would have by itself beside the others."""
    out = {f.name: f.default for f in FIELDS if f.kind in check.SIMPLE}
    out |= {"hidden": [4], "activation": ["relu"] * len(fields["hidden"])}
    out |= {"output": natural, "loss": PAIRS[str(fields["output"])][0]}
    if own_data:
        out["data"] = "custom"
    else:
        dataset = DATASETS[str(fields["data"])]
        out |= {"m": dataset.m, "classes": 3 if dataset.classes == 0 else dataset.classes}
    return tuple(out.items())
