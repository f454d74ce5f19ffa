"""Fast-forward: θ(k+1) = F(θk), the program's own update, many times faster.

The idea. For small matrices a NumPy call costs more than its arithmetic; so F makes few calls, and
all into buffers made once:

- All parameters lie in one flat vector P; layer l is the block [W | b], a view n × (k + 1).
- The A below lies in a buffer with a row of ones under it. So [W | b] · [A; 1] is W A + b in one
  product, and dZ · [A; 1]ᵀ is [dW | db] in one more, straight into the flat gradient G.
- Activations work in place, and the whole net is updated by a few calls on flat vectors.
- The lines for one topology are written out once and compiled with every array and every bound
  method as a local variable: no loop over layers, no look-up by name.

Before each update the squared length of θ is compared with a bound below which nothing in the
iteration can overflow; where it is exceeded, F stops and leaves the judgement to its caller.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from app.engine.activations import ACTIVATIONS
from app.engine.operation import Array
from app.engine.optimizers import OPTIMIZERS
from app.engine.program import compile as compile_program
from app.engine.spec import Spec
from app.engine.state import Layout

CALLS = "add subtract multiply divide negative exp tanh sqrt maximum minimum ceil copyto"
SAFE_EXP = 700.0
"""Where |z| is at most this, exp(z) and the sums of it lose nothing to overflow or underflow."""

Steps = Callable[[int, int, float], int]
"""`steps(k, count, safe)` makes up to `count` updates from θk and returns how many it made."""


class FastForward:
    """F for one spec and m examples, working on `theta` (rows P, then the memories) in place."""

    def __init__(self, spec: Spec, m: int, theta: Array) -> None:
        self.spec, self.m = spec, m
        self.last = len(spec.layers) - 1
        self.layout = Layout.of(spec.layers)
        self.lines: list[str] = []
        self.names: dict[str, Any] = {name: getattr(np, name) for name in CALLS.split()}
        self._flat_vectors(theta)
        self._forward()
        self._backward()
        self._update()
        self.X, self.Y = self.names["in1"][:-1], self.names["Y"]
        self.steps = compile_steps(self.lines, self.names)

    def load(self, X: Array, Y: Array) -> None:
        """Take these m examples."""
        np.copyto(self.X, X)
        np.copyto(self.Y, Y)

    def _flat_vectors(self, theta: Array) -> None:
        """P, G, the memories, and vectors as long as P: α/m and 1/m (0 where frozen), λ."""
        spec, size = self.spec, self.layout.size
        memories = (name.upper() for name in OPTIMIZERS[spec.optimizer].memories)
        trained, penalised = np.ones(size), np.full(size, spec.l2)
        for block in self.layout.views(penalised):
            block[:, -1] = 0
        for block in self.layout.views(trained):
            block[:, -1] = spec.freeze != "biases"
        self.names |= dict(zip(("P", *memories), theta, strict=True))
        self.names |= {"G": np.zeros(size), "T": np.zeros(size), "theta": theta.reshape(-1)}
        self.names |= {"rate": trained * (spec.lr / self.m), "scale": trained / self.m}
        self.names |= {"decay": penalised, "mu": spec.momentum, "lr": spec.lr}

    def _buffers(self, layer: int) -> None:
        """A of a layer (over a row of ones, where another layer reads it) and its scratch."""
        n = self.spec.layers[layer]
        under = np.ones((n + 1, self.m))
        shape = (n, self.m)
        self.names |= {
            f"in{layer + 1}": under,
            f"A{layer}": under[:-1],
            f"T{layer}": np.zeros(shape),
        }
        self.names |= {f"zero{layer}": np.zeros(shape), f"one{layer}": np.ones(shape)}
        gradient = np.zeros((n + 1, self.m))  # its last row, that of b, is computed but not read
        self.names |= {f"out{layer}": gradient, f"D{layer}": gradient[:-1]}

    def _forward(self) -> None:
        self._buffers(0)
        for layer, block in enumerate(self.layout.views(self.names["P"]), 1):
            self._buffers(layer)
            self.names[f"product{layer}"] = block.dot
            self.lines.append(f"product{layer}(in{layer}, A{layer})")
            softmax = layer == self.last and self.spec.output == "softmax"
            self.lines += self._softmax() if softmax else self._activation(layer)

    def _activation(self, layer: int) -> list[str]:
        """Lines that turn A from Z into g(Z); where g has none of its own, g itself is called."""
        activation = ACTIVATIONS[self.spec.activations[layer - 1]]
        if activation.in_place:
            return self._numbered(activation.in_place.value, layer)
        self.names |= {f"value{layer}": activation.value.run}
        self.names |= {f"Z{layer}": np.zeros((self.spec.layers[layer], self.m))}
        return [f"copyto(Z{layer}, A{layer})", f"copyto(A{layer}, value{layer}(Z{layer}))"]

    def _softmax(self) -> list[str]:
        """Per column; the sums as a product with ones, faster than a reduction.

        The largest z of each column comes off only where some z is so large that it must.
        """
        n, A, T = self.spec.layers[-1], f"A{self.last}", f"T{self.last}"
        self.names |= {"sums": np.ones((n, n)).dot, "largest": np.zeros(self.m)}
        self.names |= {"column_max": np.maximum.reduce, "logits": self.names[A].reshape(-1)}
        self.names |= {"square": self.names["logits"].dot, "safe_exp": SAFE_EXP**2}
        shift = f"column_max({A}, 0, None, largest); subtract({A}, largest, {A})"
        return [f"if not square(logits) <= safe_exp: {shift}", f"exp({A}, {A})",
                f"sums({A}, {T})", f"divide({A}, {T}, {A})"]  # fmt: skip

    def _backward(self) -> None:
        self.lines += self._output_gradient()
        blocks, gradients = self.layout.views(self.names["P"]), self.layout.views(self.names["G"])
        self.names[f"D{self.last}"] = self.names[f"A{self.last}"]
        for layer in range(self.last, 0, -1):
            self.names |= {f"G{layer}": gradients[layer - 1]}
            self.names |= {f"inT{layer}": self.names[f"in{layer}"].T}
            self.names |= {f"outer{layer}": self.names[f"D{layer}"].dot}
            self.lines.append(f"outer{layer}(inT{layer}, G{layer})")
            if layer > 1:
                self.names[f"down{layer}"] = blocks[layer - 1].T.dot
                self.lines.append(f"down{layer}(D{layer}, out{layer - 1})")
                self.lines += self._slope(layer - 1)

    def _output_gradient(self) -> list[str]:
        """Lines that leave dZ of the last layer, without its 1/m, in A of the last layer."""
        A, T, D = f"A{self.last}", f"T{self.last}", f"Q{self.last}"
        self.names["Y"] = np.zeros((self.spec.layers[-1], self.m))
        if self.spec.loss != "squared_error" or self.spec.output == "identity":
            return [f"subtract({A}, Y, {A})"]
        self.names[D] = np.zeros((self.spec.layers[-1], self.m))
        if self.spec.output == "sigmoid":
            return [f"subtract({A}, Y, {D})", f"subtract(one{self.last}, {A}, {T})",
                    f"multiply({A}, {T}, {A})", f"multiply({A}, {D}, {A})"]  # fmt: skip
        self.names["totals"] = np.zeros((self.spec.layers[-1], self.m))
        return [f"subtract({A}, Y, {D})", f"multiply({A}, {D}, {T})", f"sums({T}, totals)",
                f"subtract({D}, totals, {D})", f"multiply({A}, {D}, {A})"]  # fmt: skip

    def _slope(self, layer: int) -> list[str]:
        """Lines that turn D from dA into dZ."""
        activation = ACTIVATIONS[self.spec.activations[layer - 1]]
        if activation.in_place:
            return self._numbered(activation.in_place.slope, layer)
        self.names[f"slope{layer}"] = activation.slope.run
        reads = ", ".join(f"{letter}{layer}" for letter in activation.slope.operands)
        return [f"multiply(D{layer}, slope{layer}({reads}), D{layer})"]

    def _update(self) -> None:
        if self.spec.l2 > 0:
            self.lines += ["multiply(P, decay, T)", "add(G, T, G)"]
        self.lines += OPTIMIZERS[self.spec.optimizer].flat

    def _numbered(self, lines: tuple[str, ...], layer: int) -> list[str]:
        words = {name: f"{name}{layer}" for name in ("A", "D", "T", "zero", "one")}
        return [line.format(**words) for line in lines]


class LineForward:
    """F by the lines of the program as they are displayed, those of the loss left out.

    For where rounding of another kind would be magnified: the long way, and updates that divide a
    gradient by its own size.
    """

    def __init__(self, spec: Spec, m: int, theta: Array) -> None:
        layout, program = Layout.of(spec.layers), compile_program(spec)
        prefixes = ("", *OPTIMIZERS[spec.optimizer].memories)
        self.X, self.Y = np.zeros((spec.layers[0], m)), np.zeros((spec.layers[-1], m))
        names: dict[str, Any] = {"np": np, "theta": theta.reshape(-1), "A0": self.X, "Y": self.Y}
        names |= {k: v for k, v in program.scalars(0, m).items() if k != "t"}
        before, after = [], []
        written = {step.writes for step in program.steps}
        for row, prefix in zip(theta, prefixes, strict=True):
            for name, view in layout.parts(row, prefix).items():
                names[f"view_{name}"] = view
                before.append(f"{name} = view_{name}.copy()")
                if f"{name}_next" in written:
                    after.append(f"view_{name}[...] = {name}_next")
        lines = [step.code for step in program.steps if step.phase != "loss"]
        self.steps = compile_steps([*before, *lines, *after], names)

    def load(self, X: Array, Y: Array) -> None:
        """Take these m examples."""
        np.copyto(self.X, X)
        np.copyto(self.Y, Y)


def compile_steps(lines: list[str], names: dict[str, Any]) -> Steps:
    """A function of these lines, looping over updates; t is the number of the update, from 1."""
    names |= {"length": names["theta"].dot}
    body = "\n            ".join(lines)
    source = f"""
