"""Ten minutes before a class: one key, results hidden until pressed, a clock; the same on paper."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from app.web.presets import LECTURE
from app.web.tour import STATIONS
from tests.browser.pages import expect_at, heatmaps, query, until, wait_for_heatmap

STEPS = [station.step for station in STATIONS]


def test_one_key_asks_then_tells_seven_times(page: Page) -> None:
    page.goto("/tour")
    ready(page)
    expect(page.locator(".says p:visible")).to_have_count(0)
    keys = ("ArrowRight", "PageDown", "Space")
    for index, step in enumerate(STEPS):
        expect_at(page, 0, step, 1)
        expect(page.locator(f'[data-view="stage"] [data-matrix="{step}"]').first).to_have_attribute(
            "data-pending", re.compile(".*")
        )
        expect(page.locator('[data-station][aria-current="step"]')).to_have_count(1)
        page.keyboard.press(keys[index % 3])
        expect_at(page, 0, step, 2)
        wait_for_heatmap(page, step)
        expect(page.locator(f'[data-say="{step}"]')).to_be_visible()
        page.keyboard.press("PageDown")
    expect_at(page, 0, STEPS[-1], 2)
    assert query(page).startswith(LECTURE)


def ready(page: Page) -> None:
    expect(page.locator('[data-station][aria-current="step"]')).to_be_visible()


def test_back_leads_through_the_same_beats(page: Page) -> None:
    page.goto(f"/tour?{LECTURE}&step=J&beat=1")
    ready(page)
    page.keyboard.press("ArrowLeft")
    expect_at(page, 0, "Z1", 2)
    page.keyboard.press("PageUp")
    expect_at(page, 0, "Z1", 1)
    page.keyboard.press("PageUp")
    expect_at(page, 0, "Z1", 1)


def test_a_black_screen_takes_the_first_key(page: Page) -> None:
    page.goto("/tour")
    ready(page)
    page.locator("body").press("b")
    expect(page.locator('[data-part="black"]')).to_be_visible()
    page.keyboard.press("PageDown")
    expect(page.locator('[data-part="black"]')).to_be_hidden()
    expect_at(page, 0, "Z1", 1)


def test_the_stations_and_the_buttons_lead_too(page: Page) -> None:
    page.goto("/tour")
    ready(page)
    page.locator('[data-station="dA1"]').click()
    expect_at(page, 0, "dA1", 1)
    assert "dA1" not in heatmaps(page)
    page.mouse.move(300, 300)
    page.locator('[data-tour-key="next"]').click()
    expect_at(page, 0, "dA1", 2)
    page.locator('[data-tour-key="back"]').click()
    expect_at(page, 0, "dA1", 1)


def test_the_clock_starts_with_the_first_key_and_can_start_again(page: Page) -> None:
    page.clock.install()
    page.goto("/tour")
    ready(page)
    elapsed, planned = page.locator('[data-part="elapsed"]'), page.locator('[data-part="planned"]')
    expect(planned).to_have_text("by 1:15")
    page.clock.fast_forward(30_000)
    expect(elapsed).to_have_text("0:00")
    page.keyboard.press("ArrowRight")
    page.clock.fast_forward(65_000)
    expect(elapsed).to_have_text("1:05")
    page.locator('[data-station="W2_next"]').click()
    expect(planned).to_have_text("by 10:00")
    page.locator('[data-part="clock"]').click()
    expect(elapsed).to_have_text("0:00")


def test_it_prints_as_one_slide_a_moment(page: Page, tmp_path: Path) -> None:
    page.goto("/tour")
    expect_at(page, 0, "Z1", 1)
    data = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", data)) == len(STEPS)
    page.emulate_media(media="print")
    expect(page.locator("#app")).to_be_hidden()
    expect(page.locator(".slide:visible")).to_have_count(len(STEPS))
    expect(page.locator(".slide .picture:visible")).to_have_count(len(STEPS))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", [f"/tour?{LECTURE}&step=dZ1", "/questions?"])
def test_accessibility_rules(page: Page, address: str, theme: str) -> None:
    page.goto(f"{address}&theme={theme}")
    if address.startswith("/tour"):
        wait_for_heatmap(page, "dZ1")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [390, 720, 1280])
@pytest.mark.parametrize("address", ["/tour", "/questions"])
def test_nothing_is_wider_than_the_window(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    if address == "/tour":
        ready(page)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0


def test_a_question_leads_to_its_moment_and_a_net_s_menu_to_the_questions(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="Questions").click()
    expect(page).to_have_url(re.compile("/questions$"))
    section = page.locator("#off")
    section.get_by_role("link", name="See").click()
    expect_at(page, 0, "dZ2")
    until(page, lambda: query(page) == "m=5&hidden=4,4&step=dZ2&cell=2,0")
