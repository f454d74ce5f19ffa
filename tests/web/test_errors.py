"""Bad input: a problem with the field and the remedy, none of the input, and never 5xx."""

import json

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import API, SPEC_GETS

MARK = "x7q9Zmarkz"
"""Stands in hostile input, so must not stand in a reply."""
DEEP = b"[" * 100_000

QUERIES = [
    "lr=nan", "lr=NaN", "lr=inf", "lr=-Infinity", "lr=1e999", "lr=1e308", "lr=-1", "lr=", "lr=true",
    "lr=0x10", "lr=1_0", "lr=%20" "1", "lr=" + "9" * 5000, "lr=" + MARK, "lr=<script>" + MARK,
    "m=0", "m=-1", "m=501", "m=1000000000", "m=9223372036854775808", "m=2.5", "m=true", "m=1e100",
    "hidden=0", "hidden=1000000000", "hidden=129", "hidden=4,", "hidden=,", "hidden=4;4",
    "hidden=4,4,4,4,4,4,4,4,4", "hidden=" + "4," * 9_000, "hidden=-4", "hidden=none,4",
    "hidden=" + MARK, "activation=" + MARK, "activation=relu,relu", "activation=", "data=" + MARK,
    "data=../../etc/passwd", "data=custom", "output=softmax&loss=binary_cross_entropy",
    "output=sigmoid&loss=cross_entropy", "data=sine&output=softmax", "noise=3",
    "noise=.1&data=iris",
    "classes=4&data=moons", "classes=6", "seed=4294967296", "seed=-1", "data_seed=1.5",
    "X=1,2;3,4", "Y=1,2", "X=1,2;3&Y=1,0", "X=1,2;3,4&Y=1", "X=1,2&Y=1,0&m=2", "X=nan,1&Y=0,1",
    "X=1e999,1&Y=0,1", "X=1e101,1&Y=0,1", "X=" + "1," * 9_000 + "1&Y=1", "W1=1,2", "W1=1,2;3",
    "W1=" + MARK, "W9=1", "b1=1,2", "b1=1;2;3", "W1=true,true;1,1;1,1;1,1", "W10=1", "b0=1",
    "batch=9", "batch=-1", "momentum=1", "l2=1e5", "optimizer=" + MARK, "freeze=all",
    "average=mean", "output_route=maybe", "input_gradient=1",
    "input_gradient=True", "init_scale=11", "lr=1&lr=1", "lr=1&%6cr=2", "iteration=1&iteration=2",
    f"{MARK} {MARK}=1", "__proto__=1", "constructor=1", "spec=1&spec=1", "spec=1&lr=1",
    "iteration=-1", "iteration=1.5", "iteration=100001", "iteration=1e99", "iteration=" + MARK,
    "step=" + MARK, "step=dW9", "lr=%ff", "lr=%ed%a0%80", "%ff=1", "lr=%00", "lr=١", "lr=½",
    "hidden=" + "\u202e" * 50, "=1", "&&=&", "a" * 40_000, "X=" + "1," * 20_000 + "1&Y=1",
]  # fmt: skip

