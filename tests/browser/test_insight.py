"""The sentence under the equation: there with the result, about the selected cell, in two lines."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.pages import expect_at

UNIT_OFF = "seed=33&iteration=6"
SENTENCE = '[data-view="stage"] .ask'


def test_a_sentence_stands_where_the_question_was(page: Page) -> None:
    page.goto(f"/?{UNIT_OFF}&step=dZ1&beat=1")
    sentence = page.locator(SENTENCE)
    expect(sentence).to_contain_text("Before you press")
    page.keyboard.press("ArrowRight")
    expect_at(page, 6, "dZ1")
    expect(sentence.locator("strong")).to_have_text("a1 is off for all 8 examples:")
    expect(sentence).to_contain_text("nothing of its error passes.")


def test_it_is_about_the_selected_cell(page: Page) -> None:
    page.goto(f"/?{UNIT_OFF}&step=dW2&cell=0,0")
    sentence = page.locator(SENTENCE)
    expect(sentence).to_have_text("This entry is exactly 0: a1 is off for all 8 examples.")
    page.goto(f"/?{UNIT_OFF}&step=dW2&cell=2,2")
    expect(sentence).to_contain_text("For four examples a3 is off.")


def test_it_has_at_most_two_lines_on_every_step(page: Page, server: Server, count) -> None:
    page.set_viewport_size({"width": 1280, "height": 760})
    steps = server.json(f"/api/v1/program?{UNIT_OFF}")["steps"]
    page.goto(f"/?{UNIT_OFF}&step={steps[0]['writes']}")
    told = 0
    for step in steps:
        if step["index"]:
            page.keyboard.press("ArrowRight")
        expect_at(page, 6, step["writes"])
        box = page.locator(SENTENCE).bounding_box()
        assert box is None or box["height"] < 50, step["writes"]
        told += bool(page.locator(SENTENCE).text_content())
    assert told >= 14
    count("steps with a sentence", told)
