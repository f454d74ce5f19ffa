"""Every gradient, three ways: autograd, the app's own check, a difference quotient made here."""

import numpy as np
import pytest
from autograd import elementwise_grad

from app.engine.activations import ACTIVATIONS
from app.engine.names import split
from app.engine.operation import Array
from app.engine.probe import check
from app.engine.spec import Spec, SpecError
from app.engine.trace import Trace, trace
from app.engine.training import Runs
from tests.engine import reference
from tests.engine.specs import EVERY_NET, kinks_are_far, net, ways

every_net = pytest.mark.parametrize(("g", "output", "loss"), EVERY_NET)


def iteration_1(spec: Spec) -> Trace:
    """After one update the biases differ from unit to unit; a batch of 3 of 5 is then short."""
    found = trace(spec, 1, Runs())
    assert kinks_are_far(spec, found.values), "choose other numbers: a z lies on a kink"
    return found


def backward(found: Trace) -> dict[str, Array]:
    return {
        step.writes: found.values[step.writes]
        for step in found.program.steps
        if step.phase == "backward"
    }


@every_net
def test_every_backward_matrix_is_autograds(g, output, loss, count):
    for spec in ways(g, output, loss):
        found = iteration_1(spec)
        expected = reference.gradients(spec, found.values)
        for name, ours in backward(found).items():
            theirs = expected[name]
            assert ours.shape == theirs.shape, (name, spec.given())
            worst = np.abs(ours - theirs).max() / np.abs(theirs).max()
            assert worst <= 1e-12, f"{name} is off by {worst} of its size in {spec.given()}"
            count("entries against autograd", ours.size)


@every_net
def test_every_gradient_is_a_difference_quotient(g, output, loss, count):
    """Of the formulas alone, (f(x + h) − f(x − h)) / 2h; |z| > 1e-3 keeps h off the kinks."""
    for spec in ways(g, output, loss):
        found = iteration_1(spec)
        for name, ours in backward(found).items():
            if name.startswith("d"):
                theirs = quotient(spec, found.values, name[1:])
                assert np.abs(ours - theirs).max() <= 1e-8 * max(1, np.abs(ours).max()), (
                    name,
                    spec.given(),
                )
                count("against difference quotients", ours.size)


def quotient(spec: Spec, values: dict[str, Array], name: str, h: float = 1e-5) -> Array:
    """∂ℒ⁽ⁱ⁾/∂Q for Z and A, ∂J/∂Q for W and b (and for all with average=loss)."""
    moved = values[name]
    parameter = name[0] in "Wb"
    still = {f"{letter}{k}": 0.0 for k in range(len(spec.layers)) for letter in "ZA"}
    out = np.empty_like(moved)
    for cell in np.ndindex(moved.shape):
        ends = []
        for step in (h, -h):
            nudge = np.zeros_like(moved)
            nudge[cell] = step
            if parameter:
                there = reference.forward(spec, values | {name: moved + nudge})
            else:
                there = reference.forward(spec, values, still | {name: nudge})
            of_j = parameter or spec.average == "loss"
            ends.append(there["J"][0, 0] if of_j else there["L"][0, cell[1]])
        out[cell] = (ends[0] - ends[1]) / (2 * h)
    return out


@pytest.mark.parametrize(
    ("place", "g", "output", "loss"), [(i, *names) for i, names in enumerate(EVERY_NET)]
)
def test_the_apps_own_check_agrees_everywhere(place, g, output, loss, count):
    """Each net in one of the ways, in turn."""
    spec = list(ways(g, output, loss))[place % 16]
    found = iteration_1(spec)
    expected = reference.gradients(spec, found.values)
    last = len(spec.activations)
    matrices = ["A0", *(f"{letter}{k}" for k in range(1, last + 1) for letter in "WbZA")]
    for name in matrices:
        told = check(found, name)
        of_j = name[0] in "Wb" or spec.average == "loss"
        assert told.of == ("J" if of_j else "ℒ")
        assert len(set(told.cells)) == min(expected[f"d{name}"].size, 64)
        assert not any(told.kink), (name, spec.given())
        assert all(told.agrees), (name, spec.given(), told)
        theirs = [expected[f"d{name}"][cell] for cell in told.cells]
        assert_close(np.array(told.analytic), np.array(theirs), 1e-12)
        count("by the app's own check", len(told.cells))