BODIES: list[bytes] = [
    b"", b"{", b"nul", b"\xff", b"\xef\xbb\xbf{}", '{"lr":1}'.encode("utf-16"),
    b'{"lr":NaN}', b'{"lr":Infinity}', b'{"lr":-Infinity}', b'{"lr":1e999}', b'{"lr":' + b"9" * 5000
    + b"}", b'{"lr":1,"lr":1}', b'{"lr":1,"l\\u0072":1}', b'{"a":{"b":1,"b":2}}',
    b'{"lr":"\\ud800"}', b'{"\\ud800":1}', b'{"\\u0000":1}', b'{"lr":"\xed\xa0\x80"}', DEEP,
    b'{"a":' * 50_000, b'{"X":' + b"[" * 900 + b"]" * 900 + b"}", b"[]", b"null", b'"lr"', b"1",
    b"true", b"[{}]", b'{"lr":true}', b'{"lr":"0.5"}', b'{"lr":null}', b'{"lr":[]}', b'{"lr":{}}',
    b'{"m":true}', b'{"m":2.5}', b'{"m":1e100}', b'{"m":-1}', b'{"m":9223372036854775808}',
    b'{"hidden":[true]}', b'{"hidden":[0]}', b'{"hidden":[1000000000]}', b'{"hidden":4}',
    b'{"hidden":[4.5]}', b'{"hidden":["4"]}x', b'{"hidden":[[4]]}',
    b'{"hidden":[4,4,4,4,4,4,4,4,4]}',
    b'{"hidden":[' + b"4," * 400_000 + b"4]}", b'{"activation":[1]}',
    b'{"activation":["relu",null]}',
    b'{"X":[[1,2],[3]],"Y":[[1,0]]}', b'{"X":[[]],"Y":[[]]}', b'{"X":[],"Y":[]}',
    b'{"X":[1,2],"Y":[1,0]}', b'{"X":[[true,1]],"Y":[[0,1]]}', b'{"X":[[null,1]],"Y":[[0,1]]}',
    b'{"X":[["1",1]],"Y":[[0,1]]}', b'{"X":"1,2","Y":"0,1"}', b'{"X":[[1e101,1]],"Y":[[0,1]]}',
    b'{"X":[[[1]]],"Y":[[1]]}', b'{"X":[[1,2]]}', b'{"W1":[[1,2]]}', b'{"W1":{"0":1}}',
    b'{"b1":[[1,2]]}',
    b'{"W1":[[' + b"1," * 300_000 + b"1]]}", b'{"input_gradient":1}', b'{"spec":"x"}',
    json.dumps({MARK + " " + MARK: 1}).encode(), json.dumps({"data": MARK}).encode(),
    json.dumps({"optimizer": [MARK]}).encode(), b"[" + b"{}," * 100 + b"{}]",
    b'{"lr":1}' + b" " * 20 + b"x", b"{'lr':1}", b'{"lr":1,}', b'{"lr":+1}', b'{"lr":.5}',
    b'{"lr":01}',
]  # fmt: skip


def is_problem(reply) -> dict:
    """The reply is a well-made problem document of a client's error."""
    assert 400 <= reply.status_code < 500, (reply.status_code, reply.text[:200])
    assert reply.headers["content-type"] == "application/problem+json"
    problem = reply.json()
    assert set(problem) == {"type", "title", "status", "detail", "errors"}
    assert problem["status"] == reply.status_code
    for error in problem["errors"]:
        assert set(error) == {"pointer", "detail"}
        assert error["pointer"].startswith("#")
    assert len(reply.content) < 4096
    assert MARK not in reply.text
    assert "Traceback" not in reply.text
    return problem


def test_there_are_enough_of_them() -> None:
    assert len(QUERIES) >= 60
    assert len(BODIES) >= 60


@pytest.mark.parametrize("route", [*SPEC_GETS, "train?until=3"])
def test_no_query_gets_past(client: TestClient, route: str) -> None:
    for query in QUERIES:
        joined = API + route + ("&" if "?" in route else "?")
        is_problem(client.get(joined + query))


def test_no_body_gets_past(client: TestClient) -> None:
    for body in BODIES:
        reply = client.post(
            API + "specs", content=body, headers={"Content-Type": "application/json"}
        )
        is_problem(reply)


