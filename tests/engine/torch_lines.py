"""Runs the PyTorch lines of a program, with PyTorch itself or with what stands in for it."""

from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np

from app.engine.pytorch import torch_line
from app.engine.trace import Trace


class Tensor(np.ndarray):
    """An array with the words of a tensor."""

    def sum(self, dim: int | None = None, keepdim: bool = False) -> Any:
        return np.asarray(self).sum(dim, keepdims=keepdim).view(Tensor)

    def double(self) -> "Tensor":
        return self.astype(float)

    def clone(self) -> "Tensor":
        return self.copy()

    def clamp(self, max: float) -> "Tensor":
        return np.minimum(self, max)


def _softmax(Z: Tensor, dim: int) -> Tensor:
    return np.exp(Z - Z.max(dim)) / np.exp(Z - Z.max(dim)).sum(dim)


def _gelu(Z: Tensor, approximate: str) -> Tensor:
    assert approximate == "tanh"
    return 0.5 * Z * (1 + np.tanh(np.sqrt(2 / np.pi) * (Z + 0.044715 * Z**3)))


STAND_IN = SimpleNamespace(
    softmax=_softmax,
    log_softmax=lambda Z, dim: np.log(_softmax(Z, dim)),
    relu=lambda Z: Z.clip(0),
    sigmoid=lambda Z: 0.5 * (1 + np.tanh(Z / 2)),
    nn=SimpleNamespace(
        functional=SimpleNamespace(
            elu=lambda Z: np.where(Z > 0, Z, np.expm1(Z)).view(Tensor), gelu=_gelu
        )
    ),
    where=lambda *args: np.where(*args).view(Tensor),
    pi=np.pi,
    **{
        name: getattr(np, name)
        for name in ("column_stack", "diag", "exp", "hsplit", "hstack", "logaddexp", "ones_like",
                     "outer", "sqrt", "tanh", "zeros_like")
    },
)  # fmt: skip


def run_line(torch: ModuleType | SimpleNamespace, found: Trace, name: str) -> np.ndarray:
    """The matrix `name` of a trace by its PyTorch line, from the matrices that it reads."""
    step = found.program.by_name[name]
    real = isinstance(torch, ModuleType)
    scope: dict[str, Any] = {"torch": torch, **found.scalars}
    for read in step.reads:
        array = found.values[read].copy()
        scope[read] = torch.from_numpy(array) if real else array.view(Tensor)
    exec(torch_line(step), scope)
    return scope[name].numpy() if real else np.asarray(scope[name])
