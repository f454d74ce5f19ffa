"""A learner's own matrix compared: the reply, and what is no answer."""

from typing import Any

import pytest
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
