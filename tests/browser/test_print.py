"""A step on paper: one sheet of A4, light, the stage with its numbers and the reasons beside it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import wait_for_heatmap

MOMENTS = (
    "/?iteration=6&step=dW2",
    "/?iteration=6&step=dZ1&theme=dark",
    "/?activation=sigmoid&output_route=chain&step=dZ2",
    "/?data=digits&m=60&hidden=16&step=dW1",
    "/?step=Z1&beat=1",
    "/embed?iteration=6&step=dA1",
    "/present?data=tiny&hidden=3&init=tidy&step=J",
)
SIZES = [(1440, 900), (1280, 720), (390, 844)]


def ready(page: Page, address: str) -> None:
    """The printing of a page is set up last of all."""
    page.goto(address)
    if "beat=1" not in address:
        wait_for_heatmap(page, re.findall(r"step=(\w+)", address)[0])
    page.wait_for_load_state("networkidle")


def pages_of(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("address", MOMENTS)
def test_a_step_prints_on_one_sheet(page: Page, address: str) -> None:
    ready(page, address)
    assert pages_of(page) == 1


@pytest.mark.parametrize("size", SIZES)
def test_from_a_window_of_any_size(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    ready(page, "/?iteration=6&step=dW2")
    assert pages_of(page) == 1


def test_numbers_are_printed_finely(page: Page) -> None:
    ready(page, "/?iteration=6&step=dW2")
    page.evaluate(
        """() => addEventListener("beforeprint", () => {
          globalThis.fineness = [...document.querySelectorAll("canvas.printed")]
            .map((canvas) => canvas.width / canvas.offsetWidth).filter(Number.isFinite);
        })"""
    )
    page.pdf(prefer_css_page_size=True)
    assert 3 in page.evaluate("globalThis.fineness")
    expect(page.locator("canvas.printed")).to_have_count(0)


def test_only_what_is_read_is_printed_and_light_and_the_page_is_as_before(page: Page) -> None:
    ready(page, "/?iteration=6&step=dZ1&theme=dark")
    root = page.locator("html")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(root).to_have_attribute("data-theme", "light")
    for gone in (".bar", ".build", ".left", ".tape", ".tabs", ".train-rail", ".views"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.locator('article:not([hidden]) [data-panel-of="why"]')).to_be_visible()
    expect(page.locator('[data-view="stage"]').first).to_be_visible()
    assert page.locator(".right button:visible").count() == 0
    said = page.evaluate("getComputedStyle(document.querySelector('#app'), '::after').content")
    assert "attr" in said or "step=dZ1" in said
    address = page.locator("#app").get_attribute("data-address") or ""
    assert address.endswith("/?iteration=6&step=dZ1")
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(root).to_have_attribute("data-theme", "dark")
    expect(page.locator("canvas.printed")).to_have_count(0)
    expect(page.locator(".tape")).to_be_visible()


@pytest.mark.parametrize("media", ["screen", "print"])
def test_the_questions_print_too(page: Page, media: str) -> None:
    page.goto("/questions?theme=dark")
    page.emulate_media(media=media)
    expect(page.locator(".question").first).to_be_visible()
    expect(page.locator(".page-bar")).to_be_visible(visible=media == "screen")
