"""A moment on a wall: read from the back row, led by a clicker, taken along as a code."""

import re

import pytest
import segno
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.pages import at, expect_at, heatmaps, query, until, wait_for_heatmap

LECTURE = "data=tiny&hidden=3&init=tidy&seed=27"
WALL = {"width": 1920, "height": 1080}
SMALL = """() => {
  const seen = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && !e.closest(".grids, .unseen, [data-ahead], [popover]");
  const walker = document.createTreeWalker(document.getElementById("app"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const own = text.parentElement;
    if (!text.data.trim() || !seen(own)) continue;
    const size = parseFloat(getComputedStyle(own).fontSize);
    const raised = own.closest("sup, sub") || own.getAttribute("dy");
    if (size < (raised ? 18 : 23)) found.push(`${text.data} ${size}`);
  }
  return found;
}"""
"""Texts that could not be read from the back row."""
OUTSIDE = """() => [...document.querySelectorAll(
    '[data-view="stage"] .at, [data-view="cell"] > *, [data-view="stage"] .ask')]
  .map((e) => [e.textContent, e.getBoundingClientRect()])
  .filter(([, b]) => b.width && (b.left < 0 || b.right > innerWidth || b.bottom > innerHeight))
  .map(([text]) => text)"""


@pytest.fixture
def wall(page: Page) -> Page:
    page.set_viewport_size(WALL)
    return page


def open_at(page: Page, address: str, iteration: int, step: str, beat: int) -> None:
    """Open a moment in /present and wait until its keys are there too."""
    page.goto(f"/present?{address}")
    expect_at(page, iteration, step, beat)
    expect(page.locator("#app")).to_have_attribute("data-ready", "")


def test_a_clicker_asks_and_tells_every_step_readable_from_the_back_row(
    wall: Page, server: Server
) -> None:
    steps = [step["writes"] for step in server.json(f"/api/v1/trace?{LECTURE}")["steps"]]
    open_at(wall, LECTURE, 0, "Z1", 1)
    for step in steps:
        expect_at(wall, 0, step, 1)
        assert step not in heatmaps(wall)
        assert wall.evaluate(SMALL) == []
        wall.keyboard.press("PageDown")
        expect_at(wall, 0, step, 2)
        wait_for_heatmap(wall, step)
        assert (step, wall.evaluate(SMALL), wall.evaluate(OUTSIDE)) == (step, [], [])
        wall.keyboard.press("PageDown")
    expect_at(wall, 1, "Z1", 1)
    wall.keyboard.press("PageUp")
    expect_at(wall, 0, steps[-1], 2)
    wall.keyboard.press("PageUp")
    expect_at(wall, 0, steps[-1], 1)


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900), (3840, 2160)])
def test_it_scales_with_the_wall(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_at(page, f"{LECTURE}&step=dA1", 0, "dA1", 2)
    scale = float(
        page.locator('[data-view="stage"]').evaluate("(e) => e.style.getPropertyValue('--s')")
    )
    assert scale == pytest.approx(2 * min(size[0] / 1920, size[1] / 1080), rel=0.02)
    assert page.evaluate(OUTSIDE) == []


def test_one_beat_in_the_address_wins_and_is_kept(page: Page) -> None:
    open_at(page, f"{LECTURE}&step=dZ2&beats=1", 0, "dZ2", 2)
    page.keyboard.press("PageDown")
    expect_at(page, 0, "dW2", 2)
    until(page, lambda: query(page) == f"{LECTURE}&step=dW2&beats=1")


def test_up_and_down_walk_through_the_result(page: Page) -> None:
    open_at(page, f"{LECTURE}&step=dW2&cell=0,2", 0, "dW2", 2)
    for key, cell in [("ArrowDown", "1,0"), ("ArrowUp", "0,2"), ("ArrowUp", "0,1")]:
        page.keyboard.press(key)
        expect(page.locator('[data-view="cell"]')).to_have_attribute("data-cell", cell)
    page.locator('[data-view="stage"] [data-matrix="dW2"] [tabindex="0"]').focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator('[data-view="cell"]')).to_have_attribute("data-cell", "1,1")


def test_with_one_example_chosen_they_walk_through_its_column(page: Page) -> None:
    open_at(page, f"{LECTURE}&step=A2&example=2&cell=2,1", 0, "A2", 2)
    page.keyboard.press("ArrowDown")
    until(page, lambda: "cell=0,1" in page.url)


@pytest.mark.parametrize("key", ["b", "."])
@pytest.mark.parametrize("back", ["b", "PageDown", "ArrowLeft", "Escape"])
def test_black_and_back(page: Page, key: str, back: str) -> None:
    open_at(page, f"{LECTURE}&step=dW2", 0, "dW2", 2)
    black = page.locator('[data-part="black"]')
    page.keyboard.press(key)
    expect(black).to_be_visible()
    page.keyboard.press(back)
    expect(black).to_be_hidden()
    assert at(page) == (0, "dW2", 2, "ok")


