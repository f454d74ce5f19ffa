"""Outputs, losses and their legal pairs, and the ways from a loss back to dZ of the last layer.

ℒ is 1 × m, the loss of each example, always from logits where a logarithm is involved, so that it
stays finite however sure the net is. J, 1 × 1, is its mean, plus (λ / 2m) Σ W² if λ > 0.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from app.engine.activations import ACTIVATIONS
from app.engine.operation import Array, Operation

SOFTMAX = Operation(
    name="softmax",
    run=lambda Z: (E := np.exp(Z - Z.max(0))) / E.sum(0),
    code="(E := np.exp($Z - $Z.max(0))) / E.sum(0)",
    tex=r"\mathrm{softmax}($Z)",
    equation=("softmax", "(", "$Z", ")"),
    pattern="column",
    title="What the net says, layer $l",
    why=r"\(a_k = e^{z_k} / \sum_j e^{z_j}\): each column becomes probabilities that add up to 1. "
    r"One \(z\) changes every \(a\) of its column; so softmax has a Jacobian, not a \(g'\). "
    "(Taking the column's largest z off first changes nothing but avoids overflow.)",
    ask="Which class gets the largest probability in each column?",
)


@dataclass(frozen=True, eq=False)
class Output:
    """The activation of the last layer. `slope` is None where one z moves several a."""

    name: str
    label: str
    help: str
    value: Operation
    slope: Operation | None


def _elementwise_output(name: str, help: str) -> Output:
    activation = ACTIVATIONS[name]
    value = replace(activation.value, title=SOFTMAX.title)
    return Output(name, activation.label, help, value, activation.slope)


OUTPUTS: dict[str, Output] = {
    output.name: output
    for output in (
        Output("softmax", "softmax", "one of several classes: probabilities", SOFTMAX, None),
        _elementwise_output("sigmoid", "yes or no: one probability per output"),
        _elementwise_output("identity", "a number: regression"),
    )
}


@dataclass(frozen=True, eq=False)
class Loss:
    """ℒ as an operation on (Z or A, Y), and its gradient by A, the long way.

    `reads` is "Z" where ℒ is computed from logits. `by_output` is ℒ written with A alone, for
    finite differences on A.
    """

    name: str
    label: str
    help: str
    reads: str
    operation: Operation
    slope: Callable[[str], Operation]
    by_output: Callable[[Array, Array], Array]


WHY_LOSS = (
    r" \(\mathcal{L}^{(i)}\) is the loss of example \(i\) alone; \(J\), the next step, takes "
    "their mean."
)
WHY_NO_MEAN = (
    r" \(dZ\) and \(dA\) are derivatives of \(\mathcal{L}^{(i)}\), column by column: no \(1/m\)."
)
ASK_LOSS = "Which example will cost most?"
WHY_CHAIN = (
    "The long way round: first the slope of the loss by the output, then through the output's own "
    "derivative."
)
WHY_SHORT = (
    "\n\nWhere a probability underflows to 0, this divides by 0 although the answer is harmless: "
    r"that is why the short cut \(A - Y\) exists."
)

CROSS_ENTROPY = Operation(
    name="cross_entropy",
    run=lambda Z, Y: -(Y * (Z - np.logaddexp.reduce(Z, 0))).sum(0, keepdims=True),
    code="-($Y * ($Z - np.logaddexp.reduce($Z, 0))).sum(0, keepdims=True)",
    tex=r"-\sum_k ${Y}_k \log \mathrm{softmax}($Z)_k",
    equation=("−Σₖ", "$Y", "⊙", "log softmax", "(", "$Z", ")"),
    pattern="column",
    title="Loss of each example",
    why=r"\(\mathcal{L} = -\sum_k y_k \log a_k\): how surprised the net is by the true class, "
    r"\(-\log\) of the probability it gave. \(\log a_k = z_k - \log \sum_j e^{z_j}\) is taken "
    "from Z, so that it stays finite." + WHY_LOSS + WHY_NO_MEAN,
    ask=ASK_LOSS,
)
BINARY_CROSS_ENTROPY = Operation(
    name="binary_cross_entropy",
    run=lambda Z, Y: (np.logaddexp(0, Z) - Y * Z).sum(0, keepdims=True),
    code="(np.logaddexp(0, $Z) - $Y * $Z).sum(0, keepdims=True)",
    tex=r"\sum_k \log(1 + e^{$Z})_k - ($Y \odot $Z)_k",
    equation=("Σₖ", "(", "softplus", "(", "$Z", ")", "−", "$Y", "⊙", "$Z", ")"),
    pattern="column",
    title="Loss of each example",
    why=r"Each output costs \(-\log a\) where \(y = 1\) and \(-\log(1 - a)\) where \(y = 0\); "
    r"in one line \(-y \log a - (1 - y) \log(1 - a)\), summed over the outputs. With "
    r"\(a = 1 / (1 + e^{-z})\) put in, what is left is \(\log(1 + e^{z}) - y\, z\), and "
    r"\(\log(1 + e^{z})\) is called softplus: taken from Z, it stays finite."
    + WHY_LOSS
    + WHY_NO_MEAN,
    ask=ASK_LOSS,
)
SQUARED_ERROR = Operation(
    name="squared_error",
    run=lambda A, Y: 0.5 * ((A - Y) ** 2).sum(0, keepdims=True),
    code="0.5 * (($A - $Y)**2).sum(0, keepdims=True)",
    tex=r"\tfrac{1}{2} \sum_k ($A - $Y)_k^2",
    equation=("½ Σₖ", "(", "$A", "−", "$Y", ")²"),
    pattern="column",
    title="Loss of each example",
    why=r"\(\mathcal{L} = \frac{1}{2} \sum_k (a_k - y_k)^2\): half the squared distance between "
    "what the net says and what is true. The half cancels the 2 of the derivative."
    + WHY_LOSS
    + WHY_NO_MEAN,
    ask=ASK_LOSS,
)


@cache
def loss_of(name: str, average: str) -> Operation:
    """ℒ of each example, with what is true of dZ and dA in either way of averaging."""
    operation = LOSSES[name].operation
    if average == "gradients":
        return operation
    return replace(operation, why=operation.why.replace(WHY_NO_MEAN, ""))


def _slope(
    name: str, average: str, run: tuple[Callable[..., Array], Callable[..., Array]], code: str,
    tex: str, equation: tuple[str, ...], why: str, aside: str = "",
) -> Operation:  # fmt: skip
    """DA of the last layer; with average="loss" the whole is divided by m here."""
    mean = average == "loss"
    return Operation(
        name=name + ("_mean" if mean else ""),
        run=run[mean],
        code=f"({code}) / m" if mean else code,
        tex=rf"\frac{{1}}{{m}} \left({tex}\right)" if mean else tex,
        equation=("1/m", "(", *equation, ")") if mean else equation,
        pattern="entrywise",
        title="Gradient of the output, layer $l",
        why=why + (_WHY_AVERAGE if mean else "") + aside,
        ask="Where does raising the output raise the loss, where does it lower it?",
    )


_WHY_AVERAGE = (
    r" Here the backward pass begins with \(J\), the mean: its \(1/m\) stands in this first "
    r"gradient, and so every \(dZ\) and \(dA\) is \(1/m\) as large; \(dW\) and \(db\) stay the "
    "same."
)


@cache
def cross_entropy_slope(average: str) -> Operation:
    return _slope(
        "cross_entropy_slope", average,
        (lambda A, Y: np.where(Y == 0, 0.0, -Y / A),
         lambda A, Y, m: (np.where(Y == 0, 0.0, -Y / A)) / m),
        "np.where($Y == 0, 0.0, -$Y / $A)", "-$Y / $A", ("−", "$Y", "/", "$A"),
        r"\(\mathcal{L} = -\sum_k y_k \log a_k\), and the slope of \(\log a\) is \(1/a\): so "
        r"its slope by \(a_k\) is \(-y_k / a_k\), and 0 where \(y_k = 0\). " + WHY_CHAIN, WHY_SHORT,
    )  # fmt: skip


@cache
def binary_cross_entropy_slope(average: str) -> Operation:
    return _slope(
        "binary_cross_entropy_slope", average,
        (lambda A, Y: np.where(Y == 1, 0.0, (1 - Y) / (1 - A)) - np.where(Y == 0, 0.0, Y / A),
         lambda A, Y, m: (
             np.where(Y == 1, 0.0, (1 - Y) / (1 - A)) - np.where(Y == 0, 0.0, Y / A)
         ) / m),
        "np.where($Y == 1, 0.0, (1 - $Y) / (1 - $A)) - np.where($Y == 0, 0.0, $Y / $A)",
        r"\frac{1 - $Y}{1 - $A} - \frac{$Y}{$A}",
        ("(1 −", "$Y", ") / (1 −", "$A", ")", "−", "$Y", "/", "$A"),
        r"The slope of \(\mathcal{L}\) by \(a_k\) is \(\frac{1 - y_k}{1 - a_k} - \frac{y_k}{a_k}\) "
        "(0/0 counts as 0). " + WHY_CHAIN,
        WHY_SHORT,
    )  # fmt: skip


@cache
def squared_error_slope(average: str) -> Operation:
    return _slope(
        "squared_error_slope", average,
        (lambda A, Y: A - Y, lambda A, Y, m: (A - Y) / m),
        "$A - $Y", "$A - $Y", ("$A", "−", "$Y"),
        r"\(\mathcal{L} = \frac{1}{2} \sum_k (a_k - y_k)^2\): the slope by \(a_k\) is "
        r"\(a_k - y_k\), what the net says less what is true.",
    )  # fmt: skip


LOSSES: dict[str, Loss] = {
    loss.name: loss
    for loss in (
        Loss(
            "cross_entropy", "cross-entropy", "−Σ y log a: for one of several classes",
            "Z", CROSS_ENTROPY, cross_entropy_slope,
            lambda A, Y: -np.where(Y == 0, 0.0, Y * np.log(A)).sum(0, keepdims=True),
        ),
        Loss(
            "binary_cross_entropy", "binary cross-entropy", "for yes or no, summed over outputs",
            "Z", BINARY_CROSS_ENTROPY, binary_cross_entropy_slope,
            lambda A, Y: -(
                np.where(Y == 0, 0.0, Y * np.log(A))
                + np.where(Y == 1, 0.0, (1 - Y) * np.log1p(-A))
            ).sum(0, keepdims=True),
        ),
        Loss(
            "squared_error", "squared error", "½ Σ (a − y)²: for numbers",
            "A", SQUARED_ERROR, squared_error_slope,
            lambda A, Y: 0.5 * ((A - Y) ** 2).sum(0, keepdims=True),
        ),
    )
}  # fmt: skip

PAIRS: dict[str, tuple[str, ...]] = {
    "softmax": ("cross_entropy", "squared_error"),
    "sigmoid": ("binary_cross_entropy", "squared_error"),
    "identity": ("squared_error",),
}
"""The losses that go with each output; the first is the default."""
