"""The guide to one's own numbers: each address of it answers, each line of code runs."""

import contextlib
import io
import re
import urllib.request
from html import unescape
from urllib.parse import urlsplit

import numpy as np
import pytest

from app.paths import STATIC

CODE = re.compile(r'<pre[^>]*><code class="(\w+)">(.*?)</code></pre>', re.DOTALL)


@pytest.fixture(scope="module")
def text(client):
    reply = client.get("/numbers")
    assert reply.status_code == 200
    return reply.text


def test_every_address_answers(client, text):
    addresses = {unescape(found) for found in re.findall(r'href="(/[^"]*)"', text)}
    assert len(addresses) > 20
    for address in addresses:
        reply = client.get(address)
        assert reply.status_code == 200, address
        assert ' data-status="error"' not in reply.text, address


def test_links_within_lead_somewhere(text):
    for anchor in re.findall(r'href="#(\w+)"', text):
        assert f'id="{anchor}"' in text, anchor


def snippets(text, language):
    return [unescape(code) for name, code in CODE.findall(text) if name == language]


def test_python_runs_as_shown_and_shows_the_step(client, text, monkeypatch):
    def urlopen(address):
        place = urlsplit(address)
        assert f"{place.scheme}://{place.netloc}" == str(client.base_url).rstrip("/")
        return contextlib.closing(io.BytesIO(client.get(f"{place.path}?{place.query}").content))

    monkeypatch.setattr(urllib.request, "urlopen", urlopen)
    figure, matrices = (ran(code) for code in snippets(text, "python"))
    assert [trace.name for trace in figure.data] == ["dZ2", "A1", "dW2"]
    trace = client.get("/api/v1/trace?data=moons&hidden=5,3&iteration=7").json()["matrices"]
    assert np.array_equal(figure.data[2].z, trace["dW2"]["values"])
    assert matrices.shape == (3, 5) and not matrices.any()


def ran(code):
    """What the last line of a cell gives."""
    *lines, last = code.splitlines()
    scope = {}
    exec("\n".join(lines), scope)
    return eval(last, scope)


def test_the_comparison_names_the_slip(client, text):
    (command,) = snippets(text, "shell")
    (body,) = re.findall(r"-d '(.+?)'", command, re.DOTALL)
    headers = {"Content-Type": "application/json"}
    reply = client.post("/api/v1/compare", content=body, headers=headers)
    assert command.endswith("/api/v1/compare") and reply.status_code == 200
    assert reply.json()["right"] == [[False, False], [False, True]]
    assert [slip["label"] for slip in reply.json()["slips"]] == ["1/m missing"]


def test_pictures_are_there_small_and_wait_until_seen(text):
    images = re.findall(
        r'<img src="[^"]*?(numbers-\w+)[^"]*" alt="([^"]+)"[^>]*loading="lazy"', text
    )
    assert len(images) == text.count("<img") > 5
    for name, _ in images:
        assert (STATIC / f"img/{name}.webp").stat().st_size < 60_000
