"""The address is the moment: whoever opens it sees the same."""

import json
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Complaints, Server
from tests.browser.pages import at, expect_at, heatmaps, query, until, wait_for_heatmap


@pytest.mark.parametrize(
    ("address", "iteration", "step", "beat"),
    [
        ("", 0, "Z1", 1),
        ("iteration=7", 7, "Z1", 1),
        ("iteration=7&step=dW2", 7, "dW2", 2),
        ("data=moons&hidden=5,3&lr=0.1&iteration=12&step=dZ1&beat=1", 12, "dZ1", 1),
        ("hidden=none&step=dW1&cell=1,0", 0, "dW1", 2),
        ("iteration=3&step=dA1&beats=2", 3, "dA1", 2),
    ],
)
def test_round_trip(page: Page, address: str, iteration: int, step: str, beat: int) -> None:
    page.goto(f"/?{address}")
    expect_at(page, iteration, step, beat)
    assert query(page) == address
    page.keyboard.press("ArrowRight")
    there = at(page)
    until(page, lambda: query(page) != address)
    page.reload()
    expect_at(page, *there)


def test_the_same_matrices_in_another_window(page: Page) -> None:
    page.goto("/")
    page.locator('input[name="data"][value="moons"]').check()
    page.locator('[data-action="add-neuron"]').click()
    field = page.locator('input[name="iteration"]')
    field.fill("500")
    field.press("Enter")
    expect_at(page, 500, "Z1", 1)
    page.locator('[data-view="tape"] button[data-step="dW2"]').click()
    expect_at(page, 500, "dW2")
    wait_for_heatmap(page, "dW2")
    assert query(page) == "data=moons&hidden=5&iteration=500&step=dW2"
    other = page.context.new_page()
    other.goto(page.url)
    expect_at(other, 500, "dW2")
    until(other, lambda: heatmaps(other) == heatmaps(page))


def test_a_step_that_is_not_there(page: Page) -> None:
    page.goto("/?step=dW9")
    expect_at(page, 0, "Z1", 1)
    expect(page.locator('[data-view="status"]')).to_contain_text("no such step")


@pytest.mark.parametrize("bad", ["lr=fast", "m=-1", "hidden=1e9", "W1=1,2;3", "nonsense=1"])
def test_an_address_that_is_no_network_says_why(
    page: Page, complaints: Complaints, bad: str
) -> None:
    complaints.allow("status of 422")
    reply = page.goto(f"/?{bad}")
    assert reply and reply.status == 422
    expect(page.locator("#app")).to_have_attribute("data-status", "error")
    expect(page.locator('[data-view="status"]')).to_contain_text("This address is no network")
    page.get_by_role("button", name="Start with the default net").click()
    expect_at(page, 0, "Z1", 1)


def test_the_builder_mends_a_bad_address(page: Page, complaints: Complaints) -> None:
    complaints.allow("status of 422")
    page.goto("/?data=moons&hidden=3&lr=fast")
    expect(page.locator('input[name="data"][value="moons"]')).to_be_checked()
    expect(page.locator('[data-view="status"]')).to_contain_text("lr = fast: Expected a number")
    expect(page.locator('[data-field="lr"] .refusal')).to_be_visible()
    field = page.locator('input[name="lr"]')
    field.fill("0.2")
    field.press("Enter")
    expect_at(page, 0, "Z1", 1)
    until(page, lambda: query(page) == "data=moons&hidden=3&lr=0.2")


def test_the_layers_mend_a_bad_address(page: Page, complaints: Complaints) -> None:
    complaints.allow("status of 422")
    page.goto("/?hidden=999")
    page.locator('[data-action="add-neuron"]').click()
    until(page, lambda: query(page) == "hidden=5")
    expect_at(page, 0, "Z1", 1)


def test_first_paint_needs_no_script(page: Page, server: Server) -> None:
    with urllib.request.urlopen(f"{server.url}/?iteration=6&step=dW2") as reply:
        html = reply.read().decode()
    assert '<h1 class="title">Gradient of the weights, layer 2</h1>' in html
    assert 'data-iteration="6" data-step="dW2" data-beat="2" data-status="ok"' in html
    assert "<math" in html
    moment = html.split('id="moment">')[1].split("</script>")[0]
    assert json.loads(moment)["trace"] == server.json("/api/v1/trace?iteration=6")


def test_parts_can_be_hidden_and_the_theme_given(page: Page) -> None:
    page.goto("/?hide=builder,map,ledger,training,why,controls&theme=dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    for view in ("builder", "map", "training", "explain", "tape"):
        expect(page.locator(f'[data-view="{view}"]')).to_be_hidden()
    page.keyboard.press("ArrowRight")
    until(page, lambda: "hide=builder" in page.url and "theme=dark" in page.url)


def test_a_saved_spec(page: Page, server: Server) -> None:
    X = [[round(0.01 * i + 0.003 * r, 4) for i in range(200)] for r in range(2)]
    body = json.dumps({"X": X, "Y": [[i % 2 for i in range(200)]]}).encode()
    request = urllib.request.Request(
        f"{server.url}/api/v1/specs", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as reply:
        saved = json.load(reply)["query"]
    assert saved.startswith("spec=")
    page.goto(f"/?{saved}&step=A1")
    expect_at(page, 0, "A1")
    page.locator('[data-action="add-neuron"]').click()
    expect_at(page, 0, "Z1", 1)
    until(page, lambda: query(page).startswith("spec=") and query(page) != f"{saved}&step=A1")
    expect(page.locator(".stepper b")).to_have_text("5")


def test_a_saved_spec_that_the_server_forgot_is_posted_again(
    page: Page, complaints: Complaints
) -> None:
    complaints.allow("status of 404")
    page.goto("/?step=A1")
    forgotten = "spec=" + "x" * 22
    page.evaluate(
        """(query) => fetch("/api/v1/specs", { method: "POST",
             headers: { "Content-Type": "application/json" }, body: "{}" })
           .then(() => history.pushState({ query, spec: { hidden: [6] } }, "", `/?${query}`))
           .then(() => dispatchEvent(new PopStateEvent("popstate")))""",
        forgotten,
    )
    expect(page.locator(".stepper b")).to_have_text("6")
