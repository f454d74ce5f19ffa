"""The files of a run over HTTP: names, types, caches, refusals, and the way back in."""

import io

import jsonschema
import numpy as np
import orjson
import pytest
from starlette.testclient import TestClient

from app.engine.spec import Spec
from app.web.identity import ENGINE
from tests.exports.run import run
from tests.web.conftest import API

MEDIA = {
    "py": "text/x-python; charset=utf-8",
    "ipynb": "application/x-ipynb+json",
    "npz": "application/octet-stream",
    "csv": "text/csv; charset=utf-8; header=present",
    "json": "application/json",
}
every_file = pytest.mark.parametrize("ending", MEDIA)
OWN = {"X": [[0.1, 0.2, 0.7]], "Y": [[1, 0, 1]], "W1": [[0.5], [-0.5]], "hidden": [2]}


@every_file
def test_a_file_is_saved_under_a_telling_name(client: TestClient, ending: str) -> None:
    reply = client.get(f"{API}export.{ending}?data=moons&hidden=5,3&iteration=7")
    assert reply.status_code == 200
    name = f"stepgrad-moons-2-5-3-1-iteration-7.{ending}"
    assert reply.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert reply.headers["content-type"] == MEDIA[ending]
    assert reply.headers["x-content-type-options"] == "nosniff"


@every_file
def test_it_is_kept_as_the_other_replies_are(client: TestClient, ending: str) -> None:
    path = f"{API}export.{ending}?iteration=3"
    reply = client.get(path)
    assert reply.headers["cache-control"] == "public, no-cache"
    again = client.get(path, headers={"If-None-Match": reply.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    forever = client.get(f"{path}&engine={ENGINE}")
    assert "immutable" in forever.headers["cache-control"]
    assert forever.content == reply.content
    other = client.get(path.replace("3", "4"))
    assert other.headers["etag"] != reply.headers["etag"]


def test_scripts_of_two_frameworks_are_two_replies(client: TestClient) -> None:
    numpy, torch = (client.get(f"{API}export.py?framework={name}") for name in ("numpy", "torch"))
    assert numpy.headers["etag"] != torch.headers["etag"]
    assert "import torch" in torch.text
    assert "torch" not in numpy.text
    assert torch.headers["content-disposition"].endswith('-iteration-0-torch.py"')
    refused = client.get(f"{API}export.py?framework=jax")
    assert refused.status_code == 422
    assert refused.json()["errors"] == [
        {"pointer": "#/framework", "detail": "numpy or torch is expected."}
    ]


@every_file
def test_a_saved_spec_with_own_numbers_can_be_taken_away(client: TestClient, ending: str) -> None:
    id = client.post(API + "specs", json=OWN).json()["id"]
    reply = client.get(f"{API}export.{ending}?spec={id}&iteration=2")
    assert reply.status_code == 200
    trace = client.get(f"{API}trace?spec={id}&iteration=2").json()
    if ending == "py":
        assert run(reply.text)["dW1"].tolist() == trace["matrices"]["dW1"]["values"]
    if ending == "json":
        assert reply.json() == trace


def test_json_and_npz_open_the_same_run_again(client: TestClient) -> None:
    moment = "data=blobs&classes=4&optimizer=adam&batch=3&iteration=9"
    trace = client.get(f"{API}export.json?{moment}").json()
    arrays = np.load(io.BytesIO(client.get(f"{API}export.npz?{moment}").content))
    for spec, k in (
        (trace["spec"], trace["iteration"]),
        (orjson.loads(bytes(arrays["spec"])), int(arrays["iteration"])),
    ):
        id = client.post(API + "specs", json=spec).json()["id"]
        again = client.get(f"{API}trace?spec={id}&iteration={k}").json()
        assert again["matrices"] == trace["matrices"]
        assert Spec.of(spec).fields() == trace["spec"]


@pytest.mark.parametrize(
    "query",
    ["", "iteration=5&X=1,2&Y=0,1&hidden=none", "data=sine&lr=1e6&activation=identity&iteration=9"],
)
def test_the_trace_follows_its_published_schema(client: TestClient, query: str) -> None:
    reply = client.get(API + "schema/trace-1.json")
    assert reply.headers["content-type"] == "application/schema+json"
    schema = reply.json()
    jsonschema.Draft202012Validator.check_schema(schema)
    strict = jsonschema.Draft202012Validator(schema)
    trace = client.get(f"{API}export.json?{query}").json()
    strict.validate(trace)
    for broken in ({"format": 2}, {"J": "much"}, {"iteration": 0.5}, {"spec": {"lr": -1}}):
        assert not strict.is_valid(trace | broken)


@pytest.mark.parametrize("ending", ["npz", "csv", "json"])
def test_matrices_can_be_chosen(client: TestClient, ending: str) -> None:
    whole = client.get(f"{API}export.{ending}").content
    few = client.get(f"{API}export.{ending}?matrices=dW2,J").content
    assert len(few) < len(whole)
    assert (b"dW2" in few, b"dZ2" in few) == (True, ending == "json")  # its steps name it


MANY = "m=500&hidden=128,128,128,128"


@pytest.mark.parametrize(
    ("ending", "query", "field"),
    [
        ("csv", MANY, "matrices"),
        ("npz", MANY, "matrices"),
        ("json", MANY, "matrices"),
        ("py", "iteration=1000000", "iteration"),
        ("npz", "iteration=-1", "iteration"),
        ("csv", "matrices=Q", "matrices"),
        ("json", "lr=x", "lr"),
        ("ipynb", "nope=1", "nope"),
    ],
)
def test_what_cannot_be_made_is_refused_at_its_field(
    client: TestClient, ending: str, query: str, field: str
) -> None:
    reply = client.get(f"{API}export.{ending}?{query}")
    assert reply.status_code == 422, query
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["errors"][0]["pointer"] == f"#/{field}"


@pytest.mark.parametrize("ending", ["py", "ipynb"])
def test_a_script_of_too_many_numbers_is_refused(client: TestClient, ending: str) -> None:
    rows = [[0] * 500] * 128
    wide = {"X": rows, "Y": rows, "hidden": [128] * 8, "optimizer": "adam"}
    id = client.post(API + "specs", json=wide).json()["id"]
    reply = client.get(f"{API}export.{ending}?spec={id}")
    assert reply.status_code == 422
    assert reply.json()["errors"][0]["pointer"] == "#/hidden"
    assert "take fewer examples or smaller layers" in reply.json()["detail"]
