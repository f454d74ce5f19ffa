"""θ, the parameters and the optimizer's memories, as flat vectors and as named matrices."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np

from app.engine.batches import examples_at
from app.engine.operation import Array
from app.engine.optimizers import OPTIMIZERS
from app.engine.program import Program
from app.engine.spec import Spec


@dataclass(frozen=True, eq=False)
class State:
    """θ after `iteration` updates: row 0 the parameters, then the memories.

    `diverged`: the pass made with it is not finite, so it is the last one of its run.
    """

    iteration: int
    theta: Array
    diverged: bool = False


class Layout:
    """Where each parameter lies in a flat vector: layer by layer, [W | b] row by row."""

    def __init__(self, layers: tuple[int, ...]) -> None:
        self.blocks: list[tuple[int, int, int]] = []
        self.size = 0
        for below, n in zip(layers, layers[1:], strict=False):
            self.blocks.append((self.size, n, below + 1))
            self.size += n * (below + 1)
        parts = self.parts(np.arange(self.size, dtype=np.float64))
        self._order = np.concatenate([part.ravel() for part in parts.values()]).astype(np.intp)
        ends = accumulate(part.size for part in parts.values())
        self._places = [
            (name, end - part.size, end, part.shape)
            for (name, part), end in zip(parts.items(), ends, strict=True)
        ]

    @staticmethod
    @lru_cache(maxsize=256)
    def of(layers: tuple[int, ...]) -> "Layout":
        """The layout of a net with these layers."""
        return Layout(layers)

    def views(self, flat: Array) -> list[Array]:
        """[W | b] of each layer, n × (k + 1), as views of a flat vector."""
        return [flat[start : start + n * k].reshape(n, k) for start, n, k in self.blocks]

    def parts(self, flat: Array, prefix: str = "") -> dict[str, Array]:
        """`W1 b1 W2 …` as views of a flat vector; with prefix "m", `mW1 mb1 …`."""
        out: dict[str, Array] = {}
        for layer, block in enumerate(self.views(flat), 1):
            out |= {f"{prefix}W{layer}": block[:, :-1], f"{prefix}b{layer}": block[:, -1:]}
        return out

    def named(self, flat: Array, prefix: str = "") -> dict[str, Array]:
        """The same as a copy, each part C-contiguous."""
        copy = flat.take(self._order)
        return {
            prefix + name: copy[start:end].reshape(shape)
            for name, start, end, shape in self._places
        }


def initial_state(spec: Spec) -> State:
    """θ0: the initial parameters; memories 0."""
    layout = Layout.of(spec.layers)
    theta = np.zeros((1 + len(OPTIMIZERS[spec.optimizer].memories), layout.size))
    for name, part in layout.parts(theta[0]).items():
        part[...] = spec.initial[name]
    return State(0, theta)


def workspace(program: Program, state: State) -> dict[str, Array]:
    """What the program reads but never writes: the batch, the parameters, the memories."""
    spec = program.spec
    layout, columns = Layout.of(spec.layers), examples_at(spec, state.iteration)
    values = {
        "A0": spec.X if columns is None else np.ascontiguousarray(spec.X[:, columns]),
        "Y": spec.Y if columns is None else np.ascontiguousarray(spec.Y[:, columns]),
    } | layout.named(state.theta[0])
    for row, memory in enumerate(OPTIMIZERS[spec.optimizer].memories, 1):
        values |= layout.named(state.theta[row], memory)
    return {name: values[name] for name in program.reads}


def run_program(program: Program, state: State) -> dict[str, Array]:
    """The readable program on one state: every matrix of the iteration, which may overflow."""
    values = workspace(program, state)
    return program.run(values, program.scalars(state.iteration, values["A0"].shape[1]))


def is_finite(values: Mapping[str, Array]) -> bool:
    """Whether every entry is finite. One product tells it, unless that itself overflows."""
    with np.errstate(all="ignore"):
        for array in values.values():
            flat = array.ravel()
            if not math.isfinite(flat.dot(flat)) and not np.isfinite(flat).all():
                return False
    return True
