"""Initial weights. Biases start at 0. To add an initializer, add an entry to INITIALIZERS."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.engine.operation import Array


@dataclass(frozen=True, eq=False)
class Initializer:
    """`draw(rng, n, k, scale)` gives W, n × k: weights of n units that read k."""

    name: str
    label: str
    help: str
    draw: Callable[[np.random.Generator, int, int, float], Array]


HALVES = np.array([-1.0, -0.5, 0.5, 1.0])

INITIALIZERS: dict[str, Initializer] = {
    initializer.name: initializer
    for initializer in (
        Initializer(
            "he", "He", "normal with variance 2 / inputs: made for ReLU",
            lambda rng, n, k, scale: rng.normal(0, np.sqrt(2 / k), (n, k)),
        ),
        Initializer(
            "xavier", "Xavier", "normal with variance 2 / (inputs + units): made for tanh",
            lambda rng, n, k, scale: rng.normal(0, np.sqrt(2 / (k + n)), (n, k)),
        ),
        Initializer(
            "normal", "normal", "normal with standard deviation init_scale",
            lambda rng, n, k, scale: rng.normal(0, scale, (n, k)),
        ),
        Initializer(
            "zeros", "zeros", "all 0: see why nothing moves",
            lambda rng, n, k, scale: np.zeros((n, k)),
        ),
        Initializer(
            "tidy", "tidy", "−1, −½, ½ or 1: to be multiplied by eye",
            lambda rng, n, k, scale: HALVES[rng.integers(0, 4, (n, k))],
        ),
    )
}  # fmt: skip


def initial_weights(
    name: str, layers: tuple[int, ...], scale: float, seed: int
) -> dict[str, Array]:
    """W1, W2, … drawn in order from one PCG64 stream, row-major."""
    rng = np.random.Generator(np.random.PCG64(seed))
    draw = INITIALIZERS[name].draw
    return {
        f"W{layer}": draw(rng, layers[layer], layers[layer - 1], scale)
        for layer in range(1, len(layers))
    }
