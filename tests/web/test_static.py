"""Static files: addresses that may be cached for ever, content codings, nothing else served."""

import gzip
import re

import brotli
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from app.paths import STATIC
from app.web.static import VERSION, Assets, asset_url, module_urls

PLOTLY = "vendor/plotly/plotly.css"


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=[Mount("/static", Assets())]))


def get(client: TestClient, url: str, **headers: str):
    return client.get(
        url, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )


def test_versioned_address_is_immutable_and_the_plain_one_is_revalidated(client):
    pinned, plain = client.get(asset_url(PLOTLY)), client.get(f"/static/{PLOTLY}")
    assert pinned.content == plain.content == (STATIC / PLOTLY).read_bytes()
    assert pinned.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert plain.headers["cache-control"] == "public, no-cache"
    assert pinned.headers["content-type"] == "text/css; charset=utf-8"


@pytest.mark.parametrize(
    ("accept", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, br;q=0", "gzip"),
        ("gzip;q=0.5", "gzip"),
        ("br;q=0.0, identity", None),
        ("identity", None),
    ],
)
def test_content_coding(client, accept, coding):
    path = asset_url(PLOTLY)
    with client.stream("GET", path, headers={"Accept-Encoding": accept}) as reply:
        body = b"".join(reply.iter_raw())
    assert reply.headers.get("content-encoding") == coding
    assert reply.headers["vary"] == "Accept-Encoding"
    decode = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[coding]
    assert decode(body) == (STATIC / PLOTLY).read_bytes()


def test_the_font_is_not_compressed_twice(client):
    reply = get(client, asset_url("vendor/fonts/stix-two-math.woff2"), accept_encoding="gzip")
    assert "content-encoding" not in reply.headers
    assert reply.headers["content-type"] == "font/woff2"


def test_known_etag_gives_304_and_codings_differ_in_it(client):
    first = get(client, f"/static/{PLOTLY}", accept_encoding="br")
    again = get(
        client, f"/static/{PLOTLY}", accept_encoding="br", if_none_match=first.headers["etag"]
    )
    assert again.status_code == 304
    assert again.content == b""
    other = get(client, f"/static/{PLOTLY}", accept_encoding="gzip")
    assert other.headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize(
    "path",
    [
        "",
        "vendor",
        "missing.js",
        "vendor/plotly/build.sh",
        "vendor/plotly/plotly.js.br",
        "%2e%2e/pyproject.toml",
        "..%2fpyproject.toml",
        "%00.js",
        "x" * 300 + ".js",
        "0123456789ab/" + PLOTLY,
    ],
)
def test_nothing_else_is_served(client, path):
    assert client.get(f"/static/{path}").status_code == 404
    assert client.get(f"/static/{VERSION}/{path}").status_code == 404


def test_only_get_and_head(client):
    assert client.head(asset_url(PLOTLY)).status_code == 200
    reply = client.post(asset_url(PLOTLY))
    assert (reply.status_code, reply.headers["allow"]) == (405, "GET, HEAD")


def test_a_page_preloads_every_module_it_runs(client):
    urls = module_urls("js/main.js")
    assert urls[0] == asset_url("js/main.js")
    assert len(urls) == len(set(urls))
    assert all(client.get(url).status_code == 200 for url in urls)
    views = {asset_url(f"js/views/{path.name}") for path in (STATIC / "js/views").glob("*.js")}
    assert views <= set(urls)


EXPORT = re.compile(r"\bexport ?(?:async )?(?:function|const|class) (\w+)")


@pytest.mark.parametrize("path", sorted((STATIC / "js").rglob("*.js")), ids=lambda path: path.stem)
def test_scripts_go_out_minified(client, path):
    """That they still do what they say, the tests in a browser tell."""
    own = path.read_text()
    sent = client.get(asset_url(path.relative_to(STATIC).as_posix())).text
    assert len(sent) < 0.9 * len(own)
    assert EXPORT.findall(sent) == EXPORT.findall(own)


def test_styles_go_out_without_comments(client):
    sent = client.get(asset_url("css/stage.css")).text
    assert "/*" not in sent
    assert ".stage" in sent
