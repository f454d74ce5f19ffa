"""What a layer computes: Z forward; dW, db, dA and dZ backward.

Columns are examples: W is n × k, A below is k × m, Z and dZ are n × m.
"""

from collections.abc import Callable
from functools import cache

from app.engine.operation import Array, Operation

AFFINE = Operation(
    name="affine",
    run=lambda W, A, b: W @ A + b,
    code="$W @ $A + $b",
    tex="$W $A + $b",
    equation=("$W", "·", "$A", "+", "$b"),
    pattern="row-column-bias",
    title="What the units receive, layer $l",
    why=r"Row \(j\) of \(W\) holds the weights into unit \(j\); column \(i\) of \(A\) is example "
    r"\(i\). Row × column, plus \(b_j\), is what unit \(j\) receives: "
    r"\(z_j^{(i)} = \sum_k w_{jk}\, a_k^{(i)} + b_j\). \(b\) is one column, copied to all \(m\).",
    ask=r"Which row of \($W\) and which column of \($A\) make one cell of \($writes\)?",
)

THROUGH = Operation(
    name="through",
    run=lambda dA, gprime: dA * gprime,
    code="$dA * $gprime",
    tex=r"$dA \odot $gprime",
    equation=("$dA", "⊙", "$gprime"),
    pattern="entrywise",
    title="Through the activation, layer $l",
    why=r"The whole formula is \(dZ^{[$l]} = {W^{[$above]}}^{T} dZ^{[$above]} \odot "
    r"g'(Z^{[$l]})\): the first factor is \($dA\), the second the slopes. It is the chain "
    r"\(\frac{\partial \mathcal{L}}{\partial z^{[$l]}} = "
    r"\frac{\partial \mathcal{L}}{\partial z^{[$above]}} "
    r"\frac{\partial z^{[$above]}}{\partial a^{[$l]}} "
    r"\frac{\partial a^{[$l]}}{\partial z^{[$l]}}\); another activation changes only the form of "
    r"the last factor. Cell by cell, because \(z_j^{(i)}\) reaches \(\mathcal{L}\) only through "
    r"its own \(a_j^{(i)}\). Where the slope is 0 nothing passes, however large \($dA\) is there.",
    ask=r"Which entries of \($dA\) get through?",
)

THROUGH_OUTPUT = Operation(
    name="through_output",
    run=lambda dA, gprime: dA * gprime,
    code="$dA * $gprime",
    tex=r"$dA \odot $gprime",
    equation=("$dA", "⊙", "$gprime"),
    pattern="entrywise",
    title="Gradient at the output, layer $l",
    why=r"The chain rule, entry by entry: \(\frac{\partial \mathcal{L}}{\partial z_j} = "
    r"\frac{\partial \mathcal{L}}{\partial a_j}\, \frac{\partial a_j}{\partial z_j}\). Cell by "
    r"cell, because \(z_j^{(i)}\) reaches \(\mathcal{L}\) only through its own \(a_j^{(i)}\).",
    ask="Which entries shrink most on their way through the slope?",
)

INPUT_GRADIENT = Operation(
    name="activation_gradient",
    run=lambda W, dZ: W.T @ dZ,
    code="$W.T @ $dZ",
    tex="{$W}^{T} $dZ",
    equation=("$W.T", "·", "$dZ"),
    pattern="row-column",
    title="Gradient of the activations, layer $below",
    why=r"Unit \(k\) feeds every unit \(j\) of the next layer through \(w_{jk}\). Nudge \(a_k\) "
    r"by \(\varepsilon\): every \(z_j\) moves by \(w_{jk}\,\varepsilon\); so "
    r"\(da_k = \sum_j w_{jk}\, dz_j\), column \(k\) of \(W\) with \(dz\). Columns of \(W\) are "
    r"rows of \(W^{T}\), its **transpose**. Forward uses the wires in (rows), backward the wires "
    r"out (columns). No \(1/m\) arises here: each column still belongs to one example.",
    ask=r"Which weights leave unit \(k\): a row of \($W\), or a column?",
)

