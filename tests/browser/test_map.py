"""The network map: it marks what is selected on the stage, and selects there."""

from playwright.sync_api import Page, expect

from tests.browser.pages import expect_at, query, until

MAP = '[data-view="map"]'
CHOSEN = """() => [...document.querySelectorAll('[data-view="map"] .chosen')]
  .map((one) => one.getAttribute("class").split(" ")[0])"""


def middle_of_edges(page: Page, chosen: str = ".edge") -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = page.locator(f"{MAP} {chosen}").evaluate_all(
        """(lines) => lines.map((line) => {
             const box = line.getBoundingClientRect();
             return [box.x + box.width / 2, box.y + box.height / 2];
           })"""
    )
    return found


def test_pointing_at_an_edge_selects_its_weight(page: Page) -> None:
    page.goto("/?iteration=6&step=dW1&seed=106")
    expect(page.locator(f"{MAP} .edge.lit")).to_have_count(8)
    page.mouse.move(*middle_of_edges(page)[4])  # from x1 into a3
    until(page, lambda: "cell=2,0" in query(page))
    expect(page.locator(f"{MAP} .edge.chosen")).to_have_count(1)
    expect(page.locator('[data-view="cell"]')).to_contain_text("row")


def test_what_is_selected_on_the_stage_is_marked(page: Page) -> None:
    page.goto("/?iteration=6&step=dZ1&seed=106&cell=3,7")
    chosen = page.locator(f"{MAP} .node.chosen .name")
    expect(chosen).to_have_text("a4")
    expect(page.locator(f"{MAP} .map-caption")).to_contain_text("example 8")


def test_by_keyboard(page: Page) -> None:
    page.goto("/?iteration=6&step=dA1&seed=106&cell=0,0")
    expect_at(page, 6, "dA1")
    page.locator(f"{MAP} svg").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    until(page, lambda: "cell=1,1" in query(page))
    expect_at(page, 6, "dA1")
    expect(page.locator(f"{MAP} [aria-live]")).to_contain_text("row 2, column 2")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    expect_at(page, 6, "gprime1")


def test_gates_have_gate_colours_and_rings_wait_for_them(page: Page) -> None:
    page.goto("/?iteration=6&step=dA1&seed=106")
    expect(page.locator(f"{MAP} .edge.lit")).to_have_count(3)
    expect(page.locator(f"{MAP} .ring.shown")).to_have_count(0)
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"{MAP} .ring.shown").first).to_be_visible()
    fills = page.locator(f"{MAP} .node.lit .disc").evaluate_all(
        "(discs) => discs.map((disc) => getComputedStyle(disc).fill)"
    )
    assert set(fills) <= {"rgb(80, 81, 88)", "rgb(255, 255, 255)"}
    assert len(fills) == 4


def test_a_wide_layer_is_condensed(page: Page) -> None:
    page.goto("/?hidden=40&step=A1&cell=20,0")
    expect(page.locator(f"{MAP} .more.chosen")).to_have_text("+ 30")
