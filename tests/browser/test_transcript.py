"""What a listener hears of one iteration, step by step: kept as text, so that a change is seen.

After a wanted change: `python -m tests.browser.transcript` writes it anew.
"""

from playwright.sync_api import Page

from tests.browser.transcript import KEPT, transcript


def test_one_iteration_as_it_is_heard(page: Page) -> None:
    assert transcript(page) == KEPT.read_text(encoding="utf-8")
