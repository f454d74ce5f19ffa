"""A file that replays a run: opened from a disk, in a deck, with no server and no network."""

import urllib.request
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Complaints, Server
from tests.browser.pages import expect_at, heatmaps, until, values, wait_for_heatmap

SPEC = "data=spiral&hidden=4&m=8"


@pytest.fixture(scope="module")
def file(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Iterations 3 to 5 of a run, saved."""
    path = tmp_path_factory.mktemp("stick") / "replay.html"
    address = f"{server.url}/api/v1/export.html?{SPEC}&start=3&until=5&iteration=4&step=W2_next"
    with urllib.request.urlopen(address) as reply:
        path.write_bytes(reply.read())
    return path


@pytest.fixture
def asked(context: BrowserContext, complaints: Complaints) -> list[str]:
    """Everything that is asked for, by a browser without a network."""
    found: list[str] = []
    complaints.allow("outside request: file:")
    context.on("request", lambda request: found.append(request.url.partition("#")[0]))
    context.set_offline(True)
    return found


def test_a_run_is_stepped_through_by_keys(
    page: Page, server: Server, file: Path, asked: list[str]
) -> None:
    page.goto(f"file://{file}")
    expect_at(page, 4, "W2_next")
    traces = {k: server.json(f"/api/v1/trace?{SPEC}&iteration={k}") for k in (4, 5)}
    steps = [step["writes"] for step in traces[4]["steps"]]
    way = [(4, name) for name in steps[steps.index("W2_next") :]] + [
        (5, name) for name in steps[:3]
    ]
    for iteration, name in way:
        expect_at(page, iteration, name)
        wait_for_heatmap(page, name)
        for one, found in heatmaps(page).items():
            if one.removesuffix(".T") in traces[iteration]["matrices"]:
                assert found == values(traces[iteration], one), (iteration, name, one)
        expect(page.locator('article:not([hidden]) [data-panel-of="why"]')).to_be_visible()
        page.keyboard.press("ArrowRight")
    page.keyboard.press("n")
    expect(page.get_by_role("status")).to_have_text(
        "This file holds iterations 3 to 5; the app has the rest."
    )
    expect_at(page, 5, steps[3])
    page.keyboard.press("Shift+ArrowRight")
    expect_at(page, 5, "L")
    expect(page.get_by_role("status")).to_be_empty()
    page.keyboard.press("Home")
    expect_at(page, 5, "Z1", 1)
    assert asked == [f"file://{file}"]


def test_the_address_leads_to_a_cell_and_follows_what_is_shown(
    page: Page, file: Path, asked: list[str]
) -> None:
    page.goto(f"file://{file}?iteration=9&step=dW2&cell=0,1")
    expect_at(page, 5, "dW2")  # the nearest that is held
    expect(page.get_by_role("status")).to_contain_text("iterations 3 to 5")
    page.evaluate("location.hash = '#iteration=3&step=dW2&cell=0,1'")
    expect_at(page, 3, "dW2")
    cell = page.locator('[data-view="cell"]')
    expect(cell).to_have_attribute("data-cell", "0,1")
    before = cell.inner_text()
    assert "times column" in before
    page.locator('[data-view="stage"] [data-matrix="dW2"] [tabindex="0"]').focus()
    page.keyboard.press("ArrowDown")
    expect(cell).to_have_attribute("data-cell", "1,1")
    assert cell.inner_text() != before
    until(page, lambda: page.url.endswith("#iteration=3&step=dW2&cell=1,1"))
    expect(page.locator('[data-part="address"]')).to_have_text("/?iteration=3&step=dW2&cell=1,1")
    page.keyboard.press("Escape")
    page.keyboard.press("l")
    expect(page.locator("#app")).to_have_attribute("data-shown", "ledger")
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    page.keyboard.press("d")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert Axe().run(page).response["violations"] == []
    assert {one.partition("?")[0] for one in asked} == {f"file://{file}"}


def test_in_a_sandboxed_frame_of_a_deck(page: Page, file: Path, asked: list[str]) -> None:
    deck = file.with_name("deck.html")
    deck.write_text(
        '<!doctype html><title>deck</title><iframe sandbox="allow-scripts" width="960" '
        f'height="540" src="{file.name}#iteration=3&amp;step=b2_next&amp;theme=dark"></iframe>'
    )
    page.goto(f"file://{deck}")
    frame = page.frame_locator("iframe")
    root = frame.locator("#app")
    expect(root).to_have_attribute("data-step", "b2_next")
    expect(root).to_have_class("embed replay")
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    frame.locator(".head").first.click()
    page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-step", "Z1")
    expect(root).to_have_attribute("data-iteration", "4")
    expect(frame.locator('[data-view="stage"] .js-plotly-plot').first).to_be_attached()
    why = frame.get_by_role("button", name="Why")
    reasons = frame.get_by_role("complementary", name="Explanation")
    expect(reasons).to_be_hidden()
    why.click()
    expect(reasons).to_be_visible()
    page.keyboard.press("Escape")
    expect(reasons).to_be_hidden()
    assert asked == [f"file://{deck}", f"file://{file}"]
