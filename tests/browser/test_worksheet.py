"""The worksheet on paper and on a screen."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

TIDY = "/worksheet?data=tiny&hidden=3&init=tidy&seed=27"


def sheets(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize(
    ("address", "count"),
    [(TIDY, 2), ("/worksheet?iteration=3", 2), (TIDY + "&blank=none", 1), (TIDY + "&copies=3", 4)],
)
def test_a_sheet_is_one_side_of_a4_and_the_key_another(
    page: Page, address: str, count: int
) -> None:
    page.goto(address)
    assert sheets(page) == count
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".page-bar")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"


@pytest.mark.parametrize(("size", "scheme"), [((1280, 760), "light"), ((390, 844), "dark")])
def test_it_is_read_on_any_screen_and_by_any_reader(
    page: Page, size: tuple[int, int], scheme: str
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(TIDY + "&copies=2")
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
