"""The arithmetic of a cell on the page: no number runs into a sign, a word or the edge."""

import pytest
from playwright.sync_api import Page

from tests.browser.pages import expect_at

OVERLAPS = """() => {
  const view = document.querySelector('[data-view="cell"]');
  const edge = view.parentElement.getBoundingClientRect();
  const found = [];
  const boxes = [];
  for (const element of view.querySelectorAll(
    ".term, .term-sign, .chip-number, .sum-label, .sum-around, .sum-head, .sum-equals, "
      + ".sum-parts > *",
  )) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    if (right - left < 1) continue;
    const text = element.textContent;
    if (left < edge.left - 1 || right > edge.right + 1) found.push(`${text} is cut off`);
    for (const other of boxes) {
      const wide = Math.min(right, other.right) - Math.max(left, other.left);
      const high = Math.min(bottom, other.bottom) - Math.max(top, other.top);
      if (wide > 1 && high > 5) found.push(`${other.text} | ${text}`);
    }
    boxes.push({ left, right, top, bottom, text });
  }
  return [boxes.length, found];
}"""
STEPS = [
    ("m=8", ["Z1", "dW2", "db2", "J", "dA1", "W1_next"]),
    ("m=16&hidden=6", ["dW2", "db2", "J", "dW1"]),
    ("optimizer=adam", ["vW1_next", "vW1hat", "W1_next"]),
    ("optimizer=rmsprop", ["W2_next"]),
]


@pytest.mark.parametrize("width", [1440, 1280, 800, 390])
def test_nothing_overlaps_at_any_width(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844 if width < 500 else 900})
    wrong = []
    for spec, steps in STEPS:
        page.goto(f"/?{spec}&iteration=6")
        for step in steps:
            page.locator(f'[data-view="tape"] button[data-step="{step}"]').click()
            expect_at(page, 6, step)
            page.locator('[data-view="cell"] .chip-number.result').wait_for()
            count, found = page.evaluate(OVERLAPS)
            assert count > 2
            wrong += [f"{spec} {step}: {one}" for one in found]
    assert wrong == []
