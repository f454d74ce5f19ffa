"""What a layer computes: Z forward; dW, db, dA and dZ backward.

Columns are examples: W is n × k, A below is k × m, Z and dZ are n × m.
"""

from collections.abc import Callable
from dataclasses import replace
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
    why=r"The whole formula is \(dZ^{[$l]} = \underbrace{{W^{[$above]}}^{T} dZ^{[$above]}}_{$dA} "
    r"\odot g'(Z^{[$l]})\): first a matrix product (NumPy's @), which was \($dA\); then "
    r"\(\odot\), entry by entry (NumPy's *). It is the chain "
    r"\(\partial \mathcal{L} / \partial z^{[$above]}\) · "
    r"\(\partial z^{[$above]} / \partial a^{[$l]}\) · \(\partial a^{[$l]} / \partial z^{[$l]}\); "
    r"another activation changes only the last factor. Cell by cell, because \(z_j^{(i)}\) "
    r"reaches \(\mathcal{L}\) only through its own \(a_j^{(i)}\). Where the slope is 0 nothing "
    "passes: from that example the unit learns nothing, and it asks nothing of the units before "
    "it.",
    ask=r"Which entries of \($dA\) get through?",
)

THROUGH_OUTPUT = replace(
    THROUGH,
    name="through_output",
    title="Gradient at the output, layer $l",
    why=r"The chain rule, entry by entry: \(\frac{\partial \mathcal{L}}{\partial z_j} = "
    r"\frac{\partial \mathcal{L}}{\partial a_j}\, \frac{\partial a_j}{\partial z_j}\). Cell by "
    r"cell, because \(z_j^{(i)}\) reaches \(\mathcal{L}\) only through its own \(a_j^{(i)}\).",
    ask="Which entries shrink most on their way through the slope?",
)


@cache
def through(output: bool, average: str) -> Operation:
    """From dA to dZ, entry by entry; the chain begins at ℒ, with average="loss" at J."""
    operation = THROUGH_OUTPUT if output else THROUGH
    if average == "gradients":
        return operation
    return replace(operation, why=operation.why.replace(r"\mathcal{L}", "J"))


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
    r"out (columns). No \(1/m\) arises here: each column still belongs to one example."
    "\n\n**Rows or columns?** "
    r"The chain \(\frac{\partial \mathcal{L}}{\partial z} \frac{\partial z}{\partial a}\) is "
    r"written for rows, \(dz^{T} W\). Some books write \(\frac{\partial \mathcal{L}}{\partial z}\) "
    r"as a row throughout: their rule is (row) · \(W\). Here each gradient keeps the shape of its "
    r"variable; transpose both sides and theirs reads \(W^{T} dz\). Same numbers.",
    ask=r"Which weights leave unit \(k\): a row of \($W\), or a column?",
)

WHY_NUDGE = r"Nudge \(w_{jk}\) by \(\varepsilon\): in example \(i\), \(z_j\) moves by " \
    r"\(\varepsilon\, a_k^{(i)}\) and "  # fmt: skip
WHY_ROWS = (
    r"Row \(j\) of \(dZ\) meets row \(k\) of \(A\); to write row × row as row × column, "
    r"**transpose** \(A\)."
)


def _why_weights(inside: bool, penalty: bool) -> str:
    pull = r" + \frac{\lambda}{m} w_{jk}" if penalty else ""
    slope = r"\frac{\partial J}{\partial w_{jk}} = "
    if inside:
        why = (
            r"\(J\) by \(dz_j^{(i)} a_k^{(i)} \varepsilon\) (the \(1/m\) is already inside "
            rf"\(dz\)). Sum over the \(m\) examples: "
            rf"\({slope}\sum_i dz_j^{{(i)}} a_k^{{(i)}}{pull}\). "
        )
    else:
        why = (
            r"\(\mathcal{L}^{(i)}\) by \(dz_j^{(i)} a_k^{(i)} \varepsilon\). Average over the "
            rf"\(m\) examples: \({slope}\frac{{1}}{{m}} \sum_i dz_j^{{(i)}} a_k^{{(i)}}{pull}\). "
        )
    total = "sum" if inside else "mean"
    products = (
        rf" Same thing: the {total} of the \(m\) outer products "
        r"\(dz^{(i)} {a^{(i)}}^{T}\)."
    )
    return WHY_NUDGE + why + WHY_ROWS + products + WHY_L2 * penalty


WHY_L2 = (
    "\n\n**What is the last term?** "
    r"It is the slope of the penalty \(\frac{\lambda}{2m} \sum W^2\): it pulls every "
    "weight towards 0."
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
        why=_why_weights(inside, penalty),
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
        + r"times a column of \(m\) ones. Without the sum NumPy would broadcast silently.",
        ask=r"\($dZ\) has \(m\) columns, \(b^{[$l]}\) has one: what becomes of the others?",
    )
