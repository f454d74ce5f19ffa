"""What hangs on the explanation: wrong lines, PyTorch, checks, nudges, and the two switches."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.pages import at, expect_at, heatmaps, until

ARTICLE = "article:not([hidden])"
CHECK = '[data-part="check"]'
MOVED = '[data-part="moved"] dd'
RANGES = """() => Object.fromEntries([...document.querySelectorAll(
  '[data-view="stage"] .js-plotly-plot')].flatMap((graph) => graph.data ?? [])
  .map((trace) => [trace.name, trace.zmax]))"""


def what_if(page: Page, slip: str = "") -> None:
    page.locator(f'{ARTICLE} [data-action="what-if"]').click()
    expect(page.locator(".slips .code")).to_be_visible()
    if slip:
        page.locator(f'[data-slip="{slip}"]').click()


# --- what if ---


def test_numpy_itself_complains_of_a_wrong_product(page: Page) -> None:
    page.goto("/?iteration=6&step=dW2")
    what_if(page)
    panel, lead = page.locator(".slips"), page.locator(".complaint")
    expect(panel.locator("code")).to_have_text("dW2 = dZ2 @ A1 / m")
    expect(lead).to_have_text("(3 × 8) (4 × 8): 8 ≠ 4, so NumPy refuses:")
    expect(panel.locator(".raw")).to_contain_text("(size 4 is different from 8)")
    page.locator('[data-slip="star"]').click()
    expect(panel.locator("code")).to_have_text("dW2 = dZ2 * A1.T / m")
    expect(lead).to_have_text("(3 × 8) and (8 × 4), cell by cell: 3 ≠ 8, so NumPy refuses:")
    expect(panel.locator(".raw")).to_contain_text(
        "operands could not be broadcast together with shapes (3,8) (8,4)"
    )
    expect(page.locator('[data-slip][aria-pressed="true"]')).to_have_count(1)


REFUSED = {
    ("", "Z1", "order"): "(2 × 8) (4 × 2): 8 ≠ 4",
    ("", "Z1", "bias-row"): "(4 × 8) and (1 × 4), cell by cell: 8 ≠ 4",
    ("", "dA1", "untransposed"): "(3 × 4) (3 × 8): 4 ≠ 3",
    ("", "dZ1", "matrix"): "(4 × 8) (4 × 8): 8 ≠ 4",
    ("", "W2_next", "turned"): "(3 × 4) and (4 × 3), cell by cell: 3 ≠ 4",
    ("output_route=chain&", "dZ2", "blocks"): "(3 × 24) (3 × 8): 24 ≠ 3",
}


@pytest.mark.parametrize(("net", "step", "slip"), REFUSED)
def test_what_does_not_fit_is_said_in_shapes_first(
    page: Page, net: str, step: str, slip: str
) -> None:
    page.goto(f"/?{net}iteration=2&step={step}")
    what_if(page, slip)
    expected = f"{REFUSED[net, step, slip]}, so NumPy refuses:"
    expect(page.locator(".complaint")).to_have_text(expected)


def test_where_sizes_agree_the_wrong_matrix_stands_beside_the_right_one(
    page: Page, server: Server
) -> None:
    square = "data=blobs&m=3&hidden=3&activation=tanh"
    reply = server.json(f"/api/v1/slips?{square}&iteration=4&step=dW2")
    page.goto(f"/?{square}&iteration=4&step=dW2")
    what_if(page, "untransposed")
    expect(page.locator(".slips")).to_contain_text("NumPy does not complain")
    expect(page.locator(".wrong-title")).to_contain_text("wrong")
    wrong = next(slip for slip in reply["slips"] if slip["id"] == "untransposed")
    until(page, lambda: heatmaps(page, "explain").get("wrong dW2") == wrong["values"])
    drawn = heatmaps(page, "explain")
    assert drawn["dW2"] == heatmaps(page)["dW2"] != drawn["wrong dW2"]


def test_a_shape_that_is_wrong_is_told(page: Page) -> None:
    page.goto("/?iteration=2&step=b2_next")
    what_if(page, "whole-dZ")
    expect(page.locator(".slips")).to_contain_text("NumPy does not complain: 3 × 8, not 3 × 1.")


def test_what_if_follows_the_iteration_and_ends_with_the_step(page: Page) -> None:
    page.goto("/?iteration=2&step=db2")
    what_if(page, "no-sum")
    until(page, lambda: "wrong db2" in heatmaps(page, "explain"))
    before = heatmaps(page, "explain")["wrong db2"]
    page.locator('[data-action="next-iteration"]').first.click()
    expect_at(page, 3, "db2")
    until(page, lambda: heatmaps(page, "explain").get("wrong db2", before) != before)
    page.keyboard.press("ArrowRight")
    expect_at(page, 3, "dA1")
    expect(page.locator(".slips")).to_have_count(0)
    expect(page.locator('[data-action="what-if"][aria-expanded="true"]')).to_have_count(0)


def test_before_the_result_there_is_nothing_to_compare(page: Page) -> None:
    page.goto("/?step=dW2&beat=1")
    expect_at(page, 0, "dW2", 1)
    expect(page.locator(f'{ARTICLE} [data-action="what-if"]')).to_be_hidden()


# --- code ---


def test_the_line_in_pytorch_stays_chosen(page: Page) -> None:
    page.goto("/?iteration=1&step=A1")
    page.locator(f'{ARTICLE} [data-library="torch"]').click()
    code = page.locator(f'{ARTICLE} [data-panel-of="code"] .code code:visible')
    expect(code).to_have_text("A1 = torch.relu(Z1)")
    page.locator('[data-step="dW2"]').click()
    expect_at(page, 1, "dW2")
    expect(page.locator(f'{ARTICLE} [data-panel-of="code"]')).to_contain_text(
        re.compile("autograd: J.backward.., then W2.grad")
    )
    page.locator(f'{ARTICLE} [data-library="numpy"]').click()
    expect(code).to_have_text("dW2 = dZ2 @ A1.T / m")


# --- check ---

GRADIENTS = {
    "": ("dZ2", "dW2", "db2", "dA1", "dZ1", "dW1", "db1"),
    "average=loss&l2=0.3": ("dZ2", "dW2", "db2", "dA1", "dZ1"),
    "output_route=chain&activation=tanh": ("dA2", "dZ2", "dW2", "dA1"),
    "data=sine&hidden=none&input_gradient=true": ("dZ1", "dW1", "dA0"),
}


@pytest.mark.parametrize("net", GRADIENTS)
def test_every_gradient_is_measured(page: Page, net: str, count) -> None:
    page.goto(f"/?{net}&iteration=3&step={GRADIENTS[net][0]}")
    for step in GRADIENTS[net]:
        page.locator(f'[data-view="tape"] [data-step="{step}"]').click()
        expect_at(page, 3, step)
        of = "J" if step[1] in "Wb" or "average=loss" in net else "ℒ"
        check = page.locator(CHECK)
        expect(check).to_contain_text(f"measured slope of {of}")
        name = "X" if step == "dA0" else f"{step[1]}[{step[2]}]"
        expect(check.locator(".note")).to_contain_text(f"nudge {name}")
        numbers = check.locator("b").all_inner_texts()
        assert numbers[0] == numbers[1] and len(numbers[0]) >= 6, (step, numbers)
        count("gradients measured in the page", 1)


def test_what_is_nudged_is_named_as_on_the_stage(page: Page) -> None:
    page.goto("/?iteration=6&step=dW2&cell=1,3")
    expect(page.locator(f"{CHECK} .note")).to_have_text("nudge W[2] at △, a4")
    page.goto("/?iteration=6&step=dZ1&cell=3,4")
    expect(page.locator(f"{CHECK} .note")).to_have_text("nudge Z[1] at a4, (5)")


def test_at_a_kink_it_says_so(page: Page) -> None:
    """All weights zero: every z of the hidden layer is exactly 0."""
    page.goto("/?init=zeros&step=dZ1&cell=0,0")
    expect(page.locator(CHECK)).to_contain_text("z sits on the kink; skip")


# --- nudge ---


def numbers_of(page: Page) -> list[float]:
    texts = page.locator(MOVED).all_inner_texts()
    return [float(text.replace("−", "-").replace("≈ ", "")) for text in texts]


def test_a_nudged_weight_moves_the_loss(page: Page, server: Server) -> None:
    page.goto("/?iteration=6&step=dW2&cell=1,3")
    page.locator('[data-action="nudge"]').click()
    expect(page.locator(MOVED)).to_have_count(6)
    reply = server.json("/api/v1/nudge?iteration=6&parameter=W2&cell=1,3")
    J = dict(zip(reply["deltas"], reply["Js"], strict=True))

    def holds() -> None:
        delta, before, after, change, foretold, left = numbers_of(page)
        assert before == pytest.approx(reply["J"], abs=1e-6)
        assert after == pytest.approx(J[delta], abs=1e-6)
        assert change == pytest.approx(after - before, abs=2e-6)
        assert foretold == pytest.approx(reply["slope"] * delta, abs=1e-6)
        assert left == pytest.approx(change - foretold, abs=2e-6)

    holds()
    for key, moves in (('[data-nudge="less"]', -0.05), ('[data-nudge="more"]', 0.05)):
        before = numbers_of(page)[0]
        page.locator(key).click()
        assert numbers_of(page)[0] == pytest.approx(before + moves)
        holds()
    page.locator(".nudge input").focus()
    page.keyboard.press("ArrowLeft")
    assert numbers_of(page)[0] == pytest.approx(0.45)
    page.locator(".nudge input").blur()
    page.keyboard.press("+")
    assert numbers_of(page)[0] == pytest.approx(0.5)
    assert at(page)[:2] == (6, "dW2")


def test_nearer_by_the_curve_is_its_tangent(page: Page) -> None:
    page.goto("/?activation=tanh&iteration=6&step=dW2")
    page.locator('[data-action="nudge"]').click()
    expect(page.locator(MOVED)).to_have_count(6)
    far = abs(numbers_of(page)[5])
    page.locator('[data-reach="0.01"]').click()
    expect(page.locator(MOVED).first).to_have_text("0.005")
    assert abs(numbers_of(page)[5]) < far / 1000
    expect(page.locator(".curve-of .tangent")).to_have_count(1)


def test_stepping_keeps_the_nudge_open(page: Page) -> None:
    page.goto("/?iteration=2&step=dW2")
    page.locator('[data-action="nudge"]').click()
    nudge = page.locator('[data-part="nudge"]')
    expect(nudge).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect_at(page, 2, "db2")
    expect(page.locator('[data-action="nudge"]')).to_have_attribute("aria-expanded", "true")
    expect(nudge).to_be_visible()
    page.locator('[data-view="tape"] [data-step="dZ2"]').click()
    expect(nudge).to_be_hidden()
    page.locator('[data-view="tape"] [data-step="Z1"]').click()
    expect(nudge.locator("select")).to_be_visible()
    expect(nudge.locator("option")).to_have_count(3)
    nudge.locator("select").select_option("2")
    expect(page.locator(MOVED)).to_have_count(6)
    page.locator('[data-action="nudge"]').click()
    expect(nudge).to_be_hidden()


# --- the switches ---


def test_the_one_over_m_moves_and_dw_stays(page: Page) -> None:
    page.goto("/?iteration=5&step=dZ2&cell=1,2")
    expect_at(page, 5, "dZ2")
    until(page, lambda: "dZ2" in heatmaps(page))
    whole, colours = heatmaps(page)["dZ2"], page.evaluate(RANGES)["dZ2"]
    page.locator(f'{ARTICLE} [data-field="average"]').click()
    until(page, lambda: "average=loss" in page.url)
    expect_at(page, 5, "dZ2")
    assert "cell=1,2" in page.url
    until(page, lambda: heatmaps(page)["dZ2"] != whole)
    assert heatmaps(page)["dZ2"][1][2] == pytest.approx(whole[1][2] / 8)
    assert page.evaluate(RANGES)["dZ2"] == pytest.approx(colours)
    expect(page.locator(ARTICLE)).to_contain_text("Here the backward pass begins with J")
    page.locator('[data-view="tape"] [data-step="dW2"]').click()
    expect_at(page, 5, "dW2")
    until(page, lambda: "dW2" in heatmaps(page))
    moved, colours = heatmaps(page)["dW2"], page.evaluate(RANGES)["dW2"]
    page.get_by_role("button", name="Move the 1/m back").click()
    until(page, lambda: "average" not in page.url)
    expect_at(page, 5, "dW2")
    for row, again in zip(moved, heatmaps(page)["dW2"], strict=True):
        assert row == pytest.approx(again, rel=1e-12)
    assert page.evaluate(RANGES)["dW2"] == pytest.approx(colours)


def test_the_long_way_and_back(page: Page) -> None:
    page.goto("/?iteration=5&step=dZ2")
    expect_at(page, 5, "dZ2")
    short = heatmaps(page)["dZ2"]
    page.get_by_role("button", name="Go the long way").click()
    until(page, lambda: "output_route=chain" in page.url)
    expect_at(page, 5, "dZ2")
    until(page, lambda: "Jac2" in heatmaps(page))
    for row, long in zip(short, heatmaps(page)["dZ2"], strict=True):
        assert row == pytest.approx(long, abs=1e-9)
    page.locator('[data-view="tape"] [data-step="Jac2"]').click()
    expect_at(page, 5, "Jac2")
    page.get_by_role("button", name="Take the short cut").click()
    until(page, lambda: "output_route" not in page.url)
    expect_at(page, 5, "dZ2")


# --- why ---


def test_an_aside_unfolds(page: Page) -> None:
    page.goto("/?step=dA1")
    aside = page.locator(f"{ARTICLE} .more p")
    expect(aside).to_be_hidden()
    page.locator(f"{ARTICLE} summary").click()
    expect(aside).to_contain_text("Some books write")


def test_a_link_unfolds_what_it_leads_to(page: Page) -> None:
    page.goto("/?m=1&step=dA1#more")
    expect(page.locator(f"{ARTICLE} .more p")).to_be_visible()
    page.goto("/?m=5&step=dA1#what-if")
    expect(page.locator(".complaint")).to_contain_text("NumPy refuses")
    page.keyboard.press("ArrowRight")
    until(page, lambda: "#" not in page.url)
    expect(page.locator(".complaint")).to_have_count(0)


def test_reason_code_and_check_stand_in_one_window(page: Page, server: Server) -> None:
    """At 1440 × 900 nothing of a step of the default net has to be scrolled for."""
    names = [step["writes"] for step in server.json("/api/v1/program")["steps"]]
    page.goto(f"/?iteration=6&step={names[0]}")
    for name in names:
        expect_at(page, 6, name)
        code = page.locator(f'{ARTICLE} [data-panel-of="code"]')
        of_step = page.locator(f'{ARTICLE}[data-of="{name}"]')
        expect(of_step).to_be_visible()
        foot = page.locator(".train-rail").bounding_box()["y"]
        box = code.bounding_box()
        assert box["y"] + box["height"] <= foot, name
        page.keyboard.press("ArrowRight")


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 1440), ("light", 390)])
def test_accessibility_rules_with_all_of_it_open(page: Page, theme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/?iteration=6&step=db2&theme={theme}")
    tabs = page.locator(".tabs")
    if width < 720:
        tabs.locator('[data-panel="shapes"]').click()
    what_if(page, "no-sum")
    until(page, lambda: "wrong db2" in heatmaps(page, "explain"))
    page.locator(f'{ARTICLE} [data-library="torch"]').dispatch_event("click")
    assert Axe().run(page).response["violations"] == []
    if width < 720:
        tabs.locator('[data-panel="check"]').click()
    page.locator('[data-action="nudge"]').click()
    expect(page.locator(MOVED)).to_have_count(6)
    assert Axe().run(page).response["violations"] == []


def test_by_keyboard_alone(page: Page) -> None:
    page.goto("/?iteration=6&step=dW2")
    page.locator(f'{ARTICLE} [data-action="what-if"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-slip]").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator('[data-slip="order"]')).to_have_attribute("aria-pressed", "true")
    expect(page.locator('[data-slip="order"]')).to_be_focused()
    page.locator(f'{ARTICLE} [data-field="average"]').focus()
    page.keyboard.press("Enter")
    until(page, lambda: "average=loss" in page.url)
    expect(page.locator(f'{ARTICLE} [data-field="average"]')).to_be_focused()
    page.locator(f'{ARTICLE} [data-library="torch"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator(f'{ARTICLE} [data-panel-of="code"]')).to_contain_text("autograd")


@pytest.mark.parametrize("net", ["hidden=128,64&m=200&data=digits", "hidden=3,3,3&m=3&data=blobs"])
def test_wrong_lines_of_nets_of_any_size(page: Page, net: str) -> None:
    page.goto(f"/?{net}&iteration=1&step=dW2")
    what_if(page)
    for button in page.locator("[data-slip]").all():
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".complaint")).to_be_visible()
