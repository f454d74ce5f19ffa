"""Predict: a result is hidden until its shape, its signs or some of its numbers have been told."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.browser.conftest import Server
from tests.browser.pages import Matrix, expect_at, heatmaps, until, values, wait_for_heatmap

NUMBERS = ".quiz-number"
SAID = ".quiz-said"
AT = "iteration=6&step=dW2"
FRAME = """(src) => document.body.append(Object.assign(document.createElement("iframe"),
  { src, sandbox: "allow-scripts", width: 960, height: 540 }))"""


def asked(scope: Page | FrameLocator) -> list[tuple[int, int]]:
    """Row and column of the cells asked for, as their fields are labelled."""
    fields = scope.locator(NUMBERS)
    expect(fields).to_have_count(2)
    labels = [fields.nth(i).get_attribute("aria-label") or "" for i in range(2)]
    found = [re.fullmatch(r"dW\[2\] row (\d+) column (\d+)", label) for label in labels]
    assert all(found), labels
    return [(int(one[1]) - 1, int(one[2]) - 1) for one in found if one]


def answer(scope: Page | FrameLocator, matrix: Matrix, times: float = 1) -> Locator:
    """Type what the cells are, to three digits that count."""
    cells = asked(scope)
    for i, (r, c) in enumerate(cells):
        scope.locator(NUMBERS).nth(i).fill(f"{float(matrix[r][c]) * times:.3g}")
    return scope.locator(NUMBERS).nth(1)


def test_numbers_are_asked_for_checked_and_counted(page: Page, server: Server) -> None:
    true = values(server.json(f"/api/v1/trace?{AT}".replace("&step=dW2", "")), "dW2")
    page.goto(f"/?{AT}&ask=cells")
    expect_at(page, 6, "dW2", 1)
    first = page.locator(NUMBERS).first
    expect(first).to_be_focused()
    assert "dW2" not in heatmaps(page)
    answer(page, true, times=8).press("Enter")
    expect(page.locator(SAID)).to_contain_text("1/m missing")
    expect(page.locator('[data-verdict="wrong"]')).to_have_count(2)
    expect_at(page, 6, "dW2", 1)
    page.reload()
    expect(first).not_to_have_value("")
    answer(page, true).press("Enter")
    expect_at(page, 6, "dW2", 2)
    expect(page.locator(SAID)).to_contain_text("Right.")
    expect(page.locator(".quiz-score")).to_contain_text("0 of 1")  # not at the first try
    wait_for_heatmap(page, "dW2")
    page.keyboard.press("ArrowRight")
    expect_at(page, 6, "db2", 1)
    expect(first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect_at(page, 6, "db2", 1)
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    expect_at(page, 6, "db2", 2)
    expect(page.locator(SAID)).to_contain_text("Here it is:")
    expect(page.locator(".quiz-score")).to_contain_text("0 of 2")


def test_shape_and_signs_by_keyboard(page: Page, server: Server) -> None:
    page.goto(f"/?{AT}&ask=shape")
    quiz = page.locator(".quiz")
    radios = quiz.get_by_role("radio")
    expect(radios.first).to_be_focused()
    page.get_by_role("radio", name="4 by 3").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator(SAID)).to_contain_text("Not 4 × 3.")
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("radio", name="3 by 4").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect_at(page, 6, "dW2", 2)
    expect(page.locator(SAID)).to_contain_text("a gradient has the shape of its variable")
    page.keyboard.press("?")
    page.get_by_label("Predict before the result").select_option("sign")
    page.keyboard.press("Escape")
    expect_at(page, 6, "dW2", 1)
    until(page, lambda: "ask=sign" in page.url)
    true = values(server.json("/api/v1/trace?iteration=6"), "dW2")
    for group in quiz.get_by_role("radiogroup").all():
        label = group.get_attribute("aria-label") or ""
        r, c = (int(n) - 1 for n in re.findall(r"(?:row|column) (\d+)", label))
        v = float(true[r][c])
        group.get_by_role("radio", name="positive" if v > 0 else "negative").check(force=True)
    page.emulate_media(color_scheme="dark")
    assert Axe().run(page).response["violations"] == []
    page.locator(".quiz-check").click()
    expect_at(page, 6, "dW2", 2)
    expect(page.locator(".quiz-score")).to_contain_text("1 of 2")


def test_in_a_frame_without_origin(page: Page, server: Server) -> None:
    """No storage, no posting: what is right is decided in the page."""
    true = values(server.json("/api/v1/trace?iteration=6"), "dW2")
    page.goto("/questions")
    page.evaluate(FRAME, f"/embed?{AT}&ask=cells")
    frame = page.frame_locator("iframe")
    last = answer(frame, true, times=-1)
    last.press("Enter")
    expect(frame.locator(SAID)).to_contain_text("① and ② wrong")
    answer(frame, true).press("Enter")
    expect(frame.locator("#app")).to_have_attribute("data-beat", "2")
    expect(frame.locator(SAID)).to_contain_text("Right.")
