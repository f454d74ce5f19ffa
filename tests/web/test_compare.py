"""A learner's own matrix compared: the reply, and what is no answer."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from starlette.testclient import TestClient

from tests.web.conftest import API

KEYS = {
    "format", "engine", "query", "iteration", "matrix", "shape", "right", "blank", "coarse",
    "digits", "score", "slips", "untold", "undecided",
}  # fmt: skip


def matrices(client: TestClient, query: str = "") -> dict[str, list[list[float]]]:
    reply = client.get(f"{API}trace?{query}").json()
    return {name: matrix["values"] for name, matrix in reply["matrices"].items()}


def typed(rows: list[list[float]], decimals: int = 3) -> list[list[str]]:
    return [[f"{value:.{decimals}f}" for value in row] for row in rows]


def compare(client: TestClient, **body: Any) -> dict[str, Any]:
    reply = client.post(API + "compare", json=body)
    assert reply.status_code == 200, reply.text
    assert reply.headers["cache-control"] == "no-store"
    found: dict[str, Any] = reply.json()
    assert set(found) == KEYS
    return found


def refused(client: TestClient, status: int, **body: Any) -> dict[str, Any]:
    reply = client.post(API + "compare", json=body)
    assert reply.status_code == status, reply.text
    problem: dict[str, Any] = reply.json()
    return problem


def test_every_matrix_that_a_step_writes_can_be_checked(client: TestClient) -> None:
    query = "hidden=4,3&iteration=2"
    steps = client.get(f"{API}trace?{query}").json()["steps"]
    true = matrices(client, query)
    for name in (step["writes"] for step in steps):
        found = compare(
            client, spec={"hidden": [4, 3]}, iteration=2, matrix=name, values=typed(true[name])
        )
        assert all(all(row) for row in found["right"]), name
        assert found["slips"] == []
        assert found["query"] == "hidden=4,3"
        assert found["score"] == {"right": len(true[name]) * len(true[name][0]),
                                  "of": len(true[name]) * len(true[name][0])}  # fmt: skip


def test_a_saved_spec_is_compared_by_its_id(client: TestClient) -> None:
    spec = {"X": [[0.125 * i for i in range(300)]], "Y": [[i % 2 for i in range(300)]]}
    id = client.post(API + "specs", json=spec).json()["id"]
    true = matrices(client, f"spec={id}")["db1"]
    by_id = compare(client, id=id, matrix="db1", values=typed(true, 6))
    assert all(row == [True] for row in by_id["right"])
    assert by_id["query"] == f"spec={id}"
    assert compare(client, spec=spec, matrix="db1", values=typed(true, 6)) == by_id


def test_the_reply_tells_slips_and_not_the_truth(client: TestClient) -> None:
    true = matrices(client, "iteration=3")
    wrong = [[8 * value for value in row] for row in true["dW2"]]
    found = compare(client, iteration=3, matrix="dW2", values=typed(wrong))
    assert [slip["id"] for slip in found["slips"]] == ["mean-missing"]
    assert found["slips"][0].keys() == {"id", "label", "why", "step", "code", "everywhere"}
    assert found["score"] == {"right": 0, "of": 12}
    assert found["shape"] == [3, 4]
    assert found["digits"] == [[3] * 4] * 3
    assert str(round(true["dW2"][0][0], 3)) not in str(found)


def test_shapes_of_a_slip_are_answers_in_their_own_shape(client: TestClient) -> None:
    true = matrices(client)
    turned = [list(row) for row in zip(*true["dW2"], strict=True)]
    for name, rows, id in (
        ("dW2", turned, "transposed"),
        ("db2", true["dZ2"], "db-not-summed"),
        ("db2", [[0.5] * 8] * 3, "db-not-summed"),
        ("dW2", [[0.5] * 3] * 4, "transposed"),
    ):
        found = compare(client, matrix=name, values=typed(rows))
        assert [slip["id"] for slip in found["slips"]] == [id]
        assert found["right"] == [[False] * len(rows[0])] * len(rows)


def test_what_is_left_out_is_blank_and_not_right(client: TestClient) -> None:
    found = compare(client, matrix="db2", values=[["1e9"], [""], [None]])
    assert found["blank"] == [[False], [True], [True]]
    assert found["right"] == [[False], [False], [False]]
    assert found["digits"] == [[-9], [None], [None]]


def test_a_diverged_run_is_compared_too(client: TestClient) -> None:
    spec = {"activation": "leaky_relu", "output": "identity", "lr": 4.0}
    name = "L"
    query = "activation=leaky_relu&output=identity&lr=4.0&iteration=20&matrices=L"
    rows = client.get(f"{API}trace?{query}").json()["matrices"][name]["values"]
    assert "Infinity" in rows[0]
    found = compare(client, spec=spec, iteration=20, matrix=name, values=rows)
    assert all(found["right"][0])


def test_the_largest_matrix_fits_in_a_body(client: TestClient) -> None:
    spec = {"m": 500, "hidden": [128]}
    rows = typed(matrices(client, "m=500&hidden=128&matrices=dZ1")["dZ1"], 2)
    found = compare(client, spec=spec, matrix="dZ1", values=rows)
    assert found["score"] == {"right": 64_000, "of": 64_000}


def test_on_a_large_net_only_the_nearest_slips_are_tried(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.web.compare.BUDGET", 1)
    monkeypatch.setattr("app.web.compare.FEWEST", 3)
    found = compare(client, matrix="dW1", values=[["9.5", "9.5"]] * 4)
    assert "nearest" in found["undecided"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"matrix": "dW2"}, "#/values"),
        ({"values": [["1"]]}, "#/matrix"),
        ({"matrix": "W1", "values": [["1"]]}, "#/matrix"),
        ({"matrix": ["dW2"], "values": [["1"]]}, "#/matrix"),
        ({"matrix": "dW2", "values": "1"}, "#/values"),
        ({"matrix": "dW2", "values": [[]]}, "#/values/0"),
        ({"matrix": "dW2", "values": [["1"], ["1", "2"]]}, "#/values/1"),
        ({"matrix": "dW2", "values": [["1", "q"]]}, "#/values/0/1"),
        ({"matrix": "dW2", "values": [["1", "2"]]}, "#/values"),
        ({"matrix": "dW2", "values": [["1"]], "iteration": -1}, "#/iteration"),
        ({"matrix": "dW2", "values": [["1"]], "iteration": "3"}, "#/iteration"),
        ({"matrix": "dW2", "values": [["1"]], "iteration": True}, "#/iteration"),
        ({"matrix": "dW2", "values": [["1"]], "iteration": 100_001}, "#/iteration"),
        ({"matrix": "dW2", "values": [["1"]], "spec": {"lr": -1}}, "#/spec/lr"),
        ({"matrix": "dW2", "values": [["1"]], "spec": {"W1": [[1, True]]}}, "#/spec/W1/0/1"),
        ({"matrix": "dW2", "values": [["1"]], "spec": {"a b": 1}}, "#/spec"),
        ({"matrix": "dW2", "values": [["1"]], "spec": []}, "#/spec"),
        ({"matrix": "dW2", "values": [["1"]], "spec": {}, "id": "x"}, "#/id"),
        ({"matrix": "dW2", "values": [["1"]], "expected": True}, "#"),
    ],
)
def test_what_is_no_answer_is_pointed_at(
    client: TestClient, body: dict[str, Any], pointer: str
) -> None:
    problem = refused(client, 422, **body)
    assert problem["errors"][0]["pointer"] == pointer
    assert problem["detail"]


def test_other_refusals_are_as_of_every_body(client: TestClient) -> None:
    url = API + "compare"
    head = {"content-type": "application/json"}
    assert client.post(url, content="{", headers=head).status_code == 400
    assert client.post(url, content='{"id":1,"id":2}', headers=head).status_code == 400
    assert refused(client, 404, id="A" * 22, matrix="dW2", values=[["1"]])
    assert client.get(url).status_code == 405
    assert client.get(url).headers["allow"] == "POST"
    assert client.post(url, content="{}").status_code == 415
    large = b'"' + b"x" * (4 << 20) + b'"'
    assert client.post(url, content=large, headers=head).status_code == 413


@settings(max_examples=60)
@given(
    some.dictionaries(
        some.sampled_from(["spec", "id", "iteration", "matrix", "values", "x"]),
        some.recursive(
            some.none() | some.booleans() | some.integers(-9, 9) | some.floats(-9, 9)
            | some.text(max_size=4) | some.sampled_from(["dW2", "J", "0.5", "1/3"]),
            lambda inner: some.lists(inner, max_size=3)
            | some.dictionaries(some.sampled_from(["lr", "m", "W1", "q"]), inner, max_size=2),
            max_leaves=6,
        ),
    )
)  # fmt: skip
def test_whatever_is_sent_is_answered_or_refused(
    client: TestClient, body: dict[str, object]
) -> None:
    reply = client.post(API + "compare", content=json.dumps(body),
                        headers={"content-type": "application/json"})  # fmt: skip
    assert reply.status_code in (200, 400, 404, 422), reply.text
