"""The PyTorch line of every operation: only PyTorch's words, and the same numbers.

PyTorch is too large for the tests, so what stands in for it here says what each word means; the
bench runs the same lines, and autograd, with PyTorch itself.
"""

import numpy as np
import pytest

from app.engine.program import compile
from app.engine.pytorch import autograd, torch_line
from app.engine.spec import Spec
from app.engine.trace import trace
from app.engine.training import Runs
from tests.engine.specs import EVERY_NET, updates, ways
from tests.engine.torch_lines import STAND_IN, run_line


def same_numbers(spec: Spec) -> int:
    found = trace(spec, 1, Runs())
    for step in found.program.steps:
        ours, theirs = found.values[step.writes], run_line(STAND_IN, found, step.writes)
        assert (theirs.shape, theirs.dtype) == (ours.shape, ours.dtype), torch_line(step)
        assert np.abs(theirs - ours).max() <= 1e-12 * max(1, np.abs(ours).max()), torch_line(step)
    return len(found.program.steps)


@pytest.mark.parametrize(("g", "output", "loss"), EVERY_NET)
def test_the_lines_give_the_same_numbers(g, output, loss, count):
    for spec in ways(g, output, loss):
        count("PyTorch lines", same_numbers(spec))


def test_the_lines_of_every_update_give_the_same_numbers(count):
    for spec in updates():
        count("PyTorch lines", same_numbers(spec))


def test_where_pytorch_has_a_name_the_line_says_it():
    lines = {step.writes: torch_line(step) for step in compile(Spec.of({})).steps}
    assert lines["A1"] == "A1 = torch.relu(Z1)"
    assert lines["A2"] == "A2 = torch.softmax(Z2, dim=0)"
    assert lines["dW2"] == "dW2 = dZ2 @ A1.T / m"
    assert lines["db2"] == "db2 = dZ2.sum(1, keepdim=True) / m"


@pytest.mark.parametrize(("average", "of"), [("gradients", "L.sum()"), ("loss", "J")])
def test_autograd_starts_from_what_the_gradient_is_of(average, of):
    spec = Spec.of({"average": average, "output_route": "chain"})
    steps = {step.writes: step for step in compile(spec).steps}
    assert autograd(steps["dW2"], spec) == ("J.backward()", "W2.grad")
    assert autograd(steps["dZ2"], spec) == ("Z2.retain_grad()", f"{of}.backward()", "Z2.grad")
    for name in ("gprime1", "Z1", "dA2"):  # the loss is taken from Z2, past A2
        assert autograd(steps[name], spec) == ()
