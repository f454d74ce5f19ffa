"""Own numbers: typed, pasted, from a file, from a saved run; refused with a reason, never lost."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Complaints, Server
from tests.browser.pages import expect_at, heatmaps, query, until

USE = "Use these numbers"
PASTE = """([selector, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const how = { clipboardData: data, bubbles: true, cancelable: true };
  const event = new ClipboardEvent("paste", how);
  document.querySelector(selector).dispatchEvent(event);
}"""
DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  const event = { dataTransfer: data, bubbles: true, cancelable: true };
  document.body.dispatchEvent(new DragEvent("dragover", event));
  document.body.dispatchEvent(new DragEvent("drop", event));
}"""
FLOWERS = "length,width,kind\n5,3,setosa\n7,2,versicolor\n6,1,setosa\n9,2,virginica\n"


def opened(page: Page, address: str = "/") -> Page:
    page.goto(address)
    page.locator('.thumbs [data-action="own"]').click()
    expect(page.locator(".own-cells input").first).to_be_visible()
    return page


def choose(page: Page, name: str) -> None:
    page.locator(f'[role="tab"][data-name="{name}"]').click()


def write(page: Page, name: str, text: str) -> None:
    choose(page, name)
    page.locator("#own-text").fill(text)


def cell(page: Page, row: int, column: int) -> str:
    return f'.own-cells [data-at="{row},{column}"]'


def test_an_exercise_of_a_book_is_typed_and_stepped(page: Page, server: Server) -> None:
    opened(page)
    expect(page.get_by_role("button", name=USE)).to_be_disabled()
    write(page, "X", "[[1, 2, 3],\n [4, 5, 6]]")
    expect(page.locator("#own-why")).to_contain_text("give Y too")
    write(page, "Y", "1 0 1")
    expect(page.get_by_role("tab", name="W[2]")).to_contain_text("drawn")
    write(page, "W1", "[.1 .2; .3 .4; −.5 1/2; 1e-1 0]")
    write(page, "b1", "0.1 0.2 0.3 0.4")
    page.keyboard.press("Control+Enter")
    expect_at(page, 0, "Z1", 1)
    expected = "X=1,2,3;4,5,6&Y=1,0,1&W1=0.1,0.2;0.3,0.4;-0.5,0.5;0.1,0&b1=0.1,0.2,0.3,0.4"
    trace = server.json(f"/api/v1/trace?{expected}")
    until(page, lambda: query(page) == trace["query"])
    page.keyboard.press("ArrowRight")
    until(page, lambda: heatmaps(page).get("Z1") == trace["matrices"]["Z1"]["values"])
    page.go_back()
    until(page, lambda: query(page) == "")
    page.go_forward()
    until(page, lambda: query(page).startswith("X="))
    page.locator('.thumbs [data-action="own"]').click()
    page.get_by_role("button", name="Remove own weights").click()
    until(page, lambda: "W1" not in query(page))
    page.locator('.thumbs [data-action="own"]').click()
    page.get_by_role("button", name="Back to generated data").click()
    until(page, lambda: query(page) == "")


def test_cells_by_the_keyboard_and_a_block_pasted(page: Page) -> None:
    opened(page)
    page.locator(cell(page, 0, 0)).focus()
    page.keyboard.type("7,5")
    page.keyboard.press("ArrowDown")
    expect(page.locator(cell(page, 1, 0))).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.type("-2")
    page.keyboard.press("ArrowRight")
    expect(page.locator(cell(page, 1, 2))).to_be_focused()
    page.evaluate(PASTE, [cell(page, 1, 2), "1\t2\n3\t4"])
    text = page.locator("#own-text")
    rows = [line.split() for line in text.input_value().splitlines()]
    assert [row[:4] for row in rows][1][1:] == ["-2", "1", "2"]
    assert rows[0][0] == "7.5" and rows[2][2:4] == ["3", "4"] and rows[2][0] == "_"
    expect(page.locator("#own-wrong")).to_contain_text("this entry is empty")
    expect(page.locator(cell(page, 2, 0))).to_have_attribute("aria-invalid", "true")
    expect(text).to_have_attribute("aria-invalid", "true")
    page.evaluate(PASTE, [cell(page, 0, 0), "1 x"])
    expect(page.locator("#own-wrong")).to_contain_text("found “x”")


def test_rows_as_examples_are_turned_and_nothing_is_lost(
    page: Page, server: Server, complaints: Complaints
) -> None:
    complaints.allow("Failed to load resource", "ERR_")
    opened(page, "/?hidden=3")
    write(page, "X", "1 2\n3 4\n5 6\n7 8\n9 10")
    expect(page.locator("#own-wrong")).to_contain_text("every column is an example")
    write(page, "Y", "0 1 1 0 1")
    page.get_by_role("button", name="Transpose X").click()
    page.reload()
    page.locator('.thumbs [data-action="own"]').click()
    choose(page, "X")
    expect(page.locator("#own-text")).to_have_value("1  3  5  7   9\n2  4  6  8  10")
    page.route("**/api/**", lambda route: route.abort())
    page.get_by_role("button", name=USE).click()
    expect(page.locator(".own-said")).to_contain_text("What you wrote is kept")
    page.unroute("**/api/**")
    page.get_by_role("button", name=USE).click()
    until(page, lambda: query(page).startswith("X=1.0,3.0,5.0,7.0,9.0;2.0,"))
    expect(page.locator(".own")).to_be_hidden()


def test_a_csv_file_is_dropped_scaled_and_used(page: Page) -> None:
    page.goto("/")
    page.evaluate(DROP, ["flowers.csv", FLOWERS])
    table = page.locator(".own-table")
    expect(table).to_contain_text("flowers.csv: 4 rows, 3 columns")
    table.get_by_label("Inputs").select_option("minmax")
    expect(table).to_contain_text("(x − 5) / 4")
    table.get_by_role("checkbox", name="width").uncheck()
    expect(table).to_contain_text("X 1 × 4, Y 3 × 4")
    table.get_by_role("button", name="Take these columns").click()
    page.get_by_role("button", name=USE).click()
    until(page, lambda: query(page).startswith("X=0.0,0.5,0.25,1.0&Y=1.0,0.0,1.0,0.0;"))
    assert query(page).endswith("labels=setosa,versicolor,virginica")
    expect(page.locator(".legend").first).to_contain_text("△ versicolor")
    page.reload()
    expect(page.locator(".legend").first).to_contain_text("△ versicolor")
    page.get_by_role("radio", name="Moons").check()
    until(page, lambda: query(page) == "data=moons")


def test_a_large_file_is_read_beside_the_page(page: Page) -> None:
    page.goto("/")
    rows = "\n".join(f"{i}.125,{i * 7 % 13},{'even' if i % 2 else 'odd'}" for i in range(60_000))
    refused: list[str] = []
    page.on("requestfailed", lambda request: refused.append(request.url))
    with page.expect_worker() as reader:
        page.evaluate(DROP, ["large.csv", "a,b,c\n" + rows])
    assert reader.value.url.endswith("/csv-worker.js")
    expect(page.locator(".own-table")).to_contain_text("60000 rows")
    assert refused == []
    page.get_by_label("a sample, seed").check()
    expect(page.locator(".own-result")).to_contain_text("X 2 × 500, Y 2 × 500")
    page.get_by_role("button", name="Take these columns").click()
    page.get_by_role("button", name=USE).click()
    until(page, lambda: query(page).startswith("spec="))
    expect_at(page, 0, "Z1", 1)
    page.get_by_role("radio", name="Moons").check()
    expect(page.locator('[data-part="data-name"]')).to_have_text("Moons")
    expect(page.get_by_text("Nothing was changed")).to_be_hidden()


def test_a_saved_run_opens_at_its_iteration_and_a_foreign_file_changes_nothing(
    page: Page, server: Server
) -> None:
    page.goto("/?seed=3")
    for name, text in [
        ("a.json", '{"a": 1}'),
        ("b.npz", "PK"),
        ("c.csv", "\0"),
        ("d.json", "{"),
    ]:
        page.evaluate(DROP, [name, text])
        expect(page.locator(".own-said")).not_to_be_empty()
        assert query(page) == "seed=3"
        page.keyboard.press("Escape")
    trace = server.json("/api/v1/trace?data=moons&hidden=3&iteration=12")
    page.evaluate(DROP, ["run.json", json.dumps(trace)])
    expect_at(page, 12, "Z1", 1)
    assert query(page) == "data=moons&hidden=3&iteration=12"


@pytest.mark.parametrize(("size", "theme"), [((1440, 900), "light"), ((390, 844), "dark")])
def test_the_dialog_is_accessible(page: Page, size: tuple[int, int], theme: str) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"/?theme={theme}")
    if size[0] < 720:
        page.get_by_role("button", name="Setup").click()
    page.locator('.thumbs [data-action="own"]').click()
    write(page, "X", "1 2\n3 x")
    found = Axe().run(page, context=".own")
    assert found.violations_count == 0, found.generate_report()
    page.evaluate(DROP, ["flowers.csv", FLOWERS])
    expect(page.locator(".own-result")).to_contain_text("X 2 × 4")
    found = Axe().run(page, context=".own")
    assert found.violations_count == 0, found.generate_report()
    assert page.locator(".own").evaluate("(own) => own.scrollWidth <= own.clientWidth")
