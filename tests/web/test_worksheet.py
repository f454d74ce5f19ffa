"""The worksheet: what is shown, what is left blank, the key, copies, and what cannot be printed."""

import re

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.web.markup import formula
from app.web.sheet import exact, text
from tests.web.conftest import API

TIDY = "data=tiny&hidden=3&init=tidy&seed=27"
GRADIENTS = ["dZ2", "dW2", "db2", "dA1", "dZ1", "dW1", "db1"]
TABLE = re.compile(r'<table class="matrix( blank)?" aria-label="([^"]+)">(.*?)</table>')


def page(client: TestClient, query: str = "", status: int = 200) -> str:
    reply = client.get(f"/worksheet?{query}")
    assert reply.status_code == status, reply.text[:300]
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    return reply.text


def tables(html: str) -> list[tuple[bool, str, list[list[str]]]]:
    """Whether blank, the name, the entries of every matrix, in order."""
    return [
        (bool(blank), label.removesuffix(", to be filled in"),
         [re.findall("<td>(.*?)</td>", row) for row in body.split("</tr>") if "<td>" in row])
        for blank, label, body in TABLE.findall(html)
    ]  # fmt: skip


def numbers(client: TestClient, query: str) -> dict[str, dict]:
    return client.get(f"{API}trace?{query}").json()["matrices"]


def test_by_itself_all_gradients_are_blank_and_in_the_key(client: TestClient) -> None:
    html = page(client, "iteration=2")
    shapes = {name: m["shape"] for name, m in numbers(client, "iteration=2").items()}
    blank = [rows for is_blank, _, rows in tables(html) if is_blank]
    assert [[len(rows), len(rows[0])] for rows in blank] == [shapes[name] for name in GRADIENTS]
    assert all(cell == "" for rows in blank for row in rows for cell in row)
    _, _, key = html.partition('aria-label="Key"')
    assert len(tables(key)) == len(GRADIENTS)
    assert not any(is_blank for is_blank, _, _ in tables(key))


@pytest.mark.parametrize("query", [TIDY, "iteration=3", "optimizer=adam&m=4&l2=0.1", "data=sine"])
def test_every_matrix_shown_is_that_of_the_trace(client: TestClient, query: str) -> None:
    shown = tables(page(client, f"{query}&blank=none"))
    steps = client.get(f"{API}trace?{query}").json()["steps"]
    true = numbers(client, query)
    written = {step["writes"] for step in steps}
    read = dict.fromkeys(name for step in steps for name in step["reads"] if name not in written)
    order = [*read, *(step["writes"] for step in steps)]
    assert len(shown) == len(order)
    for name, (_, _, rows) in zip(order, shown, strict=True):
        values = [[float(cell.replace("−", "-")) for cell in row] for row in rows]
        np.testing.assert_allclose(values, true[name]["values"], atol=5.001e-5, rtol=0.051)


def test_with_tiny_and_tidy_the_products_are_exact(client: TestClient) -> None:
    html = page(client, f"{TIDY}&blank=dW2")
    true = numbers(client, TIDY)
    for name in ("A0", "W1", "Z1", "A1", "W2", "Z2", "gprime1"):
        assert exact(np.array(true[name]["values"])), name
    assert "<td>0.25</td>" in html
    assert not exact(np.array(true["A2"]["values"]))


def test_an_update_does_not_give_a_blank_gradient_away(client: TestClient) -> None:
    shown = [label for _, label, _ in tables(page(client, "blank=dW2&optimizer=momentum"))]
    assert "new W layer 2" not in shown
    assert "new mW layer 2" not in shown
    assert "new W layer 1" in shown


def test_chosen_matrices_are_blank(client: TestClient) -> None:
    html = page(client, "blank=Z1,J")
    assert [label for blank, label, _ in tables(html) if blank] == ["Z layer 1", "mean loss"]


def test_what_an_address_of_the_studio_says_beside_its_moment_is_passed_over(
    client: TestClient,
) -> None:
    moment = "iteration=6&step=dW2&beat=1&cell=0,1&view=ledger&hide=map"
    assert tables(page(client, moment)) == tables(page(client, "iteration=6"))


def test_copies_differ_by_their_seed_and_share_one_table_of_keys(client: TestClient) -> None:
    html = page(client, f"{TIDY}&blank=dW2&copies=3")
    for copy, seed in enumerate((27, 28, 29), 1):
        assert f"Sheet {copy}</h2>" in html
        assert f"/?data=tiny&amp;hidden=3&amp;init=tidy&amp;seed={seed}<" in html
        alone = page(client, f"data=tiny&hidden=3&init=tidy&seed={seed}&blank=dW2")
        (_, _, rows) = tables(alone.partition('aria-label="Key"')[2])[0]
        for row in rows:
            assert f"<span>{' '.join(row)}</span>" in html.partition('class="keys"')[2]
    assert html.count('<table class="keys">') == 1
    assert 'aria-label="Key"' not in html


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("blank=dW9", "names of steps with commas between are expected, out of Z1"),
        ("blank=<script>", "names of steps"),
        ("copies=0", "from 1 to 500"),
        ("copies=501", "from 1 to 500"),
        ("copies=x", "from 1 to 500"),
        ("copies=2&init=zeros", "every copy would be the same"),
        ("copies=2&seed=4294967295", "smaller seed"),
        ("copies=500&iteration=50000", "copies of this iteration"),
        ("copies=500&hidden=16,16,16&m=16", "at most 600000 are allowed: take fewer copies"),
        ("m=60", "at most 40 rows and 16 columns"),
        ("hidden=41", "at most 40 rows and 16 columns"),
        ("output_route=chain", "Jac[2] is 3 × 24"),
        ("iteration=-1", "iteration"),
        ("lr=x", "lr: expected a number"),
        ("spec=AAAAAAAAAAAAAAAAAAAAAA", "save it again"),
        ("colour=red", "no such field"),
    ],
)
def test_what_cannot_be_printed_is_said_on_the_page(
    client: TestClient, query: str, says: str
) -> None:
    html = page(client, query, 404 if "spec=" in query else 422)
    assert "This address is no worksheet" in html
    assert says in html.replace("&lt;", "<")
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.25, "0.25"), (-1.0, "−1"), (0.0, "0"), (-0.0, "0"), (1 / 3, "0.3333"), (-2 / 3, "−0.6667"),
     (3e-6, "3.0e−6"), (-1.5e9, "−1.5e9"), (2e-12, "2.0e−12"), (np.nan, "NaN"), (-np.inf, "−∞")],
)  # fmt: skip
def test_a_number_is_written_in_full_or_rounded(value: float, shown: str) -> None:
    assert text(value, exact(np.array([[value]]))) == shown


def test_an_assignment_is_one_sign() -> None:
    assert "<mo>:=</mo>" in formula(r"W^{[1]} := W^{[1]} - \alpha")
