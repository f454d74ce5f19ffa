"""The file that replays a run: its numbers, its policy, its size, what is refused."""

import base64
import hashlib
import json
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.paths import STATIC
from app.web import bundle
from app.web.replay import TWINS
from tests.web.conftest import API

LARGEST = 2_000_000
"""Bytes promised of 2-4-3, m = 8, 101 iterations."""
RUNS = (
    "start=0&until=3",
    "hidden=5,3&activation=tanh,relu&optimizer=adam&l2=0.1&start=7&until=9",
    "data=blobs&m=7&batch=3&freeze=biases&start=0&until=5",
    "data=moons&m=5&output_route=chain&average=loss&input_gradient=true&start=2&until=2",
    "hidden=none&iteration=4",
)
DIVERGES = "data=sine&hidden=8&activation=leaky_relu&lr=1e5"


def page(client: TestClient, query: str) -> str:
    reply = client.get(f"{API}export.html?{query}")
    assert reply.status_code == 200, reply.text
    return reply.text


def held(html: str) -> dict[str, Any]:
    """What the file holds."""
    found = re.search(r'<script type="application/json" id="held">(.*?)</script>', html)
    assert found
    return json.loads(found[1])


def traces(html: str) -> list[dict[str, Any]]:
    """The iterations held, put together as replies to `trace` are."""
    own = held(html)
    numbers = np.frombuffer(base64.b64decode(own["numbers"]), "<f8")
    return [
        {
            **own["head"], **{k: v for k, v in frame.items() if k != "places"},
            "m": len(frame["examples"]), "steps": own["steps"],
            "matrices": {
                name: matrix(numbers[place:], own["shapes"][str(len(frame["examples"]))][name],
                             own["dims"][name])
                for name, place in zip(own["names"], frame["places"], strict=True)
            },
        }
        for frame in own["frames"]
    ]  # fmt: skip


def matrix(numbers: np.ndarray, shape: list[int], dims: list[str]) -> dict[str, Any]:
    values = numbers[: math.prod(shape)].reshape(shape).tolist()
    words = {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}
    rows = [[v if math.isfinite(v) else words[str(v)] for v in row] for row in values]
    return {"shape": shape, "dims": dims, "values": rows}


@pytest.mark.parametrize("query", RUNS)
def test_it_holds_the_server_s_numbers_to_the_bit(client: TestClient, query: str) -> None:
    spec = re.sub(r"&?(start|until|iteration)=\d+", "", query).strip("&")
    found = traces(page(client, query))
    first, last = (int(n) for n in re.findall(r"(?:start|until|iteration)=(\d+)", query * 2)[:2])
    assert [one["iteration"] for one in found] == list(range(first, last + 1))
    for one in found:
        said = client.get(f"{API}trace?{spec}&iteration={one['iteration']}").json()
        assert json.dumps(one, sort_keys=True) == json.dumps(said, sort_keys=True)


@pytest.mark.parametrize("start", [0, 400])
def test_a_run_that_overflows_is_held_up_to_there(client: TestClient, start: int) -> None:
    found = traces(page(client, f"{DIVERGES}&start={start}&until={start + 90}"))
    end = found[-1]["iteration"]
    said = client.get(f"{API}trace?{DIVERGES}&iteration={end}").json()
    assert found[-1] == said
    assert said["nonfinite"]["iteration"] == end < 90
    assert len(found) == (1 if start else end + 1)


def test_a_hundred_iterations_of_the_first_net_are_small(client: TestClient) -> None:
    assert len(page(client, "data=spiral&hidden=4&m=8&start=0&until=100").encode()) <= LARGEST


