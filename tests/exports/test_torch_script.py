"""The PyTorch script: only PyTorch's words, and the numbers of the trace.

What stands in for PyTorch here cannot differentiate: its `backward` takes the gradients of the
trace. The bench runs the same scripts with PyTorch itself.
"""

import contextlib
import re
import sys
from types import ModuleType
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest

from app.engine.spec import Spec
from app.engine.trace import Trace, trace
from app.exports.torch_script import TORCH
from tests.engine.specs import EVERY_NET, updates, ways
from tests.engine.torch_lines import STAND_IN, Tensor
from tests.exports.run import RUNS, run, text


def ask(tensor: Tensor) -> None:
    """Ask a tensor to keep its gradient."""
    tensor.wants_gradient = True


def stand_in() -> ModuleType:
    """What takes the place of `import torch`."""
    torch = ModuleType("torch")
    words: dict[str, Any] = {
        "float64": float,
        "set_default_dtype": lambda _: None,
        "no_grad": contextlib.nullcontext,
        "tensor": lambda rows: np.array(rows).view(Tensor),
        "zeros": lambda shape: np.zeros(shape).view(Tensor),
    }
    vars(torch).update(vars(STAND_IN) | words)
    return torch


def run_torch(found: Trace) -> dict[str, Any]:
    """The script of a trace, run."""

    def backward(_: Tensor) -> None:
        for name, tensor in sys._getframe(1).f_globals.items():
            if name != "Q" and hasattr(tensor, "wants_gradient"):
                of_each = name[0] in "ZA" and found.spec.average == "gradients"
                m = found.scalars["m"] if of_each else 1
                tensor.grad = (found.values[f"d{name}"] / m).view(Tensor)

    methods = {"requires_grad_": ask, "retain_grad": ask, "backward": backward}
    with (
        patch.dict(sys.modules, torch=stand_in()),
        patch.multiple(Tensor, create=True, **methods),
    ):
        return run(text(found.spec, found.iteration, TORCH))


def same_numbers(spec: Spec) -> int:
    """That the script has every matrix of the trace but those that autograd goes past."""
    found = trace(spec, 3, RUNS)
    scope, compared = run_torch(found), 0
    past = {name for name in found.values if re.match("gprime|Jac", name)}
    if spec.loss != "squared_error":
        past.add(f"dA{len(spec.layers) - 1}")
    for name in found.values.keys() - past:
        ours, theirs = found.values[name], np.asarray(scope[name])
        assert theirs.shape == ours.shape, name
        assert np.abs(theirs - ours).max() <= 1e-12 * max(1, np.abs(ours).max()), name
        compared += ours.size
    return compared


@pytest.mark.parametrize(("g", "output", "loss"), EVERY_NET)
def test_every_net_has_the_numbers_of_the_trace(g, output, loss, count):
    for spec in list(ways(g, output, loss))[::5]:
        count("with the exported PyTorch script", same_numbers(spec))


def test_every_update_has_the_numbers_of_the_trace(count):
    for spec in list(updates())[::3]:
        count("with the exported PyTorch script", same_numbers(spec))


def test_the_backward_pass_is_autograd():
    code = text(Spec.of({}), 6, TORCH)
    assert "\n    J.backward()\n" in code
    assert re.search(r"^    dW2 = W2.grad +# 3 × 4$", code, re.M)
    assert re.search(r"^    dZ2 = Z2.grad \* m +# 3 × 8$", code, re.M)
    assert "gprime" not in code
    assert re.findall("^import (.*)", code, re.M) == ["sys", "torch"]


def test_a_gradient_of_the_mean_loss_is_autograds_own():
    code = text(Spec.of({"average": "loss", "input_gradient": True, "batch": 3}), 6, TORCH)
    assert re.search(r"^    dA0 = A0.grad +# 2 × m$", code, re.M)
    assert re.findall("^import (.*)", code, re.M) == ["sys", "numpy as np", "torch"]
