"""Worked examples that others have printed, and the same examples worked out again to all digits.

The data file tells for each where it comes from, and which of its figures are known to be wrong.
"""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from app.engine.operation import Array
from app.engine.spec import Spec
from app.engine.trace import Trace, trace
from app.engine.training import Runs

CASES = json.loads((Path(__file__).parents[1] / "data/published.json").read_text())["cases"]
LOSSES = {
    "softmax_ce": "cross_entropy",
    "bce": "binary_cross_entropy",
    "mse_half": "squared_error",
}
PENALTIES = {"lambda/(2m)": lambda m: 1, "lambda/2": lambda m: m, "lambda": lambda m: 2 * m}
RUNS = Runs()

every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])


def spec_of(case: dict, **fields: object) -> Spec:
    """The case in this app's words; where a source makes no update, lr is left out."""
    *hidden, output = ["identity" if name == "linear" else name for name in case["activations"]]
    fields |= {"lr": case["lr"]} if case["lr"] is not None else {}
    if case["l2"]:
        times = PENALTIES[case["l2"]["convention"]](len(case["X"][0]))
        fields["l2"] = case["l2"]["lambda"] * times
    return Spec.of(
        {
            "X": case["X"],
            "Y": case["Y"],
            "hidden": case["layers"][1:-1],
            "activation": hidden,
            "output": output,
            "loss": LOSSES[case["loss"]],
            "freeze": "biases" if case["freeze_bias"] else "none",
            **case["params"],
            **fields,
        }
    )


@cache
def iteration(place: int, k: int, average: str = "gradients") -> Trace:
    return trace(spec_of(CASES[place], average=average), k, RUNS)


def told(case: dict, k: int, name: str) -> Array:
    """A matrix by its name; "mean L" is the loss without penalty, "mean dZ" has its 1/m inside."""
    place = CASES.index(case)
    if name == "mean L":
        return iteration(place, k).values["L"].mean(1, keepdims=True)
    if name.startswith("mean "):
        return iteration(place, k, "loss").values[name.removeprefix("mean ")]
    return iteration(place, k).values[name]


@every_case
def test_figures_worked_out_again(case, count):
    for k, name, figures in case["confirmed"]:
        expected = np.array(figures)
        ours = told(case, k, name)
        assert ours.shape == expected.shape, (k, name)
        within = 1e-12 if k <= 1 else case["within_later"]
        off = np.abs(ours - expected) / np.maximum(1, np.abs(expected))
        assert off.max() <= within, f"{name} of iteration {k} is off by {off.max()}"
        count("published figures", expected.size)


@every_case
def test_figures_as_printed(case, count):
    for k, name, figures, within in case["printed"]:
        expected = np.array(figures, float)
        ours = told(case, k, name)
        assert ours.shape == expected.shape, (k, name)
        known = ~np.isnan(expected)
        off = np.abs(ours - expected)[known].max()
        assert off <= within, f"{name} of iteration {k} is off by {off}"
        count("published figures", int(known.sum()))


@pytest.mark.parametrize(
    "case", [case for case in CASES if "accuracy" in case], ids=lambda case: case["id"]
)
def test_accuracy_at_the_end(case, count):
    k, expected, within = case["accuracy"]
    assert iteration(CASES.index(case), k).accuracy == pytest.approx(expected, abs=within)
    count("published figures", 1)
