"""What if: wrong lines are really run, and J along a weight is J."""

import numpy as np
import pytest

from app.engine.probe import check
from app.engine.slips import RULES, slips_of
from app.engine.spec import Spec, SpecError
from app.engine.trace import trace
from app.engine.training import Runs
from app.engine.whatif import POINTS, nudge, try_slip
from tests.engine.specs import EVERY_NET, updates, ways

SQUARE = {"hidden": "3", "m": 3, "activation": "tanh", "data": "blobs"}
FIT_BUT_WRONG = {"no-mean", "no-sum", "axis", "flat", "whole", "no-slope", "value", "sign",
                 "numbers", "entries", "uphill", "whole-dZ"}  # fmt: skip


def tried(given: dict[str, object], iteration: int = 2) -> dict[tuple[str, str], object]:
    """Every slip of every step, by step and id."""
    found = trace(Spec.of(given), iteration, Runs())
    return {
        (step.writes, slip.id): try_slip(step, slip, found)
        for step in found.program.steps
        for slip in slips_of(step, found.spec)
    }


@pytest.mark.parametrize(("g", "output", "loss"), EVERY_NET[:8] + EVERY_NET[-4:])
def test_no_slip_is_right_where_all_sizes_differ(g, output, loss, count):
    """A slip that gave the right matrix would teach a mistake."""
    for spec in ways(g, output, loss):
        found = trace(spec, 1, Runs())
        for step in found.program.steps:
            ids = [slip.id for slip in slips_of(step, spec)]
            assert len(ids) == len(set(ids)) <= 4, step.code
            for slip in slips_of(step, spec):
                wrong = try_slip(step, slip, found)
                if wrong.same:
                    assert slip.id == "no-slope" and (found.values[step.reads[1]] == 1).all()
                assert (wrong.value is None) == bool(wrong.error)
                assert "{" not in slip.code + slip.why
                count("slips tried", 1)


def test_every_product_sum_and_update_has_a_slip():
    every = [Spec.of({}), Spec.of({"output_route": "chain"}), *updates()]
    for spec in every:
        for step in trace(spec, 0, Runs()).program.steps:
            marks = ("@", ".sum(", "- lr", "- Y")
            if any(mark in step.code for mark in marks):
                assert slips_of(step, spec), step.code


def test_every_rule_is_used():
    specs = [Spec.of({}), Spec.of({"output_route": "chain"})]
    used = {
        slip.id
        for spec in specs
        for step in trace(spec, 0, Runs()).program.steps
        for slip in slips_of(step, spec)
    }
    assert used == {rule.id for rule in RULES}


def test_where_sizes_differ_numpy_complains_of_wrong_products():
    wrong = tried({})
    assert wrong["dW2", "star"].error == (
        "ValueError: operands could not be broadcast together with shapes (3,8) (8,4)"
    )
    assert "(size 4 is different from 8)" in wrong["dW2", "untransposed"].error
    for (step, slip), one in wrong.items():
        assert bool(one.error) != (slip in FIT_BUT_WRONG), (step, slip)


def test_where_sizes_agree_every_wrong_product_fits():
    spec = Spec.of(SQUARE)
    found = trace(spec, 2, Runs())
    wrong = tried(SQUARE)
    assert not any(one.error for (step, _), one in wrong.items() if step == "dW2")
    values = found.values
    np.testing.assert_array_equal(
        wrong["dW2", "untransposed"].value, values["dZ2"] @ values["A1"] / 3
    )
    np.testing.assert_array_equal(wrong["dA1", "order"].value, values["dZ2"] @ values["W2"].T)


def test_a_bias_without_its_sum_broadcasts():
    wrong = tried({})
    assert wrong["b2_next", "whole-dZ"].shape == (3, 8)
    assert wrong["db2", "flat"].shape == (3,)
    assert wrong["dZ2", "numbers"].shape == (3, 8)


def test_a_wrong_line_can_be_right_by_chance():
    """With every weight zero nothing is left to be wrong."""
    assert tried({**SQUARE, "init": "zeros"}, 0)["dA1", "untransposed"].same


NETS = [{}, {"l2": 0.5}, {"average": "loss", "data": "sine", "activation": "tanh"},
        {"output_route": "chain", "hidden": "3,2"}]  # fmt: skip


@pytest.mark.parametrize("given", NETS)
@pytest.mark.parametrize(("parameter", "cell"), [("W1", (2, 0)), ("b1", (0, 0)), ("W2", (0, 2))])
def test_j_along_a_weight_is_j_of_the_net_with_that_weight(given, parameter, cell):
    found = trace(Spec.of(given), 3, Runs())
    moved = nudge(found, parameter, cell, 0.5)
    own = {name: found.values[name] for name in found.program.reads if name[0] in "Wb"}
    assert (moved.deltas[0], moved.deltas[POINTS], moved.deltas[-1]) == (-0.5, 0, 0.5)
    assert moved.Js[POINTS] == moved.J == found.J
    assert moved.slope == check(found, parameter, [cell]).analytic[0]
    for delta, J in zip(moved.deltas[::8], moved.Js[::8], strict=True):
        changed = own[parameter].copy()
        changed[cell] += delta
        weights = {name: value.tolist() for name, value in (own | {parameter: changed}).items()}
        again = trace(Spec.of({**given, **weights}), 0, Runs())
        assert pytest.approx(again.J, rel=1e-14) == J


def test_the_slope_is_the_tangent():
    found = trace(Spec.of({"activation": "tanh"}), 3, Runs())
    moved = nudge(found, "W2", (1, 3), 1e-4)
    assert (moved.Js[-1] - moved.Js[0]) / 2e-4 == pytest.approx(moved.slope, rel=1e-6)


@pytest.mark.parametrize(("parameter", "cell"), [("dW1", (0, 0)), ("A1", (0, 0)), ("W2", (3, 0))])
def test_only_an_entry_of_a_parameter_moves(parameter, cell):
    with pytest.raises(SpecError):
        nudge(trace(Spec.of({}), 0, Runs()), parameter, cell, 0.1)