@pytest.mark.parametrize(
    ("query", "pointer", "says"),
    [
        ("lr=x", "#/lr", "from 0 to 1000000"),
        ("hidden=4,0", "#/hidden", "1 to 128"),
        ("W1=1,2;3,x;5,6;7,8", "#/W1/1/1", "number"),
        ("W1=1,2;3,4", "#/W1", "4 × 2"),
        ("data=mars", "#/data", "moons"),
        ("output=softmax&loss=binary_cross_entropy", "#/loss", "cross_entropy"),
        ("iteration=100001", "#/iteration", "100000"),
        ("step=dW7", "#/step", "dW1"),
        ("matrices=dW7", "#/matrices", "dW1"),
        ("learning_rate=1", "#/learning_rate", "lr"),
        ("lr=1&lr=2", "#/lr", "once"),
    ],
)
def test_the_problem_names_the_field_and_the_remedy(
    client: TestClient, query: str, pointer: str, says: str
) -> None:
    problem = is_problem(client.get(API + "trace?" + query))
    assert problem["status"] == 422
    assert problem["errors"][0]["pointer"] == pointer
    assert says in problem["errors"][0]["detail"]


def test_a_body_points_alike(client: TestClient) -> None:
    body = {"hidden": [2], "W1": [[1, 2], [3, "4"]]}
    problem = is_problem(client.post(API + "specs", json=body))
    assert problem["errors"][0]["pointer"] == "#/W1/1/1"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400), (b'{"lr":1,"lr":1}', 400), (b'{"lr":NaN}', 400), (DEEP, 400),
        (b'{"lr":"\\ud800"}', 400), ('{"lr":1}'.encode("utf-16"), 400),
        (b" " * (4 * 1024 * 1024) + b"{}", 413), (b'{"lr":true}', 422), (b"[]", 422),
    ],
)  # fmt: skip
def test_statuses_of_bodies(client: TestClient, body: bytes, status: int) -> None:
    headers = {"Content-Type": "application/json"}
    assert client.post(API + "specs", content=body, headers=headers).status_code == status


def test_a_body_without_an_announced_length_is_counted(client: TestClient) -> None:
    sent = 0

    def endless():
        nonlocal sent
        while sent < 20_000_000:
            sent += 65536
            yield b" " * 65536

    headers = {"Content-Type": "application/json"}
    assert client.post(API + "specs", content=endless(), headers=headers).status_code == 413


@pytest.mark.parametrize(
    "headers",
    [{}, {"Content-Type": "text/plain"}, {"Content-Type": "application/x-www-form-urlencoded"},
     {"Content-Type": "application/json", "Content-Encoding": "gzip"}],
)  # fmt: skip
def test_other_media_types_are_refused(client: TestClient, headers: dict[str, str]) -> None:
    is_problem(reply := client.post(API + "specs", content=b"{}", headers=headers))
    assert reply.status_code == 415


@pytest.mark.parametrize("route", [*SPEC_GETS, "train?until=3", "catalog", "specs", "specs/x"])
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "POST", "GET"])
def test_other_methods_are_refused(client: TestClient, route: str, method: str) -> None:
    taken = "POST" if route == "specs" else "GET"
    if method == taken:
        return
    reply = client.request(method, API + route)
    assert reply.status_code == 405
    assert taken in reply.headers["allow"]
    if method != "HEAD":
        is_problem(reply)


@pytest.mark.parametrize(
    "path",
    ["/nope", "/api/v1", "/api/v1/", "/api/v2/trace", "/api/v1/trace/", "/api/v1/nope", "/embed/x",
     "/static/../app/main.py", "/static/%2e%2e/pyproject.toml", "//etc/passwd", f"/{MARK}",
     "/api/v1/%00", "/static/" + "a" * 5000],
)  # fmt: skip
def test_unknown_paths_are_not_found(client: TestClient, path: str) -> None:
    assert is_problem(client.get(path))["status"] == 404


def test_a_failure_tells_nothing(monkeypatch: pytest.MonkeyPatch, client: TestClient) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(MARK)

    monkeypatch.setattr("app.web.answers.trace", fail)
    reply = client.get(API + "trace?seed=77")
    assert reply.status_code == 500
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert MARK not in reply.text
    assert client.get("/healthz").status_code == 200
