"""A real Chromium, and the moment of which the pages of the bench are made."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench.serving import Served
from tests.chromium import find

FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
FLAGS += " --disable-component-update --disable-sync"
WATCH = Path(__file__).with_name("pages") / "watch.js"
ITERATION = 3
STEP = "dW2"
"""The step of four square matrices: dW = 1/m dZ · Aᵀ + λ/m W."""


def query(size: int) -> str:
    """The net in which they are `size` × `size`."""
    return f"data=spiral&m={size}&hidden={size},{size}&l2=0.1&lr=0.1"


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = os.environ.get("STEPGRAD_CHROMIUM") or find()
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        yield browser
        browser.close()


def context(server: Served, browser: Browser, canvas: bool = False) -> BrowserContext:
    """A fresh profile; with `canvas` the page comes without Plotly."""
    made = browser.new_context(viewport={"width": 1920, "height": 1080})
    made.add_init_script(path=WATCH)
    if canvas:
        made.add_cookies([{"name": "bench", "value": "1", "url": server.origin}])
    return made


def first_heatmap(page: Page) -> float:
    """Wait for it; milliseconds from navigation."""
    for _ in range(1500):
        found: float | None = page.evaluate("() => bench.first")
        if found is not None:
            return found
        page.wait_for_timeout(20)
    raise RuntimeError("The page drew no heatmap.")
