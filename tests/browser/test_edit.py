"""The network changed by hand: a cell of W or b, examples on the plane; undone and redone. And an
input it has not seen.
"""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.pages import expect_at, heatmaps, query, until

FIELD = ".edit-cell input"


def cell(page: Page, name: str, at: str) -> None:
    page.locator(f'[data-view="stage"] [data-matrix="{name}"] [data-at="{at}"]').focus()


def trace(page: Page, server: Server) -> Any:
    """The trace of the network on the page."""
    return server.json(f"/api/v1/trace?{re.sub('&?view=[a-z]+', '', query(page))}")


def own(page: Page, server: Server, name: str) -> Any:
    return trace(page, server)["matrices"][name]["values"]


def test_a_weight_is_changed_where_it_stands_and_back(page: Page, server: Server) -> None:
    page.goto("/?step=dA1")
    expect_at(page, 0, "dA1")
    before = server.json("/api/v1/trace")["matrices"]["W2"]["values"]
    cell(page, "W2.T", "3,1")
    page.keyboard.press("Enter")
    expect(page.locator(FIELD)).to_have_value(str(before[1][3]))
    page.keyboard.type("0,5")
    page.keyboard.press("Enter")
    expect(page.locator(".edit-cell .problem")).to_contain_text("0.5")
    expect(page.locator(FIELD)).to_have_value("0,5")
    assert not Axe().run(page).response["violations"]
    page.locator(FIELD).fill("-0.25")
    page.keyboard.press("Enter")
    expect(page.locator(FIELD)).to_have_count(0)
    expect_at(page, 0, "dA1")
    after = [list(row) for row in before]
    after[1][3] = -0.25
    assert own(page, server, "W2") == after
    until(page, lambda: heatmaps(page)["W2.T"][3][1] == -0.25)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    until(page, lambda: query(page) == "step=dA1")
    page.keyboard.press("Control+Shift+z")
    until(page, lambda: query(page).startswith("W2="))
    page.locator('[data-action="undo"]').click()
    until(page, lambda: query(page) == "step=dA1")
    expect(page.locator('[data-action="undo"]')).to_be_disabled()
    expect(page.locator('[data-action="redo"]')).to_have_accessible_name(re.compile("W2"))


def test_undo_leads_back_to_the_place_that_was_left(page: Page) -> None:
    page.goto("/?iteration=7&step=dW2")
    expect_at(page, 7, "dW2")
    page.locator('[data-action="add-neuron"]').click()
    expect_at(page, 0, "Z1", 1)
    page.locator('input[name="seed"]').fill("9")
    page.keyboard.press("Enter")
    until(page, lambda: query(page) == "hidden=5&seed=9")
    page.keyboard.press("Control+z")  # in a field it is the browser's own
    assert query(page) == "hidden=5&seed=9"
    page.locator('input[name="seed"]').fill("9")
    page.locator("#stage").focus()
    page.keyboard.press("Control+z")
    until(page, lambda: query(page) == "hidden=5")
    page.keyboard.press("Control+z")
    expect_at(page, 7, "dW2")
    assert query(page) == "iteration=7&step=dW2"


def test_past_iteration_0_the_way_to_it_is_offered(page: Page) -> None:
    page.goto("/?iteration=2&step=Z1")
    expect_at(page, 2, "Z1")
    cell(page, "b1", "0,0")
    page.keyboard.press("5")
    page.get_by_role("button", name="Go to iteration 0").click()
    expect_at(page, 0, "Z1")
    cell(page, "b1", "0,0")
    page.keyboard.press("5")
    expect(page.locator(FIELD)).to_have_value("5")
    page.keyboard.press("Escape")
    assert query(page) == "step=Z1"


def test_in_the_ledger_a_press_opens_the_field(page: Page, server: Server) -> None:
    page.goto("/?step=Z1")
    expect_at(page, 0, "Z1")
    until(page, lambda: "W1" in heatmaps(page))
    page.keyboard.press("l")
    entry = page.locator('.ledger [data-matrix="b2"]')
    until(page, lambda: (entry.bounding_box() or {"height": 0})["height"] > 30)
    entry.hover(position={"x": 5, "y": 5})
    entry.click(position={"x": 5, "y": 5})
    page.locator(FIELD).fill("1.5")
    page.locator(FIELD).press("Enter")
    until(page, lambda: "b2=" in query(page))
    assert own(page, server, "b2")[0] == [1.5]


@pytest.mark.parametrize("start", ["", "data=moons&m=20&batch=8"])
def test_examples_are_added_and_removed_on_the_plane(
    page: Page, server: Server, start: str
) -> None:
    page.goto(f"/?{start}&view=training")
    whole = server.json(f"/api/v1/trace?{start.replace('&batch=8', '')}")["matrices"]
    page.locator('[data-points="1"]').click()
    until(page, lambda: page.locator(".pad .example").count() == whole["A0"]["shape"][1])
    page.locator(".pad").focus()
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Enter")
    until(page, lambda: "X=" in query(page) or "spec=" in query(page))
    expect(page.locator('.points + [role="status"]')).to_contain_text("Added: triangle")
    spec = trace(page, server)["spec"]
    for rows, before in ((spec["X"], whole["A0"]), (spec["Y"], whole["Y"])):
        assert [row[:-1] for row in rows] == before["values"]
    assert [row[-1] for row in spec["Y"]] == ([1] if len(spec["Y"]) == 1 else [0, 1, 0])
    assert start or not Axe().run(page).response["violations"]
    page.locator('[data-points="remove"]').click()
    page.locator(".pad").focus()
    page.keyboard.press("ArrowLeft")  # the cross is on the new one: the last but one
    page.keyboard.press("Enter")
    expect(page.locator('.points + [role="status"]')).to_contain_text("Removed: example")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    until(page, lambda: not re.search("X=|spec=", query(page)))


def test_an_input_that_the_net_has_not_seen(page: Page, server: Server) -> None:
    page.goto("/?iteration=12&step=J&view=training")
    page.locator(".pad svg").click(position={"x": 60, "y": 80})
    first, second = page.get_by_label("x1"), page.get_by_label("x2")
    first.fill("0.5")
    second.fill("abc")
    expect(page.locator(".try-problem")).to_contain_text("x2: A number is expected")
    expect(second).to_have_value("abc")
    assert not Axe().run(page).response["violations"]
    second.fill("-0.125")
    expect(page.locator(".try-problem")).to_be_empty()
    reply = server.json("/api/v1/predict?iteration=12&X_new=0.5;-0.125")["matrices"]
    until(page, lambda: heatmaps(page, "try") == {k: m["values"] for k, m in reply.items()})
    said = max(row[0] for row in reply["A2"]["values"])
    expect(page.locator(".try-said")).to_contain_text(f"{said:.6g}")
    page.locator("#stage").focus()
    page.keyboard.press("n")  # the next iteration says something else
    after = server.json("/api/v1/predict?iteration=13&X_new=0.5;-0.125")["matrices"]
    until(page, lambda: heatmaps(page, "try")["A2"] == after["A2"]["values"])
