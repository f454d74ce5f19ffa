"""The names of matrices: `A0 Y W1 b1 Z1 A1 L J dZ2 gprime1 Jac2 W1_next mW1_next vW1hat` …"""

import re
from functools import cache

_NAME = re.compile(r"(dW|db|dZ|dA|gprime|Jac|[mv][Wb]|[WbZA])(\d+)(_next|hat)?")


@cache
def split(name: str) -> tuple[str, int | None, str]:
    """Kind, layer and suffix: `mW1hat` is `("mW", 1, "hat")`, `Y` is `("Y", None, "")`."""
    match = _NAME.fullmatch(name)
    return (match[1], int(match[2]), match[3] or "") if match else (name, None, "")


def dims(name: str, last: int) -> tuple[str, str]:
    """The shape in letters, for a network whose last layer is `last`: `dW2` is n2 × n1."""
    kind, layer, _ = split(name)
    if layer is None:
        return {"Y": (f"n{last}", "m"), "L": ("1", "m"), "J": ("1", "1")}[kind]
    if kind == "Jac":
        return f"n{layer}", f"n{layer}*m"
    if kind.endswith("W"):
        return f"n{layer}", f"n{layer - 1}"
    return f"n{layer}", "1" if kind.endswith("b") else "m"


def shape(name: str, layers: tuple[int, ...], m: int) -> tuple[int, int]:
    """The shape in numbers: `dims` with n0, n1, … and m put in."""
    rows, columns = dims(name, len(layers) - 1)

    def size(text: str) -> int:
        return m if text == "m" else layers[int(text[1:])] if text[0] == "n" else int(text)

    first, _, times = columns.partition("*")
    return size(rows), size(first) * (size(times) if times else 1)


@cache
def tex(name: str) -> str:
    """The symbol in TeX: `dW2` is dW^{[2]}, `A0` is X."""
    kind, layer, suffix = split(name)
    if layer is None:
        return {"L": r"\mathcal{L}"}.get(kind, kind)
    if name == "A0":
        return "X"
    up = f"^{{[{layer}]}}"
    if kind == "gprime":
        return f"g'(Z{up})"
    if kind == "Jac":
        return rf"\mathrm{{Jac}}{up}"
    if kind[0] in "mv":
        letter = rf"\hat{{{kind[0]}}}" if suffix == "hat" else kind[0]
        return f"{letter}_{{{kind[1]}}}{up}"
    return kind + up


@cache
def plain(name: str) -> str:
    """The symbol in plain letters: `dW2` is dW[2]."""
    kind, layer, _ = split(name)
    if name == "A0":
        return "X"
    return kind if layer is None else f"{kind.replace('gprime', 'g′')}[{layer}]"


def gradient(name: str) -> str:
    """The name of the gradient of `name`."""
    return f"d{name}"
