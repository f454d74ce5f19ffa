"""Engine: microseconds of CPU per iteration of training, against named peers.

One process per peer; short bursts in shuffled order, so that whatever else the machine does falls
on all alike. CPU time, one BLAS thread. The figure is the tenth percentile of the bursts.
Every library picks its own kernels: what the environment may force upon OpenBLAS is set aside.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from tests.bench.report import low, median, say, short, table, verdict

ROOT = Path(__file__).parents[2]
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
FORCED = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "MKL_ENABLE_INSTRUCTIONS")
CONVNETJS = "convnetjs@0.3.0"
CHECKED = 20
"""Iterations after which the losses are compared."""
BURST = 0.02
"""Seconds of work in a burst."""
ROUNDS = {"S": 25, "M": 25, "L": 21, "XL": 11}
SIZES: dict[str, tuple[list[int], int]] = {
    "S": ([2, 4, 3], 8),
    "M": ([2, 8, 8, 3], 200),
    "L": ([2, *[32] * 6, 3], 500),
    "XL": ([64, 128, 128, 10], 1000),
}
LABELS = {
    "ours": "Stepgrad, fast-forward",
    "readable": "Stepgrad, readable program",
    "torch": "PyTorch eager (autograd, SGD)",
    "sklearn": "scikit-learn MLP (_backprop + SGD)",
    "convnetjs": "ConvNetJS Trainer (node)",
}
GOALS: dict[str, dict[str, float]] = {
    "torch": {"S": 20, "M": 13, "L": 2.5, "XL": 1.3},
    "readable": {"S": 2.5, "M": 2.3, "L": 1.2, "XL": 1.1},
    "sklearn": {"S": 1, "M": 1, "L": 1, "XL": 1},
    "convnetjs": {"M": 1, "L": 1, "XL": 1},
}


def net(name: str) -> dict[str, Any]:
    """Data, truth and initial parameters that every peer starts from."""
    layers, m = SIZES[name]
    random_numbers = np.random.default_rng(1)
    truth = np.arange(m) % layers[-1]
    centres = random_numbers.normal(size=(layers[0], layers[-1]))
    X = centres[:, truth] + 0.5 * random_numbers.normal(size=(layers[0], m))
    pairs = list(zip(layers, layers[1:], strict=False))
    W = [random_numbers.normal(size=(n, k)) * np.sqrt(2 / k) for k, n in pairs]
    return {
        "name": name, "layers": layers, "lr": 0.01, "X": X.tolist(),
        "Y": np.eye(layers[-1])[:, truth].tolist(),
        "W": [w.tolist() for w in W], "b": [[[0.0]] * n for _, n in pairs],
    }  # fmt: skip


def environment() -> dict[str, str]:
    """The environment, with one BLAS thread, and without what forces kernels on a library."""
    kept = {name: value for name, value in os.environ.items() if name not in FORCED}
    return kept | dict.fromkeys(THREADS, "1")


class Peer:
    """A process that trains on demand and waits, using no CPU, meanwhile."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name, self.missing, self.about = name, "", ""
        self.spent: dict[str, list[float]] = {size: [] for size in SIZES}
        self.losses: dict[str, float] = {}
        self.counts: dict[str, int] = {}
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment(), text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{LABELS[self.name]} ended: see above")
        return json.loads(answer)  # type: ignore[no-any-return]

    def prepare(self, size: str) -> None:
        """Load the net, train a little for the comparison of losses, choose the burst's length."""
        found = self.ask({"load": net(size)})
        self.missing, self.about = found.get("missing", ""), found.get("about", "")
        if self.missing:
            return
        first = self.ask({"net": size, "train": CHECKED})
        self.losses[size] = first["loss"]
        count, spent = CHECKED, first["ns"]
        while spent < BURST * 1e9 / 4 and count < 100_000:
            count *= 4
            spent = self.ask({"net": size, "train": count})["ns"]
        self.counts[size] = max(1, round(count * BURST * 1e9 / max(spent, 1)))

    def burst(self, size: str) -> None:
        count = self.counts[size]
        self.spent[size].append(self.ask({"net": size, "train": count})["ns"] / count / 1000)

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(10)


def convnetjs(folder: str) -> tuple[list[str], str]:
    """The command of the ConvNetJS peer, or why there is none."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node:
        return [], "node is not installed"
    package = ROOT / "node_modules/convnetjs"
    if not package.exists() and npm:
        install = [npm, "install", "--prefix", folder, "--no-audit", "--no-fund", CONVNETJS]
        subprocess.run(install, capture_output=True)
        package = Path(folder) / "node_modules/convnetjs"
    if not package.exists():
        return [], f"npm could not install {CONVNETJS}"
    return [node, str(Path(__file__).with_name("convnet.cjs")), str(package)], ""


def run() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        python = [sys.executable, "-m", "tests.bench.peers"]
        peers = [Peer(name, [*python, name]) for name in LABELS if name != "convnetjs"]
        command, reason = convnetjs(folder)
        absent = {} if command else {"convnetjs": reason}
        if command:
            peers.append(Peer("convnetjs", command))
        try:
            for size in SIZES:
                say(f"engine: {size}")
                measure([peer for peer in peers if not peer.missing], size)
        finally:
            for peer in peers:
                peer.end()
    absent |= {peer.name: peer.missing for peer in peers if peer.missing}
    show({peer.name: peer for peer in peers if not peer.missing}, absent)


def measure(peers: list[Peer], size: str) -> None:
    for peer in peers:
        peer.prepare(size)
    present = [peer for peer in peers if not peer.missing]
    for _ in range(ROUNDS[size]):
        random.shuffle(present)
        for peer in present:
            peer.burst(size)


def show(peers: dict[str, Peer], absent: dict[str, str]) -> None:
    nets = [f"{s} {'-'.join(map(str, SIZES[s][0]))} m {SIZES[s][1]}" for s in SIZES]
    nets = [n.replace("32-32-32-32-32-32", "32×6") for n in nets]
    rows = [
        [LABELS[name], *(f"{short(low(v))} / {short(median(v))}" for v in peer.spent.values())]
        for name, peer in peers.items()
    ]
    rows += [
        [LABELS[name], *[f"not measured: {why}"[:40]] * len(SIZES)] for name, why in absent.items()
    ]
    table("Engine: µs of CPU per iteration, p10 / median of bursts", ["", *nets], rows)
    print(f"  {'; '.join(peer.about for peer in peers.values() if peer.about)}")
    aside = [f"{name}={os.environ[name]}" for name in FORCED if name in os.environ]
    if aside:
        print(f"  set aside, so that every library picks its own kernels: {', '.join(aside)}")
    ours = peers["ours"]
    rows = [
        [LABELS[name], *(ratio(name, size, peer, ours) for size in SIZES)]
        for name, peer in peers.items()
        if peer is not ours
    ]
    table("Fast-forward is so many times faster than (p10)", ["", *SIZES], rows)
    rows = [
        [LABELS[name], *(f"{abs(peer.losses[s] / ours.losses[s] - 1):.1e}" for s in SIZES)]
        for name, peer in peers.items()
    ]
    title = f"Loss after {CHECKED} iterations from the same start: relative distance from ours"
    table(title, ["", *(f"{s} {ours.losses[s]:.9f}" for s in SIZES)], rows)


def ratio(name: str, size: str, peer: Peer, ours: Peer) -> str:
    value, goal = low(peer.spent[size]) / low(ours.spent[size]), GOALS[name].get(size)
    return verdict(value, goal, at_least=True) if goal else f"{value:.2f} × (no goal)"
