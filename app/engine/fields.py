"""The fields of a spec: one table, read by the spec, the address, the API's schema and the page."""

from dataclasses import dataclass
from typing import Literal

from app.engine.activations import ACTIVATIONS
from app.engine.datasets import DATASETS
from app.engine.initializers import INITIALIZERS
from app.engine.losses import LOSSES, OUTPUTS
from app.engine.optimizers import OPTIMIZERS

Kind = Literal["integer", "number", "choice", "choices", "sizes", "matrix", "column", "flag"]
Choice = tuple[str, str, str]


@dataclass(frozen=True)
class Field:
    """One field: its kind, what it means, its range or choices. `default` None: see `help`."""

    name: str
    kind: Kind
    label: str
    help: str
    default: object = None
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[Choice, ...] = ()


def _choices(registry: object) -> tuple[Choice, ...]:
    entries = registry.values()  # type: ignore[attr-defined]
    return tuple((entry.name, entry.label, entry.help) for entry in entries)


LARGEST_LAYER_NUMBER = 9
SEED = 2**32 - 1
ENTRY = 1e100
"""Largest |x| of an entry of X, Y, W, b."""

FIELDS: tuple[Field, ...] = (
    Field("data", "choice", "Data", "the data set; custom means your own X and Y", "spiral",
          choices=(*_choices(DATASETS), ("custom", "Your own", "X and Y as given"))),
    Field("m", "integer", "m", "number of examples; 8 by itself (xor, tiny: 4)", None, 1, 500),
    Field("classes", "integer", "Classes", "number of classes, for spiral and blobs", None, 2, 5),
    Field("noise", "number", "Noise", "how far points stray; none for iris, digits, tiny",
          0.1, 0, 2),
    Field("data_seed", "integer", "Data seed", "draws the data and shuffles its columns",
          0, 0, SEED),
    Field("X", "matrix", "X", "own inputs, n0 × m: a column per example; only with Y",
          None, -ENTRY, ENTRY),
    Field("Y", "matrix", "Y", "own truths, nL × m: a column per example; only with X",
          None, -ENTRY, ENTRY),
    Field("hidden", "sizes", "Hidden layers", "units of each hidden layer: 4, or 8,8, or none",
          (4,), 1, 128),
    Field("activation", "choices", "Activation",
          "g of the hidden layers: one for all, or one each", "relu",
          choices=_choices(ACTIVATIONS)),
    Field("output", "choice", "Output",
          "g of the last layer; by the data unless given", None, choices=_choices(OUTPUTS)),
    Field("loss", "choice", "Loss", "the loss of an example; by the output unless given",
          None, choices=_choices(LOSSES)),
    Field("init", "choice", "Initial weights", "how W is drawn", "he",
          choices=_choices(INITIALIZERS)),
    Field("init_scale", "number", "Scale", "standard deviation of init=normal", 0.01, 0, 10),
    Field("seed", "integer", "Seed", "draws the weights, and the order of mini-batches",
          1, 0, SEED),
    *(
        field
        for n in range(1, LARGEST_LAYER_NUMBER + 1)
        for field in (
            Field(f"W{n}", "matrix", f"W{n}", f"own initial weights of layer {n}, n{n} × n{n - 1}",
                  None, -ENTRY, ENTRY),
            Field(f"b{n}", "column", f"b{n}", f"own initial biases of layer {n}, n{n} × 1",
                  None, -ENTRY, ENTRY),
        )
    ),
    Field("lr", "number", "α", "learning rate", 0.5, 0, 1e6),
    Field("optimizer", "choice", "Optimizer", "how W and b are updated", "sgd",
          choices=_choices(OPTIMIZERS)),
    Field("momentum", "number", "μ", "share of the memory kept, for momentum and adam",
          0.9, 0, 0.9999),
    Field("batch", "integer", "Batch", "examples per iteration; 0 takes all", 0, 0, 500),
    Field("l2", "number", "λ", "weight of the penalty λ/(2m) Σ W²", 0.0, 0, 1e4),
    Field("freeze", "choice", "Freeze", "what is not updated", "none",
          choices=(("none", "nothing", "weights and biases are updated"),
                   ("biases", "biases", "only weights are updated"))),
    Field("average", "choice", "The 1/m stands", "in dW and db, or where the backward pass begins",
          "gradients",
          choices=(("gradients", "in dW and db", "dZ and dA are derivatives of each ℒ"),
                   ("loss", "at the loss", "dZ and dA are derivatives of J"))),
    Field("output_route", "choice", "Way to dZ", "of the last layer",
          "shortcut",
          choices=(("shortcut", "short cut", "dZ = A − Y where that holds"),
                   ("chain", "the long way", "through dA and the output's derivative"))),
    Field("input_gradient", "flag", "Gradient of the input", "also compute dA0", False),
)  # fmt: skip

BY_NAME: dict[str, Field] = {field.name: field for field in FIELDS}
