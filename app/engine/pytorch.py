"""A step's line in PyTorch: the NumPy line put into its words.

Most of the words are the same. Whole expressions for which PyTorch has a name of its own come
first; `X` in them is any expression without a bracket.
"""

import re

from app.engine.losses import LOSSES
from app.engine.operation import Step
from app.engine.spec import Spec

X = r"([\w.]+)"
WHOLE = (
    (rf"\(E := np\.exp\({X} - \1\.max\(0\)\)\) / E\.sum\(0\)", r"torch.softmax(\1, dim=0)"),
    (rf"\({X} - np\.logaddexp\.reduce\(\1, 0\)\)", r"torch.log_softmax(\1, dim=0)"),
    (rf"np\.maximum\({X}, 0\) \+ np\.expm1\(np\.minimum\(\1, 0\)\)",
     r"torch.nn.functional.elu(\1)"),
    (r"0\.5 \* (Z\d+) \* \(1 \+ np\.tanh\([^=]*\*\*3\)\)\)$",
     r'torch.nn.functional.gelu(\1, approximate="tanh")'),
    (rf"1 / \(1 \+ np\.exp\(-{X}\)\)", r"torch.sigmoid(\1)"),
    (rf"np\.maximum\({X}, 0\)", r"torch.relu(\1)"),
    (rf"np\.minimum\({X}, 0\)", r"\1.clamp(max=0)"),
    (rf"np\.logaddexp\(0, {X}\)", r"torch.logaddexp(torch.zeros_like(\1), \1)"),
    (rf"np\.where\({X} > 0, 1\.0, 0\.01\)", r"torch.where(\1 > 0, torch.ones_like(\1), 0.01)"),
)  # fmt: skip
WORDS = (
    (r"\bkeepdims\b", "keepdim"),
    (r"\.astype\(float\)", ".double()"),
    (r"\.copy\(\)", ".clone()"),
    (r"np\.sqrt\(2 / np\.pi\)", "(2 / torch.pi)**0.5"),
    (r"\bnp\.", "torch."),
)


def torch_line(step: Step) -> str:
    """The PyTorch line that computes what the step's own line computes."""
    writes, _, line = step.code.partition(" = ")
    for pattern, put in (*WHOLE, *WORDS):
        line = re.sub(pattern, put, line)
    return f"{writes} = {line}"


def autograd(step: Step, spec: Spec) -> tuple[str, ...]:
    """How autograd gets the same gradient: a line to go before, the pass, and where it is then."""
    last_output = f"dA{len(spec.layers) - 1}"
    skipped = step.writes == last_output and LOSSES[spec.loss].reads == "Z"
    if step.phase != "backward" or not step.writes.startswith("d") or skipped:
        return ()
    variable = step.writes[1:]
    keep = "requires_grad_" if variable == "A0" else "retain_grad"
    before = () if variable[0] in "Wb" else (f"{variable}.{keep}()",)
    of = "J" if variable[0] in "Wb" or spec.average == "loss" else "L.sum()"
    return (*before, f"{of}.backward()", f"{variable}.grad")
