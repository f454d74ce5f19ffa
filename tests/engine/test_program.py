"""A program is a straight line: what it writes, in which order, in which shape, and its code."""

import re
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis.strategies import integers

from app.engine import names
from app.engine.operation import PATTERNS
from app.engine.optimizers import OPTIMIZERS
from app.engine.program import compile
from app.engine.spec import Spec
from app.engine.trace import Trace, trace
from app.engine.training import Runs
from tests.engine.generate import specs
from tests.engine.specs import EVERY_NET, updates, ways


def everything() -> Iterator[Spec]:
    for place, names_of_net in enumerate(EVERY_NET):
        yield list(ways(*names_of_net))[place % 16]
    yield from updates()


@pytest.fixture(scope="module")
def traces() -> list[Trace]:
    """Iteration 3 of every spec: with batches it is an even one of the second epoch."""
    return [trace(spec, 3, Runs()) for spec in everything()]


def run_as_script(found: Trace) -> dict[str, object]:
    """What a reader gets who pastes the displayed lines."""
    scope: dict[str, object] = {**found.scalars}
    scope |= {name: found.values[name].copy() for name in found.program.reads}
    lines = ["import numpy as np", *(step.code for step in found.program.steps)]
    with np.errstate(all="ignore"):
        exec("\n".join(lines), scope)
    return scope


def run_operations(found: Trace) -> dict[str, np.ndarray]:
    """What the operations compute, one step after the other."""
    values = {name: found.values[name] for name in found.program.reads}
    with np.errstate(all="ignore"):
        for step in found.program.steps:
            values[step.writes] = step.run(values, found.scalars)
    return values


def assert_script_gives_the_trace(found: Trace) -> int:
    scope, values = run_as_script(found), run_operations(found)
    for name, ours in found.values.items():
        assert values[name].tobytes() == ours.tobytes(), (name, found.spec.given())
        theirs = scope[name]
        assert isinstance(theirs, np.ndarray), (name, found.spec.given())
        assert (theirs.shape, theirs.dtype) == (ours.shape, ours.dtype), name
        assert theirs.tobytes() == ours.tobytes(), (name, found.spec.given())
    return sum(array.size for array in found.values.values())


@pytest.mark.parametrize(("g", "output", "loss"), EVERY_NET)
def test_the_displayed_lines_give_the_same_bits(g, output, loss, count):
    for spec in ways(g, output, loss):
        found = trace(spec, 1, Runs())
        count("bit for bit with the displayed code", assert_script_gives_the_trace(found))


def test_the_displayed_lines_give_the_same_bits_for_every_update(traces, count):
    for found in traces:
        count("bit for bit with the displayed code", assert_script_gives_the_trace(found))


@settings(max_examples=100)
@given(specs(), integers(0, 5))
def test_the_displayed_lines_give_the_same_bits_for_any_spec(spec, k):
    """Also where entries of 1e100 make numbers that are not finite."""
    assert_script_gives_the_trace(trace(spec, k, Runs()))


def test_every_name_is_written_once_and_after_what_it_reads(traces):
    for found in traces:
        steps = found.program.steps
        known = set(found.program.reads)
        assert all(re.fullmatch(r"A0|Y|[mv]?[Wb]\d", name) for name in known)
        for index, step in enumerate(steps):
            assert step.writes not in known, f"{step.writes} is written twice"
            assert set(step.reads) <= known, f"{step.writes} comes before what it reads"
            assert found.program.by_name[step.writes] is steps[index]
            known.add(step.writes)
        assert known == found.values.keys()


def test_every_matrix_is_a_plain_one_of_the_shape_its_name_says(traces):
    for found in traces:
        layers, m = found.spec.layers, int(found.scalars["m"])
        size = {f"n{k}": n for k, n in enumerate(layers)} | {"m": m, "1": 1}
        for name, array in found.values.items():
            assert array.dtype == np.float64
            assert array.flags.c_contiguous
            assert array.ndim == 2
            rows, columns = names.dims(name, len(layers) - 1)
            wide = np.prod([size[part] for part in columns.split("*")])
            assert array.shape == (size[rows], wide), name
            assert array.shape == names.shape(name, layers, m)


def test_a_gradient_has_the_shape_of_what_it_belongs_to(traces):
    for found in traces:
        for name, array in found.values.items():
            of = re.sub(r"^(d|gprime|[mv](?=[Wb]))|(_next|hat)$", "", name)
            of = re.sub(r"^(d|[mv](?=[Wb]))", "", of)
            of = f"Z{of}" if of.isdigit() else of
            if of in found.values:
                assert array.shape == found.values[of].shape, name


def test_relus_slope_is_a_mask(traces):
    masks = [
        (found.values[f"gprime{layer}"], found.values[f"Z{layer}"])
        for found in traces
        for layer, name in enumerate(found.spec.activation, 1)
        if name == "relu"
    ]
    assert masks
    for mask, Z in masks:
        assert (mask == (Z > 0)).all()
        assert set(np.unique(mask)) <= {0.0, 1.0}


