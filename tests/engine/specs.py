"""Specs that cover the registries, made small enough for every combination to be tested."""

from collections.abc import Iterator
from itertools import product

import numpy as np

from app.engine.activations import ACTIVATIONS
from app.engine.losses import PAIRS
from app.engine.optimizers import OPTIMIZERS
from app.engine.spec import Spec

EVERY_PAIR = [(output, loss) for output, losses in PAIRS.items() for loss in losses]
EVERY_NET = [(g, output, loss) for g in ACTIVATIONS for output, loss in EVERY_PAIR]
WAYS = list(product(("gradients", "loss"), ("shortcut", "chain"), (0, 0.7), (0, 3)))
"""average, output_route, l2, batch; five examples in batches of 3 leave a short batch of 2."""

M = 5


def data(output: str, loss: str, m: int = M, seed: int = 0) -> dict[str, object]:
    """Own X and Y, 2 × m and 3 × m (2 × m where there are no classes), as general as is legal."""
    rng = np.random.Generator(np.random.PCG64(seed))
    X = rng.normal(size=(2, m))
    Y = rng.normal(size=(3 if output == "softmax" else 2, m))
    if loss == "cross_entropy":
        Y = np.exp(Y) / np.exp(Y).sum(0)
    if loss == "binary_cross_entropy":
        Y = 1 / (1 + np.exp(-Y))
    return {"X": X.tolist(), "Y": Y.tolist(), "output": output, "loss": loss}


def net(g: str, output: str, loss: str, **fields: object) -> dict[str, object]:
    """The fields of a 2-4-3-k net with biases that are not zero."""
    return {
        **data(output, loss),
        "hidden": [4, 3],
        "activation": g,
        "init": "xavier",
        "b1": [0.3, -0.2, 0.1, -0.4],
        "b2": [-0.1, 0.25, 0.2],
        "input_gradient": True,
        "seed": 3,
        "lr": 0.1,
    } | fields


def ways(g: str, output: str, loss: str) -> Iterator[Spec]:
    """The net in every way that the backward pass can be written."""
    for average, route, l2, batch in WAYS:
        yield Spec.of(net(g, output, loss, average=average, output_route=route, l2=l2, batch=batch))


def kinks_are_far(spec: Spec, values: dict[str, np.ndarray], least: float = 1e-3) -> bool:
    """Whether every z of an activation with a kink keeps away from it.

    There a derivative means nothing: the engine takes ReLU′(0) = 0, another may take 1 or a half.
    """
    return all(
        np.abs(values[f"Z{layer}"]).min() > least
        for layer, name in enumerate(spec.activation, 1)
        if ACTIVATIONS[name].kinked
    )


def updates() -> Iterator[Spec]:
    """Every optimizer with what else bears on an update, with and without hidden layers."""
    fields = ("optimizer", "freeze", "average", "l2", "batch", "hidden")
    choices = (OPTIMIZERS, ("none", "biases"), ("gradients", "loss"), (0, 0.7), (0, 3))
    for values in product(*choices, ("none", "4,3")):
        given = dict(zip(fields, values, strict=True))
        yield Spec.of(data("softmax", "cross_entropy") | given | {"lr": 0.1, "activation": "tanh"})


def name_of(spec: Spec) -> str:
    """What is special of a spec, for the names of tests."""
    skip = {"X", "Y", "b1", "b2", "input_gradient", "seed", "init", "lr"}
    return "-".join(str(value) for name, value in spec.given().items() if name not in skip)
