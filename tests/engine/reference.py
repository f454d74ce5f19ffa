"""The network written a second time, from the formulas, for `autograd` to differentiate.

Nothing here comes from the engine, but for an activation, output or loss that has no formula
below: then its displayed code line stands in, so that a new entry of a registry is tested unasked
(its slope, in-place form and gradients against autograd's derivative of its own value).
"""

from collections.abc import Callable
from string import Template
from typing import Any

import autograd.numpy as np
from autograd import elementwise_grad, grad, jacobian

from app.engine.activations import ACTIVATIONS
from app.engine.losses import LOSSES, OUTPUTS
from app.engine.operation import Array, Operation
from app.engine.spec import Spec

Values = dict[str, Any]

G: dict[str, Callable[[Any], Any]] = {
    "relu": lambda z: z * (z > 0),
    "leaky_relu": lambda z: z * (z > 0) + 0.01 * z * (z <= 0),
    "elu": lambda z: np.where(z > 0, z, np.exp(np.minimum(z, 0)) - 1),
    "tanh": lambda z: (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z)),
    "sigmoid": lambda z: np.exp(z) / (1 + np.exp(z)),
    "softplus": lambda z: np.log(1 + np.exp(z)),
    "gelu": lambda z: z / 2 * (1 + np.tanh((2 / np.pi) ** 0.5 * (z + 0.044715 * z * z * z))),
    "identity": lambda z: 1 * z,
    "softmax": lambda z: np.exp(z) / np.sum(np.exp(z), axis=0),
}
LOSS: dict[str, Callable[[Any, Any], Any]] = {
    "cross_entropy": lambda a, y: -y * np.log(a),
    "binary_cross_entropy": lambda a, y: -y * np.log(a) - (1 - y) * np.log(1 - a),
    "squared_error": lambda a, y: (a - y) * (a - y) / 2,
}


def shown(operation: Operation) -> Callable[..., Any]:
    """The displayed code line of an operation, with autograd's NumPy."""
    names = operation.operands
    line = Template(operation.code).substitute({name: name for name in names})
    return lambda *arrays: eval(line, {"np": np, **dict(zip(names, arrays, strict=True))})


def g(name: str) -> Callable[[Any], Any]:
    """An activation or output by its name."""
    return G.get(name) or shown((ACTIVATIONS | OUTPUTS)[name].value)


def loss(spec: Spec, Z: Any, A: Any, Y: Any) -> Any:
    """ℒ of each example, 1 × m, from the definition: a sum over the outputs."""
    formula = LOSS.get(spec.loss)
    if formula is None:
        return shown(LOSSES[spec.loss].operation)(A if LOSSES[spec.loss].reads == "A" else Z, Y)
    return np.sum(formula(A, Y), axis=0, keepdims=True)


def forward(spec: Spec, values: Values, nudge: Values | None = None) -> Values:
    """A0 … AL, L and J. `nudge` is added to the Z and A it names, to differentiate by them."""

    def moved(name: str, value: Any) -> Any:
        return value if nudge is None else value + nudge[name]

    out = {"A0": moved("A0", values["A0"])}
    for layer, name in enumerate(spec.activations, 1):
        Z = np.dot(values[f"W{layer}"], out[f"A{layer - 1}"]) + values[f"b{layer}"]
        out[f"Z{layer}"] = moved(f"Z{layer}", Z)
        out[f"A{layer}"] = moved(f"A{layer}", g(name)(out[f"Z{layer}"]))
    last = len(spec.activations)
    m = values["A0"].shape[1]
    out["L"] = loss(spec, out[f"Z{last}"], out[f"A{last}"], values["Y"])
    squares = sum(np.sum(values[f"W{layer}"] ** 2) for layer in range(1, last + 1))
    out["J"] = np.reshape(np.sum(out["L"]) / m + spec.l2 / (2 * m) * squares, (1, 1))
    return out


def gradients(spec: Spec, values: Values) -> dict[str, Array]:
    """By autograd: dW and db of J; dZ and dA of each ℒ, or of J with average=loss; gprime; Jac."""
    last = len(spec.activations)
    parameters = {
        f"{letter}{k}": values[f"{letter}{k}"] for k in range(1, last + 1) for letter in "Wb"
    }
    plain = forward(spec, values)
    zeros = {name: 0 * plain[name] for name in plain if name[0] in "ZA"}
    whole = "J" if spec.average == "loss" else "L"
    rest = {name: values[name] for name in values.keys() - parameters.keys()}

    def cost(moved: Any) -> Any:
        return np.sum(forward(spec, rest | {name: moved[name] for name in parameters})["J"])

    by_parameters = grad(cost)(parameters)
    by_nudges = grad(lambda n: np.sum(forward(spec, values, n)[whole]))(zeros)
    out = {f"d{name}": d for name, d in (by_parameters | by_nudges).items()}
    for layer, name in enumerate(spec.activations, 1):
        if name == "softmax":
            columns = plain[f"Z{layer}"].T
            out[f"Jac{layer}"] = np.hstack([jacobian(g(name))(z) for z in columns])
        else:
            out[f"gprime{layer}"] = elementwise_grad(g(name))(plain[f"Z{layer}"])
    return out
