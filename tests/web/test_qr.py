"""/qr.svg: this server's own address as a code, and nothing else."""

import re

import pytest
import segno
from starlette.testclient import TestClient

from app.web.qr import BORDER, LONGEST


def dark_squares(svg: str) -> set[tuple[int, int]]:
    """The squares that the runs of an SVG's path cover, without the border."""
    runs = re.search(r' d="(M[^"z]*)"', svg)
    assert runs
    found, x, y = set(), 0.0, 0.0
    for kind, numbers in re.findall(r"([Mmh])([^Mmh]*)", runs[1]):
        values = [float(value) for value in re.findall(r"-?\d*\.?\d+", numbers)]
        if kind == "h":
            found |= {(int(y), int(x) + i) for i in range(int(values[0]))}
            x += values[0]
        else:
            x, y = (values[0], values[1]) if kind == "M" else (x + values[0], y + values[1])
    return {(row - BORDER, column - BORDER) for row, column in found}


@pytest.mark.parametrize(
    ("host", "query"),
    [
        ("stepgrad.example", "data=tiny&hidden=3&init=tidy&iteration=4&step=dW2&cell=0,1"),
        ("10.0.0.7:8000", ""),
        ("[::1]:8000", "step=Z1&beat=1&theme=dark"),
    ],
)
def test_it_holds_the_studios_address_at_this_host(
    client: TestClient, host: str, query: str
) -> None:
    reply = client.get(f"/qr.svg?{query}", headers={"Host": host})
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "image/svg+xml"
    assert 'fill="#fff"' in reply.text and 'stroke="#000"' in reply.text
    address = f"http://{host}/" + (f"?{query}" if query else "")
    matrix = segno.make_qr(address, error="l").matrix
    expected = {(r, c) for r, row in enumerate(matrix) for c, value in enumerate(row) if value}
    assert dark_squares(reply.text) == expected


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("evil=http://elsewhere.example", 422),
        ("lr=fast", 422),
        ("ask=" + "a" * LONGEST, 413),
        ("ask=%ff", 400),
    ],
)
def test_it_takes_no_query_that_the_studio_would_not(
    client: TestClient, query: str, status: int
) -> None:
    assert client.get(f"/qr.svg?{query}").status_code == status


@pytest.mark.parametrize("host", ["evil.example/path", "a b", "user@evil.example", "x:1:2", "é.de"])
def test_a_host_that_could_be_none_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/qr.svg", headers={"Host": host.encode()}).status_code == 400
