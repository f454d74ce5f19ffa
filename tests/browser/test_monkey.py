"""Whatever is pressed, clicked, touched or typed: nothing throws, nothing is logged.

The long form, two minutes, is `python -m tests.bench monkey`.
"""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.monkey import PRESETS, Monkey

SECONDS = 2.0


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "has_touch": True, "reduced_motion": "no-preference"}


@pytest.mark.parametrize("address", PRESETS)
def test_a_monkey_breaks_nothing(page: Page, complaints: Any, address: str, count: Any) -> None:
    complaints.allow("status of 422", "status of 404")  # the server's refusals of what it typed
    page.context.on("page", lambda other: other.close())
    monkey = Monkey(page, seed=PRESETS.index(address))
    monkey.play(address, SECONDS)
    count("deeds of a monkey", len(monkey.deeds))
    monkey.open(address)
    expect(page.locator("#app[data-step]")).not_to_have_attribute("data-status", "loading")
    assert complaints.left() == [], monkey.deeds[-20:]
