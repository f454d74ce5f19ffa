"""The page for everybody: by keyboard alone, in any size and theme, by the accessibility rules."""

import re
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Complaints
from tests.browser.pages import expect_at, until, wait_for_heatmap

ADDRESSES = (
    "/?iteration=6&step=dW2",
    "/?iteration=6&step=dZ1",
    "/?step=Z1&beat=1",
    "/?iteration=6&step=db1&view=ledger",
    "/embed?iteration=6&step=dA1",
    "/?lr=20&iteration=12&step=dW2",
)

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.mark.parametrize("address", ADDRESSES)
def test_accessibility_rules(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".js-plotly-plot .hm").first).to_be_attached()
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_accessibility_rules_where_a_value_is_refused(page: Page, complaints: Complaints) -> None:
    complaints.allow("status of 422")
    page.goto("/?lr=fast")
    expect(page.locator(".refusal")).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("size", [(390, 844), (720, 450), (1100, 800), (1280, 760)])
def test_every_size_shows_the_equation_and_steps(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto("/?iteration=6&step=dW2")
    wait_for_heatmap(page, "dW2")
    expect(page.locator('button[data-action="step"]')).to_be_in_viewport()
    expect(page.locator('[data-view="stage"]')).to_be_in_viewport()
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0
    page.locator('button[data-action="step"]').click()
    expect_at(page, 6, "db2")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_no_page_scroll_on_a_laptop(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 760})
    page.goto("/")
    assert page.evaluate("document.documentElement.scrollHeight") <= 760


def test_the_phone_opens_its_sheets(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/?iteration=6&step=dW2")
    why = page.locator('article:not([hidden]) [data-panel-of="why"]')
    expect(why).to_be_hidden()
    page.locator('.tabs [data-panel="why"]').click()
    expect(why).to_be_visible()
    page.locator('.tabs [data-panel="setup"]').click()
    expect(why).to_be_hidden()
    page.locator('[data-action="add-neuron"]').click()
    expect_at(page, 0, "Z1", 1)
    page.locator('.tabs [data-panel="setup"]').click()
    expect(page.locator('[data-view="builder"]')).to_be_hidden()


def test_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    expect_at(page, 0, "dW2")
    announced = page.locator('[data-part="announce"]')
    said = r"^Gradient of the weights, layer 2: dW .+ Step 8 of 18, iteration 0\.$"
    expect(announced).to_have_text(re.compile(said))
    reached = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                """() => { const e = document.activeElement;
                  return e.dataset.action || e.name || e.dataset.step || e.dataset.matrix; }"""
            )
        )
    for name in ("data", "add-neuron", "activation", "m", "lr", "step", "play", "dW2", "iteration"):
        assert name in reached, name


def test_letters_leave_fields_alone_and_can_be_switched_off(page: Page) -> None:
    page.goto("/")
    page.locator('input[name="m"]').focus()
    page.keyboard.press("n")
    page.keyboard.press("ArrowRight")
    expect_at(page, 0, "Z1", 1)
    page.keyboard.press("Escape")
    page.locator("body").press("l")
    expect(page.locator("#app")).to_have_attribute("data-shown", "ledger")
    page.keyboard.press("l")
    expect(page.locator("#app")).to_have_attribute("data-shown", "equation")
    page.get_by_role("button", name="Keys").click()
    page.locator('[data-part="letters"]').uncheck()
    page.keyboard.press("Escape")
    page.locator("body").press("l")
    page.wait_for_timeout(100)
    expect(page.locator("#app")).to_have_attribute("data-shown", "equation")


def test_the_arrows_move_the_cell_inside_a_matrix(page: Page) -> None:
    page.goto("/?step=dW2&cell=0,0")
    wait_for_heatmap(page, "dW2")
    grid = page.locator('[data-view="stage"] [data-matrix="dW2"]')
    grid.locator('[tabindex="0"]').first.focus()
    page.keyboard.press("ArrowRight")
    until(page, lambda: "cell=0,1" in page.url)
    page.keyboard.press("ArrowDown")
    until(page, lambda: "cell=1,1" in page.url)
    expect_at(page, 0, "dW2")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    expect_at(page, 0, "db2")


def test_a_cell_shows_its_arithmetic(page: Page) -> None:
    page.goto("/?iteration=6&step=dW2&cell=1,3")
    expect(page.locator('[data-view="cell"]')).to_contain_text(
        "the sum of the 8 unrounded products"
    )
    expect(page.locator('article:not([hidden]) [data-part="binding"]')).to_have_text(
        "here j = △, k = 4"
    )
    check = page.locator('[data-part="check"]')
    expect(check).to_contain_text("measured slope of J")
    numbers = check.locator("b").all_inner_texts()
    assert numbers[0] == numbers[1]


def test_the_theme_button_and_the_system(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, color_scheme="dark")
    page = context.new_page()
    page.goto("/")
    paper = "getComputedStyle(document.documentElement).getPropertyValue('--paper')"
    dark = page.evaluate(paper)
    page.locator('[data-action="theme"]').click()
    assert page.evaluate(paper) != dark
    page.reload()
    page.keyboard.press("ArrowRight")
    until(page, lambda: page.url.endswith("/?step=Z1"))
    assert page.evaluate(paper) != dark
    context.close()


def test_sharing(page: Page) -> None:
    page.goto("/?data=moons&iteration=3&step=dW2")
    page.locator('[data-action="share"]').click()
    expect(page.locator('[data-part="share-link"]')).to_have_value(page.url)
    json_link = page.locator('[data-part="json-link"]')
    expect(json_link).to_have_attribute("href", "/api/v1/trace?data=moons&iteration=3")
    page.keyboard.press("Escape")
    page.locator('[data-action="embed"]').click()
    code = page.locator('[data-part="embed-code"]').input_value()
    assert "/embed?data=moons&amp;iteration=3&amp;step=dW2" in code
    assert 'title="Gradient of the weights, layer 2 · Stepgrad"' in code


@pytest.mark.parametrize(
    ("opened", "field"), [("share", "share-link"), ("embedding", "embed-code")]
)
def test_a_link_and_a_frame_are_copied(page: Page, opened: str, field: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/?step=dW2")
    page.locator(f'[popovertarget="{opened}"]').click()
    panel = page.locator(f"#{opened}")
    if opened == "embedding":
        panel.get_by_label("dark").check()
    panel.get_by_role("button", name="Copy").click()
    expect(panel.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(f'[data-part="{field}"]').input_value()
    assert ("theme=dark" in copied) == (opened == "embedding")


@pytest.mark.parametrize(
    ("address", "said", "marked"),
    [
        ("hidden=0", "Layer sizes go from 1 to 128; here one is 0.", '[data-part="layers"]'),
        ("lr=abc", "lr = abc", 'input[name="lr"]'),
    ],
)
def test_an_address_that_is_no_network_is_told_at_its_field(
    page: Page, complaints: Complaints, address: str, said: str, marked: str
) -> None:
    complaints.allow("status of 422")
    page.goto(f"/?{address}")
    expect(page.locator('[data-view="status"]')).to_contain_text(said)
    expect(page.locator(f".build {marked}")).to_have_attribute("aria-invalid", "true")


def test_the_plane_is_shown_for_two_inputs_only(page: Page) -> None:
    page.goto("/?data=moons&m=30&iteration=5")
    plane = page.locator('[data-view="regions"] svg')
    expect(plane.locator(".example")).to_have_count(30)
    assert plane.locator("rect").count() >= 20
    page.locator('input[name="data"][value="iris"]').check()
    expect(page.locator('[data-view="regions"]')).to_be_hidden()