def test_from_the_studio_and_back_at_the_same_moment(page: Page) -> None:
    page.goto(f"/?{LECTURE}&iteration=3&step=dA1&cell=1,2")
    expect_at(page, 3, "dA1")
    page.keyboard.press("p")
    page.wait_for_url("**/present?**")
    assert query(page) == f"{LECTURE}&iteration=3&step=dA1&cell=1,2"
    expect_at(page, 3, "dA1")
    page.keyboard.press("ArrowRight")
    expect_at(page, 3, "gprime1", 1)
    page.keyboard.press("p")
    page.wait_for_url(lambda url: "/present" not in url)
    expect_at(page, 3, "gprime1", 1)
    page.get_by_role("link", name="Present").click()
    page.wait_for_url("**/present?**")


def test_the_studio_can_ask_before_it_tells(page: Page) -> None:
    page.goto("/?step=dW2")
    expect_at(page, 0, "dW2")
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("checkbox", name=re.compile("Ask before telling")).check()
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    expect_at(page, 0, "db2", 1)
    until(page, lambda: query(page) == "step=db2&beat=1&beats=2")


def code_of(page: Page, selector: str) -> str:
    """The path of the code's picture, as its server drew it."""
    picture = page.locator(selector)
    until(page, lambda: picture.evaluate("(e) => e.complete && e.naturalWidth > 0"))
    reply = page.request.get(picture.evaluate("(e) => e.src"))
    return max(re.findall(r' d="([^"]+)"', reply.text()), key=len)


def drawn(address: str) -> str:
    """The path that an address of its own gives."""
    svg = segno.make_qr(address, error="l").svg_inline(border=4, dark="#000", light="#fff")
    return max(re.findall(r' d="([^"]+)"', svg), key=len)


def test_the_code_holds_the_studios_address_of_this_moment(wall: Page, server: Server) -> None:
    open_at(wall, f"{LECTURE}&step=dW2", 0, "dW2", 2)
    wall.keyboard.press("PageDown")
    expect_at(wall, 0, "db2", 1)
    wall.keyboard.press("q")
    code = wall.locator('[data-part="code"]')
    expect(code).to_be_visible()
    there = f"{server.url}/?{LECTURE}&step=db2&beat=1"
    assert code_of(wall, '[data-part="code"] img') == drawn(there)
    box = wall.locator('[data-part="code"] img').bounding_box()
    assert box and box["width"] == box["height"] > 700
    expect(wall.locator('[data-part="address"]')).to_have_text(there.removeprefix("http://"))
    assert wall.evaluate(SMALL) == []
    wall.keyboard.press("Escape")
    expect(code).to_be_hidden()
    expect_at(wall, 0, "db2", 1)


def test_the_studio_shares_the_code_too(page: Page, server: Server) -> None:
    page.goto("/?iteration=6&step=dW2")
    expect_at(page, 6, "dW2")
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="QR code").click()
    expect(page.locator("#share img")).to_be_visible()
    assert code_of(page, "#share img") == drawn(f"{server.url}/?iteration=6&step=dW2")


def test_the_pointer_hides_and_the_tools_come_with_it(page: Page) -> None:
    page.clock.install()
    open_at(page, LECTURE, 0, "Z1", 1)
    root, tools = page.locator("#app"), page.locator(".tools")
    expect(root).to_have_css("cursor", "none")
    page.mouse.move(400, 300)
    expect(root).to_have_css("cursor", "auto")
    expect(tools).to_have_css("opacity", "1")
    tools.get_by_role("button", name="Black").click()
    expect(page.locator('[data-part="black"]')).to_be_visible()
    page.clock.run_for(2100)
    expect(root).to_have_css("cursor", "none")
    expect(tools).to_have_css("opacity", "0")


def test_f_fills_the_screen(page: Page) -> None:
    open_at(page, LECTURE, 0, "Z1", 1)
    page.keyboard.press("f")
    until(page, lambda: page.evaluate("document.fullscreenElement !== null"))
    page.keyboard.press("f")
    until(page, lambda: page.evaluate("document.fullscreenElement === null"))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("beat", [1, 2])
def test_accessibility_rules(wall: Page, theme: str, beat: int) -> None:
    open_at(wall, f"{LECTURE}&step=dA1&beat={beat}&theme={theme}", 0, "dA1", beat)
    expect(wall.locator(".js-plotly-plot .hm").first).to_be_attached()
    wall.mouse.move(900, 500)
    found = Axe().run(wall)
    assert found.violations_count == 0, found.generate_report()
    wall.keyboard.press("q")
    found = Axe().run(wall)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("spec", ["", "hidden=16,16&m=40", "data=digits&hidden=32&m=100"])
def test_larger_nets_show_what_fits(wall: Page, spec: str) -> None:
    open_at(wall, f"{spec}&step=dW2", 0, "dW2", 2)
    wait_for_heatmap(wall, "dW2")
    assert wall.evaluate(OUTSIDE) == []
