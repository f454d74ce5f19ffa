"""The PyTorch lines of every operation, autograd, and the exported scripts, run by PyTorch itself:
the same numbers.
"""

import importlib
from types import ModuleType
from typing import Any

import numpy as np

from app.engine.pytorch import autograd, torch_line
from app.engine.trace import Trace, trace
from app.engine.training import Runs
from app.exports.torch_script import TORCH
from tests.bench.report import say
from tests.engine.specs import EVERY_NET, updates, ways
from tests.engine.torch_lines import run_line
from tests.exports import run as script
from tests.exports.run import RUNS, text

MOST = 1e-12


def run() -> None:
    """Compare, and stop at the first line that differs."""
    try:
        torch = importlib.import_module("torch")
    except ImportError:
        say("PyTorch is not installed: its lines are not compared")
        return
    count, worst = 0, 0.0
    for spec in [*(spec for names in EVERY_NET for spec in ways(*names)), *updates()]:
        found = trace(spec, 1, Runs())
        grads = gradients(torch, found)
        for step in found.program.steps:
            for theirs in (run_line(torch, found, step.writes), grads.get(step.writes)):
                if theirs is None:
                    continue
                ours = found.values[step.writes]
                error = float(np.abs(theirs - ours).max() / max(1, np.abs(ours).max()))
                assert ours.shape == theirs.shape and error <= MOST, torch_line(step)
                count, worst = count + 1, max(worst, error)
    say(f"PyTorch's lines and autograd: {count} matrices, largest difference {worst:.1e}")
    run_scripts()


def run_scripts() -> None:
    """The exported scripts, from the parameters of iteration 3 and from the start."""
    count, worst = 0, 0.0
    for spec in [*(spec for names in EVERY_NET for spec in ways(*names)), *updates()]:
        found = trace(spec, 3, RUNS)
        code = text(spec, 3, TORCH)
        scope = script.run(code)
        for name, ours in found.values.items():
            if name not in scope:
                continue
            theirs = scope[name].detach().numpy()
            error = float(np.abs(theirs - ours).max() / max(1, np.abs(ours).max()))
            assert ours.shape == theirs.shape and error <= MOST, (name, spec.given())
            count, worst = count + 1, max(worst, error)
        trained = script.run(code, "--from-start")["J"].item()
        assert abs(trained - found.J) <= 1e-9 * abs(found.J), spec.given()
    say(f"PyTorch's scripts: {count} matrices, largest difference {worst:.1e}")


def gradients(torch: ModuleType, found: Trace) -> dict[str, np.ndarray]:
    """Every gradient as the notes on autograd say to get it."""
    out = {}
    steps = found.program.steps
    for step in steps:
        notes = autograd(step, found.spec)
        if not notes:
            continue
        scope: dict[str, Any] = {"torch": torch, **found.scalars}
        for name in found.program.reads:
            scope[name] = torch.from_numpy(found.values[name].copy())
            scope[name].requires_grad = name[0] in "Wb"
        if notes[0].startswith("A0."):
            exec(notes[0], scope)
        for line in (one for one in steps if one.phase in ("forward", "loss")):
            exec(torch_line(line), scope)
            if notes[0] == f"{line.writes}.retain_grad()":
                exec(notes[0], scope)
        exec(notes[-2], scope)
        out[step.writes] = eval(notes[-1], scope).numpy()
    return out
