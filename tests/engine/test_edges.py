"""Where numbers grow too large, too small, or exactly 0."""

import math
from math import exp, log

import numpy as np
import pytest

from app.engine.activations import ACTIVATIONS
from app.engine.operation import Array
from app.engine.probe import boundary, check, predict
from app.engine.spec import Spec
from app.engine.trace import Trace, history, trace
from app.engine.training import Runs


def at(k: int = 0, **fields: object) -> Trace:
    return trace(Spec.of(fields), k, Runs())


def last_layer(X: list, Y: list, **fields: object) -> Trace:
    """No hidden layer and W1 = 1, so that Z1 is X."""
    unit = np.eye(len(X)).tolist()
    return at(X=X, Y=Y, hidden="none", W1=unit, **fields)


def finite(found: Trace) -> bool:
    assert (found.status == "ok") == (found.nonfinite is None)
    return found.status == "ok" and all(np.isfinite(a).all() for a in found.values.values())


# --- saturated outputs, on the short way ---


def test_softmax_of_logits_a_thousand_apart():
    found = last_layer([[1000, -1000, 0], [-1000, 1000, 0]], [[1, 1, 1], [0, 0, 0]])
    assert finite(found)
    assert found.values["A1"].tolist() == [[1, 0, 0.5], [0, 1, 0.5]]
    assert found.values["dZ1"].tolist() == [[0, -1, -0.5], [0, 1, 0.5]]
    assert found.values["L"][0, :2].tolist() == [0, 2000]
    assert found.values["L"][0, 2] == pytest.approx(log(2), rel=1e-15)


@pytest.mark.parametrize("shift", [-1000, 0, 1000])
def test_softmax_does_not_mind_a_shift(shift):
    z = np.array([[1.0], [2], [4]])
    found = last_layer((z + shift).tolist(), [[0], [0], [1]])
    a = np.exp(z) / np.exp(z).sum()
    assert found.values["A1"] == pytest.approx(a, rel=1e-14)
    assert found.values["L"][0, 0] == pytest.approx(-log(a[2, 0]), rel=1e-13)


def test_columns_of_softmax_sum_to_1():
    z = np.random.default_rng(0).normal(size=(5, 200)) * 10.0 ** np.linspace(-3, 2.5, 200)
    found = last_layer(z.tolist(), np.eye(5)[:, np.arange(200) % 5].tolist())
    assert np.abs(found.values["A1"].sum(0) - 1).max() <= 4e-16
    assert np.abs(found.values["dZ1"].sum(0)).max() <= 1e-15


def test_binary_cross_entropy_of_saturated_outputs():
    found = last_layer([[1000, 1000, -1000, -1000, 40, -40]], [[1, 0, 1, 0, 0, 0]])
    assert found.spec.loss == "binary_cross_entropy"
    assert finite(found)
    assert found.values["A1"].tolist() == [[1, 1, 0, 0, 1, pytest.approx(exp(-40))]]
    assert found.values["L"][0].tolist() == [0, 1000, 1000, 0, 40, pytest.approx(exp(-40))]
    assert found.values["dZ1"][0, :5].tolist() == [0, 1, -1, 0, 1]
    assert found.values["dZ1"][0, 5] == pytest.approx(exp(-40))


# --- the long way ---


@pytest.mark.parametrize("average", ["gradients", "loss"])
@pytest.mark.parametrize("odds", [1e-12, 1e-9, 1e-3, 0.5])
def test_the_long_way_ends_on_a_minus_y_while_probabilities_are_in_reach(odds, average):
    """Within [1e-12, 1 − 1e-12], to 1e-9."""
    z = log(odds / (1 - odds))
    for X, Y in (
        ([[z, -z, z, -z]], [[0, 0, 1, 1]]),
        ([[z, z, -z, -z], [0, 0, 0, 0]], [[0, 1, 0, 1], [1, 0, 1, 0]]),
    ):
        short, long = (
            last_layer(X, Y, output_route=route, average=average) for route in ("shortcut", "chain")
        )
        assert finite(long)
        assert np.abs(long.values["dZ1"] - short.values["dZ1"]).max() <= 1e-9
        assert "gprime1" in long.values or "Jac1" in long.values


