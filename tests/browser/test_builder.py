"""The builder: every change is a new network at its first step, and an entry to go back to."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Complaints, Server
from tests.browser.pages import expect_at, heatmaps, query, until


def press(page: Page, action: str, layer: int | None = None) -> None:
    where = f'[data-layer="{layer}"]' if layer else ""
    page.locator(f'[data-action="{action}"]{where}').click()


def test_sizes_by_the_buttons(page: Page, server: Server) -> None:
    page.goto("/?iteration=3&step=dW2&seed=7")
    for action, layer, expected in (
        ("add-neuron", 1, "hidden=5&seed=7"),
        ("add-layer", None, "hidden=5,5&seed=7"),
        ("remove-neuron", 2, "hidden=5,4&seed=7"),
        ("remove-neuron", 2, "hidden=5,3&seed=7"),
        ("remove-layer", None, "hidden=5&seed=7"),
        ("remove-layer", None, "hidden=none&seed=7"),
        ("add-layer", None, "seed=7"),
    ):
        press(page, action, layer)
        until(page, lambda expected=expected: query(page) == expected)
        expect_at(page, 0, "Z1", 1)
    press(page, "add-neuron", 1)
    expect_at(page, 0, "Z1", 1)
    page.keyboard.press("ArrowRight")
    expect_at(page, 0, "Z1")
    trace = server.json("/api/v1/trace?hidden=5&seed=7")
    until(page, lambda: heatmaps(page).get("Z1") == trace["matrices"]["Z1"]["values"])


def test_two_clicks_in_a_row_are_two_units(page: Page) -> None:
    page.goto("/")
    page.evaluate(
        """() => { for (let i = 0; i < 3; i += 1)
             document.querySelector('[data-action="add-neuron"]').click(); }"""
    )
    until(page, lambda: query(page) == "hidden=7")


def test_the_focus_stays_on_the_button(page: Page) -> None:
    page.goto("/")
    page.locator('[data-action="add-neuron"]').focus()
    for size in (5, 6):
        page.keyboard.press("Enter")
        until(page, lambda size=size: query(page) == f"hidden={size}")
        expect(page.locator('[data-action="add-neuron"]')).to_be_focused()


def test_data_and_an_activation_for_each_layer(page: Page) -> None:
    page.goto("/?hidden=4,3")
    page.locator('select[name="activation"]').nth(1).select_option("tanh")
    until(page, lambda: query(page) == "hidden=4,3&activation=relu,tanh")
    page.locator('select[name="data"]').select_option("moons")
    until(page, lambda: query(page) == "data=moons&hidden=4,3&activation=relu,tanh")
    expect(page.locator('[data-part="layers"]')).to_contain_text("sigmoid")
    expect(page.locator('[data-view="tape"] button[data-step]')).to_have_count(27)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("m", "12", "m=12"),
        ("lr", "0.05", "lr=0.05"),
        ("seed", "42", "seed=42"),
        ("noise", "0.3", "noise=0.3"),
        ("batch", "4", "batch=4"),
        ("l2", "0.5", "l2=0.5"),
    ],
)
def test_fields(page: Page, name: str, value: str, expected: str) -> None:
    page.goto("/")
    field = page.locator(f'input[name="{name}"]')
    if not field.is_visible():
        page.get_by_role("button", name="More", exact=True).click()
    field.fill(value)
    field.press("Enter")
    until(page, lambda: query(page) == expected)
    expect_at(page, 0, "Z1", 1)
    expect(field).to_have_value(value)


@pytest.mark.parametrize(
    ("name", "value"),
    [("init", "tidy"), ("optimizer", "adam"), ("output_route", "chain"), ("average", "loss")],
)
def test_choices(page: Page, name: str, value: str) -> None:
    page.goto("/")
    field = page.locator(f'select[name="{name}"]')
    if not field.is_visible():
        page.get_by_role("button", name="More", exact=True).click()
    field.select_option(value)
    until(page, lambda: query(page) == f"{name}={value}")
    expect(field).to_have_value(value)


def test_a_refused_value_stands_by_its_field_and_nothing_is_lost(
    page: Page, complaints: Complaints
) -> None:
    complaints.allow("status of 422")
    page.goto("/?iteration=2&step=dW2")
    field = page.locator('input[name="m"]')
    field.fill("100000")
    field.press("Enter")
    expect(page.locator('[data-field="m"] .refusal')).to_contain_text("1 to 500")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect_at(page, 2, "dW2")
    assert query(page) == "iteration=2&step=dW2"
    field.fill("10")
    field.press("Enter")
    until(page, lambda: query(page) == "m=10")
    expect(page.locator(".refusal")).to_have_count(0)


def test_what_no_longer_fits_is_left_out_and_said(page: Page, complaints: Complaints) -> None:
    complaints.allow("status of 422")
    page.goto("/?data=moons&m=100&noise=0.2")
    page.locator('input[name="data"][value="tiny"]').check()
    until(page, lambda: query(page) == "data=tiny")
    expect(page.locator('[data-view="status"]')).to_contain_text("no longer fits")


def test_back_and_forward_of_the_browser(page: Page) -> None:
    page.goto("/?iteration=2&step=dW2")
    press(page, "add-neuron", 1)
    expect_at(page, 0, "Z1", 1)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect_at(page, 0, "A1")
    page.locator('[data-view="tape"] button[data-step="db1"]').click()
    expect_at(page, 0, "db1")
    page.go_back()
    expect_at(page, 0, "A1")
    page.go_back()
    expect_at(page, 2, "dW2")
    assert query(page) == "iteration=2&step=dW2"
    expect(page.locator(".stepper b")).to_have_text("4")
    page.go_forward()
    expect_at(page, 0, "A1")
    expect(page.locator(".stepper b")).to_have_text("5")


def test_presets_and_reset(page: Page) -> None:
    page.goto("/?hidden=7&lr=0.1")
    page.get_by_role("button", name="Nets").click()
    page.get_by_role("button", name="Lecture net").click()
    until(page, lambda: query(page) == "data=tiny&hidden=3&init=tidy&seed=27")
    expect(page.locator("#nets")).to_be_hidden()
    page.get_by_role("button", name="Nets").click()
    page.get_by_role("button", name="Too large a step").click()
    until(page, lambda: query(page) == "m=5&lr=6.0&iteration=7&step=A1")
    expect_at(page, 7, "A1")
    page.locator('[data-action="reset"]').click()
    until(page, lambda: query(page) == "")
    expect_at(page, 0, "Z1", 1)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (390, 844)])
def test_the_menu_of_nets_in_any_window(page: Page, size: tuple[int, int], theme: str) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"/?step=dW2&theme={theme}")
    page.get_by_role("button", name="Nets").click()
    expect(page.locator("#nets")).to_be_visible()
    expect(page.get_by_role("button", name="Default net")).to_have_attribute("aria-pressed", "true")
    found = Axe().run(page, context="#nets")
    assert found.violations_count == 0, found.generate_report()
    page.locator("#nets").get_by_role("button", name="Digits").click()
    expect_at(page, 50, "A2")


def test_in_a_low_window_the_builder_works_inside_the_bar(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto("/")
    page.locator('select[name="data"]').select_option("moons")
    until(page, lambda: query(page) == "data=moons")
    ends = page.locator(".build .end").evaluate("(end) => end.getBoundingClientRect().right")
    assert ends < page.locator(".bar nav").evaluate("(nav) => nav.getBoundingClientRect().left")
    page.locator('select[name="data"]').select_option(label="Your numbers")
    expect(page.get_by_role("dialog", name="Your own numbers")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Your own numbers")).to_be_hidden()
    press(page, "add-layer")
    press(page, "add-neuron", 1)
    until(page, lambda: query(page) == "data=moons&hidden=5,4")
    expect(page.locator('input[name="data"][value="xor"]')).to_be_hidden()
    press(page, "builder")
    page.locator('select[name="data"]').select_option("xor")
    until(page, lambda: query(page) == "data=xor&hidden=5,4")
    assert page.evaluate("document.documentElement.scrollHeight") <= 720


@pytest.mark.parametrize("width", [720, 1024, 1280, 1440])
def test_what_the_row_has_no_room_for_scrolls_or_waits(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/?hidden=16,10,8,8,8")
    sizes = page.locator(".sizes")
    expect(sizes).to_have_attribute("data-more", "right")
    for action in ("add-layer", "remove-layer", "reset"):
        expect(page.locator(f'.build [data-action="{action}"]')).to_be_in_viewport(ratio=1)
    page.locator('[data-action="add-layer"]').click()
    expect(sizes.locator('[data-layer="6"]').first).to_be_visible()
    expect(sizes).to_have_attribute("data-more", "left")
    if width < 1280:
        page.locator('[popovertarget="settings"]').click()
    expect(page.locator('.build input[name="seed"]')).to_be_in_viewport(ratio=1)
