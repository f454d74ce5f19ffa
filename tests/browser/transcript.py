"""One iteration of the lecture net as a screen reader has it: sentences, grids, selected cells."""

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS, Server
from tests.browser.pages import expect_at, wait_for_heatmap
from tests.chromium import find

KEPT = Path(__file__).parents[1] / "data" / "transcript.txt"
NET = "data=tiny&hidden=3&init=tidy&seed=27"
HEARD = """() => {
  const stage = document.querySelector('[data-view="stage"]');
  const grids = [...stage.querySelectorAll('[role="grid"]')];
  const named = (element) => element.getAttribute("aria-label");
  const at = grids[0].querySelector('[role="gridcell"][tabindex="0"]');
  return [
    document.querySelector('[data-part="announce"]').textContent,
    ...grids.map((grid) => `  grid: ${named(grid)}`),
    ...(at ? [`  at: ${named(at)}`] : []),
    `  ${stage.querySelector(".ask")?.textContent ?? ""}`.trimEnd(),
  ];
}"""


def transcript(page: Page) -> str:
    """Every step of iteration 0, from the first question to the last update."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/?{NET}")
    expect_at(page, 0, "Z1", 1)
    wait_for_heatmap(page, "A0")
    steps: list[str] = page.locator('[data-view="tape"] button[data-step]').evaluate_all(
        "(chips) => chips.map((chip) => chip.dataset.step)"
    )
    lines = _heard(page)
    for step in steps:
        page.keyboard.press("ArrowRight")
        expect_at(page, 0, step)
        wait_for_heatmap(page, step)
        lines += ["", *_heard(page)]
    return "\n".join(line for line in lines) + "\n"


def _heard(page: Page) -> list[str]:
    page.wait_for_timeout(100)  # what follows a step once it has been painted
    heard: list[str] = page.evaluate(HEARD)
    return [line for line in heard if line.strip()]


def main() -> None:
    """Write the transcript of the app as it is now."""
    server = Server()
    server.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
            size = {"width": 1440, "height": 900}
            page = browser.new_page(base_url=server.url, viewport=size)
            KEPT.write_text(transcript(page), encoding="utf-8")
            browser.close()
    finally:
        server.stop()


if __name__ == "__main__":
    main()
