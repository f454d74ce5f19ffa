"""From the loss back to dZ of the last layer: the short cut A − Y, and the long way round."""

from functools import cache

import numpy as np

from app.engine.layers import what_dz_is
from app.engine.losses import _WHY_AVERAGE
from app.engine.operation import Operation

SHORT_CUTS = {
    "softmax": r"Put the softmax into the loss. Since the \(y_k\) of an example add up to 1, "
    r"\(\mathcal{L} = \log \sum_j e^{z_j} - \sum_k y_k z_k\). Derivative by \(z_k\): the first "
    r"part gives \(e^{z_k} / \sum_j e^{z_j}\), which is \(a_k\), the second \(-y_k\). So "
    r"\(\partial \mathcal{L} / \partial z_k = a_k - y_k\): positive where \(a_k\) is too large, "
    "negative where it is too small.",
    "sigmoid": r"Put the sigmoid into the loss: \(\mathcal{L} = \sum_k \log(1 + e^{z_k}) - "
    r"y_k z_k\). Derivative by \(z_k\): the first part gives \(e^{z_k} / (1 + e^{z_k})\), which is "
    r"\(a_k\), the second \(-y_k\). So \(\partial \mathcal{L} / \partial z_k = a_k - y_k\).",
    "identity": r"Here \(A = Z\), so \(\mathcal{L} = \frac{1}{2} \sum_k (z_k - y_k)^2\). So "
    r"\(\partial \mathcal{L} / \partial z_k = a_k - y_k\): what the net says less what is true.",
}

LONG_WAYS = {
    "softmax": "",
    "sigmoid": "\n\n"
    r"The long way ends at the same: \((a - y) / (a (1 - a))\) times the slope \(a (1 - a)\).",
    "identity": "",
}


@cache
def short_cut(output: str, average: str) -> Operation:
    """DZ = A − Y, for each output with its natural loss."""
    mean = average == "loss"
    return Operation(
        name="output_gradient" + ("_mean" if mean else ""),
        run=(lambda A, Y, m: (A - Y) / m) if mean else (lambda A, Y: A - Y),
        code="($A - $Y) / m" if mean else "$A - $Y",
        tex=r"\frac{1}{m} ($A - $Y)" if mean else "$A - $Y",
        equation=("1/m", "(", "$A", "−", "$Y", ")") if mean else ("$A", "−", "$Y"),
        pattern="entrywise",
        title="Gradient at the output, layer $l",
        why=f"{what_dz_is(average)} {SHORT_CUTS[output]}"
        + (r" Hence \(dZ = (A - Y) / m\)." if mean else r" Hence \(dZ = A - Y\), no \(1/m\).")
        + (_WHY_AVERAGE if mean else "")
        + LONG_WAYS[output],
        ask="In which cells does the net say too much, in which too little?",
    )


JACOBIAN = Operation(
    name="softmax_jacobian",
    run=lambda A: np.hstack([np.diag(a) - np.outer(a, a) for a in A.T]),
    code="np.hstack([np.diag(a) - np.outer(a, a) for a in $A.T])",
    tex=r"\left[\, \mathrm{diag}(a^{(i)}) - a^{(i)} {a^{(i)}}^{T} \,\right]_{i = 1 \ldots m},"
    r"\quad a^{(i)} = \text{column } i \text{ of } $A",
    equation=("diag(a) − a aᵀ for each column of", "$A"),
    pattern="blocks",
    title="How every a answers every z, layer $l",
    why=r"One \(z_j\) moves every \(a_k\) of its column: \(\frac{\partial a_k}{\partial z_j} = "
    r"a_k (\delta_{kj} - a_j)\). So each example has a whole matrix of slopes, its Jacobian "
    r"\(\mathrm{diag}(a) - a a^{T}\); the \(m\) of them stand side by side.",
    ask=r"Raise one \(z\): which \(a\) rises, which fall?",
)


@cache
def through_jacobian(average: str) -> Operation:
    """DZ = Jac dA, example by example."""
    collapsed = "a_j - y_j" if average == "gradients" else "(a_j - y_j) / m"
    return Operation(
        name="through_jacobian",
        run=lambda Jac, dA, m: np.column_stack(
            [D @ da for D, da in zip(np.hsplit(Jac, m), dA.T, strict=True)]
        ),
        code="np.column_stack([D @ da for D, da in zip(np.hsplit($Jac, m), $dA.T, strict=True)])",
        tex=r"\left[\, ${Jac}_{i}\, da^{(i)} \,\right]_{i = 1 \ldots m}",
        equation=("$Jac", "·", "$dA"),
        pattern="blocks",
        title="Gradient at the output, layer $l",
        why=what_dz_is(average, "j")
        + r" Example by example: block \(i\) of the Jacobian times column \(i\) of \(dA\), "
        r"\(dz_j = \sum_k \frac{\partial a_k}{\partial z_j}\, da_k\). Never \(\odot\): each "
        r"\(z\) reaches the loss through all the \(a\) of its column. With cross-entropy the sum "
        rf"collapses to \({collapsed}\): the short cut.",
        ask=r"Why is \(\odot\) not enough here?",
    )


