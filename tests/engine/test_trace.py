"""What is told of an iteration beside its matrices, and questions put to it."""

import numpy as np
import pytest

from app.engine.names import plain, tex
from app.engine.probe import boundary, boundary_parts, predict
from app.engine.spec import Spec, SpecError, truth_of
from app.engine.trace import accuracy, history, points, trace
from app.engine.training import Runs
from tests.engine import reference
from tests.engine.specs import net

# --- a trace ---


def test_a_trace_tells_its_scalars_and_examples():
    fields = {"lr": 0.25, "l2": 0.5, "momentum": 0.75, "optimizer": "adam", "m": 10, "batch": 4}
    for k, m in ((0, 4), (1, 4), (2, 2), (3, 4)):
        found = trace(Spec.of(fields), k, Runs())
        told = {"m": m, "lr": 0.25, "l2": 0.5, "mu": 0.75, "t": k + 1}
        assert found.scalars == told
        assert len(found.examples) == m
        assert (found.iteration, found.status, found.nonfinite) == (k, "ok", None)
        assert found.values["J"][0, 0] == found.J


def test_iteration_0_is_the_untrained_net():
    spec = Spec.of({"hidden": "5,3"})
    values = trace(spec, 0, Runs()).values
    for name, array in spec.initial.items():
        assert values[name].tobytes() == array.tobytes()


def test_what_is_shown_is_the_forward_pass(count):
    for output, loss in (("softmax", "cross_entropy"), ("sigmoid", "binary_cross_entropy")):
        spec = Spec.of(net("gelu", output, loss, l2=0.3))
        values = trace(spec, 4, Runs()).values
        for name, theirs in reference.forward(spec, values).items():
            assert np.abs(values[name] - theirs).max() <= 1e-13
            count("entries of forward passes by the formulas", theirs.size)


@pytest.mark.parametrize(
    ("A", "Y", "share"),
    [
        ([[0.6, 0.4, 0.5, 0.9]], [[1, 0, 1, 0]], 0.5),
        ([[0.6, 0.4]], [[0.5, 1]], None),
        ([[5, -5]], [[1, 0]], 1),
        ([[0.2, 0.5, 0.1], [0.2, 0.1, 0.8], [0.6, 0.4, 0.9]], np.eye(3), 1 / 3),
        ([[0.5, 0.5], [0.5, 0.5]], [[1, 0], [0, 1]], 0.5),
        ([[0.5], [0.5]], [[1], [1]], None),
        ([[0.5], [0.5]], [[0.5], [0.5]], None),
    ],
    ids=[
        "above a half",
        "no classes",
        "any size",
        "the largest",
        "a tie goes to the first",
        "two classes at once",
        "soft labels",
    ],
)
def test_accuracy(A, Y, share):
    A, Y = np.array(A, float), np.array(Y, float)
    assert accuracy(A, Y, truth_of(Y)) == share


def test_names_in_tex_and_in_plain_letters():
    written = {
        "A0": ("X", "X"), "Y": ("Y", "Y"), "J": ("J", "J"), "L": (r"\mathcal{L}", "L"),
        "W1": ("W^{[1]}", "W[1]"), "dZ2": ("dZ^{[2]}", "dZ[2]"),
        "gprime1": ("g'(Z^{[1]})", "g′[1]"),
    }  # fmt: skip
    for name, (formula, letters) in written.items():
        assert (tex(name), plain(name)) == (formula, letters)


# --- history ---


@pytest.mark.parametrize(
    ("until", "count", "expected"),
    [(0, 200, [0]), (3, 200, [0, 1, 2, 3]), (10, 3, [0, 5, 10]), (100, 2, [0, 100])],
)
def test_points(until, count, expected):
    assert points(until, count) == expected


@pytest.mark.parametrize(("until", "count"), [(199, 200), (200, 200), (99_999, 200), (7, 4)])
def test_points_are_even_and_hold_both_ends(until, count):
    told = points(until, count)
    assert (told[0], told[-1]) == (0, until)
    assert len(told) == min(count, until + 1)
    steps = {b - a for a, b in zip(told, told[1:], strict=False)}
    assert max(steps) - min(steps) <= 1


