"""Stepping: every heatmap shows what the API says, in the order of the program."""

import re

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.conftest import Server
from tests.browser.pages import at, expect_at, heatmaps, until, values, wait_for_heatmap


@pytest.mark.parametrize(
    "spec", ["", "data=tiny&hidden=3&init=tidy", "data=moons&hidden=5,3&activation=relu,tanh"]
)
def test_a_whole_iteration_shows_what_the_api_says(
    page: Page, server: Server, spec: str, count
) -> None:
    trace = server.json(f"/api/v1/trace?{spec}&iteration=1")
    page.goto(f"/?{spec}&iteration=1")
    wait_for_heatmap(page, "A0")
    compared = 0
    for step in trace["steps"]:
        assert not page.locator(
            f'[data-view="stage"] [data-matrix="{step["writes"]}"]'
        ).count() or (
            page.locator(
                f'[data-view="stage"] [data-pending][data-matrix="{step["writes"]}"]'
            ).count()
        )
        page.keyboard.press("ArrowRight")
        expect_at(page, 1, step["writes"])
        wait_for_heatmap(page, step["writes"])
        shown = heatmaps(page)
        for name, z in shown.items():
            if name in trace["matrices"] or name.removesuffix(".T") in trace["matrices"]:
                assert z == values(trace, name), (step["writes"], name)
                compared += sum(map(len, z))
        drawn = {token for token in step["equation"] if token.removesuffix(".T") in step["reads"]}
        assert drawn | {step["writes"]} <= shown.keys(), step["writes"]
    count("cells of heatmaps against the API", compared)


def test_the_ledger_shows_what_is_computed_and_nothing_else(
    page: Page, server: Server, count
) -> None:
    trace = server.json("/api/v1/trace?iteration=2")
    written = [step["writes"] for step in trace["steps"]]
    given = set(trace["matrices"]) - set(written)
    page.goto("/?iteration=2&step=dW2&view=ledger")
    wait_for_heatmap(page, "dW2", "ledger")
    shown = heatmaps(page, "ledger")
    assert shown.keys() == given | set(written[: written.index("dW2") + 1])
    for name, z in shown.items():
        assert z == values(trace, name), name
    count("cells of heatmaps against the API", sum(len(z) * len(z[0]) for z in shown.values()))
    for name in written[written.index("dW2") + 1 :]:
        frame = page.locator(f'[data-view="ledger"] [data-matrix="{name}"]')
        expect(frame).to_have_attribute("data-pending", "")
    page.locator('[data-view="ledger"] [data-matrix="A1"]').click()
    expect_at(page, 2, "A1")


def test_positions(page: Page) -> None:
    page.goto("/")
    expect_at(page, 0, "Z1", 1)
    expect(page.locator('[data-view="stage"]')).to_contain_text("press")
    page.keyboard.press("ArrowRight")
    expect_at(page, 0, "Z1")
    page.keyboard.press("ArrowLeft")
    expect_at(page, 0, "Z1", 1)
    page.keyboard.press("ArrowLeft")
    expect_at(page, 0, "Z1", 1)
    page.goto("/?step=b2_next")
    page.keyboard.press("ArrowRight")
    expect_at(page, 1, "Z1")
    page.keyboard.press("ArrowLeft")
    expect_at(page, 0, "b2_next")
    page.keyboard.press("Shift+ArrowRight")
    expect_at(page, 1, "Z1")
    page.keyboard.press("Shift+ArrowRight")
    expect_at(page, 1, "L")
    page.keyboard.press("n")
    expect_at(page, 2, "L")
    page.keyboard.press("Home")
    expect_at(page, 2, "Z1", 1)
    page.keyboard.press("Home")
    expect_at(page, 0, "Z1", 1)


def test_two_beats(page: Page) -> None:
    page.goto("/?step=dZ2&beats=2")
    for step, beat in (("dW2", 1), ("dW2", 2), ("db2", 1)):
        page.keyboard.press("ArrowRight")
        expect_at(page, 0, step, beat)
    for step, beat in (("dW2", 2), ("dW2", 1), ("dZ2", 2)):
        page.keyboard.press("ArrowLeft")
        expect_at(page, 0, step, beat)


def test_the_buttons_do_what_the_keys_do(page: Page) -> None:
    page.goto("/")
    press = page.locator
    for action, expected in (
        ("step", (0, "Z1", 2)),
        ("next-phase", (0, "L", 2)),
        ("back", (0, "A2", 2)),
        ("next-iteration", (1, "A2", 2)),
        ("previous-iteration", (0, "A2", 2)),
        ("first", (0, "Z1", 1)),
    ):
        press(f'button[data-action="{action}"]').click()
        expect_at(page, *expected)
    chip = page.locator('[data-view="tape"] button[data-step="dW2"]')
    chip.click()
    expect_at(page, 0, "dW2")
    expect(chip).to_have_attribute("aria-current", "step")
    assert page.locator('[data-view="tape"] [aria-current="step"]').count() == 1


def test_stepping_asks_the_server_nothing(page: Page) -> None:
    history, plane = "**/api/v1/history**", "**/api/v1/boundary**"  # the last fetched ahead
    with page.expect_response(history), page.expect_response(plane):
        page.goto("/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for _ in range(17):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect_at(page, 0, "b1_next")
    assert [url for url in asked if "/static/" not in url and "/check" not in url] == []


def test_the_next_iteration_is_there_before_it_is_wanted(page: Page) -> None:
    with page.expect_response("**/api/v1/history**"):
        page.goto("/?step=b2_next")
    later: list[Request] = []
    page.on("request", lambda request: later.append(request))
    page.keyboard.press("ArrowRight")
    assert at(page) == (1, "Z1", 2, "ok")
    assert not [r.url for r in later if "/trace?iteration=1&" in r.url]


def test_no_press_is_lost_while_an_iteration_loads(page: Page) -> None:
    held: list[Route] = []
    page.route("**/api/v1/trace**", lambda route: held.append(route))
    page.goto("/?step=b2_next")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect_at(page, 0, "b2_next", status="loading")
    for route in held:
        route.continue_()
    expect_at(page, 1, "A2")


def test_of_two_jumps_the_later_one_is_painted(page: Page) -> None:
    held: list[Route] = []
    page.goto("/")
    page.wait_for_load_state("networkidle")
    page.route(re.compile(r"/trace\?iteration=40&"), lambda route: held.append(route))
    field = page.locator('input[name="iteration"]')
    field.fill("40")
    field.press("Enter")
    until(page, lambda: held)
    field.fill("7")
    field.press("Enter")
    expect_at(page, 7, "Z1", 1)
    for route in held:
        route.continue_()
    page.wait_for_timeout(200)
    expect_at(page, 7, "Z1", 1)


def test_playing(page: Page) -> None:
    page.goto("/")
    for _ in range(2):
        page.locator('[data-action="speed"]').click()
    page.locator("body").press("Space")
    until(page, lambda: at(page)[1] == "A2")
    page.keyboard.press("Space")
    step = at(page)[1]
    page.wait_for_timeout(600)
    assert at(page)[1] == step
