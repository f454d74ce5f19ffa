"""The full view of training: its curves, its cursor, what it says of the examples; playing."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.pages import at, expect_at, query, until

FULL = '[data-full="training"]'


def charts(page: Page) -> list[str | None]:
    return [one.get_attribute("data-chart") for one in page.locator(f"{FULL} [data-chart]").all()]


def test_the_curves_of_all_iterations_seen(page: Page, server: Server) -> None:
    page.goto("/?iteration=12&step=b2_next")
    page.keyboard.press("t")
    expect(page.locator(f"{FULL} .chart")).to_have_count(5)
    assert charts(page) == ["J", "gradient_norm", "dz_rms", "off", "accuracy"]
    until(page, lambda: "view=training" in query(page))
    history = server.json("/api/v1/history?until=12")
    loss = page.locator('[data-chart="J"] svg').get_attribute("aria-label") or ""
    assert f"from {history['J'][0]:#.3g} at iteration 0" in loss
    assert f"to {history['J'][-1]:#.3g} at iteration 12" in loss
    layers = page.locator('[data-chart="gradient_norm"] .said')
    expect(layers.nth(0)).to_have_text(f"layer 1  {history['gradient_norm']['1'][-1]:#.3g}")
    expect(layers.nth(1)).to_have_text(f"layer 2  {history['gradient_norm']['2'][-1]:#.3g}")
    dashes = page.locator('[data-chart="gradient_norm"] .line').evaluate_all(
        "(lines) => lines.map((line) => getComputedStyle(line).strokeDasharray)"
    )
    assert len(set(dashes)) == 2, "lines differ by more than their place"
    page.keyboard.press("t")
    expect(page.locator('[data-view="stage"]').first).to_be_visible()


def test_by_keyboard_along_the_curves_and_to_an_iteration(page: Page) -> None:
    page.goto("/?iteration=12&step=b2_next&view=training")
    slider = page.get_by_role("slider")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("^Iteration 9: loss"))
    assert at(page)[0] == 12, "looking is not going"
    page.keyboard.press("Enter")
    expect_at(page, 9, "b2_next")
    expect(page.locator('[data-chart="J"] .strong')).to_have_text("9")


def test_hovering_reads_out_and_a_click_goes_there(page: Page) -> None:
    page.goto("/?iteration=40&step=J&view=training")
    chart = page.locator('[data-chart="accuracy"] svg')
    expect(chart).to_be_visible()
    box = chart.bounding_box()
    assert box
    page.mouse.move(box["x"] + 44, box["y"] + 30)
    expect(page.locator(f"{FULL} .read-out")).to_contain_text("Iteration 0: loss")
    page.mouse.move(box["x"] + 44 + (box["width"] - 102) / 2, box["y"] + 30)
    expect(page.locator(f"{FULL} .read-out")).to_contain_text("Iteration 20: loss")
    page.mouse.down()
    page.mouse.up()
    expect_at(page, 20, "J")


def test_what_is_not_computed_yet_is_not_drawn(page: Page) -> None:
    page.goto("/?iteration=3&step=dW2&view=training")
    said = page.locator('[data-chart="gradient_norm"] .said')
    expect(said.nth(0)).to_have_text("layer 1")
    expect(said.nth(1)).to_contain_text("layer 2  0")


@pytest.mark.parametrize(
    ("spec", "picture"),
    [
        ("", ".plane"),
        ("data=digits&m=6", "canvas.digit"),
        ("data=iris&m=6", "td"),
        ("data=sine", "td"),
    ],
)
def test_what_the_net_says_of_its_examples(
    page: Page, server: Server, spec: str, picture: str
) -> None:
    trace = server.json(f"/api/v1/trace?{spec}&iteration=5")
    page.goto(f"/?{spec}&iteration=5&step=b2_next&view=training")
    expect(page.locator(f"{FULL} .examples {picture}").first).to_be_visible()
    if picture == ".plane":
        right = round(trace["accuracy"] * trace["m"])
        expect(page.locator(f"{FULL} .examples")).to_contain_text(f"{right} of 8 right")
        expect(page.locator(f"{FULL} .wrong")).to_have_count(8 - right)
    else:
        expect(page.locator(f"{FULL} tbody tr")).to_have_count(trace["m"])
    if trace["accuracy"] is not None and picture != ".plane":
        expect(page.locator(f"{FULL} td", has_text="right")).to_have_count(
            round(trace["accuracy"] * trace["m"])
        )


def test_the_curve_grows_while_a_long_run_is_on_its_way(page: Page) -> None:
    page.goto("/?data=moons&m=400&hidden=32,32&view=training")
    expect(page.locator(f"{FULL} .chart").first).to_be_visible()
    field = page.locator('input[name="iteration"]')
    field.fill("15000")
    field.press("Enter")
    drawn = page.locator('[data-chart="J"] .line')
    lengths: set[int] = set()

    def grows() -> bool:
        path = drawn.get_attribute("d") or ""
        if at(page)[3] == "loading":
            lengths.add(len(path.split("L")))
        return len(lengths) > 2

    until(page, grows, 60)
    expect_at(page, 15000, "Z1", 1, timeout=90000)


def test_playing_by_iterations_stays_on_its_step(page: Page) -> None:
    page.goto("/?step=dW2&seed=106")
    page.keyboard.press("5")
    page.keyboard.press("Space")
    until(page, lambda: at(page)[0] >= 12, 30)
    page.keyboard.press("Space")
    expect(page.locator("#app")).to_have_attribute("data-playing", "false")
    assert at(page)[1:3] == ("dW2", 2)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("spec", ["", "data=iris&m=6"])
def test_the_full_view_is_accessible(page: Page, theme: str, spec: str) -> None:
    page.goto(f"/?{spec}&iteration=5&step=b2_next&view=training&theme={theme}")
    expect(page.locator(f"{FULL} .chart")).to_have_count(5)
    expect(page.locator(f"{FULL} .examples :is(.plane, table)")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
