"""Optimizers: the update as visible steps, and as lines on flat vectors for fast-forward.

Memories start at 0: m (a mean of gradients), v (a mean of their squares).
To add one, add an entry to OPTIMIZERS.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from app.engine.operation import Operation


@dataclass(frozen=True, eq=False)
class Optimizer:
    """`rules` are (written, operation, read) with Q for the parameter: ("mQ_next", …, ("mQ",)).

    `flat` are the same rules as lines of NumPy on flat vectors: P parameters, G gradients without
    their 1/m, M memory, T scratch; `scale` is 1/m and `rate` α/m, both 0 where frozen. There are
    none where a gradient is divided by its own size: that would magnify the last digit's rounding.
    """

    name: str
    label: str
    help: str
    memories: tuple[str, ...]
    rules: tuple[tuple[str, Operation, tuple[str, ...]], ...]
    flat: tuple[str, ...] = ()

    def steps(self, parameter: str, mu: float) -> Iterator[tuple[str, Operation, tuple[str, ...]]]:
        """The update of one parameter: what is written, by which operation, from what."""
        for writes, operation, reads in self.rules:
            yield (
                writes.replace("Q", parameter),
                _with_momentum(operation, mu),
                tuple(name.replace("Q", parameter) for name in reads),
            )


@lru_cache(maxsize=256)
def _with_momentum(operation: Operation, mu: float) -> Operation:
    """The operation with the value of μ in its reason, if that tells it."""
    why = operation.why.replace("$mu", f"{mu:g}")
    return operation if why == operation.why else replace(operation, why=why)


WHY_DESCENT = (
    r"An entry of \($dQ\) above 0 means: raising that entry of \($Q\) raises \(J\); so the "
    r"entry goes down, by \(\alpha\, $dQ\). "
    r"Only \(W\) and \(b\) are ever changed. \(Z\) and \(A\) are not chosen, they are computed "
    "again."
)
ASK_UPDATE = "Which entries go up, which go down, which stay?"


def _rule(
    name: str, run: object, code: str, tex: str, equation: str, title: str, why: str
) -> Operation:
    return Operation(
        name=name,
        run=run,  # type: ignore[arg-type]
        code=code,
        tex=tex,
        equation=tuple(equation.replace("_", " ") for equation in equation.split()),
        pattern="entrywise",
        title=title,
        why=why,
        ask=ASK_UPDATE,
    )


DESCENT = _rule(
    "descent", lambda Q, dQ, lr: Q - lr * dQ, "$Q - lr * $dQ", r"$Q - \alpha\, $dQ",
    "$Q − α $dQ", "Update of the $those, layer $l", WHY_DESCENT,
)  # fmt: skip
VELOCITY = _rule(
    "velocity", lambda mQ, dQ, mu: mu * mQ + dQ, "mu * $mQ + $dQ", r"\mu\, $mQ + $dQ",
    "μ $mQ + $dQ", "Speed of the $those, layer $l",
    r"Momentum remembers: a share of the last speed, \(\mu = $mu\) (\(\beta\) in other texts), "
    "plus the new gradient. Gradients that agree from one iteration to the next add up; those that "
    "alternate work against each other.",
)  # fmt: skip
MOMENTUM = _rule(
    "momentum_descent", lambda Q, mQ, lr: Q - lr * mQ, "$Q - lr * $mQ", r"$Q - \alpha\, $mQ",
    "$Q − α $mQ", "Update of the $those, layer $l",
    r"The speed so far decides, not this gradient alone: each entry moves by \(\alpha\) times its "
    "speed, against its sign. So an entry whose gradient is 0 now can still move. In the first "
    "update the speed is the gradient itself.",
)  # fmt: skip
SQUARES = _rule(
    "mean_square", lambda vQ, dQ: 0.9 * vQ + 0.1 * dQ**2, "0.9 * $vQ + 0.1 * $dQ**2",
    r"0.9\, $vQ + 0.1\, ($dQ)^2", "0.9 $vQ +_0.1 $dQ ²",
    "Mean squared gradient of the $those, layer $l",
    "A running mean of each entry's squared gradient: nine parts of the old, one of the new.",
)  # fmt: skip
RMSPROP = _rule(
    "rmsprop_descent", lambda Q, dQ, vQ, lr: Q - lr * dQ / (np.sqrt(vQ) + 1e-8),
    "$Q - lr * $dQ / (np.sqrt($vQ) + 1e-8)", r"$Q - \alpha\, \frac{$dQ}{\sqrt{$vQ} + 10^{-8}}",
    "$Q − α $dQ /_(√ $vQ +_1e−8_)", "Update of the $those, layer $l",
    r"Each gradient is divided by the root of its own mean square, so its scale drops out: an "
    r"entry moves by about \(\alpha\) while its gradients stay of one size, against the sign of "
    r"the gradient now. The first moves are longer, about \(3.2\, \alpha\) in the very first "
    r"update: the mean square began at 0 and is still too small.",
)  # fmt: skip
ADAM_MEAN = _rule(
    "adam_mean", lambda mQ, dQ, mu: mu * mQ + (1 - mu) * dQ, "mu * $mQ + (1 - mu) * $dQ",
    r"\mu\, $mQ + (1 - \mu)\, $dQ", "μ $mQ +_(1_−_μ) $dQ", "Mean gradient of the $those, layer $l",
    r"A running mean of the gradients: \(\mu\) parts of the old, \(1 - \mu\) of the new. Here "
    r"\(\mu = $mu\); other texts call it \(\beta_1\).",
)  # fmt: skip
ADAM_SQUARES = _rule(
    "adam_mean_square", lambda vQ, dQ: 0.999 * vQ + 0.001 * dQ**2,
    "0.999 * $vQ + 0.001 * $dQ**2", r"0.999\, $vQ + 0.001\, ($dQ)^2",
    "0.999 $vQ +_0.001 $dQ ²", "Mean squared gradient of the $those, layer $l",
    r"A running mean of the squared gradients: 0.999 parts of the old, 0.001 of the new. Other "
    r"texts call the 0.999 \(\beta_2\).",
)  # fmt: skip
ADAM_MEAN_HAT = _rule(
    "adam_mean_unbiased", lambda mQ, mu, t: mQ / (1 - mu**t), "$mQ / (1 - mu**t)",
    r"\frac{$mQ}{1 - \mu^{t}}", "$mQ /_(1_−_μᵗ)", "Corrected mean gradient of the $those, layer $l",
    r"The memory began at 0, so early means are too small; dividing by \(1 - \mu^{t}\) makes up "
    r"for it (\(t\) counts the updates from 1; \(\mu = $mu\)).",
)  # fmt: skip
ADAM_SQUARES_HAT = _rule(
    "adam_square_unbiased", lambda vQ, t: vQ / (1 - 0.999**t), "$vQ / (1 - 0.999**t)",
    r"\frac{$vQ}{1 - 0.999^{t}}", "$vQ /_(1_−_0.999ᵗ)",
    "Corrected mean squared gradient of the $those, layer $l",
    r"The same correction for the mean of the squares: its memory began at 0 too (\(t\) counts the "
    "updates from 1).",
)  # fmt: skip
ADAM = _rule(
    "adam_descent", lambda Q, mhat, vhat, lr: Q - lr * mhat / (np.sqrt(vhat) + 1e-8),
    "$Q - lr * $mhat / (np.sqrt($vhat) + 1e-8)",
    r"$Q - \alpha\, \frac{$mhat}{\sqrt{$vhat} + 10^{-8}}",
    "$Q − α $mhat /_(√ $vhat +_1e−8_)", "Update of the $those, layer $l",
    r"The ratio of the mean gradient \(\hat{m}\) to the root of the mean square, "
    r"\(\sqrt{\hat{v}}\), decides how far each entry moves: about \(\alpha\) while its gradients "
    r"stay much the same, less where gradients that alternate cancel in \(\hat{m}\). It moves "
    r"against the sign of \(\hat{m}\). In the first update \(\hat{m}\) is the gradient and "
    r"\(\hat{v}\) its square: each entry moves by about \(\alpha\), unless its gradient is 0.",
)  # fmt: skip

OPTIMIZERS: dict[str, Optimizer] = {
    optimizer.name: optimizer
    for optimizer in (
        Optimizer(
            "sgd", "gradient descent", "W − α dW", (),
            (("Q_next", DESCENT, ("Q", "dQ")),),
            ("multiply(G, rate, G)", "subtract(P, G, P)"),
        ),
        Optimizer(
            "momentum", "momentum", "keeps a share μ of its speed", ("m",),
            (("mQ_next", VELOCITY, ("mQ", "dQ")), ("Q_next", MOMENTUM, ("Q", "mQ_next"))),
            ("multiply(G, scale, G)", "multiply(M, mu, M)", "add(M, G, M)",
             "multiply(M, lr, T)", "subtract(P, T, P)"),
        ),
        Optimizer(
            "rmsprop", "RMSProp", "divides each entry by its usual size", ("v",),
            (("vQ_next", SQUARES, ("vQ", "dQ")), ("Q_next", RMSPROP, ("Q", "dQ", "vQ_next"))),
        ),
        Optimizer(
            "adam", "Adam", "momentum and RMSProp together", ("m", "v"),
            (("mQ_next", ADAM_MEAN, ("mQ", "dQ")), ("vQ_next", ADAM_SQUARES, ("vQ", "dQ")),
             ("mQhat", ADAM_MEAN_HAT, ("mQ_next",)), ("vQhat", ADAM_SQUARES_HAT, ("vQ_next",)),
             ("Q_next", ADAM, ("Q", "mQhat", "vQhat"))),
        ),
    )
}  # fmt: skip
