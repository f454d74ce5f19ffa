"""Fast-forward is the program's own update: what iteration k writes is what k + 1 begins with."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings

from app.engine.activations import ACTIVATIONS
from app.engine.initializers import INITIALIZERS
from app.engine.optimizers import OPTIMIZERS
from app.engine.spec import Spec
from app.engine.trace import trace
from app.engine.training import Runs
from tests.engine.generate import specs
from tests.engine.specs import EVERY_NET, updates, ways


def largest_gap(spec: Spec, k: int, runs: Runs) -> tuple[float, int]:
    """Largest |Q_next(k) − Q(k+1)| / max(1, |Q(k+1)|) over parameters and memories; how many."""
    here, there = (trace(spec, at, runs).values for at in (k, k + 1))
    worst, entries = 0.0, 0
    for name, written in here.items():
        if name.endswith("_next"):
            q = there[name.removesuffix("_next")]
            worst = max(worst, np.abs(written - q).max() / max(1, np.abs(q).max()))
            entries += q.size
    assert entries
    return worst, entries


@pytest.mark.parametrize(("g", "output", "loss"), EVERY_NET)
def test_what_is_written_is_the_next_iterations(g, output, loss, count):
    for spec in ways(g, output, loss):
        runs = Runs()
        for k in (0, 1, 2, 30):
            gap, entries = largest_gap(spec, k, runs)
            assert gap <= 1e-12, (k, spec.given())
            count("entries of θ against the next iteration's", entries)


def test_what_is_written_is_the_next_iterations_for_every_update(count):
    for spec in updates():
        runs = Runs()
        for k in (0, 1, 2, 30):
            gap, entries = largest_gap(spec, k, runs)
            assert gap <= 1e-12, (k, spec.given())
            count("entries of θ against the next iteration's", entries)


@pytest.mark.parametrize(
    ("init", "optimizer", "hidden"), list(product(INITIALIZERS, OPTIMIZERS, ("none", "3", "8,8")))
)
def test_what_is_written_is_the_next_iterations_on_real_data(init, optimizer, hidden, count):
    for data, l2 in product(("tiny", "iris", "moons", "sine"), (0, 1.5)):
        fields = {"init": init, "optimizer": optimizer, "hidden": hidden, "l2": l2, "lr": 0.05}
        spec = Spec.of(fields | {"data": data})
        runs = Runs()
        for k in (0, 1, 10):
            gap, entries = largest_gap(spec, k, runs)
            assert gap <= 1e-12, (k, spec.given())
            count("entries of θ against the next iteration's", entries)


@pytest.mark.parametrize("logit", [1, 300, 650, 690, 710, 1000, 1e5])
@pytest.mark.parametrize("loss", ["cross_entropy", "squared_error"])
def test_what_is_written_is_the_next_iterations_however_large_the_logits(logit, loss):
    X = [[logit, -logit, 0, logit - 1, -logit], [0, logit / 2, 1, logit, -logit]]
    Y = np.eye(2)[:, [0, 1, 0, 1, 1]].tolist()
    fields = {"X": X, "Y": Y, "hidden": "none", "W1": [[1, 0], [0, 1]], "lr": 1e-3}
    for optimizer in OPTIMIZERS:
        spec = Spec.of(fields | {"loss": loss, "optimizer": optimizer})
        for k in (0, 1, 5):
            assert largest_gap(spec, k, Runs())[0] <= 1e-12


@pytest.mark.parametrize("g", ACTIVATIONS)
def test_what_is_written_is_the_next_iterations_next_to_a_kink(g):
    """The smallest number above 0 is open, 0 and −0 are shut."""
    fields = {"X": [[5e-324, 1e-310, 0, -0.0, -5e-324]], "Y": [[5, 4, 3, 2, 1]], "hidden": "1"}
    spec = Spec.of(fields | {"W1": [[1]], "W2": [[1]], "activation": g})
    assert largest_gap(spec, 0, Runs())[0] <= 1e-12


@settings(max_examples=100)
@given(specs())
def test_what_is_written_is_the_next_iterations_for_any_spec(spec):
    """Up to where it diverges, if it does; entries of X and Y are up to 1e100."""
    runs = Runs()
    until = runs.state(spec, 12).iteration
    for k in range(until + 1):
        assert (trace(spec, k, runs).status == "ok") or k == until
    for k in range(until):
        assert largest_gap(spec, k, runs)[0] <= 1e-12, k
