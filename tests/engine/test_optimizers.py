"""Each optimizer, several updates long, against its formula with autograd's gradients."""

import numpy as np
import pytest

from app.engine.optimizers import OPTIMIZERS
from app.engine.spec import Spec
from app.engine.trace import trace
from app.engine.training import Runs
from tests.engine import reference
from tests.engine.specs import net

LR, MU = 0.1, 0.8


def sgd(q, d, memory, t):
    return q - LR * d


def momentum(q, d, memory, t):
    memory["m"] = MU * memory["m"] + d
    return q - LR * memory["m"]


def rmsprop(q, d, memory, t):
    memory["v"] = 0.9 * memory["v"] + 0.1 * d * d
    return q - LR * d / (memory["v"] ** 0.5 + 1e-8)


def adam(q, d, memory, t):
    memory["m"] = MU * memory["m"] + (1 - MU) * d
    memory["v"] = 0.999 * memory["v"] + 0.001 * d * d
    mean, square = memory["m"] / (1 - MU**t), memory["v"] / (1 - 0.999**t)
    return q - LR * mean / (square**0.5 + 1e-8)


RULES = {"sgd": sgd, "momentum": momentum, "rmsprop": rmsprop, "adam": adam}


@pytest.mark.parametrize("optimizer", RULES)
@pytest.mark.parametrize("freeze", ["none", "biases"])
@pytest.mark.parametrize("batch", [0, 3])
def test_ten_updates_by_the_formula(optimizer, freeze, batch, count):
    fields = {"optimizer": optimizer, "momentum": MU, "lr": LR, "l2": 0.7}
    spec = Spec.of(net("tanh", "softmax", "cross_entropy", freeze=freeze, batch=batch, **fields))
    runs = Runs()
    found = trace(spec, 0, runs).values
    theta = {name: q for name, q in found.items() if name[0] in "Wb" and name[1:].isdigit()}
    memory = {name: {"m": np.zeros_like(q), "v": np.zeros_like(q)} for name, q in theta.items()}
    for k in range(10):
        found = trace(spec, k, runs).values
        for name, q in theta.items():
            held = {f"{letter}{name}": kept for letter, kept in memory[name].items()}
            for ours, theirs in {name: q, **held}.items():
                if ours in found:
                    assert np.abs(found[ours] - theirs).max() <= 1e-11, (ours, k)
                    count("parameters and memories by the formula", theirs.size)
        d = reference.gradients(spec, theta | {"A0": found["A0"], "Y": found["Y"]})
        for name in theta:
            if name[0] == "W" or freeze == "none":
                theta[name] = RULES[optimizer](theta[name], d[f"d{name}"], memory[name], k + 1)


def test_memories_start_at_0_and_are_visible():
    for name, optimizer in OPTIMIZERS.items():
        values = trace(Spec.of({"optimizer": name}), 0, Runs()).values
        for letter in optimizer.memories:
            for q in ("W1", "b1", "W2", "b2"):
                assert values[f"{letter}{q}"].shape == values[q].shape
                assert not values[f"{letter}{q}"].any()
                assert f"{letter}{q}_next" in values


@pytest.mark.parametrize("optimizer", ["sgd", "rmsprop"])
def test_momentum_means_nothing_to_those_without_it(optimizer):
    ends = {
        Runs().state(Spec.of({"optimizer": optimizer, "momentum": mu}), 20).theta.tobytes()
        for mu in (0, 0.9)
    }
    assert len(ends) == 1


def test_momentum_0_is_plain_descent():
    ends = [
        Runs().state(Spec.of({"optimizer": name, "momentum": 0}), 20).theta[0]
        for name in ("sgd", "momentum")
    ]
    assert np.abs(ends[0] - ends[1]).max() <= 1e-13


@pytest.mark.parametrize(
    ("optimizer", "moves"), [("adam", 1), ("rmsprop", 3.2), ("momentum", None)]
)
def test_the_first_update_moves_as_its_reason_says(optimizer, moves):
    spec = Spec.of({"optimizer": optimizer, "momentum": 0.8})
    found = trace(spec, 0, Runs())
    gradient = found.values["dW1"]
    step = (found.values["W1"] - found.values["W1_next"]) / spec.lr
    told = np.abs(gradient) > 1e-4
    assert told.any()
    expected = gradient if moves is None else moves * np.sign(gradient)
    np.testing.assert_allclose(step[told], expected[told], rtol=0.02)
    memory = found.program.by_name.get("mW1_next")
    assert memory is None or r"\(\mu = 0.8\)" in memory.why
