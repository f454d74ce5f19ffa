"""Replies are functions of their address: the same bytes however asked, and kept if allowed."""

import orjson
import pytest
from starlette.testclient import TestClient

from app.main import create_app
from tests.web.conftest import API, KEEPS_NOTHING, SPEC_GETS

MOMENT = API + "trace?hidden=3&data=moons&lr=0.7&iteration=300"


@pytest.mark.parametrize("route", [*SPEC_GETS, "catalog"])
def test_an_etag_saves_the_reply(client: TestClient, route: str) -> None:
    first = client.get(API + route)
    tag = first.headers["etag"]
    assert tag.startswith('"')
    assert first.headers["cache-control"] == "public, no-cache"
    for text in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = client.get(API + route, headers={"If-None-Match": text})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert client.get(API + route, headers={"If-None-Match": '"other"'}).content == first.content


def test_a_304_names_the_form_that_the_client_has(client: TestClient) -> None:
    for _ in range(3):  # made, kept, sent again
        packed = client.get(MOMENT, headers={"Accept-Encoding": "br"}).headers["etag"]
        again = client.get(MOMENT, headers={"Accept-Encoding": "br", "If-None-Match": packed})
        assert (again.status_code, again.headers["etag"]) == (304, packed)


def test_a_304_needs_no_computing(client: TestClient) -> None:
    far = API + "trace?hidden=16,16&m=100&iteration=9000"
    tag = client.get(far).headers["etag"]
    with TestClient(create_app(KEEPS_NOTHING)) as other:
        service = other.app.state.service
        reply = other.get(far, headers={"If-None-Match": tag})
        assert reply.status_code == 304
        assert service.compute._worker is None
        assert service.runs.checkpoints.bytes == 0


@pytest.mark.parametrize("route", SPEC_GETS)
def test_under_the_name_of_its_engine_a_reply_is_kept_for_ever(
    client: TestClient, route: str
) -> None:
    engine = client.get(API + "catalog").json()["engine"]
    joined = API + route + ("&" if "?" in route else "?")
    kept = client.get(joined + f"engine={engine}")
    assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert kept.content == client.get(API + route).content
    old = client.get(joined + "engine=0.0.0-old")
    assert old.headers["cache-control"] == "public, no-cache"


def test_one_moment_has_one_text_however_it_is_written(client: TestClient) -> None:
    same = [
        "trace?iteration=300&lr=.7&data=moons&hidden=3",
        "trace?hidden=3&data=moons&lr=7e-1&iteration=300&seed=1&activation=relu",
        "trace?hidden=%33&data=moon%73&lr=0.70&iteration=300&&step=dW1",
        "trace?iteration=300&spec="
        + client.post(API + "specs", json={"hidden": [3], "data": "moons", "lr": 0.7}).json()["id"],
    ]
    whole = client.get(MOMENT)
    for query in same:
        reply = client.get(API + query)
        assert reply.content == whole.content
        assert reply.headers["etag"] == whole.headers["etag"]


def test_one_moment_has_one_text_however_it_is_reached(client: TestClient) -> None:
    fresh = client.get(MOMENT).content
    with TestClient(create_app(KEEPS_NOTHING)) as other:
        for k in range(0, 301, 7):
            other.get(MOMENT.replace("iteration=300", f"iteration={k}"))
        assert orjson.loads(other.get(MOMENT).content)["engine"]
        assert other.get(MOMENT).content == fresh
    with TestClient(create_app(KEEPS_NOTHING)) as other:
        other.get(API + "train?hidden=3&data=moons&lr=0.7&until=520")
        assert other.get(MOMENT).content == fresh
        other.app.state.service.runs.checkpoints.max_bytes = 0
        other.get(MOMENT.replace("lr=0.7", "lr=0.1"))  # now the others are forgotten
        assert other.get(MOMENT + "&").content == fresh


def test_head_is_get_without_the_body(client: TestClient) -> None:
    for path in (MOMENT, API + "catalog", "/healthz", "/"):
        head, get = client.head(path), client.get(path)
        assert head.status_code == 200
        assert head.content == b""
        assert head.headers.get("content-length") == get.headers.get("content-length")


def test_the_reply_cache_is_bounded_in_bytes() -> None:
    from dataclasses import replace

    small = replace(KEEPS_NOTHING, reply_cache_bytes=100_000)
    with TestClient(create_app(small)) as client:
        for k in range(20):
            for _ in range(2):  # what is made in no time is kept when it is asked again
                assert client.get(API + f"trace?iteration={k}").status_code == 200
        cache = client.app.state.service.replies
        assert 0 < cache.size <= 100_000
        assert len(cache._entries) < 20
