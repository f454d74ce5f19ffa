"""Where training begins: one stream of numbers for all weights, biases 0."""

import numpy as np
import pytest

from app.engine.initializers import INITIALIZERS
from app.engine.spec import Spec
from app.engine.trace import trace
from app.engine.training import Runs

LAYERS = {"hidden": [5, 4], "data": "blobs"}
STD = {
    "he": lambda k, n, scale: (2 / k) ** 0.5,
    "xavier": lambda k, n, scale: (2 / (k + n)) ** 0.5,
    "normal": lambda k, n, scale: scale,
}

every = pytest.mark.parametrize("init", INITIALIZERS)


@pytest.mark.parametrize("init", STD)
def test_weights_are_drawn_in_order_row_by_row_from_pcg64(init):
    spec = Spec.of(LAYERS | {"init": init, "init_scale": 0.3, "seed": 7})
    stream = np.random.Generator(np.random.PCG64(7))
    for layer, (k, n) in enumerate(zip(spec.layers, spec.layers[1:], strict=False), 1):
        drawn = [[STD[init](k, n, 0.3) * stream.standard_normal() for _ in range(k)]
                 for _ in range(n)]  # fmt: skip
        assert spec.initial[f"W{layer}"] == pytest.approx(np.array(drawn), rel=1e-15)


@pytest.mark.parametrize("init", STD)
def test_their_spread_is_what_it_says(init):
    spec = Spec.of({"hidden": [128, 96], "init": init, "init_scale": 2, "data": "digits"})
    for layer, k, n in ((1, 64, 128), (2, 128, 96)):
        W = spec.initial[f"W{layer}"]
        expected = STD[init](k, n, 2)
        assert W.std() == pytest.approx(expected, rel=0.03)
        assert abs(W.mean()) < 0.03 * expected
        within = (np.abs(W) < expected).mean()
        assert within == pytest.approx(0.6827, abs=0.02), "normal"


@every
def test_a_seed_is_a_start_and_biases_are_0(init):
    a, again, b = (Spec.of(LAYERS | {"init": init, "seed": s}).initial for s in (3, 3, 4))
    for name, array in a.items():
        assert array.tobytes() == again[name].tobytes()
        assert array.dtype == np.float64
        assert array.flags.c_contiguous
        if name[0] == "b":
            assert not array.any()
        elif init != "zeros":
            assert not np.array_equal(array, b[name])


@every
def test_an_own_matrix_changes_no_other(init):
    plain = Spec.of(LAYERS | {"init": init}).initial
    for name, own in plain.items():
        given = np.arange(own.size).reshape(own.shape) / 8
        changed = Spec.of(LAYERS | {"init": init, name: given.tolist()}).initial
        assert np.array_equal(changed[name], given)
        for other in plain.keys() - {name}:
            assert changed[other].tobytes() == plain[other].tobytes()


def test_all_parameters_may_be_given():
    given = {"W1": [[1, 2], [3, 4]], "b1": [5, 6], "W2": [[7, 8]], "b2": [[9]]}
    found = trace(Spec.of({"data": "moons", "hidden": "2"} | given), 0, Runs())
    for name in ("W1", "W2", "b2"):
        assert found.values[name].tolist() == given[name]
    assert found.values["b1"].tolist() == [[5], [6]]


def test_tidy_weights_are_halves_none_of_them_0():
    for seed in range(5):
        W = Spec.of({"hidden": [40], "init": "tidy", "data": "iris", "seed": seed}).initial["W1"]
        assert set(np.unique(W)) == {-1, -0.5, 0.5, 1}


def test_zeros_are_zeros():
    assert not any(array.any() for array in Spec.of(LAYERS | {"init": "zeros"}).initial.values())
    flat = Spec.of(LAYERS | {"init": "normal", "init_scale": 0}).initial
    assert not any(array.any() for array in flat.values())


@pytest.mark.parametrize("init", sorted(INITIALIZERS.keys() - {"normal"}))
def test_the_scale_is_for_normal_alone(init):
    small, large = (Spec.of(LAYERS | {"init": init, "init_scale": s}).initial for s in (0, 5))
    assert all(array.tobytes() == large[name].tobytes() for name, array in small.items())
