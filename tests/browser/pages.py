"""How tests read a page: its position, its heatmaps, its ledger."""

import re
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

ROOT = "#app"
HEATMAPS = """(view) => {
  const found = {};
  for (const graph of document.querySelectorAll(`[data-view="${view}"] .js-plotly-plot`)) {
    for (const trace of graph.data ?? []) {
      if (trace.type === "heatmap") found[trace.name] = trace.z.map((row) => Array.from(row));
    }
  }
  return found;
}"""
Matrix = list[list[float]]


def at(page: Page) -> tuple[int, str, int, str]:
    """Iteration, step, beat and status, as the page says they are painted."""
    data = page.locator(ROOT).evaluate("(root) => ({ ...root.dataset })")
    return int(data["iteration"]), data["step"], int(data["beat"]), data["status"]


def expect_at(
    page: Page, iteration: int, step: str, beat: int = 2, status: str = "ok", timeout: int = 15000
) -> None:
    """Wait until the page shows this position."""
    root = page.locator(ROOT)
    expect(root).to_have_attribute("data-status", status, timeout=timeout)
    expect(root).to_have_attribute("data-iteration", str(iteration), timeout=timeout)
    expect(root).to_have_attribute("data-step", step, timeout=timeout)
    expect(root).to_have_attribute("data-beat", str(beat), timeout=timeout)


def heatmaps(page: Page, view: str = "stage") -> dict[str, Matrix]:
    """The values of every heatmap of a view, by the name of its trace."""
    found: dict[str, Matrix] = page.evaluate(HEATMAPS, view)
    return found


def until(page: Page, holds: Callable[[], object], seconds: float = 15) -> None:
    """Wait for what only the page's scripts know. (Playwright's own waiting evaluates text inside
    the page, which the content security policy forbids.)
    """
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "It did not come true."
        page.wait_for_timeout(20)


def wait_for_heatmap(page: Page, name: str, view: str = "stage") -> None:
    until(page, lambda: name in heatmaps(page, view))


def values(trace: dict[str, Any], name: str) -> Matrix:
    """A matrix of a trace as a heatmap draws it: `A1.T` is transposed."""
    rows: Matrix = trace["matrices"][name.removesuffix(".T")]["values"]
    return [list(row) for row in zip(*rows, strict=True)] if name.endswith(".T") else rows


def query(page: Page) -> str:
    """The query of the page's address."""
    return re.sub(r"^[^?]*\??", "", page.url)
