"""The data: real where it says so, and the same for everybody who gives the same seed."""

import json
from pathlib import Path

import numpy as np
import pytest

from app.engine import datasets
from app.engine.datasets import DATASETS
from app.engine.operation import Array
from app.engine.spec import Spec

DATA = Path(datasets.__file__).parent / "data"
TWO = [name for name, dataset in DATASETS.items() if dataset.classes == 2]
CHOSEN = [name for name, dataset in DATASETS.items() if dataset.classes == 0]
NOISY = [name for name, dataset in DATASETS.items() if dataset.noisy]
EVERY = list(DATASETS)


def most(name: str) -> int:
    return DATASETS[name].size or 500


def sizes(name: str) -> list[int]:
    return sorted({m for m in (1, 2, 3, 4, 7, 60) if m <= most(name)} | {most(name)})


def labels(spec: Spec) -> Array:
    """The class of each example, by one row of 0 and 1 or by one-hot columns."""
    Y = spec.Y
    assert set(np.unique(Y)) <= {0, 1}
    if Y.shape[0] == 1:
        return Y[0].astype(int)
    assert (Y.sum(0) == 1).all()
    return Y.argmax(0)


def columns(*arrays: Array) -> Array:
    """All columns in the order of their numbers, so that only the set counts."""
    both = np.vstack(arrays)
    return both[:, np.lexsort(both)]


@pytest.mark.parametrize("name", EVERY)
def test_shapes_and_balance(name):
    dataset = DATASETS[name]
    for m in sizes(name):
        spec = Spec.of({"data": name, "m": m})
        assert spec.X.shape == (dataset.inputs, m)
        assert spec.Y.shape[1] == spec.m == m
        assert np.isfinite(spec.X).all()
        for array in (spec.X, spec.Y):
            assert array.dtype == np.float64
            assert array.flags.c_contiguous
        if dataset.classes is None:
            assert spec.classes is None
            assert (spec.output, spec.Y.shape[0]) == ("identity", 1)
            continue
        natural = dataset.classes or 3
        assert spec.classes == natural
        assert (spec.output, spec.Y.shape[0]) == (
            ("sigmoid", 1) if natural == 2 else ("softmax", natural)
        )
        counts = np.bincount(labels(spec), minlength=natural)
        assert counts.max() - counts.min() <= 1 or name == "tiny"


@pytest.mark.parametrize("name", EVERY)
def test_m_unless_given(name):
    assert Spec.of({"data": name}).m == (4 if name in ("xor", "tiny") else 8)


@pytest.mark.parametrize("name", EVERY)
def test_a_seed_is_a_data_set(name):
    m = min(40, most(name))
    same = [Spec.of({"data": name, "m": m, "data_seed": 5, "seed": seed}) for seed in (1, 2)]
    other = Spec.of({"data": name, "m": m, "data_seed": 6})
    assert same[0].X.tobytes() == same[1].X.tobytes()
    assert same[0].Y.tobytes() == same[1].Y.tobytes()
    assert other.X.tobytes() != same[0].X.tobytes()


@pytest.mark.parametrize("name", NOISY)
def test_without_noise_the_seed_only_shuffles(name):
    a, b = (Spec.of({"data": name, "m": 24, "noise": 0, "data_seed": s}) for s in (0, 1))
    assert a.X.tobytes() != b.X.tobytes()
    assert np.array_equal(columns(a.X, a.Y), columns(b.X, b.Y))


@pytest.mark.parametrize("name", NOISY)
def test_noise_moves_points_in_proportion(name):
    clean, little, more = (
        Spec.of({"data": name, "m": 300, "noise": noise}) for noise in (0, 1e-6, 2e-6)
    )
    moved = [distance(clean, spec) for spec in (little, more)]
    assert moved[0] > 0
    assert moved[1] == pytest.approx(2 * moved[0], rel=1e-3)


def distance(a: Spec, b: Spec) -> float:
    return float(np.hypot(np.linalg.norm(a.X - b.X), np.linalg.norm(a.Y - b.Y)))


@pytest.mark.parametrize("name", CHOSEN)
@pytest.mark.parametrize("classes", [2, 3, 4, 5])
def test_classes_as_many_as_asked(name, classes):
    spec = Spec.of({"data": name, "classes": classes, "m": 50})
    assert len(np.unique(labels(spec))) == classes
    assert spec.Y.shape[0] == (1 if classes == 2 else classes)


@pytest.mark.parametrize("name", [*TWO, *CHOSEN])
def test_the_output_decides_how_two_classes_are_written(name):
    given = {"data": name, "m": 30} | ({"classes": 2} if name in CHOSEN else {})
    plain = Spec.of(given)
    two_rows = Spec.of(given | {"output": "softmax"})
    assert two_rows.loss == "cross_entropy"
    assert np.array_equal(two_rows.Y, np.vstack([1 - plain.Y, plain.Y]))


@pytest.mark.parametrize("name", ["iris", "digits", "blobs"])
def test_sigmoid_with_more_classes_has_one_row_each(name):
    one_hot, sigmoid = (Spec.of({"data": name, "output": o}) for o in ("softmax", "sigmoid"))
    assert np.array_equal(one_hot.Y, sigmoid.Y)
    assert sigmoid.loss == "binary_cross_entropy"


# --- the generated ones ---


