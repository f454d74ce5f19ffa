"""Data sets: X is inputs × examples, the classes are numbers from 0; `sine` has values instead.

iris and digits are real (see data/README.md); the rest is generated from a seed. To add one, add
an entry to DATASETS.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.engine.operation import Array

Classes = NDArray[np.int64]
Draw = Callable[["Request"], tuple[Array, Array | Classes]]


@dataclass(frozen=True)
class Request:
    """What to draw: m examples of so many classes; noise and seed as in the spec."""

    m: int
    classes: int
    noise: float
    seed: int

    def rng(self) -> np.random.Generator:
        return np.random.Generator(np.random.PCG64(self.seed))

    def counts(self) -> list[int]:
        """Examples per class, as even as can be."""
        return [len(part) for part in np.array_split(np.arange(self.m), self.classes)]


@dataclass(frozen=True, eq=False)
class Dataset:
    """`classes` is None for regression and 0 where the spec chooses; `size` bounds m."""

    name: str
    label: str
    help: str
    inputs: int
    classes: int | None
    draw: Draw
    size: int | None = None
    noisy: bool = True
    m: int = 8


def spiral(request: Request) -> tuple[Array, Classes]:
    """Arms from the middle outwards, each a class, wound by noise."""
    rng, arms = request.rng(), []
    for k, n in enumerate(request.counts()):
        r = np.linspace(0.15, 1, n)
        t = 2 * np.pi * k / request.classes + 4 * r + 2 * request.noise * rng.normal(size=n)
        arms.append(np.stack([r * np.sin(t), r * np.cos(t)]))
    return np.hstack(arms), _labels(request)


def xor(request: Request) -> tuple[Array, Classes]:
    """The four corners in turn, each moved by noise; class 1 where one input alone is 1."""
    corners = np.array([[0.0, 1, 0, 1], [0, 0, 1, 1]])
    column = np.arange(request.m) % 4
    X = corners[:, column] + request.noise * request.rng().normal(size=(2, request.m))
    return X, np.array([0, 1, 1, 0])[column]


def circles(request: Request) -> tuple[Array, Classes]:
    """A ring round a ring."""
    rings = []
    for radius, n in zip((1.0, 0.45), request.counts(), strict=True):
        t = np.linspace(0, 2 * np.pi, n, endpoint=False)
        rings.append(radius * np.stack([np.cos(t), np.sin(t)]))
    return _blur(np.hstack(rings), request), _labels(request)


def moons(request: Request) -> tuple[Array, Classes]:
    """Two half rings, one turned into the other."""
    upper, lower = (np.linspace(0, np.pi, n) for n in request.counts())
    X = np.hstack(
        [
            np.stack([np.cos(upper) - 0.5, np.sin(upper) - 0.25]),
            np.stack([0.5 - np.cos(lower), 0.25 - np.sin(lower)]),
        ]
    )
    return _blur(X, request), _labels(request)


def blobs(request: Request) -> tuple[Array, Classes]:
    """Clouds round points spread evenly on a circle; their width is three times the noise."""
    labels = _labels(request)
    t = 2 * np.pi * labels / request.classes + np.pi / 2
    X = 0.8 * np.stack([np.cos(t), np.sin(t)])
    return X + 3 * request.noise * request.rng().normal(size=X.shape), labels


def flower(request: Request) -> tuple[Array, Classes]:
    """The planar flower of a well-known course: petals r = 4 sin 4t, in two colours.

    At noise 0.1 its recipe: the legacy NumPy generator; for each class the angle's noise, then the
    radius's, each 0.2 · N(0, 1).
    """
    rng, petals = np.random.RandomState(request.seed), []
    for k, n in enumerate(request.counts()):
        t = np.linspace(3.12 * k, 3.12 * (k + 1), n) + 2 * request.noise * rng.randn(n)
        r = 4 * np.sin(4 * t) + 2 * request.noise * rng.randn(n)
        petals.append(np.stack([r * np.sin(t), r * np.cos(t)]))
    return np.hstack(petals), _labels(request)


def sine(request: Request) -> tuple[Array, Array]:
    """One input between −1 and 1; the value is sin(πx) plus noise."""
    x = np.linspace(-1, 1, request.m)[np.newaxis]
    return x, np.sin(np.pi * x) + request.noise * request.rng().normal(size=x.shape)


def tiny(request: Request) -> tuple[Array, Classes]:
    """Four examples of two small whole numbers, three classes: for work by hand."""
    X = np.array([[2.0, 1, -1, 0], [1, -1, 1, -2]])
    return X[:, : request.m], np.array([0, 1, 2, 1])[: request.m]


def iris(request: Request) -> tuple[Array, Classes]:
    """Lengths and widths of sepals and petals, each standardised over all 150 flowers."""
    X, labels = _table("iris.csv")
    X = (X - X.mean(1, keepdims=True)) / X.std(1, keepdims=True)
    return _part(X, labels, request)


def digits(request: Request) -> tuple[Array, Classes]:
    """Handwritten digits of 8 × 8 pixels, ink from 0 to 1, row by row."""
    X, labels = _table("digits.csv")
    return _part(X / 16, labels, request)


def _labels(request: Request) -> Classes:
    return np.repeat(np.arange(request.classes), request.counts())


def _blur(X: Array, request: Request) -> Array:
    return X + request.noise * request.rng().normal(size=X.shape)


@cache
def _table(file: str) -> tuple[Array, Classes]:
    """All examples as columns, and their classes, from a CSV whose last column is the class."""
    rows = np.loadtxt(Path(__file__).parent / "data" / file, delimiter=",", skiprows=1)
    return np.ascontiguousarray(rows[:, :-1].T), rows[:, -1].astype(int)


def _part(X: Array, labels: Classes, request: Request) -> tuple[Array, Classes]:
    """A seeded part with as many examples of each class as can be."""
    rng = request.rng()
    chosen = np.concatenate(
        [rng.permutation(np.flatnonzero(labels == k))[:n] for k, n in enumerate(request.counts())]
    )
    return X[:, chosen], labels[chosen]


DATASETS: dict[str, Dataset] = {
    dataset.name: dataset
    for dataset in (
        Dataset("spiral", "Spiral", "arms of points wound round each other", 2, 0, spiral),
        Dataset("xor", "XOR", "four corners; no straight line parts them", 2, 2, xor, m=4),
        Dataset("circles", "Circles", "a ring round a ring", 2, 2, circles),
        Dataset("moons", "Moons", "two half rings, one turned into the other", 2, 2, moons),
        Dataset("blobs", "Blobs", "round clouds, one a class", 2, 0, blobs),
        Dataset("flower", "Flower", "petals in two colours", 2, 2, flower),
        Dataset("iris", "Iris", "150 flowers, four lengths each, standardised; real",
                4, 3, iris, size=150, noisy=False),
        Dataset("digits", "Digits", "handwritten digits of 8 × 8 pixels; real",
                64, 10, digits, size=400, noisy=False),
        Dataset("sine", "Sine", "a curve to follow: regression", 1, None, sine),
        Dataset("tiny", "Tiny", "four examples of small whole numbers, for work by hand",
                2, 3, tiny, size=4, noisy=False, m=4),
    )
}  # fmt: skip


def draw(name: str, request: Request) -> tuple[Array, Array | Classes]:
    """X and classes (or values), the columns shuffled by the seed."""
    X, truth = DATASETS[name].draw(request)
    order = np.random.Generator(
        np.random.PCG64(np.random.SeedSequence([request.seed, 0]))
    ).permutation(X.shape[1])
    return np.ascontiguousarray(X[:, order]), truth[..., order].copy()
