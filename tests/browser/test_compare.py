"""Compare: an iteration is pinned, and what differs from it is shown beside the one shown."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.pages import expect_at, heatmaps, query, until, wait_for_heatmap

FULL = '[data-full="compare"]'


def ranges(page: Page) -> dict[str, float]:
    """The value of full colour of every heatmap on the stage, by name."""
    found: dict[str, float] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(
             '[data-view="stage"]:not([inert]) .js-plotly-plot')]
             .flatMap((graph) => graph.data ?? []).map(({ name, zmax }) => [name, zmax]))"""
    )
    return found


def test_pin_go_on_and_compare(page: Page, server: Server) -> None:
    page.goto("/?iteration=3&step=dW2")
    tab = page.get_by_role("button", name="Compare", exact=True)
    expect(tab).to_be_hidden()
    page.keyboard.press("k")
    expect(page.locator('[data-action="pin"]')).to_have_text("Pinned 3")
    until(page, lambda: "pin=3" in query(page))
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect_at(page, 5, "dW2")
    tab.click()
    wait_for_heatmap(page, "dW2-dW2@3", "compare")
    before = server.json("/api/v1/trace?iteration=3")["matrices"]
    now = server.json("/api/v1/trace?iteration=5")["matrices"]
    shown = heatmaps(page, "compare")
    for name in ("dW2", "dZ2", "A1"):
        assert shown[name] == now[name]["values"]
        assert shown[f"{name}@3"] == before[name]["values"]
        for r, row in enumerate(shown[f"{name}-{name}@3"]):
            for c, v in enumerate(row):
                assert v == now[name]["values"][r][c] - before[name]["values"][r][c]
    assert len(shown) == 9
    page.keyboard.press("ArrowRight")
    wait_for_heatmap(page, "db2-db2@3", "compare")
    page.locator(FULL).get_by_role("button", name="Let go").click()
    expect_at(page, 5, "db2")
    expect(tab).to_be_hidden()
    expect(page.locator('[data-view="stage"]').first).to_be_visible()
    until(page, lambda: "pin" not in query(page))


@pytest.mark.parametrize("back", ["k", "Escape"])
def test_one_key_pins_compares_and_leads_back(page: Page, back: str) -> None:
    page.goto("/?iteration=6&step=dW2")
    expect_at(page, 6, "dW2")
    page.keyboard.press("k")
    expect(page.locator('[data-view="status"]')).to_have_text(
        "Pinned 6: go to another iteration, then K again compares."
    )
    page.keyboard.press("n")
    expect_at(page, 7, "dW2")
    root = page.locator("#app")
    page.keyboard.press("k")
    expect(root).to_have_attribute("data-shown", "compare")
    wait_for_heatmap(page, "dW2-dW2@6", "compare")
    page.keyboard.press(back)
    expect(root).to_have_attribute("data-shown", "equation")
    field = page.locator('input[name="iteration"]')
    field.fill("6")
    field.press("Enter")
    expect_at(page, 6, "dW2")
    page.keyboard.press("k")
    expect(page.locator('[data-action="pin"]')).to_have_text("Pin")


def test_the_colours_of_two_iterations_are_one_scale(page: Page) -> None:
    page.goto("/?seed=106&iteration=0&step=dW2")
    wait_for_heatmap(page, "dW2")
    at_first = ranges(page)["dW2"]
    page.keyboard.press("k")
    field = page.locator('input[name="iteration"]')
    field.fill("40")
    field.press("Enter")
    expect_at(page, 40, "dW2")
    until(page, lambda: ranges(page).get("dW2") == at_first)
    page.reload()
    expect_at(page, 40, "dW2")
    until(page, lambda: ranges(page).get("dW2") == at_first)


@pytest.mark.parametrize(
    ("pinned", "said"),
    [("seed=2", "another network: seed 2"), ("hidden=7", "4 × 8 here: nothing to subtract")],
)
def test_another_network_can_be_pinned(page: Page, pinned: str, said: str) -> None:
    spec = pinned.replace("=", "%3D")
    page.goto(f"/?iteration=4&step=A1&pin=4&pinspec={spec}&view=compare")
    expect(page.locator(FULL)).to_contain_text(said)
    assert query(page).endswith(f"pin=4&pinspec={spec}")


def test_a_change_of_the_network_keeps_what_is_pinned(page: Page) -> None:
    page.goto("/?iteration=2&step=W1_next")
    page.keyboard.press("k")
    page.locator('.build input[name="seed"]').fill("2")
    page.locator('.build input[name="seed"]').press("Enter")
    expect_at(page, 0, "Z1", 1)
    page.locator('[data-action="step"]').click()
    page.get_by_role("button", name="Compare", exact=True).click()
    wait_for_heatmap(page, "Z1-Z1@2", "compare")
    expect(page.locator(FULL)).to_contain_text("Pinned in another network: seed as by default")


def test_by_keyboard_and_accessible(page: Page) -> None:
    page.goto("/?iteration=5&step=dW2&pin=3&view=compare")
    wait_for_heatmap(page, "dW2-dW2@3", "compare")
    page.locator('[data-compare="A1-A1@3"]').focus()
    said = page.locator(".compare-said")
    expect(said).to_contain_text("A layer 1")
    text = said.inner_text()
    for key in ("ArrowUp", "ArrowDown", "ArrowLeft"):
        page.keyboard.press(key)
    until(page, lambda: said.inner_text() != text)
    expect_at(page, 5, "dW2")
    assert Axe().run(page).response["violations"] == []
