"""Worked examples: figures that come later, a slip where it happened; the guide beside them."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from app.web.numbers import FORMS
from tests.browser.pages import expect_at, heatmaps, wait_for_heatmap


def test_figures_come_later_on_a_phone_in_the_dark(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/examples?theme=dark")
    expect(page.locator("#mazur [data-status='differs']")).to_have_count(3)
    expect(page.locator("#mazur .made", has_text="0.01591219633")).to_be_visible()
    page.locator("#yeh summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    found = Axe().run(page, context={"include": [[".page-bar"], ["#mazur"], ["#yeh"], ["#xor"]]})
    assert found.response["violations"] == [], found.generate_report()


def test_the_forgotten_mask_is_seen_at_its_step(page: Page) -> None:
    page.goto("/examples#yeh")
    page.get_by_role("link", name=re.compile("row 1 is stopped")).click()
    expect_at(page, 0, "dZ2")
    wait_for_heatmap(page, "dZ2")
    found = heatmaps(page)
    assert found["dZ2"][0] == [0, 0] and all(found["dA2"][0])


def test_a_net_too_long_for_an_address_opens_at_its_figure(page: Page) -> None:
    page.goto("/examples#flower")
    page.locator("#flower tbody th a").first.click()
    expect_at(page, 0, "J")
    assert "spec=" in page.url


def test_the_guide_shows_forms_that_are_read_and_is_accessible(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/numbers")
    values = page.evaluate(
        """async () => {
          const { parse } = await import("/static/js/own/parse.js");
          const forms = document.querySelectorAll("[data-form]");
          return Array.from(forms, (form) => parse(form.textContent).values);
        }"""
    )
    assert values == [[[1, 2], [3, 4]]] * len(FORMS)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()
