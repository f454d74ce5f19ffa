"""How a result comes about: a veil over the finished stage, gone within a second or at any key."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.pages import expect_at, heatmaps, until, wait_for_heatmap

VEIL = ".veil > *"


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "reduced_motion": "no-preference"}


def veiled(page: Page) -> int:
    return page.locator(VEIL).count()


def fading(page: Page) -> bool:
    stage = page.locator('[data-view="stage"]')
    return bool(stage.evaluate("one => one.getAnimations().length > 0"))


@pytest.fixture
def slow(page: Page) -> Page:
    """A page whose animations take twenty times as long."""
    session = page.context.new_cdp_session(page)
    session.send("Animation.enable")
    session.send("Animation.setPlaybackRate", {"playbackRate": 0.05})
    return page


def test_every_step_is_performed_and_its_values_are_there_from_the_first_moment(
    slow: Page, server: Server
) -> None:
    trace = server.json("/api/v1/trace?iteration=1")
    slow.goto("/?iteration=1")
    wait_for_heatmap(slow, "A0")
    for step in trace["steps"]:
        slow.keyboard.press("ArrowRight")
        expect_at(slow, 1, step["writes"])
        until(slow, lambda: veiled(slow) > 0)
        assert step["writes"] in heatmaps(slow)


def test_any_key_ends_it_and_back_shows_none(slow: Page) -> None:
    slow.goto("/?step=dZ2")
    wait_for_heatmap(slow, "dZ2")
    slow.keyboard.press("ArrowRight")
    until(slow, lambda: veiled(slow) > 0)
    slow.keyboard.press("Escape")
    assert veiled(slow) == 0
    slow.keyboard.press("ArrowLeft")
    expect_at(slow, 0, "dZ2")
    assert veiled(slow) == 0
    assert fading(slow), "what is led back to fades in"
    slow.keyboard.press("Escape")
    assert not fading(slow)


def test_it_ends_by_itself(page: Page) -> None:
    page.goto("/?step=dZ2")
    wait_for_heatmap(page, "dZ2")
    page.keyboard.press("ArrowRight")
    expect_at(page, 0, "dW2")
    expect(page.locator(VEIL)).to_have_count(0)


def test_none_with_reduced_motion_nor_on_a_jump(slow: Page) -> None:
    slow.goto("/?step=dZ2")
    wait_for_heatmap(slow, "dZ2")
    slow.click('[data-view="tape"] button[data-step="dW1"]')
    expect_at(slow, 0, "dW1")
    assert veiled(slow) == 0
    slow.emulate_media(reduced_motion="reduce")
    slow.keyboard.press("ArrowRight")
    expect_at(slow, 0, "db1")
    assert veiled(slow) == 0
    slow.keyboard.press("ArrowLeft")
    expect_at(slow, 0, "dW1")
    assert not fading(slow)
