"""Specs too long for an address, kept under an id."""

import base64
import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.web.conftest import API, KEEPS_NOTHING, SPEC_GETS

LONG = {
    "X": [[0.1 * i + j / 3 for i in range(120)] for j in range(2)],
    "Y": [[i % 2 for i in range(120)]],
    "hidden": [3],
}


def test_saving_twice_is_the_same(client: TestClient) -> None:
    first = client.post(API + "specs", json=LONG)
    assert first.status_code == 201
    assert set(first.json()) == {"format", "engine", "id", "query", "spec"}
    assert first.headers["location"] == API + "specs/" + first.json()["id"]
    assert client.post(API + "specs", json=LONG).content == first.content
    assert client.get(first.headers["location"]).content == first.content


def test_the_id_is_the_hash_of_the_canonical_json(client: TestClient) -> None:
    saved = client.post(API + "specs", json={"lr": 0.25, "hidden": "2"}).json()
    text = json.dumps(saved["spec"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest())
    assert saved["id"] == digest[:22].decode()
    assert saved["query"] == f"spec={saved['id']}"
    assert saved["spec"]["lr"] == 0.25
    assert saved["spec"]["optimizer"] == "sgd"


@pytest.mark.parametrize("route", SPEC_GETS)
def test_a_saved_spec_is_asked_like_an_address(client: TestClient, route: str) -> None:
    id = client.post(API + "specs", json=LONG).json()["id"]
    reply = client.get(API + route + ("&" if "?" in route else "?") + f"spec={id}")
    assert reply.status_code == 200
    assert reply.json()["query"] == f"spec={id}"
    assert reply.json()["layers"] == [2, 3, 1]


def test_an_id_stands_without_any_field_of_a_spec(client: TestClient) -> None:
    id = client.post(API + "specs", json={}).json()["id"]
    reply = client.get(API + f"trace?spec={id}&lr=0.1")
    assert reply.status_code == 422
    assert "spec" in reply.json()["detail"]
    assert "lr" in reply.json()["detail"]


@pytest.mark.parametrize("id", ["x", "A" * 22, "../../etc/passwd", "", "%00" * 22, "é" * 22])
def test_an_unknown_id_says_how_to_go_on(client: TestClient, id: str) -> None:
    reply = client.get(API + f"trace?spec={id}")
    assert reply.status_code == 404
    assert "POST" in reply.json()["detail"]
    assert client.get(API + f"specs/{id or 'x'}").status_code == 404


def test_saved_specs_outlast_the_server(tmp_path: Path) -> None:
    folder = tmp_path / "made" / "by itself"
    settings = Settings(data_dir=str(folder))
    with TestClient(create_app(settings)) as client:
        saved = client.post(API + "specs", json=LONG).json()
    with TestClient(create_app(settings)) as client:
        assert client.get(API + f"specs/{saved['id']}").json() == saved
    with TestClient(create_app(KEEPS_NOTHING)) as client:
        assert client.get(API + f"specs/{saved['id']}").status_code == 404


def test_saving_too_often_is_refused_for_a_while() -> None:
    with TestClient(create_app(replace(KEEPS_NOTHING, specs_per_minute=2))) as client:
        answers = [client.post(API + "specs", json={"seed": seed}) for seed in range(3)]
        assert [answer.status_code for answer in answers] == [201, 201, 429]
        assert 0 < int(answers[2].headers["retry-after"]) <= 31
        assert client.get(API + "trace").status_code == 200


def test_readiness_tells_of_the_store(client: TestClient) -> None:
    assert client.get("/readyz").json() == {"status": "ok", "store": "ok"}
    app = create_app(KEEPS_NOTHING)
    with TestClient(app) as other:
        app.state.service.store._database.close()
        failed = other.get("/readyz")
        assert failed.status_code == 503
        assert "store" in failed.json()["detail"]
        assert other.get("/healthz").status_code == 200


def test_a_server_can_be_started_again() -> None:
    app = create_app(KEEPS_NOTHING)
    for _ in range(2):
        with TestClient(app) as client:
            assert client.post(API + "specs", json={}).status_code == 201
            assert "event: done" in client.get(API + "train?until=3000").text
