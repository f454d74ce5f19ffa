"""The tempting wrong lines of a step: what a learner types, and why it is wrong.

A rule rewrites the step's own line, so an operation whose code has the idiom has the slip too.
Nothing here says whether NumPy complains: that depends on the sizes, and NumPy is asked.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.engine import names
from app.engine.operation import Step
from app.engine.spec import Spec

PRODUCT = r"(\w+(?:\.T)?) @ (\w+(?:\.T)?)"
ROWS = r"\.sum\(1, keepdims=True\)"
COLUMNS = r"\.sum\(0, keepdims=True\)"
SOFT = r"\.sum\(0\)"


@dataclass(frozen=True)
class Slip:
    """A wrong line: what is wrong with it in a few words, the line as typed, and why."""

    id: str
    label: str
    code: str
    why: str


@dataclass(frozen=True, eq=False)
class Rule:
    """Rewrites `pattern` in the lines of steps of which `holds`; `$…` in `why` are of the step."""

    id: str
    label: str
    pattern: str
    put: str
    why: str
    holds: Callable[[Step, Spec], bool]


def _of(*patterns: str) -> Callable[[Step, Spec], bool]:
    return lambda step, _: step.operation.pattern in patterns


def _through(step: Step, _: Spec) -> bool:
    return any(name.startswith("gprime") for name in step.reads)


def _difference(step: Step, _: Spec) -> bool:
    return step.phase == "backward" and step.operation.pattern == "entrywise" and "Y" in step.reads


def _update(letter: str) -> Callable[[Step, Spec], bool]:
    return lambda step, _: step.phase == "update" and letter in names.split(step.writes)[0]


def _jacobian(step: Step, _: Spec) -> bool:
    return step.operation.name in ("through_jacobian", "through_softmax")


RULES = (
    Rule(
        "untransposed", "no transpose", r"\.T\b", "",
        "The sum runs over {over}. They must run along the rows of the left factor and down the "
        "columns of the right one; for that one of the two is transposed.",
        _of("row-column"),
    ),
    Rule(
        "order", "turned round", PRODUCT, r"\2 @ \1",
        "Turned round, {first} meet {second}. Even if there are equally many, the products of "
        "such pairs mean nothing.",
        _of("row-column", "row-column-bias"),
    ),
    Rule(
        "star", "* for @", PRODUCT, r"\1 * \2",
        "* multiplies cell by cell and adds nothing up; here each cell is a sum over {over}.",
        _of("row-column", "row-column-bias"),
    ),
    Rule(
        "bias-row", "b as a row", r"\+ (b\d+)$", r"+ \1.T",
        "A row is copied down: one number for each example. b is a column, copied to the right: "
        "one for each unit.",
        _of("row-column-bias"),
    ),
    Rule(
        "no-mean", "no 1/m", r"(?<=[T)]) / m\b", "",
        "A sum grows with the number of examples: with twice as many the step would be twice as "
        "long. J is a mean, so its slope is one.",
        _of("row-column", "row-sum"),
    ),
    Rule(
        "no-mean", "no 1/m", r"(?<=[T)]) / m\b", "",
        "A sum grows with the number of examples; a mean can be compared between batches.",
        _of("mean"),
    ),
    Rule(
        "no-sum", "no sum", ROWS, "",
        "Without the sum there is still a number for each example, not one for all of them.",
        _of("row-sum"),
    ),
    Rule(
        "no-sum", "no sum", COLUMNS, "",
        "Without the sum there is still a number for each output, not one loss for each example.",
        _of("column"),
    ),
    Rule(
        "axis", "other axis", ROWS, ".sum(0, keepdims=True)",
        "sum(0) adds down the columns, over the units; sum(1) adds along the rows, over the "
        "examples.",
        _of("row-sum"),
    ),
    Rule(
        "axis", "other axis", ROWS, ".sum(0, keepdims=True)",
        "sum(0) adds down the columns; there is one row only, so nothing is added up.",
        _of("mean"),
    ),
    Rule(
        "axis", "other axis", COLUMNS, ".sum(1, keepdims=True)",
        "sum(1) adds along the rows, over the examples; each example must keep its own sum.",
        _of("column"),
    ),
    Rule(
        "flat", "no keepdims", ROWS, ".sum(1)",
        "The numbers are right, but lie in a plain list, which NumPy takes for a row: b − α db "
        "would copy it down, and b would become n × n.",
        _of("row-sum"),
    ),
    Rule(
        "whole", "sum over all", SOFT, ".sum()",
        "sum() adds up the whole matrix: every example would then depend on all the others.",
        _of("column"),
    ),
    Rule(
        "rows", "other axis", SOFT, ".sum(1)",
        "sum(1) adds along the rows, over the examples; each column must have its own sum.",
        _of("column"),
    ),
    Rule(
        "matrix", "@ for *", r" \* ", " @ ",
        "The slope belongs to the same unit and example as the gradient that it meets; a product "
        "of matrices would mix units and examples.",
        _through,
    ),
    Rule(
        "no-slope", "no slope", r" \* gprime\d+$", "",
        "Then nothing is stopped or weakened on its way through the activation: right only where "
        "every slope is 1.",
        _through,
    ),
    Rule(
        "value", "z for g′(z)", r"gprime(\d+)$", r"Z\1",
        "z is where the unit stands; what is passed back is how steep g is there.",
        _through,
    ),
    Rule(
        "sign", "Y minus A", r"(A\d+) - Y", r"Y - \1",
        "Every sign is turned round, and with it every later gradient: the update would climb.",
        _difference,
    ),
    Rule(
        "numbers", "classes as numbers", r"- Y\b", "- Y.argmax(0)",
        "A list of m class numbers is copied down as a row: it fits, and takes 0, 1, 2 … from "
        "probabilities. Y needs a row for each class.",
        lambda step, spec: _difference(step, spec) and spec.truth == "one-hot",
    ),
    Rule(
        "blocks", "one product", r"^.*$", "Jac{l} @ dA{l}",
        "The Jacobians of the examples stand side by side; each takes only the column of its own "
        "example.",
        lambda step, _: step.operation.name == "through_jacobian",
    ),
    Rule(
        "entries", "a slope per entry", r"^.*$", "dA{l} * A{l} * (1 - A{l})",
        "As if each a hung on its own z alone. In softmax one z moves every a of its column, and "
        "what comes back through the others is lost.",
        _jacobian,
    ),
    Rule(
        "uphill", "+ for −", r"- lr \*", "+ lr *",
        "Slopes point to where J rises; adding them climbs.",
        _update(""),
    ),
    Rule(
        "whole-dZ", "dZ for db", r"\bdb(\d+)", r"dZ\1",
        "b is one column, dZ has one for each example. NumPy copies b to all of them, and b would "
        "become n × m.",
        _update("b"),
    ),
    Rule(
        "turned", "dW transposed", r"\bdW(\d+)", r"dW\1.T",
        "A gradient has the shape of its variable: the slope of a weight stands where the weight "
        "stands.",
        _update("W"),
    ),
)  # fmt: skip


def slips_of(step: Step, spec: Spec) -> tuple[Slip, ...]:
    """The slips that the line of a step invites."""
    return tuple(_slips(step, spec))


def _slips(step: Step, spec: Spec) -> Iterator[Slip]:
    right = step.code.removeprefix(f"{step.writes} = ")
    for rule in RULES:
        if rule.holds(step, spec):
            put = rule.put.replace("{l}", str(step.layer))
            wrong = re.sub(rule.pattern, put, right, count=1)
            if wrong != right:
                why = rule.why.format(**_words(step, len(spec.layers) - 1))
                yield Slip(rule.id, rule.label, f"{step.writes} = {wrong}", why)


def _words(step: Step, last: int) -> dict[str, str]:
    """What the sum of a product runs over, and what would meet if it were turned round."""
    found = re.search(PRODUCT, step.code)
    if not found or not step.operation.pattern.startswith("row-column"):
        return {}
    left, right = (_dims(factor, last) for factor in found.groups())
    over, first, second = (_many(dim, last) for dim in (left[1], right[1], left[0]))
    return {"over": over, "first": first, "second": second}


def _dims(factor: str, last: int) -> tuple[str, str]:
    rows, columns = names.dims(factor.removesuffix(".T"), last)
    return (columns, rows) if factor.endswith(".T") else (rows, columns)


def _many(dim: str, last: int) -> str:
    """What is counted by a letter of a shape."""
    if dim == "m":
        return "the m examples"
    return {"n0": "the inputs", f"n{last}": "the outputs"}.get(dim, f"the units of layer {dim[1:]}")
