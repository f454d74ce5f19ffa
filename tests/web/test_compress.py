"""Pages are compressed for those who take it; traces never are."""

import gzip

import brotli
import pytest
from starlette.testclient import TestClient

from app.main import create_app


@pytest.fixture(scope="module")
def client():
    with TestClient(create_app()) as client:
        yield client


def fetch(client, path, accept):
    with client.stream("GET", path, headers={"Accept-Encoding": accept}) as reply:
        return reply, b"".join(reply.iter_raw())


@pytest.mark.parametrize(
    "path", ["/", "/embed?data=moons&step=dW1", "/?lr=none", "/worksheet?data=tiny&copies=30"]
)
@pytest.mark.parametrize(
    ("accept", "coding", "unpack"),
    [("br, gzip", "br", brotli.decompress), ("gzip, br;q=0", "gzip", gzip.decompress)],
)
def test_a_page_is_the_same_compressed_or_not(client, path, accept, coding, unpack):
    plain, text = fetch(client, path, "identity")
    packed, body = fetch(client, path, accept)
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == coding
    assert int(packed.headers["content-length"]) == len(body) < len(text) / 3
    assert unpack(body) == text
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    assert plain.status_code == packed.status_code


@pytest.mark.parametrize(
    ("accept", "coding", "unpack"),
    [("br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress)],
)
def test_a_trace_is_packed_each_time_alike(client, accept, coding, unpack):
    path = "/api/v1/trace?data=moons&iteration=4"
    plain, text = fetch(client, path, "identity")
    for _ in range(2):
        packed, body = fetch(client, path, accept)
        assert packed.headers["content-encoding"] == coding
        assert unpack(body) == text
        assert len(body) < len(text) / 2
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert packed.headers["etag"] != plain.headers["etag"]
    known = {"Accept-Encoding": accept, "If-None-Match": packed.headers["etag"]}
    assert client.get(path, headers=known).status_code == 304


def test_a_short_reply_is_not(client):
    reply, _ = fetch(client, "/api/v1/history?until=0", "br")
    assert "content-encoding" not in reply.headers
