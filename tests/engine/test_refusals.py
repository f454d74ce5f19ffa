"""What is no spec is refused: by its field, with a remedy, without echo, before any allocation."""

import math
import time
import tracemalloc

import pytest

from app.engine.fields import FIELDS
from app.engine.limits import Limits
from app.engine.spec import Spec, SpecError

OWN = {"X": [[1, 2, 3]], "Y": [[0, 1, 0]]}
NOT_NUMBERS = (math.nan, math.inf, -math.inf, True, "1", [1], {}, 1j, 10**400)
ONE_HOT = {"X": [[1.0] * 300], "Y": [[1.0] * 300, *([0.0] * 300 for _ in range(19))]}


def refused(fields: dict[str, object]) -> list[str]:
    """Pointers of all problems; each comes with a few words of what would do."""
    with pytest.raises(SpecError) as caught:
        Spec.of(fields)
    problems = caught.value.problems
    assert problems
    assert all(10 < len(problem.detail) < 600 for problem in problems)
    return [problem.pointer for problem in problems]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_field_refuses_what_is_no_value_of_it(field):
    bad = [math.nan, {}, "nonsense\n<b>", [[["deep"]]], object()]
    if field.kind in ("integer", "number"):
        bad += [*NOT_NUMBERS, field.minimum - 1, field.maximum * 1.01 + 1]
    if field.kind == "integer":
        bad += [field.minimum + 0.5]
    if field.kind in ("choice", "choices"):
        bad += [True, 0, "", "RELU", [[]], ["spiral", "nonsense"]]
    if field.kind == "flag":
        bad += [0, 1, "yes", "True", []]
    if field.kind == "sizes":
        bad += [4, [0], [129], [1.5], [True], ["x"], "4,", ",", "4;4", "-1", "1e1", [1] * 9]
    if field.kind in ("matrix", "column"):
        bad += [1, "1,2", [], [[]], [[1], []], [[1, 2], [3]], [["1"]], [[True]], [[None]]]
        bad += [[[x]] for x in NOT_NUMBERS] + [[[1e101]], [[-1e101]]]
    besides = {"Y": OWN["Y"]} if field.name == "X" else {"X": OWN["X"]}
    besides = besides if field.name in "XY" else {}
    for value in bad:
        for pointer in refused(besides | {field.name: value}):
            assert pointer.split("/")[1] == field.name, value


