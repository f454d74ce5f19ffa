"""Runs with a slip are those that somebody makes who slips so."""

import numpy as np
import pytest

from app.engine.program import compile
from app.engine.slipped import run, unmasked, updated_early
from app.engine.spec import Spec

SPEC = Spec.of(
    {"data": "blobs", "m": 5, "hidden": [4, 3], "activation": "tanh", "average": "gradients"}
)


def by_hand(early: bool, updates: int) -> dict[str, np.ndarray]:
    """tanh, tanh, softmax with cross-entropy, one layer after the other from the last down."""
    W = [SPEC.initial[f"W{layer}"].copy() for layer in (1, 2, 3)]
    b = [SPEC.initial[f"b{layer}"].copy() for layer in (1, 2, 3)]
    for _ in range(updates):
        A = [SPEC.X]
        for layer in range(3):
            Z = W[layer] @ A[layer] + b[layer]
            A.append(np.tanh(Z) if layer < 2 else np.exp(Z) / np.exp(Z).sum(0))
        dZ, old = A[3] - SPEC.Y, [w.copy() for w in W]
        for layer in (2, 1, 0):
            W[layer] -= SPEC.lr * dZ @ A[layer].T / SPEC.m
            b[layer] -= SPEC.lr * dZ.sum(1, keepdims=True) / SPEC.m
            dZ = ((W if early else old)[layer].T @ dZ) * (1 - A[layer] ** 2)
    return {f"W{layer + 1}": w for layer, w in enumerate(W)}


def after(program, updates):
    iterations = run(program)
    for _ in range(updates):
        next(iterations)
    return next(iterations)


@pytest.mark.parametrize("early", [False, True])
def test_weights_updated_too_early(early):
    program = compile(SPEC)
    found = after(updated_early(program) if early else program, 20)
    for name, W in by_hand(early, 20).items():
        assert np.allclose(found[name], W, rtol=1e-12, atol=1e-13)
    assert not np.allclose(found["W1"], by_hand(not early, 20)["W1"], atol=1e-6)


def test_a_mask_forgotten_is_forgotten_in_all_that_follows():
    program = compile(SPEC)
    right, wrong = next(run(program)), next(run(unmasked(2)(program)))
    assert np.array_equal(wrong["dW3"], right["dW3"])
    assert np.allclose(wrong["dW2"], right["dA2"] @ right["A1"].T / SPEC.m, atol=1e-15)
    assert np.allclose(wrong["dA1"], right["W2"].T @ right["dA2"], atol=1e-15)
    assert not np.allclose(wrong["db1"], right["db1"], atol=1e-6)
