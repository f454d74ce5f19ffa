"""What slips in work done by hand: each one another line of code for a step of the program.

The wrong lines of `slips` are taken over under the words of a teacher who looks at numbers; what
only hands do (a mask of another layer, weights updated too early) stands here in the same form.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.engine import names
from app.engine.operation import Step
from app.engine.program import Program
from app.engine.slips import slips_of
from app.engine.spec import Spec


@dataclass(frozen=True)
class Mistake:
    """Wrong lines, by what they write. `what` follows the name of `step`: "without its mask"."""

    id: str
    label: str
    what: str
    why: str
    step: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Rule:
    """Rewrites `pattern` in the lines of steps that write `of`.

    In `put` and the words: {l}, {below}, the numbers of layers; {k}, each other one; {gate}, the
    mask or slope; {A}, the A below.
    """

    id: str
    of: str
    pattern: str
    put: str
    label: str
    what: str
    why: str


KNOWN = {
    ("no-mean", "dW"): ("mean-missing", "1/m missing", "without the 1/m"),
    ("no-mean", "db"): ("db-not-averaged", "db not averaged: 1/m missing", "without the 1/m"),
    ("no-mean", "J"): ("mean-missing", "1/m missing", "without the 1/m"),
    ("no-sum", "db"): ("db-not-summed", "db not summed", "that is not summed over the examples"),
    ("no-sum", "L"): ("loss-not-summed", "not summed over the outputs", "without its sum"),
    ("star", ""): ("elementwise", "elementwise for matrix product", "multiplied cell by cell"),
    ("untransposed", "dA"): ("W-for-transpose", "W for Wᵀ", "made with W[{l}] untransposed"),
    ("untransposed", "dW"): ("A-for-transpose", "A for Aᵀ", "made with {A} untransposed"),
    ("order", "Z"): ("order", "factors turned round", "with its factors turned round"),
    ("order", "dA"): ("order", "factors turned round", "with its factors turned round"),
    ("order", "dW"): ("order", "factors turned round", "with its factors turned round"),
    ("axis", ""): ("wrong-axis", "summed along the wrong axis", "summed the other way"),
    ("no-slope", ""): ("mask-forgotten", "{gate} forgotten", "without its {gate}"),
    ("value", ""): ("z-for-slope", "z for g′(z)", "multiplied by Z[{l}] itself"),
    ("matrix", ""): ("matrix-product", "matrix product for ⊙", "made by a matrix product"),
    ("sign", ""): ("sign", "sign: Y − A for A − Y", "with its sign turned round (Y − A)"),
    ("numbers", ""): ("class-numbers", "classes as numbers", "from class numbers in place of Y"),
    ("blocks", ""): ("one-product", "one product for all", "from one product for all examples"),
    ("entries", ""): ("slope-per-entry", "a slope per entry", "with a slope for each entry alone"),
    ("uphill", ""): ("uphill", "+ for −: uphill", "that went uphill, + for −"),
    ("whole-dZ", ""): ("dZ-for-db", "dZ for db", "made with dZ[{l}] in place of db[{l}]"),
    ("turned", ""): ("gradient-transposed", "dW transposed", "made with dW[{l}] transposed"),
}  # fmt: skip
"""Slips by id and the kind of what is written ("" any other): id, label, what."""

TWICE = "The mean is taken once: J is (1/m) Σ ℒ, and its 1/m arises here alone."
PLACE = "dZ and dA belong to one example each; the mean over the examples comes with dW and db."
SOFTMAX = "Each column is one example; its probabilities, down the column, add up to 1."
SUM = r"np\.logaddexp\.reduce\((Z\d+), 0\)"
GATES = "What comes back to layer {l} goes through the slopes at its own Z[{l}]."

RULES = (
    Rule("bias-left-out", "Z", r" \+ b\d+$", "", "bias left out", "without b[{l}]",
         "b is one column, added to each of the m columns."),
    Rule("Wᵀ-for-W", "Z", r"^(W\d+) @", r"\1.T @", "Wᵀ for W", "made with W[{l}] transposed",
         "Forward a unit gathers along its row of W; the transpose belongs to the way back."),
    Rule("activation-forgotten", "A", r"^.+$", "Z{l}.copy()", "activation forgotten",
         "that is still Z[{l}]", "Z is what a unit receives; what it sends on is g(Z)."),
    Rule("softmax-axis", "A", r"^.*np\.exp\((Z\d+) - Z\d+\.max\(0\)\).*$",
         r"(E := np.exp(\1 - \1.max(1, keepdims=True))) / E.sum(1, keepdims=True)",
         "softmax over the wrong axis", "with the softmax taken along the rows", SOFTMAX),
    Rule("softmax-whole", "A", r"^.*np\.exp\((Z\d+) - Z\d+\.max\(0\)\).*$",
         r"(E := np.exp(\1 - \1.max())) / E.sum()",
         "softmax over the whole matrix", "with the softmax taken over the whole matrix", SOFTMAX),
    Rule("softmax-unnormalised", "A", r"^.*np\.exp\((Z\d+) - Z\d+\.max\(0\)\).*$", r"np.exp(\1)",
         "softmax not normalised", "that is only exp(Z[{l}])", SOFTMAX),
    Rule("softmax-axis", "L", SUM, r"np.logaddexp.reduce(\1, 1, keepdims=True)",
         "softmax over the wrong axis", "with the softmax taken along the rows", SOFTMAX),
    Rule("softmax-whole", "L", SUM, r"np.logaddexp.reduce(\1, None)",
         "softmax over the whole matrix", "with the softmax taken over the whole matrix", SOFTMAX),
    Rule("softmax-unnormalised", "L", f" - {SUM}", "",
         "softmax not normalised", "with exp(Z) alone for the softmax", SOFTMAX),
    Rule("loss-sign", "L", r"^-", "", "sign of ℒ", "with its sign turned round",
         "The logarithm of a probability is below 0; the minus makes a loss of it."),
    Rule("half-forgotten", "L", r"^0\.5 \* ", "", "½ forgotten", "without the ½",
         "ℒ is half the squared distance, so that its slope is a − y and not twice that."),
    Rule("log-ten", "L", r"^(.*np\.logaddexp.*)$", r"(\1) / np.log(10)", "log₁₀ for ln",
         "taken with the logarithm to base 10", "log stands for the natural logarithm here."),
    Rule("penalty-forgotten", "J", r" \+ l2 / \(2 \* m\) \* .*$", "", "l2 term forgotten",
         "without its penalty", "J has the penalty (λ/2m) Σ W² beside the mean of ℒ."),
    Rule("penalty-forgotten", "dW", r" \+ l2 / m \* W\d+$", "", "l2 term forgotten",
         "without the slope of the penalty", "The penalty (λ/2m) Σ W² has the slope (λ/m) W."),
    Rule("mean-missing", "dZ|dA", r"^(.*Y.*) / m$", r"\1", "1/m missing", "without the 1/m",
         "Here the backward pass begins with J, the mean: its 1/m stands in this first gradient."),
    Rule("mean-early", "dZ|dA", r"^(.*Y.*)(?<! / m)$", r"(\1) / m", "1/m one step too early",
         "already divided by m", PLACE),
    Rule("mean-twice", "dW|db|J", r"(?<=[T)]) / m\b", " / m / m", "1/m twice", "divided by m twice",
         TWICE),
    Rule("mean-twice", "dW|db", r"^(\S+ @ \S+\.T|\S+\.sum\(1, keepdims=True\))(?! / m)", r"\1 / m",
         "1/m twice", "divided by m once more",
         "Here the 1/m is already inside dZ, so that no other is due."),
    Rule("sign", "dA", r"^(?!.*A\d+ - Y)(.*Y.*)$", r"-(\1)", "sign turned round",
         "with its sign turned round", "dA is above 0 where a larger a means a larger loss."),
    Rule("A-of-own-layer", "dW", r"@ A(\d+)\.T", "@ A{l}.T", "A[{l}] for {A}",
         "made with A[{l}] in place of {A}",
         "A weight is multiplied by what comes in from below, {A}; so that is in its slope."),
    Rule("Z-for-A", "dW", r"@ A([1-9]\d*)\.T", "@ Z{below}.T", "Z[{below}] for A[{below}]",
         "made with Z[{below}] in place of A[{below}]",
         "What went through the weights was A, after the activation."),
    Rule("db-not-summed", "db", r"^(dZ\d+)\.sum.*$", r"\1", "db not summed",
         "that is still dZ[{l}]", "The same b_j was added in every example, so its row is summed."),
    Rule("db-summed-over-all", "db", r"\.sum\(1, keepdims=True\)", ".sum(keepdims=True)",
         "db summed over the units too", "summed over the units too", "Each unit has its own b."),
    Rule("W-of-other-layer", "dA", r"W\d+\.T", "W{k}.T", "W of the wrong layer",
         "made with W[{k}] in place of W[{l}]", "Back goes by the same wires as forward."),
    Rule("elementwise", "dA", r"(W\d+)\.T @", r"\1 *", "elementwise for matrix product",
         "multiplied cell by cell", "@ adds up over the units above; * adds nothing up."),
    Rule("elementwise", "dW", r"@ (A\d+)\.T", r"* \1", "elementwise for matrix product",
         "multiplied cell by cell", "@ adds up over the m examples; * adds nothing up."),
    Rule("relu-at-zero", "gprime", r"^\(Z(\d+) > 0", r"(Z\1 >= 0", "ReLU′(0) taken as 1",
         "with ReLU′(0) taken as 1", "At z = 0 the slope is taken as 0 here: the gate is shut."),
    Rule("leaky-at-zero", "gprime", r"where\(Z(\d+) > 0", r"where(Z\1 >= 0",
         "slope at 0 taken as 1", "with the slope at z = 0 taken as 1",
         "At z = 0 the slope is taken as 0.01 here, as it is below."),
    Rule("mask-layer", "gprime", r"\b([ZA])\d+\b", r"\g<1>{k}", "{gate} of the wrong layer",
         "taken at layer {k}", GATES),
    Rule("Z-for-A", "gprime", r"\bA(\d+)\b", r"Z\1", "z for a in g′", "with z in place of a",
         "This g′ is written with a, the output of the activation."),
    Rule("rate-forgotten", r"[Wb]\d+_next", r"\blr \* ", "", "α forgotten", "without α",
         "The step is α times the gradient."),
    Rule("not-updated", r"[Wb]\d+_next", r"^(\w+) - .*$", r"\1.copy()", "not updated",
         "that is still the old one", "The update subtracts α times the gradient."),
    Rule("memory-forgotten", r"m[Wb]\d+_next", r"^mu \* \w+ \+ ", "", "memory forgotten",
         "without the share of the old", "What is kept of the last one is part of it."),
    Rule("correction-forgotten", r"[mv][Wb]\d+hat", r" / \(1 - .*\)$", "", "correction forgotten",
         "without its correction", "The memory began at 0, so early means are too small."),
    Rule("root-forgotten", r"[Wb]\d+_next", r"np\.sqrt\((\w+)\)", r"\1", "root forgotten",
         "without the root", "A gradient is divided by the root of its mean square."),
)  # fmt: skip


def mistakes_of(step: Step, spec: Spec) -> tuple[Mistake, ...]:
    """The wrong lines of one step."""
    return (*_known(step, spec), *_own(step, spec))


def updated_early(program: Program) -> Mistake | None:
    """Each layer updated before the gradient is passed down through it."""
    lines = []
    for step in program.steps:
        if step.operation.name == "activation_gradient":
            W = step.reads[0]
            if f"{W}_next" in program.by_name:
                lines.append((step.writes, step.code.replace(f"{W}.T", f"{W}_next.T")))
    if not lines:
        return None
    return Mistake(
        "updated-early",
        "updated weights used too early",
        "made with weights already updated",
        "All gradients of an iteration belong to the same weights: those of its forward pass. "
        "Only when all are known are the weights moved.",
        lines[-1][0],
        tuple(lines),
    )


def _known(step: Step, spec: Spec) -> Iterator[Mistake]:
    """Those that a learner also types."""
    words = _words(step, spec)
    kind = names.split(step.writes)[0]
    for slip in slips_of(step, spec):
        found = KNOWN.get((slip.id, kind)) or KNOWN.get((slip.id, ""))
        if found:
            id, label, what = (text.format(**words) for text in found)
            yield Mistake(id, label, what, slip.why, step.writes, ((step.writes, slip.code),))


def _own(step: Step, spec: Spec) -> Iterator[Mistake]:
    right = step.code.removeprefix(f"{step.writes} = ")
    kind, _, suffix = names.split(step.writes)
    for rule in RULES:
        if not (re.fullmatch(rule.of, step.writes) if suffix else re.fullmatch(rule.of, kind)):
            continue
        for k in _others(step, spec) if "{k}" in rule.put else (0,):
            words = {**_words(step, spec), "k": str(k)}
            wrong = re.sub(rule.pattern, _fill(rule.put, words), right)
            if wrong != right:
                label, what, why = (_fill(t, words) for t in (rule.label, rule.what, rule.why))
                lines = ((step.writes, f"{step.writes} = {wrong}"),)
                yield Mistake(rule.id, label, what, why, step.writes, lines)


def _others(step: Step, spec: Spec) -> Iterator[int]:
    return (k for k in range(1, len(spec.layers)) if k != step.layer)


def _fill(text: str, words: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: words[found[1]], text)


def _words(step: Step, spec: Spec) -> dict[str, str]:
    if step.layer is None:
        return {}
    below = step.layer - 1
    relu = spec.activations[step.layer - 1] in ("relu", "leaky_relu")
    return {
        "l": str(step.layer),
        "below": str(below),
        "A": names.plain(f"A{below}"),
        "gate": "mask" if relu else "slope",
    }
