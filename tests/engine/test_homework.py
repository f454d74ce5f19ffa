"""A learner's matrix marked: digits as given, and the slip that explains what is wrong.

Every slip is made here by plain NumPy, from the true matrices.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.engine.marked import Marked
from app.engine.marking import mark
from app.engine.mistakes import KNOWN, RULES, mistakes_of
from app.engine.program import compile
from app.engine.spec import Spec, SpecError
from app.engine.trace import Trace, trace
from app.engine.training import Runs
from app.engine.typed import read
from tests.engine.specs import EVERY_NET, net

BIASED = {"b1": [0.3, -0.2, 0.1, -0.4]}
NETS: dict[str, dict[str, Any]] = {
    "usual": BIASED,
    "deep": {"hidden": [4, 3], "data": "blobs", "m": 5, **BIASED},
    "square": {"hidden": [3, 3], "data": "spiral", "m": 3, "b1": [0.5, -0.25, 0.125], "seed": 5},
    "tidy": {"data": "tiny", "hidden": [3], "init": "tidy", "seed": 27, "b1": [0.5, 1, -1]},
    "leaky": {
        "data": "tiny",
        "hidden": [3],
        "init": "tidy",
        "seed": 27,
        "b1": [0.5, 1, -1],
        "activation": "leaky_relu",
    },
    "penalty": {**BIASED, "l2": 0.5},
    "mean first": {**BIASED, "average": "loss"},
    "regression": {"data": "sine", "hidden": [4], "activation": "tanh", **BIASED},
}
Values = dict[str, np.ndarray]


def at(name: str, iteration: int = 1) -> Trace:
    return trace(Spec.of(NETS[name]), iteration, Runs())


def typed(matrix: np.ndarray, decimals: int = 4) -> list[list[str]]:
    return [[f"{value:.{decimals}f}" for value in row] for row in matrix]


def marked(found: Trace, name: str, entries: list[list[Any]]) -> Marked:
    return mark(found, name, read(entries, 10_000))


def ids(found: Trace, name: str, matrix: np.ndarray, decimals: int = 4) -> set[str]:
    return {slip.id for slip in marked(found, name, typed(matrix, decimals)).slips}


def softmax(Z: np.ndarray, axis: int) -> np.ndarray:
    return np.exp(Z) / np.exp(Z).sum(axis, keepdims=True)


def passed(v: Values, dA1: np.ndarray) -> np.ndarray:
    """The gradient of W1 that comes of a gradient of A1, by ReLU."""
    return (dA1 * (v["Z1"] > 0)) @ v["A0"].T / v["Y"].shape[1]


LR = 0.5
SLIPS: list[tuple[str, str, str, Callable[[Values, int], np.ndarray]]] = [
    ("transposed", "usual", "dW2", lambda v, m: v["dW2"].T),
    ("transposed", "square", "dW2", lambda v, m: v["dW2"].T),
    ("mean-missing", "usual", "dW2", lambda v, m: v["dZ2"] @ v["A1"].T),
    ("mean-missing", "usual", "J", lambda v, m: v["L"].sum(1, keepdims=True)),
    ("mean-missing", "usual", "W1_next", lambda v, m: v["W1"] - LR * v["dZ1"] @ v["A0"].T),
    ("mean-missing", "mean first", "dW1",
     lambda v, m: (v["W2"].T @ (v["A2"] - v["Y"]) * (v["Z1"] > 0)) @ v["A0"].T),
    ("mean-twice", "usual", "dW1", lambda v, m: v["dZ1"] @ v["A0"].T / m / m),
    ("mean-twice", "mean first", "db2", lambda v, m: v["dZ2"].sum(1, keepdims=True) / m),
    ("mean-early", "usual", "dA1", lambda v, m: v["W2"].T @ (v["A2"] - v["Y"]) / m),
    ("mask-forgotten", "usual", "dZ1", lambda v, m: v["W2"].T @ v["dZ2"]),
    ("mask-forgotten", "usual", "dW1", lambda v, m: v["W2"].T @ v["dZ2"] @ v["A0"].T / m),
    ("mask-forgotten", "deep", "db1",
     lambda v, m: (v["W2"].T @ (v["W3"].T @ v["dZ3"]) * (v["Z1"] > 0)).sum(1, keepdims=True) / m),
    ("mask-forgotten", "regression", "dZ1", lambda v, m: v["W2"].T @ v["dZ2"]),
    ("mask-layer", "square", "dZ1", lambda v, m: v["W2"].T @ v["dZ2"] * (v["Z2"] > 0)),
    ("mask-layer", "square", "gprime2", lambda v, m: 1.0 * (v["Z1"] > 0)),
    ("sign", "usual", "dZ2", lambda v, m: v["Y"] - v["A2"]),
    ("sign", "usual", "dW2", lambda v, m: (v["Y"] - v["A2"]) @ v["A1"].T / m),
    ("sign", "regression", "b1_next", lambda v, m: v["b1"] + LR * v["db1"]),
    ("A-of-own-layer", "square", "dW2", lambda v, m: v["dZ2"] @ v["A2"].T / m),
    ("A-of-own-layer", "usual", "dW2", lambda v, m: v["dZ2"] @ v["A2"].T / m),
    ("Z-for-A", "usual", "dW2", lambda v, m: v["dZ2"] @ v["Z1"].T / m),
    ("W-for-transpose", "square", "dA1", lambda v, m: v["W2"] @ v["dZ2"]),
    ("W-for-transpose", "square", "dW1", lambda v, m: passed(v, v["W2"] @ v["dZ2"])),
    ("elementwise", "square", "dA1", lambda v, m: v["W2"].T * v["dZ2"]),
    ("elementwise", "square", "dW3", lambda v, m: v["dZ3"] * v["A2"] / m),
    ("db-not-summed", "usual", "db2", lambda v, m: v["dZ2"]),
    ("db-not-summed", "usual", "db1", lambda v, m: v["dZ1"] / m),
    ("db-not-averaged", "usual", "db2", lambda v, m: v["dZ2"].sum(1, keepdims=True)),
    ("wrong-axis", "usual", "db2", lambda v, m: v["dZ2"].sum(0, keepdims=True) / m),
    ("wrong-axis", "square", "db2", lambda v, m: v["dZ2"].sum(0, keepdims=True) / m),
    ("bias-left-out", "usual", "Z1", lambda v, m: v["W1"] @ v["A0"]),
    ("bias-left-out", "usual", "A1", lambda v, m: np.maximum(v["W1"] @ v["A0"], 0)),
    ("activation-forgotten", "usual", "Z2", lambda v, m: v["W2"] @ v["Z1"] + v["b2"]),
    ("softmax-axis", "usual", "A2", lambda v, m: softmax(v["Z2"], 1)),
    ("softmax-axis", "usual", "dW2",
     lambda v, m: (softmax(v["Z2"], 1) - v["Y"]) @ v["A1"].T / m),
    ("softmax-axis", "usual", "L",
     lambda v, m: -(v["Y"] * np.log(softmax(v["Z2"], 1))).sum(0, keepdims=True)),
    ("softmax-axis", "penalty", "J",
     lambda v, m: v["J"] - v["L"].mean() - (v["Y"] * np.log(softmax(v["Z2"], 1))).sum() / m),
    ("softmax-whole", "usual", "L",
     lambda v, m: -(v["Y"] * np.log(np.exp(v["Z2"]) / np.exp(v["Z2"]).sum())).sum(0)[None]),
    ("softmax-unnormalised", "usual", "A2", lambda v, m: np.exp(v["Z2"])),
    ("softmax-unnormalised", "usual", "L",
     lambda v, m: -(v["Y"] * v["Z2"]).sum(0, keepdims=True)),
    ("log-ten", "usual", "L",
     lambda v, m: -(v["Y"] * np.log10(v["A2"])).sum(0, keepdims=True)),
    ("half-forgotten", "regression", "L", lambda v, m: (v["A2"] - v["Y"]) ** 2),
    ("updated-early", "usual", "dA1", lambda v, m: (v["W2"] - LR * v["dW2"]).T @ v["dZ2"]),
    ("updated-early", "usual", "dW1",
     lambda v, m: passed(v, (v["W2"] - LR * v["dW2"]).T @ v["dZ2"])),
    ("relu-at-zero", "tidy", "gprime1", lambda v, m: 1.0 * (v["Z1"] >= 0)),
    ("relu-at-zero", "tidy", "dZ1", lambda v, m: v["dA1"] * (v["Z1"] >= 0)),
    ("leaky-at-zero", "leaky", "gprime1", lambda v, m: np.where(v["Z1"] < 0, 0.01, 1)),
    ("leaky-at-zero", "leaky", "dZ1", lambda v, m: v["dA1"] * np.where(v["Z1"] < 0, 0.01, 1)),
    ("penalty-forgotten", "penalty", "dW1", lambda v, m: v["dZ1"] @ v["A0"].T / m),
    ("uphill", "usual", "W2_next", lambda v, m: v["W2"] + LR * v["dW2"]),
    ("rate-forgotten", "usual", "W2_next", lambda v, m: v["W2"] - v["dW2"]),
    ("rounding", "usual", "dW2",
     lambda v, m: v["dZ2"].round(2) @ v["A1"].round(2).T / m),
]  # fmt: skip
NAMED = [f"{id}-{where}-{name}" for id, where, name, _ in SLIPS]


@pytest.fixture(scope="module", params=SLIPS, ids=NAMED)
def slip(request: pytest.FixtureRequest) -> tuple[str, Trace, str, np.ndarray]:
    id, where, name, make = request.param
    found = at(where, 0 if where in ("tidy", "leaky") else 1)
    return id, found, name, make(found.values, len(found.examples))


def test_a_slip_is_named(slip: tuple[str, Trace, str, np.ndarray]) -> None:
    id, found, name, matrix = slip
    result = marked(found, name, typed(matrix))
    assert not result.right.all()
    assert id in {one.id for one in result.slips}
    for one in result.slips:
        assert one.label
        assert one.why.endswith(".")
        assert "{" not in one.why + one.label
        assert one.step in found.program.by_name


def test_what_is_close_to_a_slip_is_not_taken_for_it(
    slip: tuple[str, Trace, str, np.ndarray],
) -> None:
    """One cell of those that the slip changes is neither right nor what the slip gives."""
    id, found, name, matrix = slip
    truth = found.values[name]
    compared = truth if truth.shape == matrix.shape else np.zeros_like(matrix)
    cell = np.unravel_index(np.abs(matrix - compared).argmax(), matrix.shape)
    close = np.array(matrix, copy=True)
    close[cell] += 0.37
    try:
        result = marked(found, name, typed(close))
    except SpecError as error:  # nor is its shape that of a slip
        assert "shape" in str(error)  # noqa: PT017
        return
    assert not result.right[cell] if truth.shape == matrix.shape else not result.right.any()
    shape_tells = {"transposed"} if truth.shape != matrix.shape else set()
    shape_tells |= {"db-not-summed"} if name.startswith("db") else set()
    assert {one.id for one in result.slips} <= shape_tells


def test_a_slip_two_steps_before_is_told_with_the_name_of_its_step() -> None:
    found = at("usual")
    v, m = found.values, len(found.examples)
    wrong = v["W2"].T @ v["dZ2"] @ v["A0"].T / m
    (only,) = marked(found, "dW1", typed(wrong)).slips
    assert only.step == "dZ1"
    assert only.why.startswith("Your dW[1] is right for dZ[1] without its mask.")


def test_weights_updated_too_early_in_the_iteration_before() -> None:
    """The published cost after one update of a well-known example: 0.291027924."""
    given = {
        "X": [[0.05], [0.1]], "Y": [[0.01], [0.99]], "hidden": [2], "activation": "sigmoid",
        "output": "sigmoid", "loss": "squared_error", "W1": [[0.15, 0.2], [0.25, 0.3]],
        "W2": [[0.4, 0.45], [0.5, 0.55]], "b1": [0.35, 0.35], "b2": [0.6, 0.6],
        "freeze": "biases",
    }  # fmt: skip
    found = trace(Spec.of(given), 1, Runs())
    result = marked(found, "J", [["0.291027924"]])
    assert not result.right.any()
    assert {slip.id for slip in result.slips} == {"updated-early"}
    assert marked(found, "J", [["0.291027774"]]).right.all()


# --- what is right ---


@pytest.mark.parametrize("decimals", [0, 2, 5, 12])
@pytest.mark.parametrize("place", range(3))
def test_the_truth_rounded_is_right_and_no_slip(place, decimals, count):
    found = trace(Spec.of(net(*EVERY_NET[decimals + 7 * place])), 1, Runs())
    for step in found.program.steps:
        truth = found.values[step.writes]
        result = marked(found, step.writes, typed(truth, decimals))
        assert result.right.all(), step.writes
        assert result.slips == []
        count("cells marked", truth.size)


@pytest.mark.parametrize(
    ("entry", "right"),
    [("0.5", True), (".50", True), ("1/2", True), ("2/4", True), ("0,5", True), ("5e-1", True),
     (" 0.500 ", True), ("+.5", True), (0.5, True), ("0.49", False), ("0.51", False),
     ("0", True), ("1", True), ("0.4999999", False), ("0.49999999999999", True), ("−0.5", False),
     ("1/3", False), ("5e-2", False), ("nan", False), ("inf", False)],
)  # fmt: skip
def test_an_entry_is_right_to_the_digits_given(entry: object, right: bool) -> None:
    """Z1 is 0.5; a tie may be rounded either way."""
    found = trace(Spec.of({"X": [[1]], "Y": [[1]], "hidden": "none", "W1": [[0.5]]}), 0, Runs())
    result = marked(found, "Z1", [[entry]])
    assert result.right[0, 0] == right
    assert result.coarse[0, 0] == (entry in ("0", "1"))
    assert bool(result.undecided) == (entry in ("0", "1"))


def test_nothing_filled_in_is_neither_right_nor_a_slip() -> None:
    found = at("usual")
    result = marked(found, "db2", [[""], [None], ["  "]])
    assert not result.right.any()
    assert result.slips == result.untold == []


def test_cells_left_out_do_not_hide_a_slip() -> None:
    found = at("usual")
    entries: list[list[Any]] = typed(found.values["Y"] - found.values["A2"])
    entries[0][:4] = ["", None, "", ""]
    assert {slip.id for slip in marked(found, "dZ2", entries).slips} == {"sign"}


# --- what nobody can tell ---


def untold(found: Trace, name: str) -> dict[str, str]:
    result = marked(found, name, typed(found.values[name], 6))
    return {one.id: one.why for one in result.untold}


def test_with_one_example_nobody_can_tell_whether_it_was_averaged() -> None:
    told = untold(trace(Spec.of({"m": 1}), 0, Runs()), "dW2")
    assert told["mean-missing"] == "With m = 1 nobody can tell whether you divided by m."
    assert "mean-missing" not in untold(trace(Spec.of({"m": 2}), 0, Runs()), "dW2")


def test_a_slip_that_changes_nothing_here_is_told() -> None:
    assert "bias-left-out" in untold(trace(Spec.of({}), 0, Runs()), "Z1")
    assert "bias-left-out" not in untold(at("usual"), "Z1")
    assert "relu-at-zero" in untold(at("usual"), "gprime1")
    assert "relu-at-zero" not in untold(at("tidy", 0), "gprime1")
    assert "relu-at-zero" not in untold(at("leaky", 0), "gprime1")  # 0.01 at 0, not ReLU's 0


@pytest.mark.parametrize("name", ["Z1", "gprime1", "dW2", "W1_next"])
def test_what_is_told_begins_as_a_sentence_does(name: str) -> None:
    """A matrix keeps its small letter: dW is no DW."""
    for why in untold(trace(Spec.of({"m": 1, "lr": 0}), 0, Runs()), name).values():
        assert why.startswith(("With", "Every b", "No z", "The new", "Z[1]", "g′[1]", "dW[2]"))


def test_too_few_digits_cannot_tell_slips_apart() -> None:
    found = at("usual")
    result = marked(found, "J", [[f"{found.J * 8:.0f}"]])
    assert len(marked(found, "J", [["9"]]).slips) <= len(result.slips)
    few = marked(found, "dW2", [["0"] * 4] * 3)
    assert few.right.all()
    assert few.undecided


# --- shapes and entries that are none ---


@pytest.mark.parametrize("rows", [[["1"]], [["1"] * 3] * 3, [["1"] * 8] * 4])
def test_another_shape_is_refused_with_the_one_expected(rows: list[list[str]]) -> None:
    with pytest.raises(SpecError, match=r"expected 3 × 4, the shape of dW\[2\]; found"):
        marked(at("usual"), "dW2", rows)


BAD = ["x", "1.2.3", "1,2,3", "1.000,5", "1/0", "1//2", "--1", "1e", "e5", ".", "1e400", "0x1",
       "½", "١", "1 2", "9" * 80, True, {}, [], "1/2/3", "1e-9999", "+-inf",
       "--nan"]  # fmt: skip


@pytest.mark.parametrize("entry", BAD, ids=str)
def test_an_entry_that_is_no_number_is_pointed_at(entry: object) -> None:
    with pytest.raises(SpecError) as refused:
        read([["1", "2"], ["3", entry]], 100)
    assert refused.value.problems[0].pointer == "#/values/1/1"


@given(some.recursive(some.none() | some.booleans() | some.floats() | some.text(max_size=8),
                      lambda inner: some.lists(inner, max_size=3), max_leaves=9))  # fmt: skip
def test_anything_is_read_or_refused(value: object) -> None:
    try:
        assert read(value, 100).values.ndim == 2
    except SpecError as error:
        assert error.problems[0].pointer.startswith("#/values")


# --- the table of slips ---


def test_every_rule_is_used_and_has_words() -> None:
    chain = {"output_route": "chain"}
    specs = [
        *NETS.values(), chain, chain | {"loss": "squared_error"}, {"optimizer": "rmsprop"},
        {"optimizer": "adam"}, {"optimizer": "momentum"}, {"activation": "sigmoid"},
        chain | {"average": "loss"},
    ]  # fmt: skip
    found = [
        mistake
        for spec in map(Spec.of, specs)
        for step in compile(spec).steps
        for mistake in mistakes_of(step, spec)
    ]
    assert {one.id for one in found} == {rule.id for rule in RULES} | {k[0] for k in KNOWN.values()}
    for one in found:
        assert "{" not in one.label + one.what + one.why
        assert one.why.endswith(".")