FORWARD = "Z1 A1 Z2 A2 L J "
BACK = "dW2 db2 dA1 gprime1 dZ1 dW1 db1 "
SGD = "W1_next b1_next W2_next b2_next"


@pytest.mark.parametrize(
    ("fields", "order"),
    [
        ({}, FORWARD + "dZ2 " + BACK + SGD),
        ({"data": "moons"}, FORWARD + "dZ2 " + BACK + SGD),
        ({"data": "sine"}, FORWARD + "dZ2 " + BACK + SGD),
        ({"output_route": "chain"}, FORWARD + "dA2 Jac2 dZ2 " + BACK + SGD),
        (
            {"output_route": "chain", "loss": "squared_error"},
            FORWARD + "dA2 Jac2 dZ2 " + BACK + SGD,
        ),
        ({"loss": "squared_error"}, FORWARD + "dA2 dZ2 " + BACK + SGD),
        (
            {"data": "moons", "output_route": "chain"},
            FORWARD + "dA2 gprime2 dZ2 " + BACK + SGD,
        ),
        (
            {"data": "moons", "loss": "squared_error"},
            FORWARD + "dA2 gprime2 dZ2 " + BACK + SGD,
        ),
        ({"input_gradient": True}, FORWARD + "dZ2 " + BACK + "dA0 " + SGD),
        ({"freeze": "biases"}, FORWARD + "dZ2 " + BACK + "W1_next W2_next"),
        ({"hidden": "none"}, "Z1 A1 L J dZ1 dW1 db1 W1_next b1_next"),
        ({"hidden": "none", "input_gradient": True}, "Z1 A1 L J dZ1 dW1 db1 dA0 W1_next b1_next"),
        (
            {"hidden": "none", "optimizer": "momentum"},
            "Z1 A1 L J dZ1 dW1 db1 mW1_next W1_next mb1_next b1_next",
        ),
        (
            {"hidden": "none", "optimizer": "rmsprop", "freeze": "biases"},
            "Z1 A1 L J dZ1 dW1 db1 vW1_next W1_next",
        ),
        (
            {"hidden": "none", "optimizer": "adam"},
            "Z1 A1 L J dZ1 dW1 db1 mW1_next vW1_next mW1hat vW1hat W1_next"
            " mb1_next vb1_next mb1hat vb1hat b1_next",
        ),
        (
            {"hidden": "3,2"},
            "Z1 A1 Z2 A2 Z3 A3 L J dZ3 dW3 db3 dA2 gprime2 dZ2 " + BACK + SGD + " W3_next b3_next",
        ),
    ],
)
def test_the_order_of_steps(fields, order):
    assert [step.writes for step in compile(Spec.of(fields)).steps] == order.split()


def test_phases_follow_each_other_and_the_loss_belongs_to_no_layer(traces):
    phases = ["forward", "loss", "backward", "update"]
    for found in traces:
        told = [phases.index(step.phase) for step in found.program.steps]
        assert told == sorted(told)
        assert set(told) == {0, 1, 2, 3}
        for step in found.program.steps:
            if step.writes in ("L", "J"):
                assert step.layer is None
            elif not re.fullmatch(r"dA\d", step.writes):
                assert step.layer == names.split(step.writes)[1]


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_frozen_biases_have_a_gradient_but_no_update(optimizer):
    program = compile(Spec.of({"freeze": "biases", "optimizer": optimizer}))
    written = {step.writes for step in program.steps}
    assert {"db1", "db2", "W1_next", "W2_next"} <= written
    assert not [name for name in written if re.fullmatch(r"[mv]?b\d(_next|hat)", name)]


def test_every_step_says_what_it_is_in_words_tex_and_pictures(traces):
    for found in traces:
        for step in found.program.steps:
            for text in (step.title, step.why, step.ask, step.tex, step.code, *step.equation):
                assert text
                assert "$" not in text, (step.writes, text)
            assert step.operation.pattern in PATTERNS
            for text in (step.why, step.ask):
                assert text.count(r"\(") == text.count(r"\)"), step.writes
            for tex in (step.tex, *re.findall(r"\\\((.*?)\\\)", step.why)):
                assert tex.replace(r"\{", "").count("{") == tex.replace(r"\}", "").count("}")
            drawn = {token.removesuffix(".T") for token in step.equation} & found.values.keys()
            assert drawn == set(step.reads), (step.writes, step.equation)


@pytest.mark.parametrize("given", [{}, {"output_route": "chain"}, {"loss": "squared_error"}])
def test_with_the_mean_at_the_start_no_reason_speaks_of_single_examples(given):
    """Every dZ and dA is then a derivative of J."""
    for step in compile(Spec.of({**given, "average": "loss"})).steps:
        for claim in (
            r"derivatives of \(\mathcal{L}",
            r"dz_k = a_k - y_k",
            r"da_k = -",
            r"belongs to \(",
        ):
            assert claim not in step.why, step.writes
        if step.writes == "dZ1":
            assert r"\partial J" in step.why and "mathcal" not in step.why
