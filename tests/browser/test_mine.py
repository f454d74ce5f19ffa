"""Your answer: a result of one's own is checked, and never lost."""

from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Complaints, Server
from tests.browser.pages import Matrix, expect_at, heatmaps, values

PANEL = "#mine"
SAID = ".mine-said"
TEXT = "Your matrix as text"


def text_of(matrix: Matrix, times: float = 1) -> str:
    return "\n".join("\t".join(f"{float(v) * times:.4f}" for v in row) for row in matrix)


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Your answer").click()
    expect(page.locator(PANEL)).to_be_visible()


def cell(page: Page, r: int, c: int, name: str = "dW[2]") -> Locator:
    return page.get_by_label(f"{name} row {r} column {c}")


def test_a_forgotten_mean_is_named_and_nothing_typed_is_lost(page: Page, server: Server) -> None:
    true = values(server.json("/api/v1/trace?iteration=6"), "dW2")
    opened(page, "/?iteration=6&step=dW2&beat=1")
    expect(cell(page, 1, 1)).to_be_focused()
    page.get_by_role("button", name="As text").click()
    page.get_by_label(TEXT).fill(text_of(true, times=8))
    page.get_by_role("button", name="As cells").click()
    page.get_by_role("button", name="Check", exact=True).click()
    said = page.locator(SAID)
    expect(said).to_contain_text("0 of 12 right.")
    expect(said).to_contain_text("1/m missing")
    expect(page.locator('.mine-cells [data-verdict="wrong"]')).to_have_count(12)
    expect_at(page, 6, "dW2", 1)
    assert "dW2" not in heatmaps(page)  # the result stays hidden
    typed = cell(page, 3, 4).input_value()
    page.locator('[data-action="step"]').click()
    page.locator('[data-action="step"]').click()
    expect_at(page, 6, "db2")
    expect(cell(page, 3, 1, "db[2]")).to_have_value("")
    page.locator('[data-action="back"]').click()
    expect(cell(page, 3, 4)).to_have_value(typed)
    expect(said).to_contain_text("1/m missing")
    page.reload()
    page.get_by_role("button", name="Your answer").click()
    expect(cell(page, 3, 4)).to_have_value(typed)
    for r, row in enumerate(true):
        for c, v in enumerate(row):
            cell(page, r + 1, c + 1).fill(f"{float(v):.4f}")
    cell(page, 1, 1).press("Enter")
    expect(said).to_contain_text("All 12 right, to the digits you gave.")


def test_another_shape_a_word_and_a_server_that_is_away(
    page: Page, server: Server, complaints: Complaints
) -> None:
    complaints.allow("Failed to load resource", "422")
    true = values(server.json("/api/v1/trace?iteration=6"), "dW2")
    turned = [list(column) for column in zip(*true, strict=True)]
    opened(page, "/?iteration=6&step=dW2")
    page.get_by_role("button", name="As text").click()
    page.get_by_label(TEXT).fill("0.1 0.2\n0.3 x")
    expect(page.locator(".mine-fault")).to_contain_text("Line 2, column 5: expected a number")
    page.reload()
    page.get_by_role("button", name="Your answer").click()
    expect(page.get_by_label(TEXT)).to_have_value("0.1 0.2\n0.3 x")
    page.get_by_label(TEXT).fill(text_of(turned))
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(SAID)).to_contain_text("Your matrix is 4 × 3; dW[2] is 3 × 4.")
    expect(page.locator(SAID)).to_contain_text("transposed")
    page.get_by_role("button", name="As cells").click()
    cell(page, 4, 3).fill("about 0.1")
    cell(page, 4, 3).press("Enter")
    fault = page.locator(".mine-fault")
    expect(fault).to_contain_text("Row 4, column 3: expected a number such as")
    expect(cell(page, 4, 3)).to_have_attribute("aria-invalid", "true")
    cell(page, 4, 3).fill("0.1")

    def away(route: Route) -> None:
        route.abort()

    page.route("**/api/v1/compare", away)
    cell(page, 4, 3).press("Enter")
    expect(fault).to_contain_text("What you typed is kept.")
    expect(cell(page, 4, 3)).to_have_value("0.1")
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_be_hidden()
    expect(page.get_by_role("button", name="Your answer")).to_be_focused()


def test_accessible_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/?iteration=6&step=db2")
    page.get_by_role("button", name="Answer").click()
    cell(page, 1, 1, "db[2]").fill("0.00")
    cell(page, 2, 1, "db[2]").fill("9")
    cell(page, 2, 1, "db[2]").press("Enter")
    expect(page.locator(SAID)).to_contain_text("1 of 2 right. 1 cell is still empty.")
    themes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for theme in themes:
        page.emulate_media(color_scheme=theme)
        assert Axe().run(page).response["violations"] == []
