"""Activations: g, its slope, and (where it pays) the in-place form that fast-forward uses.

To add one, add an entry here; menus, schema, docs and tests find it by themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.engine.operation import Array, Operation


@dataclass(frozen=True)
class InPlace:
    """Lines of NumPy on buffers of one shape. `value` turns {A} from Z into g(Z); `slope` turns
    {D} from dA into dZ. At hand: the scratch {T}, the constants {zero} and {one}.
    """

    value: tuple[str, ...]
    slope: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Activation:
    """g as an operation on Z, g′ as an operation on Z or A, and what a learner should know."""

    name: str
    label: str
    help: str
    value: Operation
    slope: Operation
    in_place: InPlace | None = None
    kinked: bool = False
    """Whether g′ jumps at 0, where a finite difference means nothing."""


WHY_VALUE = (
    r"\(g\) acts on each entry alone: \(a_j^{(i)} = g(z_j^{(i)})\). No entry sees another one, so "
    "the shape stays and nothing is summed. "
)
WHY_SLOPE = (
    r"\(g\) acts on each entry alone, so its slope is one number per entry, not a matrix per "
    "example. "
)
ASK_SLOPE = {
    "relu": "Where is the slope 0, so that nothing passes?",
    "identity": "Is any entry held back?",
}
ASK_VALUE = r"Which entries of \($writes\) will differ most from \($Z\)?"


def elementwise(
    name: str,
    label: str,
    help: str,
    *,
    value: Callable[..., Array],
    code: str,
    tex: str,
    value_why: str,
    slope: Callable[..., Array],
    slope_code: str,
    slope_tex: str,
    slope_equation: tuple[str, ...],
    slope_why: str,
    in_place: InPlace | None = None,
    kinked: bool = False,
) -> Activation:
    """An activation that acts on each entry alone; `value` takes Z, `slope` takes Z or A."""
    forward = Operation(
        name=name,
        run=value,
        code=code,
        tex=tex,
        equation=(label, "(", "$Z", ")"),
        pattern="entrywise",
        title="What the units send on, layer $l",
        why=WHY_VALUE + value_why,
        ask=ASK_VALUE if name != "identity" else "Will any entry change on its way?",
    )
    backward = Operation(
        name=f"{name}_slope",
        run=slope,
        code=slope_code,
        tex=slope_tex,
        equation=slope_equation,
        pattern="entrywise",
        title=f"Slope of the {label}, layer $l",
        why=WHY_SLOPE + slope_why,
        ask=ASK_SLOPE.get(name, "Where is the slope small, so that little passes?"),
    )
    return Activation(name, label, help, forward, backward, in_place, kinked)


ACTIVATIONS: dict[str, Activation] = {
    activation.name: activation
    for activation in (
        elementwise(
            "relu",
            "ReLU",
            "max(0, z): passes what is positive, stops the rest",
            value=lambda Z: np.maximum(Z, 0),
            code="np.maximum($Z, 0)",
            tex=r"\max(0, $Z)",
            value_why="ReLU passes what is positive and sends 0 for the rest.",
            slope=lambda Z: (Z > 0).astype(float),
            slope_code="($Z > 0).astype(float)",
            slope_tex=r"[$Z > 0]",
            slope_equation=("1 where", "$Z", "> 0, else 0"),
            slope_why=r"For ReLU it is the mask: 1 where \($Z > 0\), the gate is open; else 0, the "
            "gate is shut (0 at 0 by convention).",
            in_place=InPlace(
                ("maximum({A}, {zero}, out={A})",),
                ("ceil({A}, {T})", "minimum({T}, {one}, out={T})", "multiply({D}, {T}, {D})"),
            ),
            kinked=True,
        ),
        elementwise(
            "leaky_relu",
            "leaky ReLU",
            "z if positive, else 0.01 z: a hundredth always passes",
            value=lambda Z: np.where(Z > 0, Z, 0.01 * Z),
            code="np.where($Z > 0, $Z, 0.01 * $Z)",
            tex=r"\max(0.01\,$Z, $Z)",
            value_why="Where z is negative a hundredth of it still goes on.",
            slope=lambda Z: np.where(Z > 0, 1.0, 0.01),
            slope_code="np.where($Z > 0, 1.0, 0.01)",
            slope_tex=r"[$Z > 0] + 0.01\,[$Z \le 0]",
            slope_equation=("1 where", "$Z", "> 0, else 0.01"),
            slope_why="It is 1 where z > 0, else 0.01, so no unit is ever quite off.",
            kinked=True,
        ),
        elementwise(
            "elu",
            "ELU",
            "z if positive, else eᶻ − 1: a ReLU without a corner",
            value=lambda Z: np.maximum(Z, 0) + np.expm1(np.minimum(Z, 0)),
            code="np.maximum($Z, 0) + np.expm1(np.minimum($Z, 0))",
            tex=r"\max(0, $Z) + e^{\min(0, $Z)} - 1",
            value_why=r"Below 0 it bends smoothly towards \(-1\).",
            slope=lambda Z: np.exp(np.minimum(Z, 0)),
            slope_code="np.exp(np.minimum($Z, 0))",
            slope_tex=r"e^{\min($Z, 0)}",
            slope_equation=("exp min(0,", "$Z", ")"),
            slope_why=r"It is 1 where z > 0, else \(e^z\): never quite 0.",
        ),
        elementwise(
            "tanh",
            "tanh",
            "between −1 and 1, 0 at 0; flat far from 0",
            value=lambda Z: np.tanh(Z),
            code="np.tanh($Z)",
            tex=r"\tanh($Z)",
            value_why=r"tanh presses every z between \(-1\) and \(1\).",
            slope=lambda A: 1 - A**2,
            slope_code="1 - $A**2",
            slope_tex=r"1 - \left($A\right)^2",
            slope_equation=("1 −", "$A", "²"),
            slope_why=r"For tanh it is \(1 - a^2\): at most 1, and near 0 where a is near ±1 (the "
            "unit is saturated).",
            in_place=InPlace(
                ("tanh({A}, {A})",),
                ("multiply({A}, {A}, {T})", "subtract({one}, {T}, {T})", "multiply({D}, {T}, {D})"),
            ),
        ),
        elementwise(
            "sigmoid",
            "sigmoid",
            "between 0 and 1, ½ at 0; flat far from 0",
            value=lambda Z: 1 / (1 + np.exp(-Z)),
            code="1 / (1 + np.exp(-$Z))",
            tex=r"\frac{1}{1 + e^{-$Z}}",
            value_why="The sigmoid presses every z between 0 and 1.",
            slope=lambda A: A * (1 - A),
            slope_code="$A * (1 - $A)",
            slope_tex=r"$A \odot (1 - $A)",
            slope_equation=("$A", "⊙", "(1 −", "$A", ")"),
            slope_why=r"For the sigmoid it is \(a(1 - a)\): at most ¼, so every sigmoid layer "
            "shrinks what passes at least fourfold.",
            in_place=InPlace(
                (
                    "negative({A}, {A})",
                    "exp({A}, {A})",
                    "add({A}, {one}, {A})",
                    "divide({one}, {A}, {A})",
                ),
                ("subtract({one}, {A}, {T})", "multiply({T}, {A}, {T})", "multiply({D}, {T}, {D})"),
            ),
        ),
        elementwise(
            "softplus",
            "softplus",
            "log(1 + eᶻ): a smooth ReLU whose slope is the sigmoid",
            value=lambda Z: np.logaddexp(0, Z),
            code="np.logaddexp(0, $Z)",
            tex=r"\log(1 + e^{$Z})",
            value_why="Softplus is a ReLU with its corner rounded off.",
            slope=lambda Z: 1 / (1 + np.exp(-Z)),
            slope_code="1 / (1 + np.exp(-$Z))",
            slope_tex=r"\frac{1}{1 + e^{-$Z}}",
            slope_equation=("sigmoid (", "$Z", ")"),
            slope_why="For softplus it is the sigmoid of z: between 0 and 1, a gate partly open.",
        ),
        elementwise(
            "gelu",
            "GELU",
            "z times a smooth gate (tanh form): the activation of many language models",
            value=lambda Z: 0.5 * Z * (1 + np.tanh(np.sqrt(2 / np.pi) * (Z + 0.044715 * Z**3))),
            code="0.5 * $Z * (1 + np.tanh(np.sqrt(2 / np.pi) * ($Z + 0.044715 * $Z**3)))",
            tex=r"\tfrac{1}{2} $Z \odot "
            r"\left(1 + \tanh\left(\sqrt{2/\pi}\,($Z + 0.044715\,($Z)^3)\right)\right)",
            value_why="GELU is z times a gate that opens smoothly with z (here in its tanh form).",
            slope=lambda Z: (
                0.5 * (1 + np.tanh(np.sqrt(2 / np.pi) * (Z + 0.044715 * Z**3)))
                + 0.5
                * Z
                * (1 - np.tanh(np.sqrt(2 / np.pi) * (Z + 0.044715 * Z**3)) ** 2)
                * (np.sqrt(2 / np.pi) * (1 + 0.134145 * Z**2))
            ),
            slope_code="0.5 * (1 + np.tanh(np.sqrt(2 / np.pi) * ($Z + 0.044715 * $Z**3)))"
            " + 0.5 * $Z * (1 - np.tanh(np.sqrt(2 / np.pi) * ($Z + 0.044715 * $Z**3)) ** 2)"
            " * (np.sqrt(2 / np.pi) * (1 + 0.134145 * $Z**2))",
            slope_tex=r"\tfrac{1}{2}(1 + T) + \tfrac{1}{2} $Z \odot (1 - T^2) \odot "
            r"\sqrt{2/\pi}\,(1 + 0.134145\,($Z)^2),\; "
            r"T = \tanh\left(\sqrt{2/\pi}\,($Z + 0.044715\,($Z)^3)\right)",
            slope_equation=("g′ of GELU at", "$Z"),
            slope_why="For GELU it is the gate, plus z times the slope of the gate (the product "
            "rule); below about −0.75 it is even negative.",
        ),
        elementwise(
            "identity",
            "identity",
            "a = z: no bend at all, so the layers fold into one linear map",
            value=lambda Z: Z.copy(),
            code="$Z.copy()",
            tex="$Z",
            value_why="The identity sends z on as it is; without a bend, two layers do no more "
            "than one.",
            slope=lambda Z: np.ones_like(Z),
            slope_code="np.ones_like($Z)",
            slope_tex=r"\mathbf{1}",
            slope_equation=("1 for each entry of", "$Z"),
            slope_why="The identity has slope 1 everywhere: all passes.",
            in_place=InPlace((), ()),
        ),
    )
}
