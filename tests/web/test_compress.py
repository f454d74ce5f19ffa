"""Pages are compressed for those who take it; traces never are."""

import gzip

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


@pytest.mark.parametrize("path", ["/", "/embed?data=moons&step=dW1", "/?lr=none"])
def test_a_page_is_the_same_compressed_or_not(client, path):
    plain, text = fetch(client, path, "identity")
    packed, body = fetch(client, path, "br, gzip")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) == len(body) < len(text) / 3
    assert gzip.decompress(body) == text
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    assert plain.status_code == packed.status_code


def test_a_trace_is_not(client):
    reply, _ = fetch(client, "/api/v1/trace", "br, gzip")
    assert "content-encoding" not in reply.headers
