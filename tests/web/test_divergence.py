"""A run that overflows is data: told, located, and strict JSON."""

import json

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import API

REGRESSION = "data=sine&hidden=4&activation=identity&"


def refuse(token: str) -> None:
    raise AssertionError(f"{token} is no JSON")


def get(client: TestClient, route: str) -> dict:
    reply = client.get(API + route)
    assert reply.status_code == 200, reply.text
    return json.loads(reply.content, parse_constant=refuse)


def entries(trace: dict) -> list[tuple[str, int, int, object]]:
    """Name, row, column and value of every entry written, in program order."""
    return [
        (step["writes"], r, c, value)
        for step in trace["steps"]
        for r, row in enumerate(trace["matrices"][step["writes"]]["values"])
        for c, value in enumerate(row)
    ]


def check(trace: dict) -> None:
    """Non-finite entries are named strings, and the first of them is where the trace says."""
    strings = [entry for entry in entries(trace) if isinstance(entry[3], str)]
    assert {entry[3] for entry in strings} <= {"NaN", "Infinity", "-Infinity"}
    assert not any(entry[3] is None for entry in entries(trace))
    if trace["status"] == "ok":
        assert not strings
        assert trace["nonfinite"] is None
        return
    name, row, column, _ = strings[0]
    assert trace["nonfinite"]["step"] == name
    assert trace["nonfinite"]["cell"] == [row, column]
    assert trace["nonfinite"]["iteration"] <= trace["iteration"]


@pytest.mark.parametrize("lr", ["10", "100", "1000", "1e4", "1e6"])
def test_a_regression_with_large_steps_overflows_and_says_where(
    client: TestClient, lr: str
) -> None:
    last = get(client, f"trace?{REGRESSION}lr={lr}&iteration=2000")
    assert last["status"] == "diverged"
    check(last)
    at = last["nonfinite"]["iteration"]
    assert 0 < at < 2000
    before, there = (get(client, f"trace?{REGRESSION}lr={lr}&iteration={k}") for k in (at - 1, at))
    check(before)
    assert before["status"] == "ok"
    assert there["nonfinite"] == last["nonfinite"]
    assert there["matrices"] == last["matrices"]


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "rmsprop", "adam"])
@pytest.mark.parametrize("route", ["shortcut", "chain"])
def test_whatever_the_spec_the_reply_is_strict(
    client: TestClient, optimizer: str, route: str
) -> None:
    for query in ("data=sine", "data=circles", "data=blobs&loss=squared_error", "l2=10"):
        for k in (0, 1, 5, 40, 400):
            check(
                get(
                    client,
                    f"trace?{query}&lr=1e5&optimizer={optimizer}&output_route={route}&iteration={k}",
                )
            )


@pytest.mark.parametrize(
    ("W", "Y"),
    [("900,0;0,900", "0,1;1,0"), ("-1e5,0;0,-1e5", "1,0;0,1"), ("1e100,0;0,1", "0,1;1,0")],
)
def test_the_long_way_through_underflowed_probabilities(client: TestClient, W: str, Y: str) -> None:
    own = f"X=1,0;0,1&Y={Y}&hidden=none&W1={W}"
    for loss in ("cross_entropy", "squared_error"):
        query = f"trace?{own}&output=softmax&loss={loss}"
        check(get(client, query + "&output_route=chain"))
        check(get(client, query))
    long = get(client, f"trace?{own}&output=softmax&output_route=chain")
    short = get(client, f"trace?{own}&output=softmax")
    if W.startswith("900"):  # a = 0 where y = 1: dA = −y/a has no number
        assert long["status"] == "diverged"
        assert short["status"] == "ok"


@pytest.mark.parametrize("lr", ["10", "1000", "1e6"])
def test_a_classifier_with_large_steps_dies_rather_than_overflow(
    client: TestClient, lr: str
) -> None:
    history = get(client, f"history?hidden=8&lr={lr}&until=200&points=20")
    assert history["status"] == "ok"
    assert history["off"]["1"][0] < 1
    assert history["off"]["1"][-1] > 0.5
    last = get(client, f"trace?hidden=8&lr={lr}&iteration=200")
    A1 = last["matrices"]["A1"]["values"]
    assert history["off"]["1"][-1] == sum(not any(row) for row in A1) / 8


def test_other_routes_tell_of_divergence_too(client: TestClient) -> None:
    query = REGRESSION + "lr=100"
    history = get(client, f"history?{query}&until=500")
    assert history["status"] == "diverged"
    assert history["nonfinite"]["iteration"] in range(1, 500)
    frames = get(client, f"frames?{query}&start=480&until=484&matrices=dW1")
    assert {frame["status"] for frame in frames["frames"]} == {"diverged"}
    for route in ("step?step=dW2&iteration=400", "check?iteration=400", "figure?iteration=400",
                  "predict?X_new=1&iteration=400"):  # fmt: skip
        get(client, f"{route}&{query}")
    done = client.get(API + f"train?{query}&until=500").text
    assert '"status":"diverged"' in done
    assert "NaN," not in done.replace('"NaN"', "")
