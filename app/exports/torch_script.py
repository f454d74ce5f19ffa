"""The same script in PyTorch: the forward lines in its words, the backward pass by autograd."""

from app.engine.losses import LOSSES
from app.engine.operation import Step
from app.engine.pytorch import torch_line
from app.exports.script import Language, Lines, with_shapes
from app.exports.source import PHASES, Source


def _imports(of: Source) -> Lines:
    if of.spec.batch:
        yield "import numpy as np"
    yield "import torch"
    yield ""
    yield "torch.set_default_dtype(torch.float64)"


def _lines(of: Source) -> Lines:
    """Forward and loss; autograd; the update."""
    phases = dict(of.phases())
    leaves = ["A0"] * of.spec.input_gradient + of.parameters
    yield ""
    yield "# What gradients are asked for; autograd keeps account of all that is made of it."
    yield f"for Q in [{', '.join(leaves)}]:"
    yield "    Q.requires_grad_()"
    yield "    Q.grad = None"
    for phase in ("forward", "loss"):
        yield ""
        yield f"# {PHASES[phase]}"
        yield from with_shapes(of, [(step.writes, torch_line(step)) for step in phases[phase]])
    yield ""
    yield f"# {PHASES['backward']}, by autograd"
    yield from _backward(of, phases["backward"])
    yield ""
    yield f"# {PHASES['update']}"
    yield "with torch.no_grad():"
    update = [(step.writes, torch_line(step)) for step in phases["update"]]
    yield from (f"    {line}" for line in with_shapes(of, update))


def _backward(of: Source, steps: list[Step]) -> Lines:
    """One walk back from J; then every gradient is where autograd left it."""
    gone_past = f"dA{of.last}" if LOSSES[of.spec.loss].reads == "Z" else ""
    wanted = [s.writes for s in steps if s.writes.startswith("d") and s.writes != gone_past]
    kept = [name[1:] for name in wanted if name[1] in "ZA" and name != "dA0"]
    yield f"for Q in [{', '.join(kept)}]:"
    yield "    Q.retain_grad()"
    yield "J.backward()"
    each = of.spec.average == "gradients"
    if each:
        yield "# dZ and dA are of each example's own loss: without the 1/m that stands in J."
    times = {name: " * m" if each and name[1] in "ZA" else "" for name in wanted}
    yield from with_shapes(of, [(n, f"{n} = {n[1:]}.grad{times[n]}") for n in wanted])


TORCH = Language(
    library="PyTorch",
    imports=_imports,
    array="torch.tensor",
    zeros="torch.zeros",
    columns="{}[:, examples]",
    lines=_lines,
    J="J.item()",
    share=".double().mean()",
)
