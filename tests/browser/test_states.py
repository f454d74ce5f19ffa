"""What has to be said, in place: diverged, all units off, far away, the server gone."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Complaints, Server
from tests.browser.pages import at, expect_at, heatmaps, until, wait_for_heatmap

OVERFLOW = "data=sine&activation=leaky_relu&lr=4.0"


def test_a_run_that_overflows_is_told_with_what_to_do(page: Page, server: Server) -> None:
    trace = server.json(f"/api/v1/trace?{OVERFLOW}&iteration=100")
    broken = trace["nonfinite"]
    page.goto(f"/?{OVERFLOW}&iteration={broken['iteration']}&step={broken['step']}")
    expect_at(page, broken["iteration"], broken["step"], status="diverged")
    status = page.locator('[data-view="status"]')
    expect(status).to_contain_text(f"overflowed at iteration {broken['iteration']}")
    status.get_by_role("button", name=f"Go back to {broken['iteration'] - 1}").click()
    expect_at(page, broken["iteration"] - 1, broken["step"])
    page.go_back()
    expect_at(page, broken["iteration"], broken["step"], status="diverged")
    page.get_by_role("button", name="Halve").click()
    until(page, lambda: "lr=2" in page.url)
    expect_at(page, 0, "Z1", 1)


def test_every_step_of_a_broken_iteration_can_be_shown(page: Page, server: Server) -> None:
    trace = server.json(f"/api/v1/trace?{OVERFLOW}&iteration=100")
    last = trace["nonfinite"]["iteration"]
    page.goto(f"/?{OVERFLOW}&iteration={last}&view=ledger")
    for step in trace["steps"]:
        page.keyboard.press("ArrowRight")
        expect_at(page, last, step["writes"], status="diverged")
    page.keyboard.press("l")
    for step in reversed(trace["steps"][:-1]):
        page.keyboard.press("ArrowLeft")
        expect_at(page, last, step["writes"], status="diverged")


def test_an_iteration_past_the_end_of_a_run_leads_to_where_it_broke(
    page: Page, server: Server
) -> None:
    broken = server.json(f"/api/v1/trace?{OVERFLOW}&iteration=100")["nonfinite"]
    for address in (f"/?{OVERFLOW}&iteration=100", f"/?{OVERFLOW}&iteration=90&step=Z1"):
        page.goto(address)
        expect_at(page, broken["iteration"], broken["step"], status="diverged")
        expect(page.locator('[data-view="status"]')).to_contain_text("was never reached")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("n")
    expect_at(page, broken["iteration"], broken["step"], status="diverged")


def test_playing_stops_where_it_overflows(page: Page, server: Server) -> None:
    broken = server.json(f"/api/v1/trace?{OVERFLOW}&iteration=100")["nonfinite"]
    page.goto(f"/?{OVERFLOW}&iteration={broken['iteration']}")
    page.keyboard.press("4")
    page.keyboard.press("Space")
    until(page, lambda: at(page)[1] == broken["step"], 15)
    expect(page.locator("#app")).to_have_attribute("data-playing", "false")


def test_a_loss_that_has_blown_up_is_told_before_it_overflows(page: Page, server: Server) -> None:
    loss = server.json("/api/v1/trace?data=sine&lr=1000&iteration=4")["J"]
    mantissa = f"{loss:.1e}".partition("e")[0]
    page.goto("/?data=sine&lr=1000&iteration=4&step=dW2")
    expect_at(page, 4, "dW2")
    status = page.locator('[data-view="status"]')
    expect(status).to_contain_text(f"J = {mantissa}·10")
    expect(status).to_contain_text("at iteration 4 and grows")
    expect(status).to_contain_text("the steps are too large")
    status.get_by_role("button", name="Halve").click()
    until(page, lambda: "lr=500" in page.url)
    expect_at(page, 0, "Z1", 1)
    expect(status).to_be_empty()


def test_all_units_off_is_told(page: Page) -> None:
    page.goto("/?lr=20&iteration=12&step=dW2")
    expect(page.locator('[data-view="status"]')).to_contain_text("All units of layer 1 are off")
    expect(page.locator('[data-view="status"]')).to_contain_text("still learns")


def test_from_zero_weights_other_weights_are_offered_not_a_smaller_step(page: Page) -> None:
    page.goto("/?m=5&init=zeros&step=db2")
    expect_at(page, 0, "db2")
    status = page.locator('[data-view="status"]')
    expect(status).to_contain_text("All weights are 0: only b[2] still learns.")
    expect(status.get_by_role("button")).to_have_text(["Start from He weights"])
    status.get_by_role("button").click()
    until(page, lambda: "init" not in page.url)
    expect_at(page, 0, "Z1", 1)
    expect(status).to_be_empty()


def test_a_far_jump_says_how_far_it_is(page: Page) -> None:
    page.goto("/?data=moons&m=400&hidden=32,32&seed=7")  # a net that no other test has run
    wait_for_heatmap(page, "A0")
    field = page.locator('input[name="iteration"]')
    field.fill("15000")
    field.press("Enter")
    expect(page.locator('[data-view="status"] progress')).to_be_visible()
    expect(page.locator("#app")).to_have_attribute("data-status", "loading")
    expect(page.locator("#app")).to_have_attribute("data-iteration", "0")
    expect_at(page, 15000, "Z1", 1, timeout=60000)
    expect(page.locator('[data-view="status"] progress')).to_have_count(0)


def test_a_net_too_large_for_one_reply_comes_step_by_step(
    page: Page, server: Server, complaints: Complaints
) -> None:
    complaints.allow("status of 422")
    spec = "m=500&hidden=128,128,128"
    page.goto(f"/?{spec}")
    expect_at(page, 0, "Z1", 1)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect_at(page, 0, "A1")
    page.locator('[data-view="tape"] button[data-step="dW1"]').click()
    expect_at(page, 0, "dW1")
    until(page, lambda: "dW1" in heatmaps(page))


def test_without_the_server_what_is_loaded_goes_on_and_it_reconnects(
    page: Page, complaints: Complaints
) -> None:
    own = Server()
    complaints.allow("ERR_CONNECTION_REFUSED", "Failed to load resource", own.url)
    own.start()
    try:
        page.goto(f"{own.url}/?step=dW1&beat=1")
        page.wait_for_load_state("networkidle")
        own.stop()
        page.locator('[data-action="add-neuron"]').click()
        expect(page.locator("#app")).to_have_attribute("data-status", "offline")
        expect(page.locator('[data-part="offline"]')).to_be_visible()
        page.locator('[data-view="tape"] button[data-step="dW2"]').click()
        expect_at(page, 0, "dW2", status="offline")
        page.keyboard.press("ArrowRight")
        expect_at(page, 0, "db2", status="offline")
        insight = page.locator('[data-view="stage"] .ask')
        expect(insight).to_be_empty()
        own.start()
        expect_at(page, 0, "db2")
        expect(insight).to_contain_text("contributions come back")
        expect(page.locator('[data-part="check"]')).to_contain_text("backprop")
    finally:
        own.stop()