@pytest.mark.parametrize(
    ("X", "Y", "cell"),
    [
        ([[0, 2000], [0, -2000]], [[1, 0], [0, 1]], (1, 1)),
        ([[0, 0, 800]], [[1, 0, 0]], (0, 2)),
    ],
    ids=["softmax", "sigmoid"],
)
def test_beyond_them_the_long_way_divides_by_0_and_says_where(X, Y, cell):
    long = last_layer(X, Y, output_route="chain")
    assert long.status == "diverged"
    assert (long.nonfinite.iteration, long.nonfinite.step) == (0, "dA1")
    assert long.nonfinite.cell == cell
    assert finite(last_layer(X, Y)), "the short cut goes on"


def test_nothing_over_nothing_counts_as_0_on_the_long_way():
    """The true class has probability 1 and the others underflow: 0/0 in none of the cells."""
    for X, Y in (([[800, -800]], [[1, 0]]), ([[800, -800], [-800, 800]], [[1, 0], [0, 1]])):
        long = last_layer(X, Y, output_route="chain")
        assert finite(long)
        assert not long.values["dZ1"].any()


# --- zeros ---


def test_zero_weights_move_nothing_but_the_last_bias_with_relu():
    found = at(init="zeros", data="blobs", m=10, hidden="4,3")
    moved = {name for name in found.values if name.startswith("d") and found.values[name].any()}
    assert moved == {"dZ3", "db3"}
    end = at(200, init="zeros", data="blobs", m=10, hidden="4,3").values
    assert not any(end[name].any() for name in ("W1", "b1", "W2", "b2", "W3"))
    assert end["b3"].any()


@pytest.mark.parametrize(
    ("g", "value", "slope"),
    [
        ("relu", 0, 0),
        ("leaky_relu", 0, 0.01),
        ("elu", 0, 1),
        ("tanh", 0, 1),
        ("sigmoid", 0.5, 0.25),
        ("softplus", log(2), 0.5),
        ("gelu", 0, 0.5),
        ("identity", 0, 1),
    ],
)
def test_value_and_slope_at_0(g, value, slope):
    found = at(activation=g, init="zeros").values
    assert found["A1"] == pytest.approx(value, abs=1e-16)
    assert found["gprime1"] == pytest.approx(slope, abs=1e-16)


def test_the_slope_at_minus_0_is_the_one_at_0():
    for activation in ACTIVATIONS.values():
        zeros = np.array([[0.0, -0.0]])
        for array in (activation.value.run(zeros), slope_at(activation, zeros)):
            assert array[0, 0] == array[0, 1]


def slope_at(activation, Z: Array) -> Array:
    reads = {"Z": Z, "A": activation.value.run(Z)}
    return activation.slope.run(*(reads[name] for name in activation.slope.operands))


@pytest.mark.parametrize("g", ACTIVATIONS)
def test_activations_far_from_0(g):
    """Beyond every limit of exp: values and slopes are the limits, or finite."""
    far = np.array([[-1e4, -800.0, 800.0, 1e4]])
    with np.errstate(all="ignore"):
        A, slope = ACTIVATIONS[g].value.run(far), slope_at(ACTIVATIONS[g], far)
    assert np.isfinite(A).all()
    assert np.isfinite(slope).all()
    steep = (A[0, 3] - A[0, 2]) / (far[0, 3] - far[0, 2])
    flat = (A[0, 1] - A[0, 0]) / (far[0, 1] - far[0, 0])
    assert slope[0] == pytest.approx([flat, flat, steep, steep], abs=1e-12)


# --- the penalty ---


