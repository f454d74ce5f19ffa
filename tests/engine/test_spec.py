"""A spec is all that determines a run: filled in by the data, and the same when written again."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings

from app.engine.activations import ACTIVATIONS
from app.engine.datasets import DATASETS
from app.engine.fields import BY_NAME, FIELDS
from app.engine.initializers import INITIALIZERS
from app.engine.losses import LOSSES, OUTPUTS, PAIRS
from app.engine.optimizers import OPTIMIZERS
from app.engine.program import compile
from app.engine.spec import Spec, SpecError
from tests.engine.generate import of_or_none, specs

# --- what is filled in ---

DEFAULTS = {
    "data": "spiral",
    "m": 8,
    "classes": 3,
    "noise": 0.1,
    "data_seed": 0,
    "hidden": [4],
    "activation": ["relu"],
    "output": "softmax",
    "loss": "cross_entropy",
    "init": "he",
    "init_scale": 0.01,
    "seed": 1,
    "lr": 0.5,
    "optimizer": "sgd",
    "momentum": 0.9,
    "batch": 0,
    "l2": 0.0,
    "freeze": "none",
    "average": "gradients",
    "output_route": "shortcut",
    "input_gradient": False,
}


def test_nothing_given_is_the_default():
    spec = Spec.of({})
    assert spec.fields() == DEFAULTS
    assert spec.given() == {}
    assert spec.layers == (2, 4, 3)
    assert spec.activations == ("relu", "softmax")
    assert spec.parameters == 2 * 4 + 4 + 4 * 3 + 3


def test_fields_stand_in_the_tables_order():
    order = "data m classes noise data_seed X Y hidden activation output loss init init_scale seed "
    order += " ".join(f"W{k} b{k}" for k in range(1, 10))
    order += " lr optimizer momentum batch l2 freeze average output_route input_gradient"
    assert [field.name for field in FIELDS] == order.split()
    assert list(Spec.of(DEFAULTS).fields()) == list(DEFAULTS)


@pytest.mark.parametrize(
    ("name", "registry"),
    [
        ("activation", ACTIVATIONS),
        ("output", OUTPUTS),
        ("loss", LOSSES),
        ("init", INITIALIZERS),
        ("optimizer", OPTIMIZERS),
        ("data", {**DATASETS, "custom": None}),
    ],
)
def test_choices_are_the_registries(name, registry):
    field = BY_NAME[name]
    assert [value for value, _, _ in field.choices] == list(registry)
    assert all(label and help for _, label, help in field.choices)


def test_every_field_says_what_it_is():
    for field in FIELDS:
        assert field.label
        assert field.help
        if field.kind in ("integer", "number"):
            assert field.minimum < field.maximum


@pytest.mark.parametrize(
    ("X", "Y", "output"),
    [
        ([[1, 2]], [[0, 1], [1, 0]], "softmax"),
        ([[1, 2]], [[0.5, 1], [0.5, 0]], "sigmoid"),
        ([[1, 2]], [[1, 1], [1, 0]], "sigmoid"),
        ([[1, 2]], [[0, 1]], "sigmoid"),
        ([[1, 2]], [[0, 1.5]], "identity"),
        ([[1, 2]], [[-1, 0], [1, 0]], "identity"),
    ],
)
def test_own_data_choose_their_output(X, Y, output):
    spec = Spec.of({"X": X, "Y": Y})
    assert (spec.data, spec.m, spec.output) == ("custom", 2, output)
    assert spec.loss == PAIRS[output][0]
    assert spec.given() == {"X": X, "Y": Y}
    assert spec == Spec.of({"X": X, "Y": Y, "data": "custom"})


@pytest.mark.parametrize(("output", "loss"), list(product(OUTPUTS, LOSSES)))
def test_illegal_pairs_are_refused_and_the_legal_ones_named(output, loss):
    fields = {"data": "blobs", "output": output, "loss": loss}
    if loss in PAIRS[output]:
        spec = Spec.of(fields)
        assert (spec.output, spec.loss) == (output, loss)
        assert compile(spec).by_name["L"].operation is LOSSES[loss].operation
        return
    with pytest.raises(SpecError) as refused:
        Spec.of(fields)
    (problem,) = refused.value.problems
    assert problem.pointer == "#/loss"
    for legal, losses in PAIRS.items():
        assert f"{legal} with {' or '.join(losses)}" in problem.detail


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ({"hidden": "4,4"}, {"hidden": [4, 4]}),
        ({"hidden": "none"}, {"hidden": []}),
        ({"hidden": ""}, {"hidden": []}),
        ({"hidden": [4.0]}, {}),
        ({"hidden": "4,4", "activation": "tanh"}, {"hidden": "4,4", "activation": "tanh,tanh"}),
        ({"activation": ["tanh"]}, {"activation": "tanh"}),
        ({"hidden": "none", "activation": "tanh"}, {"hidden": "none"}),
        ({"m": 9.0, "seed": 2.0}, {"m": 9, "seed": 2}),
        ({"lr": 1}, {"lr": 1.0}),
        ({"l2": -0.0}, {}),
        ({"lr": -0.0}, {"lr": 0}),
        ({"input_gradient": "true"}, {"input_gradient": True}),
        ({"b1": [1, 2, 3, 4]}, {"b1": [[1], [2], [3], [4]]}),
        ({"b1": [[1, 2, 3, 4]]}, {"b1": [[1], [2], [3], [4]]}),
        ({"data": "moons", "classes": 2}, {"data": "moons"}),
        ({"data": "iris", "classes": 3}, {"data": "iris"}),
    ],
)
def test_two_ways_to_write_the_same(written, same):
    a, b = Spec.of(written), Spec.of(same)
    assert a == b
    assert hash(a) == hash(b)
    assert a.given() == b.given()


def test_specs_that_differ_are_not_equal():
    own = {"X": [[1, 2]], "Y": [[0, 1]]}
    specs = [
        Spec.of(fields)
        for fields in (
            {}, {"lr": 0.25}, {"seed": 2}, {"b1": [0, 0, 0, 0]}, {"b2": [0, 0, 0]}, own,
            own | {"X": [[1], [2]], "Y": [[0]]}, own | {"Y": [[1, 0]]},
        )
    ]  # fmt: skip
    assert len(set(specs)) == len(specs)


# --- written again ---


@settings(max_examples=250)
@given(specs())
def test_a_spec_written_again_is_the_same(spec):
    full, short = spec.fields(), spec.given()
    for again in (Spec.of(full), Spec.of(short)):
        assert again == spec
        assert hash(again) == hash(spec)
        assert again.fields() == full
        assert again.given() == short
    order = [field.name for field in FIELDS]
    for told in (full, short):
        assert list(told) == sorted(told, key=order.index)
    assert short.items() <= full.items()
    for name, array in spec.initial.items():
        assert Spec.of(full).initial[name].tobytes() == array.tobytes()


@settings(max_examples=120)
@given(specs())
def test_nothing_is_given_that_could_be_left_out(spec):
    for name in spec.given():
        rest = {key: value for key, value in spec.given().items() if key != name}
        assert of_or_none(rest) != spec


@settings(max_examples=60)
@given(specs())
def test_every_spec_makes_a_program_that_knows_its_shapes(spec):
    program = compile(spec)
    assert program.steps[-1].phase == "update"
    assert {"A0", "Y", "W1", "b1"} <= set(program.reads)
    assert np.isfinite(spec.X).all()
