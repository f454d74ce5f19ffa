"""One example: chosen, kept while stepping, shown as the columns it has in the API's matrices."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.pages import Matrix, expect_at, heatmaps, query, until, values, wait_for_heatmap

SPEC = "m=5&hidden=4"
COLUMN = 1
"""Example 2 stands in the second column."""


def columns(trace: dict[str, object], name: str) -> Matrix:
    return [[row[COLUMN]] for row in values(trace, name)]


def test_through_a_whole_iteration_every_step_shows_the_column_alone(
    page: Page, server: Server
) -> None:
    trace = server.json(f"/api/v1/trace?{SPEC}&iteration=3")
    last = trace["steps"][-1]["writes"]
    page.goto(f"/?{SPEC}&iteration=3&step=Z1&example=2")
    for step in trace["steps"]:
        name, shape = step["writes"], trace["matrices"][step["writes"]]
        expect_at(page, 3, name)
        if shape["dims"][1] == "m":
            own = f"{name}[:,{COLUMN}]"
            wait_for_heatmap(page, own)
            shown = heatmaps(page)
            assert shown[own] == columns(trace, name)
            whole = {n for n, one in trace["matrices"].items() if one["dims"][1] == "m"}
            assert not whole & {n.removesuffix(".T") for n in shown}
        elif name.startswith("dW"):
            layer = int(name[2:])
            own = f"dZ{layer}[:,{COLUMN}] · A{layer - 1}.T[{COLUMN},:]"
            wait_for_heatmap(page, own)
            error, sent = columns(trace, f"dZ{layer}"), columns(trace, f"A{layer - 1}")
            assert heatmaps(page)[own] == [[d * a for [a] in sent] for [d] in error]
        elif step["phase"] == "update":
            wait_for_heatmap(page, name)
            assert heatmaps(page)[name] == values(trace, name)
            expect(page.locator('[data-view="stage"] .phase')).to_contain_text(
                "uses all 5 examples"
            )
        if name != last:
            page.keyboard.press("ArrowRight")
    assert "example=2" in query(page)


def test_the_list_and_the_keys_choose_and_walk(page: Page) -> None:
    page.goto(f"/?{SPEC}&step=A1")
    wait_for_heatmap(page, "A1")
    chosen = page.get_by_role("combobox", name="Examples shown")
    chosen.select_option("Example 4")
    wait_for_heatmap(page, "A1[:,3]")
    expect(page.locator('[data-view="stage"] .phase')).to_contain_text("example 4")
    page.keyboard.press("]")
    wait_for_heatmap(page, "A1[:,4]")
    expect(chosen).to_have_value("5")
    page.keyboard.press("]")
    wait_for_heatmap(page, "A1[:,0]")
    page.keyboard.press("[")
    wait_for_heatmap(page, "A1[:,4]")
    until(page, lambda: "example=5" in query(page))
    page.keyboard.press("e")
    wait_for_heatmap(page, "A1")
    until(page, lambda: "example" not in query(page))
    page.keyboard.press("e")
    wait_for_heatmap(page, "A1[:,4]")


def test_a_cell_chosen_within_the_column_is_a_cell_of_the_whole(page: Page, server: Server) -> None:
    page.goto(f"/?{SPEC}&step=dA1&example=3")
    wait_for_heatmap(page, "dA1[:,2]")
    grid = page.locator('[data-view="stage"] [data-matrix="dA1[:,2]"]')
    grid.locator('[tabindex="0"]').focus()
    for _ in range(4):
        page.keyboard.press("ArrowUp")
    until(page, lambda: "cell=0,2" in query(page))
    trace = server.json(f"/api/v1/trace?{SPEC}")
    number = f"{abs(values(trace, 'dA1')[0][2]):.4f}"
    expect(page.locator('[data-view="cell"] .chip-number.result')).to_contain_text(number)
    expect(page.locator('[data-view="map"]')).to_contain_text("example 3")
    expect(grid).to_have_attribute("aria-label", "dA layer 1 of example 3, 4 × 1")


def test_the_number_is_the_printed_one_and_may_be_outside_the_batch(
    page: Page, server: Server
) -> None:
    examples = server.json("/api/v1/trace?m=8&batch=3")["examples"]
    label = page.locator('[data-view="stage"] .phase')
    page.goto(f"/?m=8&batch=3&step=Z1&example={examples[1] + 1}")
    wait_for_heatmap(page, "Z1[:,1]")
    expect(label).to_contain_text(f"example {examples[1] + 1}")
    absent = next(n for n in range(1, 9) if n - 1 not in examples)
    page.goto(f"/?m=8&batch=3&step=Z1&example={absent}")
    wait_for_heatmap(page, "Z1")
    expect(label).not_to_contain_text("example")


@pytest.mark.parametrize("path", ["/embed", "/present"])
def test_the_other_pages_show_the_same_column(page: Page, path: str) -> None:
    page.goto(f"{path}?{SPEC}&step=Z2&example=2")
    wait_for_heatmap(page, "Z2[:,1]")


@pytest.mark.parametrize("number", ["0", "x", "99", "-1"])
def test_an_example_that_is_none_shows_all(page: Page, number: str) -> None:
    page.goto(f"/?{SPEC}&step=Z1&example={number}")
    wait_for_heatmap(page, "Z1")


def test_all_around_the_stage_takes_the_cell_that_stands_out_in_what_is_performed(
    page: Page, server: Server
) -> None:
    """Of dW the product of one example, whose largest cell is another than the mean's."""
    spec = "iteration=6"
    trace = server.json(f"/api/v1/trace?{spec}")
    page.goto(f"/?{spec}&step=dW2")
    expect_at(page, 6, "dW2")
    binding = page.locator('article:not([hidden]) [data-part="binding"]')
    expect(binding).to_have_text("here j = △, k = 4")
    page.keyboard.press("e")
    wait_for_heatmap(page, "dZ2[:,0] · A1.T[0,:]")
    expect(binding).to_have_text("here j = ○, k = 2")
    for heading in page.locator("article:not([hidden]) h2").all():
        expect(heading).to_have_attribute("data-all", "all 8 examples")
    expect(page.locator('[data-part="check"]')).to_contain_text("at ○, a2")
    slope = values(trace, "dW2")[0][1]
    expect(page.locator('[data-part="check"]')).to_contain_text(f"{abs(slope):.6f}"[:7])