@pytest.mark.parametrize("batch", [0, 3])
def test_j_holds_the_penalty_and_no_bias_pays_it(batch):
    found = at(2, l2=2, batch=batch, m=7, lr=0.1)
    v, m = found.values, found.scalars["m"]
    squares = (v["W1"] ** 2).sum() + (v["W2"] ** 2).sum()
    assert v["b1"].any()
    with_penalty = v["L"].mean() + 2 / (2 * m) * squares
    assert abs(found.J - with_penalty) <= 1e-14 * with_penalty
    assert v["db2"] == pytest.approx(v["dZ2"].mean(1, keepdims=True), abs=1e-15)
    assert v["dW2"] == pytest.approx(v["dZ2"] @ v["A1"].T / m + 2 / m * v["W2"], abs=1e-15)


# --- divergence ---

RISING = {"data": "sine", "m": 20, "init": "normal", "init_scale": 1}


@pytest.mark.parametrize("optimizer", ["sgd", "momentum"])
@pytest.mark.parametrize("lr", [10, 100, 1e3, 1e6])
def test_a_run_that_overflows_stops_and_says_where(lr, optimizer):
    spec, runs = Spec.of(RISING | {"lr": lr, "optimizer": optimizer}), Runs()
    state = runs.state(spec, 20_000)
    assert state.diverged
    end = state.iteration
    assert 0 < end < 20_000
    assert np.isfinite(state.theta).all()
    assert finite(trace(spec, end - 1, runs))

    found = trace(spec, end, runs)
    assert found.status == "diverged"
    first = first_bad_entry(found)
    assert (found.nonfinite.step, found.nonfinite.cell) == first
    assert found.nonfinite.iteration == end

    for later in (end + 1, end + 1000):
        again = trace(spec, later, runs)
        assert again.iteration == later
        assert again.nonfinite == found.nonfinite
        assert all(again.values[n].tobytes() == a.tobytes() for n, a in found.values.items())
        assert runs.state(spec, later).theta.tobytes() == state.theta.tobytes()


def first_bad_entry(found: Trace) -> tuple[str, tuple[int, int]]:
    """In program order, then row by row."""
    for step in found.program.steps:
        matrix = found.values[step.writes]
        for cell in np.ndindex(matrix.shape):
            if not np.isfinite(matrix[cell]):
                return step.writes, cell
    raise AssertionError("all is finite")


def test_history_of_a_run_that_overflows():
    spec, runs = Spec.of(RISING | {"lr": 100}), Runs()
    end = runs.state(spec, 20_000).iteration
    told = history(spec, end + 50, 20, runs)
    assert told.status == "diverged"
    assert told.nonfinite.iteration == end
    assert told.iterations[-1] == end + 50
    assert len(told.J) == len(told.accuracy) == len(told.iterations)


def test_questions_to_a_run_that_overflowed():
    """They are answered, with numbers that are not finite, and without a warning."""
    spec, runs = Spec.of(RISING | {"lr": 100}), Runs()
    found = trace(spec, 20_000, runs)
    assert found.status == "diverged"
    for name in ("A0", "W1", "b2", "Z1", "A2"):
        assert len(check(found, name, [(0, 0)]).agrees) == 1
    assert predict(found, np.array([[0.5]]))["A2"].shape == (1, 1)
    flat = Spec.of(OWN_FAR)
    assert trace(flat, 0, runs).status == "diverged"
    assert len(boundary(trace(flat, 5, runs), 3).values) == 1
    steep = at(X=[[1]], Y=[[0]], hidden="1", W1=[[1e100]], W2=[[1e100]], output="identity",
               activation="identity")  # fmt: skip
    assert steep.values["dZ1"].tolist() == [[1e300]]
    assert check(steep, "A0").analytic == [math.inf]


OWN_FAR = {"X": [[1e100], [1]], "Y": [[1]], "W1": [[1e100, 1]] * 4, "output": "identity"}


@pytest.mark.parametrize("lr", [10, 100, 1e3, 1e4, 1e5, 1e6])
def test_relu_with_softmax_on_the_spiral_does_not_overflow_but_goes_off(lr):
    spec, runs = Spec.of({"lr": lr}), Runs()
    told = history(spec, 2_000, 5, runs)
    assert told.status == "ok"
    assert told.off["1"][0] < 1
    assert told.off["1"][-1] == 1, "every unit of layer 1 is off"
    assert not trace(spec, 2_000, runs).values["dW1"].any()
