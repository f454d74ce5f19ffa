"""Panels hidden by the address, for lessons and slides: the layout closes up."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from app.web.pages import PANELS
from tests.browser.pages import expect_at, wait_for_heatmap

WHERE = {
    "builder": ".build",
    "map": ".map",
    "ledger": ".ledger-rail",
    "training": ".train-rail",
    "why": '[data-view="explain"]',
    "controls": ".tape",
}
REGIONS = [".bar", ".build", ".left", ".sheet", ".right", ".tape"]
BOXES = """(selectors) => selectors.map((one) => document.querySelector(one)).filter(Boolean)
  .map((e) => e.getBoundingClientRect()).filter((r) => r.width && r.height)
  .map((r) => [r.left, r.top, r.right, r.bottom].map(Math.round))"""
Box = list[int]


def boxes(page: Page) -> list[Box]:
    found: list[Box] = page.evaluate(BOXES, REGIONS)
    return found


def area(page: Page) -> int:
    left, top, right, bottom = page.evaluate(BOXES, [".sheet"])[0]
    return int((right - left) * (bottom - top))


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.parametrize("hidden", [*((name,) for name in PANELS), PANELS], ids="-".join)
def test_in_the_studio(page: Page, hidden: tuple[str, ...]) -> None:
    page.goto("/?iteration=3&step=dW2")
    wait_for_heatmap(page, "dW2")
    before = area(page)
    page.goto(f"/?iteration=3&step=dW2&hide={','.join(hidden)}")
    wait_for_heatmap(page, "dW2")
    for name, selector in WHERE.items():
        expect(page.locator(selector).first).to_be_visible(visible=name not in hidden)
    found = boxes(page)
    assert not any(overlap(a, b) for i, a in enumerate(found) for b in found[:i])
    assert area(page) > before if {"builder", "controls"} & set(hidden) else area(page) >= before
    page.keyboard.press("ArrowRight")
    expect_at(page, 3, "db2")


def test_all_hidden_gives_the_equation_the_window(page: Page) -> None:
    page.goto(f"/?step=dW2&hide={','.join(PANELS)}")
    wait_for_heatmap(page, "dW2")
    assert area(page) > 0.9 * 1440 * (900 - 48)
    assert Axe().run(page).violations_count == 0


@pytest.mark.parametrize("page_name", ["embed", "present"])
def test_without_steps_in_a_frame_and_on_the_wall(page: Page, page_name: str) -> None:
    page.goto(f"/{page_name}?step=dW2&hide=controls,why,nonsense")
    wait_for_heatmap(page, "dW2")
    expect(page.locator(".tape")).to_be_hidden()
    assert page.evaluate(BOXES, [".sheet"])[0][3] == 900
    assert "nonsense" not in (page.locator("#app").get_attribute("class") or "")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#app")).to_have_attribute("data-step", "db2")


@pytest.mark.parametrize("size", [(1000, 800), (390, 844)])
def test_on_a_tablet_and_a_phone_their_tabs_go_too(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto("/?step=dW2&hide=why,builder,controls")
    wait_for_heatmap(page, "dW2")
    for name in ("why", "shapes", "code", "check", "setup"):
        expect(page.locator(f'.tabs [data-panel="{name}"]')).to_be_hidden()
    expect(page.locator(".tape")).to_be_hidden()
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0


def test_share_and_embed_offer_to_hide(page: Page) -> None:
    page.goto("/?step=dW2&hide=map")
    page.get_by_role("button", name="Share").click()
    share = page.locator("#share")
    expect(share.get_by_label("network map")).to_be_checked()
    found = Axe().run(page, context="#share")
    assert found.violations_count == 0, found.generate_report()
    share.get_by_label("builder").check()
    link, origin = page.locator('[data-part="share-link"]'), page.evaluate("location.origin")
    expect(link).to_have_value(f"{origin}/?step=dW2&hide=builder,map")
    share.get_by_label("network map").uncheck()
    share.get_by_label("builder").uncheck()
    expect(link).to_have_value(f"{origin}/?step=dW2")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Embed").click()
    page.locator("#embedding").get_by_label("steps").check()
    assert (
        "/embed?step=dW2&amp;hide=controls"
        in page.locator('[data-part="embed-code"]').input_value()
    )