def test_history_is_what_the_traces_tell():
    spec, runs = Spec.of({"hidden": "6,5", "m": 20}), Runs()
    told = history(spec, 300, 7, runs)
    assert told.iterations == [0, 50, 100, 150, 200, 250, 300]
    assert (told.status, told.nonfinite) == ("ok", None)
    for place, k in enumerate(told.iterations):
        found = trace(spec, k, Runs())
        v = found.values
        assert (told.J[place], told.accuracy[place]) == (found.J, found.accuracy)
        for layer in "123":
            norm = np.sqrt((v[f"dW{layer}"] ** 2).sum())
            assert told.gradient_norm[layer][place] == pytest.approx(norm, rel=1e-14)
            rms = np.sqrt((v[f"dZ{layer}"] ** 2).mean())
            assert told.dz_rms[layer][place] == pytest.approx(rms, rel=1e-14)
        for layer in "12":
            assert told.off[layer][place] == (v[f"A{layer}"].max(1) == 0).mean()
    assert told.off.keys() == {"1", "2"}
    assert told.J[-1] < told.J[0]


@pytest.mark.parametrize(("g", "share"), [("relu", 0.5), ("leaky_relu", 0), ("tanh", 0)])
def test_a_unit_is_off_when_it_and_its_slope_are_0_for_all_shown(g, share):
    fields = {"X": [[1, 2]], "Y": [[0, 1]], "hidden": "2", "activation": g}
    spec = Spec.of(fields | {"W1": [[1], [-1]]})
    assert history(spec, 0, 2, Runs()).off["1"] == [share]
    silent = Spec.of(fields | {"init": "zeros"})
    assert history(silent, 0, 2, Runs()).off["1"] == [1 if g == "relu" else 0]


# --- other inputs ---


def test_predict_on_the_same_inputs_is_the_forward_pass():
    found = trace(Spec.of({"hidden": "5,3"}), 9, Runs())
    told = predict(found, found.values["A0"])
    assert list(told) == ["A0", "Z1", "A1", "Z2", "A2", "Z3", "A3"]
    for name, array in told.items():
        assert array.tobytes() == found.values[name].tobytes()


def test_predict_takes_any_number_of_columns_and_leaves_the_trace_alone():
    found = trace(Spec.of({"optimizer": "adam", "batch": 3}), 9, Runs())
    before = {name: array.copy() for name, array in found.values.items()}
    X = np.random.default_rng(0).normal(size=(2, 31))
    told = predict(found, X)
    assert told["A2"].shape == (3, 31)
    theirs = reference.forward(
        found.spec, found.values | {"A0": X, "Y": np.tile([[1.0], [0], [0]], 31)}
    )
    for name, array in told.items():
        assert np.abs(array - theirs[name]).max() <= 1e-13
    for name, array in before.items():
        assert found.values[name].tobytes() == array.tobytes()


@pytest.mark.parametrize("data", ["spiral", "moons"])
def test_boundary_is_the_net_over_the_plane(data):
    found = trace(Spec.of({"data": data}), 50, Runs())
    told = boundary(found, 7)
    X = found.spec.X
    assert (np.diff(told.x) > 0).all()
    assert (np.diff(told.y) > 0).all()
    assert told.x[0] < X[0].min() < X[0].max() < told.x[-1]
    assert told.y[0] < X[1].min() < X[1].max() < told.y[-1]
    assert len(told.values) == found.spec.layers[-1]
    for k, grid in enumerate(told.values):
        assert grid.shape == (7, 7)
        for i, j in ((0, 0), (2, 5), (6, 1)):
            alone = predict(found, np.array([[told.x[j]], [told.y[i]]]))["A2"]
            assert grid[i, j] == pytest.approx(alone[k, 0], abs=1e-14)


def test_a_large_boundary_comes_in_parts():
    found = trace(Spec.of({}), 50, Runs())
    parts = boundary_parts(found, 150)
    pauses = 0
    while True:
        try:
            next(parts)
            pauses += 1
        except StopIteration as stop:
            told = stop.value
            break
    assert pauses > 5
    whole = predict(found, np.stack([grid.ravel() for grid in np.meshgrid(told.x, told.y)]))
    for k, grid in enumerate(told.values):
        assert grid.ravel() == pytest.approx(whole["A2"][k], abs=1e-14)


@pytest.mark.parametrize("data", ["iris", "sine", "digits"])
def test_boundary_needs_two_inputs(data):
    with pytest.raises(SpecError):
        boundary(trace(Spec.of({"data": data}), 0, Runs()), 5)