@cache
def through_softmax(average: str) -> Operation:
    """The same without the Jacobians themselves."""
    return Operation(
        name="through_softmax",
        run=lambda A, dA: A * (dA - (A * dA).sum(0)),
        code="$A * ($dA - ($A * $dA).sum(0))",
        tex=r"$A \odot \left($dA - \mathbf{1}\mathbf{1}^{T} ($A \odot $dA)\right)",
        equation=("$A", "⊙ (", "$dA", "− Σₖ A ⊙ dA )"),
        pattern="column",
        title="Gradient at the output, layer $l",
        why=what_dz_is(average)
        + r" Each column of \(dA\) goes through its own Jacobian \(\mathrm{diag}(a) - a a^{T}\), "
        r"written out: \(dz_k = a_k \left(da_k - \sum_j a_j\, da_j\right)\). Never \(\odot\) "
        r"alone: one \(z\) moves every \(a\) of its column.",
        ask=r"Why is \(\odot\) with a slope not enough here?",
    )


MEAN_WHY = (
    r"\(dW\) and \(db\) are derivatives of \(J\), and only there the mean, \(1/m\), appears. (Many "
    r"texts write one letter for both \(\mathcal{L}\) and \(J\), and then the \(1/m\) seems to "
    "come from nowhere.)"
)
MEAN_WHY_LOSS = (
    r"Here the backward pass begins at \(J\): its \(1/m\) goes into the very first gradient and so "
    r"into every \(dZ\) and \(dA\), instead of standing in \(dW\) and \(db\)."
)


def _why_mean(penalty: bool, average: str) -> str:
    mean = r"J = \frac{1}{m} \sum_i \mathcal{L}^{(i)}"
    what = (
        rf"\({mean} + \frac{{\lambda}}{{2m}} \sum W^2\), the mean loss and a penalty on large "
        r"weights (all the \(W\), no biases; it is part of \(J\), not of any "
        r"\(\mathcal{L}^{(i)}\)),"
        if penalty
        else rf"\({mean}\), the mean loss,"
    )
    then = MEAN_WHY if average == "gradients" else MEAN_WHY_LOSS
    return f"{what} is the one number that training tries to lower. {then}"


MEAN_ASK = "Is the mean nearer to the largest loss or to the smallest?"


@cache
def mean_loss(layers: int, average: str) -> Operation:
    """J, 1 × 1: the mean of ℒ; with `layers` > 0 also (λ / 2m) Σ W² over that many W."""
    weights = tuple(f"W{layer}" for layer in range(1, layers + 1))
    squares = " + ".join(f"(${W}**2).sum()" for W in weights)

    def run(L, *rest):  # type: ignore[no-untyped-def]
        if not weights:
            return L.sum(1, keepdims=True) / rest[0]
        *W, m, l2 = rest
        squares = (W[0] ** 2).sum()
        for weight in W[1:]:
            squares = squares + (weight**2).sum()
        return L.sum(1, keepdims=True) / m + l2 / (2 * m) * squares

    penalty_tex = " + ".join(rf"\|${W}\|^2" for W in weights)
    inside = _join([f"${W}" for W in weights], "² + Σ")
    bracket = ("+ λ/2m ( Σ", *inside, "² )") if len(weights) > 1 else ("+ λ/2m Σ", *inside, "²")
    return Operation(
        name="mean" + ("_l2" if weights else ""),
        run=run,
        code="$L.sum(1, keepdims=True) / m" + (f" + l2 / (2 * m) * ({squares})" if weights else ""),
        tex=r"\frac{1}{m} \sum_i $L^{(i)}"
        + (rf" + \frac{{\lambda}}{{2m}} \left({penalty_tex}\right)" if weights else ""),
        equation=("1/m", "Σᵢ", "$L") + (bracket if weights else ()),
        pattern="mean",
        title="The mean loss" + (" and the penalty" if weights else ""),
        why=_why_mean(bool(weights), average),
        ask=MEAN_ASK,
        parameters=("L", *weights, "m", *(("l2",) if weights else ())),
    )


def _join(items: list[str], word: str) -> list[str]:
    return [part for item in items for part in (word, item)][1:]