def mean(products: list[Matrix]) -> Matrix:
    return [
        [sum(one[r][c] for one in products) / len(products) for c in range(len(products[0][0]))]
        for r in range(len(products[0]))
    ]


@pytest.mark.parametrize(("height", "spec"), [(900, "m=8"), (760, SPEC)])
def test_the_gradient_is_the_mean_of_outer_products_each_chosen_by_a_click(
    page: Page, server: Server, height: int, spec: str
) -> None:
    """Below the arithmetic, or, in a low window, at a press in its place."""
    page.set_viewport_size({"width": 1440 if height == 900 else 1280, "height": height})
    page.goto(f"/?{spec}&step=dW2")
    trace = server.json(f"/api/v1/trace?{spec}")
    buttons = page.get_by_role("button", name="Outer product of example")
    if height < 900:
        page.get_by_role("button", name="as outer products").click()
    expect(buttons).to_have_count(trace["m"])
    names = [f"dZ2[:,{i}] · A1.T[{i},:]" for i in range(trace["m"])]
    shown = page.evaluate(
        "() => document.querySelector('.shares .js-plotly-plot').data.map((t) => [t.name, t.z])"
    )
    assert [name for name, _ in shown] == names
    found = mean([z for _, z in shown])
    for row, expected in zip(found, values(trace, "dW2"), strict=True):
        assert row == pytest.approx(expected, abs=1e-15)
    buttons.nth(3).click()
    wait_for_heatmap(page, names[3])
    expect(buttons).to_have_count(0)
    page.keyboard.press("ArrowRight")
    wait_for_heatmap(page, "dZ2[:,3] · 1")