def test_nothing_runs_but_what_is_in_it_and_nothing_is_asked(client: TestClient) -> None:
    html = page(client, "iteration=2&step=dW2")
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert found
    policy = dict(rule.strip().split(" ", 1) for rule in found[1].replace("&#39;", "'").split(";"))
    for tag, kind in (("script", "script-src"), ("style", "style-src")):
        texts = re.findall(rf"<{tag}(?![^>]*json|[^>]*plain)[^>]*>(.*?)</{tag}>", html, re.DOTALL)
        digests = [base64.b64encode(hashlib.sha256(t.encode()).digest()).decode() for t in texts]
        assert policy[kind].split() == [f"'sha256-{digest}'" for digest in digests]
    assert policy["default-src"] == policy["connect-src"] == "'none'"
    assert policy["img-src"] == policy["font-src"] == "data:"
    markup = re.sub(r"<(script|style).*?</\1>", "", html, flags=re.DOTALL)
    assert all(
        link.startswith(("data:", "#")) for link in re.findall(r'(?:src|href)="([^"]*)"', markup)
    )
    assert not re.search(r"url\((?!\"data:|#)", "".join(re.findall(r"<style.*?</style>", html)))


def test_it_opens_where_it_was_asked_for(client: TestClient) -> None:
    html = page(client, "lr=0.25&start=2&until=4&iteration=3&step=dW2")
    assert 'data-iteration="3" data-step="dW2" data-beat="2"' in html
    assert held(html)["opening"] == "iteration=3&step=dW2"
    assert "/?lr=0.25&amp;iteration=3&amp;step=dW2" in html
    assert held(page(client, "start=2&until=4"))["opening"] == "iteration=2"


def test_the_licences_of_what_it_holds_go_with_it(client: TestClient) -> None:
    notices = re.search(r'<script [^>]*id="licences">(.*?)</script>', page(client, ""), re.DOTALL)
    assert notices
    for line in ("Copyright (c) 2016-2024 Plotly", "SIL OPEN FONT LICENSE"):
        assert line in notices[1]


def test_it_is_a_file_to_save(client: TestClient) -> None:
    reply = client.get(f"{API}export.html?hidden=3&iteration=5")
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    name = "stepgrad-2-3-3-iterations-5-5.html"
    assert reply.headers["content-disposition"] == f'attachment; filename="{name}"'
    tag = {"If-None-Match": reply.headers["etag"]}
    assert client.get(f"{API}export.html?hidden=3&iteration=5", headers=tag).status_code == 304
    other = client.get(f"{API}export.html?hidden=3&iteration=5&step=J", headers=tag)
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("start=4&until=3", "until", "1 to 500 iterations"),
        ("start=0&until=500", "until", "1 to 500 iterations"),
        ("start=0&until=100&hidden=128&m=100", "until", "ask for fewer iterations"),
        ("start=3&until=5&iteration=2", "iteration", "from 3 to 5"),
        ("start=3&until=5&step=W7", "step", "The name of a step"),
        ("start=x", "start", "whole number"),
    ],
)
def test_a_refusal_names_the_field_and_what_would_do(
    client: TestClient, query: str, field: str, words: str
) -> None:
    problem = client.get(f"{API}export.html?{query}").json()
    assert problem["status"] == 422
    assert problem["errors"][0]["pointer"] == f"#/{field}"
    assert words in problem["errors"][0]["detail"]


def test_all_that_is_asked_of_the_server_is_answered_without_one() -> None:
    text = bundle.bundle("js/replay/main.js", TWINS)
    assert not re.search("</?script", text, re.I)  # the page's script would end there
    assert not re.search(r"\bfetch\(", text)
    assert not re.search(r"""\b(?:href|src)\b["']?[:=,]\s*["'`]/""", text)  # a page of the server
    twin = (STATIC / TWINS["js/api.js"]).read_text()
    names = set(re.findall(r"^export (?:async )?(?:function|class|const) (\w+)", twin, re.M))
    called = set(re.findall(r"\bapi\.([A-Za-z]\w*)", text))
    assert called <= names
    assert called


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('import { none } from "./b.js";\n', "does not export none"),
        ('import b from "./b.js";\n', "not known"),
        ("const here = import.meta.url;\n", "not known"),
        ("export let a = 1;\n", "not known"),
    ],
)
def test_a_module_that_cannot_be_bundled_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, words: str
) -> None:
    monkeypatch.setattr(bundle, "STATIC", tmp_path)
    (tmp_path / "a.js").write_text(text)
    (tmp_path / "b.js").write_text("export const some = 1;\n")
    with pytest.raises(ValueError, match=words):
        bundle.bundle("a.js", {})