def test_xor_is_the_four_corners_in_turn():
    spec = Spec.of({"data": "xor", "m": 10, "noise": 0})
    assert np.array_equal(spec.Y[0], spec.X[0] != spec.X[1])
    corners, counts = np.unique(spec.X, axis=1, return_counts=True)
    assert corners.tolist() == [[0, 0, 1, 1], [0, 1, 0, 1]]
    assert sorted(counts) == [2, 2, 3, 3]


def test_circles_are_two_rings():
    spec = Spec.of({"data": "circles", "m": 60, "noise": 0})
    radius = np.hypot(*spec.X)
    assert np.ptp(radius[spec.Y[0] == 0]) < 1e-12
    assert np.ptp(radius[spec.Y[0] == 1]) < 1e-12
    assert len(np.unique(radius.round(9))) == 2


def test_sine_is_a_sine():
    spec = Spec.of({"data": "sine", "m": 50, "noise": 0})
    assert np.abs(spec.Y - np.sin(np.pi * spec.X)).max() <= 1e-15
    assert (spec.X.min(), spec.X.max()) == (-1, 1)


def test_tiny_is_four_pairs_of_small_whole_numbers():
    spec = Spec.of({"data": "tiny", "init": "tidy", "hidden": "3"})
    assert np.array_equal(spec.X, spec.X.round())
    assert np.abs(spec.X).max() <= 3
    assert spec.layers == (2, 3, 3)
    assert set(labels(spec)) == {0, 1, 2}


def test_flower_is_the_published_one(count):
    """By its recipe: seed 1, 400 points, noise 0.1; the order of columns is our own."""
    published = Path(__file__).parents[1] / "data/published.json"
    cases = json.loads(published.read_text())["cases"]
    case = next(case for case in cases if case["id"] == "c1w3_flower_seed2")
    spec = Spec.of({"data": "flower", "data_seed": 1, "m": 400, "noise": 0.1})
    ours = columns(spec.X, spec.Y)
    theirs = columns(np.array(case["X"]), np.array(case["Y"]))
    assert np.abs(ours - theirs).max() <= 1e-12
    count("published figures", ours.size)


# --- the real ones ---


def test_iris_is_real():
    """Rows of Fisher's table, the two that the common copy has wrong among them."""
    rows = np.loadtxt(DATA / "iris.csv", delimiter=",", skiprows=1)
    assert rows.shape == (150, 5)
    for number, row in {
        1: [5.1, 3.5, 1.4, 0.2, 0],
        35: [4.9, 3.1, 1.5, 0.2, 0],
        38: [4.9, 3.6, 1.4, 0.1, 0],
        51: [7.0, 3.2, 4.7, 1.4, 1],
        101: [6.3, 3.3, 6.0, 2.5, 2],
        150: [5.9, 3.0, 5.1, 1.8, 2],
    }.items():
        assert rows[number - 1].tolist() == row
    assert rows[:, :4].mean(0) == pytest.approx([5.843333, 3.057333, 3.758, 1.199333], abs=1e-6)
    assert np.bincount(rows[:, 4].astype(int)).tolist() == [50, 50, 50]


def test_iris_is_standardised_over_all_and_complete_at_150():
    rows = np.loadtxt(DATA / "iris.csv", delimiter=",", skiprows=1).T
    lengths = rows[:4]
    whole = (lengths - lengths.mean(1, keepdims=True)) / lengths.std(1, keepdims=True)
    all_150 = Spec.of({"data": "iris", "m": 150})
    ours = columns(all_150.X, labels(all_150))
    assert ours == pytest.approx(columns(whole, rows[4]), abs=1e-12)
    some = Spec.of({"data": "iris", "m": 9, "data_seed": 4})
    for column, truth in zip(some.X.T, labels(some), strict=True):
        known = np.abs(whole.T - column).max(1) < 1e-12
        assert truth in rows[4][known]


ZERO = """
0 0 5 13 9 1 0 0  0 0 13 15 10 15 5 0  0 3 15 2 0 11 8 0  0 4 12 0 0 8 8 0
0 5 8 0 0 9 8 0  0 4 11 0 1 12 7 0  0 2 14 5 10 12 0 0  0 0 6 13 10 0 0 0
"""


def test_digits_are_real():
    rows = np.loadtxt(DATA / "digits.csv", delimiter=",", skiprows=1)
    assert rows.shape == (400, 65)
    assert rows[0].tolist() == [*map(int, ZERO.split()), 0]
    assert np.array_equal(rows, rows.round())
    assert (rows[:, :64].min(), rows[:, :64].max()) == (0, 16)
    assert np.bincount(rows[:, 64].astype(int)).tolist() == [40] * 10
    spec = Spec.of({"data": "digits", "m": 400})
    assert np.array_equal(columns(spec.X, labels(spec)), columns(rows[:, :64].T / 16, rows[:, 64]))


@pytest.mark.parametrize("name", ["iris", "digits"])
def test_no_example_is_taken_twice(name):
    rows = np.loadtxt(DATA / f"{name}.csv", delimiter=",", skiprows=1)
    distinct = len(np.unique(rows, axis=0))
    spec = Spec.of({"data": name, "m": most(name), "data_seed": 9})
    assert np.unique(np.vstack([spec.X, labels(spec)]), axis=1).shape[1] == distinct
