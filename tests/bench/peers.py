"""Trainers of the same net, one per process: `python -m tests.bench.peers NAME`.

A peer takes one line of JSON at a time, {"load": {…a net…}} or {"net": name, "train": n}, and
answers with one: what it is; or the CPU nanoseconds of the training alone, and the loss after it.
"""

import json
import sys
import time
from typing import Any, Protocol

import numpy as np

Net = dict[str, Any]
"""name, layers, X (n0 × m), Y (one-hot, nL × m), lr, and W and b as lists of matrices."""


class Trainer(Protocol):
    about: str

    def __init__(self, net: Net) -> None: ...

    def train(self, count: int) -> None:
        """So many iterations of gradient descent on all examples."""

    def loss(self) -> float:
        """The mean cross-entropy now."""


class Ours:
    """The engine as it runs behind the API: fast-forward."""

    def __init__(self, net: Net) -> None:
        from app.engine.training import Engine

        self.spec = spec_of(net)
        self.engine, self.k = Engine(self.spec), 0
        self.about = f"NumPy {np.__version__}{blas_kernel()}"

    def train(self, count: int) -> None:
        self.k, diverged = self.engine.advance(self.k, count)
        assert not diverged

    def loss(self) -> float:
        from app.engine.program import compile
        from app.engine.state import State, run_program

        values = run_program(compile(self.spec), State(self.k, self.engine.theta))
        return float(values["J"][0, 0])


class Readable:
    """The program whose steps the page shows, run step by step, updates carried over."""

    def __init__(self, net: Net) -> None:
        from app.engine.program import compile
        from app.engine.state import initial_state, run_program

        spec = spec_of(net)
        self.program = compile(spec)
        self.values = run_program(self.program, initial_state(spec))
        self.scalars = self.program.scalars(0, spec.m)
        steps = self.program.steps
        self.about = ""
        self.updates = [s.writes.removesuffix("_next") for s in steps if s.phase == "update"]

    def train(self, count: int) -> None:
        given = {name: self.values[name] for name in self.program.reads}
        for _ in range(count):
            values = self.program.run(given, self.scalars)
            for name in self.updates:
                given[name] = values[f"{name}_next"]
        self.values = given

    def loss(self) -> float:
        return float(self.program.run(self.values, self.scalars)["J"][0, 0])


class Torch:
    """PyTorch, eager: nn.Sequential, cross_entropy, backward, optim.SGD."""

    def __init__(self, net: Net) -> None:
        import torch

        self.about = f"torch {torch.__version__}"
        torch.set_num_threads(1)
        torch.set_default_dtype(torch.float64)
        modules: list[Any] = []
        for W, b in zip(net["W"], net["b"], strict=True):
            linear = torch.nn.Linear(len(W[0]), len(W))
            with torch.no_grad():
                linear.weight.copy_(torch.tensor(W))
                linear.bias.copy_(torch.tensor(b)[:, 0])
            modules += [linear, torch.nn.ReLU()]
        self.model = torch.nn.Sequential(*modules[:-1])
        self.X = torch.tensor(net["X"]).T.contiguous()
        self.classes = torch.tensor(net["Y"]).argmax(0)
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=net["lr"])
        self.criterion = torch.nn.functional.cross_entropy

    def train(self, count: int) -> None:
        for _ in range(count):
            self.optimizer.zero_grad()
            self.criterion(self.model(self.X), self.classes).backward()
            self.optimizer.step()

    def loss(self) -> float:
        return float(self.criterion(self.model(self.X), self.classes).detach())


class Sklearn:
    """scikit-learn's MLPClassifier: its `_backprop`, then plain descent on its coefs_.

    This leaves out the checks and shuffles of `partial_fit`, which cost it several times more.
    """

    def __init__(self, net: Net) -> None:
        import sklearn
        from sklearn.neural_network import MLPClassifier
        from sklearn.preprocessing import LabelBinarizer

        self.about = f"scikit-learn {sklearn.__version__}"
        layers = net["layers"]
        self.X, self.Y = np.array(net["X"]).T.copy(), np.array(net["Y"]).T.copy()
        self.lr = net["lr"]
        self.mlp = MLPClassifier(tuple(layers[1:-1]), alpha=0.0, random_state=0)
        self.mlp._label_binarizer = LabelBinarizer().fit(range(layers[-1]))
        self.mlp.n_outputs_ = layers[-1]
        self.mlp._random_state = np.random.RandomState(0)
        self.mlp._initialize(self.Y, layers, np.float64)
        self.mlp.out_activation_ = "softmax"
        self.mlp.coefs_ = [np.array(W).T.copy() for W in net["W"]]
        self.mlp.intercepts_ = [np.array(b)[:, 0].copy() for b in net["b"]]
        m, sizes = len(self.X), layers[1:]
        self.activations = [self.X, *(np.empty((m, n)) for n in sizes)]
        self.deltas: list[Any] = [np.empty((m, n)) for n in sizes]
        self.gradients: tuple[list[Any], list[Any]] = (
            [np.empty_like(W) for W in self.mlp.coefs_],
            [np.empty_like(b) for b in self.mlp.intercepts_],
        )

    def train(self, count: int) -> None:
        parameters = self.mlp.coefs_ + self.mlp.intercepts_
        for _ in range(count):
            self._backprop()
            for parameter, gradient in zip(parameters, sum(self.gradients, []), strict=True):
                parameter -= self.lr * gradient

    def loss(self) -> float:
        return float(self._backprop())

    def _backprop(self) -> float:
        loss, *_ = self.mlp._backprop(
            self.X, self.Y, None, self.activations, self.deltas, *self.gradients
        )
        return loss  # type: ignore[no-any-return]


def spec_of(net: Net) -> Any:
    """The net as a spec, with limits wide enough for the largest of the bench."""
    from app.engine.spec import Limits, Spec

    own = {
        f"{letter}{layer}": array for letter in "Wb" for layer, array in enumerate(net[letter], 1)
    }
    values = {"X": net["X"], "Y": net["Y"], "hidden": net["layers"][1:-1], "lr": net["lr"]}
    return Spec.of({**values, **own}, Limits(examples=10_000, units=1024, inputs=1024))


def blas_kernel() -> str:
    """What OpenBLAS chose for this CPU, where it can be told."""
    try:
        from threadpoolctl import threadpool_info
    except ImportError:
        return ""
    kinds = {pool["architecture"] for pool in threadpool_info() if "architecture" in pool}
    return f", OpenBLAS for {' and '.join(sorted(kinds))}" if kinds else ""


PEERS: dict[str, type[Trainer]] = {
    "ours": Ours, "readable": Readable, "torch": Torch, "sklearn": Sklearn,
}  # fmt: skip


def serve(kind: type[Trainer]) -> None:
    nets: dict[str, Trainer] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            if "load" in asked:
                nets[asked["load"]["name"]] = kind(asked["load"])
                reply: dict[str, Any] = {"about": nets[asked["load"]["name"]].about}
            else:
                net = nets[asked["net"]]
                before = time.process_time_ns()
                net.train(asked["train"])
                spent = time.process_time_ns() - before
                reply = {"ns": spent, "loss": net.loss()}
        except ImportError as error:
            reply = {"missing": str(error)}
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    serve(PEERS[sys.argv[1]])
