"""The ledger: a cell leads to the same cell on the step that wrote it, by pointer and by keys."""

from playwright.sync_api import Page, expect

from tests.browser.pages import expect_at, query, until, wait_for_heatmap

OPEN = '.sheet [data-view="ledger"]'


def test_a_cell_leads_to_itself_on_the_stage(page: Page) -> None:
    page.goto("/?iteration=6&step=db1&view=ledger")
    wait_for_heatmap(page, "dZ1", "ledger")
    expect(page.locator(f"{OPEN} .col-name").nth(1)).to_contain_text("4 ReLU")
    frame = page.locator(f'{OPEN} [data-matrix="dZ1"]')
    box = frame.bounding_box()
    assert box
    place = {"x": box["width"] * 5.5 / 8, "y": box["height"] * 2.5 / 4}
    frame.hover(position=place)
    expect(page.locator('[data-part="ledger-said"]')).to_contain_text("unit 3, example 6")
    frame.click(position=place)
    expect_at(page, 6, "dZ1")
    until(page, lambda: "cell=2,5" in query(page))
    expect(page.locator('[data-view="stage"]').first).to_be_visible()


def test_by_keyboard(page: Page) -> None:
    page.goto("/?iteration=6&step=db1&view=ledger")
    wait_for_heatmap(page, "A1", "ledger")
    page.locator(f'{OPEN} [data-matrix="A1"]').focus()
    for key in ("ArrowUp", *["ArrowUp"] * 4, *["ArrowLeft"] * 8, "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    expect(page.locator('[data-part="ledger-said"]')).to_contain_text("unit 2, example 2")
    page.keyboard.press("Enter")
    expect_at(page, 6, "A1")
    until(page, lambda: "cell=1,1" in query(page))


def test_a_weight_leads_to_the_update_that_wrote_it(page: Page) -> None:
    page.goto("/?iteration=6&step=db1&view=ledger")
    wait_for_heatmap(page, "W2", "ledger")
    page.locator(f'{OPEN} [data-matrix="W2"]').click(position={"x": 4, "y": 4})
    expect_at(page, 5, "W2_next")
    until(page, lambda: "cell=0,0" in query(page))


def test_a_net_of_six_layers_has_room(page: Page) -> None:
    page.goto("/?hidden=4,4,4,4,4&step=b6_next&view=ledger")
    wait_for_heatmap(page, "W6_next", "ledger")
    last = page.locator(f'{OPEN} [data-matrix="A6"]').bounding_box()
    assert last and last["x"] + last["width"] < 1420
    page.keyboard.press("l")
    small = page.locator('.left [data-matrix="A6"]')

    def fits() -> bool:
        box = small.bounding_box()  # none while it is drawn again
        return box is not None and box["x"] + box["width"] <= 242

    until(page, fits)