WHY_WEIGHTS = (
    r"Nudge \(w_{jk}\) by \(\varepsilon\): in example \(i\), \(z_j\) moves by "
    r"\(\varepsilon\, a_k^{(i)}\) and \(\mathcal{L}^{(i)}\) by "
    r"\(dz_j^{(i)} a_k^{(i)} \varepsilon\). "
)
WHY_ROWS = (
    r"Row \(j\) of \(dZ\) meets row \(k\) of \(A\); to write row × row as row × column, "
    r"**transpose** \(A\). Same thing: the "
)
WHY_MEAN = (
    r"Average over the \(m\) examples: \(\frac{\partial J}{\partial w_{jk}} = \frac{1}{m} "
    r"\sum_i dz_j^{(i)} a_k^{(i)}\). "
    + WHY_ROWS
    + r"mean of the \(m\) outer products \(dz^{(i)} {a^{(i)}}^{T}\). "
)
WHY_SUM = (
    r"Sum over the \(m\) examples: \(\frac{\partial J}{\partial w_{jk}} = "
    r"\sum_i dz_j^{(i)} a_k^{(i)}\). The \(1/m\) is already inside \(dZ\), because the backward "
    "pass began with it. "
    + WHY_ROWS
    + r"sum of the \(m\) outer products \(dz^{(i)} {a^{(i)}}^{T}\). "
)
WHY_L2 = (
    r"The penalty \(\frac{\lambda}{2m} \sum W^2\) adds its own slope, "
    r"\(\frac{\lambda}{m} w_{jk}\): it pulls every weight towards 0."
)


@cache
def weight_gradient(average: str, penalty: bool) -> Operation:
    """dW, n × k: with 1/m here (`average="gradients"`) or already in dZ (`"loss"`)."""
    inside = average == "loss"
    code, tex = ("$dZ @ $A.T", r"$dZ {$A}^{T}") if inside else (
        "$dZ @ $A.T / m", r"\frac{1}{m} $dZ {$A}^{T}"
    )  # fmt: skip
    equation = ("$dZ", "·", "$A.T") if inside else ("1/m", "$dZ", "·", "$A.T")
    runs: dict[tuple[bool, bool], Callable[..., Array]] = {
        (False, False): lambda dZ, A, m: dZ @ A.T / m,
        (True, False): lambda dZ, A: dZ @ A.T,
        (False, True): lambda dZ, A, W, m, l2: dZ @ A.T / m + l2 / m * W,
        (True, True): lambda dZ, A, W, m, l2: dZ @ A.T + l2 / m * W,
    }
    return Operation(
        name="weight_gradient" + ("_sum" if inside else "") + ("_l2" if penalty else ""),
        run=runs[inside, penalty],
        code=code + (" + l2 / m * $W" if penalty else ""),
        tex=tex + (r" + \frac{\lambda}{m} $W" if penalty else ""),
        equation=equation + (("+", "λ/m", "$W") if penalty else ()),
        pattern="row-column",
        title="Gradient of the weights, layer $l",
        why=WHY_WEIGHTS + (WHY_SUM if inside else WHY_MEAN) + (WHY_L2 if penalty else ""),
        ask=r"Will raising a weight of \(W^{[$l]}\) raise or lower \(J\)?",
    )


@cache
def bias_gradient(average: str) -> Operation:
    """db, n × 1: the row sums of dZ, with 1/m here or already in dZ."""
    inside = average == "loss"
    return Operation(
        name="bias_gradient" + ("_sum" if inside else ""),
        run=(lambda dZ: dZ.sum(1, keepdims=True))
        if inside
        else (lambda dZ, m: dZ.sum(1, keepdims=True) / m),
        code="$dZ.sum(1, keepdims=True)" + ("" if inside else " / m"),
        tex=r"$dZ \mathbf{1}" if inside else r"\frac{1}{m} $dZ \mathbf{1}",
        equation=("$dZ", "·", "1") if inside else ("1/m", "$dZ", "·", "1"),
        pattern="row-sum",
        title="Gradient of the biases, layer $l",
        why=r"\(b_j\) was added to \(z_j\) in every example, so every example's \(dz_j\) comes "
        + (
            r"back to it: sum the row, \(\frac{\partial J}{\partial b_j} = \sum_i dz_j^{(i)}\) "
            r"(the \(1/m\) is already inside \(dZ\)). As a product: \(dZ\) "
            if inside
            else r"back to it: sum the row, divide by \(m\): \(\frac{\partial J}{\partial b_j} = "
            r"\frac{1}{m} \sum_i dz_j^{(i)}\). As a product: \(\frac{1}{m}\, dZ\) "
        )
        + r"times a column of \(m\) ones. Without the sum, NumPy would broadcast silently.",
        ask=r"\($dZ\) has \(m\) columns, \(b^{[$l]}\) has one: what becomes of the others?",
    )
