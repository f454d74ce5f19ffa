"""Security headers on every kind of route; only /embed may be framed."""

import pytest
from starlette.testclient import TestClient

from app.web.static import asset_url
from tests.web.conftest import API, SPEC_GETS

PAGES = ["/", "/present", "/qr.svg", "/docs", "/why"]
PUBLIC = [API + route for route in (*SPEC_GETS, "catalog", "train?until=2")]
OTHERS = ["/healthz", "/readyz", "/openapi.json", API + "nope", API + "trace?lr=x"]
STATIC = [asset_url("js/main.js"), asset_url("css/tokens.css"), "/static/nope.js"]


def policy(reply) -> dict[str, str]:
    text = reply.headers["content-security-policy"]
    return dict(part.strip().partition(" ")[::2] for part in text.split(";"))


@pytest.mark.parametrize("path", [*PAGES, "/embed", *PUBLIC, *OTHERS, *STATIC, "/nope"])
def test_every_route(client: TestClient, path: str) -> None:
    reply = client.get(path)
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in reply.headers["permissions-policy"]
    assert policy(reply)["default-src"] == "'none'"
    assert "set-cookie" not in reply.headers
    assert "server" not in reply.headers
    assert "unsafe" not in reply.headers["content-security-policy"]
    framable = path.startswith("/embed")
    assert (policy(reply)["frame-ancestors"] == "* file:") == framable
    assert (policy(reply)["frame-ancestors"] == "'none'") != framable


@pytest.mark.parametrize("path", PAGES)
def test_pages_load_from_here_alone(client: TestClient, path: str) -> None:
    reply = client.get(path)
    directives = policy(reply)
    assert directives["script-src"] == directives["style-src"] == "'self'"
    assert directives["img-src"] == "'self' data: blob:"
    assert directives["frame-src"] == directives["form-action"] == "'self'"
    assert directives["base-uri"] == directives["object-src"] == "'none'"
    assert reply.headers["x-frame-options"] == "DENY"
    assert reply.headers["cross-origin-opener-policy"] == "same-origin"
    assert reply.headers["cross-origin-embedder-policy"] == "require-corp"
    assert reply.headers["cross-origin-resource-policy"] == "same-origin"


def test_the_embed_goes_into_any_frame(client: TestClient) -> None:
    reply = client.get("/embed")
    assert "x-frame-options" not in reply.headers
    assert "cross-origin-opener-policy" not in reply.headers
    assert reply.headers["cross-origin-embedder-policy"] == "require-corp"
    assert reply.headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize("path", [*PUBLIC, *STATIC, API + "trace?lr=x"])
def test_public_replies_are_read_from_any_origin(client: TestClient, path: str) -> None:
    reply = client.get(path, headers={"Origin": "null"})
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in reply.headers
    assert reply.headers["cross-origin-resource-policy"] == "cross-origin"


def test_a_304_has_them_too(client: TestClient) -> None:
    tag = client.get(API + "trace").headers["etag"]
    reply = client.get(API + "trace", headers={"If-None-Match": tag})
    assert reply.status_code == 304
    assert reply.headers["access-control-allow-origin"] == "*"
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_over_tls_the_browser_is_to_stay_there(client: TestClient) -> None:
    reply = client.get(str(client.base_url).replace("http:", "https:") + "/healthz")
    assert "max-age=63072000" in reply.headers["strict-transport-security"]
    assert "strict-transport-security" not in client.get("/healthz").headers
