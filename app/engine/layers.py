"""What a layer computes: Z forward; dW, db, dA and dZ backward.

Columns are examples: W is n × k, A below is k × m, Z and dZ are n × m.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from app.engine.operation import Array, Operation


@cache
def affine(first: bool) -> Operation:
    """Z = W A + b; below the first layer A is X."""
    below = r"\(X\), which is \(A^{[0]}\)," if first else r"\(A\)"
    return Operation(
        name="affine",
        run=lambda W, A, b: W @ A + b,
        code="$W @ $A + $b",
        tex="$W $A + $b",
        equation=("$W", "·", "$A", "+", "$b"),
        pattern="row-column-bias",
        title="What the units receive, layer $l",
        why=rf"Row \(j\) of \(W\) holds the weights into unit \(j\); column \(i\) of {below} is "
        r"example \(i\). Row × column, plus \(b_j\), is what unit \(j\) receives: "
        r"\(z_j^{(i)} = \sum_k w_{jk}\, a_k^{(i)} + b_j\). \(b\) is one column, copied to all "
        r"\(m\).",
        ask=r"Which row of \($W\) and which column of \($A\) make one cell of \($writes\)?",
    )


def what_dz_is(average: str, letter: str = "k") -> str:
    """What an entry of dZ says: a slope of ℒ, with average="loss" of J."""
    grows = (
        r"\(\mathcal{L}^{(i)}\), the loss of one example," if average == "gradients" else r"\(J\)"
    )
    return (
        rf"\(dZ\) is a name: its entry \(({letter}, i)\) says how fast {grows} grows as "
        rf"\(z_{letter}^{{(i)}}\) grows."
    )


PASSES = {
    "relu": "Where the slope is 0 nothing passes: from that example the unit learns nothing, and "
    "nothing goes back through it.",
    "leaky_relu": "Where the slope is 0.01 only a hundredth passes.",
    "identity": "Here every slope is 1: all passes.",
}
"""What the slopes of an activation let through, where there is more to say than of others."""
PASSES_LITTLE = "Where the slope is near 0 little passes."

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
    r"\(\partial z^{[$above]} / \partial a^{[$l]}\) · \(\partial a^{[$l]} / \partial z^{[$l]}\), "
    r"turned round: with columns a new matrix multiplies from the left (for \(\odot\) either side "
    r"does). "
    r"Another activation changes only \(g'\). Cell by cell, because \(z_j^{(i)}\) "
    r"reaches \(\mathcal{L}\) only through its own \(a_j^{(i)}\). ",
    ask=r"Which entries of \($dA\) get through?",
)

THROUGH_OUTPUT = replace(
    THROUGH,
    name="through_output",
    title="Gradient at the output, layer $l",
    why=r" The chain rule, entry by entry: \(\frac{\partial \mathcal{L}}{\partial z_j} = "
    r"\frac{\partial \mathcal{L}}{\partial a_j}\, \frac{\partial a_j}{\partial z_j}\). Cell by "
    r"cell, because \(z_j^{(i)}\) reaches \(\mathcal{L}\) only through its own \(a_j^{(i)}\).",
    ask="Which entries shrink most on their way through the slope?",
)


@cache
def through(activation: str, average: str) -> Operation:
    """From dA to dZ of a hidden layer, entry by entry."""
    why = _of_what(THROUGH.why, average) + PASSES.get(activation, PASSES_LITTLE)
    aside = f"\n\n**What does dZ mean?** {what_dz_is(average, 'j')}"
    return replace(THROUGH, why=why + aside)


@cache
def through_output(average: str) -> Operation:
    """The same in the last layer, where each a hangs on its own z alone."""
    why = what_dz_is(average, "j") + _of_what(THROUGH_OUTPUT.why, average)
    return replace(THROUGH_OUTPUT, why=why)


def _of_what(why: str, average: str) -> str:
    """The chain begins at ℒ, with average="loss" at J."""
    return why if average == "gradients" else why.replace(r"\mathcal{L}", "J")


ROWS_OR_COLUMNS = (
    "\n\n**Rows or columns?** "
    r"The chain \(\frac{\partial \mathcal{L}}{\partial z} \frac{\partial z}{\partial a}\) is "
    r"written for rows, \(dz^{T} W\): \((1 \times n_{$l})(n_{$l} \times n_{$below}) \to "
    r"1 \times n_{$below}\). Some books write \(\frac{\partial \mathcal{L}}{\partial z}\) "
    r"as a row throughout: their rule is (row) · \(W\). Here each gradient keeps the shape of its "
    r"variable; transpose both sides and theirs reads \(W^{T} dz\). Same numbers."
)


@cache
def input_gradient(average: str, first: bool, single: bool) -> Operation:
    """The gradient of A below: `first` if those are the inputs, `single` if one unit is above."""
    unit = "Input" if first else "Unit"
    above = r"the one unit \(j\)" if single else r"every unit \(j\)"
    terms = r" (one unit \(j\), so one term)" if single else ""
    return Operation(
        name="activation_gradient",
        run=lambda W, dZ: W.T @ dZ,
        code="$W.T @ $dZ",
        tex="{$W}^{T} $dZ",
        equation=("$W.T", "·", "$dZ"),
        pattern="row-column",
        title="Gradient of the inputs" if first else "Gradient of the activations, layer $below",
        why=rf"{unit} \(k\) feeds {above} of the next layer through \(w_{{jk}}\). Nudge "
        r"\(a_k^{(i)}\) by \(\varepsilon\): "
        + (r"\(z_j^{(i)}\)" if single else r"every \(z_j^{(i)}\)")
        + r" moves by \(w_{jk}\,\varepsilon\); so \(da_k^{(i)} = \sum_j w_{jk}\, dz_j^{(i)}\)"
        + rf"{terms}: column \(k\) of \(W\) with column \(i\) of \(dZ\). Columns of \(W\) are "
        r"rows of \(W^{T}\), its **transpose**. Forward uses the wires in (rows), backward the "
        r"wires out (columns). No \(1/m\) arises here: each column still belongs to one example."
        + _of_what(ROWS_OR_COLUMNS, average),
        ask=rf"Which weights leave {unit.lower()} \(k\): a row of \($W\), or a column?",
    )


WHY_SHAPE = r"\(dW\) has the shape of \(W\): one slope for each weight. "
WHY_INPUTS = r"Below this layer are the inputs: \(A^{[0]} = X\). "
WHY_NUDGE = r"Nudge \(w_{jk}\) by \(\varepsilon\): in example \(i\), \(z_j\) moves by " \
    r"\(\varepsilon\, a_k^{(i)}\) and "  # fmt: skip


def _why_weights(inside: bool, penalty: bool, first: bool) -> str:
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
    below = "X" if first else "A"
    rows = (
        rf"Row \(j\) of \(dZ\) meets row \(k\) of \({below}\); to write row × row as row × "
        rf"column, **transpose** \({below}\)."
    )
    products = (
        rf" Same thing: the {total} of the \(m\) outer products "
        r"\(dz^{(i)} {a^{(i)}}^{T}\)."
    )
    return WHY_SHAPE + WHY_INPUTS * first + WHY_NUDGE + why + rows + products + WHY_L2 * penalty


WHY_L2 = (
    "\n\n**What is the last term?** "
    r"It is the slope of the penalty \(\frac{\lambda}{2m} \sum W^2\): it pulls every "
    "weight towards 0."
)


@cache
def weight_gradient(average: str, penalty: bool, first: bool) -> Operation:
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
        why=_why_weights(inside, penalty, first),
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
        + r"times a column of \(m\) ones. Without the sum \(b - \alpha\, dZ\) would "
        r"silently be \(n_{$l} \times m\), one \(b\) for each example.",
        ask=r"\($dZ\) has \(m\) columns, \(b^{[$l]}\) has one: what becomes of the others?",
    )