def make({", ".join(names)}):
    def steps(first, count, safe):
        for t in range(first + 1, first + count + 1):
            if not length(theta) <= safe:
                return t - 1 - first
            {body}
        return count
    return steps
"""
    scope: dict[str, Any] = {}
    exec(source, scope)  # the lines are this package's own, none comes from a user
    return scope["make"](**names)  # type: ignore[no-any-return]


def is_safe(spec: Spec, theta: Array) -> bool:
    """Whether θ is so small that its iteration is finite for sure; its square may overflow."""
    flat = theta.reshape(-1)
    return bool(flat.dot(flat) <= safe_square(spec))


@lru_cache(maxsize=64)
def safe_square(spec: Spec) -> float:
    """The squared length of θ below which no matrix of an iteration can overflow.

    −1 on the long way, where a probability may underflow however small θ is.
    With p the largest parameter, every matrix is bounded layer by layer by p and the largest
    entries of the data; p is the largest power of ten that keeps all below 1e300.
    """
    if spec.output_route == "chain":
        return -1.0
    x, y = (max(1.0, float(np.abs(data).max())) for data in (spec.X, spec.Y))
    width = max(spec.layers) + 1

    def largest(p: float) -> float:
        a = d = x
        for _ in spec.layers[1:]:
            a = width * p * a + 1
        d = 2 * (a + y)
        for _ in spec.layers[1:]:
            d *= 2 * width * p
        return (max(1.0, spec.lr) * (spec.m * d * a + spec.l2 * p)) ** 2 * 100

    for exponent in range(150, -1, -1):
        try:
            if largest(10.0**exponent) < 1e300:
                return float(10.0 ** (2 * exponent))
        except OverflowError:
            continue
    return 0.0