@pytest.mark.parametrize(
    ("pointer", "fields"),
    [
        ("#/data", {"data": "spirals"}),
        ("#/data", {"data": "spiral"} | OWN),
        ("#/X", {"data": "custom"}),
        ("#/Y", {"X": [[1]]}),
        ("#/X", {"Y": [[1]]}),
        ("#/m", OWN | {"m": 3}),
        ("#/classes", OWN | {"classes": 2}),
        ("#/noise", OWN | {"noise": 0.1}),
        ("#/data_seed", OWN | {"data_seed": 0}),
        ("#/Y", OWN | {"Y": [[0, 1]]}),
        ("#/X/1", OWN | {"X": [[1, 2, 3], [1, 2]]}),
        ("#/X/0", OWN | {"X": [[]]}),
        ("#/X/0", OWN | {"X": [5]}),
        ("#/X/0/2", OWN | {"X": [[1, 2, "3"]]}),
        ("#/X/1/0", OWN | {"X": [[1.0, 2.0, 3.0], [math.inf, 2.0, 3.0]]}),
        ("#/Y/0/1", OWN | {"Y": [[1, True, 0]]}),
        ("#/X", OWN | {"X": [[1, 2, 3]] * 129}),
        ("#/X/0", {"X": [[1.0] * 501], "Y": [[1.0] * 501]}),
        ("#/m", {"data": "iris", "m": 151}),
        ("#/m", {"data": "tiny", "m": 5}),
        ("#/m", {"data": "digits", "m": 401}),
        ("#/m", {"m": 501}),
        ("#/classes", {"data": "moons", "classes": 3}),
        ("#/classes", {"data": "iris", "classes": 2}),
        ("#/classes", {"data": "sine", "classes": 2}),
        ("#/classes", {"classes": 6}),
        ("#/classes", {"classes": 2.5}),
        ("#/noise", {"data": "iris", "noise": 0.1}),
        ("#/noise", {"data": "digits", "noise": 0}),
        ("#/noise", {"data": "tiny", "noise": 0.1}),
        ("#/hidden", {"hidden": "4,x"}),
        ("#/hidden", {"hidden": "4,,4"}),
        ("#/hidden/1", {"hidden": [4, 129]}),
        ("#/hidden", {"hidden": "1,1,1,1,1,1,1,1,1"}),
        ("#/activation", {"activation": "relu,tanh"}),
        ("#/activation", {"hidden": "4,4,4", "activation": ["relu", "tanh"]}),
        ("#/activation", {"hidden": "none", "activation": ["relu", "tanh"]}),
        ("#/activation/1", {"hidden": "4,4", "activation": ["relu", "tanhh"]}),
        ("#/activation/0", {"activation": ["softmax"]}),
        ("#/loss", {"loss": "binary_cross_entropy"}),
        ("#/loss", {"data": "sine", "loss": "cross_entropy"}),
        ("#/output", {"data": "sine", "output": "softmax"}),
        ("#/output", {"data": "sine", "output": "sigmoid"}),
        ("#/Y", OWN | {"output": "softmax"}),
        ("#/Y", {"X": [[1]], "Y": [[0.5], [0.6]], "output": "softmax"}),
        ("#/Y", {"X": [[1]], "Y": [[1.5], [-0.5]], "output": "softmax"}),
        ("#/Y", {"X": [[1]], "Y": [[1.5]], "output": "sigmoid"}),
        ("#/W1", {"W1": [[1, 2]]}),
        ("#/W2", {"W2": [[1, 2], [3, 4]]}),
        ("#/W3", {"W3": [[1]]}),
        ("#/b3", {"b3": [1]}),
        ("#/b1", {"b1": [1, 2, 3]}),
        ("#/b1", {"b1": [[1, 2], [3, 4], [5, 6], [7, 8]]}),
        ("#/W1/0/2", {"data": "iris", "W1": [[1, 2, math.nan, 4]] * 4}),
        ("#/W1/2", {"W1": [[1, 2], [3, 4], [5], [6, 7]]}),
        ("#/batch", {"batch": 9}),
        ("#/batch", {"m": 5, "batch": 6}),
        ("#/output_route", ONE_HOT | {"output_route": "chain"}),
        ("#/W10", {"W10": [[1]]}),
        ("#/learning_rate", {"learning_rate": 1}),
    ],
)
def test_the_pointer_names_the_field(pointer, fields):
    assert refused(fields) == [pointer]


def test_what_the_same_fields_allow():
    """The neighbours of some of the refused ones."""
    near = {"X": [[1]], "output": "softmax"}
    for fields in (
        near | {"Y": [[0.5], [0.5 + 9e-10]]},
        near | {"Y": [[1.5], [-0.5]], "loss": "squared_error"},
        OWN | {"Y": [[5, 6, 7]], "output": "sigmoid", "loss": "squared_error"},
        ONE_HOT,
        {"hidden": [128] * 8, "m": 500},
        {"X": [[1e100, -1e100]], "Y": [[0, 1]]},
        {"data": "digits", "m": 400, "output_route": "chain"},
        {"hidden": "1,1,1,1,1,1,1,1", "W9": [[1], [2], [3]], "b9": [1, 2, 3]},
        {"lr": 0, "momentum": 0, "l2": 0, "noise": 0, "init_scale": 0, "m": 1},
        {"lr": 1e6, "momentum": 0.9999, "l2": 1e4, "noise": 2, "init_scale": 10, "m": 500},
        {"seed": 2**32 - 1, "data_seed": 2**32 - 1},
    ):
        assert Spec.of(fields)