def test_check_tells_a_kink_only_where_a_moved_z_changes_sign():
    fields = {"X": [[1, 2]], "Y": [[1, 1]], "output": "identity", "hidden": [2]}
    spec = Spec.of(fields | {"W1": [[1], [-1]], "b1": [-1, 3], "W2": [[1, 1]]})
    found = trace(spec, 0, Runs())
    assert found.values["Z1"].tolist() == [[0, 1], [2, 1]]
    told = check(found, "Z1")
    kinks = {cell for cell, kink in zip(told.cells, told.kink, strict=True) if kink}
    assert kinks == {(0, 0)}
    agrees = dict(zip(told.cells, told.agrees, strict=True))
    assert not agrees[0, 0]
    assert all(agree for cell, agree in agrees.items() if cell != (0, 0))


def test_check_near_probability_0():
    """Where a is 2e-10 and its truth 1, da = −1/a is large, and h must be small beside a."""
    spec = Spec.of({"data": "digits", "m": 3, "hidden": "4,4", "activation": "elu"})
    found = trace(spec, 4, Runs())
    assert found.values["A3"].min() < 1e-9
    told = check(found, "A3")
    assert all(told.agrees), told


def test_check_refuses_what_has_no_gradient():
    found = trace(Spec.of({}), 0, Runs())
    for name in ("Y", "L", "J", "dW1", "W9", "W1_next", "nonsense"):
        with pytest.raises(SpecError) as refused:
            check(found, name)
        assert refused.value.problems[0].pointer == "#/parameter"
    for cell in ((4, 0), (0, 2), (-1, 0)):
        with pytest.raises(SpecError):
            check(found, "W1", [cell])


@every_net
def test_average_at_the_loss_shrinks_dz_and_da_and_leaves_dw_and_db(g, output, loss):
    for route in ("shortcut", "chain"):
        for l2 in (0, 0.7):
            usual, early = (
                trace(
                    Spec.of(net(g, output, loss, average=a, output_route=route, l2=l2)), 0, Runs()
                )
                for a in ("gradients", "loss")
            )
            m = usual.scalars["m"]
            for name, matrix in backward(usual).items():
                kind = split(name)[0]
                times = m if kind in ("dZ", "dA") else 1
                assert_close(early.values[name] * times, matrix, 1e-14)
            assert usual.J == early.J


@every_net
def test_the_long_way_ends_where_the_short_cut_does(g, output, loss):
    for average in ("gradients", "loss"):
        short, long = (
            trace(Spec.of(net(g, output, loss, average=average, output_route=r)), 0, Runs())
            for r in ("shortcut", "chain")
        )
        for name in backward(short):
            assert_close(long.values[name], short.values[name], 1e-13)


def assert_close(ours: Array, theirs: Array, share: float) -> None:
    assert np.abs(ours - theirs).max() <= share * max(1, np.abs(theirs).max())


@pytest.mark.parametrize("g", sorted(ACTIVATIONS.keys() & reference.G.keys() - {"identity"}))
def test_a_new_activation_is_tested_by_its_displayed_line(g):
    """What stands in where the reference has no formula does as well as one.

    Left out: identity, a copy, which autograd's arrays do not have.
    """
    Z = np.random.default_rng(1).normal(size=(3, 50)) * 2
    shown = elementwise_grad(reference.shown(ACTIVATIONS[g].value))(Z)
    assert_close(shown, elementwise_grad(reference.G[g])(Z), 1e-13)
