"""The address: its grammar, and the one canonical text of a spec."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.engine.fields import FIELDS
from app.engine.spec import Limits, Spec, SpecError
from app.web.address import canonical, parse
from app.web.query import number
from tests.web.conftest import API

LIMITS = Limits()
GRAMMAR = re.compile(r"-?([0-9]+(\.[0-9]+)?|\.[0-9]+)(e[+-]?[0-9]+)?")


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("-3", -3), ("007", 7), ("4.0", 4.0), (".5", 0.5), ("-.25", -0.25), ("1e3", 1e3),
     ("1e+3", 1e3), ("2.5e-3", 0.0025), ("5e-324", 5e-324), ("1e-999", 0.0)],
)  # fmt: skip
def test_numbers(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "-", ".", "5.", "+5", "1E3", "1e", "0x1", "1_000", " 1", "1 ", "nan", "NaN", "inf",
     "Infinity", "-inf", "true", "1e999", "-1e999", "9" * 5000, "١", "1,2", "--1", "1e1.5", "½"],
)  # fmt: skip
def test_no_numbers(text: str) -> None:
    assert number(text) is None


@given(st.text(alphabet="0123456789.-+eE _", max_size=12))
def test_the_grammar_is_the_contract_s(text: str) -> None:
    assert (number(text) is not None) == bool(GRAMMAR.fullmatch(text) and abs(float(text)) < 1e309)


NUMBERS = st.floats(-100, 100) | st.integers(-9, 9)


def matrices(rows: int, columns: int) -> st.SearchStrategy[list[list[float]]]:
    row = st.lists(NUMBERS, min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows)


@st.composite
def specs(draw: st.DrawFn) -> dict[str, object]:
    """Values of specs that hold, by field name."""
    values: dict[str, object] = {}
    hidden = draw(st.lists(st.integers(1, 5), max_size=3))
    values["hidden"] = hidden
    names = [name for f in FIELDS if f.name == "activation" for name, _, _ in f.choices]
    if hidden and draw(st.booleans()):
        values["activation"] = [draw(st.sampled_from(names)) for _ in hidden]
    m, n0, last = 4, 2, 3
    if draw(st.booleans()):
        values |= {"X": draw(matrices(n0, m)), "Y": draw(matrices(last, m)), "output": "identity"}
    layers = [n0, *hidden, last]
    for layer in range(1, len(layers)):
        if draw(st.booleans()):
            values[f"W{layer}"] = draw(matrices(layers[layer], layers[layer - 1]))
            column = draw(matrices(layers[layer], 1))
            values[f"b{layer}"] = draw(st.sampled_from([column, [row[0] for row in column]]))
    optional: dict[str, st.SearchStrategy[object]] = {
        "lr": st.floats(0, 1e6),
        "optimizer": st.sampled_from(["sgd", "momentum", "rmsprop", "adam"]),
        "momentum": st.floats(0, 0.9999),
        "batch": st.integers(0, 4),
        "l2": st.floats(0, 1e4),
        "freeze": st.sampled_from(["none", "biases"]),
        "average": st.sampled_from(["gradients", "loss"]),
        "input_gradient": st.booleans(),
        "seed": st.integers(0, 2**32 - 1),
        "init_scale": st.floats(0, 10),
    }
    for name, strategy in optional.items():
        if draw(st.booleans()):
            values[name] = draw(strategy)
    return values


@given(specs())
def test_a_canonical_query_reads_back_to_itself(values: dict[str, object]) -> None:
    spec = Spec.of(values, LIMITS)
    text = canonical(spec)
    again = parse(text, LIMITS)
    assert again == spec
    assert canonical(again) == text
    assert Spec.of(spec.fields(), LIMITS) == spec
    order = [field.name for field in FIELDS]
    names = [piece.split("=")[0] for piece in text.split("&") if piece]
    assert names == sorted(names, key=order.index)
    assert re.fullmatch(r"[A-Za-z0-9_=&,;.-]*", text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("", ""),
        ("hidden=4&activation=relu&lr=0.5&seed=1&data=spiral&m=8", ""),
        ("hidden=", "hidden=none"),
        ("hidden=none&data=sine", "data=sine&hidden=none"),
        ("activation=tanh,tanh&hidden=3,3", "hidden=3,3&activation=tanh"),
        ("activation=tanh,relu&hidden=3,3", "hidden=3,3&activation=tanh,relu"),
        ("lr=1e6", "lr=1000000.0"),
        ("lr=1e-7", "lr=1e-07"),
        ("W1=1e+20,2;3,4&hidden=2", "hidden=2&W1=1e20,2.0;3.0,4.0"),
        ("b1=1;2&hidden=2", "hidden=2&b1=1.0,2.0"),
        ("m=6.0&batch=2", "m=6&batch=2"),
        ("input_gradient=true&freeze=biases", "freeze=biases&input_gradient=true"),
        ("data=moons&classes=2&output=sigmoid&loss=binary_cross_entropy", "data=moons"),
    ],
)
def test_canonical_queries(query: str, text: str) -> None:
    assert canonical(parse(query, LIMITS)) == text
    assert canonical(parse(text, LIMITS)) == text


def test_the_reply_names_the_canonical_query(client: TestClient) -> None:
    reply = client.get(API + "trace?lr=1&data=moons&hidden=4%2C4&iteration=2").json()
    assert reply["query"] == "data=moons&hidden=4,4&lr=1.0"
    assert reply["spec"]["lr"] == 1.0
    assert reply["spec"]["output"] == "sigmoid"


def test_a_plus_is_a_plus(client: TestClient) -> None:
    assert client.get(API + "program?lr=1e+2").json()["query"] == "lr=100.0"
    assert client.get(API + "program?lr=1e%2B2").json()["query"] == "lr=100.0"


def test_a_spec_can_be_posted_as_it_was_replied(client: TestClient) -> None:
    spec = client.get(API + "program?hidden=3,2&activation=tanh,relu&W1=1,2;3,4;5,6").json()["spec"]
    assert client.post(API + "specs", json=spec).json()["spec"] == spec


def test_a_json_spec_takes_the_address_s_strings_for_sizes_and_activations() -> None:
    texts = Spec.of({"hidden": "3,2", "activation": "tanh,relu"}, LIMITS)
    assert texts == Spec.of({"hidden": [3.0, 2], "activation": ["tanh", "relu"]}, LIMITS)
    with pytest.raises(SpecError):
        Spec.of({"lr": "0.5"}, LIMITS)