def test_several_problems_are_told_at_once():
    told = refused({"lr": -1, "m": 0, "optimizer": "best", "batch": True})
    assert set(told) == {"#/lr", "#/m", "#/optimizer", "#/batch"}
    assert set(refused({"foo": 1, "bar": 2})) == {"#/foo", "#/bar"}


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "\x00\x1b[31m", "q" * 100_000, "é€😀"]
)
def test_nothing_is_echoed(text):
    for fields in (
        {text: 1}, {"data": text}, {"hidden": text}, {"activation": [text]}, {"lr": text},
        {"W1": [[text]]}, {"b1": text}, {"X": text, "Y": text}, {"input_gradient": text},
    ):  # fmt: skip
        with pytest.raises(SpecError) as caught:
            Spec.of(fields)
        for problem in caught.value.problems:
            assert text not in problem.detail
            assert len(problem.pointer) < 60
            assert problem.pointer.isascii()
            assert problem.pointer.isprintable()
            assert not set("<>&\"'") & set(problem.pointer)


MANY = 1_000_000
HUGE: dict[str, dict[str, object]] = {
    "layers of 10^9 units": {"hidden": [10**9, 10**9]},
    "the same in the address": {"hidden": "1000000000,1000000000"},
    "10^9 examples": {"m": 10**9},
    "10^400 examples": {"m": 10**400},
    "10^9 classes": {"classes": 10**9},
    "a million layers": {"hidden": [1] * MANY},
    "a million layers in the address": {"hidden": "1," * MANY},
    "a million activations": {"activation": ["relu"] * MANY},
    "a million activations in the address": {"activation": "relu," * (MANY // 2)},
    "X of a million rows": {"X": [[1.0]] * MANY, "Y": [[1.0]]},
    "X of a million columns": {"X": [[1.0] * MANY], "Y": [[1.0]]},
    "Y of a million rows": {"X": [[1.0]], "Y": [[1.0]] * MANY},
    "W of a million rows": {"W1": [[1.0, 1.0]] * MANY},
    "W of a million columns": {"W1": [[1.0] * MANY] * 4},
    "b of a million entries": {"b1": [1.0] * MANY},
    "b of one row of a million": {"b1": [[1.0] * MANY]},
    "a digit string": {"hidden": "9" * MANY},
    "a long name": {"x" * MANY: 1},
    "Jacobians": ONE_HOT | {"output_route": "chain"},
}


@pytest.mark.parametrize("fields", HUGE.values(), ids=list(HUGE))
def test_the_huge_is_refused_before_anything_is_allocated(fields):
    tracemalloc.start()
    try:
        start = time.process_time()
        with pytest.raises(SpecError):
            Spec.of(fields)
        seconds = time.process_time() - start
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3_000_000
    assert seconds < 1, "far from it; the room is for a busy machine"


def test_a_hundred_thousand_unknown_fields_are_not_all_told():
    with pytest.raises(SpecError) as caught:
        Spec.of({f"x{n}": n for n in range(100_000)})
    assert len(caught.value.problems) <= 20


# --- limits ---


def test_limits_can_be_set():
    small = Limits(examples=10, units=3, layers=2, inputs=3, jacobian=50)
    for fields, pointer in (
        ({"m": 11, "hidden": "3"}, "#/m"),
        ({"hidden": "4"}, "#/hidden"),
        ({"hidden": "1,1,1"}, "#/hidden"),
        ({"hidden": "3", "output_route": "chain"}, "#/output_route"),
        ({"X": [[1]] * 4, "Y": [[1]], "hidden": "3"}, "#/X"),
    ):
        with pytest.raises(SpecError) as caught:
            Spec.of(fields, small)
        assert caught.value.problems[0].pointer == pointer


@pytest.mark.parametrize(
    ("fields", "most"),
    [({}, 100_000), ({"hidden": "128,128,128,128,128,128,128,128", "m": 500}, 340)],
)
def test_far_iterations_are_refused_by_the_work_they_are(fields, most):
    """Work is iterations × (parameters · m + 5 000 · layers) ≤ 2 · 10¹⁰."""
    spec, limits = Spec.of(fields), Limits()
    layers = len(spec.layers) - 1
    assert spec.work == spec.parameters * spec.m + 5_000 * layers
    furthest = min(100_000, 2 * 10**10 // spec.work)
    assert abs(furthest - most) <= 20
    limits.check_iteration(spec, 0)
    limits.check_iteration(spec, furthest)
    for beyond in (furthest + 1, 10**400, -1):
        with pytest.raises(SpecError) as caught:
            limits.check_iteration(spec, beyond)
        assert caught.value.problems[0].pointer == "#/iteration"
